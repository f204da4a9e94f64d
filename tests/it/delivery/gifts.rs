//! What rooms are told of gifts.

use serde_json::{Value, json};
use tmcpd::{
    gifts,
    kernel::{Clock, GiftId},
    matrix::Failure,
    store::{
        rows::EndpointRow,
        tables::{WEBHOOK_ENDPOINTS, WEBHOOKS},
    },
};

use super::*;

async fn give(app: &TestApp, body: Value) -> String {
    let mut given = json!({ "type": "group", "room_id": ROOM, "total_amount": "20", "count": 3, "currency": "USD",
        "distribution": "equal", "expires_in_seconds": 60, "idempotency_key": "1",
        "auth_proof": { "method": "pin", "proof": { "pin": ALICE_PIN } } });
    for (field, value) in body.as_object().unwrap() {
        given[field] = value.clone();
    }
    let alice = app.token(ALICE, ALL_WALLET).await;
    app.post("/api/v1/gifts", &alice, &given).await.expect(201)["gift_id"].as_str().unwrap().to_owned()
}

async fn open(app: &TestApp, id: &str, who: &str) {
    let token = app.token(who, ALL_WALLET).await;
    app.post(&format!("/api/v1/gifts/{id}/open"), &token, &json!({})).await.expect(200);
}

