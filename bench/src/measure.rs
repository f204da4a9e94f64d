//! The measurements.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use redb::{ReadableDatabase, ReadableTable, ReadableTableMetadata, TableHandle};
use tmcpd::{
    audit::{self, ChainState},
    kernel::{Clock, SystemClock, Timestamp},
    ledger,
    store::{AnyBackend, JOURNAL_CAPACITY, Location, Make, Options, Store},
};
use tokio::task::JoinSet;

use crate::{
    books::Books,
    counting::{CountingFile, Counts},
};

/// How many transfers a filling waits for at a time.
const WINDOW: u64 = 256;

/// After how many transfers a filling tidies up, as the worker does beside the traffic.
const TIDY_EVERY: u64 = 40 * WINDOW;

/// Fills the books in `dir` up to `transfers`, spread evenly over the last `days`.
pub async fn fill(dir: &Path, transfers: u64, days: f64) -> anyhow::Result<()> {
    let books = Books::at(dir).await?;
    let started = Instant::now();
    fill_books(&books, transfers, days).await?;
    books.commands.store().close();
    println!("transfers {transfers}\nseconds {:.1}", started.elapsed().as_secs_f64());
    Ok(())
}

async fn fill_books(books: &Books, transfers: u64, days: f64) -> anyhow::Result<()> {
    let end = SystemClock.now();
    let span = Duration::from_secs_f64(days * 86_400.0);
    let present = books.count()?;
    let step = span.as_millis() as f64 / transfers.saturating_sub(present).max(1) as f64;
    let (mut done, mut tidied) = (present, present);
    while done < transfers {
        let window = WINDOW.min(transfers - done);
        let mut now = end;
        let mut waiting = Vec::with_capacity(usize::try_from(window)?);
        for place in 0..window {
            now = Timestamp((end - span).0 + (step * (done + place - present) as f64) as i64);
            waiting.push(books.transfer(now)?);
        }
        for pending in waiting {
            pending.await?;
        }
        done += window;
        if done - tidied >= TIDY_EVERY {
            books.tidy(now).await?;
            tidied = done;
        }
    }
    books.tidy(end).await
}

/// How many transfers per second `writers` get through.
pub async fn transfers(dir: &Path, writers: usize, seconds: u64) -> anyhow::Result<()> {
    let books = Books::at(dir).await?;
    write_for(&books, writers, Duration::from_secs(1)).await?;
    let (done, took) = write_for(&books, writers, Duration::from_secs(seconds)).await?;
    println!("rate {:.0}", done as f64 / took.as_secs_f64());
    Ok(())
}

async fn write_for(books: &Books, writers: usize, time: Duration) -> anyhow::Result<(u64, Duration)> {
    let started = Instant::now();
    let mut tasks = JoinSet::new();
    for _ in 0..writers {
        let books = books.clone();
        tasks.spawn(async move {
            let mut done = 0;
            while started.elapsed() < time {
                books.transfer(SystemClock.now())?.await?;
                done += 1;
            }
            anyhow::Ok(done)
        });
    }
    let mut done = 0;
    while let Some(task) = tasks.join_next().await {
        done += task??;
    }
    Ok((done, started.elapsed()))
}

/// Bytes written per transfer with 64 writers, and how much the file grows per transfer that is kept.
pub async fn sizes(dir: &Path, transfers: u64) -> anyhow::Result<()> {
    std::fs::create_dir_all(dir)?;
    let path = dir.join("tmcpd.redb");
    let counts = Arc::new(Counts::default());
    let make = |path: PathBuf| -> Make {
        let counts = Arc::clone(&counts);
        // A file that cannot be opened gives an empty store in memory, and the figures below show it at once.
        Box::new(move || match CountingFile::open(&path, Arc::clone(&counts)) {
            Ok(file) => AnyBackend(Box::new(file)),
            Err(_) => AnyBackend(Box::new(tmcpd::store::InMemoryBackend::new())),
        })
    };
    let location =
        Location::Backends { data: make(path.clone()), journal: make(dir.join("tmcpd.journal")), capacity: JOURNAL_CAPACITY };
    let options = Options { location, ..Options::at(dir) };
    let books = Books::open(options).await?;
    fill_books(&books, transfers, 30.0).await?;
    for writers in [64, 1] {
        let before = counts.now();
        let (done, _) = write_for(&books, writers, Duration::from_secs(5)).await?;
        let after = counts.now();
        let (bytes, flushes) = ((after.0 - before.0) as f64, (after.1 - before.1) as f64);
        println!("written_{writers} {:.0}", bytes / done as f64);
        println!("flushes_{writers} {:.3}", flushes / done as f64);
    }
    books.tidy(SystemClock.now()).await?;
    let kept = books.count()?;
    books.commands.store().close();
    println!("length_per_transfer {:.0}", std::fs::metadata(&path)?.len() as f64 / kept as f64);
    println!("allocated_per_transfer {:.0}", allocated(&path)? as f64 / kept as f64);
    Ok(())
}

/// Bytes of the pages that are in use, without the room that redb keeps for what comes.
fn allocated(path: &Path) -> anyhow::Result<u64> {
    let database = redb::Database::open(path)?;
    let txn = database.begin_write()?;
    let stats = txn.stats()?;
    let bytes = stats.allocated_pages() * stats.page_size() as u64;
    txn.abort()?;
    Ok(bytes)
}

/// How long the file takes to open.
pub fn open(dir: &Path, check: bool) -> anyhow::Result<()> {
    let started = Instant::now();
    let store = Store::open(Options::at(dir))?;
    println!("open_ms {:.1}", started.elapsed().as_secs_f64() * 1000.0);
    if check {
        let report = store.read(ledger::check)?;
        anyhow::ensure!(report.is_clean(), "the books are wrong: {:#?}", report.problems);
        let chain = store.read(audit::verify)?;
        anyhow::ensure!(matches!(chain, ChainState::Whole { .. }), "the audit chain is broken: {chain:?}");
        println!("records {}", report.records);
    }
    store.close();
    Ok(())
}

/// Entries and bytes of each table.
pub fn tables(dir: &Path) -> anyhow::Result<()> {
    let database = redb::Database::open(dir.join("tmcpd.redb"))?;
    let txn = database.begin_read()?;
    println!("{:24} {:>10} {:>12} {:>12} {:>12} {:>9}", "table", "entries", "stored", "metadata", "fragmented", "bytes/row");
    for handle in txn.list_tables()? {
        let table = txn.open_table(redb::TableDefinition::<&[u8], &[u8]>::new(handle.name()))?;
        let (entries, stats) = (table.len()?, table.stats()?);
        let all = stats.stored_bytes() + stats.metadata_bytes() + stats.fragmented_bytes();
        if table.first()?.is_some() {
            println!(
                "{:24} {entries:>10} {:>12} {:>12} {:>12} {:>9}",
                handle.name(),
                stats.stored_bytes(),
                stats.metadata_bytes(),
                stats.fragmented_bytes(),
                all / entries.max(1)
            );
        }
    }
    Ok(())
}
