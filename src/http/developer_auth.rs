//! Permission on the developers' side of the platform: a handler that holds a [`Developer`] runs for somebody on the whitelist, and
//! one that holds a [`Candidate`] for somebody who may not be on it yet. Both come with a developer token or from the account
//! pages; the whitelist is asked at each request. A mini-app's token, which acts for the same person, is not enough and is told so.

use std::{marker::PhantomData, sync::Arc};

use poem::{Request, RequestBody};
use poem_openapi::{ApiExtractor, ApiExtractorType, ExtractParamOptions, registry::Registry};

use crate::{
    command::IdempotencyKey,
    developers::{NOT_WHITELISTED, is_whitelisted},
    identity::DEVELOPER_CLIENT,
    kernel::{Actor, Code, Ctx, Rejection, SessionId, UserId},
    limits,
};

use super::{
    auth::{self, ACCOUNT, KeyGiven, account_of, bearer, bearer_token, limit_in, refused_token, unauthenticated},
    cookie::ACCOUNT_CLIENT,
    error::ApiError,
    info::{Info, SharedInfo},
    operations::Operation,
};

const SCHEME: &str = "developer";

/// A developer who is on the whitelist.
pub struct Developer<O>(Candidate<O>);

/// Somebody who is, or may become, a developer.
pub struct Candidate<O> {
    /// The request.
    pub info: SharedInfo,
    /// Who.
    pub user: UserId,
    /// Whether they are on the whitelist.
    pub whitelisted: bool,
    client: &'static str,
    session: SessionId,
    operation: PhantomData<fn() -> O>,
}

impl<O> std::ops::Deref for Developer<O> {
    type Target = Candidate<O>;

    fn deref(&self) -> &Candidate<O> {
        &self.0
    }
}

impl<O: Operation> Candidate<O> {
    /// The context of a command that they give.
    pub fn ctx(&self) -> Ctx {
        let actor = Actor::User { user: self.user.clone(), client: Some(self.client.to_owned()), session: Some(self.session) };
        self.info.ctx(actor)
    }

    /// Their idempotency key; see `Caller::key`.
    pub fn key(&self, given: KeyGiven<'_>, object: &str, fingerprint: [u8; 32]) -> Result<Option<IdempotencyKey>, Rejection> {
        let caller = format!("{}|{}", self.user, self.client);
        given.checked().map(|key| key.map(|key| IdempotencyKey::new(&caller, &format!("{}/{object}", O::ID), key, fingerprint)))
    }

    async fn of(request: &Request) -> poem::Result<Self> {
        let info = Arc::clone(Info::of(request)?);
        let _ = info.operation.set(O::ID);
        let (user, session, client) = match account_of(request, &info).await? {
            Some(signed_in) => (signed_in.user, signed_in.session, ACCOUNT_CLIENT),
            None => by_token(request, &info)?,
        };
        let whitelisted = info.edge.commands.store().read(|reader| is_whitelisted(reader, &user)).map_err(ApiError::from)?;
        Ok(Self { info, user, whitelisted, client, session, operation: PhantomData })
    }

    fn count(&self) -> Result<(), ApiError> {
        limit_in(&self.info, O::CLASS, &limits::Caller::Person { user: self.user.as_str(), client: Some(self.client) })
    }
}

impl<'a, O: Operation> ApiExtractor<'a> for Developer<O> {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::SecurityScheme];
    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        register(registry);
    }

    fn security_schemes() -> Vec<&'static str> {
        vec![SCHEME, ACCOUNT]
    }

    async fn from_request(request: &'a Request, _: &mut RequestBody, _: ExtractParamOptions<()>) -> poem::Result<Self> {
        let somebody = Candidate::of(request).await?;
        if !somebody.whitelisted {
            let refusal =
                Rejection::new(Code::InsufficientPermissions, "Only people on the whitelist of developers can do this.");
            return Err(ApiError::from(refusal.with("reason", NOT_WHITELISTED)).into());
        }
        somebody.count()?;
        Ok(Self(somebody))
    }
}

impl<'a, O: Operation> ApiExtractor<'a> for Candidate<O> {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::SecurityScheme];
    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        register(registry);
    }

    fn security_schemes() -> Vec<&'static str> {
        vec![SCHEME, ACCOUNT]
    }

    async fn from_request(request: &'a Request, _: &mut RequestBody, _: ExtractParamOptions<()>) -> poem::Result<Self> {
        let somebody = Self::of(request).await?;
        somebody.count()?;
        Ok(somebody)
    }
}

/// Refuses a mini-app's token, with or without a person in it: 403 `forbidden_platform_endpoint`.
pub(super) fn refuse_mini_apps(token: &str, info: &Info) -> Result<(), ApiError> {
    let tokens = &info.edge.tokens;
    if tokens.verify(token, info.now).is_ok() || tokens.verify_client(token, info.now).is_ok() {
        return Err(ApiError::new(Code::ForbiddenPlatformEndpoint, "A mini-app's token is not enough for the platform itself."));
    }
    Ok(())
}

fn by_token(request: &Request, info: &Info) -> Result<(UserId, SessionId, &'static str), ApiError> {
    let needed = "A developer token is needed, or a sign-in to the account pages.";
    let token = bearer_token(request).ok_or_else(|| unauthenticated(needed))?;
    refuse_mini_apps(token, info)?;
    let verified = info.edge.tokens.verify_developer(token, info.now).map_err(refused_token)?;
    let _ = info.user.set(verified.user.clone());
    let _ = info.client.set(DEVELOPER_CLIENT.to_owned());
    Ok((verified.user.clone(), verified.session, DEVELOPER_CLIENT))
}

fn register(registry: &mut Registry) {
    let description = "A developer token, `dev.…`, from `POST /oauth2/developer/token`.";
    registry.create_security_scheme(SCHEME, bearer(description, Some("JWT")));
    auth::register_account(registry);
}
