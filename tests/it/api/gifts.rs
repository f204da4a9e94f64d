mod attacks;

use std::time::Duration;

use serde_json::{Value, json};
use tmcpd::{
    config::{ClassLimit, Settings},
    gifts,
    kernel::{Clock, Code, GiftId, Rejection, RoomId, UserId},
    matrix::Failure,
    store::{WriteError, tables::MEMBERS_OF_ROOM},
    worker,
};

use crate::support::*;

const GIFTS: &str = "/api/v1/gifts";

fn proof(pin: &str) -> Value {
    json!({ "method": "pin", "proof": { "pin": pin } })
}

fn to_room(amount: &str, count: u64, key: &str) -> Value {
    json!({ "type": "group", "room_id": ROOM, "total_amount": amount, "count": count, "currency": "USD", "message": "cheers",
        "idempotency_key": key, "auth_proof": proof(ALICE_PIN) })
}

fn to_one(recipient: &str, amount: &str, key: &str) -> Value {
    json!({ "type": "individual", "recipient": recipient, "amount": amount, "currency": "USD", "idempotency_key": key,
        "auth_proof": proof(ALICE_PIN) })
}

async fn give(app: &TestApp, token: &str, body: &Value) -> String {
    app.post(GIFTS, token, body).await.expect(201)["gift_id"].as_str().unwrap().to_owned()
}

fn path(id: &str) -> String {
    format!("{GIFTS}/{id}")
}

async fn open(app: &TestApp, token: &str, id: &str) -> Reply {
    app.post(&format!("{GIFTS}/{id}/open"), token, &json!({})).await
}

/// Minor units of an amount on the wire.
fn minor(amount: &Value) -> i64 {
    amount.to_string().replace('.', "").parse().unwrap()
}

async fn history(app: &TestApp, token: &str) -> Vec<Value> {
    app.get("/api/v1/wallet/transactions", token).await.expect(200)["transactions"].as_array().unwrap().clone()
}

async fn tick(app: &TestApp) {
    worker::tick(&app.edge, app.clock.now()).await.unwrap();
}

/// Lets people into the room.
async fn let_in(app: &TestApp, people: &[String]) {
    let members: Vec<_> = people.iter().map(|id| (RoomId::parse(ROOM).unwrap(), UserId::parse(id).unwrap())).collect();
    let written = app.edge.commands.store().write(move |txn| {
        members.iter().try_for_each(|member| txn.put(&MEMBERS_OF_ROOM, member, &()))?;
        Ok::<_, WriteError<()>>(())
    });
    written.await.unwrap();
}

/// Takes somebody out of the room, as far as is seen here.
async fn leave(app: &TestApp, id: &str) {
    let member = (RoomId::parse(ROOM).unwrap(), UserId::parse(id).unwrap());
    let written = app.edge.commands.store().write(move |txn| Ok::<_, WriteError<()>>(txn.remove(&MEMBERS_OF_ROOM, &member)?));
    written.await.unwrap();
}

/// Without rate limits, which have tests of their own.
fn unlimited(settings: &mut Settings) {
    let without = |class: &str| ClassLimit { class: class.to_owned(), limit: 100_000, per: Duration::from_secs(60), burst: 0 };
    settings.limits.classes = ["p2p_transfer", "payment_operations", "default"].map(without).into();
}

fn code(refused: WriteError<Rejection>) -> Code {
    match refused {
        WriteError::Rejected(rejection) => rejection.code,
        WriteError::Store(error) => panic!("{error}"),
    }
}

