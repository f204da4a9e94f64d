//! What is wrong with a configuration, all of it at once: where, which key, what, and what to write instead. Values are
//! never repeated here, since any of them may be a secret in the wrong place.

use std::{
    fmt,
    path::{Path, PathBuf},
};

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Nobody set it.
    Default,
    /// The configuration file.
    File {
        /// Counted from one.
        line: usize,
    },
    /// An environment variable of this name.
    Environment(String),
    /// An option of the command line.
    CommandLine,
    /// A systemd credential (systemd.exec(5), `LoadCredential=`).
    Credential,
    /// The file that the key's `_file` form names.
    SecretFile(PathBuf),
}

impl Source {
    /// In words, with the configuration file's name when there is one.
    pub(super) fn describe(&self, file: Option<&Path>) -> String {
        let name = file.map_or_else(|| "configuration file".to_owned(), |path| path.display().to_string());
        match self {
            Self::Default => "default".to_owned(),
            Self::File { line } => format!("{name}:{line}"),
            Self::Environment(variable) => variable.clone(),
            Self::CommandLine => "command line".to_owned(),
            Self::Credential => "credential".to_owned(),
            Self::SecretFile(path) => path.display().to_string(),
        }
    }
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it was found; [`Source::Default`] when something is missing.
    pub source: Source,
    /// The dotted key, empty when the file as a whole is meant.
    pub key: String,
    /// What is wrong, continuing a sentence that begins with the key.
    pub what: String,
    /// What to do about it: a whole sentence.
    pub instead: String,
}

/// Everything that is wrong with a configuration. Shown as one line per problem:
/// `tmcpd.toml:12: server.lisen is not a key. Did you mean server.listen?`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// The configuration file that was read, if any.
    pub file: Option<PathBuf>,
    /// At least one, those of the file in the order of its lines.
    pub problems: Vec<Problem>,
}

impl ConfigError {
    pub(super) fn new(file: Option<&Path>, mut problems: Vec<Problem>) -> Self {
        problems.sort_by_key(|problem| match problem.source {
            Source::File { line } => line,
            _ => usize::MAX,
        });
        Self { file: file.map(Path::to_owned), problems }
    }
}

impl std::error::Error for ConfigError {}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (count, problem) in self.problems.iter().enumerate() {
            if count > 0 {
                f.write_str("\n")?;
            }
            match (&problem.source, &self.file) {
                (Source::Default, None) => {}
                (Source::Default, Some(path)) => write!(f, "{}: ", path.display())?,
                (source, path) => write!(f, "{}: ", source.describe(path.as_deref()))?,
            }
            if !problem.key.is_empty() {
                write!(f, "{} ", problem.key)?;
            }
            write!(f, "{}. {}", problem.what, problem.instead)?;
        }
        Ok(())
    }
}
