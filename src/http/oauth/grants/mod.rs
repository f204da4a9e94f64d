//! `POST /oauth2/token`: every way to tokens, one file each. All but a backend's own token come with a session of a mini-app that
//! its person can end.

mod backend;
mod code;
mod device;
pub(super) mod exchange;
mod refresh;

use std::sync::Arc;

use poem_openapi::{Object, OpenApi};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    http::{answer::Answer, api::Tag, info::Info, operations::OAuthToken},
    identity::{Claims, SessionInfo, Terms},
    kernel::{Rng, Scope, ScopeSet, sha256},
    store::Failure,
};

use super::{
    clients::{ClientForm, FromClient, InForm},
    error::{OAuthError, OAuthReply, Reason},
};

/// The grant types that are there.
pub const GRANT_TYPES: &[&str] = &[TOKEN_EXCHANGE, AUTHORIZATION_CODE, DEVICE_CODE, REFRESH_TOKEN, CLIENT_CREDENTIALS];

pub(super) const TOKEN_EXCHANGE: &str = "urn:ietf:params:oauth:grant-type:token-exchange";
pub(super) const AUTHORIZATION_CODE: &str = "authorization_code";
const DEVICE_CODE: &str = "urn:ietf:params:oauth:grant-type:device_code";
pub(super) const REFRESH_TOKEN: &str = "refresh_token";
const CLIENT_CREDENTIALS: &str = "client_credentials";

/// The token endpoint.
pub struct GrantsApi;

/// A grant. Which fields are needed depends on `grant_type`.
#[derive(Object, Deserialize)]
pub struct TokenForm {
    /// `urn:ietf:params:oauth:grant-type:token-exchange`, `authorization_code`, `urn:ietf:params:oauth:grant-type:device_code`,
    /// `refresh_token` or `client_credentials`.
    grant_type: String,
    /// The mini-app's client, unless the header names it.
    client_id: Option<String>,
    /// For confidential clients that do not use the header.
    client_secret: Option<String>,
    /// Names separated by spaces. Exchange: what is asked for; left out, it is all that needs no question. Refresh: a part of
    /// what was granted. Client credentials: out of `webhook:send` and `analytics:detailed`; left out, it is what of these the
    /// mini-app is registered for. `urn:matrix:` scopes are passed over.
    scope: Option<String>,
    /// Exchange: the person's Matrix token.
    subject_token: Option<String>,
    /// Exchange: `urn:ietf:params:oauth:token-type:access_token`, or `urn:tmcp:params:oauth:token-type:matrix_openid`.
    subject_token_type: Option<String>,
    /// Exchange: `urn:tmcp:params:oauth:token-type:tep`; may be left out.
    requested_token_type: Option<String>,
    /// Exchange: a JSON object of at most 4 KB, passed on in the token.
    miniapp_context: Option<String>,
    /// Authorization code: the code.
    code: Option<String>,
    /// Authorization code: the same that was named when the code was asked for.
    redirect_uri: Option<String>,
    /// Authorization code: 43 to 128 letters, digits and `-._~`, whose SHA-256 was the challenge.
    code_verifier: Option<String>,
    /// Device code: the device code.
    device_code: Option<String>,
    /// Refresh: the refresh token, which is replaced.
    refresh_token: Option<String>,
}

/// Tokens.
#[derive(Object, Serialize)]
pub struct TokenAnswer {
    /// A TEP token, or a client token.
    access_token: String,
    /// `Bearer`.
    token_type: String,
    /// In seconds.
    expires_in: u64,
    /// Good for one use. Absent for sessions made from a Matrix OpenID token, and for client credentials.
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh_token: Option<String>,
    /// What was granted.
    scope: String,
    /// The person; absent for client credentials.
    #[serde(skip_serializing_if = "Option::is_none")]
    user_id: Option<String>,
    /// Their wallet; absent for client credentials.
    #[serde(skip_serializing_if = "Option::is_none")]
    wallet_id: Option<String>,
    /// Exchange: true.
    #[serde(skip_serializing_if = "Option::is_none")]
    delegated_session: Option<bool>,
    /// Exchange: `urn:tmcp:params:oauth:token-type:tep`.
    #[serde(skip_serializing_if = "Option::is_none")]
    issued_token_type: Option<String>,
}

type TokenRequest = FromClient<OAuthToken, TokenForm>;

