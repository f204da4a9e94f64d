//! What a person sees and takes back: the mini-apps that have access, and the end of it. Taking access back removes what was
//! agreed to and ends the mini-app's sessions, of either half of its client, in one transaction: their access and refresh tokens
//! stop at the next request. A question for consent that is still open grants nothing by itself, and answered later it grants
//! anew.

use std::{collections::BTreeMap, ops::Bound::Unbounded, sync::Arc};

use minicbor::{Decode, Encode};

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    kernel::{Code, Ctx, Rejection, ScopeSet, SessionId, Timestamp, UserId},
    outbox::Effect,
    store::{
        Failure, Order, Read, ReadExt, StoreError, Txn,
        rows::{Grant, MiniAppRow, SessionRow},
        tables::{CONSENT_REQUESTS, CONSENTS, MINIAPPS, SESSIONS, SESSIONS_OF_USER},
    },
};

use super::{
    Live,
    account::forget_account_sessions,
    clients::miniapp_of_client,
    sessions::{end, forget_sessions},
};

/// How many open questions for consent are looked through for a person's; what is older is about to be forgotten anyway.
const MOST_REQUESTS: usize = 10_000;

/// A mini-app that has access to something of a person's.
#[derive(Clone, Debug)]
pub struct Connected {
    /// Its id.
    pub miniapp: String,
    /// The mini-app.
    pub row: MiniAppRow,
    /// What was agreed to and still holds.
    pub grants: Vec<Grant>,
    /// What its sessions may do, whether it was asked for or not.
    pub in_use: ScopeSet,
    /// How many sessions live.
    pub sessions: usize,
    /// When the first of them began.
    pub since: Option<Timestamp>,
    /// When the newest of them began.
    pub last_used: Option<Timestamp>,
}

/// The mini-apps that have access to something of `user`'s at `now`, by id: those that were granted something, and those that
/// have a session with nothing but what needs no question.
pub fn connected(reader: &impl Read, user: &UserId, now: Timestamp) -> Result<Vec<Connected>, StoreError> {
    let mut found: BTreeMap<String, (Vec<Grant>, Vec<SessionRow>)> = BTreeMap::new();
    for (miniapp, row) in reader.scan_first(&CONSENTS, user, usize::MAX)? {
        let holding: Vec<Grant> = row.grants.into_iter().filter(|grant| grant.until.is_none_or(|until| until > now)).collect();
        if !holding.is_empty() {
            found.insert(miniapp, (holding, Vec::new()));
        }
    }
    for (_, row) in live_sessions(reader, user)?.into_iter().filter(|(_, row)| row.expires > now) {
        found.entry(miniapp_of_client(&row.client).to_owned()).or_default().1.push(row);
    }
    let mut connected = Vec::new();
    for (miniapp, (grants, sessions)) in found {
        let Some(row) = reader.get(&MINIAPPS, &miniapp)? else { continue };
        connected.push(Connected {
            miniapp,
            row,
            grants,
            in_use: sessions.iter().fold(ScopeSet::EMPTY, |all, session| all.union(session.scopes)),
            sessions: sessions.len(),
            since: sessions.iter().map(|session| session.created).min(),
            last_used: sessions.iter().map(|session| session.created).max(),
        });
    }
    Ok(connected)
}

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
    let newest = txn.scan(&CONSENT_REQUESTS, Unbounded, Unbounded, Order::Descending, MOST_REQUESTS)?;
    for (request, _) in newest.into_iter().filter(|(_, row)| row.user == *user) {
        txn.remove(&CONSENT_REQUESTS, &request)?;
    }
    forget_account_sessions(txn, user)?;
    forget_sessions(txn, ctx, user, live)
}

/// The sessions of `user` that nobody has ended.
fn live_sessions(reader: &impl Read, user: &UserId) -> Result<Vec<(SessionId, SessionRow)>, StoreError> {
    let mut live = Vec::new();
    for (session, ()) in reader.scan_first(&SESSIONS_OF_USER, user, usize::MAX)? {
        let row = reader.get(&SESSIONS, &session)?.filter(|row| row.revoked.is_none());
        live.extend(row.map(|row| (session, row)));
    }
    Ok(live)
}
