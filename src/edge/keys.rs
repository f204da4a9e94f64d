//! Signing keys in a running server: new ones are taken into use and old ones let go, on schedule, by hand, or because their
//! files came or went. Making a key is slow, so all of it happens beside the threads that answer.

use tokio::task::spawn_blocking;

use crate::{
    identity::{KeyError, KeyRing, KeyState, RecordKeys, Rotation},
    kernel::{Code, Ctx, Rejection, Timestamp},
};

use super::{Edge, Trouble};

/// What is not on record yet.
#[derive(Default)]
pub(super) struct Watch {
    /// Whether the audit record has been compared with the keys in use.
    is_recorded: bool,
    /// Keys that went since the last record.
    gone: Vec<KeyState>,
}

impl From<KeyError> for Trouble {
    fn from(error: KeyError) -> Self {
        match error {
            KeyError::Settling { from, .. } => {
                let rejection = Rejection::new(Code::InvalidState, "The newest key does not sign yet; another is of no use.");
                Self::Rejected(rejection.with("signs_from", from.to_string()))
            }
            other => Self::Machine(other.to_string()),
        }
    }
}

impl Edge {
    /// The signing keys, oldest first.
    pub fn signing_keys(&self) -> Vec<KeyState> {
        self.tokens.keys().states(self.now())
    }

    /// Makes a new signing key and answers it. Refuses a planned one with `INVALID_STATE` while the newest does not sign yet.
    pub async fn rotate_signing_key(&self, ctx: Ctx, rotation: Rotation) -> Result<KeyState, Trouble> {
        let mut watch = self.key_watch.lock().await;
        let (keys, now) = (self.tokens.keys(), ctx.now);
        let rotated = aside(move || keys.rotated(now, rotation)).await?;
        let newest = rotated.states(now).pop();
        self.take_into_use(&mut watch, rotated, now);
        self.record_keys(&mut watch, ctx).await?;
        newest.ok_or_else(|| Trouble::Machine("a ring without keys".to_owned()))
    }

    /// Takes keys into use whose files appeared, lets those go whose files went or whose time is over, and makes a new one when
    /// the newest is older than the configuration says. `sure` is the time that has surely come, and before `now` while the clock
    /// is doubted: by it keys are let go, and none is made meanwhile.
    pub async fn keep_up_keys(&self, now: Timestamp, sure: Timestamp) -> Result<(), Trouble> {
        let mut watch = self.key_watch.lock().await;
        let keys = self.tokens.keys();
        // At once, since a key may have gone because somebody stole it; whatever fails after.
        if let Some(changed) = aside(move || keys.kept_up(sure)).await? {
            self.take_into_use(&mut watch, changed, now);
        }
        let keys = self.tokens.keys();
        if sure == now && keys.is_due(now, self.settings().tokens.key_rotation) {
            let rotated = aside(move || keys.rotated(now, Rotation::Planned)).await?;
            self.take_into_use(&mut watch, rotated, now);
        }
        self.record_keys(&mut watch, self.system_ctx()).await
    }

    fn take_into_use(&self, watch: &mut Watch, keys: KeyRing, now: Timestamp) {
        let left = keys.states(now);
        let before = self.tokens.keys().states(now);
        watch.gone.extend(before.into_iter().filter(|key| left.iter().all(|other| other.kid != key.kid)));
        watch.is_recorded = false;
        tracing::info!(signs = keys.signing_kid(now), known = left.len(), "the signing keys have changed");
        self.tokens.set_keys(keys);
    }

    async fn record_keys(&self, watch: &mut Watch, ctx: Ctx) -> Result<(), Trouble> {
        if watch.is_recorded {
            return Ok(());
        }
        let record = RecordKeys { keys: self.tokens.keys().states(ctx.now), gone: watch.gone.clone() };
        if self.commands.store().read(|reader| record.is_due(reader))? {
            self.commands.run(ctx, None, record).await?;
        }
        *watch = Watch { is_recorded: true, gone: Vec::new() };
        Ok(())
    }
}

/// Runs what reads and writes key files, and makes keys, where it keeps nobody waiting.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> Result<T, KeyError> + Send + 'static) -> Result<T, Trouble> {
    match spawn_blocking(work).await {
        Ok(done) => Ok(done?),
        Err(error) => Err(Trouble::Machine(error.to_string())),
    }
}
