//! Opening, closing and reopening the data file.

use std::{
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError, RwLock},
};

use super::{Condition, OpenError, Reader, StorageBackend, StoreError, disk::DiskWatch, migrations, recent::Recent, tables};

/// The data file's name in its directory.
const FILE: &str = "tmcpd.redb";

/// Where the data lie.
pub enum Location {
    /// A directory; the file in it is `tmcpd.redb`.
    Directory(PathBuf),
    /// Whatever this makes each time the store is opened or reopened: memory, or a disk that fails on purpose.
    Backend(Box<dyn Fn() -> AnyBackend + Send + Sync>),
}

/// A storage backend of any kind.
#[derive(Debug)]
pub struct AnyBackend(pub Box<dyn StorageBackend>);

/// How to open a store.
pub struct Options {
    /// Where the data lie.
    pub location: Location,
    /// Bytes of page cache.
    pub cache: usize,
    /// Writes are refused when the disk has fewer free bytes.
    pub min_free: u64,
}

impl Options {
    /// A store in memory, which is gone when it is dropped.
    pub fn in_memory() -> Self {
        let location = Location::Backend(Box::new(|| AnyBackend(Box::new(redb::backends::InMemoryBackend::new()))));
        Self { location, cache: 16 << 20, min_free: 0 }
    }

    /// A store in `directory`, with 48 MiB of cache and no lower bound on free space.
    pub fn at(directory: impl Into<PathBuf>) -> Self {
        Self { location: Location::Directory(directory.into()), cache: 48 << 20, min_free: 0 }
    }
}

/// What the readers and the writer share.
pub(super) struct Shared {
    options: Options,
    database: RwLock<Option<redb::Database>>,
    recent: Mutex<Recent>,
    pub(super) disk: DiskWatch,
}

impl Shared {
    pub(super) fn open(options: Options) -> Result<Self, OpenError> {
        let path = match &options.location {
            Location::Directory(path) => Some(path.as_path()),
            Location::Backend(_) => None,
        };
        if let Some(path) = path {
            std::fs::create_dir_all(path).map_err(|source| OpenError::Io { path: path.display().to_string(), source })?;
            if !path.join(FILE).exists() {
                create_file(path)?;
            }
        }
        let disk = DiskWatch::new(path, options.min_free);
        let (database, recent) = open_database(&options)?;
        Ok(Self { options, database: RwLock::new(Some(database)), recent: Mutex::new(recent), disk })
    }

    pub(super) fn with_database<T>(&self, f: impl FnOnce(&redb::Database) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let guard = self.database.read().unwrap_or_else(PoisonError::into_inner);
        f(guard.as_ref().ok_or(StoreError::Unavailable("the data file is closed"))?)
    }

    pub(super) fn recent(&self) -> MutexGuard<'_, Recent> {
        self.recent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// After a commit that failed: redb takes no more writes, so the file is closed and opened again. What is in the file
    /// then is what counts.
    pub(super) fn reopen(&self) {
        let mut guard = self.database.write().unwrap_or_else(PoisonError::into_inner);
        *guard = None;
        match open_database(&self.options) {
            Ok((database, recent)) => {
                *self.recent() = recent;
                *guard = Some(database);
                tracing::info!("the data file was opened again");
            }
            Err(error) => tracing::error!(%error, "the data file could not be opened again; it is tried with the next write"),
        }
    }

    pub(super) fn close(&self) {
        *self.database.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    pub(super) fn is_open(&self) -> bool {
        self.database.read().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    pub(super) fn condition(&self) -> Condition {
        Condition { usable: self.is_open(), free_bytes: self.disk.free(), nearly_full: self.disk.nearly_full() }
    }
}

/// Makes the data file under another name and gives it its own when it is complete: one that was left half made would look
/// like damaged data. The lock on it is held meanwhile, so that two processes cannot both do it.
fn create_file(directory: &Path) -> Result<(), OpenError> {
    let (path, unfinished) = (directory.join(FILE), directory.join("tmcpd.redb.new"));
    let failed = |source| OpenError::Io { path: path.display().to_string(), source };
    let created = match redb::Database::create(&unfinished) {
        Err(error) if !matches!(error, redb::DatabaseError::DatabaseAlreadyOpen) && unfinished.exists() => {
            // What an interrupted start left; nothing was ever written to it.
            std::fs::remove_file(&unfinished).map_err(failed)?;
            redb::Database::create(&unfinished)
        }
        created => created,
    };
    let _locked = created.map_err(|error| open_error(&path.display().to_string(), error))?;
    if !path.exists() {
        std::fs::rename(&unfinished, &path).map_err(failed)?;
        std::fs::File::open(directory).and_then(|directory| directory.sync_all()).map_err(failed)?;
    }
    Ok(())
}

fn open_database(options: &Options) -> Result<(redb::Database, Recent), OpenError> {
    let mut builder = redb::Database::builder();
    builder.set_cache_size(options.cache);
    let (name, opened) = match &options.location {
        Location::Directory(directory) => {
            let path = directory.join(FILE);
            // Never created here: when a disk is gone and comes back, an empty file must not take the place of the data.
            (path.display().to_string(), builder.open(&path))
        }
        Location::Backend(make) => ("the data file".to_owned(), builder.create_with_backend(make())),
    };
    let database = opened.map_err(|error| open_error(&name, error))?;
    let damaged = |error: StoreError| OpenError::Damaged { path: name.clone(), reason: error.to_string() };
    create_tables(&database).map_err(damaged)?;
    migrations::run(&database, &name, options)?;
    let recent = Reader::begin(&database).and_then(|reader| Recent::rebuild(&reader)).map_err(damaged)?;
    Ok((database, recent))
}

/// Makes every table, so that a reader finds them all.
fn create_tables(database: &redb::Database) -> Result<(), StoreError> {
    let present = {
        use redb::ReadableDatabase;
        database.begin_read()?.list_tables()?.count()
    };
    if present >= tables::COUNT {
        return Ok(());
    }
    let mut txn = database.begin_write()?;
    txn.set_quick_repair(true);
    for id in 0..tables::COUNT {
        txn.open_table(tables::definition(u8::try_from(id).unwrap_or(u8::MAX)))?;
    }
    txn.commit().map_err(|error| StoreError::Corrupt(error.to_string()))
}

fn open_error(path: &str, error: redb::DatabaseError) -> OpenError {
    let path = path.to_owned();
    match error {
        redb::DatabaseError::DatabaseAlreadyOpen => OpenError::InUse(path),
        redb::DatabaseError::Storage(redb::StorageError::Io(source)) if source.kind() != std::io::ErrorKind::InvalidData => {
            OpenError::Io { path, source }
        }
        redb::DatabaseError::UpgradeRequired(format) => {
            OpenError::Damaged { path, reason: format!("redb file format {format} is older than any that tmcpd has written") }
        }
        other => OpenError::Damaged { path, reason: other.to_string() },
    }
}

impl StorageBackend for AnyBackend {
    fn len(&self) -> std::io::Result<u64> {
        self.0.len()
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> std::io::Result<()> {
        self.0.read(offset, out)
    }

    fn set_len(&self, len: u64) -> std::io::Result<()> {
        self.0.set_len(len)
    }

    fn sync_data(&self) -> std::io::Result<()> {
        self.0.sync_data()
    }

    fn write(&self, offset: u64, data: &[u8]) -> std::io::Result<()> {
        self.0.write(offset, data)
    }

    fn close(&self) -> std::io::Result<()> {
        self.0.close()
    }
}
