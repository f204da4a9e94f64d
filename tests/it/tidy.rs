//! The invariants of the house that the compiler does not know, checked on the text of the sources: floors, who may name which
//! crate, where waiting is allowed, sizes, leftovers. Each finding is one line: place, rule.

mod source;

use std::{
    fs,
    path::{Path, PathBuf},
};

use source::Source;

/// The rooms that a floor stands on.
const FLOORS_0_TO_2: &[&str] = &["kernel", "config", "store", "ledger", "audit", "outbox", "limits", "command", "seal"];
const FLOOR_3: &[&str] = &[
    "identity",
    "mfa",
    "wallets",
    "transfers",
    "payments",
    "gifts",
    "rooms",
    "miniapps",
    "endpoints",
    "appdata",
    "developers",
    "gateway",
    "people",
];
const PORTS: &[&str] = &["matrix", "webhooks", "upstream"];
const EDGES: &[&str] = &["edge", "http", "mcp", "worker", "logs"];
const FLOOR_5: &[&str] = &["dev", "app", "cli", "lifecycle", "doctor", "main", "lib"];

/// Each room and what it may import. A room that is not here has no floor yet, and gets one here.
const ROOMS: &[(&str, &[&[&str]])] = &[
    ("kernel", &[]),
    ("config", &[&["kernel"]]),
    ("store", &[&["kernel"]]),
    ("ledger", &[&["kernel", "store"]]),
    ("audit", &[&["kernel", "store"]]),
    ("outbox", &[&["kernel", "store"]]),
    ("limits", &[&["kernel"]]),
    ("seal", &[&["kernel"]]),
    ("command", &[&["kernel", "store", "audit", "outbox"]]),
    ("mfa", &[FLOORS_0_TO_2]),
    ("wallets", &[FLOORS_0_TO_2, &["mfa"]]),
    ("identity", &[FLOORS_0_TO_2, &["wallets"]]),
    ("transfers", &[FLOORS_0_TO_2, &["wallets", "mfa", "identity"]]),
    ("payments", &[FLOORS_0_TO_2, &["wallets", "mfa", "identity"]]),
    ("gifts", &[FLOORS_0_TO_2, &["wallets", "mfa", "identity", "transfers"]]),
    ("rooms", &[FLOORS_0_TO_2]),
    ("miniapps", &[FLOORS_0_TO_2, &["identity", "wallets"]]),
    ("endpoints", &[FLOORS_0_TO_2]),
    ("appdata", &[FLOORS_0_TO_2, &["identity"]]),
    ("developers", &[FLOORS_0_TO_2, &["identity"]]),
    ("gateway", &[FLOORS_0_TO_2, &["identity"]]),
    ("people", &[FLOORS_0_TO_2, &["identity", "wallets", "mfa", "transfers", "payments", "gifts", "rooms", "developers"]]),
    ("matrix", &[&["kernel", "upstream"]]),
    ("webhooks", &[&["kernel", "upstream"]]),
    ("upstream", &[&["kernel"]]),
    ("edge", &[FLOORS_0_TO_2, FLOOR_3, PORTS, &["logs"]]),
    ("http", &[FLOORS_0_TO_2, FLOOR_3, PORTS, &["logs", "edge"]]),
    ("mcp", &[FLOORS_0_TO_2, FLOOR_3, PORTS, &["logs", "edge", "http"]]),
    ("worker", &[FLOORS_0_TO_2, FLOOR_3, PORTS, &["logs", "edge"]]),
    ("logs", &[&["kernel", "config"]]),
    ("app", &[FLOORS_0_TO_2, FLOOR_3, PORTS, EDGES, FLOOR_5]),
    ("cli", &[FLOORS_0_TO_2, FLOOR_3, PORTS, EDGES, FLOOR_5]),
    ("dev", &[FLOORS_0_TO_2, FLOOR_3, PORTS, EDGES, FLOOR_5]),
    ("lifecycle", &[FLOORS_0_TO_2, FLOOR_3, PORTS, EDGES, FLOOR_5]),
    ("doctor", &[FLOORS_0_TO_2, FLOOR_3, PORTS, EDGES, FLOOR_5]),
    ("main", &[FLOORS_0_TO_2, FLOOR_3, PORTS, EDGES, FLOOR_5]),
    ("lib", &[FLOORS_0_TO_2, FLOOR_3, PORTS, EDGES, FLOOR_5]),
];

