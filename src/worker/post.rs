//! What has to be done outside for one effect, and by whom. Everything here may be done again: events carry a transaction id
//! made from the effect's place in the outbox, under which the homeserver knows a repetition.
//!
//! The payments ghost speaks about transfers and gifts, the bot about everything else. A ghost that is not in a room joins it, or
//! is invited by the bot when the bot is there. Direct rooms are the bot's.

mod gifts;
mod revocation;

use std::{sync::Arc, time::Duration};

use tokio::sync::Mutex;

use crate::{
    command::Command,
    edge::{Edge, GhostTrouble, Trouble, links},
    kernel::{P2pId, Rejection, RoomId, UserId, sha256},
    matrix::{BOT_LOCALPART, BOT_NAME, MatrixError, PAYMENTS_LOCALPART, PAYMENTS_NAME},
    outbox::{Effect, Waiting},
    people,
    rooms::{self, EnteredRoom, LeftRoom, RecordCard, RecordDirectRoom, StoreMembers, Stored},
    store::{
        Failure, ReadExt, StoreError,
        rows::{CardRow, P2pRow, P2pState, WalletStatus},
        tables::{CARDS, DIRECT_ROOMS, P2P},
    },
    upstream::Unavailable,
    wallets,
};

use super::cards::{self, Card, MESSAGE, Words};

mod payments;

/// How often the members of a room are asked for when they keep changing.
const SYNC_ATTEMPTS: usize = 3;

/// Why an effect did not happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Undelivered {
    /// It may the next time, after this long at the least.
    Later {
        /// What went wrong.
        reason: String,
        /// How long to wait, when the other side said.
        wait: Option<Duration>,
    },
    /// It never will.
    Never {
        /// Why.
        reason: String,
    },
}

impl From<MatrixError> for Undelivered {
    /// Final is what is about this room or this event. A token that the homeserver does not know, or an address that is not
    /// the homeserver's, is for the operator to put right, and then everything that waited goes out.
    fn from(error: MatrixError) -> Self {
        let reason = error.to_string();
        match error {
            MatrixError::Unavailable(unavailable) => unavailable.into(),
            MatrixError::Refused { status: 400 | 403 | 404 | 413, ref errcode, .. }
                if !error.is_retryable()
                    && !matches!(
                        &**errcode,
                        "M_UNRECOGNIZED" | "M_UNKNOWN_TOKEN" | "M_MISSING_TOKEN" | "M_RESOURCE_LIMIT_EXCEEDED"
                    ) =>
            {
                Self::Never { reason }
            }
            MatrixError::Refused { retry_after, .. } => Self::Later { reason, wait: retry_after },
        }
    }
}

impl From<Unavailable> for Undelivered {
    fn from(error: Unavailable) -> Self {
        Self::Later { reason: error.to_string(), wait: error.circuit.map(|open| open.retry_after) }
    }
}

impl From<StoreError> for Undelivered {
    fn from(error: StoreError) -> Self {
        Self::Later { reason: error.to_string(), wait: None }
    }
}

impl From<Trouble> for Undelivered {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Rejected(rejection) => rejection.into(),
            Trouble::Store(error) => error.into(),
            Trouble::Upstream(error) => error.into(),
            Trouble::Machine(reason) => Self::Later { reason, wait: None },
        }
    }
}

impl From<GhostTrouble> for Undelivered {
    /// A ghost that may not be made is a matter of the registration: for the operator to put right, so never final.
    fn from(trouble: GhostTrouble) -> Self {
        match trouble {
            GhostTrouble::Store(error) => error.into(),
            GhostTrouble::Homeserver(error) => match error.into() {
                Self::Never { reason } => Self::Later { reason, wait: None },
                later @ Self::Later { .. } => later,
            },
        }
    }
}

impl From<Rejection> for Undelivered {
    fn from(rejection: Rejection) -> Self {
        Self::Never { reason: rejection.to_string() }
    }
}

impl From<Failure> for Undelivered {
    fn from(failure: Failure) -> Self {
        Trouble::from(failure).into()
    }
}

/// Who carries effects out.
pub(super) struct Post {
    edge: Arc<Edge>,
    /// Sets this installation's transaction ids apart from those of another one, or of an older data directory, on the same
    /// homeserver.
    tag: String,
    /// One direct room is made at a time, lest a person get two.
    making_rooms: Mutex<()>,
}

