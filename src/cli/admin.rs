//! `tmcpd admin token add|list|revoke`

use std::fmt::Write;

use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;

use super::{
    control::{ask, text},
    exit::{Answer, Failed},
    options::Options,
};

#[derive(Subcommand)]
pub(super) enum Command {
    /// API tokens of admins
    #[command(subcommand)]
    Token(Token),
}

#[derive(Subcommand)]
pub(super) enum Token {
    /// Issue a token; it is printed once
    Add(Add),
    /// Print every token there was, without the tokens themselves
    List(List),
    /// End a token at once
    Revoke(Revoke),
}

#[derive(Clone, Copy, ValueEnum)]
enum Role {
    /// Everything, and alone who else is an admin
    Owner,
    /// Runs the service: people, mini-apps, keys
    Operator,
    /// Money
    Finance,
    /// What developers hand in
    Reviewer,
    /// Reads all and changes nothing
    Auditor,
}

#[derive(Args)]
pub(super) struct Add {
    #[command(flatten)]
    options: Options,
    /// What it is for
    #[arg(long)]
    name: String,
    /// What it may do
    #[arg(long, value_enum)]
    role: Role,
    /// When it ends
    #[arg(long, value_name = "DAYS", default_value_t = 90)]
    expires_in_days: u32,
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
pub(super) struct Revoke {
    #[command(flatten)]
    options: Options,
    /// Which, as the list shows it
    #[arg(value_name = "ADT_ID")]
    token_id: String,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Command {
    pub(super) fn run(self) -> Result<Answer, Failed> {
        let Self::Token(token) = self;
        match token {
            Token::Add(add) => add.run(),
            Token::List(list) => list.run(),
            Token::Revoke(revoke) => revoke.run(),
        }
    }
}

impl Add {
    fn run(&self) -> Result<Answer, Failed> {
        let role = self.role.to_possible_value().map(|value| value.get_name().to_owned());
        let body = json!({ "name": self.name, "role": role, "expires_in_days": self.expires_in_days });
        let answer = ask(&self.options, "POST", &["tokens"], Some(&body))?;
        if self.json {
            return Ok(Answer::json(&answer));
        }
        let (token, id, expires) = (text(&answer, "/token"), text(&answer, "/token_id"), text(&answer, "/expires_at"));
        Ok(format!("{id} is good until {expires}:\n\n  {token}\n\nThe token is not shown again.\n").into())
    }
}

impl List {
    fn run(&self) -> Result<Answer, Failed> {
        let answer = ask(&self.options, "GET", &["tokens"], None)?;
        if self.json {
            return Ok(Answer::json(&answer["tokens"]));
        }
        let mut out = String::new();
        for token in answer["tokens"].as_array().into_iter().flatten() {
            let [id, name, role, status, by, expires] =
                ["/token_id", "/name", "/role", "/status", "/created_by", "/expires_at"].map(|pointer| text(token, pointer));
            let _ = writeln!(out, "{id}  {role}, {status}, until {expires}, by {by}: {name}");
        }
        Ok(out.into())
    }
}

impl Revoke {
    fn run(&self) -> Result<Answer, Failed> {
        let answer = ask(&self.options, "DELETE", &["tokens", &self.token_id], None)?;
        if self.json {
            return Ok(Answer::json(&answer));
        }
        Ok(format!("{} ended at {}.\n", self.token_id, text(&answer, "/revoked_at")).into())
    }
}
