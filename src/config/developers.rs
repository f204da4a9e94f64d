//! `[developers]`: the console that developers sign in with.

use url::Url;

use super::{
    key::{Key, Kind, Section},
    read::Reader,
};
use crate::kernel::{Secret, is_loopback};

pub(super) static SECTION: Section = Section {
    path: "developers",
    meaning: "The developer console, which is the OAuth client tmcp_developer_console.",
    keys: &[
        Key::new(
            "developers.redirect_uris",
            Kind::List(&Kind::Link),
            "[]",
            "Where its authorization codes may be sent besides /developer/callback of this server; compared letter by letter.",
        )
        .example(r#"["https://console.example.org/callback"]"#)
        .live(),
        Key::secret(
            "developers.console_secret",
            "Its secret. Without one the server makes its own from keys/links.key; `tmcpd developer secret` prints it.",
        )
        .example(r#""a long random text of at least 32 characters""#)
        .live(),
    ],
};

/// The developer console.
#[derive(Clone, Debug)]
pub struct Developers {
    /// Where codes may be sent, to be compared as text.
    pub redirect_uris: Vec<String>,
    /// The console's secret, where the operator has chosen one.
    pub console_secret: Option<Secret>,
}

impl Developers {
    /// The shortest secret, in characters: half of what the server itself makes.
    const SHORTEST: usize = 32;

    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let checked = reader.get::<Vec<Url>>("developers.redirect_uris");
        let redirect_uris = reader.get::<Vec<String>>("developers.redirect_uris");
        let console_secret = reader.optional::<Secret>("developers.console_secret");
        if checked?.iter().any(|url| !can_take_codes(url)) {
            let instead = "Write https addresses without a fragment; http is for this machine alone.";
            reader.wrong("developers.redirect_uris", "names an address that codes cannot be sent to", instead);
        }
        let short = |secret: &Secret| secret.expose().len() < Self::SHORTEST;
        if console_secret.as_ref().is_some_and(|secret| secret.as_ref().is_some_and(short)) {
            let instead = "Write at least 32 random characters, or leave it out.";
            reader.wrong("developers.console_secret", "is too short", instead);
        }
        Some(Self { redirect_uris: redirect_uris?, console_secret: console_secret? })
    }
}

/// RFC 6749 section 3.1.2, RFC 9700 section 2.6.
fn can_take_codes(url: &Url) -> bool {
    let encrypted = match url.scheme() {
        "https" => true,
        "http" => is_loopback(url),
        _ => false,
    };
    url.fragment().is_none() && encrypted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_go_over_https_or_stay_on_the_machine() {
        let good = ["https://a.example/b?c=d", "http://localhost:3000/", "http://127.0.0.1/x", "http://[::1]:1/"];
        let bad = [
            "http://a.example/",
            "https://a.example/#b",
            "http://localhost.evil.example/",
            "ftp://localhost/",
            "ws://127.0.0.1/x",
        ];
        for uri in good {
            assert!(can_take_codes(&uri.parse().unwrap()), "{uri}");
        }
        for uri in bad {
            assert!(!can_take_codes(&uri.parse().unwrap()), "{uri}");
        }
    }
}
