//! The layers that a value may come from, and which one wins: default, file, systemd credential, the seeds' environment
//! names, `TMCPD_…` environment, command line. Only what wins is looked at, so that a stale file of a secret that
//! something else overrides stops nobody.

use std::{
    collections::BTreeMap,
    fs::File,
    io::Read,
    path::{Path, PathBuf},
};

use toml::de::DeTable;

use super::{
    Profile,
    key::{self, Found, Key},
    legacy,
    problem::{Problem, Source},
    value::{Lines, Node, Raw, entries},
};
use crate::kernel::Secret;

/// The variable that names the configuration file. It sets no key.
const FILE_VARIABLE: &str = "TMCPD_CONFIG";

/// Where systemd puts credentials (systemd.exec(5)).
const CREDENTIALS_VARIABLE: &str = "CREDENTIALS_DIRECTORY";

/// No configuration and no secret is longer than this, in bytes.
const MAX_FILE: u64 = 1 << 20;

/// Which source goes before which; the derived order is the order of precedence.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    File,
    Credential,
    Legacy,
    Environment,
    CommandLine,
}

enum Given {
    Value(Node),
    File(PathBuf),
}

struct Candidate {
    rank: Rank,
    source: Source,
    given: Given,
}

/// What every key was set to and from where. Keys that nothing sets and that have no default have no node.
#[derive(Clone, Debug)]
pub struct Values(BTreeMap<&'static str, Entry>);

#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) node: Option<Node>,
    pub(super) source: Source,
}

impl Values {
    pub(super) fn get(&self, path: &str) -> Option<&Entry> {
        self.0.get(path)
    }

    /// Replaces what a default says.
    pub(super) fn derive(&mut self, path: &'static str, raw: Raw) {
        self.0.insert(path, Entry { node: Some(Node { raw, line: None }), source: Source::Default });
    }

    /// Takes over what `other` says of `path`.
    pub(super) fn adopt(&mut self, path: &'static str, other: &Self) {
        if let Some(entry) = other.0.get(path) {
            self.0.insert(path, entry.clone());
        }
    }
}

/// Collects the layers, in any order.
#[derive(Default)]
pub(super) struct Layers {
    chosen: BTreeMap<&'static str, Candidate>,
    pub(super) problems: Vec<Problem>,
    pub(super) notices: Vec<String>,
}

impl Layers {
    /// Reads the file. `Err` when it cannot be read or is no TOML, and then nothing else is worth saying.
    pub(super) fn add_file(&mut self, path: &Path) -> Result<(), Vec<Problem>> {
        let text = read_bounded(path).map_err(|what| {
            let instead = "Name another file, or write one with `tmcpd config example`.".to_owned();
            vec![Problem { source: Source::Default, key: String::new(), what, instead }]
        })?;
        let lines = Lines::of(&text);
        let (document, mut errors) = DeTable::parse_recoverable(&text);
        if errors.is_empty() {
            self.add_table("", entries(document.get_ref(), Some(&lines)));
            return Ok(());
        }
        let line_of = |error: &toml::de::Error| lines.at(error.span().map_or(0, |span| span.start));
        errors.dedup_by_key(|error| line_of(error));
        let problem = |error: &toml::de::Error| Problem {
            source: Source::File { line: line_of(error) },
            key: String::new(),
            what: format!("this is not TOML: {}", error.message()),
            instead: "Write key = value, with texts in double quotes.".to_owned(),
        };
        Err(errors.iter().map(problem).collect())
    }

    /// Takes the variables that concern the server; all others are left alone. An empty one counts as not set.
    pub(super) fn add_environment(&mut self, environment: impl IntoIterator<Item = (String, String)>) {
        for (name, value) in environment.into_iter().filter(|(_, value)| !value.is_empty()) {
            if name == CREDENTIALS_VARIABLE {
                self.add_credentials(Path::new(&value));
            } else if let Some(rest) = name.strip_prefix("TMCPD_").filter(|_| name != FILE_VARIABLE) {
                let short = key::all().find(|key| key.short == Some(name.as_str()));
                let path = short.map_or_else(|| rest.to_ascii_lowercase().replace("__", "."), |key| key.path.to_owned());
                self.add_text(Rank::Environment, Source::Environment(name), &path, &value);
            } else if let Some(old) = legacy::find(&name) {
                self.notices.push(old.notice());
                if let Some(path) = old.path {
                    self.add_text(Rank::Legacy, Source::Environment(name), path, &value);
                }
            }
        }
    }

    /// Takes `(path, value)` pairs from the command line.
    pub(super) fn add_overrides(&mut self, overrides: Vec<(String, String)>) {
        for (path, value) in overrides {
            self.add_text(Rank::CommandLine, Source::CommandLine, &path, &value);
        }
    }

