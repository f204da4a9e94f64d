//! What has access to a person: the mini-apps that they granted something, or that have a live session of theirs.

use std::collections::BTreeMap;

use crate::{
    kernel::{ScopeSet, Timestamp, UserId},
    store::{
        Read, ReadExt, StoreError,
        tables::{CONSENTS, SESSIONS, SESSIONS_OF_USER},
    },
};

use super::clients::miniapp_of_client;

/// A mini-app's access to a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Connection {
    /// What the person granted and what still holds.
    pub granted: ScopeSet,
    /// How many live sessions there are.
    pub sessions: u32,
}

/// The mini-apps that have access to `user` at `now`, by id.
pub fn connected(reader: &impl Read, user: &UserId, now: Timestamp) -> Result<BTreeMap<String, Connection>, StoreError> {
    let mut found: BTreeMap<String, Connection> = BTreeMap::new();
    for (miniapp, row) in reader.scan_first(&CONSENTS, user, usize::MAX)? {
        let holding = row.grants.iter().filter(|grant| grant.until.is_none_or(|until| until > now));
        let granted = holding.fold(ScopeSet::EMPTY, |all, grant| all.union(grant.scopes));
        if !granted.is_empty() {
            found.entry(miniapp).or_default().granted = granted;
        }
    }
    for (session, ()) in reader.scan_first(&SESSIONS_OF_USER, user, usize::MAX)? {
        let row = reader.get(&SESSIONS, &session)?.filter(|row| row.revoked.is_none() && row.expires > now);
        if let Some(row) = row {
            found.entry(miniapp_of_client(&row.client).to_owned()).or_default().sessions += 1;
        }
    }
    Ok(found)
}
