//! Permission for a mini-app's backend: a handler that holds a [`Backend`] runs for a confidential client that showed its secret
//! (`Basic`, RFC 6749 section 2.3.1) or a token that it got for it (`client_credentials`). A person's token never passes for
//! either. A [`Party`] is the backend, or the person whose object it is; a [`Merchant`] is the backend, or an admin in its place.

use std::{marker::PhantomData, sync::Arc};

use poem::{Request, RequestBody};
use poem_openapi::{ApiExtractor, ApiExtractorType, ExtractParamOptions, registry::Registry};

use crate::{
    command::IdempotencyKey,
    identity::{Client, TokenError, find_client},
    kernel::{Actor, Code, Ctx, Rejection},
    limits,
};

use super::{
    admin_auth::{Admin, PREFIX},
    auth::{Caller, KeyGiven, bearer, bearer_token, limit_in},
    control::AtTheMachine,
    error::ApiError,
    info::{Info, SharedInfo},
    oauth::Credentials,
    operations::Operation,
};

/// A mini-app's backend.
pub struct Backend<O> {
    /// The request.
    pub info: SharedInfo,
    /// The mini-app, and the client that speaks for it.
    pub client: Client,
    operation: PhantomData<fn() -> O>,
}

/// Either side of something between a person and a mini-app.
pub enum Party<O> {
    /// The person.
    Person(Caller<O>),
    /// The mini-app's backend.
    Backend(Backend<O>),
}

/// A mini-app's backend, or an admin who acts for it.
pub enum Merchant<O> {
    /// The backend.
    Backend(Backend<O>),
    /// An admin.
    Admin(Admin<O>),
}

const TOKEN: &str = "client_token";

impl<O: Operation> Backend<O> {
    /// The context of a command that it gives.
    pub fn ctx(&self) -> Ctx {
        self.info.ctx(Actor::Client(self.client.id.clone()))
    }

    /// Its idempotency key; see [`Caller::key`]. Both halves of a mini-app share their keys.
    pub fn key(&self, given: KeyGiven<'_>, object: &str, fingerprint: [u8; 32]) -> Result<Option<IdempotencyKey>, Rejection> {
        let caller = format!("c/{}", self.client.miniapp);
        given.checked().map(|key| key.map(|key| IdempotencyKey::new(&caller, &format!("{}/{object}", O::ID), key, fingerprint)))
    }

    /// The backend that `request` comes from; `None` when it shows nothing that a backend could show.
    async fn of(request: &Request) -> poem::Result<Option<Self>> {
        let info = Arc::clone(Info::of(request)?);
        let _ = info.operation.set(O::ID);
        let client = match Credentials::of(request) {
            Credentials::Absent => return Ok(None),
            Credentials::Basic { id, secret } => find(&info, &id)?.filter(|client| client.authenticates(secret.expose())),
            Credentials::Unusable => match bearer_token(request).map(|token| info.edge.tokens.verify_client(token, info.now)) {
                Some(Ok(token)) => find(&info, &token.client)?.filter(Client::is_confidential),
                None | Some(Err(TokenError::Foreign)) => return Ok(None),
                Some(Err(error)) => return Err(ApiError { inside: Some(error.to_string()), ..refused() }.into()),
            },
        };
        let Some(client) = client else {
            // Whoever guesses is counted by address, so that no guesser stands in the way of the client.
            limit_in(&info, limits::Class::OauthToken, &limits::Caller::Address(info.address))?;
            return Err(refused().into());
        };
        let _ = info.client.set(client.id.clone());
        limit_in(&info, O::CLASS, &limits::Caller::Client(&client.id))?;
        Ok(Some(Self { info, client, operation: PhantomData }))
    }
}

impl<'a, O: Operation> ApiExtractor<'a> for Backend<O> {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::SecurityScheme];
    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        Credentials::register(registry);
        registry
            .create_security_scheme(TOKEN, bearer("A client token from `POST /oauth2/token` (client_credentials).", Some("JWT")));
    }

    fn security_schemes() -> Vec<&'static str> {
        [Credentials::security_schemes(), vec![TOKEN]].concat()
    }

    async fn from_request(request: &'a Request, _: &mut RequestBody, _: ExtractParamOptions<()>) -> poem::Result<Self> {
        Self::of(request).await?.ok_or_else(|| refused().into())
    }
}

impl<'a, O: Operation> ApiExtractor<'a> for Party<O> {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::SecurityScheme];
    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        Caller::<O>::register(registry);
        Backend::<O>::register(registry);
    }

    fn security_schemes() -> Vec<&'static str> {
        [Caller::<O>::security_schemes(), Backend::<O>::security_schemes()].concat()
    }

    async fn from_request(request: &'a Request, body: &mut RequestBody, options: ExtractParamOptions<()>) -> poem::Result<Self> {
        match Backend::of(request).await? {
            Some(backend) => Ok(Self::Backend(backend)),
            None => Caller::from_request(request, body, options).await.map(Self::Person),
        }
    }
}

impl<O: Operation> Merchant<O> {
    /// The request.
    pub fn info(&self) -> &SharedInfo {
        match self {
            Self::Backend(backend) => &backend.info,
            Self::Admin(admin) => &admin.info,
        }
    }

    /// The mini-app whose backend it is; `None` for an admin, who may act for every one.
    pub fn miniapp(&self) -> Option<&str> {
        match self {
            Self::Backend(backend) => Some(&backend.client.miniapp),
            Self::Admin(_) => None,
        }
    }

    /// The context of a command that they give.
    pub fn ctx(&self) -> Ctx {
        match self {
            Self::Backend(backend) => backend.ctx(),
            Self::Admin(admin) => admin.ctx(),
        }
    }

    /// Their idempotency key; see [`Caller::key`].
    pub fn key(&self, given: KeyGiven<'_>, object: &str, fingerprint: [u8; 32]) -> Result<Option<IdempotencyKey>, Rejection> {
        match self {
            Self::Backend(backend) => backend.key(given, object, fingerprint),
            Self::Admin(admin) => admin.key(given, object, fingerprint),
        }
    }
}

impl<'a, O: Operation> ApiExtractor<'a> for Merchant<O> {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::SecurityScheme];
    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        Backend::<O>::register(registry);
        Admin::<O>::register(registry);
    }

    fn security_schemes() -> Vec<&'static str> {
        [Backend::<O>::security_schemes(), Admin::<O>::security_schemes()].concat()
    }

    async fn from_request(request: &'a Request, body: &mut RequestBody, options: ExtractParamOptions<()>) -> poem::Result<Self> {
        let by_token = bearer_token(request).is_some_and(|token| token.starts_with(PREFIX));
        if by_token || request.extensions().get::<AtTheMachine>().is_some() {
            return Admin::from_request(request, body, options).await.map(Self::Admin);
        }
        Backend::from_request(request, body, options).await.map(Self::Backend)
    }
}

fn find(info: &Info, id: &str) -> Result<Option<Client>, ApiError> {
    Ok(info.edge.commands.store().read(|reader| find_client(reader, id))?)
}

fn refused() -> ApiError {
    ApiError::new(Code::InvalidToken, "A confidential client's id and secret, or its own token, are needed.")
}
