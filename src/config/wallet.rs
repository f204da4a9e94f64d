//! `[wallet]`: currencies, verification levels and the rules of transfers.

use std::time::Duration;

use super::{
    fees::Fees,
    key::{Key, Kind, Section},
    read::{Reader, Row, choices},
};
use crate::kernel::{AmountError, Currency, Money};

choices! {
    /// What a verification level allows.
    Feature {
        /// Send to people.
        P2pSend = "p2p_send",
        /// Receive from people.
        P2pReceive = "p2p_receive",
        /// Pay mini-apps.
        MiniappPayments = "miniapp_payments",
        /// Amounts that the operator calls high.
        HighValue = "high_value",
        /// Across borders.
        International = "international",
    }
}

choices! {
    /// Who may learn that somebody has a wallet.
    ResolvePrivacy {
        /// Those who share a room with them.
        SharedRoom = "shared_room",
        /// Those on the same homeserver.
        SameServer = "same_server",
        /// Everyone with a token.
        Open = "open",
    }
}

choices! {
    /// When a recipient is asked before money arrives.
    AcceptancePolicy {
        /// Never.
        Never = "never",
        /// Always.
        Always = "always",
        /// For more than an amount.
        AboveAmount = "above_amount",
        /// The first time between two people.
        FirstTime = "first_time",
    }
}

const DAY: u64 = 86_400;

const LEVELS: &str = r#"[
{ name = "Unverified", transaction = "0", daily = "0", monthly = "0", features = ["p2p_receive"] },
{ name = "Basic", transaction = "1000", daily = "2000", monthly = "10000", features = ["p2p_send", "p2p_receive", "miniapp_payments"], requirements = ["pin_or_passkey"] },
{ name = "ID Verified", transaction = "50000", daily = "100000", monthly = "500000", features = ["p2p_send", "p2p_receive", "miniapp_payments", "high_value"], requirements = ["identity_document"] },
{ name = "Enhanced", features = ["p2p_send", "p2p_receive", "miniapp_payments", "high_value", "international"], requirements = ["identity_document", "proof_of_address"] },
]"#;

