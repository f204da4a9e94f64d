//! The one path of every change of state. A [`Command`] says what it does to the store; [`run`] wraps it so that its effect,
//! its remembered answer, its audit record and its outbox rows commit together or not at all.

use std::sync::Arc;

use tokio::sync::Notify;

use crate::{
    audit,
    kernel::{Code, Ctx, Rejection, Timestamp, sha256},
    outbox::{
        self, Effect,
        webhooks::{self, Webhook},
    },
    store::{
        Failure, Order, Pending, ReadExt, Store, StoreError, Txn,
        rows::IdempotencyRow,
        tables::{IDEMPOTENCY, OUTBOX},
    },
};

/// A change of state. Everything slow, random or outside happens before; `apply` reads, decides and writes, and may run again.
pub trait Command: Send + 'static {
    /// What the caller gets, compact: answers are rendered from it, also when it is replayed.
    type Outcome: minicbor::Encode<()> + for<'b> minicbor::Decode<'b, ()> + Send + 'static;

    /// Checks in a documented order, then writes.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Self::Outcome>, Failure>;
}

/// What a command did. It cannot be made without an audit record, or without saying that there is nothing to record.
pub struct Applied<O> {
    outcome: O,
    audit: Vec<audit::Entry>,
    effects: Vec<Effect>,
    webhooks: Vec<Webhook>,
    memory: Memory,
}

/// Whether a repeated key gets the same answer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Memory {
    Kept,
    /// A refusal that is evidence, such as a wrong PIN: recorded, but the same key may try again.
    Forgotten,
}

impl<O> Applied<O> {
    /// The command took effect.
    pub fn new(outcome: O, audit: audit::Entry) -> Self {
        Self { outcome, audit: vec![audit], effects: Vec::new(), webhooks: Vec::new(), memory: Memory::Kept }
    }

    /// The command wrote evidence of a refusal, which a repeated key does not get again.
    pub fn refused(outcome: O, audit: audit::Entry) -> Self {
        Self { outcome, audit: vec![audit], effects: Vec::new(), webhooks: Vec::new(), memory: Memory::Forgotten }
    }

    /// The command wrote nothing about money, identity, access or settings, such as who is seen in a room: only acts about
    /// those are recorded.
    pub fn unrecorded(outcome: O) -> Self {
        Self { outcome, audit: Vec::new(), effects: Vec::new(), webhooks: Vec::new(), memory: Memory::Kept }
    }

    /// Adds something that must happen outside.
    #[must_use]
    pub fn then(mut self, effect: Effect) -> Self {
        self.effects.push(effect);
        self
    }

    /// Adds something that a mini-app is to be told of, if it has a webhook.
    #[must_use]
    pub fn tell(mut self, webhook: Webhook) -> Self {
        self.webhooks.push(webhook);
        self
    }

    /// Adds a further audit record.
    #[must_use]
    pub fn and_record(mut self, entry: audit::Entry) -> Self {
        self.audit.push(entry);
        self
    }
}

/// An idempotency key in its scope, and what it was used for.
#[derive(Clone, Copy, Debug)]
pub struct IdempotencyKey {
    key: [u8; 16],
    input: [u8; 16],
}

impl IdempotencyKey {
    /// `key` as used by `caller` (with its client) for `operation`, with the request's digest.
    pub fn new(caller: &str, operation: &str, key: &str, input: [u8; 32]) -> Self {
        let scoped = sha256(format!("{caller}\u{0}{operation}\u{0}{key}").as_bytes());
        Self { key: first_half(scoped), input: first_half(input) }
    }
}

/// A command's answer.
#[derive(Debug, PartialEq, Eq)]
pub struct Done<O> {
    /// What it did.
    pub outcome: O,
    /// Whether it was done before, under the same key.
    pub replayed: bool,
}

/// The way to the store for everything that changes state.
#[derive(Clone)]
pub struct Commands {
    store: Store,
    enqueued: Arc<Notify>,
    webhook_enqueued: Arc<Notify>,
}

impl Commands {
    /// Commands on `store`.
    pub fn new(store: Store) -> Self {
        Self { store, enqueued: Arc::default(), webhook_enqueued: Arc::default() }
    }

