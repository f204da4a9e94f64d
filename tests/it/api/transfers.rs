use std::time::Duration;

use serde_json::{Value, json};
use tmcpd::config::Acceptance;

use crate::support::*;

async fn initiate(app: &TestApp, token: &str, recipient: &str, amount: &str, key: &str) -> Value {
    let body = json!({ "recipient": recipient, "amount": amount, "currency": "USD", "idempotency_key": key });
    app.post("/api/v1/wallet/p2p/initiate", token, &body).await.expect(201)
}

fn path(transfer: &Value, step: &str) -> String {
    format!("/api/v1/wallet/p2p/{}/{step}", transfer["transfer_id"].as_str().unwrap())
}

fn pin(pin: &str) -> Value {
    json!({ "auth_proof": { "method": "pin", "proof": { "pin": pin } } })
}

async fn send(app: &TestApp, token: &str, recipient: &str, amount: &str, key: &str) -> Value {
    let made = initiate(app, token, recipient, amount, key).await;
    app.post(&path(&made, "confirm"), token, &pin(ALICE_PIN)).await.expect(200)
}

#[tokio::test]
async fn alice_sends_bob_money() {
    let app = TestApp::new();
    let (alice, bob) = (app.token(ALICE, ALL_WALLET).await, app.token(BOB, ALL_WALLET).await);
    let body = json!({ "recipient": BOB, "amount": 12.5, "currency": "USD", "note": " <b>lunch</b> ", "room_id": ROOM, "idempotency_key": "1" });
    let reply = app.post("/api/v1/wallet/p2p/initiate", &alice, &body).await;
    assert!(reply.text.contains("\"amount\":12.50"), "{}", reply.text);
    let made = reply.expect(201);
    assert_eq!((&made["status"], &made["note"]), (&json!("pending_authorization"), &json!("lunch")));
    assert_eq!((&made["available_methods"], &made["recommended_method"]), (&json!(["pin"]), &json!("pin")));
    assert_eq!(app.available(&alice).await, "50000.00", "nothing is reserved yet");
    let done = app.post(&path(&made, "confirm"), &alice, &pin(ALICE_PIN)).await.expect(200);
    assert_eq!(done["status"], "completed");
    assert!(done["txn_id"].as_str().unwrap().starts_with("txn_"));
    assert_eq!((app.available(&alice).await, app.available(&bob).await), ("49987.50".to_owned(), "1012.50".to_owned()));
    let path = format!("/api/v1/wallet/p2p/{}", made["transfer_id"].as_str().unwrap());
    assert_eq!(app.get(&path, &bob).await.expect(200)["status"], "completed");
    let charlie = app.token(CHARLIE, ALL_WALLET).await;
    app.get(&path, &charlie).await.refused(404, "TRANSFER_NOT_FOUND");
}

#[tokio::test]
async fn a_key_gets_the_same_answer_again() {
    let app = TestApp::new();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let body = json!({ "recipient": BOB, "amount": "12.50", "currency": "USD", "idempotency_key": "1" });
    let first = app.post("/api/v1/wallet/p2p/initiate", &alice, &body).await;
    app.advance(Duration::from_secs(60));
    let again = app.post("/api/v1/wallet/p2p/initiate", &alice, &body).await;
    assert_eq!((first.text.as_str(), first.status), (again.text.as_str(), again.status));
    assert_eq!((first.header("idempotent-replayed"), again.header("idempotent-replayed")), (None, Some("true")));
    let other = json!({ "recipient": BOB, "amount": "12.51", "currency": "USD", "idempotency_key": "1" });
    app.post("/api/v1/wallet/p2p/initiate", &alice, &other).await.refused(409, "DUPLICATE_TRANSACTION");

    let made = first.json();
    let mut confirm = pin(ALICE_PIN);
    confirm["idempotency_key"] = json!("2");
    let done = app.post(&path(&made, "confirm"), &alice, &confirm).await;
    let again = app.post(&path(&made, "confirm"), &alice, &confirm).await;
    assert_eq!((&done.text, again.header("idempotent-replayed")), (&again.text, Some("true")));
    assert_eq!(app.available(&alice).await, "49987.50");
    app.post(&path(&made, "confirm"), &alice, &pin(ALICE_PIN)).await.refused(409, "INVALID_STATE");
    let bob = app.token(BOB, ALL_WALLET).await;
    let bobs = json!({ "recipient": ALICE, "amount": "12.50", "currency": "USD", "idempotency_key": "1" });
    assert_eq!(
        app.post("/api/v1/wallet/p2p/initiate", &bob, &bobs).await.header("idempotent-replayed"),
        None,
        "keys are their owner's"
    );
}

