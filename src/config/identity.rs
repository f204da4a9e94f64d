//! `[identity]`: how the server learns who somebody is.

use std::time::Duration;

use url::Url;

use super::{
    Profile,
    key::{Key, Kind, Section},
    read::{Reader, choices},
};
use crate::kernel::Secret;

choices! {
    /// A way to learn who somebody is.
    Provider {
        /// `whoami` at the homeserver.
        Homeserver = "homeserver",
        /// Token introspection (RFC 7662) at Matrix Authentication Service.
        Mas = "mas",
        /// Matrix OpenID tokens, as widgets have them.
        OpenId = "openid",
        /// The built-in people of development.
        Dev = "dev",
    }
}

pub(super) static SECTION: Section = Section {
    path: "identity",
    meaning: "How the server learns who somebody is. It has no passwords of its own for people.",
    keys: &[
        Key::new(
            "identity.providers",
            Kind::List(&Kind::Choice(Provider::NAMES)),
            r#"["homeserver"]"#,
            "Who is asked: `homeserver` (whoami), `mas` (Matrix Authentication Service), `openid` (Matrix OpenID tokens of widgets), \
             `dev` (built-in people, for `tmcpd serve --dev` alone). With `homeserver`, all sign-ins with a password come from this \
             server's address: raise what the homeserver allows one address (Synapse: `rc_login.address`, which is 5 and then one in \
             6 minutes).",
        )
        .dev(r#"["dev"]"#),
        Key::new(
            "identity.allowed_servers",
            Kind::List(&Kind::ServerName),
            "[]",
            "Servers whose people are served besides those of matrix.server_name.",
        )
        .example(r#"["friends.example.net"]"#),
        Key::new(
            "identity.cache",
            Kind::seconds(0, 240),
            r#""4m""#,
            "How long an answer about a token is remembered; never past the token's own end.",
        ),
    ],
};

pub(super) static MAS_SECTION: Section = Section {
    path: "identity.mas",
    meaning: "Matrix Authentication Service, needed when it is one of identity.providers.",
    keys: &[
        Key::new("identity.mas.issuer", Kind::Url, "", "Its issuer, where discovery (RFC 8414) starts.")
            .example(r#""https://auth.example.org""#),
        Key::new(
            "identity.mas.client_id",
            Kind::Text,
            "",
            "The client that this server is there, with client_auth_method client_secret_basic. For signing in on the account \
             pages its redirect_uris there hold server.public_url with /account/sign-in/mas/callback after it.",
        )
        .example(r#""0000000000000000000TMCPD00""#),
        Key::secret("identity.mas.client_secret", "That client's secret."),
    ],
};

/// How the server learns who somebody is.
#[derive(Clone, Debug)]
pub struct Identity {
    /// Who is asked, in this order; never empty.
    pub providers: Vec<Provider>,
    /// Servers whose people are served, the configured homeserver first.
    pub allowed_servers: Vec<String>,
    /// How long an answer about a token may be remembered.
    pub cache: Duration,
    /// There when `mas` is a provider.
    pub mas: Option<Mas>,
}

/// Matrix Authentication Service.
#[derive(Clone, Debug)]
pub struct Mas {
    /// Where discovery starts, without a slash at the end.
    pub issuer: Url,
    /// Our client id there.
    pub client_id: String,
    /// Our client secret there.
    pub client_secret: Secret,
}

impl Identity {
    pub(super) fn read(reader: &mut Reader<'_>, profile: Profile, home: Option<&str>) -> Option<Self> {
        let providers = reader.get::<Vec<Provider>>("identity.providers");
        let others = reader.get::<Vec<String>>("identity.allowed_servers");
        let cache = reader.get("identity.cache");
        let mas = Mas::read(reader, providers.as_ref().is_some_and(|all| all.contains(&Provider::Mas)));
        let providers = providers?;
        if providers.is_empty() {
            reader.wrong("identity.providers", "is empty, so nobody could sign in", "Write providers = [\"homeserver\"].");
        }
        if profile == Profile::Normal && providers.contains(&Provider::Dev) {
            let instead = "Write providers = [\"homeserver\"], or start with `tmcpd serve --dev`.";
            reader.wrong("identity.providers", "names dev, whose tokens everyone knows", instead);
        }
        let mut allowed_servers: Vec<String> = home.map(str::to_owned).into_iter().collect();
        for server in others? {
            if !allowed_servers.contains(&server) {
                allowed_servers.push(server);
            }
        }
        Some(Self { providers, allowed_servers, cache: cache?, mas: mas? })
    }

    /// Whether `provider` is asked.
    pub fn asks(&self, provider: Provider) -> bool {
        self.providers.contains(&provider)
    }
}

impl Mas {
    /// The section where `wanted`; its keys are looked at in any case.
    fn read(reader: &mut Reader<'_>, wanted: bool) -> Option<Option<Self>> {
        let issuer = reader.optional::<Url>("identity.mas.issuer");
        let client_id = reader.optional::<String>("identity.mas.client_id");
        let client_secret = reader.optional::<Secret>("identity.mas.client_secret");
        if !wanted {
            return Some(None);
        }
        let absent = [
            ("identity.mas.issuer", matches!(issuer, Some(None))),
            ("identity.mas.client_id", matches!(client_id, Some(None))),
            ("identity.mas.client_secret", matches!(client_secret, Some(None))),
        ];
        for (path, _) in absent.iter().filter(|(_, absent)| *absent) {
            reader.missing(path);
        }
        Some(Some(Self { issuer: issuer??, client_id: client_id??, client_secret: client_secret?? }))
    }
}
