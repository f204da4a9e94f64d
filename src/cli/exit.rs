//! How a command ends: what it says, and the exit code, which scripts and service managers act on (sysexits(3)).

use std::{io, process::ExitCode};

use serde_json::Value;

use crate::{
    app::BuildError,
    config::{ConfigError, Source},
    identity::KeyError,
    kernel::Rejection,
    lifecycle::LifeError,
    store::{Failure, OpenError, StoreError, WriteError},
};

/// What `--help` says of them.
pub(super) const EXIT_CODES: &str = "Exit codes: 0 success, 1 failure, 2 wrong usage, 75 in use or not available at the moment, \
    78 wrong configuration";

/// The exit codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    Success = 0,
    Failure = 1,
    Usage = 2,
    /// `EX_TEMPFAIL`: the same may go well later.
    Temporary = 75,
    /// `EX_CONFIG`
    Configuration = 78,
}

/// A command's result.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) text: String,
    pub(super) exit: Exit,
}

/// Why there is no result, in words for the person at the terminal.
#[derive(Debug)]
pub(super) struct Failed {
    pub(super) exit: Exit,
    pub(super) message: String,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

impl Answer {
    /// A program's view of a result.
    pub(super) fn json(value: &Value) -> Self {
        format!("{value:#}\n").into()
    }

    /// The same, for a command that found something wrong.
    pub(super) fn with(self, exit: Exit) -> Self {
        Self { exit, ..self }
    }
}

impl From<String> for Answer {
    fn from(text: String) -> Self {
        Self { text, exit: Exit::Success }
    }
}

impl Failed {
    pub(super) fn new(exit: Exit, message: impl ToString) -> Self {
        Self { exit, message: message.to_string() }
    }

    /// Something that was done at `path` failed.
    pub(super) fn at(path: &std::path::Path) -> impl Fn(io::Error) -> Self {
        move |error| Self::new(Exit::Failure, format!("{}: {error}", path.display()))
    }
}

impl From<ConfigError> for Failed {
    fn from(error: ConfigError) -> Self {
        let missing = error.problems.iter().any(|problem| problem.source == Source::Default);
        let advice = match &error.file {
            None if missing => "\nNo configuration file was read. `tmcpd init` writes one.",
            _ => "",
        };
        Self::new(Exit::Configuration, format!("The configuration cannot be used:\n{error}{advice}"))
    }
}

impl From<OpenError> for Failed {
    fn from(error: OpenError) -> Self {
        let exit = if matches!(error, OpenError::InUse(_)) { Exit::Temporary } else { Exit::Failure };
        Self::new(exit, error)
    }
}

impl From<StoreError> for Failed {
    fn from(error: StoreError) -> Self {
        let exit = if matches!(error, StoreError::Corrupt(_)) { Exit::Failure } else { Exit::Temporary };
        Self::new(exit, error)
    }
}

impl From<Rejection> for Failed {
    fn from(rejection: Rejection) -> Self {
        Self::new(Exit::Failure, rejection.message)
    }
}

impl From<Failure> for Failed {
    fn from(failure: Failure) -> Self {
        match failure {
            WriteError::Rejected(rejection) => rejection.into(),
            WriteError::Store(error) => error.into(),
        }
    }
}

impl From<KeyError> for Failed {
    fn from(error: KeyError) -> Self {
        Self::new(Exit::Failure, error)
    }
}

impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Self {
        Self::new(Exit::Failure, error)
    }
}

impl From<LifeError> for Failed {
    fn from(error: LifeError) -> Self {
        match error {
            LifeError::Config(error) => error.into(),
            LifeError::Build(BuildError::Open(error)) => error.into(),
            LifeError::Listen { ref source, .. } if source.kind() == io::ErrorKind::AddrInUse => {
                Self::new(Exit::Temporary, error)
            }
            other => Self::new(Exit::Failure, other),
        }
    }
}
