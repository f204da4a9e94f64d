//! Randomness as a dependency, so that tests can repeat themselves.

use std::{cell::RefCell, sync::Mutex};

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

/// The cryptographic generator of AWS-LC, seeded by the operating system. Small draws are taken from a block that each thread
/// draws ahead, since every request needs some; what was handed out is wiped from the block.
pub struct SystemRng;

/// Bytes drawn ahead by a thread, and how many of them are used up.
struct Ahead {
    bytes: [u8; 2048],
    used: usize,
}

thread_local! {
    static AHEAD: RefCell<Ahead> = const { RefCell::new(Ahead { bytes: [0; 2048], used: 2048 }) };
}

impl Rng for SystemRng {
    fn fill(&self, out: &mut [u8]) {
        AHEAD.with_borrow_mut(|ahead| {
            let Ahead { bytes, used } = ahead;
            if out.len() > bytes.len() {
                return draw(out);
            }
            if *used + out.len() > bytes.len() {
                draw(bytes);
                *used = 0;
            }
            let taken = &mut bytes[*used..*used + out.len()];
            out.copy_from_slice(taken);
            taken.fill(0);
            *used += out.len();
        });
    }
}

#[expect(clippy::disallowed_methods, clippy::expect_used, reason = "the one place that asks; no server can go on without")]
fn draw(out: &mut [u8]) {
    aws_lc_rs::rand::fill(out).expect("there are random bytes");
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
