//! Group commit. redb has one writer and a durable commit costs a disk flush, so one thread takes whatever writes are
//! waiting, runs them in order inside one redb transaction, makes them durable with one flush, and then answers all of them.
//!
//! - A closure that refuses before it wrote leaves nothing behind. One that fails after it wrote spoils the batch: the batch
//!   is run again without it, and it alone by itself.
//! - An idle server commits a single write at once. After a round with several clients the next one waits a moment for them
//!   to come back, never longer than [`PATIENCE`].
//! - A commit that fails is unknown, not undone: everybody is told so and the file is opened again.
//! - When nothing has come for [`REST`], the data file is brought up to date, so that nothing has to be replayed.

use std::{
    collections::VecDeque,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll},
    thread::JoinHandle,
    time::{Duration, Instant},
};

use tokio::sync::oneshot;

use super::{
    StoreError, WriteError,
    open::Shared,
    txn::{Batch, Finished, Txn},
};

/// How many closures may wait; one more is refused.
pub const QUEUE_LIMIT: usize = 4096;

/// How many closures share a commit at most.
const BATCH_LIMIT: usize = 256;

/// How long a round waits for the clients of the last one.
const PATIENCE: Duration = Duration::from_micros(500);

/// After how much silence the data file is brought up to date.
const REST: Duration = Duration::from_secs(1);

/// The answer to a write, once it is on disk. A future for the edges, [`Pending::wait`] for threads that may block.
pub struct Pending<T>(oneshot::Receiver<T>);

impl<T, E> Pending<Result<T, WriteError<E>>> {
    /// Blocks until the answer is there. Not for async tasks.
    pub fn wait(self) -> Result<T, WriteError<E>> {
        self.0.blocking_recv().unwrap_or(Err(WriteError::Store(StoreError::OutcomeUnknown)))
    }
}

impl<T, E> Future for Pending<Result<T, WriteError<E>>> {
    type Output = Result<T, WriteError<E>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(context).map(|answer| answer.unwrap_or(Err(WriteError::Store(StoreError::OutcomeUnknown))))
    }
}

/// How one run of a closure ended.
enum Verdict {
    /// It is part of the batch, or has refused without a trace.
    Settled,
    /// It wrote and then failed: the transaction must not be committed.
    Spoiled,
}