#[tokio::test]
async fn alice_gives_to_a_room() {
    let app = TestApp::new();
    let (alice, bob, charlie) =
        (app.token(ALICE, ALL_WALLET).await, app.token(BOB, ALL_WALLET).await, app.token(CHARLIE, ALL_WALLET).await);
    let reply = app.post(GIFTS, &alice, &to_room("20", 3, "1")).await;
    assert!(reply.text.contains("\"total_amount\":20.00"), "{}", reply.text);
    let made = reply.expect(201);
    assert_eq!((&made["status"], &made["type"], &made["distribution"]), (&json!("active"), &json!("group"), &json!("fair")));
    assert_eq!(made["stats"], json!({ "total_opened": 0, "total_remaining": 3 }));
    assert_eq!(made["expires_at"], json!((START + Duration::from_secs(86_400)).to_string()));
    assert_eq!(app.available(&alice).await, "49980.00", "the money leaves at once");
    let id = made["gift_id"].as_str().unwrap();

    let first = open(&app, &bob, id).await.expect(200);
    assert_eq!(first["stats"], json!({ "total_opened": 1, "total_remaining": 2, "your_rank": 1 }));
    assert_eq!((&first["message"], &first["sender"]["user_id"]), (&json!("cheers"), &json!(ALICE)));
    assert_eq!((&first["status"], first.get("activation_url")), (&json!("partially_opened"), None));
    assert_eq!(open(&app, &bob, id).await.refused(409, "ALREADY_OPENED")["your_rank"], 1);
    let second = open(&app, &charlie, id).await.expect(200);
    let url = second["activation_url"].as_str().unwrap();
    assert!(url.contains("/account/activate?user=%40charlie"), "the wallet of somebody new waits for them: {url}");
    let third = open(&app, &alice, id).await.expect(200);
    assert_eq!((&third["status"], &third["stats"]["your_rank"]), (&json!("fully_opened"), &json!(3)));
    assert_eq!([&first, &second, &third].iter().map(|share| minor(&share["amount_received"])).sum::<i64>(), 2000);

    let shown = app.get(&path(id), &bob).await.expect(200);
    assert_eq!((&shown["gift"]["status"], &shown["your_opening"]["rank"]), (&json!("fully_opened"), &json!(1)));
    let names: Vec<&str> = shown["openings"].as_array().unwrap().iter().map(|one| one["user_id"].as_str().unwrap()).collect();
    assert_eq!(names, [BOB, CHARLIE, ALICE]);

    let (sent, received) = (history(&app, &alice).await, history(&app, &bob).await);
    assert_eq!((&sent[1]["type"], &sent[1]["from"], &sent[1]["to"]), (&json!("gift_sent"), &json!(ALICE), &json!(ROOM)));
    assert_eq!((&received[0]["type"], &received[0]["from"]), (&json!("gift_received"), &json!(ALICE)));
    assert_eq!((&received[0]["note"], &received[0]["room_id"]), (&json!("cheers"), &json!(ROOM)));
    let receipt = app.get(&format!("/api/v1/wallet/transactions/{}", first["txn_id"].as_str().unwrap()), &bob).await.expect(200);
    assert_eq!(receipt, received[0]);
}

#[tokio::test]
async fn alice_gives_to_bob_alone() {
    let app = TestApp::new();
    let (alice, bob, charlie) =
        (app.token(ALICE, ALL_WALLET).await, app.token(BOB, ALL_WALLET).await, app.token(CHARLIE, ALL_WALLET).await);
    let id = give(&app, &alice, &to_one(BOB, "12.50", "1")).await;
    open(&app, &charlie, &id).await.refused(404, "NOT_FOUND");
    app.get(&path(&id), &charlie).await.refused(404, "NOT_FOUND");
    open(&app, &alice, &id).await.refused(403, "INSUFFICIENT_PERMISSIONS");
    let opened = open(&app, &bob, &id).await;
    assert!(opened.text.contains("\"amount_received\":12.50"), "{}", opened.text);
    assert_eq!(opened.expect(200)["status"], "fully_opened");
    assert_eq!((app.available(&alice).await, app.available(&bob).await), ("49987.50".to_owned(), "1012.50".to_owned()));
    let sent = history(&app, &alice).await;
    assert_eq!((&sent[0]["type"], &sent[0]["to"]), (&json!("gift_sent"), &json!(BOB)));
}

