//! Double entry. Every movement debits one account and credits another by the same amount, and nothing else changes a
//! balance, so the sum over all accounts of a currency is zero at all times. Records are appended and never changed: a
//! reservation is a pending record, and what becomes of it is a further record that names it. Each record holds the
//! sequence of the record before it on both accounts, so that a history costs what it shows.
//!
//! Wallets and merchants never go below zero; system accounts may. The ledger knows accounts, amounts and causes: no users,
//! no Matrix, no HTTP.

mod check;
mod history;
#[cfg(test)]
mod tests;

pub use check::{Report, check};
pub use history::{Entry, Side, history};

use crate::{
    kernel::{Code, Ctx, Currency, Money, Rejection, TxnId, WalletId},
    store::{
        Failure, Read, ReadExt, StoreError, Txn,
        rows::{AccountKind, AccountRow, BalanceRow, Cause, Phase, TransferKind, TransferRow},
        tables::{ACCOUNTS, BALANCES, RESERVATIONS, SYSTEM_ACCOUNTS, TRANSFERS},
    },
};

/// The calendar day and month that a movement counts to, in the operator's time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalendarDay {
    /// Days since 1970.
    pub day: i32,
    /// Months since January 1970.
    pub month: i32,
}

/// A movement to be made.
#[derive(Clone, Debug)]
pub struct Movement {
    /// The account that gives.
    pub debit: u64,
    /// The account that gets.
    pub credit: u64,
    /// How much, in the currency of both accounts; greater than zero.
    pub amount: Money,
    /// Why.
    pub kind: TransferKind,
    /// The object behind it.
    pub cause: Option<Cause>,
    /// A reason, for movements without an object.
    pub note: Option<String>,
    /// When it counts to the debit side's daily and monthly sums.
    pub counts_on: Option<CalendarDay>,
}

/// What an account holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Balance {
    /// What can be spent: posted credits - posted debits - reserved debits.
    pub available: Money,
    /// What is reserved on it, and so cannot be spent.
    pub reserved: Money,
    /// What is reserved in its favour.
    pub pending: Money,
    /// How many entries its history has.
    pub entries: u64,
    /// The last day something was sent on, and what was sent on it, in minor units.
    pub row_day: (i32, i64),
    /// The same for the month.
    pub row_month: (i32, i64),
}

impl Balance {
    /// What was sent on `day` so far, in minor units. A request from before midnight that comes after one of the new day counts
    /// to the new day: the sums never go back.
    pub fn sent_on(&self, day: CalendarDay) -> i64 {
        if self.row_day.0 >= day.day { self.row_day.1 } else { 0 }
    }

    /// What was sent in the month of `day` so far, in minor units.
    pub fn sent_in_month(&self, day: CalendarDay) -> i64 {
        if self.row_month.0 >= day.month { self.row_month.1 } else { 0 }
    }
}

/// Opens an account for a wallet.
pub fn open_account(
    txn: &mut Txn<'_>,
    ctx: &Ctx,
    kind: AccountKind,
    currency: Currency,
    wallet: Option<WalletId>,
) -> Result<u64, StoreError> {
    let number = txn.next(&ACCOUNTS)?;
    txn.put(&ACCOUNTS, &number, &AccountRow { kind, currency, wallet, created: ctx.now })?;
    txn.put(&BALANCES, &number, &EMPTY)?;
    Ok(number)
}

/// The system's account of this kind and currency, opened on first use.
pub fn system_account(txn: &mut Txn<'_>, ctx: &Ctx, kind: AccountKind, currency: Currency) -> Result<u64, StoreError> {
    let name = format!("{}/{currency}", kind.name());
    if let Some(number) = txn.get(&SYSTEM_ACCOUNTS, &name)? {
        return Ok(number);
    }
    let number = open_account(txn, ctx, kind, currency, None)?;
    txn.put(&SYSTEM_ACCOUNTS, &name, &number)?;
    Ok(number)
}

/// What `account` holds.
pub fn balance(reader: &impl Read, account: u64) -> Result<Balance, StoreError> {
    let currency = account_row(reader, account)?.currency;
    let row = balance_row(reader, account)?;
    Ok(Balance {
        available: currency.minor(row.posted.saturating_sub(row.reserved)),
        reserved: currency.minor(row.reserved),
        pending: currency.minor(row.incoming),
        entries: row.entries,
        row_day: (row.day, row.day_out),
        row_month: (row.month, row.month_out),
    })
}

/// The account's row.
pub fn account_row(reader: &impl Read, account: u64) -> Result<AccountRow, StoreError> {
    reader.get(&ACCOUNTS, &account)?.ok_or_else(|| StoreError::Corrupt(format!("account {account} is gone")))
}

