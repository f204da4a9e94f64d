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
}

impl Default for Penalty {
    fn default() -> Self {
        const HOUR: Duration = Duration::from_secs(60 * 60);
        Self { violations: 10, within: HOUR, lasts: HOUR }
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
}

impl Record {
    pub fn new(caller: String) -> Self {
        Self { caller, violations: VecDeque::new(), suspension: None }
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
        if self.violations.is_empty() && self.suspension.is_none() { Remains::Nothing } else { Remains::Something }
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
