//! Access tokens: a prefix and a JWT signed with RS256 (RFC 7519, RFC 7515; TMCP section 4.3). There are three kinds, and none of
//! them passes for another: TEP tokens (a person through a mini-app), client tokens (a mini-app's backend with no person) and
//! developer tokens. Verification reads no disk: what was verified once is remembered until it expires, within bounds, and what
//! was revoked since is asked of [`Live`].

mod client;
mod developer;
mod jws;
mod tep;
#[cfg(test)]
mod tests;

use std::sync::{Arc, PoisonError, RwLock};

use quick_cache::sync::Cache;

use crate::kernel::Timestamp;

pub use client::{ClientClaims, VerifiedClient};
pub use developer::{DEVELOPER_CLIENT, DeveloperClaims, VerifiedDeveloper};
pub use tep::{Claims, Context, Verified};

use super::{KeyRing, Live};
use jws::Payload;

/// How far two clocks may be apart, in seconds.
const SKEW: i64 = 60;

/// How many verified tokens of each kind are remembered; about a kilobyte each.
const REMEMBERED: usize = 10_000;

/// The longest token that is looked at, in bytes.
const LONGEST: usize = 8192;

/// Why a token is refused. The caller is told only that it is (`INVALID_TOKEN`); the log knows more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// Not a token of this kind, or signed by somebody else.
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

/// A kind of token, as what a good one of it says.
trait Kind: Sized {
    /// What stands before the JWT.
    const PREFIX: &'static str;
    /// The claim `token_type`.
    const TOKEN_TYPE: &'static str;

    /// Reads a payload of ours with the right type; `None` when its claims do not belong together.
    fn accept(payload: Payload) -> Option<Self>;

    /// When it was made and when it ends.
    fn term(&self) -> (Timestamp, Timestamp);

    /// Whether it was revoked, or its person or mini-app shut off.
    fn check(&self, live: &Live) -> Result<(), TokenError>;
}

type Remembered<K> = Cache<Box<str>, Arc<K>>;

/// Keys, and what they were found to have signed. The two are replaced together, so that nothing is remembered that a removed
/// key has signed, not even by a verification that was under way.
struct Trust {
    keys: KeyRing,
    teps: Remembered<Verified>,
    clients: Remembered<VerifiedClient>,
    developers: Remembered<VerifiedDeveloper>,
}

impl Trust {
    fn new(keys: KeyRing) -> Self {
        let (teps, clients, developers) = (Cache::new(REMEMBERED), Cache::new(REMEMBERED), Cache::new(REMEMBERED));
        Self { keys, teps, clients, developers }
    }
}

/// Signs and verifies the tokens of one issuer.
pub struct Tokens {
    issuer: String,
    trust: RwLock<Arc<Trust>>,
    live: Arc<Live>,
}

impl Tokens {
    /// Tokens of `issuer`, the server's public URL.
    pub fn new(issuer: String, keys: KeyRing, live: Arc<Live>) -> Self {
        Self { issuer, trust: RwLock::new(Arc::new(Trust::new(keys))), live }
    }

    /// The keys in use.
    pub fn keys(&self) -> KeyRing {
        self.trust().keys.clone()
    }

    /// Takes other keys into use: from now on a token counts only if one of them has signed it.
    pub fn set_keys(&self, keys: KeyRing) {
        let trust = Arc::new(Trust::new(keys));
        *self.trust.write().unwrap_or_else(PoisonError::into_inner) = trust;
    }

    /// The TEP token that says `claims`; `None` when it cannot be signed.
    pub fn sign(&self, claims: &Claims) -> Option<String> {
        jws::sign::<Verified>(&self.trust().keys, claims.payload(&self.issuer))
    }

    /// The client token that says `claims`; `None` when it cannot be signed.
    pub fn sign_client(&self, claims: &ClientClaims) -> Option<String> {
        jws::sign::<VerifiedClient>(&self.trust().keys, claims.payload(&self.issuer))
    }

    /// The developer token that says `claims`; `None` when it cannot be signed.
    pub fn sign_developer(&self, claims: &DeveloperClaims) -> Option<String> {
        jws::sign::<VerifiedDeveloper>(&self.trust().keys, claims.payload(&self.issuer))
    }

    /// Checks a TEP token: signature, issuer, audience, type and times, that the session lives, that the person is not suspended
    /// and the mini-app is still allowed.
    pub fn verify(&self, token: &str, now: Timestamp) -> Result<Arc<Verified>, TokenError> {
        self.check(|trust| &trust.teps, token, now)
    }

    /// Checks a client token: signature, issuer, audience, type and times, that it was not revoked and the mini-app is still
    /// allowed.
    pub fn verify_client(&self, token: &str, now: Timestamp) -> Result<Arc<VerifiedClient>, TokenError> {
        self.check(|trust| &trust.clients, token, now)
    }

    /// Checks a developer token: signature, issuer, audience, type and times, that the session lives and the person is not
    /// suspended. Whether they are still on the whitelist, the caller asks the store.
    pub fn verify_developer(&self, token: &str, now: Timestamp) -> Result<Arc<VerifiedDeveloper>, TokenError> {
        self.check(|trust| &trust.developers, token, now)
    }

    fn trust(&self) -> Arc<Trust> {
        Arc::clone(&self.trust.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn check<K: Kind>(
        &self,
        remembered: impl Fn(&Trust) -> &Remembered<K>,
        token: &str,
        now: Timestamp,
    ) -> Result<Arc<K>, TokenError> {
        if token.len() > LONGEST {
            return Err(TokenError::Foreign);
        }
        let trust = self.trust();
        let remembered = remembered(&trust);
        let verified = match remembered.get(token) {
            Some(known) => known,
            None => {
                let payload = jws::open::<K>(&trust.keys, &self.issuer, token);
                let fresh = Arc::new(payload.and_then(K::accept).ok_or(TokenError::Foreign)?);
                check_times(&*fresh, now)?;
                remembered.insert(token.into(), Arc::clone(&fresh));
                fresh
            }
        };
        check_times(&*verified, now)?;
        verified.check(&self.live)?;
        Ok(verified)
    }
}

fn check_times(token: &impl Kind, now: Timestamp) -> Result<(), TokenError> {
    let (issued, expires) = token.term();
    let now = now.unix_seconds();
    let begun = issued.unix_seconds() <= now + SKEW;
    let ended = expires.unix_seconds() + SKEW <= now;
    if begun && !ended { Ok(()) } else { Err(TokenError::Expired) }
}
