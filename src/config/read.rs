//! From values to types. A [`Reader`] hands a section its settings one by one and keeps what is wrong; a section reads all
//! of its keys before it gives up on any, so that every problem is found in one go.

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use super::{
    cidr::Cidr,
    key::{self, Key, Kind},
    layers::Values,
    problem::{Problem, Source},
    units::{parse_duration, parse_size},
    value::{Node, Raw},
};
use crate::kernel::{Secret, UserId};

/// A type that a value can be read as, within the bounds of its kind.
pub(super) trait Setting: Sized {
    /// `Err` says which element of a list is wrong, if it is one.
    fn read(raw: &Raw, kind: &Kind) -> Result<Self, Option<usize>>;
}

/// Gives out settings and collects problems.
pub(super) struct Reader<'v> {
    values: &'v Values,
    pub(super) problems: Vec<Problem>,
}

/// One table of an array of tables, or of a table of tables.
pub(super) struct Row<'v> {
    /// The table's own name, or its number.
    pub(super) name: String,
    shown: String,
    fields: &'static [Key],
    entries: &'v [(String, Node)],
    source: Source,
}

impl<'v> Reader<'v> {
    pub(super) fn new(values: &'v Values, problems: Vec<Problem>) -> Self {
        Self { values, problems }
    }

    /// The setting at `path`; `None`, with the problem noted, when it is missing or wrong.
    pub(super) fn get<T: Setting>(&mut self, path: &str) -> Option<T> {
        let found = self.optional(path)?;
        if found.is_none() {
            self.missing(path);
        }
        found
    }

    /// The setting at `path`, `Some(None)` when nobody set it; `None`, with the problem noted, when it is wrong.
    pub(super) fn optional<T: Setting>(&mut self, path: &str) -> Option<Option<T>> {
        let (key, entry) = (key::key(path)?, self.values.get(path)?);
        match &entry.node {
            None => Some(None),
            Some(node) => self.convert(key, path, &node.raw, &entry.source).map(Some),
        }
    }

