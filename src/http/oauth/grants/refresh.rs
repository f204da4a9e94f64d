//! The `refresh_token` grant (RFC 6749 section 6): a session goes on, and the token is replaced.

use std::sync::Arc;

use crate::{
    identity::{Refresh, Refreshed},
    kernel::{Actor, sha256},
    store::{ReadExt, tables::REFRESH_TOKENS},
};

use super::{
    super::error::{OAuthError, Reason},
    TokenAnswer, TokenRequest, answer, new_refresh_token, refused_grant, required, wanted_scopes,
};

pub(super) async fn tokens(from: &TokenRequest) -> Result<TokenAnswer, OAuthError> {
    let (info, form, client) = (&*from.info, &from.form, from.client.id.clone());
    let token = sha256(required(form.refresh_token.as_deref(), "refresh_token")?.as_bytes());
    let (edge, settings) = (&*info.edge, info.edge.settings());
    let next = new_refresh_token(&*edge.rng);
    let command = Refresh {
        token,
        client: client.clone(),
        scopes: wanted_scopes(form.scope.as_deref())?,
        next: sha256(next.as_bytes()),
        token_lifetime: settings.tokens.tep_lifetime,
        refresh_lifetime: settings.tokens.refresh_lifetime,
        live: Arc::clone(&edge.live),
    };
    let done = edge.commands.run(info.ctx(Actor::Client(client)), None, command).await.map_err(refused_grant)?;
    match done.outcome {
        Refreshed::Session(session) => answer(info, session, Some(next), None),
        Refreshed::Reused => {
            if let Some(row) = edge.commands.store().read(|reader| reader.get(&REFRESH_TOKENS, &token))? {
                edge.vault.forget(row.session);
            }
            Err(OAuthError::new(Reason::InvalidGrant, "The refresh token was used before. The session is over."))
        }
    }
}
