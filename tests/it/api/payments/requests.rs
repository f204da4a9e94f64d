use super::*;

#[tokio::test]
async fn alice_pays_the_shop() {
    let app = app();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let body = json!({
        "amount": 12.5, "currency": "USD", "description": " <b>Tea</b> ", "merchant_order_id": "order-1",
        "items": [{ "name": "Tea", "quantity": 2, "amount": "5.00" }, { "name": "Cake", "quantity": 1, "amount": 2.50 }],
        "callback_url": "http://localhost:3000/paid?order=1", "metadata": { "b": 1, "a": [true] }, "idempotency_key": "1",
    });
    let reply = app.post("/api/v1/payments/request", &alice, &body).await;
    assert!(reply.text.contains("\"amount\":12.50"), "{}", reply.text);
    let asked = reply.expect(201);
    assert!(id(&asked).starts_with("pay_"), "{asked}");
    assert_eq!((&asked["status"], &asked["description"]), (&json!("pending_authorization"), &json!("Tea")));
    assert_eq!((&asked["authorization_required"], &asked["available_methods"]), (&json!(true), &json!(["transaction_pin"])));
    assert_eq!((&asked["merchant"]["miniapp_id"], &asked["merchant"]["name"]), (&json!(SHOP), &json!("Shopping Assistant")));
    assert!(asked["merchant"]["wallet_id"].as_str().unwrap().starts_with("tw_"));
    assert_eq!(asked["approval_url"], format!("http://127.0.0.1:8420/account/payments/{}", id(&asked)));
    assert_eq!(asked["expires_at"], (START + Duration::from_secs(300)).to_string());
    assert_eq!(app.available(&alice).await, "50000.00", "nothing is reserved");

    let done = app.post(&path(&asked, "authorize"), &alice, &pin(ALICE_PIN)).await.expect(200);
    assert_eq!((&done["status"], &done["authorization_required"]), (&json!("completed"), &json!(false)));
    assert_eq!((&done["payer"]["user_id"], &done["completed_at"]), (&json!(ALICE), &json!(START.to_string())));
    assert_eq!((app.available(&alice).await, merchant_holds(&app)), ("49987.50".to_owned(), 1250));
    assert_eq!(app.get(&status(&asked), &alice).await.expect(200)["txn_id"], done["txn_id"]);
    let [(event, data)] = &told(&app)[..] else { panic!("{:?}", told(&app)) };
    assert_eq!((event.as_str(), &data["payment_id"]), ("payment.completed", &asked["payment_id"]));
    assert_eq!((&data["merchant_order_id"], &data["metadata"]["a"]), (&json!("order-1"), &json!([true])));
    assert_eq!((&data["txn_id"], data["amount"].to_string()), (&done["txn_id"], "12.50".to_owned()));
}

#[tokio::test]
async fn a_payment_is_in_the_payers_history() {
    let app = app();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let paid = pay(&app, &alice, "12.50", "1").await;
    refund(&app, &paid, Some("2.50"), "1").await.expect(201);
    let page = app.get("/api/v1/wallet/transactions?limit=2", &alice).await.expect(200);
    let [back, out] = &page["transactions"].as_array().unwrap()[..] else { panic!("{page}") };
    assert_eq!((&out["type"], &out["txn_id"]), (&json!("payment"), &paid["txn_id"]));
    assert_eq!((&out["from"], &out["to"], &out["miniapp_name"]), (&json!(ALICE), &json!(SHOP), &json!("Shopping Assistant")));
    assert_eq!((&out["payment_id"], &out["note"]), (&paid["payment_id"], &json!("Tea")));
    assert_eq!((&back["type"], &back["from"], &back["to"]), (&json!("refund"), &json!(SHOP), &json!(ALICE)));
    let receipt = format!("/api/v1/wallet/transactions/{}", paid["txn_id"].as_str().unwrap());
    assert_eq!(app.get(&receipt, &alice).await.expect(200), *out);
    let found = app.get("/api/v1/wallet/transactions?type=payment&q=shopping", &alice).await.expect(200);
    assert_eq!(found["pagination"]["total"], 1);
}

#[tokio::test]
async fn the_account_pages_show_and_pay_a_payment() {
    let app = app();
    let asked = request(&app, &app.token(ALICE, ALL_WALLET).await, "12.50", "1").await;
    let browser = app.sign_in(ALICE).await;
    let shown = app.get_as(&browser, &status(&asked)).await.expect(200);
    assert_eq!((&shown["merchant"], &shown["available_methods"]), (&asked["merchant"], &asked["available_methods"]));
    let done = app.post_as(&browser, &path(&asked, "authorize"), &pin(ALICE_PIN)).await.expect(200);
    assert_eq!(done["status"], "completed");
}

