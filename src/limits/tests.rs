//! The limiter as a whole.

use std::{collections::HashMap, time::Duration};

use super::*;
use crate::kernel::{Rng, SeededRng};

const START: Timestamp = Timestamp(1_795_000_000_000);
const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3600);
const ALICE: Caller<'_> = Caller::Person { user: "@alice:example.org", client: Some("ma_shop_001") };
const BOB: Caller<'_> = Caller::Person { user: "@bob:example.org", client: Some("ma_shop_001") };

fn after(seconds: u64) -> Timestamp {
    START + Duration::from_secs(seconds)
}

fn rules(quotas: &[(Class, u32, u32)]) -> Rules {
    let quotas = quotas.iter().map(|(class, limit, burst)| (*class, Quota::new(*limit, MINUTE, *burst).unwrap()));
    Rules::new(quotas, [], Penalty::default())
}

/// Ten a minute and a burst of two, for transfers.
fn limits() -> Limits {
    Limits::new([7; 16], 1000, rules(&[(Class::P2pTransfer, 10, 2)]))
}

fn passes(limits: &Limits, caller: &Caller<'_>, now: Timestamp) -> bool {
    matches!(limits.check(Class::P2pTransfer, caller, now), Decision::Allowed(_))
}

/// How many of `tries` at once pass.
fn passing(limits: &Limits, caller: &Caller<'_>, now: Timestamp, tries: usize) -> usize {
    (0..tries).filter(|_| passes(limits, caller, now)).count()
}

#[test]
fn ten_a_minute_and_a_burst_of_two_let_twelve_through() {
    let limits = limits();
    let states: Vec<State> = (0..12)
        .map(|_| match limits.check(Class::P2pTransfer, &ALICE, START) {
            Decision::Allowed(state) => state,
            other => panic!("{other:?}"),
        })
        .collect();
    let reset = START.unix_seconds();
    let state = State { limit: 10, remaining: 9, reset: reset + 6, reset_after: 6, burst: 2, burst_remaining: 2 };
    assert_eq!(states[0], state);
    assert_eq!(states[9], State { remaining: 0, reset: reset + 60, reset_after: 60, ..state });
    let empty = State { remaining: 0, burst_remaining: 0, reset: reset + 72, reset_after: 72, ..state };
    assert_eq!(states[11], empty);
    let refused = limits.check(Class::P2pTransfer, &ALICE, START);
    assert_eq!(refused, Decision::Limited { state: empty, retry_after: Duration::from_secs(6) });
    assert!(passes(&limits, &BOB, START) && matches!(limits.check(Class::Mfa, &ALICE, START), Decision::Allowed(_)));
}

#[test]
fn time_refills_evenly_up_to_the_top() {
    let limits = limits();
    assert_eq!(passing(&limits, &ALICE, START, 12), 12);
    assert!(!passes(&limits, &ALICE, START + Duration::from_millis(5999)));
    assert!(passes(&limits, &ALICE, START + Duration::from_millis(6000)));
    assert!(!passes(&limits, &ALICE, START + Duration::from_millis(6001)));
    assert_eq!(passing(&limits, &ALICE, after(36), 7), 5);
    assert_eq!(passing(&limits, &ALICE, after(10_000), 14), 12);
}

#[test]
fn ten_violations_suspend_for_an_hour_in_every_class() {
    let limits = limits();
    assert_eq!(passing(&limits, &ALICE, START, 12 + 9), 12);
    assert_eq!((limits.suspensions(START), limits.offenders(START)[0].violations), (vec![], 9));
    assert!(matches!(limits.check(Class::P2pTransfer, &ALICE, after(1)), Decision::Limited { .. }));
    let suspended = Decision::Suspended { until: after(3601), reason: Reason::Violations };
    assert_eq!(limits.check(Class::P2pTransfer, &ALICE, after(2)), suspended);
    assert_eq!(limits.check(Class::Default, &ALICE, after(3600)), suspended);
    assert!(passes(&limits, &BOB, after(2)));
    let list = limits.suspensions(after(2));
    assert_eq!((list.len(), list[0].caller.as_str()), (1, "@alice:example.org through ma_shop_001"));
    assert_eq!(passing(&limits, &ALICE, after(3601), 14), 12, "a suspension ends by itself and counts afresh");
    assert_eq!(limits.suspensions(after(3601)), vec![]);
}