/// Crates that only some rooms may name.
const CRATES: &[(&str, &[&str])] =
    &[("redb", &["store"]), ("poem", &["http", "mcp"]), ("poem_openapi", &["http", "mcp"]), ("reqwest", PORTS)];

/// Names that say nothing about what is inside.
const EMPTY_NAMES: &[&str] = &["util", "utils", "common", "helper", "helpers", "manager", "managers", "service", "services"];

/// What is left behind when something is unfinished.
const LEFTOVERS: &[&str] = &["TODO", "FIXME", "XXX", "HACK", "dbg!", "todo!", "unimplemented!"];
const LEFTOVER_PHRASES: &[&str] = &["for now", "phase 1", "phase 2", "phase 3", "not implemented yet"];

/// The most lines that a file has.
const MAX_LINES: usize = 500;

/// Files that are longer, with the size that they may have. The numbers only go down.
const LONGER: &[(&str, usize)] = &[];

#[test]
fn the_house_is_tidy() {
    let sources = all_files("src").into_iter().filter(|path| path.ends_with(".rs"));
    let mut findings: Vec<String> = sources.flat_map(|path| check(&Source::new(&path, &read(&path)))).collect();
    for path in all_files("tests").into_iter().filter(|path| path.ends_with(".rs")) {
        let mut found = Vec::new();
        check_attributes(&Source::new(&path, &read(&path)), &mut found);
        findings.extend(found.into_iter().map(|(line, rule)| format!("{path}:{line}: {rule}")));
    }
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}

#[test]
fn files_are_short() {
    let sources = ["src", "tests"].into_iter().flat_map(all_files).filter(|path| path.ends_with(".rs"));
    let findings: Vec<String> = sources.filter_map(|path| check_size(&path, read(&path).lines().count(), LONGER)).collect();
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
    for (path, _) in LONGER {
        assert!(root().join(path).exists(), "{path} is gone; take it off the list");
    }
}

#[test]
fn nothing_names_a_place_on_the_machine_where_it_was_written() {
    let top = fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let texts = top.filter(|name| name.ends_with(".md")).chain(["src", "tests", "docs"].into_iter().flat_map(all_files));
    let findings: Vec<String> = texts.flat_map(|path| check_places(&path, &read(&path))).collect();
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}

