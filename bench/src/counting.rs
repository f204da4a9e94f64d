//! A data file that counts what is written to it and how often it is flushed.

use std::{
    fs::{File, OpenOptions},
    io,
    os::unix::fs::FileExt,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use tmcpd::store::StorageBackend;

/// The counts, shared with whoever reports them.
#[derive(Debug, Default)]
pub struct Counts {
    bytes: AtomicU64,
    flushes: AtomicU64,
}

impl Counts {
    /// Bytes written and flushes so far.
    pub fn now(&self) -> (u64, u64) {
        (self.bytes.load(Ordering::Relaxed), self.flushes.load(Ordering::Relaxed))
    }
}

/// A file as a storage backend. It takes no lock: the directory belongs to the benchmark.
#[derive(Debug)]
pub struct CountingFile {
    file: File,
    counts: Arc<Counts>,
}

impl CountingFile {
    /// Opens or creates `path`.
    pub fn open(path: &Path, counts: Arc<Counts>) -> io::Result<Self> {
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        Ok(Self { file, counts })
    }
}

impl StorageBackend for CountingFile {
    fn len(&self) -> io::Result<u64> {
        Ok(self.file.metadata()?.len())
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.file.read_exact_at(out, offset)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.file.set_len(len)
    }

    fn sync_data(&self) -> io::Result<()> {
        self.counts.flushes.fetch_add(1, Ordering::Relaxed);
        self.file.sync_data()
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.counts.bytes.fetch_add(data.len() as u64, Ordering::Relaxed);
        self.file.write_all_at(data, offset)
    }
}
