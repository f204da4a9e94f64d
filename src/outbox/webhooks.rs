//! The part of the outbox that mini-apps are told of: a queue for each, so that one whose endpoint is away holds back nobody
//! else, and no Matrix event either. Sequences come from one counter, so within a mini-app they are in the order of commits.

use std::ops::Bound::{Excluded, Included, Unbounded};

use serde::Serialize;

use crate::{
    kernel::{Ctx, EventId, Timestamp},
    store::{
        Order, Read, ReadExt, StoreError, Txn,
        rows::{WebhookEvent, WebhookRow},
        tables::{WEBHOOK_ENDPOINTS, WEBHOOKS},
    },
};

/// An event that a mini-app is to be told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    /// Who is told.
    pub miniapp: String,
    /// Its id, the same at every attempt.
    pub event: EventId,
    /// What happened.
    pub kind: WebhookEvent,
    /// What it happened to: events about the same object are told in order.
    pub object: String,
    /// What is sent, the same at every attempt.
    pub body: String,
}

/// What is sent, in the order in which it is documented.
#[derive(Serialize)]
struct Body<'b, D> {
    event: &'static str,
    event_id: String,
    timestamp: String,
    data: &'b D,
}

impl Webhook {
    /// The event `kind` of now, about `object` (such as the id of a payment), with its `data`.
    pub fn new(ctx: &Ctx, miniapp: &str, kind: WebhookEvent, object: impl ToString, data: &serde_json::Value) -> Self {
        let event: EventId = ctx.new_id();
        let body = Body { event: kind.name(), event_id: event.to_string(), timestamp: ctx.now.to_string(), data };
        // A JSON value is always JSON.
        let body = serde_json::to_string(&body).unwrap_or_default();
        Self { miniapp: miniapp.to_owned(), event, kind, object: object.to_string(), body }
    }
}

/// An event that waits, without what is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queued {
    /// Its place.
    pub sequence: u64,
    /// What it is about.
    pub object: String,
    /// Since when it waits.
    pub at: Timestamp,
    /// Not before.
    pub due: Timestamp,
}

/// Adds `webhook` when its mini-app has somewhere to hear of it; says whether.
pub fn enqueue(txn: &mut Txn<'_>, at: Timestamp, webhook: &Webhook) -> Result<bool, StoreError> {
    if !txn.has(&WEBHOOK_ENDPOINTS, &webhook.miniapp)? {
        return Ok(false);
    }
    let Webhook { event, kind, object, body, .. } = webhook.clone();
    let row = WebhookRow { event, kind, object, body, at, attempts: 0, due: at, trouble: None };
    let sequence = txn.next(&WEBHOOKS)?;
    txn.put(&WEBHOOKS, &(webhook.miniapp.clone(), sequence), &row)?;
    Ok(true)
}

/// The mini-apps for which something waits. Costs one seek for each.
pub fn addressees(reader: &impl Read) -> Result<Vec<String>, StoreError> {
    let mut found: Vec<String> = Vec::new();
    loop {
        let after = found.last().map(|miniapp| (miniapp.clone(), u64::MAX));
        let from = after.as_ref().map_or(Unbounded, Excluded);
        match reader.scan(&WEBHOOKS, from, Unbounded, Order::Ascending, 1)?.pop() {
            Some(((miniapp, _), _)) => found.push(miniapp),
            None => return Ok(found),
        }
    }
}

/// At most `limit` events that wait for `miniapp` behind `after`, in order.
pub fn waiting(reader: &impl Read, miniapp: &str, after: u64, limit: usize) -> Result<Vec<Queued>, StoreError> {
    let key = |sequence| (miniapp.to_owned(), sequence);
    let rows = reader.scan(&WEBHOOKS, Excluded(&key(after)), Included(&key(u64::MAX)), Order::Ascending, limit)?;
    Ok(rows.into_iter().map(|((_, sequence), row)| Queued { sequence, object: row.object, at: row.at, due: row.due }).collect())
}
