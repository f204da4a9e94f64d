use super::*;
use crate::{
    config::{self, Profile},
    kernel::{Currency, GiftId, RawId, RoomId, Timestamp, TxnId, UserId, WalletId},
    store::rows::{Distribution, GiftProgressRow, GiftRow, OpeningRow},
};

const AT: i64 = 1_795_000_000_000;
const ID: &str = "gift_01m7q5cqg0e008000000000001";
const URL: &str = "http://127.0.0.1:8420/account/gifts/gift_01m7q5cqg0e008000000000001";

fn server() -> Server {
    config::load(None, [], vec![], Profile::Dev).unwrap().settings.server
}

fn user(id: &str) -> UserId {
    UserId::parse(id).unwrap()
}

fn taken(rank: u64, who: &str, amount: i64) -> Taken {
    let (wallet, txn) = (WalletId(RawId::from_parts(1, 2)), TxnId::new(1, rank, 0));
    Taken { rank, row: OpeningRow { user: user(who), wallet, amount, at: Timestamp(AT + 1000), txn } }
}

fn given(state: GiftState, opened: u64, left: i64) -> Gift {
    let row = GiftRow {
        giver: WalletId(RawId::from_parts(1, 1)),
        giver_user: user("@alice:x"),
        recipient: None,
        room: Some(RoomId::parse("!room:x").unwrap()),
        amount: Currency::iso("USD").unwrap().minor(2000),
        count: 5,
        distribution: Distribution::Fair,
        message: Some("cheers".to_owned()),
        client: "ma_shop".to_owned(),
        created: Timestamp(AT),
        expires: Timestamp(AT + 86_400_000),
        txn: TxnId::new(1, 1, 0),
    };
    let progress = GiftProgressRow { state, opened, left, changed: Timestamp(AT), returned: None };
    Gift { id: GiftId(RawId::from_parts(AT as u64, 1)), row, progress }
}

fn to_bob(state: GiftState) -> Gift {
    let gift = given(state, 0, 2000);
    Gift { row: GiftRow { recipient: Some(user("@bob:x")), message: None, count: 1, ..gift.row }, ..gift }
}

#[test]
fn a_gift_to_a_room() {
    let card = gift(&server(), &given(GiftState::Active, 0, 2000), &[]);
    let expected = json!({
        "msgtype": "m.tween.gift",
        "body": format!("🎁 @alice:x gives 20.00 USD to 5 people. Open: {URL}\n“cheers”"),
        "gift_id": ID,
        "gift_type": "group",
        "amount": "20.00",
        "amount_minor": 2000,
        "currency": "USD",
        "count": 5,
        "opened_count": 0,
        "remaining_count": 5,
        "distribution": "fair",
        "status": "active",
        "sender": { "user_id": "@alice:x" },
        "message": "cheers",
        "expires_at": "2026-11-19T11:06:40.000Z",
        "actions": [{ "type": "open", "label": "Open", "endpoint": format!("/api/v1/gifts/{ID}/open") }],
    });
    assert_eq!((card.event_type, &card.content), ("m.tween.gift", &expected));
    let html = format!("🎁 @alice:x gives <strong>20.00 USD</strong> to 5 people. Open: <a href=\"{URL}\">{URL}</a><br>“cheers”");
    assert_eq!(card.words.notice()["formatted_body"], html);
}

#[test]
fn an_opening_with_the_largest_shares_by_then() {
    let (bob, carol) = (taken(1, "@bob:x", 312), taken(2, "@carol:x", 700));
    let card = opened(&server(), &given(GiftState::PartiallyOpened, 3, 500), &carol, &[carol.clone(), bob]);
    let expected = json!({
        "msgtype": "m.tween.gift",
        "body": "@carol:x took 7.00 USD of the gift of @alice:x.",
        "gift_id": ID,
        "amount": "7.00",
        "amount_minor": 700,
        "currency": "USD",
        "count": 5,
        "opened_count": 2,
        "remaining_count": 3,
        "sender": { "user_id": "@alice:x" },
        "opened_by": { "user_id": "@carol:x" },
        "opened_at": "2026-11-18T11:06:41.000Z",
        "rank": 2,
        "leaderboard": [
            { "user_id": "@carol:x", "amount": "7.00", "amount_minor": 700, "currency": "USD", "rank": 2 },
            { "user_id": "@bob:x", "amount": "3.12", "amount_minor": 312, "currency": "USD", "rank": 1 },
        ],
    });
    assert_eq!((card.event_type, &card.content), ("m.tween.gift.opened", &expected));
    let body = card.words.notice()["body"].clone();
    assert_eq!(body, format!("🎁 @alice:x gives 20.00 USD to 5 people. 3 of 5 have opened it. Open: {URL}\n“cheers”"));
}

#[test]
fn the_message_in_every_state() {
    let leaders = [taken(2, "@carol:x", 700)];
    let one =
        Gift { row: GiftRow { count: 1, ..given(GiftState::FullyOpened, 1, 0).row }, ..given(GiftState::FullyOpened, 1, 0) };
    let cases = [
        (
            given(GiftState::FullyOpened, 5, 0),
            "@alice:x gave 20.00 USD to 5 people. Everything is taken; the most, 7.00 USD, by @carol:x.",
        ),
        (one, "@alice:x gave 20.00 USD to 1 person. Everything is taken."),
        (
            given(GiftState::Expired, 2, 1120),
            "@alice:x gave 20.00 USD to 5 people. 2 of 5 opened it in time; 11.20 USD went back.",
        ),
        (to_bob(GiftState::FullyOpened), "@bob:x opened 20.00 USD from @alice:x."),
        (to_bob(GiftState::Expired), "@bob:x did not open 20.00 USD from @alice:x in time. @alice:x has the money back."),
    ];
    for (shown, expected) in cases {
        let card = gift(&server(), &shown, &leaders);
        let quoted = if shown.row.message.is_some() { "\n“cheers”" } else { "" };
        assert_eq!(card.content["body"], format!("🎁 {expected}{quoted}"));
        assert!(card.content.get("actions").is_none(), "there is nothing to open any more");
    }
    let open = gift(&server(), &to_bob(GiftState::Active), &[]);
    assert_eq!(open.content["body"], format!("🎁 @alice:x gives 20.00 USD to @bob:x. Open: {URL}"));
    assert_eq!((&open.content["gift_type"], &open.content["recipient"]), (&json!("individual"), &json!({ "user_id": "@bob:x" })));
}

#[test]
fn what_the_giver_wrote_is_no_markup() {
    let hostile = given(GiftState::Active, 0, 2000);
    let row = GiftRow { message: Some("<img src=x onerror=\"y\">".to_owned()), ..hostile.row };
    let notice = gift(&server(), &Gift { row, ..hostile }, &[]).words.notice();
    assert!(!notice["formatted_body"].as_str().unwrap().contains("<img"), "{notice}");
}
