//! How money comes into being: the operator issues it, with a reason, from the `issuance` account, which owes as much as there
//! is in circulation.

use minicbor::{Decode, Encode};

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    kernel::{Code, Ctx, Money, Rejection, TxnId, UserId, WalletId, human_text},
    ledger::{self, Movement},
    store::{
        Failure, Txn,
        rows::{AccountKind, Owner, TransferKind},
    },
};

use super::{ensure, ensure_account};

/// The longest reason, in characters.
const MAX_REASON: usize = 500;

/// The operator gives somebody new money.
pub struct Issue {
    /// Who gets it; their wallet is made, pending, when there is none.
    pub user: UserId,
    /// How much; greater than zero.
    pub amount: Money,
    /// Why: shown to the user as the note, and kept in the audit record.
    pub reason: String,
}

/// Money that was issued.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Issued {
    /// The record in the ledger.
    #[n(0)]
    pub transaction: TxnId,
    /// Whose it is now.
    #[n(1)]
    pub wallet: WalletId,
    /// What the wallet can spend in this currency now.
    #[n(2)]
    pub available: Money,
}

impl Command for Issue {
    type Outcome = Issued;

    /// Refusals in order: no reason or one that is too long, an amount that is not greater than zero.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Issued>, Failure> {
        let reason = human_text(&self.reason, MAX_REASON).filter(|reason| !reason.is_empty()).ok_or_else(|| {
            Rejection::new(Code::InvalidRequest, "A reason of 1 to 500 characters is needed.").with("field", "/reason")
        })?;
        let (wallet, _) = ensure(txn, ctx, &Owner::User(self.user.clone()), self.amount.currency)?;
        let account = ensure_account(txn, ctx, wallet, self.amount.currency)?;
        let movement = Movement {
            debit: ledger::system_account(txn, ctx, AccountKind::Issuance, self.amount.currency)?,
            credit: account,
            amount: self.amount,
            kind: TransferKind::Funding,
            cause: None,
            note: Some(reason.clone()),
            counts_on: None,
        };
        let transaction = ledger::post(txn, ctx, &movement)?;
        let available = ledger::balance(txn, account)?.available;
        let entry = Entry::done(Action::LedgerIssue, wallet)
            .with(format!("{} {} as {transaction}: {reason}", self.amount, self.amount.currency));
        Ok(Applied::new(Issued { transaction, wallet, available }, entry))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        command::Commands,
        kernel::{Actor, Currency, SeededRng, Timestamp},
        store::{Options, Store, WriteError, rows::WalletStatus},
        wallets,
    };

    fn issue(commands: &Commands, seed: u64, minor: i64, reason: &str) -> Result<Issued, Failure> {
        let ctx = Ctx::new(Timestamp(1_795_000_000_000), Actor::Operator, None, &SeededRng::new(seed));
        let user = UserId::parse("@alice:tween.example").unwrap();
        let amount = Currency::iso("USD").unwrap().minor(minor);
        commands.run(ctx, None, Issue { user, amount, reason: reason.to_owned() }).wait().map(|done| done.outcome)
    }

    #[test]
    fn issued_money_is_there_and_owed_by_issuance() {
        let commands = Commands::new(Store::open(Options::in_memory()).unwrap());
        let first = issue(&commands, 1, 5000, "welcome").unwrap();
        let second = issue(&commands, 2, 50, "more").unwrap();
        assert_eq!((first.available.minor, second.available.minor, first.wallet), (5000, 5050, second.wallet));
        let read = |reader: &crate::store::Reader| {
            let report = ledger::check(reader)?;
            Ok((report, wallets::get(reader, first.wallet)?, ledger::find(reader, first.transaction)?))
        };
        let (report, wallet, record) = commands.store().read(read).unwrap();
        assert!(report.is_clean(), "{report:?}");
        assert_eq!((wallet.status, report.records), (WalletStatus::Pending, 2));
        assert_eq!(record.unwrap().1.note.as_deref(), Some("welcome"));
    }

    #[test]
    fn nothing_is_issued_without_a_reason_or_an_amount() {
        let commands = Commands::new(Store::open(Options::in_memory()).unwrap());
        for (minor, reason) in [(100, ""), (100, " <b></b> "), (100, "x".repeat(501).as_str()), (0, "x"), (-5, "x")] {
            assert!(matches!(issue(&commands, 1, minor, reason), Err(WriteError::Rejected(_))), "{minor} {reason}");
        }
        assert_eq!(commands.store().read(ledger::check).unwrap().accounts, 0);
    }
}
