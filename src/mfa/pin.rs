//! PINs: which ones are accepted, how they are kept, how a candidate is checked.
//!
//! A PIN is kept as argon2id (RFC 9106) over the lower-case hexadecimal SHA-256 of its digits, since clients may send that
//! digest in its place. One check costs about 13 ms and 19 MiB, so it belongs on [`super::pool::Pool`]. How often somebody may
//! try is [`super::lockout`]'s business.

use std::{
    fmt,
    sync::{Mutex, PoisonError},
};

use argon2::{Algorithm, Argon2, Block, Params, Version};
use minicbor::{Decode, Encode};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::kernel::{Secret, sha256};

/// Why a PIN is not accepted. None of them says which digits were sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PinRefused {
    /// Something other than 6 to 12 ASCII digits.
    #[error("a PIN has 6 to 12 digits")]
    Malformed,
    /// `000000`.
    #[error("a PIN must not repeat one digit")]
    Repeated,
    /// `123456`, `210987`.
    #[error("a PIN must not count up or down")]
    Run,
    /// One of those that everybody tries first.
    #[error("this PIN is among the first that anybody tries")]
    WellKnown,
    /// `24121985`.
    #[error("a PIN must not be a date")]
    Date,
}

/// PINs that lists of leaked PINs begin with, and dates that people remember.
const WELL_KNOWN: &str = "
    101010 112112 112211 112233 112358 121121 121212 121314 123123 123321 123654 124578 131313 131415 142536 147147 147258
    147852 151515 159159 159357 159753 202020 212121 221122 223344 232323 246810 252525 258258 258456 314159 321321 321654
    332211 334455 357159 369258 369369 420420 456123 456456 456654 520520 520131 521521 556677 654456 665544 666999 696969
    741852 753159 753951 778899 789123 789456 789789 852456 878787 951753 963852 987987 998877 898989 102030 102010 010203
    030201 012012 100100 100200 100000 000001 000111 111000 111112 111222 222111 222333 333222 333444 444555 555666 666777
    777888 888999 999888 001122 007007 123000 123412 123454 123455 123457 123466 123789 135790 246802 271828 908070
    000007 696900 999666 654123 789654 654789 321456 112345 234512 543211 332233 113355 224466
    010100 010101 010170 010180 010190 010199 020202 030303 040404 050505 060606 070707 080808 090909 101099 111199 121200
    121299 122500 122599 123100 123199 140214 241299 251200 251225 251299 290200 311200 311299 311225 110901 091101 040776
    1122334 1212121 1231231 1234321 11112222 11221122 11223344 12121212 12123434 12312312 12341234 12344321 13131313 13579246
    14725836 12369874 22446688 24681357 69696969 78787878 10203040 31415926 27182818 43211234 43214321
    112233445 121212121 123123123 123321123 123454321 147258369 159357456 159753456 321321321 456456456 741852963 789456123
    963852741 1122334455 1212121212 1231231231 1234512345 1234554321 1357924680 2468013579 3141592653
    111222333444 112233112233 121212121212 123123123123 123412341234 123456123456 123456654321 123456789123 147258369147";

/// Whether `pin` may be enrolled (wallet specification, "Activation").
///
/// # Errors
/// The first rule that it breaks.
pub fn check_policy(pin: &str) -> Result<(), PinRefused> {
    let digits = pin.as_bytes();
    if !is_pin(pin) {
        return Err(PinRefused::Malformed);
    }
    let steps_by = |step: u8| digits.windows(2).all(|pair| matches!(pair, [one, next] if (next + 10 - one) % 10 == step));
    if steps_by(0) {
        return Err(PinRefused::Repeated);
    }
    if steps_by(1) || steps_by(9) {
        return Err(PinRefused::Run);
    }
    if WELL_KNOWN.split_ascii_whitespace().any(|known| known == pin) {
        return Err(PinRefused::WellKnown);
    }
    if is_date(digits) {
        return Err(PinRefused::Date);
    }
    Ok(())
}

/// What somebody sends as their PIN: the digits, or the digest of them. Both are held as the digest.
pub struct Candidate(Zeroizing<[u8; 64]>);

impl Candidate {
    /// From the digits; `None` if they cannot be a PIN.
    pub fn pin(pin: &str) -> Option<Self> {
        is_pin(pin).then(|| Self::of_digits(pin))
    }

