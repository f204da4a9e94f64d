use std::path::Path;

use super::*;
use crate::{
    command::Commands,
    identity::Live,
    kernel::{Actor, Currency, RoomId, SeededRng, Timestamp},
    ledger,
    store::{
        Options, Store, WriteError,
        rows::{CardRow, Owner, P2pState, WalletStatus},
        tables::WALLETS,
    },
};

const NOW: Timestamp = Timestamp(1_795_000_000_000);
const TRANSFERS: u64 = 7;

fn user(name: &str) -> UserId {
    UserId::parse(&format!("@{name}:x")).unwrap()
}

fn ctx(seed: u64) -> Ctx {
    Ctx::new(NOW, Actor::System, None, &SeededRng::new(seed))
}

fn id(number: u64) -> P2pId {
    P2pId(RawId::from_parts(number, u128::from(number)))
}

fn usd() -> Currency {
    Currency::iso("USD").unwrap()
}

/// Alice, bob and carol have wallets, and transfers in turn: alice to bob, bob to alice, bob to carol.
fn fill(commands: &Commands) -> WalletId {
    let write = |txn: &mut Txn<'_>| {
        let ctx = ctx(1);
        let mut wallet = |name| wallets::ensure(txn, &ctx, &Owner::User(user(name)), usd()).map(|(id, _)| (id, user(name)));
        let (alice, bob, carol) = (wallet("alice")?, wallet("bob")?, wallet("carol")?);
        for number in 1..=TRANSFERS {
            let (from, to) = match number % 3 {
                0 => (&bob, &carol),
                1 => (&alice, &bob),
                _ => (&bob, &alice),
            };
            let row = P2pRow {
                sender: from.0,
                sender_user: from.1.clone(),
                recipient: to.0,
                recipient_user: to.1.clone(),
                amount: usd().minor(1),
                note: Some(format!("from {}", from.1)),
                room: None,
                state: P2pState::Cancelled,
                created: NOW,
                expires: NOW,
                acceptance_required: false,
                client: "shop".to_owned(),
                reservation: None,
                txn: None,
                changed: NOW,
            };
            txn.put(&P2P, &id(number), &row)?;
            txn.put(&KNOWN_PAYEES, &(from.0, to.0), &())?;
            let card = CardRow { room: RoomId::parse("!r:x").unwrap(), event_id: "$e".to_owned() };
            txn.put(&CARDS, &id(number), &card)?;
        }
        Ok::<_, WriteError<Rejection>>(alice.0)
    };
    commands.store().write(write).wait().unwrap()
}

fn erase(commands: &Commands, name: &str) -> Result<Erased, Failure> {
    let command = EraseUser {
        user: user(name),
        shown: Shown::Operator,
        lockout: LockoutRules::default(),
        server_name: "x".to_owned(),
        trace: [7; 32],
        live: Arc::new(Live::default()),
    };
    commands.run(ctx(2), None, command).wait().map(|done| done.outcome)
}

/// Does one batch; says whether there was one.
fn step(commands: &Commands, most: usize) -> bool {
    let Some(batch) = commands.store().read(|reader| next_batch(reader, most)).unwrap() else { return false };
    assert!(batch.transfers.len() <= most);
    commands.run(ctx(3), None, batch).wait().unwrap();
    true
}