#[test]
fn violations_count_for_one_hour() {
    let limits = limits();
    assert_eq!(passing(&limits, &ALICE, START, 12 + 9), 12);
    assert_eq!(passing(&limits, &ALICE, after(3600), 12 + 9), 12);
    assert_eq!(limits.suspensions(after(3600)), vec![]);
    assert_eq!(limits.offenders(after(3600)).len(), 1);
    assert_eq!(limits.offenders(after(7200)), vec![]);
}

#[test]
fn suspensions_are_lifted_and_imposed() {
    let limits = limits();
    assert_eq!(limits.lift(limits.key(&ALICE), START), None);
    assert_eq!(limits.suspend(&ALICE, Reason::FailedPayments, START), after(3600));
    assert!(!passes(&limits, &ALICE, START));
    let lifted = limits.lift(limits.key(&ALICE), START).unwrap();
    assert_eq!(lifted.suspension.unwrap().reason, Reason::FailedPayments);
    assert!(passes(&limits, &ALICE, START));
}

#[test]
fn rules_change_while_running() {
    let limits = limits();
    assert_eq!(passing(&limits, &ALICE, START, 4), 4);
    limits.configure(rules(&[(Class::P2pTransfer, 5, 0)]));
    assert_eq!(passing(&limits, &ALICE, START, 3), 1, "four of five are used");
    limits.configure(rules(&[(Class::P2pTransfer, 100, 20)]));
    assert_eq!(passing(&limits, &ALICE, START, 120), 115, "five of a hundred and twenty are used");
    let generous = |subject: &str, limit| (subject.to_owned(), Class::P2pTransfer, Quota::new(limit, MINUTE, 0).unwrap());
    let overrides = [generous("ma_shop_001", 300), generous("@alice:example.org", 200)];
    limits.configure(Rules::new([], overrides, Penalty { violations: 1000, ..Penalty::default() }));
    assert_eq!(passing(&limits, &ALICE, START, 100), 80, "the user's exception goes first");
    assert_eq!(passing(&limits, &BOB, START, 310), 300, "then the client's");
    assert_eq!(passing(&limits, &Caller::Client("ma_other_002"), START, 20), 13);
}

#[test]
fn idle_buckets_make_room_and_busy_ones_do_not() {
    let limits = Limits::new([7; 16], SHARDS, limits().rules().as_ref().clone());
    let users: Vec<String> = (0..200).map(|number| format!("@user{number}:example.org")).collect();
    let decide = |user: &str, now| limits.check(Class::P2pTransfer, &Caller::Person { user, client: None }, now);
    let undecided = users.iter().filter(|user| decide(user, START) == Decision::Undecidable).count();
    assert_eq!(undecided, users.len() - SHARDS, "one bucket in each shard");
    let known = users.iter().filter(|user| decide(user, after(5)) != Decision::Undecidable).count();
    assert_eq!(known, SHARDS, "those who have a bucket go on");
    let later = users.iter().rev().filter(|user| decide(user, after(60)) != Decision::Undecidable).count();
    assert_eq!(later, SHARDS, "full buckets are given to others, busy ones are not");
    assert_eq!(limits.shards.iter().map(|shard| lock(shard).buckets.len()).max(), Some(1));
}

