//! Proofs are checked before the command that they are for: PINs on the threads for slow work, the others at once.

use std::sync::Arc;

use serde_json::Value;

use crate::{
    kernel::{ChallengeId, Code, Rejection, Secret, UserId},
    mfa::{
        self, Binding, Checked, Evidence, Proof,
        challenge::{find, signed_bytes},
        passkey::RelyingParty,
        pin::{PinHash, PinRefused},
        recovery,
        totp::{self, TotpSecret},
    },
    store::{
        ReadExt, StoreError,
        rows::{Bytes, ChallengeRow, PasskeyRow},
        tables::PASSKEYS,
    },
};

use super::{Edge, Trouble};

const BUSY: StoreError = StoreError::Unavailable("too many proofs are being checked");

impl Edge {
    /// Checks `proof`, given for `binding`. What it is worth is decided in the command.
    pub async fn check_proof(&self, binding: Binding, proof: Proof) -> Result<Checked, Trouble> {
        self.check(binding, proof, None).await
    }

    /// The same in answer to a challenge, whatever the method: a device key then signs `{object}:{challenge_id}:{timestamp}`.
    pub async fn check_answer(&self, binding: Binding, challenge: ChallengeId, proof: Proof) -> Result<Checked, Trouble> {
        self.check(binding, proof, Some(challenge)).await
    }

    async fn check(&self, binding: Binding, proof: Proof, answers: Option<ChallengeId>) -> Result<Checked, Trouble> {
        let (now, checker, rules) = (self.now(), Arc::clone(&self.checker), self.lockout());
        let (locked, evidence) = self.commands.store().read(|reader| {
            let locked = mfa::locked_until(reader, &binding.user, now, &rules)?;
            Ok((locked, Evidence::read(reader, binding, &proof, answers)?))
        })?;
        if let Some(until) = locked {
            return Err(mfa::locked(until).into());
        }
        match proof.method() {
            mfa::Method::Pin => {
                let check = self.pool.submit(move || evidence.check(&proof, &checker, now));
                Ok(check.await.map_err(|_| BUSY)??)
            }
            _ => Ok(evidence.check(&proof, &checker, now)?),
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

    /// A new secret for an authenticator app, and as it is kept.
    pub fn new_totp(&self, user: &UserId) -> (TotpSecret, Vec<u8>) {
        let secret = TotpSecret::new(&*self.rng);
        let sealed = mfa::sealed(&self.checker.master, &*self.rng, user, &secret);
        (secret, sealed)
    }

    /// The sealed secret of the authenticator app that `user` begins with, and the step of its first code if that is right.
    pub fn check_first_code(&self, user: &UserId, code: &totp::Code) -> Result<(Vec<u8>, Option<u64>), Trouble> {
        let now = self.now();
        let row = self.commands.store().read(|reader| mfa::pending(reader, user, now))?;
        let missing = || Rejection::new(Code::NotFound, "No enrolment is waiting for a code. Begin again.");
        let row = row.ok_or_else(missing)?;
        let step = mfa::secret_of(&self.checker.master, user, &row)?.step_of(code, now);
        Ok((row.secret, step))
    }

    /// New recovery codes, and what is kept of them.
    pub fn new_recovery_codes(&self) -> (Vec<String>, Vec<Bytes>) {
        recovery::new_codes(&*self.rng)
    }

    /// What `navigator.credentials.get` is given to answer a challenge; `None` when it is gone, or there is no passkey to answer it.
    pub fn passkey_request(&self, id: ChallengeId) -> Result<Option<Value>, Trouble> {
        let Some((row, held)) = self.ceremony(id)? else { return Ok(None) };
        let Some(party) = self.checker.relying_party.as_ref().filter(|_| !held.is_empty()) else { return Ok(None) };
        Ok(Some(party.request(&held, &signed_bytes(id, &row))?))
    }

    /// What `navigator.credentials.create` is given to make a passkey for a challenge.
    pub fn passkey_creation(&self, id: ChallengeId) -> Result<Value, Trouble> {
        let (row, held) = self.ceremony(id)?.ok_or_else(mfa::no_ceremony)?;
        Ok(self.relying_party()?.creation(&row.user, &held, &signed_bytes(id, &row))?)
    }

    /// Checks the passkey that an authenticator made for a challenge of `user`; naming `/credential` when it is none.
    pub fn check_new_passkey(&self, id: ChallengeId, user: &UserId, made: Value) -> Result<mfa::passkey::NewPasskey, Trouble> {
        let now = self.now();
        let is_theirs = |row: &ChallengeRow| row.user == *user && row.used.is_none() && row.expires > now;
        let (row, held) = self.ceremony(id)?.filter(|(row, _)| is_theirs(row)).ok_or_else(mfa::no_ceremony)?;
        let checked = self.relying_party()?.finish(user, &held, &signed_bytes(id, &row), made)?;
        Ok(checked.map_err(|_| Rejection::field("/credential", "This is no passkey made for this challenge."))?)
    }

    /// This server to authenticators; `INVALID_STATE` when it has no name that passkeys could belong to.
    pub fn relying_party(&self) -> Result<&RelyingParty, Rejection> {
        let message = "Passkeys need a server with a domain name.";
        self.checker.relying_party.as_ref().ok_or_else(|| Rejection::new(Code::InvalidState, message))
    }

    fn ceremony(&self, id: ChallengeId) -> Result<Option<(ChallengeRow, Vec<PasskeyRow>)>, StoreError> {
        self.commands.store().read(|reader| {
            let Some(row) = find(reader, id)? else { return Ok(None) };
            let held = reader.scan_first(&PASSKEYS, &row.user, usize::MAX)?;
            Ok(Some((row, held.into_iter().map(|(_, row)| row).collect())))
        })
    }
}
