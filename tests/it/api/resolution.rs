use serde_json::json;
use tmcpd::{
    config::ResolvePrivacy,
    kernel::{RoomId, UserId},
    store::{
        WriteError,
        tables::{MEMBERS_OF_ROOM, ROOMS_OF_USER},
    },
};

use crate::support::*;

#[tokio::test]
async fn people_who_share_a_room_resolve() {
    let app = TestApp::new();
    let alice = app.token(ALICE, "user:read").await;
    let bob = app.get(&format!("/api/v1/wallet/resolve/{BOB}"), &alice).await.expect(200);
    assert_eq!(
        (&bob["wallet_status"], &bob["payment_enabled"], &bob["display_name"]),
        (&json!("active"), &json!(true), &json!("Bob"))
    );
    let charlie = app.get(&format!("/api/v1/wallet/resolve/{CHARLIE}"), &alice).await.expect(200);
    assert_eq!((&charlie["has_wallet"], &charlie["wallet_status"]), (&json!(false), &json!("none")));
    assert!(charlie.get("wallet_id").is_none(), "nothing is made by asking");
}

#[tokio::test]
async fn strangers_learn_nothing() {
    let app = TestApp::new();
    let alice = app.token(ALICE, "user:read").await;
    for stranger in ["@dev:tween.example", "@nobody:tween.example", "@bob:elsewhere.example"] {
        app.get(&format!("/api/v1/wallet/resolve/{stranger}"), &alice).await.refused(403, "NOT_IN_ROOM");
    }
    let details = app.get("/api/v1/wallet/resolve/bob", &alice).await.refused(400, "INVALID_REQUEST");
    assert_eq!(details["field"], "/user_id");
}

#[tokio::test]
async fn an_open_house_says_who_does_not_exist() {
    let app = TestApp::with(|settings| settings.wallet.resolve_privacy = ResolvePrivacy::Open);
    let alice = app.token(ALICE, "user:read").await;
    app.get("/api/v1/wallet/resolve/@nobody:tween.example", &alice).await.refused(404, "RECIPIENT_NO_WALLET");
    app.get("/api/v1/wallet/resolve/@dev:tween.example", &alice).await.expect(200);
}

#[tokio::test]
async fn many_resolve_at_once() {
    let app = TestApp::new();
    let alice = app.token(ALICE, "user:read").await;
    let body = json!({ "user_ids": [BOB, "@nobody:tween.example", CHARLIE] });
    let batch = app.post("/api/v1/wallet/resolve/batch", &alice, &body).await.expect(200);
    assert_eq!((&batch["total"], &batch["resolved_count"], &batch["failed_count"]), (&json!(3), &json!(2), &json!(1)));
    assert_eq!((&batch["results"][0]["wallet"]["user_id"], &batch["results"][1]["error"]), (&json!(BOB), &json!("NOT_IN_ROOM")));
    let in_room = json!({ "user_ids": [BOB, "@dev:tween.example"], "room_id": ROOM });
    let batch = app.post("/api/v1/wallet/resolve/batch", &alice, &in_room).await.expect(200);
    assert_eq!(
        (&batch["users"][BOB]["wallet"]["has_wallet"], &batch["users"]["@dev:tween.example"]["error"]),
        (&json!(true), &json!("NOT_IN_ROOM"))
    );
    for bad in [json!({ "user_ids": [] }), json!({ "user_ids": vec![BOB; 101] }), json!({ "user_ids": "x" })] {
        assert_eq!(
            app.post("/api/v1/wallet/resolve/batch", &alice, &bad).await.refused(400, "INVALID_REQUEST")["field"],
            "/user_ids"
        );
    }
    let bad = json!({ "user_ids": [BOB, "x"] });
    assert_eq!(
        app.post("/api/v1/wallet/resolve/batch", &alice, &bad).await.refused(400, "INVALID_REQUEST")["field"],
        "/user_ids/1"
    );
}

#[tokio::test]
async fn a_rooms_wallets_are_for_its_members() {
    let app = TestApp::new();
    let alice = app.token(ALICE, "user:read").await;
    let members = app.get(&format!("/api/v1/wallet/room/{ROOM}/members"), &alice).await.expect(200);
    assert_eq!(members["total"], 3);
    app.get("/api/v1/wallet/room/!other:tween.example/members", &alice).await.refused(403, "NOT_IN_ROOM");
}

#[tokio::test]
async fn a_room_without_our_users_is_seen_with_the_persons_own_token() {
    let app = TestApp::new();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let forget = app.edge.commands.store().write(|txn| {
        let room = RoomId::parse(ROOM).unwrap();
        for user in [ALICE, BOB, CHARLIE].map(|user| UserId::parse(user).unwrap()) {
            txn.remove(&MEMBERS_OF_ROOM, &(room.clone(), user.clone()))?;
            txn.remove(&ROOMS_OF_USER, &(user, room.clone()))?;
        }
        Ok::<_, WriteError<()>>(())
    });
    forget.await.unwrap();
    assert_eq!(app.get(&format!("/api/v1/wallet/room/{ROOM}/members"), &alice).await.expect(200)["total"], 3);
    let in_room = json!({ "user_ids": [BOB, "@dev:tween.example"], "room_id": ROOM });
    let batch = app.post("/api/v1/wallet/resolve/batch", &alice, &in_room).await.expect(200);
    assert_eq!((&batch["resolved_count"], &batch["failed_count"]), (&json!(1), &json!(1)));
    app.get(&format!("/api/v1/wallet/resolve/{BOB}"), &alice).await.expect(200);
    let other = app.token("@dev:tween.example", ALL_WALLET).await;
    app.get(&format!("/api/v1/wallet/room/{ROOM}/members"), &other).await.refused(403, "NOT_IN_ROOM");
}
