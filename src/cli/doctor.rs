//! `tmcpd doctor`

use std::fmt::Write;

use clap::Args;
use serde_json::json;

use super::{
    exit::{Answer, Exit, Failed},
    options::Options,
};
use crate::doctor::{self, Finding, State};

#[derive(Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    options: Options,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Arguments {
    pub(super) fn run(self) -> Result<Answer, Failed> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let findings = runtime.block_on(doctor::examine(self.options.load()));
        let healthy = findings.iter().all(|finding| finding.state != State::Problem);
        let exit = if healthy { Exit::Success } else { Exit::Failure };
        if self.json {
            let rows: Vec<_> = findings.iter().map(row).collect();
            return Ok(Answer::json(&json!({ "healthy": healthy, "findings": rows })).with(exit));
        }
        let mut text: String = findings.iter().map(line).collect();
        text.push_str(if healthy { "\nNothing stands in the way.\n" } else { "\nThere are problems.\n" });
        Ok(Answer::from(text).with(exit))
    }
}

fn row(finding: &Finding) -> serde_json::Value {
    let Finding { subject, state, message, remedy } = finding;
    json!({ "subject": subject, "state": state.name(), "message": message, "remedy": remedy })
}

fn line(finding: &Finding) -> String {
    let mut text = format!("{:<8} {:<15} {}\n", finding.state.name(), finding.subject, finding.message);
    if let Some(remedy) = &finding.remedy {
        let _ = writeln!(text, "{:24} -> {remedy}", "");
    }
    text
}
