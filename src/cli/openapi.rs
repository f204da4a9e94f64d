//! `tmcpd openapi`

use std::{fs, path::PathBuf};

use clap::Args;

use super::exit::{Answer, Failed};
use crate::http::{document::Document, router};

#[derive(Args)]
pub(super) struct Arguments {
    /// Print YAML instead of JSON
    #[arg(long)]
    yaml: bool,
    /// Write tmcpd.json and tmcpd.yaml into this directory instead of printing
    #[arg(long, value_name = "DIR", conflicts_with = "yaml")]
    write: Option<PathBuf>,
}

impl Arguments {
    pub(super) fn run(self) -> Result<Answer, Failed> {
        let Document { json, yaml } = Document::of(&router::apis(router::DEFAULT_SERVER));
        let Some(directory) = self.write else { return Ok(if self.yaml { yaml } else { json }.into()) };
        for (name, text) in [("tmcpd.json", json), ("tmcpd.yaml", yaml)] {
            let path = directory.join(name);
            fs::write(&path, text).map_err(Failed::at(&path))?;
        }
        Ok(format!("tmcpd.json and tmcpd.yaml were written to {}.\n", directory.display()).into())
    }
}