    /// The store they write to.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Told each time the outbox gets something.
    pub fn enqueued(&self) -> Arc<Notify> {
        Arc::clone(&self.enqueued)
    }

    /// Told each time there is something new to tell a mini-app.
    pub fn webhook_enqueued(&self) -> Arc<Notify> {
        Arc::clone(&self.webhook_enqueued)
    }

    /// Runs `command`; the answer is there once its commit is on disk.
    pub fn run<C: Command>(
        &self,
        ctx: Ctx,
        key: Option<IdempotencyKey>,
        command: C,
    ) -> Pending<Result<Done<C::Outcome>, Failure>> {
        let (enqueued, webhook_enqueued) = (self.enqueued(), self.webhook_enqueued());
        self.store.write(move |txn| {
            ctx.restart();
            if let Some(known) = key.map(|key| replay(txn, key)).transpose()?.flatten() {
                return Ok(Done { outcome: known, replayed: true });
            }
            let before = txn.last_given(&OUTBOX);
            let Applied { outcome, audit, effects, webhooks, memory } = command.apply(&ctx, txn)?;
            for entry in audit {
                audit::append(txn, &ctx, entry)?;
            }
            for effect in &effects {
                outbox::enqueue(txn, &ctx, effect)?;
            }
            let mut tells = false;
            for webhook in &webhooks {
                tells |= webhooks::enqueue(txn, ctx.now, webhook)?;
            }
            if let Some(key) = key.filter(|_| memory == Memory::Kept) {
                remember(txn, ctx.now, key, &outcome)?;
            }
            if txn.last_given(&OUTBOX) != before {
                let enqueued = Arc::clone(&enqueued);
                txn.after_commit(move || enqueued.notify_one());
            }
            if tells {
                let webhook_enqueued = Arc::clone(&webhook_enqueued);
                txn.after_commit(move || webhook_enqueued.notify_one());
            }
            Ok(Done { outcome, replayed: false })
        })
    }

    /// The answer that `key` got before, if there is one: for a repetition that would be refused now by what has to be asked before
    /// its command can run, such as a proof or a room.
    pub fn replayed<O>(&self, key: Option<IdempotencyKey>) -> Pending<Result<Option<O>, Failure>>
    where
        O: for<'b> minicbor::Decode<'b, ()> + Send + 'static,
    {
        self.store.write(move |txn| Ok(key.map(|key| replay(txn, key)).transpose()?.flatten()))
    }

    /// Forgets answers older than `before`, at most `limit` of them; says how many.
    pub fn forget(&self, before: Timestamp, limit: usize) -> Pending<Result<usize, Failure>> {
        use std::ops::Bound::Unbounded;
        self.store.write(move |txn| {
            let oldest = txn.scan(&IDEMPOTENCY, Unbounded, Unbounded, Order::Ascending, limit)?;
            let mut forgotten = 0;
            for (sequence, row) in oldest.into_iter().take_while(|(_, row)| row.at < before) {
                txn.remove(&IDEMPOTENCY, &sequence)?;
                txn.set_recent(row.key, None);
                forgotten += 1;
            }
            Ok(forgotten)
        })
    }
}

fn replay<O: for<'b> minicbor::Decode<'b, ()>>(txn: &Txn<'_>, key: IdempotencyKey) -> Result<Option<O>, Failure> {
    let Some(sequence) = txn.recent(&key.key) else { return Ok(None) };
    let row = txn.get(&IDEMPOTENCY, &sequence)?.ok_or_else(|| StoreError::Corrupt(format!("answer {sequence} is gone")))?;
    if row.input != key.input {
        let message = "This idempotency key was used before with another request. Use a new key for a new request.";
        return Err(Rejection::new(Code::DuplicateTransaction, message).into());
    }
    let outcome = minicbor::decode(&row.outcome).map_err(|error| StoreError::Corrupt(format!("answer {sequence}: {error}")))?;
    Ok(Some(outcome))
}

