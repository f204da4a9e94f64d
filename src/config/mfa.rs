//! `[mfa]`: when a second factor is needed, and when wrong proofs lock a person's factors.

use std::time::Duration;

use super::{
    key::{Key, Kind, Section},
    read::Reader,
    wallet::amount,
};
use crate::kernel::{Currency, Money};

const DAY: u64 = 86_400;

pub(super) static SECTION: Section = Section {
    path: "mfa",
    meaning: "When a payment needs a second factor, and when wrong PINs and codes lock the wallet's factors.",
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
        Key::new(
            "mfa.threshold",
            Kind::Amount,
            r#""50""#,
            "A payment above this needs a second, different factor; in wallet.currency, and as many whole units of any other.",
        )
        .live(),
        Key::new(
            "mfa.new_device",
            Kind::seconds(0, 30 * DAY),
            r#""24h""#,
            "A payment by a device key or passkey enrolled less than this ago needs a second factor; `0s` turns this off.",
        )
        .live(),
        Key::new(
            "mfa.unusual_volume",
            Kind::Number { min: 0, max: 1000 },
            "10",
            "So many times what a person spends on a day of this month, and so many times mfa.threshold, is unusual on one day and \
             needs a second factor; 0 turns this off.",
        )
        .live(),
    ],
};

/// When a second factor is needed, and when wrong proofs lock.
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
    /// Above this a payment needs a second factor.
    pub threshold: Money,
    /// A device or passkey is new for this long; zero for never.
    pub new_device: Duration,
    /// So many times what is usual is unusual; zero for never.
    pub unusual_volume: u32,
}

impl Mfa {
    pub(super) fn read(reader: &mut Reader<'_>, currency: Option<Currency>) -> Option<Self> {
        let max_failures = reader.get("mfa.max_failures");
        let failure_window = reader.get("mfa.failure_window");
        let lock = reader.get::<Duration>("mfa.lock");
        let max_lock = reader.get::<Duration>("mfa.max_lock");
        if lock > max_lock && max_lock.is_some() {
            reader.wrong("mfa.lock", "is longer than mfa.max_lock", "Make mfa.max_lock the longer one.");
        }
        let text = reader.get::<String>("mfa.threshold");
        let new_device = reader.get("mfa.new_device");
        let unusual_volume = reader.get("mfa.unusual_volume");
        Some(Self {
            max_failures: max_failures?,
            failure_window: failure_window?,
            lock: lock?,
            max_lock: max_lock?,
            threshold: amount(reader, "mfa.threshold", &text?, currency?)?,
            new_device: new_device?,
            unusual_volume: unusual_volume?,
        })
    }
}
