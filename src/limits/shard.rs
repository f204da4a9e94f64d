//! One lock's share of the callers: their buckets and their offences.

use std::{
    collections::HashMap,
    hash::{Hash, Hasher},
    sync::Arc,
    time::Duration,
};

use crate::kernel::Timestamp;

use super::{
    Caller, Class, Key, Offender, Reason, Rules, State, Suspension,
    bucket::Bucket,
    caller::Hashed,
    offences::{Record, Remains},
};

/// How often a full shard looks for idle buckets. Each look reads all of them, which must not be the price of one request.
const SWEEP_EVERY: Duration = Duration::from_millis(100);

/// What becomes of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It goes on, and was counted.
    Allowed(State),
    /// It was one too many (429).
    Limited {
        /// What the headers say.
        state: State,
        /// How long until one request is free again.
        retry_after: Duration,
    },
    /// The caller is suspended (403). Requests during a suspension count nowhere.
    Suspended {
        /// Until when.
        until: Timestamp,
        /// Why.
        reason: Reason,
    },
    /// There is no room to count it (503).
    Undecidable,
}

pub(super) struct Shard {
    pub rules: Arc<Rules>,
    pub buckets: HashMap<Slot, Bucket, Hashed>,
    pub records: HashMap<Key, Record, Hashed>,
    /// How many of each of the two there may be.
    pub capacity: usize,
    swept: Option<Timestamp>,
}

/// Where a bucket is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    pub key: Key,
    pub class: Class,
}

impl Hash for Slot {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let class = (self.class as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        state.write_u64(self.key.bits() ^ class);
    }
}

impl Shard {
    pub fn new(capacity: usize, rules: Arc<Rules>) -> Self {
        Self { rules, buckets: HashMap::default(), records: HashMap::default(), capacity, swept: None }
    }

    pub fn check(&mut self, class: Class, key: Key, caller: &Caller<'_>, now: Timestamp) -> Decision {
        if let Some(Suspension { until, reason, .. }) = self.records.get(&key).and_then(|record| record.suspended(now)) {
            return Decision::Suspended { until, reason };
        }
        let quota = self.rules.quota(class, caller);
        let slot = Slot { key, class };
        if self.buckets.len() >= self.capacity && !self.buckets.contains_key(&slot) {
            self.sweep(now);
            if self.buckets.len() >= self.capacity {
                return Decision::Undecidable;
            }
        }
        let bucket = self.buckets.entry(slot).or_insert_with(|| Bucket::full(now, &quota));
        bucket.settle(now, &quota);
        let taken = bucket.take(&quota);
        let state = bucket.state(now, &quota);
        match taken {
            Ok(()) => Decision::Allowed(state),
            Err(retry_after) => {
                self.violate(key, caller, now);
                Decision::Limited { state, retry_after }
            }
        }
    }

    pub fn suspend(&mut self, key: Key, caller: &Caller<'_>, reason: Reason, now: Timestamp) -> Timestamp {
        let rules = Arc::clone(&self.rules);
        self.record(key, caller, now).suspend(reason, now, rules.penalty())
    }

    pub fn payment_failed(&mut self, key: Key, caller: &Caller<'_>, now: Timestamp) {
        let rules = Arc::clone(&self.rules);
        let record = self.record(key, caller, now);
        match caller {
            Caller::Person { client: Some(_), .. } => record.fail_through(now, rules.penalty()),
            _ => record.fail(now, rules.penalty()),
        }
    }

    pub fn payments_locked(&self, key: Key, now: Timestamp) -> Option<Timestamp> {
        self.records.get(&key)?.payments_locked.filter(|until| *until > now)
    }

    pub fn lift(&mut self, key: Key, now: Timestamp) -> Option<Offender> {
        self.records.get(&key)?.suspended(now)?;
        self.records.remove(&key).map(|record| record.offender(key))
    }

    pub fn offenders(&mut self, now: Timestamp) -> Vec<Offender> {
        self.expire_records(now);
        self.records.iter().map(|(key, record)| record.offender(*key)).collect()
    }

    /// An address is limited and never suspended: behind it may be a proxy with everybody, and whoever shares it would be shut
    /// out by one of them. Nor is somebody who is only named: it is not they who ask.
    fn violate(&mut self, key: Key, caller: &Caller<'_>, now: Timestamp) {
        if matches!(caller, Caller::Address(_) | Caller::Named { .. }) {
            return;
        }
        let rules = Arc::clone(&self.rules);
        self.record(key, caller, now).violate(now, rules.penalty());
    }

    /// The record of `key`. When there are too many, one that is no suspension makes room, or failing that any: whoever is
    /// forgotten is still held by their buckets.
    fn record(&mut self, key: Key, caller: &Caller<'_>, now: Timestamp) -> &mut Record {
        if self.records.len() >= self.capacity && !self.records.contains_key(&key) {
            let is_mild = |record: &Record| record.suspended(now).is_none() && record.payments_locked.is_none();
            let mildest = self.records.iter().find(|(_, record)| is_mild(record));
            if let Some(victim) = mildest.or_else(|| self.records.iter().next()).map(|(key, _)| *key) {
                self.records.remove(&victim);
            }
        }
        self.records.entry(key).or_insert_with(|| Record::new(caller.to_string()))
    }

    /// Forgets what can be forgotten without a difference, at most once in [`SWEEP_EVERY`].
    fn sweep(&mut self, now: Timestamp) {
        let recently = self.swept.is_some_and(|then| now >= then && now.since(then) < SWEEP_EVERY);
        if !recently {
            self.swept = Some(now);
            self.buckets.retain(|_, bucket| !bucket.is_idle(now));
        }
    }

    fn expire_records(&mut self, now: Timestamp) {
        let penalty = self.rules.penalty();
        self.records.retain(|_, record| record.expire(now, penalty) == Remains::Something);
    }
}
