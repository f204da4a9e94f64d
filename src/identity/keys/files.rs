//! The keys directory. Everything in it is readable by its owner alone, and a file gets its name once it is whole, so that a
//! running server never reads half a key.

use std::{
    fs,
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, chown},
    path::{Path, PathBuf},
    process,
};

use base64::{Engine, engine::general_purpose::STANDARD};

use crate::kernel::{Rng, Timestamp};

use super::KeyError;

/// The signing keys of `directory` by when they were made, oldest first.
pub(super) fn list(directory: &Path) -> Result<Vec<(Timestamp, PathBuf)>, KeyError> {
    let entries = fs::read_dir(directory).and_then(Iterator::collect::<io::Result<Vec<_>>>).map_err(at(directory))?;
    let mut found = Vec::new();
    for path in entries.into_iter().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let Some(made) = name.strip_prefix("tep-").and_then(|rest| rest.strip_suffix(".pem")) else { continue };
        let seconds = made.parse().map_err(|_| KeyError::Misnamed(path.display().to_string()))?;
        found.push((Timestamp::from_unix_seconds(seconds), path));
    }
    found.sort();
    Ok(found)
}

/// The PKCS#8 DER in the file at `path`.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, KeyError> {
    let text = fs::read_to_string(path).map_err(at(path))?;
    der_of_pem(&text).ok_or_else(|| KeyError::Unusable(path.display().to_string()))
}

/// Writes a key made at `made`, or in the first second after it that has none yet.
pub(super) fn add(directory: &Path, made: Timestamp, der: &[u8]) -> Result<(), KeyError> {
    let mut seconds = made.unix_seconds();
    loop {
        let path = directory.join(format!("tep-{seconds}.pem"));
        match write_private(&path, pem(der).as_bytes()) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => seconds = seconds.saturating_add(1),
            written => return written.map_err(at(&path)),
        }
    }
}

/// Removes files for good; those that are gone already count as removed.
pub(super) fn remove(directory: &Path, files: &[PathBuf]) -> Result<(), KeyError> {
    for path in files {
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(at(path)(error)),
            _ => {}
        }
    }
    sync(directory).map_err(at(directory))
}

/// The secret of this name in `directory`, 32 random bytes made on first use: what links are signed and small secrets are
/// encrypted with.
pub fn secret_file(directory: &Path, name: &str, rng: &dyn Rng) -> Result<[u8; 32], KeyError> {
    let path = directory.join(name);
    let io = |source| KeyError::Io { path: path.display().to_string(), source };
    create_private_directory(directory)?;
    match fs::read(&path) {
        Ok(bytes) => bytes.try_into().map_err(|_| io(io::Error::new(io::ErrorKind::InvalidData, "expected 32 bytes"))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let mut secret = [0; 32];
            rng.fill(&mut secret);
            write_private(&path, &secret).map_err(io)?;
            Ok(secret)
        }
        Err(error) => Err(io(error)),
    }
}

pub(super) fn create_private_directory(directory: &Path) -> Result<(), KeyError> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(directory).map_err(at(directory))
}

fn at(path: &Path) -> impl Fn(io::Error) -> KeyError {
    let path = path.display().to_string();
    move |source| KeyError::Io { path: path.clone(), source }
}

/// Writes a file that was not there, for its owner alone, and sees it on disk before it is relied on. The owner is the
/// directory's, also when root writes it for the server.
fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let directory = path.parent().unwrap_or(Path::new("."));
    // Under another name until it is whole: a half-written key would stop every later start.
    let unfinished = path.with_extension(format!("{}.new", process::id()));
    // What an interrupted attempt left; most often there is nothing.
    let _ = fs::remove_file(&unfinished);
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&unfinished)?;
    let written = file.write_all(bytes).and_then(|()| {
        let (owner, ours) = (fs::metadata(directory)?, file.metadata()?);
        if owner.uid() != ours.uid() {
            chown(&unfinished, Some(owner.uid()), Some(owner.gid()))?;
        }
        file.sync_all()?;
        // Unlike a renaming, a link never takes the place of something.
        fs::hard_link(&unfinished, path)
    });
    // It has its name now, or is of no use.
    let _ = fs::remove_file(&unfinished);
    written?;
    sync(directory)
}

fn sync(directory: &Path) -> io::Result<()> {
    fs::File::open(directory)?.sync_all()
}

fn pem(der: &[u8]) -> String {
    let body: Vec<String> =
        STANDARD.encode(der).as_bytes().chunks(64).map(|line| String::from_utf8_lossy(line).into_owned()).collect();
    format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", body.join("\n"))
}

fn der_of_pem(text: &str) -> Option<Vec<u8>> {
    let body = text.trim().strip_prefix("-----BEGIN PRIVATE KEY-----")?.strip_suffix("-----END PRIVATE KEY-----")?;
    STANDARD.decode(body.split_ascii_whitespace().collect::<String>()).ok()
}