    /// Decides, reads the secrets' files, and fills in the defaults of `profile`.
    pub(super) fn settle(mut self, profile: Profile) -> (Values, Vec<Problem>, Vec<String>) {
        let mut values = BTreeMap::new();
        for key in key::all() {
            let entry = match self.chosen.remove(key.path) {
                Some(candidate) => self.open(key, candidate),
                None => Entry { node: Node::from_literal(profile.default_of(key)), source: Source::Default },
            };
            values.insert(key.path, entry);
        }
        self.notices.sort();
        (Values(values), self.problems, self.notices)
    }

    fn add_table(&mut self, above: &str, entries: Vec<(String, Node)>) {
        for (name, node) in entries {
            let path = if above.is_empty() { name } else { format!("{above}.{name}") };
            let source = Source::File { line: node.line.unwrap_or(1) };
            match (key::find(&path), node.raw) {
                (Some(Found::Key(key)), raw) => {
                    let node = Node { raw, line: node.line }.hidden_for(key);
                    self.choose(key, Rank::File, source, Given::Value(node));
                }
                (Some(Found::FileOf(key)), Raw::Text(file)) => self.choose(key, Rank::File, source, Given::File(file.into())),
                (Some(Found::FileOf(_)), _) => {
                    self.report(source, path, "must be the path of a file", "Write it in double quotes.")
                }
                (None, Raw::Table(below)) if !below.is_empty() => self.add_table(&path, below),
                (None, Raw::Table(_)) if key::is_section(&path) => {}
                (None, _) if key::is_section(&path) => {
                    let instead = format!("Write [{path}] on a line and its keys below.");
                    self.report(source, path, "is a section and has no value of its own", &instead);
                }
                (None, _) => self.unknown(source, path),
            }
        }
    }

    fn add_text(&mut self, rank: Rank, source: Source, path: &str, value: &str) {
        match key::find(path) {
            Some(Found::Key(key)) => {
                let node = Node::from_text(value, &key.kind).hidden_for(key);
                self.choose(key, rank, source, Given::Value(node));
            }
            Some(Found::FileOf(key)) => self.choose(key, rank, source, Given::File(value.into())),
            None => self.unknown(source, path.to_owned()),
        }
    }

    fn add_credentials(&mut self, directory: &Path) {
        for key in key::all().filter(|key| key.secret) {
            let file = directory.join(key.path);
            if file.is_file() {
                self.choose(key, Rank::Credential, Source::Credential, Given::File(file));
            }
        }
    }

    fn choose(&mut self, key: &'static Key, rank: Rank, source: Source, given: Given) {
        match self.chosen.get(key.path) {
            Some(before) if before.rank > rank => {}
            Some(before) if before.rank == rank => {
                let instead = format!("Keep one of {} and {}.", place(&before.source), place(&source));
                self.report(source, key.path.to_owned(), "is set twice", &instead);
            }
            _ => {
                self.chosen.insert(key.path, Candidate { rank, source, given });
            }
        }
    }

    fn open(&mut self, key: &Key, candidate: Candidate) -> Entry {
        let file = match candidate.given {
            Given::Value(node) => return Entry { node: Some(node), source: candidate.source },
            Given::File(file) => file,
        };
        match read_bounded(&file) {
            Ok(text) => {
                let raw = Raw::Hidden(Secret::new(text.trim_end_matches(['\r', '\n'])));
                let source = if candidate.rank == Rank::Credential { Source::Credential } else { Source::SecretFile(file) };
                Entry { node: Some(Node { raw, line: None }), source }
            }
            Err(what) => {
                let what = format!("should come from {}, which {what}", file.display());
                let instead = "Name a file that the server's user can read.";
                self.report(candidate.source.clone(), key.path.to_owned(), &what, instead);
                Entry { node: Some(Node { raw: Raw::Noted, line: None }), source: candidate.source }
            }
        }
    }

    fn unknown(&mut self, source: Source, path: String) {
        let near = key::nearest(&path);
        let instead = match (&source, near) {
            (Source::Environment(_), Some(near)) => format!("Did you mean {}?", key::variable_of(near)),
            (_, Some(near)) => format!("Did you mean {near}?"),
            (_, None) => "`tmcpd config example` lists every key.".to_owned(),
        };
        self.report(source, path, "is not a key", &instead);
    }

    fn report(&mut self, source: Source, key: String, what: &str, instead: &str) {
        self.problems.push(Problem { source, key, what: what.to_owned(), instead: instead.to_owned() });
    }
}

/// Two places of one layer, told apart.
fn place(source: &Source) -> String {
    match source {
        Source::File { line } => format!("line {line}"),
        other => other.describe(None),
    }
}

/// The text of a file, or what is wrong with it in words that name no other file.
fn read_bounded(path: &Path) -> Result<String, String> {
    let mut text = String::new();
    let read = File::open(path).and_then(|file| file.take(MAX_FILE + 1).read_to_string(&mut text));
    match read {
        Ok(_) if text.len() as u64 > MAX_FILE => Err("is too long".to_owned()),
        Ok(_) => Ok(text),
        Err(error) => Err(format!("cannot be read ({error})")),
    }
}
