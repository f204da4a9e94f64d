//! A source file as text, and the same text without comments and without what stands in quotes.

/// A file under `src/`.
pub struct Source {
    /// From the project's root.
    pub path: String,
    /// The folder under `src/` that it is in, or its own name without `.rs`.
    pub room: String,
    /// Everything in it.
    pub text: String,
    /// The same, with blanks in place of comments and of the contents of literals.
    bare: String,
    /// Where the tests at the end of the file begin.
    tests: usize,
}

impl Source {
    /// Reads `text`.
    pub fn new(path: &str, text: &str) -> Self {
        let inside = path.strip_prefix("src/").unwrap_or(path);
        let room = inside.split(['/', '.']).next().unwrap_or_default().to_owned();
        let bare = without_comments_and_quotes(text);
        let tests = bare.match_indices("#[cfg(test)]").map(|(at, _)| at).find(|at| opens_a_module(&bare[*at..]));
        Self { path: path.to_owned(), room, text: text.to_owned(), tests: tests.unwrap_or(bare.len()), bare }
    }

    /// Whether it is only there when tests are built.
    pub fn is_test_file(&self) -> bool {
        self.path.ends_with("/tests.rs") || self.path.ends_with("_tests.rs")
    }

    /// The code without the tests at the end.
    pub fn program(&self) -> &str {
        &self.bare[..self.tests]
    }

    /// The lines of `text` (this file's, or a part of it) where `word` stands by itself.
    pub fn lines_with_word<'t>(&self, text: &'t str, word: &'t str) -> impl Iterator<Item = usize> + use<'t> {
        let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
        text.lines().enumerate().filter_map(move |(number, line)| {
            let alone = |at: usize| {
                let (before, after) = (&line[..at], &line[at + word.len()..]);
                let continues = word.ends_with(is_part) && after.starts_with(is_part);
                !before.ends_with(is_part) && !continues
            };
            line.match_indices(word).any(|(at, _)| alone(at)).then_some(number + 1)
        })
    }

    /// What the program names right behind `crate::` (or behind the library's name, in the binary), with the line.
    pub fn imports(&self) -> Vec<(usize, String)> {
        let program = self.program();
        let mut imports = Vec::new();
        for root in ["crate::", "tmcpd::"] {
            for (at, _) in program.match_indices(root) {
                let line = self.line_of(at);
                imports.extend(first_names(&program[at + root.len()..]).into_iter().map(|name| (line, name)));
            }
        }
        imports
    }

    /// How many modules deep it is: 1 for a room itself.
    pub fn depth(&self) -> usize {
        let module = self.path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
        module.split('/').count()
    }

    /// How many modules each `super::super::…` of the program goes up, with the line.
    pub fn climbs(&self) -> Vec<(usize, usize)> {
        let program = self.program();
        let steps = |at: usize| {
            let rest = &program[at..];
            (rest.len() - rest.trim_start_matches("super::").len()) / "super::".len()
        };
        program.match_indices("super::").map(|(at, _)| (self.line_of(at), steps(at))).collect()
    }

    /// The attributes, without `#[` and `]`, with the line.
    pub fn attributes(&self) -> Vec<(usize, &str)> {
        let mut attributes = Vec::new();
        for opening in ["#[", "#!["] {
            for (at, _) in self.bare.match_indices(opening) {
                let inside = &self.bare[at + opening.len()..];
                attributes.push((self.line_of(at), &inside[..length_of_brackets(inside)]));
            }
        }
        attributes
    }

    fn line_of(&self, at: usize) -> usize {
        self.bare[..at].matches('\n').count() + 1
    }
}

/// Whether an attribute stands before a module with a body.
fn opens_a_module(text: &str) -> bool {
    let item = text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with("#["));
    item.is_some_and(|item| item.starts_with("mod ") && item.ends_with('{'))
}

/// The first name of a path, or of each path in a group.
fn first_names(text: &str) -> Vec<String> {
    let Some(group) = text.strip_prefix('{') else { return name_at(text).into_iter().collect() };
    let mut names = Vec::from_iter(name_at(group));
    let mut depth = 0;
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.extend(name_at(&group[at + 1..])),
            _ => {}
        }
    }
    names
}

fn name_at(text: &str) -> Option<String> {
    let name: String = text.trim_start().chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
    (!name.is_empty()).then_some(name)
}

/// How far it is to the bracket that closes one which was opened before `text`.
fn length_of_brackets(text: &str) -> usize {
    let mut depth = 0usize;
    for (at, letter) in text.char_indices() {
        match letter {
            '[' => depth += 1,
            ']' if depth == 0 => return at,
            ']' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

/// Keeps the length in bytes and every line end.
fn without_comments_and_quotes(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let skipped = skipped_length(rest);
        if skipped == 0 {
            bare.push(first);
            rest = &rest[first.len_utf8()..];
        } else {
            let (blank, left) = rest.split_at(skipped);
            bare.extend(blank.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
            rest = left;
        }
        // A name that ends in `r` does not begin a raw text.
        if first.is_alphanumeric() && skipped == 0 {
            let name = rest.len() - rest.trim_start_matches(|letter: char| letter.is_alphanumeric() || letter == '_').len();
            bare.push_str(&rest[..name]);
            rest = &rest[name..];
        }
    }
    bare
}

/// The length of the comment or literal that `text` starts with; 0 for anything else.
fn skipped_length(text: &str) -> usize {
    if text.starts_with("//") {
        return text.find('\n').unwrap_or(text.len());
    }
    if text.starts_with("/*") {
        return text.find("*/").map_or(text.len(), |end| end + 2);
    }
    let raw = text.strip_prefix('b').unwrap_or(text).strip_prefix('r');
    if let Some(raw) = raw
        && raw.trim_start_matches('#').starts_with('"')
    {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        let start = text.len() - raw.len() + hashes + 1;
        let end = format!("\"{}", "#".repeat(hashes));
        return text[start..].find(&end).map_or(text.len(), |at| start + at + end.len());
    }
    match text.as_bytes() {
        [b'"', ..] => closed_by(text, 1, b'"'),
        [b'b', b'"', ..] => closed_by(text, 2, b'"'),
        [b'\'', b'\\', ..] => closed_by(text, 1, b'\''),
        [b'\'', ..] if text.chars().nth(2) == Some('\'') => text.char_indices().nth(3).map_or(text.len(), |(at, _)| at),
        _ => 0,
    }
}

/// Where the quote that was opened before `start` is closed; a backslash takes the next byte with it.
fn closed_by(text: &str, start: usize, quote: u8) -> usize {
    let mut at = start;
    while let Some(byte) = text.as_bytes().get(at) {
        match byte {
            b'\\' => at += 2,
            closing if *closing == quote => return at + 1,
            _ => at += 1,
        }
    }
    text.len()
}
