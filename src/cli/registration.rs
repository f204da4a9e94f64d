//! `tmcpd registration`

use std::path::PathBuf;

use clap::Args;

use super::{
    exit::{Answer, Exit, Failed},
    files::{Existing, write_private},
    options::Options,
};
use crate::{config::Settings, matrix::Registration};

#[derive(Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    options: Options,
    /// Write to this file, readable by its owner and group, instead of standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write over a file that is there already
    #[arg(long, requires = "output")]
    force: bool,
}

impl Arguments {
    pub(super) fn run(self) -> Result<Answer, Failed> {
        let yaml = of_settings(&self.options.load()?.settings)?.to_yaml();
        let Some(path) = self.output else { return Ok(yaml.into()) };
        let existing = if self.force { Existing::Replace } else { Existing::Keep };
        write_private(&path, &yaml, 0o640, existing)?;
        Ok(format!("{} was written. The homeserver has to read it and to be restarted.\n", path.display()).into())
    }
}

/// The registration that goes with a configuration.
pub(super) fn of_settings(settings: &Settings) -> Result<Registration, Failed> {
    let homeserver = settings.matrix.homeserver.as_ref();
    let homeserver = homeserver
        .ok_or_else(|| Failed::new(Exit::Failure, "Dev mode has a homeserver of its own and needs no registration."))?;
    Ok(Registration {
        url: settings.matrix.appservice_url.clone(),
        as_token: homeserver.as_token.clone(),
        hs_token: homeserver.hs_token.clone(),
        server_name: settings.matrix.server_name.clone(),
    })
}
