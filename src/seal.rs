//! Sealing: what is secret and has to be read again is kept encrypted under the master key, a file beside the data that a copy of
//! the data alone does not hold. AES-256-GCM (NIST SP 800-38D) with a random nonce; the place that a secret belongs to is bound
//! in, so that it cannot be moved to another one.
//!
//! Bounds: one key may seal 2^32 times (section 8.3 there), which nothing that is sealed under it comes near. No I/O: who reads
//! the file hands its bytes in.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use zeroize::Zeroizing;

use crate::kernel::{Rng, sha256};

/// The form of what is sealed: this byte, the id of the key, the nonce, the text with its tag.
const FORM: u8 = 1;
const ID_LEN: usize = 4;

/// The key that secrets are sealed with.
pub struct MasterKey {
    id: [u8; ID_LEN],
    key: LessSafeKey,
}

/// What was sealed cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The key is another one.
    #[error("it was sealed with another master key: restore the file keys/master.key that belongs to these data")]
    OtherKey,
    /// It was changed, cut off, or belongs to another place.
    #[error("it was changed since it was sealed")]
    Changed,
}

impl MasterKey {
    /// The key of these bytes.
    #[expect(clippy::expect_used, reason = "the key has the length that the algorithm asks for")]
    pub fn new(bytes: &[u8; 32]) -> Self {
        let mut id = [0; ID_LEN];
        id.copy_from_slice(&sha256(&[b"master key\0", &bytes[..]].concat())[..ID_LEN]);
        Self { id, key: LessSafeKey::new(UnboundKey::new(&AES_256_GCM, bytes).expect("a key of 32 bytes")) }
    }

    /// Seals `secret` for `place`.
    #[expect(clippy::expect_used, reason = "encryption fails only beyond 64 GiB")]
    pub fn seal(&self, rng: &dyn Rng, place: &str, secret: &[u8]) -> Vec<u8> {
        let mut nonce = [0; NONCE_LEN];
        rng.fill(&mut nonce);
        let mut text = secret.to_vec();
        let unique = Nonce::assume_unique_for_key(nonce);
        self.key.seal_in_place_append_tag(unique, Aad::from(place.as_bytes()), &mut text).expect("a short text");
        [&[FORM][..], &self.id, &nonce, &text].concat()
    }

    /// Opens what was sealed for `place`.
    pub fn open(&self, place: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
        let parts = sealed.split_first_chunk::<1>().and_then(|(form, rest)| {
            let (id, rest) = rest.split_first_chunk::<ID_LEN>()?;
            let (nonce, text) = rest.split_first_chunk::<NONCE_LEN>()?;
            (form == &[FORM]).then_some((id, *nonce, text))
        });
        let (id, nonce, text) = parts.ok_or(SealError::Changed)?;
        if *id != self.id {
            return Err(SealError::OtherKey);
        }
        let mut text = Zeroizing::new(text.to_vec());
        let aad = Aad::from(place.as_bytes());
        let opened =
            self.key.open_in_place(Nonce::assume_unique_for_key(nonce), aad, &mut text).map_err(|_| SealError::Changed)?;
        let length = opened.len();
        text.truncate(length);
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::SeededRng;

    fn key(byte: u8) -> MasterKey {
        MasterKey::new(&[byte; 32])
    }

    #[test]
    fn what_is_sealed_is_opened_in_its_place_alone() {
        let (key, rng) = (key(1), SeededRng::new(1));
        let sealed = key.seal(&rng, "shop", b"secret");
        assert_eq!(key.open("shop", &sealed).unwrap().as_slice(), b"secret");
        assert_eq!(key.open("bank", &sealed), Err(SealError::Changed));
        assert!(!sealed.windows(6).any(|part| part == b"secret"));
        assert_ne!(sealed, key.seal(&rng, "shop", b"secret"), "a nonce is used once");
    }

    #[test]
    fn a_changed_byte_or_another_key_shows() {
        let sealed = key(1).seal(&SeededRng::new(1), "shop", b"secret");
        assert_eq!(key(2).open("shop", &sealed), Err(SealError::OtherKey));
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert!(key(1).open("shop", &changed).is_err(), "byte {place}");
            assert!(key(1).open("shop", &sealed[..place]).is_err(), "{place} bytes");
        }
    }

    #[test]
    fn files_of_today_are_opened_tomorrow() {
        // Made by another implementation of AES-GCM.
        let sealed = hex::decode("019c4b205102020202020202020202020274b3aa3b2f23a431a40ae0d2430a37cb83f67b6c9f54").unwrap();
        assert_eq!(key(1).open("shop", &sealed).unwrap().as_slice(), b"secret");
    }
}
