//! `[matrix]`: the homeserver, and what goes into its rooms.

use url::Url;

use super::{
    Profile,
    key::{Key, Kind, Section},
    read::Reader,
};
use crate::kernel::Secret;

pub(super) static SECTION: Section = Section {
    path: "matrix",
    meaning: "The homeserver that this server is an Application Service of.",
    keys: &[
        Key::new("matrix.server_name", Kind::ServerName, "", "Required. What comes after the colon in the users' Matrix ids.")
            .dev(r#""tween.example""#)
            .example(r#""example.org""#),
        Key::new("matrix.homeserver_url", Kind::Url, "", "Required. Where this server reaches the homeserver.")
            .example(r#""http://127.0.0.1:8008""#),
        Key::new(
            "matrix.homeserver_public_url",
            Kind::Url,
            "",
            "Where people's browsers reach the homeserver, for its single sign-on. When it is not set: matrix.homeserver_url.",
        )
        .example(r#""https://matrix.example.org""#),
        Key::new(
            "matrix.appservice_url",
            Kind::Url,
            "",
            "Where the homeserver reaches this server. When it is not set: server.public_url.",
        )
        .example(r#""http://127.0.0.1:8420""#),
        Key::secret("matrix.as_token", "Required. The as_token of the registration, which this server shows the homeserver."),
        Key::secret("matrix.hs_token", "Required. The hs_token of the registration, which the homeserver shows this server."),
        Key::new(
            "matrix.fallback_messages",
            Kind::Switch,
            "true",
            "Whether events about money go with a notice that every Matrix client shows.",
        )
        .live(),
        Key::new(
            "matrix.invite_servers",
            Kind::List(&Kind::ServerName),
            "[]",
            "Servers whose people may invite the bots into rooms. When it is empty: matrix.server_name.",
        )
        .example(r#"["example.org", "friends.example.net"]"#)
        .live(),
    ],
};

/// The homeserver and its rooms.
#[derive(Clone, Debug)]
pub struct Matrix {
    /// What comes after the colon in the users' ids.
    pub server_name: String,
    /// The homeserver; none in development.
    pub homeserver: Option<Homeserver>,
    /// Where the homeserver reaches us.
    pub appservice_url: Url,
    /// Whether events about money go with an ordinary message.
    pub fallback_messages: bool,
    /// Servers whose people may invite the bots; never empty.
    pub invite_servers: Vec<String>,
}

/// How to talk with the homeserver.
#[derive(Clone, Debug)]
pub struct Homeserver {
    /// The base of its client-server API.
    pub url: Url,
    /// The same as people's browsers reach it.
    pub public_url: Url,
    /// What we show it.
    pub as_token: Secret,
    /// What it shows us.
    pub hs_token: Secret,
}

impl Matrix {
    pub(super) fn read(reader: &mut Reader<'_>, profile: Profile, public_url: Option<&Url>) -> Option<Self> {
        let server_name = reader.get::<String>("matrix.server_name");
        let homeserver = Homeserver::read(reader, profile);
        let appservice_url = reader.optional::<Url>("matrix.appservice_url");
        let fallback_messages = reader.get("matrix.fallback_messages");
        let invite_servers = reader.get::<Vec<String>>("matrix.invite_servers");
        let server_name = server_name?;
        let invite_servers = match invite_servers? {
            servers if servers.is_empty() => vec![server_name.clone()],
            servers => servers,
        };
        let appservice_url = appservice_url?.or_else(|| public_url.cloned());
        Some(Self {
            server_name,
            homeserver: homeserver?,
            appservice_url: appservice_url?,
            fallback_messages: fallback_messages?,
            invite_servers,
        })
    }
}

impl Homeserver {
    fn read(reader: &mut Reader<'_>, profile: Profile) -> Option<Option<Self>> {
        let url = reader.optional::<Url>("matrix.homeserver_url");
        let public_url = reader.optional::<Url>("matrix.homeserver_public_url");
        let as_token = reader.optional::<Secret>("matrix.as_token");
        let hs_token = reader.optional::<Secret>("matrix.hs_token");
        if matches!(url, Some(None)) {
            if profile == Profile::Dev {
                return Some(None);
            }
            reader.missing("matrix.homeserver_url");
        }
        for (path, token) in [("matrix.as_token", &as_token), ("matrix.hs_token", &hs_token)] {
            if matches!(token, Some(None)) {
                reader.missing(path);
            }
        }
        let (url, as_token, hs_token) = (url??, as_token??, hs_token??);
        let public_url = public_url?.unwrap_or_else(|| url.clone());
        if as_token.matches(hs_token.expose()) {
            let instead = "Write both as they stand in the registration, which `tmcpd registration` makes.";
            reader.wrong("matrix.hs_token", "is the same as matrix.as_token", instead);
        }
        Some(Some(Self { url, public_url, as_token, hs_token }))
    }
}
