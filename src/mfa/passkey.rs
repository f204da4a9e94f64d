//! Passkeys (WebAuthn Level 2): what a browser is asked for, and whether its answer is good. The library checks origin, relying
//! party, flags, signature and counter; this file chooses what it checks them against. The challenge bytes are ours (see
//! [`super::challenge`]), so nothing of a ceremony has to be kept but its row: both sides of it are made anew from that.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;
use serde_json::Value;
use url::{Host, Url};
use webauthn_rs::prelude::{
    Passkey, PasskeyAuthentication, PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential, Uuid, Webauthn,
    WebauthnBuilder, WebauthnError,
};

use crate::{
    kernel::{ChallengeId, UserId, sha256},
    store::{StoreError, rows::PasskeyRow},
};

use super::challenge;

/// Longer texts are no answer of an authenticator; an attestation may carry certificates.
const LONGEST_PART: usize = 8 * 1024;
const LONGEST_ATTESTATION: usize = 64 * 1024;
/// Credential ids have at most 1023 bytes (WebAuthn section 7.1).
const LONGEST_ID: usize = 1023;

/// This server in the eyes of authenticators.
pub struct RelyingParty {
    webauthn: Webauthn,
    handle_key: [u8; 32],
}

/// What a passkey answered to a challenge, not checked yet.
pub struct Assertion {
    credential: PublicKeyCredential,
    challenge: Option<ChallengeId>,
}

/// What an assertion is worth.
pub enum Verdict {
    /// It is good.
    Good {
        /// The credential's id.
        id: String,
        /// The credential as it was checked against.
        before: Vec<u8>,
        /// And as it is to be kept, with its counter.
        after: Vec<u8>,
    },
    /// The signature is good and the counter has not grown: somebody has a copy of the key.
    Cloned {
        /// The credential's id.
        id: String,
    },
    /// It is not.
    Wrong,
}

/// A new credential that was checked.
pub struct NewPasskey {
    /// Its id, base64url.
    pub id: String,
    /// What is kept.
    pub credential: Vec<u8>,
}

/// What an authenticator made is no acceptable passkey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no passkey made for this challenge")]
pub struct PasskeyRefused;

impl RelyingParty {
    /// The one behind `public_url`, or `None` when its host is no name: passkeys belong to a domain. On loopback that is
    /// `localhost`, the one name that browsers take without https. `secret` keys what authenticators know people by.
    pub fn new(public_url: &Url, name: &str, secret: &[u8; 32]) -> Option<Self> {
        let is_loopback = match public_url.host()? {
            Host::Domain(domain) => domain == "localhost",
            Host::Ipv4(address) => address.is_loopback(),
            Host::Ipv6(address) => address.is_loopback(),
        };
        let mut origin = public_url.clone();
        if is_loopback {
            origin.set_host(Some("localhost")).ok()?;
        }
        let id = origin.domain()?.to_owned();
        let builder = WebauthnBuilder::new(&id, &origin).ok()?.rp_name(name).timeout(challenge::LIFETIME);
        let webauthn = builder.append_allowed_origin(public_url).build().ok()?;
        Some(Self { webauthn, handle_key: sha256(&[b"user handle\0", &secret[..]].concat()) })
    }

    /// What `navigator.credentials.create` is given for a new passkey of `user`, who has `held` already.
    pub fn creation(&self, user: &UserId, held: &[PasskeyRow], challenge: &[u8]) -> Result<Value, StoreError> {
        let (options, _) = self.begin_registration(user, held)?;
        let mut options = with_challenge(&options, "/publicKey/challenge", challenge)?;
        if let Some(selection) = options.pointer_mut("/publicKey/authenticatorSelection/residentKey") {
            *selection = Value::from("preferred");
        }
        Ok(options)
    }

    /// Checks what an authenticator made for that.
    pub fn finish(
        &self,
        user: &UserId,
        held: &[PasskeyRow],
        challenge: &[u8],
        made: Value,
    ) -> Result<Result<NewPasskey, PasskeyRefused>, StoreError> {
        let Some(made) = read_registration(made) else { return Ok(Err(PasskeyRefused)) };
        let (_, state) = self.begin_registration(user, held)?;
        let state: PasskeyRegistration = rebuilt(with_challenge(&state, "/rs/challenge", challenge)?)?;
        let Ok(passkey) = self.webauthn.finish_passkey_registration(&made, &state) else { return Ok(Err(PasskeyRefused)) };
        Ok(Ok(NewPasskey { id: URL_SAFE_NO_PAD.encode(passkey.cred_id()), credential: written(&passkey)? }))
    }

    /// What `navigator.credentials.get` is given, for one of the passkeys `held`.
    pub fn request(&self, held: &[PasskeyRow], challenge: &[u8]) -> Result<Value, StoreError> {
        let (options, _) = self.webauthn.start_passkey_authentication(&passkeys(held)?).map_err(unexpected)?;
        with_challenge(&options, "/publicKey/challenge", challenge)
    }

    /// Checks what a passkey answered to that.
    pub fn verify(&self, held: &[PasskeyRow], challenge: &[u8], assertion: &Assertion) -> Result<Verdict, StoreError> {
        let held = passkeys(held)?;
        let (_, state) = self.webauthn.start_passkey_authentication(&held).map_err(unexpected)?;
        let state: PasskeyAuthentication = rebuilt(with_challenge(&state, "/ast/challenge", challenge)?)?;
        let id = URL_SAFE_NO_PAD.encode(&assertion.credential.raw_id);
        match self.webauthn.finish_passkey_authentication(&assertion.credential, &state) {
            Ok(result) => {
                let Some(passkey) = held.iter().find(|passkey| passkey.cred_id() == result.cred_id()) else {
                    return Ok(Verdict::Wrong);
                };
                let mut updated = passkey.clone();
                updated.update_credential(&result);
                Ok(Verdict::Good { id, before: written(passkey)?, after: written(&updated)? })
            }
            Err(WebauthnError::CredentialPossibleCompromise) => Ok(Verdict::Cloned { id }),
            Err(_) => Ok(Verdict::Wrong),
        }
    }

