//! A circuit breaker: after too many failures a remote service is left alone for a while, so that callers get their answer
//! at once and the service gets air.
//!
//! Five failures in the last ten calls, or what else was agreed, open the circuit for 60 seconds; then one call per 10 seconds may probe, and the
//! first probe that succeeds closes it. The state machine is told the time and does no I/O. It keeps a few words of memory.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use crate::kernel::Timestamp;

/// How many calls are remembered, and how many failures among them open the circuit.
#[derive(Clone, Copy, Debug)]
struct Patience {
    window: u16,
    tolerated: u32,
}

/// With a service that this server works together with.
const USUAL: Patience = Patience { window: 10, tolerated: 5 };
/// With a service of strangers.
const GREAT: Patience = Patience { window: 16, tolerated: 15 };

/// How long an open circuit refuses everything.
const REST: Duration = Duration::from_secs(60);
/// How long to wait between probes after that.
const PROBE_EVERY: Duration = Duration::from_secs(10);

/// What a circuit does with calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Circuit {
    /// Every call goes through.
    Closed,
    /// No call goes through.
    Open,
    /// A call goes through now and then, to see whether the service is back.
    HalfOpen,
}

impl Circuit {
    /// The name shown as `circuit_state`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Open => "open",
            Self::HalfOpen => "half_open",
        }
    }
}

/// How a call ended. An answer that blames the caller (4xx) is a success here: the service is there and thinks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The service answered.
    Success,
    /// It did not answer, or answered that it is broken (5xx).
    Failure,
}

/// The call was not made, because the circuit is not closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the circuit is {}, next try in {} s", state.name(), retry_after.as_secs())]
pub struct Open {
    /// How long until a call may be admitted.
    pub retry_after: Duration,
    /// [`Circuit::Open`] or [`Circuit::HalfOpen`].
    pub state: Circuit,
}

/// One breaker guards one remote service; it may be shared between threads.
#[derive(Debug)]
pub struct Breaker {
    state: Mutex<State>,
    patience: Patience,
}

/// The right to make one call. Dropped without [`Permit::record`], as when the caller goes away, it counts as nothing.
#[derive(Debug)]
#[must_use = "a call that is not recorded teaches the breaker nothing"]
pub struct Permit<'a> {
    breaker: &'a Breaker,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Call,
    Probe,
}

#[derive(Debug)]
enum State {
    /// One bit for each remembered call, the latest lowest, set when it failed.
    Closed { failures: u16 },
    /// Tripped at `since`; `probed` is when the latest probe was admitted.
    Tripped { since: Timestamp, probed: Option<Timestamp> },
}

impl Default for State {
    fn default() -> Self {
        Self::Closed { failures: 0 }
    }
}

impl Default for Breaker {
    fn default() -> Self {
        Self { state: Mutex::default(), patience: USUAL }
    }
}

impl Breaker {
    /// A breaker that opens when a service fails nearly always, 15 of 16 times: for one that may fail often and still be worth
    /// the calls.
    pub fn patient() -> Self {
        Self { patience: GREAT, ..Self::default() }
    }