/// One of our users, as whom something is said.
struct Speaker {
    user: UserId,
    name: &'static str,
}

/// Where something is said.
enum Place {
    Room(RoomId),
    /// A room, or the person's direct one where our users may not speak: nobody should miss their money because the bots were
    /// never invited.
    RoomOr(RoomId, UserId),
    /// The room that a person shares with the bot.
    Direct(UserId),
}

impl Place {
    fn of(room: Option<RoomId>, person: UserId) -> Self {
        match room {
            Some(room) => Self::RoomOr(room, person),
            None => Self::Direct(person),
        }
    }
}

/// An event to be sent: its type, what tells it apart from others of the same effect, its content.
struct Letter<'l> {
    sequence: u64,
    event_type: &'l str,
    part: &'static str,
    content: &'l serde_json::Value,
}

impl Post {
    pub(super) fn new(edge: Arc<Edge>) -> Self {
        let digest = sha256(&[b"matrix transactions\0", &edge.link_key[..]].concat());
        Self { edge, tag: hex::encode(&digest[..4]), making_rooms: Mutex::new(()) }
    }

    /// Does what `waiting` asks for. Done already, or become pointless, is success.
    pub(super) async fn carry_out(&self, waiting: &Waiting) -> Result<(), Undelivered> {
        let sequence = waiting.sequence;
        match &waiting.effect {
            Effect::P2p { id, state } => self.tell_transfer(sequence, *id, *state).await,
            Effect::Payment { id, state, refund } => self.tell_payment(sequence, *id, *state, *refund).await,
            Effect::ActivateWallet { user, room, transfer } => {
                self.tell_activation(sequence, user, room.clone(), *transfer).await
            }
            Effect::FactorChanged { user, change } => {
                let words = cards::factor_change(&self.edge.settings().server, change);
                self.say(sequence, &self.bot()?, &Place::Direct(user.clone()), &words).await
            }
            Effect::Gift { id, step } => self.tell_gift(sequence, *id, *step).await,
            Effect::JoinRoom { room, ghost } => self.join(room, ghost).await,
            Effect::SyncMembers { room, ghost } => self.sync(room, ghost).await,
            Effect::AuthorizationRevoked { user, miniapp, scopes, reason, at } => {
                let content = cards::revocation(user, miniapp, *scopes, reason.as_deref(), *at);
                self.tell_revocation(user, miniapp, &content).await
            }
            Effect::MoneyRequest { user, payer, amount, note, room } => {
                let words = cards::money_request(&self.edge.settings().server, [user, payer], amount, note.as_deref());
                self.say(sequence, &self.payments()?, &Place::of(room.clone(), payer.clone()), &words).await
            }
        }
    }

    async fn tell_transfer(&self, sequence: u64, id: P2pId, state: P2pState) -> Result<(), Undelivered> {
        let settings = self.edge.settings();
        let row = self.transfer(id)?;
        if row.room.is_none() && people::is_erased(&row.recipient_user) {
            return Ok(());
        }
        let card = cards::p2p(&settings.server, id, &row, state);
        let known = self.edge.commands.store().read(|reader| reader.get(&CARDS, &id))?;
        match self.show(sequence, &Place::of(row.room, row.recipient_user), &card, known).await? {
            Some(card) => self.run(RecordCard { transfer: id, card }).await,
            None => Ok(()),
        }
    }

    /// Sends the payments ghost's event, and its readable message: a new one, which is answered to be remembered, or in the place of
    /// the `known` one in that room.
    async fn show(
        &self,
        sequence: u64,
        place: &Place,
        card: &Card,
        known: Option<CardRow>,
    ) -> Result<Option<CardRow>, Undelivered> {
        let payments = self.payments()?;
        let letter = Letter { sequence, event_type: card.event_type, part: "e", content: &card.content };
        let (room, _) = self.send(&payments, place, &letter).await?;
        if !self.edge.settings().matrix.fallback_messages {
            return Ok(None);
        }
        let known = known.filter(|known| known.room == room);
        let content = known.as_ref().map_or_else(|| card.words.notice(), |known| card.words.edit(&known.event_id));
        let letter = Letter { sequence, event_type: MESSAGE, part: "m", content: &content };
        let (room, event_id) = self.send(&payments, &Place::Room(room), &letter).await?;
        Ok(known.is_none().then_some(CardRow { room, event_id }))
    }

