//! The authenticator app of a person, with its recovery codes: begun, in use after the first right code, removed. The secret has
//! to be read again to check codes, so it is kept sealed; what is written here never holds it in clear.

use std::time::Duration;

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    kernel::{Code, Ctx, Rejection, Rng, Timestamp, UserId},
    outbox::Effect,
    seal::MasterKey,
    store::{
        Failure, Read, ReadExt, StoreError, Txn,
        rows::{Bytes, RecoveryCodesRow, TotpRow},
        tables::{RECOVERY_CODES, TOTP},
    },
};

use super::{
    Checked, Enrolled,
    enrolment::{prove, unproven},
    evidence::count_failure,
    lockout::{LockoutRules, LockoutState},
    methods,
    totp::TotpSecret,
};

/// How long a secret that was shown waits for its first code.
pub const PENDING: Duration = Duration::from_secs(10 * 60);

/// `secret` as it is kept for `user`.
pub fn sealed(master: &MasterKey, rng: &dyn Rng, user: &UserId, secret: &TotpSecret) -> Vec<u8> {
    master.seal(rng, &place(user), secret.bytes())
}

/// The secret in `row`, which is `user`'s.
///
/// # Errors
/// It does not open, as when `keys/master.key` is not the one of these data.
pub fn secret_of(master: &MasterKey, user: &UserId, row: &TotpRow) -> Result<TotpSecret, StoreError> {
    let damaged = |reason: String| StoreError::Corrupt(format!("the authenticator secret of {user}: {reason}"));
    let bytes = master.open(&place(user), &row.secret).map_err(|error| damaged(error.to_string()))?;
    TotpSecret::from_bytes(&bytes).ok_or_else(|| damaged("it has another length".to_owned()))
}

/// The authenticator app of `user` that waits for its first code.
pub fn pending(reader: &impl Read, user: &UserId, now: Timestamp) -> Result<Option<TotpRow>, StoreError> {
    let row = reader.get(&TOTP, user)?;
    Ok(row.filter(|row| row.confirmed.is_none() && now.since(row.created) < PENDING))
}

fn place(user: &UserId) -> String {
    format!("totp/{user}")
}

/// A person is shown the secret of a new authenticator app, which proves nothing yet.
pub struct BeginTotp {
    /// Who.
    pub user: UserId,
    /// The secret, sealed.
    pub secret: Vec<u8>,
    /// Their proof, when they had a factor.
    pub proof: Option<Checked>,
    /// When wrong proofs lock.
    pub lockout: LockoutRules,
}

/// They type the first code.
pub struct ConfirmTotp {
    /// Who.
    pub user: UserId,
    /// The sealed secret that the code was checked with.
    pub secret: Vec<u8>,
    /// The step of the code; `None` when it was wrong.
    pub step: Option<u64>,
    /// The digests of their recovery codes.
    pub codes: Vec<Bytes>,
    /// When wrong proofs lock.
    pub lockout: LockoutRules,
}

/// They remove it, and the recovery codes with it.
pub struct RemoveTotp {
    /// Who.
    pub user: UserId,
    /// Their proof.
    pub proof: Option<Checked>,
    /// When wrong proofs lock.
    pub lockout: LockoutRules,
}

/// They get new recovery codes in place of the old.
pub struct RenewRecoveryCodes {
    /// Who.
    pub user: UserId,
    /// The digests of the new ones.
    pub codes: Vec<Bytes>,
    /// Their proof.
    pub proof: Option<Checked>,
    /// When wrong proofs lock.
    pub lockout: LockoutRules,
}

impl Command for BeginTotp {
    type Outcome = Enrolled;

    /// Refusals in order: an authenticator app that is there already (`INVALID_STATE`), no proof though there is a factor
    /// (`STEP_UP_REQUIRED`), the proof.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Enrolled>, Failure> {
        if txn.get(&TOTP, &self.user)?.is_some_and(|row| row.confirmed.is_some()) {
            let message = "An authenticator app is enrolled already. Remove it first.";
            return Err(Rejection::new(Code::InvalidState, message).with("state", "enrolled").into());
        }
        if let Some(refused) = prove(txn, ctx, &self.user, self.proof.as_ref(), &self.lockout)? {
            return Ok(unproven(refused, "totp"));
        }
        let proven = self.proof.as_ref().map(|_| ());
        let row = TotpRow { secret: self.secret.clone(), created: ctx.now, confirmed: None, last_step: 0, proven };
        txn.put(&TOTP, &self.user, &row)?;
        // It proves nothing before it is confirmed, which is what is recorded.
        Ok(Applied::unrecorded(Enrolled::Done { at: ctx.now }))
    }
}

