//! The sender's proof, and with it the money.

use std::sync::Arc;

use minicbor::{Decode, Encode};

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    config::{Acceptance, Settings},
    kernel::{Ctx, P2pId, Timestamp, UserId},
    ledger::{self, Movement},
    mfa::{Checked, Settled, lockout::LockoutRules},
    outbox::Effect,
    store::{
        Failure, StoreError, Txn,
        rows::{Cause, P2pRow, P2pState, TransferKind, WalletRow, WalletStatus},
        tables::{KNOWN_PAYEES, P2P, P2P_EXPIRIES},
    },
    wallets,
};

use super::{
    Transfer, initiate::level, load, require_client, require_not_suspended, require_party, require_spending, require_state,
    waiting,
};

/// The sender has proven, or not, that it is them.
pub struct Confirm {
    /// The transfer.
    pub id: P2pId,
    /// The person whose token it is: must be the sender.
    pub sender: UserId,
    /// The client that acts for them: the one that initiated the transfer, or an official one.
    pub client: String,
    /// Their proof, checked.
    pub proof: Checked,
    /// The operator's rules.
    pub settings: Arc<Settings>,
    /// When wrong proofs lock.
    pub lockout: LockoutRules,
}

/// What came of a proof.
#[expect(clippy::large_enum_variant, reason = "one lives at a time, on its way to the answer")]
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Confirmed {
    /// The money moved, or is reserved until the recipient accepts.
    #[n(0)]
    Transfer(#[n(0)] Transfer),
    /// The proof was wrong, which is on record.
    #[n(1)]
    WrongProof {
        /// How many more wrong ones lock.
        #[n(0)]
        attempts_remaining: u32,
    },
    /// Too many proofs were wrong.
    #[n(2)]
    Locked {
        /// Until when.
        #[n(0)]
        until: Timestamp,
    },
}

impl Command for Confirm {
    type Outcome = Confirmed;

    /// Refusals in order: not the caller's transfer, not theirs to confirm, not waiting for a proof, sender or recipient
    /// suspended; then the proof; then limits and funds, which may have changed since the transfer was initiated.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Confirmed>, Failure> {
        let row = load(txn, self.id, &self.sender)?;
        require_party(&row.sender_user, &self.sender)?;
        require_client(txn, &row, &self.client)?;
        require_state(&row, P2pState::PendingAuthorization, ctx)?;
        let sender = wallets::get(txn, row.sender)?;
        let recipient = wallets::get(txn, row.recipient)?;
        require_spending(txn, &self.sender, &sender)?;
        require_not_suspended(txn, &row.recipient_user, &recipient, "The recipient is suspended.")?;
        let proven = match self.proof.settle(txn, ctx, &self.sender, &self.lockout)? {
            Settled::Proven(proven) => proven,
            Settled::Wrong { attempts_remaining } => {
                let entry = Entry::refused(Action::FactorFail, self.id).with(self.proof.method().name());
                return Ok(Applied::refused(Confirmed::WrongProof { attempts_remaining }, entry));
            }
            Settled::Locked { until } => {
                let entry = Entry::refused(Action::FactorFail, self.id).with(format!("locked until {until}"));
                return Ok(Applied::refused(Confirmed::Locked { until }, entry));
            }
        };
        let entry = Entry::done(Action::P2pConfirm, self.id).with(proven.method().name());
        let row = self.move_money(ctx, txn, row, &sender)?;
        proven.write(txn, ctx, &self.sender)?;
        txn.put(&P2P, &self.id, &row)?;
        let (user, room) = (row.recipient_user.clone(), row.room.clone());
        let told = Effect::P2p { id: self.id, state: row.state };
        let applied = Applied::new(Confirmed::Transfer(Transfer { id: self.id, row }), entry).then(told);
        Ok(match recipient.status {
            WalletStatus::Pending => applied.then(Effect::ActivateWallet { user, room, transfer: self.id }),
            WalletStatus::Active | WalletStatus::Suspended | WalletStatus::Closed => applied,
        })
    }
}

impl Confirm {
    fn move_money(&self, ctx: &Ctx, txn: &mut Txn<'_>, row: P2pRow, sender: &WalletRow) -> Result<P2pRow, Failure> {
        let movement = self.movement(ctx, txn, &row, sender)?;
        if row.acceptance_required {
            let reservation = ledger::reserve(txn, ctx, &movement)?;
            let expires = ctx.now + self.settings.wallet.accept_within;
            txn.put(&P2P_EXPIRIES, &(expires.unix_ms(), self.id), &())?;
            waiting::enter(txn, self.id, &row)?;
            let state = P2pState::PendingRecipientAcceptance;
            return Ok(P2pRow { state, expires, reservation: Some(reservation), changed: ctx.now, ..row });
        }
        let moved = ledger::post(txn, ctx, &movement)?;
        if self.settings.wallet.acceptance == Acceptance::FirstTime {
            txn.put(&KNOWN_PAYEES, &(row.sender, row.recipient), &())?;
        }
        Ok(P2pRow { state: P2pState::Completed, txn: Some(moved), changed: ctx.now, ..row })
    }

    fn movement(&self, ctx: &Ctx, txn: &mut Txn<'_>, row: &P2pRow, sender: &WalletRow) -> Result<Movement, Failure> {
        let day = wallets::calendar_day(self.settings.wallet.time_zone, ctx.now);
        let debit = wallets::account(sender, row.amount.currency)
            .ok_or_else(|| StoreError::Corrupt(format!("the sender of {} has no account", self.id)))?;
        wallets::check_send(level(&self.settings, sender.level)?, &ledger::balance(txn, debit)?, row.amount, day)?;
        Ok(Movement {
            debit,
            credit: wallets::ensure_account(txn, ctx, row.recipient, row.amount.currency)?,
            amount: row.amount,
            kind: TransferKind::P2p,
            cause: Some(Cause::P2p(self.id)),
            note: None,
            counts_on: Some(day),
        })
    }
}
