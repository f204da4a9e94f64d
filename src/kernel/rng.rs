//! Randomness as a dependency, so that tests can repeat themselves.

use std::sync::Mutex;

use sha2::{Digest, Sha256};

/// A source of random bytes. Used at the edges; inside a transaction entropy comes from `Ctx`.
pub trait Rng: Send + Sync {
    /// Fills `out` with random bytes.
    fn fill(&self, out: &mut [u8]);

    /// 32 random bytes in unpadded base64url, 256 bits: the body of every secret that the server hands out.
    fn token(&self) -> String {
        use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
        let mut bytes = [0; 32];
        self.fill(&mut bytes);
        URL_SAFE_NO_PAD.encode(bytes)
    }
}

/// The cryptographic generator of AWS-LC, seeded by the operating system: unlike the system's own it costs no system call.
pub struct SystemRng;

impl Rng for SystemRng {
    #[expect(clippy::disallowed_methods, clippy::expect_used, reason = "the one place that asks; no server can go on without")]
    fn fill(&self, out: &mut [u8]) {
        aws_lc_rs::rand::fill(out).expect("there are random bytes");
    }
}

/// A repeatable generator (SHA-256 in counter mode) for tests and benchmarks only.
pub struct SeededRng {
    seed: u64,
    counter: Mutex<u64>,
}

impl SeededRng {
    /// The generator that always yields the bytes of this `seed`.
    pub fn new(seed: u64) -> Self {
        Self { seed, counter: Mutex::new(0) }
    }
}

impl Rng for SeededRng {
    fn fill(&self, out: &mut [u8]) {
        let mut counter = self.counter.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        for chunk in out.chunks_mut(32) {
            *counter += 1;
            let block = Sha256::new().chain_update(self.seed.to_be_bytes()).chain_update(counter.to_be_bytes()).finalize();
            chunk.copy_from_slice(&block[..chunk.len()]);
        }
    }
}
