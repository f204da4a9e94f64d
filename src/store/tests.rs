use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use super::{rows::Bytes, tables::META, *};

fn put(store: &Store, key: &str, value: u8) -> Pending<Result<(), WriteError<&'static str>>> {
    let key = key.to_owned();
    store.write(move |txn| Ok(txn.put(&META, &key, &Bytes(vec![value]))?))
}

fn value(store: &Store, key: &str) -> Option<u8> {
    store.read(|reader| reader.get(&META, &key.to_owned())).unwrap().map(|Bytes(bytes)| bytes[0])
}

#[test]
fn writes_are_there_when_answered_and_after_reopening() {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open(Options::at(directory.path())).unwrap();
    put(&store, "a", 1).wait().unwrap();
    assert_eq!(value(&store, "a"), Some(1));
    drop(store);
    let store = Store::open(Options::at(directory.path())).unwrap();
    assert_eq!(value(&store, "a"), Some(1));
}

#[test]
fn a_second_process_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let _first = Store::open(Options::at(directory.path())).unwrap();
    let refused = Store::open(Options::at(directory.path())).err().unwrap();
    assert!(matches!(refused, OpenError::InUse(_)), "{refused}");
}

#[test]
fn a_damaged_file_is_reported_with_what_to_do() {
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(
        directory.path().join("tmcpd.redb"),
        b"this is no data file, and it is long enough to be read as one".repeat(200),
    )
    .unwrap();
    std::fs::write(directory.path().join("tmcpd.journal"), b"").unwrap();
    let refused = Store::open(Options::at(directory.path())).err().unwrap();
    assert!(refused.to_string().contains("restore the last backup"), "{refused}");
}

#[test]
fn what_an_interrupted_first_start_left_is_no_obstacle() {
    let directory = tempfile::tempdir().unwrap();
    let unfinished = directory.path().join("tmcpd.redb.new");
    std::fs::write(&unfinished, [0; 8192]).unwrap();
    let store = Store::open(Options::at(directory.path())).unwrap();
    put(&store, "a", 1).wait().unwrap();
    assert!(!unfinished.exists());
}

#[test]
fn a_data_file_that_is_gone_is_not_replaced_by_an_empty_one() {
    let directory = tempfile::tempdir().unwrap();
    let (file, elsewhere) = (directory.path().join("tmcpd.redb"), directory.path().join("elsewhere"));
    let store = Store::open(Options::at(directory.path())).unwrap();
    put(&store, "a", 1).wait().unwrap();
    std::fs::rename(&file, &elsewhere).unwrap();
    store.shared.reopen();
    assert!(!store.condition().usable && !file.exists());
    assert!(matches!(put(&store, "b", 1).wait(), Err(WriteError::Store(StoreError::Unavailable(_)))));

    std::fs::rename(&elsewhere, &file).unwrap();
    put(&store, "b", 1).wait().unwrap();
    assert_eq!(value(&store, "a"), Some(1));
}

#[test]
fn a_closure_that_refuses_leaves_nothing_and_spoils_nobody() {
    let store = Store::open(Options::in_memory()).unwrap();
    let blocker = store.write(|_| {
        std::thread::sleep(std::time::Duration::from_millis(30));
        Ok::<_, WriteError<()>>(())
    });
    let good = put(&store, "good", 1);
    let runs = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&runs);
    let bad = store.write(move |txn| {
        counted.fetch_add(1, Ordering::Relaxed);
        txn.put(&META, &"bad".to_owned(), &Bytes(vec![1]))?;
        Err::<(), _>(WriteError::Rejected("no"))
    });
    let later = put(&store, "later", 2);
    blocker.wait().unwrap();
    good.wait().unwrap();
    later.wait().unwrap();
    assert_eq!(bad.wait(), Err(WriteError::Rejected("no")));
    assert_eq!((value(&store, "good"), value(&store, "bad"), value(&store, "later")), (Some(1), None, Some(2)));
    assert_eq!(runs.load(Ordering::Relaxed), 2, "once in the batch and once alone");
}

#[test]
fn a_panicking_closure_stops_nobody() {
    let store = Store::open(Options::in_memory()).unwrap();
    let bad = store.write::<(), (), _>(|_| panic!("on purpose"));
    assert!(matches!(bad.wait(), Err(WriteError::Store(StoreError::Corrupt(_)))));
    put(&store, "a", 1).wait().unwrap();
}

#[test]
fn sequences_are_never_given_twice() {
    let directory = tempfile::tempdir().unwrap();
    let next = |store: &Store| {
        let given = store.write(|txn| {
            let sequence = txn.next(&tables::SEEN_ORDER)?;
            txn.put(&tables::SEEN_ORDER, &sequence, &"x".to_owned())?;
            txn.remove(&tables::SEEN_ORDER, &sequence)?;
            Ok::<_, WriteError<()>>(sequence)
        });
        given.wait().unwrap()
    };
    let store = Store::open(Options::at(directory.path())).unwrap();
    assert_eq!((next(&store), next(&store)), (1, 2));
    drop(store);
    assert_eq!(next(&Store::open(Options::at(directory.path())).unwrap()), 3);
}

#[test]
fn after_commit_runs_once_and_only_for_what_was_committed() {
    let store = Store::open(Options::in_memory()).unwrap();
    let ran = Arc::new(AtomicUsize::new(0));
    let submit = |refuse: &'static [&'static str]| {
        let ran = Arc::clone(&ran);
        store.write(move |txn| {
            let ran = Arc::clone(&ran);
            txn.after_commit(move || {
                ran.fetch_add(1, Ordering::Relaxed);
            });
            refuse.first().map_or(Ok(()), |why| Err(WriteError::Rejected(*why)))
        })
    };
    submit(&[]).wait().unwrap();
    submit(&["no"]).wait().unwrap_err();
    assert_eq!(ran.load(Ordering::Relaxed), 1);
}

