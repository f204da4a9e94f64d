//! The passkeys of a person: begun with a challenge, enrolled with what an authenticator made for it, renamed, removed. And the
//! one setting that is theirs: to be asked for a second factor every time.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    kernel::{ChallengeId, Code, Ctx, Rejection, UserId, sha256},
    outbox::Effect,
    store::{
        Failure, Read, ReadExt, StoreError, Txn,
        rows::{ChallengeRow, PasskeyRow},
        tables::{ALWAYS_ASK, CHALLENGES, PASSKEY_OWNERS, PASSKEYS},
    },
};

use super::{
    Checked, Enrolled,
    challenge::{self, Begun, Binding, Opened},
    enrolment::{prove, unproven},
    lockout::LockoutRules,
    methods,
};

/// The most passkeys that one person may have.
const MOST_PASSKEYS: usize = 20;

/// A person begins to enrol a passkey.
pub struct BeginPasskey {
    /// What the ceremony is bound to.
    pub binding: Binding,
    /// Their proof, when they had a factor.
    pub proof: Option<Checked>,
    /// When wrong proofs lock.
    pub lockout: LockoutRules,
}

/// What came of that.
#[derive(Clone, Debug, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub enum PasskeyBegun {
    /// The challenge for the authenticator.
    #[n(0)]
    Challenge(#[n(0)] Opened),
    /// The proof was not good enough, which is on record.
    #[n(1)]
    Unproven(#[n(0)] Enrolled),
}

/// An authenticator made a passkey, which was checked.
pub struct EnrolPasskey {
    /// What the ceremony is bound to.
    pub binding: Binding,
    /// The challenge that it was made for.
    pub challenge: ChallengeId,
    /// The credential's id, base64url.
    pub id: String,
    /// What the person calls it.
    pub name: String,
    /// The credential.
    pub credential: Vec<u8>,
}

/// A person gives a passkey another name.
pub struct RenamePasskey {
    /// Who.
    pub user: UserId,
    /// Which.
    pub id: String,
    /// The name, cleaned.
    pub name: String,
}

/// A person removes a passkey.
pub struct RemovePasskey {
    /// Who.
    pub user: UserId,
    /// Which.
    pub id: String,
    /// Their proof.
    pub proof: Option<Checked>,
    /// When wrong proofs lock.
    pub lockout: LockoutRules,
}

/// A person wants to be asked for a second factor every time, or no more.
pub struct SetAlwaysAsk {
    /// Who.
    pub user: UserId,
    /// Which of the two.
    pub asks: Asks,
    /// Their proof, for no longer being asked.
    pub proof: Option<Checked>,
    /// When wrong proofs lock.
    pub lockout: LockoutRules,
}

/// When a person is asked for a second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// Every time.
    Always,
    /// When the operator's rules say so.
    ByRule,
}

impl Command for BeginPasskey {
    type Outcome = PasskeyBegun;

    /// Refusals in order: too many passkeys (`INVALID_STATE`), no proof though there is a factor (`STEP_UP_REQUIRED`), the proof.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<PasskeyBegun>, Failure> {
        let user = &self.binding.user;
        require_place(txn, user)?;
        if let Some(refused) = prove(txn, ctx, user, self.proof.as_ref(), &self.lockout)? {
            return Ok(Applied::refused(PasskeyBegun::Unproven(refused), Entry::refused(Action::FactorFail, "passkey")));
        }
        let begun = if self.proof.is_some() { Begun::WithProof } else { Begun::Freely };
        let opened = challenge::open(txn, ctx, &self.binding, begun)?;
        // Nothing is enrolled before the authenticator answers.
        Ok(Applied::unrecorded(PasskeyBegun::Challenge(opened)))
    }
}

impl Command for EnrolPasskey {
    type Outcome = Enrolled;

    /// Refusals in order: a challenge that is over or not for this (`NOT_FOUND`), a factor that was enrolled since it was given
    /// without a proof (`STEP_UP_REQUIRED`), too many passkeys or one that somebody has already (`INVALID_STATE`).
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Enrolled>, Failure> {
        let user = &self.binding.user;
        let row = challenge::find(txn, self.challenge)?;
        let row = row.filter(|row| challenge::is_open(row, &self.binding.digest(), ctx.now)).ok_or_else(no_ceremony)?;
        if row.proven.is_none() && !methods(txn, user)?.is_empty() {
            let message = "A factor was enrolled in the meantime. Begin again and show it.";
            return Err(Rejection::new(Code::StepUpRequired, message).into());
        }
        require_place(txn, user)?;
        let owner_key = owner_key(&self.id);
        if txn.has(&PASSKEY_OWNERS, &owner_key)? {
            return Err(Rejection::new(Code::InvalidState, "This passkey is enrolled already.").with("state", "enrolled").into());
        }
        txn.put(&CHALLENGES, &self.challenge, &ChallengeRow { used: Some(ctx.now), ..row })?;
        txn.put(&PASSKEY_OWNERS, &owner_key, user)?;
        let row = PasskeyRow { name: self.name.clone(), credential: self.credential.clone(), created: ctx.now, used: None };
        txn.put(&PASSKEYS, &(user.clone(), self.id.clone()), &row)?;
        let change = format!("The passkey \"{}\" was enrolled for your wallet.", self.name);
        let entry = Entry::done(Action::FactorEnrol, &self.id).with("passkey");
        Ok(Applied::new(Enrolled::Done { at: ctx.now }, entry).then(Effect::FactorChanged { user: user.clone(), change }))
    }
}