pub(super) static SECTION: Section = Section {
    path: "wallet",
    meaning: "Currencies, verification levels and transfers.",
    keys: &[
        Key::new("wallet.currency", Kind::Text, r#""USD""#, "The currency of new wallets and of every limit below."),
        Key::new(
            "wallet.currencies",
            Kind::Tables(&[
                Key::new("code", Kind::Text, "", "3 to 12 upper-case letters or digits.").example(r#""BEANS""#),
                Key::new("name", Kind::Text, "", "What people call it.").example(r#""Beans""#),
                Key::new("exponent", Kind::Number { min: 0, max: 8 }, "", "How many digits follow the decimal point."),
            ]),
            "[]",
            "Further currencies: those of ISO 4217 by code alone, others with name and exponent.",
        )
        .example(r#"[{ code = "EUR" }, { code = "BEANS", name = "Beans", exponent = 0 }]"#),
        Key::new("wallet.time_zone", Kind::TimeZone, r#""UTC""#, "Where the days and months of the limits begin."),
        Key::new(
            "wallet.levels",
            Kind::Tables(&[
                Key::new("name", Kind::Text, "", "What people call the level.").example(r#""Basic""#),
                Key::new("transaction", Kind::Amount, "", "The most in one transaction; no limit when it is left out."),
                Key::new("daily", Kind::Amount, "", "The most in one day; no limit when it is left out."),
                Key::new("monthly", Kind::Amount, "", "The most in one month; no limit when it is left out."),
                Key::new("features", Kind::List(&Kind::Choice(Feature::NAMES)), "[]", "What it allows."),
                Key::new("requirements", Kind::List(&Kind::Text), "[]", "What has to be shown for it, as people are told."),
            ]),
            LEVELS,
            "Verification levels from 0 up, with limits in wallet.currency.",
        )
        .live(),
        Key::new("wallet.activated_level", Kind::Number { min: 0, max: 255 }, "1", "The level that activation gives.").live(),
        Key::new(
            "wallet.resolve_privacy",
            Kind::Choice(ResolvePrivacy::NAMES),
            r#""shared_room""#,
            "Who may learn that somebody has a wallet: those who share a room with them (`shared_room`), those on the same \
             homeserver (`same_server`), everyone with a token (`open`).",
        )
        .live(),
        Key::new("wallet.confirm_within", Kind::seconds(30, DAY), r#""5m""#, "How long a transfer waits for its sender's proof.")
            .live(),
        Key::new("wallet.pay_within", Kind::seconds(30, DAY), r#""5m""#, "How long a mini-app's payment waits for its payer.")
            .live(),
        Key::new("wallet.accept_within", Kind::seconds(60, 30 * DAY), r#""24h""#, "How long a transfer waits for its recipient.")
            .live(),
        Key::new(
            "wallet.idempotency_retention",
            Kind::seconds(DAY, 365 * DAY),
            r#""24h""#,
            "How long the answer to an idempotency key is kept.",
        ),
    ],
};

pub(super) static ACCEPTANCE_SECTION: Section = Section {
    path: "wallet.acceptance",
    meaning: "When a recipient is asked before money arrives.",
    keys: &[
        Key::new(
            "wallet.acceptance.policy",
            Kind::Choice(AcceptancePolicy::NAMES),
            r#""never""#,
            "`never`, `always`, `above_amount` (see the next key), or `first_time` between two people.",
        )
        .live(),
        Key::new("wallet.acceptance.amount", Kind::Amount, "", "For `above_amount`: the most that needs no acceptance.")
            .example(r#""100""#)
            .live(),
    ],
};

/// Currencies, levels and the rules of transfers.
#[derive(Clone, Debug)]
pub struct Wallet {
    /// Whose calendar the limits follow.
    pub time_zone: chrono_tz::Tz,
    /// Verification levels; the index is the level's number. Never empty.
    pub levels: Vec<Level>,
    /// The level that activation gives; there is one.
    pub activated_level: u8,
    /// Who may learn that somebody has a wallet.
    pub resolve_privacy: ResolvePrivacy,
    /// When a recipient is asked.
    pub acceptance: Acceptance,
    /// How long a transfer waits for its sender's proof.
    pub confirm_within: Duration,
    /// How long it waits for its recipient.
    pub accept_within: Duration,
    /// How long a payment waits for its payer.
    pub pay_within: Duration,
    /// What is kept of payments.
    pub fees: Fees,
    /// How long the answer to an idempotency key is kept.
    pub idempotency_retention: Duration,
}

/// A verification level.
#[derive(Clone, Debug)]
pub struct Level {
    /// What people call it.
    pub name: String,
    /// The most in one transaction; `None` is no limit.
    pub transaction: Option<Money>,
    /// The most in one day; `None` is no limit.
    pub daily: Option<Money>,
    /// The most in one month; `None` is no limit.
    pub monthly: Option<Money>,
    /// What it allows.
    pub features: Vec<Feature>,
    /// What has to be shown for it.
    pub requirements: Vec<String>,
}

impl Level {
    /// Whether the level allows `feature`.
    pub fn allows(&self, feature: Feature) -> bool {
        self.features.contains(&feature)
    }
}

/// When a recipient is asked before money arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acceptance {
    /// Never.
    Never,
    /// Always.
    Always,
    /// For more than this.
    AboveAmount(Money),
    /// The first time between two people.
    FirstTime,
}

/// The currencies of this server.
#[derive(Clone, Debug)]
pub struct Currencies {
    primary: Currency,
    /// All of them with their names, the primary one first.
    all: Vec<(Currency, Option<String>)>,
}

impl Currencies {
    /// The configured currency with this code.
    pub fn get(&self, code: &str) -> Option<Currency> {
        self.all().map(|(currency, _)| currency).find(|currency| currency.code() == code)
    }

    /// The currency of new wallets.
    pub fn primary(&self) -> Currency {
        self.primary
    }

    /// Every configured currency with its name where it was given one, the primary one first.
    pub fn all(&self) -> impl Iterator<Item = (Currency, Option<&str>)> {
        self.all.iter().map(|(currency, name)| (*currency, name.as_deref()))
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let code = reader.get::<String>("wallet.currency");
        let rows = reader.rows("wallet.currencies");
        let mut listed: Vec<(Currency, Option<String>)> = Vec::new();
        for row in &rows {
            let Some(found) = listed_currency(reader, row) else { continue };
            if listed.iter().any(|(known, _)| known.code() == found.0.code()) {
                reader.wrong_field(row, "code", "is listed twice", "Keep one of the two.");
            }
            listed.push(found);
        }
        let code = code?;
        let place = listed.iter().position(|(currency, _)| currency.code() == code);
        let first = match place {
            Some(place) => Some(listed.remove(place)),
            None => Currency::iso(&code).map(|currency| (currency, None)),
        };
        let Some(first) = first else {
            let instead = "Write a code of ISO 4217, or list the currency in wallet.currencies with name and exponent.";
            reader.wrong("wallet.currency", "is no known currency", instead);
            return None;
        };
        let primary = first.0;
        Some(Self { primary, all: [first].into_iter().chain(listed).collect() })
    }
}

impl Wallet {
    pub(super) fn read(reader: &mut Reader<'_>, currency: Option<Currency>) -> Option<Self> {
        let time_zone = reader.get("wallet.time_zone");
        let rows = reader.rows("wallet.levels");
        let levels: Vec<_> = rows.iter().map(|row| Level::read(reader, row, currency)).collect();
        let activated_level = reader.get::<u8>("wallet.activated_level");
        let resolve_privacy = reader.get("wallet.resolve_privacy");
        let acceptance = Acceptance::read(reader, currency);
        let confirm_within = reader.get("wallet.confirm_within");
        let accept_within = reader.get("wallet.accept_within");
        let pay_within = reader.get("wallet.pay_within");
        let fees = Fees::read(reader, currency);
        let idempotency_retention = reader.get("wallet.idempotency_retention");
        if activated_level.is_some_and(|level| usize::from(level) >= levels.len()) {
            let instead = format!("There are {} levels, the first is 0.", levels.len());
            reader.wrong("wallet.activated_level", "is not a level of wallet.levels", &instead);
        }
        Some(Self {
            time_zone: time_zone?,
            levels: levels.into_iter().collect::<Option<_>>()?,
            activated_level: activated_level?,
            resolve_privacy: resolve_privacy?,
            acceptance: acceptance?,
            confirm_within: confirm_within?,
            accept_within: accept_within?,
            pay_within: pay_within?,
            fees: fees?,
            idempotency_retention: idempotency_retention?,
        })
    }
}

impl Level {
    fn read(reader: &mut Reader<'_>, row: &Row<'_>, currency: Option<Currency>) -> Option<Self> {
        let name = reader.field(row, "name");
        let transaction = limit(reader, row, "transaction", currency);
        let daily = limit(reader, row, "daily", currency);
        let monthly = limit(reader, row, "monthly", currency);
        let features = reader.field(row, "features");
        let requirements = reader.field(row, "requirements");
        Some(Self {
            name: name?,
            transaction: transaction?,
            daily: daily?,
            monthly: monthly?,
            features: features?,
            requirements: requirements?,
        })
    }
}

impl Acceptance {
    fn read(reader: &mut Reader<'_>, currency: Option<Currency>) -> Option<Self> {
        const AMOUNT: &str = "wallet.acceptance.amount";
        let policy = reader.get::<AcceptancePolicy>("wallet.acceptance.policy");
        let bound = reader.optional::<String>(AMOUNT);
        match (policy?, bound?) {
            (AcceptancePolicy::Never, _) => Some(Self::Never),
            (AcceptancePolicy::Always, _) => Some(Self::Always),
            (AcceptancePolicy::FirstTime, _) => Some(Self::FirstTime),
            (AcceptancePolicy::AboveAmount, Some(text)) => amount(reader, AMOUNT, &text, currency?).map(Self::AboveAmount),
            (AcceptancePolicy::AboveAmount, None) => {
                reader.missing(AMOUNT);
                None
            }
        }
    }
}

/// The setting at `path` as money.
pub(super) fn amount(reader: &mut Reader<'_>, path: &str, text: &str, currency: Currency) -> Option<Money> {
    let money = Money::parse(text, currency);
    money.inspect_err(|error| reader.wrong(path, &not_an_amount(currency, *error), &like_this(currency))).ok()
}

fn limit(reader: &mut Reader<'_>, row: &Row<'_>, name: &str, currency: Option<Currency>) -> Option<Option<Money>> {
    let (Some(text), currency) = (reader.optional_field::<String>(row, name)?, currency?) else { return Some(None) };
    let money = Money::parse(&text, currency);
    money
        .inspect_err(|error| reader.wrong_field(row, name, &not_an_amount(currency, *error), &like_this(currency)))
        .ok()
        .map(Some)
}

fn not_an_amount(currency: Currency, error: AmountError) -> String {
    format!("is no amount of {currency}: {error}")
}

fn like_this(currency: Currency) -> String {
    format!("Write it like \"{}\".", currency.minor(1234))
}

fn listed_currency(reader: &mut Reader<'_>, row: &Row<'_>) -> Option<(Currency, Option<String>)> {
    let code = reader.field::<String>(row, "code");
    let name = reader.optional_field::<String>(row, "name");
    let exponent = reader.optional_field::<u8>(row, "exponent");
    let (code, name, exponent) = (code?, name?, exponent?);
    let (what, instead) = match (Currency::iso(&code), exponent) {
        (Some(currency), None) => return Some((currency, name)),
        (Some(currency), Some(exponent)) if exponent == currency.exponent() => return Some((currency, name)),
        (Some(currency), Some(_)) => {
            ("is a currency of ISO 4217 with another exponent", format!("Write exponent = {}.", currency.exponent()))
        }
        (None, None) => ("is not in ISO 4217", "Write its exponent too, as in exponent = 2.".to_owned()),
        (None, Some(exponent)) => match Currency::new(&code, exponent) {
            Some(currency) => return Some((currency, name)),
            None => ("is no code of a currency", "Write 3 to 12 upper-case letters or digits, a letter first.".to_owned()),
        },
    };
    reader.wrong_field(row, "code", what, &instead);
    None
}
