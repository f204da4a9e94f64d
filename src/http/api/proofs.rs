//! `auth_proof` on the wire.

use poem_openapi::Object;
use serde::Deserialize;

use crate::{
    edge::{Edge, Trouble},
    http::wire::WebAuthn,
    kernel::{Code, Rejection, UserId},
    mfa::{self, Binding, Method, Proof, passkey::Assertion, pin::Candidate, recovery::RecoveryCode, totp},
    store::rows::ChallengePurpose,
};

/// A person's proof that they are present.
#[derive(Object, Deserialize)]
pub struct AuthProof {
    /// `pin` (or `transaction_pin`), `totp` (or `otp`), `recovery_code`, `webauthn` for a passkey, or `biometric` for a device key or
    /// a passkey.
    method: String,
    proof: ProofInput,
}

/// The proof itself; which fields are needed depends on the method.
#[derive(Default, Object, Deserialize)]
pub struct ProofInput {
    /// The PIN.
    pin: Option<String>,
    /// Or the SHA-256 of the PIN, in lower-case hex.
    hashed_pin: Option<String>,
    /// A device key's signature, base64: ES256 as DER or raw, or RS256, over `{object}:{amount}:{currency}:{timestamp}`,
    /// where the object is the transfer's id, or for a gift `gift:{idempotency_key}:{recipient or room_id}`.
    signature: Option<String>,
    /// Which device signed.
    device_id: Option<String>,
    /// The time that is part of the signed text, as it was signed.
    timestamp: Option<String>,
    /// A code of the authenticator app.
    otp_code: Option<String>,
    /// Or a recovery code in its place.
    recovery_code: Option<String>,
    /// What a passkey answered to its challenge, as its `toJSON` gives it.
    webauthn: Option<WebAuthn>,
}

impl ProofInput {
    /// A device key's signature.
    pub fn signed(signature: String, device_id: String, timestamp: String) -> Self {
        let (signature, device_id, timestamp) = (Some(signature), Some(device_id), Some(timestamp));
        Self { signature, device_id, timestamp, ..Self::default() }
    }
}

impl AuthProof {
    /// A proof by `method`.
    pub fn new(method: String, proof: ProofInput) -> Self {
        Self { method, proof }
    }

    /// The proof, if it is one that can be checked.
    pub fn parse(self) -> Result<Proof, Rejection> {
        let missing = |field: &str| Rejection::field(&format!("/auth_proof/proof/{field}"), "The field is missing.");
        match self.method.as_str() {
            "pin" | "transaction_pin" => {
                let digest = self.proof.hashed_pin.as_deref();
                let candidate = match (self.proof.pin.as_deref(), digest) {
                    (Some(pin), _) => Candidate::pin(pin),
                    (None, Some(digest)) => Candidate::hashed(digest),
                    (None, None) => return Err(missing("pin")),
                };
                let field = if digest.is_some() { "/auth_proof/proof/hashed_pin" } else { "/auth_proof/proof/pin" };
                candidate.map(Proof::Pin).ok_or_else(|| Rejection::field(field, "This cannot be a PIN."))
            }
            "totp" | "otp" => {
                let code = totp::Code::parse(&self.proof.otp_code.ok_or_else(|| missing("otp_code"))?);
                code.map(Proof::Totp).ok_or_else(|| Rejection::field("/auth_proof/proof/otp_code", "A code has six digits."))
            }
            "recovery_code" => {
                let code = RecoveryCode::parse(&self.proof.recovery_code.ok_or_else(|| missing("recovery_code"))?);
                let message = "This cannot be a recovery code.";
                code.map(Proof::RecoveryCode).ok_or_else(|| Rejection::field("/auth_proof/proof/recovery_code", message))
            }
            method @ ("webauthn" | "biometric") if method == "webauthn" || self.proof.webauthn.is_some() => {
                let assertion = Assertion::parse(self.proof.webauthn.ok_or_else(|| missing("webauthn"))?.0);
                let message = "This is not what a passkey answers.";
                let assertion = assertion.ok_or_else(|| Rejection::field("/auth_proof/proof/webauthn", message))?;
                Ok(Proof::Passkey(Box::new(assertion)))
            }
            "biometric" => Ok(Proof::Device {
                signature: self.proof.signature.ok_or_else(|| missing("signature"))?,
                device_id: self.proof.device_id.ok_or_else(|| missing("device_id"))?,
                timestamp: self.proof.timestamp.ok_or_else(|| missing("timestamp"))?,
            }),
            _ => Err(Rejection::field("/auth_proof/method", "The methods are pin, totp, recovery_code, webauthn and biometric.")),
        }
    }
}

/// What a proof for changing `object` among the factors of `user` is worth something for: no money moves.
pub fn enrolment(edge: &Edge, user: &UserId, object: &str) -> Binding {
    Binding {
        user: user.clone(),
        purpose: ChallengePurpose::Enrolment,
        object: object.to_owned(),
        amount: edge.settings().currencies.primary().minor(0),
        payee: None,
    }
}

/// `STEP_UP_REQUIRED` with the way to enrol, when `user` has nothing to prove themselves with.
pub fn require_enrolled(edge: &Edge, user: &UserId) -> Result<Vec<Method>, Trouble> {
    let methods = edge.commands.store().read(|reader| mfa::methods(reader, user))?;
    if methods.is_empty() {
        let link = edge.settings().server.link("/account/security");
        let message = "No factor is enrolled yet. Enrol a PIN, a passkey or another factor first.";
        return Err(Rejection::new(Code::StepUpRequired, message).with("enrolment_url", link).into());
    }
    Ok(methods)
}
