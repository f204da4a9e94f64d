//! What became of events: every attempt with its answer, and the events that were given up, kept so that they can be sent again.
//!
//! Bounds for each mini-app: the last [`KEPT_ATTEMPTS`] attempts and the last [`KEPT_DEAD`] events, both for [`KEPT_FOR`] at
//! most.

use std::{
    ops::Bound::{Excluded, Included, Unbounded},
    time::Duration,
};

use crate::{
    kernel::{EventId, Page, RawId, Timestamp},
    outbox::webhooks::Webhook,
    store::{
        Key, Order, Read, ReadExt, StoreError, Table, Txn,
        rows::{DeliveryOutcome, DeliveryRow, EndpointFlag, EndpointRow, WebhookRow},
        tables::{WEBHOOK_DELIVERIES, WEBHOOK_ENDPOINTS, WEBHOOKS, WEBHOOKS_DEAD},
    },
};

/// How many attempts are kept.
pub const KEPT_ATTEMPTS: u64 = 10_000;
/// How many events that were given up are kept.
pub const KEPT_DEAD: u32 = 10_000;
/// How long both are kept.
pub const KEPT_FOR: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// The ends of the ids that events have.
const FIRST_EVENT: EventId = EventId(RawId([0; 16]));
const LAST_EVENT: EventId = EventId(RawId([0xff; 16]));

/// What an attempt left behind.
#[derive(Clone, Debug)]
pub struct Report {
    /// When it began.
    pub at: Timestamp,
    /// How long it took, in milliseconds.
    pub took: u32,
    /// The HTTP status, when there was an answer.
    pub status: Option<u16>,
    /// The beginning of the answer.
    pub answer: Option<String>,
    /// What went wrong, when there was none.
    pub trouble: Option<String>,
    /// What came of it.
    pub outcome: DeliveryOutcome,
    /// When to try again, for [`DeliveryOutcome::Retry`].
    pub due: Timestamp,
}

/// Notes an attempt to deliver what waits at `sequence`, and does what follows from it.
pub fn settle(txn: &mut Txn<'_>, miniapp: &str, sequence: u64, report: &Report) -> Result<(), StoreError> {
    let key = (miniapp.to_owned(), sequence);
    let Some(row) = txn.get(&WEBHOOKS, &key)? else { return Ok(()) };
    let Some(endpoint) = txn.get(&WEBHOOK_ENDPOINTS, &key.0)? else { return txn.remove(&WEBHOOKS, &key) };
    let attempts = row.attempts.saturating_add(1);
    note(txn, miniapp, delivery(&row, attempts, report))?;
    if report.outcome == DeliveryOutcome::Retry {
        return txn.put(&WEBHOOKS, &key, &WebhookRow { attempts, due: report.due, trouble: report.trouble.clone(), ..row });
    }
    txn.remove(&WEBHOOKS, &key)?;
    match (report.outcome, report.status) {
        (DeliveryOutcome::Delivered, _) if endpoint.flag.is_some() => {
            txn.put(&WEBHOOK_ENDPOINTS, &key.0, &EndpointRow { flag: None, ..endpoint })
        }
        (DeliveryOutcome::Delivered, _) => Ok(()),
        (DeliveryOutcome::Stopped, Some(status)) => {
            let flag = Some(EndpointFlag { at: report.at, event: row.event, status });
            bury(txn, miniapp, EndpointRow { flag, ..endpoint }, WebhookRow { attempts, ..row }, report)
        }
        _ => bury(txn, miniapp, endpoint, WebhookRow { attempts, ..row }, report),
    }
}

fn delivery(row: &WebhookRow, attempt: u32, report: &Report) -> DeliveryRow {
    DeliveryRow {
        event: row.event,
        kind: row.kind,
        at: report.at,
        attempt,
        outcome: report.outcome,
        took: report.took,
        status: report.status,
        answer: report.answer.clone(),
        trouble: report.trouble.clone(),
    }
}

/// Appends to the log of attempts. Numbers follow each other without a gap, so how many there are is the distance of the ends.
fn note(txn: &mut Txn<'_>, miniapp: &str, row: DeliveryRow) -> Result<(), StoreError> {
    let newest = end(txn, &WEBHOOK_DELIVERIES, miniapp, Order::Descending)?.map_or(0, |(number, _)| number);
    txn.put(&WEBHOOK_DELIVERIES, &(miniapp.to_owned(), newest + 1), &row)?;
    let oldest = end(txn, &WEBHOOK_DELIVERIES, miniapp, Order::Ascending)?.map_or(newest, |(number, _)| number);
    if newest + 1 - oldest >= KEPT_ATTEMPTS {
        txn.remove(&WEBHOOK_DELIVERIES, &(miniapp.to_owned(), oldest))?;
    }
    Ok(())
}

fn bury(txn: &mut Txn<'_>, miniapp: &str, endpoint: EndpointRow, row: WebhookRow, report: &Report) -> Result<(), StoreError> {
    let mut dead = endpoint.dead;
    let key = (miniapp.to_owned(), row.event);
    if !txn.has(&WEBHOOKS_DEAD, &key)? {
        dead = dead.saturating_add(1);
    }
    txn.put(&WEBHOOKS_DEAD, &key, &WebhookRow { due: report.at, trouble: report.trouble.clone(), ..row })?;
    if dead > KEPT_DEAD
        && let Some((oldest, _)) = dead_behind(txn, miniapp, None, 1)?.pop()
    {
        txn.remove(&WEBHOOKS_DEAD, &(miniapp.to_owned(), oldest))?;
        dead -= 1;
    }
    txn.put(&WEBHOOK_ENDPOINTS, &key.0, &EndpointRow { dead, ..endpoint })
}

