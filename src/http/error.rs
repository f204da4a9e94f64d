//! The one place where a failure becomes a status. Three forms: TMCP's for most operations, RFC 6749's under `/oauth2` (see
//! `oauth::error`), the Matrix one under `/_matrix`. What the framework refuses by itself comes out in the same forms.

use std::time::Duration;

use poem::{Response, http::StatusCode};
use serde_json::{Value, json};

use crate::{
    edge::Trouble,
    kernel::{Code, Rejection, Timestamp},
    store::{Failure, StoreError},
    upstream::Unavailable,
};

use super::oauth::error::OAuthError;

/// The status of each code (TMCP section 12.2).
pub fn status_of(code: Code) -> StatusCode {
    let number = match code {
        Code::InvalidRequest
        | Code::InvalidAmount
        | Code::AmountExceedsLimit
        | Code::PaymentFailed
        | Code::DeviceNotRegistered => 400,
        Code::TransferExpired | Code::GiftExpired | Code::PaymentExpired | Code::RecipientAcceptanceRequired => 400,
        Code::InvalidToken | Code::InvalidSignature | Code::MfaFailed => 401,
        Code::InsufficientFunds => 402,
        Code::InsufficientPermissions | Code::InvalidScope | Code::ConsentRequired | Code::StepUpRequired => 403,
        Code::UserSuspended | Code::AccountSuspended | Code::UserNotActivated | Code::P2pSendNotAllowed => 403,
        Code::NotInRoom | Code::AppNotRemovable | Code::ForbiddenPlatformEndpoint => 403,
        Code::RecipientNoWallet | Code::MiniappNotFound | Code::AppNotFound | Code::NotFound => 404,
        Code::TransferNotFound | Code::PaymentNotFound => 404,
        Code::MethodNotAllowed => 405,
        Code::DuplicateTransaction | Code::InvalidState | Code::GiftEmpty | Code::AlreadyOpened => 409,
        Code::StorageQuotaExceeded | Code::PayloadTooLarge => 413,
        Code::UnsupportedMediaType => 415,
        Code::MfaRequired => 428,
        Code::RateLimitExceeded | Code::DailyLimitExceeded | Code::MonthlyLimitExceeded | Code::MfaLocked => 429,
        Code::HeadersTooLarge => 431,
        Code::InternalError => 500,
        Code::NotImplemented => 501,
        Code::ServiceUnavailable => 503,
    };
    StatusCode::from_u16(number).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// A failure on its way out.
#[derive(Clone, Debug)]
pub struct ApiError {
    /// What the caller is told.
    pub rejection: Rejection,
    /// When to come back.
    pub retry_after: Option<Duration>,
    /// What only the log is told.
    pub inside: Option<String>,
}

impl ApiError {
    /// A failure that the caller is told about with no more than this.
    pub fn new(code: Code, message: &'static str) -> Self {
        Rejection::new(code, message).into()
    }
}

impl From<Rejection> for ApiError {
    fn from(rejection: Rejection) -> Self {
        Self { rejection, retry_after: None, inside: None }
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        let inside = Some(error.to_string());
        let (code, message, wait) = match error {
            StoreError::Unavailable(_) => {
                (Code::ServiceUnavailable, "The server cannot write at the moment. Retry with the same idempotency key.", 1)
            }
            StoreError::OutcomeUnknown => {
                (Code::ServiceUnavailable, "It is not known whether this took effect. Retry with the same idempotency key.", 1)
            }
            StoreError::Corrupt(_) => (Code::InternalError, "The server failed. The request id finds the reason in its log.", 0),
        };
        Self { rejection: Rejection::new(code, message), retry_after: (wait > 0).then(|| Duration::from_secs(wait)), inside }
    }
}

impl From<Unavailable> for ApiError {
    fn from(error: Unavailable) -> Self {
        let mut rejection =
            Rejection::new(Code::ServiceUnavailable, "A service that is needed for this does not answer at the moment.");
        let mut retry_after = Duration::from_secs(5);
        if let Some(open) = error.circuit {
            retry_after = open.retry_after.max(Duration::from_secs(1));
            rejection = rejection.with("circuit_state", open.state.name());
        }
        let rejection = rejection.with("retry_after", retry_after.as_secs());
        Self { rejection, retry_after: Some(retry_after), inside: Some(error.to_string()) }
    }
}

impl From<Trouble> for ApiError {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Rejected(rejection) => rejection.into(),
            Trouble::Store(error) => error.into(),
            Trouble::Upstream(error) => error.into(),
            Trouble::Machine(reason) => Self {
                inside: Some(reason),
                ..Self::new(Code::InternalError, "The server failed. The request id finds the reason in its log.")
            },
        }
    }
}

impl From<Failure> for ApiError {
    fn from(failure: Failure) -> Self {
        Trouble::from(failure).into()
    }
}

impl From<ApiError> for poem::Error {
    fn from(error: ApiError) -> Self {
        let status = status_of(error.rejection.code);
        let mut carrier = Self::from_status(status);
        carrier.set_data(error);
        carrier
    }
}

