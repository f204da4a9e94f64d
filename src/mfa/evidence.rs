//! What a proof is worth. Checking is split in two: [`Evidence`] is read from a snapshot and checked against a proof outside any
//! transaction, since it is slow on purpose; [`Checked::settle`] then decides inside the transaction, where it sees the failures
//! and uses before it, so that guesses sent side by side still count one by one and nothing is accepted twice.

use std::sync::Arc;

use crate::{
    audit::{self, Action, Entry},
    kernel::{ChallengeId, Ctx, Timestamp, UserId},
    outbox::{self, Effect},
    seal::MasterKey,
    store::{
        Read, ReadExt, StoreError, Txn,
        rows::{Bytes, ChallengeRow, FactorsRow, PasskeyRow, TotpRow},
        tables::{CHALLENGES, DEVICES, FACTORS, PASSKEYS, RECOVERY_CODES, TOTP},
    },
};

use super::{
    authenticator::secret_of,
    challenge::{self, Binding},
    device::{self, PublicKey},
    factors::{Method, Proof, cbor, lockout},
    lockout::{LockoutRules, LockoutState},
    passkey::{Assertion, RelyingParty, Verdict},
    pin::{PinHash, PinHasher},
    totp::{Code, TotpSecret},
};

/// What proofs are checked with.
pub struct Checker {
    /// Hashes PINs.
    pub pins: Arc<PinHasher>,
    /// Opens the secrets of authenticator apps.
    pub master: Arc<MasterKey>,
    /// Checks passkeys; `None` when the server has no name that they could belong to.
    pub relying_party: Option<RelyingParty>,
}

/// What a proof is checked against, as it was when the check began.
pub struct Evidence {
    binding: Binding,
    challenge: Option<(ChallengeId, Option<ChallengeRow>)>,
    pin: Option<Vec<u8>>,
    device: Option<Vec<u8>>,
    totp: Option<TotpRow>,
    codes: Vec<Bytes>,
    passkeys: Vec<PasskeyRow>,
}

/// What a proof was found to be right against, to be compared again in the transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Found {
    /// Nothing: it is wrong.
    Nothing,
    /// The signature is right, but the counter of this passkey went back.
    Clone(String),
    /// This PIN hash.
    Pin(Vec<u8>),
    /// This device and its key.
    Device(String, Vec<u8>),
    /// This sealed secret, with a code of this step.
    Totp(Vec<u8>, u64),
    /// This digest.
    Code(Bytes),
    /// This passkey, before and after.
    Passkey { id: String, before: Vec<u8>, after: Vec<u8> },
}

impl Evidence {
    /// Reads what `proof` needs, which is given for `binding`, and in answer to `answers` where a challenge was given out.
    pub fn read(reader: &impl Read, binding: Binding, proof: &Proof, answers: Option<ChallengeId>) -> Result<Self, StoreError> {
        let user = &binding.user;
        let challenge = match answers.or(proof.challenge()) {
            Some(id) => Some((id, challenge::find(reader, id)?)),
            None => None,
        };
        let mut read = Self {
            challenge,
            pin: None,
            device: None,
            totp: None,
            codes: Vec::new(),
            passkeys: Vec::new(),
            binding: binding.clone(),
        };
        match proof {
            Proof::Pin(_) => read.pin = reader.get(&FACTORS, user)?.and_then(|row| row.pin),
            Proof::Device { device_id, .. } => {
                let device = reader.get(&DEVICES, &(user.clone(), device_id.clone()))?;
                read.device = device.filter(|row| row.revoked.is_none()).map(|row| row.key);
            }
            Proof::Totp(_) => read.totp = reader.get(&TOTP, user)?.filter(|row| row.confirmed.is_some()),
            Proof::RecoveryCode(_) => {
                read.codes = reader.get(&RECOVERY_CODES, user)?.map_or_else(Vec::new, |row| row.digests);
            }
            Proof::Passkey(_) => {
                let held = reader.scan_first(&PASSKEYS, user, usize::MAX)?;
                read.passkeys = held.into_iter().map(|(_, row)| row).collect();
            }
        }
        Ok(read)
    }

