//! Permissions as values: a handler that holds a [`Caller`], a [`Holder`], [`Anyone`] or the like runs for somebody who is authenticated,
//! in scope and within the limits, in that order. There is no other way to get one.

use std::{marker::PhantomData, sync::Arc};

use poem::{Request, RequestBody, http::header};
use poem_openapi::{
    ApiExtractor, ApiExtractorType, ExtractParamOptions,
    registry::{MetaSecurityScheme, Registry},
};

use crate::{
    command::IdempotencyKey,
    edge::{Person, TokenKind},
    identity::{TokenError, Verified},
    kernel::{Actor, Code, Ctx, Rejection, SessionId, UserId},
    limits::{self, Decision},
};

use super::{
    cookie::{self, ACCOUNT_CLIENT, SignedIn},
    error::ApiError,
    info::{Info, SharedInfo},
    operations::{Access, AccountSignOut, Operation},
};

/// Somebody with a TEP token that may do `O`, or a person on the account pages, who may do everything of their own.
pub struct Caller<O> {
    /// The request.
    pub info: SharedInfo,
    /// What the token says; for a person on the account pages, what one would say.
    pub token: Arc<Verified>,
    operation: PhantomData<fn() -> O>,
}

/// A person themselves: with their own Matrix token, which no mini-app has, or on the account pages.
pub struct Holder<O> {
    /// The request.
    pub info: SharedInfo,
    /// Who. A sign-in to the account pages is worth a Matrix access token: it was made from one, or from what makes one.
    pub person: Person,
    /// Their session of the account pages, when that is where they are.
    pub session: Option<SessionId>,
    operation: PhantomData<fn() -> O>,
}

/// A person on the account pages.
pub struct Visitor<O> {
    /// The request.
    pub info: SharedInfo,
    /// Who, and in which session.
    pub signed_in: SignedIn,
    operation: PhantomData<fn() -> O>,
}

/// Whoever it is.
pub struct Anyone<O> {
    /// The request.
    pub info: SharedInfo,
    operation: PhantomData<fn() -> O>,
}

/// Whoever it is, in a browser that may be signed in to the account pages. Who it is, is told when the request is counted. The
/// handler has to refuse suspended people.
pub struct Browser<O> {
    /// The request.
    pub info: SharedInfo,
    signed_in: Result<Option<SignedIn>, ApiError>,
    sent_by_others: bool,
    operation: PhantomData<fn() -> O>,
}

impl<O: Operation> Caller<O> {
    /// The context of a command that they give.
    pub fn ctx(&self) -> Ctx {
        let Verified { user, client, session, .. } = &*self.token;
        self.info.ctx(Actor::User { user: user.clone(), client: Some(client.clone()), session: Some(*session) })
    }

    /// Their idempotency key, if they gave one: in the body, or else in the header. It is theirs and their client's, for this
    /// operation and `object`.
    pub fn key(&self, given: KeyGiven<'_>, object: &str, fingerprint: [u8; 32]) -> Result<Option<IdempotencyKey>, Rejection> {
        let caller = format!("{}|{}", self.token.user, self.token.client);
        given.checked().map(|key| key.map(|key| IdempotencyKey::new(&caller, &format!("{}/{object}", O::ID), key, fingerprint)))
    }
}

impl<O: Operation> Holder<O> {
    /// The context of a command that they give.
    pub fn ctx(&self) -> Ctx {
        let client = self.session.map(|_| ACCOUNT_CLIENT.to_owned());
        self.info.ctx(Actor::User { user: self.person.user.clone(), client, session: self.session })
    }

    /// Their idempotency key; see [`Caller::key`].
    pub fn key(&self, given: KeyGiven<'_>, object: &str, fingerprint: [u8; 32]) -> Result<Option<IdempotencyKey>, Rejection> {
        let caller = format!("{}|", self.person.user);
        given.checked().map(|key| key.map(|key| IdempotencyKey::new(&caller, &format!("{}/{object}", O::ID), key, fingerprint)))
    }
}

impl<O: Operation> Visitor<O> {
    /// The context of a command that they give.
    pub fn ctx(&self) -> Ctx {
        let SignedIn { user, session, .. } = &self.signed_in;
        self.info.ctx(Actor::User { user: user.clone(), client: Some(ACCOUNT_CLIENT.to_owned()), session: Some(*session) })
    }
}

