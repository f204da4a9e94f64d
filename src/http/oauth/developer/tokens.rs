//! The developer console's tokens: begun with a code or a Matrix token, carried on with a refresh token, ended.

use std::sync::Arc;

use poem_openapi::{Object, OpenApi};
use serde::{Deserialize, Serialize};

use crate::{
    developers::{
        DeveloperSession, Granted, Lifetimes, Membership, RedeemCode, RefreshDeveloper, RevokeDeveloper, SecretName,
        StartDeveloper, TOKEN_LIFETIME, developer_session, organizations_of,
    },
    edge::TokenKind,
    http::{
        answer::Answer,
        api::Tag,
        auth::{Anyone, is_of_ours},
        form::FormBody,
        info::Info,
        oauth::{
            clients::{Credentials, InForm},
            error::{OAuthError, OAuthReply, Reason},
            grants::{AUTHORIZATION_CODE, REFRESH_TOKEN, TOKEN_EXCHANGE, exchange::ACCESS_TOKEN, required},
        },
        operations::{DeveloperRevoke, DeveloperToken},
    },
    identity::{DEVELOPER_CLIENT, DeveloperClaims},
    kernel::{Actor, SessionId, UserId, sha256},
    store::{Failure, rows::OrganizationRole},
};

use super::Console;

/// The developer console's tokens.
pub struct DeveloperTokensApi;

/// A grant. Which fields are needed depends on `grant_type`.
#[derive(Object, Deserialize)]
pub struct DeveloperTokenForm {
    /// `authorization_code`, `refresh_token` or `urn:ietf:params:oauth:grant-type:token-exchange`.
    grant_type: String,
    /// `tmcp_developer_console`, unless the header names it.
    client_id: Option<String>,
    /// The console's secret, unless the header holds it. Not needed for an exchange.
    client_secret: Option<String>,
    /// Code: the code.
    code: Option<String>,
    /// Code: where it was sent.
    redirect_uri: Option<String>,
    /// Code: what the challenge was made from.
    code_verifier: Option<String>,
    /// Refresh: the refresh token, which is replaced.
    refresh_token: Option<String>,
    /// Exchange: the person's Matrix access token.
    subject_token: Option<String>,
    /// Exchange: `urn:ietf:params:oauth:token-type:access_token`.
    subject_token_type: Option<String>,
}

/// A developer's tokens.
#[derive(Object, Serialize)]
pub struct DeveloperTokenAnswer {
    /// A developer token, `dev.…`.
    access_token: String,
    /// `Bearer`.
    token_type: String,
    /// In seconds.
    expires_in: u64,
    /// Good for one use.
    refresh_token: String,
    /// The Matrix user id.
    developer_id: String,
    /// `developer`, and what the person is in any organization.
    roles: Vec<String>,
    organizations: Vec<DeveloperOrganization>,
}

/// One of the developer's organizations.
#[derive(Object, Serialize)]
pub struct DeveloperOrganization {
    org_id: String,
    name: String,
    /// `admin`, `developer` or `viewer`.
    role: String,
}

/// A token to be ended.
#[derive(Object, Deserialize)]
pub struct DeveloperRevokeForm {
    /// A developer token or its refresh token.
    token: String,
    /// `tmcp_developer_console`, unless the header names it.
    client_id: Option<String>,
    /// The console's secret; whoever holds the token needs none.
    client_secret: Option<String>,
}

/// A token that is of no use any more.
#[derive(Object, Serialize)]
pub struct DeveloperRevokeAnswer {
    revoked: bool,
}