#[tokio::test]
async fn a_payer_says_no() {
    let app = app();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let asked = request(&app, &alice, "12.50", "1").await;
    let mut body = json!({ "idempotency_key": "k" });
    let first = app.post(&path(&asked, "cancel"), &alice, &body).await;
    assert_eq!(app.post(&path(&asked, "cancel"), &alice, &body).await.text, first.text);
    assert_eq!(first.expect(200)["status"], "cancelled");
    body["idempotency_key"] = json!("other");
    assert_eq!(app.post(&path(&asked, "cancel"), &alice, &body).await.refused(409, "INVALID_STATE")["state"], "cancelled");
    app.post(&path(&asked, "authorize"), &alice, &pin(ALICE_PIN)).await.refused(409, "INVALID_STATE");
    assert_eq!(app.available(&alice).await, "50000.00");
    let [(event, data)] = &told(&app)[..] else { panic!("{:?}", told(&app)) };
    assert_eq!((event.as_str(), &data["status"]), ("payment.failed", &json!("cancelled")));
}

#[tokio::test]
async fn a_payment_expires() {
    let app = app();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let asked = request(&app, &alice, "12.50", "1").await;
    let paid = pay(&app, &alice, "1.00", "2").await;
    app.advance(Duration::from_secs(5 * 60));
    app.post(&path(&asked, "authorize"), &alice, &pin(ALICE_PIN)).await.refused(400, "PAYMENT_EXPIRED");
    app.post(&path(&asked, "cancel"), &alice, &json!({})).await.refused(400, "PAYMENT_EXPIRED");
    use tmcpd::kernel::Clock;
    for _ in 0..2 {
        tmcpd::worker::tick(&app.edge, app.clock.now()).await.unwrap();
    }
    assert_eq!(app.get(&status(&asked), &alice).await.expect(200)["status"], "expired");
    assert_eq!(app.get(&status(&paid), &alice).await.expect(200)["status"], "completed");
    app.post(&path(&asked, "authorize"), &alice, &pin(ALICE_PIN)).await.refused(400, "PAYMENT_EXPIRED");
    let last = told(&app).pop().unwrap();
    assert_eq!((last.0.as_str(), &last.1["status"]), ("payment.failed", &json!("expired")));
}

#[tokio::test]
async fn keys_get_the_same_answer_again() {
    let app = app();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let mut without = asking("12.50", "");
    without.as_object_mut().unwrap().remove("idempotency_key");
    app.post("/api/v1/payments/request", &alice, &without).await.refused(400, "INVALID_REQUEST");
    let first = app.post("/api/v1/payments/request", &alice, &asking("12.50", "1")).await;
    app.advance(Duration::from_secs(60));
    let again = app.post("/payments/v1/initiate", &alice, &asking("12.50", "1")).await;
    assert_eq!((&first.text, again.header("idempotent-replayed")), (&again.text, Some("true")));
    app.post("/api/v1/payments/request", &alice, &asking("12.51", "1")).await.refused(409, "DUPLICATE_TRANSACTION");
    let asked = first.json();
    let mut proof = pin(ALICE_PIN);
    proof["idempotency_key"] = json!("2");
    let done = app.post(&path(&asked, "authorize"), &alice, &proof).await;
    let again = app.post(&path(&asked, "authorize"), &alice, &proof).await;
    assert_eq!((&done.text, again.header("idempotent-replayed")), (&again.text, Some("true")));
    assert_eq!((app.available(&alice).await, merchant_holds(&app)), ("49987.50".to_owned(), 1250));
}

#[tokio::test]
async fn the_same_payment_side_by_side_is_paid_once() {
    let app = app();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let asked = request(&app, &alice, "12.50", "1").await;
    let (path, proof) = (path(&asked, "authorize"), pin(ALICE_PIN));
    let tries: Vec<_> = (0..8).map(|_| app.post(&path, &alice, &proof)).collect();
    let replies = futures_util::future::join_all(tries).await;
    assert_eq!(replies.iter().filter(|reply| reply.status == 200).count(), 1);
    assert_eq!((app.available(&alice).await, merchant_holds(&app)), ("49987.50".to_owned(), 1250));
}

#[tokio::test]
async fn the_fee_goes_from_the_shop_in_the_same_commit() {
    let app = app_with(|settings| {
        settings.wallet.fees.basis_points = 250;
        settings.wallet.fees.fixed.minor = 30;
    });
    let alice = app.token(ALICE, ALL_WALLET).await;
    let paid = pay(&app, &alice, "12.50", "1").await;
    assert_eq!(paid.get("fee"), None, "it is no business of the payer");
    assert_eq!((app.available(&alice).await, merchant_holds(&app)), ("49987.50".to_owned(), 1250 - 31 - 30));
    let seen = backend(&app, "GET", &status(&paid), &Value::Null).await;
    assert!(seen.text.contains("\"fee\":0.61"), "{}", seen.text);
    let reply = refund(&app, &paid, None, "1").await;
    reply.refused(402, "INSUFFICIENT_FUNDS");
    refund(&app, &paid, Some("11.89"), "2").await.expect(201);
    assert_eq!(merchant_holds(&app), 0, "the fee is kept");
}
