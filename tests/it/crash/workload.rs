//! A small house of wallets: commands in groups that share commits, and everything that they leave in the store.

use std::{
    collections::BTreeMap,
    ops::Bound::Unbounded,
    sync::{Arc, LazyLock, mpsc},
    time::Duration,
};

use tmcpd::{
    audit::{Action, Entry},
    command::{Applied, Command, Commands, Done, IdempotencyKey},
    config::Settings,
    gifts::{self, Audience, Division, Giving, Shares},
    kernel::{Actor, Code, Ctx, Currency, GiftId, P2pId, RawId, RoomId, SeededRng, Timestamp, UserId, WalletId, sha256},
    ledger::{self, CalendarDay, Movement},
    outbox::Effect,
    store::{
        Failure, Key, Order, Pending, ReadExt, Reader, StoreError, Table, Txn, WriteError,
        rows::{
            AccountKind, AccountRow, AuditRow, BalanceRow, Bytes, Cause, GiftProgressRow, GiftRow, GiftState, IdempotencyRow,
            OpeningRow, OutboxRow, Owner, P2pState, Phase, TransferKind, TransferRow, WalletRow, WalletStatus,
        },
        tables::{
            ACCOUNTS, AUDIT, BALANCES, GIFT_EXPIRIES, GIFT_OPENINGS, GIFT_PROGRESS, GIFT_SHARES, GIFTS, GIFTS_OF_USER, GIFTS_OUT,
            IDEMPOTENCY, OUTBOX, RESERVATIONS, TRANSFERS, WALLETS,
        },
    },
    wallets,
};

/// One command of the workload. Wallets and reservations are named by the step that made them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Opens a wallet.
    Open,
    /// Brings money in.
    Issue { to: usize, minor: i64 },
    /// Moves money at once.
    Pay { from: usize, to: usize, minor: i64 },
    /// Reserves money.
    Hold { from: usize, to: usize, minor: i64 },
    /// Moves what is reserved.
    Post { hold: usize },
    /// Gives back what is reserved.
    Void { hold: usize },
    /// Writes, and is refused afterwards, so that its batch is run again without it.
    Spoil { from: usize, to: usize },
    /// Gives money in shares, for so many milliseconds; a millisecond passes with each step.
    Give { minor: i64, count: u64, lasts: u64 },
    /// Takes the next share, as somebody new.
    Take { gift: usize },
    /// Ends a gift whose time is over.
    Lapse { gift: usize },
}

/// Steps that are refused: the second after step 9 has emptied the wallet, the third share of two, a share when the time is over.
pub const REFUSED: &[usize] = &[8, 10, 23, 26];

/// The groups: the steps of one are submitted together and share a commit.
pub const GROUPS: &[&[Step]] = &[
    &[Step::Open],
    &[Step::Open, Step::Open, Step::Open],
    &[Step::Issue { to: 0, minor: 1000 }, Step::Issue { to: 1, minor: 500 }],
    &[
        Step::Pay { from: 0, to: 2, minor: 100 },
        Step::Hold { from: 0, to: 1, minor: 250 },
        Step::Spoil { from: 1, to: 2 },
        Step::Pay { from: 1, to: 3, minor: 500 },
        Step::Pay { from: 1, to: 0, minor: 400 },
    ],
    &[Step::Post { hold: 7 }],
    &[Step::Hold { from: 0, to: 3, minor: 60 }, Step::Hold { from: 2, to: 3, minor: 70 }, Step::Pay { from: 3, to: 0, minor: 9 }],
    &[Step::Void { hold: 12 }, Step::Pay { from: 0, to: 2, minor: 11 }, Step::Post { hold: 13 }],
    &[Step::Pay { from: 2, to: 0, minor: 5 }],
    &[Step::Give { minor: 100, count: 2, lasts: 1000 }, Step::Give { minor: 90, count: 3, lasts: 5 }],
    &[Step::Take { gift: 19 }, Step::Take { gift: 19 }, Step::Take { gift: 19 }, Step::Take { gift: 20 }],
    &[Step::Lapse { gift: 20 }],
    &[Step::Take { gift: 20 }],
];

