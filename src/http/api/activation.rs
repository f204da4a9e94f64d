//! `/api/v1/wallet/register` and `/activate`: how a wallet begins. Only the person themselves does this.

use poem_openapi::{Object, OpenApi, param::Header};
use serde::{Deserialize, Serialize};

use crate::{
    edge::{Edge, TokenKind, links},
    http::{
        answer::{Answer, Reply},
        auth::{Holder, KeyGiven},
        body::Body,
        operations::{WalletActivate, WalletRegister},
        wire::{Amount, Time},
    },
    kernel::{Code, Rejection, Secret, UserId, human_text},
    mfa::{self, Enrolled},
    store::{StoreError, rows::WalletStatus},
    wallets::{self, Activation},
};

use super::{
    Tag,
    devices::{DeviceInput, existing_factor},
    proofs::AuthProof,
};

/// Registration and activation.
pub struct ActivationApi;

/// Registers the caller's wallet.
#[derive(Object, Deserialize)]
pub struct RegisterBody {
    /// The caller's own id; may be left out.
    user_id: Option<String>,
}

/// A wallet.
#[derive(Object, Serialize)]
pub struct WalletAnswer {
    wallet_id: String,
    user_id: String,
    /// `pending`, `active` or `suspended`.
    status: String,
    created_at: Time,
}

/// The steps of activation.
#[derive(Object, Deserialize)]
pub struct ActivateBody {
    /// The version of the terms that are accepted.
    terms_version: Option<String>,
    /// Must be true.
    terms_accepted: Option<bool>,
    /// A transaction PIN of 6 to 12 digits.
    pin: Option<String>,
    /// A device key.
    device: Option<DeviceInput>,
    /// Needed when a factor is brought and another is there already; as for `POST /api/v1/devices`, with `activate` in place of
    /// the device id.
    auth_proof: Option<AuthProof>,
    /// The identity data that the operator asks for.
    identity: Option<IdentityInput>,
    idempotency_key: Option<String>,
}

/// What an operator may ask for about a person.
#[derive(Object, Deserialize, Serialize)]
pub struct IdentityInput {
    full_name: Option<String>,
    date_of_birth: Option<String>,
    country: Option<String>,
    /// An email address or telephone number.
    contact: Option<String>,
}

/// What activation led to.
#[derive(Object, Serialize)]
pub struct ActivateAnswer {
    wallet_id: String,
    /// `active`, or `pending` while an administrator looks at the identity data.
    user_status: String,
    payment_enabled: bool,
    balance: Amount,
    currency: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    bonus: Option<Amount>,
}

impl IdentityInput {
    /// Each text cleaned, and gone when nothing is left of it.
    fn cleaned(self) -> Result<Self, Rejection> {
        let clean = |name: &str, text: Option<String>| {
            let Some(text) = text else { return Ok(None) };
            let clean = human_text(&text, 200);
            let clean = clean.ok_or_else(|| Rejection::field(&format!("/identity/{name}"), "At most 200 characters."))?;
            Ok::<_, Rejection>(Some(clean).filter(|text| !text.is_empty()))
        };
        Ok(Self {
            full_name: clean("full_name", self.full_name)?,
            date_of_birth: clean("date_of_birth", self.date_of_birth)?,
            country: clean("country", self.country)?,
            contact: clean("contact", self.contact)?,
        })
    }

    fn is_empty(&self) -> bool {
        [&self.full_name, &self.date_of_birth, &self.country, &self.contact].iter().all(|text| text.is_none())
    }
}

