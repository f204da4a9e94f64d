//! The configuration: raw file, environment and command line become checked [`Settings`], with every problem found at once
//! and said in words that help.
//!
//! One registry (`key`) holds what is true of each key; a file per section turns values into types; `layers` decides which
//! source wins: default, file, systemd credential, the seeds' environment names, `TMCPD_…` environment, command line. The
//! example file, the reference and `show` are made from the same registry, so they cannot differ from what is read.
//!
//! This is the one room that reads the environment. It reads files that are named to it, 1 MiB each at most, and creates,
//! contacts and remembers nothing. Secrets are out of sight from the moment they are read: no error and no `Debug` shows
//! one.

mod activation;
mod cidr;
mod developers;
mod document;
mod fees;
mod identity;
mod key;
mod layers;
mod legacy;
mod limits;
mod log;
mod matrix;
mod mfa;
mod outbox;
mod problem;
mod read;
mod server;
mod storage;
mod tokens;
mod units;
mod value;
mod wallet;

use std::path::{Path, PathBuf};

pub use activation::{Activation, Step};
pub use cidr::{Cidr, CidrError};
pub use developers::Developers;
pub use document::{example, reference_markdown, show, show_json};
pub use fees::Fees;
pub use identity::{Identity, Mas, Provider};
pub use layers::Values;
pub use limits::{ClassLimit, LimitOverride, Limits};
pub use log::{Log, LogFormat};
pub use matrix::{Homeserver, Matrix};
pub use mfa::Mfa;
pub use outbox::Outbox;
pub use problem::{ConfigError, Problem, Source};
pub use server::Server;
pub use storage::Storage;
pub use tokens::Tokens;
pub use wallet::{Acceptance, Currencies, Feature, Level, ResolvePrivacy, Wallet};

use key::{Change, Key};
use layers::Layers;
use read::Reader;

/// What the server is started for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// For people and their money.
    Normal,
    /// For trying things out: built-in people whose tokens everyone knows, on this machine only.
    Dev,
}

impl Profile {
    /// The default of `key` as a TOML literal, empty when there is none.
    fn default_of(self, key: &Key) -> &'static str {
        match self {
            Self::Dev => key.dev.unwrap_or(key.default),
            Self::Normal => key.default,
        }
    }
}

/// Every setting, checked and typed.
#[derive(Clone, Debug)]
pub struct Settings {
    /// What the server was started for.
    pub profile: Profile,
    /// The listener and the bounds of a request.
    pub server: Server,
    /// The data directory.
    pub storage: Storage,
    /// How the server learns who somebody is.
    pub identity: Identity,
    /// Lifetimes of tokens.
    pub tokens: Tokens,
    /// The developer console.
    pub developers: Developers,
    /// The homeserver.
    pub matrix: Matrix,
    /// The currencies there are.
    pub currencies: Currencies,
    /// Levels and transfers.
    pub wallet: Wallet,
    /// What a person does before their wallet can spend.
    pub activation: Activation,
    /// When a second factor is needed, and when wrong proofs lock.
    pub mfa: Mfa,
    /// Rate limits that differ from the built-in ones.
    pub limits: Limits,
    /// Delivery.
    pub outbox: Outbox,
    /// Logs.
    pub log: Log,
}

impl Settings {
    /// Reads all sections before it gives up on any, so that every problem is noted.
    fn read(reader: &mut Reader<'_>, profile: Profile) -> Option<Self> {
        let currencies = Currencies::read(reader);
        let currency = currencies.as_ref().map(Currencies::primary);
        let server = Server::read(reader, profile);
        let storage = Storage::read(reader);
        let tokens = Tokens::read(reader);
        let developers = Developers::read(reader);
        let matrix = Matrix::read(reader, profile, server.as_ref().map(|server| &server.public_url));
        let identity = Identity::read(reader, profile, matrix.as_ref().map(|matrix| matrix.server_name.as_str()));
        let wallet = Wallet::read(reader, currency);
        let activation = Activation::read(reader, currency);
        let mfa = Mfa::read(reader, currency);
        let limits = Limits::read(reader);
        let outbox = Outbox::read(reader);
        let log = Log::read(reader);
        Some(Self {
            profile,
            server: server?,
            storage: storage?,
            identity: identity?,
            tokens: tokens?,
            developers: developers?,
            matrix: matrix?,
            currencies: currencies?,
            wallet: wallet?,
            activation: activation?,
            mfa: mfa?,
            limits: limits?,
            outbox: outbox?,
            log: log?,
        })
    }
}

