use std::ops::ControlFlow;

use super::*;
use crate::{
    kernel::{Actor, Rng, SeededRng, Timestamp},
    store::{Options, Store, WriteError},
};

fn usd() -> Currency {
    Currency::iso("USD").unwrap()
}

fn ctx() -> Ctx {
    Ctx::new(Timestamp(1_795_000_000_000), Actor::System, None, &SeededRng::new(1))
}

fn movement(debit: u64, credit: u64, minor: i64) -> Movement {
    let amount = usd().minor(minor);
    Movement { debit, credit, amount, kind: TransferKind::P2p, cause: None, note: None, counts_on: Some(TODAY) }
}

const TODAY: CalendarDay = CalendarDay { day: 20_775, month: 682 };

fn write<T: Send + 'static>(
    store: &Store,
    f: impl FnMut(&mut Txn<'_>) -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    store.write(f).wait()
}

/// Issuance is account 1; wallets 2.. hold 1000 each.
fn house(wallets: u64) -> Store {
    let store = Store::open(Options::in_memory()).unwrap();
    let opened = write(&store, move |txn| {
        let issuance = system_account(txn, &ctx(), AccountKind::Issuance, usd())?;
        for _ in 0..wallets {
            let account = open_account(txn, &ctx(), AccountKind::Wallet, usd(), None)?;
            post(txn, &ctx(), &Movement { kind: TransferKind::Funding, ..movement(issuance, account, 1000) })?;
        }
        Ok(issuance)
    });
    assert_eq!(opened, Ok(1));
    store
}

fn amounts(store: &Store, account: u64) -> (i64, i64) {
    let held = store.read(|reader| balance(reader, account)).unwrap();
    (held.available.minor, held.pending.minor)
}

fn assert_clean(store: &Store) {
    let report = store.read(check).unwrap();
    assert!(report.is_clean(), "{:#?}", report.problems);
}

#[test]
fn money_moves_and_the_books_stay_even() {
    let store = house(2);
    write(&store, |txn| post(txn, &ctx(), &movement(2, 3, 250))).unwrap();
    assert_eq!((amounts(&store, 2), amounts(&store, 3), amounts(&store, 1)), ((750, 0), (1250, 0), (-2000, 0)));
    assert_clean(&store);
}

#[test]
fn nobody_spends_what_they_do_not_have() {
    let store = house(2);
    write(&store, |txn| reserve(txn, &ctx(), &movement(2, 3, 600))).unwrap();
    let refused = write(&store, |txn| post(txn, &ctx(), &movement(2, 3, 401))).unwrap_err();
    let WriteError::Rejected(refused) = refused else { panic!("{refused}") };
    assert_eq!((refused.code, refused.details["available"].as_str()), (Code::InsufficientFunds, Some("4.00")));
    assert_eq!((amounts(&store, 2), amounts(&store, 3)), ((400, 0), (1000, 600)));
    assert_clean(&store);
}

#[test]
fn a_reservation_is_posted_or_voided_once() {
    let store = house(2);
    let kept = write(&store, |txn| reserve(txn, &ctx(), &movement(2, 3, 100))).unwrap();
    let given_back = write(&store, |txn| reserve(txn, &ctx(), &movement(2, 3, 50))).unwrap();
    write(&store, move |txn| post_reserved(txn, &ctx(), kept)).unwrap();
    write(&store, move |txn| void(txn, &ctx(), given_back, Some(TODAY))).unwrap();
    for settled in [kept, given_back] {
        assert!(matches!(write(&store, move |txn| post_reserved(txn, &ctx(), settled)), Err(WriteError::Store(_))));
        assert!(matches!(write(&store, move |txn| void(txn, &ctx(), settled, None)), Err(WriteError::Store(_))));
    }
    assert_eq!((amounts(&store, 2), amounts(&store, 3)), ((900, 0), (1100, 0)));
    let held = store.read(|reader| balance(reader, 2)).unwrap();
    assert_eq!((held.sent_on(TODAY), held.sent_in_month(TODAY), held.entries), (100, 100, 2));
    assert_eq!(held.sent_on(CalendarDay { day: TODAY.day + 1, ..TODAY }), 0);
    assert_clean(&store);
}

#[test]
fn history_shows_what_counts_newest_first() {
    let store = house(2);
    let reservation = write(&store, |txn| {
        post(txn, &ctx(), &movement(2, 3, 1))?;
        let voided = reserve(txn, &ctx(), &movement(2, 3, 2))?;
        let posted = reserve(txn, &ctx(), &movement(2, 3, 3))?;
        let open = reserve(txn, &ctx(), &movement(3, 2, 4))?;
        void(txn, &ctx(), voided, Some(TODAY))?;
        post_reserved(txn, &ctx(), posted)?;
        Ok(open)
    });
    let shown = |before| {
        let mut shown = Vec::new();
        store
            .read(|reader| {
                history(reader, 2, before, |entry| {
                    shown.push((entry.row.amount, entry.side, entry.is_posted()));
                    Ok(ControlFlow::Continue(()))
                })
            })
            .unwrap();
        shown
    };
    let all = [(3, Side::Debit, true), (4, Side::Credit, false), (1, Side::Debit, true), (1000, Side::Credit, true)];
    assert_eq!(shown(None), all);
    assert_eq!(shown(Some(reservation.unwrap())), all[2..]);
    assert_eq!(store.read(|reader| balance(reader, 2)).unwrap().entries, 4);
}

