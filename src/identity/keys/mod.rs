//! RSA signing keys in files of their own, `keys/tep-<when made>.pem` in Unix seconds. All that a key does follows from those
//! times: it begins to sign once every cached JWK set knows it, and is retired when the last token that it can have signed is over.
//! So the files are the whole truth, and whoever adds or removes one beside a running server changes what that server does.
//! A ring is what was found at one moment; nothing here waits for changes.

mod files;
mod record;
mod rsa;
#[cfg(test)]
mod tests;

use std::{
    cmp::Ordering,
    io,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use serde_json::{Value, json};

use crate::kernel::Timestamp;

pub use files::secret_file;
pub use record::RecordKeys;
use rsa::SigningKey;

/// How long a new key is published before it signs: twice what a cache may keep the JWK set.
const SETTLES: Duration = Duration::from_secs(600);

/// How long a key is needed after its last signature: no token lives longer than a day, and clocks may differ.
const OUTLIVES: Duration = Duration::from_secs(86_400 + 120);

/// The signing keys cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The directory or a file in it.
    #[error("{path}: {source}. The keys directory must belong to the user that runs tmcpd and be readable by nobody else.")]
    Io {
        /// Which.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// A file holds no usable key.
    #[error(
        "{0} holds no RSA private key of 2048 bits or more in PKCS#8 PEM. Restore it from a backup, or move it away to start with a new key; tokens that it signed are then refused."
    )]
    Unusable(String),
    /// A file's name does not say when the key was made.
    #[error("{0} is not named after the time when its key was made, tep-<Unix seconds>.pem.")]
    Misnamed(String),
    /// Nothing is left to sign with.
    #[error("there are no signing keys in {0}. Restore them from a backup; without any, the next start makes a new one.")]
    Missing(String),
    /// The newest key does not sign yet, so that another is of no use.
    #[error("the key {kid} is new and signs from {from} on; there is nothing to do until then.")]
    Settling {
        /// The key.
        kid: String,
        /// When it begins to sign.
        from: Timestamp,
    },
}

/// Why a new key is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rotation {
    /// Its time has come: the others verify until they are not needed.
    Planned,
    /// Somebody else may have the others: the new one signs at once, and what they signed is refused from then on.
    Compromised,
}

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyUse {
    /// It verifies what it has signed.
    Verifies,
    /// It signs every new token.
    Signs,
    /// It is published, and will sign.
    Next,
}

impl KeyUse {
    /// The name in answers.
    pub fn name(self) -> &'static str {
        match self {
            Self::Verifies => "verifies",
            Self::Signs => "signs",
            Self::Next => "next",
        }
    }
}

/// A key as it is at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyState {
    /// Its id in the JWK set.
    pub kid: String,
    /// When it was made.
    pub made: Timestamp,
    /// What it does.
    pub does: KeyUse,
    /// When it begins to sign.
    pub from: Timestamp,
    /// When it is retired; `None` while no other follows it.
    pub until: Option<Timestamp>,
}

/// The keys that sign and verify tokens, oldest first; at least one. Cheap to clone.
#[derive(Clone)]
pub struct KeyRing {
    keys: Arc<[Arc<SigningKey>]>,
    /// `None` for keys that are kept nowhere.
    directory: Option<Arc<Path>>,
}

impl KeyRing {
    /// Reads the keys of a directory, and makes the first one when there is none.
    pub fn load_or_create(directory: &Path, now: Timestamp) -> Result<Self, KeyError> {
        files::create_private_directory(directory)?;
        if files::list(directory)?.is_empty() {
            files::add(directory, now, &rsa::generate()?)?;
        }
        Self::load(directory)
    }

    /// Reads the keys of a directory.
    pub fn load(directory: &Path) -> Result<Self, KeyError> {
        Self { keys: Arc::new([]), directory: None }.with_files(&directory.into(), &files::list(directory)?)
    }

    /// A ring of one new key that is kept nowhere.
    pub fn ephemeral(made: Timestamp) -> Result<Self, KeyError> {
        Ok(Self { keys: Arc::new([new_key(made)?]), directory: None })
    }

    /// The id of the key that signs at `at`.
    pub fn signing_kid(&self, at: Timestamp) -> &str {
        self.signer(at).map_or("", |key| &key.kid)
    }

    /// An RS256 signature (RFC 7518 section 3.3) with the key that signs at `at`; `None` when the library fails.
    pub fn sign(&self, at: Timestamp, message: &[u8]) -> Option<Vec<u8>> {
        self.signer(at)?.sign(message)
    }

    /// Whether `signature` is the RS256 signature of `message` by the key `kid`.
    pub fn verify(&self, kid: &str, message: &[u8], signature: &[u8]) -> bool {
        self.keys.iter().find(|key| key.kid == kid).is_some_and(|key| key.verifies(message, signature))
    }

    /// The public keys as a JWK set (RFC 7517), those that are going to sign included.
    pub fn jwks(&self) -> Value {
        json!({ "keys": self.keys.iter().map(|key| key.jwk()).collect::<Vec<_>>() })
    }