    /// From the lower-case hexadecimal SHA-256 of the digits (`hashed_pin`); `None` if it is not one.
    pub fn hashed(digest: &str) -> Option<Self> {
        let ok = digest.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let digest = digest.as_bytes().try_into().ok()?;
        ok.then(|| Self(Zeroizing::new(digest)))
    }

    fn of_digits(pin: &str) -> Self {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        let mut text = Zeroizing::new([0; 64]);
        let digest = Zeroizing::new(sha256(pin.as_bytes()));
        for (pair, byte) in text.as_chunks_mut::<2>().0.iter_mut().zip(digest.iter()) {
            *pair = [HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]];
        }
        Self(text)
    }
}

impl fmt::Debug for Candidate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(candidate)")
    }
}

/// A kept PIN: the parameters go with it, so that they can be raised for new ones.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
pub struct PinHash {
    #[cbor(n(0), with = "minicbor::bytes")]
    salt: [u8; 16],
    #[cbor(n(1), with = "minicbor::bytes")]
    hash: [u8; 32],
    #[n(2)]
    memory_kib: u32,
    #[n(3)]
    passes: u32,
    #[n(4)]
    lanes: u32,
}

impl fmt::Debug for PinHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(PIN hash)")
    }
}

/// The memory that argon2id works in, kept between checks so that a flood of guesses does not make the process grow.
#[derive(Default)]
pub struct PinHasher {
    spare: Mutex<Vec<Vec<Block>>>,
}

impl PinHasher {
    /// How many working memories are kept; as many as the pool has threads by default.
    const SPARES: usize = 2;
    /// A row that asks for more than this is damaged, and must not take the process with it.
    const MOST: (u32, u32) = (256 * 1024, 16);
    /// What new PINs are kept with: 19 MiB, 2 passes, 1 lane (payments specification, "MFA").
    const TEMPLATE: PinHash = PinHash { salt: [0; 16], hash: [0; 32], memory_kib: 19 * 1024, passes: 2, lanes: 1 };

    /// Turns a new PIN into what is kept. `salt` is fresh random bytes.
    ///
    /// # Errors
    /// The PIN breaks the policy.
    pub fn enrol(&self, pin: &Secret, salt: [u8; 16]) -> Result<PinHash, PinRefused> {
        check_policy(pin.expose())?;
        let kept = PinHash { salt, ..Self::TEMPLATE };
        #[expect(clippy::expect_used, reason = "the template's parameters are constants that every test computes with")]
        let hash = self.compute(&kept, &Candidate::of_digits(pin.expose())).expect("the parameters are argon2id's");
        Ok(PinHash { hash, ..kept })
    }

    /// Whether `candidate` is the PIN behind `kept`; the digests are compared in constant time. A row whose parameters
    /// argon2id does not know matches nothing.
    pub fn verify(&self, kept: &PinHash, candidate: &Candidate) -> bool {
        self.compute(kept, candidate).is_some_and(|hash| hash.ct_eq(&kept.hash).into())
    }

    /// Does the work of [`PinHasher::verify`] for somebody who has no PIN, so that the time does not tell.
    pub fn verify_decoy(&self, candidate: &Candidate) {
        std::hint::black_box(self.verify(&Self::TEMPLATE, candidate));
    }

    fn compute(&self, kept: &PinHash, candidate: &Candidate) -> Option<[u8; 32]> {
        if kept.memory_kib > Self::MOST.0 || kept.passes > Self::MOST.1 {
            return None;
        }
        let params = Params::new(kept.memory_kib, kept.passes, kept.lanes, Some(32)).ok()?;
        let blocks = params.block_count();
        let mut memory = self.spares().pop().unwrap_or_default();
        if memory.len() < blocks {
            memory.resize(blocks, Block::new());
        }
        let mut hash = [0; 32];
        let done = Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into_with_memory(
            &candidate.0[..],
            &kept.salt,
            &mut hash,
            &mut memory,
        );
        let mut spares = self.spares();
        if spares.len() < Self::SPARES {
            spares.push(memory);
        }
        done.ok().map(|()| hash)
    }

