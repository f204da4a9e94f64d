//! Random acts of a few people, one after the other, beside a model that a child could check: every act is done or refused as
//! the model says, and everybody holds what it says. Transfers, reservations, gifts, openings, time that passes.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use tmcpd::{
    audit::{Action, Entry},
    command::{Applied, Command, Commands},
    config::Settings,
    gifts::{self, Audience, Division, Giving, Shares},
    kernel::{Actor, Code, Ctx, Currency, GiftId, RoomId, SeededRng, Timestamp, UserId, WalletId},
    ledger::{self, Movement},
    store::{
        Failure, Options, ReadExt, Store, StoreError, Txn, WriteError,
        rows::{AccountKind, Owner, TransferKind, WalletRow, WalletStatus},
        tables::{SYSTEM_ACCOUNTS, WALLETS},
    },
    wallets,
};

use crate::support::{START, settings};

const PEOPLE: usize = 8;
const FUNDS: i64 = 20_000;

/// Random choices.
struct Dice(SeededRng);

impl Dice {
    fn below(&self, bound: usize) -> usize {
        use tmcpd::kernel::Rng;
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        (u64::from_be_bytes(bytes) % bound as u64) as usize
    }

    fn pick<'a, T>(&self, from: &'a [T]) -> Option<&'a T> {
        if from.is_empty() { None } else { from.get(self.below(from.len())) }
    }
}

/// What happens next.
#[derive(Clone, Debug)]
enum Act {
    Pay { from: usize, to: usize, minor: i64 },
    Hold { from: usize, to: usize, minor: i64 },
    Post { reservation: u64 },
    Void { reservation: u64 },
    Give { giver: usize, recipient: Option<usize>, minor: i64, count: u64, division: Division, seconds: u64 },
    Open { gift: GiftId, opener: usize },
    Wait { seconds: u64 },
}

/// A gift as the model has it.
#[derive(Clone, Debug)]
struct Given {
    giver: usize,
    recipient: Option<usize>,
    left: i64,
    shares: u64,
    opened: Vec<usize>,
    expires: Timestamp,
    returned: bool,
}

/// What everybody should hold.
#[derive(Default)]
struct Model {
    available: [i64; PEOPLE],
    holds: BTreeMap<u64, (usize, usize, i64)>,
    gifts: BTreeMap<GiftId, Given>,
}

/// The real thing beside the model.
struct Play {
    commands: Commands,
    settings: Arc<Settings>,
    dice: Dice,
    now: Timestamp,
    wallets: Vec<WalletId>,
    model: Model,
    done: usize,
}

/// A change of the ledger alone, or a gift without its proof.
struct Direct<F>(F);