    /// What each key does at `now`, oldest first.
    pub fn states(&self, now: Timestamp) -> Vec<KeyState> {
        let signer = self.signer(now).map_or(Timestamp(0), |key| key.made);
        let state = |(place, key): (usize, &Arc<SigningKey>)| KeyState {
            kid: key.kid.clone(),
            made: key.made,
            does: match key.made.cmp(&signer) {
                Ordering::Less => KeyUse::Verifies,
                Ordering::Equal => KeyUse::Signs,
                Ordering::Greater => KeyUse::Next,
            },
            from: if place == 0 { key.made } else { key.made + SETTLES },
            until: self.keys.get(place + 1).map(|successor| successor.made + SETTLES + OUTLIVES),
        };
        self.keys.iter().enumerate().map(state).collect()
    }

    /// Whether the newest key is older than `every`, which is zero for never.
    pub fn is_due(&self, now: Timestamp, every: Duration) -> bool {
        !every.is_zero() && self.keys.last().is_some_and(|newest| newest.made + every.max(SETTLES) <= now)
    }

    /// The ring with what was added and removed in the directory since, and without the keys whose time is over at `now`; their
    /// files are removed. `None` when nothing has changed.
    pub fn kept_up(&self, now: Timestamp) -> Result<Option<Self>, KeyError> {
        let Some(directory) = &self.directory else {
            let kept: Vec<_> = self.keys.iter().skip(retired(self.keys.iter().map(|key| key.made), now)).cloned().collect();
            return Ok((kept.len() < self.keys.len()).then(|| Self { keys: kept.into(), directory: None }));
        };
        let mut found = files::list(directory)?;
        let over: Vec<_> = found.drain(..retired(found.iter().map(|(made, _)| *made), now)).map(|(_, path)| path).collect();
        if !over.is_empty() {
            files::remove(directory, &over)?;
        }
        let is_same = found.iter().map(|(made, _)| *made).eq(self.keys.iter().map(|key| key.made));
        if is_same { Ok(None) } else { self.with_files(directory, &found).map(Some) }
    }

    /// The ring with a new key, which is made on the way: that takes a good part of a second.
    pub fn rotated(&self, now: Timestamp, rotation: Rotation) -> Result<Self, KeyError> {
        let current = self.kept_up(now)?.unwrap_or_else(|| self.clone());
        if rotation == Rotation::Planned
            && let Some(newest) = current.states(now).pop().filter(|newest| newest.does == KeyUse::Next)
        {
            return Err(KeyError::Settling { kid: newest.kid, from: newest.from });
        }
        // The newest in name too, whatever the clock was when the others were made.
        let after = current.keys.last().map_or(now, |newest| newest.made + Duration::from_secs(1));
        let made = Timestamp::from_unix_seconds(now.max(after).unix_seconds());
        let Some(directory) = &current.directory else {
            let kept = current.keys.iter().filter(|_| rotation == Rotation::Planned).cloned();
            return Ok(Self { keys: kept.chain([new_key(made)?]).collect(), directory: None });
        };
        let others: Vec<_> = files::list(directory)?.into_iter().map(|(_, path)| path).collect();
        files::add(directory, made, &rsa::generate()?)?;
        if rotation == Rotation::Compromised {
            files::remove(directory, &others)?;
        }
        current.with_files(directory, &files::list(directory)?)
    }

    /// The ring of these files; those that it has are not read again.
    fn with_files(&self, directory: &Arc<Path>, found: &[(Timestamp, PathBuf)]) -> Result<Self, KeyError> {
        if found.is_empty() {
            return Err(KeyError::Missing(directory.display().to_string()));
        }
        let key = |(made, path): &(Timestamp, PathBuf)| match self.keys.iter().find(|key| key.made == *made) {
            Some(known) => Ok(Arc::clone(known)),
            None => {
                let key = SigningKey::parse(&files::read(path)?, *made);
                key.map(Arc::new).ok_or_else(|| KeyError::Unusable(path.display().to_string()))
            }
        };
        Ok(Self { keys: found.iter().map(key).collect::<Result<_, _>>()?, directory: Some(Arc::clone(directory)) })
    }

    /// The newest key that has settled. The oldest signs from the beginning: there was nothing before it.
    fn signer(&self, at: Timestamp) -> Option<&Arc<SigningKey>> {
        self.keys.iter().rev().find(|key| key.made + SETTLES <= at).or(self.keys.first())
    }
}

/// How many of these keys, oldest first, are over at `now`.
fn retired(made: impl DoubleEndedIterator<Item = Timestamp> + Clone, now: Timestamp) -> usize {
    made.skip(1).take_while(|successor| *successor + SETTLES + OUTLIVES <= now).count()
}

fn new_key(made: Timestamp) -> Result<Arc<SigningKey>, KeyError> {
    let key = SigningKey::parse(&rsa::generate()?, made);
    key.map(Arc::new).ok_or_else(|| KeyError::Unusable("a new key".to_owned()))
}
