//! The proof: every balance recomputed from the records.

use std::collections::{BTreeMap, HashMap};

use crate::{
    kernel::Currency,
    store::{
        Read, ReadExt, StoreError,
        rows::{AccountKind, Phase, TransferRow},
        tables::{ACCOUNTS, BALANCES, RESERVATIONS, TRANSFERS},
    },
};

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many accounts there are.
    pub accounts: u64,
    /// How many records.
    pub records: u64,
    /// The sum over all accounts, by currency code; each must be zero.
    pub sums: BTreeMap<String, i128>,
    /// Everything that is not as it should be.
    pub problems: Vec<String>,
}

impl Report {
    /// Whether the books are right.
    pub fn is_clean(&self) -> bool {
        self.problems.is_empty()
    }
}

#[derive(Default)]
struct Sum {
    posted: i128,
    reserved: i128,
    incoming: i128,
    newest: u64,
    entries: i64,
}

/// Recomputes each balance from the records, and checks that each currency sums to zero, that no wallet is below zero, that
/// every record follows the one it names, and that exactly the unsettled reservations are open. Reads everything.
pub fn check(reader: &impl Read) -> Result<Report, StoreError> {
    let mut report = Report::default();
    let mut sums: HashMap<u64, Sum> = HashMap::new();
    let mut open: HashMap<u64, TransferRow> = HashMap::new();
    reader.for_each(&TRANSFERS, |sequence, row| {
        report.records += 1;
        replay(&mut report, &mut sums, &mut open, sequence, row);
        Ok(())
    })?;
    reader.for_each(&RESERVATIONS, |sequence, ()| {
        if open.remove(&sequence).is_none() {
            report.problems.push(format!("reservation {sequence} is open without a pending record"));
        }
        Ok(())
    })?;
    report.problems.extend(open.keys().map(|sequence| format!("pending record {sequence} has no open reservation")));
    compare(reader, &mut report, &mut sums)?;
    report.problems.extend(sums.keys().map(|account| format!("records name account {account}, which does not exist")));
    let uneven: Vec<_> =
        report.sums.iter().filter(|(_, sum)| **sum != 0).map(|(code, sum)| format!("{code} sums to {sum}")).collect();
    report.problems.extend(uneven);
    Ok(report)
}

fn replay(
    report: &mut Report,
    sums: &mut HashMap<u64, Sum>,
    open: &mut HashMap<u64, TransferRow>,
    sequence: u64,
    row: TransferRow,
) {
    let amount = i128::from(row.amount);
    if row.amount <= 0 || row.debit == row.credit {
        report.problems.push(format!("record {sequence} moves nothing"));
    }
    let settles = match row.phase {
        Phase::PostedPending(pending) | Phase::VoidedPending(pending) => {
            let fits =
                open.remove(&pending).is_some_and(|p| (p.debit, p.credit, p.amount) == (row.debit, row.credit, row.amount));
            if !fits {
                report.problems.push(format!("record {sequence} settles {pending}, which is not such a reservation"));
            }
            true
        }
        Phase::Posted | Phase::Pending => false,
    };
    let (posts, reserves, entries) = match row.phase {
        Phase::Posted => (amount, 0, 1),
        Phase::Pending => (0, amount, 1),
        Phase::PostedPending(_) => (amount, -amount, 0),
        Phase::VoidedPending(_) => (0, -amount, -1),
    };
    for (account, previous) in [(row.debit, row.debit_previous), (row.credit, row.credit_previous)] {
        let sum = sums.entry(account).or_default();
        if sum.newest != previous {
            report.problems.push(format!("record {sequence} does not follow {} on account {account}", sum.newest));
        }
        sum.newest = sequence;
        sum.entries += entries;
    }
    if let Some(debit) = sums.get_mut(&row.debit) {
        debit.posted -= posts;
        debit.reserved += reserves;
    }
    if let Some(credit) = sums.get_mut(&row.credit) {
        credit.posted += posts;
        credit.incoming += reserves;
    }
    if row.phase == Phase::Pending && !settles {
        open.insert(sequence, row);
    }
}

fn compare(reader: &impl Read, report: &mut Report, sums: &mut HashMap<u64, Sum>) -> Result<(), StoreError> {
    let mut accounts: HashMap<u64, (AccountKind, Currency)> = HashMap::new();
    reader.for_each(&ACCOUNTS, |number, row| {
        accounts.insert(number, (row.kind, row.currency));
        Ok(())
    })?;
    reader.for_each(&BALANCES, |number, row| {
        report.accounts += 1;
        let sum = sums.remove(&number).unwrap_or_default();
        let kept = (i128::from(row.posted), i128::from(row.reserved), i128::from(row.incoming), row.newest);
        let recomputed = (sum.posted, sum.reserved, sum.incoming, sum.newest);
        if kept != recomputed || i64::try_from(row.entries) != Ok(sum.entries) {
            report.problems.push(format!(
                "account {number} holds {kept:?} with {} entries, and its records say {recomputed:?} with {}",
                row.entries, sum.entries
            ));
        }
        match accounts.remove(&number) {
            Some((kind, currency)) => {
                *report.sums.entry(currency.code().to_owned()).or_default() += kept.0;
                if matches!(kind, AccountKind::Wallet | AccountKind::Merchant) && kept.0 < kept.1 {
                    report.problems.push(format!("account {number} is below zero"));
                }
            }
            None => report.problems.push(format!("balance {number} has no account")),
        }
        Ok(())
    })?;
    report.problems.extend(accounts.keys().map(|number| format!("account {number} has no balance")));
    Ok(())
}
