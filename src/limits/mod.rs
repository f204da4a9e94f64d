//! How often a caller may do what: a token bucket per operation class and caller, and a suspension for those who go on
//! regardless.
//!
//! [`Class`] is the registry of operation classes with their default [`Quota`]; [`Rules`] is what is in force and can be
//! swapped while requests run; [`Limits`] holds the buckets. Everything is in memory: [`Limits::snapshot`] carries it over a
//! clean stop. A check takes one lock of sixteen and allocates nothing for a caller it knows.
//!
//! The number of buckets and of remembered offenders is bounded. When no bucket can be had for a new caller the answer is
//! [`Decision::Undecidable`], which the edge turns into 503: nobody is let through uncounted.
//!
//! It does not know HTTP, headers or who is allowed what; time is given, never asked for.

mod bucket;
mod caller;
mod class;
mod offences;
mod rules;
mod shard;
mod snapshot;
#[cfg(test)]
mod tests;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::kernel::Timestamp;

pub use bucket::State;
pub use caller::{Caller, Key};
pub use class::{Class, Quota};
pub use offences::{FailedPayments, Offender, Penalty, Reason, Suspension};
pub use rules::Rules;
pub use shard::Decision;
pub use snapshot::RestoreError;

use shard::Shard;

/// How many locks the callers are spread over.
const SHARDS: usize = 16;

/// The limiter: one for the process, shared by every edge.
pub struct Limits {
    secret: [u8; 16],
    shards: [Mutex<Shard>; SHARDS],
}

impl Limits {
    /// How many buckets are kept when the operator says nothing else: about ten megabytes at the most.
    pub const DEFAULT_CAPACITY: usize = 100_000;

    /// An empty limiter for at most `capacity` buckets (and as many offenders). Callers are known by a hash under `secret`,
    /// so that nobody can aim at another's bucket; it has to stay the same for a snapshot to be of use.
    pub fn new(secret: [u8; 16], capacity: usize, rules: Rules) -> Self {
        let rules = Arc::new(rules);
        let capacity = capacity.div_ceil(SHARDS);
        Self { secret, shards: std::array::from_fn(|_| Mutex::new(Shard::new(capacity, Arc::clone(&rules)))) }
    }

    /// Counts one request of `class` by `caller` and says whether it may go on. A limited request counts as one violation,
    /// so a request that needs several classes stops at the first refusal.
    pub fn check(&self, class: Class, caller: &Caller<'_>, now: Timestamp) -> Decision {
        let key = self.key(caller);
        self.shard(key).check(class, key, caller, now)
    }

    /// Suspends `caller` for the penalty's time, for a `reason` that another room has found; answers until when.
    pub fn suspend(&self, caller: &Caller<'_>, reason: Reason, now: Timestamp) -> Timestamp {
        let key = self.key(caller);
        self.shard(key).suspend(key, caller, reason, now)
    }

    /// Counts a payment of `user` through `client` that failed by their own doing.
    pub fn payment_failed(&self, user: &str, client: &str, now: Timestamp) {
        for caller in [Caller::Person { user, client: Some(client) }, Caller::Person { user, client: None }] {
            let key = self.key(&caller);
            self.shard(key).payment_failed(key, &caller, now);
        }
    }

    /// Until when `user` cannot pay, since too many of their payments failed one after the other.
    pub fn payments_locked(&self, user: &str, now: Timestamp) -> Option<Timestamp> {
        let key = self.key(&Caller::Person { user, client: None });
        self.shard(key).payments_locked(key, now)
    }

    /// Ends the suspension of `key` and forgets its violations. `None` when it is not suspended.
    pub fn lift(&self, key: Key, now: Timestamp) -> Option<Offender> {
        self.shard(key).lift(key, now)
    }

    /// Who is suspended at `now`, in no order.
    pub fn suspensions(&self, now: Timestamp) -> Vec<Offender> {
        let mut suspended = self.offenders(now);
        suspended.retain(|offender| offender.suspension.is_some());
        suspended
    }

    /// Who was limited within the penalty's window or is suspended, in no order.
    pub fn offenders(&self, now: Timestamp) -> Vec<Offender> {
        self.shards.iter().flat_map(|shard| lock(shard).offenders(now)).collect()
    }

    /// Puts `rules` in force for every request from here on. What was counted stays counted. All shards are held while it
    /// happens, so that no two requests run under different rules at one time.
    pub fn configure(&self, rules: Rules) {
        let rules = Arc::new(rules);
        let mut shards: Vec<_> = self.shards.iter().map(lock).collect();
        for shard in &mut shards {
            shard.rules = Arc::clone(&rules);
        }
    }

    /// The rules in force.
    pub fn rules(&self) -> Arc<Rules> {
        Arc::clone(&lock(&self.shards[0]).rules)
    }

    /// The name under which `caller` is counted.
    pub fn key(&self, caller: &Caller<'_>) -> Key {
        caller.key(&self.secret)
    }

    fn shard(&self, key: Key) -> MutexGuard<'_, Shard> {
        lock(&self.shards[key.shard()])
    }
}

/// A shard is whole between any two statements that change it, so one that a panic left behind is good to use.
fn lock(shard: &Mutex<Shard>) -> MutexGuard<'_, Shard> {
    shard.lock().unwrap_or_else(PoisonError::into_inner)
}
