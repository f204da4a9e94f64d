//! How a wallet begins: registration makes it, activation lets it spend.

use std::sync::Arc;

use minicbor::{Decode, Encode};

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    config::{Settings, Step},
    kernel::{Code, Ctx, Currency, Money, Rejection, UserId, WalletId},
    ledger::{self, Movement},
    mfa::{self, Checked, Enrolled, lockout::LockoutRules, pin::PinHash},
    outbox::Effect,
    store::{
        Failure, StoreError, Txn,
        rows::{AccountKind, DeviceRow, Owner, TransferKind, WalletRow, WalletStatus},
        tables::{DEVICES, WALLETS},
    },
};

use super::{
    calendar_day, ensure, of_user,
    returning::{self, Trace},
};

/// A person asks for a wallet.
pub struct Register {
    /// Who.
    pub user: UserId,
    /// The currency of its first account.
    pub currency: Currency,
}

/// A wallet that is there now.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Registered {
    /// The wallet.
    #[n(0)]
    pub wallet: WalletId,
    /// Its row.
    #[n(1)]
    pub row: WalletRow,
}

impl Command for Register {
    type Outcome = Registered;

    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Registered>, Failure> {
        let (wallet, row) = ensure(txn, ctx, &Owner::User(self.user.clone()), self.currency)?;
        Ok(Applied::new(Registered { wallet, row }, Entry::done(Action::WalletRegister, wallet)))
    }
}

/// A person activates their wallet.
pub struct Activate {
    /// Who.
    pub user: UserId,
    /// The version of the terms that they accept, if they accept any.
    pub terms: Option<String>,
    /// The PIN that they choose, hashed.
    pub pin: Option<PinHash>,
    /// The device key that they enrol: its id and row.
    pub device: Option<(String, DeviceRow)>,
    /// Their proof by a factor that is there already, when they bring a further one.
    pub proof: Option<Checked>,
    /// When wrong proofs lock.
    pub lockout: LockoutRules,
    /// The identity data that the operator asks for, as JSON.
    pub identity: Option<String>,
    /// Whether the identity data hold a way to be reached.
    pub contact: Option<()>,
    /// What is remembered of an earlier wallet of theirs lies under this.
    pub trace: Trace,
    /// The operator's rules.
    pub settings: Arc<Settings>,
}

/// What came of an attempt.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Activation {
    /// The wallet is active, or waits for an administrator.
    #[n(0)]
    Activated(#[n(0)] Activated),
    /// The proof by the factor that was there was not good enough, which is on record.
    #[n(1)]
    Unproven(#[n(0)] Enrolled),
}

/// What became of the wallet.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Activated {
    /// The wallet.
    #[n(0)]
    pub wallet: WalletId,
    /// Its row.
    #[n(1)]
    pub row: WalletRow,
    /// What it holds.
    #[n(2)]
    pub available: Money,
    /// What the operator gave for it.
    #[n(3)]
    pub bonus: Option<Money>,
}

impl Command for Activate {
    type Outcome = Activation;