#[OpenApi(prefix_path = "/oauth2", tag = "Tag::OAuth")]
impl GrantsApi {
    /// Token
    ///
    /// Tokens for a person's Matrix token, for an authorization code, for a device code, for a refresh token, or for a backend
    /// on its own behalf. Exchanging the same Matrix token again replaces the session. A code or refresh token that comes a
    /// second time ends its session; a refresh may be repeated within 30 seconds while nobody has used its answer.
    #[oai(path = "/token", method = "post", operation_id = "oauth_token")]
    async fn token(&self, from: FromClient<OAuthToken, TokenForm>) -> OAuthReply<OAuthToken, TokenAnswer> {
        let answer = match from.form.grant_type.as_str() {
            TOKEN_EXCHANGE => exchange::tokens(&from).await?,
            AUTHORIZATION_CODE => code::tokens(&from).await?,
            DEVICE_CODE => device::tokens(&from).await?,
            REFRESH_TOKEN => refresh::tokens(&from).await?,
            CLIENT_CREDENTIALS => backend::tokens(&from).await?,
            _ => return Err(OAuthError::new(Reason::UnsupportedGrantType, "The server does not have this grant.").into()),
        };
        Ok(Answer::new(answer).header("Cache-Control", "no-store").header("Pragma", "no-cache"))
    }
}

impl ClientForm for TokenForm {
    fn in_form(&self) -> InForm<'_> {
        InForm { id: self.client_id.as_deref(), secret: self.client_secret.as_deref() }
    }
}

/// The answer that hands out a session. The token's id is the request's, which finds the log line that made it.
fn answer(
    info: &Info,
    session: SessionInfo,
    refresh_token: Option<String>,
    context: Option<Value>,
) -> Result<TokenAnswer, OAuthError> {
    let SessionInfo { session, user, client, scopes, wallet, expires } = session;
    let _ = info.user.set(user.clone());
    let (user_id, token_id) = (user.to_string(), info.id.to_string());
    let claims = Claims { user, client, scopes, wallet, session, token_id, issued: info.now, expires, context };
    let access_token = info.edge.tokens.sign(&claims).ok_or_else(not_signed)?;
    Ok(TokenAnswer {
        access_token,
        token_type: "Bearer".to_owned(),
        expires_in: expires.since(info.now).as_secs(),
        refresh_token,
        scope: scopes.to_string(),
        user_id: Some(user_id),
        wallet_id: Some(wallet.to_string()),
        delegated_session: None,
        issued_token_type: None,
    })
}

fn not_signed() -> OAuthError {
    OAuthError {
        inside: Some("a token could not be signed".to_owned()),
        ..OAuthError::new(Reason::ServerError, "The server failed. The request id finds the reason in its log.")
    }
}

/// A refresh token, and what a session that is made with it is given.
fn terms(info: &Info) -> (String, Terms) {
    let (edge, settings) = (&*info.edge, info.edge.settings());
    let refresh_token = new_refresh_token(&*edge.rng);
    let terms = Terms {
        refresh: sha256(refresh_token.as_bytes()),
        token_lifetime: settings.tokens.tep_lifetime,
        refresh_lifetime: settings.tokens.refresh_lifetime,
        currency: settings.currencies.primary(),
        live: Arc::clone(&edge.live),
    };
    (refresh_token, terms)
}

/// Nothing that the person could be asked about stands behind a code or a refresh token: it works or it does not, also when they
/// are suspended.
fn refused_grant(failure: Failure) -> OAuthError {
    let refused = OAuthError::from(failure);
    if refused.reason == Reason::AccessDenied { OAuthError { reason: Reason::InvalidGrant, ..refused } } else { refused }
}

/// The scopes of a `scope` parameter. Those of Matrix itself are granted by the homeserver's side or not at all.
pub(super) fn wanted_scopes(scope: Option<&str>) -> Result<Option<ScopeSet>, OAuthError> {
    let ours = |name: &&str| !name.starts_with("urn:matrix:");
    let parse = |name: &str| {
        Scope::parse(name).ok_or_else(|| {
            let shown: String = name.chars().take(60).collect();
            OAuthError::new(Reason::InvalidScope, format!("There is no scope {shown}."))
        })
    };
    scope.map(|names| names.split_ascii_whitespace().filter(ours).map(parse).collect()).transpose()
}

/// What `name` holds; `invalid_request` without it.
pub(super) fn required<'a>(value: Option<&'a str>, name: &str) -> Result<&'a str, OAuthError> {
    value.ok_or_else(|| OAuthError::new(Reason::InvalidRequest, format!("The parameter {name} is missing.")))
}

fn new_refresh_token(rng: &dyn Rng) -> String {
    format!("rt_{}", rng.token())
}