#[OpenApi(prefix_path = "/oauth2/developer", tag = "Tag::OAuth")]
impl DeveloperTokensApi {
    /// Developer token
    ///
    /// Turns an authorization code of the developer console or a person's Matrix token into a developer token, or renews one. The
    /// person has to be on the whitelist. A code or a refresh token that comes a second time ends its session.
    #[oai(path = "/token", method = "post", operation_id = "developer_token")]
    async fn token(
        &self,
        anyone: Anyone<DeveloperToken>,
        credentials: Credentials,
        form: FormBody<DeveloperTokenForm>,
    ) -> OAuthReply<DeveloperToken, DeveloperTokenAnswer> {
        let (info, form) = (&*anyone.info, form.0);
        let in_form = InForm { id: form.client_id.as_deref(), secret: form.client_secret.as_deref() };
        let console = Console::of(info, &credentials, in_form)?;
        let answer = match form.grant_type.as_str() {
            AUTHORIZATION_CODE => redeem(info, console, &form).await?,
            REFRESH_TOKEN => refresh(info, console, &form).await?,
            TOKEN_EXCHANGE => exchange(info, &form).await?,
            _ => return Err(OAuthError::new(Reason::UnsupportedGrantType, "The server does not have this grant.").into()),
        };
        Ok(Answer::new(answer).header("Cache-Control", "no-store").header("Pragma", "no-cache"))
    }

    /// Revoke a developer token
    ///
    /// Ends the session that the token belongs to. A token that is unknown is answered in the same way.
    #[oai(path = "/revoke", method = "post", operation_id = "developer_revoke")]
    async fn revoke(
        &self,
        anyone: Anyone<DeveloperRevoke>,
        credentials: Credentials,
        form: FormBody<DeveloperRevokeForm>,
    ) -> OAuthReply<DeveloperRevoke, DeveloperRevokeAnswer> {
        let (info, form) = (&*anyone.info, form.0);
        Console::of(info, &credentials, InForm { id: form.client_id.as_deref(), secret: form.client_secret.as_deref() })?;
        if let Some((user, session)) = shown(info, &form.token)? {
            let command = RevokeDeveloper { session, live: Arc::clone(&info.edge.live) };
            info.edge.commands.run(info.ctx(by(user, Some(session))), None, command).await?;
        }
        Ok(Answer::new(DeveloperRevokeAnswer { revoked: true }).header("Cache-Control", "no-store"))
    }
}

async fn redeem(info: &Info, console: Console, form: &DeveloperTokenForm) -> Result<DeveloperTokenAnswer, OAuthError> {
    console.require_secret()?;
    let code = required(form.code.as_deref(), "code")?;
    let redirect_uri = required(form.redirect_uri.as_deref(), "redirect_uri")?.to_owned();
    let verifier = required(form.code_verifier.as_deref(), "code_verifier")?.to_owned();
    let invalid = || OAuthError::new(Reason::InvalidGrant, "The code is unknown, expired, or not for this.");
    let code = SecretName::of_code(code).ok_or_else(invalid)?;
    let (edge, secret) = (&*info.edge, info.edge.rng.token());
    let live = Arc::clone(&edge.live);
    let refresh = sha256(secret.as_bytes());
    let command = RedeemCode { code, redirect_uri, verifier, refresh, lifetimes: lifetimes(info), live };
    match edge.commands.run(info.ctx(console_actor()), None, command).await.map_err(of_grant)?.outcome {
        Granted::Session(session) => answer(info, session, &secret),
        Granted::Reused => Err(OAuthError::new(Reason::InvalidGrant, "The code was used before. Its session is over.")),
    }
}

async fn refresh(info: &Info, console: Console, form: &DeveloperTokenForm) -> Result<DeveloperTokenAnswer, OAuthError> {
    console.require_secret()?;
    let token = required(form.refresh_token.as_deref(), "refresh_token")?;
    let invalid = || OAuthError::new(Reason::InvalidGrant, "The refresh token is unknown, expired or revoked.");
    let token = SecretName::of_refresh(token).ok_or_else(invalid)?;
    let (edge, secret) = (&*info.edge, info.edge.rng.token());
    let live = Arc::clone(&edge.live);
    let command = RefreshDeveloper { token, next: sha256(secret.as_bytes()), lifetimes: lifetimes(info), live };
    match edge.commands.run(info.ctx(console_actor()), None, command).await.map_err(of_grant)?.outcome {
        Granted::Session(session) => answer(info, session, &secret),
        Granted::Reused => Err(OAuthError::new(Reason::InvalidGrant, "The refresh token was used before. The session is over.")),
    }
}

