//! `tmcpd config check|show|example|reference`

use clap::{Args, Subcommand};
use serde_json::json;

use super::{
    exit::{Answer, Exit, Failed},
    options::Options,
};
use crate::config::{self, ConfigError, Problem, Source};

#[derive(Subcommand)]
pub(super) enum Command {
    /// Say whether the configuration can be used, and everything that is wrong with it
    Check(Look),
    /// Print every setting with its value and where it comes from; secrets are masked
    Show(Look),
    /// Print a configuration file with every setting, its meaning and its default
    Example,
    /// Print the reference page of all settings, in Markdown
    Reference,
}

#[derive(Args)]
pub(super) struct Look {
    #[command(flatten)]
    options: Options,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Command {
    pub(super) fn run(self) -> Result<Answer, Failed> {
        match self {
            Self::Check(look) => look.check(),
            Self::Show(look) => look.show(),
            Self::Example => Ok(config::example().into()),
            Self::Reference => Ok(config::reference_markdown().into()),
        }
    }
}

impl Look {
    fn check(&self) -> Result<Answer, Failed> {
        let checked = self.options.load();
        if self.json {
            let (problems, notices) = match &checked {
                Ok(loaded) => (Vec::new(), loaded.notices.clone()),
                Err(error) => (error.problems.iter().map(|problem| problem_json(problem, error)).collect(), Vec::new()),
            };
            let exit = if checked.is_ok() { Exit::Success } else { Exit::Configuration };
            return Ok(Answer::json(&json!({ "ok": checked.is_ok(), "problems": problems, "notices": notices })).with(exit));
        }
        let loaded = checked?;
        let notices: String = loaded.notices.iter().map(|notice| format!("{notice}\n")).collect();
        let file = loaded.file.map_or_else(|| "defaults and environment".to_owned(), |file| file.display().to_string());
        Ok(format!("{notices}The configuration ({file}) can be used.\n").into())
    }

    fn show(&self) -> Result<Answer, Failed> {
        let loaded = self.options.load()?;
        Ok(if self.json { Answer::json(&config::show_json(&loaded)) } else { config::show(&loaded).into() })
    }
}

fn problem_json(problem: &Problem, error: &ConfigError) -> serde_json::Value {
    let line = match problem.source {
        Source::File { line } => Some(line),
        _ => None,
    };
    let file = error.file.as_ref().map(|file| file.display().to_string());
    json!({ "file": file, "line": line, "key": problem.key, "problem": problem.what, "instead": problem.instead })
}
