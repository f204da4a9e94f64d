use serde_json::{Value, json};
use tmcpd::{
    kernel::{RoomId, UserId},
    matrix::{DevHomeserver, Failure},
    rooms::{EnteredRoom, StoreMembers, last_change},
    store::{
        ReadExt,
        rows::WebhookRow,
        tables::{OUTBOX_DEAD, WEBHOOKS},
    },
};

use crate::support::*;

const REVOKE: &str = "/api/v1/auth/revoke";
const CONNECTED: &str = "/api/v1/account/mini-apps";
const BACKEND: &str = "ma_shop_001_backend";
const BOT: &str = "@_tmcp:tween.example";
const GHOST: &str = "@ma_shop_001:tween.example";
const AUTHORIZATION: &str = "m.room.tween.authorization";

fn user(id: &str) -> UserId {
    UserId::parse(id).unwrap()
}

fn room() -> RoomId {
    RoomId::parse(ROOM).unwrap()
}

fn homeserver(app: &TestApp) -> &DevHomeserver {
    app.edge.homeserver.dev().unwrap()
}

fn state(app: &TestApp, speaker: &str, key: &str) -> Option<Value> {
    homeserver(app).read_state(&user(speaker), &room(), AUTHORIZATION, key).unwrap()
}

/// One of our users is in the room, and knows it.
async fn enter(app: &TestApp, who: &str) {
    homeserver(app).register_ghost(user(who).localpart()).unwrap();
    homeserver(app).join(&user(who), &room()).unwrap();
    app.edge.commands.run(app.ctx(), None, EnteredRoom { room: room(), ghost: user(who) }).await.unwrap();
    let as_of = app.edge.commands.store().read(|reader| last_change(reader, &room())).unwrap().unwrap();
    let members = homeserver(app).joined_members(&user(who), &room()).unwrap();
    app.edge.commands.run(app.ctx(), None, StoreMembers { room: room(), members, as_of }).await.unwrap();
}

#[tokio::test]
async fn what_has_access_is_listed_in_words() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    assert_eq!(app.get_as(&alice, CONNECTED).await.expect(200), json!({ "mini_apps": [] }));
    app.token(ALICE, "user:read wallet:balance").await;
    app.token_for(ALICE, BACKEND, "storage:read").await;
    app.token(BOB, "wallet:pay").await;
    let found = app.get_as(&alice, CONNECTED).await.expect(200)["mini_apps"].take();
    let at = START.to_string();
    let scope = |name: &str, words: &str, sensitivity: &str| json!({ "scope": name, "description": words, "sensitivity": sensitivity, "granted_at": at });
    let expected = json!([{
        "miniapp_id": SHOP, "name": "Shopping Assistant", "official": false, "sessions": 2, "last_used_at": at,
        "scopes": [
            scope("wallet:balance", "See your balance and limits.", "high"),
            scope("user:read", "See your Matrix id and display name.", "low"),
            scope("storage:read", "Read the data it has kept for you.", "low"),
        ],
    }]);
    assert_eq!(found, expected);
}

