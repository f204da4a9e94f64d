//! The beginning of a transfer: everything is checked, nothing is reserved.

use std::sync::Arc;

use minicbor::{Decode, Encode};

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    config::{Acceptance, Feature, Level, Settings},
    kernel::{Code, Ctx, Money, P2pId, Rejection, RoomId, UserId, WalletId},
    ledger,
    mfa::{self, Begun, Method, Opened},
    store::{
        Failure, ReadExt, StoreError, Txn,
        rows::{Owner, P2pRow, P2pState, WalletRow, WalletStatus},
        tables::{KNOWN_PAYEES, P2P, P2P_EXPIRIES},
    },
    wallets,
};

use super::{Transfer, require_not_suspended, require_spending};

/// What the homeserver says of somebody who has no wallet here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existence {
    /// It knows them, so a wallet may be made for them.
    Known,
    /// It does not.
    Unknown,
}

/// Somebody wants to send money.
pub struct Initiate {
    /// Who.
    pub sender: UserId,
    /// To whom.
    pub recipient: UserId,
    /// Whether the recipient exists; matters only when they have no wallet.
    pub recipient_existence: Existence,
    /// How much.
    pub amount: Money,
    /// What for, cleaned.
    pub note: Option<String>,
    /// The room that it happens in; both were found to be in it.
    pub room: Option<RoomId>,
    /// The client that asks.
    pub client: String,
    /// The operator's rules.
    pub settings: Arc<Settings>,
}

/// A transfer that waits for its proof.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Initiated {
    /// The transfer.
    #[n(0)]
    pub transfer: Transfer,
    /// How its sender can prove themselves.
    #[n(1)]
    pub methods: Vec<Method>,
    /// The challenge for their passkeys, when they have some.
    #[n(2)]
    pub challenge: Option<Opened>,
}

impl Command for Initiate {
    type Outcome = Initiated;

    /// Refusals in order: sender suspended or not activated, sending to oneself, recipient suspended, no such recipient
    /// (`RECIPIENT_NO_WALLET`), recipient may not receive, sender may not send, limits, funds.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Initiated>, Failure> {
        let (sender, sender_row) = wallets::of_user(txn, &self.sender)?
            .ok_or_else(|| Rejection::new(Code::UserNotActivated, "You have no wallet yet."))?;
        require_spending(txn, &self.sender, &sender_row)?;
        if self.sender == self.recipient {
            return Err(Rejection::field("/recipient", "Sender and recipient are the same person.").into());
        }
        let present = wallets::of_user(txn, &self.recipient)?;
        let recipient_level = self.check_recipient(txn, present.as_ref().map(|(_, row)| row))?;
        if !level(&self.settings, recipient_level)?.allows(Feature::P2pReceive) {
            return Err(Rejection::new(Code::P2pSendNotAllowed, "The recipient may not receive.").into());
        }
        self.check_amount(ctx, txn, &sender_row)?;
        let recipient = match present {
            Some((wallet, _)) => wallet,
            None => wallets::ensure(txn, ctx, &Owner::User(self.recipient.clone()), self.settings.currencies.primary())?.0,
        };
        let transfer = self.write(ctx, txn, sender, recipient)?;
        let methods = mfa::methods(txn, &self.sender)?;
        let challenge = match methods.contains(&Method::Passkey) {
            true => Some(mfa::challenge::open(txn, ctx, &transfer.binding(), Begun::Freely)?),
            false => None,
        };
        let entry = Entry::done(Action::P2pInitiate, transfer.id);
        Ok(Applied::new(Initiated { transfer, methods, challenge }, entry))
    }
}

impl Initiate {
    /// The recipient's level, or the first one for a wallet that is still to be made.
    fn check_recipient(&self, txn: &Txn<'_>, wallet: Option<&WalletRow>) -> Result<u8, Failure> {
        match wallet {
            Some(row) => {
                require_not_suspended(txn, &self.recipient, row, "The recipient is suspended.")?;
                Ok(row.level)
            }
            None if self.recipient_existence == Existence::Known => Ok(0),
            None => {
                let refusal = Rejection::new(Code::RecipientNoWallet, "There is no such Matrix user.");
                Err(refusal.with("recipient", self.recipient.as_str()).into())
            }
        }
    }

    fn check_amount(&self, ctx: &Ctx, txn: &Txn<'_>, sender: &WalletRow) -> Result<(), Failure> {
        let day = wallets::calendar_day(self.settings.wallet.time_zone, ctx.now);
        let Some(account) = wallets::account(sender, self.amount.currency) else {
            return Err(ledger::too_little(self.amount, 0).into());
        };
        let balance = ledger::balance(txn, account)?;
        wallets::check_send(level(&self.settings, sender.level)?, &balance, self.amount, day)?;
        if balance.available.minor < self.amount.minor {
            return Err(ledger::too_little(self.amount, balance.available.minor).into());
        }
        Ok(())
    }

    fn write(&self, ctx: &Ctx, txn: &mut Txn<'_>, sender: WalletId, recipient: WalletId) -> Result<Transfer, Failure> {
        let id: P2pId = ctx.new_id();
        let expires = ctx.now + self.settings.wallet.confirm_within;
        let row = P2pRow {
            sender,
            sender_user: self.sender.clone(),
            recipient,
            recipient_user: self.recipient.clone(),
            amount: self.amount,
            note: self.note.clone(),
            room: self.room.clone(),
            state: P2pState::PendingAuthorization,
            created: ctx.now,
            expires,
            acceptance_required: self.needs_acceptance(txn, sender, recipient)?,
            client: self.client.clone(),
            reservation: None,
            txn: None,
            changed: ctx.now,
        };
        txn.put(&P2P, &id, &row)?;
        txn.put(&P2P_EXPIRIES, &(expires.unix_ms(), id), &())?;
        Ok(Transfer { id, row })
    }

    fn needs_acceptance(&self, txn: &Txn<'_>, sender: WalletId, recipient: WalletId) -> Result<bool, StoreError> {
        // Somebody whose wallet is not active cannot accept; the money waits in the wallet instead.
        let active = wallets::get(txn, recipient)?.status == WalletStatus::Active;
        Ok(active
            && match self.settings.wallet.acceptance {
                Acceptance::Never => false,
                Acceptance::Always => true,
                Acceptance::AboveAmount(limit) => self.amount.minor > wallets::limit_in(limit, self.amount.currency).minor,
                Acceptance::FirstTime => !txn.has(&KNOWN_PAYEES, &(sender, recipient))?,
            })
    }
}

/// The configured level of this number. A wallet may have one that was since removed from the configuration: then it is held
/// to the lowest.
pub fn level(settings: &Settings, number: u8) -> Result<&Level, StoreError> {
    let levels = &settings.wallet.levels;
    let found = levels.get(usize::from(number)).or(levels.first());
    found.ok_or(StoreError::Unavailable("no verification level is configured"))
}