/// Which of the three forms a failure under `path` has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `{"error": {"code", "message", "details", "request_id", "timestamp"}}`.
    Tmcp,
    /// `{"error", "error_description"}` (RFC 6749 section 5.2).
    OAuth,
    /// `{"errcode", "error"}` (Matrix specification).
    Matrix,
}

impl Form {
    /// The form for `path`. Consent and user codes come from people and pages, not from OAuth clients, and have TMCP's form.
    pub fn of(path: &str) -> Self {
        if path.starts_with("/_matrix/") {
            Self::Matrix
        } else if path.starts_with("/oauth2/") && !path.starts_with("/oauth2/consent") && path != "/oauth2/device/verify" {
            Self::OAuth
        } else {
            Self::Tmcp
        }
    }
}

/// What `error` says to the caller in the form of `path`.
pub fn respond(error: &ApiError, path: &str, request_id: &str, now: Timestamp) -> Response {
    let code = error.rejection.code;
    let status = status_of(code);
    let body = match Form::of(path) {
        Form::Tmcp => tmcp_body(&error.rejection, request_id, now),
        Form::OAuth => return OAuthError::from(error.clone()).respond(),
        Form::Matrix => json!({ "errcode": matrix_errcode(&error.rejection), "error": error.rejection.message }),
    };
    let mut response = Response::builder().status(status).content_type("application/json");
    let locked_until = error.rejection.details.get("locked_until").and_then(Value::as_str).and_then(Timestamp::parse_rfc3339);
    let wait = error.rejection.details.get("retry_after").and_then(Value::as_u64).map(Duration::from_secs);
    let wait = wait.or(locked_until.map(|until| until.since(now) + Duration::from_secs(1)));
    if let Some(wait) = error.retry_after.or(wait) {
        response = response.header("Retry-After", wait.as_secs().max(1));
    }
    if code == Code::InvalidToken && status == StatusCode::UNAUTHORIZED {
        response = response.header("WWW-Authenticate", "Bearer realm=\"tmcp\"");
    }
    response.body(body.to_string())
}

fn tmcp_body(rejection: &Rejection, request_id: &str, now: Timestamp) -> Value {
    json!({ "error": {
        "code": rejection.code.name(),
        "message": rejection.message,
        "details": rejection.details,
        "request_id": request_id,
        "timestamp": now.to_string(),
    }})
}

/// What a failure of the framework, or one that carries an [`ApiError`], says.
pub fn translate(error: &poem::Error) -> ApiError {
    if let Some(known) = error.data::<ApiError>() {
        return known.clone();
    }
    let rejection = if let Some(parameter) = error.downcast_ref::<poem_openapi::error::ParseParamError>() {
        let message = format!("The parameter {} is not valid.", parameter.name);
        Rejection::field(&format!("/{}", parameter.name), message)
    } else if let Some(parameter) = error.downcast_ref::<poem_openapi::error::ParsePathError>() {
        Rejection::field(&format!("/{}", parameter.name), format!("The path segment {} is not valid.", parameter.name))
    } else if error.is::<poem_openapi::error::ContentTypeError>() {
        Rejection::new(Code::UnsupportedMediaType, "The content type is not one that this operation takes.")
    } else {
        by_status(error.status())
    };
    let inside = error.status().is_server_error().then(|| error.to_string());
    ApiError { rejection, retry_after: None, inside }
}

fn by_status(status: StatusCode) -> Rejection {
    match status.as_u16() {
        401 => Rejection::new(Code::InvalidToken, "Authentication is needed."),
        404 => Rejection::new(Code::NotFound, "There is nothing at this address."),
        405 => Rejection::new(Code::MethodNotAllowed, "This address does not have this method."),
        413 => Rejection::new(Code::PayloadTooLarge, "The body is too large."),
        415 => Rejection::new(Code::UnsupportedMediaType, "The content type is not one that this operation takes."),
        400..=499 => Rejection::new(Code::InvalidRequest, "The request is malformed."),
        503 => Rejection::new(Code::ServiceUnavailable, "The server cannot do this at the moment."),
        _ => Rejection::new(Code::InternalError, "The server failed. The request id finds the reason in its log."),
    }
}

/// Where Matrix has more words than there are codes, the failure carries its `errcode` as a detail.
fn matrix_errcode(rejection: &Rejection) -> &str {
    if let Some(named) = rejection.details.get("errcode").and_then(Value::as_str) {
        return named;
    }
    match rejection.code {
        Code::InvalidToken => "M_UNAUTHORIZED",
        Code::InsufficientPermissions => "M_FORBIDDEN",
        Code::NotFound => "M_NOT_FOUND",
        Code::MethodNotAllowed => "M_UNRECOGNIZED",
        Code::PayloadTooLarge => "M_TOO_LARGE",
        Code::RateLimitExceeded | Code::AccountSuspended => "M_LIMIT_EXCEEDED",
        Code::InvalidRequest | Code::UnsupportedMediaType => "M_BAD_JSON",
        _ => "M_UNKNOWN",
    }
}
