//! What has access to a person: the mini-apps that they granted something, or that have a live session of theirs.

use std::collections::BTreeMap;

use crate::{
    kernel::{ScopeSet, SessionId, Timestamp, UserId},
    store::{
        Read, ReadExt, StoreError,
        rows::{Grant, MiniAppRow, SessionRow},
        tables::{CONSENTS, MINIAPPS, SESSIONS, SESSIONS_OF_USER},
    },
};

use super::clients::miniapp_of_client;

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
    pub sessions: u32,
    /// When the first of them began.
    pub since: Option<Timestamp>,
    /// When the newest of them began.
    pub last_used: Option<Timestamp>,
}

impl Connected {
    /// All that was agreed to and still holds.
    pub fn granted(&self) -> ScopeSet {
        self.grants.iter().fold(ScopeSet::EMPTY, |all, grant| all.union(grant.scopes))
    }
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
            sessions: u32::try_from(sessions.len()).unwrap_or(u32::MAX),
            since: sessions.iter().map(|session| session.created).min(),
            last_used: sessions.iter().map(|session| session.created).max(),
        });
    }
    Ok(connected)
}

/// The sessions of `user` that nobody has ended.
pub(super) fn live_sessions(reader: &impl Read, user: &UserId) -> Result<Vec<(SessionId, SessionRow)>, StoreError> {
    let mut live = Vec::new();
    for (session, ()) in reader.scan_first(&SESSIONS_OF_USER, user, usize::MAX)? {
        let row = reader.get(&SESSIONS, &session)?.filter(|row| row.revoked.is_none());
        live.extend(row.map(|row| (session, row)));
    }
    Ok(live)
}
