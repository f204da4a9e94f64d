//! Opening, closing and reopening the data file.

use std::{
    fs::OpenOptions,
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock},
};

use super::{
    Condition, OpenError, ReadExt, Reader, StorageBackend, StoreError,
    codec::{encode, key_bytes},
    disk::DiskWatch,
    journal::{self, Journal, Link},
    migrations,
    recent::Recent,
    rows::Bytes,
    tables::{self, META},
};
use crate::kernel::{Rng, SystemRng};

/// The data file's name in its directory.
const FILE: &str = "tmcpd.redb";

/// The journal's name beside it.
const JOURNAL_FILE: &str = "tmcpd.journal";

/// Where the data lie.
pub enum Location {
    /// A directory; the file in it is `tmcpd.redb`, and the journal is `tmcpd.journal`.
    Directory(PathBuf),
    /// Whatever this makes each time the store is opened or reopened, without a journal: each batch is a commit of redb.
    Backend(Make),
    /// The same with a journal: memory that keeps count, or a disk that fails on purpose.
    Backends {
        /// Makes what the data file is in.
        data: Make,
        /// Makes what the journal is in.
        journal: Make,
        /// Bytes of journal.
        capacity: u64,
    },
}

/// Makes a storage backend.
pub type Make = Box<dyn Fn() -> AnyBackend + Send + Sync>;

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
    /// The snapshot of the last commit, once somebody has read it; taken away by every commit.
    snapshot: RwLock<Option<Arc<Reader>>>,
    journal: Mutex<Option<Journal>>,
    recent: Mutex<Recent>,
    pub(super) disk: DiskWatch,
}

impl Shared {
    pub(super) fn open(options: Options) -> Result<Self, OpenError> {
        let path = match &options.location {
            Location::Directory(path) => Some(path.as_path()),
            Location::Backend(_) | Location::Backends { .. } => None,
        };
        if let Some(path) = path {
            std::fs::create_dir_all(path).map_err(|source| OpenError::Io { path: path.display().to_string(), source })?;
            if path.join(FILE).exists() {
                require_journal_file(path)?;
            } else {
                create_journal_file(path)?;
                create_file(path)?;
            }
        }
        let disk = DiskWatch::new(path, options.min_free);
        let Opened { database, journal, recent } = open_database(&options)?;
        let (database, journal, recent) = (RwLock::new(Some(database)), Mutex::new(journal), Mutex::new(recent));
        Ok(Self { options, database, snapshot: RwLock::new(None), journal, recent, disk })
    }

    pub(super) fn with_database<T>(&self, f: impl FnOnce(&redb::Database) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let guard = self.database.read().unwrap_or_else(PoisonError::into_inner);
        f(guard.as_ref().ok_or(StoreError::Unavailable("the data file is closed"))?)
    }

    /// Runs `f` over the last commit.
    pub(super) fn with_snapshot<T>(&self, f: impl FnOnce(&Reader) -> Result<T, StoreError>) -> Result<T, StoreError> {
        self.with_database(|database| {
            let known = self.snapshot.read().unwrap_or_else(PoisonError::into_inner).clone();
            let snapshot = match known {
                Some(known) => known,
                None => self.take_snapshot(database)?,
            };
            f(&snapshot)
        })
    }

    /// Under the lock, so that a snapshot from before a commit cannot be put in place after it.
    fn take_snapshot(&self, database: &redb::Database) -> Result<Arc<Reader>, StoreError> {
        let mut place = self.snapshot.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = &*place {
            return Ok(Arc::clone(known));
        }
        let snapshot = Arc::new(Reader::begin(database)?);
        *place = Some(Arc::clone(&snapshot));
        Ok(snapshot)
    }

