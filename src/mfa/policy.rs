//! When one proof is not enough: a payment above an amount, by a device that was enrolled a moment ago, on a day on which
//! somebody spends far more than is usual for them, or of a person who wants to be asked every time. Pure: facts in, the need
//! out; what is asked of whom is for payments and gifts to do.
//!
//! What is usual is read from the one row that keeps the limits: what was sent in this calendar month before today, by the day.
//! A day is unusual when it comes to more than so many times that, and more than so many times the amount below which nobody is
//! asked, so that somebody who rarely spends is not asked about every coffee. On the first of a month only the second half of that
//! is known, which is enough to stop an emptying.

use std::time::Duration;

use crate::{
    kernel::{Money, Timestamp, UserId},
    store::{Read, StoreError},
};

use super::{Checked, Method, methods};

/// The operator's rules (`[mfa]`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Above this a second factor is needed; in the currency of the payment.
    pub threshold: Money,
    /// A device or passkey that was enrolled less than this ago is not enough by itself; zero turns the rule off.
    pub new_device: Duration,
    /// So many times what is usual is unusual; zero turns the rule off.
    pub unusual_volume: u32,
}

/// What is known of the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// What they can prove themselves with.
    pub enrolled: Vec<Method>,
    /// Whether they want to be asked every time.
    pub asks: super::Asks,
    /// How they proved themselves.
    pub shown: Method,
    /// When the device or passkey that they did it with was enrolled.
    pub shown_since: Option<Timestamp>,
}

/// What is known of their spending, in minor units of the payment's currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spending {
    /// This payment.
    pub amount: Money,
    /// What was sent today before it.
    pub today: i64,
    /// What was sent in this calendar month before today.
    pub earlier: i64,
    /// How many days of the month that was.
    pub earlier_days: u32,
}

/// Everything that is decided from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The rules.
    pub rules: Rules,
    /// The person.
    pub person: Person,
    /// Their spending.
    pub spending: Spending,
    /// The present moment.
    pub now: Timestamp,
}

/// Why one proof is not enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The amount.
    Amount,
    /// The device or passkey is new.
    NewDevice,
    /// The day's total.
    UnusualVolume,
    /// The person's own wish.
    AlwaysAsk,
}

impl Reason {
    /// The name on the wire and in the audit record.
    pub fn name(self) -> &'static str {
        match self {
            Self::Amount => "amount",
            Self::NewDevice => "new_device",
            Self::UnusualVolume => "unusual_volume",
            Self::AlwaysAsk => "always_ask",
        }
    }
}

/// What is needed beyond the proof that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// Nothing.
    Nothing,
    /// A second factor.
    SecondFactor {
        /// Why.
        reasons: Vec<Reason>,
        /// What can serve, the best first. When it is empty, the person has to enrol one before they can go on.
        methods: Vec<Method>,
    },
}

impl Person {
    /// Reads what is known of `user`, who gave `proof`.
    pub fn read(reader: &impl Read, user: &UserId, proof: &Checked) -> Result<Self, StoreError> {
        Ok(Self {
            enrolled: methods(reader, user)?,
            asks: super::asks(reader, user)?,
            shown: proof.method(),
            shown_since: proof.enrolled_at(reader, user)?,
        })
    }
}

/// Decides.
pub fn decide(facts: &Facts) -> Need {
    let Facts { rules, person, spending, now } = facts;
    let is_new = person.shown_since.is_some_and(|since| now.since(since) < rules.new_device);
    let reasons: Vec<Reason> = [
        (spending.amount.minor > rules.threshold.minor, Reason::Amount),
        (is_new, Reason::NewDevice),
        (is_unusual(rules, spending), Reason::UnusualVolume),
        (person.asks == super::Asks::Always, Reason::AlwaysAsk),
    ]
    .into_iter()
    .filter_map(|(holds, reason)| holds.then_some(reason))
    .collect();
    if reasons.is_empty() {
        return Need::Nothing;
    }
    let methods = person.enrolled.iter().copied().filter(|method| method.kind() != person.shown.kind()).collect();
    Need::SecondFactor { reasons, methods }
}