#[test]
fn impossible_movements_are_refused() {
    let store = house(1);
    for bad in [
        movement(2, 2, 5),
        movement(2, 1, 0),
        movement(2, 1, -5),
        Movement { amount: Currency::iso("EUR").unwrap().minor(5), ..movement(2, 1, 5) },
    ] {
        assert!(matches!(write(&store, move |txn| post(txn, &ctx(), &bad)), Err(WriteError::Rejected(_))));
    }
    let flood = movement(1, 2, i64::MAX);
    assert!(matches!(write(&store, move |txn| post(txn, &ctx(), &flood)), Err(WriteError::Rejected(_))));
    assert_clean(&store);
}

#[test]
fn a_record_is_found_by_its_id_and_by_no_other() {
    let store = house(2);
    let id = write(&store, |txn| post(txn, &ctx(), &movement(2, 3, 1))).unwrap();
    assert_eq!(store.read(|reader| find(reader, id)).unwrap().unwrap().1.id, id);
    let forged = TxnId::new(1, id.sequence(), 5);
    assert!(store.read(|reader| find(reader, forged)).unwrap().is_none());
}

#[test]
fn a_tampered_balance_shows() {
    let store = house(2);
    write(&store, |txn| {
        let row = BalanceRow { posted: 5000, ..balance_row(txn, 2)? };
        Ok(txn.put(&BALANCES, &2, &row)?)
    })
    .unwrap();
    let problems = store.read(check).unwrap().problems;
    assert!(
        problems.iter().any(|problem| problem.starts_with("account 2 ")) && problems.contains(&"USD sums to 4000".to_owned()),
        "{problems:?}"
    );
}

/// Random operations beside a model that knows only what each wallet should hold.
#[test]
fn random_operations_follow_the_model() {
    let seed = 7;
    let rng = SeededRng::new(seed);
    let draw = |below: u64| {
        let mut bytes = [0; 8];
        rng.fill(&mut bytes);
        u64::from_be_bytes(bytes) % below
    };
    let store = house(4);
    let mut model = [[1000i64, 0, 0]; 6];
    let mut open: Vec<(u64, u64, u64, i64)> = Vec::new();
    for step in 0..600 {
        let (debit, credit, minor) = (2 + draw(4), 2 + draw(4), i64::try_from(1 + draw(400)).unwrap());
        let can = debit != credit && model[debit as usize][0] - model[debit as usize][1] >= minor;
        match draw(4) {
            0 => {
                let done = write(&store, move |txn| post(txn, &ctx(), &movement(debit, credit, minor)));
                assert_eq!(done.is_ok(), can, "seed {seed} step {step}");
                if can {
                    model[debit as usize][0] -= minor;
                    model[credit as usize][0] += minor;
                }
            }
            1 => {
                let done = write(&store, move |txn| reserve(txn, &ctx(), &movement(debit, credit, minor)));
                assert_eq!(done.is_ok(), can, "seed {seed} step {step}");
                if let Ok(sequence) = done {
                    model[debit as usize][1] += minor;
                    model[credit as usize][2] += minor;
                    open.push((sequence, debit, credit, minor));
                }
            }
            kind if !open.is_empty() => {
                let (sequence, debit, credit, minor) = open.swap_remove(draw(open.len() as u64) as usize);
                model[debit as usize][1] -= minor;
                model[credit as usize][2] -= minor;
                if kind == 2 {
                    write(&store, move |txn| post_reserved(txn, &ctx(), sequence)).unwrap();
                    model[debit as usize][0] -= minor;
                    model[credit as usize][0] += minor;
                } else {
                    write(&store, move |txn| void(txn, &ctx(), sequence, Some(TODAY))).unwrap();
                }
            }
            _ => {}
        }
    }
    for (account, [posted, reserved, incoming]) in model.into_iter().enumerate().skip(2) {
        assert_eq!(amounts(&store, account as u64), (posted - reserved, incoming), "seed {seed} account {account}");
    }
    assert_clean(&store);
}

#[test]
fn a_late_request_of_yesterday_does_not_bring_yesterday_back() {
    let store = house(2);
    let tomorrow = CalendarDay { day: TODAY.day + 1, month: TODAY.month + 1 };
    let on = |day, minor| Movement { counts_on: Some(day), ..movement(2, 3, minor) };
    for late in [on(TODAY, 10), on(tomorrow, 100), on(TODAY, 1)] {
        write(&store, move |txn| post(txn, &ctx(), &late)).unwrap();
    }
    let held = store.read(|reader| balance(reader, 2)).unwrap();
    assert_eq!(
        (held.sent_on(TODAY), held.sent_on(tomorrow), held.sent_in_month(TODAY), held.sent_in_month(tomorrow)),
        (101, 101, 101, 101)
    );
}