    fn begin_registration(
        &self,
        user: &UserId,
        held: &[PasskeyRow],
    ) -> Result<(webauthn_rs::prelude::CreationChallengeResponse, PasskeyRegistration), StoreError> {
        let exclude = passkeys(held)?.iter().map(|passkey| passkey.cred_id().clone()).collect();
        let name = user.as_str();
        self.webauthn.start_passkey_registration(self.handle(user), name, name, Some(exclude)).map_err(unexpected)
    }

    /// What authenticators know a person by: always the same, and nothing that can be read back.
    fn handle(&self, user: &UserId) -> Uuid {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&sha256(&[&self.handle_key[..], user.as_str().as_bytes()].concat())[..16]);
        Uuid::from_bytes(bytes)
    }
}

impl Assertion {
    /// Reads the JSON of a `PublicKeyCredential` as browsers write it; `None` if it is none.
    pub fn parse(json: Value) -> Option<Self> {
        #[derive(Deserialize)]
        struct ClientData {
            challenge: String,
        }
        let credential: PublicKeyCredential = serde_json::from_value(json).ok()?;
        let parts =
            [&credential.response.authenticator_data, &credential.response.client_data_json, &credential.response.signature];
        if parts.iter().any(|part| part.len() > LONGEST_PART) || credential.raw_id.len() > LONGEST_ID {
            return None;
        }
        let client_data = serde_json::from_slice::<ClientData>(&credential.response.client_data_json).ok();
        let challenge = client_data.and_then(|data| URL_SAFE_NO_PAD.decode(data.challenge).ok());
        Some(Self { challenge: challenge.and_then(|bytes| challenge::id_in(&bytes)), credential })
    }

    /// The challenge that it says it answers.
    pub fn challenge(&self) -> Option<ChallengeId> {
        self.challenge
    }
}

fn read_registration(json: Value) -> Option<RegisterPublicKeyCredential> {
    let made: RegisterPublicKeyCredential = serde_json::from_value(json).ok()?;
    let fits = made.response.attestation_object.len() <= LONGEST_ATTESTATION
        && made.response.client_data_json.len() <= LONGEST_PART
        && made.raw_id.len() <= LONGEST_ID;
    fits.then_some(made)
}

fn passkeys(rows: &[PasskeyRow]) -> Result<Vec<Passkey>, StoreError> {
    let read = |row: &PasskeyRow| serde_json::from_slice(&row.credential);
    rows.iter().map(read).collect::<Result<_, _>>().map_err(|error| StoreError::Corrupt(format!("a passkey: {error}")))
}

fn written(passkey: &Passkey) -> Result<Vec<u8>, StoreError> {
    serde_json::to_vec(passkey).map_err(unexpected)
}

/// `made` as JSON, with our challenge in place of the one that the library drew.
fn with_challenge(made: &impl serde::Serialize, pointer: &str, challenge: &[u8]) -> Result<Value, StoreError> {
    let mut json = serde_json::to_value(made).map_err(unexpected)?;
    let place = json.pointer_mut(pointer).ok_or_else(|| unexpected("a ceremony without a challenge"))?;
    *place = Value::from(URL_SAFE_NO_PAD.encode(challenge));
    Ok(json)
}

fn rebuilt<T: serde::de::DeserializeOwned>(json: Value) -> Result<T, StoreError> {
    serde_json::from_value(json).map_err(unexpected)
}

/// The library refuses what this file gives it, which no request can bring about.
fn unexpected(error: impl std::fmt::Display) -> StoreError {
    StoreError::Corrupt(format!("a WebAuthn ceremony: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_belong_to_a_name() {
        let party = |url: &str| RelyingParty::new(&Url::parse(url).unwrap(), "Pay", &[7; 32]);
        for (url, id) in [
            ("https://pay.example.org", "pay.example.org"),
            ("https://pay.example.org:8443/base/", "pay.example.org"),
            ("http://127.0.0.1:8420", "localhost"),
            ("http://[::1]:8420", "localhost"),
            ("http://localhost:8420", "localhost"),
        ] {
            let user = UserId::parse("@alice:example.org").unwrap();
            let options = party(url).unwrap().creation(&user, &[], &[1; 48]).unwrap();
            assert_eq!(options["publicKey"]["rp"]["id"], id, "{url}");
            assert_eq!(options["publicKey"]["authenticatorSelection"]["residentKey"], "preferred");
            assert_eq!(options["publicKey"]["authenticatorSelection"]["userVerification"], "required");
            assert_eq!(options["publicKey"]["challenge"], URL_SAFE_NO_PAD.encode([1; 48]));
            assert_eq!(options["publicKey"]["timeout"], 120_000);
            let handle = options["publicKey"]["user"]["id"].as_str().unwrap();
            assert!(!URL_SAFE_NO_PAD.decode(handle).unwrap().windows(5).any(|part| part == b"alice"));
        }
        assert!(party("https://192.0.2.7").is_none() && party("https://[2001:db8::1]").is_none());
    }
}