#[tokio::test]
async fn bad_input_names_its_place() {
    let app = TestApp::with(unlimited);
    let alice = app.token(ALICE, ALL_WALLET).await;
    let one = to_one(BOB, "1", "k");
    let room = to_room("1", 2, "k");
    let cases = [
        (&one, "type", json!("lottery"), "INVALID_REQUEST", "/type"),
        (&one, "recipient", Value::Null, "INVALID_REQUEST", "/recipient"),
        (&one, "recipient", json!("bob"), "INVALID_REQUEST", "/recipient"),
        (&one, "recipient", json!(ALICE), "INVALID_REQUEST", "/recipient"),
        (&one, "amount", Value::Null, "INVALID_REQUEST", "/amount"),
        (&one, "amount", json!("0"), "INVALID_AMOUNT", "/amount"),
        (&one, "amount", json!(-1), "INVALID_AMOUNT", "/amount"),
        (&one, "amount", json!("1e2"), "INVALID_AMOUNT", "/amount"),
        (&one, "amount", json!("0.001"), "INVALID_AMOUNT", "/amount"),
        (&one, "amount", json!("92233720368547758.08"), "INVALID_AMOUNT", "/amount"),
        (&room, "room_id", Value::Null, "INVALID_REQUEST", "/room_id"),
        (&room, "room_id", json!("chat"), "INVALID_REQUEST", "/room_id"),
        (&room, "total_amount", Value::Null, "INVALID_REQUEST", "/total_amount"),
        (&room, "total_amount", json!("0.01"), "INVALID_AMOUNT", "/total_amount"),
        (&room, "total_amount", json!("-5"), "INVALID_AMOUNT", "/total_amount"),
        (&room, "count", Value::Null, "INVALID_REQUEST", "/count"),
        (&room, "count", json!(0), "INVALID_REQUEST", "/count"),
        (&room, "count", json!(1001), "INVALID_REQUEST", "/count"),
        (&room, "count", json!(-1), "INVALID_REQUEST", "/count"),
        (&room, "count", json!(1.5), "INVALID_REQUEST", "/count"),
        (&room, "distribution", json!("greedy"), "INVALID_REQUEST", "/distribution"),
        (&room, "currency", json!("XXX"), "INVALID_REQUEST", "/currency"),
        (&room, "message", json!("x".repeat(501)), "INVALID_REQUEST", "/message"),
        (&room, "expires_in_seconds", json!(59), "INVALID_REQUEST", "/expires_in_seconds"),
        (&room, "expires_in_seconds", json!(2_592_001), "INVALID_REQUEST", "/expires_in_seconds"),
        (&room, "idempotency_key", json!(""), "INVALID_REQUEST", "/idempotency_key"),
        (&room, "idempotency_key", Value::Null, "INVALID_REQUEST", "/idempotency_key"),
        (&room, "auth_proof", Value::Null, "INVALID_REQUEST", "/auth_proof"),
    ];
    for (good, field, value, code, pointer) in cases {
        let mut body = good.clone();
        body[field] = value;
        let details = app.post(GIFTS, &alice, &body).await.refused(400, code);
        assert_eq!(details["field"], pointer, "{body}");
    }
    for (field, value) in [("min_percentage", 4), ("min_percentage", 21), ("max_percentage", 24), ("max_percentage", 51)] {
        let mut body = to_room("1", 2, "k");
        body["distribution"] = json!("random");
        body[field] = json!(value);
        assert_eq!(app.post(GIFTS, &alice, &body).await.refused(400, "INVALID_REQUEST")["field"], format!("/{field}"));
    }
    assert_eq!(app.available(&alice).await, "50000.00");
}

#[tokio::test]
async fn who_may_give_to_whom() {
    let app = TestApp::with(unlimited);
    let (alice, bob, charlie) =
        (app.token(ALICE, ALL_WALLET).await, app.token(BOB, ALL_WALLET).await, app.token(CHARLIE, ALL_WALLET).await);
    let elsewhere = |mut body: Value| {
        body["room_id"] = json!("!other:tween.example");
        body
    };
    app.post(GIFTS, &alice, &elsewhere(to_room("1", 1, "1"))).await.refused(403, "NOT_IN_ROOM");
    app.post(GIFTS, &alice, &elsewhere(to_one(BOB, "1", "1"))).await.refused(403, "NOT_IN_ROOM");
    app.post(GIFTS, &alice, &to_one("@nobody:tween.example", "1", "1")).await.refused(404, "RECIPIENT_NO_WALLET");
    app.post(GIFTS, &alice, &to_one("@_tmcp_payments:tween.example", "1", "1")).await.refused(404, "RECIPIENT_NO_WALLET");
    app.post(GIFTS, &alice, &to_room("50000.01", 1, "1")).await.refused(400, "AMOUNT_EXCEEDS_LIMIT");
    app.post(GIFTS, &charlie, &to_room("1", 1, "1")).await.refused(403, "STEP_UP_REQUIRED");
    let mut bobs = to_room("1000.01", 1, "1");
    bobs["auth_proof"] = proof(BOB_PIN);
    assert_eq!(app.post(GIFTS, &bob, &bobs).await.refused(402, "INSUFFICIENT_FUNDS")["available"], "1000.00");
    app.operate("POST", &format!("/api/v1/admin/users/{BOB}/suspend"), Some(json!({ "reason": "fraud" }))).await.expect(200);
    app.post(GIFTS, &alice, &to_one(BOB, "1", "2")).await.refused(403, "USER_SUSPENDED");
    assert_eq!(app.available(&alice).await, "50000.00");
}

