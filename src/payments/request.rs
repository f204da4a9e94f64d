//! The beginning of a payment: a mini-app asks, and nothing moves.

use std::sync::Arc;

use minicbor::{Decode, Encode};

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    config::{Feature, Settings},
    identity::find_client,
    kernel::{Code, Ctx, Money, PaymentId, Rejection, RoomId, UserId, WalletId},
    mfa::{self, Method},
    outbox::Effect,
    store::{
        Failure, StoreError, Txn,
        rows::{PaymentItem, PaymentRow, PaymentState, WalletStatus},
        tables::{PAYMENT_EXPIRIES, PAYMENTS, PAYMENTS_OF_MINIAPP},
    },
    wallets,
};

use super::{Payment, level, require_spending};

/// A mini-app asks its present user to pay.
pub struct Request {
    /// Who is asked.
    pub payer: UserId,
    /// The client that asks; its mini-app is who gets the money.
    pub client: String,
    /// How much.
    pub amount: Money,
    /// What for, cleaned.
    pub description: String,
    /// What the mini-app calls the order.
    pub order: Option<String>,
    /// What is paid for; adds up to the amount where there is anything.
    pub items: Vec<PaymentItem>,
    /// Where the payer is sent afterwards: on a host of the mini-app's.
    pub callback_url: Option<String>,
    /// The mini-app's own data, as JSON.
    pub metadata: Option<String>,
    /// The room that it happens in; the payer was found to be in it.
    pub room: Option<RoomId>,
    /// The operator's rules.
    pub settings: Arc<Settings>,
}

/// A payment that waits for its payer.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Requested {
    /// The payment.
    #[n(0)]
    pub payment: Payment,
    /// How its payer can prove themselves.
    #[n(1)]
    pub methods: Vec<Method>,
}

impl Command for Request {
    type Outcome = Requested;

    /// Refusals in order: payer suspended or not activated, the mini-app cannot be paid (`PAYMENT_FAILED`), the payer's level does
    /// not allow payments. What the payer holds and may still spend is looked at when they pay: a mini-app that asks must not
    /// learn it.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Requested>, Failure> {
        let (payer, payer_row) = wallets::of_user(txn, &self.payer)?
            .ok_or_else(|| Rejection::new(Code::UserNotActivated, "You have no wallet yet."))?;
        require_spending(txn, &self.payer, &payer_row)?;
        let unavailable = || Rejection::new(Code::PaymentFailed, "The mini-app cannot be paid at present.");
        let client = find_client(txn, &self.client)?.ok_or_else(unavailable)?;
        let merchant = client.row.merchant.ok_or_else(unavailable)?;
        if wallets::get(txn, merchant)?.status != WalletStatus::Active {
            return Err(unavailable().into());
        }
        wallets::check_feature(level(&self.settings, payer_row.level)?, Feature::MiniappPayments)?;
        let row = self.row(ctx, payer, merchant, (client.miniapp, client.row.name));
        let payment = write(txn, ctx.new_id(), row)?;
        let methods = mfa::methods(txn, &self.payer)?;
        let told = Effect::Payment { id: payment.id, state: PaymentState::PendingAuthorization, refund: None };
        let entry = Entry::done(Action::PaymentRequest, payment.id).with(payment.row.miniapp.clone());
        let has_room = payment.row.room.is_some();
        let applied = Applied::new(Requested { payment, methods }, entry);
        // Outside of a room the mini-app itself leads its user to the payment.
        Ok(if has_room { applied.then(told) } else { applied })
    }
}

impl Request {
    fn row(&self, ctx: &Ctx, payer: WalletId, merchant: WalletId, (miniapp, name): (String, String)) -> PaymentRow {
        PaymentRow {
            miniapp,
            miniapp_name: name,
            merchant,
            payer,
            payer_user: self.payer.clone(),
            amount: self.amount,
            description: self.description.clone(),
            order: self.order.clone(),
            items: self.items.clone(),
            callback_url: self.callback_url.clone(),
            metadata: self.metadata.clone(),
            room: self.room.clone(),
            state: PaymentState::PendingAuthorization,
            created: ctx.now,
            expires: ctx.now + self.settings.wallet.pay_within,
            changed: ctx.now,
            proven_by: None,
            challenge: None,
            failure: None,
            txn: None,
            completed: None,
            fee: 0,
            refunded: 0,
        }
    }
}

fn write(txn: &mut Txn<'_>, id: PaymentId, row: PaymentRow) -> Result<Payment, StoreError> {
    txn.put(&PAYMENTS, &id, &row)?;
    txn.put(&PAYMENTS_OF_MINIAPP, &(row.miniapp.clone(), id), &())?;
    txn.put(&PAYMENT_EXPIRIES, &(row.expires.unix_ms(), id), &())?;
    Ok(Payment { id, row })
}
