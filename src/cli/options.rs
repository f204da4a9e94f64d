//! Where the configuration comes from: the options that every command with a configuration has.

use std::{net::SocketAddr, path::PathBuf};

use clap::Args;

use crate::{
    config::{self, ConfigError, Loaded, Profile},
    limits::Class,
};

/// Read when no other file is named.
pub(super) const DEFAULT_FILE: &str = "/etc/tmcpd/tmcpd.toml";

#[derive(Args, Clone, Debug)]
pub(super) struct Options {
    /// The configuration file; otherwise the one that TMCPD_CONFIG names, or /etc/tmcpd/tmcpd.toml
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The data directory (storage.data_dir)
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// A setting, such as server.listen=127.0.0.1:8420; goes before the file and the environment
    #[arg(long, value_name = "KEY=VALUE", value_parser = parse_setting)]
    set: Vec<(String, String)>,
    /// Dev mode: built-in people whose tokens everyone knows, on this machine's loopback only
    #[arg(long)]
    dev: bool,
}

impl Options {
    /// Loads the configuration.
    pub(super) fn load(&self) -> Result<Loaded, ConfigError> {
        let environment = config::environment();
        let file = self.file(&environment);
        let data_dir = self.data_dir.iter().map(|path| ("storage.data_dir".to_owned(), path.display().to_string()));
        let overrides = self.set.iter().cloned().chain(data_dir).collect();
        let loaded = config::load(file.as_deref(), environment, overrides, self.profile())?;
        let classes: Vec<&str> = Class::ALL.iter().map(|class| class.name()).collect();
        loaded.check_classes(&classes)?;
        Ok(loaded)
    }

    /// The same options with another address to listen on.
    pub(super) fn listening(&self, address: &str) -> Self {
        let mut options = self.clone();
        options.set.push(("server.listen".to_owned(), address.to_owned()));
        options
    }

    /// The same options with the address that the system gave in place of the one that was asked for.
    pub(super) fn bound_to(&self, address: SocketAddr) -> Self {
        let mut options = self.clone();
        options.set.retain(|(key, _)| key != "server.listen");
        options.listening(&address.to_string())
    }

    pub(super) fn profile(&self) -> Profile {
        if self.dev { Profile::Dev } else { Profile::Normal }
    }

    /// The file to read. The packaged one is not for dev mode, which has nothing to do with the machine's own server. One that
    /// is there and cannot be looked at counts, so that its reader says why.
    fn file(&self, environment: &[(String, String)]) -> Option<PathBuf> {
        let named = || environment.iter().find(|(name, _)| name == "TMCPD_CONFIG").map(|(_, path)| PathBuf::from(path));
        let packaged = || {
            let missing = std::fs::metadata(DEFAULT_FILE).is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound);
            (!self.dev && !missing).then(|| PathBuf::from(DEFAULT_FILE))
        };
        self.config.clone().or_else(named).or_else(packaged)
    }
}

fn parse_setting(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) if !key.is_empty() => Ok((key.to_owned(), value.to_owned())),
        _ => Err("expected key=value".to_owned()),
    }
}