/// Moves money at once. Refused with `INSUFFICIENT_FUNDS` when the debit side would go below zero.
pub fn post(txn: &mut Txn<'_>, ctx: &Ctx, movement: &Movement) -> Result<TxnId, Failure> {
    let mut sides = Sides::load(txn, movement.debit, movement.credit)?;
    sides.check(movement.amount)?;
    let minor = movement.amount.minor;
    sides.debit.posted = add(sides.debit.posted, -minor)?;
    sides.credit.posted = add(sides.credit.posted, minor)?;
    sides.debit.entries += 1;
    sides.credit.entries += 1;
    count_outflow(&mut sides.debit, movement)?;
    let (_, id) = append(txn, ctx, sides, movement, Phase::Posted)?;
    Ok(id)
}

/// Reserves money on the debit side until [`post_reserved`] or [`void`]; answers the reservation's sequence.
pub fn reserve(txn: &mut Txn<'_>, ctx: &Ctx, movement: &Movement) -> Result<u64, Failure> {
    let mut sides = Sides::load(txn, movement.debit, movement.credit)?;
    sides.check(movement.amount)?;
    let minor = movement.amount.minor;
    sides.debit.reserved = add(sides.debit.reserved, minor)?;
    sides.credit.incoming = add(sides.credit.incoming, minor)?;
    sides.debit.entries += 1;
    sides.credit.entries += 1;
    count_outflow(&mut sides.debit, movement)?;
    let (sequence, _) = append(txn, ctx, sides, movement, Phase::Pending)?;
    txn.put(&RESERVATIONS, &sequence, &())?;
    Ok(sequence)
}

/// Moves what was reserved.
pub fn post_reserved(txn: &mut Txn<'_>, ctx: &Ctx, reservation: u64) -> Result<TxnId, Failure> {
    let (mut sides, movement) = take_reservation(txn, reservation)?;
    let minor = movement.amount.minor;
    sides.debit.posted = add(sides.debit.posted, -minor)?;
    sides.credit.posted = add(sides.credit.posted, minor)?;
    let (_, id) = append(txn, ctx, sides, &movement, Phase::PostedPending(reservation))?;
    Ok(id)
}

/// Gives back what was reserved; it no longer counts to the day's and month's sums.
pub fn void(txn: &mut Txn<'_>, ctx: &Ctx, reservation: u64, counted_on: Option<CalendarDay>) -> Result<TxnId, Failure> {
    let (mut sides, movement) = take_reservation(txn, reservation)?;
    let minor = movement.amount.minor;
    sides.debit.entries = sides.debit.entries.saturating_sub(1);
    sides.credit.entries = sides.credit.entries.saturating_sub(1);
    if let Some(day) = counted_on {
        if sides.debit.day == day.day {
            sides.debit.day_out = (sides.debit.day_out - minor).max(0);
        }
        if sides.debit.month == day.month {
            sides.debit.month_out = (sides.debit.month_out - minor).max(0);
        }
    }
    let (_, id) = append(txn, ctx, sides, &movement, Phase::VoidedPending(reservation))?;
    Ok(id)
}

/// Has what was sent from another account before count to `account`'s sums of that day and month, where `account` has none of
/// its own.
pub fn count_earlier(txn: &mut Txn<'_>, account: u64, day: (i32, i64), month: (i32, i64)) -> Result<(), StoreError> {
    let row = balance_row(txn, account)?;
    if (row.day_out, row.month_out) != (0, 0) {
        return Err(StoreError::Corrupt(format!("account {account} was sent from before it could be")));
    }
    txn.put(&BALANCES, &account, &BalanceRow { day: day.0, day_out: day.1, month: month.0, month_out: month.1, ..row })
}

/// The ledger record with this id, if there is one.
pub fn find(reader: &impl Read, id: TxnId) -> Result<Option<(u64, TransferRow)>, StoreError> {
    let sequence = id.sequence();
    Ok(reader.get(&TRANSFERS, &sequence)?.filter(|row| row.id == id).map(|row| (sequence, row)))
}

/// `INSUFFICIENT_FUNDS`, with what there is and what is needed.
pub fn too_little(amount: Money, available: i64) -> Rejection {
    Rejection::new(Code::InsufficientFunds, "The wallet does not hold enough.")
        .with("available", amount.currency.minor(available).to_string())
        .with("required", amount.to_string())
        .with("currency", amount.currency.code())
}

const EMPTY: BalanceRow =
    BalanceRow { posted: 0, reserved: 0, incoming: 0, newest: 0, entries: 0, day: 0, day_out: 0, month: 0, month_out: 0 };

