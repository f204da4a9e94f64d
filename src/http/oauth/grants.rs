//! `POST /oauth2/token`: a Matrix token becomes a session of a mini-app ("Matrix session delegation", RFC 8693), and a refresh
//! token carries it on (RFC 6749 section 6). The Matrix token is checked, kept in memory for the person's own questions to their
//! homeserver, and never answered with.

use std::{sync::Arc, time::Duration};

use poem_openapi::{Object, OpenApi};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    edge::{Person, TokenKind},
    http::{answer::Answer, api::Tag, auth::Anyone, form::FormBody, info::Info, operations::OAuthToken},
    identity::{Claims, Client, Refresh, Refreshed, SessionInfo, StartSession, Started},
    kernel::{Actor, ConsentId, Rng, Scope, ScopeSet, Secret, sha256},
    store::{
        ReadExt,
        tables::{REFRESH_TOKENS, SESSION_OF_SUBJECT},
    },
};

use super::{
    clients::{Credentials, InForm},
    error::{OAuthError, OAuthReply, Reason},
};

/// The grant types that are there.
pub const GRANT_TYPES: &[&str] = &[TOKEN_EXCHANGE, REFRESH_TOKEN];

/// RFC 8693.
pub(super) const TOKEN_EXCHANGE: &str = "urn:ietf:params:oauth:grant-type:token-exchange";
/// RFC 6749 section 6.
pub(super) const REFRESH_TOKEN: &str = "refresh_token";

/// RFC 6749 section 4.1.
pub(super) const AUTHORIZATION_CODE: &str = "authorization_code";

/// RFC 8693 section 3.
pub(super) const ACCESS_TOKEN: &str = "urn:ietf:params:oauth:token-type:access_token";
const MATRIX_OPENID: &str = "urn:tmcp:params:oauth:token-type:matrix_openid";
const TEP: &str = "urn:tmcp:params:oauth:token-type:tep";

/// The longest session made from a Matrix OpenID token, which survives its person's logout.
const OPENID_LIFETIME: Duration = Duration::from_secs(3600);

/// The longest `miniapp_context`, in bytes: with it a token still fits into a header.
const LONGEST_CONTEXT: usize = 4096;

/// The token endpoint.
pub struct GrantsApi;

/// A grant. Which fields are needed depends on `grant_type`.
#[derive(Object, Deserialize)]
pub struct TokenForm {
    /// `urn:ietf:params:oauth:grant-type:token-exchange` or `refresh_token`.
    grant_type: String,
    /// The mini-app's client, unless the header names it.
    client_id: Option<String>,
    /// For confidential clients that do not use the header.
    client_secret: Option<String>,
    /// Exchange: the person's Matrix token.
    subject_token: Option<String>,
    /// Exchange: `urn:ietf:params:oauth:token-type:access_token`, or `urn:tmcp:params:oauth:token-type:matrix_openid`.
    subject_token_type: Option<String>,
    /// Exchange: `urn:tmcp:params:oauth:token-type:tep`; may be left out.
    requested_token_type: Option<String>,
    /// Names separated by spaces. Exchange: what is asked for; left out, it is all that needs no question. Refresh: a part of
    /// what was granted. `urn:matrix:` scopes are passed over.
    scope: Option<String>,
    /// Exchange: a JSON object of at most 4 KB, passed on in the token.
    miniapp_context: Option<String>,
    /// Refresh: the refresh token, which is replaced.
    refresh_token: Option<String>,
}

/// A session's tokens.
#[derive(Object, Serialize)]
pub struct TokenAnswer {
    /// A TEP token.
    access_token: String,
    /// `Bearer`.
    token_type: String,
    /// In seconds.
    expires_in: u64,
    /// Good for one use. Absent for sessions made from a Matrix OpenID token.
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh_token: Option<String>,
    /// What was granted.
    scope: String,
    user_id: String,
    wallet_id: String,
    /// Exchange: true.
    #[serde(skip_serializing_if = "Option::is_none")]
    delegated_session: Option<bool>,
    /// Exchange: `urn:tmcp:params:oauth:token-type:tep`.
    #[serde(skip_serializing_if = "Option::is_none")]
    issued_token_type: Option<String>,
}

