//! Logs: the application's events by `tracing`, and one line per request by [`AccessLog`]. Events go to standard output, and
//! where a directory is set to daily files too; access lines go to one of the two. Behind each output is a bounded queue
//! with a thread: a full queue drops lines and counts them, and never holds a request up.
//!
//! The access line is written by hand, without `serde`, a `tracing` event or `chrono`'s formatting, because every request
//! pays for it. Secrets are not this room's to find: a path is cut at its query, and bodies and headers never come here.

mod line;

use std::{
    cell::RefCell,
    io::{self, IsTerminal, Write},
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tracing_appender::{
    non_blocking::{ErrorCounter, NonBlocking, NonBlockingBuilder, WorkerGuard},
    rolling::{RollingFileAppender, Rotation},
};
use tracing_subscriber::{EnvFilter, Layer, Registry, fmt, layer::SubscriberExt, reload, util::SubscriberInitExt};

pub use line::AccessLine;

use crate::{
    config::{Log, LogFormat},
    kernel::Timestamp,
};
use line::{put_json, put_text};

/// Application lines that wait for the disk or the terminal before more are dropped, in each queue.
const QUEUE_LINES: usize = 16_384;

/// How often access lines are handed on, some 16 KiB each, before more are dropped.
const QUEUE_BATCHES: usize = 256;

/// What keeps the logs going: drop it last, and the queues are written out.
pub struct LogGuards {
    /// Where requests are written down.
    pub access: AccessLog,
    filter: reload::Handle<EnvFilter, Registry>,
    dropped: Vec<ErrorCounter>,
    _workers: Vec<WorkerGuard>,
}

impl LogGuards {
    /// Changes the filter (`log.level`) of the running server; a filter that cannot be read is refused.
    pub fn set_level(&self, level: &str) -> Result<(), LogError> {
        let filter = EnvFilter::builder().parse(level).map_err(|_| LogError::Filter)?;
        self.filter.reload(filter).map_err(|_| LogError::Taken)
    }

    /// Application lines that were dropped because a queue was full.
    pub fn dropped(&self) -> usize {
        self.dropped.iter().map(ErrorCounter::dropped_lines).sum()
    }
}

impl Drop for LogGuards {
    fn drop(&mut self) {
        self.access.flush();
    }
}

/// Why logging could not begin.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// The filter is none.
    #[error("log.level is not a filter")]
    Filter,
    /// The directory cannot be written to.
    #[error("log.directory cannot be used: {0}")]
    Directory(#[from] tracing_appender::rolling::InitError),
    /// The process logs already.
    #[error("logging has been set up before")]
    Taken,
}

/// Starts logging for the whole process; the second call in one process fails.
pub fn init(log: &Log) -> Result<LogGuards, LogError> {
    let filter = EnvFilter::builder().parse(&log.level).map_err(|_| LogError::Filter)?;
    let (filter, handle) = reload::Layer::new(filter);
    let mut queues = vec![(queue(io::stdout(), "log-stdout", QUEUE_LINES), io::stdout().is_terminal())];
    if let Some(directory) = &log.directory {
        queues.push((queue(daily(directory, "application", log.retention_days)?, "log-file", QUEUE_LINES), false));
    }
    let mut layers = Vec::new();
    let mut workers = Vec::new();
    let mut dropped = Vec::new();
    for ((writer, worker), colours) in queues {
        dropped.push(writer.error_counter());
        workers.push(worker);
        let layer = fmt::layer().with_ansi(colours).with_writer(writer);
        layers.push(match log.format {
            LogFormat::Json => layer.json().flatten_event(true).boxed(),
            LogFormat::Text => layer.boxed(),
        });
    }
    let access = match (&log.directory, log.access) {
        (_, false) => AccessLog::off(),
        (Some(directory), true) => {
            let (access, worker) = AccessLog::to(daily(directory, "access", log.retention_days)?, log.format);
            workers.push(worker);
            access
        }
        (None, true) => {
            let (access, worker) = AccessLog::to(io::stdout(), log.format);
            workers.push(worker);
            access
        }
    };
    tracing_subscriber::registry().with(filter).with(layers).try_init().map_err(|_| LogError::Taken)?;
    Ok(LogGuards { access, filter: handle, dropped, _workers: workers })
}

/// Writes requests down. Cheap to clone. Lines are handed on many at a time, so that a busy server does not wake the writing
/// thread for each: when there are enough of them, when the last time is [`HELD`] ago, and at [`AccessLog::flush`].
#[derive(Clone)]
pub struct AccessLog {
    writer: Option<NonBlocking>,
    format: LogFormat,
    held: Arc<Mutex<Held>>,
}

/// Lines that wait to be handed on.
#[derive(Default)]
struct Held {
    lines: Vec<u8>,
    since: Option<Timestamp>,
}

/// How many bytes of lines are handed on at once.
const ENOUGH: usize = 16 * 1024;

/// How long lines wait at most while others follow.
const HELD: Duration = Duration::from_millis(200);

thread_local! {
    /// The line that this thread is writing; its memory is used again.
    static LINE: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

impl AccessLog {
    /// Writes nothing.
    pub fn off() -> Self {
        Self { writer: None, format: LogFormat::Text, held: Arc::default() }
    }

    /// Writes to `output` from a thread of its own, until the guard is dropped.
    pub fn to(output: impl Write + Send + 'static, format: LogFormat) -> (Self, WorkerGuard) {
        let (writer, worker) = queue(output, "log-access", QUEUE_BATCHES);
        (Self { writer: Some(writer), format, held: Arc::default() }, worker)
    }

    /// Takes one line; never waits for the disk. When the queue is full what was held is dropped and counted.
    pub fn write(&self, line: &AccessLine<'_>) {
        if self.writer.is_none() {
            return;
        }
        LINE.with_borrow_mut(|buffer| {
            buffer.clear();
            match self.format {
                LogFormat::Json => put_json(buffer, line),
                LogFormat::Text => put_text(buffer, line),
            }
            let mut held = self.held();
            held.lines.extend_from_slice(buffer);
            let since = *held.since.get_or_insert(line.time);
            if held.lines.len() >= ENOUGH || line.time.since(since) >= HELD {
                self.hand_on(&mut held);
            }
        });
    }

    /// Hands on what is held.
    pub fn flush(&self) {
        self.hand_on(&mut self.held());
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn hand_on(&self, held: &mut Held) {
        let Some(writer) = self.writer.as_ref().filter(|_| !held.lines.is_empty()) else { return };
        // A lossy queue takes or counts what it is given; it has no error to give.
        let _ = writer.clone().write(&held.lines);
        held.lines.clear();
        held.since = None;
    }

    /// How often lines were dropped because the queue was full.
    pub fn dropped(&self) -> usize {
        self.writer.as_ref().map_or(0, |writer| writer.error_counter().dropped_lines())
    }
}

fn queue(output: impl Write + Send + 'static, thread: &str, most: usize) -> (NonBlocking, WorkerGuard) {
    NonBlockingBuilder::default().buffered_lines_limit(most).lossy(true).thread_name(thread).finish(output)
}

/// `name.YYYY-MM-DD.log`, one file a day in UTC. The appender counts the file of today, hence one more than days to keep.
fn daily(directory: &Path, name: &str, days: u32) -> Result<RollingFileAppender, LogError> {
    // The appender complains of a directory that is not there yet before it makes it.
    let _ = std::fs::create_dir_all(directory);
    let files = usize::try_from(days).unwrap_or(usize::MAX).saturating_add(1);
    let builder = RollingFileAppender::builder().rotation(Rotation::DAILY).filename_prefix(name).filename_suffix("log");
    Ok(builder.max_log_files(files).build(directory)?)
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::{line::sample, *};

    /// Memory that a test can look into.
    #[derive(Clone, Default)]
    struct Shared(Arc<Mutex<Vec<u8>>>);

    impl Write for Shared {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn lines_arrive_when_the_guard_is_dropped() {
        let memory = Shared::default();
        let (log, worker) = AccessLog::to(memory.clone(), LogFormat::Json);
        for _ in 0..100 {
            log.write(&sample("/", None));
        }
        log.flush();
        drop(worker);
        assert_eq!(memory.0.lock().unwrap().iter().filter(|byte| **byte == b'\n').count(), 100);
        AccessLog::off().write(&sample("/", None));
        assert_eq!(log.dropped(), 0);
    }

    #[test]
    fn a_queue_that_is_full_drops_and_counts() {
        struct Stuck(Arc<Mutex<()>>);
        impl Write for Stuck {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                drop(self.0.lock());
                Ok(bytes.len())
            }

            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let gate = Arc::new(Mutex::new(()));
        let held = gate.lock().unwrap();
        let (log, worker) = AccessLog::to(Stuck(Arc::clone(&gate)), LogFormat::Text);
        for _ in 0..QUEUE_BATCHES + 100 {
            log.write(&sample("/", None));
            log.flush();
        }
        assert!(log.dropped() >= 99, "{}", log.dropped());
        drop(held);
        drop(worker);
    }

    #[test]
    fn files_are_written_and_the_level_can_change() {
        let directory = tempfile::tempdir().unwrap();
        let log = Log {
            level: "warn".into(),
            format: LogFormat::Json,
            directory: Some(directory.path().to_owned()),
            retention_days: 2,
            access: true,
        };
        let guards = init(&log).unwrap();
        tracing::info!("not yet");
        guards.set_level("info").unwrap();
        tracing::info!(request_id = "req_1", "shown");
        assert!(guards.set_level("target=loud").is_err() && matches!(init(&log), Err(LogError::Taken)));
        guards.access.write(&sample("/", None));
        drop(guards);
        let read = |prefix: &str| {
            let files = std::fs::read_dir(directory.path()).unwrap().map(|entry| entry.unwrap().path());
            let mut wanted = files.filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with(prefix));
            std::fs::read_to_string(wanted.next().unwrap()).unwrap()
        };
        let application = read("application.");
        assert!(application.contains("\"message\":\"shown\"") && !application.contains("not yet"), "{application}");
        assert!(read("access.").contains("\"operation\":\"wallet_balance\""));
    }
}