impl<F: Fn(&Ctx, &mut Txn<'_>) -> Result<u64, Failure> + Send + 'static> Command for Direct<F> {
    type Outcome = u64;

    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<u64>, Failure> {
        Ok(Applied::new((self.0)(ctx, txn)?, Entry::done(Action::P2pConfirm, "model")))
    }
}

impl Play {
    fn new(seed: u64) -> Self {
        let mut play = Self {
            commands: Commands::new(Store::open(Options::in_memory()).unwrap()),
            settings: Arc::new(settings()),
            dice: Dice(SeededRng::new(seed)),
            now: START,
            wallets: Vec::new(),
            model: Model { available: [FUNDS; PEOPLE], ..Model::default() },
            done: 0,
        };
        play.wallets = (0..PEOPLE).map(|number| play.enter(number)).collect();
        play
    }

    fn ctx(&self) -> Ctx {
        Ctx::new(self.now, Actor::System, None, &self.dice.0)
    }

    fn run<C: Command>(&self, command: C) -> Result<C::Outcome, Code> {
        match self.commands.run(self.ctx(), None, command).wait() {
            Ok(done) => Ok(done.outcome),
            Err(WriteError::Rejected(refusal)) => Err(refusal.code),
            Err(WriteError::Store(error)) => panic!("{error}"),
        }
    }

    /// Somebody with money.
    fn enter(&self, number: usize) -> WalletId {
        let entering = move |ctx: &Ctx, txn: &mut Txn<'_>| {
            let (wallet, row) = wallets::ensure(txn, ctx, &Owner::User(user(number)), usd())?;
            let issuance = ledger::system_account(txn, ctx, AccountKind::Issuance, usd())?;
            ledger::post(txn, ctx, &movement(issuance, row.accounts[0].account, FUNDS))?;
            txn.put(&WALLETS, &wallet, &WalletRow { status: WalletStatus::Active, level: 3, ..row })?;
            Ok(0)
        };
        self.run(Direct(entering)).unwrap();
        self.commands.store().read(|reader| wallets::of_user(reader, &user(number))).unwrap().unwrap().0
    }

    fn next(&self) -> Act {
        let dice = &self.dice;
        let (from, to) = (dice.below(PEOPLE), dice.below(PEOPLE));
        let minor = 1 + dice.below([10, 1000, 30_000][dice.below(3)]) as i64;
        let holds: Vec<u64> = self.model.holds.keys().copied().collect();
        // Mostly the latest: the others are over.
        let gifts: Vec<GiftId> = self.model.gifts.keys().rev().take(6).copied().collect();
        match dice.below(20) {
            0..3 => Act::Pay { from, to, minor },
            3 => Act::Hold { from, to, minor },
            4 => dice.pick(&holds).map_or(Act::Wait { seconds: 1 }, |hold| Act::Post { reservation: *hold }),
            5 => dice.pick(&holds).map_or(Act::Wait { seconds: 1 }, |hold| Act::Void { reservation: *hold }),
            6..8 => {
                let recipient = (dice.below(4) == 0).then_some(to);
                let count = if recipient.is_some() { 1 } else { 1 + dice.below(PEOPLE) as u64 };
                let divisions = [Division::Fair, Division::Equal, Division::Random { min_percentage: 10, max_percentage: 30 }];
                let (division, seconds) = (divisions[dice.below(3)], 60 + dice.below(600) as u64);
                Act::Give { giver: from, recipient, minor: minor + count as i64, count, division, seconds }
            }
            8..18 => dice.pick(&gifts).map_or(Act::Wait { seconds: 1 }, |gift| Act::Open { gift: *gift, opener: to }),
            _ => Act::Wait { seconds: dice.below(200) as u64 },
        }
    }

    fn step(&mut self) {
        let act = self.next();
        match act.clone() {
            Act::Pay { from, to, minor } => {
                let expected = self.model.may_send(from, to, minor);
                let moved = self.between(from, to, minor, |txn, ctx, movement| Ok(ledger::post(txn, ctx, movement)?.sequence()));
                assert_eq!(moved.map(|_| ()), expected, "{act:?}");
                if expected.is_ok() {
                    self.model.available[from] -= minor;
                    self.model.available[to] += minor;
                }
            }
            Act::Hold { from, to, minor } => {
                let expected = self.model.may_send(from, to, minor);
                let held = self.between(from, to, minor, ledger::reserve);
                assert_eq!(held.map(|_| ()), expected, "{act:?}");
                if let Ok(reservation) = held {
                    self.model.available[from] -= minor;
                    self.model.holds.insert(reservation, (from, to, minor));
                }
            }
            Act::Post { reservation } => {
                self.run(Direct(
                    move |ctx: &Ctx, txn: &mut Txn<'_>| Ok(ledger::post_reserved(txn, ctx, reservation)?.sequence()),
                ))
                .unwrap();
                let (_, to, minor) = self.model.holds.remove(&reservation).unwrap();
                self.model.available[to] += minor;
            }
            Act::Void { reservation } => {
                self.run(Direct(move |ctx: &Ctx, txn: &mut Txn<'_>| Ok(ledger::void(txn, ctx, reservation, None)?.sequence())))
                    .unwrap();
                let (from, _, minor) = self.model.holds.remove(&reservation).unwrap();
                self.model.available[from] += minor;
            }
            Act::Give { giver, recipient, minor, count, division, seconds } => {
                self.give(giver, recipient, minor, count, division, seconds);
            }
            Act::Open { gift, opener } => self.open(gift, opener),
            Act::Wait { seconds } => self.wait(seconds),
        }
        self.done += 1;
        if self.done.is_multiple_of(100) {
            self.compare();
        }
    }

    fn between(
        &self,
        from: usize,
        to: usize,
        minor: i64,
        act: impl Fn(&mut Txn<'_>, &Ctx, &Movement) -> Result<u64, Failure> + Send + 'static,
    ) -> Result<u64, Code> {
        let (from, to) = (self.wallets[from], self.wallets[to]);
        self.run(Direct(move |ctx: &Ctx, txn: &mut Txn<'_>| {
            let debit = wallets::ensure_account(txn, ctx, from, usd())?;
            let credit = wallets::ensure_account(txn, ctx, to, usd())?;
            act(txn, ctx, &movement(debit, credit, minor))
        }))
    }

    fn give(&mut self, giver: usize, recipient: Option<usize>, minor: i64, count: u64, division: Division, seconds: u64) {
        let shares = Shares::divide(usd().minor(minor), count, division, &self.dice.0).unwrap();
        let audience = match recipient {
            Some(number) => Audience::Person { user: user(number), existence: tmcpd::transfers::Existence::Known, room: None },
            None => Audience::Room(RoomId::parse("!room:x").unwrap()),
        };
        let giving = Giving {
            giver: user(giver),
            audience,
            shares,
            distribution: division.distribution(),
            message: None,
            lasts: Duration::from_secs(seconds),
            client: "model".to_owned(),
            settings: Arc::clone(&self.settings),
        };
        let ctx = self.ctx();
        let id: GiftId = ctx.new_id();
        let expected = match recipient {
            Some(recipient) if recipient == giver => Err(Code::InvalidRequest),
            _ if self.model.available[giver] < minor => Err(Code::InsufficientFunds),
            _ => Ok(()),
        };
        let given = self.run(Direct(move |ctx: &Ctx, txn: &mut Txn<'_>| {
            let wallet = giving.check_people(txn)?;
            giving.give(ctx, txn, id, wallet).map(|gift| gift.row.count)
        }));
        assert_eq!(given.map(|_| ()), expected, "{giver} gives {minor} to {recipient:?}");
        if expected.is_ok() {
            self.model.available[giver] -= minor;
            let expires = self.now + Duration::from_secs(seconds);
            let given = Given { giver, recipient, left: minor, shares: count, opened: Vec::new(), expires, returned: false };
            self.model.gifts.insert(id, given);
        }
    }

    fn open(&mut self, id: GiftId, opener: usize) {
        let expected = self.model.gifts[&id].may_open(opener, self.now);
        let opened = self.run(gifts::Open { id, opener: user(opener), settings: Arc::clone(&self.settings) });
        assert_eq!(opened.as_ref().map(|_| ()).map_err(|code| *code), expected, "{opener} opens {:?}", self.model.gifts[&id]);
        let Ok(opening) = opened else { return };
        let gift = self.model.gifts.get_mut(&id).unwrap();
        gift.opened.push(opener);
        gift.left -= opening.taken.row.amount;
        let remaining = gift.shares - gift.opened.len() as u64;
        assert!(opening.taken.row.amount >= 1 && gift.left >= remaining as i64, "{opening:?}");
        assert_eq!((opening.taken.rank, opening.gift.remaining()), (gift.opened.len() as u64, remaining));
        assert!(remaining > 0 || gift.left == 0, "the last share is all that is left");
        self.model.available[opener] += opening.taken.row.amount;
    }

    /// Time passes, and what is due happens; sometimes it has to wait.
    fn wait(&mut self, seconds: u64) {
        self.now = self.now + Duration::from_secs(seconds);
        if self.dice.below(3) == 0 {
            return;
        }
        let (expired, stale) = self.commands.store().read(|reader| gifts::due(reader, self.now, 1000)).unwrap();
        for key in expired {
            self.run(gifts::Expire { key }).unwrap();
            assert_eq!(self.run(gifts::Expire { key }).err(), Some(Code::InvalidState), "once");
        }
        let dropped = self.commands.store().write(move |txn| Ok::<_, WriteError<()>>(gifts::drop_stale(txn, &stale)?));
        dropped.wait().unwrap();
        let now = self.now;
        for gift in self.model.gifts.values_mut().filter(|gift| gift.expires <= now && gift.left > 0 && !gift.returned) {
            gift.returned = true;
            self.model.available[gift.giver] += std::mem::take(&mut gift.left);
        }
    }

    fn compare(&self) {
        let expected: i64 = self.model.gifts.values().map(|gift| gift.left).sum();
        let held = self.commands.store().read(|reader| {
            let account = reader.get(&SYSTEM_ACCOUNTS, &"gifts/USD".to_owned())?;
            account.map_or(Ok(0), |account| Ok(ledger::balance(reader, account)?.available.minor))
        });
        assert_eq!(held.unwrap(), expected, "what waits in gifts");
        for (number, wallet) in self.wallets.iter().enumerate() {
            let available = self.commands.store().read(|reader| {
                let account = wallets::account(&wallets::get(reader, *wallet)?, usd());
                Ok::<_, StoreError>(ledger::balance(reader, account.unwrap())?.available.minor)
            });
            let available = available.unwrap();
            assert!(available >= 0 && available == self.model.available[number], "{number} has {available}");
        }
    }

    fn end(&self) {
        self.compare();
        let report = self.commands.store().read(ledger::check).unwrap();
        assert!(report.is_clean(), "{:#?}", report.problems);
        let pending: i64 = self.model.holds.values().map(|(_, _, minor)| minor).sum();
        let gifts: i64 = self.model.gifts.values().map(|gift| gift.left).sum();
        assert_eq!(self.model.available.iter().sum::<i64>() + pending + gifts, FUNDS * PEOPLE as i64);
    }
}

impl Model {
    fn may_send(&self, from: usize, to: usize, minor: i64) -> Result<(), Code> {
        match () {
            () if from == to => Err(Code::InvalidRequest),
            () if self.available[from] < minor => Err(Code::InsufficientFunds),
            () => Ok(()),
        }
    }
}

impl Given {
    fn may_open(&self, opener: usize, now: Timestamp) -> Result<(), Code> {
        match self.recipient {
            Some(recipient) if recipient == opener => {}
            Some(_) if self.giver == opener => return Err(Code::InsufficientPermissions),
            Some(_) => return Err(Code::NotFound),
            None => {}
        }
        if self.opened.contains(&opener) {
            return Err(Code::AlreadyOpened);
        }
        if self.opened.len() as u64 == self.shares {
            return Err(Code::GiftEmpty);
        }
        if self.expires <= now { Err(Code::GiftExpired) } else { Ok(()) }
    }
}

fn usd() -> Currency {
    Currency::iso("USD").unwrap()
}

fn user(number: usize) -> UserId {
    UserId::parse(&format!("@person{number}:x")).unwrap()
}

fn movement(debit: u64, credit: u64, minor: i64) -> Movement {
    let (amount, kind) = (usd().minor(minor), TransferKind::P2p);
    Movement { debit, credit, amount, kind, cause: None, note: None, counts_on: None }
}

fn play(seed: u64, steps: usize) {
    let mut play = Play::new(seed);
    (0..steps).for_each(|_| play.step());
    play.end();
    let has = |is_so: fn(&Given) -> bool| play.model.gifts.values().any(is_so);
    assert!(
        has(|gift| gift.shares > 2 && gift.opened.len() as u64 == gift.shares)
            && has(|gift| gift.returned && !gift.opened.is_empty()),
        "a dull play"
    );
}

#[test]
fn everybody_holds_what_the_model_says() {
    for seed in 1..=4 {
        play(seed, 1500);
    }
}

#[test]
#[ignore = "minutes: a million steps"]
fn everybody_holds_what_the_model_says_after_a_million_steps() {
    for seed in 100..200 {
        play(seed, 10_000);
    }
}
