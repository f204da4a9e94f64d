//! The form that all tokens share: a prefix and a JWT in compact form, signed with RS256 by a key of the ring. Nothing is read
//! from a payload before its signature is found good.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::kernel::Timestamp;

use super::{KeyRing, Kind};

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: String,
}

/// The claims of every kind. Those that a kind does not have are absent from its tokens.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Payload {
    pub(super) iss: String,
    pub(super) sub: String,
    pub(super) aud: String,
    pub(super) client_id: String,
    pub(super) exp: i64,
    pub(super) iat: i64,
    pub(super) nbf: i64,
    pub(super) jti: String,
    pub(super) token_type: String,
    pub(super) session_id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) azp: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) scope: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) wallet_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) mas_session: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) miniapp_context: Option<Value>,
}

impl Payload {
    /// When the token was made and when it ends.
    pub(super) fn term(&self) -> (Timestamp, Timestamp) {
        (Timestamp::from_unix_seconds(self.nbf.max(self.iat)), Timestamp::from_unix_seconds(self.exp))
    }
}

/// The token of the kind `K` that says `payload`, to which the type is added; `None` when the library fails.
pub(super) fn sign<K: Kind>(keys: &KeyRing, payload: Payload) -> Option<String> {
    let payload = Payload { token_type: K::TOKEN_TYPE.to_owned(), ..payload };
    let at = Timestamp::from_unix_seconds(payload.iat);
    let header = json!({ "alg": "RS256", "typ": "JWT", "kid": keys.signing_kid(at) });
    let part = |value: Vec<u8>| URL_SAFE_NO_PAD.encode(value);
    let message = format!("{}.{}", part(serde_json::to_vec(&header).ok()?), part(serde_json::to_vec(&payload).ok()?));
    let signature = keys.sign(at, message.as_bytes())?;
    Some(format!("{}{message}.{}", K::PREFIX, URL_SAFE_NO_PAD.encode(signature)))
}

/// What a token of the kind `K` by `issuer` says, if it is one and its signature is good. Its times are not looked at.
pub(super) fn open<K: Kind>(keys: &KeyRing, issuer: &str, token: &str) -> Option<Payload> {
    let (message, signature) = token.strip_prefix(K::PREFIX)?.rsplit_once('.')?;
    let (header, payload) = message.split_once('.')?;
    let decode = |part: &str| URL_SAFE_NO_PAD.decode(part).ok();
    let header: Header = serde_json::from_slice(&decode(header)?).ok()?;
    if header.alg != "RS256" || !keys.verify(&header.kid, message.as_bytes(), &decode(signature)?) {
        return None;
    }
    let payload: Payload = serde_json::from_slice(&decode(payload)?).ok()?;
    (payload.iss == issuer && payload.token_type == K::TOKEN_TYPE).then_some(payload)
}
