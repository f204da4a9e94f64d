//! Taking a person's name off their payments, after they were erased. The mini-apps that were paid keep what they sold, without
//! whom they sold it to; it goes in batches, each of which says how far it came.

use std::ops::Bound::Unbounded;

use crate::{
    command::{Applied, Command},
    kernel::{Ctx, PaymentId, RawId, UserId, WalletId},
    store::{
        Failure, Order, Read, ReadExt, StoreError, Txn,
        rows::PaymentRow,
        tables::{PAYMENT_CARDS, PAYMENT_ERASURES, PAYMENTS},
        walks,
    },
    wallets,
};

/// Before the first payment.
const BEGINNING: PaymentId = PaymentId(RawId([0; 16]));

/// Notes that the payments of a closed wallet are to lose their payer's name.
pub fn forget_payer(txn: &mut Txn<'_>, wallet: WalletId) -> Result<(), StoreError> {
    txn.put(&PAYMENT_ERASURES, &wallet, &BEGINNING)
}

/// Calls `each` for every payment of `user`'s. Walks the whole table.
pub fn of_payer(reader: &impl Read, user: &UserId, mut each: impl FnMut(PaymentId, PaymentRow)) -> Result<(), StoreError> {
    reader.for_each(&PAYMENTS, |id, row: PaymentRow| {
        if row.payer_user == *user {
            each(id, row);
        }
        Ok(())
    })
}

/// Takes the name of an erased person off some of their payments.
pub struct Erase {
    wallet: WalletId,
    payments: Vec<PaymentId>,
    /// The last payment that was looked at; `None` when there are no more.
    reached: Option<PaymentId>,
}

/// What is to be done next, at most `most` payments; `None` when there is nothing.
pub fn next_erasure(reader: &impl Read, most: usize) -> Result<Option<Erase>, StoreError> {
    let first = reader.scan(&PAYMENT_ERASURES, Unbounded, Unbounded, Order::Ascending, 1)?;
    let Some((wallet, behind)) = first.into_iter().next() else { return Ok(None) };
    let walks::Stretch { found: payments, reached } =
        walks::stretch(reader, &PAYMENTS, &behind, most, |row: &PaymentRow| row.payer == wallet)?;
    Ok(Some(Erase { wallet, payments, reached }))
}

impl Command for Erase {
    type Outcome = ();

    fn apply(&self, _: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<()>, Failure> {
        let nobody = wallets::stand_in(txn, self.wallet)?;
        for id in &self.payments {
            let Some(row) = txn.get(&PAYMENTS, id)? else { continue };
            // What a mini-app noted about an order may say whose it was.
            txn.put(&PAYMENTS, id, &PaymentRow { payer_user: nobody.clone(), metadata: None, ..row })?;
            txn.remove(&PAYMENT_CARDS, id)?;
        }
        match self.reached {
            Some(reached) => txn.put(&PAYMENT_ERASURES, &self.wallet, &reached)?,
            None => txn.remove(&PAYMENT_ERASURES, &self.wallet)?,
        }
        Ok(Applied::unrecorded(()))
    }
}
