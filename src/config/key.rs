//! The registry of keys: everything that is true of a setting before anyone writes it. The environment's names, the
//! example, the reference, `show` and the errors all come from here.

use std::time::Duration;

use super::{
    activation, developers, fees, identity, limits, log, matrix, mfa, outbox, server, storage, tokens,
    units::{format_duration, format_size},
    wallet,
};

/// Every section, in the order of the documents that are made from it.
pub(super) static SECTIONS: &[&Section] = &[
    &server::SECTION,
    &storage::SECTION,
    &identity::SECTION,
    &identity::MAS_SECTION,
    &tokens::SECTION,
    &developers::SECTION,
    &matrix::SECTION,
    &wallet::SECTION,
    &wallet::ACCEPTANCE_SECTION,
    &fees::SECTION,
    &activation::SECTION,
    &mfa::SECTION,
    &limits::SECTION,
    &outbox::SECTION,
    &log::SECTION,
];

/// A table of the file.
pub(super) struct Section {
    pub(super) path: &'static str,
    pub(super) meaning: &'static str,
    pub(super) keys: &'static [Key],
}

/// What a value is and between which bounds.
#[derive(Debug)]
pub(super) enum Kind {
    Text,
    ServerName,
    Address,
    /// An address that paths are put behind.
    Url,
    /// Any address that a browser opens.
    Link,
    Origin,
    Network,
    Path,
    Amount,
    TimeZone,
    LogFilter,
    Switch,
    Number {
        min: u64,
        max: u64,
    },
    Time {
        min: Duration,
        max: Duration,
    },
    Size {
        min: u64,
        max: u64,
    },
    Choice(&'static [&'static str]),
    List(&'static Kind),
    /// `[[a.b]]`, each with these fields.
    Tables(&'static [Key]),
    /// `[a.b.name]`, each with these fields.
    Named(&'static [Key]),
}

/// Whether a change takes effect at a reload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Live,
    Restart,
}

/// One setting, or one field of a table.
#[derive(Debug)]
pub(super) struct Key {
    /// Dotted from the top, or a field's name.
    pub(super) path: &'static str,
    pub(super) kind: Kind,
    /// A TOML literal, empty when there is none.
    pub(super) default: &'static str,
    /// What the default is in development.
    pub(super) dev: Option<&'static str>,
    /// A TOML literal that is right, where the kind's own does not say enough.
    example: Option<&'static str>,
    /// A second, shorter name in the environment.
    pub(super) short: Option<&'static str>,
    pub(super) meaning: &'static str,
    pub(super) secret: bool,
    pub(super) change: Change,
}

impl Key {
    /// A key with a default, which takes effect at a restart.
    pub(super) const fn new(path: &'static str, kind: Kind, default: &'static str, meaning: &'static str) -> Self {
        Self { path, kind, default, dev: None, example: None, short: None, meaning, secret: false, change: Change::Restart }
    }

    /// A secret, which has no default and may be kept in a file of its own.
    pub(super) const fn secret(path: &'static str, meaning: &'static str) -> Self {
        Self { secret: true, ..Self::new(path, Kind::Text, "", meaning) }.example("\"a long random text\"")
    }

    pub(super) const fn live(mut self) -> Self {
        self.change = Change::Live;
        self
    }

    pub(super) const fn short(mut self, variable: &'static str) -> Self {
        self.short = Some(variable);
        self
    }

    pub(super) const fn dev(mut self, default: &'static str) -> Self {
        self.dev = Some(default);
        self
    }

    pub(super) const fn example(mut self, literal: &'static str) -> Self {
        self.example = Some(literal);
        self
    }

    /// A right value, as TOML.
    pub(super) fn sample(&self) -> String {
        match self.example {
            Some(literal) => literal.to_owned(),
            None if !self.default.is_empty() && self.kind.fields().is_empty() => self.default.to_owned(),
            None => self.kind.sample(),
        }
    }

    /// A right value to show beside a default that does not explain itself.
    pub(super) fn further_example(&self) -> Option<&'static str> {
        self.example.filter(|_| !self.default.is_empty())
    }

    /// The last part of the path.
    pub(super) fn name(&self) -> &'static str {
        self.path.rsplit_once('.').map_or(self.path, |(_, name)| name)
    }

    /// The section that it stands in.
    pub(super) fn section(&self) -> &'static str {
        self.path.rsplit_once('.').map_or("", |(section, _)| section)
    }

    /// The variable that sets it.
    pub(super) fn variable(&self) -> String {
        variable_of(self.path)
    }
}

