//! The `client_credentials` grant (RFC 6749 section 4.4): a mini-app's backend on its own behalf.

use crate::{
    identity::{ClientClaims, IssueClientToken, IssuedClientToken},
    kernel::Actor,
};

use super::{
    super::error::{OAuthError, Reason},
    TokenAnswer, TokenRequest, not_signed, wanted_scopes,
};

pub(super) async fn tokens(from: &TokenRequest) -> Result<TokenAnswer, OAuthError> {
    let (info, client) = (&*from.info, from.client.id.clone());
    if !from.client.is_confidential() {
        return Err(OAuthError::new(Reason::UnauthorizedClient, "Only a client with a secret has a token of its own."));
    }
    let scopes = wanted_scopes(from.form.scope.as_deref())?;
    let command = IssueClientToken { client: client.clone(), scopes, lifetime: info.edge.settings().tokens.tep_lifetime };
    let done = info.edge.commands.run(info.ctx(Actor::Client(client.clone())), None, command).await?;
    let IssuedClientToken { session, scopes, expires } = done.outcome;
    let claims = ClientClaims { client, scopes, session, token_id: info.id.to_string(), issued: info.now, expires };
    Ok(TokenAnswer {
        access_token: info.edge.tokens.sign_client(&claims).ok_or_else(not_signed)?,
        token_type: "Bearer".to_owned(),
        expires_in: expires.since(info.now).as_secs(),
        refresh_token: None,
        scope: scopes.to_string(),
        user_id: None,
        wallet_id: None,
        delegated_session: None,
        issued_token_type: None,
    })
}
