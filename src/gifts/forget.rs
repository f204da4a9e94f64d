//! What is forgotten of gifts: where they were told of, and the names of people who were erased.
//!
//! A name leaves a gift once the gift is over. Until then it stays, so that somebody who comes back under it does not open the same
//! gift twice; that is a month at the most.

use std::ops::Bound::{Excluded, Unbounded};

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    kernel::{Code, Ctx, GiftId, RawId, Rejection, Timestamp, UserId},
    store::{
        Failure, Order, Read, ReadExt, StoreError, Txn,
        rows::{GiftErasureRow, GiftRow, OpeningRow},
        tables::{GIFT_CARDS, GIFT_ERASURES, GIFT_OPENINGS, GIFTS, GIFTS_OF_USER, GIFTS_OUT},
    },
};

use super::find;

/// The gifts that are over and were told of before `before`, at most `limit`.
pub fn old_cards(reader: &impl Read, before: Timestamp, limit: usize) -> Result<Vec<GiftId>, StoreError> {
    let end = GiftId(RawId::from_parts(before.unix_ms(), 0));
    let mut old = Vec::new();
    for (id, _) in reader.scan(&GIFT_CARDS, Unbounded, Excluded(&end), Order::Ascending, limit)? {
        if find(reader, id)?.is_none_or(|gift| !gift.is_open()) {
            old.push(id);
        }
    }
    Ok(old)
}

/// Forgets where gifts were told of.
pub fn forget_cards(txn: &mut Txn<'_>, gifts: &[GiftId]) -> Result<(), StoreError> {
    gifts.iter().try_for_each(|id| txn.remove(&GIFT_CARDS, id))
}

/// Refuses to close the wallet of somebody to whom money may come back from a gift.
pub fn require_none_out(reader: &impl Read, user: &UserId) -> Result<(), Failure> {
    if reader.scan_first(&GIFTS_OUT, user, 1)?.is_empty() {
        return Ok(());
    }
    let message = "A gift can still be opened. What nobody takes comes back when its time is over.";
    Err(Rejection::new(Code::InvalidState, message).with("state", "gift").into())
}

/// Begins to put `nobody` in the place of `user` in all gifts of now and before; [`Erase`] goes on with it.
pub fn forget_person(txn: &mut Txn<'_>, ctx: &Ctx, user: &UserId, nobody: &UserId) -> Result<(), StoreError> {
    let until = GiftId(RawId::from_parts(ctx.now.unix_ms().saturating_add(1), 0));
    txn.put(&GIFT_ERASURES, user, &GiftErasureRow { nobody: nobody.clone(), until })
}

/// Puts somebody who is nobody in the place of an erased person, in some gifts.
pub struct Erase {
    user: UserId,
    nobody: UserId,
    gifts: Vec<(GiftId, u64)>,
    is_last: bool,
}

/// What is to be done next for those who were erased, at most `most` gifts of each of `most` people; `None` when there is nothing
/// that could be done by now.
pub fn next_erasure(reader: &impl Read, most: usize) -> Result<Option<Erase>, StoreError> {
    for (user, row) in reader.scan(&GIFT_ERASURES, Unbounded, Unbounded, Order::Ascending, most)? {
        let GiftErasureRow { nobody, until } = row;
        let found = reader.scan_first(&GIFTS_OF_USER, &user, most)?;
        let named: Vec<_> = found.into_iter().take_while(|(id, _)| *id < until).collect();
        let is_last = named.is_empty();
        let mut gifts = Vec::new();
        for (id, rank) in named {
            if find(reader, id)?.is_none_or(|gift| !gift.is_open()) {
                gifts.push((id, rank));
            }
        }
        if is_last || !gifts.is_empty() {
            return Ok(Some(Erase { user, nobody, gifts, is_last }));
        }
    }
    Ok(None)
}

impl Command for Erase {
    type Outcome = ();

    fn apply(&self, _: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<()>, Failure> {
        for (id, rank) in &self.gifts {
            self.rename(txn, *id, *rank)?;
        }
        if !self.is_last {
            return Ok(Applied::unrecorded(()));
        }
        txn.remove(&GIFT_ERASURES, &self.user)?;
        Ok(Applied::new((), Entry::done(Action::UserErase, &self.nobody).with("no gift holds the name any more")))
    }
}

impl Erase {
    /// The giver's words go with their name, and so does the place of the message that shows it.
    fn rename(&self, txn: &mut Txn<'_>, id: GiftId, rank: u64) -> Result<(), StoreError> {
        if let Some(row) = txn.get(&GIFTS, &id)? {
            let is_giver = row.giver_user == self.user;
            let is_recipient = row.recipient.as_ref() == Some(&self.user);
            if is_giver || is_recipient {
                let giver_user = if is_giver { self.nobody.clone() } else { row.giver_user };
                let recipient = if is_recipient { Some(self.nobody.clone()) } else { row.recipient };
                let message = row.message.filter(|_| !is_giver);
                txn.put(&GIFTS, &id, &GiftRow { giver_user, recipient, message, ..row })?;
                txn.remove(&GIFT_CARDS, &id)?;
            }
        }
        if let Some(row) = txn.get(&GIFT_OPENINGS, &(id, rank))?.filter(|row| row.user == self.user) {
            txn.put(&GIFT_OPENINGS, &(id, rank), &OpeningRow { user: self.nobody.clone(), ..row })?;
        }
        txn.remove(&GIFTS_OF_USER, &(self.user.clone(), id))
    }
}
