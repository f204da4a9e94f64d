//! How a sum is divided into shares. Pure but for the generator that is handed in, which has to be a cryptographic one: whoever
//! could foretell a share would wait for the largest.
//!
//! Whole minor units only; the shares add up to the sum exactly, and each holds one unit at least.

use crate::{
    kernel::{Code, Money, Rejection, Rng},
    store::rows::{Bytes, Distribution},
};

/// The most shares that a gift has.
pub const MOST_SHARES: u64 = 1000;

/// How to divide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Division {
    /// Each share is uniform between one unit and twice the average of what is left, so that every one has the average for its
    /// expected value, whenever it is taken.
    Fair,
    /// All the same; the first has the rounding difference too.
    Equal,
    /// All but one are uniform between these percentages of the average, and one is what is left.
    Random {
        /// Of the average.
        min_percentage: u64,
        /// Of the average; not less than the other.
        max_percentage: u64,
    },
}

impl Division {
    /// As it is kept.
    pub fn distribution(self) -> Distribution {
        match self {
            Self::Fair => Distribution::Fair,
            Self::Equal => Distribution::Equal,
            Self::Random { .. } => Distribution::Random,
        }
    }
}

/// Shares in the order in which they are taken.
#[derive(Clone)]
pub struct Shares {
    total: Money,
    minor: Vec<u64>,
}

impl Shares {
    /// The whole sum as one share.
    pub fn whole(total: Money) -> Self {
        Self { total, minor: vec![total.minor.unsigned_abs()] }
    }

    /// Divides `total`, which is greater than zero, into `count` shares.
    ///
    /// # Errors
    /// A count of zero or above [`MOST_SHARES`]: `INVALID_REQUEST`. Fewer minor units than shares: `INVALID_AMOUNT`.
    pub fn divide(total: Money, count: u64, division: Division, rng: &dyn Rng) -> Result<Self, Rejection> {
        if !(1..=MOST_SHARES).contains(&count) {
            return Err(Rejection::field("/count", format!("A gift has 1 to {MOST_SHARES} shares.")));
        }
        let units = u64::try_from(total.minor).unwrap_or(0);
        if units < count {
            let least = total.currency.minor(count.cast_signed());
            let refusal = Rejection::new(Code::InvalidAmount, "Every share needs at least the smallest unit of the currency.");
            return Err(refusal.with("field", "/total_amount").with("least", least.to_string()));
        }
        let mut minor = match division {
            Division::Fair => fair(units, count, rng),
            Division::Equal => equal(units, count),
            Division::Random { min_percentage, max_percentage } => random(units, count, min_percentage, max_percentage, rng),
        };
        if division != Division::Equal {
            shuffle(&mut minor, rng);
        }
        Ok(Self { total, minor })
    }

    /// All of them together.
    pub fn total(&self) -> Money {
        self.total
    }

    /// How many there are.
    pub fn count(&self) -> u64 {
        self.minor.len() as u64
    }

    /// As they are kept: eight bytes each, the most significant first.
    pub fn row(&self) -> Bytes {
        Bytes(self.minor.iter().flat_map(|share| share.to_be_bytes()).collect())
    }

    /// The share at `place`, from 0, of those that are kept; `None` behind the last.
    pub fn at(row: &Bytes, place: u64) -> Option<i64> {
        let start = usize::try_from(place).ok()?.checked_mul(8)?;
        let bytes = row.0.get(start..)?.first_chunk::<8>()?;
        i64::try_from(u64::from_be_bytes(*bytes)).ok()
    }
}

fn fair(total: u64, count: u64, rng: &dyn Rng) -> Vec<u64> {
    let (mut left, mut shares) = (total, Vec::new());
    for people in (2..=count).rev() {
        // Twice the average, rounded up or down by lot: always rounding down would favour whoever comes last. One less is the
        // largest share, so that the middle between it and one unit is the average. It leaves a unit for everybody else.
        let twice = (2 * u128::from(left) + u128::from(below(rng, people))) / u128::from(people);
        let share = 1 + below(rng, u64::try_from(twice - 1).unwrap_or(u64::MAX));
        left -= share;
        shares.push(share);
    }
    shares.push(left);
    shares
}

fn equal(total: u64, count: u64) -> Vec<u64> {
    let each = total / count;
    (0..count).map(|place| if place == 0 { each + total % count } else { each }).collect()
}

fn random(total: u64, count: u64, min_percentage: u64, max_percentage: u64, rng: &dyn Rng) -> Vec<u64> {
    let whole = 100 * u128::from(count);
    let part = |percentage: u64| u128::from(total) * u128::from(percentage);
    let highest = u64::try_from(part(max_percentage) / whole).unwrap_or(u64::MAX).max(1);
    let lowest = u64::try_from(part(min_percentage).div_ceil(whole)).unwrap_or(u64::MAX).clamp(1, highest);
    let mut shares: Vec<u64> = (1..count).map(|_| lowest + below(rng, highest - lowest + 1)).collect();
    // At most half of the average each, or one unit: something is left in either case.
    shares.push(total - shares.iter().sum::<u64>());
    shares
}

/// Every order is equally likely (Fisher and Yates).
fn shuffle(shares: &mut [u64], rng: &dyn Rng) {
    for last in (1..shares.len()).rev() {
        let other = below(rng, last as u64 + 1);
        shares.swap(last, usize::try_from(other).unwrap_or(last));
    }
}

/// A number below `bound`, which is not zero, each equally likely.
fn below(rng: &dyn Rng, bound: u64) -> u64 {
    // What is drawn from the last run of `bound` numbers, which is not whole, would make the first ones likelier.
    let whole_runs = u64::MAX - u64::MAX % bound;
    loop {
        let mut bytes = [0; 8];
        rng.fill(&mut bytes);
        let drawn = u64::from_be_bytes(bytes);
        if drawn < whole_runs {
            return drawn % bound;
        }
    }
}

#[cfg(test)]
#[path = "shares_tests.rs"]
mod tests;
