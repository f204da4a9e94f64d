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
        auth::Anyone,
        form::FormBody,
        info::Info,
        operations::{OAuthIntrospect, OAuthRevoke},
    },
    identity::{RevokeSession, Verified, session_of_refresh},
    kernel::{Actor, SessionId, UserId, sha256},
    store::{
        StoreError,
        rows::{RefreshRow, SessionRow},
    },
};

use super::{
    clients::{Credentials, InForm, may_handle},
    error::{OAuthRefusal, OAuthReply},
};

/// Introspection and revocation.
pub struct TokensApi;

/// A token to be looked at or ended.
#[derive(Object, Deserialize)]
pub struct ShownForm {
    /// A TEP token or a refresh token.
    token: String,
    /// Passed over: a token's own form says what it is.
    token_type_hint: Option<String>,
    /// The client, unless the header names it.
    client_id: Option<String>,
    /// For confidential clients that do not use the header.
    client_secret: Option<String>,
}

/// What a token is; all but `active` is absent when it is no token of the client's mini-app, or of use no more.
#[derive(Object, Serialize, Default)]
pub struct IntrospectAnswer {
    active: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_id: Option<String>,
    /// The Matrix user id.
    #[serde(skip_serializing_if = "Option::is_none")]
    username: Option<String>,
    /// The Matrix user id.
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
        anyone: Anyone<OAuthIntrospect>,
        credentials: Credentials,
        form: FormBody<ShownForm>,
    ) -> OAuthReply<OAuthIntrospect, IntrospectAnswer> {
        let client = credentials.confidential_client(&anyone.info, form.0.in_form())?;
        let edge = &anyone.info.edge;
        let shown = Shown::find(&anyone.info, &form.0.token)?.filter(|shown| may_handle(&client, shown.client()));
        let usable = shown.filter(|shown| !edge.live.is_suspended(shown.user()));
        Ok(Answer::new(usable.map(|shown| shown.describe(edge.settings().server.base())).unwrap_or_default()))
    }

    /// Revoke
    ///
    /// Ends the session that the token belongs to: its access and refresh tokens stop at once. A token that is unknown, or
    /// another client's, is answered in the same way and nothing happens.
    #[oai(path = "/revoke", method = "post", operation_id = "oauth_revoke")]
    async fn revoke(
        &self,
        anyone: Anyone<OAuthRevoke>,
        credentials: Credentials,
        form: FormBody<ShownForm>,
    ) -> Result<RevokedAnswer, OAuthRefusal<OAuthRevoke>> {
        let info = &anyone.info;
        let client = credentials.client(info, form.0.in_form())?;
        let shown = Shown::find(info, &form.0.token)?.filter(|shown| may_handle(&client, shown.client()));
        if let Some(shown) = shown {
            let (user, session) = (shown.user().clone(), shown.session());
            let ctx = info.ctx(Actor::User { user, client: Some(client.id), session: Some(session) });
            let command = RevokeSession { session, live: Arc::clone(&info.edge.live) };
            info.edge.commands.run(ctx, None, command).await?;
            info.edge.vault.forget(session);
        }
        Ok(RevokedAnswer)
    }
}

impl ShownForm {
    fn in_form(&self) -> InForm<'_> {
        InForm { id: self.client_id.as_deref(), secret: self.client_secret.as_deref() }
    }
}

/// A token that was not used up, revoked or replaced.
enum Shown {
    Access(Arc<Verified>),
    Refresh { session: SessionId, row: SessionRow, token: RefreshRow },
}

impl Shown {
    fn find(info: &Info, token: &str) -> Result<Option<Self>, StoreError> {
        if !token.starts_with("rt_") {
            return Ok(info.edge.tokens.verify(token, info.now).ok().map(Self::Access));
        }
        let digest = sha256(token.as_bytes());
        let found = info.edge.commands.store().read(|reader| session_of_refresh(reader, &digest, info.now))?;
        Ok(found.map(|(session, row, token)| Self::Refresh { session, row, token }))
    }

    fn client(&self) -> &str {
        match self {
            Self::Access(token) => &token.client,
            Self::Refresh { row, .. } => &row.client,
        }
    }

    fn user(&self) -> &UserId {
        match self {
            Self::Access(token) => &token.user,
            Self::Refresh { row, .. } => &row.user,
        }
    }

    fn session(&self) -> SessionId {
        match self {
            Self::Access(token) => token.session,
            Self::Refresh { session, .. } => *session,
        }
    }

    fn describe(&self, issuer: &str) -> IntrospectAnswer {
        let answer = IntrospectAnswer {
            active: true,
            client_id: Some(self.client().to_owned()),
            username: Some(self.user().to_string()),
            sub: Some(self.user().to_string()),
            aud: Some(self.client().to_owned()),
            iss: Some(issuer.to_owned()),
            session_id: Some(self.session().to_string()),
            ..IntrospectAnswer::default()
        };
        match self {
            Self::Access(token) => IntrospectAnswer {
                scope: Some(token.scopes.to_string()),
                token_type: Some("Bearer".to_owned()),
                exp: Some(token.expires.unix_seconds()),
                iat: Some(token.issued.unix_seconds()),
                nbf: Some(token.issued.unix_seconds()),
                jti: Some(token.token_id.clone()),
                wallet_id: Some(token.wallet.to_string()),
                ..answer
            },
            Self::Refresh { row, token, .. } => IntrospectAnswer {
                scope: Some(token.scopes.to_string()),
                token_type: Some("refresh_token".to_owned()),
                exp: Some(token.expires.unix_seconds()),
                wallet_id: Some(row.wallet.to_string()),
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