    /// Checks `proof`. A PIN takes about 15 ms of one core whether there is one or not; a signature is checked against a key of
    /// nobody's, and a code against a secret of nobody's, when there is none.
    ///
    /// # Errors
    /// What is kept cannot be opened or read.
    pub fn check(self, proof: &Proof, checker: &Checker, now: Timestamp) -> Result<Checked, StoreError> {
        let found = match proof {
            Proof::Pin(candidate) => match self.pin.as_deref().and_then(|bytes| minicbor::decode::<PinHash>(bytes).ok()) {
                Some(kept) => {
                    self.pin.clone().filter(|_| checker.pins.verify(&kept, candidate)).map_or(Found::Nothing, Found::Pin)
                }
                None => {
                    checker.pins.verify_decoy(candidate);
                    Found::Nothing
                }
            },
            Proof::Device { device_id, timestamp, signature } => self.check_device(device_id, timestamp, signature, now),
            Proof::Totp(code) => self.check_totp(code, checker, now)?,
            Proof::RecoveryCode(code) => code.among(&self.codes).map_or(Found::Nothing, Found::Code),
            Proof::Passkey(assertion) => self.check_passkey(assertion, checker)?,
        };
        let challenge = self.challenge.map(|(id, _)| id);
        Ok(Checked { method: proof.method(), found, challenge, binding: self.binding.digest() })
    }

    fn check_device(&self, device_id: &str, timestamp: &str, signature: &str, now: Timestamp) -> Found {
        let key = self.device.as_deref().and_then(|bytes| minicbor::decode::<PublicKey>(bytes).ok());
        let known = key.is_some();
        let Binding { object, amount, .. } = &self.binding;
        let (messages, window) = match &self.challenge {
            Some((id, _)) => (vec![device::attestation_message(object, &id.to_string(), timestamp)], device::ATTESTATION_WINDOW),
            None => (device::transfer_message(object, amount, timestamp).to_vec(), device::TRANSFER_WINDOW),
        };
        let fresh = device::parse_timestamp(timestamp).is_some_and(|at| device::is_fresh(at, now, window));
        let signed =
            key.or_else(nobodys_key).is_some_and(|key| messages.iter().any(|message| key.verify(message.as_bytes(), signature)));
        match (&self.device, known && fresh && signed) {
            (Some(key), true) => Found::Device(device_id.to_owned(), key.clone()),
            _ => Found::Nothing,
        }
    }

    fn check_totp(&self, code: &Code, checker: &Checker, now: Timestamp) -> Result<Found, StoreError> {
        let Some(row) = &self.totp else {
            std::hint::black_box(TotpSecret::of_nobody().step_of(code, now));
            return Ok(Found::Nothing);
        };
        let secret = secret_of(&checker.master, &self.binding.user, row)?;
        Ok(secret.step_of(code, now).map_or(Found::Nothing, |step| Found::Totp(row.secret.clone(), step)))
    }

    fn check_passkey(&self, assertion: &Assertion, checker: &Checker) -> Result<Found, StoreError> {
        // Whose challenge it is, what for, and whether it is over is settled in the transaction; here it only has to be the one.
        if let (Some(party), Some((id, Some(row)))) = (&checker.relying_party, &self.challenge) {
            match party.verify(&self.passkeys, &challenge::signed_bytes(*id, row), assertion)? {
                Verdict::Good { id, before, after } => return Ok(Found::Passkey { id, before, after }),
                Verdict::Cloned { id } => return Ok(Found::Clone(id)),
                Verdict::Wrong => {}
            }
        }
        // What is refused before its signature was looked at takes as long as if it had been.
        const NOT_A_SIGNATURE: [u8; 64] = [1; 64];
        let text = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, NOT_A_SIGNATURE);
        std::hint::black_box(nobodys_key().is_some_and(|key| key.verify(b"", &text)));
        Ok(Found::Nothing)
    }
}

/// A proof that was checked, and what against.
pub struct Checked {
    method: Method,
    found: Found,
    challenge: Option<ChallengeId>,
    binding: [u8; 32],
}