#[tokio::test]
async fn gifts_count_to_the_limits_of_their_giver() {
    let usd = settings().currencies.primary();
    let app = TestApp::with(|settings| settings.wallet.levels[2].daily = Some(usd.minor(10_000)));
    let alice = app.token(ALICE, ALL_WALLET).await;
    give(&app, &alice, &to_room("60", 3, "1")).await;
    assert_eq!(app.post(GIFTS, &alice, &to_one(BOB, "40.01", "2")).await.refused(429, "DAILY_LIMIT_EXCEEDED")["used"], "60.00");
}

#[tokio::test]
async fn a_key_gives_and_takes_once() {
    let app = TestApp::with(unlimited);
    let (alice, bob) = (app.token(ALICE, ALL_WALLET).await, app.token(BOB, ALL_WALLET).await);
    let body = to_room("20", 2, "1");
    let (one, two) = tokio::join!(app.post(GIFTS, &alice, &body), app.post(GIFTS, &alice, &body));
    assert_eq!((one.status.as_u16(), &one.text), (201, &two.text));
    assert_ne!(one.header("idempotent-replayed"), two.header("idempotent-replayed"));
    assert_eq!(app.available(&alice).await, "49980.00");
    app.post(GIFTS, &alice, &to_room("20", 3, "1")).await.refused(409, "DUPLICATE_TRANSACTION");

    let url = format!("{GIFTS}/{}/open", one.json()["gift_id"].as_str().unwrap());
    let key = json!({ "idempotency_key": "open" });
    let first = app.post(&url, &bob, &key).await;
    app.post(&url, &alice, &json!({})).await.expect(200);
    app.advance(Duration::from_secs(600));
    let again = app.post(&url, &bob, &key).await;
    assert_eq!((&first.text, again.header("idempotent-replayed")), (&again.text, Some("true")), "as it was, not as it is");
    // A repetition of the giving answers as before too, also when nobody can say any more who is in the room.
    leave(&app, ALICE).await;
    app.edge.homeserver.dev().unwrap().set_failing(Some(Failure::Down));
    assert_eq!(app.post(GIFTS, &alice, &body).await.text, one.text);
    app.post(GIFTS, &alice, &to_room("20", 2, "2")).await.refused(503, "SERVICE_UNAVAILABLE");
}

#[tokio::test]
async fn what_nobody_opened_in_time_goes_back() {
    let app = TestApp::new();
    let (alice, bob) = (app.token(ALICE, ALL_WALLET).await, app.token(BOB, ALL_WALLET).await);
    let mut body = to_room("20", 4, "1");
    (body["distribution"], body["expires_in_seconds"]) = (json!("equal"), json!(60));
    let id = give(&app, &alice, &body).await;
    let whole = give(&app, &alice, &{
        let mut body = to_one(BOB, "1", "2");
        body["expires_in_seconds"] = json!(60);
        body
    })
    .await;
    open(&app, &bob, &id).await.expect(200);
    open(&app, &bob, &whole).await.expect(200);
    app.advance(Duration::from_secs(59));
    tick(&app).await;
    assert_eq!(app.get(&path(&id), &alice).await.expect(200)["gift"]["status"], "partially_opened");
    app.advance(Duration::from_secs(1));
    let charlie = app.token(CHARLIE, ALL_WALLET).await;
    open(&app, &charlie, &id).await.refused(400, "GIFT_EXPIRED");
    tick(&app).await;
    open(&app, &charlie, &id).await.refused(400, "GIFT_EXPIRED");
    open(&app, &bob, &id).await.refused(409, "ALREADY_OPENED");
    let shown = app.get(&path(&id), &bob).await;
    assert!(shown.text.contains("\"returned_amount\":15.00"), "{}", shown.text);
    assert_eq!(shown.json()["gift"]["status"], "expired");
    assert_eq!(app.get(&path(&whole), &bob).await.expect(200)["gift"]["status"], "fully_opened");
    assert_eq!(app.available(&alice).await, "49994.00");
    let back = &history(&app, &alice).await[0];
    assert_eq!((&back["type"], &back["from"], &back["to"]), (&json!("refund"), &json!(ROOM), &json!(ALICE)));
    tick(&app).await;
    assert_eq!(app.available(&alice).await, "49994.00", "once");
}

