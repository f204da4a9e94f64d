//! Permission to act on the server as a whole: a handler that holds an [`Admin`] runs for an admin whose role is enough for the
//! operation. Two ways lead there, and no person's or mini-app's token is one of them: an API token `adm_…`, or the control
//! socket (see `control`), which only the machine's operator reaches.

use std::{marker::PhantomData, sync::Arc};

use poem::{Request, RequestBody};
use poem_openapi::{ApiExtractor, ApiExtractorType, ExtractParamOptions, registry::Registry};

use crate::{
    command::IdempotencyKey,
    identity::{admin_token, suffices},
    kernel::{Actor, Code, Ctx, Rejection, sha256},
    limits,
};

use super::{
    auth::{KeyGiven, bearer, bearer_token, limit_in},
    control::AtTheMachine,
    developer_auth::refuse_mini_apps,
    error::ApiError,
    info::{Info, SharedInfo},
    operations::Operation,
};

/// What every admin token begins with.
pub const PREFIX: &str = "adm_";

const SCHEME: &str = "admin";

/// An admin who may do `O`.
pub struct Admin<O> {
    /// The request.
    pub info: SharedInfo,
    actor: Actor,
    operation: PhantomData<fn() -> O>,
}

impl<O: Operation> Admin<O> {
    /// The context of a command that they give. The operator comes from no address.
    pub fn ctx(&self) -> Ctx {
        match self.actor {
            Actor::Operator => Ctx::for_request(self.info.now, Actor::Operator, None, self.info.id, &*self.info.edge.rng),
            _ => self.info.ctx(self.actor.clone()),
        }
    }

    /// Their idempotency key; see `Caller::key`.
    pub fn key(&self, given: KeyGiven<'_>, object: &str, fingerprint: [u8; 32]) -> Result<Option<IdempotencyKey>, Rejection> {
        let caller = self.actor.to_string();
        given.checked().map(|key| key.map(|key| IdempotencyKey::new(&caller, &format!("{}/{object}", O::ID), key, fingerprint)))
    }
}

impl<'a, O: Operation> ApiExtractor<'a> for Admin<O> {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::SecurityScheme];
    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        registry.create_security_scheme(SCHEME, bearer("An admin's API token, `adm_…`.", None));
    }

    fn security_schemes() -> Vec<&'static str> {
        vec![SCHEME]
    }

    async fn from_request(request: &'a Request, _: &mut RequestBody, _: ExtractParamOptions<()>) -> poem::Result<Self> {
        let info = Arc::clone(Info::of(request)?);
        let _ = info.operation.set(O::ID);
        let actor = if request.extensions().get::<AtTheMachine>().is_some() {
            // Whoever can open the data files need not be kept from asking often.
            Actor::Operator
        } else {
            by_token::<O>(request, &info)?
        };
        let _ = info.client.set(actor.to_string());
        Ok(Self { info, actor, operation: PhantomData })
    }
}

/// The admin whose token the request shows, within role and limits.
fn by_token<O: Operation>(request: &Request, info: &Info) -> Result<Actor, ApiError> {
    let shown = bearer_token(request).ok_or_else(|| ApiError::new(Code::InvalidToken, "An admin token is needed."))?;
    let digest = sha256(shown.as_bytes());
    let found = match shown.starts_with(PREFIX) {
        true => info.edge.commands.store().read(|reader| admin_token(reader, &digest, info.now))?,
        false => None,
    };
    let Some(row) = found else {
        // Whoever guesses is counted by address. Those who show a good token are not, so that no guesser stands in their way.
        limit_in(info, limits::Class::OauthToken, &limits::Caller::Address(info.address))?;
        refuse_mini_apps(shown, info)?;
        return Err(ApiError::new(Code::InvalidToken, "The token is not an admin's, or it has expired or was revoked."));
    };
    let id = row.id.to_string();
    let _ = info.client.set(id.clone());
    if !suffices(row.role, O::ROLE) {
        let message = format!("This is for the role {}; the token's is {}.", O::ROLE.name(), row.role.name());
        return Err(Rejection::new(Code::InsufficientPermissions, message).with("required_role", O::ROLE.name()).into());
    }
    limit_in(info, O::CLASS, &limits::Caller::Client(&id))?;
    Ok(Actor::Admin(row.id))
}