/// A suspended person's code or refresh token is of no use; `access_denied` is for requests that name the person (RFC 6749 section
/// 5.2 does not have it).
fn of_grant(failure: Failure) -> OAuthError {
    let refused = OAuthError::from(failure);
    if refused.reason == Reason::AccessDenied { OAuthError { reason: Reason::InvalidGrant, ..refused } } else { refused }
}

/// An OpenID token is not taken: it outlives its person's logout, and a developer's session lasts for weeks.
async fn exchange(info: &Info, form: &DeveloperTokenForm) -> Result<DeveloperTokenAnswer, OAuthError> {
    let token = required(form.subject_token.as_deref(), "subject_token")?;
    if required(form.subject_token_type.as_deref(), "subject_token_type")? != ACCESS_TOKEN {
        return Err(OAuthError::new(Reason::InvalidRequest, "The subject_token_type of a developer is an access token's."));
    }
    let edge = &*info.edge;
    let found = if is_of_ours(token) { None } else { edge.identify(token, TokenKind::Access).await? };
    let person = found.ok_or_else(|| OAuthError::new(Reason::InvalidGrant, "The Matrix token is not valid here."))?;
    let secret = edge.rng.token();
    let (user, refresh, live) = (person.user.clone(), sha256(secret.as_bytes()), Arc::clone(&edge.live));
    let command = StartDeveloper { user, refresh, lifetimes: lifetimes(info), live };
    let session = edge.commands.run(info.ctx(by(person.user, None)), None, command).await?.outcome;
    answer(info, session, &secret)
}

/// The answer that hands out a session. The token's id is the request's, which finds the log line that made it.
fn answer(info: &Info, session: DeveloperSession, secret: &str) -> Result<DeveloperTokenAnswer, OAuthError> {
    let DeveloperSession { session, user, expires } = session;
    let _ = info.user.set(user.clone());
    let memberships = info.edge.commands.store().read(|reader| organizations_of(reader, &user))?;
    let claims = DeveloperClaims { user: user.clone(), session, token_id: info.id.to_string(), issued: info.now, expires };
    let access_token = info.edge.tokens.sign_developer(&claims).ok_or_else(|| OAuthError {
        inside: Some("a token could not be signed".to_owned()),
        ..OAuthError::new(Reason::ServerError, "The server failed. The request id finds the reason in its log.")
    })?;
    Ok(DeveloperTokenAnswer {
        access_token,
        token_type: "Bearer".to_owned(),
        expires_in: expires.since(info.now).as_secs(),
        refresh_token: SecretName::refresh(session, secret),
        developer_id: user.to_string(),
        roles: roles(&memberships),
        organizations: memberships.into_iter().map(organization).collect(),
    })
}

fn roles(memberships: &[Membership]) -> Vec<String> {
    let held = |role: &OrganizationRole| {
        *role == OrganizationRole::Developer || memberships.iter().any(|own| own.organization.role == *role)
    };
    OrganizationRole::ALL.iter().filter(|role| held(role)).map(|role| role.name().to_owned()).collect()
}

fn organization(membership: Membership) -> DeveloperOrganization {
    let own = membership.organization;
    DeveloperOrganization { org_id: own.id.to_string(), name: own.row.name, role: own.role.name().to_owned() }
}

/// Whose session a token that is still of use belongs to.
fn shown(info: &Info, token: &str) -> Result<Option<(UserId, SessionId)>, OAuthError> {
    if let Some(name) = SecretName::of_refresh(token) {
        let user = info.edge.commands.store().read(|reader| developer_session(reader, name))?;
        return Ok(user.map(|user| (user, name.session)));
    }
    let verified = info.edge.tokens.verify_developer(token, info.now).ok();
    Ok(verified.map(|token| (token.user.clone(), token.session)))
}

fn lifetimes(info: &Info) -> Lifetimes {
    Lifetimes { token: TOKEN_LIFETIME, refresh: info.edge.settings().tokens.refresh_lifetime }
}

fn by(user: UserId, session: Option<SessionId>) -> Actor {
    Actor::User { user, client: Some(DEVELOPER_CLIENT.to_owned()), session }
}

fn console_actor() -> Actor {
    Actor::Client(DEVELOPER_CLIENT.to_owned())
}
