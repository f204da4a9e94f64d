//! Signing in to the account pages with Matrix. The server has no passwords of its own for people: a provider vouches for them.

use poem::http::header;
use poem_openapi::{Object, OpenApi};
use serde::{Deserialize, Serialize};

use crate::{
    config::Profile,
    http::{
        answer::{Answer, Reply},
        api::Tag,
        auth::{Anyone, limit_in},
        body::Body,
        cookie,
        error::ApiError,
        info::Info,
        operations::{AccountProviders, AccountSignIn},
    },
    identity::StartAccountSession,
    kernel::{Actor, Code, Rejection, Secret, UserId, human_text, sha256},
    limits::{Caller, Class},
    store::rows::SignInMethod,
};

/// Signing in.
pub struct SignInApi;

/// The ways to sign in.
#[derive(Object, Serialize)]
pub struct ProvidersAnswer {
    /// The homeserver's name.
    server_name: String,
    /// Play money, and tokens that everyone knows.
    dev_mode: bool,
    /// With the password of the homeserver.
    password: bool,
    /// By the homeserver's single sign-on.
    sso: Vec<SsoProvider>,
    /// At Matrix Authentication Service.
    mas: bool,
    /// The built-in people of dev mode.
    people: Vec<BuiltIn>,
}

/// A way of single sign-on that the homeserver has.
#[derive(Object, Serialize)]
pub struct SsoProvider {
    id: String,
    name: String,
}

/// Somebody whom dev mode carries.
#[derive(Object, Serialize)]
pub struct BuiltIn {
    user_id: String,
    display_name: String,
}

/// Who somebody says they are.
#[derive(Object, Deserialize)]
pub struct SignInBody {
    /// `password`, or `dev` in dev mode.
    provider: String,
    /// A Matrix id, or its local part.
    user: String,
    /// The homeserver's password.
    password: Option<String>,
}

/// Somebody who is signed in; the cookie is in the header.
#[derive(Object, Serialize)]
pub struct SignedInAnswer {
    user_id: String,
    /// For the `X-CSRF-Token` of what changes something.
    csrf_token: String,
}

#[OpenApi(prefix_path = "/api/v1/account", tag = "Tag::Account")]
impl SignInApi {
    /// Ways to sign in
    #[oai(path = "/providers", method = "get", operation_id = "account_providers")]
    async fn providers(&self, anyone: Anyone<AccountProviders>) -> Reply<AccountProviders, ProvidersAnswer> {
        let edge = &anyone.info.edge;
        let settings = edge.settings();
        let ways = edge.ways_to_sign_in().await;
        let people = edge.homeserver.dev().map(|dev| dev.people()).unwrap_or_default();
        let built_in = |(user, name): (UserId, String)| BuiltIn { user_id: user.to_string(), display_name: name };
        Ok(Answer::new(ProvidersAnswer {
            server_name: settings.matrix.server_name.clone(),
            dev_mode: settings.profile == Profile::Dev,
            password: ways.password,
            sso: ways.sso.into_iter().map(|provider| SsoProvider { id: provider.id, name: provider.name }).collect(),
            mas: ways.mas,
            people: people.into_iter().map(built_in).collect(),
        }))
    }

    /// Sign in
    ///
    /// Makes a session of the account pages for somebody whom a provider vouches for.
    #[oai(path = "/sign-in", method = "post", operation_id = "account_sign_in")]
    async fn sign_in(
        &self,
        anyone: Anyone<AccountSignIn>,
        request: &poem::Request,
        body: Body<SignInBody>,
    ) -> Reply<AccountSignIn, SignedInAnswer> {
        let info = &anyone.info;
        cookie::require_own_page(request, info)?;
        let given = body.value;
        let (user, method) = match given.provider.as_str() {
            "dev" => (built_in(info, &given.user)?, SignInMethod::Dev),
            "password" => (by_password(info, &given.user, given.password).await?, SignInMethod::Password),
            _ => return Err(Rejection::field("/provider", "The server does not have this way to sign in.").into()),
        };
        let fresh = start(info, &user, method, agent(request)).await?;
        let answer = SignedInAnswer { user_id: user.to_string(), csrf_token: fresh.csrf_token };
        Ok(Answer::new(answer).header("Set-Cookie", fresh.set_cookie).header("Cache-Control", "no-store"))
    }
}

/// A session for `user`, whom a provider vouched for.
pub async fn start(info: &Info, user: &UserId, method: SignInMethod, agent: Option<String>) -> Result<cookie::Fresh, ApiError> {
    let edge = &info.edge;
    let secret = edge.rng.token();
    let _ = info.user.set(user.clone());
    let command = StartAccountSession {
        user: user.clone(),
        method,
        secret: sha256(secret.as_bytes()),
        lifetime: edge.settings().tokens.account_lifetime,
        agent,
    };
    let actor = Actor::User { user: user.clone(), client: Some(cookie::ACCOUNT_CLIENT.to_owned()), session: None };
    let session = edge.commands.run(info.ctx(actor), None, command).await?.outcome;
    Ok(cookie::begin(edge, session, &secret))
}

/// What the browser calls itself, cleaned and cut.
pub fn agent(request: &poem::Request) -> Option<String> {
    let text: String = request.headers().get(header::USER_AGENT)?.to_str().ok()?.chars().take(200).collect();
    human_text(&text, 200).filter(|text| !text.is_empty())
}

/// The homeserver's person of this name and password. Whether there is such a person is not told. Guesses about one name are
/// counted by address, tightly, so that a stranger's do not keep the person out, and all together, widely.
async fn by_password(info: &Info, name: &str, password: Option<String>) -> Result<UserId, ApiError> {
    let password = password.map(Secret::new).ok_or_else(|| Rejection::field("/password", "The password is missing."))?;
    let wrong = || ApiError::new(Code::InvalidToken, "The name and the password do not belong together.");
    let user = info.edge.named(name).ok_or_else(wrong)?;
    let named = user.as_str().to_ascii_lowercase();
    limit_in(info, Class::Mfa, &Caller::Named { user: &named, from: Some(info.address) })?;
    limit_in(info, Class::Default, &Caller::Named { user: &named, from: None })?;
    info.edge.sign_in_with_password(&user, &password).await?.ok_or_else(wrong)
}

fn built_in(info: &Info, name: &str) -> Result<UserId, ApiError> {
    let unknown = || ApiError::new(Code::InvalidToken, "There is nobody of this name.");
    let people = info.edge.homeserver.dev().map(|dev| dev.people()).unwrap_or_default();
    let found = people.into_iter().find(|(user, _)| user.as_str() == name || user.localpart() == name);
    found.map(|(user, _)| user).ok_or_else(unknown)
}