trait Job: Send {
    fn run(&mut self, txn: &mut Txn<'_>) -> Verdict;
    fn answer(self: Box<Self>, commit: Result<(), StoreError>);
}

struct Closure<T, E, F> {
    f: F,
    result: Option<Result<T, WriteError<E>>>,
    reply: oneshot::Sender<Result<T, WriteError<E>>>,
}

impl<T, E, F> Job for Closure<T, E, F>
where
    F: FnMut(&mut Txn<'_>) -> Result<T, WriteError<E>> + Send,
    T: Send,
    E: Send,
{
    fn run(&mut self, txn: &mut Txn<'_>) -> Verdict {
        let ran = catch_unwind(AssertUnwindSafe(|| (self.f)(txn)));
        let result = ran.unwrap_or_else(|_| Err(WriteError::Store(StoreError::Corrupt("a write closure panicked".to_owned()))));
        let spoiled = result.is_err() && txn.has_written();
        self.result = Some(result);
        if spoiled { Verdict::Spoiled } else { Verdict::Settled }
    }

    fn answer(self: Box<Self>, commit: Result<(), StoreError>) {
        let result = match commit {
            Ok(()) => self.result.unwrap_or(Err(WriteError::Store(StoreError::OutcomeUnknown))),
            // A refusal too: what it rests on may have been in the batch that was not committed.
            Err(error) => Err(WriteError::Store(error)),
        };
        // Nobody waits any more when the caller's connection is gone; the write stands all the same.
        let _ = self.reply.send(result);
    }
}

#[derive(Default)]
struct Queue {
    jobs: VecDeque<Box<dyn Job>>,
    stopping: bool,
}

#[derive(Default)]
struct Line {
    queue: Mutex<Queue>,
    arrived: Condvar,
}

impl Line {
    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The writer thread and the line in front of it.
pub(super) struct Writer {
    line: Arc<Line>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    pub(super) fn start(shared: Arc<Shared>) -> Self {
        let line = Arc::new(Line::default());
        let thread = {
            let line = Arc::clone(&line);
            std::thread::Builder::new().name("writer".to_owned()).spawn(move || run(&line, &shared))
        };
        if let Err(error) = &thread {
            tracing::error!(%error, "the writer thread could not be started; every write will be refused");
            line.lock().stopping = true;
        }
        Self { line, thread: Mutex::new(thread.ok()) }
    }

    pub(super) fn submit<T, E, F>(&self, f: F) -> Pending<Result<T, WriteError<E>>>
    where
        F: FnMut(&mut Txn<'_>) -> Result<T, WriteError<E>> + Send + 'static,
        T: Send + 'static,
        E: Send + 'static,
    {
        let (reply, receiver) = oneshot::channel();
        let mut queue = self.line.lock();
        if queue.stopping {
            let _ = reply.send(Err(WriteError::Store(StoreError::Unavailable("the server is stopping"))));
        } else if queue.jobs.len() >= QUEUE_LIMIT {
            let _ = reply.send(Err(WriteError::Store(StoreError::Unavailable("too many writes are waiting"))));
        } else {
            queue.jobs.push_back(Box::new(Closure { f, result: None, reply }));
            drop(queue);
            self.line.arrived.notify_one();
        }
        Pending(receiver)
    }

    pub(super) fn stop(&self) {
        self.line.lock().stopping = true;
        self.line.arrived.notify_one();
        // Held until the thread has ended, so that whoever else stops the writer waits too.
        let mut thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(thread) = thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the writer thread had panicked");
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.stop();
    }
}

fn run(line: &Line, shared: &Shared) {
    let mut last_round = 0;
    let mut ended = false;
    while !ended {
        let turn = next_turn(line, last_round, shared.is_behind());
        ended = matches!(turn, Turn::End);
        let act = || match turn {
            Turn::Round(jobs) => {
                last_round = jobs.len();
                commit_round(shared, jobs);
            }
            Turn::Rest | Turn::End => shared.checkpoint(),
        };
        // The thread must outlive a bug in redb: the jobs are dropped, which tells who waits that the outcome is not known,
        // and the next round opens the file again.
        if catch_unwind(AssertUnwindSafe(act)).is_err() {
            tracing::error!("a commit panicked; whether it is on disk is not known");
        }
    }
}

enum Turn {
    Round(Vec<Box<dyn Job>>),
    /// Nothing has come for a while, and the data file is behind.
    Rest,
    /// The line is empty and closed.
    End,
}

/// Waits for work.
fn next_turn(line: &Line, last_round: usize, behind: bool) -> Turn {
    let mut queue = line.lock();
    while queue.jobs.is_empty() {
        if queue.stopping {
            return Turn::End;
        }
        if !behind {
            queue = line.arrived.wait(queue).unwrap_or_else(PoisonError::into_inner);
            continue;
        }
        let (woken, waited) = line.arrived.wait_timeout(queue, REST).unwrap_or_else(PoisonError::into_inner);
        queue = woken;
        if waited.timed_out() && queue.jobs.is_empty() && !queue.stopping {
            return Turn::Rest;
        }
    }
    if last_round > 1 {
        let deadline = Instant::now() + PATIENCE;
        while queue.jobs.len() < last_round && !queue.stopping {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            queue = line.arrived.wait_timeout(queue, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }
    let size = queue.jobs.len().min(BATCH_LIMIT);
    Turn::Round(queue.jobs.drain(..size).collect())
}

/// Runs and commits `jobs`, and what spoiled a batch once more by itself.
fn commit_round(shared: &Shared, jobs: Vec<Box<dyn Job>>) {
    let mut rounds = VecDeque::from([jobs]);
    while let Some(jobs) = rounds.pop_front() {
        let alone = jobs.len() == 1;
        match try_commit(shared, jobs) {
            Attempt::Answered => {}
            Attempt::Spoiled { spoiler, rest } if alone || rest.is_empty() => spoiler.answer(Ok(())),
            Attempt::Spoiled { spoiler, rest } => {
                rounds.push_front(vec![spoiler]);
                rounds.push_front(rest);
            }
        }
    }
}

enum Attempt {
    Answered,
    Spoiled { spoiler: Box<dyn Job>, rest: Vec<Box<dyn Job>> },
}

fn try_commit(shared: &Shared, mut jobs: Vec<Box<dyn Job>>) -> Attempt {
    let redb = match begin(shared) {
        Ok(redb) => redb,
        Err(error) => return answer_all(jobs, &Err(error)),
    };
    match run_jobs(shared, &redb, &mut jobs) {
        Ok(Ran::All(finished)) => answer_all(jobs, &commit(shared, redb, finished)),
        Ok(Ran::SpoiledBy(place)) => {
            let spoiler = jobs.remove(place);
            Attempt::Spoiled { spoiler, rest: jobs }
        }
        Err(error) => answer_all(jobs, &Err(error)),
    }
}

/// Begins a transaction. redb takes no more of them once it failed to read or write the file, whoever asked for that: then
/// the file is opened again first.
fn begin(shared: &Shared) -> Result<redb::WriteTransaction, StoreError> {
    if !shared.is_sound() {
        shared.reopen();
    }
    let begin = || shared.with_database(|database| Ok(database.begin_write()?));
    let redb = begin().or_else(|_| {
        shared.reopen();
        begin()
    })?;
    if shared.disk.nearly_full() {
        return Err(StoreError::Unavailable("the disk is nearly full"));
    }
    Ok(redb)
}

enum Ran {
    All(Finished),
    SpoiledBy(usize),
}

fn run_jobs(shared: &Shared, redb: &redb::WriteTransaction, jobs: &mut [Box<dyn Job>]) -> Result<Ran, StoreError> {
    let recent = shared.recent();
    let batch = Batch::new(redb, &recent);
    for (place, job) in jobs.iter_mut().enumerate() {
        if let Verdict::Spoiled = job.run(&mut Txn::new(&batch)) {
            return Ok(Ran::SpoiledBy(place));
        }
    }
    Ok(Ran::All(batch.finish()?))
}

fn commit(shared: &Shared, redb: redb::WriteTransaction, finished: Finished) -> Result<(), StoreError> {
    match shared.persist(redb, &finished.changes) {
        Ok(()) => {
            shared.drop_snapshot();
            shared.recent().merge(finished.staged);
            for act in finished.after {
                if catch_unwind(AssertUnwindSafe(act)).is_err() {
                    tracing::error!("an act after a commit panicked");
                }
            }
            Ok(())
        }
        Err(error) => {
            tracing::error!(%error, "a commit failed; whether it is on disk is not known");
            shared.reopen();
            Err(StoreError::OutcomeUnknown)
        }
    }
}

fn answer_all(jobs: Vec<Box<dyn Job>>, commit: &Result<(), StoreError>) -> Attempt {
    for job in jobs {
        job.answer(commit.clone());
    }
    Attempt::Answered
}