/// What a step gave back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It was done; `made` is the number of the account or ledger record that it made.
    Done { made: u64, replayed: bool },
    /// It was refused.
    Refused(Code),
    /// The store failed.
    Failed(StoreError),
    /// It was not submitted, since a step before it failed.
    Skipped,
}

impl Answer {
    /// Whether the store failed.
    pub fn is_failure(&self) -> bool {
        matches!(self, Self::Failed(_))
    }

    fn made(&self) -> u64 {
        if let Self::Done { made, .. } = self { *made } else { 0 }
    }
}

/// Everything that the workload leaves in the store, in table order.
#[derive(Debug, PartialEq, Eq)]
pub struct Books {
    accounts: BTreeMap<u64, AccountRow>,
    balances: BTreeMap<u64, BalanceRow>,
    transfers: BTreeMap<u64, TransferRow>,
    reservations: BTreeMap<u64, ()>,
    audit: BTreeMap<u64, AuditRow>,
    outbox: BTreeMap<u64, OutboxRow>,
    answers: BTreeMap<u64, IdempotencyRow>,
    wallets: BTreeMap<WalletId, WalletRow>,
    gifts: BTreeMap<GiftId, GiftRow>,
    shares: BTreeMap<GiftId, Bytes>,
    progress: BTreeMap<GiftId, GiftProgressRow>,
    openings: BTreeMap<(GiftId, u64), OpeningRow>,
    of_user: BTreeMap<(UserId, GiftId), u64>,
    out: BTreeMap<(UserId, GiftId), ()>,
    expiries: BTreeMap<(u64, GiftId), ()>,
}

impl Books {
    /// Reads them all.
    pub fn read(reader: &Reader) -> Result<Self, StoreError> {
        fn rows<K: Key + Ord, V: for<'b> minicbor::Decode<'b, ()>>(
            reader: &Reader,
            table: &Table<K, V>,
        ) -> Result<BTreeMap<K, V>, StoreError> {
            let mut rows = BTreeMap::new();
            reader.for_each(table, |key, row| {
                rows.insert(key, row);
                Ok(())
            })?;
            Ok(rows)
        }
        Ok(Self {
            accounts: rows(reader, &ACCOUNTS)?,
            balances: rows(reader, &BALANCES)?,
            transfers: rows(reader, &TRANSFERS)?,
            reservations: rows(reader, &RESERVATIONS)?,
            audit: rows(reader, &AUDIT)?,
            outbox: rows(reader, &OUTBOX)?,
            answers: rows(reader, &IDEMPOTENCY)?,
            wallets: rows(reader, &WALLETS)?,
            gifts: rows(reader, &GIFTS)?,
            shares: rows(reader, &GIFT_SHARES)?,
            progress: rows(reader, &GIFT_PROGRESS)?,
            openings: rows(reader, &GIFT_OPENINGS)?,
            of_user: rows(reader, &GIFTS_OF_USER)?,
            out: rows(reader, &GIFTS_OUT)?,
            expiries: rows(reader, &GIFT_EXPIRIES)?,
        })
    }

    /// How many rows step `number` has left: what it made, its audit record, its effect, its remembered answer.
    pub fn traces(&self, number: usize) -> [usize; 4] {
        let step = steps()[number];
        let made = match step {
            Step::Open => self.accounts.values().filter(|row| row.wallet == Some(WalletId(raw(number)))).count(),
            Step::Post { hold } | Step::Void { hold } => self.records(hold).filter(|phase| *phase != Phase::Pending).count(),
            Step::Give { .. } => self.gifts.values().filter(|row| row.client == object_of(number)).count(),
            Step::Take { .. } => self.openings.values().filter(|row| row.user == guest(number)).count(),
            Step::Lapse { gift } => {
                let is_it = |id: &GiftId| self.gifts.get(id).is_some_and(|row| row.client == object_of(gift));
                self.progress.iter().filter(|(id, row)| is_it(id) && row.state == GiftState::Expired).count()
            }
            _ => self.records(number).filter(|phase| matches!(phase, Phase::Posted | Phase::Pending)).count(),
        };
        let effect = |row: &&OutboxRow| minicbor::decode(&row.effect).is_ok_and(|effect: Effect| effect == effect_of(number));
        let answer =
            |row: &&IdempotencyRow| minicbor::decode(&row.outcome).is_ok_and(|(step, _): (u64, u64)| step == number as u64);
        [
            made,
            self.audit.values().filter(|row| row.object == object_of(number)).count(),
            self.outbox.values().filter(effect).count(),
            self.answers.values().filter(answer).count(),
        ]
    }

