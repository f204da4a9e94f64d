//! `/api/v1/payments`: a mini-app asks its user to pay, the user proves that it is them, and what was paid may go back.

mod merchant;
mod proof;
mod request;
mod view;

use poem_openapi::{
    Object, OpenApi,
    param::{Header, Path},
};
use serde::Deserialize;

use crate::{
    edge::{Edge, Trouble},
    identity::Verified,
    kernel::{Code, PaymentId, Rejection},
    mfa::{self, Method},
    payments::{self, Cancel, Payment, Through, usable},
};

use super::Tag;
use crate::http::{
    answer::{Answer, Reply},
    auth::{Caller, KeyGiven, required},
    backend_auth::Party,
    body::Body,
    cookie::ACCOUNT_CLIENT,
    operations::{Operation, PaymentCancel, PaymentGet, PaymentRequest},
};

use self::{
    merchant::MerchantApi,
    proof::ProofApi,
    request::{RequestInput, prepare},
    view::{PaymentAnswer, Side, with_refunds},
};

/// Every operation of this folder.
pub type Apis = (PaymentsApi, ProofApi, MerchantApi);

/// Every operation of this folder, to be bound.
pub const APIS: Apis = (PaymentsApi, ProofApi, MerchantApi);

/// Asking for a payment, looking at it, saying no.
pub struct PaymentsApi;

/// A step that needs nothing more.
#[derive(Object, Deserialize)]
pub struct CancelInput {
    idempotency_key: Option<String>,
}

#[OpenApi(prefix_path = "/api/v1/payments", tag = "Tag::Payments")]
impl PaymentsApi {
    /// Request
    ///
    /// A mini-app asks its present user to pay. Nothing moves until they prove that it is them, within five minutes. On the account
    /// pages nobody asks themselves: it takes a mini-app's TEP token.
    #[oai(path = "/request", method = "post", operation_id = "payment_request")]
    async fn request(
        &self,
        caller: Caller<PaymentRequest>,
        #[oai(name = "Idempotency-Key")] key: Header<Option<String>>,
        body: Body<RequestInput>,
    ) -> Reply<PaymentRequest, PaymentAnswer, 201> {
        let edge = &caller.info.edge;
        if through(&caller.token) == Through::Account {
            let message = "Only a mini-app asks for a payment, with its user's token.";
            return Err(Rejection::new(Code::InsufficientPermissions, message).into());
        }
        let given = KeyGiven { body: body.value.idempotency_key.as_deref(), header: key.0.as_deref() };
        let key = required(caller.key(given, "", body.fingerprint())?)?;
        let prepared = match require_unlocked(&caller) {
            Ok(()) => prepare(edge, &caller.token, body.value).await,
            Err(rejection) => Err(rejection.into()),
        };
        let done = edge.run_unless_replayed(caller.ctx(), Some(key), prepared).await?;
        let payments::Requested { payment, methods } = done.outcome;
        Ok(Answer::new(PaymentAnswer::of(edge, payment, Side::Payer(methods))).replayed(done.replayed))
    }

    /// Status
    ///
    /// For the payer, through the mini-app that asked, an official one or the account pages; and for that mini-app's backend.
    #[oai(path = "/:payment_id", method = "get", operation_id = "payment_status")]
    async fn status(&self, party: Party<PaymentGet>, payment_id: Path<String>) -> Reply<PaymentGet, PaymentAnswer> {
        let id = parse_id(&payment_id.0)?;
        let (edge, (payment, side)) = match &party {
            Party::Person(caller) => {
                let payment = found_by(caller, id)?;
                let methods = methods_for(caller, &payment)?;
                (&caller.info.edge, (payment, Side::Payer(methods)))
            }
            Party::Backend(backend) => {
                let store = backend.info.edge.commands.store();
                let found = store.read(|reader| payments::find_of_miniapp(reader, id, &backend.client.miniapp))?;
                (&backend.info.edge, (found.ok_or_else(payments::missing)?, Side::Merchant))
            }
        };
        Ok(Answer::new(with_refunds(edge, payment, side)?))
    }

    /// Cancel
    ///
    /// The payer says no.
    #[oai(path = "/:payment_id/cancel", method = "post", operation_id = "payment_cancel")]
    async fn cancel(
        &self,
        caller: Caller<PaymentCancel>,
        payment_id: Path<String>,
        #[oai(name = "Idempotency-Key")] key: Header<Option<String>>,
        body: Body<CancelInput>,
    ) -> Reply<PaymentCancel, PaymentAnswer> {
        let edge = &caller.info.edge;
        let id = parse_id(&payment_id.0)?;
        let given = KeyGiven { body: body.value.idempotency_key.as_deref(), header: key.0.as_deref() };
        let key = caller.key(given, &payment_id.0, body.fingerprint())?;
        let command = Cancel { id, payer: caller.token.user.clone(), through: through(&caller.token) };
        let done = edge.commands.run(caller.ctx(), key, command).await?;
        Ok(Answer::new(PaymentAnswer::of(edge, done.outcome, Side::Payer(Vec::new()))).replayed(done.replayed))
    }
}

/// Through what the person of `token` acts.
fn through(token: &Verified) -> Through {
    if token.client == ACCOUNT_CLIENT { Through::Account } else { Through::Client(token.client.clone()) }
}

fn parse_id(text: &str) -> Result<PaymentId, Rejection> {
    text.parse().map_err(|_| payments::missing())
}

/// The caller's payment.
fn found_by<O: Operation>(caller: &Caller<O>, id: PaymentId) -> Result<Payment, Trouble> {
    let (user, through) = (&caller.token.user, through(&caller.token));
    let found = caller.info.edge.commands.store().read(|reader| payments::find(reader, id, user, &through))?;
    Ok(found.ok_or_else(payments::missing)?)
}

/// How the caller could prove themselves for their payment, while it waits.
fn methods_for<O: Operation>(caller: &Caller<O>, payment: &Payment) -> Result<Vec<Method>, Trouble> {
    if !payment.is_open() {
        return Ok(Vec::new());
    }
    let enrolled = caller.info.edge.commands.store().read(|reader| mfa::methods(reader, &caller.token.user))?;
    Ok(usable(enrolled, &payment.row))
}

/// Refuses whoever had too many payments fail one after the other.
fn require_unlocked<O: Operation>(caller: &Caller<O>) -> Result<(), Rejection> {
    let edge: &Edge = &caller.info.edge;
    let Some(until) = edge.limits.payments_locked(caller.token.user.as_str(), caller.info.now) else { return Ok(()) };
    let reason = crate::limits::Reason::FailedPayments;
    Err(Rejection::new(Code::AccountSuspended, "Payments are locked for a while.")
        .with("suspended_until", until.to_string())
        .with("reason", reason.text())
        .with("appeal_url", edge.settings().server.link("/account")))
}
