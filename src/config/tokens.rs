//! `[tokens]`: how long what the server issues lives.

use std::time::Duration;

use super::{
    key::{Key, Kind, Section},
    read::Reader,
};

const DAY: u64 = 86_400;

pub(super) static SECTION: Section = Section {
    path: "tokens",
    meaning: "How long tokens live.",
    keys: &[
        Key::new("tokens.tep_lifetime", Kind::seconds(60, DAY), r#""1h""#, "A mini-app's access token.").live(),
        Key::new(
            "tokens.refresh_lifetime",
            Kind::seconds(60, 365 * DAY),
            r#""30d""#,
            "A refresh token, which is replaced at each use.",
        )
        .live(),
        Key::new(
            "tokens.consent_lifetime",
            Kind::seconds(60, DAY),
            r#""15m""#,
            "How long a question for consent waits for its answer.",
        )
        .live(),
        Key::new(
            "tokens.account_lifetime",
            Kind::seconds(300, 365 * DAY),
            r#""7d""#,
            "How long a browser stays signed in to the account pages at most.",
        )
        .live(),
        Key::new(
            "tokens.account_idle",
            Kind::seconds(300, 365 * DAY),
            r#""24h""#,
            "How long a browser stays signed in to the account pages without using them.",
        )
        .live(),
    ],
};

/// Lifetimes.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// Of a TEP access token.
    pub tep_lifetime: Duration,
    /// Of a refresh token.
    pub refresh_lifetime: Duration,
    /// Of a pending consent.
    pub consent_lifetime: Duration,
    /// Of a session of the account pages.
    pub account_lifetime: Duration,
    /// Of a session of the account pages that is not used.
    pub account_idle: Duration,
}

impl Tokens {
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let tep_lifetime = reader.get("tokens.tep_lifetime");
        let refresh_lifetime = reader.get("tokens.refresh_lifetime");
        let consent_lifetime = reader.get("tokens.consent_lifetime");
        let account_lifetime = reader.get("tokens.account_lifetime");
        let account_idle = reader.get("tokens.account_idle");
        Some(Self {
            tep_lifetime: tep_lifetime?,
            refresh_lifetime: refresh_lifetime?,
            consent_lifetime: consent_lifetime?,
            account_lifetime: account_lifetime?,
            account_idle: account_idle?,
        })
    }
}
