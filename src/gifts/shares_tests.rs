use super::*;
use crate::kernel::{Currency, SeededRng};

const DIVISIONS: [Division; 5] = [
    Division::Fair,
    Division::Equal,
    Division::Random { min_percentage: 10, max_percentage: 30 },
    Division::Random { min_percentage: 5, max_percentage: 50 },
    Division::Random { min_percentage: 20, max_percentage: 25 },
];

fn usd(minor: i64) -> Money {
    Currency::iso("USD").unwrap().minor(minor)
}

fn divide(total: i64, count: u64, division: Division, rng: &SeededRng) -> Vec<u64> {
    let shares = Shares::divide(usd(total), count, division, rng).unwrap();
    assert_eq!((shares.total(), shares.count()), (usd(total), count));
    let row = shares.row();
    for (place, share) in shares.minor.iter().enumerate() {
        assert_eq!(Shares::at(&row, place as u64), i64::try_from(*share).ok());
    }
    assert_eq!((Shares::at(&row, count), Shares::at(&row, u64::MAX)), (None, None));
    shares.minor
}

/// Sums and counts at the edges, and a few hundred from everywhere.
fn cases(rng: &SeededRng) -> Vec<(i64, u64)> {
    let mut cases = vec![(1, 1), (2, 1), (2, 2), (3, 2), (1000, 1000), (1001, 1000), (1999, 1000), (i64::MAX, 1), (i64::MAX, 2)];
    cases.extend([(i64::MAX, 999), (i64::MAX, 1000), (100, 7), (2000, 5)]);
    for _ in 0..300 {
        let count = 1 + below(rng, MOST_SHARES);
        let more = below(rng, 1 << (1 + below(rng, 62)));
        cases.push((i64::try_from(count + more).unwrap_or(i64::MAX), count));
    }
    cases
}

#[test]
fn shares_add_up_and_none_is_empty() {
    let rng = SeededRng::new(7);
    for (total, count) in cases(&rng) {
        for division in DIVISIONS {
            let shares = divide(total, count, division, &rng);
            assert_eq!(
                shares.iter().map(|share| u128::from(*share)).sum::<u128>(),
                total as u128,
                "{division:?} {total} {count}"
            );
            assert!(shares.iter().all(|share| *share >= 1), "{division:?} {total} {count}");
        }
    }
}

#[test]
fn equal_shares_differ_in_the_first_alone() {
    let rng = SeededRng::new(1);
    assert_eq!(divide(2000, 5, Division::Equal, &rng), [400; 5]);
    assert_eq!(divide(100, 7, Division::Equal, &rng), [16, 14, 14, 14, 14, 14, 14]);
    assert_eq!(divide(1999, 1000, Division::Equal, &rng)[..3], [1000, 1, 1]);
}

#[test]
fn random_shares_keep_to_their_bounds_but_for_one() {
    let rng = SeededRng::new(2);
    for (total, count, min_percentage, max_percentage, bounds) in [
        (100_000, 100, 10, 30, 100..=300),
        (100_000, 100, 5, 50, 50..=500),
        (100_000, 100, 20, 25, 200..=250),
        (1_111, 11, 10, 30, 11..=30),
        (20, 10, 10, 30, 1..=1),
        (11_00, 100, 20, 25, 2..=2),
    ] {
        let shares = divide(total, count, Division::Random { min_percentage, max_percentage }, &rng);
        let outside: Vec<_> = shares.iter().filter(|share| !bounds.contains(*share)).collect();
        assert_eq!(outside.len(), 1, "{bounds:?}: {shares:?}");
    }
    assert_eq!(divide(50, 1, DIVISIONS[2], &rng), [50]);
}

#[test]
fn the_large_random_share_is_anywhere() {
    let rng = SeededRng::new(3);
    let mut places = [0u32; 5];
    for _ in 0..2000 {
        let shares = divide(10_000, 5, DIVISIONS[2], &rng);
        places[(0..5).max_by_key(|place| shares[*place]).unwrap()] += 1;
    }
    assert!(places.iter().all(|times| (320..=480).contains(times)), "{places:?}");
}

/// In the order in which they are drawn, before they are shuffled: the mean of each place over many gifts is the average, also
/// where that is no whole number of units.
#[test]
fn every_fair_share_is_worth_the_average() {
    const GIFTS: u64 = 4000;
    let rng = SeededRng::new(4);
    for (total, count) in [(1000, 4), (7, 4), (101, 10)] {
        let mut sums = vec![0; usize::try_from(count).unwrap()];
        for _ in 0..GIFTS {
            for (sum, share) in sums.iter_mut().zip(fair(total, count, &rng)) {
                *sum += share;
            }
        }
        let expected = GIFTS * total / count;
        assert!(sums.iter().all(|sum| sum.abs_diff(expected) * 20 < expected), "{total} in {count}: {sums:?}, not {expected}");
    }
}

#[test]
fn rounding_favours_nobody() {
    let rng = SeededRng::new(5);
    let first: u64 = (0..20_000).map(|_| fair(3, 2, &rng)[0]).sum();
    assert!(first.abs_diff(30_000) < 300, "{first}");
}

#[test]
fn too_little_and_odd_counts_are_refused() {
    let rng = SeededRng::new(6);
    let refused = |total, count| Shares::divide(usd(total), count, Division::Fair, &rng).err().map(|refusal| refusal.code);
    assert_eq!(refused(99, 100), Some(Code::InvalidAmount));
    assert_eq!(refused(0, 1), Some(Code::InvalidAmount));
    assert_eq!(refused(-5, 1), Some(Code::InvalidAmount));
    assert_eq!(refused(5000, 0), Some(Code::InvalidRequest));
    assert_eq!(refused(5000, 1001), Some(Code::InvalidRequest));
    assert_eq!(refused(1000, 1000), None);
}

#[test]
fn draws_are_uniform_up_to_the_largest_bound() {
    let rng = SeededRng::new(8);
    let mut seen = [0u32; 3];
    for _ in 0..3000 {
        seen[usize::try_from(below(&rng, 3)).unwrap()] += 1;
    }
    assert!(seen.iter().all(|times| (900..=1100).contains(times)), "{seen:?}");
    assert_eq!(below(&rng, 1), 0);
    let upper_half = (0..200).filter(|_| below(&rng, u64::MAX) > u64::MAX / 2).count();
    assert!((60..=140).contains(&upper_half), "{upper_half}");
}
