//! Money between two people. A transfer is initiated, proven by its sender, and completed at once or when its recipient
//! accepts:
//!
//! `pending_authorization → completed | pending_recipient_acceptance → completed | rejected | expired | cancelled`, and
//! `pending_authorization → cancelled | expired`. Any other move is `INVALID_STATE` with the present state.
//!
//! Nothing is reserved before the proof. Whether two people share a room and whether a recipient exists on the homeserver is
//! asked before the command, since it may need the network.

mod challenge;
mod confirm;
mod expire;
mod initiate;
mod request;
mod settle;
mod waiting;

pub use challenge::Challenge;
pub use confirm::{Confirm, Confirmed};
pub use expire::{DueKey, Expire, drop_stale, due};
pub use initiate::{Existence, Initiate, Initiated, level};
pub use request::{RequestMoney, Requested};
pub use settle::{Move, Settle};
pub use waiting::waiting;

use minicbor::{Decode, Encode};

use crate::{
    identity::find_client,
    kernel::{Code, Ctx, P2pId, Rejection, UserId},
    mfa::Binding,
    store::{
        Failure, Read, ReadExt, StoreError,
        rows::{ChallengePurpose, P2pRow, P2pState, WalletRow, WalletStatus},
        tables::{P2P, SUSPENDED_USERS},
    },
};

/// A transfer as it is now.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Transfer {
    /// Its id.
    #[n(0)]
    pub id: P2pId,
    /// Its row.
    #[n(1)]
    pub row: P2pRow,
}

impl Transfer {
    /// What its sender's proof is worth something for.
    pub fn binding(&self) -> Binding {
        binding(self.id, &self.row)
    }
}

fn binding(id: P2pId, row: &P2pRow) -> Binding {
    Binding {
        user: row.sender_user.clone(),
        purpose: ChallengePurpose::P2p,
        object: id.to_string(),
        amount: row.amount,
        payee: Some(row.recipient_user.to_string()),
    }
}

/// The transfer, if `user` is its sender or recipient.
pub fn find(reader: &impl Read, id: P2pId, user: &UserId) -> Result<Option<Transfer>, StoreError> {
    let row = reader.get(&P2P, &id)?.filter(|row| row.sender_user == *user || row.recipient_user == *user);
    Ok(row.map(|row| Transfer { id, row }))
}

/// The transfer for one of its people; `TRANSFER_NOT_FOUND` for anybody else.
fn load(reader: &impl Read, id: P2pId, user: &UserId) -> Result<P2pRow, Failure> {
    match find(reader, id, user)? {
        Some(transfer) => Ok(transfer.row),
        None => Err(Rejection::new(Code::TransferNotFound, "There is no such transfer.").into()),
    }
}

/// Refuses mini-apps that another mini-app's transfers are none of the business of. The official ones act for all.
fn require_client(reader: &impl Read, row: &P2pRow, client: &str) -> Result<(), Failure> {
    if row.client == client || find_client(reader, client)?.is_some_and(|client| client.row.official) {
        return Ok(());
    }
    Err(Rejection::new(Code::TransferNotFound, "There is no such transfer.").into())
}

/// Refuses the other of the two people.
fn require_party(party: &UserId, user: &UserId) -> Result<(), Rejection> {
    if party == user {
        return Ok(());
    }
    Err(Rejection::new(Code::InsufficientPermissions, "This is for the other side of the transfer to do."))
}

/// Refuses any state but `wanted`, and that one too when its time is over, whether that has been noted yet or not.
fn require_state(row: &P2pRow, wanted: P2pState, ctx: &Ctx) -> Result<(), Rejection> {
    if row.state == P2pState::Expired {
        return Err(
            Rejection::new(Code::TransferExpired, "The transfer has expired.").with("expired_at", row.changed.to_string())
        );
    }
    if row.state != wanted {
        let message = format!("The transfer is {}.", row.state.name().replace('_', " "));
        return Err(Rejection::new(Code::InvalidState, message).with("state", row.state.name()));
    }
    if row.expires <= ctx.now {
        return Err(
            Rejection::new(Code::TransferExpired, "The transfer has expired.").with("expired_at", row.expires.to_string())
        );
    }
    Ok(())
}

/// Refuses people who are suspended, and wallets that may not spend.
pub fn require_spending(reader: &impl Read, user: &UserId, wallet: &WalletRow) -> Result<(), Failure> {
    require_not_suspended(reader, user, wallet, "Your wallet is suspended.")?;
    if wallet.status == WalletStatus::Pending {
        return Err(Rejection::new(Code::UserNotActivated, "Your wallet is not activated yet.").into());
    }
    Ok(())
}

/// Refuses people who are suspended, or whose wallet is, with `message`.
pub fn require_not_suspended(
    reader: &impl Read,
    user: &UserId,
    wallet: &WalletRow,
    message: &'static str,
) -> Result<(), Failure> {
    if wallet.status == WalletStatus::Closed {
        return Err(Rejection::new(Code::InvalidState, "The wallet is closed.").with("state", wallet.status.name()).into());
    }
    if wallet.status == WalletStatus::Suspended || reader.has(&SUSPENDED_USERS, user)? {
        return Err(Rejection::new(Code::UserSuspended, message).into());
    }
    Ok(())
}
