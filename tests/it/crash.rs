//! The power fails at every sync of a workload, and between them, and the disk keeps whatever it likes of what was not synced.
//! Opened again, the books are right, what was acknowledged is there, what was not is there wholly or not at all, and the same
//! commands under the same keys lead to the same end as if nothing had happened.

mod disk;
mod gifts;
mod payments;
mod workload;

use std::{
    sync::LazyLock,
    time::{Duration, Instant},
};

use disk::{Disk, Fault, Survivors};
use tmcpd::{
    audit::{self, ChainState},
    command::Commands,
    ledger,
    store::{OpenError, Store, StoreError, WriteError, rows::Bytes, tables::META},
};
use workload::{Answer, Books};

const CACHE: usize = 4 << 20;

/// The data file of a store that was opened and closed.
static NEW: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let disk = Disk::new(Vec::new(), Fault::None);
    Store::open(disk.options(CACHE)).unwrap().close();
    disk.image(Survivors::None)
});

/// The workload without any failure.
static UNDISTURBED: LazyLock<(Books, Vec<Answer>)> = LazyLock::new(|| {
    let commands = open(&Disk::new(NEW.clone(), Fault::None), CACHE).unwrap();
    let answers = workload::run(&commands, 1);
    (commands.store().read(Books::read).unwrap(), answers)
});

#[test]
fn the_workload_does_what_it_says() {
    let (books, answers) = &*UNDISTURBED;
    assert_eq!(answers.len(), workload::steps().len());
    for (number, answer) in answers.iter().enumerate() {
        let refused = workload::REFUSED.contains(&number);
        assert_eq!(matches!(answer, Answer::Refused(_)), refused, "step {number} {answer:?}");
        assert_eq!(matches!(answer, Answer::Done { replayed: false, .. }), !refused, "{answer:?}");
        assert_eq!(books.traces(number), if refused { [0; 4] } else { [1; 4] }, "step {number}");
    }
}

#[test]
fn a_power_cut_loses_nothing_that_was_acknowledged_and_doubles_nothing() {
    for sync in 1..=syncs_of_an_undisturbed_run() {
        cut_the_power(Fault::PowerAtSync(sync));
        cut_the_power(Fault::PowerAtWrite { sync, write: 1 + sync % 3 });
        cut_the_power(Fault::PowerAtWrite { sync, write: 4 + sync % 7 });
    }
}

#[test]
fn a_power_cut_while_the_file_is_made_leaves_a_file_that_opens() {
    let disk = Disk::new(Vec::new(), Fault::None);
    Store::open(disk.options(CACHE)).unwrap().close();
    // The first two syncs are redb's own, before the file has its magic number; a file in a directory gets its name later.
    for sync in 3..=disk.counts().0 {
        let disk = Disk::new(Vec::new(), Fault::PowerAtSync(sync));
        drop(Store::open(disk.options(CACHE)));
        assert!(disk.is_off(), "sync {sync}");
        for survivors in survivors(sync) {
            check_survivor(disk.image(survivors), &[], &format!("sync {sync} {survivors:?}"));
        }
    }
}

#[test]
fn a_sync_that_fails_once_is_healed_by_the_next_write() {
    for sync in 1..=syncs_of_an_undisturbed_run() {
        let case = format!("sync {sync}");
        let (disk, commands, answers) = run_with_a_passing_failure(Fault::SyncOnce { sync, seed: sync }, CACHE);
        assert_ends_as_undisturbed(&commands, &answers, &case);
        assert_ends_as_undisturbed(&open(&disk.after_a_power_cut(), CACHE).unwrap(), &answers, &case);
    }
}

#[test]
fn any_operation_that_fails_once_is_healed_by_the_next_write() {
    // Without a cache, steps read and write the disk while they run.
    let disk = Disk::new(NEW.clone(), Fault::None);
    drop(workload::run(&open(&disk, 0).unwrap(), 1));
    for operation in (1..=disk.counts().1).step_by(3) {
        let case = format!("operation {operation}");
        let (disk, commands, answers) = run_with_a_passing_failure(Fault::OperationOnce(operation), 0);
        assert!(!answers.iter().any(Answer::is_failure), "{case}: {answers:?}");
        disk.fail(Fault::None);
        commands.store().write(|_| Ok::<_, WriteError<()>>(())).wait().unwrap();
        // A step that failed is run again behind those that shared its batch, so their order is not the usual one.
        assert_kept(&commands, &answers, &case);
        assert_kept(&open(&disk.after_a_power_cut(), CACHE).unwrap(), &answers, &case);
    }
}

#[test]
fn a_commit_that_panics_does_not_end_writing() {
    let (disk, commands, answers) = run_with_a_passing_failure(Fault::PanicAtSync(10), CACHE);
    assert_ends_as_undisturbed(&commands, &answers, "panic");
    assert_ends_as_undisturbed(&open(&disk.after_a_power_cut(), CACHE).unwrap(), &answers, "panic");
}

#[test]
fn a_read_that_fails_does_not_end_reading() {
    let disk = Disk::new(NEW.clone(), Fault::None);
    let commands = open(&disk, 0).unwrap();
    workload::run(&commands, 1);
    disk.fail(Fault::OperationOnce(disk.counts().1 + 1));
    assert!(matches!(commands.store().read(Books::read), Err(StoreError::Unavailable(_))));
    let deadline = Instant::now() + Duration::from_secs(20);
    let books = loop {
        match commands.store().read(Books::read) {
            Ok(books) => break books,
            Err(error) => assert!(Instant::now() < deadline, "{error}"),
        }
    };
    assert_eq!(books, UNDISTURBED.0);
}