#[tokio::test]
async fn the_same_request_side_by_side_runs_once() {
    let app = TestApp::new();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let made = initiate(&app, &alice, BOB, "1.00", "1").await;
    let mut confirm = pin(ALICE_PIN);
    confirm["idempotency_key"] = json!("2");
    let url = path(&made, "confirm");
    let (one, two) = tokio::join!(app.post(&url, &alice, &confirm), app.post(&url, &alice, &confirm));
    assert_eq!((one.status.as_u16(), &one.text), (200, &two.text));
    assert_ne!(one.header("idempotent-replayed"), two.header("idempotent-replayed"));
    assert_eq!(app.available(&alice).await, "49999.00");
}

#[tokio::test]
async fn bad_input_names_its_place() {
    let app = TestApp::new();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let good = json!({ "recipient": BOB, "amount": "1", "currency": "USD", "idempotency_key": "k" });
    let cases = [
        ("recipient", json!("bob"), 400, "INVALID_REQUEST", "/recipient"),
        ("recipient", json!(ALICE), 400, "INVALID_REQUEST", "/recipient"),
        ("recipient", Value::Null, 400, "INVALID_REQUEST", "/recipient"),
        ("amount", json!("0"), 400, "INVALID_AMOUNT", "/amount"),
        ("amount", json!("-1"), 400, "INVALID_AMOUNT", "/amount"),
        ("amount", json!(-1), 400, "INVALID_AMOUNT", "/amount"),
        ("amount", json!("1e2"), 400, "INVALID_AMOUNT", "/amount"),
        ("amount", json!("0.001"), 400, "INVALID_AMOUNT", "/amount"),
        ("amount", json!("92233720368547758.08"), 400, "INVALID_AMOUNT", "/amount"),
        ("amount", json!([1]), 400, "INVALID_REQUEST", "/amount"),
        ("currency", json!("XXX"), 400, "INVALID_REQUEST", "/currency"),
        ("note", json!("x".repeat(501)), 400, "INVALID_REQUEST", "/note"),
        ("room_id", json!("chat"), 400, "INVALID_REQUEST", "/room_id"),
        ("idempotency_key", json!(""), 400, "INVALID_REQUEST", "/idempotency_key"),
        ("idempotency_key", json!("x".repeat(256)), 400, "INVALID_REQUEST", "/idempotency_key"),
    ];
    let app_without_limits = &app;
    for (place, (field, value, status, code, pointer)) in cases.into_iter().enumerate() {
        app_without_limits.advance(Duration::from_secs(60));
        let mut body = good.clone();
        body[field] = value;
        let details = app.post("/api/v1/wallet/p2p/initiate", &alice, &body).await.refused(status, code);
        assert_eq!(details["field"], pointer, "case {place}: {body}");
    }
    app.advance(Duration::from_secs(600));
    let missing = json!({ "recipient": BOB, "amount": "1", "currency": "USD" });
    let details = app.post("/api/v1/wallet/p2p/initiate", &alice, &missing).await.refused(400, "INVALID_REQUEST");
    assert_eq!(details["field"], "/idempotency_key");
    let twice = r#"{"recipient":"@bob:tween.example","amount":"1","amount":"2","currency":"USD","idempotency_key":"k"}"#;
    let reply = app.post_text("/api/v1/wallet/p2p/initiate", &alice, "application/json", twice.to_owned()).await;
    assert_eq!(reply.refused(400, "INVALID_REQUEST")["field"], "/amount");
    let reply = app.post_text("/api/v1/wallet/p2p/initiate", &alice, "text/plain", good.to_string()).await;
    reply.refused(415, "UNSUPPORTED_MEDIA_TYPE");
}

