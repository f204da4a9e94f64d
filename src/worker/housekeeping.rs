//! What time alone brings about: transfers and gifts run out, remembered answers and revoked sessions are forgotten, signing keys follow
//! one another. Each tick looks before it writes, so an idle server writes nothing, and does a bounded amount of work; what is
//! left is for the next one.

use std::{ops::Bound::Unbounded, sync::Arc, time::Duration};

use tokio::sync::watch;

use crate::{
    edge::{Edge, Trouble},
    gifts,
    identity::PruneSessions,
    kernel::Timestamp,
    store::{Failure, Order, ReadExt, WriteError, tables::IDEMPOTENCY},
    transfers::{self, Expire},
};

use super::stopped;

/// How often there is a tick.
const PERIOD: Duration = Duration::from_secs(1);

/// How many rows of each kind are looked at together.
const MOST: usize = 500;

/// How often a tick goes on while it finds as many; the rest is for the next one.
const ROUNDS: usize = 40;

/// Does what is due at `now`.
pub async fn tick(edge: &Edge, now: Timestamp) -> Result<(), Trouble> {
    // First, and whatever becomes of the rest: a key may have been taken away because somebody stole it.
    let keys = edge.keep_up_keys(now).await;
    for _ in 0..ROUNDS {
        if !expire_transfers(edge, now).await? {
            break;
        }
    }
    for _ in 0..ROUNDS {
        if !expire_gifts(edge, now).await? {
            break;
        }
    }
    for _ in 0..ROUNDS {
        if !forget_answers(edge, now).await? {
            break;
        }
    }
    forget_revocations(edge, now).await?;
    edge.access.flush();
    keys
}

/// Ticks until `stop` says so.
pub(super) async fn run(edge: Arc<Edge>, mut stop: watch::Receiver<bool>) {
    loop {
        if let Err(trouble) = tick(&edge, edge.now()).await {
            tracing::error!(%trouble, "housekeeping failed and is tried again");
        }
        tokio::select! {
            () = tokio::time::sleep(PERIOD) => {}
            () = stopped(&mut stop) => return,
        }
    }
}

/// Says whether there may be more.
async fn expire_transfers(edge: &Edge, now: Timestamp) -> Result<bool, Trouble> {
    let (expired, stale) = edge.commands.store().read(|reader| transfers::due(reader, now, MOST))?;
    let more = expired.len() + stale.len() == MOST;
    // Queued together, they share a commit.
    let queued: Vec<_> = expired
        .into_iter()
        .map(|key| edge.commands.run(edge.system_ctx(), None, Expire { key, settings: edge.settings() }))
        .collect();
    for ended in queued {
        match ended.await {
            // It went on in the meantime.
            Ok(_) | Err(WriteError::Rejected(_)) => {}
            Err(failure) => return Err(failure.into()),
        }
    }
    if stale.is_empty() {
        return Ok(more);
    }
    let dropped = edge.commands.store().write(move |txn| Ok::<_, Failure>(transfers::drop_stale(txn, &stale)?));
    dropped.await?;
    Ok(more)
}

/// Says whether there may be more.
async fn expire_gifts(edge: &Edge, now: Timestamp) -> Result<bool, Trouble> {
    let (expired, stale) = edge.commands.store().read(|reader| gifts::due(reader, now, MOST))?;
    let more = expired.len() + stale.len() == MOST;
    let queued: Vec<_> =
        expired.into_iter().map(|key| edge.commands.run(edge.system_ctx(), None, gifts::Expire { key })).collect();
    for ended in queued {
        match ended.await {
            // The last share was taken in the meantime.
            Ok(_) | Err(WriteError::Rejected(_)) => {}
            Err(failure) => return Err(failure.into()),
        }
    }
    if stale.is_empty() {
        return Ok(more);
    }
    edge.commands.store().write(move |txn| Ok::<_, Failure>(gifts::drop_stale(txn, &stale)?)).await?;
    Ok(more)
}

/// Says whether there may be more.
async fn forget_answers(edge: &Edge, now: Timestamp) -> Result<bool, Trouble> {
    let before = now - edge.settings().wallet.idempotency_retention;
    let oldest = edge.commands.store().read(|reader| reader.scan(&IDEMPOTENCY, Unbounded, Unbounded, Order::Ascending, 1))?;
    if oldest.iter().all(|(_, row)| row.at >= before) {
        return Ok(false);
    }
    Ok(edge.commands.forget(before, MOST).await? == MOST)
}

async fn forget_revocations(edge: &Edge, now: Timestamp) -> Result<(), Trouble> {
    if !edge.commands.store().read(|reader| PruneSessions::is_due(reader, now, MOST))? {
        return Ok(());
    }
    let live = Arc::clone(&edge.live);
    let pruned = edge.commands.store().write(move |txn| Ok::<_, Failure>(PruneSessions::run(txn, now, &live, MOST)?));
    pruned.await?;
    Ok(())
}