    /// Lets a call through or says when to come back.
    pub fn admit(&self, now: Timestamp) -> Result<Permit<'_>, Open> {
        let mut state = self.lock();
        let State::Tripped { since, probed } = &mut *state else {
            return Ok(Permit { breaker: self, kind: Kind::Call });
        };
        let (circuit, waits_from, pause) = match *probed {
            None => (Circuit::Open, *since, REST),
            Some(probed) => (Circuit::HalfOpen, probed, PROBE_EVERY),
        };
        match remaining(waits_from, pause, now) {
            Some(retry_after) => Err(Open { retry_after, state: circuit }),
            None => {
                *probed = Some(now);
                Ok(Permit { breaker: self, kind: Kind::Probe })
            }
        }
    }

    /// What the circuit is at `now`.
    pub fn state(&self, now: Timestamp) -> Circuit {
        match *self.lock() {
            State::Closed { .. } => Circuit::Closed,
            State::Tripped { since, probed: None } if remaining(since, REST, now).is_some() => Circuit::Open,
            State::Tripped { .. } => Circuit::HalfOpen,
        }
    }

    fn record(&self, kind: Kind, now: Timestamp, outcome: Outcome) {
        let mut state = self.lock();
        match (&mut *state, kind, outcome) {
            (State::Closed { failures }, _, outcome) => {
                *failures = (*failures << 1 | u16::from(outcome == Outcome::Failure)) & (u16::MAX >> (16 - self.patience.window));
                if failures.count_ones() >= self.patience.tolerated {
                    *state = State::Tripped { since: now, probed: None };
                }
            }
            (State::Tripped { .. }, Kind::Probe, Outcome::Success) => *state = State::default(),
            // A call from before the trip that ends now says nothing about the present, and a failed probe only means
            // waiting for the next one.
            (State::Tripped { .. }, _, _) => {}
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Permit<'_> {
    /// Tells the breaker how the call ended.
    pub fn record(self, now: Timestamp, outcome: Outcome) {
        self.breaker.record(self.kind, now, outcome);
    }
}

/// What is left of `pause`, begun at `from`. Nothing when the clock was set back behind `from`: better one call too many
/// than a service that stays shut for as long as the clock was wrong.
fn remaining(from: Timestamp, pause: Duration, now: Timestamp) -> Option<Duration> {
    if now < from {
        return None;
    }
    pause.checked_sub(now.since(from)).filter(|left| !left.is_zero())
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Timestamp = Timestamp(1_795_000_000_000);

    fn at(seconds: u64) -> Timestamp {
        START + Duration::from_secs(seconds)
    }

    /// Runs a history of calls, `.` for success and `x` for failure, all at the start.
    fn after(history: &str) -> Breaker {
        let breaker = Breaker::default();
        for call in history.chars() {
            let outcome = if call == 'x' { Outcome::Failure } else { Outcome::Success };
            breaker.admit(START).expect("closed so far").record(START, outcome);
        }
        breaker
    }

    #[test]
    fn five_failures_in_ten_calls_open_it() {
        let cases = [
            ("", Circuit::Closed),
            ("xxxx", Circuit::Closed),
            ("xxxxx", Circuit::Open),
            ("xxxx.....x", Circuit::Open),
            ("xxxx......x", Circuit::Closed),
            ("x.x.x.x.x", Circuit::Open),
            ("x..x..x..x..x..x..x..x", Circuit::Closed),
        ];
        for (history, state) in cases {
            assert_eq!(after(history).state(START), state, "{history:?}");
        }
    }

    #[test]
    fn an_open_circuit_rests_and_then_probes() {
        let breaker = after("xxxxx");
        let refused = |seconds| breaker.admit(at(seconds)).map(drop).unwrap_err();
        assert_eq!(refused(0), Open { retry_after: Duration::from_secs(60), state: Circuit::Open });
        assert_eq!(refused(59).retry_after, Duration::from_secs(1));
        assert_eq!(breaker.state(at(60)), Circuit::HalfOpen);

        let probe = breaker.admit(at(60)).unwrap();
        assert_eq!(refused(61), Open { retry_after: Duration::from_secs(9), state: Circuit::HalfOpen });
        probe.record(at(62), Outcome::Failure);
        assert_eq!(refused(69).retry_after, Duration::from_secs(1));

        breaker.admit(at(70)).unwrap().record(at(70), Outcome::Success);
        assert_eq!(breaker.state(at(70)), Circuit::Closed);
        for _ in 0..4 {
            breaker.admit(at(71)).unwrap().record(at(71), Outcome::Failure);
        }
        assert_eq!(breaker.state(at(71)), Circuit::Closed, "the old failures are forgotten");
    }

    #[test]
    fn a_call_from_before_the_trip_changes_nothing() {
        let breaker = after("xxxx");
        let slow = breaker.admit(START).unwrap();
        breaker.admit(START).unwrap().record(START, Outcome::Failure);
        slow.record(at(5), Outcome::Success);
        assert_eq!(breaker.state(at(5)), Circuit::Open);
    }

    #[test]
    fn a_probe_whose_caller_went_away_makes_room_for_the_next() {
        let breaker = after("xxxxx");
        drop(breaker.admit(at(60)).unwrap());
        assert!(breaker.admit(at(69)).is_err() && breaker.admit(at(70)).is_ok());
    }

    #[test]
    fn a_clock_set_back_does_not_shut_the_service_out() {
        assert!(after("xxxxx").admit(Timestamp(0)).is_ok());
    }
}
