use tmcpd::kernel::RoomId;

use super::*;

fn events(app: &TestApp) -> Vec<Value> {
    app.edge.homeserver.dev().unwrap().events(&RoomId::parse(ROOM).unwrap())
}

async fn request_in_room(app: &TestApp, token: &str) -> Value {
    let mut body = asking("12.50", "1");
    body["room_id"] = ROOM.into();
    app.post("/api/v1/payments/request", token, &body).await.expect(201)
}

#[tokio::test]
async fn one_card_goes_through_the_states() {
    let app = app();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let asked = request_in_room(&app, &alice).await;
    app.deliver_outbox().await;
    app.post(&path(&asked, "authorize"), &alice, &pin(ALICE_PIN)).await.expect(200);
    app.deliver_outbox().await;
    refund(&app, &asked, Some("2.50"), "1").await.expect(201);
    app.deliver_outbox().await;
    let told = events(&app);
    let types: Vec<_> = told.iter().map(|event| event["type"].as_str().unwrap()).collect();
    let expected = ["m.tween.payment.request", "m.tween.payment.completed", "m.tween.payment.refunded"]
        .into_iter()
        .flat_map(|kind| [kind, "m.room.message"]);
    assert_eq!(types, expected.collect::<Vec<_>>());
    assert!(told.iter().all(|event| event["sender"] == "@_tmcp_payments:tween.example"));
    let link = asked["approval_url"].as_str().unwrap();
    assert!(told[1]["content"]["body"].as_str().unwrap().contains(link), "{}", told[1]);
    for edit in [&told[3], &told[5]] {
        assert_eq!(edit["content"]["m.relates_to"], json!({ "rel_type": "m.replace", "event_id": told[1]["event_id"] }));
    }
    let receipt = &told[2]["content"];
    assert_eq!(
        (&receipt["msgtype"], &receipt["amount"], &receipt["amount_minor"]),
        (&json!("m.tween.payment"), &json!("12.50"), &json!(1250))
    );
    assert!(receipt["transaction"]["txn_id"].as_str().unwrap().starts_with("txn_"));
    assert_eq!(told[4]["content"]["transaction"]["amount"], "2.50");
}

#[tokio::test]
async fn without_a_room_the_payer_gets_the_receipt_alone() {
    let app = app();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let asked = request(&app, &alice, "12.50", "1").await;
    let cancelled = request(&app, &alice, "1.00", "2").await;
    app.post(&path(&cancelled, "cancel"), &alice, &json!({})).await.expect(200);
    let waiting = || app.edge.commands.store().read(|reader| tmcpd::outbox::waiting(reader, 0, 10)).unwrap().len();
    assert_eq!(waiting(), 0, "the mini-app shows its user what it asks for");
    app.post(&path(&asked, "authorize"), &alice, &pin(ALICE_PIN)).await.expect(200);
    assert_eq!(waiting(), 1);
    app.deliver_outbox().await;
    assert_eq!((waiting(), events(&app).len()), (0, 0));
}

#[tokio::test]
async fn a_room_that_the_payer_is_not_in() {
    let app = app();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let mut body = asking("12.50", "1");
    body["room_id"] = "!elsewhere:tween.example".into();
    app.post("/api/v1/payments/request", &alice, &body).await.refused(403, "NOT_IN_ROOM");
    body["room_id"] = "nonsense".into();
    app.post("/api/v1/payments/request", &alice, &body).await.refused(400, "INVALID_REQUEST");
}
