//! What leaves the outbox, in which order, how often, and what happens when it cannot.

mod gifts;

use std::time::Duration;

use serde_json::{Value, json};
use tmcpd::{
    config::Acceptance,
    kernel::{Clock, RoomId, Timestamp, UserId},
    matrix::{DevHomeserver, Failure},
    outbox::{self, Effect, Waiting},
    rooms::RecordDirectRoom,
    store::{
        ReadExt, WriteError,
        rows::OutboxRow,
        tables::{DIRECT_ROOMS, MEMBERS_OF_ROOM, OUTBOX, OUTBOX_DEAD, WATCHED_ROOMS},
    },
    worker,
};

use crate::support::*;

const BOT: &str = "@_tmcp:tween.example";
const PAYMENTS: &str = "@_tmcp_payments:tween.example";

fn room(id: &str) -> RoomId {
    RoomId::parse(id).unwrap()
}

fn user(id: &str) -> UserId {
    UserId::parse(id).unwrap()
}

fn homeserver(app: &TestApp) -> &DevHomeserver {
    app.edge.homeserver.dev().unwrap()
}

/// Type, sender and content of what was said in a room.
fn events(app: &TestApp, id: &str) -> Vec<(String, String, Value)> {
    let text = |event: &Value, field: &str| event[field].as_str().unwrap().to_owned();
    let shown = homeserver(app).events(&room(id));
    shown.iter().map(|event| (text(event, "type"), text(event, "sender"), event["content"].clone())).collect()
}

fn types(app: &TestApp, id: &str) -> Vec<String> {
    events(app, id).into_iter().map(|(event_type, ..)| event_type).collect()
}

fn waiting(app: &TestApp) -> Vec<Waiting> {
    app.edge.commands.store().read(|reader| outbox::waiting(reader, 0, 100)).unwrap()
}

fn dead(app: &TestApp) -> Vec<OutboxRow> {
    let mut found = Vec::new();
    let read = app.edge.commands.store().read(|reader| {
        reader.for_each(&OUTBOX_DEAD, |_, row| {
            found.push(row);
            Ok(())
        })
    });
    read.unwrap();
    found
}

fn direct_room(app: &TestApp, id: &str) -> Option<String> {
    let found = app.edge.commands.store().read(|reader| reader.get(&DIRECT_ROOMS, &user(id))).unwrap();
    found.map(|room| room.to_string())
}

/// Alice sends money; answers the transfer's path.
async fn send(app: &TestApp, recipient: &str, in_room: Option<&str>, key: &str) -> String {
    let alice = app.token(ALICE, ALL_WALLET).await;
    let body = json!({ "recipient": recipient, "amount": "12.50", "currency": "USD", "note": "lunch", "room_id": in_room,
        "idempotency_key": key });
    let made = app.post("/api/v1/wallet/p2p/initiate", &alice, &body).await.expect(201);
    let path = format!("/api/v1/wallet/p2p/{}", made["transfer_id"].as_str().unwrap());
    let proof = json!({ "auth_proof": { "method": "pin", "proof": { "pin": ALICE_PIN } } });
    app.post(&format!("{path}/confirm"), &alice, &proof).await.expect(200);
    path
}

/// Adds an effect as a command would.
async fn enqueue(app: &TestApp, effect: Effect) {
    let ctx = app.ctx();
    let added = app.edge.commands.store().write(move |txn| {
        ctx.restart();
        Ok::<_, WriteError<()>>(outbox::enqueue(txn, &ctx, &effect)?)
    });
    added.await.unwrap();
}

fn factor_change(who: &str, change: &str) -> Effect {
    Effect::FactorChanged { user: user(who), change: change.to_owned() }
}

#[tokio::test]
async fn a_room_is_told_of_a_transfer() {
    let app = TestApp::new();
    send(&app, BOB, Some(ROOM), "1").await;
    app.deliver_outbox().await;
    let told = events(&app, ROOM);
    let told: Vec<_> = told.iter().map(|(event_type, sender, content)| (&**event_type, &**sender, content)).collect();
    let [(p2p, one, content), (message, other, notice)] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!((*p2p, *message, *one, *other), ("m.tween.wallet.p2p", "m.room.message", PAYMENTS, PAYMENTS));
    assert_eq!((&content["amount"], &content["status"]), (&json!("12.50"), &json!("completed")));
    assert_eq!(notice["body"], "@alice:tween.example sent 12.50 USD to @bob:tween.example.\n“lunch”");
    assert!(waiting(&app).is_empty() && dead(&app).is_empty());
    let name = homeserver(&app).profile(&user(PAYMENTS)).unwrap().unwrap().display_name;
    assert_eq!(name.as_deref(), Some("Tween Payments"));
}