    /// The tables at `path`, which are an array or have names; broken ones are noted and left out.
    pub(super) fn rows(&mut self, path: &str) -> Vec<Row<'v>> {
        let (Some(key), Some(entry)) = (key::key(path), self.values.get(path)) else { return Vec::new() };
        let tables: Vec<(String, String, &Node)> = match (&key.kind, entry.node.as_ref().map(|node| &node.raw)) {
            (_, None) => Vec::new(),
            (Kind::Tables(_), Some(Raw::List(items))) => {
                items.iter().enumerate().map(|(place, node)| (place.to_string(), format!("{path}[{place}]"), node)).collect()
            }
            (Kind::Named(_), Some(Raw::Table(entries))) => {
                entries.iter().map(|(name, node)| (name.clone(), format!("{path}.{name}"), node)).collect()
            }
            _ => {
                self.wrong_kind(key, path, entry.source.clone());
                return Vec::new();
            }
        };
        tables.into_iter().filter_map(|(name, shown, node)| self.row(key, name, shown, node, &entry.source)).collect()
    }

    /// The field `name` of `row`, like [`Reader::get`].
    pub(super) fn field<T: Setting>(&mut self, row: &Row<'_>, name: &str) -> Option<T> {
        let found = self.optional_field(row, name)?;
        if found.is_none() {
            let example = row.fields.iter().find(|field| field.path == name).map_or_else(String::new, Key::sample);
            self.note(row.source.clone(), &row.shown, format!("has no {name}"), format!("Write {name} = {example}."));
        }
        found
    }

    /// The field `name` of `row`, like [`Reader::optional`].
    pub(super) fn optional_field<T: Setting>(&mut self, row: &Row<'_>, name: &str) -> Option<Option<T>> {
        let key = row.fields.iter().find(|field| field.path == name)?;
        let shown = format!("{}.{name}", row.shown);
        match row.entries.iter().find(|(written, _)| written == name) {
            Some((_, node)) => {
                let source = node_source(node, &row.source);
                self.convert(key, &shown, &node.raw, &source).map(Some)
            }
            None => match Node::from_literal(key.default) {
                Some(default) => self.convert(key, &shown, &default.raw, &row.source).map(Some),
                None => Some(None),
            },
        }
    }

    /// Notes that the setting at `path`, though well formed, cannot be.
    pub(super) fn wrong(&mut self, path: &str, what: &str, instead: &str) {
        let source = self.values.get(path).map_or(Source::Default, |entry| entry.source.clone());
        self.note(source, path, what.to_owned(), instead.to_owned());
    }

    /// The same for all of `row`.
    pub(super) fn wrong_row(&mut self, row: &Row<'_>, what: &str, instead: &str) {
        self.note(row.source.clone(), &row.shown, what.to_owned(), instead.to_owned());
    }

    /// The same for a field of `row`.
    pub(super) fn wrong_field(&mut self, row: &Row<'_>, name: &str, what: &str, instead: &str) {
        let written = row.entries.iter().find(|(written, _)| written == name);
        let source = written.map_or_else(|| row.source.clone(), |(_, node)| node_source(node, &row.source));
        self.note(source, &format!("{}.{name}", row.shown), what.to_owned(), instead.to_owned());
    }

    /// Notes that the setting at `path` is needed and not there.
    pub(super) fn missing(&mut self, path: &str) {
        let Some(key) = key::key(path) else { return };
        let file = if key.secret { format!(" or {}_file", key.name()) } else { String::new() };
        let variable = key.short.map_or_else(|| key.variable(), str::to_owned);
        let instead = format!("Write {} = {}{file} under [{}], or set {variable}.", key.name(), key.sample(), key.section());
        self.note(Source::Default, path, "is not set".to_owned(), instead);
    }

    fn row(&mut self, key: &Key, name: String, shown: String, node: &'v Node, source: &Source) -> Option<Row<'v>> {
        let source = node_source(node, source);
        let Raw::Table(entries) = &node.raw else {
            let instead = format!("Write [[{}]] and its fields below, or {{ field = value }}.", key.path);
            self.note(source, &shown, "must be a table".to_owned(), instead);
            return None;
        };
        let fields = key.kind.fields();
        for (written, node) in entries.iter().filter(|(written, _)| fields.iter().all(|field| field.path != written)) {
            let instead = match key::nearest_field(fields, written) {
                Some(near) => format!("Did you mean {near}?"),
                None => format!("The fields are {}.", fields.iter().map(|field| field.path).collect::<Vec<_>>().join(", ")),
            };
            self.note(node_source(node, &source), &format!("{shown}.{written}"), "is not a key".to_owned(), instead);
        }
        Some(Row { name, shown, fields, entries, source })
    }

    fn convert<T: Setting>(&mut self, key: &Key, shown: &str, raw: &Raw, source: &Source) -> Option<T> {
        let element = match T::read(raw, &key.kind) {
            Ok(value) => return Some(value),
            Err(_) if matches!(raw, Raw::Noted) => return None,
            Err(element) => element,
        };
        match (element, raw, &key.kind) {
            (Some(place), Raw::List(items), Kind::List(each)) => {
                let source = items.get(place).map_or_else(|| source.clone(), |node| node_source(node, source));
                let instead = format!("Write {} = {}.", key.name(), key.sample());
                self.note(source, &format!("{shown}[{place}]"), format!("must be {}", each.describe()), instead);
            }
            _ => self.wrong_kind(key, shown, source.clone()),
        }
        None
    }

    fn wrong_kind(&mut self, key: &Key, shown: &str, source: Source) {
        let instead = format!("Write {} = {}.", key.name(), key.sample());
        self.note(source, shown, format!("must be {}", key.kind.describe()), instead);
    }

    fn note(&mut self, source: Source, key: &str, what: String, instead: String) {
        self.problems.push(Problem { source, key: key.to_owned(), what, instead });
    }
}

/// The node's own line, where its table is in the file.
fn node_source(node: &Node, outer: &Source) -> Source {
    match (node.line, outer) {
        (Some(line), Source::File { .. }) => Source::File { line },
        _ => outer.clone(),
    }
}

/// Reads a text with its own parser.
fn parsed<T>(raw: &Raw, parse: impl FnOnce(&str) -> Option<T>) -> Result<T, Option<usize>> {
    raw.text().and_then(parse).ok_or(None)
}

impl Setting for String {
    fn read(raw: &Raw, kind: &Kind) -> Result<Self, Option<usize>> {
        if let (Raw::Number(number @ 0..), Kind::Amount) = (raw, kind) {
            return Ok(number.to_string());
        }
        parsed(raw, |text| {
            let right = match kind {
                Kind::ServerName => UserId::new("a", text).is_ok(),
                Kind::Origin => is_origin(text),
                Kind::LogFilter => is_log_filter(text),
                _ => !text.is_empty(),
            };
            right.then(|| text.to_owned())
        })
    }
}

impl Setting for Secret {
    fn read(raw: &Raw, _: &Kind) -> Result<Self, Option<usize>> {
        match raw {
            Raw::Hidden(secret) if !secret.expose().is_empty() => Ok(secret.clone()),
            _ => Err(None),
        }
    }
}