    async fn tell_activation(
        &self,
        sequence: u64,
        user: &UserId,
        room: Option<RoomId>,
        transfer: P2pId,
    ) -> Result<(), Undelivered> {
        let wallet = self.edge.commands.store().read(|reader| wallets::of_user(reader, user))?;
        if wallet.is_none_or(|(_, row)| row.status != WalletStatus::Pending) {
            return Ok(());
        }
        let row = self.transfer(transfer)?;
        let card = cards::activation(user, &links::activation_url(&self.edge, user), transfer, &row);
        let (bot, place) = (self.bot()?, Place::of(room, user.clone()));
        let letter = Letter { sequence, event_type: card.event_type, part: "e", content: &card.content };
        let (room, _) = self.send(&bot, &place, &letter).await?;
        if self.edge.settings().matrix.fallback_messages {
            self.say(sequence, &bot, &Place::Room(room), &card.words).await?;
        }
        Ok(())
    }

    async fn join(&self, room: &RoomId, ghost: &UserId) -> Result<(), Undelivered> {
        let ours = self.edge.ours();
        let Some(name) = self.edge.commands.store().read(|reader| rooms::wanted(reader, &ours, ghost))? else {
            return Ok(());
        };
        self.edge.ensure_ghost(ghost, &name).await?;
        self.edge.homeserver.join(ghost, room).await?;
        self.run(EnteredRoom { room: room.clone(), ghost: ghost.clone() }).await?;
        self.sync(room, ghost).await
    }

    async fn sync(&self, room: &RoomId, ghost: &UserId) -> Result<(), Undelivered> {
        for _ in 0..SYNC_ATTEMPTS {
            let Some(as_of) = self.edge.commands.store().read(|reader| rooms::last_change(reader, room))? else {
                return Ok(());
            };
            let members = match self.edge.homeserver.joined_members(ghost, room).await {
                Ok(members) => members,
                Err(MatrixError::Refused { status: 403 | 404, .. }) => {
                    let (room, ghost) = (room.clone(), ghost.clone());
                    return self.run(LeftRoom { room, ghost, ours: self.edge.ours() }).await;
                }
                Err(error) => return Err(error.into()),
            };
            if self.run(StoreMembers { room: room.clone(), members, as_of }).await? == Stored::Kept {
                return Ok(());
            }
        }
        Err(Undelivered::Later { reason: "the room's members change faster than they can be read".to_owned(), wait: None })
    }

    /// Says something in words.
    async fn say(&self, sequence: u64, speaker: &Speaker, place: &Place, words: &Words) -> Result<(), Undelivered> {
        let content = words.notice();
        self.send(speaker, place, &Letter { sequence, event_type: MESSAGE, part: "m", content: &content }).await?;
        Ok(())
    }

    /// Sends an event; answers in which room, and its id. A direct room that is gone is made anew.
    async fn send(&self, speaker: &Speaker, place: &Place, letter: &Letter<'_>) -> Result<(RoomId, String), Undelivered> {
        self.edge.ensure_ghost(&speaker.user, speaker.name).await?;
        let person = match place {
            Place::Room(room) => return Ok((room.clone(), self.send_to(speaker, room, letter).await?)),
            Place::RoomOr(room, person) => match self.send_to(speaker, room, letter).await {
                Err(MatrixError::Refused { status: 403 | 404, errcode, .. }) => {
                    tracing::warn!(%room, errcode, "our users may not speak in a room; its people are told in private");
                    person
                }
                sent => return Ok((room.clone(), sent?)),
            },
            Place::Direct(person) => person,
        };
        let room = self.direct_room(person, None).await?;
        match self.send_to(speaker, &room, letter).await {
            Err(MatrixError::Refused { status: 403 | 404, .. }) => {
                let room = self.direct_room(person, Some(&room)).await?;
                let event_id = self.send_to(speaker, &room, letter).await?;
                Ok((room, event_id))
            }
            sent => Ok((room, sent?)),
        }
    }

