//! Payments: a mini-app asks the person who uses it to pay, the payer proves that it is them, and the money moves to the
//! mini-app's wallet. No token of a mini-app pays by itself: a proof that only the person can give is always needed.
//!
//! `pending_authorization → mfa_required → completed | failed | expired | cancelled`, the second state only where policy asks for
//! a second proof; then `completed → partially_refunded → refunded`. The states `authorized` and `processing` belong to ledgers
//! elsewhere: with the one in the house, proof and money are one commit.
//!
//! Nothing is reserved before the proof. A payer with too little money or at a limit is refused, and the payment stays as it was
//! until its time is over: they may bring money in and try again. It fails for good when too many proofs were wrong, since the
//! lock is longer than the payment lives, or when the mini-app can no longer be paid.
//!
//! Whether the payer is in the room is asked before the command, since it may need the network.

mod authorize;
mod cancel;
mod challenge;
mod expire;
mod fees;
mod forget;
mod refund;
mod request;
mod views;

pub use authorize::{Authorize, Authorized, failed};
pub use cancel::Cancel;
pub use challenge::{Challenge, Challenged, usable};
pub use expire::{DueKey, Expire, drop_stale, due};
pub use fees::fee_on;
pub use forget::{Erase, forget_payer, next_erasure, of_payer};
pub use refund::{Refund, Refunded};
pub use request::{Request, Requested};
pub use views::{PaymentFilter, PaymentsPage, list, refunds};

use minicbor::{Decode, Encode};

use crate::{
    config::{Level, Settings},
    identity::find_client,
    kernel::{Code, Ctx, Money, PaymentId, Rejection, UserId},
    mfa::Binding,
    store::{
        Failure, Read, ReadExt, StoreError,
        rows::{ChallengePurpose, PaymentRow, PaymentState, WalletRow, WalletStatus},
        tables::{PAYMENTS, SUSPENDED_USERS},
    },
};

/// A payment as it is now.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Payment {
    /// Its id.
    #[n(0)]
    pub id: PaymentId,
    /// Its row.
    #[n(1)]
    pub row: PaymentRow,
}

impl Payment {
    /// Whether it still can be paid, as far as is noted.
    pub fn is_open(&self) -> bool {
        is_open(self.row.state)
    }

    /// What its payer's proof is worth something for.
    pub fn binding(&self) -> Binding {
        binding(self.id, &self.row)
    }

    /// What has not gone back of it.
    pub fn left(&self) -> Money {
        let PaymentRow { amount, refunded, .. } = self.row;
        amount.currency.minor(amount.minor.saturating_sub(refunded))
    }
}

/// Through what a payer acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Through {
    /// The account pages.
    Account,
    /// A mini-app, by the client of its token.
    Client(String),
}

/// The payment, if `user` is its payer and acts through the mini-app that asked for it, an official one, or the account pages.
pub fn find(reader: &impl Read, id: PaymentId, user: &UserId, through: &Through) -> Result<Option<Payment>, StoreError> {
    let Some(row) = reader.get(&PAYMENTS, &id)?.filter(|row| row.payer_user == *user) else { return Ok(None) };
    let allowed = match through {
        Through::Account => true,
        Through::Client(client) => {
            find_client(reader, client)?.is_some_and(|client| client.miniapp == row.miniapp || client.row.official)
        }
    };
    Ok(allowed.then_some(Payment { id, row }))
}

/// The payment, if `miniapp` asked for it.
pub fn find_of_miniapp(reader: &impl Read, id: PaymentId, miniapp: &str) -> Result<Option<Payment>, StoreError> {
    Ok(reader.get(&PAYMENTS, &id)?.filter(|row| row.miniapp == miniapp).map(|row| Payment { id, row }))
}

/// `PAYMENT_NOT_FOUND`: the same whether there is none or it is somebody else's.
pub fn missing() -> Rejection {
    Rejection::new(Code::PaymentNotFound, "There is no such payment.")
}

fn binding(id: PaymentId, row: &PaymentRow) -> Binding {
    Binding {
        user: row.payer_user.clone(),
        purpose: ChallengePurpose::Payment,
        object: id.to_string(),
        amount: row.amount,
        payee: Some(row.miniapp.clone()),
    }
}

fn load(reader: &impl Read, id: PaymentId, user: &UserId, through: &Through) -> Result<PaymentRow, Failure> {
    Ok(find(reader, id, user, through)?.ok_or_else(missing)?.row)
}

fn is_open(state: PaymentState) -> bool {
    matches!(state, PaymentState::PendingAuthorization | PaymentState::MfaRequired)
}

/// Refuses payments that can no longer be paid, also when that has not been noted yet.
fn require_open(row: &PaymentRow, ctx: &Ctx) -> Result<(), Rejection> {
    if row.state == PaymentState::Expired || (is_open(row.state) && row.expires <= ctx.now) {
        let refusal = Rejection::new(Code::PaymentExpired, "The payment has expired.");
        return Err(refusal.with("expired_at", row.expires.to_string()));
    }
    if is_open(row.state) { Ok(()) } else { Err(wrong_state(row)) }
}

fn wrong_state(row: &PaymentRow) -> Rejection {
    let message = format!("The payment is {}.", row.state.name().replace('_', " "));
    Rejection::new(Code::InvalidState, message).with("state", row.state.name())
}

/// Refuses people who are suspended, and wallets that may not spend.
fn require_spending(reader: &impl Read, user: &UserId, wallet: &WalletRow) -> Result<(), Failure> {
    let suspended = reader.has(&SUSPENDED_USERS, user)?;
    match wallet.status {
        WalletStatus::Active if !suspended => Ok(()),
        WalletStatus::Pending if !suspended => {
            Err(Rejection::new(Code::UserNotActivated, "Your wallet is not activated yet.").into())
        }
        WalletStatus::Closed => {
            Err(Rejection::new(Code::InvalidState, "Your wallet is closed.").with("state", wallet.status.name()).into())
        }
        WalletStatus::Active | WalletStatus::Pending | WalletStatus::Suspended => {
            Err(Rejection::new(Code::UserSuspended, "Your wallet is suspended.").into())
        }
    }
}

/// The configured level of this number, or the lowest one when it was removed since.
fn level(settings: &Settings, number: u8) -> Result<&Level, StoreError> {
    let levels = &settings.wallet.levels;
    let found = levels.get(usize::from(number)).or(levels.first());
    found.ok_or(StoreError::Unavailable("no verification level is configured"))
}