#[tokio::test]
async fn people_who_cannot_be_paid() {
    let app = TestApp::new();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let try_it = |recipient: &str, room: Option<&str>| {
        let body =
            json!({ "recipient": recipient, "amount": "1", "currency": "USD", "idempotency_key": recipient, "room_id": room });
        let (app, alice) = (&app, &alice);
        async move { app.post("/api/v1/wallet/p2p/initiate", alice, &body).await }
    };
    try_it("@nobody:tween.example", None).await.refused(404, "RECIPIENT_NO_WALLET");
    try_it("@bob:elsewhere.example", None).await.refused(404, "RECIPIENT_NO_WALLET");
    try_it("@dev:tween.example", Some(ROOM)).await.refused(403, "NOT_IN_ROOM");
    try_it(BOB, Some("!other:tween.example")).await.refused(403, "NOT_IN_ROOM");
}

#[tokio::test]
async fn limits_and_funds_hold() {
    let app = TestApp::new();
    let (alice, bob) = (app.token(ALICE, ALL_WALLET).await, app.token(BOB, ALL_WALLET).await);
    let try_it = |token: &str, recipient: &str, amount: &str| {
        let body = json!({ "recipient": recipient, "amount": amount, "currency": "USD", "idempotency_key": amount });
        let (app, token) = (&app, token.to_owned());
        async move { app.post("/api/v1/wallet/p2p/initiate", &token, &body).await }
    };
    assert_eq!(try_it(&alice, BOB, "50000.01").await.refused(400, "AMOUNT_EXCEEDS_LIMIT")["limit"], "50000.00");
    let details = try_it(&bob, ALICE, "1000.01").await.refused(402, "INSUFFICIENT_FUNDS");
    assert_eq!((&details["available"], &details["required"]), (&json!("1000.00"), &json!("1000.01")));
    // Two transfers that each fit, but not both.
    let one = initiate(&app, &bob, ALICE, "600", "one").await;
    let two = initiate(&app, &bob, ALICE, "600.00", "two").await;
    app.post(&path(&one, "confirm"), &bob, &pin(BOB_PIN)).await.expect(200);
    app.post(&path(&two, "confirm"), &bob, &pin(BOB_PIN)).await.refused(402, "INSUFFICIENT_FUNDS");
}

#[tokio::test]
async fn a_day_has_a_limit_and_ends() {
    let usd = settings().currencies.primary();
    let app = TestApp::with(|settings| settings.wallet.levels[2].daily = Some(usd.minor(10_000)));
    let alice = app.token(ALICE, ALL_WALLET).await;
    send(&app, &alice, BOB, "60", "1").await;
    let body = json!({ "recipient": BOB, "amount": "40.01", "currency": "USD", "idempotency_key": "2" });
    assert_eq!(
        app.post("/api/v1/wallet/p2p/initiate", &alice, &body).await.refused(429, "DAILY_LIMIT_EXCEEDED")["used"],
        "60.00"
    );
    app.advance(Duration::from_secs(24 * 3600));
    let alice = app.token(ALICE, ALL_WALLET).await;
    send(&app, &alice, BOB, "40.01", "3").await;
}

#[tokio::test]
async fn somebody_new_gets_a_wallet_and_can_spend_after_activation() {
    let app = TestApp::new();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let done = send(&app, &alice, CHARLIE, "20", "1").await;
    assert_eq!(done["status"], "completed");
    let charlie = app.token(CHARLIE, ALL_WALLET).await;
    let balance = app.get("/api/v1/wallet/balance", &charlie).await.expect(200);
    assert_eq!(balance["status"], "pending");
    let back = json!({ "recipient": ALICE, "amount": "5", "currency": "USD", "idempotency_key": "1" });
    app.post("/api/v1/wallet/p2p/initiate", &charlie, &back).await.refused(403, "USER_NOT_ACTIVATED");
    let steps = json!({ "terms_version": "1", "terms_accepted": true, "pin": "590271" });
    app.post("/api/v1/wallet/activate", "dev_charlie", &steps).await.expect(200);
    let made = app.post("/api/v1/wallet/p2p/initiate", &charlie, &back).await.expect(201);
    app.post(&path(&made, "confirm"), &charlie, &pin("590271")).await.expect(200);
    assert_eq!(app.available(&charlie).await, "15.00");
}

