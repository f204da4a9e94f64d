//! The room that names redb. Ordered byte keys in typed tables, snapshot reads, and writes that share their commits.
//!
//! - [`Store::read`] runs a closure over one snapshot and never waits for writes.
//! - [`Store::write`] queues a closure for the one writer thread, which runs whatever waits inside one redb transaction,
//!   flushes once, and only then answers all of them ([`writer`]). What makes them durable is the journal beside the data
//!   file (`journal`); the data file itself is brought up to date at checkpoints.
//!
//! A write closure may be run more than once; it gets everything it needs as captured values and does no I/O. It never
//! commits: only the writer does. Bounds: the queue holds [`writer::QUEUE_LIMIT`] closures, and a full one refuses. Nothing
//! outside this room may assume that the process owns the data.

mod codec;
mod disk;
mod error;
mod journal;
mod migrations;
mod open;
mod reader;
mod recent;
pub mod rows;
pub mod tables;
mod txn;
pub mod walks;
mod writer;

use std::sync::Arc;

pub use codec::Key;
pub use error::{Failure, OpenError, StoreError, WriteError};
pub use journal::CAPACITY as JOURNAL_CAPACITY;
pub use open::{AnyBackend, Location, Make, Options};
pub use reader::{Order, Read, ReadExt, Reader};
pub use redb::{StorageBackend, backends::InMemoryBackend};
pub use tables::Table;
pub use txn::Txn;
pub use writer::Pending;

/// What the store says of itself, for health checks and the doctor.
#[derive(Clone, Copy, Debug)]
pub struct Condition {
    /// The data file can be read and written.
    pub usable: bool,
    /// Free bytes where the data lie; `None` for a store in memory.
    pub free_bytes: Option<u64>,
    /// Whether writes are refused because the disk is nearly full.
    pub nearly_full: bool,
}

/// The open data file and its writer thread. Cheap to clone; dropping the last clone finishes the queue and closes the file.
#[derive(Clone)]
pub struct Store {
    shared: Arc<open::Shared>,
    writer: Arc<writer::Writer>,
}

impl Store {
    /// Opens or creates the data file, upgrades it when it is older, and starts the writer.
    pub fn open(options: Options) -> Result<Self, OpenError> {
        let shared = Arc::new(open::Shared::open(options)?);
        let writer = Arc::new(writer::Writer::start(Arc::clone(&shared)));
        Ok(Self { shared, writer })
    }

    /// Runs `f` over a snapshot of the last commit.
    pub fn read<T>(&self, f: impl FnOnce(&Reader) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let answer = self.shared.with_snapshot(f);
        if let Err(StoreError::Unavailable(_)) = answer {
            // redb reads nothing more once a read has failed; the writer opens the file again before it begins.
            drop(self.write(|_| Ok::<_, WriteError<()>>(())));
        }
        answer
    }

    /// Queues `f` for the writer. The answer is there once the commit that holds its effect is on disk. `f` may run more
    /// than once and must do the same each time; when it answers `Err(Rejected)` nothing that it wrote is kept.
    pub fn write<T, E, F>(&self, f: F) -> Pending<Result<T, WriteError<E>>>
    where
        F: FnMut(&mut Txn<'_>) -> Result<T, WriteError<E>> + Send + 'static,
        T: Send + 'static,
        E: Send + 'static,
    {
        self.writer.submit(f)
    }

    /// How the data file is.
    pub fn condition(&self) -> Condition {
        self.shared.condition()
    }

    /// Finishes what is queued, refuses what comes after, brings the data file up to date and closes it.
    pub fn close(&self) {
        self.writer.stop();
        self.shared.close();
    }
}

#[cfg(test)]
mod tests;