/// The transfers that still name alice.
fn naming_alice(commands: &Commands) -> usize {
    let mut found = 0;
    let read = commands.store().read(|reader| {
        reader.for_each(&P2P, |_, row| {
            let notes = row.note.is_some_and(|note| note.contains("@alice:x"));
            found += usize::from(row.sender_user == user("alice") || row.recipient_user == user("alice") || notes);
            Ok(())
        })
    });
    read.unwrap();
    found
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_file() {
            std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

/// A copy of the files of a running server is what a kill leaves behind.
#[test]
fn a_kill_between_two_batches_loses_nothing() {
    let (first, second) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let commands = Commands::new(Store::open(Options::at(first.path())).unwrap());
    let wallet = fill(&commands);
    assert_eq!(erase(&commands, "alice"), Ok(Erased::Done { sessions: Vec::new() }));
    assert_eq!(naming_alice(&commands), 5);
    assert!(step(&commands, 2));
    assert_eq!(naming_alice(&commands), 3);
    copy(first.path(), second.path());

    let commands = Commands::new(Store::open(Options::at(second.path())).unwrap());
    assert_eq!(naming_alice(&commands), 3);
    let mut steps = 0;
    while step(&commands, 2) {
        steps += 1;
    }
    assert_eq!((naming_alice(&commands), steps), (0, 2));
    let read = |reader: &crate::store::Reader| {
        let rows = [1, 2, 3].map(|number| reader.get(&P2P, &id(number)));
        let wallet = reader.get(&WALLETS, &wallet)?;
        let cards = reader.scan(&CARDS, Unbounded, Unbounded, Order::Ascending, 10)?;
        let known = reader.scan(&KNOWN_PAYEES, Unbounded, Unbounded, Order::Ascending, 10)?;
        Ok((rows, wallet, cards.len(), known.len(), ledger::check(reader)?))
    };
    let ([sent, received, others], row, cards, known, report) = commands.store().read(read).unwrap();
    let (sent, received, others) = (sent.unwrap().unwrap(), received.unwrap().unwrap(), others.unwrap().unwrap());
    assert!(is_erased(&sent.sender_user) && sent.recipient_user == user("bob") && sent.note.is_none());
    assert_eq!((&received.recipient_user, received.note.as_deref()), (&sent.sender_user, Some("from @bob:x")));
    assert_eq!((others.sender_user, others.note.as_deref()), (user("bob"), Some("from @bob:x")));
    assert_eq!((row.as_ref().unwrap().status, cards, known), (WalletStatus::Closed, 2, 1));
    assert_eq!(row.unwrap().owner, Owner::Erased(sent.sender_user));
    assert!(report.is_clean(), "{report:?}");
}

#[test]
fn the_last_transfer_of_a_full_page_is_not_forgotten() {
    for most in 1..=6 {
        let commands = Commands::new(Store::open(Options::in_memory()).unwrap());
        fill(&commands);
        erase(&commands, "alice").unwrap();
        while step(&commands, most) {}
        assert_eq!(naming_alice(&commands), 0, "{most} at a time");
    }
}

#[test]
fn two_erasures_follow_each_other_and_nobody_is_erased_twice() {
    let commands = Commands::new(Store::open(Options::in_memory()).unwrap());
    fill(&commands);
    erase(&commands, "alice").unwrap();
    erase(&commands, "bob").unwrap();
    assert_eq!(erase(&commands, "alice"), Ok(Erased::Done { sessions: Vec::new() }), "there is nothing left to take away");
    while step(&commands, 3) {}
    let carols = commands.store().read(|reader| reader.get(&P2P, &id(3))).unwrap().unwrap();
    assert!(is_erased(&carols.sender_user) && carols.recipient_user == user("carol"));
    assert_eq!(naming_alice(&commands), 0);
}

#[test]
fn whoever_comes_back_gets_a_fresh_wallet() {
    let commands = Commands::new(Store::open(Options::in_memory()).unwrap());
    let old = fill(&commands);
    erase(&commands, "alice").unwrap();
    let register = wallets::Register { user: user("alice"), currency: usd() };
    let new = commands.run(ctx(9), None, register).wait().unwrap().outcome;
    assert!(new.wallet != old && new.row.owner == Owner::User(user("alice")));
    while step(&commands, 2) {}
    let found = commands.store().read(|reader| wallets::of_user(reader, &user("alice"))).unwrap().unwrap();
    assert_eq!(found, (new.wallet, new.row), "the old wallet's erasure leaves the new one alone");
}