    async fn send_to(&self, speaker: &Speaker, room: &RoomId, letter: &Letter<'_>) -> Result<String, MatrixError> {
        let transaction = format!("tmcp-{}-{}-{}", self.tag, letter.sequence, letter.part);
        let send = || self.edge.homeserver.send_event(&speaker.user, room, letter.event_type, &transaction, letter.content);
        match send().await {
            Err(refused) if refused.errcode() == Some("M_FORBIDDEN") => {
                self.enter(speaker, room).await?;
                send().await
            }
            sent => sent,
        }
    }

    /// Gets a ghost into a room: by itself, or invited by the bot.
    async fn enter(&self, speaker: &Speaker, room: &RoomId) -> Result<(), MatrixError> {
        let homeserver = &self.edge.homeserver;
        // A homeserver that was set up anew has forgotten the ghosts that are on record here.
        homeserver.register_ghost(speaker.user.localpart()).await?;
        let refused = match homeserver.join(&speaker.user, room).await {
            Err(refused) if refused.errcode() == Some("M_FORBIDDEN") => refused,
            joined => return joined,
        };
        let Ok(bot) = self.edge.ghost(BOT_LOCALPART) else { return Err(refused) };
        if bot == speaker.user {
            return Err(refused);
        }
        match homeserver.invite(&bot, room, &speaker.user).await {
            Ok(()) => homeserver.join(&speaker.user, room).await,
            Err(error) if error.is_retryable() => Err(error),
            Err(_) => Err(refused),
        }
    }

    /// The direct room of `person`, made now when there is none, or when it is the one that is `gone`.
    async fn direct_room(&self, person: &UserId, gone: Option<&RoomId>) -> Result<RoomId, Undelivered> {
        let _alone = self.making_rooms.lock().await;
        let known = self.edge.commands.store().read(|reader| reader.get(&DIRECT_ROOMS, person))?;
        if let Some(room) = known.filter(|room| Some(room) != gone) {
            return Ok(room);
        }
        let bot = self.bot()?;
        self.edge.ensure_ghost(&bot.user, bot.name).await?;
        let room = self.edge.homeserver.create_direct_room(&bot.user, person, PAYMENTS_NAME).await?;
        self.run(RecordDirectRoom { user: person.clone(), room: room.clone() }).await?;
        Ok(room)
    }

    fn bot(&self) -> Result<Speaker, Rejection> {
        Ok(Speaker { user: self.edge.ghost(BOT_LOCALPART)?, name: BOT_NAME })
    }

    fn payments(&self) -> Result<Speaker, Rejection> {
        Ok(Speaker { user: self.edge.ghost(PAYMENTS_LOCALPART)?, name: PAYMENTS_NAME })
    }

    fn transfer(&self, id: P2pId) -> Result<P2pRow, Undelivered> {
        let row = self.edge.commands.store().read(|reader| reader.get(&P2P, &id))?;
        row.ok_or_else(|| Undelivered::Never { reason: format!("there is no transfer {id}") })
    }

    async fn run<C: Command>(&self, command: C) -> Result<C::Outcome, Undelivered> {
        Ok(self.edge.commands.run(self.edge.system_ctx(), None, command).await?.outcome)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_about_the_room_or_the_event_is_final() {
        for (status, errcode, is_final) in [
            (403, "M_FORBIDDEN", true),
            (404, "M_NOT_FOUND", true),
            (400, "M_BAD_JSON", true),
            (413, "M_TOO_LARGE", true),
            (401, "M_UNKNOWN_TOKEN", false),
            (403, "M_RESOURCE_LIMIT_EXCEEDED", false),
            (404, "M_UNRECOGNIZED", false),
            (429, "M_LIMIT_EXCEEDED", false),
            (400, "M_LIMIT_EXCEEDED", false),
            (409, "M_CONFLICT", false),
        ] {
            let wait = Some(Duration::from_secs(7));
            let (errcode, message) = (errcode.to_owned(), String::new());
            let refused = MatrixError::Refused { status, errcode, message, retry_after: wait };
            match Undelivered::from(refused.clone()) {
                Undelivered::Never { .. } => assert!(is_final, "{refused}"),
                Undelivered::Later { wait: kept, .. } => assert_eq!((is_final, kept), (false, wait), "{refused}"),
            }
            assert!(matches!(GhostTrouble::from(refused).into(), Undelivered::Later { .. }));
        }
        assert!(matches!(Unavailable::new("down").into(), Undelivered::Later { wait: None, .. }));
    }
}
