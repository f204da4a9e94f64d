//! The steps that are about gifts: the real commands, whose rows the workload's own command writes with its own.

use std::{
    collections::BTreeMap,
    ops::Bound::Unbounded,
    sync::{Arc, LazyLock},
    time::Duration,
};

use tmcpd::{
    command::Command,
    config::Settings,
    gifts::{self, Audience, Division, Giving, Shares},
    kernel::{Ctx, GiftId, Money, RoomId, SeededRng, UserId},
    ledger::{self, Movement},
    store::{
        Failure, Key, Order, ReadExt, Reader, StoreError, Table, Txn,
        rows::{
            AccountKind, Bytes, GiftProgressRow, GiftRow, GiftState, OpeningRow, Owner, TransferKind, WalletRow, WalletStatus,
        },
        tables::{GIFT_EXPIRIES, GIFT_OPENINGS, GIFT_PROGRESS, GIFT_SHARES, GIFTS, GIFTS_OF_USER, GIFTS_OUT, WALLETS},
    },
    wallets,
};

use crate::support;

static SETTINGS: LazyLock<Arc<Settings>> = LazyLock::new(|| Arc::new(support::settings()));

/// What gifts leave in the store.
#[derive(Debug, PartialEq, Eq)]
pub struct Ledger {
    gifts: BTreeMap<GiftId, GiftRow>,
    shares: BTreeMap<GiftId, Bytes>,
    progress: BTreeMap<GiftId, GiftProgressRow>,
    openings: BTreeMap<(GiftId, u64), OpeningRow>,
    of_user: BTreeMap<(UserId, GiftId), u64>,
    out: BTreeMap<(UserId, GiftId), ()>,
    expiries: BTreeMap<(u64, GiftId), ()>,
}

impl Ledger {
    pub fn read(reader: &Reader) -> Result<Self, StoreError> {
        Ok(Self {
            gifts: rows(reader, &GIFTS)?,
            shares: rows(reader, &GIFT_SHARES)?,
            progress: rows(reader, &GIFT_PROGRESS)?,
            openings: rows(reader, &GIFT_OPENINGS)?,
            of_user: rows(reader, &GIFTS_OF_USER)?,
            out: rows(reader, &GIFTS_OUT)?,
            expiries: rows(reader, &GIFT_EXPIRIES)?,
        })
    }

    /// How many gifts the step of this name has left.
    pub fn given(&self, step: &str) -> usize {
        self.gifts.values().filter(|row| row.client == step).count()
    }

    /// How many shares whoever opens in step `number` has.
    pub fn taken(&self, number: usize) -> usize {
        self.openings.values().filter(|row| row.user == guest(number)).count()
    }

    /// How often the gift of this step has ended.
    pub fn lapsed(&self, step: &str) -> usize {
        let is_it = |id: &GiftId| self.gifts.get(id).is_some_and(|row| row.client == step);
        self.progress.iter().filter(|(id, row)| is_it(id) && row.state == GiftState::Expired).count()
    }
}

/// Somebody with money gives it to a room, in the name of a step; answers the number of the record.
pub fn give(
    ctx: &Ctx,
    txn: &mut Txn<'_>,
    number: usize,
    step: String,
    amount: Money,
    count: u64,
    lasts: u64,
) -> Result<u64, Failure> {
    let (wallet, row) = wallets::ensure(txn, ctx, &Owner::User(guest(number)), amount.currency)?;
    let (debit, credit) = (
        ledger::system_account(txn, ctx, AccountKind::Issuance, amount.currency)?,
        wallets::ensure_account(txn, ctx, wallet, amount.currency)?,
    );
    let kind = TransferKind::Funding;
    ledger::post(txn, ctx, &Movement { debit, credit, amount, kind, cause: None, note: None, counts_on: None })?;
    txn.put(&WALLETS, &wallet, &WalletRow { status: WalletStatus::Active, level: 3, ..row })?;
    let giving = Giving {
        giver: guest(number),
        audience: Audience::Room(RoomId::parse("!room:x").unwrap()),
        shares: Shares::divide(amount, count, Division::Fair, &SeededRng::new(number as u64)).unwrap(),
        distribution: Division::Fair.distribution(),
        message: None,
        lasts: Duration::from_millis(lasts),
        client: step,
        settings: Arc::clone(&SETTINGS),
    };
    Ok(giving.give(ctx, txn, ctx.new_id(), wallet)?.row.txn.sequence())
}

/// Somebody new takes the next share of a step's gift.
pub fn take(ctx: &Ctx, txn: &mut Txn<'_>, step: &str, number: usize) -> Result<u64, Failure> {
    let (id, opener) = (gift_of(txn, step)?, guest(number));
    gifts::Open { id, opener: opener.clone(), settings: Arc::clone(&SETTINGS) }.apply(ctx, txn)?;
    Ok(gifts::opening_of(txn, id, &opener)?.map_or(0, |taken| taken.row.txn.sequence()))
}

/// The time of a step's gift is over.
pub fn lapse(ctx: &Ctx, txn: &mut Txn<'_>, step: &str) -> Result<u64, Failure> {
    let id = gift_of(txn, step)?;
    let expires = gifts::find(txn, id)?.map_or(0, |gift| gift.row.expires.unix_ms());
    gifts::Expire { key: (expires, id) }.apply(ctx, txn)?;
    Ok(gifts::find(txn, id)?.and_then(|gift| gift.progress.returned).map_or(0, |moved| moved.sequence()))
}

fn gift_of(txn: &Txn<'_>, step: &str) -> Result<GiftId, StoreError> {
    let gifts = txn.scan(&GIFTS, Unbounded, Unbounded, Order::Ascending, 10)?;
    let found = gifts.into_iter().find(|(_, row)| row.client == step);
    found.map(|(id, _)| id).ok_or(StoreError::Unavailable("the gift is not given"))
}

/// Whoever gives or takes in a step.
fn guest(number: usize) -> UserId {
    UserId::parse(&format!("@guest{number}:x")).unwrap()
}

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