impl<O: Operation> Browser<O> {
    /// Counts the request and says who it is, if they are signed in. Any page can send a person's browser here, so nothing of it
    /// counts against the person: what others sent counts with its address, and the rest never leads to a suspension.
    pub fn person(&self) -> Result<Option<&SignedIn>, ApiError> {
        let signed_in = self.signed_in.as_ref().map_err(ApiError::clone)?.as_ref();
        let caller = match signed_in.filter(|_| !self.sent_by_others) {
            Some(SignedIn { user, .. }) => limits::Caller::Named { user: user.as_str(), from: None },
            None => limits::Caller::Address(self.info.address),
        };
        limit::<O>(&self.info, &caller)?;
        Ok(signed_in)
    }

    /// The context of a command that `signed_in` gives through `client`.
    pub fn ctx(&self, signed_in: &SignedIn, client: &str) -> Ctx {
        let SignedIn { user, session, .. } = signed_in;
        self.info.ctx(Actor::User { user: user.clone(), client: Some(client.to_owned()), session: Some(*session) })
    }
}

/// The two places that an idempotency key can be in; the body wins.
#[derive(Clone, Copy, Debug)]
pub struct KeyGiven<'a> {
    /// `idempotency_key` of the body.
    pub body: Option<&'a str>,
    /// The `Idempotency-Key` header.
    pub header: Option<&'a str>,
}

impl<'a> KeyGiven<'a> {
    const LONGEST: usize = 255;

    /// The key, if there is one and it is no nonsense.
    pub(super) fn checked(self) -> Result<Option<&'a str>, Rejection> {
        let key = self.body.or(self.header);
        match key {
            Some(key) if key.is_empty() || key.len() > Self::LONGEST || key.contains(char::is_control) => {
                Err(Rejection::field("/idempotency_key", "An idempotency key has 1 to 255 characters."))
            }
            key => Ok(key),
        }
    }
}

/// Refuses to go on without a key.
pub fn required(key: Option<IdempotencyKey>) -> Result<IdempotencyKey, Rejection> {
    key.ok_or_else(|| Rejection::field("/idempotency_key", "This operation needs an idempotency key."))
}

const TEP: &str = "tep";
const MATRIX: &str = "matrix";
/// The scheme of the account pages' cookie in the document.
pub(super) const ACCOUNT: &str = "account";

impl<'a, O: Operation> ApiExtractor<'a> for Caller<O> {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::SecurityScheme];
    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        registry.create_security_scheme(TEP, bearer("A TEP token from `POST /oauth2/token`.", Some("JWT")));
        register_account(registry);
    }

    fn security_schemes() -> Vec<&'static str> {
        vec![TEP, ACCOUNT]
    }

    async fn from_request(request: &'a Request, _: &mut RequestBody, _: ExtractParamOptions<()>) -> poem::Result<Self> {
        let info = Arc::clone(Info::of(request)?);
        let _ = info.operation.set(O::ID);
        let token = match account_of(request, &info).await? {
            Some(signed_in) => Arc::new(signed_in.as_token(&info)?),
            None => {
                let token = bearer_token(request).ok_or_else(|| unauthenticated("A TEP token is needed."))?;
                info.edge.tokens.verify(token, info.now).map_err(refused_token)?
            }
        };
        let _ = info.user.set(token.user.clone());
        let _ = info.client.set(token.client.clone());
        if let Some(missing) = O::SCOPES.iter().find(|scope| !token.scopes.contains(**scope)) {
            let refusal = Rejection::new(Code::InvalidScope, format!("The token lacks the scope {}.", missing.name()));
            return Err(ApiError::from(refusal.with("required_scope", missing.name())).into());
        }
        limit::<O>(&info, &limits::Caller::Person { user: token.user.as_str(), client: Some(&token.client) })?;
        Ok(Self { info, token, operation: PhantomData })
    }
}

