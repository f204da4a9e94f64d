//! What becomes of a transfer after its beginning: the recipient accepts or rejects it, the sender takes it back.

use std::sync::Arc;

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    config::{Acceptance, Settings},
    kernel::{Ctx, P2pId, UserId},
    ledger,
    outbox::Effect,
    store::{
        Failure, StoreError, Txn,
        rows::{P2pRow, P2pState},
        tables::{KNOWN_PAYEES, P2P},
    },
    wallets,
};

use super::{Transfer, load, require_client, require_not_suspended, require_party, require_state, waiting};

/// A move that one of the two people makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// The recipient takes the money.
    Accept,
    /// The recipient does not want it.
    Reject,
    /// The sender takes it back.
    Cancel,
}

/// Somebody moves a transfer on.
pub struct Settle {
    /// The transfer.
    pub id: P2pId,
    /// Who.
    pub user: UserId,
    /// The client that acts for them. Taking a transfer back is for the one that initiated it, or an official one.
    pub client: String,
    /// How.
    pub step: Move,
    /// The operator's rules.
    pub settings: Arc<Settings>,
}

impl Command for Settle {
    type Outcome = Transfer;

    /// Refusals in order: not a transfer of the caller's, not theirs to move so (`INSUFFICIENT_PERMISSIONS`), another state, time
    /// over, somebody suspended.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Transfer>, Failure> {
        let row = load(txn, self.id, &self.user)?;
        let party = if self.step == Move::Cancel { &row.sender_user } else { &row.recipient_user };
        require_party(party, &self.user)?;
        if self.step == Move::Cancel {
            require_client(txn, &row, &self.client)?;
        }
        let unproven = self.step == Move::Cancel && row.state == P2pState::PendingAuthorization;
        let wanted = if unproven { P2pState::PendingAuthorization } else { P2pState::PendingRecipientAcceptance };
        require_state(&row, wanted, ctx)?;
        if self.step == Move::Accept {
            require_not_suspended(txn, &self.user, &wallets::get(txn, row.recipient)?, "Your wallet is suspended.")?;
            require_not_suspended(txn, &row.sender_user, &wallets::get(txn, row.sender)?, "The sender is suspended.")?;
        }
        let row = self.take_step(ctx, txn, row)?;
        txn.put(&P2P, &self.id, &row)?;
        let action = match self.step {
            Move::Accept => Action::P2pAccept,
            Move::Reject => Action::P2pReject,
            Move::Cancel => Action::P2pCancel,
        };
        let state = row.state;
        let applied = Applied::new(Transfer { id: self.id, row }, Entry::done(action, self.id));
        // Nobody was told of a transfer that never got its proof.
        Ok(if unproven { applied } else { applied.then(Effect::P2p { id: self.id, state }) })
    }
}

impl Settle {
    fn take_step(&self, ctx: &Ctx, txn: &mut Txn<'_>, row: P2pRow) -> Result<P2pRow, Failure> {
        let state = match self.step {
            Move::Accept => P2pState::Completed,
            Move::Reject => P2pState::Rejected,
            Move::Cancel => P2pState::Cancelled,
        };
        if self.step != Move::Accept {
            return give_back(ctx, txn, Transfer { id: self.id, row }, state, &self.settings);
        }
        let reservation = row.reservation.ok_or_else(|| StoreError::Corrupt(format!("{} has no reservation", self.id)))?;
        let moved = ledger::post_reserved(txn, ctx, reservation)?;
        waiting::leave(txn, self.id, &row)?;
        if self.settings.wallet.acceptance == Acceptance::FirstTime {
            txn.put(&KNOWN_PAYEES, &(row.sender, row.recipient), &())?;
        }
        Ok(P2pRow { state, txn: Some(moved), changed: ctx.now, ..row })
    }
}

/// Ends a transfer whose money did not move.
pub(super) fn give_back(
    ctx: &Ctx,
    txn: &mut Txn<'_>,
    Transfer { id, row }: Transfer,
    state: P2pState,
    settings: &Settings,
) -> Result<P2pRow, Failure> {
    if let Some(reservation) = row.reservation {
        let reserved_on = wallets::calendar_day(settings.wallet.time_zone, row.changed);
        ledger::void(txn, ctx, reservation, Some(reserved_on))?;
        waiting::leave(txn, id, &row)?;
    }
    Ok(P2pRow { state, changed: ctx.now, ..row })
}
