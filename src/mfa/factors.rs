//! What a person has enrolled, the proofs that they can give, and whether they may.

use minicbor::{Decode, Encode};

use crate::{
    kernel::{ChallengeId, Code, Rejection, Timestamp, UserId},
    store::{
        Read, ReadExt, StoreError, Txn,
        rows::FactorsRow,
        tables::{ALWAYS_ASK, DEVICES, FACTORS, PASSKEY_OWNERS, PASSKEYS, RECOVERY_CODES, TOTP},
    },
};

use super::{
    lockout::{Lockout, LockoutRules, LockoutState},
    passkey::Assertion,
    passkey_enrolment::owner_key,
    pin::{Candidate, PinHash},
    recovery::RecoveryCode,
    totp,
};

/// A way to prove oneself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum Method {
    /// The transaction PIN.
    #[n(0)]
    Pin,
    /// A signature by an enrolled device key.
    #[n(1)]
    Biometric,
    /// A code of an authenticator app.
    #[n(2)]
    Totp,
    /// A passkey.
    #[n(3)]
    Passkey,
    /// A recovery code, which stands in for the authenticator app.
    #[n(4)]
    RecoveryCode,
}

impl Method {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pin => "pin",
            Self::Biometric => "biometric",
            Self::Totp => "totp",
            Self::Passkey => "webauthn",
            Self::RecoveryCode => "recovery_code",
        }
    }

    /// The method with this [`Method::name`].
    pub fn named(name: &str) -> Option<Self> {
        let all = [Self::Pin, Self::Biometric, Self::Totp, Self::Passkey, Self::RecoveryCode];
        all.into_iter().find(|method| method.name() == name)
    }

    /// The name where money moves between people (wallet specification, "P2P transfers"): there a device key and a passkey are both
    /// `biometric`, and a code of an app is `otp`.
    pub fn wallet_name(self) -> &'static str {
        match self {
            Self::Passkey => "biometric",
            Self::Totp => "otp",
            other => other.name(),
        }
    }

    /// The name where a mini-app is paid (payments specification, "MFA").
    pub fn payment_name(self) -> &'static str {
        match self {
            Self::Pin => "transaction_pin",
            other => other.name(),
        }
    }

    /// What it shows of the person: two methods of one kind are not two factors.
    pub fn kind(self) -> Kind {
        match self {
            Self::Pin => Kind::Knowledge,
            Self::Biometric => Kind::Device,
            Self::Passkey => Kind::Passkey,
            Self::Totp | Self::RecoveryCode => Kind::Codes,
        }
    }
}

/// What a method shows of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Something they know.
    Knowledge,
    /// A phone that they hold, unlocked.
    Device,
    /// An authenticator that they hold, unlocked.
    Passkey,
    /// Their authenticator app, or its codes on paper.
    Codes,
}

/// A proof as it came in.
pub enum Proof {
    /// A PIN, or its SHA-256.
    Pin(Candidate),
    /// A device key's signature.
    Device {
        /// Which device.
        device_id: String,
        /// The time that is part of the signed text, as it was sent.
        timestamp: String,
        /// The signature, base64.
        signature: String,
    },
    /// A code of an authenticator app.
    Totp(totp::Code),
    /// What a passkey answered.
    Passkey(Box<Assertion>),
    /// A recovery code.
    RecoveryCode(RecoveryCode),
}

impl Proof {
    /// How it proves.
    pub fn method(&self) -> Method {
        match self {
            Self::Pin(_) => Method::Pin,
            Self::Device { .. } => Method::Biometric,
            Self::Totp(_) => Method::Totp,
            Self::Passkey(_) => Method::Passkey,
            Self::RecoveryCode(_) => Method::RecoveryCode,
        }
    }

    /// The challenge that it says it answers.
    pub fn challenge(&self) -> Option<ChallengeId> {
        match self {
            Self::Passkey(assertion) => assertion.challenge(),
            _ => None,
        }
    }
}

