//! What an attempt means: the rules of TMCP's webhooks, on values alone.

use std::time::Duration;

/// The pauses between attempts; after the last one there is one more, and then no other.
pub const RETRY_PAUSES: [Duration; 5] =
    [Duration::from_secs(1), Duration::from_secs(5), Duration::from_secs(30), Duration::from_secs(120), Duration::from_secs(300)];

/// The longest time that an endpoint can ask for.
const LONGEST_WISH: Duration = Duration::from_secs(600);

/// How an attempt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// With an answer.
    Status {
        /// The HTTP status.
        status: u16,
        /// How long the endpoint asks not to be called.
        retry_after: Option<Duration>,
    },
    /// Without one.
    Nothing,
}

/// What happens next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The event was heard.
    Delivered,
    /// It is tried again after this pause.
    Retry(Duration),
    /// Trying again is pointless, and the developer has to know.
    Stopped,
    /// It was tried often enough.
    Dead,
}

/// What follows from `heard` after `attempts` attempts, this one included. `chance` between 0 and 1000 lengthens a pause by up to
/// a fifth, so that what failed together does not come back together.
///
/// 2xx ends it; 400, 401, 404, 410 and 413 stop it; everything else, redirects among them, is tried again.
pub fn verdict(heard: Heard, attempts: u32, chance: u16) -> Verdict {
    let wish = match heard {
        Heard::Status { status: 200..=299, .. } => return Verdict::Delivered,
        Heard::Status { status: 400 | 401 | 404 | 410 | 413, .. } => return Verdict::Stopped,
        Heard::Status { retry_after, .. } => retry_after.unwrap_or_default().min(LONGEST_WISH),
        Heard::Nothing => Duration::ZERO,
    };
    let made = usize::try_from(attempts.saturating_sub(1)).unwrap_or(usize::MAX);
    match RETRY_PAUSES.get(made) {
        Some(pause) => Verdict::Retry((*pause + *pause * u32::from(chance.min(1000)) / 5000).max(wish)),
        None => Verdict::Dead,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(status: u16) -> Heard {
        Heard::Status { status, retry_after: None }
    }

    #[test]
    fn each_status_has_its_meaning() {
        let retry = Verdict::Retry(Duration::from_secs(1));
        for (number, expected) in [
            (200, Verdict::Delivered),
            (204, Verdict::Delivered),
            (299, Verdict::Delivered),
            (301, retry),
            (302, retry),
            (307, retry),
            (400, Verdict::Stopped),
            (401, Verdict::Stopped),
            (403, retry),
            (404, Verdict::Stopped),
            (405, retry),
            (408, retry),
            (409, retry),
            (410, Verdict::Stopped),
            (413, Verdict::Stopped),
            (422, retry),
            (429, retry),
            (500, retry),
            (502, retry),
            (503, retry),
            (504, retry),
        ] {
            assert_eq!(verdict(status(number), 1, 0), expected, "{number}");
        }
        assert_eq!(verdict(Heard::Nothing, 1, 0), retry);
    }

    #[test]
    fn there_are_five_pauses_and_then_an_end() {
        let pauses: Vec<_> = (1..=7).map(|attempts| verdict(Heard::Nothing, attempts, 0)).collect();
        let expected: Vec<_> = [1, 5, 30, 120, 300].map(|seconds| Verdict::Retry(Duration::from_secs(seconds))).into();
        assert_eq!(pauses[..5], expected);
        assert_eq!(pauses[5..], [Verdict::Dead; 2]);
        assert_eq!(verdict(Heard::Nothing, 5, 1000), Verdict::Retry(Duration::from_secs(360)), "a fifth more at most");
        assert_eq!(verdict(Heard::Nothing, 5, u16::MAX), Verdict::Retry(Duration::from_secs(360)));
    }

    #[test]
    fn a_wish_is_kept_within_reason() {
        let wishing = |seconds, attempts| {
            let retry_after = Some(Duration::from_secs(seconds));
            verdict(Heard::Status { status: 429, retry_after }, attempts, 0)
        };
        assert_eq!(wishing(77, 1), Verdict::Retry(Duration::from_secs(77)));
        assert_eq!(wishing(0, 2), Verdict::Retry(Duration::from_secs(5)), "not sooner");
        assert_eq!(wishing(86_400, 1), Verdict::Retry(Duration::from_secs(600)));
        assert_eq!(wishing(77, 6), Verdict::Dead);
    }
}
