//! One RSA key: made, read, signing and verifying RS256 (RFC 7518 section 3.3), and as a JWK (RFC 7517).

use aws_lc_rs::{
    encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der},
    error::Unspecified,
    rand::SystemRandom,
    rsa::{KeyPair, KeySize},
    signature::{self, KeyPair as _, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use crate::kernel::{Timestamp, sha256};

use super::KeyError;

/// A key and when it was made.
pub(super) struct SigningKey {
    pub(super) kid: String,
    pub(super) made: Timestamp,
    pair: KeyPair,
    public: signature::ParsedPublicKey,
}

impl SigningKey {
    /// Reads PKCS#8 DER; `None` unless it is RSA with 2048 bits or more.
    pub(super) fn parse(der: &[u8], made: Timestamp) -> Option<Self> {
        let pair = KeyPair::from_pkcs8(der).ok().filter(|pair| pair.public_modulus_len() >= 256)?;
        let spki = AsDer::<PublicKeyX509Der<'_>>::as_der(pair.public_key()).ok()?;
        let public = signature::ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, spki.as_ref()).ok()?;
        let kid = URL_SAFE_NO_PAD.encode(&sha256(spki.as_ref())[..12]);
        Some(Self { kid, made, pair, public })
    }

    /// `None` when the library fails.
    pub(super) fn sign(&self, message: &[u8]) -> Option<Vec<u8>> {
        let mut signature = vec![0; self.pair.public_modulus_len()];
        self.pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature).ok()?;
        Some(signature)
    }

    pub(super) fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        self.public.verify_sig(message, signature).is_ok()
    }

    pub(super) fn jwk(&self) -> Value {
        let public = self.pair.public_key();
        let number = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        json!({
            "kty": "RSA", "use": "sig", "alg": "RS256", "kid": self.kid,
            "n": number(public.modulus().big_endian_without_leading_zero()),
            "e": number(public.exponent().big_endian_without_leading_zero()),
        })
    }
}

/// A new key as PKCS#8 DER. Takes a good part of a second.
pub(super) fn generate() -> Result<Vec<u8>, KeyError> {
    let failed = |_: Unspecified| KeyError::Unusable("a new key".to_owned());
    let pair = KeyPair::generate(KeySize::Rsa2048).map_err(failed)?;
    let der = AsDer::<Pkcs8V1Der<'_>>::as_der(&pair).map_err(failed)?;
    Ok(der.as_ref().to_vec())
}