/// The two accounts of a movement.
struct Sides {
    debit_account: AccountRow,
    credit_currency: Currency,
    same: bool,
    debit: BalanceRow,
    credit: BalanceRow,
}

impl Sides {
    fn load(txn: &Txn<'_>, debit: u64, credit: u64) -> Result<Self, StoreError> {
        Ok(Self {
            debit_account: account_row(txn, debit)?,
            credit_currency: account_row(txn, credit)?.currency,
            same: debit == credit,
            debit: balance_row(txn, debit)?,
            credit: balance_row(txn, credit)?,
        })
    }

    fn check(&self, amount: Money) -> Result<(), Rejection> {
        if amount.minor <= 0 {
            return Err(Rejection::new(Code::InvalidAmount, "The amount must be greater than zero."));
        }
        if self.same || amount.currency != self.debit_account.currency || amount.currency != self.credit_currency {
            return Err(Rejection::new(Code::InvalidRequest, "Money moves between two accounts of one currency."));
        }
        let may_owe = !matches!(self.debit_account.kind, AccountKind::Wallet | AccountKind::Merchant);
        let available = self.debit.posted.saturating_sub(self.debit.reserved);
        if may_owe || available >= amount.minor {
            return Ok(());
        }
        Err(too_little(amount, available))
    }
}

/// Takes a reservation off both balances and closes it.
fn take_reservation(txn: &mut Txn<'_>, reservation: u64) -> Result<(Sides, Movement), Failure> {
    let row = txn.get(&TRANSFERS, &reservation)?.filter(|row| row.phase == Phase::Pending);
    let open = txn.has(&RESERVATIONS, &reservation)?;
    let Some(row) = row.filter(|_| open) else {
        return Err(StoreError::Corrupt(format!("reservation {reservation} is not open")).into());
    };
    txn.remove(&RESERVATIONS, &reservation)?;
    let mut sides = Sides::load(txn, row.debit, row.credit)?;
    sides.debit.reserved = add(sides.debit.reserved, -row.amount)?;
    sides.credit.incoming = add(sides.credit.incoming, -row.amount)?;
    let movement = Movement {
        debit: row.debit,
        credit: row.credit,
        amount: sides.credit_currency.minor(row.amount),
        kind: row.kind,
        cause: row.cause,
        note: None,
        counts_on: None,
    };
    Ok((sides, movement))
}

/// The day and month move forward only, so that a request which began before midnight cannot bring yesterday's sums back.
fn count_outflow(debit: &mut BalanceRow, movement: &Movement) -> Result<(), Failure> {
    let Some(on) = movement.counts_on else { return Ok(()) };
    if debit.day < on.day {
        (debit.day, debit.day_out) = (on.day, 0);
    }
    if debit.month < on.month {
        (debit.month, debit.month_out) = (on.month, 0);
    }
    debit.day_out = add(debit.day_out, movement.amount.minor)?;
    debit.month_out = add(debit.month_out, movement.amount.minor)?;
    Ok(())
}

/// Appends the record and writes both balances.
fn append(txn: &mut Txn<'_>, ctx: &Ctx, mut sides: Sides, movement: &Movement, phase: Phase) -> Result<(u64, TxnId), Failure> {
    let sequence = txn.next(&TRANSFERS)?;
    let id = TxnId::new(ctx.now.unix_ms(), sequence, ctx.random());
    let row = TransferRow {
        id,
        debit: movement.debit,
        credit: movement.credit,
        amount: movement.amount.minor,
        kind: movement.kind,
        phase,
        at: ctx.now,
        debit_previous: std::mem::replace(&mut sides.debit.newest, sequence),
        credit_previous: std::mem::replace(&mut sides.credit.newest, sequence),
        cause: movement.cause,
        corrects: None,
        note: movement.note.clone(),
    };
    txn.put(&TRANSFERS, &sequence, &row)?;
    txn.put(&BALANCES, &movement.debit, &sides.debit)?;
    txn.put(&BALANCES, &movement.credit, &sides.credit)?;
    Ok((sequence, id))
}

fn balance_row(reader: &impl Read, account: u64) -> Result<BalanceRow, StoreError> {
    reader.get(&BALANCES, &account)?.ok_or_else(|| StoreError::Corrupt(format!("the balance of account {account} is gone")))
}

fn add(sum: i64, change: i64) -> Result<i64, Failure> {
    let message = "The amount does not fit the account.";
    sum.checked_add(change).ok_or_else(|| Rejection::new(Code::InvalidAmount, message).into())
}
