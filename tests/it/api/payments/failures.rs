use super::*;

#[tokio::test]
async fn too_little_money_leaves_the_payment_as_it_was() {
    let app = app();
    let bob = app.token(BOB, ALL_WALLET).await;
    let asked = request(&app, &bob, "1000.01", "1").await;
    app.post(&path(&asked, "authorize"), &bob, &pin(BOB_PIN)).await.refused(402, "INSUFFICIENT_FUNDS");
    assert_eq!(app.get(&status(&asked), &bob).await.expect(200)["status"], "pending_authorization");
    assert!(told(&app).is_empty(), "nothing has ended");
}

#[tokio::test]
async fn limits_hold_for_payments() {
    let app = app_with(|settings| {
        settings.mfa.threshold.minor = i64::MAX;
        settings.mfa.unusual_volume = 0;
        let level = &mut settings.wallet.levels[2];
        level.transaction.as_mut().unwrap().minor = 10_000;
        level.daily.as_mut().unwrap().minor = 15_000;
    });
    let alice = app.token(ALICE, ALL_WALLET).await;
    let asked = request(&app, &alice, "100.01", "1").await;
    app.post(&path(&asked, "authorize"), &alice, &pin(ALICE_PIN)).await.refused(400, "AMOUNT_EXCEEDS_LIMIT");
    pay(&app, &alice, "100.00", "2").await;
    let asked = request(&app, &alice, "50.01", "3").await;
    app.post(&path(&asked, "authorize"), &alice, &pin(ALICE_PIN)).await.refused(429, "DAILY_LIMIT_EXCEEDED");
    pay(&app, &alice, "50.00", "4").await;
    let body = json!({ "recipient": BOB, "amount": "1", "currency": "USD", "idempotency_key": "5" });
    app.post("/api/v1/wallet/p2p/initiate", &alice, &body).await.refused(429, "DAILY_LIMIT_EXCEEDED");
}

#[tokio::test]
async fn a_level_without_the_feature_does_not_pay() {
    let app = app_with(|settings| {
        settings.wallet.levels[2].features.retain(|feature| feature.name() != "miniapp_payments");
    });
    let alice = app.token(ALICE, ALL_WALLET).await;
    let refused = app.post("/api/v1/payments/request", &alice, &asking("1", "1")).await;
    assert_eq!(refused.refused(403, "P2P_SEND_NOT_ALLOWED")["feature"], "miniapp_payments");
}

#[tokio::test]
async fn a_shop_that_is_shut_off_is_not_paid() {
    let app = app();
    let asked = request(&app, &app.token(ALICE, ALL_WALLET).await, "5.00", "1").await;
    let suspend =
        tmcpd::miniapps::Suspend { id: SHOP.to_owned(), reason: "fraud".to_owned(), live: std::sync::Arc::clone(&app.edge.live) };
    app.edge.commands.run(app.ctx(), None, suspend).await.unwrap();
    let browser = app.sign_in(ALICE).await;
    let details = app.post_as(&browser, &path(&asked, "authorize"), &pin(ALICE_PIN)).await.refused(400, "PAYMENT_FAILED");
    assert_eq!(details["reason"], "merchant_unavailable");
    let seen = app.get_as(&browser, &status(&asked)).await.expect(200);
    assert_eq!((&seen["status"], &seen["failure_reason"]), (&json!("failed"), &json!("merchant_unavailable")));
    app.post_as(&browser, &path(&asked, "authorize"), &pin(ALICE_PIN)).await.refused(409, "INVALID_STATE");
}

#[tokio::test]
async fn wrong_proofs_fail_the_payment_and_lock() {
    let app = app();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let asked = request(&app, &alice, "5.00", "1").await;
    for left in [4, 3, 2, 1] {
        let details = app.post(&path(&asked, "authorize"), &alice, &pin("000000")).await.refused(401, "MFA_FAILED");
        assert_eq!(details["attempts_remaining"], left);
    }
    app.post(&path(&asked, "authorize"), &alice, &pin("000000")).await.refused(429, "MFA_LOCKED");
    let seen = app.get(&status(&asked), &alice).await.expect(200);
    assert_eq!((&seen["status"], &seen["failure_reason"]), (&json!("failed"), &json!("proofs_locked")));
    let [(event, data)] = &told(&app)[..] else { panic!("{:?}", told(&app)) };
    assert_eq!((event.as_str(), &data["reason"]), ("payment.failed", &json!("proofs_locked")));
    assert_eq!(app.available(&alice).await, "50000.00");
}

#[tokio::test]
async fn five_failed_payments_lock_payments_and_nothing_else() {
    let app = app();
    let bob = app.token(BOB, ALL_WALLET).await;
    let paid = request(&app, &bob, "1.00", "paid").await;
    let mut proof = pin(BOB_PIN);
    proof["idempotency_key"] = json!("paid");
    let done = app.post(&path(&paid, "authorize"), &bob, &proof).await;
    let asked = request(&app, &bob, "1000.01", "1").await;
    for _ in 0..5 {
        app.post(&path(&asked, "authorize"), &bob, &pin(BOB_PIN)).await.refused(402, "INSUFFICIENT_FUNDS");
    }
    let details = app.post(&path(&asked, "authorize"), &bob, &pin(BOB_PIN)).await.refused(403, "ACCOUNT_SUSPENDED");
    assert_eq!(details["suspended_until"], (START + Duration::from_secs(15 * 60)).to_string());
    app.post("/api/v1/payments/request", &bob, &asking("1", "2")).await.refused(403, "ACCOUNT_SUSPENDED");
    let browser = app.sign_in(BOB).await;
    app.post_as(&browser, &path(&asked, "authorize"), &pin(BOB_PIN)).await.refused(403, "ACCOUNT_SUSPENDED");
    assert_eq!(app.post(&path(&paid, "authorize"), &bob, &proof).await.text, done.text, "a repetition is answered");
    app.post(&path(&asked, "cancel"), &bob, &json!({})).await.expect(200);
    assert_eq!(app.available(&bob).await, "999.00");
    app.advance(Duration::from_secs(15 * 60));
    request(&app, &app.token(BOB, ALL_WALLET).await, "1", "3").await;
}

#[tokio::test]
async fn failures_of_others_do_not_count() {
    let app = app();
    let bob = app.token(BOB, ALL_WALLET).await;
    let asked = request(&app, &bob, "5.00", "1").await;
    app.post(&path(&asked, "cancel"), &bob, &json!({})).await.expect(200);
    for _ in 0..10 {
        app.post(&path(&asked, "authorize"), &bob, &pin(BOB_PIN)).await.refused(409, "INVALID_STATE");
        app.post(&path(&asked, "authorize"), &bob, &json!({})).await.refused(400, "INVALID_REQUEST");
    }
    assert_eq!(app.edge.limits.payments_locked(BOB, START), None);
}
