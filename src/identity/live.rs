//! What makes a good signature worthless: revoked sessions, suspended people and mini-apps. Kept in memory so that checking a
//! token costs no disk read; changed after the commit that changes it on disk and before anybody is told, and bounded, since
//! a revoked session leaves when its last token has expired.

use std::{
    collections::{HashMap, HashSet},
    sync::{PoisonError, RwLock},
};

use crate::{
    kernel::{SessionId, Timestamp, UserId},
    store::{Read, ReadExt, StoreError, rows::MiniAppStatus, tables},
};

use super::{TokenError, clients::miniapp_of_client};

/// The lists.
#[derive(Default)]
pub struct Live {
    lists: RwLock<Lists>,
}

#[derive(Default)]
struct Lists {
    revoked: HashMap<SessionId, Timestamp>,
    users: HashSet<UserId>,
    miniapps: HashSet<String>,
}

impl Live {
    /// What the store says at the start.
    pub fn load(reader: &impl Read) -> Result<Self, StoreError> {
        let mut lists = Lists::default();
        reader.for_each(&tables::REVOKED_SESSIONS, |session, until| {
            lists.revoked.insert(session, until);
            Ok(())
        })?;
        reader.for_each(&tables::SUSPENDED_USERS, |user, _| {
            lists.users.insert(user);
            Ok(())
        })?;
        reader.for_each(&tables::MINIAPPS, |id, row| {
            if row.status != MiniAppStatus::Approved {
                lists.miniapps.insert(id);
            }
            Ok(())
        })?;
        Ok(Self { lists: RwLock::new(lists) })
    }

    /// Whether a token's session is still good, and its person and its mini-app's client where it has them.
    pub(super) fn check(&self, session: SessionId, user: Option<&UserId>, client: Option<&str>) -> Result<(), TokenError> {
        let lists = self.lists.read().unwrap_or_else(PoisonError::into_inner);
        if lists.revoked.contains_key(&session) {
            return Err(TokenError::Revoked);
        }
        if user.is_some_and(|user| lists.users.contains(user)) {
            return Err(TokenError::UserSuspended);
        }
        if client.is_some_and(|client| lists.miniapps.contains(miniapp_of_client(client))) {
            return Err(TokenError::MiniAppSuspended);
        }
        Ok(())
    }

    /// Whether the person is suspended.
    pub fn is_suspended(&self, user: &UserId) -> bool {
        self.lists.read().unwrap_or_else(PoisonError::into_inner).users.contains(user)
    }

    pub(super) fn revoke(&self, session: SessionId, until: Timestamp) {
        self.lists.write().unwrap_or_else(PoisonError::into_inner).revoked.insert(session, until);
    }

    /// Suspends the person or lifts the suspension, in memory; the store is the caller's business.
    pub fn set_suspended(&self, user: &UserId, suspended: Option<Timestamp>) {
        let mut lists = self.lists.write().unwrap_or_else(PoisonError::into_inner);
        match suspended {
            Some(_) => lists.users.insert(user.clone()),
            None => lists.users.remove(user),
        };
    }

    /// Shuts a mini-app off or lets it in again, in memory; the store is the caller's business.
    pub fn set_miniapp(&self, id: &str, status: MiniAppStatus) {
        let mut lists = self.lists.write().unwrap_or_else(PoisonError::into_inner);
        match status {
            MiniAppStatus::Suspended => lists.miniapps.insert(id.to_owned()),
            MiniAppStatus::Approved => lists.miniapps.remove(id),
        };
    }

    pub(super) fn forget(&self, sessions: &[SessionId]) {
        let mut lists = self.lists.write().unwrap_or_else(PoisonError::into_inner);
        for session in sessions {
            lists.revoked.remove(session);
        }
    }
}
