//! Asking somebody for money: a message with a link, and nothing else. Nothing is owed, reserved or kept; whoever is asked sends
//! a transfer of their own, or does not.

use std::sync::Arc;

use minicbor::{Decode, Encode};

use crate::{
    command::{Applied, Command},
    config::{Feature, Settings},
    kernel::{Code, Ctx, Money, Rejection, RoomId, UserId},
    outbox::Effect,
    store::{Failure, Txn},
    wallets,
};

use super::{initiate::level, require_not_suspended};

/// Somebody asks for money. That the two may see each other, and that the other exists, was asked before.
pub struct RequestMoney {
    /// Who asks.
    pub user: UserId,
    /// Who is asked.
    pub payer: UserId,
    /// How much.
    pub amount: Money,
    /// What for, cleaned.
    pub note: Option<String>,
    /// The room where it is asked; both were found to be in it.
    pub room: Option<RoomId>,
    /// The operator's rules.
    pub settings: Arc<Settings>,
}

/// What was asked.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Requested {
    /// Who is asked.
    #[n(0)]
    pub payer: UserId,
    /// How much.
    #[n(1)]
    pub amount: Money,
    /// What for.
    #[n(2)]
    pub note: Option<String>,
}

impl Command for RequestMoney {
    type Outcome = Requested;

    /// Refusals in order: asking oneself, no wallet to be paid into, suspended, may not receive.
    fn apply(&self, _: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Requested>, Failure> {
        if self.user == self.payer {
            return Err(Rejection::field("/payer", "You cannot ask yourself.").into());
        }
        let (_, wallet) = wallets::of_user(txn, &self.user)?
            .ok_or_else(|| Rejection::new(Code::UserNotActivated, "You have no wallet yet."))?;
        require_not_suspended(txn, &self.user, &wallet, "Your wallet is suspended.")?;
        if !level(&self.settings, wallet.level)?.allows(Feature::P2pReceive) {
            return Err(Rejection::new(Code::P2pSendNotAllowed, "You may not receive.").into());
        }
        let (payer, amount, note) = (self.payer.clone(), self.amount, self.note.clone());
        let told = Effect::MoneyRequest { user: self.user.clone(), payer, amount, note, room: self.room.clone() };
        let outcome = Requested { payer: self.payer.clone(), amount, note: self.note.clone() };
        Ok(Applied::unrecorded(outcome).then(told))
    }
}
