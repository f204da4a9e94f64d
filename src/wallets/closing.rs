//! The end of a wallet: its owner is gone. Its accounts and records stay, since the books are everybody's; from then on it
//! belongs to an id that stands for nobody, and nothing moves in or out.

use crate::{
    kernel::{Code, Rejection, UserId, WalletId},
    ledger,
    store::{
        Failure, Read, StoreError, Txn,
        rows::{Owner, WalletRow, WalletStatus},
        tables::{WALLET_OF_USER, WALLETS},
    },
};

use super::{
    get, of_user,
    returning::{self, Trace},
};

/// Refuses to close the wallet of `user`, with `INVALID_STATE` and the reason as its state: `suspended`, which a fresh wallet
/// must not be a way out of; money reserved on it (`reserved`), reserved in its favour (`incoming`), or simply there (`balance`),
/// in any currency.
pub fn check_closable(reader: &impl Read, user: &UserId) -> Result<(), Failure> {
    let Some((_, row)) = of_user(reader, user)? else { return Ok(()) };
    if row.status == WalletStatus::Suspended {
        return Err(open_business("The wallet is suspended.", "suspended").into());
    }
    for account in &row.accounts {
        let holds = ledger::balance(reader, account.account)?;
        if holds.reserved.minor != 0 {
            return Err(open_business("Money on its way from the wallet has to arrive or come back first.", "reserved").into());
        }
        if holds.pending.minor != 0 {
            return Err(open_business("Money on its way to the wallet has to be accepted or declined first.", "incoming").into());
        }
        if holds.available.minor != 0 {
            return Err(open_business("The wallet has to be empty first.", "balance").into());
        }
    }
    Ok(())
}

/// Closes the wallet of `user`, if there is one, and puts `stand_in` of it in their place; what has to bind them if they come back
/// is remembered under `trace`. Refused as [`check_closable`] refuses.
pub fn close(
    txn: &mut Txn<'_>,
    user: &UserId,
    trace: Trace,
    stand_in: impl Fn(WalletId) -> Result<UserId, Failure>,
) -> Result<Option<WalletId>, Failure> {
    check_closable(txn, user)?;
    let Some((wallet, row)) = of_user(txn, user)? else { return Ok(None) };
    returning::remember(txn, trace, &row)?;
    let owner = Owner::Erased(stand_in(wallet)?);
    let WalletRow { created, accounts, .. } = row;
    let status = WalletStatus::Closed;
    let row =
        WalletRow { owner, status, level: 0, created, activated: None, verified: None, accounts, terms: None, identity: None };
    txn.put(&WALLETS, &wallet, &row)?;
    txn.remove(&WALLET_OF_USER, user)?;
    Ok(Some(wallet))
}

/// The id that stands for the owner of a closed wallet.
pub fn stand_in(reader: &impl Read, wallet: WalletId) -> Result<UserId, StoreError> {
    match get(reader, wallet)?.owner {
        Owner::Erased(nobody) => Ok(nobody),
        _ => Err(StoreError::Corrupt(format!("{wallet} is being erased and has an owner"))),
    }
}

fn open_business(message: &'static str, state: &'static str) -> Rejection {
    Rejection::new(Code::InvalidState, message).with("state", state)
}
