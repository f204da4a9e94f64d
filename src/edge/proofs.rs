//! Proofs are checked before the command that they are for: PINs on the threads for slow work, signatures at once.

use std::sync::Arc;

use crate::{
    kernel::{Code, Money, Rejection, Secret, UserId},
    mfa::{
        self, Checked, Evidence, Proof,
        pin::{PinHash, PinRefused},
    },
    store::StoreError,
};

use super::{Edge, Trouble};

const BUSY: StoreError = StoreError::Unavailable("too many proofs are being checked");

impl Edge {
    /// Checks `proof` of `user` for moving `amount` under `id`. What it is worth is decided in the command.
    pub async fn check_proof(&self, user: &UserId, id: &str, amount: &Money, proof: Proof) -> Result<Checked, Trouble> {
        let (now, pins, rules) = (self.now(), Arc::clone(&self.pins), self.lockout());
        let (locked, evidence) = self
            .commands
            .store()
            .read(|reader| Ok((mfa::locked_until(reader, user, now, &rules)?, Evidence::read(reader, user, &proof)?)))?;
        if let Some(until) = locked {
            return Err(mfa::locked(until).into());
        }
        let messages = mfa::signed_messages(id, amount, &proof);
        match proof.method() {
            mfa::Method::Biometric => Ok(evidence.check(&proof, &messages, &pins, now)),
            mfa::Method::Pin => {
                let check = self.pool.submit(move || evidence.check(&proof, &messages, &pins, now));
                Ok(check.await.map_err(|_| BUSY)?)
            }
        }
    }

    /// Hashes a new PIN, or says why it is not good enough, naming `field`.
    pub async fn hash_pin(&self, pin: Secret, field: &'static str) -> Result<PinHash, Trouble> {
        let mut salt = [0; 16];
        self.rng.fill(&mut salt);
        let pins = Arc::clone(&self.pins);
        let hashed = self.pool.submit(move || pins.enrol(&pin, salt)).await.map_err(|_| BUSY)?;
        Ok(hashed
            .map_err(|refused: PinRefused| Rejection::new(Code::InvalidRequest, refused.to_string()).with("field", field))?)
    }
}
