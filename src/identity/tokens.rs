//! TEP tokens: `tep.` and a JWT signed with RS256 (RFC 7519, RFC 7515; TMCP section 4.3). Verification reads no disk: what was
//! verified once is remembered until it expires, and what was revoked since is asked of [`Live`].

use std::sync::Arc;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use quick_cache::sync::Cache;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::kernel::{ScopeSet, SessionId, Timestamp, UserId, WalletId};

use super::{KeyRing, Live};

/// How far two clocks may be apart, in seconds.
const SKEW: i64 = 60;

/// How many verified tokens are remembered; about a kilobyte each.
const REMEMBERED: usize = 10_000;

/// The longest token that is looked at, in bytes.
const LONGEST: usize = 8192;

const PREFIX: &str = "tep.";
const TOKEN_TYPE: &str = "tep_access_token";

/// Why a token is refused. The caller is told only that it is (`INVALID_TOKEN`); the log knows more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// Not a TEP token, or signed by somebody else.
    #[error("the token is not one of this server's")]
    Foreign,
    /// Its time is over or has not come.
    #[error("the token has expired")]
    Expired,
    /// Its session was revoked, or replaced by a newer one.
    #[error("the session was revoked")]
    Revoked,
    /// The person is suspended.
    #[error("the user is suspended")]
    UserSuspended,
    /// The mini-app is not allowed any more.
    #[error("the mini-app is suspended")]
    MiniAppSuspended,
}

/// What a mini-app said of the situation when it asked for the token, passed on unread.
pub type Context = Option<Value>;

/// What a new token says.
#[derive(Clone, Debug)]
pub struct Claims {
    /// The person.
    pub user: UserId,
    /// The mini-app's client.
    pub client: String,
    /// What it may do.
    pub scopes: ScopeSet,
    /// The person's wallet.
    pub wallet: WalletId,
    /// The session that it can be revoked by.
    pub session: SessionId,
    /// Its own id, never used twice.
    pub token_id: String,
    /// When it was made.
    pub issued: Timestamp,
    /// When it ends.
    pub expires: Timestamp,
    /// `miniapp_context`.
    pub context: Context,
}

/// A token that was found good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The person.
    pub user: UserId,
    /// The mini-app's client.
    pub client: String,
    /// What it may do.
    pub scopes: ScopeSet,
    /// The person's wallet.
    pub wallet: WalletId,
    /// The session.
    pub session: SessionId,
    /// When it was made.
    pub issued: Timestamp,
    /// When it ends.
    pub expires: Timestamp,
    /// Its own id.
    pub token_id: String,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: String,
}

#[derive(Serialize, Deserialize)]
struct Payload {
    iss: String,
    sub: String,
    aud: String,
    azp: String,
    client_id: String,
    exp: i64,
    iat: i64,
    nbf: i64,
    jti: String,
    token_type: String,
    scope: String,
    wallet_id: String,
    session_id: String,
    #[serde(default)]
    mas_session: Value,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    miniapp_context: Option<Value>,
}

/// Signs and verifies TEP tokens for one issuer.
pub struct Tokens {
    issuer: String,
    keys: KeyRing,
    live: Arc<Live>,
    verified: Cache<Box<str>, Arc<Verified>>,
}

impl Tokens {
    /// Tokens of `issuer`, the server's public URL.
    pub fn new(issuer: String, keys: KeyRing, live: Arc<Live>) -> Self {
        Self { issuer, keys, live, verified: Cache::new(REMEMBERED) }
    }

    /// The keys, for the JWK set.
    pub fn keys(&self) -> &KeyRing {
        &self.keys
    }

