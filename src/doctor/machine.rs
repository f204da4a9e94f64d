//! The machine: the data directory, the data file, the disk, the clock, the port.

use std::{
    fs,
    net::{TcpListener, TcpStream},
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::Path,
    time::Duration,
};

use super::{Finding, Running};
use crate::{
    config::Settings,
    kernel::Timestamp,
    store::{Location, OpenError, Options, Store},
};

const DIRECTORY: &str = "data directory";
const FILE: &str = "data file";
const PORT: &str = "listener";

/// With less than so many times `storage.min_free` free, it is time to make room.
const AMPLE: u64 = 5;

/// Whether the directory is there, whose it is, who can look into it, and what room there is.
pub(super) fn data_directory(settings: &Settings) -> Vec<Finding> {
    let path = &settings.storage.data_dir;
    let shown = path.display();
    let found = match fs::metadata(path) {
        Ok(found) if found.is_dir() => found,
        Ok(_) => return vec![Finding::problem(DIRECTORY, format!("{shown} is no directory."), "Change storage.data_dir.")],
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let remedy = "`tmcpd init` or the first start makes it.";
            return vec![Finding::warning(DIRECTORY, format!("{shown} is not there yet."), remedy)];
        }
        Err(error) => {
            let remedy = "Run the doctor as root, or as the user that runs tmcpd.";
            return vec![Finding::problem(DIRECTORY, format!("{shown} cannot be looked at: {error}."), remedy)];
        }
    };
    let mut findings = vec![Finding::ok(DIRECTORY, format!("{shown} is there."))];
    findings.extend(owners(path, found.uid()));
    findings.extend(modes(path));
    findings.push(room(path, settings.storage.min_free));
    findings
}

/// Everything in the directory belongs to the one who runs the server; a command that root ran can have left something else.
fn owners(path: &Path, owner: u32) -> Option<Finding> {
    let folders = [path.to_owned(), path.join("keys")];
    let entries = folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten();
    let stranger =
        entries.map(|entry| entry.path()).find(|entry| entry.symlink_metadata().is_ok_and(|found| found.uid() != owner))?;
    let message = format!("{} belongs to another user than {}.", stranger.display(), path.display());
    Some(Finding::problem(DIRECTORY, message, format!("chown --recursive --reference={0} {0}", path.display())))
}

/// Keys and data are for their owner alone.
fn modes(path: &Path) -> Option<Finding> {
    let open = |path: &Path| fs::metadata(path).is_ok_and(|found| found.permissions().mode() & 0o077 != 0);
    let keys = path.join("keys");
    if open(&keys) {
        let message = format!("Other users can look into {}, where the secret keys are.", keys.display());
        return Some(Finding::problem(DIRECTORY, message, format!("chmod --recursive go= {}", keys.display())));
    }
    open(path).then(|| {
        Finding::warning(
            DIRECTORY,
            format!("Other users can look into {}.", path.display()),
            format!("chmod go= {}", path.display()),
        )
    })
}

fn room(path: &Path, min_free: u64) -> Finding {
    const SUBJECT: &str = "disk";
    let free = match rustix::fs::statvfs(path) {
        Ok(disk) => disk.f_bavail.saturating_mul(disk.f_frsize),
        Err(error) => {
            let message = format!("How much is free is not known: {error}.");
            return Finding::warning(SUBJECT, message, "Look with `df`.");
        }
    };
    let message = format!("{} MiB are free.", free >> 20);
    if free < min_free {
        return Finding::problem(SUBJECT, message, "Make room: payments are refused until storage.min_free is free again.");
    }
    if free < min_free.saturating_mul(AMPLE) {
        return Finding::warning(SUBJECT, message, format!("Make room: below {} MiB payments are refused.", min_free >> 20));
    }
    Finding::ok(SUBJECT, message)
}

/// Whether the data file can be opened, or a server has it open.
pub(super) fn data_file(settings: &Settings) -> (Finding, Running) {
    let storage = &settings.storage;
    let path = storage.data_dir.join("tmcpd.redb");
    if !path.exists() {
        let finding = Finding::warning(FILE, format!("{} is not there yet.", path.display()), "The first start makes it.");
        return (finding, Running::No);
    }
    let location = Location::Directory(storage.data_dir.clone());
    match Store::open(Options { location, cache: storage.cache, min_free: 0 }) {
        Ok(store) => {
            store.close();
            (Finding::ok(FILE, "It can be opened. No server runs on it."), Running::No)
        }
        Err(OpenError::InUse(_)) => (Finding::ok(FILE, "A server runs on it."), Running::Yes),
        Err(error) => {
            let text = error.to_string();
            // The error's first sentence is what is wrong, the rest what to do.
            let (message, remedy) = text.split_once(". ").unwrap_or((&text, "Restore the last backup."));
            (Finding::problem(FILE, format!("{message}."), remedy), Running::No)
        }
    }
}