#[OpenApi(prefix_path = "/oauth2", tag = "Tag::OAuth")]
impl GrantsApi {
    /// Token
    ///
    /// Exchanges a person's Matrix token for a TEP token, or renews one with a refresh token. Exchanging the same Matrix token
    /// again replaces the session. A refresh token that comes a second time ends its session.
    #[oai(path = "/token", method = "post", operation_id = "oauth_token")]
    async fn token(
        &self,
        anyone: Anyone<OAuthToken>,
        credentials: Credentials,
        form: FormBody<TokenForm>,
    ) -> OAuthReply<OAuthToken, TokenAnswer> {
        let (info, form) = (&*anyone.info, form.0);
        let client = || credentials.client(info, InForm { id: form.client_id.as_deref(), secret: form.client_secret.as_deref() });
        let answer = match form.grant_type.as_str() {
            TOKEN_EXCHANGE => exchange(info, client()?, &form).await?,
            REFRESH_TOKEN => refresh(info, client()?, &form).await?,
            _ => return Err(OAuthError::new(Reason::UnsupportedGrantType, "The server does not have this grant.").into()),
        };
        Ok(Answer::new(answer).header("Cache-Control", "no-store").header("Pragma", "no-cache"))
    }
}

/// What an exchange asks for, as far as it can be checked without asking anybody.
struct Exchange {
    token: Secret,
    kind: TokenKind,
    scopes: Option<ScopeSet>,
    context: Option<Value>,
}

impl Exchange {
    fn read(form: &TokenForm) -> Result<Self, OAuthError> {
        let kind = match required(form.subject_token_type.as_deref(), "subject_token_type")? {
            ACCESS_TOKEN => TokenKind::Access,
            MATRIX_OPENID => TokenKind::OpenId,
            _ => return Err(OAuthError::new(Reason::InvalidRequest, "The server does not take this subject_token_type.")),
        };
        if form.requested_token_type.as_deref().is_some_and(|wanted| wanted != TEP) {
            return Err(OAuthError::new(Reason::InvalidRequest, "The server does not issue this requested_token_type."));
        }
        Ok(Self {
            token: Secret::new(required(form.subject_token.as_deref(), "subject_token")?),
            kind,
            scopes: wanted_scopes(form.scope.as_deref())?,
            context: form.miniapp_context.as_deref().map(context).transpose()?,
        })
    }

    /// Whom the token belongs to.
    async fn person(&self, info: &Info) -> Result<Person, OAuthError> {
        let token = self.token.expose();
        // The server's own tokens are nobody's business but its own, the homeserver's neither.
        let is_ours = ["tep.", "rt_"].iter().any(|prefix| token.starts_with(prefix));
        let found = if is_ours { None } else { info.edge.identify(token, self.kind).await? };
        let person = found.ok_or_else(|| OAuthError::new(Reason::InvalidGrant, "The Matrix token is not valid here."))?;
        let _ = info.user.set(person.user.clone());
        Ok(person)
    }

    /// Names the session that one Matrix token can have with one client.
    fn subject(&self, client: &Client) -> [u8; 32] {
        sha256(format!("{}\u{0}{}", self.token.expose(), client.id).as_bytes())
    }
}

async fn exchange(info: &Info, client: Client, form: &TokenForm) -> Result<TokenAnswer, OAuthError> {
    let exchange = Exchange::read(form)?;
    let person = exchange.person(info).await?;
    let (edge, settings) = (&*info.edge, info.edge.settings());
    let (subject, by_openid) = (exchange.subject(&client), exchange.kind == TokenKind::OpenId);
    let replaced = edge.commands.store().read(|reader| reader.get(&SESSION_OF_SUBJECT, &subject))?;
    let lifetime = settings.tokens.tep_lifetime;
    let refresh_token = (!by_openid).then(|| new_refresh_token(&*edge.rng));
    let command = StartSession {
        user: person.user.clone(),
        client: client.id.clone(),
        scopes: exchange.scopes,
        subject,
        by_openid,
        refresh: refresh_token.as_deref().map(|token| sha256(token.as_bytes())),
        token_lifetime: if by_openid { lifetime.min(OPENID_LIFETIME) } else { lifetime },
        refresh_lifetime: settings.tokens.refresh_lifetime,
        consent_lifetime: settings.tokens.consent_lifetime,
        currency: settings.currencies.primary(),
        live: Arc::clone(&edge.live),
    };
    let ctx = info.ctx(Actor::User { user: person.user, client: Some(client.id), session: None });
    let session = match edge.commands.run(ctx, None, command).await?.outcome {
        Started::Session(session) => session,
        Started::ConsentRequired { request, required, preapproved } => {
            return Err(consent_required(info, request, required, preapproved));
        }
    };
    if let Some(replaced) = replaced {
        edge.vault.forget(replaced);
    }
    if !by_openid {
        edge.vault.keep(session.session, exchange.token);
    }
    let answer = answer(info, session, refresh_token, exchange.context)?;
    Ok(TokenAnswer { delegated_session: Some(true), issued_token_type: Some(TEP.to_owned()), ..answer })
}

