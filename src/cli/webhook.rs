//! `tmcpd miniapp webhook show|set|remove|ping|rotate|deliveries|redeliver`

use std::fmt::Write;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::{
    control::{ask_of, text},
    exit::{Answer, Failed},
    options::Options,
};

#[derive(Subcommand)]
pub(super) enum Command {
    /// Print where a mini-app hears of events, and how that goes
    Show(Which),
    /// Say where a mini-app hears of events; its first secret is printed once
    Set(Set),
    /// Tell a mini-app of nothing any more
    Remove(Which),
    /// Send a test
    Ping(Which),
    /// Replace the secret; both sign for 24 hours, and the new one is printed once
    Rotate(Rotate),
    /// Print the latest attempts, the newest first
    Deliveries(Which),
    /// Send again what was given up: one event, or everything
    Redeliver(Redeliver),
}

#[derive(Args)]
pub(super) struct Which {
    #[command(flatten)]
    options: Options,
    /// Which mini-app
    #[arg(value_name = "MA_ID")]
    id: String,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
pub(super) struct Set {
    #[command(flatten)]
    which: Which,
    /// A public https address
    #[arg(value_name = "URL")]
    url: String,
}

#[derive(Args)]
pub(super) struct Rotate {
    #[command(flatten)]
    which: Which,
    /// The present secret has become known to others and signs no more
    #[arg(long)]
    at_once: bool,
}

#[derive(Args)]
pub(super) struct Redeliver {
    #[command(flatten)]
    which: Which,
    /// Which event; all without it
    #[arg(value_name = "EVT_ID")]
    event: Option<String>,
}

impl Command {
    pub(super) fn run(self) -> Result<Answer, Failed> {
        match self {
            Self::Show(which) => which.tell("GET", &[], None, shown),
            Self::Set(Set { which, url }) => which.tell("PUT", &[], Some(json!({ "webhook_url": url })), with_secret),
            Self::Remove(which) => which
                .tell("DELETE", &[], None, |answer| format!("{} is told of nothing any more.\n", text(answer, "/miniapp_id"))),
            Self::Ping(which) => which.tell("POST", &["ping"], Some(json!({})), on_its_way),
            Self::Rotate(Rotate { which, at_once }) => {
                which.tell("POST", &["rotate-secret"], Some(json!({ "at_once": at_once })), with_secret)
            }
            Self::Deliveries(which) => which.tell("GET", &[], None, attempts),
            Self::Redeliver(Redeliver { which, event: Some(event) }) => {
                which.tell("POST", &[&event, "redeliver"], Some(json!({})), on_its_way)
            }
            Self::Redeliver(Redeliver { which, event: None }) => which
                .tell("POST", &["redeliver"], Some(json!({})), |answer| format!("{} are sent again.\n", answer["redelivered"])),
        }
    }
}

impl Which {
    /// Asks the operation behind these path segments, and says its answer in words.
    fn tell(
        &self,
        method: &str,
        segments: &[&str],
        body: Option<Value>,
        words: impl FnOnce(&Value) -> String,
    ) -> Result<Answer, Failed> {
        let segments = [&["mini-apps", self.id.as_str(), "webhooks"], segments].concat();
        let answer = ask_of("/api/v1", &self.options, method, &segments, body.as_ref())?;
        Ok(if self.json { Answer::json(&answer) } else { words(&answer).into() })
    }
}

fn shown(answer: &Value) -> String {
    let id = text(answer, "/miniapp_id");
    if !answer["webhook"].is_object() {
        return format!("{id} is told of nothing.\n");
    }
    let mut out = format!("{id} hears of events at {}\n", text(answer, "/webhook/url"));
    let _ = writeln!(out, "  secret    since {}", text(answer, "/webhook/secret_since"));
    if answer["webhook"]["previous_secret_until"].is_string() {
        let _ = writeln!(out, "            the one before signs too until {}", text(answer, "/webhook/previous_secret_until"));
    }
    let _ = writeln!(out, "  given up  {}", answer["webhook"]["given_up"]);
    if answer["webhook"]["refusal"].is_object() {
        let (status, at) = (&answer["webhook"]["refusal"]["status"], text(answer, "/webhook/refusal/at"));
        let _ = writeln!(out, "  REFUSED   {} with {status} at {at}", text(answer, "/webhook/refusal/event_id"));
    }
    out
}

fn attempts(answer: &Value) -> String {
    let mut out = String::new();
    for row in answer["deliveries"].as_array().into_iter().flatten() {
        let came = row["status"].as_u64().map_or_else(|| text(row, "/trouble").to_owned(), |status| status.to_string());
        let (at, event, id) = (text(row, "/at"), text(row, "/event"), text(row, "/event_id"));
        let _ = writeln!(out, "{at}  {id}  {event}  #{}  {}  {came}", row["attempt"], text(row, "/outcome"));
    }
    out
}

fn with_secret(answer: &Value) -> String {
    let id = text(answer, "/miniapp_id");
    match answer["webhook_secret"].as_str() {
        Some(secret) => format!("{id} verifies events with\n\n  {secret}\n\nIt is not shown again.\n"),
        None => format!("{id} hears of events at {}, signed as before.\n", text(answer, "/webhook_url")),
    }
}

fn on_its_way(answer: &Value) -> String {
    format!("{} is on its way.\n", text(answer, "/event_id"))
}
