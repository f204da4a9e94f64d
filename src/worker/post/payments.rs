//! Telling of payments.

use crate::{
    kernel::{PaymentId, RefundId},
    people,
    rooms::RecordPaymentCard,
    store::{
        ReadExt,
        rows::PaymentState,
        tables::{PAYMENT_CARDS, PAYMENTS, REFUNDS},
    },
};

use super::{Place, Post, Undelivered, cards};

impl Post {
    /// Tells the room of a payment, or else its payer, that it has come to `state`; with what went back, when that is why.
    pub(super) async fn tell_payment(
        &self,
        sequence: u64,
        id: PaymentId,
        state: PaymentState,
        refund: Option<RefundId>,
    ) -> Result<(), Undelivered> {
        let (row, refund, known) = self.edge.commands.store().read(|reader| {
            let refund = refund.map(|refund| reader.get(&REFUNDS, &(id, refund))).transpose()?.flatten();
            Ok((reader.get(&PAYMENTS, &id)?, refund, reader.get(&PAYMENT_CARDS, &id)?))
        })?;
        let row = row.ok_or_else(|| Undelivered::Never { reason: format!("there is no payment {id}") })?;
        if row.room.is_none() && people::is_erased(&row.payer_user) {
            return Ok(());
        }
        let card = cards::payment(&self.edge.settings().server, id, &row, state, refund.as_ref());
        match self.show(sequence, &Place::of(row.room, row.payer_user), &card, known).await? {
            Some(card) => self.run(RecordPaymentCard { payment: id, card }).await,
            None => Ok(()),
        }
    }
}