/// An event that was given up.
pub fn dead(reader: &impl Read, miniapp: &str, event: EventId) -> Result<Option<WebhookRow>, StoreError> {
    reader.get(&WEBHOOKS_DEAD, &(miniapp.to_owned(), event))
}

/// At most `limit` events that were given up, behind `event`, in the order in which they happened.
pub fn dead_behind(
    reader: &impl Read,
    miniapp: &str,
    event: Option<EventId>,
    limit: usize,
) -> Result<Vec<(EventId, WebhookRow)>, StoreError> {
    let key = |event| (miniapp.to_owned(), event);
    let (from, to) = (key(event.unwrap_or(FIRST_EVENT)), key(LAST_EVENT));
    let rows = reader.scan(&WEBHOOKS_DEAD, Excluded(&from), Included(&to), Order::Ascending, limit)?;
    Ok(rows.into_iter().map(|((_, event), row)| (event, row)).collect())
}

/// Takes an event back from those that were given up; what is answered is to be told again, with the same id and body.
pub(super) fn revive(txn: &mut Txn<'_>, miniapp: &str, event: EventId, row: WebhookRow) -> Result<Webhook, StoreError> {
    txn.remove(&WEBHOOKS_DEAD, &(miniapp.to_owned(), event))?;
    count_down(txn, miniapp)?;
    let WebhookRow { kind, object, body, .. } = row;
    Ok(Webhook { miniapp: miniapp.to_owned(), event, kind, object, body })
}

fn count_down(txn: &mut Txn<'_>, miniapp: &str) -> Result<(), StoreError> {
    let key = miniapp.to_owned();
    let Some(endpoint) = txn.get(&WEBHOOK_ENDPOINTS, &key)? else { return Ok(()) };
    txn.put(&WEBHOOK_ENDPOINTS, &key, &EndpointRow { dead: endpoint.dead.saturating_sub(1), ..endpoint })
}

/// Attempts before number `before`, the newest first.
pub fn attempts(
    reader: &impl Read,
    miniapp: &str,
    before: Option<u64>,
    limit: usize,
) -> Result<Page<(u64, DeliveryRow)>, StoreError> {
    let key = |number| (miniapp.to_owned(), number);
    let to = before.unwrap_or(u64::MAX);
    let rows = reader.scan(&WEBHOOK_DELIVERIES, Included(&key(0)), Excluded(&key(to)), Order::Descending, limit)?;
    let items: Vec<_> = rows.into_iter().map(|((_, number), row)| (number, row)).collect();
    let newest = end(reader, &WEBHOOK_DELIVERIES, miniapp, Order::Descending)?.map_or(0, |(number, _)| number);
    let oldest = end(reader, &WEBHOOK_DELIVERIES, miniapp, Order::Ascending)?.map_or(1, |(number, _)| number);
    let next_cursor = items.last().map(|(number, _)| *number).filter(|last| *last > oldest);
    Ok(Page { items, total: (newest + 1).saturating_sub(oldest), next_cursor })
}

/// The first or the last entry of `miniapp`.
fn end<V: for<'b> minicbor::Decode<'b, ()>>(
    reader: &impl Read,
    table: &Table<(String, u64), V>,
    miniapp: &str,
    order: Order,
) -> Result<Option<(u64, V)>, StoreError> {
    let (from, to) = ((miniapp.to_owned(), 0), (miniapp.to_owned(), u64::MAX));
    let found = reader.scan(table, Included(&from), Included(&to), order, 1)?.pop();
    Ok(found.map(|((_, number), row)| (number, row)))
}

/// Mini-apps with attempts, or with events that were given up, from before `before`; at most `limit` of each. Costs one seek for
/// each mini-app that has any.
pub fn stale(reader: &impl Read, before: Timestamp, limit: usize) -> Result<Vec<String>, StoreError> {
    let mut found = firsts(reader, &WEBHOOK_DELIVERIES, u64::MAX, limit, |row| row.at < before)?;
    found.extend(firsts(reader, &WEBHOOKS_DEAD, LAST_EVENT, limit, |row| row.due < before)?);
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// The first parts of pair keys whose first entry is `wanted`.
fn firsts<K: Key + Clone, V: for<'b> minicbor::Decode<'b, ()>>(
    reader: &impl Read,
    table: &Table<(String, K), V>,
    last: K,
    limit: usize,
    wanted: impl Fn(&V) -> bool,
) -> Result<Vec<String>, StoreError> {
    let (mut found, mut after) = (Vec::new(), None);
    while found.len() < limit {
        let from = after.as_ref().map_or(Unbounded, Excluded);
        let Some(((first, _), row)) = reader.scan(table, from, Unbounded, Order::Ascending, 1)?.pop() else { break };
        if wanted(&row) {
            found.push(first.clone());
        }
        after = Some((first, last.clone()));
    }
    Ok(found)
}

/// Forgets what is from before `before`, at most `limit` entries of each kind.
pub fn prune(txn: &mut Txn<'_>, miniapp: &str, before: Timestamp, limit: usize) -> Result<(), StoreError> {
    let first = miniapp.to_owned();
    for (number, _) in txn.scan_first(&WEBHOOK_DELIVERIES, &first, limit)?.into_iter().take_while(|(_, row)| row.at < before) {
        txn.remove(&WEBHOOK_DELIVERIES, &(first.clone(), number))?;
    }
    for (event, _) in dead_behind(txn, miniapp, None, limit)?.into_iter().take_while(|(_, row)| row.due < before) {
        txn.remove(&WEBHOOKS_DEAD, &(first.clone(), event))?;
        count_down(txn, miniapp)?;
    }
    Ok(())
}
