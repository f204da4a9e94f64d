//! What the store may forget: sessions that no token can refer to any more, with their refresh tokens; account sessions past
//! their end; questions for consent that nobody answered.
//!
//! The last two lie in the order in which they end, so looking costs one row when there is nothing. A session ends later each
//! time it is refreshed, and refresh tokens lie in no order; a [`Walk`] goes round both, a few rows at a time. A used refresh
//! token stays for as long as its session: one that comes again is how a theft shows.

use std::{
    ops::Bound::{Excluded, Unbounded},
    sync::Arc,
    time::Duration,
};

use crate::{
    kernel::{ConsentId, SessionId, Timestamp},
    store::{
        Key, Order, Read, ReadExt, StoreError, Table, Txn,
        tables::{ACCOUNT_SESSIONS, CONSENT_REQUESTS, REFRESH_TOKENS, REVOKED_SESSIONS, SESSIONS},
    },
};

use super::{
    Live, account,
    sessions::{forget_session, is_over},
};

/// How long a revocation is kept after the last token that it stops has run out: a clock that was set forward by less than
/// this and back again brings no token back.
const REVOCATIONS_KEPT: Duration = Duration::from_secs(24 * 3600);

/// What was found to be over.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Stale {
    sessions: Vec<SessionId>,
    refresh_tokens: Vec<[u8; 32]>,
    account_sessions: Vec<SessionId>,
    consent_requests: Vec<ConsentId>,
}

/// Where the rounds over sessions and refresh tokens are.
#[derive(Default)]
pub struct Walk {
    session: Option<SessionId>,
    refresh_token: Option<[u8; 32]>,
}

impl Walk {
    /// Looks for what is over at `now`, at most `limit` of each kind, and goes on by `limit` rows.
    pub fn look(&mut self, reader: &impl Read, now: Timestamp, limit: usize) -> Result<Stale, StoreError> {
        let mut stale = Stale {
            account_sessions: oldest(reader, &ACCOUNT_SESSIONS, limit, |row| row.expires <= now)?,
            consent_requests: oldest(reader, &CONSENT_REQUESTS, limit, |row| row.expires <= now)?,
            ..Stale::default()
        };
        for (session, row) in next(reader, &SESSIONS, &mut self.session, limit)? {
            if is_over(&row, now) {
                stale.sessions.push(session);
            }
        }
        for (token, row) in next(reader, &REFRESH_TOKENS, &mut self.refresh_token, limit)? {
            if !reader.has(&SESSIONS, &row.session)? {
                stale.refresh_tokens.push(token);
            }
        }
        Ok(stale)
    }
}

impl Stale {
    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Forgets it, where it is over still: a session may have been refreshed since it was looked at.
    pub fn forget(&self, txn: &mut Txn<'_>, now: Timestamp) -> Result<(), StoreError> {
        for session in &self.sessions {
            if let Some(row) = txn.get(&SESSIONS, session)?.filter(|row| is_over(row, now)) {
                forget_session(txn, *session, &row)?;
            }
        }
        for session in &self.account_sessions {
            if let Some(row) = txn.get(&ACCOUNT_SESSIONS, session)? {
                account::remove(txn, &row.user, *session)?;
            }
        }
        self.refresh_tokens.iter().try_for_each(|token| txn.remove(&REFRESH_TOKENS, token))?;
        self.consent_requests.iter().try_for_each(|request| txn.remove(&CONSENT_REQUESTS, request))
    }
}

/// Forgets revocations whose tokens have run out by themselves.
pub struct PruneRevocations;

impl PruneRevocations {
    /// Whether [`PruneRevocations::run`] would find something.
    pub fn is_due(reader: &impl Read, now: Timestamp, limit: usize) -> Result<bool, StoreError> {
        Ok(!Self::over(reader, now, limit)?.is_empty())
    }

    /// Looks at `limit` revocations at most; says how many were forgotten.
    pub fn run(txn: &mut Txn<'_>, now: Timestamp, live: &Arc<Live>, limit: usize) -> Result<usize, StoreError> {
        let over = Self::over(txn, now, limit)?;
        over.iter().try_for_each(|session| txn.remove(&REVOKED_SESSIONS, session))?;
        let (live, count) = (Arc::clone(live), over.len());
        if count > 0 {
            txn.after_commit(move || live.forget(&over));
        }
        Ok(count)
    }

    fn over(reader: &impl Read, now: Timestamp, limit: usize) -> Result<Vec<SessionId>, StoreError> {
        let oldest = reader.scan(&REVOKED_SESSIONS, Unbounded, Unbounded, Order::Ascending, limit)?;
        let over = oldest.into_iter().filter(|(_, until)| *until + REVOCATIONS_KEPT < now);
        Ok(over.map(|(session, _)| session).collect())
    }
}

/// The keys at the beginning of a table whose rows are over; one row is read when there are none.
fn oldest<K: Key, V: for<'b> minicbor::Decode<'b, ()>>(
    reader: &impl Read,
    table: &Table<K, V>,
    limit: usize,
    is_over: impl Fn(&V) -> bool,
) -> Result<Vec<K>, StoreError> {
    let first = reader.scan(table, Unbounded, Unbounded, Order::Ascending, 1)?;
    if !first.iter().any(|(_, row)| is_over(row)) {
        return Ok(Vec::new());
    }
    let rows = reader.scan(table, Unbounded, Unbounded, Order::Ascending, limit)?;
    Ok(rows.into_iter().take_while(|(_, row)| is_over(row)).map(|(key, _)| key).collect())
}

/// The next `limit` rows behind `place`, which moves on, and to the beginning after the last one.
fn next<K: Key + Clone, V: for<'b> minicbor::Decode<'b, ()>>(
    reader: &impl Read,
    table: &Table<K, V>,
    place: &mut Option<K>,
    limit: usize,
) -> Result<Vec<(K, V)>, StoreError> {
    let from = place.as_ref().map_or(Unbounded, Excluded);
    let rows = reader.scan(table, from, Unbounded, Order::Ascending, limit)?;
    *place = rows.last().map(|(key, _)| key.clone()).filter(|_| rows.len() == limit);
    Ok(rows)
}