impl Command for ConfirmTotp {
    type Outcome = Enrolled;

    /// Refusals in order: nothing begun, or too long ago (`NOT_FOUND`), a factor that was enrolled since it began without a proof
    /// (`STEP_UP_REQUIRED`), locked, the code.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Enrolled>, Failure> {
        let row = pending(txn, &self.user, ctx.now)?.filter(|row| row.secret == self.secret);
        let row = row.ok_or_else(|| Rejection::new(Code::NotFound, "No enrolment is waiting for a code. Begin again."))?;
        if row.proven.is_none() && !methods(txn, &self.user)?.is_empty() {
            let message = "A factor was enrolled in the meantime. Begin again and show it.";
            return Err(Rejection::new(Code::StepUpRequired, message).into());
        }
        if let Some(until) = super::locked_until(txn, &self.user, ctx.now, &self.lockout)? {
            return Ok(unproven(Enrolled::Locked { until }, "totp"));
        }
        let Some(last_step) = self.step else {
            return Ok(unproven(counted(count_failure(txn, ctx, &self.user, &self.lockout)?), "totp"));
        };
        txn.put(&TOTP, &self.user, &TotpRow { confirmed: Some(ctx.now), last_step, ..row })?;
        txn.put(&RECOVERY_CODES, &self.user, &RecoveryCodesRow { digests: self.codes.clone(), created: ctx.now })?;
        let change = "An authenticator app was enrolled for your wallet.".to_owned();
        let entry = Entry::done(Action::FactorEnrol, "totp").with("authenticator app");
        Ok(Applied::new(Enrolled::Done { at: ctx.now }, entry).then(Effect::FactorChanged { user: self.user.clone(), change }))
    }
}

impl Command for RemoveTotp {
    type Outcome = Enrolled;

    /// Refusals in order: there is none (`NOT_FOUND`), no proof, the proof.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Enrolled>, Failure> {
        require_totp(txn, &self.user)?;
        if let Some(refused) = prove(txn, ctx, &self.user, self.proof.as_ref(), &self.lockout)? {
            return Ok(unproven(refused, "totp"));
        }
        txn.remove(&TOTP, &self.user)?;
        txn.remove(&RECOVERY_CODES, &self.user)?;
        let change = "The authenticator app and its recovery codes were removed from your wallet.".to_owned();
        let entry = Entry::done(Action::FactorRemove, "totp").with("authenticator app");
        Ok(Applied::new(Enrolled::Done { at: ctx.now }, entry).then(Effect::FactorChanged { user: self.user.clone(), change }))
    }
}

impl Command for RenewRecoveryCodes {
    type Outcome = Enrolled;

    /// Refusals in order: no authenticator app that they could stand in for (`NOT_FOUND`), no proof, the proof.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Enrolled>, Failure> {
        require_totp(txn, &self.user)?;
        if let Some(refused) = prove(txn, ctx, &self.user, self.proof.as_ref(), &self.lockout)? {
            return Ok(unproven(refused, "recovery_codes"));
        }
        txn.put(&RECOVERY_CODES, &self.user, &RecoveryCodesRow { digests: self.codes.clone(), created: ctx.now })?;
        let change = "New recovery codes were made for your wallet; the old ones are worth nothing.".to_owned();
        let entry = Entry::done(Action::RecoveryRenew, "recovery_codes");
        Ok(Applied::new(Enrolled::Done { at: ctx.now }, entry).then(Effect::FactorChanged { user: self.user.clone(), change }))
    }
}

fn require_totp(txn: &Txn<'_>, user: &UserId) -> Result<(), Failure> {
    if txn.get(&TOTP, user)?.is_some_and(|row| row.confirmed.is_some()) {
        return Ok(());
    }
    Err(Rejection::new(Code::NotFound, "No authenticator app is enrolled.").into())
}

fn counted(state: LockoutState) -> Enrolled {
    match state {
        LockoutState::Open { attempts_remaining } => Enrolled::WrongProof { attempts_remaining },
        LockoutState::Locked { until } => Enrolled::Locked { until },
    }
}
