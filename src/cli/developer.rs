//! `tmcpd developer add|remove|list|secret`

use std::fmt::Write;

use clap::{Args, Subcommand};
use serde_json::json;

use super::{
    control::{ask, ask_page, text},
    exit::{Answer, Exit, Failed},
    options::Options,
};
use crate::{
    edge::links,
    identity::{DEVELOPER_CLIENT, secret_file},
    kernel::{self, SystemRng},
};

#[derive(Subcommand)]
pub(super) enum Command {
    /// Put somebody on the whitelist
    Add(Add),
    /// Take somebody off the whitelist; their developer tokens end at once
    Remove(Remove),
    /// Print the whitelist
    List(List),
    /// Print the secret that the developer console authenticates with
    Secret(Secret),
}

#[derive(Args)]
pub(super) struct Add {
    #[command(flatten)]
    options: Options,
    /// Who
    #[arg(value_name = "@USER:SERVER")]
    user: String,
    /// Why, for other admins
    #[arg(long)]
    note: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
pub(super) struct Remove {
    #[command(flatten)]
    options: Options,
    /// Who
    #[arg(value_name = "@USER:SERVER")]
    user: String,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
pub(super) struct List {
    #[command(flatten)]
    options: Options,
    /// How many to pass over; 100 are printed
    #[arg(long, default_value_t = 0)]
    offset: u32,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
pub(super) struct Secret {
    #[command(flatten)]
    options: Options,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Command {
    pub(super) fn run(self) -> Result<Answer, Failed> {
        match self {
            Self::Add(Add { options, user, note, json }) => {
                let body = json!({ "user_id": user, "note": note });
                let answer = ask(&options, "POST", &["developers", "whitelist"], Some(&body))?;
                Ok(if json { Answer::json(&answer) } else { format!("{user} can be a developer.\n").into() })
            }
            Self::Remove(Remove { options, user, json }) => {
                let answer = ask(&options, "DELETE", &["developers", "whitelist", &user], None)?;
                let ended = &answer["sessions_ended"];
                Ok(if json { Answer::json(&answer) } else { format!("{user} is no developer; {ended} sessions ended.\n").into() })
            }
            Self::List(list) => list.run(),
            Self::Secret(secret) => secret.run(),
        }
    }
}

impl List {
    fn run(&self) -> Result<Answer, Failed> {
        let answer = ask_page(&self.options, &["developers", "whitelist"], self.offset)?;
        if self.json {
            return Ok(Answer::json(&answer));
        }
        let mut out = String::new();
        for developer in answer["developers"].as_array().into_iter().flatten() {
            let [user, since, by, note] = ["/user_id", "/added_at", "/added_by", "/note"].map(|pointer| text(developer, pointer));
            let _ = writeln!(out, "{user}  since {since}, by {by}: {note}");
        }
        Ok(out.into())
    }
}

impl Secret {
    fn run(&self) -> Result<Answer, Failed> {
        let secret = self.find()?;
        let secret = secret.expose();
        Ok(match self.json {
            true => Answer::json(&json!({ "client_id": DEVELOPER_CLIENT, "client_secret": secret })),
            false => format!("{secret}\n").into(),
        })
    }

    /// The one that was chosen, or else the server's own.
    fn find(&self) -> Result<kernel::Secret, Failed> {
        let settings = self.options.load()?.settings;
        if let Some(chosen) = settings.developers.console_secret {
            return Ok(chosen);
        }
        let keys = settings.storage.data_dir.join("keys");
        if !keys.join("links.key").try_exists().map_err(Failed::at(&keys))? {
            let message = format!("There are no keys in {} yet; the first start makes them.", keys.display());
            return Err(Failed::new(Exit::Failure, message));
        }
        let link_key = secret_file(&keys, "links.key", &SystemRng)?;
        Ok(links::console_secret(&link_key))
    }
}
