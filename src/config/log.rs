//! `[log]`: what is written down about the server's running. Secrets and bodies never are.

use std::path::PathBuf;

use super::{
    key::{Key, Kind, Section},
    read::{Reader, choices},
};

choices! {
    /// How a line looks.
    LogFormat {
        /// For people.
        Text = "text",
        /// One JSON object a line, for programs.
        Json = "json",
    }
}

pub(super) static SECTION: Section = Section {
    path: "log",
    meaning: "Logs go to standard output, which systemd keeps in the journal, and to files where a directory is set.",
    keys: &[
        Key::new(
            "log.level",
            Kind::LogFilter,
            r#""info""#,
            "error, warn, info, debug, trace or off, also by target: `info,tmcpd::matrix=debug`.",
        )
        .short("TMCPD_LOG_LEVEL")
        .live(),
        Key::new("log.format", Kind::Choice(LogFormat::NAMES), r#""text""#, "`text` for people, `json` for programs."),
        Key::new("log.directory", Kind::Path, "", "Where daily files of application and access log are written too.")
            .example(r#""/var/log/tmcpd""#),
        Key::new("log.retention_days", Kind::Number { min: 1, max: 3650 }, "14", "How many days' files are kept."),
        Key::new("log.access", Kind::Switch, "true", "Whether each request is written down, with user and address."),
    ],
};

/// What is logged where.
#[derive(Clone, Debug)]
pub struct Log {
    /// A filter as `tracing_subscriber::EnvFilter` reads it.
    pub level: String,
    /// How a line looks.
    pub format: LogFormat,
    /// Where daily files go.
    pub directory: Option<PathBuf>,
    /// How many days' files are kept.
    pub retention_days: u32,
    /// Whether each request is written down.
    pub access: bool,
}

impl Log {
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let level = reader.get("log.level");
        let format = reader.get("log.format");
        let directory = reader.optional("log.directory");
        let retention_days = reader.get("log.retention_days");
        let access = reader.get("log.access");
        Some(Self { level: level?, format: format?, directory: directory?, retention_days: retention_days?, access: access? })
    }
}