    /// The token that says `claims`; `None` when it cannot be signed.
    pub fn sign(&self, claims: &Claims) -> Option<String> {
        let payload = Payload {
            iss: self.issuer.clone(),
            sub: claims.user.to_string(),
            aud: claims.client.clone(),
            azp: claims.client.clone(),
            client_id: claims.client.clone(),
            exp: claims.expires.unix_seconds(),
            iat: claims.issued.unix_seconds(),
            nbf: claims.issued.unix_seconds(),
            jti: claims.token_id.clone(),
            token_type: TOKEN_TYPE.to_owned(),
            scope: claims.scopes.to_string(),
            wallet_id: claims.wallet.to_string(),
            session_id: claims.session.to_string(),
            mas_session: json!({ "active": true, "refresh_token_id": claims.session.to_string() }),
            miniapp_context: claims.context.clone(),
        };
        let header = json!({ "alg": "RS256", "typ": "JWT", "kid": self.keys.signing_kid() });
        let part = |value: Vec<u8>| URL_SAFE_NO_PAD.encode(value);
        let message = format!("{}.{}", part(serde_json::to_vec(&header).ok()?), part(serde_json::to_vec(&payload).ok()?));
        let signature = self.keys.sign(message.as_bytes())?;
        Some(format!("{PREFIX}{message}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }

    /// Checks signature, issuer, audience, type and times, that the session lives, that the person is not suspended and the
    /// mini-app is still allowed.
    pub fn verify(&self, token: &str, now: Timestamp) -> Result<Arc<Verified>, TokenError> {
        if token.len() > LONGEST {
            return Err(TokenError::Foreign);
        }
        let verified = match self.verified.get(token) {
            Some(known) => known,
            None => {
                let fresh = Arc::new(self.read(token).ok_or(TokenError::Foreign)?);
                check_times(&fresh, now)?;
                self.verified.insert(token.into(), Arc::clone(&fresh));
                fresh
            }
        };
        check_times(&verified, now)?;
        self.live.check(&verified)?;
        Ok(verified)
    }

    fn read(&self, token: &str) -> Option<Verified> {
        let (message, signature) = token.strip_prefix(PREFIX)?.rsplit_once('.')?;
        let (header, payload) = message.split_once('.')?;
        let decode = |part: &str| URL_SAFE_NO_PAD.decode(part).ok();
        let header: Header = serde_json::from_slice(&decode(header)?).ok()?;
        if header.alg != "RS256" || !self.keys.verify(&header.kid, message.as_bytes(), &decode(signature)?) {
            return None;
        }
        let payload: Payload = serde_json::from_slice(&decode(payload)?).ok()?;
        let ours = payload.iss == self.issuer
            && payload.token_type == TOKEN_TYPE
            && payload.aud == payload.client_id
            && payload.azp == payload.client_id;
        if !ours {
            return None;
        }
        Some(Verified {
            user: UserId::parse(&payload.sub).ok()?,
            scopes: ScopeSet::parse(&payload.scope).ok()?,
            wallet: payload.wallet_id.parse().ok()?,
            session: payload.session_id.parse().ok()?,
            issued: Timestamp::from_unix_seconds(payload.nbf.max(payload.iat)),
            expires: Timestamp::from_unix_seconds(payload.exp),
            token_id: payload.jti,
            client: payload.client_id,
        })
    }
}

fn check_times(token: &Verified, now: Timestamp) -> Result<(), TokenError> {
    let now = now.unix_seconds();
    let begun = token.issued.unix_seconds() <= now + SKEW;
    let ended = token.expires.unix_seconds() + SKEW <= now;
    if begun && !ended { Ok(()) } else { Err(TokenError::Expired) }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::kernel::{RawId, Scope};

    const NOW: Timestamp = Timestamp(1_795_000_000_000);

    fn tokens(issuer: &str, keys: &KeyRing) -> Tokens {
        Tokens::new(issuer.to_owned(), keys.clone(), Arc::new(Live::default()))
    }

    fn claims() -> Claims {
        Claims {
            user: UserId::parse("@alice:x").unwrap(),
            client: "ma_shop_001".to_owned(),
            scopes: [Scope::WalletPay].into_iter().collect(),
            wallet: WalletId(RawId([1; 16])),
            session: SessionId(RawId([2; 16])),
            token_id: "t".to_owned(),
            issued: NOW,
            expires: NOW + Duration::from_secs(3600),
            context: None,
        }
    }

    /// Signs any header and payload with our own key.
    fn forge(keys: &KeyRing, header: &Value, payload: &Value) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(serde_json::to_vec(value).unwrap());
        let message = format!("{}.{}", part(header), part(payload));
        format!("tep.{message}.{}", URL_SAFE_NO_PAD.encode(keys.sign(message.as_bytes()).unwrap()))
    }

    #[test]
    fn tokens_read_back_within_their_time() {
        let keys = KeyRing::ephemeral().unwrap();
        let tokens = tokens("https://a.example", &keys);
        let token = tokens.sign(&claims()).unwrap();
        for _ in 0..2 {
            assert_eq!(tokens.verify(&token, NOW).unwrap().user.as_str(), "@alice:x");
        }
        let at = |seconds: i64| tokens.verify(&token, Timestamp(NOW.0 + seconds * 1000)).err();
        assert_eq!((at(3659), at(3660), at(-60), at(-61)), (None, Some(TokenError::Expired), None, Some(TokenError::Expired)));
    }

    #[test]
    fn foreign_tokens_are_refused() {
        let keys = KeyRing::ephemeral().unwrap();
        let ours = tokens("https://a.example", &keys);
        let good = ours.sign(&claims()).unwrap();
        let payload: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(good.split('.').nth(2).unwrap()).unwrap()).unwrap();
        let header = json!({ "alg": "RS256", "kid": keys.signing_kid() });
        assert!(ours.verify(&forge(&keys, &header, &payload), NOW).is_ok());
        let changed = |name: &str, value: Value| {
            let mut payload = payload.clone();
            payload[name] = value;
            payload
        };
        let bad = [
            good.trim_start_matches("tep.").to_owned(),
            format!("{good}x"),
            good.replace("tep.", "dev."),
            forge(&keys, &json!({ "alg": "none", "kid": keys.signing_kid() }), &payload),
            forge(&keys, &json!({ "alg": "HS256", "kid": keys.signing_kid() }), &payload),
            forge(&keys, &json!({ "alg": "RS256", "kid": "another" }), &payload),
            forge(&keys, &header, &changed("iss", json!("https://b.example"))),
            forge(&keys, &header, &changed("token_type", json!("dev_access_token"))),
            forge(&keys, &header, &changed("aud", json!("ma_other"))),
            forge(&keys, &header, &changed("sub", json!("alice"))),
            forge(&KeyRing::ephemeral().unwrap(), &header, &payload),
            "tep.".to_owned(),
            "tep.a.b.c".to_owned(),
            format!("tep.{}", "a".repeat(100_000)),
        ];
        for token in bad {
            assert_eq!(ours.verify(&token, NOW).err(), Some(TokenError::Foreign), "{token:.80}");
        }
        assert_eq!(tokens("https://b.example", &keys).verify(&good, NOW).err(), Some(TokenError::Foreign));
    }
}