impl Command for RenamePasskey {
    type Outcome = PasskeyRow;

    /// Refused with `NOT_FOUND` when there is no such passkey.
    fn apply(&self, _: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<PasskeyRow>, Failure> {
        let key = (self.user.clone(), self.id.clone());
        let row = txn.get(&PASSKEYS, &key)?.ok_or_else(no_passkey)?;
        let change = format!("The passkey \"{}\" of your wallet is now called \"{}\".", row.name, self.name);
        let row = PasskeyRow { name: self.name.clone(), ..row };
        txn.put(&PASSKEYS, &key, &row)?;
        let entry = Entry::done(Action::FactorRename, &self.id).with("passkey");
        Ok(Applied::new(row, entry).then(Effect::FactorChanged { user: self.user.clone(), change }))
    }
}

impl Command for RemovePasskey {
    type Outcome = Enrolled;

    /// Refusals in order: no such passkey (`NOT_FOUND`), no proof, the proof.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Enrolled>, Failure> {
        let key = (self.user.clone(), self.id.clone());
        let row = txn.get(&PASSKEYS, &key)?.ok_or_else(no_passkey)?;
        if let Some(refused) = prove(txn, ctx, &self.user, self.proof.as_ref(), &self.lockout)? {
            return Ok(unproven(refused, &self.id));
        }
        txn.remove(&PASSKEYS, &key)?;
        txn.remove(&PASSKEY_OWNERS, &owner_key(&self.id))?;
        let change = format!("The passkey \"{}\" was removed from your wallet.", row.name);
        let entry = Entry::done(Action::FactorRemove, &self.id).with("passkey");
        Ok(Applied::new(Enrolled::Done { at: ctx.now }, entry).then(Effect::FactorChanged { user: self.user.clone(), change }))
    }
}

impl Command for SetAlwaysAsk {
    type Outcome = Enrolled;

    /// Asking for more is free. Asking for less is refused without a proof by a factor that is there, in the order of other changes.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Enrolled>, Failure> {
        let (is, to_be) = (txn.has(&ALWAYS_ASK, &self.user)?, self.asks == Asks::Always);
        if is == to_be {
            return Ok(Applied::unrecorded(Enrolled::Done { at: ctx.now }));
        }
        let change = match self.asks {
            Asks::Always => {
                txn.put(&ALWAYS_ASK, &self.user, &ctx.now)?;
                "Every payment from your wallet now asks for a second factor."
            }
            Asks::ByRule => {
                if let Some(refused) = prove(txn, ctx, &self.user, self.proof.as_ref(), &self.lockout)? {
                    return Ok(unproven(refused, "always_ask"));
                }
                txn.remove(&ALWAYS_ASK, &self.user)?;
                "Payments from your wallet no longer always ask for a second factor."
            }
        };
        let entry = Entry::done(Action::FactorSetting, "always_ask").with(if to_be { "on" } else { "off" });
        let told = Effect::FactorChanged { user: self.user.clone(), change: change.to_owned() };
        Ok(Applied::new(Enrolled::Done { at: ctx.now }, entry).then(told))
    }
}

/// When `user` wants to be asked.
pub fn asks(reader: &impl Read, user: &UserId) -> Result<Asks, StoreError> {
    Ok(if reader.has(&ALWAYS_ASK, user)? { Asks::Always } else { Asks::ByRule })
}

/// `NOT_FOUND` for a ceremony that is over or was never begun.
pub fn no_ceremony() -> Rejection {
    Rejection::new(Code::NotFound, "No enrolment is waiting for this passkey. Begin again.")
}

fn no_passkey() -> Rejection {
    Rejection::new(Code::NotFound, "There is no such passkey.")
}

fn require_place(txn: &Txn<'_>, user: &UserId) -> Result<(), Failure> {
    if txn.scan_first(&PASSKEYS, user, MOST_PASSKEYS)?.len() < MOST_PASSKEYS {
        return Ok(());
    }
    Err(Rejection::new(Code::InvalidState, "There are too many passkeys.").with("state", "enrolled").into())
}

/// The key of `PASSKEY_OWNERS`: by the bytes, of which base64url has one spelling here.
pub(super) fn owner_key(id: &str) -> [u8; 32] {
    sha256(&URL_SAFE_NO_PAD.decode(id).unwrap_or_default())
}
