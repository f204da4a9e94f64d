//! What the registry says, written out: the example file, the reference page, and what is set from where.

use std::fmt::Write;

use serde_json::json;

use super::{
    Loaded,
    key::{self, Change, Key, SECTIONS},
};

/// Text is broken before this column.
const WIDTH: usize = 100;

/// A configuration file with every key, its meaning and its default. All of it is commented out: prose as `# text`, settings
/// as `#key = value`.
pub fn example() -> String {
    let mut text = String::from(
        "# The configuration of tmcpd. What is commented out shows the default, or an example where there is none.\n\
         # The environment goes before this file, as in TMCPD_SERVER__LISTEN, and the command line before both.\n\
         # A secret can be in a file of its own: for every secret key there is one with `_file` at its end.\n",
    );
    for section in SECTIONS {
        paragraph(&mut text, &format!("\n# {}", section.meaning), "# ");
        put(&mut text, format_args!("[{}]\n", section.path));
        for key in section.keys {
            paragraph(&mut text, &format!("\n# {}", facts(key)), "# ");
            if let Some(literal) = key.further_example() {
                put(&mut text, format_args!("# For example: {} = {literal}\n", key.name()));
            }
            let literal = if key.default.is_empty() { key.sample() } else { key.default.to_owned() };
            for line in format!("{} = {literal}", key.name()).lines() {
                put(&mut text, format_args!("#{line}\n"));
            }
        }
    }
    text
}

/// The reference page, in Markdown.
pub fn reference_markdown() -> String {
    let mut text = String::from("# Settings\n\nMade from the definitions that the server itself reads by.\n");
    for section in SECTIONS {
        put(&mut text, format_args!("\n## `[{}]`\n\n{}\n", section.path, section.meaning));
        for key in section.keys {
            entry(&mut text, key);
        }
    }
    text
}

/// Every key with its value and where it comes from, one line each; secrets masked.
pub fn show(loaded: &Loaded) -> String {
    let mut text = String::new();
    for key in key::all() {
        let Some(entry) = loaded.values.get(key.path) else { continue };
        let source = entry.source.describe(loaded.file.as_deref());
        match &entry.node {
            Some(node) => put(&mut text, format_args!("{} = {}  # {source}\n", key.path, node.raw)),
            None => put(&mut text, format_args!("{} is not set\n", key.path)),
        }
    }
    text
}

/// The same for programs: an array of `{key, value, source, meaning, secret, restart}`. `value` is null where nothing is set.
pub fn show_json(loaded: &Loaded) -> serde_json::Value {
    let row = |key: &Key| {
        let entry = loaded.values.get(key.path)?;
        Some(json!({
            "key": key.path,
            "value": entry.node.as_ref().map(|node| node.raw.json()),
            "source": entry.source.describe(loaded.file.as_deref()),
            "meaning": key.meaning,
            "secret": key.secret,
            "restart": key.change == Change::Restart,
        }))
    };
    key::all().filter_map(row).collect()
}

/// Meaning and bounds in a sentence or two.
fn facts(key: &Key) -> String {
    let file = if key.secret { format!(" Or {}_file = the path of a file that holds it.", key.name()) } else { String::new() };
    let bounds = if key.kind.is_bounded() { format!(" Must be {}.", key.kind.describe()) } else { String::new() };
    format!("{}{bounds}{file}", key.meaning)
}

/// A key's part of the reference page.
fn entry(text: &mut String, key: &Key) {
    let (path, name, variable) = (key.path, key.name(), key.variable());
    put(text, format_args!("\n### `{path}`\n\n{}\n\n- Must be {}.\n", key.meaning, key.kind.describe()));
    for field in key.kind.fields() {
        let default = if field.default.is_empty() { String::new() } else { format!(" Default: `{}`.", field.default) };
        put(text, format_args!("  - `{}`, {}: {}{default}\n", field.path, field.kind.describe(), field.meaning));
    }
    match key.default {
        "" => put(text, format_args!("- No default. Example: `{name} = {}`\n", key.sample())),
        default if default.contains('\n') => put(text, format_args!("- Default:\n\n```toml\n{name} = {default}\n```\n\n")),
        default => put(text, format_args!("- Default: `{default}`\n")),
    }
    if let Some(literal) = key.further_example() {
        put(text, format_args!("- Example: `{name} = {literal}`\n"));
    }
    if let Some(literal) = key.dev {
        put(text, format_args!("- Default with `--dev`: `{literal}`\n"));
    }
    let short = key.short.map_or_else(String::new, |short| format!(" or `{short}`"));
    put(text, format_args!("- Environment: `{variable}`{short}\n"));
    if key.secret {
        put(
            text,
            format_args!("- Secret: also from a file, `{path}_file` (`{variable}_FILE`), or the systemd credential `{path}`.\n"),
        );
    }
    let effect = match key.change {
        Change::Live => "a reload",
        Change::Restart => "a restart",
    };
    put(text, format_args!("- Takes effect at {effect}.\n"));
}

/// Writes `words`, broken into lines that begin with `start` after the first.
fn paragraph(text: &mut String, words: &str, start: &str) {
    let mut column = 0;
    for word in words.split(' ') {
        if column + word.len() > WIDTH {
            text.push('\n');
            text.push_str(start);
            column = start.len();
        } else if column > 0 {
            text.push(' ');
        }
        text.push_str(word);
        column += word.len() + 1;
    }
    text.push('\n');
}

fn put(text: &mut String, arguments: std::fmt::Arguments<'_>) {
    // Writing to a `String` does not fail.
    let _ = text.write_fmt(arguments);
}
