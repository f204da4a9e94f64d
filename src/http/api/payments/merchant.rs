//! What a mini-app's backend does with its payments: it lists them and gives money back.

use poem_openapi::{
    Object, OpenApi,
    param::{Header, Path, Query},
};
use serde::{Deserialize, Serialize};

use crate::{
    kernel::{MAX_LIMIT, PaymentId, Rejection, human_text},
    payments::{self, PaymentFilter, Refund},
    store::rows::PaymentState,
};

use super::{
    super::{
        Tag,
        wallets::{default_limit, time},
    },
    parse_id,
    view::{PaymentAnswer, RefundView, Side},
};
use crate::http::{
    answer::{Answer, Reply},
    auth::{KeyGiven, required},
    backend_auth::{Backend, Merchant},
    body::Body,
    operations::{PaymentList, PaymentRefund},
    wire::{Amount, AmountText},
};

/// The operations of backends.
pub struct MerchantApi;

const LONGEST_REASON: usize = 500;

/// Part of a mini-app's payments, newest first.
#[derive(Object, Serialize)]
pub struct PaymentsAnswer {
    payments: Vec<PaymentAnswer>,
    pagination: CursorPagination,
}

/// Where a page is in a list that is followed by its cursor.
#[derive(Object, Serialize)]
pub struct CursorPagination {
    limit: u32,
    has_more: bool,
    /// Leads to the next page at the cost of the first one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

/// Money to be given back.
#[derive(Object, Deserialize)]
pub struct RefundInput {
    /// In the payment's currency; everything that is left when it is absent.
    amount: Option<AmountText>,
    /// Why, at most 500 characters: the payer reads it.
    reason: Option<String>,
    /// Required here or as the `Idempotency-Key` header.
    idempotency_key: Option<String>,
}

/// Money that went back.
#[derive(Object, Serialize)]
pub struct RefundAnswer {
    refund_id: String,
    payment_id: String,
    /// `completed`.
    status: String,
    amount: Amount,
    currency: String,
    /// What has gone back with it.
    refunded_amount: Amount,
    /// What of the payment has not gone back.
    refundable_amount: Amount,
    refund: RefundView,
    payment: PaymentAnswer,
}

#[OpenApi(prefix_path = "/api/v1/payments", tag = "Tag::Payments")]
impl MerchantApi {
    /// List
    ///
    /// The mini-app's own payments, newest first. `from` and `to` are RFC 3339 times, of when they were asked for.
    #[oai(path = "/", method = "get", operation_id = "payment_list")]
    #[expect(clippy::too_many_arguments, reason = "each is a query parameter of the documented operation")]
    async fn list(
        &self,
        backend: Backend<PaymentList>,
        /// 1 to 100.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "100")))]
        limit: Query<u32>,
        cursor: Query<Option<String>>,
        status: Query<Option<String>>,
        from: Query<Option<String>>,
        to: Query<Option<String>>,
        merchant_order_id: Query<Option<String>>,
    ) -> Reply<PaymentList, PaymentsAnswer> {
        let (edge, miniapp) = (&backend.info.edge, &backend.client.miniapp);
        let filter = PaymentFilter {
            state: status.0.map(|name| state(&name)).transpose()?,
            from: time(from.0, "/from")?,
            to: time(to.0, "/to")?,
            order: merchant_order_id.0,
        };
        let (limit, before) = (limit.0.min(MAX_LIMIT), cursor.0.map(|cursor| parse_cursor(&cursor)).transpose()?);
        let page = edge.commands.store().read(|reader| payments::list(reader, miniapp, &filter, before, limit as usize))?;
        Ok(Answer::new(PaymentsAnswer {
            pagination: CursorPagination {
                limit,
                has_more: page.next.is_some(),
                next_cursor: page.next.map(|next| next.to_string()),
            },
            payments: page.items.into_iter().map(|payment| PaymentAnswer::of(edge, payment, Side::Merchant)).collect(),
        }))
    }

    /// Refund
    ///
    /// Gives back a payment or part of it, out of the mini-app's wallet; several times if need be, and never more than was paid.
    /// The fee of the payment is not given back. An admin of finance may do it in the mini-app's place.
    #[oai(path = "/:payment_id/refund", method = "post", operation_id = "payment_refund")]
    async fn refund(
        &self,
        merchant: Merchant<PaymentRefund>,
        payment_id: Path<String>,
        #[oai(name = "Idempotency-Key")] key: Header<Option<String>>,
        body: Body<RefundInput>,
    ) -> Reply<PaymentRefund, RefundAnswer, 201> {
        let edge = &merchant.info().edge;
        let id = parse_id(&payment_id.0)?;
        let given = KeyGiven { body: body.value.idempotency_key.as_deref(), header: key.0.as_deref() };
        let key = required(merchant.key(given, &payment_id.0, body.fingerprint())?)?;
        let (amount, reason) = (body.value.amount.map(|amount| amount.0), body.value.reason.map(clean).transpose()?);
        let command = Refund { id, miniapp: merchant.miniapp().map(str::to_owned), amount, reason };
        let done = edge.commands.run(merchant.ctx(), Some(key), command).await?;
        let payments::Refunded { id: refund, row, payment } = done.outcome;
        let answer = RefundAnswer {
            refund_id: refund.to_string(),
            payment_id: id.to_string(),
            status: "completed".to_owned(),
            amount: Amount(row.amount),
            currency: row.amount.currency.code().to_owned(),
            refunded_amount: Amount(row.amount.currency.minor(row.total)),
            refundable_amount: Amount(payment.left()),
            refund: RefundView::of(refund, row),
            payment: PaymentAnswer::of(edge, payment, Side::Merchant),
        };
        Ok(Answer::new(answer).replayed(done.replayed))
    }
}

fn state(name: &str) -> Result<PaymentState, Rejection> {
    let found = PaymentState::ALL.iter().copied().find(|state| state.name() == name);
    found.ok_or_else(|| Rejection::field("/status", "There is no such state of a payment."))
}

fn parse_cursor(text: &str) -> Result<PaymentId, Rejection> {
    text.parse().map_err(|_| Rejection::field("/cursor", "This is no cursor of this list."))
}

fn clean(reason: String) -> Result<String, Rejection> {
    let message = "A reason has at most 500 characters.";
    human_text(&reason, LONGEST_REASON).ok_or_else(|| Rejection::field("/reason", message))
}
