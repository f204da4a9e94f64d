//! `[mfa]`: when wrong proofs lock a person's factors.

use std::time::Duration;

use super::{
    key::{Key, Kind, Section},
    read::Reader,
};

const DAY: u64 = 86_400;

pub(super) static SECTION: Section = Section {
    path: "mfa",
    meaning: "When wrong PINs and codes lock the wallet's factors.",
    keys: &[
        Key::new(
            "mfa.max_failures",
            Kind::Number { min: 1, max: 100 },
            "5",
            "So many wrong proofs lock the factors of a wallet.",
        )
        .live(),
        Key::new("mfa.failure_window", Kind::seconds(60, DAY), r#""15m""#, "Wrong proofs count together within this time.")
            .live(),
        Key::new("mfa.lock", Kind::seconds(60, 30 * DAY), r#""15m""#, "The first lock; each further one is longer.").live(),
        Key::new("mfa.max_lock", Kind::seconds(60, 30 * DAY), r#""24h""#, "The longest lock.").live(),
    ],
};

/// When wrong proofs lock.
#[derive(Clone, Debug)]
pub struct Mfa {
    /// So many wrong proofs lock.
    pub max_failures: u32,
    /// Within this time.
    pub failure_window: Duration,
    /// The first lock.
    pub lock: Duration,
    /// The longest lock.
    pub max_lock: Duration,
}

impl Mfa {
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let max_failures = reader.get("mfa.max_failures");
        let failure_window = reader.get("mfa.failure_window");
        let lock = reader.get::<Duration>("mfa.lock");
        let max_lock = reader.get::<Duration>("mfa.max_lock");
        if lock > max_lock && max_lock.is_some() {
            reader.wrong("mfa.lock", "is longer than mfa.max_lock", "Make mfa.max_lock the longer one.");
        }
        Some(Self { max_failures: max_failures?, failure_window: failure_window?, lock: lock?, max_lock: max_lock? })
    }
}
