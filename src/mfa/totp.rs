//! Codes of authenticator apps: RFC 6238 with SHA-1, six digits and steps of 30 s, what every app knows. Pure: the secret and
//! the time in, the step of the code out; that no code is good twice is kept with the row.

use aws_lc_rs::hmac;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::kernel::{Rng, Timestamp};

/// How long a code is shown, in seconds.
pub const STEP_SECONDS: i64 = 30;
/// How many digits it has.
pub const DIGITS: usize = 6;
/// A code of the step before or after counts too, for clocks that are off and people who are slow.
const TOLERANCE: u64 = 1;

/// 160 bits, as RFC 4226 section 4 recommends.
pub struct TotpSecret(Zeroizing<[u8; 20]>);

/// Six digits, as somebody typed them.
#[derive(Clone)]
pub struct Code(Zeroizing<[u8; DIGITS]>);

impl TotpSecret {
    /// A new one.
    pub fn new(rng: &dyn Rng) -> Self {
        let mut bytes = Zeroizing::new([0; 20]);
        rng.fill(&mut *bytes);
        Self(bytes)
    }

    /// The one with these bytes; `None` when their number is wrong.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Some(Self(Zeroizing::new(bytes.try_into().ok()?)))
    }

    /// A secret of nobody's, so that a code costs the same whether there is one or not.
    pub fn of_nobody() -> Self {
        Self(Zeroizing::new([0; 20]))
    }

    /// Its bytes, to be sealed.
    pub fn bytes(&self) -> &[u8] {
        &*self.0
    }

    /// What people type when they cannot scan: base32 (RFC 4648).
    pub fn base32(&self) -> Zeroizing<String> {
        Zeroizing::new(base32(&*self.0))
    }

    /// What an app scans (the key URI format that all of them read).
    pub fn uri(&self, issuer: &str, account: &str) -> Zeroizing<String> {
        let escaped = |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20");
        let (issuer, account, secret) = (escaped(issuer), escaped(account), self.base32());
        Zeroizing::new(format!(
            "otpauth://totp/{issuer}:{account}?secret={}&issuer={issuer}&algorithm=SHA1&digits={DIGITS}&period={STEP_SECONDS}",
            secret.as_str()
        ))
    }

    /// The step that `code` belongs to, if it is one of those that count at `now`. Every one of them is computed and compared in
    /// constant time.
    pub fn step_of(&self, code: &Code, now: Timestamp) -> Option<u64> {
        let present = step_at(now);
        let mut found = None;
        for step in present.saturating_sub(TOLERANCE)..=present.saturating_add(TOLERANCE) {
            if bool::from(self.code_at(step).ct_eq(&*code.0)) {
                found = Some(step);
            }
        }
        found
    }

    /// The code of a step (RFC 4226 section 5.3).
    fn code_at(&self, step: u64) -> [u8; DIGITS] {
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &*self.0);
        let tag = hmac::sign(&key, &step.to_be_bytes());
        let offset = usize::from(tag.as_ref().last().copied().unwrap_or(0) & 0x0f);
        let number = tag.as_ref().iter().skip(offset).take(4).fold(0u32, |sum, byte| (sum << 8) | u32::from(*byte));
        let mut rest = number & 0x7fff_ffff;
        let mut digits = [b'0'; DIGITS];
        for digit in digits.iter_mut().rev() {
            *digit = b'0' + u8::try_from(rest % 10).unwrap_or(0);
            rest /= 10;
        }
        digits
    }
}

impl Code {
    /// Reads a code as people type it, with or without a space in the middle.
    pub fn parse(text: &str) -> Option<Self> {
        let digits: Zeroizing<Vec<u8>> = Zeroizing::new(text.bytes().filter(|byte| *byte != b' ').take(DIGITS + 1).collect());
        let digits: [u8; DIGITS] = digits.as_slice().try_into().ok()?;
        digits.iter().all(u8::is_ascii_digit).then(|| Self(Zeroizing::new(digits)))
    }
}

/// The step that `now` is in.
fn step_at(now: Timestamp) -> u64 {
    u64::try_from(now.unix_seconds() / STEP_SECONDS).unwrap_or(0)
}

/// Base32 of RFC 4648 in upper case without padding; whole groups of five bytes come out whole.
pub(super) fn base32(bytes: &[u8]) -> String {
    const LETTERS: [char; 32] = [
        'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O', 'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X',
        'Y', 'Z', '2', '3', '4', '5', '6', '7',
    ];
    let mut text = String::with_capacity(bytes.len().div_ceil(5) * 8);
    let (mut held, mut bits) = (0u32, 0);
    for byte in bytes {
        held = (held << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(LETTERS[((held >> bits) & 31) as usize]);
        }
        held &= (1 << bits) - 1;
    }
    if bits > 0 {
        text.push(LETTERS[((held << (5 - bits)) & 31) as usize]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::SeededRng;

    /// The secret of RFC 6238 appendix B.
    fn secret() -> TotpSecret {
        TotpSecret::from_bytes(b"12345678901234567890").unwrap()
    }

    fn code(text: &str) -> Code {
        Code::parse(text).unwrap()
    }

    /// RFC 6238 appendix B, whose codes have eight digits; ours are the last six.
    #[test]
    fn the_vectors_of_rfc_6238() {
        let vectors = [
            (59, "94287082"),
            (1_111_111_109, "07081804"),
            (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"),
            (20_000_000_000, "65353130"),
        ];
        for (seconds, expected) in vectors {
            let now = Timestamp::from_unix_seconds(seconds);
            assert_eq!(secret().step_of(&code(&expected[2..]), now), Some(seconds as u64 / 30), "{seconds}");
        }
    }

    /// RFC 4226 appendix D, for the counter itself.
    #[test]
    fn the_vectors_of_rfc_4226() {
        let vectors = ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"];
        for (step, expected) in vectors.iter().enumerate() {
            assert_eq!(secret().code_at(step as u64), expected.as_bytes(), "{step}");
        }
    }

    #[test]
    fn one_step_either_side_and_no_more() {
        let now = Timestamp::from_unix_seconds(1_795_000_020);
        let step = step_at(now);
        for (other, counts) in [(step - 2, false), (step - 1, true), (step, true), (step + 1, true), (step + 2, false)] {
            let shown = String::from_utf8(secret().code_at(other).to_vec()).unwrap();
            assert_eq!(secret().step_of(&code(&shown), now), counts.then_some(other));
        }
    }

    #[test]
    fn codes_as_people_type_them() {
        assert!(Code::parse("123 456").is_some() && Code::parse(" 123456").is_some());
        for bad in ["", "12345", "1234567", "12345a", "-12345", "１２３４５６", "1234567890123"] {
            assert!(Code::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn apps_can_read_it() {
        for (bytes, text) in [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB")]
        {
            assert_eq!(base32(bytes.as_bytes()), text);
        }
        let uri = secret().uri("pay.example.org", "@alice:example.org");
        assert_eq!(
            uri.as_str(),
            "otpauth://totp/pay.example.org:%40alice%3Aexample.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
             &issuer=pay.example.org&algorithm=SHA1&digits=6&period=30"
        );
        assert_eq!(TotpSecret::new(&SeededRng::new(1)).base32().len(), 32);
    }
}
