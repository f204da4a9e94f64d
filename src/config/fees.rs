//! `[wallet.fees]`: what the operator keeps of a payment to a mini-app.

use super::{
    key::{Key, Kind, Section},
    read::Reader,
    wallet::amount,
};
use crate::kernel::{Currency, Money};

pub(super) static SECTION: Section = Section {
    path: "wallet.fees",
    meaning: "What the operator keeps of a payment to a mini-app. Both parts together are never more than the payment.",
    keys: &[
        Key::new(
            "wallet.fees.basis_points",
            Kind::Number { min: 0, max: 10_000 },
            "0",
            "Hundredths of a percent of the amount, rounded down to the currency's smallest unit: 250 is 2.5 %.",
        )
        .live(),
        Key::new(
            "wallet.fees.fixed",
            Kind::Amount,
            r#""0""#,
            "Added to that for each payment; in wallet.currency, and as many whole units of any other.",
        )
        .live(),
    ],
};

/// What is kept of a payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fees {
    /// Hundredths of a percent of the amount.
    pub basis_points: u32,
    /// Added to that, in the primary currency.
    pub fixed: Money,
}

impl Fees {
    pub(super) fn read(reader: &mut Reader<'_>, currency: Option<Currency>) -> Option<Self> {
        let basis_points = reader.get("wallet.fees.basis_points");
        let fixed = reader.get::<String>("wallet.fees.fixed");
        let fixed = amount(reader, "wallet.fees.fixed", &fixed?, currency?);
        Some(Self { basis_points: basis_points?, fixed: fixed? })
    }
}
