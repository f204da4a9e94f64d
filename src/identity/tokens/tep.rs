//! TEP tokens: what a person lets a mini-app do, `tep.` and a JWT.

use serde_json::{Value, json};

use crate::kernel::{ScopeSet, SessionId, Timestamp, UserId, WalletId};

use super::{Kind, Live, TokenError, jws::Payload};

/// What a mini-app said of the situation when it asked for the token, passed on unread.
pub type Context = Option<Value>;

/// What a new token says.
#[derive(Clone, Debug)]
pub struct Claims {
    /// The person.
    pub user: UserId,
    /// The mini-app's client.
    pub client: String,
    /// What it may do.
    pub scopes: ScopeSet,
    /// The person's wallet.
    pub wallet: WalletId,
    /// The session that it can be revoked by.
    pub session: SessionId,
    /// Its own id, never used twice.
    pub token_id: String,
    /// When it was made.
    pub issued: Timestamp,
    /// When it ends.
    pub expires: Timestamp,
    /// `miniapp_context`.
    pub context: Context,
}

/// A token that was found good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The person.
    pub user: UserId,
    /// The mini-app's client.
    pub client: String,
    /// What it may do.
    pub scopes: ScopeSet,
    /// The person's wallet.
    pub wallet: WalletId,
    /// The session.
    pub session: SessionId,
    /// When it was made.
    pub issued: Timestamp,
    /// When it ends.
    pub expires: Timestamp,
    /// Its own id.
    pub token_id: String,
}

impl Claims {
    pub(super) fn payload(&self, issuer: &str) -> Payload {
        Payload {
            iss: issuer.to_owned(),
            sub: self.user.to_string(),
            aud: self.client.clone(),
            azp: Some(self.client.clone()),
            client_id: self.client.clone(),
            exp: self.expires.unix_seconds(),
            iat: self.issued.unix_seconds(),
            nbf: self.issued.unix_seconds(),
            jti: self.token_id.clone(),
            scope: Some(self.scopes.to_string()),
            wallet_id: Some(self.wallet.to_string()),
            session_id: self.session.to_string(),
            mas_session: Some(json!({ "active": true, "refresh_token_id": self.session.to_string() })),
            miniapp_context: self.context.clone(),
            ..Payload::default()
        }
    }
}

impl Kind for Verified {
    const PREFIX: &'static str = "tep.";
    const TOKEN_TYPE: &'static str = "tep_access_token";

    fn accept(payload: Payload) -> Option<Self> {
        if payload.aud != payload.client_id || payload.azp.as_ref() != Some(&payload.client_id) {
            return None;
        }
        let (issued, expires) = payload.term();
        Some(Self {
            user: UserId::parse(&payload.sub).ok()?,
            scopes: ScopeSet::parse(&payload.scope?).ok()?,
            wallet: payload.wallet_id?.parse().ok()?,
            session: payload.session_id.parse().ok()?,
            issued,
            expires,
            token_id: payload.jti,
            client: payload.client_id,
        })
    }

    fn term(&self) -> (Timestamp, Timestamp) {
        (self.issued, self.expires)
    }

    fn check(&self, live: &Live) -> Result<(), TokenError> {
        live.check(self.session, Some(&self.user), Some(&self.client))
    }
}