/// What a proof is worth at the moment of its commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settled {
    /// The person is present.
    Proven(Proven),
    /// It is wrong, which was counted.
    Wrong {
        /// How many more wrong ones lock.
        attempts_remaining: u32,
    },
    /// Too many were wrong; right ones are not accepted either until then.
    Locked {
        /// Until when.
        until: Timestamp,
    },
}

/// A right proof, whose use has to be written down with [`Proven::write`] in the same transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proven {
    method: Method,
    found: Found,
    challenge: Option<ChallengeId>,
    cleared: Option<FactorsRow>,
}

impl Checked {
    /// How it proves.
    pub fn method(&self) -> Method {
        self.method
    }

    /// When the device or passkey that it was given with was enrolled.
    pub fn enrolled_at(&self, reader: &impl Read, user: &UserId) -> Result<Option<Timestamp>, StoreError> {
        Ok(match &self.found {
            Found::Device(id, _) => reader.get(&DEVICES, &(user.clone(), id.clone()))?.map(|row| row.created),
            Found::Passkey { id, .. } => reader.get(&PASSKEYS, &(user.clone(), id.clone()))?.map(|row| row.created),
            _ => None,
        })
    }

    /// Decides. A wrong proof is written down here; a right one only when the caller uses it.
    pub fn settle(&self, txn: &mut Txn<'_>, ctx: &Ctx, user: &UserId, rules: &LockoutRules) -> Result<Settled, StoreError> {
        let row = factors(txn, user)?;
        if let LockoutState::Locked { until } = lockout(&row)?.state(ctx.now, rules) {
            return Ok(Settled::Locked { until });
        }
        let answered = self.answered(txn, ctx, user)?;
        if answered && self.still_holds(txn, user, &row)? {
            let cleared = row.lockout.is_some().then_some(FactorsRow { lockout: None, ..row });
            let (found, challenge) = (self.found.clone(), self.challenge);
            return Ok(Settled::Proven(Proven { method: self.method, found, challenge, cleared }));
        }
        if let (true, Some(id)) = (answered, self.challenge)
            && let Some(challenge) = challenge::find(txn, id)?
        {
            let attempts_left = challenge.attempts_left.saturating_sub(1);
            txn.put(&CHALLENGES, &id, &ChallengeRow { attempts_left, ..challenge })?;
        }
        if let Found::Clone(id) = &self.found {
            tell_of_clone(txn, ctx, user, id)?;
        }
        Ok(match count_failure(txn, ctx, user, rules)? {
            LockoutState::Open { attempts_remaining } => Settled::Wrong { attempts_remaining },
            LockoutState::Locked { until } => Settled::Locked { until },
        })
    }

    /// Whether the challenge, where there is one, can still be answered for what this proof is for.
    fn answered(&self, txn: &Txn<'_>, ctx: &Ctx, user: &UserId) -> Result<bool, StoreError> {
        let Some(id) = self.challenge else { return Ok(true) };
        let row = challenge::find(txn, id)?;
        Ok(row.is_some_and(|row| row.user == *user && challenge::is_open(&row, &self.binding, ctx.now)))
    }

    /// The factor may have been changed, removed or used while the proof was being checked.
    fn still_holds(&self, txn: &Txn<'_>, user: &UserId, row: &FactorsRow) -> Result<bool, StoreError> {
        Ok(match &self.found {
            Found::Nothing | Found::Clone(_) => false,
            Found::Pin(pin) => row.pin.as_ref() == Some(pin),
            Found::Device(id, key) => {
                let device = txn.get(&DEVICES, &(user.clone(), id.clone()))?.filter(|row| row.revoked.is_none());
                device.is_some_and(|device| device.key == *key)
            }
            Found::Totp(secret, step) => {
                let totp = txn.get(&TOTP, user)?;
                totp.is_some_and(|row| row.confirmed.is_some() && row.secret == *secret && *step > row.last_step)
            }
            Found::Code(digest) => txn.get(&RECOVERY_CODES, user)?.is_some_and(|row| row.digests.contains(digest)),
            Found::Passkey { id, before, .. } => {
                let passkey = txn.get(&PASSKEYS, &(user.clone(), id.clone()))?;
                // A passkey answers challenges and nothing else.
                self.challenge.is_some() && passkey.is_some_and(|row| row.credential == *before)
            }
        })
    }
}