#[test]
fn each_rule_finds_what_it_is_for() {
    let cases: &[(&str, &str, &str)] = &[
        ("src/ledger/mod.rs", "//! Purpose.\nuse crate::{kernel::Money, store::Txn};\n", ""),
        ("src/ledger/mod.rs", "use std::fmt;\n", "1: a module starts with `//!`"),
        ("src/ledger/mod.rs", "#![expect(\n    missing_docs,\n    reason = \"x\"\n)]\n//! Purpose.\n", ""),
        ("src/ledger/sum_tests.rs", "use super::*;\n", ""),
        ("src/ledger/mod.rs", "//! P.\nfn f(t: redb::Table) {}\n", "2: only store names the crate redb"),
        ("src/ledger/mod.rs", "//! P.\n// redb, poem and async are words.\nconst A: &str = \"redb async\";\n", ""),
        ("src/worker/mod.rs", "//! P.\nuse reqwest::Client;\n", "2: only matrix, webhooks, upstream name the crate reqwest"),
        ("src/mfa/mod.rs", "//! P.\npub async fn f() {}\n", "2: floors 0 to 3 do not wait (async)"),
        ("src/mfa/mod.rs", "//! P.\nfn f() { g().await }\n", "2: floors 0 to 3 do not wait (await)"),
        ("src/mfa/mod.rs", "//! P.\n#[cfg(test)]\nmod tests {\n    async fn f() {}\n    use crate::http::A;\n}\n", ""),
        ("src/store/mod.rs", "//! P.\nuse crate::ledger::post;\n", "2: store may not import ledger"),
        (
            "src/ledger/mod.rs",
            "//! P.\nuse crate::{\n    kernel::{Code, Ctx},\n    payments,\n};\n",
            "2: ledger may not import payments",
        ),
        ("src/wallets.rs", "//! P.\nfn f() -> crate::payments::A {}\n", "2: wallets may not import payments"),
        ("src/matrix/mod.rs", "//! P.\nuse crate::{kernel::A, store::B};\n", "2: matrix may not import store"),
        ("src/audit.rs", "//! P.\nuse super::ledger::post;\n", "2: another room is imported from `crate::`"),
        ("src/http/api/mod.rs", "//! P.\nuse super::super::payments;\n", "2: another room is imported from `crate::`"),
        ("src/http/api/refunds.rs", "//! P.\nuse super::super::error;\n", ""),
        ("src/cellar/mod.rs", "//! P.\n", "1: the room cellar has no floor"),
        ("src/ledger/utils.rs", "//! P.\n", "1: the name utils says nothing"),
        ("src/ledger/mod.rs", "//! P.\n// TODO: more\n", "2: a leftover: TODO"),
        ("src/ledger/mod.rs", "//! P.\n/// Good enough for now.\n", "2: a leftover: for now"),
        ("src/ledger/mod.rs", "//! P.\nfn f() { dbg!(1) }\n", "2: a leftover: dbg!"),
        ("src/ledger/mod.rs", "//! P. TODOS and `methodology` are words.\n", ""),
        ("src/ledger/mod.rs", "//! P.\n#[allow(dead_code)]\n", "2: `expect` with a reason instead of `allow`"),
        ("src/ledger/mod.rs", "//! P.\n#[expect(dead_code)]\n", "2: `expect` without a reason"),
        ("src/ledger/mod.rs", "//! P.\n#[expect(\n    dead_code,\n    reason = \"x (y)\"\n)]\n", ""),
    ];
    for (path, text, expected) in cases {
        let findings = check(&Source::new(path, text)).join("\n");
        let expected = if expected.is_empty() { String::new() } else { format!("{path}:{expected}") };
        assert_eq!(findings, expected, "{text}");
    }
    let longer = &[("src/long.rs", 600)];
    for (path, lines, expected) in [
        ("src/short.rs", 500, None),
        ("src/short.rs", 501, Some("src/short.rs:501: a file has at most 500 lines")),
        ("src/long.rs", 600, None),
        ("src/long.rs", 601, Some("src/long.rs:601: a file has at most 600 lines")),
        ("src/long.rs", 550, Some("src/long.rs:550: the file shrank, and so does its number on the list: 600")),
    ] {
        assert_eq!(check_size(path, lines, longer).as_deref(), expected);
    }
    let place = format!("see {}/x and https://a.example{}/x", PLACES[0], PLACES[0]);
    assert_eq!(check_places("docs/a.md", &place).len(), 1);
    assert_eq!(check_places("docs/a.md", "the network/works").len(), 0);
}

fn check(source: &Source) -> Vec<String> {
    let mut findings = Vec::new();
    check_opening(source, &mut findings);
    check_names(source, &mut findings);
    check_crates(source, &mut findings);
    check_waiting(source, &mut findings);
    check_imports(source, &mut findings);
    check_leftovers(source, &mut findings);
    check_attributes(source, &mut findings);
    findings.into_iter().map(|(line, rule)| format!("{}:{line}: {rule}", source.path)).collect()
}

type Findings = Vec<(usize, String)>;

fn check_opening(source: &Source, findings: &mut Findings) {
    if source.is_test_file() {
        return;
    }
    let mut lines = source.text.lines();
    let mut first = lines.next().unwrap_or_default();
    while first.starts_with("#![") {
        while !first.ends_with(']') {
            first = lines.next().unwrap_or("]");
        }
        first = lines.find(|line| !line.is_empty()).unwrap_or_default();
    }
    if !first.starts_with("//!") {
        findings.push((1, "a module starts with `//!`".to_owned()));
    }
}

fn check_names(source: &Source, findings: &mut Findings) {
    if !ROOMS.iter().any(|(room, _)| *room == source.room) {
        findings.push((1, format!("the room {} has no floor", source.room)));
    }
    let parts = source.path.split(['/', '.']);
    findings.extend(parts.filter(|part| EMPTY_NAMES.contains(part)).map(|part| (1, format!("the name {part} says nothing"))));
}

