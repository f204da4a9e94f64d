//! Telling of gifts. Each step has its event. The readable message shows how far the gift has got by now, and is edited for the
//! newest step only: what became of a hundred openings at once is one edit.

use crate::{
    gifts::{self, Gift, RecordGiftCard, Taken},
    kernel::GiftId,
    store::{
        Read, ReadExt, StoreError,
        rows::{CardRow, GiftState, GiftStep},
        tables::GIFT_CARDS,
    },
};

use super::{
    super::cards::{MESSAGE, gifts as cards},
    Letter, Place, Post, Undelivered,
};

/// How many of the largest shares an event names.
const LEADERS: usize = 10;

/// What is known of a step when it is told.
struct Told {
    gift: Gift,
    /// The share that was taken.
    taken: Option<Taken>,
    /// The largest shares by then.
    leaders: Vec<Taken>,
    /// The readable message.
    card: Option<CardRow>,
}

impl Told {
    fn read(reader: &impl Read, id: GiftId, step: GiftStep) -> Result<Option<Self>, StoreError> {
        let Some(gift) = gifts::find(reader, id)? else { return Ok(None) };
        let (taken, rank) = match step {
            GiftStep::Opened(rank) => (gifts::opening(reader, id, rank)?, rank),
            GiftStep::Made | GiftStep::Ended => (None, gift.progress.opened),
        };
        let leaders = gifts::leaderboard(reader, id, rank, LEADERS)?;
        Ok(Some(Self { gift, taken, leaders, card: reader.get(&GIFT_CARDS, &id)? }))
    }

    /// Whether the effect of a later step waits behind this one.
    fn is_overtaken(&self) -> bool {
        let state = self.gift.progress.state;
        self.taken.as_ref().is_some_and(|taken| taken.rank < self.gift.progress.opened || state == GiftState::Expired)
    }

    fn place(&self) -> Place {
        let row = &self.gift.row;
        Place::of(row.room.clone(), row.recipient.as_ref().unwrap_or(&row.giver_user).clone())
    }
}

impl Post {
    pub(super) async fn tell_gift(&self, sequence: u64, id: GiftId, step: GiftStep) -> Result<(), Undelivered> {
        let settings = self.edge.settings();
        let told = self.edge.commands.store().read(|reader| Told::read(reader, id, step))?;
        let told = told.ok_or_else(|| Undelivered::Never { reason: format!("there is no gift {id}") })?;
        let card = match &told.taken {
            Some(taken) => cards::opened(&settings.server, &told.gift, taken, &told.leaders),
            None => cards::gift(&settings.server, &told.gift, &told.leaders),
        };
        let payments = self.payments()?;
        let letter = Letter { sequence, event_type: card.event_type, part: "e", content: &card.content };
        let (room, _) = self.send(&payments, &told.place(), &letter).await?;
        let known = told.card.as_ref().filter(|known| known.room == room);
        if !settings.matrix.fallback_messages || (known.is_some() && told.is_overtaken()) {
            return Ok(());
        }
        let content = known.map_or_else(|| card.words.notice(), |known| card.words.edit(&known.event_id));
        let letter = Letter { sequence, event_type: MESSAGE, part: "m", content: &content };
        let (room, event_id) = self.send(&payments, &Place::Room(room), &letter).await?;
        if known.is_none() {
            self.run(RecordGiftCard { gift: id, card: CardRow { room, event_id } }).await?;
        }
        Ok(())
    }
}
