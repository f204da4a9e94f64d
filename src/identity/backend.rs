//! Tokens of a mini-app's backend on its own behalf (RFC 6749 section 4.4): no person, no refresh token, and of the scopes only those
//! that say something without a person. A token's session has no row; it is the name under which the token can be revoked.

use std::{sync::Arc, time::Duration};

use minicbor::{Decode, Encode};

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    kernel::{Code, Ctx, Rejection, Scope, ScopeSet, SessionId, Timestamp},
    store::{Failure, ReadExt, Txn, tables::REVOKED_SESSIONS},
};

use super::{Live, Revoked, find_client, stop_tokens};

/// A backend asks for a token.
pub struct IssueClientToken {
    /// The client, already authenticated.
    pub client: String,
    /// What it asks for; `None` for everything it can have.
    pub scopes: Option<ScopeSet>,
    /// How long the token lives.
    pub lifetime: Duration,
}

/// What the token is signed from.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct IssuedClientToken {
    /// The session that it can be revoked by.
    #[n(0)]
    pub session: SessionId,
    /// What it may do.
    #[n(1)]
    pub scopes: ScopeSet,
    /// When it ends.
    #[n(2)]
    pub expires: Timestamp,
}

impl Command for IssueClientToken {
    type Outcome = IssuedClientToken;

    /// Refusals in order: unknown client, or one without a secret (`MINIAPP_NOT_FOUND`); a scope that the mini-app is not registered
    /// for, or that needs a person (`INVALID_SCOPE`).
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<IssuedClientToken>, Failure> {
        let client = find_client(txn, &self.client)?.filter(super::Client::is_confidential);
        let client = client.ok_or_else(|| Rejection::new(Code::MiniappNotFound, "The client is unknown or not allowed."))?;
        let possible: ScopeSet = client.row.scopes.iter().filter(|scope| Scope::needs_no_person(*scope)).collect();
        let scopes = self.scopes.unwrap_or(possible);
        let refused = scopes.without(possible);
        if !refused.is_empty() {
            let message = format!("Not registered for this mini-app, or not without a person: {refused}");
            return Err(Rejection::new(Code::InvalidScope, message).into());
        }
        let session: SessionId = ctx.new_id();
        let entry = Entry::done(Action::ClientToken, session).with(format!("{} for [{scopes}]", self.client));
        Ok(Applied::new(IssuedClientToken { session, scopes, expires: ctx.now + self.lifetime }, entry))
    }
}

/// Ends a client token at the next request.
pub struct RevokeClientToken {
    /// The session that it names.
    pub session: SessionId,
    /// When it would have ended by itself.
    pub expires: Timestamp,
    /// What to tell.
    pub live: Arc<Live>,
}

impl Command for RevokeClientToken {
    type Outcome = Revoked;

    fn apply(&self, _: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Revoked>, Failure> {
        if txn.has(&REVOKED_SESSIONS, &self.session)? {
            return Ok(Applied::unrecorded(Revoked::Before));
        }
        stop_tokens(txn, self.session, self.expires, &self.live)?;
        Ok(Applied::new(Revoked::Now, Entry::done(Action::SessionRevoke, self.session)))
    }
}
