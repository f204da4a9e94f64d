//! What an introspection answer says of a token (RFC 7662 section 2.2).

use serde::Deserialize;

use super::{Identified, Unavailable};
use crate::kernel::{Timestamp, UserId};

/// The Matrix API scope, stable (Matrix specification v1.15, "OAuth 2.0 API") and as MSC2967 spelled it.
pub(super) const API_SCOPES: [&str; 2] = ["urn:matrix:client:api:*", "urn:matrix:org.matrix.msc2967.client:api:*"];

/// An introspection answer.
#[derive(Deserialize)]
pub(super) struct Introspection {
    active: bool,
    #[serde(default)]
    scope: String,
    #[serde(default)]
    token_type: String,
    #[serde(default)]
    username: String,
    #[serde(default)]
    client_id: String,
    exp: Option<i64>,
}

impl Introspection {
    /// Whose Matrix access token it is: one with the Matrix API scope, from whichever client.
    pub(super) fn matrix_token(&self, server_name: &str, now: Timestamp) -> Result<Option<Identified>, Unavailable> {
        let in_scope = self.scope.split_ascii_whitespace().any(|scope| API_SCOPES.contains(&scope));
        if in_scope { self.access_token(server_name, now) } else { Ok(None) }
    }

    /// Whose access token it is, where it was issued to the client `client_id` itself; its scope says nothing then.
    pub(super) fn token_of(&self, client_id: &str, server_name: &str, now: Timestamp) -> Result<Option<Identified>, Unavailable> {
        if self.client_id == client_id { self.access_token(server_name, now) } else { Ok(None) }
    }

    /// MAS calls refresh tokens `active` too, and says who a person is by localpart.
    fn access_token(&self, server_name: &str, now: Timestamp) -> Result<Option<Identified>, Unavailable> {
        let expires_at = self.exp.map(Timestamp::from_unix_seconds);
        let expired = expires_at.is_some_and(|end| end <= now);
        if !self.active || self.token_type != "access_token" || expired || self.username.is_empty() {
            return Ok(None);
        }
        // A username with a colon in it must not move the border between localpart and server.
        UserId::new(&self.username, server_name)
            .ok()
            .filter(|user| user.localpart() == self.username && user.server() == server_name)
            .map(|user| Some(Identified { user, expires_at }))
            .ok_or_else(|| Unavailable::new("the username in an introspection answer is no Matrix localpart"))
    }
}
