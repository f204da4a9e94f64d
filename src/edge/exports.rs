//! Documents of all that is held about somebody, a few at a time: each walks whole tables.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::kernel::{Code, Rejection, UserId};

/// How many are put together at once.
const AT_ONCE: usize = 2;

/// Whose documents are being put together.
#[derive(Default)]
pub struct Exports(Mutex<Vec<UserId>>);

/// Leave to put one together, until it is dropped. It goes where the work goes, which outlives a caller who hangs up.
pub struct Turn {
    exports: Arc<Exports>,
    /// Whose.
    pub user: UserId,
}

impl Exports {
    /// Nobody waits for a turn, and nobody has two: refused with `SERVICE_UNAVAILABLE` while others are at it, or for this one.
    pub fn begin(self: &Arc<Self>, user: &UserId) -> Result<Turn, Rejection> {
        let mut under_way = self.lock();
        if under_way.len() == AT_ONCE || under_way.contains(user) {
            let message = "Other documents are being put together. Try again in a moment.";
            return Err(Rejection::new(Code::ServiceUnavailable, message).with("retry_after", 10));
        }
        under_way.push(user.clone());
        Ok(Turn { exports: Arc::clone(self), user: user.clone() })
    }

    fn lock(&self) -> MutexGuard<'_, Vec<UserId>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.exports.lock().retain(|user| *user != self.user);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_has_two_turns_and_few_have_one() {
        let exports = Arc::new(Exports::default());
        let begin = |name: &str| exports.begin(&UserId::parse(&format!("@{name}:x")).unwrap());
        let alice = begin("alice").unwrap();
        assert_eq!(begin("alice").err().map(|refused| refused.code), Some(Code::ServiceUnavailable));
        let bob = begin("bob").unwrap();
        assert!(begin("carol").is_err());
        drop(alice);
        let _carol = begin("carol").unwrap();
        assert!(begin("alice").is_err());
        drop(bob);
        assert!(begin("alice").is_ok());
    }
}