    fn records(&self, cause: usize) -> impl Iterator<Item = Phase> {
        let cause = Some(Cause::P2p(P2pId(raw(cause))));
        self.transfers.values().filter(move |row| row.cause == cause).map(|row| row.phase)
    }
}

/// All steps in order.
pub fn steps() -> Vec<Step> {
    GROUPS.concat()
}

/// Runs the groups one after the other, each at most `tries` times while the store fails, and stops at the first that fails
/// to the end. Answers are those of the last try.
pub fn run(commands: &Commands, tries: usize) -> Vec<Answer> {
    let mut answers: Vec<Answer> = Vec::new();
    for group in GROUPS {
        let made: Vec<u64> = answers.iter().map(Answer::made).collect();
        let submit = || submit_together(commands, answers.len(), group, &made);
        let mut answered = vec![Answer::Skipped; group.len()];
        if !answers.iter().any(Answer::is_failure) {
            answered = submit();
            for _ in 1..tries {
                if answered.iter().any(Answer::is_failure) {
                    answered = submit();
                }
            }
        }
        answers.extend(answered);
    }
    answers
}

/// Submits a group while the writer is held up, so that all of it is in one batch.
fn submit_together(commands: &Commands, first: usize, group: &[Step], made: &[u64]) -> Vec<Answer> {
    let (started, has_started) = mpsc::channel();
    let (release, released) = mpsc::channel::<()>();
    let gate = (group.len() > 1).then(|| {
        let gate = commands.store().write(move |_| {
            // Both ends may be gone when the store has failed; then there is nothing to wait for.
            let _ = started.send(());
            let _ = released.recv();
            Ok::<_, WriteError<()>>(())
        });
        let _ = has_started.recv();
        gate
    });
    let pending: Vec<_> = group.iter().enumerate().map(|(place, step)| submit(commands, first + place, *step, made)).collect();
    let _ = release.send(());
    let _ = gate.map(Pending::wait);
    pending
        .into_iter()
        .map(|pending| match pending.wait() {
            Ok(Done { outcome: (_, made), replayed }) => Answer::Done { made, replayed },
            Err(WriteError::Rejected(refusal)) => Answer::Refused(refusal.code),
            Err(WriteError::Store(error)) => Answer::Failed(error),
        })
        .collect()
}

type Answered = Pending<Result<Done<(u64, u64)>, Failure>>;

fn submit(commands: &Commands, number: usize, step: Step, made: &[u64]) -> Answered {
    let act = Act { number, step, made: made.to_vec() };
    let key = IdempotencyKey::new("@alice:x|shop", "step", &number.to_string(), sha256(format!("{step:?}").as_bytes()));
    let now = Timestamp(1_795_000_000_000 + i64::try_from(number).unwrap());
    let ctx = Ctx::new(now, Actor::System, None, &SeededRng::new(number as u64));
    commands.run(ctx, Some(key), act)
}

/// A step with the numbers that the steps before it made.
struct Act {
    number: usize,
    step: Step,
    made: Vec<u64>,
}

