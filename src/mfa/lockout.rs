//! How many wrong proofs a person may give, and how long they wait after that. Pure: the row and the time in, the row and
//! the verdict out. The row is written in the same commit as the evidence, so a restart resets nothing.

use std::{collections::VecDeque, time::Duration};

use minicbor::{Decode, Encode};

use crate::kernel::Timestamp;

/// The numbers (payments specification, "MFA").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LockoutRules {
    /// This many wrong proofs, at least one.
    pub failures: u32,
    /// Within this time.
    pub within: Duration,
    /// Lock for this long the first time, and twice as long each further time,
    pub first_lock: Duration,
    /// up to this.
    pub longest_lock: Duration,
}

impl Default for LockoutRules {
    fn default() -> Self {
        const QUARTER: Duration = Duration::from_secs(15 * 60);
        Self { failures: 5, within: QUARTER, first_lock: QUARTER, longest_lock: Duration::from_secs(24 * 60 * 60) }
    }
}

/// Whether a proof may be tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockoutState {
    /// Yes.
    Open {
        /// How many wrong ones lock.
        attempts_remaining: u32,
    },
    /// No (`MFA_LOCKED`).
    Locked {
        /// Until when.
        until: Timestamp,
    },
}

/// What is remembered of one person's wrong proofs, over all methods.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
pub struct Lockout {
    /// When the recent ones were; never as many as lock.
    #[n(0)]
    failures: VecDeque<Timestamp>,
    #[n(1)]
    locked_until: Option<Timestamp>,
    /// Locks since the last right proof.
    #[n(2)]
    lock_count: u32,
}

impl Lockout {
    /// Whether a proof may be tried at `now`. To be asked before every one: a locked person's proof is not looked at.
    pub fn state(&self, now: Timestamp, rules: &LockoutRules) -> LockoutState {
        match self.locked_until {
            Some(until) if until > now => LockoutState::Locked { until },
            _ => {
                let counting = self.failures.iter().filter(|then| counts(**then, now, rules)).count();
                let counting = u32::try_from(counting).unwrap_or(u32::MAX);
                // Rules that became stricter lock at the next failure, not before it.
                LockoutState::Open { attempts_remaining: rules.failures.saturating_sub(counting).max(1) }
            }
        }
    }

    /// Counts a wrong proof. One given while locked changes nothing, so a stranger cannot make a lock longer by going on.
    pub fn fail(&mut self, now: Timestamp, rules: &LockoutRules) -> LockoutState {
        if let locked @ LockoutState::Locked { .. } = self.state(now, rules) {
            return locked;
        }
        self.failures.retain(|then| counts(*then, now, rules));
        self.failures.push_back(now);
        if self.failures.len() >= rules.failures as usize {
            self.locked_until = Some(now + lock_for(self.lock_count, rules));
            self.lock_count = self.lock_count.saturating_add(1);
            self.failures.clear();
        }
        self.state(now, rules)
    }

    /// Forgets everything after a right proof, or when an admin unlocks the person.
    pub fn succeed(&mut self) {
        *self = Self::default();
    }
}

/// A failure in the future, which a clock that was set back leaves behind, counts.
fn counts(then: Timestamp, now: Timestamp, rules: &LockoutRules) -> bool {
    now.since(then) < rules.within
}

fn lock_for(earlier_locks: u32, rules: &LockoutRules) -> Duration {
    let doubled = 2u32.checked_pow(earlier_locks).and_then(|factor| rules.first_lock.checked_mul(factor));
    doubled.map_or(rules.longest_lock, |lock| lock.min(rules.longest_lock))
}

#[cfg(test)]
mod tests {
    use super::*;

    enum Step {
        Fail,
        Succeed,
        Look,
    }
    use Step::*;

    const START: Timestamp = Timestamp(1_795_000_000_000);

    fn minute(minutes: u64) -> Timestamp {
        START + Duration::from_secs(60 * minutes)
    }

    fn open(attempts_remaining: u32) -> LockoutState {
        LockoutState::Open { attempts_remaining }
    }

    fn locked(until: u64) -> LockoutState {
        LockoutState::Locked { until: minute(until) }
    }

    fn check(name: &str, steps: &[(u64, Step, LockoutState)]) {
        let rules = LockoutRules::default();
        let mut row = Lockout::default();
        for (place, (at, step, expected)) in steps.iter().enumerate() {
            let found = match step {
                Fail => row.fail(minute(*at), &rules),
                Look => row.state(minute(*at), &rules),
                Succeed => {
                    row.succeed();
                    row.state(minute(*at), &rules)
                }
            };
            assert_eq!(found, *expected, "{name}, step {place}");
            row = minicbor::decode(&minicbor::to_vec(&row).unwrap()).unwrap();
        }
    }

    #[test]
    fn wrong_proofs_lock() {
        check("nothing yet", &[(0, Look, open(5))]);
        check(
            "the fifth locks, and what comes during the lock does not prolong it",
            &[
                (0, Fail, open(4)),
                (1, Fail, open(3)),
                (2, Fail, open(2)),
                (3, Fail, open(1)),
                (4, Fail, locked(19)),
                (5, Fail, locked(19)),
                (18, Look, locked(19)),
                (19, Look, open(5)),
            ],
        );
        check(
            "only the last fifteen minutes count",
            &[(0, Fail, open(4)), (14, Fail, open(3)), (15, Look, open(4)), (29, Fail, open(4)), (44, Look, open(5))],
        );
        check("a right proof forgets", &[(0, Fail, open(4)), (0, Fail, open(3)), (1, Succeed, open(5)), (1, Fail, open(4))]);
        check("a clock set back forgets nothing", &[(100, Fail, open(4)), (0, Look, open(4)), (0, Fail, open(3))]);
    }

    #[test]
    fn locks_double_up_to_a_day_until_a_right_proof() {
        let rules = LockoutRules::default();
        let mut row = Lockout::default();
        let mut now = START;
        let mut lock = |row: &mut Lockout| {
            for _ in 0..4 {
                row.fail(now, &rules);
            }
            let LockoutState::Locked { until } = row.fail(now, &rules) else { panic!("not locked") };
            let minutes = until.since(now).as_secs() / 60;
            now = until;
            minutes
        };
        let found: Vec<u64> = (0..9).map(|_| lock(&mut row)).collect();
        assert_eq!(found, [15, 30, 60, 120, 240, 480, 960, 1440, 1440]);
        row.lock_count = u32::MAX;
        assert_eq!(lock(&mut row), 1440);
        row.succeed();
        assert_eq!(lock(&mut row), 15);
    }

    #[test]
    fn the_row_is_pinned() {
        let mut row = Lockout::default();
        row.fail(START, &LockoutRules::default());
        assert_eq!(hex::encode(minicbor::to_vec(&row).unwrap()), "83811b000001a1ee565e00f600");
    }
}
