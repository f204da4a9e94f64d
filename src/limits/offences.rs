//! Callers who went on after they were limited, and their suspension.

use std::{collections::VecDeque, time::Duration};

use minicbor::{Decode, Encode};

use crate::kernel::Timestamp;

use super::Key;

const MOST_VIOLATIONS: u32 = 1000;

/// How many violations within which time suspend a caller, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Penalty {
    /// This many limited requests; taken as 1 below that and as 1000 above, since each is remembered with its time.
    pub violations: u32,
    /// Within this time.
    pub within: Duration,
    /// Suspend for this time.
    pub lasts: Duration,
    /// What becomes of those whose payments keep failing.
    pub failures: FailedPayments,
}

/// How many failed payments are too many. Only failures that the payer has caused are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FailedPayments {
    /// This many by one person through one client, taken as 1 below that and as 1000 above,
    pub suspend_after: u32,
    /// within this time suspend the two for as long as violations do.
    pub suspend_within: Duration,
    /// This many by one person through whatever clients,
    pub lock_after: u32,
    /// within this time
    pub lock_within: Duration,
    /// keep them from paying for this time.
    pub lock_lasts: Duration,
}

impl Default for FailedPayments {
    fn default() -> Self {
        const MINUTE: Duration = Duration::from_secs(60);
        Self {
            suspend_after: 50,
            suspend_within: 24 * 60 * MINUTE,
            lock_after: 5,
            lock_within: 5 * MINUTE,
            lock_lasts: 15 * MINUTE,
        }
    }
}

impl Default for Penalty {
    fn default() -> Self {
        const HOUR: Duration = Duration::from_secs(60 * 60);
        Self { violations: 10, within: HOUR, lasts: HOUR, failures: FailedPayments::default() }
    }
}

/// Why somebody is suspended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum Reason {
    /// Too many requests after the limit was reached.
    #[n(0)]
    Violations,
    /// Too many failed payments.
    #[n(1)]
    FailedPayments,
}

impl Reason {
    /// The reason for the person concerned.
    pub fn text(self) -> &'static str {
        match self {
            Self::Violations => "Too many requests were made after the rate limit was reached.",
            Self::FailedPayments => "Too many payments failed.",
        }
    }
}

/// A caller's suspension over all classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Suspension {
    /// Since when.
    #[n(0)]
    pub since: Timestamp,
    /// Until when.
    #[n(1)]
    pub until: Timestamp,
    /// Why.
    #[n(2)]
    pub reason: Reason,
}

/// Somebody who was limited or is suspended, for the operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offender {
    /// What to lift the suspension by.
    pub key: Key,
    /// Who it is, in words.
    pub caller: String,
    /// How many violations count at present.
    pub violations: u32,
    /// When the latest of them was.
    pub latest: Option<Timestamp>,
    /// The suspension, if there is one.
    pub suspension: Option<Suspension>,
}

/// What is remembered of an offender.
#[derive(Clone, Debug, Encode, Decode)]
pub(super) struct Record {
    #[n(0)]
    pub caller: String,
    /// In order of arrival; never as many as the penalty asks for, since those become a suspension.
    #[n(1)]
    pub violations: VecDeque<Timestamp>,
    #[n(2)]
    pub suspension: Option<Suspension>,
    /// Failed payments in order; as with violations, never as many as suspend.
    #[n(3)]
    #[cbor(default)]
    pub failures: VecDeque<Timestamp>,
    /// Until when the person cannot pay.
    #[n(4)]
    pub payments_locked: Option<Timestamp>,
}

impl Record {
    pub fn new(caller: String) -> Self {
        Self { caller, violations: VecDeque::new(), suspension: None, failures: VecDeque::new(), payments_locked: None }
    }

    /// Counts a failed payment of a person through a client, and suspends the two when it is one too many.
    pub fn fail_through(&mut self, now: Timestamp, penalty: &Penalty) {
        let FailedPayments { suspend_after, suspend_within, .. } = penalty.failures;
        if self.count_failure(now, suspend_within) >= suspend_after.clamp(1, MOST_VIOLATIONS) {
            self.failures.clear();
            self.suspend(Reason::FailedPayments, now, penalty);
        }
    }

    /// Counts a failed payment of a person, and locks when it is one too many.
    pub fn fail(&mut self, now: Timestamp, penalty: &Penalty) {
        let FailedPayments { lock_after, lock_within, lock_lasts, .. } = penalty.failures;
        if self.count_failure(now, lock_within) >= lock_after.clamp(1, MOST_VIOLATIONS) {
            self.failures.clear();
            self.payments_locked = Some(now + lock_lasts);
        }
    }

    fn count_failure(&mut self, now: Timestamp, within: Duration) -> u32 {
        self.failures.retain(|then| now.since(*then) < within);
        self.failures.push_back(now);
        u32::try_from(self.failures.len()).unwrap_or(u32::MAX)
    }

    /// Counts one violation, and suspends when it is one too many.
    pub fn violate(&mut self, now: Timestamp, penalty: &Penalty) {
        self.expire(now, penalty);
        self.violations.push_back(now);
        if self.violations.len() >= penalty.violations.clamp(1, MOST_VIOLATIONS) as usize {
            self.suspend(Reason::Violations, now, penalty);
        }
    }

    /// Suspends from `now` on, in place of any suspension before; answers until when.
    pub fn suspend(&mut self, reason: Reason, now: Timestamp, penalty: &Penalty) -> Timestamp {
        self.violations.clear();
        let until = now + penalty.lasts;
        self.suspension = Some(Suspension { since: now, until, reason });
        until
    }

    /// The suspension in force at `now`.
    pub fn suspended(&self, now: Timestamp) -> Option<Suspension> {
        self.suspension.filter(|suspension| suspension.until > now)
    }

    /// Drops what no longer counts and says whether anything is left.
    pub fn expire(&mut self, now: Timestamp, penalty: &Penalty) -> Remains {
        self.violations.retain(|then| now.since(*then) < penalty.within);
        self.suspension = self.suspended(now);
        self.failures.retain(|then| now.since(*then) < penalty.failures.suspend_within);
        self.payments_locked = self.payments_locked.filter(|until| *until > now);
        let nothing =
            self.violations.is_empty() && self.suspension.is_none() && self.failures.is_empty() && self.payments_locked.is_none();
        if nothing { Remains::Nothing } else { Remains::Something }
    }

    pub fn offender(&self, key: Key) -> Offender {
        Offender {
            key,
            caller: self.caller.clone(),
            violations: u32::try_from(self.violations.len()).unwrap_or(u32::MAX),
            latest: self.violations.back().copied(),
            suspension: self.suspension,
        }
    }
}

/// Whether a record is worth keeping.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Remains {
    Something,
    Nothing,
}
