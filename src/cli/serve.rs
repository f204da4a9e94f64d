//! `tmcpd serve`

use std::{fmt::Write, net::SocketAddr};

use clap::Args;

use super::{
    exit::{Answer, Exit, Failed},
    files, fresh,
    options::Options,
    terminal,
};
use crate::{
    config::{self, LogFormat, Profile, Settings},
    dev,
    lifecycle::{self, Load, Plan},
};

#[derive(Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    options: Options,
    /// The address and port to listen on (server.listen); port 0 is any free one
    #[arg(long, value_name = "ADDR")]
    listen: Option<String>,
    /// Empty the data directory first; only with --dev
    #[arg(long, requires = "dev")]
    fresh: bool,
}

impl Arguments {
    pub(super) fn run(self) -> Result<Answer, Failed> {
        let options = match &self.listen {
            Some(address) => self.options.listening(address),
            None => self.options.clone(),
        };
        let loaded = options.load()?;
        if self.fresh {
            fresh::empty(&loaded.settings)?;
        }
        files::make_private_directory(&loaded.settings.storage.data_dir)?;
        let notify_socket = config::environment().into_iter().find(|(name, _)| name == "NOTIFY_SOCKET").map(|(_, path)| path);
        let load: Load = Box::new(move |given| match given {
            Some(address) => options.bound_to(address).load(),
            None => options.load(),
        });
        lifecycle::run(Plan { loaded, load, notify_socket, ready })?;
        Ok(Answer { text: String::new(), exit: Exit::Success })
    }
}

/// Says that the server answers: to a program as a log event, to a person in words.
fn ready(settings: &Settings, address: SocketAddr) {
    let dev = settings.profile == Profile::Dev;
    if dev {
        tracing::warn!("DEV MODE: play money, and tokens that everyone knows");
    }
    if settings.log.format == LogFormat::Json {
        tracing::info!(%address, public_url = settings.server.base(), dev, version = env!("CARGO_PKG_VERSION"), "ready");
        return;
    }
    let mut text = if dev { dev_mode(settings, &format!("http://{address}")) } else { String::new() };
    let _ = writeln!(text, "tmcpd {} is ready on http://{address}", env!("CARGO_PKG_VERSION"));
    // A server whose standard output is closed serves all the same.
    let _ = terminal::print(&text);
}

/// What somebody needs to try everything with curl.
fn dev_mode(settings: &Settings, base: &str) -> String {
    let currency = settings.currencies.primary();
    let mut text =
        String::from("\nDEV MODE: play money, and tokens that everyone knows. Only this machine can reach the server.\n\n");
    let links = [
        ("API reference", "/docs".to_owned()),
        ("OpenAPI document", "/openapi.json".to_owned()),
        ("Health", "/health/check".to_owned()),
        ("Events of the room", format!("/dev/rooms/{}/events", dev::ROOM)),
        ("Webhooks of the shop", "/dev/webhooks".to_owned()),
    ];
    for (name, path) in links {
        let _ = writeln!(text, "  {name:<21} {base}{path}");
    }
    let _ = writeln!(text, "\n  {:<25} {:<13} {:<8} wallet", "person", "Matrix token", "PIN");
    for (name, _, holds) in dev::PEOPLE {
        let person = format!("@{name}:{}", settings.matrix.server_name);
        let (pin, wallet) = match holds {
            Some((minor, pin, _)) => (*pin, format!("{} {currency}", currency.minor(*minor))),
            None => ("-", "none".to_owned()),
        };
        let _ = writeln!(text, "  {person:<25} {:<13} {pin:<8} {wallet}", format!("dev_{name}"));
    }
    let (shop, secret) = (dev::SHOP, dev::SHOP_SECRET);
    let _ = writeln!(text, "\n  mini-app {shop}, its backend {shop}_backend with the secret {secret},");
    let _ = writeln!(text, "  its webhooks signed with {}\n", dev::SHOP_WEBHOOK_SECRET);
    text
}
