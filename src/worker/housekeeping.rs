//! What time alone brings about: transfers, payments and gifts run out, signing keys follow one another, what nobody can ask for any more is
//! forgotten (remembered answers, sessions that ended, unanswered questions, old deliveries), and the erased lose their names.
//! Each tick looks before it writes, so an idle server writes nothing, and does a bounded amount of work; what is left is for the
//! next one.

use std::{
    ops::Bound::Unbounded,
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::sync::watch;

use crate::{
    command::Command,
    edge::{Edge, Trouble},
    endpoints::deliveries,
    gifts,
    identity::{PruneCodes, PruneDeviceGrants, PruneRevocations, Walk},
    kernel::Timestamp,
    mfa::challenge,
    payments, people, rooms,
    store::{Failure, Order, ReadExt, StoreError, Txn, WriteError, tables::IDEMPOTENCY},
    transfers, wallets,
};

use super::{patience::Patience, stopped};

/// How often there is a tick.
const PERIOD: Duration = Duration::from_secs(1);

/// How many rows of each kind are looked at together.
const MOST: usize = 500;

/// How often a tick goes on while it finds as many; the rest is for the next one.
const ROUNDS: usize = 40;

/// How many transfers lose a name together, and how many such batches a tick has. Looking for them is what costs.
const ERASED_TOGETHER: usize = 200;
const ERASING_ROUNDS: usize = 10;

/// How far the rounds over what is in no order go with each tick.
const WALKED: usize = 200;

/// How long it is remembered where a transfer that is over was told of.
const CARDS_KEPT: Duration = Duration::from_secs(30 * 24 * 3600);

/// Does what is due at `now`, with the rounds at their beginning.
pub async fn tick(edge: &Edge, now: Timestamp) -> Result<(), Trouble> {
    tick_on(edge, now, now, &mut Walk::default()).await
}

/// `sure` is the time that has surely come, and is `now` unless the clock has jumped: what is forgotten does not come back.
async fn tick_on(edge: &Edge, now: Timestamp, sure: Timestamp, walk: &mut Walk) -> Result<(), Trouble> {
    // First, and whatever becomes of the rest: a key may have been taken away because somebody stole it.
    let keys = edge.keep_up_keys(now, sure).await;
    for _ in 0..ROUNDS {
        let due = edge.commands.store().read(|reader| transfers::due(reader, now, MOST))?;
        if !expire(edge, due, |key| transfers::Expire { key, settings: edge.settings() }, transfers::drop_stale).await? {
            break;
        }
    }
    for _ in 0..ROUNDS {
        let due = edge.commands.store().read(|reader| payments::due(reader, now, MOST))?;
        if !expire(edge, due, |key| payments::Expire { key }, payments::drop_stale).await? {
            break;
        }
    }
    for _ in 0..ROUNDS {
        let due = edge.commands.store().read(|reader| gifts::due(reader, now, MOST))?;
        if !expire(edge, due, |key| gifts::Expire { key }, gifts::drop_stale).await? {
            break;
        }
    }
    for _ in 0..ROUNDS {
        if !forget_answers(edge, sure).await? {
            break;
        }
    }
    for _ in 0..ERASING_ROUNDS {
        if !go_on_erasing(edge).await? {
            break;
        }
    }
    forget_revocations(edge, sure).await?;
    forget_sessions(edge, sure, walk).await?;
    forget_codes(edge, sure).await?;
    forget_cards(edge, now).await?;
    forget_deliveries(edge, now).await?;
    forget_sums(edge, now).await?;
    forget_challenges(edge, now).await?;
    edge.access.flush();
    keys
}

/// Ticks until `stop` says so.
pub(super) async fn run(edge: Arc<Edge>, mut stop: watch::Receiver<bool>) {
    let (mut walk, mut patience, began) = (Walk::default(), Patience::default(), Instant::now());
    loop {
        let now = edge.now();
        let sure = patience.sure(now, began.elapsed());
        if let Err(trouble) = tick_on(&edge, now, sure, &mut walk).await {
            tracing::error!(%trouble, "housekeeping failed and is tried again");
        }
        tokio::select! {
            () = tokio::time::sleep(PERIOD) => {}
            () = stopped(&mut stop) => return,
        }
    }
}

/// Ends what is over, and drops the rows of what went on; says whether there may be more.
async fn expire<K: Send + Sync + 'static, C: Command>(
    edge: &Edge,
    (over, stale): (Vec<K>, Vec<K>),
    end: impl Fn(K) -> C,
    drop_stale: fn(&mut Txn<'_>, &[K]) -> Result<(), StoreError>,
) -> Result<bool, Trouble> {
    let more = over.len() + stale.len() == MOST;
    end_all(edge, over.into_iter().map(end)).await?;
    if !stale.is_empty() {
        edge.commands.store().write(move |txn| Ok::<_, Failure>(drop_stale(txn, &stale)?)).await?;
    }
    Ok(more)
}

/// Ends what is over. Queued together, they share a commit.
async fn end_all<C: Command>(edge: &Edge, ends: impl Iterator<Item = C>) -> Result<(), Trouble> {
    let queued: Vec<_> = ends.map(|end| edge.commands.run(edge.system_ctx(), None, end)).collect();
    for ended in queued {
        match ended.await {
            // It went on in the meantime.
            Ok(_) | Err(WriteError::Rejected(_)) => {}
            Err(failure) => return Err(failure.into()),
        }
    }
    Ok(())
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

async fn forget_challenges(edge: &Edge, now: Timestamp) -> Result<(), Trouble> {
    if edge.commands.store().read(|reader| challenge::is_prune_due(reader, now))? {
        edge.commands.store().write(move |txn| Ok::<_, Failure>(challenge::prune(txn, now, MOST)?)).await?;
    }
    Ok(())
}

/// Says whether there is more.
async fn go_on_erasing(edge: &Edge) -> Result<bool, Trouble> {
    let store = edge.commands.store();
    if let Some(batch) = store.read(|reader| people::next_batch(reader, ERASED_TOGETHER))? {
        edge.commands.run(edge.system_ctx(), None, batch).await?;
        return Ok(true);
    }
    if let Some(batch) = store.read(|reader| payments::next_erasure(reader, ERASED_TOGETHER))? {
        edge.commands.run(edge.system_ctx(), None, batch).await?;
        return Ok(true);
    }
    if let Some(batch) = store.read(|reader| gifts::next_erasure(reader, ERASED_TOGETHER))? {
        edge.commands.run(edge.system_ctx(), None, batch).await?;
        return Ok(true);
    }
    Ok(false)
}

async fn forget_revocations(edge: &Edge, now: Timestamp) -> Result<(), Trouble> {
    if !edge.commands.store().read(|reader| PruneRevocations::is_due(reader, now, MOST))? {
        return Ok(());
    }
    let live = Arc::clone(&edge.live);
    let pruned = edge.commands.store().write(move |txn| Ok::<_, Failure>(PruneRevocations::run(txn, now, &live, MOST)?));
    pruned.await?;
    Ok(())
}

async fn forget_sessions(edge: &Edge, now: Timestamp, walk: &mut Walk) -> Result<(), Trouble> {
    let stale = edge.commands.store().read(|reader| walk.look(reader, now, WALKED))?;
    if !stale.is_empty() {
        edge.commands.store().write(move |txn| Ok::<_, Failure>(stale.forget(txn, now)?)).await?;
    }
    Ok(())
}

async fn forget_codes(edge: &Edge, now: Timestamp) -> Result<(), Trouble> {
    let due =
        edge.commands.store().read(|reader| Ok(PruneCodes::is_due(reader, now)? || PruneDeviceGrants::is_due(reader, now)?))?;
    if due {
        let pruned = edge.commands.store().write(move |txn| {
            PruneCodes::run(txn, now, MOST)?;
            PruneDeviceGrants::run(txn, now, MOST)?;
            Ok::<_, Failure>(())
        });
        pruned.await?;
    }
    Ok(())
}

async fn forget_cards(edge: &Edge, now: Timestamp) -> Result<(), Trouble> {
    let before = now - CARDS_KEPT;
    let (transfers, gifts) = edge
        .commands
        .store()
        .read(|reader| Ok((rooms::old_cards(reader, before, MOST)?, gifts::old_cards(reader, before, MOST)?)))?;
    if !(transfers.is_empty() && gifts.is_empty()) {
        let forgotten = edge.commands.store().write(move |txn| {
            rooms::forget_cards(txn, &transfers)?;
            Ok::<_, Failure>(gifts::forget_cards(txn, &gifts)?)
        });
        forgotten.await?;
    }
    Ok(())
}

async fn forget_sums(edge: &Edge, now: Timestamp) -> Result<(), Trouble> {
    let today = wallets::calendar_day(edge.settings().wallet.time_zone, now);
    let stale = edge.commands.store().read(|reader| wallets::stale_sums(reader, today, MOST))?;
    if !stale.is_empty() {
        edge.commands.store().write(move |txn| Ok::<_, Failure>(wallets::forget_sums(txn, &stale)?)).await?;
    }
    Ok(())
}

async fn forget_deliveries(edge: &Edge, now: Timestamp) -> Result<(), Trouble> {
    let before = now - deliveries::KEPT_FOR;
    for miniapp in edge.commands.store().read(|reader| deliveries::stale(reader, before, MOST))? {
        let pruned = edge.commands.store().write(move |txn| Ok::<_, Failure>(deliveries::prune(txn, &miniapp, before, MOST)?));
        pruned.await?;
    }
    Ok(())
}
