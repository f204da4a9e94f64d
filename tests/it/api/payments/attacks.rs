use tmcpd::limits::{FailedPayments, Penalty, Rules};

use super::*;

#[tokio::test]
async fn amount_games() {
    let app = app();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let amounts = [
        "0",
        "0.00",
        "-1",
        "-0",
        "+1",
        "1e2",
        "1E2",
        "0.001",
        "12.505",
        "01",
        ".5",
        "5.",
        "",
        " 5",
        "0x10",
        "NaN",
        "1_000",
        "١",
        "9223372036854775808",
        "92233720368547758.08",
        "99999999999999999999999999",
    ];
    for (place, amount) in amounts.iter().enumerate() {
        let reply = app.post("/api/v1/payments/request", &alice, &asking(amount, &place.to_string())).await;
        assert_eq!(reply.refused(400, "INVALID_AMOUNT")["field"], "/amount", "{amount}");
    }
    for (place, number) in ["0", "-5", "1e2", "1e-3", "0.001", "92233720368547758.08"].iter().enumerate() {
        let text = format!(r#"{{"amount": {number}, "currency": "USD", "description": "Tea", "idempotency_key": "n{place}"}}"#);
        app.post_text("/api/v1/payments/request", &alice, "application/json", text).await.refused(400, "INVALID_AMOUNT");
    }
    let largest = request(&app, &alice, "92233720368547758.07", "largest").await;
    app.post(&path(&largest, "authorize"), &alice, &pin(ALICE_PIN)).await.refused(400, "AMOUNT_EXCEEDS_LIMIT");
    for currency in ["usd", "XXX", "", "EUR"] {
        let mut body = asking("1", "c");
        body["currency"] = currency.into();
        app.post("/api/v1/payments/request", &alice, &body).await.refused(400, "INVALID_REQUEST");
    }
}

#[tokio::test]
async fn items_that_do_not_add_up() {
    let app = app();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let cases = [
        (json!([{ "name": "Tea", "quantity": 2, "amount": "5.00" }]), "INVALID_AMOUNT", "/items"),
        (json!([{ "name": "Tea", "quantity": 1, "amount": "4.99" }]), "INVALID_AMOUNT", "/items"),
        (json!([{ "name": "Tea", "quantity": 0, "amount": "5.00" }]), "INVALID_REQUEST", "/items/0/quantity"),
        (json!([{ "name": "Tea", "quantity": -1, "amount": "5.00" }]), "INVALID_REQUEST", "/items/0/quantity"),
        (json!([{ "name": "Tea", "quantity": 1, "amount": "-5.00" }]), "INVALID_AMOUNT", "/items/0/amount"),
        (json!([{ "name": "<b></b>", "quantity": 1, "amount": "5.00" }]), "INVALID_REQUEST", "/items/0/name"),
        (json!([{ "name": "A", "quantity": 1_000_000, "amount": "92233720368547758.07" }]), "INVALID_AMOUNT", "/items"),
        (json!(vec![json!({ "name": "A", "quantity": 1, "amount": "0.01" }); 101]), "INVALID_REQUEST", "/items"),
    ];
    for (items, code, field) in cases {
        let mut body = asking("5.00", "1");
        body["items"] = items.clone();
        let refused = app.post("/api/v1/payments/request", &alice, &body).await.refused(400, code);
        assert_eq!(refused["field"], field, "{items}");
    }
}

#[tokio::test]
async fn a_callback_to_somebody_elses_host() {
    let app = app();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let urls = [
        "https://evil.example/",
        "http://localhost.evil.example:3000/",
        "http://localhost:3000@evil.example/",
        "http://user:password@localhost:3000/",
        "https://localhost:3000/",
        "javascript:alert(1)//localhost",
        "//localhost:3000/",
        "localhost:3000",
        "",
    ];
    for url in urls {
        let mut body = asking("5.00", "1");
        body["callback_url"] = url.into();
        let refused = app.post("/api/v1/payments/request", &alice, &body).await.refused(400, "INVALID_REQUEST");
        assert_eq!(refused["field"], "/callback_url", "{url}");
    }
}

#[tokio::test]
async fn more_metadata_than_there_is_room_for() {
    let app = app();
    let alice = app.token(ALICE, ALL_WALLET).await;
    for metadata in [json!({ "a": "x".repeat(4096) }), json!("text"), json!([1])] {
        let mut body = asking("5.00", "1");
        body["metadata"] = metadata;
        let refused = app.post("/api/v1/payments/request", &alice, &body).await.refused(400, "INVALID_REQUEST");
        assert_eq!(refused["field"], "/metadata");
    }
}

#[tokio::test]
async fn a_mini_app_pays_itself_without_a_proof() {
    let app = app();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let asked = request(&app, &alice, "5.00", "1").await;
    let proofs = [
        json!({}),
        json!({ "auth_proof": null }),
        json!({ "auth_proof": { "method": "none", "proof": {} } }),
        json!({ "auth_proof": { "method": "pin", "proof": {} } }),
        json!({ "signature": "AAAA", "device_id": "phone" }),
        json!({ "signature": "AAAA", "device_id": "phone", "timestamp": "1", "auth_proof": pin(ALICE_PIN)["auth_proof"] }),
    ];
    for proof in proofs {
        app.post(&path(&asked, "authorize"), &alice, &proof).await.refused(400, "INVALID_REQUEST");
    }
    backend(&app, "POST", &path(&asked, "authorize"), &pin(ALICE_PIN)).await.refused(401, "INVALID_TOKEN");
    assert_eq!(app.available(&alice).await, "50000.00");
}

#[tokio::test]
async fn the_account_cookie_asks_for_a_payment() {
    let app = app();
    let browser = app.sign_in(ALICE).await;
    let refused = app.post_as(&browser, "/api/v1/payments/request", &asking("5.00", "1")).await;
    refused.refused(403, "INSUFFICIENT_PERMISSIONS");
}

#[tokio::test]
async fn another_mini_apps_token_on_this_payment() {
    let app = app();
    other_shop(&app).await;
    let asked = request(&app, &app.token(ALICE, ALL_WALLET).await, "5.00", "1").await;
    let other = app.token_for(ALICE, "ma_other", "wallet:pay").await;
    app.get(&status(&asked), &other).await.refused(404, "PAYMENT_NOT_FOUND");
    app.get(&path(&asked, "mfa/status"), &other).await.refused(404, "PAYMENT_NOT_FOUND");
    for step in ["authorize", "cancel"] {
        app.post(&path(&asked, step), &other, &pin(ALICE_PIN)).await.refused(404, "PAYMENT_NOT_FOUND");
    }
    app.post(&path(&asked, "mfa/challenge"), &other, &json!({})).await.refused(404, "PAYMENT_NOT_FOUND");
    let official = app.token_for(ALICE, "ma_official_wallet", "wallet:pay").await;
    app.post(&path(&asked, "authorize"), &official, &pin(ALICE_PIN)).await.expect(200);
}

#[tokio::test]
async fn somebody_else_on_this_payment() {
    let app = app();
    let asked = request(&app, &app.token(ALICE, ALL_WALLET).await, "5.00", "1").await;
    let bob = app.token(BOB, ALL_WALLET).await;
    let browser = app.sign_in(BOB).await;
    app.get(&status(&asked), &bob).await.refused(404, "PAYMENT_NOT_FOUND");
    app.get_as(&browser, &status(&asked)).await.refused(404, "PAYMENT_NOT_FOUND");
    app.post(&path(&asked, "authorize"), &bob, &pin(BOB_PIN)).await.refused(404, "PAYMENT_NOT_FOUND");
    app.post_as(&browser, &path(&asked, "cancel"), &json!({})).await.refused(404, "PAYMENT_NOT_FOUND");
    app.get("/api/v1/payments/pay_nonsense", &bob).await.refused(404, "PAYMENT_NOT_FOUND");
}

#[tokio::test]
async fn signatures_for_something_else() {
    let app = app_with(|settings| settings.mfa.max_failures = 100);
    let failures = FailedPayments { lock_after: 100, ..FailedPayments::default() };
    app.edge.limits.configure(Rules::new([], [], Penalty { failures, ..Penalty::default() }));
    let alice = app.token(ALICE, ALL_WALLET).await;
    let (own, bobs) = (key(1), key(2));
    enrol_device(&app, "dev_alice", ALICE_PIN, "phone", &own).await;
    enrol_device(&app, "dev_bob", BOB_PIN, "bobs", &bobs).await;
    let other = request(&app, &alice, "5.00", "other").await;
    let asked = request(&app, &alice, "5.00", "1").await;
    let (pay, now) = (id(&asked).to_owned(), now(&app));
    let old = (START.unix_seconds() - 301).to_string();
    let future = (START.unix_seconds() + 301).to_string();
    let forgeries = [
        ("another payment's", signed(&own, "phone", &format!("{}:5.00:USD", id(&other)), &now)),
        ("another amount", signed(&own, "phone", &format!("{pay}:0.05:USD"), &now)),
        ("another spelling of the amount", signed(&own, "phone", &format!("{pay}:5.0:USD"), &now)),
        ("another currency", signed(&own, "phone", &format!("{pay}:5.00:EUR"), &now)),
        ("too old", signed(&own, "phone", &format!("{pay}:5.00:USD"), &old)),
        ("not signed yet", signed(&own, "phone", &format!("{pay}:5.00:USD"), &future)),
        ("another person's device", signed(&bobs, "bobs", &format!("{pay}:5.00:USD"), &now)),
        ("another person's key under this device", signed(&bobs, "phone", &format!("{pay}:5.00:USD"), &now)),
        ("nobody's device", signed(&own, "tablet", &format!("{pay}:5.00:USD"), &now)),
        ("an answer to no challenge", signed(&own, "phone", &format!("{pay}:mfa_ch_0000000000000000000000000a"), &now)),
    ];
    for (attack, proof) in forgeries {
        let reply = app.post(&path(&asked, "authorize"), &alice, &proof).await;
        assert_eq!(reply.status, 401, "{attack}: {}", reply.text);
        reply.refused(401, "MFA_FAILED");
    }
    assert_eq!(app.available(&alice).await, "50000.00");
}

#[tokio::test]
async fn a_replayed_signature() {
    let app = app();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let own = key(1);
    enrol_device(&app, "dev_alice", ALICE_PIN, "phone", &own).await;
    let asked = request(&app, &alice, "5.00", "1").await;
    let proof = signed(&own, "phone", &format!("{}:5:USD", id(&asked)), &now(&app));
    app.post(&path(&asked, "authorize"), &alice, &proof).await.expect(200);
    app.post(&path(&asked, "authorize"), &alice, &proof).await.refused(409, "INVALID_STATE");
    let second = request(&app, &alice, "5.00", "2").await;
    app.post(&path(&second, "authorize"), &alice, &proof).await.refused(401, "MFA_FAILED");
    assert_eq!(app.available(&alice).await, "49995.00");
}

#[tokio::test]
async fn a_mini_app_learns_the_balance_by_asking() {
    let app = app();
    let bob = app.token(BOB, "wallet:pay").await;
    let asked = request(&app, &bob, "1000.01", "1").await;
    let second = app.post(&path(&asked, "authorize"), &bob, &pin(BOB_PIN)).await.refused(402, "INSUFFICIENT_FUNDS");
    assert_eq!((second.get("available"), &second["required"]), (None, &json!("1000.01")));
    let trusted = app.token(BOB, ALL_WALLET).await;
    let told = app.post(&path(&asked, "authorize"), &trusted, &pin(BOB_PIN)).await.refused(402, "INSUFFICIENT_FUNDS");
    assert_eq!(told["available"], "1000.00");
}