impl Proven {
    /// How the person proved themselves.
    pub fn method(&self) -> Method {
        self.method
    }

    /// Forgets earlier failures, and sees to it that what can be used once is used up.
    pub fn write(self, txn: &mut Txn<'_>, ctx: &Ctx, user: &UserId) -> Result<(), StoreError> {
        if let Some(row) = self.cleared {
            txn.put(&FACTORS, user, &row)?;
        }
        if let Some(id) = self.challenge
            && let Some(row) = challenge::find(txn, id)?
        {
            txn.put(&CHALLENGES, &id, &ChallengeRow { used: Some(ctx.now), ..row })?;
        }
        match self.found {
            Found::Totp(_, last_step) => {
                if let Some(row) = txn.get(&TOTP, user)? {
                    txn.put(&TOTP, user, &TotpRow { last_step, ..row })?;
                }
            }
            Found::Code(digest) => use_up(txn, ctx, user, &digest)?,
            Found::Passkey { id, after, .. } => {
                let key = (user.clone(), id);
                if let Some(row) = txn.get(&PASSKEYS, &key)? {
                    txn.put(&PASSKEYS, &key, &PasskeyRow { credential: after, used: Some(ctx.now), ..row })?;
                }
            }
            Found::Nothing | Found::Clone(_) | Found::Pin(_) | Found::Device(..) => {}
        }
        Ok(())
    }
}

/// Counts a wrong proof, whatever its method.
pub(super) fn count_failure(
    txn: &mut Txn<'_>,
    ctx: &Ctx,
    user: &UserId,
    rules: &LockoutRules,
) -> Result<LockoutState, StoreError> {
    let row = factors(txn, user)?;
    let mut lockout = lockout(&row)?;
    let state = lockout.fail(ctx.now, rules);
    txn.put(&FACTORS, user, &FactorsRow { lockout: Some(cbor(&lockout)), ..row })?;
    Ok(state)
}

fn factors(reader: &impl Read, user: &UserId) -> Result<FactorsRow, StoreError> {
    Ok(reader.get(&FACTORS, user)?.unwrap_or(FactorsRow { pin: None, lockout: None }))
}

fn use_up(txn: &mut Txn<'_>, ctx: &Ctx, user: &UserId, digest: &Bytes) -> Result<(), StoreError> {
    let Some(mut row) = txn.get(&RECOVERY_CODES, user)? else { return Ok(()) };
    row.digests.retain(|kept| kept != digest);
    let left = row.digests.len();
    txn.put(&RECOVERY_CODES, user, &row)?;
    audit::append(txn, ctx, Entry::done(Action::RecoveryUse, user).with(format!("{left} left")))?;
    let change = format!("A recovery code was used for your wallet. {left} are left.");
    outbox::enqueue(txn, ctx, &Effect::FactorChanged { user: user.clone(), change })
}

/// Only who holds the key, or a copy of it, gets here.
fn tell_of_clone(txn: &mut Txn<'_>, ctx: &Ctx, user: &UserId, id: &str) -> Result<(), StoreError> {
    let Some(row) = txn.get(&PASSKEYS, &(user.clone(), id.to_owned()))? else { return Ok(()) };
    audit::append(txn, ctx, Entry::refused(Action::FactorSuspect, id).with("the counter of the passkey went back"))?;
    let change = format!(
        "The passkey \"{}\" was refused for your wallet: somebody may have a copy of it. If that was not you, remove it.",
        row.name
    );
    outbox::enqueue(txn, ctx, &Effect::FactorChanged { user: user.clone(), change })
}

/// A key that belongs to nobody, so that an unknown device costs what a known one costs.
fn nobodys_key() -> Option<PublicKey> {
    const SPKI: &str = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9Q==";
    PublicKey::parse("ECDSA_P256", SPKI).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_of_nobody_is_a_key() {
        assert!(nobodys_key().is_some());
    }
}
