use std::{fs, os::unix::fs::PermissionsExt};

use super::*;

const NOW: Timestamp = Timestamp(1_795_000_000_000);
const SECOND: Duration = Duration::from_secs(1);

fn directory() -> (tempfile::TempDir, PathBuf) {
    let directory = tempfile::tempdir().unwrap();
    let keys = directory.path().join("keys");
    (directory, keys)
}

fn uses(ring: &KeyRing, now: Timestamp) -> Vec<&'static str> {
    ring.states(now).iter().map(|key| key.does.name()).collect()
}

fn names(keys: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(keys).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn keys_stay_the_same_and_are_private() {
    let (_directory, keys) = directory();
    let first = KeyRing::load_or_create(&keys, NOW).unwrap();
    let again = KeyRing::load_or_create(&keys, NOW + SECOND).unwrap();
    let kid = first.signing_kid(NOW);
    assert_eq!(kid, again.signing_kid(NOW));
    let signature = first.sign(NOW, b"message").unwrap();
    assert!(again.verify(kid, b"message", &signature));
    assert!(!again.verify(kid, b"another", &signature) && !again.verify("other", b"message", &signature));
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&keys), mode(&keys.join("tep-1795000000.pem"))), (0o700, 0o600));
    assert_eq!(names(&keys), ["tep-1795000000.pem"]);
}

#[test]
fn a_file_without_a_key_stops_the_start() {
    let (_directory, keys) = directory();
    fs::create_dir(&keys).unwrap();
    assert!(matches!(KeyRing::load(&keys), Err(KeyError::Missing(_))));
    fs::write(keys.join("tep-0001.pem"), "nothing").unwrap();
    assert!(matches!(KeyRing::load_or_create(&keys, NOW), Err(KeyError::Unusable(_))));
    fs::rename(keys.join("tep-0001.pem"), keys.join("tep-new.pem")).unwrap();
    assert!(matches!(KeyRing::load_or_create(&keys, NOW), Err(KeyError::Misnamed(_))));
}

#[test]
fn a_new_key_settles_signs_and_outlives_nothing() {
    let old = KeyRing::ephemeral(NOW).unwrap();
    let made = NOW + Duration::from_secs(3600);
    let ring = old.rotated(made, Rotation::Planned).unwrap();
    let [first, second] = &ring.states(made)[..] else { panic!("not two keys") };
    let (signs, over) = (made + SETTLES, made + SETTLES + OUTLIVES);
    assert_eq!((first.from, first.until, second.from, second.until), (NOW, Some(over), signs, None));
    assert_eq!(ring.jwks()["keys"].as_array().unwrap().len(), 2);
    assert_eq!((ring.signing_kid(signs - SECOND), ring.signing_kid(signs)), (first.kid.as_str(), second.kid.as_str()));
    assert_eq!((uses(&ring, signs - SECOND), uses(&ring, signs)), (vec!["signs", "next"], vec!["verifies", "signs"]));
    let signature = ring.sign(signs, b"message").unwrap();
    assert!(ring.verify(&second.kid, b"message", &signature) && !ring.verify(&first.kid, b"message", &signature));
    // A token of a day that was signed in the last moment is good until its end, and a verifier's clock may be behind.
    let last_end = signs + Duration::from_secs(86_400 + 60);
    assert!(over > last_end);
    assert!(ring.kept_up(over - SECOND).unwrap().is_none());
    let left = ring.kept_up(over).unwrap().unwrap();
    assert_eq!((uses(&left, over), left.signing_kid(over)), (vec!["signs"], second.kid.as_str()));
    assert!(!left.verify(&first.kid, b"message", &old.sign(NOW, b"message").unwrap()));
    assert!(left.kept_up(over + OUTLIVES * 1000).unwrap().is_none(), "the only key stays");
}

#[test]
fn a_key_is_due_by_its_age_alone() {
    let ring = KeyRing::ephemeral(NOW).unwrap();
    let every = Duration::from_secs(90 * 86_400);
    assert!(!ring.is_due(NOW + every - SECOND, every) && ring.is_due(NOW + every, every));
    assert!(!ring.is_due(NOW + every * 100, Duration::ZERO), "never");
    assert!(!ring.rotated(NOW + every, Rotation::Planned).unwrap().is_due(NOW + every, every));
}

#[test]
fn while_a_key_settles_no_other_is_made_unless_they_are_stolen() {
    let ring = KeyRing::ephemeral(NOW).unwrap().rotated(NOW, Rotation::Planned).unwrap();
    let from = ring.states(NOW)[1].from;
    let refused = ring.rotated(from - SECOND, Rotation::Planned).err();
    assert!(matches!(refused, Some(KeyError::Settling { from: said, .. }) if said == from), "{refused:?}");
    assert_eq!(ring.rotated(from, Rotation::Planned).unwrap().states(from).len(), 3);
    let fresh = ring.rotated(NOW, Rotation::Compromised).unwrap();
    assert_eq!(uses(&fresh, NOW), ["signs"]);
    assert!(ring.states(NOW).iter().all(|key| key.kid != fresh.signing_kid(NOW)));
}

#[test]
fn what_another_process_does_to_the_files_is_noticed() {
    let (_directory, keys) = directory();
    let server = KeyRing::load_or_create(&keys, NOW).unwrap();
    let first = server.signing_kid(NOW).to_owned();
    assert!(server.kept_up(NOW).unwrap().is_none());
    KeyRing::load(&keys).unwrap().rotated(NOW, Rotation::Planned).unwrap();
    assert_eq!(names(&keys), ["tep-1795000000.pem", "tep-1795000001.pem"], "nothing is written over");
    let server = server.kept_up(NOW).unwrap().unwrap();
    assert_eq!((uses(&server, NOW), server.signing_kid(NOW)), (vec!["signs", "next"], first.as_str()));
    KeyRing::load(&keys).unwrap().rotated(NOW, Rotation::Compromised).unwrap();
    let server = server.kept_up(NOW).unwrap().unwrap();
    assert_eq!((names(&keys), uses(&server, NOW)), (vec!["tep-1795000002.pem".to_owned()], vec!["signs"]));
    assert_ne!(server.signing_kid(NOW), first);
    fs::remove_file(keys.join("tep-1795000002.pem")).unwrap();
    assert!(matches!(server.kept_up(NOW), Err(KeyError::Missing(_))), "a running server does not start over");
}

#[test]
fn the_files_of_retired_keys_are_removed() {
    let (_directory, keys) = directory();
    let ring = KeyRing::load_or_create(&keys, NOW).unwrap();
    fs::rename(keys.join("tep-1795000000.pem"), keys.join("tep-0001.pem")).unwrap();
    let ring = ring.kept_up(NOW).unwrap().unwrap();
    assert_eq!(ring.states(NOW)[0].made, Timestamp(1000), "what an earlier version named 0001 is the oldest");
    let ring = ring.rotated(NOW, Rotation::Planned).unwrap();
    let over = ring.states(NOW)[0].until.unwrap();
    assert!(ring.kept_up(over - SECOND).unwrap().is_none());
    assert_eq!(uses(&ring.kept_up(over).unwrap().unwrap(), over), ["signs"]);
    assert_eq!(names(&keys), ["tep-1795000000.pem"]);
}
