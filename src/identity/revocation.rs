//! Taking back what a person let a mini-app do. It removes what was
//! agreed to and ends the mini-app's sessions, of either half of its client, in one transaction: their access and refresh tokens
//! stop at the next request, and codes that wait to become a session become none. A question for consent that is still open grants nothing by itself, and answered later it grants
//! anew.

use std::{ops::Bound::Unbounded, sync::Arc};

use minicbor::{Decode, Encode};

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    kernel::{Code, Ctx, Rejection, ScopeSet, SessionId, Timestamp, UserId},
    outbox::Effect,
    store::{
        Failure, Order, ReadExt, StoreError, Txn,
        rows::{DeviceDecision, DeviceGrantRow, SessionRow},
        tables::{CODES, CONSENT_REQUESTS, CONSENTS, DEVICE_GRANTS, MINIAPPS},
    },
};

use super::{
    Live,
    account::forget_account_sessions,
    clients::miniapp_of_client,
    connected::live_sessions,
    sessions::{end, forget_sessions},
};

/// How many questions, codes and device grants are looked through for a person's, newest first; what is older is over.
const MOST_LOOKED_THROUGH: usize = 10_000;

/// A person takes back what they let a mini-app do.
pub struct RevokeGrant {
    /// Who.
    pub user: UserId,
    /// Of which mini-app.
    pub miniapp: String,
    /// Why, cleaned.
    pub reason: Option<String>,
    /// What to tell.
    pub live: Arc<Live>,
}

/// What was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct RevokedGrant {
    /// When.
    #[n(0)]
    pub at: Timestamp,
    /// What the mini-app could do until then.
    #[n(1)]
    pub scopes: ScopeSet,
    /// The sessions that have ended.
    #[n(2)]
    pub sessions: Vec<SessionId>,
}

impl Command for RevokeGrant {
    type Outcome = RevokedGrant;

    /// Refuses a mini-app that does not exist (`MINIAPP_NOT_FOUND`). One that has no access is no refusal: nothing is done then,
    /// nothing recorded and nobody told.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<RevokedGrant>, Failure> {
        if !txn.has(&MINIAPPS, &self.miniapp)? {
            return Err(Rejection::new(Code::MiniappNotFound, "There is no such mini-app.").into());
        }
        let key = (self.user.clone(), self.miniapp.clone());
        let grants = txn.get(&CONSENTS, &key)?.map(|row| row.grants).unwrap_or_default();
        let mut scopes = grants.iter().fold(ScopeSet::EMPTY, |all, grant| all.union(grant.scopes));
        let mut sessions = Vec::new();
        let of_this = |row: &SessionRow| miniapp_of_client(&row.client) == self.miniapp;
        for (session, row) in live_sessions(txn, &self.user)?.into_iter().filter(|(_, row)| of_this(row)) {
            end(txn, ctx, session, &self.live)?;
            scopes = scopes.union(row.scopes);
            sessions.push(session);
        }
        withdraw(txn, &self.user, |client, used| !used && miniapp_of_client(client) == self.miniapp)?;
        if grants.is_empty() && sessions.is_empty() {
            return Ok(Applied::unrecorded(RevokedGrant { at: ctx.now, scopes, sessions }));
        }
        txn.remove(&CONSENTS, &key)?;
        let entry = Entry::done(Action::GrantRevoke, &self.miniapp).with(format!("{scopes}; sessions: {}", sessions.len()));
        let told = Effect::AuthorizationRevoked {
            user: self.user.clone(),
            miniapp: self.miniapp.clone(),
            scopes,
            reason: self.reason.clone(),
            at: ctx.now,
        };
        Ok(Applied::new(RevokedGrant { at: ctx.now, scopes, sessions }, entry).then(told))
    }
}

/// Forgets what a person let anybody do, and where they are signed in: consents, questions for consent, sessions of mini-apps
/// and of browsers, all of which end. Answers the mini-apps' sessions that ended.
pub fn forget_person(txn: &mut Txn<'_>, ctx: &Ctx, user: &UserId, live: &Arc<Live>) -> Result<Vec<SessionId>, StoreError> {
    for (miniapp, _) in txn.scan_first(&CONSENTS, user, usize::MAX)? {
        txn.remove(&CONSENTS, &(user.clone(), miniapp))?;
    }
    let newest = txn.scan(&CONSENT_REQUESTS, Unbounded, Unbounded, Order::Descending, MOST_LOOKED_THROUGH)?;
    for (request, _) in newest.into_iter().filter(|(_, row)| row.user == *user) {
        txn.remove(&CONSENT_REQUESTS, &request)?;
    }
    withdraw(txn, user, |_, _| true)?;
    forget_account_sessions(txn, user)?;
    forget_sessions(txn, ctx, user, live)
}

/// Takes back what `user` agreed to and no session has come of yet: authorization codes, and what devices are about to get.
/// `wanted` is asked about the client and whether a session has come of it after all.
fn withdraw(txn: &mut Txn<'_>, user: &UserId, wanted: impl Fn(&str, bool) -> bool) -> Result<(), StoreError> {
    for (code, row) in txn.scan(&CODES, Unbounded, Unbounded, Order::Descending, MOST_LOOKED_THROUGH)? {
        if row.user == *user && wanted(&row.client, row.used.is_some()) {
            txn.remove(&CODES, &code)?;
        }
    }
    for (grant, row) in txn.scan(&DEVICE_GRANTS, Unbounded, Unbounded, Order::Descending, MOST_LOOKED_THROUGH)? {
        let by_them = matches!(&row.decision, Some(DeviceDecision::Approved(person, _)) if person == user);
        if by_them && wanted(&row.client, false) {
            txn.put(&DEVICE_GRANTS, &grant, &DeviceGrantRow { decision: Some(DeviceDecision::Denied), ..row })?;
        }
    }
    Ok(())
}
