use std::{cell::RefCell, rc::Rc, sync::Arc};

use tmcpd::{
    kernel::{Code, Money, PaymentId, Timestamp},
    mfa::Binding,
    payments::{Authorize, Authorized, Cancel, Expire, Refund, Request, Through, drop_stale, due},
    store::{
        Failure,
        rows::{ChallengePurpose, PaymentState},
    },
};

use super::{
    Outcome, Subject,
    house::{Holder, House, PEOPLE, SHOPS, client, expect, user},
};

/// A payment as the model sees it.
struct Payment {
    id: PaymentId,
    payer: usize,
    shop: usize,
    amount: Money,
    refunded: i64,
    state: PaymentState,
    expires: Timestamp,
}

/// Money from people to mini-apps, and back.
#[derive(Default)]
pub struct Payments {
    known: Rc<RefCell<Vec<Payment>>>,
}

impl Subject for Payments {
    fn step(&mut self, house: &mut House) -> Outcome {
        let known = self.known.borrow().len();
        match house.below(8) {
            0 | 1 => self.request(house),
            _ if known == 0 => self.request(house),
            2..=4 => self.authorize(house),
            5 => self.cancel(house),
            _ => self.refund(house),
        }
    }

    fn sweep(&mut self, house: &mut House) {
        let (expired, stale) = house.commands.store().read(|reader| due(reader, house.now, 100_000)).unwrap();
        house.commands.store().write(move |txn| Ok::<_, Failure>(drop_stale(txn, &stale)?)).wait().unwrap();
        for key in expired {
            house.submit(Expire { key }).wait().unwrap();
        }
        for payment in self.known.borrow_mut().iter_mut() {
            if payment.state == PaymentState::PendingAuthorization && payment.expires <= house.now {
                payment.state = PaymentState::Expired;
            }
        }
    }
}

impl Payments {
    fn request(&mut self, house: &mut House) -> Outcome {
        let (payer, shop, amount) = (house.below(PEOPLE), house.below(SHOPS), house.amount());
        let pending = house.submit(Request {
            payer: user(payer),
            client: client(shop),
            amount,
            description: "Tea".to_owned(),
            order: None,
            items: Vec::new(),
            callback_url: None,
            metadata: None,
            room: None,
            settings: Arc::clone(&house.settings),
        });
        let (known, expires) = (Rc::clone(&self.known), house.now + house.settings.wallet.pay_within);
        Box::new(move || {
            if let Some(made) = expect(pending.wait(), Ok(()), "request") {
                let (id, state) = (made.payment.id, PaymentState::PendingAuthorization);
                known.borrow_mut().push(Payment { id, payer, shop, amount, refunded: 0, state, expires });
            }
        })
    }

    /// One of the newer payments, mostly.
    fn pick(&self, house: &mut House) -> usize {
        let known = self.known.borrow().len();
        let newer = if house.chance(6) { known } else { known.min(12) };
        known - 1 - house.below(newer)
    }

    fn authorize(&mut self, house: &mut House) -> Outcome {
        let place = self.pick(house);
        let (right, shop) = (!house.chance(5), house.below(SHOPS));
        let mut known = self.known.borrow_mut();
        let payment = &mut known[place];
        let (from, to) = (Holder::Person(payment.payer), Holder::Shop(payment.shop));
        let through = if house.chance(2) { Through::Account } else { Through::Client(client(shop)) };
        let is_own = through == Through::Account || shop == payment.shop;
        let binding = Binding {
            user: user(payment.payer),
            purpose: ChallengePurpose::Payment,
            object: payment.id.to_string(),
            amount: payment.amount,
            payee: Some(client(payment.shop)),
        };
        let pending = house.submit(Authorize {
            id: payment.id,
            payer: user(payment.payer),
            through,
            proof: house.proof(binding, right),
            settings: Arc::clone(&house.settings),
            lockout: house.lockout(),
        });
        let foreseen = match is_open(payment, house.now) {
            _ if !is_own => Err(Code::PaymentNotFound),
            Err(code) => Err(code),
            Ok(()) if right && house.available(from) < payment.amount.minor => Err(Code::InsufficientFunds),
            Ok(()) => Ok(()),
        };
        if foreseen.is_ok() && right {
            payment.state = PaymentState::Completed;
            house.moves(from, to, payment.amount.minor);
            house.moves(to, Holder::Fees, fee(payment.amount.minor));
        }
        Box::new(move || match expect(pending.wait(), foreseen, "authorize") {
            Some(Authorized::Paid(paid)) => assert_eq!((paid.row.state, right), (PaymentState::Completed, true)),
            Some(Authorized::WrongProof { .. }) => assert!(!right),
            Some(other) => panic!("{other:?}"),
            None => {}
        })
    }

    fn cancel(&mut self, house: &mut House) -> Outcome {
        let place = self.pick(house);
        let mut known = self.known.borrow_mut();
        let payment = &mut known[place];
        let command = Cancel { id: payment.id, payer: user(payment.payer), through: Through::Account };
        let pending = house.submit(command);
        let foreseen = is_open(payment, house.now);
        if foreseen.is_ok() {
            payment.state = PaymentState::Cancelled;
        }
        Box::new(move || drop(expect(pending.wait(), foreseen, "cancel")))
    }

    fn refund(&mut self, house: &mut House) -> Outcome {
        let place = self.pick(house);
        let part = house.amount();
        let (whole, shop) = (house.chance(4), house.below(SHOPS));
        let mut known = self.known.borrow_mut();
        let payment = &mut known[place];
        let left = payment.amount.minor - payment.refunded;
        let minor = if whole { left } else { part.minor };
        let shop = if house.chance(8) { shop } else { payment.shop };
        let pending = house.submit(Refund {
            id: payment.id,
            miniapp: Some(client(shop)),
            amount: (!whole).then(|| part.to_string()),
            reason: None,
        });
        let (from, to) = (Holder::Shop(payment.shop), Holder::Person(payment.payer));
        let refundable = matches!(payment.state, PaymentState::Completed | PaymentState::PartiallyRefunded);
        let foreseen = if shop != payment.shop {
            Err(Code::PaymentNotFound)
        } else if !refundable {
            Err(Code::InvalidState)
        } else if minor > left {
            Err(Code::InvalidAmount)
        } else if house.available(from) < minor {
            Err(Code::InsufficientFunds)
        } else {
            Ok(())
        };
        if foreseen.is_ok() {
            payment.refunded += minor;
            payment.state = if minor == left { PaymentState::Refunded } else { PaymentState::PartiallyRefunded };
            house.moves(from, to, minor);
        }
        let (state, total) = (payment.state, payment.refunded);
        Box::new(move || {
            if let Some(refunded) = expect(pending.wait(), foreseen, "refund") {
                assert_eq!((refunded.payment.row.state, refunded.payment.row.refunded), (state, total));
            }
        })
    }
}

fn is_open(payment: &Payment, now: Timestamp) -> Result<(), Code> {
    match payment.state {
        PaymentState::Expired => Err(Code::PaymentExpired),
        PaymentState::PendingAuthorization if payment.expires <= now => Err(Code::PaymentExpired),
        PaymentState::PendingAuthorization => Ok(()),
        _ => Err(Code::InvalidState),
    }
}

/// 2.5 % rounded down, and one cent; never more than the amount.
fn fee(minor: i64) -> i64 {
    (minor * 25 / 1000 + 1).min(minor)
}
