//! `--fresh`: empties the data directory of dev mode, and nothing else.

use std::{fs, io, path::Path};

use super::exit::{Exit, Failed};
use crate::{
    config::Settings,
    store::{OpenError, Options, Store},
};

/// What the server makes in its directory, besides files whose names begin with `tmcpd.`.
const FOLDERS: &[&str] = &["keys", "search", "bundles", "evidence", "backups"];

/// Removes everything in the data directory of `settings`. Refuses a directory that is a symbolic link, that holds anything
/// which is not the server's or no data file, or that a server is using. Links inside are removed, never followed.
pub(super) fn empty(settings: &Settings) -> Result<(), Failed> {
    let directory = settings.storage.data_dir.as_path();
    let failed = Failed::at(directory);
    match fs::symlink_metadata(directory) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(failed(error)),
        Ok(found) if !found.is_dir() => return Err(refuse(directory, "it is not a directory itself")),
        Ok(_) => {}
    }
    let entries = fs::read_dir(directory).and_then(Iterator::collect::<io::Result<Vec<_>>>).map_err(&failed)?;
    let names: Vec<String> = entries.iter().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    if let Some(stranger) = names.iter().find(|name| !name.starts_with("tmcpd.") && !FOLDERS.contains(&name.as_str())) {
        return Err(refuse(directory, &format!("it holds {stranger}, which the server did not make")));
    }
    if !names.is_empty() && !names.iter().any(|name| name == "tmcpd.redb") {
        return Err(refuse(directory, "it holds no tmcpd.redb"));
    }
    if !names.is_empty() {
        match Store::open(Options::at(directory)) {
            Ok(store) => store.close(),
            Err(in_use @ OpenError::InUse(_)) => return Err(in_use.into()),
            // A data file that cannot be opened any more is a good reason to begin again.
            Err(_) => {}
        }
    }
    for entry in entries {
        let is_folder = entry.file_type().map_err(&failed)?.is_dir();
        let removed = if is_folder { fs::remove_dir_all(entry.path()) } else { fs::remove_file(entry.path()) };
        removed.map_err(Failed::at(&entry.path()))?;
    }
    Ok(())
}

fn refuse(directory: &Path, reason: &str) -> Failed {
    Failed::new(Exit::Failure, format!("--fresh leaves {} alone: {reason}.", directory.display()))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;
    use crate::config::{self, Profile};

    fn settings(directory: &Path) -> Settings {
        let data_dir = ("storage.data_dir".to_owned(), directory.display().to_string());
        config::load(None, [], vec![data_dir], Profile::Dev).unwrap().settings
    }

    #[test]
    fn only_a_data_directory_is_emptied() {
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("precious"), "x").unwrap();
        let data = tempfile::tempdir().unwrap();
        let settings = settings(data.path());
        empty(&settings).unwrap();

        Store::open(Options::at(data.path())).unwrap().close();
        fs::create_dir(data.path().join("keys")).unwrap();
        symlink(outside.path(), data.path().join("backups")).unwrap();
        empty(&settings).unwrap();
        assert_eq!(fs::read_dir(data.path()).unwrap().count(), 0);
        assert!(outside.path().join("precious").exists());
        fs::remove_dir(data.path()).unwrap();
        empty(&settings).unwrap();
    }

    #[test]
    fn anything_else_is_left_alone() {
        let data = tempfile::tempdir().unwrap();
        fs::write(data.path().join("thesis.tex"), "x").unwrap();
        assert!(empty(&settings(data.path())).unwrap_err().message.contains("thesis.tex"));
        Store::open(Options::at(data.path())).unwrap().close();
        assert!(empty(&settings(data.path())).is_err());
        fs::remove_file(data.path().join("thesis.tex")).unwrap();

        let link = tempfile::tempdir().unwrap();
        symlink(data.path(), link.path().join("data")).unwrap();
        assert!(empty(&settings(&link.path().join("data"))).is_err());

        let running = Store::open(Options::at(data.path())).unwrap();
        assert_eq!(empty(&settings(data.path())).unwrap_err().exit, Exit::Temporary);
        running.close();

        let keys = tempfile::tempdir().unwrap();
        fs::create_dir(keys.path().join("keys")).unwrap();
        assert!(empty(&settings(keys.path())).is_err(), "no data file");
    }
}
