//! The payer's proof: by authorizing, or in answer to a challenge. Whichever way a proof comes, it counts.

use poem_openapi::{
    Object, OpenApi,
    param::{Header, Path},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{
    command::{Done, IdempotencyKey},
    edge::{Edge, Trouble},
    kernel::{ChallengeId, Code, Rejection, Scope, Timestamp},
    mfa::{self, Checked, Method, Opened, Proof, challenge::MOST_ATTEMPTS},
    payments::{self, Authorize, Authorized, Challenge, Challenged, Payment},
};

use super::{
    super::{
        Tag,
        proofs::{AuthProof, ProofInput, require_enrolled},
    },
    found_by, methods_for, parse_id, require_unlocked, through,
    view::{PaymentAnswer, Side, names},
};
use crate::http::{
    answer::{Answer, Reply},
    auth::{Caller, KeyGiven},
    body::Body,
    error::ApiError,
    operations::{Operation, PaymentAuthorize, PaymentMfaChallenge, PaymentMfaStatus, PaymentMfaVerify},
    wire::{Time, WebAuthn},
};

/// The operations of proving.
pub struct ProofApi;

/// A proof: the signature of a device key over `{payment_id}:{amount}:{currency}:{timestamp}`, or `auth_proof` with any method.
#[derive(Object, Deserialize)]
pub struct AuthorizeInput {
    /// Base64: ES256 as DER or raw, or RS256.
    signature: Option<String>,
    /// Which device signed.
    device_id: Option<String>,
    /// The time that is part of the signed text, as it was signed; at most five minutes ago.
    timestamp: Option<String>,
    auth_proof: Option<AuthProof>,
    idempotency_key: Option<String>,
}

/// An answer to a challenge.
#[derive(Object, Deserialize)]
pub struct VerifyInput {
    challenge_id: String,
    /// With `credentials`, in the place of `auth_proof`.
    method: Option<String>,
    credentials: Option<ProofInput>,
    /// A device key signs `{payment_id}:{challenge_id}:{timestamp}`, at most 30 seconds ago.
    auth_proof: Option<AuthProof>,
    idempotency_key: Option<String>,
}

/// Something that only the payer can answer, worth nothing for any other payment.
#[derive(Object, Serialize)]
pub struct MfaChallengeAnswer {
    payment_id: String,
    challenge_id: String,
    /// What can answer it, the best first.
    methods: Vec<String>,
    /// The one that is recommended.
    required_method: String,
    expires_at: Time,
    /// How many wrong answers it bears.
    max_attempts: u32,
    /// For `navigator.credentials.get`, when the payer has passkeys.
    #[serde(skip_serializing_if = "Option::is_none")]
    webauthn: Option<WebAuthn>,
}

/// What came of an answer, and the payment that went through with it.
#[derive(Object, Serialize)]
pub struct VerifyAnswer {
    challenge_id: String,
    /// `verified`.
    status: String,
    verified_at: Time,
    payment: PaymentAnswer,
}

/// How far the proofs of a payment are.
#[derive(Object, Serialize)]
pub struct MfaStatusAnswer {
    payment_id: String,
    /// The payment's.
    payment_status: String,
    /// Whether a second proof is waited for.
    mfa_required: bool,
    /// The method of the first proof.
    #[serde(skip_serializing_if = "Option::is_none")]
    proven_by: Option<String>,
    /// What can serve now.
    available_methods: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    challenge: Option<ChallengeState>,
}

/// The newest challenge of a payment.
#[derive(Object, Serialize)]
pub struct ChallengeState {
    challenge_id: String,
    /// `pending`, `verified`, `failed` (no attempts are left) or `expired`.
    status: String,
    attempts_remaining: u32,
    expires_at: Time,
}

#[OpenApi(prefix_path = "/api/v1/payments", tag = "Tag::Payments")]
impl ProofApi {
    /// Authorize
    ///
    /// The payer proves that it is them, and the money moves; or a second proof is needed (`MFA_REQUIRED`), for which `details`
    /// hold a challenge, and this one counts as the first.
    #[oai(path = "/:payment_id/authorize", method = "post", operation_id = "payment_authorize")]
    async fn authorize(
        &self,
        caller: Caller<PaymentAuthorize>,
        payment_id: Path<String>,
        #[oai(name = "Idempotency-Key")] key: Header<Option<String>>,
        body: Body<AuthorizeInput>,
    ) -> Reply<PaymentAuthorize, PaymentAnswer> {
        let given = KeyGiven { body: body.value.idempotency_key.as_deref(), header: key.0.as_deref() };
        let key = caller.key(given, &payment_id.0, body.fingerprint())?;
        let proof = body.value.proof()?;
        let done = prove(&caller, &payment_id.0, key, proof, None).await?;
        let edge = &caller.info.edge;
        Ok(Answer::new(PaymentAnswer::of(edge, done.outcome, Side::Payer(Vec::new()))).replayed(done.replayed))
    }

    /// Challenge
    ///
    /// For a passkey, or in the place of a challenge that is over.
    #[oai(path = "/:payment_id/mfa/challenge", method = "post", operation_id = "payment_mfa_challenge")]
    async fn challenge(
        &self,
        caller: Caller<PaymentMfaChallenge>,
        payment_id: Path<String>,
    ) -> Reply<PaymentMfaChallenge, MfaChallengeAnswer, 201> {
        let edge = &caller.info.edge;
        let (payer, through) = (caller.token.user.clone(), through(&caller.token));
        let command = Challenge { id: parse_id(&payment_id.0)?, payer, through };
        let Challenged { payment, opened, methods } = edge.commands.run(caller.ctx(), None, command).await?.outcome;
        Ok(Answer::new(MfaChallengeAnswer {
            payment_id: payment.id.to_string(),
            challenge_id: opened.id.to_string(),
            required_method: methods.first().map(|method| method.payment_name().to_owned()).unwrap_or_default(),
            webauthn: passkey_request(edge, opened, &methods)?.map(WebAuthn),
            methods: names(&methods),
            expires_at: Time(opened.expires),
            max_attempts: MOST_ATTEMPTS,
        }))
    }

    /// Verify
    ///
    /// Answers a challenge. With the proof that was still needed the payment goes through at once.
    #[oai(path = "/:payment_id/mfa/verify", method = "post", operation_id = "payment_mfa_verify")]
    async fn verify(
        &self,
        caller: Caller<PaymentMfaVerify>,
        payment_id: Path<String>,
        #[oai(name = "Idempotency-Key")] key: Header<Option<String>>,
        body: Body<VerifyInput>,
    ) -> Reply<PaymentMfaVerify, VerifyAnswer> {
        let given = KeyGiven { body: body.value.idempotency_key.as_deref(), header: key.0.as_deref() };
        let key = caller.key(given, &payment_id.0, body.fingerprint())?;
        let message = "This is no challenge's id.";
        let challenge = body.value.challenge_id.parse().map_err(|_| Rejection::field("/challenge_id", message))?;
        let proof = body.value.proof()?;
        let done = prove(&caller, &payment_id.0, key, proof, Some(challenge)).await?;
        let verified_at = Time(done.outcome.row.completed.unwrap_or(caller.info.now));
        let payment = PaymentAnswer::of(&caller.info.edge, done.outcome, Side::Payer(Vec::new()));
        let (challenge_id, status) = (challenge.to_string(), "verified".to_owned());
        Ok(Answer::new(VerifyAnswer { challenge_id, status, verified_at, payment }).replayed(done.replayed))
    }

    /// How far the proofs are
    #[oai(path = "/:payment_id/mfa/status", method = "get", operation_id = "payment_mfa_status")]
    async fn mfa_status(
        &self,
        caller: Caller<PaymentMfaStatus>,
        payment_id: Path<String>,
    ) -> Reply<PaymentMfaStatus, MfaStatusAnswer> {
        let payment = found_by(&caller, parse_id(&payment_id.0)?)?;
        let methods = methods_for(&caller, &payment)?;
        let first = payment.row.proven_by.as_deref().and_then(Method::named);
        Ok(Answer::new(MfaStatusAnswer {
            payment_id: payment.id.to_string(),
            payment_status: payment.row.state.name().to_owned(),
            mfa_required: payment.is_open() && first.is_some(),
            proven_by: first.map(|method| method.payment_name().to_owned()),
            available_methods: names(&methods),
            challenge: challenge_state(&caller.info.edge, &payment, caller.info.now)?,
        }))
    }
}

impl AuthorizeInput {
    fn proof(self) -> Result<Proof, Rejection> {
        match (self.auth_proof, self.signature, self.device_id, self.timestamp) {
            (Some(proof), None, None, None) => proof.parse(),
            (None, Some(signature), Some(device_id), Some(timestamp)) => {
                AuthProof::new("biometric".to_owned(), ProofInput::signed(signature, device_id, timestamp)).parse()
            }
            (Some(_), ..) => Err(Rejection::field("/auth_proof", "There are two proofs; give one.")),
            (None, None, ..) => Err(Rejection::field("/auth_proof", "A proof is missing.")),
            (None, Some(_), None, _) => Err(Rejection::field("/device_id", "The field is missing.")),
            (None, Some(_), Some(_), None) => Err(Rejection::field("/timestamp", "The field is missing.")),
        }
    }
}

impl VerifyInput {
    fn proof(self) -> Result<Proof, Rejection> {
        match (self.auth_proof, self.method, self.credentials) {
            (Some(proof), None, None) => proof.parse(),
            (None, Some(method), Some(credentials)) => AuthProof::new(method, credentials).parse(),
            (Some(_), ..) => Err(Rejection::field("/auth_proof", "There are two proofs; give one.")),
            (None, Some(_), None) => Err(Rejection::field("/credentials", "The field is missing.")),
            (None, None, _) => Err(Rejection::field("/auth_proof", "A proof is missing.")),
        }
    }
}

/// Runs a proof, and counts a failure that the payer has caused.
async fn prove<O: Operation>(
    caller: &Caller<O>,
    id: &str,
    key: Option<IdempotencyKey>,
    proof: Proof,
    answers: Option<ChallengeId>,
) -> Result<Done<Payment>, ApiError> {
    let outcome = authorize(caller, id, key, proof, answers).await;
    outcome.map_err(|mut error| {
        if is_own_doing(error.rejection.code) {
            caller.info.edge.limits.payment_failed(caller.token.user.as_str(), &caller.token.client, caller.info.now);
        }
        // How much there is, a mini-app learns only if it may look at the balance.
        if !caller.token.scopes.contains(Scope::WalletBalance) {
            for detail in ["available", "used"] {
                error.rejection.details.remove(detail);
            }
        }
        error
    })
}

async fn authorize<O: Operation>(
    caller: &Caller<O>,
    id: &str,
    key: Option<IdempotencyKey>,
    proof: Proof,
    answers: Option<ChallengeId>,
) -> Result<Done<Payment>, ApiError> {
    let edge = &caller.info.edge;
    let payment = found_by(caller, parse_id(id)?)?;
    let checked = check(caller, &payment, proof, answers).await;
    let (payer, through) = (caller.token.user.clone(), through(&caller.token));
    let (settings, lockout) = (edge.settings(), edge.lockout());
    let command = checked.map(|proof| Authorize { id: payment.id, payer, through, proof, settings, lockout });
    let done = edge.run_unless_replayed(caller.ctx(), key, command).await?;
    match done.outcome {
        Authorized::Paid(payment) => Ok(Done { outcome: payment, replayed: done.replayed }),
        Authorized::SecondNeeded { payment, methods, until } => Err(second_needed(edge, &payment, &methods, until)?.into()),
        Authorized::WrongProof { attempts_remaining } => Err(mfa::wrong_proof(attempts_remaining).into()),
        Authorized::Locked { until } => Err(mfa::locked(until).into()),
        Authorized::Failed(payment) => Err(payments::failed(&payment).into()),
    }
}

async fn check<O: Operation>(
    caller: &Caller<O>,
    payment: &Payment,
    proof: Proof,
    answers: Option<ChallengeId>,
) -> Result<Checked, Trouble> {
    let edge = &caller.info.edge;
    require_unlocked(caller)?;
    require_enrolled(edge, &caller.token.user)?;
    match answers {
        Some(challenge) => edge.check_answer(payment.binding(), challenge, proof).await,
        None => edge.check_proof(payment.binding(), proof).await,
    }
}

/// Whether a refusal counts among the payer's failed payments: a wrong proof, too little money, a limit.
fn is_own_doing(code: Code) -> bool {
    matches!(
        code,
        Code::MfaFailed
            | Code::InsufficientFunds
            | Code::AmountExceedsLimit
            | Code::DailyLimitExceeded
            | Code::MonthlyLimitExceeded
    )
}

/// `MFA_REQUIRED`, with everything that is needed to go on.
fn second_needed(edge: &Edge, payment: &Payment, methods: &[Method], until: Timestamp) -> Result<Rejection, Trouble> {
    let opened = payment.row.challenge.map(|id| Opened { id, expires: until });
    let names = names(methods);
    let mut challenge = json!({
        "challenge_id": opened.map(|opened| opened.id.to_string()),
        "methods": names,
        "required_method": names.first(),
        "expires_at": until.to_string(),
        "max_attempts": MOST_ATTEMPTS,
    });
    if let Some(options) = opened.map(|opened| passkey_request(edge, opened, methods)).transpose()?.flatten() {
        challenge["webauthn"] = options;
    }
    Ok(Rejection::new(Code::MfaRequired, "The proof counts, and a second one of another kind is needed.")
        .with("payment_id", payment.id.to_string())
        .with("mfa_methods", names)
        .with("mfa_challenge", challenge))
}

fn passkey_request(edge: &Edge, opened: Opened, methods: &[Method]) -> Result<Option<Value>, Trouble> {
    if methods.contains(&Method::Passkey) { edge.passkey_request(opened.id) } else { Ok(None) }
}

fn challenge_state(edge: &Edge, payment: &Payment, now: Timestamp) -> Result<Option<ChallengeState>, Trouble> {
    let Some(id) = payment.row.challenge else { return Ok(None) };
    let Some(row) = edge.commands.store().read(|reader| mfa::challenge::find(reader, id))? else { return Ok(None) };
    let status = match (row.used, row.attempts_left) {
        (Some(_), _) => "verified",
        (None, 0) => "failed",
        (None, _) if row.expires <= now => "expired",
        (None, _) => "pending",
    };
    Ok(Some(ChallengeState {
        challenge_id: id.to_string(),
        status: status.to_owned(),
        attempts_remaining: row.attempts_left,
        expires_at: Time(row.expires),
    }))
}