#[tokio::test]
async fn one_card_is_edited_as_a_transfer_goes_on() {
    let app = TestApp::with(|settings| settings.wallet.acceptance = Acceptance::Always);
    let path = send(&app, BOB, Some(ROOM), "1").await;
    app.deliver_outbox().await;
    let bob = app.token(BOB, ALL_WALLET).await;
    app.post(&format!("{path}/accept"), &bob, &json!({})).await.expect(200);
    app.deliver_outbox().await;
    assert_eq!(types(&app, ROOM), ["m.tween.wallet.p2p", "m.room.message", "m.tween.wallet.p2p.status", "m.room.message"]);
    let shown = homeserver(&app).events(&room(ROOM));
    assert_eq!(shown[0]["content"]["status"], "pending_recipient_acceptance");
    assert_eq!(shown[3]["content"]["m.relates_to"], json!({ "rel_type": "m.replace", "event_id": shown[1]["event_id"] }));
}

#[tokio::test]
async fn without_fallback_messages_there_is_only_the_event() {
    let app = TestApp::with(|settings| settings.matrix.fallback_messages = false);
    send(&app, CHARLIE, Some(ROOM), "1").await;
    app.deliver_outbox().await;
    assert_eq!(types(&app, ROOM), ["m.tween.wallet.p2p", "m.tween.account.activate"]);
}

#[tokio::test]
async fn without_a_room_the_recipient_is_told_in_a_direct_one() {
    let app = TestApp::new();
    send(&app, BOB, None, "1").await;
    app.deliver_outbox().await;
    let first = direct_room(&app, BOB).unwrap();
    send(&app, BOB, None, "2").await;
    enqueue(&app, factor_change(BOB, "A device key was enrolled.")).await;
    app.deliver_outbox().await;
    assert_eq!(direct_room(&app, BOB).as_ref(), Some(&first), "there is one for everything");
    assert_eq!(events(&app, &first).len(), 5);
    let of_bot: Vec<_> = events(&app, &first).into_iter().filter(|(_, sender, _)| sender == BOT).collect();
    assert_eq!(of_bot.len(), 1);
    assert!(of_bot[0].2["body"].as_str().unwrap().ends_with("/account/security"), "where a factor can be removed: {of_bot:?}");

    homeserver(&app).set_failing(Some(Failure::ForbiddenIn(room(&first))));
    send(&app, BOB, None, "3").await;
    app.deliver_outbox().await;
    let second = direct_room(&app, BOB).unwrap();
    assert_ne!(second, first);
    assert_eq!(types(&app, &second), ["m.tween.wallet.p2p", "m.room.message"]);
    assert!(waiting(&app).is_empty() && dead(&app).is_empty());
}

#[tokio::test]
async fn two_lanes_make_one_direct_room() {
    let app = TestApp::new();
    send(&app, BOB, None, "1").await;
    send(&app, BOB, None, "2").await;
    enqueue(&app, factor_change(BOB, "A device key was enrolled.")).await;
    app.deliver_outbox().await;
    assert_eq!(events(&app, &direct_room(&app, BOB).unwrap()).len(), 5);
}

#[tokio::test]
async fn somebody_new_is_asked_to_activate_once_it_matters() {
    let app = TestApp::new();
    send(&app, CHARLIE, Some(ROOM), "1").await;
    send(&app, CHARLIE, Some(ROOM), "2").await;
    app.deliver_outbox().await;
    let asked: Vec<_> = events(&app, ROOM).into_iter().filter(|(_, sender, _)| sender == BOT).collect();
    assert_eq!(asked.len(), 4);
    let (event_type, _, content) = &asked[0];
    assert_eq!((&**event_type, &content["user_id"]), ("m.tween.account.activate", &json!(CHARLIE)));
    let url = content["activation_url"].as_str().unwrap();
    assert!(url.starts_with("http://127.0.0.1:8420/account/activate?user=%40charlie") && url.contains("&sig="), "{url}");

    send(&app, CHARLIE, Some(ROOM), "3").await;
    let terms = app.edge.settings().activation.terms_version.clone();
    let body = json!({ "terms_version": terms, "terms_accepted": true, "pin": "582931" });
    app.post("/api/v1/wallet/activate", "dev_charlie", &body).await.expect(200);
    app.deliver_outbox().await;
    assert_eq!(events(&app, ROOM).iter().filter(|(_, sender, _)| sender == BOT).count(), 4, "who is active is not asked");
}