#[OpenApi(prefix_path = "/api/v1/wallet", tag = "Tag::Wallet")]
impl ActivationApi {
    /// Register
    ///
    /// Makes the caller's wallet, or answers with the one there is. Needs the person's own Matrix token.
    #[oai(path = "/register", method = "post", operation_id = "wallet_register")]
    async fn register(&self, holder: Holder<WalletRegister>, body: Body<RegisterBody>) -> Reply<WalletRegister, WalletAnswer> {
        let user = &holder.person.user;
        if body.value.user_id.as_ref().is_some_and(|id| id != user.as_str()) {
            return Err(Rejection::new(Code::InsufficientPermissions, "A wallet is registered by its owner.")
                .with("field", "/user_id")
                .into());
        }
        let edge = &holder.info.edge;
        let command = wallets::Register { user: user.clone(), currency: edge.settings().currencies.primary() };
        let done = edge.commands.run(holder.ctx(), None, command).await?.outcome;
        Ok(Answer::new(WalletAnswer {
            wallet_id: done.wallet.to_string(),
            user_id: user.to_string(),
            status: done.row.status.name().to_owned(),
            created_at: Time(done.row.created),
        }))
    }

    /// Activate
    ///
    /// The owner of a pending wallet takes the operator's steps, and it can spend. Needs the person's own Matrix token.
    #[oai(path = "/activate", method = "post", operation_id = "wallet_activate")]
    async fn activate(
        &self,
        holder: Holder<WalletActivate>,
        #[oai(name = "Idempotency-Key")] key: Header<Option<String>>,
        body: Body<ActivateBody>,
    ) -> Reply<WalletActivate, ActivateAnswer> {
        let edge = &holder.info.edge;
        let fingerprint = body.fingerprint();
        let given = body.value;
        let key = holder.key(KeyGiven { body: given.idempotency_key.as_deref(), header: key.0.as_deref() }, "", fingerprint)?;
        if holder.person.by != TokenKind::Access {
            return Err(Rejection::new(Code::StepUpRequired, "Factors are enrolled with a Matrix access token.").into());
        }
        let pin = match given.pin {
            Some(pin) => Some(edge.hash_pin(Secret::new(pin), "/pin").await?),
            None => None,
        };
        let identity = given.identity.map(IdentityInput::cleaned).transpose()?.filter(|identity| !identity.is_empty());
        let brings_factor = pin.is_some() || given.device.is_some();
        let proof = if brings_factor && is_pending(edge, &holder.person.user)? {
            existing_factor(&holder, given.auth_proof, "activate").await?
        } else {
            None
        };
        let command = wallets::Activate {
            proof,
            lockout: edge.lockout(),
            user: holder.person.user.clone(),
            terms: given.terms_version.filter(|_| given.terms_accepted == Some(true)),
            pin,
            device: given.device.map(|device| device.check("/device", holder.info.now)).transpose()?,
            contact: identity.as_ref().and_then(|identity| identity.contact.as_ref()).map(|_| ()),
            identity: identity.map(|identity| serde_json::json!(identity).to_string()),
            trace: links::wallet_trace(&edge.link_key, &holder.person.user),
            settings: edge.settings(),
        };
        let done = edge.commands.run(holder.ctx(), key, command).await?;
        let activated = match done.outcome {
            Activation::Activated(activated) => activated,
            Activation::Unproven(Enrolled::WrongProof { attempts_remaining }) => {
                return Err(mfa::wrong_proof(attempts_remaining).into());
            }
            Activation::Unproven(Enrolled::Locked { until }) => return Err(mfa::locked(until).into()),
            Activation::Unproven(Enrolled::Done { .. }) => return Err(StoreError::OutcomeUnknown.into()),
        };
        Ok(Answer::new(ActivateAnswer {
            wallet_id: activated.wallet.to_string(),
            user_status: activated.row.status.name().to_owned(),
            payment_enabled: activated.row.status == WalletStatus::Active,
            balance: Amount(activated.available),
            currency: activated.available.currency.code().to_owned(),
            bonus: activated.bonus.map(Amount),
        })
        .replayed(done.replayed))
    }
}

fn is_pending(edge: &Edge, user: &UserId) -> Result<bool, StoreError> {
    let wallet = edge.commands.store().read(|reader| wallets::of_user(reader, user))?;
    Ok(wallet.is_some_and(|(_, row)| row.status == WalletStatus::Pending))
}