#[tokio::test]
async fn openings_are_paged() {
    let app = TestApp::with(unlimited);
    let alice = app.token(ALICE, ALL_WALLET).await;
    let id = give(&app, &alice, &to_room("50", 50, "1")).await;
    open_for_many(&app, &id, 30).await;
    let page = async |query: &str| app.get(&format!("{}?{query}", path(&id)), &alice).await.expect(200);
    let ranks =
        |shown: &Value| shown["openings"].as_array().unwrap().iter().map(|one| one["rank"].as_u64().unwrap()).collect::<Vec<_>>();
    let first = page("limit=20").await;
    assert_eq!((ranks(&first), &first["pagination"]["total"]), ((1..=20).collect(), &json!(30)));
    assert_eq!(first["pagination"]["has_more"], true);
    let cursor = first["pagination"]["next_cursor"].as_str().unwrap();
    let second = page(&format!("limit=20&cursor={cursor}")).await;
    assert_eq!((ranks(&second), &second["pagination"]["has_more"]), ((21..=30).collect(), &json!(false)));
    assert_eq!(ranks(&page("limit=3&offset=28").await), [29, 30]);
    app.get(&format!("{}?cursor=x", path(&id)), &alice).await.refused(400, "INVALID_REQUEST");
}

/// Opens through the commands, as people whom nobody has seen before.
async fn open_for_many(app: &TestApp, id: &str, people: usize) -> Vec<Result<i64, Code>> {
    let gift: GiftId = id.parse().unwrap();
    let opening = (0..people).map(|number| {
        let opener = UserId::parse(&format!("@guest{number}:tween.example")).unwrap();
        app.edge.commands.run(app.ctx(), None, gifts::Open { id: gift, opener, settings: app.edge.settings() })
    });
    let opened = futures_util::future::join_all(opening).await;
    opened.into_iter().map(|one| one.map(|done| done.outcome.taken.row.amount).map_err(code)).collect()
}

#[tokio::test]
async fn other_spellings_lead_to_gifts() {
    let app = TestApp::with(unlimited);
    let (alice, bob) = (app.token(ALICE, ALL_WALLET).await, app.token(BOB, ALL_WALLET).await);
    for (place, create) in ["/wallet/v1/gift/create", "/api/v1/gifts/create"].into_iter().enumerate() {
        let made = app.post(create, &alice, &to_room("1", 1, &place.to_string())).await.expect(201);
        let open = format!("/wallet/v1/gift/{}/open", made["gift_id"].as_str().unwrap());
        app.post(&open, &bob, &json!({})).await.expect(200);
    }
}

#[tokio::test]
async fn a_person_on_the_account_pages_gives_and_opens() {
    let app = TestApp::new();
    let (alice, bob) = (app.sign_in(ALICE).await, app.sign_in(BOB).await);
    let made = app.post_as(&alice, GIFTS, &to_room("20", 2, "1")).await.expect(201);
    let id = made["gift_id"].as_str().unwrap();
    assert_eq!(made["gift_url"], format!("http://127.0.0.1:8420/account/gifts/{id}"));
    app.post_as(&bob, &format!("{GIFTS}/{id}/open"), &json!({})).await.expect(200);
    assert_eq!(app.get_as(&bob, &path(id)).await.expect(200)["your_opening"]["rank"], 1);
}