fn edits(app: &TestApp) -> Vec<String> {
    let edits = events(app, ROOM).into_iter().filter(|(_, _, content)| content.get("m.relates_to").is_some());
    edits.map(|(_, _, content)| content["m.new_content"]["body"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn one_card_is_edited_as_a_gift_goes_on() {
    let app = TestApp::new();
    let id = give(&app, json!({})).await;
    app.deliver_outbox().await;
    open(&app, &id, BOB).await;
    app.deliver_outbox().await;
    let told = events(&app, ROOM);
    let types: Vec<&str> = told.iter().map(|(event_type, ..)| event_type.as_str()).collect();
    assert_eq!(types, ["m.tween.gift", "m.room.message", "m.tween.gift.opened", "m.room.message"]);
    assert!(told.iter().all(|(_, sender, _)| sender == PAYMENTS));
    assert_eq!((&told[0].2["gift_id"], &told[0].2["status"]), (&json!(id), &json!("active")));
    assert_eq!((&told[2].2["opened_by"]["user_id"], &told[2].2["amount"]), (&json!(BOB), &json!("6.68")));
    assert_eq!(told[2].2["leaderboard"][0]["user_id"], BOB);
    let first = homeserver(&app).events(&room(ROOM))[1]["event_id"].clone();
    assert_eq!(told[3].2["m.relates_to"], json!({ "rel_type": "m.replace", "event_id": first }));

    app.advance(Duration::from_secs(60));
    worker::tick(&app.edge, app.clock.now()).await.unwrap();
    app.deliver_outbox().await;
    let told = events(&app, ROOM);
    assert_eq!((&told[4].0, &told[4].2["status"]), (&"m.tween.gift".to_owned(), &json!("expired")));
    assert!(edits(&app)[1].contains("1 of 3 opened it in time; 13.32 USD went back."), "{:?}", edits(&app));
    assert!(waiting(&app).is_empty() && dead(&app).is_empty());
}

#[tokio::test]
async fn a_burst_of_openings_is_one_edit() {
    let app = TestApp::new();
    let id = give(&app, json!({ "count": 100, "total_amount": "100" })).await;
    app.deliver_outbox().await;
    let gift: GiftId = id.parse().unwrap();
    let opening = (0..100).map(|number| {
        let opener = user(&format!("@guest{number}:tween.example"));
        app.edge.commands.run(app.ctx(), None, gifts::Open { id: gift, opener, settings: app.edge.settings() })
    });
    assert!(futures_util::future::join_all(opening).await.into_iter().all(|opened| opened.is_ok()));
    app.deliver_outbox().await;
    let opened: Vec<u64> = events(&app, ROOM)
        .into_iter()
        .filter(|(event_type, ..)| event_type == "m.tween.gift.opened")
        .map(|(_, _, content)| content["rank"].as_u64().unwrap())
        .collect();
    assert_eq!(opened, (1..=100).collect::<Vec<u64>>(), "each opening is told of, in order");
    assert_eq!(edits(&app).len(), 1);
    assert!(edits(&app)[0].contains("Everything is taken"), "{:?}", edits(&app));
}

#[tokio::test]
async fn what_waited_while_the_homeserver_was_away_shows_how_it_is_now() {
    let app = TestApp::new();
    homeserver(&app).set_failing(Some(Failure::Down));
    let id = give(&app, json!({})).await;
    open(&app, &id, BOB).await;
    open(&app, &id, CHARLIE).await;
    homeserver(&app).set_failing(None);
    app.deliver_outbox().await;
    let shown = events(&app, ROOM);
    assert_eq!(shown[0].2["status"], "partially_opened");
    assert!(shown[1].2["body"].as_str().unwrap().contains("2 of 3 have opened it."));
    assert_eq!(edits(&app).len(), 1, "the first opening is in the message already");
}

#[tokio::test]
async fn somebody_alone_is_told_in_private() {
    let app = TestApp::new();
    let id = give(&app, json!({ "type": "individual", "recipient": BOB, "amount": "5", "room_id": null })).await;
    app.deliver_outbox().await;
    let direct = direct_room(&app, BOB).unwrap();
    let told = events(&app, &direct);
    let body = format!("🎁 {ALICE} gives 5.00 USD to {BOB}. Open: http://127.0.0.1:8420/account/gifts/{id}");
    assert_eq!((&*told[0].0, told[1].2["body"].as_str()), ("m.tween.gift", Some(&*body)));
    assert!(events(&app, ROOM).is_empty());
}

#[tokio::test]
async fn where_the_room_refuses_the_giver_is_told_in_private() {
    let app = TestApp::with(|settings| settings.matrix.fallback_messages = false);
    homeserver(&app).set_failing(Some(Failure::ForbiddenIn(room(ROOM))));
    give(&app, json!({})).await;
    app.deliver_outbox().await;
    assert_eq!(types(&app, &direct_room(&app, ALICE).unwrap()), ["m.tween.gift"]);
    assert!(waiting(&app).is_empty() && dead(&app).is_empty());
}

#[tokio::test]
async fn the_mini_app_that_asked_is_told_of_each_opening() {
    let app = TestApp::new();
    let row = EndpointRow {
        secret: vec![1],
        created: START,
        secret_since: START,
        previous: None,
        previous_until: None,
        dead: 0,
        flag: None,
    };
    let written = app
        .edge
        .commands
        .store()
        .write(move |txn| Ok::<_, WriteError<()>>(txn.put(&WEBHOOK_ENDPOINTS, &SHOP.to_owned(), &row)?));
    written.await.unwrap();
    let id = give(&app, json!({})).await;
    open(&app, &id, BOB).await;
    let by_alice = app.sign_in(ALICE).await;
    let own = json!({ "type": "individual", "recipient": BOB, "amount": "1", "currency": "USD", "idempotency_key": "own",
        "auth_proof": { "method": "pin", "proof": { "pin": ALICE_PIN } } });
    let own = app.post_as(&by_alice, "/api/v1/gifts", &own).await.expect(201);
    open(&app, own["gift_id"].as_str().unwrap(), BOB).await;
    let queued = app.edge.commands.store().read(|reader| reader.scan_first(&WEBHOOKS, &SHOP.to_owned(), 10)).unwrap();
    let [(_, row)] = queued.as_slice() else { panic!("{queued:?}") };
    let body: Value = serde_json::from_str(&row.body).unwrap();
    assert_eq!((&body["event"], &row.object), (&json!("gift.opened"), &id));
    assert_eq!((&body["data"]["opened_by"]["user_id"], &body["data"]["rank"]), (&json!(BOB), &json!(1)));
    assert!(row.body.contains("\"amount\":6.68"), "{}", row.body);
}
