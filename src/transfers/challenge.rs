//! A further challenge for the sender's passkeys: the one that came with the transfer is over sooner than the transfer.

use crate::{
    command::{Applied, Command},
    kernel::{Code, Ctx, P2pId, Rejection, UserId},
    mfa::{self, Begun, Method, Opened},
    store::{Failure, Txn, rows::P2pState},
};

use super::{binding, load, require_client, require_party, require_state};

/// The sender asks for a challenge.
pub struct Challenge {
    /// The transfer.
    pub id: P2pId,
    /// Who asks: must be the sender.
    pub sender: UserId,
    /// The client that acts for them: the one that initiated the transfer, or an official one.
    pub client: String,
}

impl Command for Challenge {
    type Outcome = Opened;

    /// Refusals in order: not the caller's transfer, not theirs to confirm, not waiting for a proof, no passkey
    /// (`STEP_UP_REQUIRED`).
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Opened>, Failure> {
        let row = load(txn, self.id, &self.sender)?;
        require_party(&row.sender_user, &self.sender)?;
        require_client(txn, &row, &self.client)?;
        require_state(&row, P2pState::PendingAuthorization, ctx)?;
        if !mfa::methods(txn, &self.sender)?.contains(&Method::Passkey) {
            return Err(Rejection::new(Code::StepUpRequired, "No passkey is enrolled.").into());
        }
        Ok(Applied::unrecorded(mfa::challenge::open(txn, ctx, &binding(self.id, &row), Begun::Freely)?))
    }
}
