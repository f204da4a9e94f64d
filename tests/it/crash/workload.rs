//! A small house of wallets: commands in groups that share commits, and everything that they leave in the store.

use std::{collections::BTreeMap, sync::mpsc};

use tmcpd::{
    audit::{Action, Entry},
    command::{Applied, Command, Commands, Done, IdempotencyKey},
    kernel::{Actor, Code, Ctx, Currency, P2pId, RawId, SeededRng, Timestamp, WalletId, sha256},
    ledger::{self, CalendarDay, Movement},
    outbox::Effect,
    payments::Authorize,
    store::{
        Failure, Pending, ReadExt, Reader, StoreError, Table, Txn, WriteError,
        rows::{
            AccountKind, AccountRow, AuditRow, BalanceRow, Cause, IdempotencyRow, OutboxRow, P2pState, Phase, TransferKind,
            TransferRow,
        },
        tables::{ACCOUNTS, AUDIT, BALANCES, IDEMPOTENCY, OUTBOX, RESERVATIONS, TRANSFERS},
    },
};

use super::{gifts, payments};

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
    /// A person moves in, with money, and a shop.
    MoveIn,
    /// The shop asks the person to pay.
    Ask { minor: i64 },
    /// The person pays what was asked for in that step.
    Settle { ask: usize },
    /// The shop gives some of it back.
    Refund { ask: usize, minor: i64 },
    /// Gives money in shares, for so many milliseconds; a millisecond passes with each step.
    Give { minor: i64, count: u64, lasts: u64 },
    /// Takes the next share, as somebody new.
    Take { gift: usize },
    /// Ends a gift whose time is over.
    Lapse { gift: usize },
    /// Writes, and is refused afterwards, so that its batch is run again without it.
    Spoil { from: usize, to: usize },
}

/// Steps that are refused: what is spoiled, what comes after step 9 has emptied the wallet, the third share of two, a share when the
/// time is over.
pub const REFUSED: &[usize] = &[8, 10, 32, 35];

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
    &[Step::MoveIn],
    &[Step::Ask { minor: 200 }, Step::Ask { minor: 90 }],
    &[Step::Settle { ask: 20 }, Step::Pay { from: 0, to: 2, minor: 1 }, Step::Settle { ask: 21 }],
    &[Step::Refund { ask: 20, minor: 50 }, Step::Refund { ask: 21, minor: 90 }, Step::Refund { ask: 20, minor: 60 }],
    &[Step::Give { minor: 100, count: 2, lasts: 1000 }, Step::Give { minor: 90, count: 3, lasts: 5 }],
    &[Step::Take { gift: 28 }, Step::Take { gift: 28 }, Step::Take { gift: 28 }, Step::Take { gift: 29 }],
    &[Step::Lapse { gift: 29 }],
    &[Step::Take { gift: 29 }],
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
    payments: payments::Ledger,
    gifts: gifts::Ledger,
}

impl Books {
    /// Reads them all.
    pub fn read(reader: &Reader) -> Result<Self, StoreError> {
        fn rows<V: for<'b> minicbor::Decode<'b, ()>>(
            reader: &Reader,
            table: &Table<u64, V>,
        ) -> Result<BTreeMap<u64, V>, StoreError> {
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
            payments: payments::Ledger::read(reader)?,
            gifts: gifts::Ledger::read(reader)?,
        })
    }

    /// How many rows step `number` has left: what it made, its audit record, its effect, its remembered answer.
    pub fn traces(&self, number: usize) -> [usize; 4] {
        let step = steps()[number];
        let made = match step {
            Step::Open => self.accounts.values().filter(|row| row.wallet == Some(WalletId(raw(number)))).count(),
            Step::MoveIn => self.payments.households(),
            Step::Ask { .. } => self.payments.asked(&object_of(number)),
            Step::Give { .. } => self.gifts.given(&object_of(number)),
            Step::Take { .. } => self.gifts.taken(number),
            Step::Lapse { gift } => self.gifts.lapsed(&object_of(gift)),
            Step::Settle { ask } => self.payments.paid(&object_of(ask), &self.transfers),
            Step::Refund { .. } => self.payments.refunded(&object_of(number), &self.transfers),
            Step::Post { hold } | Step::Void { hold } => self.records(hold).filter(|phase| *phase != Phase::Pending).count(),
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
    let now = Timestamp(1_795_000_000_000 + i64::try_from(number).unwrap());
    let authorize = match step {
        Step::Settle { ask } => payments::authorization(commands, now, &object_of(ask)),
        _ => None,
    };
    let act = Act { number, step, made: made.to_vec(), authorize };
    let key = IdempotencyKey::new("@alice:x|shop", "step", &number.to_string(), sha256(format!("{step:?}").as_bytes()));
    let ctx = Ctx::new(now, Actor::System, None, &SeededRng::new(number as u64));
    commands.run(ctx, Some(key), act)
}

/// A step with the numbers that the steps before it made.
struct Act {
    number: usize,
    step: Step,
    made: Vec<u64>,
    authorize: Option<Authorize>,
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
            Step::MoveIn => payments::move_in(ctx, txn).map(|()| 0)?,
            Step::Ask { minor } => payments::ask(ctx, txn, minor, object_of(self.number)).map(|()| 0)?,
            Step::Settle { .. } => self.authorize.as_ref().unwrap().apply(ctx, txn).map(|_| 0)?,
            Step::Refund { ask, minor } => {
                payments::refund(ctx, txn, &object_of(ask), minor, object_of(self.number)).map(|()| 0)?
            }
            Step::Give { minor, count, lasts } => {
                gifts::give(ctx, txn, self.number, object_of(self.number), usd().minor(minor), count, lasts)?
            }
            Step::Take { gift } => gifts::take(ctx, txn, &object_of(gift), self.number)?,
            Step::Lapse { gift } => gifts::lapse(ctx, txn, &object_of(gift))?,
            Step::Spoil { from, to } => {
                ledger::reserve(txn, ctx, &between(from, to, 1))?;
                ledger::post(txn, ctx, &between(from, to, 1_000_000))?.sequence()
            }
        };
        let entry = Entry::done(Action::P2pInitiate, object_of(self.number));
        Ok(Applied::new((self.number as u64, made), entry).then(effect_of(self.number)))
    }
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
