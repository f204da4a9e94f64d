//! Device keys: a key pair that a phone keeps behind its fingerprint reader, of which the server knows the public half.
//!
//! ES256 and RS256 (RFC 7518) only. Every text is bounded before it is decoded. What was signed is rebuilt here from what the
//! server knows, never taken from the client; only the timestamp is the client's, word for word.

use std::{borrow::Cow, fmt, time::Duration};

use aws_lc_rs::{
    encoding::AsDer,
    rsa,
    signature::{
        ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA256_FIXED, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RsaParameters,
        UnparsedPublicKey, VerificationAlgorithm,
    },
};
use base64::{
    Engine, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use minicbor::{Decode, Encode};

use crate::kernel::{Money, Timestamp, sha256};

/// An RSA key of 8192 bits is 1050 bytes of DER, 1400 letters of base64, and a few more as PEM with line ends.
const LONGEST_KEY: usize = 2048;
/// A signature of such a key is 1024 bytes, 1368 letters.
const LONGEST_SIGNATURE: usize = 1536;

/// How far a device's clock may be off when it signs a transfer or a payment (wallet specification, "P2P transfers").
pub const TRANSFER_WINDOW: Duration = Duration::from_secs(5 * 60);
/// How far it may be off when it answers a challenge (payments specification, "MFA").
pub const ATTESTATION_WINDOW: Duration = Duration::from_secs(30);

/// What a device signs with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum Algorithm {
    /// ECDSA over P-256 with SHA-256 (ES256).
    #[n(0)]
    EcdsaP256,
    /// RSASSA-PKCS1-v1_5 with SHA-256 (RS256) and 2048 to 8192 bits.
    #[n(1)]
    Rsa2048,
}

impl Algorithm {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::EcdsaP256 => "ECDSA_P256",
            Self::Rsa2048 => "RSA_2048",
        }
    }

    fn parse(name: &str) -> Option<Self> {
        [Self::EcdsaP256, Self::Rsa2048].into_iter().find(|algorithm| algorithm.name() == name)
    }
}

/// Why a public key is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyRefused {
    /// Neither `ECDSA_P256` nor `RSA_2048`.
    #[error("the algorithm is ECDSA_P256 or RSA_2048")]
    UnknownAlgorithm,
    /// Neither base64 nor PEM, or too long.
    #[error("the key is SubjectPublicKeyInfo in base64 or PEM")]
    Malformed,
    /// The bytes are no valid key of the algorithm in its one DER encoding.
    #[error("the bytes are not a valid public key of this algorithm")]
    Invalid,
    /// RSA below 2048 or above 8192 bits.
    #[error("an RSA key has 2048 to 8192 bits")]
    Size,
}

/// A device's public key: a SubjectPublicKeyInfo (RFC 5280) that was checked when it was read.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
pub struct PublicKey {
    #[n(0)]
    algorithm: Algorithm,
    #[cbor(n(1), with = "minicbor::bytes")]
    der: Vec<u8>,
}

impl PublicKey {
    /// Reads a key as a device sends it: SPKI, as PEM or as base64 in either alphabet, padded or not. One key has exactly
    /// one accepted encoding, and so one [`PublicKey::hash`].
    ///
    /// # Errors
    /// Which of the checks failed.
    pub fn parse(algorithm: &str, key_data: &str) -> Result<Self, KeyRefused> {
        let algorithm = Algorithm::parse(algorithm).ok_or(KeyRefused::UnknownAlgorithm)?;
        if key_data.len() > LONGEST_KEY {
            return Err(KeyRefused::Malformed);
        }
        let der = decode_base64(pem_body(key_data).ok_or(KeyRefused::Malformed)?).ok_or(KeyRefused::Malformed)?;
        let canonical = match algorithm {
            Algorithm::EcdsaP256 => ParsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, &der).and_then(|key| Ok(key.as_der()?)),
            Algorithm::Rsa2048 => {
                let key = rsa::PublicKey::from_der(&der).map_err(|_| KeyRefused::Invalid)?;
                let bits = RsaParameters::public_modulus_len(key.as_ref()).map_err(|_| KeyRefused::Invalid)?;
                if !(2048..=8192).contains(&bits) {
                    return Err(KeyRefused::Size);
                }
                Ok(key.as_der().map_err(|_| KeyRefused::Invalid)?)
            }
        };
        // The parser passes over bytes that follow the key, and knows other structures around it.
        match canonical {
            Ok(canonical) if canonical.as_ref() == der => Ok(Self { algorithm, der }),
            _ => Err(KeyRefused::Invalid),
        }
    }

    /// What it signs with.
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// `sha256:` and the hexadecimal digest of the SPKI in DER.
    pub fn hash(&self) -> String {
        format!("sha256:{}", hex::encode(sha256(&self.der)))
    }

    /// Whether `signature` (base64 in either alphabet; for ES256 in DER or as r and s in 64 bytes) is this key's over
    /// `message`. Anything that is no signature at all is simply not this key's.
    pub fn verify(&self, message: &[u8], signature: &str) -> bool {
        if signature.len() > LONGEST_SIGNATURE {
            return false;
        }
        let Some(signature) = decode_base64(Cow::Borrowed(signature)) else { return false };
        let algorithm: &'static dyn VerificationAlgorithm = match (self.algorithm, signature.len()) {
            // DER gets this short only when r and s begin with 48 zero bits between them.
            (Algorithm::EcdsaP256, 64) => &ECDSA_P256_SHA256_FIXED,
            (Algorithm::EcdsaP256, 8..=72) => &ECDSA_P256_SHA256_ASN1,
            (Algorithm::Rsa2048, 256..=1024) => &RSA_PKCS1_2048_8192_SHA256,
            _ => return false,
        };
        UnparsedPublicKey::new(algorithm, &self.der).verify(message, &signature).is_ok()
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.algorithm.name(), self.hash())
    }
}