/// The methods that `user` can prove themselves with, the best first.
pub fn methods(reader: &impl Read, user: &UserId) -> Result<Vec<Method>, StoreError> {
    let passkey = !reader.scan_first(&PASSKEYS, user, 1)?.is_empty();
    let devices = reader.scan_first(&DEVICES, user, usize::MAX)?;
    let device = devices.iter().any(|(_, row)| row.revoked.is_none());
    let pin = reader.get(&FACTORS, user)?.is_some_and(|row| row.pin.is_some());
    let totp = reader.get(&TOTP, user)?.is_some_and(|row| row.confirmed.is_some());
    let codes = reader.get(&RECOVERY_CODES, user)?.is_some_and(|row| !row.digests.is_empty());
    let enrolled = [
        (passkey, Method::Passkey),
        (device, Method::Biometric),
        (pin, Method::Pin),
        (totp, Method::Totp),
        (codes, Method::RecoveryCode),
    ];
    Ok(enrolled.into_iter().filter_map(|(there, method)| there.then_some(method)).collect())
}

/// Until when proofs of `user` are locked, so that none has to be checked.
pub fn locked_until(
    reader: &impl Read,
    user: &UserId,
    now: Timestamp,
    rules: &LockoutRules,
) -> Result<Option<Timestamp>, StoreError> {
    let Some(row) = reader.get(&FACTORS, user)? else { return Ok(None) };
    match lockout(&row)?.state(now, rules) {
        LockoutState::Locked { until } => Ok(Some(until)),
        LockoutState::Open { .. } => Ok(None),
    }
}

/// `MFA_LOCKED`, with the time when it ends.
pub fn locked(until: Timestamp) -> Rejection {
    Rejection::new(Code::MfaLocked, "Too many wrong proofs. Wait before trying again.").with("locked_until", until.to_string())
}

/// `MFA_FAILED`: the same words for a wrong PIN, an unknown device, a bad signature, a code that was used, a challenge that is over.
pub fn wrong_proof(attempts_remaining: u32) -> Rejection {
    Rejection::new(Code::MfaFailed, "The proof is wrong.").with("attempts_remaining", attempts_remaining)
}

/// Sets the PIN of `user`; whoever had one shows it first.
pub fn set_pin(txn: &mut Txn<'_>, user: &UserId, pin: &PinHash) -> Result<(), StoreError> {
    let row = txn.get(&FACTORS, user)?.unwrap_or(FactorsRow { pin: None, lockout: None });
    txn.put(&FACTORS, user, &FactorsRow { pin: Some(cbor(pin)), ..row })
}

/// Forgets everything that `user` could prove themselves with. Challenges go by themselves, within minutes.
pub fn forget_person(txn: &mut Txn<'_>, user: &UserId) -> Result<(), StoreError> {
    for (device_id, _) in txn.scan_first(&DEVICES, user, usize::MAX)? {
        txn.remove(&DEVICES, &(user.clone(), device_id))?;
    }
    for (id, _) in txn.scan_first(&PASSKEYS, user, usize::MAX)? {
        txn.remove(&PASSKEY_OWNERS, &owner_key(&id))?;
        txn.remove(&PASSKEYS, &(user.clone(), id))?;
    }
    txn.remove(&TOTP, user)?;
    txn.remove(&RECOVERY_CODES, user)?;
    txn.remove(&ALWAYS_ASK, user)?;
    txn.remove(&FACTORS, user)
}

pub(super) fn lockout(row: &FactorsRow) -> Result<Lockout, StoreError> {
    match &row.lockout {
        Some(bytes) => minicbor::decode(bytes).map_err(|error| StoreError::Corrupt(format!("a lockout: {error}"))),
        None => Ok(Lockout::default()),
    }
}

pub(super) fn cbor<T: Encode<()>>(value: &T) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Writing to memory cannot fail.
    let _ = minicbor::encode(value, &mut bytes);
    bytes
}