fn is_unusual(rules: &Rules, spending: &Spending) -> bool {
    let total = i128::from(spending.today) + i128::from(spending.amount.minor);
    let usual = i128::from(spending.earlier).checked_div(i128::from(spending.earlier_days)).unwrap_or(0);
    let bound = usual.max(i128::from(rules.threshold.minor)) * i128::from(rules.unusual_volume);
    rules.unusual_volume > 0 && total > bound
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{kernel::Currency, mfa::Asks};

    const NOW: Timestamp = Timestamp(1_795_000_000_000);
    const ALL: [Method; 5] = [Method::Passkey, Method::Biometric, Method::Pin, Method::Totp, Method::RecoveryCode];

    fn usd(minor: i64) -> Money {
        Currency::iso("USD").unwrap().minor(minor)
    }

    /// A payment of 10.00 by PIN, at a threshold of 50.00, of somebody who has everything and spends 20.00 a day.
    fn ordinary() -> Facts {
        Facts {
            rules: Rules { threshold: usd(5000), new_device: Duration::from_secs(86_400), unusual_volume: 10 },
            person: Person { enrolled: ALL.to_vec(), asks: Asks::ByRule, shown: Method::Pin, shown_since: None },
            spending: Spending { amount: usd(1000), today: 0, earlier: 20_000, earlier_days: 10 },
            now: NOW,
        }
    }

    #[test]
    fn what_brings_the_second_factor() {
        type Change = fn(&mut Facts);
        let cases: &[(&str, Change, &[Reason])] = &[
            ("ordinary", |_| {}, &[]),
            ("at the threshold", |facts| facts.spending.amount = usd(5000), &[]),
            ("above it", |facts| facts.spending.amount = usd(5001), &[Reason::Amount]),
            ("a threshold of nothing", |facts| facts.rules.threshold = usd(0), &[Reason::Amount]),
            ("an old device", |facts| facts.person.shown_since = Some(NOW - Duration::from_secs(86_400)), &[]),
            ("a new device", |facts| facts.person.shown_since = Some(NOW - Duration::from_secs(86_399)), &[Reason::NewDevice]),
            (
                "a new device, rule off",
                |facts| {
                    facts.person.shown_since = Some(NOW);
                    facts.rules.new_device = Duration::ZERO;
                },
                &[],
            ),
            ("ten times the threshold in a day", |facts| facts.spending.today = 49_000, &[]),
            ("and a cent", |facts| facts.spending.today = 49_001, &[Reason::UnusualVolume]),
            (
                "usual for those who spend",
                |facts| {
                    facts.spending.today = 900_000;
                    facts.spending.earlier = 1_000_000;
                },
                &[],
            ),
            (
                "the first of the month",
                |facts| {
                    facts.spending.today = 49_001;
                    (facts.spending.earlier, facts.spending.earlier_days) = (0, 0);
                },
                &[Reason::UnusualVolume],
            ),
            (
                "any volume, rule off",
                |facts| {
                    facts.spending.today = i64::MAX;
                    facts.rules.unusual_volume = 0;
                },
                &[],
            ),
            ("numbers that overflow", |facts| facts.spending.today = i64::MAX, &[Reason::UnusualVolume]),
            ("their own wish", |facts| facts.person.asks = Asks::Always, &[Reason::AlwaysAsk]),
            (
                "everything",
                |facts| {
                    facts.spending.amount = usd(100_000);
                    facts.person.shown_since = Some(NOW);
                    facts.person.asks = Asks::Always;
                },
                &[Reason::Amount, Reason::NewDevice, Reason::UnusualVolume, Reason::AlwaysAsk],
            ),
        ];
        for (case, change, expected) in cases {
            let mut facts = ordinary();
            change(&mut facts);
            let found = match decide(&facts) {
                Need::Nothing => Vec::new(),
                Need::SecondFactor { reasons, .. } => reasons,
            };
            assert_eq!(found, *expected, "{case}");
        }
    }

    #[test]
    fn the_second_factor_is_of_another_kind() {
        let others: &[(Method, &[Method])] = &[
            (Method::Pin, &[Method::Passkey, Method::Biometric, Method::Totp, Method::RecoveryCode]),
            (Method::Totp, &[Method::Passkey, Method::Biometric, Method::Pin]),
            (Method::RecoveryCode, &[Method::Passkey, Method::Biometric, Method::Pin]),
            (Method::Passkey, &[Method::Biometric, Method::Pin, Method::Totp, Method::RecoveryCode]),
            (Method::Biometric, &[Method::Passkey, Method::Pin, Method::Totp, Method::RecoveryCode]),
        ];
        for (shown, expected) in others {
            let mut facts = ordinary();
            facts.person.asks = Asks::Always;
            facts.person.shown = *shown;
            let expected = Need::SecondFactor { reasons: vec![Reason::AlwaysAsk], methods: expected.to_vec() };
            assert_eq!(decide(&facts), expected, "{shown:?}");
        }
        let mut alone = ordinary();
        alone.person.asks = Asks::Always;
        alone.person.enrolled = vec![Method::Pin];
        assert_eq!(decide(&alone), Need::SecondFactor { reasons: vec![Reason::AlwaysAsk], methods: vec![] });
    }
}