/// Settings, and where they came from.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// What the server works with.
    pub settings: Settings,
    /// What the operator should be told at the start; no errors.
    pub notices: Vec<String>,
    /// Every key with its value and source.
    pub values: Values,
    /// The file that was read.
    pub file: Option<PathBuf>,
}

/// Loads the settings. `environment` holds name and value of each variable, as [`environment`] reads them; `overrides` are
/// dotted paths and values from the command line. Fails with everything that is wrong.
pub fn load(
    file: Option<&Path>,
    environment: impl IntoIterator<Item = (String, String)>,
    overrides: Vec<(String, String)>,
    profile: Profile,
) -> Result<Loaded, ConfigError> {
    let mut layers = Layers::default();
    if let Some(path) = file {
        layers.add_file(path).map_err(|problems| ConfigError::new(file, problems))?;
    }
    layers.add_environment(environment);
    layers.add_overrides(overrides);
    let (mut values, problems, notices) = layers.settle(profile);
    if profile == Profile::Dev {
        server::follow_listener(&mut values);
    }
    let mut reader = Reader::new(&values, problems);
    let settings = Settings::read(&mut reader, profile);
    let problems = reader.problems;
    match settings {
        Some(settings) if problems.is_empty() => Ok(Loaded { settings, notices, values, file: file.map(Path::to_owned) }),
        _ => Err(ConfigError::new(file, problems)),
    }
}

/// The variables of this process. A name that is not Unicode is left out, since it is none of ours.
pub fn environment() -> Vec<(String, String)> {
    let readable = |(name, value): (std::ffi::OsString, std::ffi::OsString)| {
        Some((name.into_string().ok()?, value.to_string_lossy().into_owned()))
    };
    std::env::vars_os().filter_map(readable).collect()
}

/// The keys that differ between `old` and `new` and take effect at a restart only.
pub fn changed_needing_restart(old: &Loaded, new: &Loaded) -> Vec<String> {
    let raw = |loaded: &Loaded, key: &Key| loaded.values.get(key.path).and_then(|entry| entry.node.clone()).map(|node| node.raw);
    let differs = |key: &&Key| match (raw(old, key), raw(new, key)) {
        (Some(before), Some(after)) => !before.same(&after),
        (before, after) => before.is_some() || after.is_some(),
    };
    let restart = key::all().filter(|key| key.change == Change::Restart);
    restart.filter(differs).map(|key| key.path.to_owned()).collect()
}

impl Loaded {
    /// What is in force once `new` has been reloaded: its values where a change takes effect at a reload, and those that are in
    /// force already where it takes a restart. Fails when the two do not go together.
    pub fn reloaded(&self, new: &Self) -> Result<Self, ConfigError> {
        let mut values = self.values.clone();
        for key in key::all().filter(|key| key.change == Change::Live) {
            values.adopt(key.path, &new.values);
        }
        let mut reader = Reader::new(&values, Vec::new());
        let settings = Settings::read(&mut reader, self.settings.profile);
        let problems = reader.problems;
        match settings {
            Some(settings) if problems.is_empty() => {
                Ok(Self { settings, notices: new.notices.clone(), values, file: new.file.clone() })
            }
            _ => Err(ConfigError::new(new.file.as_deref(), problems)),
        }
    }

    /// Fails unless every class that `[limits]` names is one of `known`, the classes of the room that counts.
    pub fn check_classes(&self, known: &[&str]) -> Result<(), ConfigError> {
        let mut reader = Reader::new(&self.values, Vec::new());
        let instead = |class: &str| match key::closest(known.iter().map(|name| (*name, key::edits(name, class))), class) {
            Some(near) => format!("Did you mean {near}?"),
            None => format!("The classes are {}.", known.join(", ")),
        };
        let is_known = |class: &str| known.contains(&class);
        for row in reader.rows("limits.classes").iter().filter(|row| !is_known(&row.name)) {
            reader.wrong_row(row, "is no operation class", &instead(&row.name));
        }
        for row in &reader.rows("limits.overrides") {
            if let Some(class) = reader.field::<String>(row, "class").filter(|class| !is_known(class)) {
                reader.wrong_field(row, "class", "is no operation class", &instead(&class));
            }
        }
        if reader.problems.is_empty() { Ok(()) } else { Err(ConfigError::new(self.file.as_deref(), reader.problems)) }
    }
}

#[cfg(test)]
mod tests;
