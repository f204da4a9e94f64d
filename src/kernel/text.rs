//! Text meant for people: names, notes, messages. Opaque values never pass through here.

use unicode_normalization::UnicodeNormalization;

/// Trims `text`, brings it into Unicode normal form C, and removes HTML tags and control characters. `None` when more than
/// `max` characters are left.
pub fn human_text(text: &str, max: usize) -> Option<String> {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        clean.push_str(&rest[..open]);
        let tag = rest[open + 1..].starts_with(|next: char| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'));
        rest = match rest[open..].find('>') {
            Some(close) if tag => &rest[open + close + 1..],
            None if tag => "",
            _ => {
                clean.push('<');
                &rest[open + 1..]
            }
        };
    }
    clean.push_str(rest);
    let clean: String =
        clean.nfc().filter(|letter| *letter == '\n' || !(letter.is_control() || is_direction_override(*letter))).collect();
    let clean = clean.trim();
    (clean.chars().count() <= max).then(|| clean.to_owned())
}

/// Characters that make text read in another order than it is stored, which can forge an amount or a name.
fn is_direction_override(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cleaned() {
        let cases = [
            ("  for lunch ", "for lunch"),
            ("<b>bold</b> & <script>alert(1)</script>", "bold & alert(1)"),
            ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
            ("<img src=x onerror=alert(1)", ""),
            ("e\u{301}", "\u{e9}"),
            ("a\u{0}b\u{202e}c", "abc"),
        ];
        for (text, expected) in cases {
            assert_eq!(human_text(text, 100).as_deref(), Some(expected), "{text:?}");
        }
        assert_eq!(human_text("abcd", 3), None);
    }
}
