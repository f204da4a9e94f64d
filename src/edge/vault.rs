//! People's own Matrix tokens, for asking their homeserver what they themselves may know. In memory only, bounded, gone with a
//! restart: a Matrix token is never written to disk.

use quick_cache::sync::Cache;

use crate::kernel::{Secret, SessionId};

use super::Edge;

/// How many tokens are kept; the least used go first.
const KEPT: usize = 10_000;

/// The tokens by session.
pub struct Vault(Cache<SessionId, Secret>);

impl Default for Vault {
    fn default() -> Self {
        Self(Cache::new(KEPT))
    }
}

impl Vault {
    /// Keeps the token that `session` was made from.
    pub fn keep(&self, session: SessionId, token: Secret) {
        self.0.insert(session, token);
    }

    /// The token that `session` was made from, if it is still known.
    pub fn get(&self, session: SessionId) -> Option<Secret> {
        self.0.get(&session)
    }

    /// Forgets it.
    pub fn forget(&self, session: SessionId) {
        self.0.remove(&session);
    }
}

impl Edge {
    /// Forgets the Matrix tokens that ended sessions were made from, and what MAS said of them: the next question about one goes
    /// to MAS again. The tokens themselves are their person's, and stay good for that.
    pub fn forget_tokens(&self, sessions: &[SessionId]) {
        for session in sessions {
            if let (Some(mas), Some(token)) = (&self.mas, self.vault.get(*session)) {
                mas.forget(token.expose());
            }
            self.vault.forget(*session);
        }
    }
}