/// What a device signs to confirm a transfer or a payment, `{id}:{amount}:{currency}:{timestamp}`: with the amount as the
/// server writes it and as JavaScript prints it. A signature over either is good.
pub fn transfer_message(id: &str, amount: &Money, timestamp: &str) -> [String; 2] {
    [amount.to_string(), amount.shortest()].map(|text| format!("{id}:{text}:{}:{timestamp}", amount.currency))
}

/// What a device signs to answer an MFA challenge: `{payment_id}:{challenge_id}:{timestamp}`.
pub fn attestation_message(payment_id: &str, challenge_id: &str, timestamp: &str) -> String {
    format!("{payment_id}:{challenge_id}:{timestamp}")
}

/// Reads the timestamp that a device signed: Unix seconds (up to 11 digits), Unix milliseconds (up to 14) or RFC 3339.
pub fn parse_timestamp(text: &str) -> Option<Timestamp> {
    const LONGEST: usize = "2026-11-18T11:06:40.123456789+01:00".len();
    if text.len() > LONGEST {
        return None;
    }
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Timestamp::parse_rfc3339(text);
    }
    let number: i64 = text.parse().ok()?;
    match text.len() {
        1..=11 => Some(Timestamp::from_unix_seconds(number)),
        12..=14 => Some(Timestamp(number)),
        _ => None,
    }
}

/// Whether `signed` is at most `window` before or after `now`.
pub fn is_fresh(signed: Timestamp, now: Timestamp, window: Duration) -> bool {
    signed.since(now).max(now.since(signed)) <= window
}

/// The base64 in a PEM block (RFC 7468) labelled `PUBLIC KEY`, or the text itself if it is no PEM.
fn pem_body(text: &str) -> Option<Cow<'_, str>> {
    let text = text.trim();
    match text.strip_prefix("-----BEGIN PUBLIC KEY-----") {
        Some(rest) => rest.strip_suffix("-----END PUBLIC KEY-----").map(Cow::Borrowed),
        None => Some(Cow::Borrowed(text)),
    }
}

