//! What becomes of tokens that were handed out: introspection (RFC 7662) and revocation (RFC 7009). A client sees and ends only
//! what is its own; about everything else it learns nothing.

use std::sync::Arc;

use poem::{IntoResponse, Response, http::StatusCode};
use poem_openapi::{
    ApiResponse, Object, OpenApi,
    registry::{MetaResponse, MetaResponses, Registry},
};
use serde::{Deserialize, Serialize};

use crate::{
    http::{
        answer::Answer,
        api::Tag,
        info::Info,
        operations::{OAuthIntrospect, OAuthRevoke},
    },
    identity::{RevokeClientToken, RevokeSession, Verified, VerifiedClient, session_of_refresh},
    kernel::{Actor, ScopeSet, SessionId, Timestamp, UserId, sha256},
    store::{
        StoreError,
        rows::{RefreshRow, SessionRow},
    },
};

use super::{
    clients::{ClientForm, FromClient, InForm, may_handle},
    error::{OAuthRefusal, OAuthReply},
};

/// Introspection and revocation.
pub struct TokensApi;

/// A token to be looked at.
#[derive(Object, Deserialize)]
pub struct IntrospectForm {
    /// A TEP token, a client token or a refresh token.
    token: String,
    /// Passed over: a token's own form says what it is.
    token_type_hint: Option<String>,
    /// The client, unless the header names it.
    client_id: Option<String>,
    /// For clients that do not use the header.
    client_secret: Option<String>,
}

/// A token to be ended.
#[derive(Object, Deserialize)]
pub struct RevokeForm {
    /// A TEP token, a client token or a refresh token.
    token: String,
    /// Passed over: a token's own form says what it is.
    token_type_hint: Option<String>,
    /// The client, unless the header names it.
    client_id: Option<String>,
    /// For confidential clients that do not use the header.
    client_secret: Option<String>,
}

/// What a token is; all but `active` is absent when it is no token of the client's mini-app, or of use no more.
#[derive(Object, Serialize, Default, Clone)]
pub struct IntrospectAnswer {
    active: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_id: Option<String>,
    /// The Matrix user id; absent for a client token.
    #[serde(skip_serializing_if = "Option::is_none")]
    username: Option<String>,
    /// The Matrix user id; for a client token, the client.
    #[serde(skip_serializing_if = "Option::is_none")]
    sub: Option<String>,
    /// `Bearer`, or `refresh_token`.
    #[serde(skip_serializing_if = "Option::is_none")]
    token_type: Option<String>,
    /// Unix time in seconds, as `iat` and `nbf`.
    #[serde(skip_serializing_if = "Option::is_none")]
    exp: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    iat: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nbf: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    aud: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    iss: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    jti: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    session_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    wallet_id: Option<String>,
}

/// 200 with nothing in it, whatever was revoked.
pub struct RevokedAnswer;

#[OpenApi(prefix_path = "/oauth2", tag = "Tag::OAuth")]
impl TokensApi {
    /// Introspect
    ///
    /// For confidential clients, about the tokens of their own mini-app.
    #[oai(path = "/introspect", method = "post", operation_id = "oauth_introspect")]
    async fn introspect(
        &self,
        from: FromClient<OAuthIntrospect, IntrospectForm>,
    ) -> OAuthReply<OAuthIntrospect, IntrospectAnswer> {
        let edge = &from.info.edge;
        let shown = Shown::find(&from.info, &from.form.token)?.filter(|shown| may_handle(&from.client, shown.client()));
        let usable = shown.filter(|shown| !shown.user().is_some_and(|user| edge.live.is_suspended(user)));
        Ok(Answer::new(usable.map(|shown| shown.describe(edge.settings().server.base())).unwrap_or_default()))
    }

    /// Revoke
    ///
    /// Ends the session that the token belongs to: its access and refresh tokens stop at once. A token that is unknown, or
    /// another client's, is answered in the same way and nothing happens.
    #[oai(path = "/revoke", method = "post", operation_id = "oauth_revoke")]
    async fn revoke(&self, from: FromClient<OAuthRevoke, RevokeForm>) -> Result<RevokedAnswer, OAuthRefusal<OAuthRevoke>> {
        let (info, client) = (&from.info, from.client);
        let shown = Shown::find(info, &from.form.token)?.filter(|shown| may_handle(&client, shown.client()));
        let Some(shown) = shown else { return Ok(RevokedAnswer) };
        let (session, live) = (shown.session(), Arc::clone(&info.edge.live));
        match (shown.user().cloned(), shown.expires()) {
            (Some(user), _) => {
                let ctx = info.ctx(Actor::User { user, client: Some(client.id), session: Some(session) });
                info.edge.commands.run(ctx, None, RevokeSession { session, live }).await?;
                info.edge.vault.forget(session);
            }
            (None, expires) => {
                let ctx = info.ctx(Actor::Client(client.id));
                info.edge.commands.run(ctx, None, RevokeClientToken { session, expires, live }).await?;
            }
        }
        Ok(RevokedAnswer)
    }
}

