//! `[outbox]`: how what must happen outside is delivered.

use std::time::Duration;

use super::{
    key::{Key, Kind, Section},
    read::Reader,
};

pub(super) static SECTION: Section = Section {
    path: "outbox",
    meaning: "Delivery of Matrix events and webhooks.",
    keys: &[
        Key::new("outbox.concurrency", Kind::Number { min: 1, max: 256 }, "8", "How many deliveries run at once."),
        Key::new(
            "outbox.retry_max",
            Kind::seconds(1, 86_400),
            r#""5m""#,
            "The longest pause between two attempts; the first pauses are shorter.",
        ),
    ],
};

/// Delivery.
#[derive(Clone, Debug)]
pub struct Outbox {
    /// Deliveries at once.
    pub concurrency: usize,
    /// The longest pause between attempts.
    pub retry_max: Duration,
}

impl Outbox {
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let concurrency = reader.get("outbox.concurrency");
        let retry_max = reader.get("outbox.retry_max");
        Some(Self { concurrency: concurrency?, retry_max: retry_max? })
    }
}