fn open(disk: &Disk, cache: usize) -> Result<Commands, OpenError> {
    Store::open(disk.options(cache)).map(Commands::new)
}

fn syncs_of_an_undisturbed_run() -> u64 {
    let disk = Disk::new(NEW.clone(), Fault::None);
    drop(workload::run(&open(&disk, CACHE).unwrap(), 1));
    disk.counts().0
}

fn survivors(seed: u64) -> [Survivors; 8] {
    [
        Survivors::None,
        Survivors::All,
        Survivors::FirstPage,
        Survivors::AllButFirstPage,
        Survivors::Half { seed },
        Survivors::Half { seed: !seed },
        Survivors::Torn { piece: 512, seed },
        Survivors::Torn { piece: 4096, seed },
    ]
}

/// Runs the workload until the power fails, and looks at everything that the disk may hold then.
fn cut_the_power(fault: Fault) {
    let disk = Disk::new(NEW.clone(), fault);
    let mut answers = Vec::new();
    if let Ok(commands) = open(&disk, CACHE) {
        answers = workload::run(&commands, 1);
        if disk.is_off() {
            let late =
                commands.store().write(|txn| Ok::<_, WriteError<()>>(txn.put(&META, &"late".to_owned(), &Bytes(vec![]))?));
            assert!(matches!(late.wait(), Err(WriteError::Store(_))), "{fault:?}");
        }
    }
    for failed in answers.iter().filter(|answer| answer.is_failure()) {
        let honest = matches!(failed, Answer::Failed(StoreError::OutcomeUnknown | StoreError::Unavailable(_)));
        assert!(honest, "{fault:?}: {failed:?}");
    }
    // These are refused because of the step before: while that one is not known to be on disk, the refusal is no fact either.
    for number in [10, 32] {
        if answers.get(number - 1).is_some_and(Answer::is_failure) {
            assert!(answers[number].is_failure(), "{fault:?}: {:?}", answers[number]);
        }
    }
    for (place, survivors) in survivors(disk.counts().1).into_iter().enumerate() {
        if disk.is_off() || place == 0 {
            check_survivor(disk.image(survivors), &answers, &format!("{fault:?} {survivors:?}"));
        }
    }
}

fn check_survivor(image: Vec<u8>, answers: &[Answer], case: &str) {
    let commands = open(&Disk::new(image, Fault::None), CACHE).unwrap_or_else(|error| panic!("{case}: {error}"));
    assert_kept(&commands, answers, case);
    let again = workload::run(&commands, 1);
    for (number, (before, after)) in answers.iter().zip(&again).enumerate() {
        let expected = match before {
            Answer::Done { made, .. } => Answer::Done { made: *made, replayed: true },
            Answer::Refused(code) => Answer::Refused(*code),
            Answer::Failed(_) | Answer::Skipped => continue,
        };
        assert_eq!(*after, expected, "{case}: step {number}");
    }
    assert_ends_as_undisturbed(&commands, &again, case);
}

/// Runs the workload; a group that fails is tried once more.
fn run_with_a_passing_failure(fault: Fault, cache: usize) -> (Disk, Commands, Vec<Answer>) {
    let disk = Disk::new(NEW.clone(), fault);
    let commands = open(&disk, cache).or_else(|_| open(&disk, cache)).unwrap();
    let answers = workload::run(&commands, 2);
    (disk, commands, answers)
}

/// The books are right, and each step is there wholly or not at all; wholly when it was acknowledged, not when it was refused.
fn assert_kept(commands: &Commands, answers: &[Answer], case: &str) {
    let report = commands.store().read(ledger::check).unwrap();
    assert!(report.is_clean(), "{case}: {:#?}", report.problems);
    let chain = commands.store().read(audit::verify).unwrap();
    assert!(matches!(chain, ChainState::Whole { .. }), "{case}: {chain:?}");
    let books = commands.store().read(Books::read).unwrap();
    for number in 0..workload::steps().len() {
        let traces = books.traces(number);
        match answers.get(number) {
            Some(Answer::Done { .. }) => assert_eq!(traces, [1; 4], "{case}: step {number} was acknowledged"),
            Some(Answer::Refused(_)) => assert_eq!(traces, [0; 4], "{case}: step {number} was refused"),
            _ => assert!(traces == [0; 4] || traces == [1; 4], "{case}: step {number} is there by half: {traces:?}"),
        }
    }
}

/// Every answer and every row is what it would be if nothing had ever failed.
fn assert_ends_as_undisturbed(commands: &Commands, answers: &[Answer], case: &str) {
    let (books, expected) = &*UNDISTURBED;
    for (number, (answer, expected)) in answers.iter().zip(expected).enumerate() {
        let same = match (answer, expected) {
            (Answer::Done { made, .. }, Answer::Done { made: expected, .. }) => made == expected,
            _ => answer == expected,
        };
        assert!(same, "{case}: step {number} answered {answer:?}, not {expected:?}");
    }
    assert_kept(commands, answers, case);
    assert_eq!(&commands.store().read(Books::read).unwrap(), books, "{case}");
}