async fn refresh(info: &Info, client: Client, form: &TokenForm) -> Result<TokenAnswer, OAuthError> {
    let token = sha256(required(form.refresh_token.as_deref(), "refresh_token")?.as_bytes());
    let (edge, settings) = (&*info.edge, info.edge.settings());
    let next = new_refresh_token(&*edge.rng);
    let command = Refresh {
        token,
        client: client.id.clone(),
        scopes: wanted_scopes(form.scope.as_deref())?,
        next: sha256(next.as_bytes()),
        token_lifetime: settings.tokens.tep_lifetime,
        refresh_lifetime: settings.tokens.refresh_lifetime,
        live: Arc::clone(&edge.live),
    };
    let done = edge.commands.run(info.ctx(Actor::Client(client.id)), None, command).await.map_err(|failure| {
        let refused = OAuthError::from(failure);
        // Nothing that the person could be asked about stands behind a refresh: it works or it does not.
        if refused.reason == Reason::AccessDenied { OAuthError { reason: Reason::InvalidGrant, ..refused } } else { refused }
    })?;
    match done.outcome {
        Refreshed::Session(session) => {
            let _ = info.user.set(session.user.clone());
            answer(info, session, Some(next), None)
        }
        Refreshed::Reused => {
            if let Some(row) = edge.commands.store().read(|reader| reader.get(&REFRESH_TOKENS, &token))? {
                edge.vault.forget(row.session);
            }
            Err(OAuthError::new(Reason::InvalidGrant, "The refresh token was used before. The session is over."))
        }
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
    let (user_id, token_id) = (user.to_string(), info.id.to_string());
    let claims = Claims { user, client, scopes, wallet, session, token_id, issued: info.now, expires, context };
    let access_token = info.edge.tokens.sign(&claims).ok_or_else(|| OAuthError {
        inside: Some("a token could not be signed".to_owned()),
        ..OAuthError::new(Reason::ServerError, "The server failed. The request id finds the reason in its log.")
    })?;
    Ok(TokenAnswer {
        access_token,
        token_type: "Bearer".to_owned(),
        expires_in: expires.since(info.now).as_secs(),
        refresh_token,
        scope: scopes.to_string(),
        user_id,
        wallet_id: wallet.to_string(),
        delegated_session: None,
        issued_token_type: None,
    })
}

fn consent_required(info: &Info, request: ConsentId, required: ScopeSet, preapproved: ScopeSet) -> OAuthError {
    let names = |scopes: ScopeSet| scopes.iter().map(Scope::name).collect::<Vec<_>>();
    let page = info.edge.settings().server.link(&format!("/oauth2/consent?session={request}"));
    OAuthError::new(Reason::ConsentRequired, "The person has to agree first. Open consent_ui_endpoint, then ask again.")
        .with("consent_required_scopes", names(required))
        .with("pre_approved_scopes", names(preapproved))
        .with("consent_session", request.to_string())
        .with("consent_ui_endpoint", page)
}

/// The scopes of a `scope` parameter. Those of Matrix itself are granted by the homeserver's side or not at all.
fn wanted_scopes(scope: Option<&str>) -> Result<Option<ScopeSet>, OAuthError> {
    let ours = |name: &&str| !name.starts_with("urn:matrix:");
    let parse = |name: &str| {
        Scope::parse(name).ok_or_else(|| {
            let shown: String = name.chars().take(60).collect();
            OAuthError::new(Reason::InvalidScope, format!("There is no scope {shown}."))
        })
    };
    scope.map(|names| names.split_ascii_whitespace().filter(ours).map(parse).collect()).transpose()
}

fn context(text: &str) -> Result<Value, OAuthError> {
    let parsed = serde_json::from_str::<Value>(text).ok().filter(Value::is_object);
    // It is written anew, and numbers may come out longer than they went in.
    let fits = |value: &Value| text.len() <= LONGEST_CONTEXT && value.to_string().len() <= LONGEST_CONTEXT;
    parsed.filter(fits).ok_or_else(|| {
        OAuthError::new(Reason::InvalidRequest, "The parameter miniapp_context is a JSON object of at most 4096 bytes.")
    })
}

/// What `name` holds; `invalid_request` without it.
pub(super) fn required<'a>(value: Option<&'a str>, name: &str) -> Result<&'a str, OAuthError> {
    value.ok_or_else(|| OAuthError::new(Reason::InvalidRequest, format!("The parameter {name} is missing.")))
}

fn new_refresh_token(rng: &dyn Rng) -> String {
    format!("rt_{}", rng.token())
}
