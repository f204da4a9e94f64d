//! Lengths of time and sizes as a person writes them: `500ms`, `5m`, `30d`; `8KiB`, `10MB`. One number and one unit, so
//! that there is one reading.

use std::time::Duration;

const TIMES: [(&str, u64); 5] = [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000)];

const SIZES: [(&str, u64); 9] = [
    ("B", 1),
    ("kB", 1000),
    ("KB", 1000),
    ("MB", 1_000_000),
    ("GB", 1_000_000_000),
    ("KiB", 1 << 10),
    ("MiB", 1 << 20),
    ("GiB", 1 << 30),
    ("TiB", 1 << 40),
];

/// A length of time; `None` unless it is a whole number and one of `ms`, `s`, `m`, `h`, `d`.
pub(super) fn parse_duration(text: &str) -> Option<Duration> {
    parse(text, &TIMES).map(Duration::from_millis)
}

/// A number of bytes; `None` unless it is a whole number and a unit such as `kB`, `MB` (thousands) or `MiB` (1024s).
pub(super) fn parse_size(text: &str) -> Option<u64> {
    parse(text, &SIZES)
}

/// The shortest text that [`parse_duration`] reads as `duration`, which is in whole milliseconds.
pub(super) fn format_duration(duration: Duration) -> String {
    let millis = u64::try_from(duration.as_millis()).unwrap_or(u64::MAX);
    if millis == 0 { "0s".to_owned() } else { shortest(millis, TIMES.iter().rev()) }
}

/// The shortest text that [`parse_size`] reads as `bytes`.
pub(super) fn format_size(bytes: u64) -> String {
    if bytes == 0 {
        return "0B".to_owned();
    }
    let mut units = SIZES;
    units.sort_by_key(|(_, scale)| *scale);
    shortest(bytes, units.iter().rev())
}

fn parse(text: &str, units: &[(&str, u64)]) -> Option<u64> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at(digits);
    let (_, scale) = units.iter().find(|(name, _)| *name == unit)?;
    number.parse::<u64>().ok()?.checked_mul(*scale)
}

fn shortest<'u>(amount: u64, mut largest_first: impl Iterator<Item = &'u (&'u str, u64)>) -> String {
    match largest_first.find(|(_, scale)| amount >= *scale && amount.is_multiple_of(*scale)) {
        Some((unit, scale)) => format!("{}{unit}", amount / scale),
        None => amount.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_and_print() {
        for (text, millis) in [("500ms", 500), ("5m", 300_000), ("24h", 86_400_000), ("30d", 2_592_000_000), ("0s", 0)] {
            assert_eq!(parse_duration(text), Some(Duration::from_millis(millis)), "{text}");
        }
        for bad in ["", "5", "m", "5 m", "-5m", "1.5h", "5M", "5min", "1h30m", "99999999999999999999d", "٥m"] {
            assert_eq!(parse_duration(bad), None, "{bad}");
        }
        assert_eq!(format_duration(Duration::from_secs(90)), "90s");
        assert_eq!(
            (format_duration(Duration::from_secs(86_400)), format_duration(Duration::ZERO)),
            ("1d".to_owned(), "0s".to_owned())
        );
    }

    #[test]
    fn sizes_read_and_print() {
        for (text, bytes) in [("10MB", 10_000_000), ("64MiB", 64 << 20), ("8KiB", 8192), ("0B", 0), ("1kB", 1000)] {
            assert_eq!(parse_size(text), Some(bytes), "{text}");
        }
        for bad in ["10", "10M", "10 MB", "MB", "1e3B", "99999999999TiB"] {
            assert_eq!(parse_size(bad), None, "{bad}");
        }
        assert_eq!((format_size(8192), format_size(10_000_000)), ("8KiB".to_owned(), "10MB".to_owned()));
    }
}
