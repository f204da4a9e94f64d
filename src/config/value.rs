//! Values as they were written, before a section gives them a type: TOML with line numbers, or the text of an environment
//! variable or an option.

use std::fmt;

use serde_json::json;
use toml::{
    Spanned,
    de::{DeString, DeTable, DeValue},
};

use super::key::{Key, Kind};
use crate::kernel::Secret;

/// What was written. The text of a secret key becomes [`Raw::Hidden`] before anything else sees it.
#[derive(Clone, Debug)]
pub(super) enum Raw {
    Text(String),
    Hidden(Secret),
    Number(i64),
    Switch(bool),
    List(Vec<Node>),
    Table(Vec<(String, Node)>),
    /// Something that no key takes: a fraction, a date, a secret of another type than text.
    Unusable,
    /// Something whose problem has been noted.
    Noted,
}

/// A value and, when it comes from the file, its line.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) raw: Raw,
    pub(super) line: Option<usize>,
}

impl Raw {
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether both say the same; the lines they stand on do not count.
    pub(super) fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Hidden(one), Self::Hidden(two)) => one.matches(two.expose()),
            _ => self.to_string() == other.to_string(),
        }
    }

    pub(super) fn json(&self) -> serde_json::Value {
        match self {
            Self::Text(text) => json!(text),
            Self::Number(number) => json!(number),
            Self::Switch(on) => json!(on),
            Self::List(items) => items.iter().map(|item| item.raw.json()).collect(),
            Self::Table(entries) => entries.iter().map(|(name, node)| (name.clone(), node.raw.json())).collect(),
            Self::Hidden(_) | Self::Unusable | Self::Noted => json!(MASK),
        }
    }
}

/// What stands in the place of a secret.
const MASK: &str = "********";

/// As TOML on one line; secrets masked.
impl fmt::Display for Raw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(&quote(text)),
            Self::Number(number) => write!(f, "{number}"),
            Self::Switch(on) => write!(f, "{on}"),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(|item| item.raw.to_string()).collect();
                write!(f, "[{}]", items.join(", "))
            }
            Self::Table(entries) if entries.is_empty() => f.write_str("{}"),
            Self::Table(entries) => {
                let pairs: Vec<String> = entries.iter().map(|(name, node)| format!("{} = {}", bare(name), node.raw)).collect();
                write!(f, "{{ {} }}", pairs.join(", "))
            }
            Self::Hidden(_) | Self::Unusable | Self::Noted => f.write_str(MASK),
        }
    }
}

impl Node {
    /// The value of a TOML literal, as the registry's defaults are written; `None` if it is none.
    pub(super) fn from_literal(literal: &str) -> Option<Self> {
        DeValue::parse(literal).ok().map(|value| from_toml(value.get_ref(), None))
    }

    /// What `text` from outside the file means for a key of this kind: a list may be written with commas, tables are TOML.
    /// Text that does not fit stays text, for the reader to refuse.
    pub(super) fn from_text(text: &str, kind: &Kind) -> Self {
        let raw = match kind {
            Kind::Switch => text.parse().ok().map(Raw::Switch),
            Kind::Number { .. } => text.parse().ok().map(Raw::Number),
            Kind::Tables(_) | Kind::Named(_) => Self::from_literal(text).map(|node| node.raw),
            Kind::List(_) if text.trim_start().starts_with('[') => Self::from_literal(text).map(|node| node.raw),
            Kind::List(each) => {
                let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
                Some(Raw::List(items.map(|item| Self::from_text(item, each)).collect()))
            }
            _ => None,
        };
        Self { raw: raw.unwrap_or_else(|| Raw::Text(text.to_owned())), line: None }
    }

    /// The same value, out of sight when `key` is a secret.
    pub(super) fn hidden_for(self, key: &Key) -> Self {
        let raw = match self.raw {
            raw if !key.secret => raw,
            Raw::Text(text) => Raw::Hidden(Secret::new(text)),
            _ => Raw::Unusable,
        };
        Self { raw, line: self.line }
    }
}

/// Where the lines of a file begin.
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        Self(text.match_indices('\n').map(|(offset, _)| offset).collect())
    }

    /// The line, counted from one, of the byte at `offset`.
    pub(super) fn at(&self, offset: usize) -> usize {
        self.0.partition_point(|newline| *newline < offset) + 1
    }
}

/// A TOML value with the lines of its parts.
pub(super) fn from_toml(value: &DeValue<'_>, lines: Option<&Lines>) -> Node {
    let raw = match value {
        DeValue::String(text) => Raw::Text(text.to_string()),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).map_or(Raw::Unusable, Raw::Number),
        DeValue::Boolean(on) => Raw::Switch(*on),
        DeValue::Array(items) => Raw::List(items.iter().map(|item| spanned(item, lines)).collect()),
        DeValue::Table(table) => Raw::Table(entries(table, lines)),
        DeValue::Float(_) | DeValue::Datetime(_) => Raw::Unusable,
    };
    Node { raw, line: None }
}

/// The entries of a TOML table, each on the line of its key.
pub(super) fn entries(table: &DeTable<'_>, lines: Option<&Lines>) -> Vec<(String, Node)> {
    let entry = |(name, value): (&Spanned<DeString<'_>>, &Spanned<DeValue<'_>>)| {
        let line = lines.map(|lines| lines.at(name.span().start));
        (name.get_ref().to_string(), Node { line, ..from_toml(value.get_ref(), lines) })
    };
    table.iter().map(entry).collect()
}

fn spanned(value: &Spanned<DeValue<'_>>, lines: Option<&Lines>) -> Node {
    Node { line: lines.map(|lines| lines.at(value.span().start)), ..from_toml(value.get_ref(), lines) }
}

fn quote(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn bare(name: &str) -> String {
    let plain = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    if plain { name.to_owned() } else { quote(name) }
}
