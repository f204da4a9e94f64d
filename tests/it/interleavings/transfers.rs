use std::{cell::RefCell, rc::Rc, sync::Arc};

use tmcpd::{
    kernel::{Code, Money, P2pId, Timestamp},
    mfa::Binding,
    store::{
        Failure,
        rows::{ChallengePurpose, P2pState},
    },
    transfers::{Confirm, Confirmed, Existence, Expire, Initiate, Move, Settle, drop_stale, due},
};

use super::{
    Outcome, Subject,
    house::{Holder, House, PEOPLE, expect, user},
};

/// A transfer as the model sees it.
struct Transfer {
    id: P2pId,
    from: usize,
    to: usize,
    amount: Money,
    state: P2pState,
    expires: Timestamp,
}

/// Money between people.
#[derive(Default)]
pub struct Transfers {
    known: Rc<RefCell<Vec<Transfer>>>,
}

impl Subject for Transfers {
    fn step(&mut self, house: &mut House) -> Outcome {
        let known = self.known.borrow().len();
        match house.below(6) {
            0 | 1 => self.initiate(house),
            _ if known == 0 => self.initiate(house),
            2 | 3 => self.confirm(house),
            _ => self.settle(house),
        }
    }

    fn sweep(&mut self, house: &mut House) {
        let (expired, stale) = house.commands.store().read(|reader| due(reader, house.now, 100_000)).unwrap();
        house.commands.store().write(move |txn| Ok::<_, Failure>(drop_stale(txn, &stale)?)).wait().unwrap();
        for key in expired {
            house.submit(Expire { key, settings: Arc::clone(&house.settings) }).wait().unwrap();
        }
        let now = house.now;
        for transfer in self.known.borrow_mut().iter_mut().filter(|transfer| transfer.expires <= now) {
            let (from, to) = (Holder::Person(transfer.from), Holder::Person(transfer.to));
            match transfer.state {
                P2pState::PendingAuthorization => transfer.state = P2pState::Expired,
                P2pState::PendingRecipientAcceptance => {
                    transfer.state = P2pState::Expired;
                    house.releases(from, to, transfer.amount.minor);
                }
                _ => {}
            }
        }
    }
}

impl Transfers {
    fn initiate(&mut self, house: &mut House) -> Outcome {
        let (from, to, amount) = (house.below(PEOPLE), house.below(PEOPLE), house.amount());
        let foreseen = if from == to {
            Err(Code::InvalidRequest)
        } else if house.available(Holder::Person(from)) < amount.minor {
            Err(Code::InsufficientFunds)
        } else {
            Ok(())
        };
        let pending = house.submit(Initiate {
            sender: user(from),
            recipient: user(to),
            recipient_existence: Existence::Known,
            amount,
            note: None,
            room: None,
            client: "ma_shop_0".to_owned(),
            settings: Arc::clone(&house.settings),
        });
        let (known, expires) = (Rc::clone(&self.known), house.now + house.settings.wallet.confirm_within);
        Box::new(move || {
            if let Some(made) = expect(pending.wait(), foreseen, "initiate") {
                let (id, state) = (made.transfer.id, P2pState::PendingAuthorization);
                known.borrow_mut().push(Transfer { id, from, to, amount, state, expires });
            }
        })
    }

    /// One of the newer transfers: the older ones are over.
    fn pick(&self, house: &mut House) -> usize {
        let known = self.known.borrow().len();
        known - 1 - house.below(known.min(12))
    }

    fn confirm(&mut self, house: &mut House) -> Outcome {
        let place = self.pick(house);
        let right = !house.chance(5);
        let mut known = self.known.borrow_mut();
        let transfer = &mut known[place];
        let (from, to, minor) = (Holder::Person(transfer.from), Holder::Person(transfer.to), transfer.amount.minor);
        let binding = Binding {
            user: user(transfer.from),
            purpose: ChallengePurpose::P2p,
            object: transfer.id.to_string(),
            amount: transfer.amount,
            payee: Some(user(transfer.to).to_string()),
        };
        let pending = house.submit(Confirm {
            id: transfer.id,
            sender: user(transfer.from),
            client: "ma_shop_0".to_owned(),
            proof: house.proof(binding, right),
            settings: Arc::clone(&house.settings),
            lockout: house.lockout(),
        });
        let waits = is_in(transfer, P2pState::PendingAuthorization, house.now);
        let foreseen = match waits {
            Err(code) => Err(code),
            Ok(()) if right && house.available(from) < minor => Err(Code::InsufficientFunds),
            Ok(()) => Ok(()),
        };
        if foreseen.is_ok() && right {
            if minor > 150 {
                house.reserves(from, to, minor);
                transfer.state = P2pState::PendingRecipientAcceptance;
                transfer.expires = house.now + house.settings.wallet.accept_within;
            } else {
                house.moves(from, to, minor);
                transfer.state = P2pState::Completed;
            }
        }
        let state = transfer.state;
        Box::new(move || match expect(pending.wait(), foreseen, "confirm") {
            Some(Confirmed::Transfer(moved)) => assert_eq!((moved.row.state, right), (state, true)),
            Some(Confirmed::WrongProof { .. }) => assert!(!right),
            Some(Confirmed::Locked { .. }) => panic!("nothing locks here"),
            None => {}
        })
    }

    fn settle(&mut self, house: &mut House) -> Outcome {
        let place = self.pick(house);
        let step = [Move::Accept, Move::Reject, Move::Cancel][house.below(3)];
        let by_sender = house.chance(2);
        let mut known = self.known.borrow_mut();
        let transfer = &mut known[place];
        let (from, to, minor) = (Holder::Person(transfer.from), Holder::Person(transfer.to), transfer.amount.minor);
        let pending = house.submit(Settle {
            id: transfer.id,
            user: user(if by_sender { transfer.from } else { transfer.to }),
            client: "ma_shop_0".to_owned(),
            step,
            settings: Arc::clone(&house.settings),
        });
        let unproven = step == Move::Cancel && transfer.state == P2pState::PendingAuthorization;
        let wanted = if unproven { P2pState::PendingAuthorization } else { P2pState::PendingRecipientAcceptance };
        let foreseen = match by_sender == (step == Move::Cancel) {
            false => Err(Code::InsufficientPermissions),
            true => is_in(transfer, wanted, house.now),
        };
        if foreseen.is_ok() {
            transfer.state = match step {
                Move::Accept => P2pState::Completed,
                Move::Reject => P2pState::Rejected,
                Move::Cancel => P2pState::Cancelled,
            };
            match step {
                Move::Accept => house.settles(to, minor),
                _ if unproven => {}
                _ => house.releases(from, to, minor),
            }
        }
        Box::new(move || drop(expect(pending.wait(), foreseen, "settle")))
    }
}

fn is_in(transfer: &Transfer, wanted: P2pState, now: Timestamp) -> Result<(), Code> {
    match transfer.state {
        P2pState::Expired => Err(Code::TransferExpired),
        state if state != wanted => Err(Code::InvalidState),
        _ if transfer.expires <= now => Err(Code::TransferExpired),
        _ => Ok(()),
    }
}
