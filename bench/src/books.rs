//! Books to measure on: a thousand wallets with money, and a command that moves some of it as a real transfer does, with
//! idempotency key, audit record and one outbox row.

use std::{path::Path, time::Duration};

use tmcpd::{
    audit::{self, Action},
    command::{Applied, Command, Commands, Done, IdempotencyKey},
    kernel::{Actor, Clock, Ctx, Currency, P2pId, RawId, SystemClock, SystemRng, Timestamp, TxnId, UserId},
    ledger::{self, CalendarDay, Movement},
    outbox::{self, Effect},
    store::{
        Failure, Options, Pending, ReadExt, Store, Txn, WriteError,
        rows::{AccountKind, Cause, P2pState, TransferKind},
        tables::COUNTERS,
    },
};

/// How many wallets there are: accounts 2 to 1001, behind the issuance account.
pub const WALLETS: u64 = 1000;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// The wallets, and the way to move money between them.
#[derive(Clone)]
pub struct Books {
    /// The command path.
    pub commands: Commands,
    currency: Currency,
}

/// A transfer between two wallets.
struct Transfer {
    movement: Movement,
    id: P2pId,
}

impl Command for Transfer {
    type Outcome = TxnId;

    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<TxnId>, Failure> {
        let moved = ledger::post(txn, ctx, &self.movement)?;
        let entry = audit::Entry::done(Action::P2pInitiate, self.id);
        Ok(Applied::new(moved, entry).then(Effect::P2p { id: self.id, state: P2pState::Completed }))
    }
}

impl Books {
    /// Opens the books in `dir`, with the options of the server.
    pub async fn at(dir: &Path) -> anyhow::Result<Self> {
        Self::open(Options::at(dir)).await
    }

    /// Opens the books, and sets the wallets up when there are none.
    pub async fn open(options: Options) -> anyhow::Result<Self> {
        let currency = Currency::iso("USD").ok_or_else(|| anyhow::anyhow!("USD is a currency"))?;
        let commands = Commands::new(Store::open(options)?);
        let ready = commands.store().write(move |txn| {
            let ctx = Ctx::new(SystemClock.now(), Actor::Operator, None, &SystemRng);
            let issuance = ledger::system_account(txn, &ctx, AccountKind::Issuance, currency)?;
            if txn.get(&COUNTERS, &"accounts.1".to_owned())?.unwrap_or(0) > WALLETS {
                return Ok(());
            }
            for _ in 0..WALLETS {
                let account = ledger::open_account(txn, &ctx, AccountKind::Wallet, currency, None)?;
                let amount = currency.minor(1_000_000_000_000);
                let funding = Movement {
                    debit: issuance,
                    credit: account,
                    amount,
                    kind: TransferKind::Funding,
                    cause: None,
                    note: None,
                    counts_on: None,
                };
                ledger::post(txn, &ctx, &funding)?;
            }
            Ok::<_, Failure>(())
        });
        ready.await?;
        Ok(Self { commands, currency })
    }

    /// Starts a transfer at `now` between two wallets drawn at random.
    pub fn transfer(&self, now: Timestamp) -> anyhow::Result<Pending<Result<Done<TxnId>, Failure>>> {
        let drawn = draw()?;
        let debit = drawn % WALLETS;
        let credit = (debit + 1 + (drawn >> 16) % (WALLETS - 1)) % WALLETS;
        let user = UserId::new(&format!("user{debit}"), "bench.example")?;
        let ctx = Ctx::new(now, Actor::User { user, client: Some("bench".to_owned()), session: None }, None, &SystemRng);
        let id = P2pId(RawId::from_parts(now.unix_ms(), ctx.random()));
        let days = i32::try_from(now.unix_seconds() / 86_400)?;
        let movement = Movement {
            debit: debit + 2,
            credit: credit + 2,
            amount: self.currency.minor(1 + i64::try_from((drawn >> 40) % 100)?),
            kind: TransferKind::P2p,
            cause: Some(Cause::P2p(id)),
            note: None,
            counts_on: Some(CalendarDay { day: days, month: days / 30 }),
        };
        let key = IdempotencyKey::new("@user:bench.example|bench", "p2p", &id.to_string(), input_digest(drawn));
        Ok(self.commands.run(ctx, Some(key), Transfer { movement, id }))
    }

    /// How many transfers were made.
    pub fn count(&self) -> anyhow::Result<u64> {
        let records = self.commands.store().read(|reader| reader.get(&COUNTERS, &"transfers.1".to_owned()))?;
        Ok(records.unwrap_or(0).saturating_sub(WALLETS))
    }

    /// What the server's worker does beside: takes every effect off the outbox, and forgets the answers of more than a day
    /// before `now`.
    pub async fn tidy(&self, now: Timestamp) -> anyhow::Result<()> {
        loop {
            let taken = self.commands.store().write(|txn| {
                let waiting = outbox::waiting(txn, 0, 256)?;
                for effect in &waiting {
                    outbox::delivered(txn, effect.sequence)?;
                }
                Ok::<_, WriteError<()>>(waiting.len())
            });
            if taken.await? == 0 {
                break;
            }
        }
        while self.commands.forget(now - DAY, 1000).await? == 1000 {}
        Ok(())
    }
}

/// A random number, as the server has them: from the operating system.
fn draw() -> anyhow::Result<u64> {
    Ok(getrandom::u64()?)
}

fn input_digest(drawn: u64) -> [u8; 32] {
    tmcpd::kernel::sha256(&drawn.to_be_bytes())
}
