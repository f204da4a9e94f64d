//! Taking back what a person let a mini-app do. It removes what was agreed to and ends the mini-app's sessions, of either half of
//! its client, in one transaction: their access and refresh tokens stop at the next request, and codes that wait to become a session
//! become none. A question for consent that is still open grants nothing by itself, and answered later it grants anew.
//!
//! MAS is asked to revoke nothing then, since it holds nothing of the mini-app's: the token that was exchanged is the person's own,
//! which their Matrix client goes on with, and what signing in obtained was revoked at sign-in.

use std::{ops::Bound::Unbounded, sync::Arc};

use minicbor::{Decode, Encode};

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    kernel::{Code, CodeId, Ctx, DeviceGrantId, Rejection, Scope, ScopeSet, SessionId, Timestamp, UserId},
    outbox::{Effect, webhooks::Webhook},
    store::{
        Failure, Order, Read, ReadExt, StoreError, Txn,
        rows::{DeviceDecision, DeviceGrantRow, SessionRow, WebhookEvent},
        tables::{CODES, CONSENT_REQUESTS, CONSENTS, DEVICE_GRANTS, MINIAPPS},
    },
};

use super::{
    Live,
    account::forget_account_sessions,
    clients::miniapp_of_client,
    connected::{connected, live_sessions},
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
    /// What waits to become a session, looked up before.
    pub waiting: Waiting,
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
        withdraw(txn, &self.user, &self.waiting, |client, used| !used && miniapp_of_client(client) == self.miniapp)?;
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
        let webhook = scope_revoked(ctx, &self.miniapp, &self.user, scopes, self.reason.as_deref());
        Ok(Applied::new(RevokedGrant { at: ctx.now, scopes, sessions }, entry).then(told).tell(webhook))
    }
}

/// What the mini-apps that have access to something of `user`'s are to be told when it ends because they are gone.
pub fn farewells(txn: &Txn<'_>, ctx: &Ctx, user: &UserId) -> Result<Vec<Webhook>, StoreError> {
    let ending = connected(txn, user, ctx.now)?.into_iter();
    Ok(ending.map(|access| scope_revoked(ctx, &access.miniapp, user, access.granted().union(access.in_use), None)).collect())
}

/// What a mini-app is told at its webhook when it loses `scopes` of `user`.
fn scope_revoked(ctx: &Ctx, miniapp: &str, user: &UserId, scopes: ScopeSet, reason: Option<&str>) -> Webhook {
    let mut data = serde_json::json!({
        "user_id": user.as_str(),
        "miniapp_id": miniapp,
        "revoked_scopes": scopes.iter().map(Scope::name).collect::<Vec<_>>(),
        "revoked_at": ctx.now.to_string(),
    });
    if let Some(reason) = reason {
        data["reason"] = reason.into();
    }
    Webhook::new(ctx, miniapp, WebhookEvent::ScopeRevoked, user, &data)
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
    let waiting = waiting(txn, user)?;
    withdraw(txn, user, &waiting, |_, _| true)?;
    forget_account_sessions(txn, user)?;
    forget_sessions(txn, ctx, user, live)
}

/// A person's authorization codes, and the device grants that they agreed to.
#[derive(Default)]
pub struct Waiting {
    codes: Vec<CodeId>,
    device_grants: Vec<DeviceGrantId>,
}

/// What waits to become a session of `user`'s. It looks through everybody's, so a command that anybody can cause is told of it
/// and does not look itself. What comes up in between needs no consent, or dies with the consent.
pub fn waiting(reader: &impl Read, user: &UserId) -> Result<Waiting, StoreError> {
    let codes = reader.scan(&CODES, Unbounded, Unbounded, Order::Descending, MOST_LOOKED_THROUGH)?;
    let grants = reader.scan(&DEVICE_GRANTS, Unbounded, Unbounded, Order::Descending, MOST_LOOKED_THROUGH)?;
    Ok(Waiting {
        codes: codes.into_iter().filter(|(_, row)| row.user == *user).map(|(code, _)| code).collect(),
        device_grants: grants.into_iter().filter(|(_, row)| is_let_in_by(row, user)).map(|(grant, _)| grant).collect(),
    })
}

fn is_let_in_by(row: &DeviceGrantRow, user: &UserId) -> bool {
    matches!(&row.decision, Some(DeviceDecision::Approved(person, _)) if person == user)
}

/// Takes back what `user` agreed to and no session has come of yet: authorization codes, and what devices are about to get.
/// `wanted` is asked about the client and whether a session has come of it after all.
fn withdraw(txn: &mut Txn<'_>, user: &UserId, waiting: &Waiting, wanted: impl Fn(&str, bool) -> bool) -> Result<(), StoreError> {
    for code in &waiting.codes {
        if txn.get(&CODES, code)?.is_some_and(|row| row.user == *user && wanted(&row.client, row.used.is_some())) {
            txn.remove(&CODES, code)?;
        }
    }
    for grant in &waiting.device_grants {
        let row = txn.get(&DEVICE_GRANTS, grant)?.filter(|row| is_let_in_by(row, user) && wanted(&row.client, false));
        if let Some(row) = row {
            txn.put(&DEVICE_GRANTS, grant, &DeviceGrantRow { decision: Some(DeviceDecision::Denied), ..row })?;
        }
    }
    Ok(())
}
