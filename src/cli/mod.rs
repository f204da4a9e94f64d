//! The command line: one file for each command, which reads its arguments, does one thing and says what came of it. What a
//! command has to say goes to standard output when it is its result and to standard error when it failed; `--json` is there
//! wherever a program may want to read the result.
//!
//! Commands that change or show what is kept ask a running server over its control socket, and work without one too (see
//! `control`). Those that need the data files for themselves refuse while a server runs on them.

mod admin;
mod audit;
mod config;
mod control;
mod developer;
mod doctor;
mod exit;
mod files;
mod fresh;
mod init;
mod keys;
mod ledger;
mod miniapp;
mod openapi;
mod options;
mod registration;
mod serve;
mod terminal;
mod user;
mod version;
mod webhook;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use exit::{Answer, EXIT_CODES, Failed};

/// Wallets, transfers and mini-apps for Matrix rooms
#[derive(Parser)]
#[command(name = "tmcpd", version, after_help = EXIT_CODES, subcommand_required = true, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write a first configuration, the keys and the registration, and say what to do next
    ///
    /// What is not given is asked for, when there is a terminal.
    Init(init::Arguments),
    /// Run the server
    ///
    /// It stays in the foreground until SIGTERM or SIGINT, and finishes what it is at; a second signal ends it at once. SIGHUP
    /// reloads the configuration.
    Serve(serve::Arguments),
    /// Write the registration that makes the homeserver know this server
    ///
    /// It holds both tokens: the homeserver must be able to read it, and nobody else should.
    Registration(registration::Arguments),
    /// Check everything that the server needs, with a fix for what is wrong
    ///
    /// Works beside a running server. Run it as root, or as the server's user. It exits with 1 when there is a problem.
    Doctor(doctor::Arguments),
    /// Check the books, or issue money
    #[command(subcommand)]
    Ledger(ledger::Command),
    /// Check the audit record
    #[command(subcommand)]
    Audit(audit::Command),
    /// Show people, shut them off, or let them in again; works beside a running server
    #[command(subcommand)]
    User(user::Command),
    /// Say who is an admin; works beside a running server
    #[command(subcommand)]
    Admin(admin::Command),
    /// Say who may be a developer; works beside a running server
    #[command(subcommand)]
    Developer(developer::Command),
    /// Register mini-apps, list them, or shut them off
    #[command(subcommand)]
    Miniapp(miniapp::Command),
    /// List the keys that sign tokens, or make the next one
    #[command(subcommand)]
    Keys(keys::Command),
    /// Check, show or explain the configuration
    #[command(subcommand)]
    Config(config::Command),
    /// Print the OpenAPI document of a server at its default address
    Openapi(openapi::Arguments),
    /// Print the version
    Version(version::Arguments),
}

/// Runs what the command line says.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help is printed in this way too; a terminal that is gone reads neither.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    match arguments.command.run() {
        Ok(Answer { text, exit }) => match terminal::print(&text) {
            Ok(()) => exit.into(),
            Err(error) => terminal::complain(&Failed::from(error)),
        },
        Err(failed) => terminal::complain(&failed),
    }
}

impl Command {
    fn run(self) -> Result<Answer, Failed> {
        match self {
            Self::Init(arguments) => arguments.run(),
            Self::Serve(arguments) => arguments.run(),
            Self::Registration(arguments) => arguments.run(),
            Self::Doctor(arguments) => arguments.run(),
            Self::Ledger(command) => command.run(),
            Self::Audit(command) => command.run(),
            Self::User(command) => command.run(),
            Self::Admin(command) => command.run(),
            Self::Developer(command) => command.run(),
            Self::Miniapp(command) => command.run(),
            Self::Keys(command) => command.run(),
            Self::Config(command) => command.run(),
            Self::Openapi(arguments) => arguments.run(),
            Self::Version(arguments) => arguments.run(),
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_do_not_contradict_one_another() {
        super::Arguments::command().debug_assert();
    }
}