/// Tokens and limits go by the clock; one that was never set begins at 1970 or at the year of a firmware.
pub(super) fn year(now: Timestamp) -> Finding {
    use chrono::Datelike;
    let year = now.utc().year();
    if (2025..2100).contains(&year) {
        return Finding::ok("clock", format!("It says {now}."));
    }
    Finding::problem("clock", format!("It says {now}."), "Set it, and keep it right: timedatectl set-ntp true")
}

/// Whether the server answers, or could listen.
pub(super) fn listener(settings: &Settings, running: Running) -> Finding {
    let address = settings.server.listen;
    if running == Running::Yes {
        let mut reached = address;
        if address.ip().is_unspecified() {
            reached.set_ip(if address.is_ipv4() { [127, 0, 0, 1].into() } else { std::net::Ipv6Addr::LOCALHOST.into() });
        }
        return match TcpStream::connect_timeout(&reached, Duration::from_secs(5)) {
            Ok(_) => Finding::ok(PORT, format!("The server listens on {address}.")),
            Err(error) => Finding::problem(
                PORT,
                format!("A server runs, but nothing answers on {address}: {error}."),
                "Restart it, so that it runs with this configuration.",
            ),
        };
    }
    match TcpListener::bind(address) {
        Ok(_) => Finding::ok(PORT, format!("{address} is free.")),
        Err(error) => {
            let remedy = "Stop what listens there (ss -ltnp shows it), or change server.listen.";
            Finding::problem(PORT, format!("{address} cannot be used: {error}."), remedy)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        config::{self, Profile},
        doctor::State,
    };

    fn settings(directory: &Path, more: &[(&str, &str)]) -> Settings {
        let data_dir = [("storage.data_dir".to_owned(), directory.display().to_string())];
        let more = more.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
        config::load(None, [], data_dir.into_iter().chain(more).collect(), Profile::Dev).unwrap().settings
    }

    fn states(findings: &[Finding]) -> Vec<State> {
        findings.iter().map(|finding| finding.state).collect()
    }

    #[test]
    fn a_directory_is_private_and_has_room() {
        let directory = tempfile::tempdir().unwrap();
        let keys = directory.path().join("keys");
        fs::create_dir(&keys).unwrap();
        for (mode, keys_mode, expected) in [
            (0o700, 0o700, vec![State::Ok, State::Ok]),
            (0o755, 0o700, vec![State::Ok, State::Warning, State::Ok]),
            (0o700, 0o750, vec![State::Ok, State::Problem, State::Ok]),
        ] {
            fs::set_permissions(directory.path(), fs::Permissions::from_mode(mode)).unwrap();
            fs::set_permissions(&keys, fs::Permissions::from_mode(keys_mode)).unwrap();
            let findings = data_directory(&settings(directory.path(), &[("storage.min_free", "1MiB")]));
            assert_eq!(states(&findings), expected, "{findings:?}");
        }
        let full = data_directory(&settings(directory.path(), &[("storage.min_free", "1024GiB")]));
        assert_eq!(full.last().unwrap().state, State::Problem);
        let missing = data_directory(&settings(&directory.path().join("none"), &[]));
        assert_eq!(states(&missing), [State::Warning]);
    }

    #[test]
    fn a_data_file_is_usable_or_in_use_or_damaged() {
        let directory = tempfile::tempdir().unwrap();
        let settings = settings(directory.path(), &[]);
        let look = || {
            let (finding, running) = data_file(&settings);
            (finding.state, running)
        };
        assert_eq!(look(), (State::Warning, Running::No));
        let store = Store::open(Options::at(directory.path())).unwrap();
        assert_eq!(look(), (State::Ok, Running::Yes));
        store.close();
        assert_eq!(look(), (State::Ok, Running::No));
        fs::write(directory.path().join("tmcpd.redb"), [7; 9000]).unwrap();
        assert_eq!(look(), (State::Problem, Running::No));
    }

    #[test]
    fn a_port_is_free_or_taken_or_ours() {
        let taken = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = taken.local_addr().unwrap().to_string();
        let directory = tempfile::tempdir().unwrap();
        let settings = settings(directory.path(), &[("server.listen", &address)]);
        assert_eq!(listener(&settings, Running::No).state, State::Problem);
        assert_eq!(listener(&settings, Running::Yes).state, State::Ok);
        drop(taken);
        assert_eq!(listener(&settings, Running::Yes).state, State::Problem);
        assert_eq!(listener(&settings, Running::No).state, State::Ok);
    }

    #[test]
    fn a_clock_that_was_never_set_shows() {
        assert_eq!(year(Timestamp(0)).state, State::Problem);
        assert_eq!(year(Timestamp(1_795_000_000_000)).state, State::Ok);
    }
}
