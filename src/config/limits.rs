//! `[limits]`: what differs from the built-in rate limits. Which classes there are is known to the room that counts; see
//! [`Loaded::check_classes`](super::Loaded::check_classes).

use std::time::Duration;

use super::{
    key::{Key, Kind, Section},
    read::{Reader, Row},
};

const DAY: u64 = 86_400;

const LIMIT: Key = Key::new("limit", Kind::Number { min: 1, max: 100_000 }, "", "How many operations.").example("30");
const PER: Key = Key::new("per", Kind::seconds(1, DAY), r#""1m""#, "In this time.");
const BURST: Key = Key::new("burst", Kind::Number { min: 0, max: 100_000 }, "0", "How many more at once.");
const CLASS: Key = Key::new("class", Kind::Text, "", "The operation class.").example(r#""wallet_balance""#);
const OF: Key = Key::new("key", Kind::Text, "", "A Matrix user id or a client id.").example(r#""@bob:example.org""#);

pub(super) static SECTION: Section = Section {
    path: "limits",
    meaning: "Rate limits where they differ from the built-in ones.",
    keys: &[
        Key::new("limits.classes", Kind::Named(&[LIMIT, PER, BURST]), "{}", "Quotas by operation class.")
            .example(r#"{ wallet_balance = { limit = 30, per = "1m", burst = 10 } }"#)
            .live(),
        Key::new("limits.overrides", Kind::Tables(&[OF, CLASS, LIMIT, PER, BURST]), "[]", "Quotas for one user or client.")
            .example(r#"[{ key = "@bob:example.org", class = "wallet_balance", limit = 300, per = "1m", burst = 50 }]"#)
            .live(),
        Key::new(
            "limits.violations_per_hour",
            Kind::Number { min: 1, max: 1_000_000 },
            "10",
            "So many refusals within an hour suspend the caller.",
        )
        .live(),
        Key::new("limits.suspend_for", Kind::seconds(1, 30 * DAY), r#""1h""#, "How long such a suspension lasts.").live(),
    ],
};

/// Rate limits that differ from the built-in ones.
#[derive(Clone, Debug)]
pub struct Limits {
    /// By operation class.
    pub classes: Vec<ClassLimit>,
    /// For one caller.
    pub overrides: Vec<LimitOverride>,
    /// Refusals within an hour that suspend.
    pub violations_per_hour: u32,
    /// How long a suspension lasts.
    pub suspend_for: Duration,
}

/// The quota of a class: `limit` in each `per`, and `burst` more at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassLimit {
    /// The operation class.
    pub class: String,
    /// Operations in each `per`.
    pub limit: u32,
    /// The window.
    pub per: Duration,
    /// Operations on top, at once.
    pub burst: u32,
}

/// A quota for one caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitOverride {
    /// A Matrix user id or a client id.
    pub key: String,
    /// The quota.
    pub quota: ClassLimit,
}

impl Limits {
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let classes: Vec<_> =
            reader.rows("limits.classes").iter().map(|row| ClassLimit::read(reader, row, Some(row.name.clone()))).collect();
        let overrides: Vec<_> = reader.rows("limits.overrides").iter().map(|row| LimitOverride::read(reader, row)).collect();
        let violations_per_hour = reader.get("limits.violations_per_hour");
        let suspend_for = reader.get("limits.suspend_for");
        Some(Self {
            classes: classes.into_iter().collect::<Option<_>>()?,
            overrides: overrides.into_iter().collect::<Option<_>>()?,
            violations_per_hour: violations_per_hour?,
            suspend_for: suspend_for?,
        })
    }
}

impl ClassLimit {
    fn read(reader: &mut Reader<'_>, row: &Row<'_>, class: Option<String>) -> Option<Self> {
        let limit = reader.field(row, "limit");
        let per = reader.field(row, "per");
        let burst = reader.field(row, "burst");
        Some(Self { class: class?, limit: limit?, per: per?, burst: burst? })
    }
}

impl LimitOverride {
    fn read(reader: &mut Reader<'_>, row: &Row<'_>) -> Option<Self> {
        let key = reader.field(row, "key");
        let class = reader.field(row, "class");
        let quota = ClassLimit::read(reader, row, class);
        Some(Self { key: key?, quota: quota? })
    }
}
