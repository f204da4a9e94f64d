//! Recovery codes: ten secrets on paper, each good once, for somebody who lost their authenticator app.
//!
//! A code is 80 random bits that the server chose, so there is nothing to guess from: a plain SHA-256 of it gives a thief of the
//! data file no more than the 2^79 tries that they would need anyway, and a slow hash, which protects what people choose
//! themselves, would only make a login with ten of them slow.

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::{
    kernel::{Rng, sha256},
    store::rows::Bytes,
};

use super::totp::base32;

/// How many there are.
pub const COUNT: usize = 10;
const BITS: usize = 80;
const LETTERS: usize = BITS / 5;

/// The digest of a code as it came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecoveryCode([u8; 32]);

impl RecoveryCode {
    /// Reads a code as people type it: in either case, with hyphens and spaces or without. `None` if it cannot be one.
    pub fn parse(text: &str) -> Option<Self> {
        const LONGEST: usize = 4 * LETTERS;
        if text.len() > LONGEST {
            return None;
        }
        let letters = text.chars().filter(|letter| !matches!(letter, '-' | ' ')).map(|letter| letter.to_ascii_uppercase());
        let letters: Zeroizing<String> = Zeroizing::new(letters.collect());
        let is_code = letters.len() == LETTERS && letters.bytes().all(|byte| matches!(byte, b'A'..=b'Z' | b'2'..=b'7'));
        is_code.then(|| Self(sha256(letters.as_bytes())))
    }

    /// The one of `digests` that it is.
    pub fn among(&self, digests: &[Bytes]) -> Option<Bytes> {
        digests.iter().find(|Bytes(digest)| bool::from(digest.ct_eq(&self.0[..]))).cloned()
    }
}

/// New codes, as people read them, and what is kept of each.
pub fn new_codes(rng: &dyn Rng) -> (Vec<String>, Vec<Bytes>) {
    (0..COUNT)
        .map(|_| {
            let mut bytes = Zeroizing::new([0; BITS / 8]);
            rng.fill(&mut *bytes);
            let letters = Zeroizing::new(base32(&*bytes));
            let groups: Vec<&str> = (0..LETTERS).step_by(4).filter_map(|start| letters.get(start..start + 4)).collect();
            (groups.join("-"), Bytes(sha256(letters.as_bytes()).to_vec()))
        })
        .unzip()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::SeededRng;

    #[test]
    fn a_code_is_found_however_it_is_typed_and_nothing_else_is() {
        let (codes, digests) = new_codes(&SeededRng::new(1));
        assert_eq!((codes.len(), digests.len(), codes[0].len()), (COUNT, COUNT, 19));
        for (code, digest) in codes.iter().zip(&digests) {
            for typed in [code.clone(), code.to_lowercase(), code.replace('-', ""), code.replace('-', " ")] {
                assert_eq!(RecoveryCode::parse(&typed).unwrap().among(&digests).as_ref(), Some(digest), "{typed}");
            }
        }
        let (others, _) = new_codes(&SeededRng::new(2));
        assert_eq!(RecoveryCode::parse(&others[0]).unwrap().among(&digests), None);
        for bad in ["", "ABCD", "ABCD-EFGH-IJKL-MNO1", "ABCD-EFGH-IJKL-MNOPQ", &"A".repeat(1000)] {
            assert!(RecoveryCode::parse(bad).is_none(), "{bad}");
        }
    }
}
