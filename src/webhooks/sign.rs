//! Signatures of webhooks, by which a mini-app knows that an event is ours. Both families of headers are sent, and one secret,
//! `whsec_` and the base64 of 32 bytes, verifies both:
//!
//! - TMCP: `X-Webhook-Signature: sha256=<hex>` is HMAC-SHA256 over the body, keyed with the secret's text as it was handed out.
//! - Standard Webhooks: `webhook-signature: v1,<base64>` is HMAC-SHA256 over `id.timestamp.body`, keyed with the bytes that the
//!   text behind `whsec_` stands for.
//!
//! While a secret is being replaced both sign: signatures are listed, in the first with commas, in the second with spaces. The
//! timestamp is the attempt's, so that a receiver can refuse old ones; only the second family signs it.

use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::kernel::{Secret, Timestamp};

/// What every secret begins with.
pub const PREFIX: &str = "whsec_";

/// The headers of one attempt: name and value.
pub type Headers = Vec<(&'static str, String)>;

/// The headers for `body`, signed with each of `secrets`; the newest secret comes first.
pub fn headers(secrets: &[Secret], id: &str, at: Timestamp, body: &str) -> Headers {
    let seconds = at.unix_seconds().to_string();
    let list = |signature: &dyn Fn(&Secret) -> String, separator: &str| {
        secrets.iter().map(signature).collect::<Vec<_>>().join(separator)
    };
    vec![
        ("x-webhook-signature", list(&|secret| tmcp(secret, body), ",")),
        ("x-webhook-event-id", id.to_owned()),
        ("x-webhook-timestamp", seconds.clone()),
        ("webhook-id", id.to_owned()),
        ("webhook-signature", list(&|secret| standard(secret, id, &seconds, body), " ")),
        ("webhook-timestamp", seconds),
    ]
}

/// Whether one of the listed TMCP signatures is `secret`'s.
pub fn is_tmcp(secret: &Secret, body: &str, listed: &str) -> bool {
    any(listed.split(','), &tmcp(secret, body))
}

/// Whether one of the listed Standard Webhooks signatures is `secret`'s.
pub fn is_standard(secret: &Secret, id: &str, seconds: &str, body: &str, listed: &str) -> bool {
    any(listed.split(' '), &standard(secret, id, seconds, body))
}

fn any<'l>(listed: impl Iterator<Item = &'l str>, known: &str) -> bool {
    listed.fold(false, |found, given| found | bool::from(given.trim().as_bytes().ct_eq(known.as_bytes())))
}

fn tmcp(secret: &Secret, body: &str) -> String {
    format!("sha256={}", hex::encode(hmac(secret.expose().as_bytes(), &[body])))
}

fn standard(secret: &Secret, id: &str, seconds: &str, body: &str) -> String {
    let text = secret.expose();
    // A secret that is not base64 was not made here; its text is then as good a key as any.
    let key = STANDARD.decode(text.strip_prefix(PREFIX).unwrap_or(text)).unwrap_or_else(|_| text.as_bytes().to_vec());
    format!("v1,{}", STANDARD.encode(hmac(&key, &[id, ".", seconds, ".", body])))
}

#[expect(clippy::expect_used, reason = "HMAC takes keys of any length (RFC 2104)")]
fn hmac(key: &[u8], parts: &[&str]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key of any length");
    parts.iter().for_each(|part| mac.update(part.as_bytes()));
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret() -> Secret {
        Secret::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    }

    const ID: &str = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    const BODY: &str = r#"{"test": 2432232314}"#;

    /// The vector of the Standard Webhooks specification; the TMCP signature is what Python's hmac makes of the same secret.
    #[test]
    fn signatures_are_those_of_the_specifications() {
        let at = Timestamp::from_unix_seconds(1_614_265_330);
        let expected = [
            ("x-webhook-signature", "sha256=80ec8a89ce3cd22133a1066caecb4d04fea7467657c8514d717ec42c38a5c94c"),
            ("x-webhook-event-id", ID),
            ("x-webhook-timestamp", "1614265330"),
            ("webhook-id", ID),
            ("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
            ("webhook-timestamp", "1614265330"),
        ];
        let found = headers(&[secret()], ID, at, BODY);
        assert_eq!(found.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn while_a_secret_is_replaced_both_verify() {
        let (new, old) = (Secret::new(format!("whsec_{}", STANDARD.encode([1; 32]))), secret());
        let sent = headers(&[new.clone(), old.clone()], ID, Timestamp(9_000), BODY);
        let value = |name: &str| sent.iter().find(|(known, _)| *known == name).unwrap().1.as_str();
        for secret in [&new, &old] {
            assert!(is_tmcp(secret, BODY, value("x-webhook-signature")));
            assert!(is_standard(secret, ID, "9", BODY, value("webhook-signature")));
        }
        let stranger = Secret::new(format!("whsec_{}", STANDARD.encode([2; 32])));
        assert!(!is_tmcp(&stranger, BODY, value("x-webhook-signature")));
        assert!(!is_standard(&stranger, ID, "9", BODY, value("webhook-signature")));
    }

    #[test]
    fn what_was_changed_on_the_way_does_not_verify() {
        let sent = headers(&[secret()], ID, Timestamp(9_000), BODY);
        let value = |name: &str| sent.iter().find(|(known, _)| *known == name).unwrap().1.as_str();
        let (tmcp, standard) = (value("x-webhook-signature"), value("webhook-signature"));
        assert!(!is_tmcp(&secret(), r#"{"test": 2432232315}"#, tmcp) && !is_tmcp(&secret(), BODY, ""));
        for (id, seconds, body) in [("msg_other", "9", BODY), (ID, "10", BODY), (ID, "9", "{}")] {
            assert!(!is_standard(&secret(), id, seconds, body, standard), "{id} {seconds} {body}");
        }
    }
}
