//! Links that are handed out. Each carries an HMAC, so that a changed one is refused; none of them acts by itself.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::{
    config::Server,
    kernel::{Money, Secret, UserId},
    wallets::Trace,
};

use super::Edge;

/// Where `user` activates their wallet.
pub fn activation_url(edge: &Edge, user: &UserId) -> String {
    let query: String = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("user", user.as_str())
        .append_pair("sig", &hex::encode(signature(&edge.link_key, &["activate", user.as_str()])))
        .finish();
    edge.settings().server.link(&format!("/account/activate?{query}"))
}

/// Where somebody sends `amount` to `recipient`, with everything filled in; they still look at it and prove themselves.
pub fn send_url(server: &Server, recipient: &UserId, amount: &Money, note: Option<&str>) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("to", recipient.as_str());
    query.append_pair("amount", &amount.to_string()).append_pair("currency", amount.currency.code());
    if let Some(note) = note {
        query.append_pair("note", note);
    }
    server.link(&format!("/account/send?{}", query.finish()))
}

/// Whether `hex_signature` is the one of `user`'s activation link, in constant time.
pub fn is_activation_signature(edge: &Edge, user: &UserId, hex_signature: &str) -> bool {
    let known = signature(&edge.link_key, &["activate", user.as_str()]);
    hex::decode(hex_signature).is_ok_and(|given| subtle::ConstantTimeEq::ct_eq(&known[..], &given[..]).into())
}

/// The secret of the developer console where the operator has chosen none: made from `link_key`, and so as stable and as random.
pub fn console_secret(link_key: &[u8; 32]) -> Secret {
    Secret::new(format!("secret_{}", hex::encode(signature(link_key, &["developer console"]))))
}

/// What is remembered of a wallet of `user`'s after they are gone lies under this. Another `link_key` forgets it.
pub fn wallet_trace(link_key: &[u8; 32], user: &UserId) -> Trace {
    signature(link_key, &["closed wallet", user.as_str()])
}

/// HMAC-SHA256 over the parts, none of which holds a zero byte; the first says what it is for.
pub fn signature(key: &[u8; 32], parts: &[&str]) -> [u8; 32] {
    #[expect(clippy::expect_used, reason = "HMAC takes keys of any length (RFC 2104)")]
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key of any length");
    mac.update(parts.join("\u{0}").as_bytes());
    mac.finalize().into_bytes().into()
}
