//! Developer tokens: a whitelisted person at the developer console. `dev.` and a JWT. It names no roles: those are looked up when
//! they matter, so that a lost one is lost at once.

use crate::kernel::{SessionId, Timestamp, UserId};

use super::{Kind, Live, TokenError, jws::Payload};

/// The platform's own client, which developers sign in with.
pub const DEVELOPER_CLIENT: &str = "tmcp_developer_console";

const AUDIENCE: &str = "tmcp_developer_api";

/// What a new developer token says.
#[derive(Clone, Debug)]
pub struct DeveloperClaims {
    /// The person.
    pub user: UserId,
    /// The session that it can be revoked by.
    pub session: SessionId,
    /// Its own id, never used twice.
    pub token_id: String,
    /// When it was made.
    pub issued: Timestamp,
    /// When it ends.
    pub expires: Timestamp,
}

/// A developer token that was found good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedDeveloper {
    /// The person.
    pub user: UserId,
    /// The session.
    pub session: SessionId,
    /// When it was made.
    pub issued: Timestamp,
    /// When it ends.
    pub expires: Timestamp,
    /// Its own id.
    pub token_id: String,
}

impl DeveloperClaims {
    pub(super) fn payload(&self, issuer: &str) -> Payload {
        Payload {
            iss: issuer.to_owned(),
            sub: self.user.to_string(),
            aud: AUDIENCE.to_owned(),
            client_id: DEVELOPER_CLIENT.to_owned(),
            exp: self.expires.unix_seconds(),
            iat: self.issued.unix_seconds(),
            nbf: self.issued.unix_seconds(),
            jti: self.token_id.clone(),
            session_id: self.session.to_string(),
            ..Payload::default()
        }
    }
}

impl Kind for VerifiedDeveloper {
    const PREFIX: &'static str = "dev.";
    const TOKEN_TYPE: &'static str = "dev_access_token";

    fn accept(payload: Payload) -> Option<Self> {
        if payload.aud != AUDIENCE || payload.client_id != DEVELOPER_CLIENT {
            return None;
        }
        let (issued, expires) = payload.term();
        Some(Self {
            user: UserId::parse(&payload.sub).ok()?,
            session: payload.session_id.parse().ok()?,
            issued,
            expires,
            token_id: payload.jti,
        })
    }

    fn term(&self) -> (Timestamp, Timestamp) {
        (self.issued, self.expires)
    }

    fn check(&self, live: &Live) -> Result<(), TokenError> {
        live.check(self.session, Some(&self.user), None)
    }
}
