//! When a clock that jumps is believed. What housekeeping forgets too early, such as that a token was revoked, cannot be brought
//! back when the clock is set right again.

use std::time::Duration;

use crate::kernel::Timestamp;

/// How far the clock may run ahead from one look to the next without being doubted.
const UNSUSPICIOUS: Duration = Duration::from_secs(600);

/// How long a clock has to stand by a jump until it is believed. A machine that slept jumps too, and is right.
const BELIEVED_AFTER: Duration = Duration::from_secs(24 * 3600);

/// The wall clock held against one that only goes forward, and evenly.
#[derive(Default)]
pub(super) struct Patience {
    /// Both clocks when they were last in step.
    in_step: Option<(Timestamp, Duration)>,
    /// When the wall clock got ahead.
    ahead: Option<Duration>,
}

impl Patience {
    /// The time that has surely come: `wall`, or what it would be had it not jumped forward. `steady` is the time since some
    /// moment that stays the same.
    pub(super) fn sure(&mut self, wall: Timestamp, steady: Duration) -> Timestamp {
        let (then, at) = *self.in_step.get_or_insert((wall, steady));
        let expected = then + steady.saturating_sub(at);
        if wall > expected + UNSUSPICIOUS {
            let ahead = *self.ahead.get_or_insert_with(|| {
                tracing::warn!(%wall, %expected, "the clock has jumped forward; nothing is forgotten early");
                steady
            });
            if steady.saturating_sub(ahead) < BELIEVED_AFTER {
                return expected;
            }
        }
        (self.in_step, self.ahead) = (Some((wall, steady)), None);
        wall
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{Clock, ManualClock};

    const HOUR: Duration = Duration::from_secs(3600);
    const START: Timestamp = Timestamp(1_795_000_000_000);

    #[test]
    fn a_clock_that_jumps_forward_and_back_is_not_believed_in_between() {
        let mut patience = Patience::default();
        assert_eq!(patience.sure(START, HOUR), START);
        for hours in 2..20 {
            assert_eq!(patience.sure(START + HOUR * 1000, HOUR * hours), START + HOUR * (hours - 1), "it goes on all the same");
        }
        let right = START + HOUR * 19;
        assert_eq!(patience.sure(right, HOUR * 20), right);
        assert_eq!(patience.sure(START, HOUR * 21), START, "a clock that is set back forgets less, not more");
    }

    #[test]
    fn a_clock_that_stands_by_its_jump_for_a_day_is_believed() {
        let (mut patience, clock) = (Patience::default(), ManualClock::new(START));
        patience.sure(clock.now(), Duration::ZERO);
        clock.advance(HOUR * 72);
        for hours in 0..24 {
            assert_eq!(patience.sure(clock.now(), HOUR * hours), START + HOUR * hours);
            clock.advance(HOUR);
        }
        assert_eq!(patience.sure(clock.now(), HOUR * 24), clock.now());
        clock.advance(HOUR);
        assert_eq!(patience.sure(clock.now(), HOUR * 25), clock.now());
    }

    #[test]
    fn a_clock_that_is_a_little_off_is_believed() {
        let mut patience = Patience::default();
        patience.sure(START, Duration::ZERO);
        assert_eq!(patience.sure(START + UNSUSPICIOUS, Duration::ZERO), START + UNSUSPICIOUS);
    }
}