    /// The list is whole between any two statements, whatever panicked in between.
    fn spares(&self) -> std::sync::MutexGuard<'_, Vec<Vec<Block>>> {
        self.spare.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_pin(text: &str) -> bool {
    (6..=12).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Eight digits that read as day, month and year in any usual order. Six digits nearly always read as some date, so of
/// those only the well-known ones are refused.
fn is_date(digits: &[u8]) -> bool {
    let number = |part: &[u8]| part.iter().fold(0u32, |sum, digit| sum * 10 + u32::from(digit - b'0'));
    let [a, b, c, d, e, f, g, h] = *digits else { return false };
    let day = |part: &[u8]| (1..=31).contains(&number(part));
    let month = |part: &[u8]| (1..=12).contains(&number(part));
    let year = |part: &[u8]| (1900..=2029).contains(&number(part));
    let day_and_month = (day(&[a, b]) && month(&[c, d])) || (month(&[a, b]) && day(&[c, d]));
    (day_and_month && year(&[e, f, g, h])) || (year(&[a, b, c, d]) && month(&[e, f]) && day(&[g, h]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy() {
        let cases: &[(Result<(), PinRefused>, &[&str])] = &[
            (Ok(()), &["482915", "731904", "4829153", "90210748", "482915731904", "13321999", "19991332", "19001231200"]),
            (
                Err(PinRefused::Malformed),
                &["", "48291", "4829157319045", "48291a", " 482915", "-482915", "٤٨٢٩١٥", "４８２９１５"],
            ),
            (Err(PinRefused::Repeated), &["000000", "7777777", "999999999999"]),
            (Err(PinRefused::Run), &["123456", "012345", "890123", "654321", "210987", "098765", "123456789012", "987654321098"]),
            (
                Err(PinRefused::WellKnown),
                &["121212", "112233", "123123", "696969", "159753", "147258", "102030", "010101", "311299"],
            ),
            (Err(PinRefused::Date), &["24121985", "12241985", "19851224", "01012000", "20290101"]),
        ];
        for (expected, pins) in cases {
            for pin in *pins {
                assert_eq!(check_policy(pin), *expected, "{pin}");
            }
        }
        let mut listed = std::collections::HashSet::new();
        for pin in WELL_KNOWN.split_ascii_whitespace() {
            assert!(listed.insert(pin) && check_policy(pin) == Err(PinRefused::WellKnown), "{pin}");
        }
    }

    #[test]
    fn the_pin_and_its_digest_open_and_nothing_else_does() {
        let hasher = PinHasher::default();
        let kept = hasher.enrol(&Secret::new("482915"), [7; 16]).unwrap();
        let digest = hex::encode(sha256(b"482915"));
        assert!(hasher.verify(&kept, &Candidate::pin("482915").unwrap()));
        assert!(hasher.verify(&kept, &Candidate::hashed(&digest).unwrap()));
        assert!(!hasher.verify(&kept, &Candidate::pin("482916").unwrap()));
        assert_ne!(kept, hasher.enrol(&Secret::new("482915"), [8; 16]).unwrap());
        for (memory_kib, passes) in [(0, 2), (19 * 1024, 0), (u32::MAX, 2), (8, u32::MAX)] {
            let damaged = PinHash { memory_kib, passes, ..kept.clone() };
            assert!(!hasher.verify(&damaged, &Candidate::pin("482915").unwrap()), "{memory_kib} {passes}");
        }
        hasher.verify_decoy(&Candidate::pin("482915").unwrap());
        assert_eq!(hasher.spares().len(), 1, "one after another work in the same memory");
        assert_eq!(hasher.enrol(&Secret::new("000000"), [7; 16]), Err(PinRefused::Repeated));
        for bad in [digest.to_uppercase(), digest[1..].to_owned(), format!("{digest}0"), "g".repeat(64)] {
            assert!(Candidate::hashed(&bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn rows_read_back_and_are_pinned() {
        let hasher = PinHasher::default();
        let kept = hasher.enrol(&Secret::new("731904"), [7; 16]).unwrap();
        let bytes = minicbor::to_vec(&kept).unwrap();
        assert_eq!(minicbor::decode::<PinHash>(&bytes).unwrap(), kept);
        let expected = "8550070707070707070707070707070707075820327bded0e5d57980cdb235c01956a67266adcc6987d46a568c58dea2263a48dc\
            194c000201";
        assert_eq!(hex::encode(bytes), expected);
        assert_eq!(
            (format!("{kept:?}"), format!("{:?}", Candidate::pin("731904"))),
            ("(PIN hash)".into(), "Some((candidate))".into())
        );
    }
}