#[test]
fn offenders_are_bounded_and_suspensions_go_last() {
    let limits = Limits::new([7; 16], SHARDS, rules(&[(Class::P2pTransfer, 1, 0)]));
    limits.suspend(&ALICE, Reason::FailedPayments, START);
    for number in 0..200u64 {
        let user = format!("@user{number}:example.org");
        let now = after(60 * number / 10);
        passing(&limits, &Caller::Person { user: &user, client: None }, now, 2);
        assert!(limits.offenders(now).len() <= SHARDS);
    }
    passing(&limits, &BOB, after(1200), 2);
    assert!(!passes(&limits, &ALICE, after(1200)));
}

#[test]
fn a_clock_set_back_grants_nothing_and_stops_nothing() {
    let limits = limits();
    assert_eq!(passing(&limits, &ALICE, after(7200), 12), 12);
    assert!(!passes(&limits, &ALICE, START));
    assert!(!passes(&limits, &ALICE, START - HOUR * 24));
    assert!(passes(&limits, &ALICE, START - HOUR * 24 + Duration::from_secs(6)));
    assert!(!passes(&limits, &ALICE, Timestamp(i64::MIN)));
    assert_eq!(passing(&limits, &ALICE, Timestamp(i64::MAX), 13), 12);
}

#[test]
fn a_request_that_waited_does_not_make_seconds_count_twice() {
    let limits = limits();
    assert_eq!(passing(&limits, &ALICE, after(30), 12), 12);
    assert!(!passes(&limits, &ALICE, after(1)));
    assert!(!passes(&limits, &ALICE, after(30)));
    assert!(passes(&limits, &ALICE, after(36)));
}

#[test]
fn snapshots_carry_over_a_restart() {
    let before = limits();
    assert_eq!(passing(&before, &ALICE, START, 14), 12);
    before.suspend(&BOB, Reason::FailedPayments, START);
    let bytes = before.snapshot(START);
    let restarted = limits();
    assert_eq!(restarted.restore(&bytes, after(12)), Ok(()));
    assert_eq!(restarted.offenders(after(12)).iter().find(|one| one.key == restarted.key(&ALICE)).unwrap().violations, 2);
    assert_eq!(passing(&restarted, &ALICE, after(12), 3), 2, "the time between refills");
    assert_eq!(restarted.suspensions(after(12)).len(), 1);
    let much_later = limits();
    assert_eq!(much_later.restore(&bytes, after(4000)), Ok(()));
    assert_eq!((much_later.offenders(after(4000)), much_later.snapshot(after(4000)).len() < 20), (vec![], true));
}

#[test]
fn snapshots_that_are_not_ours_are_refused() {
    let bytes = limits().snapshot(START);
    let mut newer = bytes.clone();
    newer[1] = 2;
    let stranger = Limits::new([8; 16], 1000, Rules::default());
    for (limits, bytes, error) in [
        (&stranger, &bytes[..], RestoreError::OtherSecret),
        (&stranger, &bytes[..bytes.len() - 1], RestoreError::Malformed),
        (&stranger, &newer[..], RestoreError::OtherVersion),
        (&stranger, &[], RestoreError::Malformed),
        (&stranger, &[0xff; 40], RestoreError::Malformed),
    ] {
        assert_eq!(limits.restore(bytes, START), Err(error));
    }
}

/// A bucket as it is taught: a level in microseconds that rises with every millisecond.
struct Model {
    level: u64,
    at: Timestamp,
}

impl Model {
    fn passes(&mut self, quota: &Quota, now: Timestamp) -> bool {
        let top = u64::from(quota.limit() + quota.burst()) * quota.interval_micros();
        while self.at < now {
            self.at.0 += 1;
            self.level = (self.level + 1000).min(top);
        }
        let enough = self.level >= quota.interval_micros();
        self.level -= if enough { quota.interval_micros() } else { 0 };
        enough
    }
}

