//! Whoever closes their wallet and comes back does not begin anew: the bonus is not theirs again, and what they sent this month
//! still counts. That is remembered without their name, under [`Trace`], which says nothing to who has only the data files.

use std::ops::Bound::{Excluded, Unbounded};

use crate::{
    kernel::{Ctx, WalletId},
    ledger::{self, CalendarDay},
    store::{
        Order, Read, ReadExt, StoreError, Txn,
        rows::{SentRow, SentSums, WalletRow},
        tables::{CLOSED_WALLETS, SENT_BEFORE_CLOSING},
    },
};

use super::ensure_account;

/// What stands for a person in what is remembered: an HMAC of their id under a key that is not in the data files.
pub type Trace = [u8; 32];

/// Remembers a wallet that closes. One that was never activated adds nothing to what is remembered already.
pub(super) fn remember(txn: &mut Txn<'_>, trace: Trace, row: &WalletRow) -> Result<(), StoreError> {
    if row.activated.is_none() {
        return Ok(());
    }
    txn.put(&CLOSED_WALLETS, &trace, &())?;
    let mut sent = Vec::new();
    for account in &row.accounts {
        let balance = ledger::balance(txn, account.account)?;
        let ((day, day_out), (month, month_out)) = (balance.row_day, balance.row_month);
        if month_out > 0 {
            sent.push(SentSums { currency: account.currency, day, day_out, month, month_out });
        }
    }
    // Sums of earlier months bind nobody any more.
    let Some(month) = sent.iter().map(|sums| sums.month).max() else { return Ok(()) };
    sent.retain(|sums| sums.month == month);
    txn.put(&SENT_BEFORE_CLOSING, &(key_of(month), trace), &SentRow { sent })
}

/// Whether a wallet of theirs was active before.
pub(super) fn was_active(reader: &impl Read, trace: &Trace) -> Result<bool, StoreError> {
    reader.has(&CLOSED_WALLETS, trace)
}

/// Has what they sent this month from earlier wallets count for `wallet`, which has sent nothing yet.
pub(super) fn count_earlier(
    txn: &mut Txn<'_>,
    ctx: &Ctx,
    trace: Trace,
    wallet: WalletId,
    today: CalendarDay,
) -> Result<(), StoreError> {
    let Some(row) = txn.get(&SENT_BEFORE_CLOSING, &(key_of(today.month), trace))? else { return Ok(()) };
    for sums in row.sent {
        let account = ensure_account(txn, ctx, wallet, sums.currency)?;
        ledger::count_earlier(txn, account, (sums.day, sums.day_out), (sums.month, sums.month_out))?;
    }
    Ok(())
}

/// Sums of months before today's, which count for nobody; at most `most`.
pub fn stale_sums(reader: &impl Read, today: CalendarDay, most: usize) -> Result<Vec<(u64, Trace)>, StoreError> {
    let this_month = (key_of(today.month), [0; 32]);
    let rows = reader.scan(&SENT_BEFORE_CLOSING, Unbounded, Excluded(&this_month), Order::Ascending, most)?;
    Ok(rows.into_iter().map(|(key, _)| key).collect())
}

/// Forgets those.
pub fn forget_sums(txn: &mut Txn<'_>, stale: &[(u64, Trace)]) -> Result<(), StoreError> {
    stale.iter().try_for_each(|key| txn.remove(&SENT_BEFORE_CLOSING, key))
}

fn key_of(month: i32) -> u64 {
    u64::try_from(month).unwrap_or(0)
}
