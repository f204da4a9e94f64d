//! Client tokens: a mini-app's backend on its own behalf (RFC 6749 section 4.4), with no person. `tep.` and a JWT.

use crate::kernel::{ScopeSet, SessionId, Timestamp};

use super::{Kind, Live, TokenError, jws::Payload};

/// What a new client token says.
#[derive(Clone, Debug)]
pub struct ClientClaims {
    /// The client, which is also `sub`.
    pub client: String,
    /// What it may do.
    pub scopes: ScopeSet,
    /// The session that it can be revoked by.
    pub session: SessionId,
    /// Its own id, never used twice.
    pub token_id: String,
    /// When it was made.
    pub issued: Timestamp,
    /// When it ends.
    pub expires: Timestamp,
}

/// A client token that was found good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedClient {
    /// The client.
    pub client: String,
    /// What it may do.
    pub scopes: ScopeSet,
    /// The session.
    pub session: SessionId,
    /// When it was made.
    pub issued: Timestamp,
    /// When it ends.
    pub expires: Timestamp,
    /// Its own id.
    pub token_id: String,
}

impl ClientClaims {
    pub(super) fn payload(&self, issuer: &str) -> Payload {
        Payload {
            iss: issuer.to_owned(),
            sub: self.client.clone(),
            aud: self.client.clone(),
            azp: Some(self.client.clone()),
            client_id: self.client.clone(),
            exp: self.expires.unix_seconds(),
            iat: self.issued.unix_seconds(),
            nbf: self.issued.unix_seconds(),
            jti: self.token_id.clone(),
            scope: Some(self.scopes.to_string()),
            session_id: self.session.to_string(),
            ..Payload::default()
        }
    }
}

impl Kind for VerifiedClient {
    const PREFIX: &'static str = "tep.";
    const TOKEN_TYPE: &'static str = "tep_client_token";

    fn accept(payload: Payload) -> Option<Self> {
        let client = &payload.client_id;
        if payload.sub != *client || payload.aud != *client || payload.azp.as_ref() != Some(client) {
            return None;
        }
        let (issued, expires) = payload.term();
        Some(Self {
            scopes: ScopeSet::parse(&payload.scope?).ok()?,
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
        live.check(self.session, None, Some(&self.client))
    }
}
