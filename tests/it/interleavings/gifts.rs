//! Gifts: given with right and wrong proofs, opened by everybody, returned when their time is over. The shares are drawn here, so
//! the model knows each of them before it is taken.

use std::{sync::Arc, time::Duration};

use tmcpd::{
    gifts::{self, Audience, Create, Created, Division, Expire, Giving, Open, Shares, signed_object},
    kernel::{Code, GiftId, RoomId, SeededRng, Timestamp},
    mfa::Binding,
    store::{Failure, rows::ChallengePurpose},
    transfers::Existence,
};

use super::{
    Outcome, Subject,
    house::{Foreseen, Holder, House, PEOPLE, expect, usd, user},
};

const ROOM: &str = "!room:tween.example";

/// A gift as the model has it.
struct Given {
    id: GiftId,
    giver: usize,
    recipient: Option<usize>,
    shares: Vec<i64>,
    opened: Vec<usize>,
    expires: Timestamp,
    is_over: bool,
}

#[derive(Default)]
pub struct Gifts {
    given: Vec<Given>,
}

impl Subject for Gifts {
    fn step(&mut self, house: &mut House) -> Outcome {
        if self.given.is_empty() || house.chance(4) {
            return self.give(house);
        }
        // Mostly one of the latest: the others are over.
        let back = 1 + house.below(self.given.len().min(5));
        let place = self.given.len() - back;
        let opener = house.below(PEOPLE);
        self.given[place].open(house, opener)
    }

    fn sweep(&mut self, house: &mut House) {
        let now = house.now;
        let (expired, stale) = house.commands.store().read(|reader| gifts::due(reader, now, usize::MAX)).unwrap();
        for key in expired {
            house.submit(Expire { key }).wait().unwrap();
            let again = house.submit(Expire { key }).wait();
            expect(again, Err(Code::InvalidState), "a gift that is over ends again");
        }
        house.commands.store().write(move |txn| Ok::<_, Failure>(gifts::drop_stale(txn, &stale)?)).wait().unwrap();
        for gift in self.given.iter_mut().filter(|gift| gift.expires <= now && !gift.is_over) {
            gift.is_over = true;
            let left = gift.shares.iter().skip(gift.opened.len()).sum();
            house.moves(Holder::Gifts, Holder::Person(gift.giver), left);
        }
    }
}

impl Gifts {
    fn give(&mut self, house: &mut House) -> Outcome {
        let giver = house.below(PEOPLE);
        let recipient = house.chance(4).then(|| house.below(PEOPLE));
        let count = if recipient.is_some() { 1 } else { 1 + house.below(PEOPLE + 1) as u64 };
        let amount = usd(house.amount().minor + count.cast_signed());
        let random = Division::Random { min_percentage: 10, max_percentage: 30 };
        let division = [Division::Fair, Division::Equal, random][house.below(3)];
        let shares = Shares::divide(amount, count, division, &SeededRng::new(house.below(1 << 30) as u64)).unwrap();
        let row = shares.row();
        let lasts = Duration::from_secs(60 + house.below(600) as u64);
        let audience = match recipient {
            Some(person) => Audience::Person { user: user(person), existence: Existence::Known, room: None },
            None => Audience::Room(RoomId::parse(ROOM).unwrap()),
        };
        let target = recipient.map_or_else(|| ROOM.to_owned(), |person| user(person).to_string());
        let binding = Binding {
            user: user(giver),
            purpose: ChallengePurpose::Gift,
            object: signed_object("key", &target),
            amount,
            payee: Some(target),
        };
        let is_right = !house.chance(10);
        let proof = house.proof(binding, is_right);
        let foreseen: Foreseen = match recipient {
            Some(recipient) if recipient == giver => Err(Code::InvalidRequest),
            _ if is_right && house.available(Holder::Person(giver)) < amount.minor => Err(Code::InsufficientFunds),
            _ => Ok(()),
        };
        let giving = Giving {
            giver: user(giver),
            audience,
            shares,
            distribution: division.distribution(),
            message: None,
            lasts,
            client: "model".to_owned(),
            settings: Arc::clone(&house.settings),
        };
        let (ctx, lockout) = (house.ctx(), house.lockout());
        // The first id that the command draws.
        let id = ctx.new_id();
        let answer = house.commands.run(ctx, None, Create { giving, proof, lockout });
        if foreseen.is_ok() && is_right {
            house.moves(Holder::Person(giver), Holder::Gifts, amount.minor);
            let shares = (0..count).map(|place| Shares::at(&row, place).unwrap()).collect();
            let expires = house.now + lasts;
            self.given.push(Given { id, giver, recipient, shares, opened: Vec::new(), expires, is_over: false });
        }
        Box::new(move || match expect(answer.wait(), foreseen, "a gift") {
            Some(Created::Gift(gift)) => assert!(is_right && gift.id == id),
            Some(Created::WrongProof { .. } | Created::Locked { .. }) => assert!(!is_right),
            None => {}
        })
    }
}

impl Given {
    fn open(&mut self, house: &mut House, opener: usize) -> Outcome {
        let foreseen = self.may_open(opener, house.now);
        let answer = house.submit(Open { id: self.id, opener: user(opener), settings: Arc::clone(&house.settings) });
        let rank = self.opened.len();
        let share = self.shares.get(rank).copied();
        if foreseen.is_ok() {
            self.opened.push(opener);
            house.moves(Holder::Gifts, Holder::Person(opener), share.unwrap());
        }
        Box::new(move || {
            if let Some(opening) = expect(answer.wait(), foreseen, "an opening") {
                let taken = opening.taken;
                assert_eq!((Some(taken.row.amount), taken.rank), (share, rank as u64 + 1));
            }
        })
    }

    fn may_open(&self, opener: usize, now: Timestamp) -> Foreseen {
        match self.recipient {
            Some(recipient) if recipient == opener => {}
            Some(_) if self.giver == opener => return Err(Code::InsufficientPermissions),
            Some(_) => return Err(Code::NotFound),
            None => {}
        }
        if self.opened.contains(&opener) {
            return Err(Code::AlreadyOpened);
        }
        if self.opened.len() == self.shares.len() {
            return Err(Code::GiftEmpty);
        }
        if self.expires <= now { Err(Code::GiftExpired) } else { Ok(()) }
    }
}
