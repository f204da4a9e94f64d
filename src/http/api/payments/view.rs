//! A payment on the wire: the same shape for the payer, who sees how they can prove themselves, and for the mini-app's backend,
//! which sees the fee.

use poem_openapi::Object;
use serde::Serialize;

use crate::{
    edge::{Edge, Trouble},
    kernel::{Money, RefundId},
    mfa::Method,
    payments::{self, Payment},
    store::rows::{PaymentRow, PaymentState, RefundRow},
};

use crate::http::wire::{Amount, Metadata, Time};

/// Who looks at a payment.
pub enum Side {
    /// The payer, and the methods that they can prove themselves with.
    Payer(Vec<Method>),
    /// The mini-app's backend.
    Merchant,
}

/// A payment as it is.
#[derive(Object, Serialize)]
pub struct PaymentAnswer {
    payment_id: String,
    /// `pending_authorization`, `mfa_required`, `authorized`, `processing`, `completed`, `failed`, `expired`, `cancelled`,
    /// `partially_refunded` or `refunded`.
    status: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    txn_id: Option<String>,
    amount: Amount,
    currency: String,
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    merchant_order_id: Option<String>,
    /// What is paid for; empty when the mini-app did not say.
    items: Vec<Item>,
    payer: Payer,
    merchant: Merchant,
    #[serde(skip_serializing_if = "Option::is_none")]
    room_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    callback_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    metadata: Option<Metadata>,
    /// Whether it waits for the payer's proof.
    authorization_required: bool,
    /// For the payer, while it waits: what they can prove themselves with, the best first.
    #[serde(skip_serializing_if = "Option::is_none")]
    available_methods: Option<Vec<String>>,
    /// For the payer, where a second proof is needed: the method of the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    proven_by: Option<String>,
    /// Where the payer can approve it in a browser.
    approval_url: String,
    /// Why it failed: `proofs_locked` or `merchant_unavailable`.
    #[serde(skip_serializing_if = "Option::is_none")]
    failure_reason: Option<String>,
    /// For the mini-app: what the operator keeps of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    fee: Option<Amount>,
    /// What has gone back of it.
    refunded_amount: Amount,
    /// What went back, oldest first; in the status alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    refunds: Option<Vec<RefundView>>,
    created_at: Time,
    /// Until when it can be paid; absent once it is over.
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_at: Option<Time>,
    #[serde(skip_serializing_if = "Option::is_none")]
    completed_at: Option<Time>,
    /// When the present state began.
    timestamp: Time,
}

/// Who pays.
#[derive(Object, Serialize)]
pub struct Payer {
    user_id: String,
    wallet_id: String,
}

/// Who is paid.
#[derive(Object, Serialize)]
pub struct Merchant {
    miniapp_id: String,
    name: String,
    wallet_id: String,
}

/// One line of what is paid for.
#[derive(Object, Serialize)]
pub struct Item {
    name: String,
    quantity: u32,
    /// The price of one.
    amount: Amount,
}

/// Money that went back.
#[derive(Object, Serialize)]
pub struct RefundView {
    refund_id: String,
    amount: Amount,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    txn_id: String,
    created_at: Time,
}

impl RefundView {
    /// One refund.
    pub fn of(id: RefundId, row: RefundRow) -> Self {
        Self {
            refund_id: id.to_string(),
            amount: Amount(row.amount),
            reason: row.reason,
            txn_id: row.txn.to_string(),
            created_at: Time(row.created),
        }
    }
}

impl PaymentAnswer {
    /// The payment as `side` sees it, without what went back.
    pub fn of(edge: &Edge, payment: Payment, side: Side) -> Self {
        let is_open = payment.is_open();
        let Payment { id, row } = payment;
        let in_currency = |minor: i64| Amount(Money { minor, ..row.amount });
        let (fee, methods) = match side {
            Side::Payer(methods) => (None, is_open.then(|| names(&methods))),
            Side::Merchant => (row.completed.map(|_| in_currency(row.fee)), None),
        };
        let proven_by = row.proven_by.as_deref().and_then(Method::named).filter(|_| methods.is_some());
        Self {
            payment_id: id.to_string(),
            status: row.state.name().to_owned(),
            txn_id: row.txn.map(|txn| txn.to_string()),
            currency: row.amount.currency.code().to_owned(),
            items: items(&row),
            payer: Payer { user_id: row.payer_user.to_string(), wallet_id: row.payer.to_string() },
            room_id: row.room.map(|room| room.to_string()),
            metadata: row.metadata.and_then(|text| serde_json::from_str(&text).ok()),
            authorization_required: is_open,
            available_methods: methods,
            proven_by: proven_by.map(|method| method.payment_name().to_owned()),
            approval_url: edge.settings().server.link(&format!("/account/payments/{id}")),
            failure_reason: row.failure.map(|failure| failure.name().to_owned()),
            fee,
            refunded_amount: in_currency(row.refunded),
            refunds: None,
            created_at: Time(row.created),
            expires_at: is_open.then_some(Time(row.expires)),
            completed_at: row.completed.map(Time),
            timestamp: Time(row.changed),
            amount: Amount(row.amount),
            description: row.description,
            merchant_order_id: row.order,
            merchant: Merchant { miniapp_id: row.miniapp, name: row.miniapp_name, wallet_id: row.merchant.to_string() },
            callback_url: row.callback_url,
        }
    }
}

/// The payment with all that went back of it.
pub fn with_refunds(edge: &Edge, payment: Payment, side: Side) -> Result<PaymentAnswer, Trouble> {
    let refunded = matches!(payment.row.state, PaymentState::PartiallyRefunded | PaymentState::Refunded);
    let found = match refunded {
        true => edge.commands.store().read(|reader| payments::refunds(reader, payment.id))?,
        false => Vec::new(),
    };
    let refunds = found.into_iter().map(|(id, row)| RefundView::of(id, row)).collect();
    Ok(PaymentAnswer { refunds: Some(refunds), ..PaymentAnswer::of(edge, payment, side) })
}

/// Methods by the names that they have where a mini-app is paid.
pub fn names(methods: &[Method]) -> Vec<String> {
    methods.iter().map(|method| method.payment_name().to_owned()).collect()
}

fn items(row: &PaymentRow) -> Vec<Item> {
    let currency = row.amount.currency;
    let item = |item: &crate::store::rows::PaymentItem| Item {
        name: item.name.clone(),
        quantity: item.quantity,
        amount: Amount(currency.minor(item.amount)),
    };
    row.items.iter().map(item).collect()
}
