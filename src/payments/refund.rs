//! Money that goes back from a mini-app to the payer of a payment: in part, repeatedly, and never more than was paid.

use minicbor::{Decode, Encode};

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    kernel::{Code, Ctx, Money, PaymentId, RefundId, Rejection},
    ledger::{self, Movement},
    outbox::Effect,
    store::{
        Failure, ReadExt, Txn,
        rows::{Cause, PaymentRow, PaymentState, RefundRow, TransferKind, WalletStatus},
        tables::{PAYMENTS, REFUNDS},
    },
    wallets,
};

use super::{Payment, find_of_miniapp, missing, views, wrong_state};

/// A mini-app gives money back, or an admin for it. The payer never does: that is for whoever was paid to decide.
pub struct Refund {
    /// The payment.
    pub id: PaymentId,
    /// Whose it is; `None` for an admin, who may act for every mini-app.
    pub miniapp: Option<String>,
    /// How much, as it was written; all that is left when nothing is said.
    pub amount: Option<String>,
    /// Why, cleaned.
    pub reason: Option<String>,
}

/// What went back.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Refunded {
    /// Its id.
    #[n(0)]
    pub id: RefundId,
    /// Its row.
    #[n(1)]
    pub row: RefundRow,
    /// The payment with it.
    #[n(2)]
    pub payment: Payment,
}

impl Command for Refund {
    type Outcome = Refunded;

    /// Refusals in order: not a payment of this mini-app, not paid or all of it gone back, no amount or more than is left
    /// (`INVALID_AMOUNT`), too little in the mini-app's wallet. The fee of the payment is kept: the mini-app gives back the whole
    /// amount out of its own wallet.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Refunded>, Failure> {
        let payment = match &self.miniapp {
            Some(miniapp) => find_of_miniapp(txn, self.id, miniapp)?,
            None => txn.get(&PAYMENTS, &self.id)?.map(|row| Payment { id: self.id, row }),
        };
        let payment = payment.ok_or_else(missing)?;
        if !matches!(payment.row.state, PaymentState::Completed | PaymentState::PartiallyRefunded) {
            return Err(wrong_state(&payment.row).into());
        }
        let amount = self.amount(&payment)?;
        let movement = movement(ctx, txn, &payment, amount)?;
        let moved = ledger::post(txn, ctx, &movement)?;
        let PaymentRow { refunded, amount: paid, .. } = payment.row;
        let total = refunded.saturating_add(amount.minor);
        let state = if total == paid.minor { PaymentState::Refunded } else { PaymentState::PartiallyRefunded };
        let row = PaymentRow { state, refunded: total, changed: ctx.now, ..payment.row };
        txn.put(&PAYMENTS, &self.id, &row)?;
        let payment = Payment { id: self.id, row };
        let row = RefundRow { amount, reason: self.reason.clone(), txn: moved, created: ctx.now, total };
        let refunded = Refunded { id: ctx.new_id(), row, payment };
        txn.put(&REFUNDS, &(self.id, refunded.id), &refunded.row)?;
        let told = Effect::Payment { id: self.id, state, refund: Some(refunded.id) };
        let entry = Entry::done(Action::PaymentRefund, self.id).with(format!("{} as {}", amount, refunded.id));
        Ok(views::told_of_refund(ctx, Applied::new(refunded.clone(), entry).then(told), &refunded))
    }
}

impl Refund {
    fn amount(&self, payment: &Payment) -> Result<Money, Rejection> {
        let left = payment.left();
        let Some(text) = &self.amount else { return Ok(left) };
        let invalid = |message: String| {
            let refusal = Rejection::new(Code::InvalidAmount, message).with("field", "/amount");
            refusal.with("refundable", left.to_string()).with("currency", left.currency.code())
        };
        let amount = Money::parse_positive(text, left.currency).map_err(|error| invalid(format!("Not refundable: {error}.")))?;
        if amount.minor > left.minor {
            return Err(invalid("More than is left of the payment cannot go back.".to_owned()));
        }
        Ok(amount)
    }
}

fn movement(ctx: &Ctx, txn: &mut Txn<'_>, payment: &Payment, amount: Money) -> Result<Movement, Failure> {
    let PaymentRow { merchant, payer, .. } = payment.row;
    let status = wallets::get(txn, payer)?.status;
    if status == WalletStatus::Closed {
        let message = "The payer's wallet is closed, and takes nothing back.";
        return Err(Rejection::new(Code::InvalidState, message).with("state", status.name()).into());
    }
    Ok(Movement {
        debit: wallets::ensure_account(txn, ctx, merchant, amount.currency)?,
        credit: wallets::ensure_account(txn, ctx, payer, amount.currency)?,
        amount,
        kind: TransferKind::Refund,
        cause: Some(Cause::Payment(payment.id)),
        note: None,
        counts_on: None,
    })
}
