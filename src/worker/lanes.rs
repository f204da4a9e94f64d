//! The part of the outbox that is in memory: effects in their lanes, and which lane is next. Within a lane one effect follows
//! the other; lanes do not wait for each other.
//!
//! A bounded window: what does not fit stays on disk until there is room. No I/O, no clock.

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    hash::Hash,
};

use crate::{
    kernel::Timestamp,
    outbox::{Lane, Waiting, webhooks::Queued},
};

/// What waits in a lane.
pub(super) trait Waits: Clone {
    /// What tells lanes apart.
    type Lane: Clone + Eq + Hash;

    /// Its lane.
    fn lane(&self) -> Self::Lane;

    /// Its place in the outbox.
    fn sequence(&self) -> u64;

    /// When it is due.
    fn due(&self) -> Timestamp;

    /// Notes that it was tried, and when it is due again.
    fn postpone(&mut self, due: Timestamp);
}

impl Waits for Waiting {
    type Lane = Lane;

    fn lane(&self) -> Lane {
        self.effect.lane()
    }

    fn sequence(&self) -> u64 {
        self.sequence
    }

    fn due(&self) -> Timestamp {
        self.due
    }

    fn postpone(&mut self, due: Timestamp) {
        self.due = due;
        self.attempts = self.attempts.saturating_add(1);
    }
}

impl Waits for Queued {
    type Lane = String;

    fn lane(&self) -> String {
        self.object.clone()
    }

    fn sequence(&self) -> u64 {
        self.sequence
    }

    fn due(&self) -> Timestamp {
        self.due
    }

    fn postpone(&mut self, due: Timestamp) {
        self.due = due;
    }
}

/// The window.
pub(super) struct Lanes<W: Waits> {
    lanes: HashMap<W::Lane, VecDeque<W>>,
    /// The first effect of each lane that is not on its way, by when it is due.
    idle: BTreeMap<(Timestamp, u64), W::Lane>,
    loaded: u64,
    held: usize,
    capacity: usize,
}

impl<W: Waits> Lanes<W> {
    /// A window of so many effects.
    pub(super) fn new(capacity: usize) -> Self {
        Self { lanes: HashMap::new(), idle: BTreeMap::new(), loaded: 0, held: 0, capacity }
    }

    /// Whether nothing waits in it.
    pub(super) fn is_empty(&self) -> bool {
        self.held == 0
    }

    /// Behind which sequence to read on, and how many effects there is room for.
    pub(super) fn room(&self) -> (u64, usize) {
        (self.loaded, self.capacity.saturating_sub(self.held))
    }

    /// Takes the next effect of the outbox in.
    pub(super) fn add(&mut self, waiting: W) {
        self.loaded = waiting.sequence();
        self.held += 1;
        let lane = waiting.lane();
        let line = self.lanes.entry(lane.clone()).or_default();
        if line.is_empty() {
            self.idle.insert((waiting.due(), waiting.sequence()), lane);
        }
        line.push_back(waiting);
    }

    /// The effect that is due longest, to be put on its way; its lane is busy until [`Lanes::finished`] or
    /// [`Lanes::postponed`].
    pub(super) fn take_due(&mut self, now: Timestamp) -> Option<W> {
        let first = self.idle.first_entry().filter(|first| first.key().0 <= now)?;
        let lane = first.remove();
        self.lanes.get(&lane)?.front().cloned()
    }

    /// When the next effect of an idle lane is due.
    pub(super) fn next_due(&self) -> Option<Timestamp> {
        self.idle.first_key_value().map(|((due, _), _)| *due)
    }

    /// The lane's first effect is off the outbox.
    pub(super) fn finished(&mut self, lane: &W::Lane) {
        let Some(line) = self.lanes.get_mut(lane) else { return };
        self.held -= usize::from(line.pop_front().is_some());
        match line.front() {
            Some(next) => drop(self.idle.insert((next.due(), next.sequence()), lane.clone())),
            None => drop(self.lanes.remove(lane)),
        }
    }

    /// The lane's first effect has to be tried again.
    pub(super) fn postponed(&mut self, lane: &W::Lane, due: Timestamp) {
        let Some(first) = self.lanes.get_mut(lane).and_then(VecDeque::front_mut) else { return };
        first.postpone(due);
        self.idle.insert((due, first.sequence()), lane.clone());
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

    const CAPACITY: usize = 100;

    fn take(lanes: &mut Lanes<Waiting>, now: i64) -> Vec<u64> {
        std::iter::from_fn(|| lanes.take_due(Timestamp(now))).map(|waiting| waiting.sequence).collect()
    }

    #[test]
    fn a_lane_keeps_its_order_and_delays_no_other() {
        let mut lanes = Lanes::new(CAPACITY);
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
        let mut lanes = Lanes::new(CAPACITY);
        assert_eq!(lanes.room(), (0, CAPACITY));
        lanes.add(waiting(7, "@a:x", 0));
        assert_eq!(lanes.room(), (7, CAPACITY - 1));
        let taken = lanes.take_due(Timestamp(0)).unwrap();
        assert_eq!(lanes.room(), (7, CAPACITY - 1), "on its way it still counts");
        lanes.finished(&taken.effect.lane());
        assert_eq!(lanes.room(), (7, CAPACITY));
    }
}
