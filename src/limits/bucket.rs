//! One token bucket, kept as what is missing from it.

use std::time::Duration;

use crate::kernel::Timestamp;

use super::Quota;

/// How far behind the latest request another may be seen. A request takes its time when it comes in and lasts thirty
/// seconds at most.
const LATEST_ARRIVAL: Duration = Duration::from_secs(60);

/// What the headers of an answer say (conventions, "Response headers"). The limit is used up first, then the burst.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// Requests per period.
    pub limit: u32,
    /// What is left of the limit.
    pub remaining: u32,
    /// When the bucket is full again, in seconds since the epoch.
    pub reset: i64,
    /// How many seconds that is from now.
    pub reset_after: u64,
    /// What a full bucket holds above the limit.
    pub burst: u32,
    /// What is left of the burst.
    pub burst_remaining: u32,
}

/// The debt is the time, in microseconds, that the bucket needs to be full again. Elapsed time pays it off one for one, so
/// refilling needs no division, loses nothing to rounding, and an idle bucket is one whose debt has run out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bucket {
    pub debt_micros: u64,
    pub seen: Timestamp,
    /// The price of one request when the debt was made.
    pub interval_micros: u64,
}

impl Bucket {
    pub fn full(now: Timestamp, quota: &Quota) -> Self {
        Self { debt_micros: 0, seen: now, interval_micros: quota.interval_micros() }
    }

    /// Brings the bucket up to `now` and under `quota`, keeping the number of requests it owes.
    pub fn settle(&mut self, now: Timestamp, quota: &Quota) {
        self.debt_micros = self.debt_micros.saturating_sub(micros_between(self.seen, now));
        // An earlier time than the last is a request that waited, for which no second may count twice, or a clock that was
        // set back, after which time has to go on.
        if now > self.seen || self.seen.since(now) > LATEST_ARRIVAL {
            self.seen = now;
        }
        let interval = quota.interval_micros();
        if interval != self.interval_micros {
            let debt = u128::from(self.debt_micros) * u128::from(interval) / u128::from(self.interval_micros.max(1));
            self.debt_micros = u64::try_from(debt).unwrap_or(u64::MAX);
            self.interval_micros = interval;
        }
        self.debt_micros = self.debt_micros.min(quota.capacity_micros());
    }

    /// Takes one request out of a settled bucket; the error is how long to wait for one.
    pub fn take(&mut self, quota: &Quota) -> Result<(), Duration> {
        let wanted = self.debt_micros + quota.interval_micros();
        match wanted.checked_sub(quota.capacity_micros()) {
            None | Some(0) => {
                self.debt_micros = wanted;
                Ok(())
            }
            Some(missing) => Err(Duration::from_micros(missing)),
        }
    }

    /// What a settled bucket looks like from outside.
    pub fn state(&self, now: Timestamp, quota: &Quota) -> State {
        let left = (quota.capacity_micros() - self.debt_micros) / quota.interval_micros();
        let left = u32::try_from(left).unwrap_or(u32::MAX);
        let full_at = now + Duration::from_micros(self.debt_micros) + Duration::from_millis(999);
        State {
            limit: quota.limit(),
            remaining: left.saturating_sub(quota.burst()),
            reset: full_at.unix_seconds(),
            reset_after: self.debt_micros.div_ceil(1_000_000),
            burst: quota.burst(),
            burst_remaining: left.min(quota.burst()),
        }
    }

    /// Whether forgetting it makes no difference.
    pub fn is_idle(&self, now: Timestamp) -> bool {
        self.debt_micros <= micros_between(self.seen, now)
    }
}

/// Zero when `later` is not later.
fn micros_between(earlier: Timestamp, later: Timestamp) -> u64 {
    u64::try_from(later.since(earlier).as_micros()).unwrap_or(u64::MAX)
}
