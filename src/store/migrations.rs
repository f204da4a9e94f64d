//! The format version in the file, and the steps from one version to the next. A step is a function that rewrites rows inside
//! one transaction; the file is copied before the first one runs.

use super::{
    Location, OpenError, Options, Read, ReadExt, Reader, StoreError, Txn, recent::Recent, rows::Bytes, tables::META, txn::Batch,
};

/// One step, from the format before it to its own.
type Migration = fn(&mut Txn<'_>) -> Result<(), StoreError>;

/// The steps in order: the first one leads from format 1 to format 2.
const MIGRATIONS: &[Migration] = &[];

const FORMAT_KEY: &str = "format";

/// Refuses a file from the future, before anything is written to it.
pub(super) fn refuse_newer(database: &redb::Database, path: &str) -> Result<(), OpenError> {
    let found = Reader::begin(database).and_then(|reader| format_of(&reader));
    let found = found.map_err(|error| OpenError::Damaged { path: path.to_owned(), reason: error.to_string() })?;
    let known = newest(MIGRATIONS);
    match found {
        Some(found) if found > known => Err(OpenError::FromTheFuture { path: path.to_owned(), found, known }),
        _ => Ok(()),
    }
}

/// Brings the file to the newest format, or refuses one from the future.
pub(super) fn run(database: &redb::Database, path: &str, options: &Options) -> Result<(), OpenError> {
    run_steps(database, path, options, MIGRATIONS)
}

fn run_steps(database: &redb::Database, path: &str, options: &Options, steps: &[Migration]) -> Result<(), OpenError> {
    let damaged = |error: StoreError| OpenError::Damaged { path: path.to_owned(), reason: error.to_string() };
    let newest = newest(steps);
    let found = Reader::begin(database).and_then(|reader| format_of(&reader)).map_err(damaged)?;
    match found {
        Some(found) if found > newest => Err(OpenError::FromTheFuture { path: path.to_owned(), found, known: newest }),
        Some(found) if found == newest => Ok(()),
        Some(found) => {
            copy_before(options, found)?;
            tracing::info!(from = found, to = newest, "upgrading the data file");
            let due = steps.get(usize::try_from(found - 1).unwrap_or(usize::MAX)..).unwrap_or_default();
            apply(database, due, newest).map_err(damaged)
        }
        None => apply(database, &[], newest).map_err(damaged),
    }
}

fn newest(steps: &[Migration]) -> u32 {
    1 + u32::try_from(steps.len()).unwrap_or(u32::MAX)
}

fn format_of(reader: &impl Read) -> Result<Option<u32>, StoreError> {
    let Some(Bytes(bytes)) = reader.get(&META, &FORMAT_KEY.to_owned())? else { return Ok(None) };
    let bytes: [u8; 4] = bytes.try_into().map_err(|_| StoreError::Corrupt("the format version".to_owned()))?;
    Ok(Some(u32::from_be_bytes(bytes)))
}

fn apply(database: &redb::Database, steps: &[Migration], format: u32) -> Result<(), StoreError> {
    let mut redb = database.begin_write()?;
    redb.set_quick_repair(true);
    let recent = Recent::default();
    let batch = Batch::new(&redb, &recent);
    let mut txn = Txn::new(&batch);
    for step in steps {
        step(&mut txn)?;
    }
    txn.put(&META, &FORMAT_KEY.to_owned(), &Bytes(format.to_be_bytes().to_vec()))?;
    batch.finish()?;
    redb.commit().map_err(|error| StoreError::Corrupt(error.to_string()))
}

/// The copy is taken while the file is open and at rest: nothing else can write to it.
fn copy_before(options: &Options, format: u32) -> Result<(), OpenError> {
    let Location::Directory(directory) = &options.location else { return Ok(()) };
    let backups = directory.join("backups");
    let target = backups.join(format!("before-upgrade-from-format-{format}.redb"));
    let copied = std::fs::create_dir_all(&backups).and_then(|()| std::fs::copy(directory.join("tmcpd.redb"), &target));
    copied.map(|_| ()).map_err(|source| OpenError::Io { path: target.display().to_string(), source })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(database: &redb::Database) -> Option<u32> {
        format_of(&Reader::begin(database).unwrap()).unwrap()
    }

    #[test]
    fn old_files_are_upgraded_once_and_copied_before() {
        let directory = tempfile::tempdir().unwrap();
        let options = Options::at(directory.path());
        drop(super::super::Store::open(Options::at(directory.path())).unwrap());
        let database = redb::Database::open(directory.path().join("tmcpd.redb")).unwrap();
        assert_eq!(format(&database), Some(1));

        let steps: &[Migration] = &[|txn| txn.put(&META, &"step".to_owned(), &Bytes(vec![2]))];
        for _ in 0..2 {
            run_steps(&database, "file", &options, steps).unwrap();
        }
        assert_eq!(format(&database), Some(2));
        assert!(Reader::begin(&database).unwrap().has(&META, &"step".to_owned()).unwrap());
        assert!(directory.path().join("backups/before-upgrade-from-format-1.redb").exists());
    }

    #[test]
    fn files_from_the_future_are_refused() {
        let directory = tempfile::tempdir().unwrap();
        let options = Options::at(directory.path());
        drop(super::super::Store::open(Options::at(directory.path())).unwrap());
        let database = redb::Database::open(directory.path().join("tmcpd.redb")).unwrap();
        apply(&database, &[], 7).unwrap();
        let refused = run(&database, "file", &options).unwrap_err();
        assert!(refused.to_string().contains("format 7"), "{refused}");
    }
}