impl<'a, O: Operation> ApiExtractor<'a> for Holder<O> {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::SecurityScheme];
    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        registry.create_security_scheme(MATRIX, bearer("The person's own Matrix access token.", None));
        register_account(registry);
    }

    fn security_schemes() -> Vec<&'static str> {
        vec![MATRIX, ACCOUNT]
    }

    async fn from_request(request: &'a Request, _: &mut RequestBody, _: ExtractParamOptions<()>) -> poem::Result<Self> {
        let info = Arc::clone(Info::of(request)?);
        let _ = info.operation.set(O::ID);
        if let Some(SignedIn { user, session, .. }) = account_of(request, &info).await? {
            limit::<O>(&info, &limits::Caller::Person { user: user.as_str(), client: Some(ACCOUNT_CLIENT) })?;
            let person = Person { user, by: TokenKind::Access };
            return Ok(Self { info, person, session: Some(session), operation: PhantomData });
        }
        let token = bearer_token(request).ok_or_else(|| unauthenticated("The person's own Matrix token is needed."))?;
        if is_of_ours(token) {
            return Err(step_up().into());
        }
        // Asking the homeserver costs; until it has answered, the address is all that is known.
        check_limit(&info, limits::Class::OauthToken, &limits::Caller::Address(info.address))?;
        let found = info.edge.identify(token, TokenKind::Access).await.map_err(ApiError::from)?;
        let person = found.ok_or_else(|| unauthenticated("The Matrix token is not valid here."))?;
        let _ = info.user.set(person.user.clone());
        if info.edge.live.is_suspended(&person.user) {
            return Err(ApiError::new(Code::UserSuspended, "The user is suspended.").into());
        }
        limit::<O>(&info, &limits::Caller::Person { user: person.user.as_str(), client: None })?;
        Ok(Self { info, person, session: None, operation: PhantomData })
    }
}

impl<'a, O: Operation> ApiExtractor<'a> for Visitor<O> {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::SecurityScheme];
    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        register_account(registry);
    }

    fn security_schemes() -> Vec<&'static str> {
        vec![ACCOUNT]
    }

    async fn from_request(request: &'a Request, _: &mut RequestBody, _: ExtractParamOptions<()>) -> poem::Result<Self> {
        let info = Arc::clone(Info::of(request)?);
        let _ = info.operation.set(O::ID);
        // Who is suspended may leave, and no more.
        let found = match O::ID {
            AccountSignOut::ID => suspended_or_not(request, &info).await?,
            _ => account_of(request, &info).await?,
        };
        let signed_in = found.ok_or_else(|| unauthenticated("Sign in first."))?;
        limit::<O>(&info, &limits::Caller::Person { user: signed_in.user.as_str(), client: Some(ACCOUNT_CLIENT) })?;
        Ok(Self { info, signed_in, operation: PhantomData })
    }
}

impl<'a, O: Operation> ApiExtractor<'a> for Anyone<O> {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::PoemExtractor];
    type ParamType = ();
    type ParamRawType = ();

    async fn from_request(request: &'a Request, _: &mut RequestBody, _: ExtractParamOptions<()>) -> poem::Result<Self> {
        let info = Arc::clone(Info::of(request)?);
        let _ = info.operation.set(O::ID);
        if O::ACCESS != Access::Probe {
            limit::<O>(&info, &limits::Caller::Address(info.address))?;
        }
        Ok(Self { info, operation: PhantomData })
    }
}

impl<'a, O: Operation> ApiExtractor<'a> for Browser<O> {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::PoemExtractor];
    type ParamType = ();
    type ParamRawType = ();

    async fn from_request(request: &'a Request, _: &mut RequestBody, _: ExtractParamOptions<()>) -> poem::Result<Self> {
        let info = Arc::clone(Info::of(request)?);
        let _ = info.operation.set(O::ID);
        let signed_in = cookie::signed_in(request, &info).await;
        if let Ok(Some(SignedIn { user, .. })) = &signed_in {
            let _ = info.user.set(user.clone());
        }
        let sent_by_others = cookie::is_sent_by_others(request);
        Ok(Self { info, signed_in, sent_by_others, operation: PhantomData })
    }
}

/// The person on the account pages that the request comes from. A request that brings an `Authorization` header speaks by that
/// alone.
///
/// # Errors
/// They are suspended: 403 `USER_SUSPENDED`. Another site sent the request: 403 `INSUFFICIENT_PERMISSIONS`.
pub(super) async fn account_of(request: &Request, info: &Info) -> Result<Option<SignedIn>, ApiError> {
    let found = suspended_or_not(request, info).await?;
    if found.as_ref().is_some_and(|signed_in| info.edge.live.is_suspended(&signed_in.user)) {
        return Err(ApiError::new(Code::UserSuspended, "The user is suspended."));
    }
    Ok(found)
}

async fn suspended_or_not(request: &Request, info: &Info) -> Result<Option<SignedIn>, ApiError> {
    if request.headers().contains_key(header::AUTHORIZATION) {
        return Ok(None);
    }
    let Some(signed_in) = cookie::signed_in(request, info).await? else { return Ok(None) };
    // A link elsewhere brings the cookie, and would count against the person until they are suspended.
    if cookie::is_sent_by_others(request) {
        return Err(ApiError::new(Code::InsufficientPermissions, "The request comes from another site."));
    }
    let _ = info.user.set(signed_in.user.clone());
    let _ = info.client.set(ACCOUNT_CLIENT.to_owned());
    Ok(Some(signed_in))
}