/// Base64 (RFC 4648) in either alphabet, padded or not, with the line ends that Android and PEM put in.
fn decode_base64(text: Cow<'_, str>) -> Option<Vec<u8>> {
    const EITHER: GeneralPurposeConfig = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    const STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, EITHER);
    const URL_SAFE: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, EITHER);
    let text: String = text.chars().filter(|letter| !letter.is_ascii_whitespace()).collect();
    let engine = if text.contains(['-', '_']) { URL_SAFE } else { STANDARD };
    engine.decode(text).ok()
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::{rand::SystemRandom, signature::RSA_PKCS1_SHA256};
    use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
    use p256::{
        ecdsa::{Signature, SigningKey, signature::Signer},
        pkcs8::{EncodePublicKey, LineEnding},
    };

    use super::*;
    use crate::kernel::Currency;

    const START: Timestamp = Timestamp(1_795_000_000_123);

    fn phone() -> SigningKey {
        SigningKey::from_slice(&[7; 32]).unwrap()
    }

    fn spki(key: &SigningKey) -> Vec<u8> {
        p256::PublicKey::from(key.verifying_key()).to_public_key_der().unwrap().into_vec()
    }

    fn parse(algorithm: &str, der: &[u8]) -> Result<PublicKey, KeyRefused> {
        PublicKey::parse(algorithm, &STANDARD.encode(der))
    }

    /// One DER value of any length below 64 KiB.
    fn der(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
        let body = parts.concat();
        let length = u16::try_from(body.len()).unwrap().to_be_bytes();
        let head = if body.len() < 128 {
            vec![tag, length[1]]
        } else if body.len() < 256 {
            vec![tag, 0x81, length[1]]
        } else {
            vec![tag, 0x82, length[0], length[1]]
        };
        [head, body].concat()
    }

    /// The SPKI of an RSA key with `bytes` of modulus and the exponent 65537.
    fn rsa_spki(bytes: usize) -> Vec<u8> {
        let modulus = [vec![0], vec![0xc5; bytes]].concat();
        let key = der(0x30, &[&der(2, &[&modulus]), &der(2, &[&[1, 0, 1]])]);
        let algorithm = der(0x30, &[&hex::decode("06092a864886f70d0101010500").unwrap()]);
        der(0x30, &[&algorithm, &der(3, &[&[0], &key])])
    }

    #[test]
    fn keys_are_read_in_every_usual_text() {
        let bytes = spki(&phone());
        let pem = p256::PublicKey::from(phone().verifying_key()).to_public_key_pem(LineEnding::CRLF).unwrap();
        let wrapped = STANDARD
            .encode(&bytes)
            .as_bytes()
            .chunks(76)
            .fold(String::new(), |text, line| text + std::str::from_utf8(line).unwrap() + "\n");
        let expected = parse("ECDSA_P256", &bytes).unwrap();
        let texts = [pem, wrapped, STANDARD_NO_PAD.encode(&bytes), URL_SAFE.encode(&bytes), URL_SAFE_NO_PAD.encode(&bytes)];
        for text in texts {
            assert_eq!(PublicKey::parse("ECDSA_P256", &text).as_ref(), Ok(&expected), "{text}");
        }
        assert_eq!(expected.hash(), format!("sha256:{}", hex::encode(sha256(&bytes))));
        let row = minicbor::to_vec(&expected).unwrap();
        assert_eq!(minicbor::decode::<PublicKey>(&row).unwrap(), expected);
        assert_eq!(hex::encode(&row[..6]), "8200585b3059");
    }

    #[test]
    fn keys_that_are_not_what_they_say_are_refused() {
        let good = spki(&phone());
        let compressed = {
            let point = phone().verifying_key().to_sec1_point(true);
            let curve = der(0x30, &[&hex::decode("06072a8648ce3d020106082a8648ce3d030107").unwrap()]);
            der(0x30, &[&curve, &der(3, &[&[0], point.as_ref()])])
        };
        let mut off_curve = good.clone();
        *off_curve.last_mut().unwrap() ^= 1;
        let mut other_curve = good.clone();
        other_curve[22] = 0x0a;
        let trailing = |bytes: &[u8]| [bytes, &[0]].concat();
        let cases = [
            ("ECDSA_P256", off_curve, KeyRefused::Invalid),
            ("ECDSA_P256", other_curve, KeyRefused::Invalid),
            ("ECDSA_P256", compressed, KeyRefused::Invalid),
            ("ECDSA_P256", good[26..].to_vec(), KeyRefused::Invalid),
            ("ECDSA_P256", trailing(&good), KeyRefused::Invalid),
            ("ECDSA_P256", rsa_spki(256), KeyRefused::Invalid),
            ("ECDSA_P256", vec![], KeyRefused::Invalid),
            ("RSA_2048", good.clone(), KeyRefused::Invalid),
            ("RSA_2048", trailing(&rsa_spki(256)), KeyRefused::Invalid),
            ("RSA_2048", rsa_spki(256)[24..].to_vec(), KeyRefused::Invalid),
            ("RSA_2048", rsa_spki(128), KeyRefused::Size),
            ("RSA_2048", rsa_spki(255), KeyRefused::Size),
            ("ED25519", good.clone(), KeyRefused::UnknownAlgorithm),
        ];
        for (place, (algorithm, bytes, expected)) in cases.into_iter().enumerate() {
            assert_eq!(parse(algorithm, &bytes), Err(expected), "case {place}");
        }
        for bytes in [256, 512, 1024] {
            assert!(parse("RSA_2048", &rsa_spki(bytes)).is_ok(), "{bytes}");
        }
        assert!(parse("RSA_2048", &rsa_spki(1025)).is_err());
        for text in ["not base64!", "-----BEGIN PUBLIC KEY-----\nMFk", &"A".repeat(10_000)] {
            assert_eq!(PublicKey::parse("ECDSA_P256", text), Err(KeyRefused::Malformed));
        }
    }

    #[test]
    fn es256_in_both_forms() {
        let key = parse("ECDSA_P256", &spki(&phone())).unwrap();
        for number in 0..50 {
            let message = format!("message {number}");
            let signature: Signature = phone().sign(message.as_bytes());
            for bytes in [&signature.to_bytes()[..], signature.to_der().as_bytes()] {
                for text in [STANDARD.encode(bytes), URL_SAFE_NO_PAD.encode(bytes), STANDARD.encode(bytes) + "\n"] {
                    assert!(key.verify(message.as_bytes(), &text), "{text}");
                    assert!(!key.verify(b"another message", &text));
                }
            }
        }
        let stranger: Signature = SigningKey::from_slice(&[8; 32]).unwrap().sign(b"message");
        for bytes in [&stranger.to_bytes()[..], &[0; 64], &[0xff; 64], &[0x30, 0x06, 2, 1, 0, 2, 1, 0], &[0; 256], &[]] {
            assert!(!key.verify(b"message", &STANDARD.encode(bytes)));
        }
        assert!(!key.verify(b"message", "not base64!") && !key.verify(b"message", &"A".repeat(100_000)));
    }

    #[test]
    fn rs256() {
        let pair = rsa::KeyPair::generate(rsa::KeySize::Rsa2048).unwrap();
        let public = aws_lc_rs::signature::KeyPair::public_key(&pair);
        let key = parse("RSA_2048", public.as_der().unwrap().as_ref()).unwrap();
        let mut signature = vec![0; pair.public_modulus_len()];
        pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), b"message", &mut signature).unwrap();
        assert!(key.verify(b"message", &STANDARD.encode(&signature)));
        assert!(!key.verify(b"another", &STANDARD.encode(&signature)));
        assert!(!key.verify(b"message", &STANDARD.encode(&signature[1..])));
        assert_eq!(parse("RSA_2048", public.as_ref()), Err(KeyRefused::Invalid), "PKCS#1 is not SPKI");
    }

    #[test]
    fn messages_are_spelled_as_both_sides_print_them() {
        let money = |minor, code| Currency::iso(code).unwrap().minor(minor);
        let id = "p2p_0";
        assert_eq!(
            transfer_message(id, &money(500_000, "USD"), "1795000000"),
            ["p2p_0:5000.00:USD:1795000000", "p2p_0:5000:USD:1795000000"]
        );
        assert_eq!(transfer_message(id, &money(5, "JPY"), "1"), ["p2p_0:5:JPY:1", "p2p_0:5:JPY:1"]);
        assert_eq!(attestation_message("pay_0", "mfa_ch_1", "2"), "pay_0:mfa_ch_1:2");
    }

    #[test]
    fn timestamps_in_three_forms() {
        let cases = [
            ("1795000000", Some(1_795_000_000_000)),
            ("1795000000123", Some(1_795_000_000_123)),
            ("2026-11-18T11:06:40.123Z", Some(1_795_000_000_123)),
            ("2026-11-18T12:06:40+01:00", Some(1_795_000_000_000)),
            ("0", Some(0)),
            ("", None),
            ("-1795000000", None),
            ("+1795000000", None),
            ("1795000000.5", None),
            ("179500000012345", None),
            ("99999999999999999999", None),
            ("2026-11-18", None),
            ("yesterday", None),
        ];
        for (text, expected) in cases {
            assert_eq!(parse_timestamp(text), expected.map(Timestamp), "{text}");
        }
    }

    #[test]
    fn freshness_looks_both_ways() {
        let ms = Duration::from_millis;
        for (signed, expected) in [
            (START, true),
            (START - TRANSFER_WINDOW, true),
            (START + TRANSFER_WINDOW, true),
            (START - TRANSFER_WINDOW - ms(1), false),
            (START + TRANSFER_WINDOW + ms(1), false),
            (Timestamp(i64::MIN), false),
            (Timestamp(i64::MAX), false),
        ] {
            assert_eq!(is_fresh(signed, START, TRANSFER_WINDOW), expected, "{signed:?}");
        }
    }
}
