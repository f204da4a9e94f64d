//! The exchange of a Matrix token for a session of a mini-app ("Matrix session delegation", RFC 8693). The Matrix token is checked,
//! kept in memory for the person's own questions to their homeserver, and never answered with.

use std::{sync::Arc, time::Duration};

use serde_json::Value;

use crate::{
    edge::{Person, TokenKind},
    http::{auth::is_of_ours, info::Info},
    identity::{Client, StartSession, Started},
    kernel::{Actor, ConsentId, Scope, ScopeSet, Secret, sha256},
    store::{ReadExt, tables::SESSION_OF_SUBJECT},
};

use super::{
    super::error::{OAuthError, Reason},
    TokenAnswer, TokenForm, TokenRequest, answer, new_refresh_token, required, wanted_scopes,
};

/// RFC 8693 section 3.
pub(in crate::http::oauth) const ACCESS_TOKEN: &str = "urn:ietf:params:oauth:token-type:access_token";
const MATRIX_OPENID: &str = "urn:tmcp:params:oauth:token-type:matrix_openid";
const TEP: &str = "urn:tmcp:params:oauth:token-type:tep";

/// The longest session made from a Matrix OpenID token, which survives its person's logout.
const OPENID_LIFETIME: Duration = Duration::from_secs(3600);

/// The longest `miniapp_context`, in bytes: with it a token still fits into a header.
const LONGEST_CONTEXT: usize = 4096;

pub(super) async fn tokens(from: &TokenRequest) -> Result<TokenAnswer, OAuthError> {
    let (info, client) = (&*from.info, &from.client);
    let exchange = Exchange::read(&from.form)?;
    let person = exchange.person(info).await?;
    let (edge, settings) = (&*info.edge, info.edge.settings());
    let (subject, by_openid) = (exchange.subject(client), exchange.kind == TokenKind::OpenId);
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
    let ctx = info.ctx(Actor::User { user: person.user, client: Some(client.id.clone()), session: None });
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
        let found = if is_of_ours(token) { None } else { info.edge.identify(token, self.kind).await? };
        let person = found.ok_or_else(|| OAuthError::new(Reason::InvalidGrant, "The Matrix token is not valid here."))?;
        let _ = info.user.set(person.user.clone());
        Ok(person)
    }

    /// Names the session that one Matrix token can have with one client.
    fn subject(&self, client: &Client) -> [u8; 32] {
        sha256(format!("{}\u{0}{}", self.token.expose(), client.id).as_bytes())
    }
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

fn context(text: &str) -> Result<Value, OAuthError> {
    let parsed = serde_json::from_str::<Value>(text).ok().filter(Value::is_object);
    // It is written anew, and numbers may come out longer than they went in.
    let fits = |value: &Value| text.len() <= LONGEST_CONTEXT && value.to_string().len() <= LONGEST_CONTEXT;
    parsed.filter(fits).ok_or_else(|| {
        OAuthError::new(Reason::InvalidRequest, "The parameter miniapp_context is a JSON object of at most 4096 bytes.")
    })
}