fn remember<O: minicbor::Encode<()>>(
    txn: &mut Txn<'_>,
    at: Timestamp,
    key: IdempotencyKey,
    outcome: &O,
) -> Result<(), StoreError> {
    let sequence = txn.next(&IDEMPOTENCY)?;
    let mut bytes = Vec::new();
    // Writing to memory cannot fail.
    let _ = minicbor::encode(outcome, &mut bytes);
    txn.put(&IDEMPOTENCY, &sequence, &IdempotencyRow { key: key.key, input: key.input, at, outcome: bytes })?;
    txn.set_recent(key.key, Some(sequence));
    Ok(())
}

fn first_half(digest: [u8; 32]) -> [u8; 16] {
    let mut half = [0; 16];
    half.copy_from_slice(&digest[..16]);
    half
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        audit::{Action, Entry},
        kernel::{Actor, SeededRng},
        store::{Options, WriteError, rows::Bytes, tables::META},
    };

    struct Count {
        refuse: Option<Code>,
    }

    impl Command for Count {
        type Outcome = u64;

        fn apply(&self, _: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<u64>, Failure> {
            let count = txn.get(&META, &"count".to_owned())?.map_or(0, |Bytes(bytes)| u64::from(bytes[0])) + 1;
            txn.put(&META, &"count".to_owned(), &Bytes(vec![u8::try_from(count).unwrap()]))?;
            match self.refuse {
                Some(code) => Err(Rejection::new(code, "no").into()),
                None => Ok(Applied::new(count, Entry::done(Action::LedgerIssue, count))),
            }
        }
    }

    fn run(commands: &Commands, key: Option<(&str, u8)>, refuse: Option<Code>) -> Result<Done<u64>, Failure> {
        let ctx = Ctx::new(Timestamp(1000), Actor::System, None, &SeededRng::new(1));
        let key = key.map(|(key, input)| IdempotencyKey::new("@alice:x|shop", "count", key, [input; 32]));
        commands.run(ctx, key, Count { refuse }).wait()
    }

    #[test]
    fn a_key_runs_once_also_across_restarts() {
        let directory = tempfile::tempdir().unwrap();
        let commands = Commands::new(Store::open(Options::at(directory.path())).unwrap());
        assert_eq!(run(&commands, Some(("a", 1)), None), Ok(Done { outcome: 1, replayed: false }));
        assert_eq!(run(&commands, Some(("a", 1)), None), Ok(Done { outcome: 1, replayed: true }));
        drop(commands);
        let commands = Commands::new(Store::open(Options::at(directory.path())).unwrap());
        assert_eq!(run(&commands, Some(("a", 1)), None), Ok(Done { outcome: 1, replayed: true }));
        assert_eq!(run(&commands, Some(("b", 1)), None), Ok(Done { outcome: 2, replayed: false }));
    }

    #[test]
    fn a_key_with_another_request_conflicts() {
        let commands = Commands::new(Store::open(Options::in_memory()).unwrap());
        run(&commands, Some(("a", 1)), None).unwrap();
        let Err(WriteError::Rejected(refused)) = run(&commands, Some(("a", 2)), None) else { panic!("accepted") };
        assert_eq!(refused.code, Code::DuplicateTransaction);
    }

    #[test]
    fn a_refused_command_leaves_nothing() {
        let commands = Commands::new(Store::open(Options::in_memory()).unwrap());
        run(&commands, Some(("a", 1)), Some(Code::InvalidState)).unwrap_err();
        assert_eq!(run(&commands, Some(("a", 1)), None), Ok(Done { outcome: 1, replayed: false }));
        assert_eq!(commands.store().read(audit::verify).unwrap(), audit::ChainState::Whole { records: 1 });
    }

    #[test]
    fn forgotten_keys_run_again() {
        let commands = Commands::new(Store::open(Options::in_memory()).unwrap());
        run(&commands, Some(("a", 1)), None).unwrap();
        assert_eq!(commands.forget(Timestamp(1000), 10).wait(), Ok(0));
        assert_eq!(commands.forget(Timestamp(1001), 10).wait(), Ok(1));
        assert_eq!(run(&commands, Some(("a", 1)), None), Ok(Done { outcome: 2, replayed: false }));
    }
}
