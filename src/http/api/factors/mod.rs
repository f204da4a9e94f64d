//! `/api/v1/mfa`: what a person proves themselves with. Only the person changes it, with their Matrix token or on the account
//! pages, and shows a factor that is there already, if there is one.

mod passkeys;
mod totp;

use poem_openapi::{Object, OpenApi};
use serde::{Deserialize, Serialize};

use crate::{
    edge::{Edge, Trouble},
    http::{
        answer::{Answer, Reply},
        auth::Holder,
        body::Body,
        operations::{MfaAlwaysAsk, MfaChallenge, MfaFactors},
        wire::{Time, WebAuthn},
    },
    kernel::{Rejection, Timestamp, UserId},
    mfa::{self, Asks, Enrolled, Method, OpenChallenge, Opened, SetAlwaysAsk, challenge::MOST_ATTEMPTS},
    store::{
        ReadExt,
        rows::PasskeyRow,
        tables::{DEVICES, PASSKEYS, RECOVERY_CODES, TOTP},
    },
};

use super::{
    Tag,
    devices::{Device, device, existing_factor},
    proofs::{AuthProof, enrolment},
};

use self::{passkeys::PasskeysApi, totp::TotpApi};

/// Every operation of this folder.
pub type Apis = (FactorsApi, TotpApi, PasskeysApi);

/// Every operation of this folder, to be bound.
pub const APIS: Apis = (FactorsApi, TotpApi, PasskeysApi);

/// The factors as a whole.
pub struct FactorsApi;

/// Everything that the caller has enrolled.
#[derive(Object, Serialize)]
pub struct FactorsAnswer {
    /// What can be shown, the best first: `webauthn`, `biometric` (a device key), `pin`, `totp`, `recovery_code`.
    methods: Vec<String>,
    pin: bool,
    /// Absent when there is no authenticator app.
    #[serde(skip_serializing_if = "Option::is_none")]
    totp: Option<Authenticator>,
    recovery_codes_left: usize,
    devices: Vec<Device>,
    passkeys: Vec<PasskeyView>,
    /// Whether passkeys can be enrolled here at all: they need a server with a domain name.
    passkeys_available: bool,
    /// Whether every payment asks for a second factor.
    always_ask: bool,
    /// Present while too many wrong proofs lock everything.
    #[serde(skip_serializing_if = "Option::is_none")]
    locked_until: Option<Time>,
}

/// An authenticator app.
#[derive(Object, Serialize)]
pub struct Authenticator {
    enrolled_at: Time,
}

/// A passkey.
#[derive(Object, Serialize)]
pub struct PasskeyView {
    /// Chosen by the authenticator, base64url.
    credential_id: String,
    name: String,
    enrolled_at: Time,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_used_at: Option<Time>,
}

/// What a passkey's proof will be for.
#[derive(Object, Deserialize)]
pub struct ChallengeBody {
    /// What is to be changed: the id of a device, `activate`, `pin`, `totp`, `recovery_codes`, `passkey`, the id of a passkey,
    /// `always_ask` or `erase`.
    object: String,
}

/// A challenge for one of the caller's passkeys.
#[derive(Object, Serialize)]
pub struct ChallengeAnswer {
    challenge_id: String,
    /// For `navigator.credentials.get`; the answer goes into `auth_proof.proof.webauthn`.
    webauthn: WebAuthn,
    expires_at: Time,
    /// How many wrong answers it bears.
    max_attempts: u32,
}

/// The setting.
#[derive(Object, Deserialize)]
pub struct AlwaysAskBody {
    enabled: bool,
    /// Needed for turning it off.
    auth_proof: Option<AuthProof>,
}

/// The setting as it is.
#[derive(Object, Serialize)]
pub struct AlwaysAskAnswer {
    always_ask: bool,
}

/// A proof for removing or renewing something.
#[derive(Object, Deserialize)]
pub struct ProofBody {
    auth_proof: Option<AuthProof>,
}

#[OpenApi(prefix_path = "/api/v1/mfa", tag = "Tag::Factors")]
impl FactorsApi {
    /// List factors
    ///
    /// Everything of every kind that the caller has enrolled.
    #[oai(path = "/", method = "get", operation_id = "mfa_factors")]
    async fn list(&self, holder: Holder<MfaFactors>) -> Reply<MfaFactors, FactorsAnswer> {
        Ok(Answer::new(everything(&holder.info.edge, &holder.person.user, holder.info.now)?))
    }