impl ClientForm for IntrospectForm {
    const NEEDS_SECRET: bool = true;

    fn in_form(&self) -> InForm<'_> {
        InForm { id: self.client_id.as_deref(), secret: self.client_secret.as_deref() }
    }
}

impl ClientForm for RevokeForm {
    fn in_form(&self) -> InForm<'_> {
        InForm { id: self.client_id.as_deref(), secret: self.client_secret.as_deref() }
    }
}

/// A token that was not used up, revoked or replaced.
enum Shown {
    Access(Arc<Verified>),
    Client(Arc<VerifiedClient>),
    Refresh(Box<(SessionId, SessionRow, RefreshRow)>),
}

impl Shown {
    /// Developers' tokens are no business of a mini-app's and are not looked at.
    fn find(info: &Info, token: &str) -> Result<Option<Self>, StoreError> {
        let tokens = &info.edge.tokens;
        if token.starts_with("tep.") {
            let by_person = tokens.verify(token, info.now).ok().map(Self::Access);
            return Ok(by_person.or_else(|| tokens.verify_client(token, info.now).ok().map(Self::Client)));
        }
        if !token.starts_with("rt_") || token.starts_with("rt_dev_") {
            return Ok(None);
        }
        let digest = sha256(token.as_bytes());
        let found = info.edge.commands.store().read(|reader| session_of_refresh(reader, &digest, info.now))?;
        Ok(found.map(|found| Self::Refresh(Box::new(found))))
    }

    fn client(&self) -> &str {
        match self {
            Self::Access(token) => &token.client,
            Self::Client(token) => &token.client,
            Self::Refresh(shown) => &shown.1.client,
        }
    }

    /// The person; a backend's own token has none.
    fn user(&self) -> Option<&UserId> {
        match self {
            Self::Access(token) => Some(&token.user),
            Self::Client(_) => None,
            Self::Refresh(shown) => Some(&shown.1.user),
        }
    }

    fn session(&self) -> SessionId {
        match self {
            Self::Access(token) => token.session,
            Self::Client(token) => token.session,
            Self::Refresh(shown) => shown.0,
        }
    }

    fn expires(&self) -> Timestamp {
        match self {
            Self::Access(token) => token.expires,
            Self::Client(token) => token.expires,
            Self::Refresh(shown) => shown.2.expires,
        }
    }

    fn describe(&self, issuer: &str) -> IntrospectAnswer {
        let user = self.user().map(ToString::to_string);
        let answer = IntrospectAnswer {
            active: true,
            client_id: Some(self.client().to_owned()),
            sub: Some(user.clone().unwrap_or_else(|| self.client().to_owned())),
            username: user,
            aud: Some(self.client().to_owned()),
            iss: Some(issuer.to_owned()),
            session_id: Some(self.session().to_string()),
            exp: Some(self.expires().unix_seconds()),
            ..IntrospectAnswer::default()
        };
        let signed = |scopes: ScopeSet, issued: Timestamp, token_id: &str| IntrospectAnswer {
            scope: Some(scopes.to_string()),
            token_type: Some("Bearer".to_owned()),
            iat: Some(issued.unix_seconds()),
            nbf: Some(issued.unix_seconds()),
            jti: Some(token_id.to_owned()),
            ..answer.clone()
        };
        match self {
            Self::Access(token) => IntrospectAnswer {
                wallet_id: Some(token.wallet.to_string()),
                ..signed(token.scopes, token.issued, &token.token_id)
            },
            Self::Client(token) => signed(token.scopes, token.issued, &token.token_id),
            Self::Refresh(shown) => IntrospectAnswer {
                scope: Some(shown.2.scopes.to_string()),
                token_type: Some("refresh_token".to_owned()),
                wallet_id: Some(shown.1.wallet.to_string()),
                ..answer
            },
        }
    }
}

impl IntoResponse for RevokedAnswer {
    fn into_response(self) -> Response {
        StatusCode::OK.into_response()
    }
}

impl ApiResponse for RevokedAnswer {
    fn meta() -> MetaResponses {
        let response = MetaResponse {
            description: "Done.",
            status: Some(200),
            status_range: None,
            content: Vec::new(),
            headers: Vec::new(),
        };
        MetaResponses { responses: vec![response] }
    }

    fn register(_: &mut Registry) {}
}
