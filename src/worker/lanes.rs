//! The part of the outbox that is in memory: effects in their lanes, and which lane is next. Within a lane one effect follows
//! the other; lanes do not wait for each other.
//!
//! A bounded window: what does not fit stays on disk until there is room. No I/O, no clock.

use std::collections::{BTreeMap, HashMap, VecDeque};

use crate::{
    kernel::Timestamp,
    outbox::{Lane, Waiting},
};

/// How many effects are in memory at most: a few megabytes.
const CAPACITY: usize = 10_000;

/// The window.
#[derive(Default)]
pub(super) struct Lanes {
    lanes: HashMap<Lane, VecDeque<Waiting>>,
    /// The first effect of each lane that is not on its way, by when it is due.
    idle: BTreeMap<(Timestamp, u64), Lane>,
    loaded: u64,
    held: usize,
}

impl Lanes {
    /// Behind which sequence to read on, and how many effects there is room for.
    pub(super) fn room(&self) -> (u64, usize) {
        (self.loaded, CAPACITY.saturating_sub(self.held))
    }

    /// Takes the next effect of the outbox in.
    pub(super) fn add(&mut self, waiting: Waiting) {
        self.loaded = waiting.sequence;
        self.held += 1;
        let lane = waiting.effect.lane();
        let line = self.lanes.entry(lane.clone()).or_default();
        if line.is_empty() {
            self.idle.insert((waiting.due, waiting.sequence), lane);
        }
        line.push_back(waiting);
    }

    /// The effect that is due longest, to be put on its way; its lane is busy until [`Lanes::finished`] or
    /// [`Lanes::postponed`].
    pub(super) fn take_due(&mut self, now: Timestamp) -> Option<Waiting> {
        let first = self.idle.first_entry().filter(|first| first.key().0 <= now)?;
        let lane = first.remove();
        self.lanes.get(&lane)?.front().cloned()
    }

    /// When the next effect of an idle lane is due.
    pub(super) fn next_due(&self) -> Option<Timestamp> {
        self.idle.first_key_value().map(|((due, _), _)| *due)
    }

    /// The lane's first effect is off the outbox.
    pub(super) fn finished(&mut self, lane: &Lane) {
        let Some(line) = self.lanes.get_mut(lane) else { return };
        self.held -= usize::from(line.pop_front().is_some());
        match line.front() {
            Some(next) => drop(self.idle.insert((next.due, next.sequence), lane.clone())),
            None => drop(self.lanes.remove(lane)),
        }
    }

    /// The lane's first effect has to be tried again.
    pub(super) fn postponed(&mut self, lane: &Lane, due: Timestamp) {
        let Some(first) = self.lanes.get_mut(lane).and_then(VecDeque::front_mut) else { return };
        first.due = due;
        first.attempts = first.attempts.saturating_add(1);
        self.idle.insert((due, first.sequence), lane.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{kernel::UserId, outbox::Effect};

    fn waiting(sequence: u64, who: &str, due: i64) -> Waiting {
        let user = UserId::parse(who).unwrap();
        let effect = Effect::FactorChanged { user, change: String::new() };
        Waiting { sequence, effect, attempts: 0, due: Timestamp(due) }
    }

    fn take(lanes: &mut Lanes, now: i64) -> Vec<u64> {
        std::iter::from_fn(|| lanes.take_due(Timestamp(now))).map(|waiting| waiting.sequence).collect()
    }

    #[test]
    fn a_lane_keeps_its_order_and_delays_no_other() {
        let mut lanes = Lanes::default();
        for (sequence, who) in [(1, "@a:x"), (2, "@a:x"), (3, "@b:x"), (4, "@a:x"), (5, "@c:x")] {
            lanes.add(waiting(sequence, who, 0));
        }
        let [a, b] = ["@a:x", "@b:x"].map(|who| waiting(0, who, 0).effect.lane());
        assert_eq!(take(&mut lanes, 0), [1, 3, 5]);
        assert_eq!(take(&mut lanes, 0), [0; 0], "every lane is busy");
        lanes.postponed(&a, Timestamp(10));
        lanes.finished(&b);
        assert_eq!((take(&mut lanes, 9), lanes.next_due()), (vec![], Some(Timestamp(10))));
        let again = lanes.take_due(Timestamp(10)).unwrap();
        assert_eq!((again.sequence, again.attempts), (1, 1));
        lanes.finished(&a);
        assert_eq!(take(&mut lanes, 10), [2]);
        lanes.finished(&a);
        assert_eq!(take(&mut lanes, 10), [4]);
        lanes.finished(&a);
        assert_eq!((lanes.next_due(), lanes.room().0), (None, 5));
    }

    #[test]
    fn the_window_is_bounded() {
        let mut lanes = Lanes::default();
        assert_eq!(lanes.room(), (0, CAPACITY));
        lanes.add(waiting(7, "@a:x", 0));
        assert_eq!(lanes.room(), (7, CAPACITY - 1));
        let taken = lanes.take_due(Timestamp(0)).unwrap();
        assert_eq!(lanes.room(), (7, CAPACITY - 1), "on its way it still counts");
        lanes.finished(&taken.effect.lane());
        assert_eq!(lanes.room(), (7, CAPACITY));
    }
}