#[tokio::test]
async fn revoked_tokens_stop_at_the_next_request() {
    let app = TestApp::new();
    let exchange = [
        ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
        ("subject_token", "dev_alice"),
        ("subject_token_type", "urn:ietf:params:oauth:token-type:access_token"),
        ("client_id", SHOP),
    ];
    let exchanged = app.post_form("/oauth2/token", "", &exchange).await.expect(200);
    let (front, back) = (app.token(ALICE, ALL_WALLET).await, app.token_for(ALICE, BACKEND, ALL_WALLET).await);
    let bobs = app.token(BOB, ALL_WALLET).await;
    let official = app.token_for(ALICE, "ma_official_wallet", "wallet:balance").await;
    for token in [&front, &back, &bobs, &official] {
        app.get("/api/v1/wallet/balance", token).await.expect(200);
    }
    let body = json!({ "miniapp_id": SHOP, "reason": "  I <b>sold</b> it " });
    let revoked = app.post(REVOKE, "dev_alice", &body).await.expect(200);
    assert_eq!((&revoked["miniapp_id"], &revoked["sessions_ended"]), (&json!(SHOP), &json!(3)));
    assert_eq!(revoked["revoked_at"], START.to_string());
    let scopes: Vec<_> = revoked["revoked_scopes"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
    assert_eq!(scopes, ["user:read", "wallet:balance", "wallet:history", "wallet:pay", "storage:read", "storage:write"]);
    for token in [&front, &back] {
        app.get("/api/v1/wallet/balance", token).await.refused(401, "INVALID_TOKEN");
    }
    for token in [&bobs, &official] {
        app.get("/api/v1/wallet/balance", token).await.expect(200);
    }
    let refresh = exchanged["refresh_token"].as_str().unwrap();
    let form = [("grant_type", "refresh_token"), ("refresh_token", refresh), ("client_id", SHOP)];
    let refused = app.post_form("/oauth2/token", "", &form).await;
    assert_eq!((refused.status.as_u16(), &refused.json()["error"]), (400, &json!("invalid_grant")));
    let alice = app.sign_in(ALICE).await;
    let left = app.get_as(&alice, CONNECTED).await.expect(200);
    assert_eq!(left["mini_apps"].as_array().unwrap().len(), 1, "the official wallet");

    let mut again = exchange.to_vec();
    again.push(("scope", "wallet:balance"));
    let asked = app.post_form("/oauth2/token", "", &again).await;
    assert_eq!((asked.status.as_u16(), &asked.json()["error"]), (403, &json!("consent_required")), "consent is forgotten");
    let nothing = app.post_as(&alice, REVOKE, &json!({ "miniapp_id": SHOP })).await.expect(200);
    assert_eq!((&nothing["revoked_scopes"], &nothing["sessions_ended"]), (&json!([]), &json!(0)), "it is repeated in peace");
    app.post_as(&alice, REVOKE, &json!({ "miniapp_id": "ma_nobody" })).await.refused(404, "MINIAPP_NOT_FOUND");
    let long = json!({ "miniapp_id": SHOP, "reason": "x".repeat(501) });
    assert_eq!(app.post_as(&alice, REVOKE, &long).await.refused(400, "INVALID_REQUEST")["field"], "/reason");
}

#[tokio::test]
async fn rooms_where_it_was_authorised_are_told() {
    let app = TestApp::new();
    enter(&app, BOT).await;
    let own_key = format!("{SHOP}/{ALICE}");
    let bobs = json!({ "authorized": true, "user_id": BOB });
    for (key, content) in [(&own_key, json!({ "authorized": true, "user_id": ALICE })), (&SHOP.to_owned(), bobs.clone())] {
        homeserver(&app).send_state(&user(BOT), &room(), AUTHORIZATION, key, &content).unwrap();
    }
    app.token(ALICE, "user:read wallet:pay").await;
    app.post(REVOKE, "dev_alice", &json!({ "miniapp_id": SHOP, "reason": "sold" })).await.expect(200);
    app.deliver_outbox().await;
    let told = json!({
        "authorized": false, "miniapp_id": SHOP, "user_id": ALICE, "revoked_at": START.to_string(),
        "revoked_scopes": ["user:read", "wallet:pay"], "reason": "sold",
    });
    assert_eq!(state(&app, BOT, &own_key), Some(told));
    assert_eq!(state(&app, BOT, SHOP), Some(bobs), "what another person agreed to stands");
}

/// What waits for the shop's webhook, as it will be sent.
fn told_at_its_webhook(app: &TestApp) -> Vec<Value> {
    let mut bodies = Vec::new();
    let visit = |_, row: WebhookRow| {
        bodies.push(serde_json::from_str(&row.body).unwrap());
        Ok(())
    };
    app.edge.commands.store().read(|reader| reader.for_each(&WEBHOOKS, visit)).unwrap();
    bodies
}

#[tokio::test]
async fn a_mini_app_that_lost_its_access_is_told_at_its_webhook() {
    let app = TestApp::new();
    let hook = json!({ "webhook_url": "https://shop.example/hooks" });
    app.operate("PUT", "/api/v1/mini-apps/ma_shop_001/webhooks", Some(hook)).await.expect(200);
    app.post(REVOKE, "dev_alice", &json!({ "miniapp_id": SHOP })).await.expect(200);
    assert!(told_at_its_webhook(&app).is_empty(), "it had no access");
    app.token(ALICE, "user:read wallet:pay").await;
    app.post(REVOKE, "dev_alice", &json!({ "miniapp_id": SHOP, "reason": "sold" })).await.expect(200);
    let told = told_at_its_webhook(&app);
    let data = json!({
        "user_id": ALICE, "miniapp_id": SHOP, "revoked_scopes": ["user:read", "wallet:pay"], "reason": "sold",
        "revoked_at": START.to_string(),
    });
    assert_eq!((told.len(), &told[0]["event"], &told[0]["data"]), (1, &json!("scope.revoked"), &data));

    app.token_for(CHARLIE, BACKEND, "storage:read").await;
    app.operate("POST", &format!("/api/v1/admin/users/{CHARLIE}/erase"), Some(json!({}))).await.expect(200);
    let told = told_at_its_webhook(&app);
    let data = json!({
        "user_id": CHARLIE, "miniapp_id": SHOP, "revoked_scopes": ["storage:read"], "revoked_at": START.to_string(),
    });
    assert_eq!(
        (told.len(), &told[1]["event"], &told[1]["data"]),
        (2, &json!("scope.revoked"), &data),
        "who is gone gave it up too"
    );
}

#[tokio::test]
async fn a_room_that_knows_nothing_of_the_mini_app_is_not_told() {
    let app = TestApp::new();
    enter(&app, BOT).await;
    app.token(ALICE, "wallet:pay").await;
    app.post(REVOKE, "dev_alice", &json!({ "miniapp_id": SHOP })).await.expect(200);
    app.deliver_outbox().await;
    assert!(homeserver(&app).events(&room()).is_empty());
}

#[tokio::test]
async fn a_room_with_the_mini_apps_own_user_is_told_by_it() {
    let app = TestApp::new();
    enter(&app, GHOST).await;
    app.token(ALICE, "wallet:pay").await;
    app.post(REVOKE, "dev_alice", &json!({ "miniapp_id": SHOP })).await.expect(200);
    app.deliver_outbox().await;
    assert_eq!(state(&app, GHOST, &format!("{SHOP}/{ALICE}")).unwrap()["authorized"], false);
}

#[tokio::test]
async fn a_room_that_refuses_is_not_asked_for_ever() {
    let app = TestApp::new();
    enter(&app, GHOST).await;
    app.token(ALICE, "wallet:pay").await;
    app.post(REVOKE, "dev_alice", &json!({ "miniapp_id": SHOP })).await.expect(200);
    homeserver(&app).set_failing(Some(Failure::Down));
    app.deliver_outbox().await;
    let waiting = || app.edge.commands.store().read(|reader| tmcpd::outbox::waiting(reader, 0, 10)).unwrap();
    assert_eq!(waiting().len(), 1, "a homeserver that is away is told later");
    app.advance(waiting()[0].due.since(START));
    homeserver(&app).set_failing(Some(Failure::ForbiddenIn(room())));
    app.deliver_outbox().await;
    let dead = app.edge.commands.store().read(|reader| reader.last(&OUTBOX_DEAD)).unwrap();
    assert!(waiting().is_empty() && dead.is_none());
}