#[tokio::test]
async fn wrong_proofs_lock_and_say_nothing() {
    let app = TestApp::new();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let made = initiate(&app, &alice, BOB, "1", "1").await;
    let confirm = path(&made, "confirm");
    let unknown = json!({ "auth_proof": { "method": "biometric", "proof": { "device_id": "x", "signature": "AAAA", "timestamp": "1795000000" } } });
    let first = app.post(&confirm, &alice, &pin("000000")).await;
    let second = app.post(&confirm, &alice, &unknown).await;
    let message = |reply: &Reply| reply.json()["error"]["message"].clone();
    assert_eq!(message(&first), message(&second), "a wrong PIN and an unknown device sound the same");
    assert_eq!(first.refused(401, "MFA_FAILED")["attempts_remaining"], 4);
    assert_eq!(second.refused(401, "MFA_FAILED")["attempts_remaining"], 3);
    for _ in 0..2 {
        app.post(&confirm, &alice, &pin("000000")).await.refused(401, "MFA_FAILED");
    }
    app.post(&confirm, &alice, &pin("000000")).await.refused(429, "MFA_LOCKED");
    app.post(&confirm, &alice, &pin(ALICE_PIN)).await.refused(429, "MFA_LOCKED");
    assert_eq!(app.available(&alice).await, "50000.00");
    app.advance(Duration::from_secs(15 * 60));
    let alice = app.token(ALICE, ALL_WALLET).await;
    send(&app, &alice, BOB, "1", "2").await;
}

#[tokio::test]
async fn guesses_side_by_side_count_one_by_one() {
    let app = TestApp::with(|settings| settings.limits.classes.clear());
    let alice = app.token(ALICE, ALL_WALLET).await;
    let made = initiate(&app, &alice, BOB, "1", "1").await;
    let confirm = path(&made, "confirm");
    let guesses: Vec<Value> =
        ["000001", "000002", "000003", "000004", "000005", ALICE_PIN].iter().map(|guess| pin(guess)).collect();
    let replies = futures_util::future::join_all(guesses.iter().map(|guess| app.post(&confirm, &alice, guess))).await;
    let wrong = replies.iter().filter(|reply| reply.status == 401).count();
    assert!(wrong <= 4, "the fifth failure locks");
}

#[tokio::test]
async fn a_recipient_can_be_asked_first() {
    let app = TestApp::with(|settings| settings.wallet.acceptance = Acceptance::Always);
    let (alice, bob) = (app.token(ALICE, ALL_WALLET).await, app.token(BOB, ALL_WALLET).await);
    let offered = send(&app, &alice, BOB, "10", "1").await;
    assert_eq!(offered["status"], "pending_recipient_acceptance");
    assert_eq!(app.available(&alice).await, "49990.00");
    let balance = app.get("/api/v1/wallet/balance", &bob).await;
    assert!(balance.text.contains("\"available\":1000.00,\"pending\":10.00"), "{}", balance.text);
    app.post(&path(&offered, "accept"), &alice, &json!({})).await.refused(403, "INSUFFICIENT_PERMISSIONS");
    app.post(&path(&offered, "cancel"), &bob, &json!({})).await.refused(403, "INSUFFICIENT_PERMISSIONS");
    let taken = app.post(&path(&offered, "accept"), &bob, &json!({})).await.expect(200);
    assert_eq!(taken["status"], "completed");
    assert_eq!(app.available(&bob).await, "1010.00");
    for (step, token) in [("accept", &bob), ("reject", &bob), ("cancel", &alice)] {
        assert_eq!(app.post(&path(&offered, step), token, &json!({})).await.refused(409, "INVALID_STATE")["state"], "completed");
    }
    let offered = send(&app, &alice, BOB, "10", "2").await;
    assert_eq!(app.post(&path(&offered, "reject"), &bob, &json!({})).await.expect(200)["status"], "rejected");
    let offered = send(&app, &alice, BOB, "10", "3").await;
    assert_eq!(app.post(&path(&offered, "cancel"), &alice, &json!({})).await.expect(200)["status"], "cancelled");
    assert_eq!((app.available(&alice).await, app.available(&bob).await), ("49990.00".to_owned(), "1010.00".to_owned()));
}

