//! `tmcpd keys list`, `tmcpd keys rotate`. They work on the files alone; a running server sees the change within a second or two.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::{
    exit::{Answer, Exit, Failed},
    options::Options,
};
use crate::{
    identity::{KeyError, KeyRing, KeyState, KeyUse, Rotation},
    kernel::{Clock, SystemClock},
};

#[derive(Subcommand)]
pub(super) enum Command {
    /// Print the keys that sign tokens, are going to, or still verify them, oldest first
    List(List),
    /// Make a new signing key; works beside a running server
    ///
    /// It signs once everyone who keeps the public keys has it, after ten minutes. The old one verifies until its last token is over.
    Rotate(Rotate),
}

#[derive(Args)]
pub(super) struct List {
    #[command(flatten)]
    options: Options,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
pub(super) struct Rotate {
    #[command(flatten)]
    options: Options,
    /// Somebody else may have the keys: remove all others and sign with the new one at once. Every token is refused from then
    /// on, and clients have to refresh theirs
    #[arg(long)]
    compromised: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Command {
    pub(super) fn run(self) -> Result<Answer, Failed> {
        match self {
            Self::List(list) => list.run(),
            Self::Rotate(rotate) => rotate.run(),
        }
    }
}

impl List {
    fn run(self) -> Result<Answer, Failed> {
        let keys = load(&self.options)?.states(SystemClock.now());
        Ok(match self.json {
            true => Answer::json(&keys.iter().map(json_of).collect()),
            false => keys.iter().map(line_of).collect::<String>().into(),
        })
    }
}

impl Rotate {
    fn run(self) -> Result<Answer, Failed> {
        let rotation = if self.compromised { Rotation::Compromised } else { Rotation::Planned };
        let now = SystemClock.now();
        let mut keys = load(&self.options)?.rotated(now, rotation)?.states(now);
        let newest = keys.pop().ok_or_else(|| Failed::new(Exit::Failure, "There is no key after all."))?;
        Ok(match (self.json, self.compromised) {
            (true, _) => Answer::json(&json_of(&newest)),
            (false, true) => format!("{} signs now. Every token signed before is refused.\n", newest.kid).into(),
            (false, false) => format!("{} is made, and signs from {} on.\n", newest.kid, newest.from).into(),
        })
    }
}

fn load(options: &Options) -> Result<KeyRing, Failed> {
    let directory: PathBuf = options.load()?.settings.storage.data_dir.join("keys");
    KeyRing::load(&directory).map_err(|error| match error {
        KeyError::Missing(_) => {
            let message = format!("There are no keys in {} yet; the first start makes one.", directory.display());
            Failed::new(Exit::Failure, message)
        }
        other => other.into(),
    })
}

fn json_of(key: &KeyState) -> Value {
    json!({
        "kid": key.kid,
        "made_at": key.made.to_string(),
        "use": key.does.name(),
        "signs_from": key.from.to_string(),
        "retired_at": key.until.map(|until| until.to_string()),
    })
}

fn line_of(key: &KeyState) -> String {
    let until = key.until.map(|until| format!(", verifies until {until}")).unwrap_or_default();
    let from = if key.does == KeyUse::Next { format!(" from {}", key.from) } else { String::new() };
    format!("{} made {}, {}{from}{until}\n", key.kid, key.made, key.does.name())
}
