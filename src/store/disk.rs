//! How much room the disk has left.

use std::{
    path::Path,
    sync::atomic::{AtomicU64, Ordering},
    time::Instant,
};

/// Watches the free space of one directory. Asks the system at most every [`DiskWatch::EVERY_MS`].
pub(super) struct DiskWatch {
    path: Option<std::path::PathBuf>,
    min_free: u64,
    started: Instant,
    asked_ms: AtomicU64,
    free: AtomicU64,
}

impl DiskWatch {
    const EVERY_MS: u64 = 200;

    pub(super) fn new(path: Option<&Path>, min_free: u64) -> Self {
        let watch = Self {
            path: path.map(Path::to_owned),
            min_free,
            started: Instant::now(),
            asked_ms: AtomicU64::new(0),
            free: AtomicU64::new(u64::MAX),
        };
        watch.ask();
        watch
    }

    /// Free bytes, as of a moment ago.
    pub(super) fn free(&self) -> Option<u64> {
        self.path.as_ref()?;
        let now = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        if now.saturating_sub(self.asked_ms.load(Ordering::Relaxed)) >= Self::EVERY_MS {
            self.asked_ms.store(now, Ordering::Relaxed);
            self.ask();
        }
        Some(self.free.load(Ordering::Relaxed))
    }

    pub(super) fn nearly_full(&self) -> bool {
        self.free().is_some_and(|free| free < self.min_free)
    }

    fn ask(&self) {
        let Some(path) = &self.path else { return };
        match rustix::fs::statvfs(path) {
            Ok(disk) => self.free.store(disk.f_bavail.saturating_mul(disk.f_frsize), Ordering::Relaxed),
            Err(error) => tracing::warn!(%error, "the free disk space is not known"),
        }
    }
}
