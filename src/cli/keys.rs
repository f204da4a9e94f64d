//! `tmcpd keys list`

use clap::{Args, Subcommand};
use serde_json::json;

use super::{
    exit::{Answer, Exit, Failed},
    options::Options,
};
use crate::identity::KeyRing;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Print the ids of the keys that sign tokens or still verify them, oldest first
    List(List),
}

#[derive(Args)]
pub(super) struct List {
    #[command(flatten)]
    options: Options,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Command {
    pub(super) fn run(self) -> Result<Answer, Failed> {
        let Self::List(list) = self;
        let directory = list.options.load()?.settings.storage.data_dir.join("keys");
        let files = std::fs::read_dir(&directory).map_err(Failed::at(&directory))?;
        if !files.flatten().any(|file| file.file_name().to_string_lossy().starts_with("tep-")) {
            let message = format!("There are no keys in {} yet; the first start makes one.", directory.display());
            return Err(Failed::new(Exit::Failure, message));
        }
        let keys = KeyRing::load_or_create(&directory)?;
        let set = keys.jwks();
        let ids = set["keys"].as_array().into_iter().flatten().filter_map(|key| key["kid"].as_str());
        let rows = ids.map(|id| (id, if id == keys.signing_kid() { "signs" } else { "verifies" }));
        Ok(match list.json {
            true => Answer::json(&rows.map(|(id, does)| json!({ "kid": id, "use": does })).collect()),
            false => rows.map(|(id, does)| format!("{id} {does}\n")).collect::<String>().into(),
        })
    }
}
