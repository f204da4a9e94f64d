//! What happened on an account, newest first, by following the records back from the newest one.

use std::ops::ControlFlow;

use crate::store::{
    Read, ReadExt, StoreError,
    rows::{Phase, TransferRow},
    tables::{RESERVATIONS, TRANSFERS},
};

use super::balance_row;

/// Which side of a record an account is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// It gave.
    Debit,
    /// It got.
    Credit,
}

/// A record as one of its accounts sees it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Where it is in the ledger.
    pub sequence: u64,
    /// The account's side.
    pub side: Side,
    /// The record.
    pub row: TransferRow,
}

impl Entry {
    /// The account on the other side.
    pub fn counterpart(&self) -> u64 {
        match self.side {
            Side::Debit => self.row.credit,
            Side::Credit => self.row.debit,
        }
    }

    /// Whether the money has moved; otherwise it is reserved.
    pub fn is_posted(&self) -> bool {
        self.row.phase != Phase::Pending
    }
}

/// Shows `account`'s entries to `visit`, newest first, from the one before `before` on. Reservations that were posted or
/// voided are passed over: the posting record speaks for the first, and nothing moved in the second.
pub fn history(
    reader: &impl Read,
    account: u64,
    before: Option<u64>,
    mut visit: impl FnMut(Entry) -> Result<ControlFlow<()>, StoreError>,
) -> Result<(), StoreError> {
    let mut next = match before {
        Some(sequence) => match record(reader, account, sequence)? {
            Some(entry) => previous(&entry),
            None => 0,
        },
        None => balance_row(reader, account)?.newest,
    };
    while next != 0 {
        let Some(entry) = record(reader, account, next)? else {
            return Err(StoreError::Corrupt(format!("record {next} is not one of account {account}")));
        };
        next = previous(&entry);
        let shown = match entry.row.phase {
            Phase::Posted | Phase::PostedPending(_) => true,
            Phase::Pending => reader.has(&RESERVATIONS, &entry.sequence)?,
            Phase::VoidedPending(_) => false,
        };
        if shown && visit(entry)?.is_break() {
            break;
        }
    }
    Ok(())
}

fn record(reader: &impl Read, account: u64, sequence: u64) -> Result<Option<Entry>, StoreError> {
    Ok(reader.get(&TRANSFERS, &sequence)?.and_then(|row| {
        let side = match account {
            debit if debit == row.debit => Side::Debit,
            credit if credit == row.credit => Side::Credit,
            _ => return None,
        };
        Some(Entry { sequence, side, row })
    }))
}

fn previous(entry: &Entry) -> u64 {
    match entry.side {
        Side::Debit => entry.row.debit_previous,
        Side::Credit => entry.row.credit_previous,
    }
}
