//! The payer says no.

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    kernel::{Ctx, PaymentId, UserId},
    store::{
        Failure, Txn,
        rows::{PaymentRow, PaymentState},
        tables::PAYMENTS,
    },
};

use super::{Payment, Through, load, require_open, views::told_of_the_end};

/// The payer does not want to pay. That needs no proof.
pub struct Cancel {
    /// The payment.
    pub id: PaymentId,
    /// Who.
    pub payer: UserId,
    /// Through what.
    pub through: Through,
}

impl Command for Cancel {
    type Outcome = Payment;

    /// Refusals in order: not the caller's payment, over already.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Payment>, Failure> {
        let row = load(txn, self.id, &self.payer, &self.through)?;
        require_open(&row, ctx)?;
        let row = PaymentRow { state: PaymentState::Cancelled, changed: ctx.now, challenge: None, ..row };
        txn.put(&PAYMENTS, &self.id, &row)?;
        let payment = Payment { id: self.id, row };
        Ok(told_of_the_end(ctx, Applied::new(payment.clone(), Entry::done(Action::PaymentCancel, self.id)), &payment))
    }
}