#[test]
fn a_nearly_full_disk_refuses_writes_and_serves_reads() {
    let directory = tempfile::tempdir().unwrap();
    drop(Store::open(Options::at(directory.path())).unwrap());
    let store = Store::open(Options { min_free: u64::MAX, ..Options::at(directory.path()) }).unwrap();
    assert_eq!(put(&store, "a", 1).wait(), Err(WriteError::Store(StoreError::Unavailable("the disk is nearly full"))));
    assert_eq!(value(&store, "a"), None);
    assert!(store.condition().nearly_full && store.condition().usable);
}

#[test]
fn closing_finishes_what_was_queued() {
    let store = Store::open(Options::in_memory()).unwrap();
    let waiting: Vec<_> = (0..50).map(|place| put(&store, &format!("k{place}"), 1)).collect();
    store.close();
    assert!(waiting.into_iter().all(|pending| pending.wait().is_ok()));
    assert!(put(&store, "late", 1).wait().is_err());
}

#[test]
fn pair_keys_find_their_own() {
    let store = Store::open(Options::in_memory()).unwrap();
    let user = |name: &str| crate::kernel::UserId::parse(name).unwrap();
    let room = |name: &str| crate::kernel::RoomId::parse(name).unwrap();
    store
        .write(move |txn| {
            for (who, place) in [("@al:x", "!1:x"), ("@al:x", "!2:x"), ("@al:xy", "!3:x")] {
                txn.put(&tables::ROOMS_OF_USER, &(user(who), room(place)), &())?;
            }
            Ok::<_, WriteError<()>>(())
        })
        .wait()
        .unwrap();
    let rooms = store.read(|reader| reader.scan_first(&tables::ROOMS_OF_USER, &user("@al:x"), 10)).unwrap();
    assert_eq!(rooms.into_iter().map(|(room, ())| room).collect::<Vec<_>>(), [room("!1:x"), room("!2:x")]);
}

/// Memory that outlives the store in it, as a disk does.
#[derive(Clone, Debug, Default)]
struct Memory(Arc<InMemoryBackend>);

impl Memory {
    fn copy(&self) -> Self {
        let copy = Self::default();
        let mut bytes = vec![0; usize::try_from(self.0.len().unwrap()).unwrap()];
        self.0.read(0, &mut bytes).unwrap();
        copy.0.set_len(bytes.len() as u64).unwrap();
        copy.0.write(0, &bytes).unwrap();
        copy
    }
}

impl StorageBackend for Memory {
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
}

fn journaled(data: &Memory, journal: &Memory) -> Store {
    let (data, journal) = (data.clone(), journal.clone());
    let location = Location::Backends {
        data: Box::new(move || AnyBackend(Box::new(data.clone()))),
        journal: Box::new(move || AnyBackend(Box::new(journal.clone()))),
        capacity: 4096,
    };
    Store::open(Options { location, ..Options::in_memory() }).unwrap()
}

#[test]
fn a_killed_store_has_every_answered_write() {
    let (data, journal) = (Memory::default(), Memory::default());
    let store = journaled(&data, &journal);
    let mut journal_alone_had_it = 0;
    for step in 1..40 {
        put(&store, "a", step).wait().unwrap();
        put(&store, &format!("k{step}"), step).wait().unwrap();
        let killed = journaled(&data.copy(), &journal.copy());
        assert_eq!((value(&killed, "a"), value(&killed, &format!("k{step}"))), (Some(step), Some(step)));
        assert_eq!(value(&killed, &format!("k{}", step + 1)), None);
        let without_journal = journaled(&data.copy(), &Memory::default());
        journal_alone_had_it += usize::from(value(&without_journal, "a") != Some(step));
    }
    assert!((20..39).contains(&journal_alone_had_it), "{journal_alone_had_it} of 39: the rest were checkpoints");
}

#[test]
fn a_closed_store_leaves_nothing_in_its_journal() {
    let (data, journal) = (Memory::default(), Memory::default());
    let store = journaled(&data, &journal);
    put(&store, "a", 1).wait().unwrap();
    store.close();
    assert_eq!(value(&journaled(&data, &Memory::default()), "a"), Some(1));
}

#[test]
fn a_resting_store_brings_its_data_file_up_to_date() {
    let (data, journal) = (Memory::default(), Memory::default());
    let store = journaled(&data, &journal);
    put(&store, "a", 1).wait().unwrap();
    store.shared.checkpoint();
    assert!(!store.shared.is_behind());
    assert_eq!(value(&journaled(&data.copy(), &Memory::default()), "a"), Some(1));
}

#[test]
fn after_a_write_that_ended_half_way_the_data_file_follows_the_journal() {
    let (data, journal) = (Memory::default(), Memory::default());
    let store = journaled(&data, &journal);
    put(&store, "a", 1).wait().unwrap();
    store.shared.reopen();
    assert_eq!(value(&store, "a"), Some(1));
    put(&store, "a", 2).wait().unwrap();
    assert_eq!(value(&journaled(&data.copy(), &journal.copy()), "a"), Some(2));
}

#[test]
fn a_data_file_without_its_journal_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open(Options::at(directory.path())).unwrap();
    put(&store, "a", 1).wait().unwrap();
    drop(store);
    std::fs::remove_file(directory.path().join("tmcpd.journal")).unwrap();
    assert!(matches!(Store::open(Options::at(directory.path())), Err(OpenError::JournalMissing(_))));
    std::fs::write(directory.path().join("tmcpd.journal"), b"").unwrap();
    assert_eq!(value(&Store::open(Options::at(directory.path())).unwrap(), "a"), Some(1));
}