#[test]
fn a_random_walk_agrees_with_the_model() {
    for seed in 0..8 {
        let rng = SeededRng::new(seed);
        let quotas = [(Class::Mfa, 7, 0), (Class::P2pTransfer, 10, 3), (Class::Default, 100, 20)];
        let quotas = quotas.map(|(class, limit, burst)| (class, Quota::new(limit, MINUTE, burst).unwrap()));
        let lenient = Penalty { within: Duration::ZERO, ..Penalty::default() };
        let limits = Limits::new([seed as u8; 16], 1000, Rules::new(quotas, [], lenient));
        let mut models = HashMap::new();
        let mut now = START;
        for step in 0..4000 {
            let mut bytes = [0; 4];
            rng.fill(&mut bytes);
            let pause = if bytes[0] < 4 { 60_000 } else { u64::from(bytes[0]) };
            now = now + Duration::from_millis(pause);
            let (class, quota) = quotas[usize::from(bytes[1]) % 3];
            let caller = Caller::Address([192, 0, 2, bytes[2] % 4].into());
            let top = u64::from(quota.limit() + quota.burst()) * quota.interval_micros();
            let model = models.entry((class, bytes[2] % 4)).or_insert(Model { level: top, at: now });
            let passed = matches!(limits.check(class, &caller, now), Decision::Allowed(_));
            assert_eq!(passed, model.passes(&quota, now), "seed {seed}, step {step}");
        }
    }
}

#[test]
fn strangers_who_name_somebody_slow_each_other_and_suspend_nobody() {
    let limits = limits();
    let named = Caller::Named { user: "@alice:example.org", from: None };
    assert_eq!(passing(&limits, &named, START, 100), 12);
    assert_eq!(passing(&limits, &named, after(60), 100), 10);
    assert!(limits.offenders(after(60)).is_empty());
    assert!(passes(&limits, &Caller::Person { user: "@alice:example.org", client: None }, START));
}

fn fail(limits: &Limits, client: &str, seconds: u64) {
    limits.payment_failed("@alice:example.org", client, after(seconds));
}

#[test]
fn five_failed_payments_in_five_minutes_lock_payments_whatever_the_client() {
    let limits = limits();
    let locked = |seconds| limits.payments_locked("@alice:example.org", after(seconds));
    for (place, client) in ["ma_a", "ma_b", "ma_a", "account"].into_iter().enumerate() {
        fail(&limits, client, place as u64);
    }
    assert_eq!(locked(4), None);
    for seconds in 301..305 {
        fail(&limits, "ma_c", seconds);
        assert_eq!(locked(seconds), None, "the first four are too long ago, one after the other");
    }
    fail(&limits, "ma_c", 305);
    let until = after(305 + 15 * 60);
    assert_eq!(locked(305), Some(until));
    assert_eq!(limits.payments_locked("@bob:example.org", after(305)), None);
    let restored = Limits::new([7; 16], 1000, rules(&[]));
    restored.restore(&limits.snapshot(after(306)), after(306)).unwrap();
    assert_eq!(restored.payments_locked("@alice:example.org", after(306)), Some(until));
    assert_eq!(restored.payments_locked("@alice:example.org", until), None);
    assert!(passes(&limits, &ALICE, after(305)), "everything else goes on");
}

#[test]
fn fifty_failed_payments_in_a_day_suspend_for_an_hour() {
    let limits = limits();
    for place in 0..49 {
        fail(&limits, "ma_shop_001", place * 1000);
    }
    assert!(passes(&limits, &ALICE, after(49_000)));
    fail(&limits, "ma_other", 49_000);
    assert!(passes(&limits, &ALICE, after(49_000)), "another client counts by itself");
    fail(&limits, "ma_shop_001", 49_000);
    let until = after(49_000 + 3600);
    let suspended = Decision::Suspended { until, reason: Reason::FailedPayments };
    assert_eq!(limits.check(Class::P2pTransfer, &ALICE, after(49_001)), suspended);
    assert!(passes(&limits, &ALICE, until));
    let limits = self::limits();
    for place in 0..100 {
        fail(&limits, "ma_shop_001", place * 1800);
    }
    assert!(passes(&limits, &ALICE, after(100 * 1800)), "fifty have to be within one day");
}
