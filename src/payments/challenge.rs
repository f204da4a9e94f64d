//! A challenge for the payer's proof: for a passkey, which answers nothing else, or in the place of one that is over.

use minicbor::{Decode, Encode};

use crate::{
    command::{Applied, Command},
    kernel::{Code, Ctx, PaymentId, Rejection, UserId},
    mfa::{self, Begun, Method, Opened, challenge},
    store::{Failure, Txn, rows::PaymentRow, tables::PAYMENTS},
};

use super::{Payment, Through, binding, load, require_open};

/// The payer asks for a challenge.
pub struct Challenge {
    /// The payment.
    pub id: PaymentId,
    /// Who asks: must be the payer.
    pub payer: UserId,
    /// Through what they act.
    pub through: Through,
}

/// A challenge that was given out.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Challenged {
    /// The payment.
    #[n(0)]
    pub payment: Payment,
    /// The challenge.
    #[n(1)]
    pub opened: Opened,
    /// What can answer it, the best first.
    #[n(2)]
    pub methods: Vec<Method>,
}

impl Command for Challenge {
    type Outcome = Challenged;

    /// Refusals in order: not the caller's payment, not waiting for a proof, nothing enrolled that could answer
    /// (`STEP_UP_REQUIRED`).
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Challenged>, Failure> {
        let row = load(txn, self.id, &self.payer, &self.through)?;
        require_open(&row, ctx)?;
        let methods = usable(mfa::methods(txn, &self.payer)?, &row);
        if methods.is_empty() {
            return Err(Rejection::new(Code::StepUpRequired, "No factor is enrolled that could be used here.").into());
        }
        let opened = challenge::open(txn, ctx, &binding(self.id, &row), Begun::Freely)?;
        let row = PaymentRow { challenge: Some(opened.id), ..row };
        txn.put(&PAYMENTS, &self.id, &row)?;
        Ok(Applied::unrecorded(Challenged { payment: Payment { id: self.id, row }, opened, methods }))
    }
}

/// Those of `enrolled` that can serve for a payment, the best first: of another kind than the first proof, where there was one.
pub fn usable(enrolled: Vec<Method>, row: &PaymentRow) -> Vec<Method> {
    let first = row.proven_by.as_deref().and_then(Method::named);
    enrolled.into_iter().filter(|method| first.is_none_or(|first| method.kind() != first.kind())).collect()
}
