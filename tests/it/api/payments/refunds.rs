use std::time::Duration;

use super::*;

#[tokio::test]
async fn money_goes_back_in_parts_and_never_more_than_was_paid() {
    let app = app();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let paid = pay(&app, &alice, "12.50", "1").await;
    let first = refund(&app, &paid, Some("2.50"), "a").await;
    assert!(first.text.contains("\"amount\":2.50") && first.text.contains("\"refundable_amount\":10.00"), "{}", first.text);
    assert_eq!(refund(&app, &paid, Some("2.50"), "a").await.text, first.text);
    let first = first.expect(201);
    assert!(first["refund_id"].as_str().unwrap().starts_with("rfd_") && first["refund"]["txn_id"].is_string());
    assert_eq!(first["payment"]["status"], "partially_refunded");
    for (amount, key) in [("10.01", "b"), ("0", "c"), ("-1", "d"), ("1e1", "e"), ("0.001", "f"), ("92233720368547758.08", "g")] {
        let details = refund(&app, &paid, Some(amount), key).await.refused(400, "INVALID_AMOUNT");
        assert_eq!((&details["refundable"], &details["field"]), (&json!("10.00"), &json!("/amount")), "{amount}");
    }
    app.advance(Duration::from_millis(1));
    let last = refund(&app, &paid, None, "h").await.expect(201);
    assert_eq!(last["payment"]["status"], "refunded");
    assert_eq!(refund(&app, &paid, Some("0.01"), "i").await.refused(409, "INVALID_STATE")["state"], "refunded");
    assert_eq!((app.available(&alice).await, merchant_holds(&app)), ("50000.00".to_owned(), 0));
    let seen = app.get(&status(&paid), &alice).await.expect(200);
    let refunds = seen["refunds"].as_array().unwrap();
    assert_eq!((refunds.len(), &refunds[0]["refund_id"], &refunds[0]["reason"]), (2, &first["refund_id"], &json!("broken")));
    let told = told(&app);
    let events: Vec<_> = told.iter().map(|(event, data)| (event.as_str(), data["status"].as_str().unwrap())).collect();
    let expected =
        [("payment.completed", "completed"), ("payment.refunded", "partially_refunded"), ("payment.refunded", "refunded")];
    assert_eq!(events, expected);
    assert_eq!(told[2].1["refund"]["amount"].to_string(), "10.00");
}

#[tokio::test]
async fn over_refund_by_a_race() {
    let app = app();
    let alice = app.token(ALICE, ALL_WALLET).await;
    pay(&app, &alice, "40.00", "0").await;
    let paid = pay(&app, &alice, "10.00", "1").await;
    let keys: Vec<String> = (0..12).map(|number| format!("k{number}")).collect();
    let replies = futures_util::future::join_all(keys.iter().map(|key| refund(&app, &paid, Some("3.00"), key))).await;
    assert_eq!(replies.iter().filter(|reply| reply.status == 201).count(), 3);
    for reply in replies.into_iter().filter(|reply| reply.status != 201) {
        reply.refused(400, "INVALID_AMOUNT");
    }
    assert_eq!((app.available(&alice).await, merchant_holds(&app)), ("49959.00".to_owned(), 4100));
}

#[tokio::test]
async fn refund_by_the_payer() {
    let app = app();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let paid = pay(&app, &alice, "10.00", "1").await;
    let body = json!({ "idempotency_key": "1" });
    app.post(&path(&paid, "refund"), &alice, &body).await.refused(401, "INVALID_TOKEN");
    app.post(&path(&paid, "refund"), "dev_alice", &body).await.refused(401, "INVALID_TOKEN");
    let browser = app.sign_in(ALICE).await;
    app.post_as(&browser, &path(&paid, "refund"), &body).await.refused(401, "INVALID_TOKEN");
    assert_eq!(merchant_holds(&app), 1000);
}

#[tokio::test]
async fn a_refund_of_a_payment_that_was_not_paid() {
    let app = app();
    let alice = app.token(ALICE, ALL_WALLET).await;
    pay(&app, &alice, "40.00", "0").await;
    let asked = request(&app, &alice, "10.00", "1").await;
    refund(&app, &asked, None, "1").await.refused(409, "INVALID_STATE");
    app.post(&path(&asked, "cancel"), &alice, &json!({})).await.expect(200);
    refund(&app, &asked, None, "2").await.refused(409, "INVALID_STATE");
    assert_eq!(merchant_holds(&app), 4000);
}

#[tokio::test]
async fn a_refund_needs_money_in_the_shops_wallet() {
    let app = app_with(|settings| settings.wallet.fees.basis_points = 10_000);
    let alice = app.token(ALICE, ALL_WALLET).await;
    let paid = pay(&app, &alice, "10.00", "1").await;
    let details = refund(&app, &paid, Some("0.01"), "1").await.refused(402, "INSUFFICIENT_FUNDS");
    assert_eq!(details["available"], "0.00");
    assert_eq!(backend(&app, "GET", &status(&paid), &Value::Null).await.expect(200)["status"], "completed");
}

#[tokio::test]
async fn an_admin_of_finance_refunds_in_the_shops_place() {
    let app = app();
    let paid = pay(&app, &app.token(ALICE, ALL_WALLET).await, "10.00", "1").await;
    let body = json!({ "amount": "4", "idempotency_key": "1" });
    for role in ["operator", "reviewer", "auditor"] {
        let admin = app.admin(role).await;
        app.post(&path(&paid, "refund"), &admin.token, &body).await.refused(403, "INSUFFICIENT_PERMISSIONS");
    }
    app.post(&path(&paid, "refund"), "adm_garbage", &body).await.refused(401, "INVALID_TOKEN");
    let finance = app.admin("finance").await;
    app.post(&path(&paid, "refund"), &finance.token, &body).await.expect(201);
    app.operate("POST", &path(&paid, "refund"), Some(json!({ "amount": "1", "idempotency_key": "2" }))).await.expect(201);
    assert_eq!(merchant_holds(&app), 500);
}