    /// Begin a proof by passkey
    ///
    /// A challenge that one of the caller's passkeys answers, to show it as the factor that is there already. It is good for one change
    /// of one thing, for two minutes, and bears three wrong answers.
    #[oai(path = "/challenges", method = "post", operation_id = "mfa_challenge")]
    async fn challenge(
        &self,
        holder: Holder<MfaChallenge>,
        body: Body<ChallengeBody>,
    ) -> Reply<MfaChallenge, ChallengeAnswer, 201> {
        const LONGEST: usize = 1500;
        if body.value.object.is_empty() || body.value.object.len() > LONGEST {
            return Err(Rejection::field("/object", "This is nothing that could be changed.").into());
        }
        let edge = &holder.info.edge;
        let binding = enrolment(edge, &holder.person.user, &body.value.object);
        let opened = edge.commands.run(holder.ctx(), None, OpenChallenge { binding }).await?.outcome;
        Ok(Answer::new(challenge(edge, opened)?).header("Cache-Control", "no-store"))
    }

    /// Always ask
    ///
    /// Whether every payment asks for a second factor, whatever the operator's rules. Turning it off needs a proof.
    #[oai(path = "/always-ask", method = "put", operation_id = "mfa_always_ask")]
    async fn always_ask(&self, holder: Holder<MfaAlwaysAsk>, body: Body<AlwaysAskBody>) -> Reply<MfaAlwaysAsk, AlwaysAskAnswer> {
        let edge = &holder.info.edge;
        let (asks, proof) = match body.value.enabled {
            true => (Asks::Always, None),
            false => (Asks::ByRule, existing_factor(&holder, body.value.auth_proof, "always_ask").await?),
        };
        let command = SetAlwaysAsk { user: holder.person.user.clone(), asks, proof, lockout: edge.lockout() };
        done(edge.commands.run(holder.ctx(), None, command).await?.outcome)?;
        Ok(Answer::new(AlwaysAskAnswer { always_ask: body.value.enabled }))
    }
}

/// Everything that `user` has enrolled.
fn everything(edge: &Edge, user: &UserId, now: Timestamp) -> Result<FactorsAnswer, Trouble> {
    let rules = edge.lockout();
    let (methods, totp, codes, devices, passkeys, asks, locked) = edge.commands.store().read(|reader| {
        Ok((
            mfa::methods(reader, user)?,
            reader.get(&TOTP, user)?,
            reader.get(&RECOVERY_CODES, user)?,
            reader.scan_first(&DEVICES, user, usize::MAX)?,
            reader.scan_first(&PASSKEYS, user, usize::MAX)?,
            mfa::asks(reader, user)?,
            mfa::locked_until(reader, user, now, &rules)?,
        ))
    })?;
    let held = devices.into_iter().filter(|(_, row)| row.revoked.is_none());
    Ok(FactorsAnswer {
        pin: methods.contains(&Method::Pin),
        methods: methods.into_iter().map(|method| method.name().to_owned()).collect(),
        totp: totp.and_then(|row| row.confirmed).map(|at| Authenticator { enrolled_at: Time(at) }),
        recovery_codes_left: codes.map_or(0, |row| row.digests.len()),
        devices: held.map(|(id, row)| device(id, row)).collect::<Result<_, _>>()?,
        passkeys: passkeys.into_iter().map(|(id, row)| passkey(id, row)).collect(),
        passkeys_available: edge.checker.relying_party.is_some(),
        always_ask: asks == Asks::Always,
        locked_until: locked.map(Time),
    })
}

/// When a change took effect, or why it did not.
pub(in crate::http) fn done(outcome: Enrolled) -> Result<Timestamp, Rejection> {
    match outcome {
        Enrolled::Done { at } => Ok(at),
        Enrolled::WrongProof { attempts_remaining } => Err(mfa::wrong_proof(attempts_remaining)),
        Enrolled::Locked { until } => Err(mfa::locked(until)),
    }
}

/// A challenge as it is answered.
pub(in crate::http) fn challenge(edge: &Edge, opened: Opened) -> Result<ChallengeAnswer, Trouble> {
    // It was given out because there is a passkey; that it went in this moment is for the caller to find out by asking again.
    let webauthn = edge.passkey_request(opened.id)?.ok_or_else(mfa::no_ceremony)?;
    Ok(ChallengeAnswer {
        challenge_id: opened.id.to_string(),
        webauthn: WebAuthn(webauthn),
        expires_at: Time(opened.expires),
        max_attempts: MOST_ATTEMPTS,
    })
}

fn passkey(credential_id: String, row: PasskeyRow) -> PasskeyView {
    PasskeyView { credential_id, name: row.name, enrolled_at: Time(row.created), last_used_at: row.used.map(Time) }
}
