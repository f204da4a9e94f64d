use serde_json::{Value, json};

use crate::support::*;

#[tokio::test]
async fn a_balance_is_written_with_its_currencys_digits() {
    let app = TestApp::new();
    let token = app.token(ALICE, "wallet:balance").await;
    let reply = app.get("/api/v1/wallet/balance", &token).await;
    assert!(reply.text.contains("\"available\":50000.00") && reply.text.contains("\"daily_limit\":100000.00"), "{}", reply.text);
    assert_eq!(reply.header("x-protocol-operation"), Some("wallet_balance"));
    assert_eq!(reply.header("x-tmcp-version"), Some("v1.9.0"));
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    assert_eq!((reply.header("x-ratelimit-limit"), reply.header("x-ratelimit-burst")), (Some("30"), Some("10")));
    let body = reply.expect(200);
    assert_eq!((&body["status"], &body["verification"]["level_name"]), (&json!("active"), &json!("ID Verified")));
    let empty = app.get("/api/v1/wallet/balance?currency=JPY", &token).await;
    assert_eq!(empty.refused(400, "INVALID_REQUEST")["field"], "/currency");
}

#[tokio::test]
async fn history_is_paged_filtered_and_received() {
    let app = TestApp::new();
    let token = app.token(ALICE, ALL_WALLET).await;
    for place in 0..5 {
        let (note, key) = (format!("lunch {place}"), format!("key {place}"));
        let body = json!({ "recipient": BOB, "amount": place + 1, "currency": "USD", "note": note, "idempotency_key": key, "room_id": ROOM });
        let made = app.post("/api/v1/wallet/p2p/initiate", &token, &body).await.expect(201);
        let confirm = format!("/api/v1/wallet/p2p/{}/confirm", made["transfer_id"].as_str().unwrap());
        app.post(&confirm, &token, &json!({ "auth_proof": { "method": "pin", "proof": { "pin": ALICE_PIN } } }))
            .await
            .expect(200);
    }
    let page = async |query: &str| app.get(&format!("/api/v1/wallet/transactions?{query}"), &token).await;
    let first = page("limit=2").await.expect(200);
    let notes = |page: &Value| -> Vec<String> {
        page["transactions"].as_array().unwrap().iter().map(|item| item["note"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(notes(&first), ["lunch 4", "lunch 3"]);
    assert_eq!((&first["pagination"]["total"], &first["pagination"]["has_more"]), (&json!(6), &json!(true)));
    let cursor = first["pagination"]["next_cursor"].as_str().unwrap();
    assert_eq!(notes(&page(&format!("limit=2&cursor={cursor}")).await.expect(200)), ["lunch 2", "lunch 1"]);
    assert_eq!(notes(&page("limit=2&offset=2").await.expect(200)), ["lunch 2", "lunch 1"]);
    let found = page("q=LUNCH%203&type=p2p_sent&status=completed").await.expect(200);
    assert_eq!((notes(&found), &found["pagination"]["total"]), (vec!["lunch 3".to_owned()], &json!(1)));
    assert_eq!(page("type=funding").await.expect(200)["transactions"][0]["from"], "issuance");
    assert_eq!(page("room_id=!other:x").await.expect(200)["pagination"]["total"], 0);

    let id = first["transactions"][0]["txn_id"].as_str().unwrap();
    let receipt = app.get(&format!("/api/v1/wallet/transactions/{id}"), &token).await.expect(200);
    assert_eq!((&receipt["to"], &receipt["type"], &receipt["room_id"]), (&json!(BOB), &json!("p2p_sent"), &json!(ROOM)));
    let bobs = app.token(BOB, ALL_WALLET).await;
    assert_eq!(app.get(&format!("/api/v1/wallet/transactions/{id}"), &bobs).await.expect(200)["type"], "p2p_received");
    let charlies = app.token(CHARLIE, ALL_WALLET).await;
    app.get(&format!("/api/v1/wallet/transactions/{id}"), &charlies).await.refused(404, "NOT_FOUND");
    for bad in ["limit=0", "limit=101", "limit=x", "cursor=zz!", "from=yesterday", "room_id=nowhere", "offset=-1"] {
        let details = page(bad).await.refused(400, "INVALID_REQUEST");
        assert_eq!(details["field"], format!("/{}", bad.split('=').next().unwrap()), "{bad}");
    }
}

#[tokio::test]
async fn verification_shows_the_level() {
    let app = TestApp::new();
    let token = app.token(ALICE, "wallet:balance").await;
    let body = app.get("/api/v1/wallet/verification", &token).await.expect(200);
    assert_eq!(
        (&body["level"], &body["features"]["p2p_send"], &body["features"]["international"]),
        (&json!(2), &json!(true), &json!(false))
    );
}

#[tokio::test]
async fn a_wallet_is_registered_by_its_owner_once() {
    let app = TestApp::new();
    let register = async |body: &Value| app.post("/api/v1/wallet/register", "dev_charlie", body).await;
    let made = register(&json!({})).await.expect(200);
    assert_eq!((&made["status"], &made["user_id"]), (&json!("pending"), &json!(CHARLIE)));
    assert_eq!(register(&json!({ "user_id": CHARLIE })).await.expect(200)["wallet_id"], made["wallet_id"]);
    register(&json!({ "user_id": BOB })).await.refused(403, "INSUFFICIENT_PERMISSIONS");
    let token = app.token(ALICE, "wallet:pay").await;
    app.post("/api/v1/wallet/register", &token, &json!({})).await.refused(403, "STEP_UP_REQUIRED");
    app.post("/api/v1/wallet/register", "dev_nobody", &json!({})).await.refused(401, "INVALID_TOKEN");
}

#[tokio::test]
async fn activation_takes_its_steps_and_pays_the_bonus_once() {
    let usd = settings().currencies.primary();
    let app = TestApp::with(|settings| settings.activation.bonus = usd.minor(500));
    app.post("/api/v1/wallet/register", "dev_charlie", &json!({})).await.expect(200);
    let activate = async |body: &Value| app.post("/api/v1/wallet/activate", "dev_charlie", body).await;
    let full = json!({ "terms_version": "1", "terms_accepted": true, "pin": "590271" });
    let cases = [
        (json!({ "pin": "590271" }), "/terms_version"),
        (json!({ "terms_version": "0", "terms_accepted": true, "pin": "590271" }), "/terms_version"),
        (json!({ "terms_version": "1", "terms_accepted": false, "pin": "590271" }), "/terms_version"),
        (json!({ "terms_version": "1", "terms_accepted": true }), "/pin"),
        (json!({ "terms_version": "1", "terms_accepted": true, "pin": "111111" }), "/pin"),
        (json!({ "terms_version": "1", "terms_accepted": true, "pin": "123456" }), "/pin"),
        (json!({ "terms_version": "1", "terms_accepted": true, "pin": 590271 }), "/pin"),
    ];
    for (body, field) in cases {
        assert_eq!(activate(&body).await.refused(400, "INVALID_REQUEST")["field"], field, "{body}");
    }
    let done = activate(&full).await;
    assert!(done.text.contains("\"bonus\":5.00"), "{}", done.text);
    assert_eq!(done.expect(200)["user_status"], "active");
    assert_eq!(activate(&full).await.refused(409, "INVALID_STATE")["state"], "active");
    let token = app.token(CHARLIE, ALL_WALLET).await;
    assert_eq!(app.available(&token).await, "5.00");
}

#[tokio::test]
async fn a_guest_without_a_wallet_cannot_activate() {
    let app = TestApp::new();
    let body = json!({ "terms_version": "1", "terms_accepted": true, "pin": "590271" });
    app.post("/api/v1/wallet/activate", "dev_charlie", &body).await.refused(404, "NOT_FOUND");
}