impl Kind {
    /// What it is, in words that follow "must be".
    pub(super) fn describe(&self) -> String {
        match self {
            Self::Text => "a text".into(),
            Self::ServerName => "the name of a Matrix server".into(),
            Self::Address => "an IP address and a port".into(),
            Self::Url => "an http or https address without user name, query, fragment or slash at the end".into(),
            Self::Link => "an http or https address".into(),
            Self::Origin => "an origin: scheme, host and nothing behind it, and never `*`".into(),
            Self::Network => "a network or an IP address".into(),
            Self::Path => "a path".into(),
            Self::Amount => "an amount of money in quotes".into(),
            Self::TimeZone => "a time zone of the IANA database".into(),
            Self::LogFilter => "error, warn, info, debug, trace or off, or a list of `target=level`".into(),
            Self::Switch => "true or false".into(),
            Self::Number { min, max } => format!("a whole number from {min} to {max}"),
            Self::Time { min, max } => format!("a time from {} to {}", format_duration(*min), format_duration(*max)),
            Self::Size { min, max } => format!("a size from {} to {}", format_size(*min), format_size(*max)),
            Self::Choice(names) => format!("one of {}", names.join(", ")),
            Self::List(each) => format!("a list, each {}", each.describe()),
            Self::Tables(_) => "an array of tables".into(),
            Self::Named(_) => "a table of tables".into(),
        }
    }

    /// The fields of its tables, if it has tables.
    pub(super) fn fields(&self) -> &'static [Key] {
        match self {
            Self::Tables(fields) | Self::Named(fields) => fields,
            _ => &[],
        }
    }

    /// Whether [`Kind::describe`] says more than an example does.
    pub(super) fn is_bounded(&self) -> bool {
        matches!(self, Self::Number { .. } | Self::Time { .. } | Self::Size { .. })
    }

    /// From `min` to `max` seconds.
    pub(super) const fn seconds(min: u64, max: u64) -> Self {
        Self::Time { min: Duration::from_secs(min), max: Duration::from_secs(max) }
    }

    /// A right value, as TOML.
    fn sample(&self) -> String {
        let literal = match self {
            Self::Text => "\"text\"",
            Self::ServerName => "\"example.org\"",
            Self::Address => "\"127.0.0.1:8420\"",
            Self::Url | Self::Link | Self::Origin => "\"https://example.org\"",
            Self::Network => "\"10.0.0.0/8\"",
            Self::Path => "\"/var/lib/tmcpd\"",
            Self::Amount => "\"10.00\"",
            Self::TimeZone => "\"Europe/Berlin\"",
            Self::LogFilter => "\"info\"",
            Self::Switch => "true",
            Self::Number { min, .. } => return min.to_string(),
            Self::Time { min, .. } => return format!("\"{}\"", format_duration(*min)),
            Self::Size { min, .. } => return format!("\"{}\"", format_size(*min)),
            Self::Choice(names) => return format!("\"{}\"", names.first().unwrap_or(&"")),
            Self::List(each) => return format!("[{}]", each.sample()),
            Self::Tables(fields) => return format!("[{}]", table_sample(fields)),
            Self::Named(fields) => return format!("{{ name = {} }}", table_sample(fields)),
        };
        literal.to_owned()
    }
}

/// What a dotted path means.
pub(super) enum Found {
    /// It is this key.
    Key(&'static Key),
    /// It names the file that holds this secret.
    FileOf(&'static Key),
}

/// Every key, section by section.
pub(super) fn all() -> impl Iterator<Item = &'static Key> {
    SECTIONS.iter().flat_map(|section| section.keys)
}

/// The key at `path`.
pub(super) fn key(path: &str) -> Option<&'static Key> {
    all().find(|key| key.path == path)
}

