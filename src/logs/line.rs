//! The form of an access line, written byte by byte into memory that is used again. A line is JSON or text for people; both
//! quote every text as JSON does, and neither lets a control character through.

use std::{io::Write, net::IpAddr};

use crate::kernel::{RequestId, Timestamp};

/// No text that a caller chose takes more of a line than this, in bytes before escaping.
const MAX_TEXT: usize = 1024;

/// One request, as it is written down.
#[derive(Clone, Copy, Debug)]
pub struct AccessLine<'a> {
    /// When it came in.
    pub time: Timestamp,
    /// Its id.
    pub request: RequestId,
    /// The method.
    pub method: &'a str,
    /// The path; a query, which may hold tokens, is cut off.
    pub path: &'a str,
    /// The operation id, such as `wallet_balance`; empty when no operation was found.
    pub operation: &'a str,
    /// The status of the answer.
    pub status: u16,
    /// How long it took, in microseconds.
    pub micros: u64,
    /// Where it came from.
    pub address: Option<IpAddr>,
    /// The Matrix user, when somebody was recognised.
    pub user: Option<&'a str>,
    /// The OAuth client, when there was one.
    pub client: Option<&'a str>,
    /// Length of the answer's body.
    pub bytes: u64,
}

pub(super) fn put_json(out: &mut Vec<u8>, line: &AccessLine<'_>) {
    out.extend_from_slice(br#"{"timestamp":""#);
    put_time(out, line.time);
    out.extend_from_slice(br#"","request_id":""#);
    put_display(out, line.request);
    out.extend_from_slice(br#"","method":"#);
    put_quoted(out, line.method);
    out.extend_from_slice(br#","path":"#);
    put_quoted(out, without_query(line.path));
    out.extend_from_slice(br#","operation":"#);
    put_quoted(out, line.operation);
    out.extend_from_slice(br#","status":"#);
    put_number(out, line.status.into());
    out.extend_from_slice(br#","micros":"#);
    put_number(out, line.micros);
    if let Some(address) = line.address {
        out.extend_from_slice(br#","address":""#);
        put_address(out, address);
        out.push(b'"');
    }
    for (name, text) in [(&br#","user":"#[..], line.user), (br#","client":"#, line.client)] {
        if let Some(text) = text {
            out.extend_from_slice(name);
            put_quoted(out, text);
        }
    }
    out.extend_from_slice(br#","bytes":"#);
    put_number(out, line.bytes);
    out.extend_from_slice(b"}\n");
}

/// `time request "METHOD" "path" status micros bytes address operation=… user=… client=…`, all texts quoted as in JSON.
pub(super) fn put_text(out: &mut Vec<u8>, line: &AccessLine<'_>) {
    put_time(out, line.time);
    out.push(b' ');
    put_display(out, line.request);
    out.push(b' ');
    put_quoted(out, line.method);
    out.push(b' ');
    put_quoted(out, without_query(line.path));
    out.push(b' ');
    put_number(out, line.status.into());
    out.push(b' ');
    put_number(out, line.micros);
    out.extend_from_slice(b"us ");
    put_number(out, line.bytes);
    out.extend_from_slice(b"B ");
    match line.address {
        Some(address) => put_address(out, address),
        None => out.push(b'-'),
    }
    out.extend_from_slice(b" operation=");
    put_quoted(out, line.operation);
    for (name, text) in [(&b" user="[..], line.user), (b" client=", line.client)] {
        if let Some(text) = text {
            out.extend_from_slice(name);
            put_quoted(out, text);
        }
    }
    out.push(b'\n');
}

fn without_query(path: &str) -> &str {
    path.split_once('?').map_or(path, |(path, _)| path)
}

/// A JSON string (RFC 8259 section 7), cut to [`MAX_TEXT`]. Besides what JSON asks for, everything that a terminal or a
/// reader of lines might obey is escaped: all control characters, line separators and direction marks.
fn put_quoted(out: &mut Vec<u8>, text: &str) {
    let whole_letters = |end: usize| text.get(..end);
    let cut = if text.len() > MAX_TEXT { (0..=MAX_TEXT).rev().find_map(whole_letters).unwrap_or("") } else { text };
    out.push(b'"');
    if cut.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\') {
        out.extend_from_slice(cut.as_bytes());
    } else {
        cut.chars().for_each(|letter| put_letter(out, letter));
    }
    if cut.len() < text.len() {
        out.extend_from_slice("…".as_bytes());
    }
    out.push(b'"');
}

fn put_letter(out: &mut Vec<u8>, letter: char) {
    match letter {
        '"' | '\\' => out.extend_from_slice(&[b'\\', letter as u8]),
        '\u{0}'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => {
            out.extend_from_slice(b"\\u");
            let code = u32::from(letter);
            for shift in [12, 8, 4, 0] {
                out.push(char::from_digit((code >> shift) & 0xf, 16).map_or(b'0', |digit| digit as u8));
            }
        }
        _ => out.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes()),
    }
}

/// RFC 3339 in UTC with milliseconds. The date follows from the day number by the civil calendar's 400-year cycle, counted
/// in years that begin in March so that the leap day is the last.
fn put_time(out: &mut Vec<u8>, time: Timestamp) {
    let millis = time.unix_ms();
    let (days, of_day) = (millis / 86_400_000, millis % 86_400_000);
    let since_era = days + 719_468;
    let (era, day_of_era) = (since_era / 146_097, since_era % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    put_padded(out, year, 4, b'-');
    put_padded(out, month, 2, b'-');
    put_padded(out, day, 2, b'T');
    put_padded(out, of_day / 3_600_000, 2, b':');
    put_padded(out, of_day / 60_000 % 60, 2, b':');
    put_padded(out, of_day / 1000 % 60, 2, b'.');
    put_padded(out, of_day % 1000, 3, b'Z');
}

/// The last `width` digits of `number`, and what follows them.
fn put_padded(out: &mut Vec<u8>, number: u64, width: u32, next: u8) {
    for place in (0..width).rev() {
        out.push(digit(number / 10u64.pow(place)));
    }
    out.push(next);
}

fn put_number(out: &mut Vec<u8>, number: u64) {
    let start = out.len();
    let mut rest = number;
    loop {
        out.push(digit(rest));
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if let Some(digits) = out.get_mut(start..) {
        digits.reverse();
    }
}

/// The last decimal digit of `number`.
fn digit(number: u64) -> u8 {
    b'0' + (number % 10) as u8
}

fn put_address(out: &mut Vec<u8>, address: IpAddr) {
    match address.to_canonical() {
        IpAddr::V4(address) => {
            for (place, part) in address.octets().into_iter().enumerate() {
                if place > 0 {
                    out.push(b'.');
                }
                put_number(out, part.into());
            }
        }
        IpAddr::V6(address) => put_display(out, address),
    }
}

fn put_display(out: &mut Vec<u8>, value: impl std::fmt::Display) {
    // Writing to memory does not fail.
    let _ = write!(out, "{value}");
}

/// A line to test with.
#[cfg(test)]
pub(super) fn sample<'a>(path: &'a str, user: Option<&'a str>) -> AccessLine<'a> {
    AccessLine {
        time: Timestamp(1_795_000_000_123),
        request: RequestId(crate::kernel::RawId::from_parts(1_795_000_000_123, 7)),
        method: "GET",
        path,
        operation: "wallet_balance",
        status: 200,
        micros: 1234,
        address: Some("::ffff:192.0.2.1".parse().unwrap()),
        user,
        client: None,
        bytes: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_of_the_kernel() {
        let days = (0..80_000).step_by(37).map(|day| Timestamp(day * 86_400_000 + day * 1_234_567 % 86_400_000));
        let edges = [0, 951_782_400_000, 951_868_799_999, 1_709_164_800_000, 4_107_542_399_999].map(Timestamp);
        for time in days.chain(edges) {
            let mut out = Vec::new();
            put_time(&mut out, time);
            assert_eq!(String::from_utf8(out).unwrap(), time.to_string());
        }
    }

    #[test]
    fn a_json_line_is_json_whatever_is_in_it() {
        let long = "x".repeat(5000);
        let paths = ["/api/v1/wallet/balance", "/a\"b\\c\n\r\u{0}\u{7f}\u{85}", "/ü/\u{1f642}", "/\u{202e}\u{2028}", "", &long];
        for path in paths {
            let mut out = Vec::new();
            put_json(&mut out, &sample(path, Some("@alice:example.org")));
            let text = String::from_utf8(out).unwrap();
            assert_eq!(text.matches('\n').count(), 1);
            assert!(!text.trim_end().chars().any(|letter| letter.is_control() || letter == '\u{2028}' || letter == '\u{202e}'));
            let read: serde_json::Value = serde_json::from_str(&text).unwrap();
            let found = read["path"].as_str().unwrap();
            if path.len() <= MAX_TEXT {
                assert_eq!(found, path);
            } else {
                assert!(found.len() <= MAX_TEXT + 3 && found.ends_with('…'));
            }
            assert_eq!(
                (read["status"].as_u64(), read["micros"].as_u64(), read["bytes"].as_u64()),
                (Some(200), Some(1234), Some(0))
            );
            assert_eq!(read["address"], "192.0.2.1");
            assert_eq!(read["timestamp"], "2026-11-18T11:06:40.123Z");
            assert_eq!(read["request_id"], sample(path, None).request.to_string());
        }
    }

    #[test]
    fn a_text_line_is_one_line_without_the_query() {
        let mut out = Vec::new();
        put_text(&mut out, &sample("/users/a b?access_token=hidden", Some("@a\n:x")));
        let request = sample("", None).request;
        let expected = format!(
            "2026-11-18T11:06:40.123Z {request} \"GET\" \"/users/a b\" 200 1234us 0B 192.0.2.1 operation=\"wallet_balance\" \
             user=\"@a\\u000a:x\"\n"
        );
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
