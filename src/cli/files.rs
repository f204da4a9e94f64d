//! The files that commands work on: the data files, which are one process's at a time, and files with secrets in them.

use std::{
    fs,
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt, chown},
    path::Path,
};

use super::exit::{Exit, Failed};
use crate::{
    config::Settings,
    store::{Location, OpenError, Options, Store},
};

const DATA_FILE: &str = "tmcpd.redb";

/// Whether a file that is there already is written over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Existing {
    Keep,
    Replace,
}

/// Opens the data files, which must be there.
pub(super) fn open(settings: &Settings) -> Result<Store, Failed> {
    require(settings)?;
    open_or_create(settings)
}

/// Refuses to go on without data files.
pub(super) fn require(settings: &Settings) -> Result<(), Failed> {
    let directory = &settings.storage.data_dir;
    if !directory.join(DATA_FILE).try_exists().map_err(Failed::at(directory))? {
        let message = format!("There are no data in {}. Is storage.data_dir the right directory?", directory.display());
        return Err(Failed::new(Exit::Failure, message));
    }
    Ok(())
}

/// Opens the data files, made now when the server has not run yet. They belong to whoever the directory belongs to, so that
/// the server can go on with what an administrator began.
pub(super) fn open_or_create(settings: &Settings) -> Result<Store, Failed> {
    let storage = &settings.storage;
    make_private_directory(&storage.data_dir)?;
    let location = Location::Directory(storage.data_dir.clone());
    let store =
        Store::open(Options { location, cache: storage.cache, min_free: storage.min_free }).map_err(|error| match error {
            OpenError::InUse(path) => {
                let message = format!("{path} is in use: a server runs on it. Stop it for as long as this command takes.");
                Failed::new(Exit::Temporary, message)
            }
            other => other.into(),
        })?;
    give(&storage.data_dir.join(DATA_FILE), &storage.data_dir)?;
    Ok(store)
}

/// Makes a directory for its owner alone, unless it is there already.
pub(super) fn make_private_directory(path: &Path) -> Result<(), Failed> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(Failed::at(path))
}

/// Writes a file that nobody but its owner, and with mode 0640 its group, can read. It is whole or not there: it gets its name
/// when it is complete.
pub(super) fn write_private(path: &Path, text: &str, mode: u32, existing: Existing) -> Result<(), Failed> {
    let failed = Failed::at(path);
    let mut unfinished = path.to_path_buf();
    unfinished.as_mut_os_string().push(".new");
    // What an interrupted attempt left; most often there is nothing.
    let _ = fs::remove_file(&unfinished);
    let written = write_new(&unfinished, text, mode).and_then(|()| match existing {
        Existing::Replace => fs::rename(&unfinished, path),
        // Unlike a renaming, a link never takes the place of something.
        Existing::Keep => fs::hard_link(&unfinished, path).and_then(|()| fs::remove_file(&unfinished)),
    });
    if written.is_err() {
        // What is left of it is of no use; the failure itself is what counts.
        let _ = fs::remove_file(&unfinished);
    }
    written.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            Failed::new(Exit::Failure, format!("{} is there already. --force writes over it.", path.display()))
        }
        _ => failed(error),
    })
}

/// Gives `path` to the owner of `model`, which only root can do, and only root has to.
pub(super) fn give(path: &Path, model: &Path) -> Result<(), Failed> {
    let owner = |path: &Path| fs::symlink_metadata(path).map(|found| (found.uid(), found.gid())).map_err(Failed::at(path));
    let (uid, gid) = owner(model)?;
    if owner(path)?.0 == uid {
        return Ok(());
    }
    chown(path, Some(uid), Some(gid)).map_err(Failed::at(path))
}

fn write_new(path: &Path, text: &str, mode: u32) -> io::Result<()> {
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    // Past the process's umask, which would take the group's right to read.
    file.set_permissions(fs::Permissions::from_mode(mode))?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