impl Setting for bool {
    fn read(raw: &Raw, _: &Kind) -> Result<Self, Option<usize>> {
        match raw {
            Raw::Switch(on) => Ok(*on),
            _ => Err(None),
        }
    }
}

impl Setting for u64 {
    fn read(raw: &Raw, kind: &Kind) -> Result<Self, Option<usize>> {
        let (number, min, max) = match (raw, kind) {
            (Raw::Number(number), Kind::Number { min, max }) => (Self::try_from(*number).ok(), min, max),
            (Raw::Text(text), Kind::Size { min, max }) => (parse_size(text), min, max),
            _ => return Err(None),
        };
        number.filter(|number| (min..=max).contains(&number)).ok_or(None)
    }
}

macro_rules! smaller_numbers {
    ($($number:ty)*) => {$(
        impl Setting for $number {
            fn read(raw: &Raw, kind: &Kind) -> Result<Self, Option<usize>> {
                u64::read(raw, kind)?.try_into().map_err(|_| None)
            }
        }
    )*};
}

smaller_numbers! { u8 u32 usize }

impl Setting for Duration {
    fn read(raw: &Raw, kind: &Kind) -> Result<Self, Option<usize>> {
        let Kind::Time { min, max } = kind else { return Err(None) };
        parsed(raw, |text| parse_duration(text).filter(|time| (min..=max).contains(&time)))
    }
}

impl Setting for SocketAddr {
    fn read(raw: &Raw, _: &Kind) -> Result<Self, Option<usize>> {
        parsed(raw, |text| text.parse().ok())
    }
}

impl Setting for Cidr {
    fn read(raw: &Raw, _: &Kind) -> Result<Self, Option<usize>> {
        parsed(raw, |text| text.parse().ok())
    }
}

impl Setting for PathBuf {
    fn read(raw: &Raw, _: &Kind) -> Result<Self, Option<usize>> {
        parsed(raw, |text| (!text.is_empty()).then(|| text.into()))
    }
}

impl Setting for chrono_tz::Tz {
    fn read(raw: &Raw, _: &Kind) -> Result<Self, Option<usize>> {
        parsed(raw, |text| text.parse().ok())
    }
}

impl Setting for url::Url {
    fn read(raw: &Raw, kind: &Kind) -> Result<Self, Option<usize>> {
        let right = |text: &str, url: &Self| is_link(url) && (matches!(kind, Kind::Link) || is_base(text, url));
        parsed(raw, |text| Self::parse(text).ok().filter(|url| right(text, url)))
    }
}

impl<T: Setting> Setting for Vec<T> {
    fn read(raw: &Raw, kind: &Kind) -> Result<Self, Option<usize>> {
        let (Raw::List(items), Kind::List(each)) = (raw, kind) else { return Err(None) };
        items.iter().enumerate().map(|(place, item)| T::read(&item.raw, each).map_err(|_| Some(place))).collect()
    }
}

/// Whether this is on the web, and nothing in it is a secret.
fn is_link(url: &url::Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.has_host() && url.username().is_empty() && url.password().is_none()
}

/// Whether paths can be put behind this address.
fn is_base(text: &str, url: &url::Url) -> bool {
    url.query().is_none() && url.fragment().is_none() && !text.ends_with('/')
}

/// Whether this is an origin as browsers send it (RFC 6454 section 6.2), so that it can be compared as text.
fn is_origin(text: &str) -> bool {
    url::Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.origin().ascii_serialization() == text)
}

/// `EnvFilter` takes any word for a target, `verbose` and `fatal` too; here a part without `=` has to be a level.
fn is_log_filter(text: &str) -> bool {
    let is_level = |part: &str| part.parse::<tracing::level_filters::LevelFilter>().is_ok() && part.parse::<usize>().is_err();
    let parts_right = text.split(',').all(|part| part.contains('=') || is_level(part));
    parts_right && tracing_subscriber::EnvFilter::builder().parse(text).is_ok()
}

/// An enum whose variants are written as texts.
macro_rules! choices {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            /// Every way to write one.
            pub const NAMES: &[&str] = &[$($text),*];

            /// As it is written.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }

        impl crate::config::read::Setting for $name {
            fn read(raw: &crate::config::value::Raw, _: &crate::config::key::Kind) -> Result<Self, Option<usize>> {
                match raw.text() {
                    $(Some($text) => Ok(Self::$variant),)*
                    _ => Err(None),
                }
            }
        }
    };
}
pub(super) use choices;
