//! Payments as a mini-app's backend sees them: lists, and what its webhook is told.

use std::ops::Bound;

use crate::{
    command::Applied,
    kernel::{Ctx, PaymentId, RawId, RefundId, Timestamp},
    outbox::Effect,
    store::{
        Order, Read, ReadExt, StoreError,
        rows::{PaymentState, RefundRow},
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
        let rows =
            reader.scan(&PAYMENTS_OF_MINIAPP, Bound::Included(&from), Bound::Excluded(&to), Order::Descending, STEP)?;
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
pub(super) fn told_of_the_end<O>(_: &Ctx, applied: Applied<O>, payment: &Payment) -> Applied<O> {
    match &payment.row.room {
        Some(_) => applied.then(Effect::Payment { id: payment.id, state: payment.row.state, refund: None }),
        None => applied,
    }
}

/// Tells the mini-app that it was paid.
pub(super) fn tell_completion<O>(_: &Ctx, applied: Applied<O>, _: &Payment) -> Applied<O> {
    applied
}

/// Tells the mini-app that money went back.
pub(super) fn tell_refund<O>(_: &Ctx, applied: Applied<O>, _: &Refunded) -> Applied<O> {
    applied
}
