//! Codes as they are handed out: an id that finds the row, a dot, and a secret, of which the row has the SHA-256.

use std::{fmt, str::FromStr};

use crate::kernel::{Rng, Secret, sha256};

/// The secret of a code that is about to be issued.
pub struct NewSecret(Secret);

impl NewSecret {
    /// 256 random bits.
    pub fn new(rng: &dyn Rng) -> Self {
        Self(Secret::new(rng.token()))
    }

    /// What the store keeps.
    pub fn digest(&self) -> [u8; 32] {
        sha256(self.0.expose().as_bytes())
    }

    /// The code with this id.
    pub fn code(&self, id: impl fmt::Display) -> String {
        format!("{id}.{}", self.0.expose())
    }
}

/// The id and the secret of a code that somebody shows.
pub fn parts<I: FromStr>(code: &str) -> Option<(I, &str)> {
    let (id, secret) = code.split_once('.')?;
    Some((id.parse().ok()?, secret))
}