fn check_crates(source: &Source, findings: &mut Findings) {
    for (name, rooms) in CRATES {
        if rooms.contains(&source.room.as_str()) || source.is_test_file() {
            continue;
        }
        let verb = if rooms.len() == 1 { "names" } else { "name" };
        let rule = format!("only {} {verb} the crate {name}", rooms.join(", "));
        findings.extend(source.lines_with_word(source.program(), name).map(|line| (line, rule.clone())));
    }
}

fn check_waiting(source: &Source, findings: &mut Findings) {
    let room = source.room.as_str();
    if source.is_test_file() || !(FLOORS_0_TO_2.contains(&room) || FLOOR_3.contains(&room)) {
        return;
    }
    for word in ["async", "await"] {
        let lines = source.lines_with_word(source.program(), word);
        findings.extend(lines.map(|line| (line, format!("floors 0 to 3 do not wait ({word})"))));
    }
}

fn check_imports(source: &Source, findings: &mut Findings) {
    let Some((_, allowed)) = ROOMS.iter().find(|(room, _)| *room == source.room) else { return };
    if source.is_test_file() {
        return;
    }
    for (line, imported) in source.imports() {
        let is_room = ROOMS.iter().any(|(room, _)| *room == imported);
        if is_room && imported != source.room && !allowed.iter().any(|rooms| rooms.contains(&imported.as_str())) {
            findings.push((line, format!("{} may not import {imported}", source.room)));
        }
    }
    let outside = source.climbs().into_iter().filter(|(_, steps)| *steps >= source.depth());
    findings.extend(outside.map(|(line, _)| (line, "another room is imported from `crate::`".to_owned())));
}

fn check_leftovers(source: &Source, findings: &mut Findings) {
    for word in LEFTOVERS {
        findings.extend(source.lines_with_word(&source.text, word).map(|line| (line, format!("a leftover: {word}"))));
    }
    let text = source.text.to_lowercase();
    for phrase in LEFTOVER_PHRASES {
        findings.extend(source.lines_with_word(&text, phrase).map(|line| (line, format!("a leftover: {phrase}"))));
    }
}

fn check_attributes(source: &Source, findings: &mut Findings) {
    for (line, attribute) in source.attributes() {
        if attribute.starts_with("allow(") {
            findings.push((line, "`expect` with a reason instead of `allow`".to_owned()));
        } else if attribute.starts_with("expect(") && !attribute.contains("reason =") {
            findings.push((line, "`expect` without a reason".to_owned()));
        }
    }
}

fn check_size(path: &str, lines: usize, longer: &[(&str, usize)]) -> Option<String> {
    let listed = longer.iter().find(|(long, _)| *long == path).map(|(_, most)| *most);
    let most = listed.unwrap_or(MAX_LINES);
    if lines > most {
        return Some(format!("{path}:{lines}: a file has at most {most} lines"));
    }
    listed
        .filter(|most| lines < *most)
        .map(|most| format!("{path}:{lines}: the file shrank, and so does its number on the list: {most}"))
}

/// Put together here, so that this file does not find itself.
const PLACES: &[&str] = &[concat!("/", "work"), concat!("/", "home")];

fn check_places(path: &str, text: &str) -> Vec<String> {
    let mut findings = Vec::new();
    for (number, line) in text.lines().enumerate() {
        for place in PLACES {
            let starts_there = |at: usize| {
                let before = line[..at].chars().next_back();
                let inside_a_longer_path = before.is_some_and(|letter| letter.is_alphanumeric() || "._-~}".contains(letter));
                line[at + place.len()..].starts_with('/') && !inside_a_longer_path
            };
            if line.match_indices(place).any(|(at, _)| starts_there(at)) {
                findings.push(format!("{path}:{}: {place} is a place on the machine where this was written", number + 1));
            }
        }
    }
    findings
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The text of a file; empty for what is no text.
fn read(path: &str) -> String {
    String::from_utf8(fs::read(root().join(path)).unwrap()).unwrap_or_default()
}

/// Every file under a folder, named from the project's root, in order.
fn all_files(folder: &str) -> Vec<String> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for entry in entries {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => walk(&path, found),
                false => found.push(path),
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), &mut found);
    let mut names: Vec<String> =
        found.iter().map(|path| path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/")).collect();
    names.sort();
    names
}