#[tokio::test]
async fn a_transfer_expires() {
    let app = TestApp::new();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let made = initiate(&app, &alice, BOB, "1", "1").await;
    app.advance(Duration::from_secs(5 * 60));
    app.post(&path(&made, "confirm"), &alice, &pin(ALICE_PIN)).await.refused(400, "TRANSFER_EXPIRED");
}

#[tokio::test]
async fn first_time_acceptance_is_asked_once() {
    let app = TestApp::with(|settings| settings.wallet.acceptance = Acceptance::FirstTime);
    let (alice, bob) = (app.token(ALICE, ALL_WALLET).await, app.token(BOB, ALL_WALLET).await);
    let offered = send(&app, &alice, BOB, "10", "1").await;
    app.post(&path(&offered, "accept"), &bob, &json!({})).await.expect(200);
    assert_eq!(send(&app, &alice, BOB, "10", "2").await["status"], "completed");
}

#[tokio::test]
async fn money_cannot_be_sent_to_the_servers_own_users() {
    let app = TestApp::new();
    let alice = app.token(ALICE, ALL_WALLET).await;
    for ghost in ["@_tmcp:tween.example", "@_tmcp_payments:tween.example", "@ma_shop_001:tween.example"] {
        let body = json!({ "recipient": ghost, "amount": "1", "currency": "USD", "idempotency_key": ghost });
        app.post("/api/v1/wallet/p2p/initiate", &alice, &body).await.refused(404, "RECIPIENT_NO_WALLET");
    }
}

#[tokio::test]
async fn a_repetition_is_answered_though_proofs_are_locked_now() {
    let app = TestApp::new();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let done = initiate(&app, &alice, BOB, "1", "1").await;
    let mut confirm = pin(ALICE_PIN);
    confirm["idempotency_key"] = json!("k");
    let first = app.post(&path(&done, "confirm"), &alice, &confirm).await;
    let open = initiate(&app, &alice, BOB, "1", "2").await;
    for _ in 0..5 {
        app.post(&path(&open, "confirm"), &alice, &pin("000000")).await;
    }
    app.post(&path(&open, "confirm"), &alice, &pin(ALICE_PIN)).await.refused(429, "MFA_LOCKED");
    let again = app.post(&path(&done, "confirm"), &alice, &confirm).await;
    assert_eq!((&again.text, again.header("idempotent-replayed")), (&first.text, Some("true")));
}

#[tokio::test]
async fn another_mini_app_cannot_touch_a_transfer() {
    let app = TestApp::new();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let made = initiate(&app, &alice, BOB, "1", "1").await;
    let register = tmcpd::miniapps::Register {
        id: "ma_other".to_owned(),
        ..tmcpd::miniapps::official_wallet(settings().currencies.primary())
    };
    let third_party = tmcpd::miniapps::Register { official: tmcpd::miniapps::Officiality::ThirdParty, ..register };
    app.edge.commands.run(app.ctx(), None, third_party).await.unwrap();
    let other = app.token_for(ALICE, "ma_other", "wallet:pay").await;
    app.post(&path(&made, "confirm"), &other, &pin(ALICE_PIN)).await.refused(404, "TRANSFER_NOT_FOUND");
    app.post(&path(&made, "cancel"), &other, &json!({})).await.refused(404, "TRANSFER_NOT_FOUND");
    let official = app.token_for(ALICE, "ma_official_wallet", "wallet:pay").await;
    app.post(&path(&made, "confirm"), &official, &pin(ALICE_PIN)).await.expect(200);
}

#[tokio::test]
async fn the_receipt_of_a_reservation_ends_with_it() {
    let app = TestApp::with(|settings| settings.wallet.acceptance = Acceptance::Always);
    let (alice, bob) = (app.token(ALICE, ALL_WALLET).await, app.token(BOB, ALL_WALLET).await);
    let offered = send(&app, &alice, BOB, "10", "1").await;
    let newest = app.get("/api/v1/wallet/transactions?limit=1", &alice).await.expect(200)["transactions"][0].clone();
    let receipt = format!("/api/v1/wallet/transactions/{}", newest["txn_id"].as_str().unwrap());
    assert_eq!(app.get(&receipt, &alice).await.expect(200)["status"], "pending");
    app.post(&path(&offered, "reject"), &bob, &json!({})).await.expect(200);
    app.get(&receipt, &alice).await.refused(404, "NOT_FOUND");
}
