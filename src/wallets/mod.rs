//! Wallets: one per person or mini-app, with an account of the ledger for each currency. A wallet comes into being by
//! registration, by its owner's token exchange, or by money sent to it, and is `pending` until its owner activates it: it
//! receives, and cannot spend. Limits come from the verification level, over calendar days and months of the operator.

mod activation;
mod closing;
mod funding;
mod limits;
mod returning;
mod views;

pub use activation::{Activate, Activated, Activation, Register, Registered};
pub use closing::{check_closable, close, stand_in};
pub use funding::{Issue, Issued};
pub use limits::{calendar_day, check_feature, check_send, check_spending, limit_in, second_factor_rules, spending};
pub use returning::{Trace, forget_sums, stale_sums};
pub use views::{HistoryFilter, HistoryItem, receipt, transactions};

use crate::{
    kernel::{Ctx, Currency, UserId, WalletId},
    ledger,
    store::{
        Read, ReadExt, StoreError, Txn,
        rows::{AccountKind, Owner, WalletAccount, WalletRow, WalletStatus},
        tables::{WALLET_OF_USER, WALLETS},
    },
};

/// The wallet of `owner`, made now when there is none: a person's is pending, a mini-app's active.
pub fn ensure(txn: &mut Txn<'_>, ctx: &Ctx, owner: &Owner, currency: Currency) -> Result<(WalletId, WalletRow), StoreError> {
    if let Owner::User(user) = owner
        && let Some(found) = of_user(txn, user)?
    {
        return Ok(found);
    }
    let id: WalletId = ctx.new_id();
    let (kind, status) = match owner {
        Owner::User(_) => (AccountKind::Wallet, WalletStatus::Pending),
        Owner::MiniApp(_) => (AccountKind::Merchant, WalletStatus::Active),
        Owner::Erased(_) => (AccountKind::Wallet, WalletStatus::Closed),
    };
    let account = ledger::open_account(txn, ctx, kind, currency, Some(id))?;
    let row = WalletRow {
        owner: owner.clone(),
        status,
        level: 0,
        created: ctx.now,
        activated: None,
        verified: None,
        accounts: vec![WalletAccount { currency, account }],
        terms: None,
        identity: None,
    };
    txn.put(&WALLETS, &id, &row)?;
    if let Owner::User(user) = owner {
        txn.put(&WALLET_OF_USER, user, &id)?;
    }
    Ok((id, row))
}

/// A person's wallet, if there is one.
pub fn of_user(reader: &impl Read, user: &UserId) -> Result<Option<(WalletId, WalletRow)>, StoreError> {
    let Some(id) = reader.get(&WALLET_OF_USER, user)? else { return Ok(None) };
    Ok(Some((id, get(reader, id)?)))
}

/// The wallet with this id, which must exist.
pub fn get(reader: &impl Read, id: WalletId) -> Result<WalletRow, StoreError> {
    reader.get(&WALLETS, &id)?.ok_or_else(|| StoreError::Corrupt(format!("wallet {id} is gone")))
}

/// The account of a wallet in `currency`, if it has one.
pub fn account(wallet: &WalletRow, currency: Currency) -> Option<u64> {
    wallet.accounts.iter().find(|account| account.currency == currency).map(|account| account.account)
}

/// The account of a wallet in `currency`, opened on first use.
pub fn ensure_account(txn: &mut Txn<'_>, ctx: &Ctx, id: WalletId, currency: Currency) -> Result<u64, StoreError> {
    let mut wallet = get(txn, id)?;
    if let Some(found) = account(&wallet, currency) {
        return Ok(found);
    }
    let kind = match wallet.owner {
        Owner::User(_) | Owner::Erased(_) => AccountKind::Wallet,
        Owner::MiniApp(_) => AccountKind::Merchant,
    };
    let account = ledger::open_account(txn, ctx, kind, currency, Some(id))?;
    wallet.accounts.push(WalletAccount { currency, account });
    txn.put(&WALLETS, &id, &wallet)?;
    Ok(account)
}

/// The person or mini-app behind an account, as text for a history: a user id, a mini-app id, the kind of a system account, or
/// that it was somebody who is erased.
pub fn name_of_account(reader: &impl Read, account: u64) -> Result<String, StoreError> {
    let row = ledger::account_row(reader, account)?;
    let Some(wallet) = row.wallet else { return Ok(row.kind.name().to_owned()) };
    name_of_wallet(reader, wallet)
}

/// The person or mini-app behind a wallet, in the same words.
pub fn name_of_wallet(reader: &impl Read, wallet: WalletId) -> Result<String, StoreError> {
    Ok(match get(reader, wallet)?.owner {
        Owner::User(user) => user.to_string(),
        Owner::MiniApp(id) => id,
        Owner::Erased(_) => "Erased user".to_owned(),
    })
}