#[tokio::test]
async fn what_waits_while_the_homeserver_is_away_goes_out_in_order() {
    let app = TestApp::with(|settings| settings.wallet.acceptance = Acceptance::Always);
    homeserver(&app).set_failing(Some(Failure::Down));
    let path = send(&app, BOB, Some(ROOM), "1").await;
    let bob = app.token(BOB, ALL_WALLET).await;
    app.post(&format!("{path}/accept"), &bob, &json!({})).await.expect(200);
    let mut pauses = Vec::new();
    for _ in 0..10 {
        app.deliver_outbox().await;
        let [first, second] = waiting(&app).try_into().unwrap();
        assert_eq!(second.attempts, 0, "the second follows the first");
        pauses.push(first.due.since(app.clock.now()).as_secs());
        app.deliver_outbox().await;
        assert_eq!(waiting(&app)[0].attempts, first.attempts, "not before it is due");
        app.advance(first.due.since(app.clock.now()));
    }
    assert_eq!(pauses, [1, 2, 4, 8, 16, 32, 64, 128, 256, 300]);
    homeserver(&app).set_failing(None);
    app.deliver_outbox().await;
    assert_eq!(types(&app, ROOM), ["m.tween.wallet.p2p", "m.room.message", "m.tween.wallet.p2p.status", "m.room.message"]);
    assert!(waiting(&app).is_empty());
}

#[tokio::test]
async fn the_homeservers_pause_is_kept() {
    let app = TestApp::new();
    send(&app, BOB, Some(ROOM), "1").await;
    homeserver(&app).set_failing(Some(Failure::RateLimited(Duration::from_secs(77))));
    app.deliver_outbox().await;
    assert_eq!(waiting(&app)[0].due, START + Duration::from_secs(77));
    homeserver(&app).set_failing(None);
    app.advance(Duration::from_secs(76));
    app.deliver_outbox().await;
    assert!(events(&app, ROOM).is_empty());
    app.advance(Duration::from_secs(1));
    app.deliver_outbox().await;
    assert_eq!(events(&app, ROOM).len(), 2);
}

#[tokio::test]
async fn where_the_room_refuses_the_recipient_is_told_in_private() {
    let app = TestApp::new();
    homeserver(&app).set_failing(Some(Failure::ForbiddenIn(room(ROOM))));
    send(&app, BOB, Some(ROOM), "1").await;
    send(&app, BOB, None, "2").await;
    app.deliver_outbox().await;
    let mut told = types(&app, &direct_room(&app, BOB).unwrap());
    told.sort_unstable();
    assert_eq!(told, ["m.room.message", "m.room.message", "m.tween.wallet.p2p", "m.tween.wallet.p2p"]);
    assert!(waiting(&app).is_empty() && dead(&app).is_empty());
}

#[tokio::test]
async fn a_failure_between_sending_and_noting_doubles_nothing() {
    let app = TestApp::new();
    send(&app, CHARLIE, Some(ROOM), "1").await;
    enqueue(&app, factor_change(BOB, "A device key was enrolled.")).await;
    let rows = app.edge.commands.store().read(|reader| {
        let mut rows = Vec::new();
        reader.for_each(&OUTBOX, |sequence, row| {
            rows.push((sequence, row));
            Ok(())
        })?;
        Ok(rows)
    });
    let rows = rows.unwrap();
    assert_eq!(rows.len(), 3);
    app.deliver_outbox().await;
    let before = (events(&app, ROOM), events(&app, &direct_room(&app, BOB).unwrap()));
    let restored = app.edge.commands.store().write(move |txn| {
        rows.iter().try_for_each(|(sequence, row)| txn.put(&OUTBOX, sequence, row))?;
        Ok::<_, WriteError<()>>(())
    });
    restored.await.unwrap();
    app.deliver_outbox().await;
    assert!(waiting(&app).is_empty());
    assert_eq!((events(&app, ROOM), events(&app, &direct_room(&app, BOB).unwrap())), before);
}

