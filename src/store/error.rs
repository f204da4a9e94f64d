//! How the store fails, and what each failure means for the caller.

use crate::kernel::Rejection;

/// A failure of the store itself.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// Nothing was written; try again with the same key.
    #[error("the store is not available: {0}")]
    Unavailable(&'static str),
    /// The data file does not say what it should. Never retried.
    #[error("the data file is damaged: {0}")]
    Corrupt(String),
    /// A commit failed half way: it may or may not be on disk. Retry with the same idempotency key to find out.
    #[error("it is not known whether the last commit reached the disk")]
    OutcomeUnknown,
}

impl From<redb::StorageError> for StoreError {
    fn from(error: redb::StorageError) -> Self {
        match error {
            redb::StorageError::Corrupted(what) => Self::Corrupt(what),
            redb::StorageError::ValueTooLarge(size) => Self::Corrupt(format!("a value of {size} bytes")),
            other => {
                tracing::error!(error = %other, "the data file could not be read or written");
                Self::Unavailable("input or output on the data file failed")
            }
        }
    }
}

impl From<redb::TableError> for StoreError {
    fn from(error: redb::TableError) -> Self {
        match error {
            redb::TableError::Storage(storage) => storage.into(),
            other => Self::Corrupt(other.to_string()),
        }
    }
}

impl From<redb::TransactionError> for StoreError {
    fn from(error: redb::TransactionError) -> Self {
        match error {
            redb::TransactionError::Storage(storage) => storage.into(),
            other => Self::Corrupt(other.to_string()),
        }
    }
}

/// Why a write closure did not take effect.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WriteError<E> {
    /// The closure refused. Nothing was written.
    #[error("rejected")]
    Rejected(E),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a command, or a rule that it applies, did not take effect: a fact for the caller, or a failure of the store.
pub type Failure = WriteError<Rejection>;

impl From<Rejection> for Failure {
    fn from(rejection: Rejection) -> Self {
        Self::Rejected(rejection)
    }
}

/// Why the data file could not be opened; each says what to do.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process has it open.
    #[error("{0} is in use by another process. Stop the other tmcpd, or give this one a directory of its own.")]
    InUse(String),
    /// The file is damaged.
    #[error(
        "{path} is damaged: {reason}. Keep a copy of the file, then restore the last backup. If there is none, the copy is \
         what a recovery has to start from."
    )]
    Damaged {
        /// The file.
        path: String,
        /// What redb found.
        reason: String,
    },
    /// The journal is not beside the data file.
    #[error(
        "{0} is missing beside the data file. What was acknowledged just before the server ended may be in it alone: bring it back \
         from where the data file came from. If the server had been stopped in good order nothing is in it; then make an empty file \
         of that name."
    )]
    JournalMissing(String),
    /// A newer version wrote the file.
    #[error(
        "{path} has format {found}, and this version reads up to {known}. Install the version that wrote it, or a newer one."
    )]
    FromTheFuture {
        /// The file.
        path: String,
        /// Its format.
        found: u32,
        /// The newest format known here.
        known: u32,
    },
    /// The directory or the file cannot be used.
    #[error("{path}: {source}. The directory must exist, belong to the user that runs tmcpd, and have room.")]
    Io {
        /// The file or directory.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
}
