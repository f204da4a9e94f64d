//! `tmcpd version`

use clap::Args;
use serde_json::json;

use super::exit::{Answer, Failed};
use crate::http::pipeline::TMCP_VERSION;

#[derive(Args)]
pub(super) struct Arguments {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Arguments {
    pub(super) fn run(self) -> Result<Answer, Failed> {
        let version = env!("CARGO_PKG_VERSION");
        Ok(match self.json {
            true => Answer::json(&json!({ "version": version, "tmcp": TMCP_VERSION })),
            false => format!("tmcpd {version} (TMCP {TMCP_VERSION})\n").into(),
        })
    }
}
