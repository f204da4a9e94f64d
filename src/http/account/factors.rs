//! `/api/v1/account/pin` and `/activation`: what a person proves themselves with, and the link that leads to a wallet's
//! activation.

use poem_openapi::{Object, OpenApi, param::Query};
use serde::{Deserialize, Serialize};

use crate::{
    edge::links::is_activation_signature,
    http::{
        answer::{Answer, Reply},
        api::{Tag, devices::existing_factor, proofs::AuthProof},
        auth::{Holder, Visitor},
        body::Body,
        operations::{AccountActivation, AccountPin},
    },
    kernel::{Code, Rejection, Secret, UserId},
    mfa::{self, Enrolled, SetPin},
};

/// PINs and activation links.
pub struct FactorsApi;

/// A PIN to be set.
#[derive(Object, Deserialize)]
pub struct PinBody {
    /// 6 to 12 digits.
    pin: String,
    /// Needed when the person has a factor already: the old PIN, or a device key's signature over
    /// `pin:0:{currency}:{timestamp}`.
    auth_proof: Option<AuthProof>,
}

/// The PIN is another one now.
#[derive(Object, Serialize)]
pub struct PinAnswer {
    changed: bool,
}

/// What the link asks its person for.
#[derive(Object, Serialize)]
pub struct ActivationAnswer {
    user_id: String,
    /// Out of `terms`, `pin_or_passkey`, `identity_review` and `contact`.
    steps: Vec<String>,
    terms_version: String,
}

#[OpenApi(prefix_path = "/api/v1/account", tag = "Tag::Account")]
impl FactorsApi {
    /// Set the PIN
    ///
    /// The first one, or another in its place. Whoever has a factor shows it; the person is told in private.
    #[oai(path = "/pin", method = "put", operation_id = "account_pin")]
    async fn set_pin(&self, holder: Holder<AccountPin>, body: Body<PinBody>) -> Reply<AccountPin, PinAnswer> {
        let edge = &holder.info.edge;
        let proof = existing_factor(&holder, body.value.auth_proof, "pin").await?;
        let pin = edge.hash_pin(Secret::new(body.value.pin), "/pin").await?;
        let command = SetPin { user: holder.person.user.clone(), pin, proof, lockout: edge.lockout() };
        match edge.commands.run(holder.ctx(), None, command).await?.outcome {
            Enrolled::Done { .. } => Ok(Answer::new(PinAnswer { changed: true })),
            Enrolled::WrongProof { attempts_remaining } => Err(mfa::wrong_proof(attempts_remaining).into()),
            Enrolled::Locked { until } => Err(mfa::locked(until).into()),
        }
    }

    /// Follow an activation link
    ///
    /// What `POST /api/v1/wallet/activate` will ask for, if the link is one that this server handed out to the person.
    #[oai(path = "/activation", method = "get", operation_id = "account_activation")]
    async fn activation(
        &self,
        visitor: Visitor<AccountActivation>,
        /// Whose link it is.
        user: Query<String>,
        /// The link's signature.
        sig: Query<String>,
    ) -> Reply<AccountActivation, ActivationAnswer> {
        let edge = &visitor.info.edge;
        let changed = || Rejection::new(Code::InvalidSignature, "The link is not as it was handed out.");
        let user = UserId::parse(&user.0).map_err(|_| changed())?;
        if !is_activation_signature(edge, &user, &sig.0) {
            return Err(changed().into());
        }
        if user != visitor.signed_in.user {
            let message = "The link is another person's. Sign in as the one it was sent to.";
            return Err(Rejection::new(Code::InsufficientPermissions, message).into());
        }
        let rules = &edge.settings().activation;
        Ok(Answer::new(ActivationAnswer {
            user_id: user.to_string(),
            steps: rules.require.iter().map(|step| step.name().to_owned()).collect(),
            terms_version: rules.terms_version.clone(),
        }))
    }
}
