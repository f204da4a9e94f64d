//! `tmcpd miniapp add|list|suspend|unsuspend`; `webhook` has a file of its own

use std::fmt::Write;

use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;

use super::{
    control::ask,
    exit::{Answer, Exit, Failed},
    files,
    options::Options,
    webhook,
};
use crate::{
    app,
    command::Commands,
    config::Settings,
    endpoints::{self, SetWebhook},
    identity::check_redirect,
    kernel::{
        Actor, Clock, Ctx, Currency, Rng, Scope, ScopeSet, Secret, Sensitivity, SystemClock, SystemRng, human_text, sha256,
    },
    lifecycle::LifeError,
    miniapps::{self, Officiality, Register},
    store::rows::ClientKind,
    webhooks::check,
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
    /// Where a mini-app hears of events, and what became of them; works beside a running server
    #[command(subcommand)]
    Webhook(webhook::Command),
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
            Self::Webhook(command) => command.run(),
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
        if let Some(url) = &self.webhook_url {
            let reach = app::reach(&settings);
            check(url, reach).map_err(|wrong| Failed::new(Exit::Usage, format!("--webhook-url: {url} {wrong}")))?;
        }
        let commands = Commands::new(files::open_or_create(&settings)?);
        let webhook = self.webhook_url.as_ref().map(|url| self.webhook(&settings, url)).transpose()?;
        let merchant = commands.run(operator(), None, register).wait()?.outcome.merchant;
        let mut webhook_secret = None;
        if let Some((secret, command)) = webhook {
            commands.run(operator(), None, command).wait()?;
            webhook_secret = Some(secret.expose().to_owned());
        }
        if self.json {
            return Ok(Answer::json(&json!({
                "id": self.id, "kind": kind.name(), "scopes": scopes.to_string(), "wallet_id": merchant.to_string(),
                "confidential_client_id": confidential, "client_secret": secret, "webhook_secret": webhook_secret,
            })));
        }
        let mut text = format!("{} is registered. It is paid into {merchant} and may ask for: {scopes}\n", self.id);
        if let (Some(client), Some(secret)) = (confidential, secret) {
            let _ = writeln!(text, "\n  client id       {client}\n  client secret   {secret}");
            if let Some(secret) = webhook_secret {
                let _ = writeln!(text, "  webhook secret  {secret}");
            }
            text.push_str("\nWhat is secret is not shown again.\n");
        }
        Ok(text.into())
    }

    /// The secret that events are signed with, and what sets the webhook.
    fn webhook(&self, settings: &Settings, url: &str) -> Result<(Secret, SetWebhook), Failed> {
        let keys = settings.storage.data_dir.join("keys");
        let master = app::master_key(settings, &SystemRng).map_err(LifeError::from)?;
        for made in [&keys, &keys.join(app::MASTER_KEY)] {
            files::give(made, &settings.storage.data_dir)?;
        }
        let (secret, sealed) = endpoints::new_secret(&master, &SystemRng, &self.id);
        Ok((secret, SetWebhook { miniapp: self.id.clone(), url: url.to_owned(), secret: sealed }))
    }

    fn registration(&self, kind: ClientKind, secret: Option<&str>, currency: Currency) -> Result<Register, Failed> {
        let scopes: ScopeSet = self.scope.iter().copied().collect();
        let usage = |message: String| Failed::new(Exit::Usage, message);
        let name = human_text(&self.name, 100).ok_or_else(|| usage("--name: a name has 1 to 100 characters.".to_owned()))?;
        for uri in &self.redirect_uri {
            check_redirect(uri).map_err(|what| usage(format!("--redirect-uri: {uri} {what}")))?;
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

fn operator() -> Ctx {
    Ctx::new(SystemClock.now(), Actor::Operator, None, &SystemRng)
}
