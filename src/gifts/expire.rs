//! Gifts whose time is over: what nobody has taken goes back to the giver. A row in time order says when to look; one that is
//! stale, because every share was taken, is dropped.

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    kernel::{Code, Ctx, GiftId, Rejection, Timestamp},
    ledger::{self, Movement},
    outbox::Effect,
    store::{
        Failure, Read, StoreError, Txn,
        rows::{AccountKind, Cause, GiftProgressRow, GiftState, GiftStep, TransferKind},
        tables::{GIFT_EXPIRIES, GIFT_PROGRESS, GIFTS_OUT},
        walks,
    },
    wallets,
};

use super::{Gift, find};

/// A row in the order of time: when to look at a gift, in milliseconds, and which.
pub type DueKey = (u64, GiftId);

/// What is due at `now`, oldest first, at most `limit` rows: the gifts that have expired, and the rows that are stale.
pub fn due(reader: &impl Read, now: Timestamp, limit: usize) -> Result<(Vec<DueKey>, Vec<DueKey>), StoreError> {
    walks::due(reader, &GIFT_EXPIRIES, now, limit, |id| Ok(find(reader, *id)?.is_some_and(|gift| is_over(&gift, now))))
}

/// Drops the rows of gifts that were taken whole.
pub fn drop_stale(txn: &mut Txn<'_>, keys: &[DueKey]) -> Result<(), StoreError> {
    keys.iter().try_for_each(|key| txn.remove(&GIFT_EXPIRIES, key))
}

/// Ends one gift whose time is over.
pub struct Expire {
    /// Its row in the order of time.
    pub key: DueKey,
}

impl Command for Expire {
    type Outcome = Gift;

    /// The money goes back whatever has become of the giver since: it is theirs. It counts to no limit again.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Gift>, Failure> {
        let id = self.key.1;
        let gift = find(txn, id)?.filter(|gift| is_over(gift, ctx.now));
        let gift = gift.ok_or_else(|| Rejection::new(Code::InvalidState, "The gift has gone on."))?;
        let amount = gift.left();
        let movement = Movement {
            debit: ledger::system_account(txn, ctx, AccountKind::Gifts, amount.currency)?,
            credit: wallets::ensure_account(txn, ctx, gift.row.giver, amount.currency)?,
            amount,
            kind: TransferKind::Refund,
            cause: Some(Cause::Gift(id)),
            note: None,
            counts_on: None,
        };
        let returned = Some(ledger::post(txn, ctx, &movement)?);
        let progress = GiftProgressRow { state: GiftState::Expired, changed: ctx.now, returned, ..gift.progress };
        txn.put(&GIFT_PROGRESS, &id, &progress)?;
        txn.remove(&GIFT_EXPIRIES, &self.key)?;
        txn.remove(&GIFTS_OUT, &(gift.row.giver_user.clone(), id))?;
        let entry = Entry::done(Action::GiftExpire, id).with(format!("{amount} {} went back", amount.currency));
        Ok(Applied::new(Gift { progress, ..gift }, entry).then(Effect::Gift { id, step: GiftStep::Ended }))
    }
}

fn is_over(gift: &Gift, now: Timestamp) -> bool {
    gift.is_open() && gift.row.expires <= now
}
