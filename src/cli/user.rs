//! `tmcpd user show|suspend|unsuspend|export|erase`

use std::{fmt::Write, path::PathBuf};

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::{
    control::{ask, ask_for_text, text},
    exit::{Answer, Exit, Failed},
    files::{self, Existing},
    options::Options,
};

#[derive(Subcommand)]
pub(super) enum Command {
    /// Print what is held about somebody: wallet, factors, sessions, connected mini-apps
    Show(Show),
    /// Shut somebody off at once, everywhere; nothing of theirs is lost
    Suspend(Suspend),
    /// Lift somebody's suspension
    Unsuspend(Unsuspend),
    /// Write down everything that is held about somebody, as JSON, for them to take along
    Export(Export),
    /// Take away everything that is held about somebody; their wallet has to be empty
    Erase(Erase),
}

#[derive(Args)]
pub(super) struct Show {
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
pub(super) struct Suspend {
    #[command(flatten)]
    options: Options,
    /// Who
    #[arg(value_name = "@USER:SERVER")]
    user: String,
    /// Why, for other admins and the audit record
    #[arg(long, default_value = "No reason was given.")]
    reason: String,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
pub(super) struct Unsuspend {
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
pub(super) struct Export {
    #[command(flatten)]
    options: Options,
    /// Who
    #[arg(value_name = "@USER:SERVER")]
    user: String,
    /// Write it to this new file, which only you can read, and not to standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Args)]
pub(super) struct Erase {
    #[command(flatten)]
    options: Options,
    /// Who
    #[arg(value_name = "@USER:SERVER")]
    user: String,
    /// That you mean it: there is no way back
    #[arg(long)]
    yes: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Command {
    pub(super) fn run(self) -> Result<Answer, Failed> {
        match self {
            Self::Show(Show { options, user, json }) => {
                let answer = ask(&options, "GET", &["users", &user], None)?;
                Ok(if json { Answer::json(&answer) } else { shown(&answer).into() })
            }
            Self::Suspend(Suspend { options, user, reason, json }) => {
                let answer = ask(&options, "POST", &["users", &user, "suspend"], Some(&json!({ "reason": reason })))?;
                Ok(if json { Answer::json(&answer) } else { format!("{user} is suspended.\n").into() })
            }
            Self::Unsuspend(Unsuspend { options, user, json }) => {
                let answer = ask(&options, "POST", &["users", &user, "unsuspend"], Some(&json!({})))?;
                Ok(if json { Answer::json(&answer) } else { format!("{user} is not suspended any more.\n").into() })
            }
            Self::Export(Export { options, user, out }) => {
                if let Some(path) = out.as_deref().filter(|path| path.exists()) {
                    return Err(Failed::new(Exit::Failure, format!("{} is there already.", path.display())));
                }
                let archive = ask_for_text(&options, &["users", &user, "export"])?;
                let Some(path) = out else { return Ok(archive.into()) };
                files::write_private(&path, &archive, 0o600, Existing::Keep)?;
                Ok(format!("All that is held about {user} is in {}.\n", path.display()).into())
            }
            Self::Erase(Erase { user, yes: false, .. }) => {
                let asked = format!("{user} would be gone, and there is no way back. Say --yes if you mean it.");
                Err(Failed::new(Exit::Usage, asked))
            }
            Self::Erase(Erase { options, user, json, .. }) => {
                let answer = ask(&options, "POST", &["users", &user, "erase"], Some(&json!({})))?;
                Ok(if json { Answer::json(&answer) } else { format!("{user} is erased.\n").into() })
            }
        }
    }
}

fn shown(answer: &Value) -> String {
    let mut out = format!("{}\n", text(answer, "/user_id"));
    if answer["suspension"].is_object() {
        let (since, by) = (text(answer, "/suspension/since"), text(answer, "/suspension/by"));
        let _ = writeln!(out, "  SUSPENDED since {since} by {by}: {}", text(answer, "/suspension/reason"));
    }
    let _ = match answer["wallet"].is_object() {
        true => writeln!(out, "  wallet    {} ({})", text(answer, "/wallet/wallet_id"), text(answer, "/wallet/status")),
        false => writeln!(out, "  wallet    none"),
    };
    let factors = words(&answer["factors"]);
    let _ = writeln!(out, "  factors   {}", if factors.is_empty() { "none" } else { &factors });
    let _ = writeln!(out, "  sessions  {}", answer["sessions"]);
    for app in answer["mini_apps"].as_array().into_iter().flatten() {
        let _ =
            writeln!(out, "  mini-app  {} ({} sessions): {}", text(app, "/miniapp_id"), app["sessions"], words(&app["scopes"]));
    }
    out
}

fn words(list: &Value) -> String {
    let words: Vec<&str> = list.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    words.join(" ")
}
