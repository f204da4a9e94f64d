//! Payments as a mini-app's backend sees them: lists, and what its webhook is told.

use std::ops::Bound;

use serde_json::{Map, Value, json};

use crate::{
    command::Applied,
    kernel::{Ctx, Money, PaymentId, RawId, RefundId, Timestamp},
    outbox::{Effect, webhooks::Webhook},
    store::{
        Order, Read, ReadExt, StoreError,
        rows::{PaymentState, RefundRow, WebhookEvent},
        tables::{PAYMENTS, PAYMENTS_OF_MINIAPP, REFUNDS},
    },
};

use super::{Payment, Refunded};

/// Which payments are wanted; what is `None` does not matter.
#[derive(Clone, Debug, Default)]
pub struct PaymentFilter {
    /// In this state.
    pub state: Option<PaymentState>,
    /// Asked for at this time or later.
    pub from: Option<Timestamp>,
    /// Asked for before this time.
    pub to: Option<Timestamp>,
    /// For this order.
    pub order: Option<String>,
}

/// Part of a list of payments, newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentsPage {
    /// The payments.
    pub items: Vec<Payment>,
    /// Where the next page begins, when there may be more.
    pub next: Option<PaymentId>,
}

/// The most payments that one page looks at.
const MOST_LOOKED_AT: usize = 10_000;

/// How many rows are read at a time.
const STEP: usize = 200;

/// The payments of a mini-app that `filter` admits, newest first, from the one before `before` on. Times bound the range by the
/// ids, which sort by time; for the rest at most [`MOST_LOOKED_AT`] payments are looked at, and the page leads on from there.
pub fn list(
    reader: &impl Read,
    miniapp: &str,
    filter: &PaymentFilter,
    before: Option<PaymentId>,
    limit: usize,
) -> Result<PaymentsPage, StoreError> {
    let key = |id: PaymentId| (miniapp.to_owned(), id);
    let from = key(first_at(filter.from.unwrap_or(Timestamp(0))));
    let end = filter.to.map_or(PaymentId(RawId([0xff; 16])), first_at);
    let mut to = key(before.map_or(end, |before| before.min(end)));
    let mut page = PaymentsPage { items: Vec::new(), next: None };
    if from >= to {
        return Ok(page);
    }
    for _ in 0..MOST_LOOKED_AT / STEP {
        let rows = reader.scan(&PAYMENTS_OF_MINIAPP, Bound::Included(&from), Bound::Excluded(&to), Order::Descending, STEP)?;
        let more = rows.len() == STEP;
        for ((_, id), ()) in rows {
            if page.items.len() == limit {
                page.next = Some(to.1);
                return Ok(page);
            }
            to = key(id);
            let row = reader.get(&PAYMENTS, &id)?.ok_or_else(|| StoreError::Corrupt(format!("payment {id} is gone")))?;
            let admitted = filter.state.is_none_or(|state| state == row.state)
                && filter.order.as_ref().is_none_or(|order| row.order.as_ref() == Some(order));
            if admitted {
                page.items.push(Payment { id, row });
            }
        }
        if !more {
            return Ok(page);
        }
    }
    page.next = Some(to.1);
    Ok(page)
}

/// What went back of a payment, oldest first.
pub fn refunds(reader: &impl Read, id: PaymentId) -> Result<Vec<(RefundId, RefundRow)>, StoreError> {
    reader.scan_first(&REFUNDS, &id, usize::MAX)
}

fn first_at(at: Timestamp) -> PaymentId {
    PaymentId(RawId::from_parts(at.unix_ms(), 0))
}

/// Tells those concerned that a payment ended without money: its room, if it was asked for in one, and the mini-app.
pub(super) fn told_of_the_end<O>(ctx: &Ctx, applied: Applied<O>, payment: &Payment) -> Applied<O> {
    let mut data = facts(payment);
    if let Some(failure) = payment.row.failure {
        data.insert("reason".to_owned(), failure.name().into());
    }
    let applied = applied.tell(webhook(ctx, payment, WebhookEvent::PaymentFailed, data));
    match &payment.row.room {
        Some(_) => applied.then(Effect::Payment { id: payment.id, state: payment.row.state, refund: None }),
        None => applied,
    }
}

/// Tells the mini-app that it was paid.
pub(super) fn told_of_completion<O>(ctx: &Ctx, applied: Applied<O>, payment: &Payment) -> Applied<O> {
    applied.tell(webhook(ctx, payment, WebhookEvent::PaymentCompleted, facts(payment)))
}

/// Tells the mini-app that money went back.
pub(super) fn told_of_refund<O>(ctx: &Ctx, applied: Applied<O>, refunded: &Refunded) -> Applied<O> {
    let Refunded { id, row, payment } = refunded;
    let mut data = facts(payment);
    let refund = json!({
        "refund_id": id.to_string(),
        "amount": number(row.amount),
        "reason": row.reason,
        "txn_id": row.txn.to_string(),
        "created_at": row.created.to_string(),
    });
    data.insert("refund".to_owned(), refund);
    data.insert("refunded_amount".to_owned(), number(payment.row.amount.currency.minor(row.total)));
    applied.tell(webhook(ctx, payment, WebhookEvent::PaymentRefunded, data))
}

fn webhook(ctx: &Ctx, payment: &Payment, kind: WebhookEvent, data: Map<String, Value>) -> Webhook {
    Webhook::new(ctx, &payment.row.miniapp, kind, payment.id, &Value::Object(data))
}

/// What a mini-app is told of its payment.
fn facts(payment: &Payment) -> Map<String, Value> {
    let Payment { id, row } = payment;
    let optional = [
        ("merchant_order_id", row.order.clone()),
        ("txn_id", row.txn.map(|txn| txn.to_string())),
        ("completed_at", row.completed.map(|at| at.to_string())),
        ("room_id", row.room.as_ref().map(ToString::to_string)),
    ];
    let mut facts = Map::new();
    facts.insert("payment_id".to_owned(), id.to_string().into());
    facts.insert("status".to_owned(), row.state.name().into());
    facts.insert("amount".to_owned(), number(row.amount));
    facts.insert("currency".to_owned(), row.amount.currency.code().into());
    facts.insert("fee".to_owned(), number(row.amount.currency.minor(row.fee)));
    facts.insert("payer".to_owned(), json!({ "user_id": row.payer_user.as_str(), "wallet_id": row.payer.to_string() }));
    facts.insert("created_at".to_owned(), row.created.to_string().into());
    let given = optional.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?.into())));
    facts.extend(given);
    if let Some(metadata) = row.metadata.as_deref().and_then(|text| serde_json::from_str(text).ok()) {
        facts.insert("metadata".to_owned(), metadata);
    }
    facts
}

/// An amount as a JSON number with exactly its currency's digits.
fn number(amount: Money) -> Value {
    serde_json::Number::from_string_unchecked(amount.to_string()).into()
}