impl Command for Act {
    type Outcome = (u64, u64);

    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<(u64, u64)>, Failure> {
        let movement = |debit, credit, minor| Movement {
            debit,
            credit,
            amount: usd().minor(minor),
            kind: TransferKind::P2p,
            cause: Some(Cause::P2p(P2pId(raw(self.number)))),
            note: None,
            counts_on: Some(TODAY),
        };
        let between = |from: usize, to: usize, minor| movement(self.made[from], self.made[to], minor);
        let made = match self.step {
            Step::Open => {
                let wallet = Some(WalletId(raw(self.number)));
                ledger::open_account(txn, ctx, AccountKind::Wallet, usd(), wallet)?
            }
            Step::Issue { to, minor } => {
                let issuance = ledger::system_account(txn, ctx, AccountKind::Issuance, usd())?;
                ledger::post(txn, ctx, &movement(issuance, self.made[to], minor))?.sequence()
            }
            Step::Pay { from, to, minor } => ledger::post(txn, ctx, &between(from, to, minor))?.sequence(),
            Step::Hold { from, to, minor } => ledger::reserve(txn, ctx, &between(from, to, minor))?,
            Step::Post { hold } => ledger::post_reserved(txn, ctx, self.made[hold])?.sequence(),
            Step::Void { hold } => ledger::void(txn, ctx, self.made[hold], Some(TODAY))?.sequence(),
            Step::Spoil { from, to } => {
                ledger::reserve(txn, ctx, &between(from, to, 1))?;
                ledger::post(txn, ctx, &between(from, to, 1_000_000))?.sequence()
            }
            Step::Give { minor, count, lasts } => {
                let (giver, account) = somebody_rich(ctx, txn, self.number)?;
                let issuance = ledger::system_account(txn, ctx, AccountKind::Issuance, usd())?;
                ledger::post(txn, ctx, &movement(issuance, account, minor))?;
                let giving = giving(self.number, minor, count, lasts);
                giving.give(ctx, txn, ctx.new_id(), giver)?.row.txn.sequence()
            }
            Step::Take { gift } => {
                let (id, opener) = (gift_of(txn, gift)?, guest(self.number));
                gifts::Open { id, opener: opener.clone(), settings: Arc::clone(&SETTINGS) }.apply(ctx, txn)?;
                gifts::opening_of(txn, id, &opener)?.map_or(0, |taken| taken.row.txn.sequence())
            }
            Step::Lapse { gift } => {
                let id = gift_of(txn, gift)?;
                let expires = gifts::find(txn, id)?.map_or(0, |gift| gift.row.expires.unix_ms());
                gifts::Expire { key: (expires, id) }.apply(ctx, txn)?;
                gifts::find(txn, id)?.and_then(|gift| gift.progress.returned).map_or(0, |moved| moved.sequence())
            }
        };
        let entry = Entry::done(Action::P2pInitiate, object_of(self.number));
        Ok(Applied::new((self.number as u64, made), entry).then(effect_of(self.number)))
    }
}

static SETTINGS: LazyLock<Arc<Settings>> = LazyLock::new(|| Arc::new(crate::support::settings()));

/// A person with an active wallet, and their account.
fn somebody_rich(ctx: &Ctx, txn: &mut Txn<'_>, number: usize) -> Result<(WalletId, u64), StoreError> {
    let (wallet, row) = wallets::ensure(txn, ctx, &Owner::User(guest(number)), usd())?;
    let account = row.accounts[0].account;
    txn.put(&WALLETS, &wallet, &WalletRow { status: WalletStatus::Active, level: 3, ..row })?;
    Ok((wallet, account))
}

fn giving(number: usize, minor: i64, count: u64, lasts: u64) -> Giving {
    let shares = Shares::divide(usd().minor(minor), count, Division::Fair, &SeededRng::new(number as u64)).unwrap();
    Giving {
        giver: guest(number),
        audience: Audience::Room(RoomId::parse("!room:x").unwrap()),
        shares,
        distribution: Division::Fair.distribution(),
        message: None,
        lasts: Duration::from_millis(lasts),
        client: object_of(number),
        settings: Arc::clone(&SETTINGS),
    }
}

/// The gift that a step gave.
fn gift_of(txn: &Txn<'_>, number: usize) -> Result<GiftId, StoreError> {
    let gifts = txn.scan(&GIFTS, Unbounded, Unbounded, Order::Ascending, 10)?;
    let found = gifts.into_iter().find(|(_, row)| row.client == object_of(number));
    found.map(|(id, _)| id).ok_or(StoreError::Unavailable("the gift is not given"))
}

/// Whoever gives or takes in a step.
fn guest(number: usize) -> UserId {
    UserId::parse(&format!("@guest{number}:x")).unwrap()
}

const TODAY: CalendarDay = CalendarDay { day: 20_775, month: 682 };

fn usd() -> Currency {
    Currency::iso("USD").unwrap()
}

fn raw(number: usize) -> RawId {
    RawId::from_parts(1_795_000_000_000, number as u128)
}

fn object_of(number: usize) -> String {
    format!("step {number}")
}

fn effect_of(number: usize) -> Effect {
    Effect::P2p { id: P2pId(raw(number)), state: P2pState::Completed }
}