/// The key at `path`, or the secret whose `_file` form it is.
pub(super) fn find(path: &str) -> Option<Found> {
    let of_file = || path.strip_suffix("_file").and_then(key).filter(|key| key.secret).map(Found::FileOf);
    key(path).map(Found::Key).or_else(of_file)
}

/// Whether keys stand below `path`.
pub(super) fn is_section(path: &str) -> bool {
    all().any(|key| key.path.strip_prefix(path).is_some_and(|rest| rest.starts_with('.')))
}

/// The variable that sets the key at `path`.
pub(super) fn variable_of(path: &str) -> String {
    format!("TMCPD_{}", path.replace('.', "__").to_ascii_uppercase())
}

/// The key that somebody who wrote `path` may have meant: the closest by edits, where a right name in the wrong section
/// counts as one.
pub(super) fn nearest(path: &str) -> Option<&'static str> {
    let name = path.rsplit_once('.').map_or(path, |(_, name)| name);
    let secrets = path.strip_suffix("_file").unwrap_or(path);
    let distance = |key: &Key| edits(key.path, path).min(edits(key.path, secrets)).min(edits(key.name(), name) + 1);
    closest(all().map(|key| (key.path, distance(key))), path)
}

/// The field that somebody who wrote `name` may have meant.
pub(super) fn nearest_field(fields: &'static [Key], name: &str) -> Option<&'static str> {
    closest(fields.iter().map(|field| (field.path, edits(field.path, name))), name)
}

/// The closest of `candidates`, unless more than a third of what was written would have to change.
pub(super) fn closest<'c>(candidates: impl Iterator<Item = (&'c str, usize)>, written: &str) -> Option<&'c str> {
    let bound = (written.len() / 3).max(2);
    candidates.min_by_key(|(_, distance)| *distance).filter(|(_, distance)| *distance <= bound).map(|(path, _)| path)
}

/// The Levenshtein distance: how many letters have to be put in, taken out or changed.
pub(super) fn edits(one: &str, two: &str) -> usize {
    let mut row: Vec<usize> = (0..=two.chars().count()).collect();
    for (above, letter) in one.chars().enumerate() {
        let mut diagonal = above;
        let mut left = above + 1;
        for (cell, other) in row.iter_mut().skip(1).zip(two.chars()) {
            let changed = diagonal + usize::from(letter != other);
            diagonal = *cell;
            *cell = changed.min(left + 1).min(*cell + 1);
            left = *cell;
        }
        if let Some(first) = row.first_mut() {
            *first = above + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

fn table_sample(fields: &[Key]) -> String {
    let pairs: Vec<String> = fields.iter().map(|field| format!("{} = {}", field.path, field.sample())).collect();
    format!("{{ {} }}", pairs.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_counted() {
        for (one, two, distance) in
            [("", "", 0), ("abc", "", 3), ("listen", "lisen", 1), ("kitten", "sitting", 3), ("ab", "ba", 2)]
        {
            assert_eq!(edits(one, two), distance, "{one} {two}");
            assert_eq!(edits(two, one), distance, "{two} {one}");
        }
    }

    #[test]
    fn the_nearest_key_is_found() {
        for (written, meant) in [
            ("server.lisen", Some("server.listen")),
            ("listen", Some("server.listen")),
            ("sever.public_url", Some("server.public_url")),
            ("matrix.as_tokne_file", Some("matrix.as_token")),
            ("postgres.connection_string", None),
        ] {
            assert_eq!(nearest(written), meant, "{written}");
        }
    }

    #[test]
    fn every_key_stands_in_its_section_and_is_documented() {
        for section in SECTIONS {
            for key in section.keys {
                assert_eq!(key.section(), section.path, "{}", key.path);
                assert!(key.meaning.ends_with('.'), "{}", key.path);
                assert!(!key.path.ends_with("_file"), "{} would hide a secret's file", key.path);
                assert!(key.secret || key.default.is_empty() || super::super::value::Node::from_literal(key.default).is_some());
            }
        }
    }
}
