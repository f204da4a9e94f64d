//! `tmcpd ledger check|issue`

use std::fmt::Write;

use clap::{Args, Subcommand};
use serde_json::json;

use super::{
    exit::{Answer, Exit, Failed},
    files,
    options::Options,
};
use crate::{
    command::{Commands, IdempotencyKey},
    config::Settings,
    kernel::{Actor, Clock, Ctx, Money, SystemClock, SystemRng, UserId, sha256},
    ledger,
    matrix::owns_user,
    wallets,
};

#[derive(Subcommand)]
pub(super) enum Command {
    /// Recompute every balance from the records and name everything that is not right
    Check(Check),
    /// Give somebody new money, with a reason; their wallet is made when there is none
    Issue(Issue),
}

#[derive(Args)]
pub(super) struct Check {
    #[command(flatten)]
    options: Options,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
pub(super) struct Issue {
    #[command(flatten)]
    options: Options,
    /// Who gets it
    #[arg(long, value_name = "@USER:SERVER")]
    to: String,
    /// How much, such as 50.00
    #[arg(long)]
    amount: String,
    /// In which currency, such as USD
    #[arg(long)]
    currency: String,
    /// Why; the person sees it as the note, and the audit record keeps it
    #[arg(long)]
    reason: String,
    /// A name for this act: the same command under the same key is done once
    #[arg(long)]
    key: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Command {
    pub(super) fn run(self) -> Result<Answer, Failed> {
        match self {
            Self::Check(check) => check.run(),
            Self::Issue(issue) => issue.run(),
        }
    }
}

impl Check {
    fn run(&self) -> Result<Answer, Failed> {
        let store = files::open(&self.options.load()?.settings)?;
        let report = store.read(ledger::check)?;
        let exit = if report.is_clean() { Exit::Success } else { Exit::Failure };
        if self.json {
            let value = json!({
                "clean": report.is_clean(), "accounts": report.accounts, "records": report.records,
                "sums": report.sums, "problems": report.problems,
            });
            return Ok(Answer::json(&value).with(exit));
        }
        let verdict = if report.is_clean() { "The books are right" } else { "The books are NOT right" };
        let mut text = format!("{verdict}: {} accounts, {} records.\n", report.accounts, report.records);
        for (currency, sum) in &report.sums {
            let _ = writeln!(text, "  {currency} sums to {sum}");
        }
        for problem in &report.problems {
            let _ = writeln!(text, "  problem: {problem}");
        }
        Ok(Answer::from(text).with(exit))
    }
}

impl Issue {
    fn run(&self) -> Result<Answer, Failed> {
        let settings = self.options.load()?.settings;
        let (user, amount) = (self.user(&settings)?, self.amount(&settings)?);
        let commands = Commands::new(files::open_or_create(&settings)?);
        let ctx = Ctx::new(SystemClock.now(), Actor::Operator, None, &SystemRng);
        let input = sha256(format!("{user}\u{0}{amount}\u{0}{}\u{0}{}", amount.currency, self.reason).as_bytes());
        let key = self.key.as_ref().map(|key| IdempotencyKey::new("operator", "ledger_issue", key, input));
        let issue = wallets::Issue { user: user.clone(), amount, reason: self.reason.clone() };
        let done = commands.run(ctx, key, issue).wait()?;
        let (issued, currency) = (done.outcome, amount.currency);
        if self.json {
            return Ok(Answer::json(&json!({
                "user_id": user.as_str(), "wallet_id": issued.wallet.to_string(), "txn_id": issued.transaction.to_string(),
                "amount": amount.to_string(), "currency": currency.code(), "available": issued.available.to_string(),
                "replayed": done.replayed,
            })));
        }
        let verb = if done.replayed { "were issued before, under the same key," } else { "were issued" };
        let (available, transaction, wallet) = (issued.available, issued.transaction, issued.wallet);
        Ok(format!("{amount} {currency} {verb} to {user} ({transaction}). {wallet} holds {available} {currency}.\n").into())
    }

    fn user(&self, settings: &Settings) -> Result<UserId, Failed> {
        let user = UserId::parse(&self.to).map_err(|error| Failed::new(Exit::Usage, format!("--to: {error}")))?;
        let served = settings.identity.allowed_servers.iter().any(|server| server == user.server());
        if !served || owns_user(&user, &settings.matrix.server_name) {
            let message = format!(
                "--to: {user} is nobody whom this server serves. People are of {}.",
                settings.identity.allowed_servers.join(", ")
            );
            return Err(Failed::new(Exit::Usage, message));
        }
        Ok(user)
    }

    fn amount(&self, settings: &Settings) -> Result<Money, Failed> {
        let currency = settings.currencies.get(&self.currency).ok_or_else(|| {
            let all: Vec<String> = settings.currencies.all().map(|(currency, _)| currency.to_string()).collect();
            Failed::new(Exit::Usage, format!("--currency: it is not one of {}.", all.join(", ")))
        })?;
        Money::parse_positive(&self.amount, currency).map_err(|error| Failed::new(Exit::Usage, format!("--amount: {error}")))
    }
}
