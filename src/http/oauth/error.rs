//! How OAuth endpoints refuse (RFC 6749 section 5.2): a registry of reasons, each with its status and word, and the failure that
//! carries one. Failures of other rooms, and the framework's own, become one of them here.

use std::{borrow::Cow, marker::PhantomData, time::Duration};

use poem::{Response, http::StatusCode};
use poem_openapi::{
    ApiResponse,
    registry::{MetaResponses, Registry},
};
use serde_json::{Map, Value};

use crate::{
    developers::NOT_WHITELISTED,
    http::{
        answer::Answer,
        error::ApiError,
        operations::{DeveloperAuthorize, DeveloperToken, OAuthAuthorize, OAuthDevice, OAuthToken, Operation},
    },
    kernel::Code,
};

macro_rules! reasons {
    ($($variant:ident $status:literal $name:literal $meaning:literal)*) => {
        /// Why an OAuth endpoint refuses.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Reason {
            $(#[doc = $meaning] $variant,)*
        }

        impl Reason {
            /// Every reason there is.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The HTTP status.
            pub fn status(self) -> StatusCode {
                let number: u16 = match self { $(Self::$variant => $status,)* };
                StatusCode::from_u16(number).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
            }

            /// `error` in the answer.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// When it is answered.
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)* }
            }
        }
    };
}

reasons! {
    InvalidRequest 400 "invalid_request" "A parameter is missing, malformed, or there twice."
    InvalidGrant 400 "invalid_grant" "The token that was shown is not valid, or is another client's."
    InvalidScope 400 "invalid_scope" "A scope is unknown, not registered for the mini-app, or more than was granted."
    UnauthorizedClient 400 "unauthorized_client" "The client may not use this grant."
    AuthorizationPending 400 "authorization_pending" "Device: nobody has answered. Ask again after the interval."
    SlowDown 400 "slow_down" "Device: the questions come too often. The interval grows by five seconds."
    Declined 400 "access_denied" "Device: the person said no."
    ExpiredToken 400 "expired_token" "Device: nobody answered in time."
    UnsupportedGrantType 400 "unsupported_grant_type" "The server does not have this grant."
    InvalidClient 401 "invalid_client" "The client is unknown or suspended, or did not authenticate as it must."
    AccessDenied 403 "access_denied" "The person is suspended."
    NotWhitelisted 403 "developer_not_whitelisted" "The person is not on the whitelist of developers."
    ConsentRequired 403 "consent_required" "The person has to agree first, at `consent_ui_endpoint`."
    Suspended 403 "temporarily_unavailable" "The caller is suspended for a while; `suspended_until` says until when."
    NotFound 404 "invalid_request" "There is nothing at this address."
    MethodNotAllowed 405 "invalid_request" "This address does not have this method."
    TooLarge 413 "invalid_request" "The body is too large."
    UnsupportedMediaType 415 "invalid_request" "The body is not `application/x-www-form-urlencoded`."
    RateLimited 429 "temporarily_unavailable" "Too many requests; `Retry-After` says how long to wait."
    HeadersTooLarge 431 "invalid_request" "The header block is too large."
    ServerError 500 "server_error" "The server failed; the request id finds the reason in its log."
    Unavailable 503 "temporarily_unavailable" "Not possible at the moment; `Retry-After` says when to try again."
}

/// What every OAuth operation can refuse with.
const COMMON: &[Reason] =
    &[Reason::Suspended, Reason::RateLimited, Reason::HeadersTooLarge, Reason::ServerError, Reason::Unavailable];

/// What those can refuse with that clients send forms to.
const OF_FORMS: &[Reason] = &[Reason::InvalidRequest, Reason::InvalidClient, Reason::TooLarge, Reason::UnsupportedMediaType];

/// What the token endpoint can refuse with beyond that.
const OF_GRANTS: &[Reason] = &[
    Reason::InvalidGrant,
    Reason::InvalidScope,
    Reason::UnauthorizedClient,
    Reason::AuthorizationPending,
    Reason::SlowDown,
    Reason::Declined,
    Reason::ExpiredToken,
    Reason::UnsupportedGrantType,
    Reason::AccessDenied,
    Reason::ConsentRequired,
];

/// The same for the developer console's.
const OF_DEVELOPERS: &[Reason] =
    &[Reason::InvalidGrant, Reason::UnsupportedGrantType, Reason::AccessDenied, Reason::NotWhitelisted];

/// What authorization endpoints can refuse with beside their pages and redirects: what the pipeline says before they are asked,
/// or when they take too long.
const OF_BROWSERS: &[Reason] = &[Reason::HeadersTooLarge, Reason::ServerError, Reason::Unavailable];

