//! `tmcpd audit verify`

use clap::{Args, Subcommand};
use serde_json::json;

use super::{
    exit::{Answer, Exit, Failed},
    files,
    options::Options,
};
use crate::audit::{self, ChainState};

#[derive(Subcommand)]
pub(super) enum Command {
    /// Walk the chain of audit records and name the first that does not follow from the one before it
    Verify(Verify),
}

#[derive(Args)]
pub(super) struct Verify {
    #[command(flatten)]
    options: Options,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Command {
    pub(super) fn run(self) -> Result<Answer, Failed> {
        let Self::Verify(verify) = self;
        let store = files::open(&verify.options.load()?.settings)?;
        let state = store.read(audit::verify)?;
        let (json, text, exit) = match state {
            ChainState::Whole { records } => {
                let text = format!("The audit chain is whole: {records} records.\n");
                (json!({ "whole": true, "records": records }), text, Exit::Success)
            }
            ChainState::BrokenAt { sequence } => {
                let text = format!(
                    "The audit chain is broken at record {sequence}: it was changed, or a record before it was changed or removed.\n"
                );
                (json!({ "whole": false, "broken_at": sequence }), text, Exit::Failure)
            }
        };
        Ok(if verify.json { Answer::json(&json) } else { text.into() }.with(exit))
    }
}
