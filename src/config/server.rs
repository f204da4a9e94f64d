//! `[server]`: the listener, the address that the world knows it by, and the bounds of a request.

use std::{net::SocketAddr, time::Duration};

use url::Url;

use super::{
    Profile,
    cidr::Cidr,
    key::{Key, Kind, Section},
    layers::Values,
    problem::Source,
    read::Reader,
    value::Raw,
};

pub(super) static SECTION: Section = Section {
    path: "server",
    meaning: "Where the server listens and what it accepts.",
    keys: &[
        Key::new("server.listen", Kind::Address, r#""127.0.0.1:8420""#, "The address and port to listen on.")
            .short("TMCPD_LISTEN"),
        Key::new(
            "server.public_url",
            Kind::Url,
            "",
            "Required. The address under which people and mini-apps reach the server: the base of every link and the issuer of \
             every token.",
        )
        .dev(r#""http://127.0.0.1:8420""#)
        .example(r#""https://pay.example.org""#)
        .short("TMCPD_PUBLIC_URL"),
        Key::new(
            "server.trusted_proxies",
            Kind::List(&Kind::Network),
            "[]",
            "Reverse proxies whose X-Forwarded-For is believed.",
        )
        .example(r#"["127.0.0.1", "::1", "10.0.0.0/8"]"#),
        Key::new(
            "server.allowed_origins",
            Kind::List(&Kind::Origin),
            "[]",
            "Origins whose pages may call the API from a browser (CORS).",
        )
        .example(r#"["https://app.example.org"]"#)
        .live(),
        Key::new(
            "server.max_body",
            Kind::Size { min: 1 << 10, max: 1 << 30 },
            r#""10MB""#,
            "A longer request body is refused with 413.",
        ),
        Key::new(
            "server.max_header_block",
            Kind::Size { min: 1 << 10, max: 1 << 20 },
            r#""8KiB""#,
            "Longer request headers are refused with 431.",
        ),
        Key::new(
            "server.request_timeout",
            Kind::seconds(1, 600),
            r#""30s""#,
            "A request that takes longer is given up with 503, with nothing half done.",
        ),
        Key::new(
            "server.shutdown_grace",
            Kind::seconds(0, 600),
            r#""20s""#,
            "How long running requests may take to finish when the server stops.",
        ),
    ],
};

/// The listener and the bounds of a request.
#[derive(Clone, Debug)]
pub struct Server {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The base of every absolute address; see [`Server::link`].
    pub public_url: Url,
    /// Whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<Cidr>,
    /// Origins for CORS (RFC 6454), to be compared as text.
    pub allowed_origins: Vec<String>,
    /// The longest request body, in bytes.
    pub max_body: usize,
    /// The longest header block, in bytes.
    pub max_header_block: usize,
    /// The longest a request may take.
    pub request_timeout: Duration,
    /// How long a stop waits for running requests.
    pub shutdown_grace: Duration,
}

impl Server {
    pub(super) fn read(reader: &mut Reader<'_>, profile: Profile) -> Option<Self> {
        let listen = reader.get::<SocketAddr>("server.listen");
        let public_url = reader.get::<Url>("server.public_url");
        let trusted_proxies = reader.get("server.trusted_proxies");
        let allowed_origins = reader.get("server.allowed_origins");
        let max_body = reader.get("server.max_body");
        let max_header_block = reader.get("server.max_header_block");
        let request_timeout = reader.get("server.request_timeout");
        let shutdown_grace = reader.get("server.shutdown_grace");
        // What is found at fixed places, such as /.well-known, is at the root of a host.
        if public_url.as_ref().is_some_and(|url| url.path() != "/") {
            let instead = "Give the server a host name of its own, such as https://pay.example.org.";
            reader.wrong("server.public_url", "must not have a path", instead);
        }
        if profile == Profile::Dev {
            if listen.is_some_and(|address| !address.ip().is_loopback()) {
                let instead = "Write listen = \"127.0.0.1:8420\", or start without --dev.";
                reader.wrong(
                    "server.listen",
                    "must be a loopback address in development, whose passwords everyone knows",
                    instead,
                );
            }
            if public_url.as_ref().is_some_and(|url| url.scheme() == "https") {
                let instead = "Leave it out, or start without --dev.";
                reader.wrong("server.public_url", "must not be https in development, whose passwords everyone knows", instead);
            }
        }
        Some(Self {
            listen: listen?,
            public_url: public_url?,
            trusted_proxies: trusted_proxies?,
            allowed_origins: allowed_origins?,
            max_body: max_body?,
            max_header_block: max_header_block?,
            request_timeout: request_timeout?,
            shutdown_grace: shutdown_grace?,
        })
    }

    /// The public address without a slash at the end: the `iss` of tokens.
    pub fn base(&self) -> &str {
        self.public_url.as_str().trim_end_matches('/')
    }

    /// The absolute address of `path`, which begins with a slash.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.base())
    }
}

/// In development the public address follows the listener, so that another port is one option and not two.
pub(super) fn follow_listener(values: &mut Values) {
    let unset = values.get("server.public_url").is_some_and(|entry| entry.source == Source::Default);
    let listen = values.get("server.listen").and_then(|entry| entry.node.as_ref()?.raw.text()).map(str::to_owned);
    if let (true, Some(listen)) = (unset, listen) {
        values.derive("server.public_url", Raw::Text(format!("http://{listen}")));
    }
}
