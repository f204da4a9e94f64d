//! `tmcpd miniapp add|list|suspend|unsuspend`

use std::fmt::Write;

use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;
use url::Url;

use super::{
    control::ask,
    exit::{Answer, Exit, Failed},
    files,
    loopback::is_loopback,
    options::Options,
};
use crate::{
    command::Commands,
    identity::check_redirect,
    kernel::{Actor, Clock, Ctx, Currency, Rng, Scope, ScopeSet, Sensitivity, SystemClock, SystemRng, human_text, sha256},
    miniapps::{self, Officiality, Register},
    store::rows::ClientKind,
};

#[derive(Subcommand)]
pub(super) enum Command {
    /// Register a mini-app; the secret of its backend is printed once
    Add(Add),
    /// Print the mini-apps that are registered
    List(List),
    /// Shut a mini-app off at once; works beside a running server
    Suspend(Suspend),
    /// Lift a mini-app's suspension; works beside a running server
    Unsuspend(Unsuspend),
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    /// It runs on people's devices and keeps no secret
    Public,
    /// It runs on a server and has a secret
    Confidential,
    /// Both: the backend's client id ends in _backend
    Hybrid,
}

#[derive(Args)]
pub(super) struct Add {
    #[command(flatten)]
    options: Options,
    /// ma_ and up to 60 lower-case letters, digits and underscores
    #[arg(long, value_name = "MA_ID")]
    id: String,
    /// What people see
    #[arg(long)]
    name: String,
    /// Where it runs
    #[arg(long, value_enum)]
    kind: Kind,
    /// What it may ask people for, such as wallet:balance; several with commas or by repeating the option
    #[arg(long, value_name = "SCOPE", value_delimiter = ',', value_parser = parse_scope)]
    scope: Vec<Scope>,
    /// Where authorization codes may be sent; may be repeated
    #[arg(long, value_name = "URI")]
    redirect_uri: Vec<String>,
    /// Where it hears of events
    #[arg(long, value_name = "URL")]
    webhook_url: Option<String>,
    /// It is the operator's own and may have privileged scopes
    #[arg(long)]
    official: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
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
pub(super) struct Suspend {
    #[command(flatten)]
    options: Options,
    /// Which
    #[arg(value_name = "MA_ID")]
    id: String,
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
    /// Which
    #[arg(value_name = "MA_ID")]
    id: String,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Command {
    pub(super) fn run(self) -> Result<Answer, Failed> {
        match self {
            Self::Add(add) => add.run(),
            Self::List(list) => list.run(),
            Self::Suspend(Suspend { options, id, reason, json }) => {
                let answer = ask(&options, "POST", &["mini-apps", &id, "suspend"], Some(&json!({ "reason": reason })))?;
                Ok(if json { Answer::json(&answer) } else { format!("{id} is suspended.\n").into() })
            }
            Self::Unsuspend(Unsuspend { options, id, json }) => {
                let answer = ask(&options, "POST", &["mini-apps", &id, "unsuspend"], Some(&json!({})))?;
                Ok(if json { Answer::json(&answer) } else { format!("{id} is not suspended any more.\n").into() })
            }
        }
    }
}

impl Add {
    fn run(&self) -> Result<Answer, Failed> {
        let settings = self.options.load()?.settings;
        let (kind, confidential) = match self.kind {
            Kind::Public => (ClientKind::Public, None),
            Kind::Confidential => (ClientKind::Confidential, Some(self.id.clone())),
            Kind::Hybrid => (ClientKind::Hybrid, Some(format!("{}_backend", self.id))),
        };
        let secret = confidential.as_ref().map(|_| format!("secret_{}", SystemRng.token()));
        let register = self.registration(kind, secret.as_deref(), settings.currencies.primary())?;
        let scopes = register.scopes;
        let commands = Commands::new(files::open_or_create(&settings)?);
        let ctx = Ctx::new(SystemClock.now(), Actor::Operator, None, &SystemRng);
        let merchant = commands.run(ctx, None, register).wait()?.outcome.merchant;
        if self.json {
            return Ok(Answer::json(&json!({
                "id": self.id, "kind": kind.name(), "scopes": scopes.to_string(), "wallet_id": merchant.to_string(),
                "confidential_client_id": confidential, "client_secret": secret,
            })));
        }
        let mut text = format!("{} is registered. It is paid into {merchant} and may ask for: {scopes}\n", self.id);
        if let (Some(client), Some(secret)) = (confidential, secret) {
            let _ = writeln!(text, "\n  client id      {client}\n  client secret  {secret}\n\nThe secret is not shown again.");
        }
        Ok(text.into())
    }

    fn registration(&self, kind: ClientKind, secret: Option<&str>, currency: Currency) -> Result<Register, Failed> {
        let scopes: ScopeSet = self.scope.iter().copied().collect();
        let usage = |message: String| Failed::new(Exit::Usage, message);
        let name = human_text(&self.name, 100).ok_or_else(|| usage("--name: a name has 1 to 100 characters.".to_owned()))?;
        for uri in &self.redirect_uri {
            check_redirect(uri).map_err(|what| usage(format!("--redirect-uri: {uri} {what}")))?;
        }
        if let Some(url) = &self.webhook_url {
            check_webhook(url).map_err(|what| usage(format!("--webhook-url: {url} {what}")))?;
        }
        Ok(Register {
            id: self.id.clone(),
            name,
            kind,
            official: if self.official { Officiality::Official } else { Officiality::ThirdParty },
            scopes,
            preapproved: scopes.iter().filter(|scope| scope.sensitivity() == Sensitivity::Low).collect(),
            redirect_uris: self.redirect_uri.clone(),
            webhook_url: self.webhook_url.clone(),
            secret: secret.map(|secret| sha256(secret.as_bytes())),
            currency,
        })
    }
}

impl List {
    fn run(&self) -> Result<Answer, Failed> {
        let store = files::open(&self.options.load()?.settings)?;
        let apps = store.read(miniapps::list)?;
        if self.json {
            let row = |(id, app): &(String, crate::store::rows::MiniAppRow)| {
                json!({
                    "id": id, "name": app.name, "kind": app.kind.name(), "status": app.status.name(), "official": app.official,
                    "scopes": app.scopes.to_string(), "redirect_uris": app.redirect_uris, "webhook_url": app.webhook_url,
                    "wallet_id": app.merchant.map(|wallet| wallet.to_string()), "created_at": app.created.to_string(),
                })
            };
            return Ok(Answer::json(&apps.iter().map(row).collect()));
        }
        let mut text = String::new();
        for (id, app) in apps {
            let official = if app.official { ", official" } else { "" };
            let _ = writeln!(text, "{id}  {} ({}, {}{official})", app.name, app.kind.name(), app.status.name());
            let _ = writeln!(text, "    scopes: {}", app.scopes);
        }
        Ok(text.into())
    }
}

fn parse_scope(text: &str) -> Result<Scope, String> {
    let known = || Scope::ALL.iter().map(|scope| scope.name()).collect::<Vec<_>>().join(", ");
    Scope::parse(text).ok_or_else(|| format!("the scopes are {}", known()))
}

fn check_webhook(text: &str) -> Result<(), &'static str> {
    let url = Url::parse(text).map_err(|_| "is not an absolute address.")?;
    match url.scheme() {
        "https" => Ok(()),
        "http" if is_loopback(&url) => Ok(()),
        _ => Err("is not https: only loopback addresses may be http."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_go_where_nobody_else_listens() {
        assert!(check_webhook("https://shop.example/h").is_ok() && check_webhook("http://10.0.0.1/h").is_err());
    }
}