/// What the operation of this id can refuse with, beside what it documents itself.
pub fn reasons_of(operation: &str) -> impl Iterator<Item = Reason> {
    let common = match operation {
        OAuthAuthorize::ID | DeveloperAuthorize::ID => OF_BROWSERS,
        _ => COMMON,
    };
    let (forms, more): (&[Reason], &[Reason]) = match operation {
        OAuthAuthorize::ID | DeveloperAuthorize::ID => (&[], &[]),
        OAuthToken::ID => (OF_FORMS, OF_GRANTS),
        OAuthDevice::ID => (OF_FORMS, &[Reason::InvalidScope]),
        DeveloperToken::ID => (OF_FORMS, OF_DEVELOPERS),
        _ => (OF_FORMS, &[]),
    };
    Reason::ALL.iter().copied().filter(move |reason| [common, forms, more].iter().any(|listed| listed.contains(reason)))
}

/// A failure on its way out.
#[derive(Clone, Debug)]
pub struct OAuthError {
    /// Why.
    pub reason: Reason,
    /// `error_description`: for the developer of the client.
    pub description: Cow<'static, str>,
    /// What else the answer holds.
    pub fields: Map<String, Value>,
    /// When to come back.
    pub retry_after: Option<Duration>,
    /// What only the log is told.
    pub inside: Option<String>,
}

impl OAuthError {
    /// A failure that the caller is told about with no more than this.
    pub fn new(reason: Reason, description: impl Into<Cow<'static, str>>) -> Self {
        Self { reason, description: description.into(), fields: Map::new(), retry_after: None, inside: None }
    }

    /// Adds a field to the answer.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.fields.insert(name.to_owned(), value.into());
        self
    }

    /// The answer.
    pub fn respond(&self) -> Response {
        let mut body = self.fields.clone();
        body.insert("error".to_owned(), self.reason.name().into());
        body.insert("error_description".to_owned(), ascii(&self.description).into());
        let mut response = Response::builder()
            .status(self.reason.status())
            .content_type("application/json")
            .header("Cache-Control", "no-store")
            .header("Pragma", "no-cache");
        if let Some(wait) = self.retry_after {
            response = response.header("Retry-After", wait.as_secs().max(1));
        }
        if self.reason == Reason::InvalidClient {
            response = response.header("WWW-Authenticate", "Basic realm=\"tmcp\"");
        }
        response.body(Value::Object(body).to_string())
    }
}

/// Rooms that know nothing of OAuth refuse with codes; a token that they refuse is the grant, a mini-app the client.
impl<E: Into<ApiError>> From<E> for OAuthError {
    fn from(error: E) -> Self {
        let ApiError { rejection, retry_after, inside } = error.into();
        let reason = match rejection.code {
            Code::InvalidToken => Reason::InvalidGrant,
            Code::MiniappNotFound => Reason::InvalidClient,
            Code::InvalidScope => Reason::InvalidScope,
            Code::UserSuspended => Reason::AccessDenied,
            Code::InsufficientPermissions if rejection.details.get("reason").is_some_and(|reason| reason == NOT_WHITELISTED) => {
                Reason::NotWhitelisted
            }
            Code::AccountSuspended => Reason::Suspended,
            Code::NotFound => Reason::NotFound,
            Code::MethodNotAllowed => Reason::MethodNotAllowed,
            Code::PayloadTooLarge => Reason::TooLarge,
            Code::UnsupportedMediaType => Reason::UnsupportedMediaType,
            Code::RateLimitExceeded => Reason::RateLimited,
            Code::HeadersTooLarge => Reason::HeadersTooLarge,
            Code::ServiceUnavailable => Reason::Unavailable,
            Code::InternalError => Reason::ServerError,
            _ => Reason::InvalidRequest,
        };
        let retry_after =
            retry_after.or_else(|| rejection.details.get("retry_after").and_then(Value::as_u64).map(Duration::from_secs));
        let fields = if reason == Reason::Suspended { rejection.details } else { Map::new() };
        Self { reason, description: rejection.message, fields, retry_after, inside }
    }
}

impl From<OAuthError> for poem::Error {
    fn from(error: OAuthError) -> Self {
        let mut carrier = Self::from_status(error.reason.status());
        carrier.set_data(error);
        carrier
    }
}

/// A failure of the OAuth operation `O`; its documented answers come from [`reasons_of`] (see `document`).
pub struct OAuthRefusal<O>(OAuthError, PhantomData<fn() -> O>);

/// What a handler of the OAuth operation `O` answers with.
pub type OAuthReply<O, T> = Result<Answer<T>, OAuthRefusal<O>>;

impl<O, E: Into<OAuthError>> From<E> for OAuthRefusal<O> {
    fn from(error: E) -> Self {
        Self(error.into(), PhantomData)
    }
}

impl<O: Operation> From<OAuthRefusal<O>> for poem::Error {
    fn from(refusal: OAuthRefusal<O>) -> Self {
        refusal.0.into()
    }
}

impl<O: Operation> ApiResponse for OAuthRefusal<O> {
    fn meta() -> MetaResponses {
        MetaResponses { responses: Vec::new() }
    }

    fn register(_: &mut Registry) {}
}

/// `error_description` allows printable ASCII without quotes and backslashes (RFC 6749 section 5.2).
pub(super) fn ascii(text: &str) -> String {
    text.chars()
        .map(|letter| if matches!(letter, ' '..='~') && letter != '"' && letter != '\\' { letter } else { '\'' })
        .collect()
}
