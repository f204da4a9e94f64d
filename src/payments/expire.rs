//! Payments whose time is over. A row in time order says when to look; one that is stale, because the payment went on, is dropped.

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    kernel::{Code, Ctx, PaymentId, Rejection, Timestamp},
    store::{
        Failure, Read, ReadExt, StoreError, Txn,
        rows::{PaymentRow, PaymentState},
        tables::{PAYMENT_EXPIRIES, PAYMENTS},
        walks,
    },
};

use super::{Payment, is_open, views::told_of_the_end};

/// A row in the order of time: when to look at a payment, in milliseconds, and which.
pub type DueKey = (u64, PaymentId);

/// What is due at `now`, oldest first, at most `limit` rows: the payments that have expired, and the rows that are stale.
pub fn due(reader: &impl Read, now: Timestamp, limit: usize) -> Result<(Vec<DueKey>, Vec<DueKey>), StoreError> {
    walks::due(reader, &PAYMENT_EXPIRIES, now, limit, |id| Ok(reader.get(&PAYMENTS, id)?.is_some_and(|row| is_over(&row, now))))
}

/// Drops the rows of payments that went on.
pub fn drop_stale(txn: &mut Txn<'_>, keys: &[DueKey]) -> Result<(), StoreError> {
    keys.iter().try_for_each(|key| txn.remove(&PAYMENT_EXPIRIES, key))
}

/// Ends one payment whose time is over.
pub struct Expire {
    /// Its row in the order of time.
    pub key: DueKey,
}

impl Command for Expire {
    type Outcome = Payment;

    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Payment>, Failure> {
        let id = self.key.1;
        let row = txn.get(&PAYMENTS, &id)?.filter(|row| is_over(row, ctx.now));
        let row = row.ok_or_else(|| Rejection::new(Code::InvalidState, "The payment has gone on."))?;
        let row = PaymentRow { state: PaymentState::Expired, changed: ctx.now, challenge: None, ..row };
        txn.put(&PAYMENTS, &id, &row)?;
        txn.remove(&PAYMENT_EXPIRIES, &self.key)?;
        let payment = Payment { id, row };
        Ok(told_of_the_end(ctx, Applied::new(payment.clone(), Entry::done(Action::PaymentExpire, id)), &payment))
    }
}

fn is_over(row: &PaymentRow, now: Timestamp) -> bool {
    is_open(row.state) && row.expires <= now
}
