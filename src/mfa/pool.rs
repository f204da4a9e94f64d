//! A few threads for verifications that are slow on purpose, with a short queue before them, so that a flood of guesses
//! takes neither the memory nor the processors from everything else. A full queue says so at once.

use std::{
    pin::Pin,
    sync::{Arc, Mutex, PoisonError, mpsc},
    task::{Context, Poll},
    thread::JoinHandle,
};

use tokio::sync::oneshot;

type Job = Box<dyn FnOnce() + Send>;

/// Why a job has no result (503 at the edge).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PoolError {
    /// The queue is full.
    #[error("too many verifications are waiting")]
    Busy,
    /// The job panicked.
    #[error("the verification failed")]
    Failed,
}

/// The threads and their queue. Dropping it runs what is queued and waits for that.
pub struct Pool {
    queue: Option<mpsc::SyncSender<Job>>,
    threads: Vec<JoinHandle<()>>,
}

impl Pool {
    /// Threads when the operator says nothing else.
    pub const DEFAULT_THREADS: usize = 2;
    /// Places in the queue when the operator says nothing else: under half a second of PIN checks.
    pub const DEFAULT_QUEUE: usize = 64;

    /// A pool of `threads` (at least one) with `queue` places.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn new(threads: usize, queue: usize) -> std::io::Result<Self> {
        let (sender, receiver) = mpsc::sync_channel(queue);
        let receiver = Arc::new(Mutex::new(receiver));
        let start = |number| {
            let receiver = Arc::clone(&receiver);
            std::thread::Builder::new().name(format!("verify-{number}")).spawn(move || work(&receiver))
        };
        let threads = (0..threads.max(1)).map(start).collect::<Result<_, _>>()?;
        Ok(Self { queue: Some(sender), threads })
    }

    /// Queues `job` now; the answer is its result. A job whose answer was dropped before its turn is not run, so nobody may
    /// learn or change anything through one except by waiting for it.
    pub fn submit<T: Send + 'static>(&self, job: impl FnOnce() -> T + Send + 'static) -> Answer<T> {
        let (sender, receiver) = oneshot::channel();
        let job: Job = Box::new(move || {
            if !sender.is_closed() {
                // The error is that nobody waits any more.
                let _ = sender.send(job());
            }
        });
        match self.queue.as_ref().map(|queue| queue.try_send(job)) {
            Some(Ok(())) => Answer(Some(receiver)),
            _ => Answer(None),
        }
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        drop(self.queue.take());
        let current = std::thread::current().id();
        for thread in self.threads.drain(..) {
            // The last owner may be a job on one of these threads, which cannot wait for itself.
            if thread.thread().id() != current {
                // A thread that panicked has nothing left to wait for.
                let _ = thread.join();
            }
        }
    }
}

/// The result of a job, to be waited for.
#[must_use = "a job that nobody waits for is not run"]
pub struct Answer<T>(Option<oneshot::Receiver<T>>);

impl<T> Future for Answer<T> {
    type Output = Result<T, PoolError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut self.0 {
            None => Poll::Ready(Err(PoolError::Busy)),
            Some(receiver) => Pin::new(receiver).poll(context).map_err(|_| PoolError::Failed),
        }
    }
}

/// How far these threads stand back from all others (nice(2)): guesses then take what is left of the processors.
const STAND_BACK: i32 = 10;

fn work(queue: &Mutex<mpsc::Receiver<Job>>) {
    // A system that refuses leaves them as they are.
    let _ = rustix::process::nice(STAND_BACK);
    loop {
        let job = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = job else { return };
        // The panic has been reported by its hook, and the answer says that the job failed.
        let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(job));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[tokio::test]
    async fn jobs_are_answered() {
        let pool = Pool::new(2, 8).unwrap();
        let answers: Vec<_> = (0..8).map(|number| pool.submit(move || number * 2)).collect();
        for (number, answer) in answers.into_iter().enumerate() {
            assert_eq!(answer.await, Ok(number * 2));
        }
    }

    #[tokio::test]
    async fn a_full_queue_is_busy_and_a_panic_is_a_failure() {
        let pool = Pool::new(1, 1).unwrap();
        let (started, has_started) = mpsc::channel();
        let (release, released) = mpsc::channel::<()>();
        let running = pool.submit(move || {
            started.send(()).unwrap();
            released.recv().unwrap();
        });
        has_started.recv().unwrap();
        let waiting = pool.submit(|| panic!("on purpose"));
        assert_eq!(pool.submit(|| ()).await, Err(PoolError::Busy));
        release.send(()).unwrap();
        assert_eq!((running.await, waiting.await), (Ok(()), Err(PoolError::Failed)));
        assert_eq!(pool.submit(|| 3).await, Ok(3), "the thread outlives the panic");
    }

    #[test]
    fn dropping_the_pool_runs_what_is_awaited_and_nothing_else() {
        let ran = Arc::new(AtomicUsize::new(0));
        let pool = Pool::new(1, 8).unwrap();
        let (release, released) = mpsc::channel::<()>();
        let first = pool.submit(move || released.recv().unwrap());
        let count = |ran: &Arc<AtomicUsize>| {
            let ran = Arc::clone(ran);
            move || ran.fetch_add(1, Ordering::SeqCst)
        };
        let awaited = pool.submit(count(&ran));
        drop(pool.submit(count(&ran)));
        release.send(()).unwrap();
        drop(pool);
        assert_eq!(ran.load(Ordering::SeqCst), 1);
        drop((first, awaited));
    }
}
