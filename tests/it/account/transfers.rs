use std::time::Duration;

use serde_json::{Value, json};
use tmcpd::{config::Acceptance, kernel::RoomId, matrix::DevHomeserver, worker};

use crate::support::*;

const WAITING: &str = "/api/v1/account/transfers";
const REQUEST: &str = "/api/v1/wallet/p2p/requests";

/// Alice offers bob money; answers the transfer's path.
async fn offer(app: &TestApp, alice: &Browser, key: &str) -> String {
    let body = json!({ "recipient": BOB, "amount": "10.00", "currency": "USD", "idempotency_key": key });
    let made = app.post_as(alice, "/api/v1/wallet/p2p/initiate", &body).await.expect(201);
    let path = format!("/api/v1/wallet/p2p/{}", made["transfer_id"].as_str().unwrap());
    let proof = json!({ "auth_proof": { "method": "pin", "proof": { "pin": ALICE_PIN } } });
    app.post_as(alice, &format!("{path}/confirm"), &proof).await.expect(200);
    path
}

/// How many wait for the person's answer, and for the answers of others.
async fn count(app: &TestApp, browser: &Browser) -> (usize, usize) {
    let found = app.get_as(browser, WAITING).await.expect(200);
    (found["incoming"].as_array().unwrap().len(), found["outgoing"].as_array().unwrap().len())
}

#[tokio::test]
async fn what_waits_is_listed_until_it_waits_no_more() {
    let app = TestApp::with(|settings| settings.wallet.acceptance = Acceptance::Always);
    let (alice, bob) = (app.sign_in(ALICE).await, app.sign_in(BOB).await);
    assert_eq!(count(&app, &alice).await, (0, 0));
    let first = offer(&app, &alice, "1").await;
    let listed = app.get_as(&bob, WAITING).await;
    assert!(listed.text.contains("\"amount\":10.00"), "{}", listed.text);
    assert_eq!(listed.expect(200)["incoming"][0], app.get_as(&bob, &first).await.expect(200));
    assert_eq!((count(&app, &alice).await, count(&app, &bob).await), ((0, 1), (1, 0)));
    let (second, third, _) = (offer(&app, &alice, "2").await, offer(&app, &alice, "3").await, offer(&app, &alice, "4").await);
    for (browser, path, step, left) in [(&bob, &first, "accept", 3), (&bob, &second, "reject", 2), (&alice, &third, "cancel", 1)]
    {
        app.post_as(browser, &format!("{path}/{step}"), &json!({})).await.expect(200);
        assert_eq!((count(&app, &alice).await, count(&app, &bob).await), ((0, left), (left, 0)), "{step}");
    }
    app.advance(app.edge.settings().wallet.accept_within - Duration::from_secs(1));
    let (alice, bob) = (app.sign_in(ALICE).await, app.sign_in(BOB).await);
    assert_eq!(count(&app, &bob).await, (1, 0));
    app.advance(Duration::from_secs(1));
    worker::tick(&app.edge, app.edge.now()).await.unwrap();
    assert_eq!((count(&app, &alice).await, count(&app, &bob).await), ((0, 0), (0, 0)));
}

#[tokio::test]
async fn what_completes_at_once_never_waits() {
    let app = TestApp::new();
    let (alice, bob) = (app.sign_in(ALICE).await, app.sign_in(BOB).await);
    offer(&app, &alice, "1").await;
    assert_eq!((count(&app, &alice).await, count(&app, &bob).await), ((0, 0), (0, 0)));
}

fn homeserver(app: &TestApp) -> &DevHomeserver {
    app.edge.homeserver.dev().unwrap()
}

fn request(payer: &str, key: &str) -> Value {
    json!({ "payer": payer, "amount": "12.50", "currency": "USD", "note": " <b>lunch</b> & \u{202e}tea ", "idempotency_key": key })
}

#[tokio::test]
async fn a_person_asks_another_for_money() {
    let app = TestApp::new();
    let alice = app.token(ALICE, "wallet:request").await;
    let mut body = request(BOB, "1");
    body["room_id"] = json!(ROOM);
    let reply = app.post(REQUEST, &alice, &body).await;
    assert!(reply.text.contains("\"amount\":12.50"), "{}", reply.text);
    let link =
        "http://127.0.0.1:8420/account/send?to=%40alice%3Atween.example&amount=12.50&currency=USD&note=lunch+%26+tea".to_owned();
    let asked = reply.expect(201);
    assert_eq!(
        (&asked["payer"], &asked["note"], &asked["link"], &asked["sent"]),
        (&json!(BOB), &json!("lunch & tea"), &json!(link), &json!(true))
    );
    let again = app.post(REQUEST, &alice, &body).await;
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
    app.deliver_outbox().await;
    let told = homeserver(&app).events(&RoomId::parse(ROOM).unwrap());
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!((&told[0]["type"], &told[0]["content"]["msgtype"]), (&json!("m.room.message"), &json!("m.notice")));
    let words = format!("{ALICE} asks {BOB} for 12.50 USD. To send it: {link}\n“lunch & tea”");
    assert_eq!(told[0]["content"]["body"], words);
    let balance = app.token(BOB, ALL_WALLET).await;
    assert_eq!(app.available(&balance).await, "1000.00", "nothing is reserved");
}

#[tokio::test]
async fn without_a_room_they_are_asked_in_private() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    app.post_as(&alice, REQUEST, &request(BOB, "1")).await.expect(201);
    app.deliver_outbox().await;
    assert!(homeserver(&app).events(&RoomId::parse(ROOM).unwrap()).is_empty());
    let bot = tmcpd::kernel::UserId::parse("@_tmcp:tween.example").unwrap();
    let direct = homeserver(&app).mutual_rooms("dev_bob", &bot).unwrap();
    assert_eq!(homeserver(&app).events(&direct[0]).len(), 1);
}

#[tokio::test]
async fn strangers_cannot_be_asked_and_nobody_learns_who_exists() {
    let app = TestApp::new();
    let alice = app.token(ALICE, "wallet:request").await;
    for (payer, room, status, code) in [
        ("@nobody:tween.example", None, 403, "NOT_IN_ROOM"),
        ("@dev:tween.example", None, 403, "NOT_IN_ROOM"),
        ("@dev:tween.example", Some(ROOM), 403, "NOT_IN_ROOM"),
        (BOB, Some("!other:tween.example"), 403, "NOT_IN_ROOM"),
        (ALICE, None, 400, "INVALID_REQUEST"),
        ("bob", None, 400, "INVALID_REQUEST"),
    ] {
        let mut body = request(payer, payer);
        body["room_id"] = json!(room);
        app.post(REQUEST, &alice, &body).await.refused(status, code);
    }
    app.advance(Duration::from_secs(60));
    for (field, value, code) in [
        ("amount", json!("0"), "INVALID_AMOUNT"),
        ("amount", json!("0.001"), "INVALID_AMOUNT"),
        ("note", json!("x".repeat(501)), "INVALID_REQUEST"),
        ("idempotency_key", Value::Null, "INVALID_REQUEST"),
    ] {
        let mut body = request(BOB, "key");
        body[field] = value;
        app.post(REQUEST, &alice, &body).await.refused(400, code);
    }
    app.post(REQUEST, &app.token(ALICE, ALL_WALLET).await, &request(BOB, "key")).await.refused(403, "INVALID_SCOPE");
    app.deliver_outbox().await;
    assert!(homeserver(&app).events(&RoomId::parse(ROOM).unwrap()).is_empty());
}