    /// Has the next read see what was committed since. Called before anybody hears of the commit.
    pub(super) fn drop_snapshot(&self) {
        *self.snapshot.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    pub(super) fn recent(&self) -> MutexGuard<'_, Recent> {
        self.recent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes a batch durable and shows it to readers. With a journal that has room, the journal makes it durable and redb
    /// takes it in memory, in this order, so that redb never holds what the journal may lack. Otherwise redb makes it
    /// durable, and everything before it: a checkpoint. After an error it is not known whether the batch is on disk.
    pub(super) fn persist(&self, mut redb: redb::WriteTransaction, changes: &[u8]) -> Result<(), redb::Error> {
        if changes.is_empty() {
            return Ok(redb.abort()?);
        }
        let mut journal = self.journal();
        match journal.as_mut() {
            Some(journal) if journal.has_room_for(changes) => {
                journal.append(changes)?;
                redb.set_durability(redb::Durability::None)?;
                redb.commit()?;
                journal.settle();
                Ok(())
            }
            journal => commit_durably(redb, journal),
        }
    }

    /// Brings the data file up to date, so that nothing has to be replayed.
    pub(super) fn checkpoint(&self) {
        let mut journal = self.journal();
        let Some(used) = journal.as_mut().filter(|journal| !journal.is_empty() && !journal.is_in_doubt()) else { return };
        let done = self.with_database(|database| {
            let redb = database.begin_write()?;
            commit_durably(redb, Some(used)).map_err(|error| {
                tracing::error!(%error, "the data file could not be brought up to date; the journal has what it lacks");
                StoreError::OutcomeUnknown
            })
        });
        drop(journal);
        self.drop_snapshot();
        if done.is_err() {
            self.reopen();
        }
    }

    /// Whether the data file can be written to: open, and not in doubt because an earlier write ended half way.
    pub(super) fn is_sound(&self) -> bool {
        self.is_open() && !self.journal().as_ref().is_some_and(Journal::is_in_doubt)
    }

    /// Whether a checkpoint would do anything.
    pub(super) fn is_behind(&self) -> bool {
        self.journal().as_ref().is_some_and(|journal| !journal.is_empty() && !journal.is_in_doubt())
    }

    fn journal(&self) -> MutexGuard<'_, Option<Journal>> {
        self.journal.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// After a commit that failed: redb takes no more writes, so the file is closed and opened again. What is in the file
    /// then is what counts.
    pub(super) fn reopen(&self) {
        let mut guard = self.database.write().unwrap_or_else(PoisonError::into_inner);
        *self.journal() = None;
        self.drop_snapshot();
        *guard = None;
        match open_database(&self.options) {
            Ok(Opened { database, journal, recent }) => {
                *self.journal() = journal;
                *self.recent() = recent;
                *guard = Some(database);
                tracing::info!("the data file was opened again");
            }
            Err(error) => tracing::error!(%error, "the data file could not be opened again; it is tried with the next write"),
        }
    }

    pub(super) fn close(&self) {
        *self.journal() = None;
        let mut guard = self.database.write().unwrap_or_else(PoisonError::into_inner);
        self.drop_snapshot();
        *guard = None;
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

struct Opened {
    database: redb::Database,
    journal: Option<Journal>,
    recent: Recent,
}

fn open_database(options: &Options) -> Result<Opened, OpenError> {
    let mut builder = redb::Database::builder();
    builder.set_cache_size(options.cache);
    let (name, opened) = match &options.location {
        Location::Directory(directory) => {
            let path = directory.join(FILE);
            // Never created here: when a disk is gone and comes back, an empty file must not take the place of the data.
            (path.display().to_string(), builder.open(&path))
        }
        Location::Backend(make) | Location::Backends { data: make, .. } => {
            ("the data file".to_owned(), builder.create_with_backend(make()))
        }
    };
    let database = opened.map_err(|error| open_error(&name, error))?;
    let damaged = |error: StoreError| OpenError::Damaged { path: name.clone(), reason: error.to_string() };
    create_tables(&database).map_err(damaged)?;
    migrations::refuse_newer(&database, &name)?;
    let journal = open_journal(options, &name, &database)?;
    migrations::run(&database, &name, options)?;
    let recent = Reader::begin(&database).and_then(|reader| Recent::rebuild(&reader)).map_err(damaged)?;
    Ok(Opened { database, journal, recent })
}

/// Opens the journal, and brings the data file up to date with what it holds.
fn open_journal(options: &Options, name: &str, database: &redb::Database) -> Result<Option<Journal>, OpenError> {
    let io = |source| OpenError::Io { path: name.to_owned(), source };
    let damaged = |reason: String| OpenError::Damaged { path: name.to_owned(), reason };
    let (file, capacity) = match &options.location {
        Location::Directory(directory) => (journal_file(directory).map_err(io)?, journal::CAPACITY),
        Location::Backend(_) => return Ok(None),
        Location::Backends { journal, capacity, .. } => (Box::new(journal()) as Box<dyn StorageBackend>, *capacity),
    };
    let noted = Reader::begin(database).and_then(|reader| noted_link(&reader)).map_err(|error| damaged(error.to_string()))?;
    let last = noted.unwrap_or_else(|| {
        let mut first = Link::default();
        SystemRng.fill(&mut first);
        first
    });
    let mut journal = Journal::new(file, capacity, last).map_err(io)?;
    let entries = journal.follow().map_err(io)?;
    if noted.is_some() && entries.is_empty() {
        return Ok(Some(journal));
    }
    let caught_up = database.begin_write().map_err(StoreError::from).and_then(|redb| {
        journal::replay(&redb, &entries)?;
        commit_durably(redb, Some(&mut journal)).map_err(|error| StoreError::Corrupt(error.to_string()))
    });
    caught_up.map_err(|error| damaged(error.to_string()))?;
    if !entries.is_empty() {
        tracing::info!(batches = entries.len(), "the data file was brought up to date from the journal");
    }
    Ok(Some(journal))
}

/// A data file without its journal may lack what was acknowledged last, and nothing else would show it.
fn require_journal_file(directory: &Path) -> Result<(), OpenError> {
    let path = directory.join(JOURNAL_FILE);
    if path.exists() { Ok(()) } else { Err(OpenError::JournalMissing(path.display().to_string())) }
}

/// Makes the journal's file, before the data file: when a disk is gone and comes back, an empty journal must not take the place of
/// one that has what the data file lacks.
fn create_journal_file(directory: &Path) -> Result<(), OpenError> {
    let path = directory.join(JOURNAL_FILE);
    let created = OpenOptions::new().write(true).create(true).truncate(false).open(&path);
    // The name is on disk before anything relies on it.
    created
        .and_then(|_| std::fs::File::open(directory)?.sync_all())
        .map_err(|source| OpenError::Io { path: path.display().to_string(), source })
}

fn journal_file(directory: &Path) -> io::Result<Box<dyn StorageBackend>> {
    let file = OpenOptions::new().read(true).write(true).open(directory.join(JOURNAL_FILE))?;
    Ok(Box::new(redb::backends::FileBackend::new(file).map_err(io::Error::other)?))
}

/// The link of the last entry that the data file contains.
fn noted_link(reader: &Reader) -> Result<Option<Link>, StoreError> {
    let Some(Bytes(bytes)) = reader.get(&META, &LINK_KEY.to_owned())? else { return Ok(None) };
    bytes.try_into().map(Some).map_err(|_| StoreError::Corrupt("the journal's link".to_owned()))
}

const LINK_KEY: &str = "journal";

/// Commits to the data file itself. It contains then every entry of the journal, notes so in the same commit, and the journal
/// starts over; when the commit fails the journal is as it was. The allocator state is saved too (redb's quick repair), so
/// that opening after a crash takes a moment.
fn commit_durably(mut redb: redb::WriteTransaction, mut journal: Option<&mut Journal>) -> Result<(), redb::Error> {
    redb.set_quick_repair(true);
    if let Some(journal) = &mut journal {
        journal.doubt();
        let (key, value) = (key_bytes(&LINK_KEY.to_owned()), encode(&Bytes(journal.last().to_vec())));
        redb.open_table(tables::definition(META.id))?.insert(key.as_slice(), value.as_slice())?;
    }
    redb.commit()?;
    if let Some(journal) = journal {
        journal.rewind();
    }
    Ok(())
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
        redb::DatabaseError::Storage(redb::StorageError::Io(source)) if source.kind() != io::ErrorKind::InvalidData => {
            OpenError::Io { path, source }
        }
        redb::DatabaseError::UpgradeRequired(format) => {
            OpenError::Damaged { path, reason: format!("redb file format {format} is older than any that tmcpd has written") }
        }
        other => OpenError::Damaged { path, reason: other.to_string() },
    }
}

impl StorageBackend for AnyBackend {
    fn len(&self) -> io::Result<u64> {
        self.0.len()
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.0.read(offset, out)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.0.set_len(len)
    }

    fn sync_data(&self) -> io::Result<()> {
        self.0.sync_data()
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.0.write(offset, data)
    }

    fn close(&self) -> io::Result<()> {
        self.0.close()
    }
}
