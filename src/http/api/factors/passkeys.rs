//! `/api/v1/mfa/passkeys`: WebAuthn credentials.

use poem_openapi::{Object, OpenApi, param::Path};
use serde::{Deserialize, Serialize};

use crate::{
    edge::Edge,
    http::{
        answer::{Answer, Reply},
        auth::Holder,
        body::Body,
        operations::{MfaPasskeyBegin, MfaPasskeyFinish, MfaPasskeyRemove, MfaPasskeyRename},
        wire::{Time, WebAuthn},
    },
    kernel::{Rejection, UserId, human_text},
    mfa::{self, BeginPasskey, Binding, EnrolPasskey, PasskeyBegun, RemovePasskey, RenamePasskey},
    store::rows::ChallengePurpose,
};

use super::{
    super::{
        Tag,
        devices::existing_factor,
        proofs::{AuthProof, enrolment},
    },
    PasskeyView, ProofBody, done, passkey,
};

/// The passkey operations.
pub struct PasskeysApi;

/// Begins a passkey.
#[derive(Object, Deserialize)]
pub struct PasskeyBeginBody {
    /// Needed when the person has a factor already; `passkey` is what it is for.
    auth_proof: Option<AuthProof>,
}

/// What the authenticator is asked.
#[derive(Object, Serialize)]
pub struct PasskeyBegunAnswer {
    challenge_id: String,
    /// For `navigator.credentials.create`.
    webauthn: WebAuthn,
    expires_at: Time,
}

/// What the authenticator made.
#[derive(Object, Deserialize)]
pub struct PasskeyFinishBody {
    challenge_id: String,
    /// What the person calls it, at most 100 characters.
    name: Option<String>,
    /// The credential as JSON, as its `toJSON` gives it.
    credential: WebAuthn,
}

/// Another name.
#[derive(Object, Deserialize)]
pub struct PasskeyRenameBody {
    /// At most 100 characters.
    name: String,
}

/// A passkey that is no more.
#[derive(Object, Serialize)]
pub struct PasskeyRemoved {
    credential_id: String,
    removed: bool,
}

#[OpenApi(prefix_path = "/api/v1/mfa/passkeys", tag = "Tag::Factors")]
impl PasskeysApi {
    /// Begin a passkey
    ///
    /// Answers what the browser is to be asked. There are two minutes.
    #[oai(path = "/", method = "post", operation_id = "mfa_passkey_begin")]
    async fn begin(
        &self,
        holder: Holder<MfaPasskeyBegin>,
        body: Body<PasskeyBeginBody>,
    ) -> Reply<MfaPasskeyBegin, PasskeyBegunAnswer, 201> {
        let edge = &holder.info.edge;
        edge.relying_party()?;
        let proof = existing_factor(&holder, body.value.auth_proof, "passkey").await?;
        let command = BeginPasskey { binding: registration(edge, &holder.person.user), proof, lockout: edge.lockout() };
        let opened = match edge.commands.run(holder.ctx(), None, command).await?.outcome {
            PasskeyBegun::Challenge(opened) => opened,
            PasskeyBegun::Unproven(refused) => return Err(done(refused).err().unwrap_or_else(mfa::no_ceremony).into()),
        };
        let webauthn = WebAuthn(edge.passkey_creation(opened.id)?);
        let begun = PasskeyBegunAnswer { challenge_id: opened.id.to_string(), webauthn, expires_at: Time(opened.expires) };
        Ok(Answer::new(begun).header("Cache-Control", "no-store"))
    }

    /// Finish a passkey
    #[oai(path = "/finish", method = "post", operation_id = "mfa_passkey_finish")]
    async fn finish(
        &self,
        holder: Holder<MfaPasskeyFinish>,
        body: Body<PasskeyFinishBody>,
    ) -> Reply<MfaPasskeyFinish, PasskeyView, 201> {
        let (edge, user) = (&holder.info.edge, &holder.person.user);
        let challenge = body.value.challenge_id.parse().map_err(|_| mfa::no_ceremony())?;
        let name = passkey_name(body.value.name.as_deref().unwrap_or("Passkey"))?;
        let made = edge.check_new_passkey(challenge, user, body.value.credential.0)?;
        let command = EnrolPasskey {
            binding: registration(edge, user),
            challenge,
            id: made.id.clone(),
            name: name.clone(),
            credential: made.credential,
        };
        let at = done(edge.commands.run(holder.ctx(), None, command).await?.outcome)?;
        Ok(Answer::new(PasskeyView { credential_id: made.id, name, enrolled_at: Time(at), last_used_at: None }))
    }

    /// Rename a passkey
    #[oai(path = "/:credential_id", method = "patch", operation_id = "mfa_passkey_rename")]
    async fn rename(
        &self,
        holder: Holder<MfaPasskeyRename>,
        credential_id: Path<String>,
        body: Body<PasskeyRenameBody>,
    ) -> Reply<MfaPasskeyRename, PasskeyView> {
        let (edge, name) = (&holder.info.edge, passkey_name(&body.value.name)?);
        let command = RenamePasskey { user: holder.person.user.clone(), id: credential_id.0.clone(), name };
        let row = edge.commands.run(holder.ctx(), None, command).await?.outcome;
        Ok(Answer::new(passkey(credential_id.0, row)))
    }

    /// Remove a passkey
    #[oai(path = "/:credential_id/remove", method = "post", operation_id = "mfa_passkey_remove")]
    async fn remove(
        &self,
        holder: Holder<MfaPasskeyRemove>,
        credential_id: Path<String>,
        body: Body<ProofBody>,
    ) -> Reply<MfaPasskeyRemove, PasskeyRemoved> {
        let edge = &holder.info.edge;
        let proof = existing_factor(&holder, body.value.auth_proof, &credential_id.0).await?;
        let command =
            RemovePasskey { user: holder.person.user.clone(), id: credential_id.0.clone(), proof, lockout: edge.lockout() };
        done(edge.commands.run(holder.ctx(), None, command).await?.outcome)?;
        Ok(Answer::new(PasskeyRemoved { credential_id: credential_id.0, removed: true }))
    }
}

/// What making a passkey is bound to.
fn registration(edge: &Edge, user: &UserId) -> Binding {
    Binding { purpose: ChallengePurpose::Registration, ..enrolment(edge, user, "passkey") }
}

fn passkey_name(given: &str) -> Result<String, Rejection> {
    let clean = human_text(given, 100).filter(|name| !name.is_empty());
    clean.ok_or_else(|| Rejection::field("/name", "A name has 1 to 100 characters."))
}
