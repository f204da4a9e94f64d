//! `[tokens]`: how long what the server issues lives, and the keys that sign it.

use std::time::Duration;

use super::{
    key::{Key, Kind, Section},
    read::Reader,
};

const DAY: u64 = 86_400;

pub(super) static SECTION: Section = Section {
    path: "tokens",
    meaning: "How long tokens live, and the keys that sign them.",
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
        Key::new(
            "tokens.key_rotation",
            Kind::seconds(0, 3650 * DAY),
            r#""90d""#,
            "How old a signing key gets before the server makes the next one; the old one verifies until its last token is over. \
             0s switches this off; otherwise a day at least.",
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
    /// Of a signing key, before the next one is made; zero for no end.
    pub key_rotation: Duration,
}

impl Tokens {
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let tep_lifetime = reader.get("tokens.tep_lifetime");
        let refresh_lifetime = reader.get("tokens.refresh_lifetime");
        let consent_lifetime = reader.get("tokens.consent_lifetime");
        let account_lifetime = reader.get("tokens.account_lifetime");
        let account_idle = reader.get("tokens.account_idle");
        let key_rotation: Option<Duration> = reader.get("tokens.key_rotation");
        if key_rotation.is_some_and(|every| !every.is_zero() && every < Duration::from_secs(DAY)) {
            reader.wrong("tokens.key_rotation", "is less than a day", "Use 1d or more, or 0s to switch scheduled rotation off.");
        }
        Some(Self {
            tep_lifetime: tep_lifetime?,
            refresh_lifetime: refresh_lifetime?,
            consent_lifetime: consent_lifetime?,
            account_lifetime: account_lifetime?,
            account_idle: account_idle?,
            key_rotation: key_rotation?,
        })
    }
}