/// Whether the server itself issues tokens that look like this one, so that it is no Matrix token.
pub(super) fn is_of_ours(token: &str) -> bool {
    ["tep.", "dev.", "rt_", "adm_"].iter().any(|prefix| token.starts_with(prefix))
}

/// Names the account pages' cookie in the document.
pub(super) fn register_account(registry: &mut Registry) {
    let description = "The account pages' cookie, `__Host-tmcpd_account` where the server is reached by https. What changes \
        something carries `X-CSRF-Token` as well, and comes from our own pages.";
    registry.create_security_scheme(
        ACCOUNT,
        MetaSecurityScheme {
            ty: "apiKey",
            description: Some(description),
            name: Some("tmcpd_account"),
            key_in: Some("cookie"),
            scheme: None,
            bearer_format: None,
            flows: None,
            openid_connect_url: None,
        },
    );
}

/// The token of an `Authorization: Bearer` header (RFC 6750 section 2.1).
pub fn bearer_token(request: &Request) -> Option<&str> {
    let value = request.headers().get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    (scheme.eq_ignore_ascii_case("bearer") && !token.trim().is_empty()).then(|| token.trim())
}

/// 403 for a mini-app that tries what only the person may do.
fn step_up() -> ApiError {
    ApiError::new(
        Code::StepUpRequired,
        "Only the person can do this, with their own Matrix token or on the account pages; a mini-app's token never suffices.",
    )
}

/// 401.
pub(super) fn unauthenticated(message: &'static str) -> ApiError {
    ApiError::new(Code::InvalidToken, message)
}

/// What a caller is told of a token that is refused, and what the log is.
pub(super) fn refused_token(error: TokenError) -> ApiError {
    match error {
        TokenError::UserSuspended => ApiError::new(Code::UserSuspended, "The user is suspended."),
        TokenError::Foreign | TokenError::Expired | TokenError::Revoked | TokenError::MiniAppSuspended => {
            let mut refused = unauthenticated("The token is malformed, expired or revoked.");
            refused.inside = Some(error.to_string());
            refused
        }
    }
}

pub(super) fn limit<O: Operation>(info: &Info, caller: &limits::Caller<'_>) -> Result<(), ApiError> {
    limit_in(info, O::CLASS, caller)
}

/// Counts a request of `class` by `caller`, or refuses it.
pub(super) fn limit_in(info: &Info, class: limits::Class, caller: &limits::Caller<'_>) -> Result<(), ApiError> {
    let state = check_limit(info, class, caller)?;
    let _ = info.limit.set(state);
    Ok(())
}

/// The same without showing what is left in the headers.
fn check_limit(info: &Info, class: limits::Class, caller: &limits::Caller<'_>) -> Result<limits::State, ApiError> {
    match info.edge.limits.check(class, caller, info.now) {
        Decision::Allowed(state) => Ok(state),
        Decision::Limited { state, retry_after } => {
            let _ = info.limit.set(state);
            let wait = retry_after.as_secs() + 1;
            let rejection = Rejection::new(Code::RateLimitExceeded, "Too many requests.").with("retry_after", wait);
            Err(ApiError { rejection, retry_after: Some(std::time::Duration::from_secs(wait)), inside: None })
        }
        Decision::Suspended { until, reason } => {
            let appeal = info.edge.settings().server.link("/account");
            let rejection = Rejection::new(Code::AccountSuspended, "Access is suspended for a while.")
                .with("suspended_until", until.to_string())
                .with("reason", reason.text())
                .with("appeal_url", appeal);
            Err(rejection.into())
        }
        Decision::Undecidable => Err(ApiError::new(Code::ServiceUnavailable, "Too many callers at once. Try again in a moment.")),
    }
}

/// The user id in a path or body; `INVALID_REQUEST` naming `field` otherwise.
pub fn user_id(text: &str, field: &str) -> Result<UserId, Rejection> {
    UserId::parse(text).map_err(|error| Rejection::field(field, error.to_string()))
}

/// A bearer token as a scheme of the document.
pub(super) fn bearer(description: &'static str, format: Option<&'static str>) -> MetaSecurityScheme {
    MetaSecurityScheme {
        ty: "http",
        description: Some(description),
        name: None,
        key_in: None,
        scheme: Some("bearer"),
        bearer_format: format,
        flows: None,
        openid_connect_url: None,
    }
}
