//! What a person has enrolled, and what a proof is worth. Checking is split in two: [`Evidence`] is read from a snapshot and
//! checked against a proof outside any transaction, since it is slow on purpose; [`Checked::settle`] then decides inside the
//! transaction, where it sees the failures before it, so that guesses sent side by side still count one by one.

use minicbor::{Decode, Encode};

use crate::{
    kernel::{Code, Ctx, Money, Rejection, Timestamp, UserId},
    store::{
        Read, ReadExt, StoreError, Txn,
        rows::FactorsRow,
        tables::{DEVICES, FACTORS},
    },
};

use super::{
    device::{self, PublicKey},
    lockout::{Lockout, LockoutRules, LockoutState},
    pin::{Candidate, PinHash, PinHasher},
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
}

impl Method {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pin => "pin",
            Self::Biometric => "biometric",
        }
    }
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
}

impl Proof {
    /// How it proves.
    pub fn method(&self) -> Method {
        match self {
            Self::Pin(_) => Method::Pin,
            Self::Device { .. } => Method::Biometric,
        }
    }
}

/// The methods that `user` can prove themselves with.
pub fn methods(reader: &impl Read, user: &UserId) -> Result<Vec<Method>, StoreError> {
    let pin = reader.get(&FACTORS, user)?.is_some_and(|row| row.pin.is_some());
    let devices = reader.scan_first(&DEVICES, user, usize::MAX)?;
    let device = devices.iter().any(|(_, row)| row.revoked.is_none());
    Ok(device.then_some(Method::Biometric).into_iter().chain(pin.then_some(Method::Pin)).collect())
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

/// `MFA_FAILED`: the same words for a wrong PIN, an unknown device and a bad signature.
pub fn wrong_proof(attempts_remaining: u32) -> Rejection {
    Rejection::new(Code::MfaFailed, "The proof is wrong.").with("attempts_remaining", attempts_remaining)
}

/// Sets the PIN of `user`; whoever had one shows it first.
pub fn set_pin(txn: &mut Txn<'_>, user: &UserId, pin: &PinHash) -> Result<(), StoreError> {
    let row = txn.get(&FACTORS, user)?.unwrap_or(FactorsRow { pin: None, lockout: None });
    txn.put(&FACTORS, user, &FactorsRow { pin: Some(cbor(pin)), ..row })
}

/// Forgets everything that `user` could prove themselves with.
pub fn forget_person(txn: &mut Txn<'_>, user: &UserId) -> Result<(), StoreError> {
    for (device_id, _) in txn.scan_first(&DEVICES, user, usize::MAX)? {
        txn.remove(&DEVICES, &(user.clone(), device_id))?;
    }
    txn.remove(&FACTORS, user)
}

/// What a proof is checked against, as it was when the check began.
pub struct Evidence {
    pin: Option<Vec<u8>>,
    device: Option<Vec<u8>>,
}

impl Evidence {
    /// Reads what `proof` needs.
    pub fn read(reader: &impl Read, user: &UserId, proof: &Proof) -> Result<Self, StoreError> {
        match proof {
            Proof::Pin(_) => {
                let pin = reader.get(&FACTORS, user)?.and_then(|row| row.pin);
                Ok(Self { pin, device: None })
            }
            Proof::Device { device_id, .. } => {
                let device = reader.get(&DEVICES, &(user.clone(), device_id.clone()))?;
                Ok(Self { pin: None, device: device.filter(|row| row.revoked.is_none()).map(|row| row.key) })
            }
        }
    }

    /// Checks `proof`, which signs one of `messages`. A PIN takes about 15 ms of one core whether there is one or not; a
    /// signature is checked against a key of nobody's when the device is unknown.
    pub fn check(self, proof: &Proof, messages: &[String; 2], hasher: &PinHasher, now: Timestamp) -> Checked {
        let right = match proof {
            Proof::Pin(candidate) => match self.pin.as_deref().and_then(|bytes| minicbor::decode::<PinHash>(bytes).ok()) {
                Some(kept) => hasher.verify(&kept, candidate),
                None => {
                    hasher.verify_decoy(candidate);
                    false
                }
            },
            Proof::Device { timestamp, signature, .. } => {
                let key = self.device.as_deref().and_then(|bytes| minicbor::decode::<PublicKey>(bytes).ok());
                let known = key.is_some();
                let key = key.or_else(nobodys_key);
                let fresh =
                    device::parse_timestamp(timestamp).is_some_and(|at| device::is_fresh(at, now, device::TRANSFER_WINDOW));
                let signed = key.is_some_and(|key| messages.iter().any(|message| key.verify(message.as_bytes(), signature)));
                known && fresh && signed
            }
        };
        let device_id = match proof {
            Proof::Pin(_) => None,
            Proof::Device { device_id, .. } => Some(device_id.clone()),
        };
        Checked { method: proof.method(), right, device_id, pin: self.pin, device: self.device }
    }
}

/// The text that a device signs for a transfer or payment, with the amount in both spellings (TMCP section 7.3).
pub fn signed_messages(id: &str, amount: &Money, proof: &Proof) -> [String; 2] {
    match proof {
        Proof::Pin(_) => Default::default(),
        Proof::Device { timestamp, .. } => device::transfer_message(id, amount, timestamp),
    }
}

/// A proof that was checked, and what against.
pub struct Checked {
    method: Method,
    right: bool,
    device_id: Option<String>,
    pin: Option<Vec<u8>>,
    device: Option<Vec<u8>>,
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
    cleared: Option<FactorsRow>,
}

impl Proven {
    /// Forgets earlier failures.
    pub fn write(self, txn: &mut Txn<'_>, user: &UserId) -> Result<(), StoreError> {
        match self.cleared {
            Some(row) => txn.put(&FACTORS, user, &row),
            None => Ok(()),
        }
    }

    /// How the person proved themselves.
    pub fn method(&self) -> Method {
        self.method
    }
}

impl Checked {
    /// How it proves.
    pub fn method(&self) -> Method {
        self.method
    }

    /// Decides. A wrong proof is written down here; a right one only when the caller uses it.
    pub fn settle(&self, txn: &mut Txn<'_>, ctx: &Ctx, user: &UserId, rules: &LockoutRules) -> Result<Settled, StoreError> {
        let row = txn.get(&FACTORS, user)?.unwrap_or(FactorsRow { pin: None, lockout: None });
        let mut lockout = lockout(&row)?;
        if let LockoutState::Locked { until } = lockout.state(ctx.now, rules) {
            return Ok(Settled::Locked { until });
        }
        if self.right && self.still_enrolled(txn, user, &row)? {
            let cleared = row.lockout.is_some().then_some(FactorsRow { lockout: None, ..row });
            return Ok(Settled::Proven(Proven { method: self.method, cleared }));
        }
        let state = lockout.fail(ctx.now, rules);
        txn.put(&FACTORS, user, &FactorsRow { lockout: Some(cbor(&lockout)), ..row })?;
        Ok(match state {
            LockoutState::Open { attempts_remaining } => Settled::Wrong { attempts_remaining },
            LockoutState::Locked { until } => Settled::Locked { until },
        })
    }

    /// The factor may have been changed or removed while the proof was being checked.
    fn still_enrolled(&self, txn: &Txn<'_>, user: &UserId, row: &FactorsRow) -> Result<bool, StoreError> {
        match &self.device_id {
            None => Ok(self.pin.is_some() && self.pin == row.pin),
            Some(device_id) => {
                let device = txn.get(&DEVICES, &(user.clone(), device_id.clone()))?.filter(|row| row.revoked.is_none());
                Ok(device.is_some_and(|device| Some(&device.key) == self.device.as_ref()))
            }
        }
    }
}

fn lockout(row: &FactorsRow) -> Result<Lockout, StoreError> {
    match &row.lockout {
        Some(bytes) => minicbor::decode(bytes).map_err(|error| StoreError::Corrupt(format!("a lockout: {error}"))),
        None => Ok(Lockout::default()),
    }
}

/// A key that belongs to nobody, so that an unknown device costs what a known one costs.
fn nobodys_key() -> Option<PublicKey> {
    const SPKI: &str = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9Q==";
    PublicKey::parse("ECDSA_P256", SPKI).ok()
}

fn cbor<T: Encode<()>>(value: &T) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Writing to memory cannot fail.
    let _ = minicbor::encode(value, &mut bytes);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_of_nobody_is_a_key() {
        assert!(nobodys_key().is_some());
    }
}
