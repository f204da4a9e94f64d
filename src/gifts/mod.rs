//! Gifts: somebody gives a sum to one person, or to the members of a room in shares that are taken one by one. The total leaves
//! the giver's wallet at once, proven like a transfer, and waits in the system's `gifts` account.
//!
//! `active → partially_opened → fully_opened | expired`. What nobody has taken when the time is over goes back to the giver.
//!
//! The shares are drawn before the command that gives ([`Shares`]), with randomness that nobody can know, and stay secret until
//! each is taken: no answer, event or log holds one before. A giver may take a share of their own gift to a room: they are a
//! member like the others, and know as little of the shares. Who is in a room, and whether a recipient exists on the homeserver,
//! is asked before the commands, since it may need the network.

mod create;
mod expire;
mod forget;
mod open;
mod shares;
mod views;

pub use create::{Audience, Create, Created, Giving, signed_object};
pub use expire::{DueKey, Expire, drop_stale, due};
pub use forget::{Erase, forget_cards, forget_person, next_erasure, old_cards, require_none_out};
pub use open::{Open, Opening};
pub use shares::{Division, MOST_SHARES, Shares};
pub use views::{Taken, leaderboard, opening, opening_of, openings};

use minicbor::{Decode, Encode};

use crate::{
    command::{Applied, Command},
    kernel::{Code, Ctx, GiftId, Money, Rejection},
    store::{
        Failure, Read, ReadExt, StoreError, Txn,
        rows::{CardRow, GiftProgressRow, GiftRow, GiftState},
        tables::{GIFT_CARDS, GIFT_PROGRESS, GIFTS},
    },
};

/// A gift as it is now.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Gift {
    /// Its id.
    #[n(0)]
    pub id: GiftId,
    /// How it was given.
    #[n(1)]
    pub row: GiftRow,
    /// How far it has got.
    #[n(2)]
    pub progress: GiftProgressRow,
}

impl Gift {
    /// How many shares are not taken.
    pub fn remaining(&self) -> u64 {
        self.row.count.saturating_sub(self.progress.opened)
    }

    /// What is not taken; once it has expired, what went back.
    pub fn left(&self) -> Money {
        self.row.amount.currency.minor(self.progress.left)
    }

    /// Whether shares can still be taken, as far as is noted.
    pub fn is_open(&self) -> bool {
        matches!(self.progress.state, GiftState::Active | GiftState::PartiallyOpened)
    }
}

/// The gift with this id.
pub fn find(reader: &impl Read, id: GiftId) -> Result<Option<Gift>, StoreError> {
    let Some(row) = reader.get(&GIFTS, &id)? else { return Ok(None) };
    let progress = reader.get(&GIFT_PROGRESS, &id)?;
    let progress = progress.ok_or_else(|| StoreError::Corrupt(format!("the progress of {id} is gone")))?;
    Ok(Some(Gift { id, row, progress }))
}

/// `NOT_FOUND`: the same whether there is no such gift or it is none of the caller's business.
pub fn missing() -> Rejection {
    Rejection::new(Code::NotFound, "There is no such gift.")
}

/// Remembers the readable message about a gift.
pub struct RecordGiftCard {
    /// The gift.
    pub gift: GiftId,
    /// The message.
    pub card: CardRow,
}

impl Command for RecordGiftCard {
    type Outcome = ();

    fn apply(&self, _: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<()>, Failure> {
        txn.put(&GIFT_CARDS, &self.gift, &self.card)?;
        Ok(Applied::unrecorded(()))
    }
}
