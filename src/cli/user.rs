//! `tmcpd user show|suspend|unsuspend`

use std::fmt::Write;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::{
    control::{ask, text},
    exit::{Answer, Failed},
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