#[tokio::test]
async fn an_invitation_is_followed_and_the_members_are_known() {
    let app = TestApp::new();
    enqueue(&app, Effect::JoinRoom { room: room(ROOM), ghost: user(BOT) }).await;
    app.deliver_outbox().await;
    let members = app.edge.commands.store().read(|reader| reader.scan_first(&MEMBERS_OF_ROOM, &room(ROOM), 100));
    let members: Vec<String> = members.unwrap().into_iter().map(|(user, ())| user.to_string()).collect();
    assert_eq!(members, [BOT, ALICE, BOB, CHARLIE]);

    homeserver(&app).leave(&user(BOT), &room(ROOM)).unwrap();
    enqueue(&app, Effect::SyncMembers { room: room(ROOM), ghost: user(BOT) }).await;
    enqueue(&app, Effect::JoinRoom { room: room("!gone:tween.example"), ghost: user(BOT) }).await;
    enqueue(&app, Effect::JoinRoom { room: room(ROOM), ghost: user("@ma_unknown:tween.example") }).await;
    app.deliver_outbox().await;
    assert!(!app.edge.commands.store().read(|reader| reader.has(&WATCHED_ROOMS, &room(ROOM))).unwrap());
    assert_eq!(dead(&app).len(), 1, "a room that is gone");
}

#[tokio::test]
async fn a_direct_room_on_record_that_never_was_is_replaced() {
    let app = TestApp::new();
    let lost = RecordDirectRoom { user: user(BOB), room: room("!lost:tween.example") };
    app.edge.commands.run(app.ctx(), None, lost).await.unwrap();
    enqueue(&app, factor_change(BOB, "A device key was enrolled.")).await;
    app.deliver_outbox().await;
    let (_, _, content) = events(&app, &direct_room(&app, BOB).unwrap()).remove(0);
    let body = content["body"].as_str().unwrap();
    assert!(body.starts_with("A device key was enrolled. If this was not you"), "{body}");
}

#[tokio::test]
async fn the_loops_deliver_and_end() {
    let app = TestApp::new();
    let (stop, stopping) = tokio::sync::watch::channel(false);
    let mut loops = worker::start(&app.edge, &stopping);
    send(&app, BOB, Some(ROOM), "1").await;
    let delivered = async {
        while !waiting(&app).is_empty() || events(&app, ROOM).len() < 2 {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), delivered).await.unwrap();
    stop.send(true).unwrap();
    let ended = async { while loops.join_next().await.is_some() {} };
    tokio::time::timeout(Duration::from_secs(20), ended).await.unwrap();
}

#[tokio::test]
async fn time_ends_transfers_and_memories() {
    let app = TestApp::with(|settings| settings.wallet.acceptance = Acceptance::Always);
    let reserved = send(&app, BOB, Some(ROOM), "1").await;
    let alice = app.token(ALICE, ALL_WALLET).await;
    let status = async |path: &str| app.get(path, &alice).await.expect(200)["status"].clone();
    let body = json!({ "recipient": BOB, "amount": "1", "currency": "USD", "idempotency_key": "2" });
    let made = app.post("/api/v1/wallet/p2p/initiate", &alice, &body).await.expect(201);
    let unproven = format!("/api/v1/wallet/p2p/{}", made["transfer_id"].as_str().unwrap());
    app.deliver_outbox().await;
    assert_eq!(app.available(&alice).await, "49987.50");

    let tick = async |now: Timestamp| worker::tick(&app.edge, now).await.unwrap();
    tick(app.clock.now()).await;
    assert_eq!(status(&unproven).await, "pending_authorization");
    app.advance(Duration::from_secs(301));
    tick(app.clock.now()).await;
    assert_eq!((status(&unproven).await, status(&reserved).await), (json!("expired"), json!("pending_recipient_acceptance")));
    assert!(waiting(&app).is_empty(), "nobody was told of it");

    let settings = app.edge.settings();
    app.advance(settings.wallet.accept_within.max(settings.wallet.idempotency_retention) + Duration::from_secs(1));
    tick(app.clock.now()).await;
    let alice = app.token(ALICE, ALL_WALLET).await;
    assert_eq!(app.available(&alice).await, "50000.00");
    app.deliver_outbox().await;
    let last = events(&app, ROOM).pop().unwrap().2;
    assert!(last["body"].as_str().unwrap().starts_with("* @bob:tween.example did not accept 12.50 USD"), "{last}");
    let again = app.post("/api/v1/wallet/p2p/initiate", &alice, &body).await;
    assert_eq!(again.header("idempotent-replayed"), None, "the answer is forgotten");
}