    /// Refusals in order: no wallet (`NOT_FOUND`), suspended, not pending (`INVALID_STATE`), a step that is missing
    /// (`INVALID_REQUEST` naming its field), a PIN or device where there is one already (`INVALID_STATE`), a further factor
    /// without a proof by one that is there (`STEP_UP_REQUIRED`), the proof.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Activation>, Failure> {
        let (wallet, mut row) =
            of_user(txn, &self.user)?.ok_or_else(|| Rejection::new(Code::NotFound, "There is no wallet to activate."))?;
        match row.status {
            WalletStatus::Pending => {}
            WalletStatus::Suspended => return Err(Rejection::new(Code::UserSuspended, "The wallet is suspended.").into()),
            WalletStatus::Closed => return Err(Rejection::new(Code::NotFound, "There is no wallet to activate.").into()),
            WalletStatus::Active => {
                return Err(Rejection::new(Code::InvalidState, "The wallet is active already.").with("state", "active").into());
            }
        }
        let enrolled = mfa::methods(txn, &self.user)?;
        // The step asks for a PIN or a key; an authenticator app is neither.
        self.check_steps(enrolled.iter().any(|method| method.kind() != mfa::Kind::Codes))?;
        if self.pin.is_some() && enrolled.contains(&mfa::Method::Pin) {
            return Err(Rejection::new(Code::InvalidState, "There is a PIN already; it is changed with the old one.").into());
        }
        if let Some((device_id, _)) = &self.device {
            mfa::require_place(txn, &self.user, device_id)?;
        }
        if (self.pin.is_some() || self.device.is_some())
            && let Some(unproven) = mfa::prove(txn, ctx, &self.user, self.proof.as_ref(), &self.lockout)?
        {
            return Ok(Applied::refused(Activation::Unproven(unproven), Entry::refused(Action::FactorFail, wallet)));
        }
        let enrolled = self.enrol(txn)?;
        row.identity = self.identity.clone().or(row.identity);
        row.terms = self.terms.clone();
        let mut bonus = None;
        if !self.settings.activation.requires(Step::IdentityReview) {
            row.status = WalletStatus::Active;
            row.activated = Some(ctx.now);
            row.level = self.settings.wallet.activated_level;
            bonus = self.pay_bonus(ctx, txn, &row)?;
        }
        txn.put(&WALLETS, &wallet, &row)?;
        if row.status == WalletStatus::Active {
            let today = calendar_day(self.settings.wallet.time_zone, ctx.now);
            returning::count_earlier(txn, ctx, self.trace, wallet, today)?;
            row = super::get(txn, wallet)?;
        }
        let available = match row.accounts.first() {
            Some(account) => ledger::balance(txn, account.account)?.available,
            None => self.settings.currencies.primary().minor(0),
        };
        let entry = Entry::done(Action::WalletActivate, wallet).with(format!("status {}", row.status.name()));
        let applied = Applied::new(Activation::Activated(Activated { wallet, row, available, bonus }), entry);
        Ok(enrolled.into_iter().fold(applied, |applied, (entry, effect)| applied.and_record(entry).then(effect)))
    }
}

impl Activate {
    fn enrol(&self, txn: &mut Txn<'_>) -> Result<Vec<(Entry, Effect)>, StoreError> {
        let mut told = Vec::new();
        if let Some(pin) = &self.pin {
            mfa::set_pin(txn, &self.user, pin)?;
            told.push(mfa::pin_enrolled(&self.user));
        }
        if let Some((device_id, device)) = &self.device {
            txn.put(&DEVICES, &(self.user.clone(), device_id.clone()), device)?;
            told.push(mfa::device_enrolled(&self.user, device_id, device));
        }
        Ok(told)
    }

    fn check_steps(&self, has_factor: bool) -> Result<(), Rejection> {
        let rules = &self.settings.activation;
        let factor = has_factor || self.pin.is_some() || self.device.is_some();
        let missing = |step| match step {
            Step::Terms => {
                let current = self.terms.as_ref() == Some(&rules.terms_version);
                (!current).then_some(("/terms_version", "The present terms have to be accepted."))
            }
            Step::PinOrPasskey => (!factor).then_some(("/pin", "A PIN or a device key has to be enrolled.")),
            Step::IdentityReview => self.identity.is_none().then_some(("/identity", "Identity data are needed.")),
            Step::Contact => self.contact.is_none().then_some(("/identity/contact", "A way to be reached is needed.")),
        };
        match rules.require.iter().find_map(|step| missing(*step)) {
            Some((field, message)) => Err(Rejection::field(field, message).with("terms_version", rules.terms_version.as_str())),
            None => Ok(()),
        }
    }

    /// Paid once to a person: a wallet becomes active once, and a second one of theirs brings none.
    fn pay_bonus(&self, ctx: &Ctx, txn: &mut Txn<'_>, row: &WalletRow) -> Result<Option<Money>, Failure> {
        let amount = self.settings.activation.bonus;
        if amount.minor == 0 || returning::was_active(txn, &self.trace)? {
            return Ok(None);
        }
        let account = super::account(row, amount.currency)
            .ok_or_else(|| StoreError::Corrupt("a wallet without an account of the primary currency".to_owned()))?;
        let bonus = ledger::system_account(txn, ctx, AccountKind::Bonus, amount.currency)?;
        let movement = Movement {
            debit: bonus,
            credit: account,
            amount,
            kind: TransferKind::Bonus,
            cause: None,
            note: None,
            counts_on: None,
        };
        ledger::post(txn, ctx, &movement)?;
        Ok(Some(amount))
    }
}
