//! What the homeserver pushes and asks.

use poem::{Request, http::Method};
use serde_json::{Value, json};
use tmcpd::{
    config::{Homeserver, Settings},
    kernel::{RoomId, Secret, UserId},
    outbox::{self, Effect},
    store::{
        ReadExt,
        tables::{GHOSTS, MEMBERS_OF_ROOM},
    },
};

use crate::support::{ROOM, Reply, TestApp};

const HS_TOKEN: &str = "hs_token_of_the_tests";
const BOT: &str = "@_tmcp:tween.example";

/// Lets a homeserver in by [`HS_TOKEN`]; outward, dev mode's own goes on being used.
fn with_homeserver(settings: &mut Settings) {
    let url: url::Url = "http://127.0.0.1:1".parse().unwrap();
    let (as_token, hs_token) = (Secret::new("as_token_of_the_tests"), Secret::new(HS_TOKEN));
    settings.matrix.homeserver = Some(Homeserver { public_url: url.clone(), url, as_token, hs_token });
}

async fn call(app: &TestApp, method: Method, path: &str, authorization: &str, body: &str) -> Reply {
    let request = Request::builder().method(method).uri(path.parse().unwrap());
    let request = if authorization.is_empty() { request } else { request.header("authorization", authorization) };
    app.call(request.body(body.to_owned())).await
}

async fn push(app: &TestApp, id: &str, body: &str) -> Reply {
    let path = format!("/_matrix/app/v1/transactions/{id}");
    call(app, Method::PUT, &path, &format!("Bearer {HS_TOKEN}"), body).await
}

async fn get(app: &TestApp, path: &str) -> Reply {
    app.get(&format!("/_matrix/app/v1{path}"), HS_TOKEN).await
}

fn member(id: &str, user: &str, sender: &str, membership: &str) -> Value {
    json!({ "type": "m.room.member", "event_id": id, "room_id": ROOM, "sender": sender, "state_key": user,
        "content": { "membership": membership }, "origin_server_ts": 1 })
}

fn is_member(app: &TestApp, user: &str) -> bool {
    let key = (RoomId::parse(ROOM).unwrap(), UserId::parse(user).unwrap());
    app.edge.commands.store().read(|reader| reader.has(&MEMBERS_OF_ROOM, &key)).unwrap()
}

fn effects(app: &TestApp) -> Vec<Effect> {
    let waiting = app.edge.commands.store().read(|reader| outbox::waiting(reader, 0, 100)).unwrap();
    waiting.into_iter().map(|waiting| waiting.effect).collect()
}

#[tokio::test]
async fn only_the_homeserver_comes_in() {
    let app = TestApp::with(with_homeserver);
    let path = "/_matrix/app/v1/ping";
    for (header, query, status, errcode) in [
        (String::new(), "", 401, "M_UNAUTHORIZED"),
        ("Bearer wrong".to_owned(), "", 403, "M_FORBIDDEN"),
        ("Bearer as_token_of_the_tests".to_owned(), "", 403, "M_FORBIDDEN"),
        (format!("Basic {HS_TOKEN}"), "", 401, "M_UNAUTHORIZED"),
        (String::new(), "?access_token=wrong", 403, "M_FORBIDDEN"),
        ("Bearer wrong".to_owned(), "?access_token=hs_token_of_the_tests", 403, "M_FORBIDDEN"),
        (String::new(), "?access_token=hs_token_of_the_tests", 200, ""),
        (format!("Bearer {HS_TOKEN}"), "", 200, ""),
    ] {
        let reply = call(&app, Method::POST, &format!("{path}{query}"), &header, "{}").await;
        assert_eq!(reply.header("x-protocol-operation"), Some("as_ping"));
        let expected = if errcode.is_empty() { Value::Null } else { errcode.into() };
        assert_eq!(reply.expect(status)["errcode"], expected, "{header} {query}");
    }
}

#[tokio::test]
async fn wrong_tokens_are_counted_and_right_ones_are_not() {
    let app = TestApp::with(with_homeserver);
    let mut limited = 0;
    for _ in 0..130 {
        let wrong = call(&app, Method::POST, "/_matrix/app/v1/ping", "Bearer wrong", "").await;
        limited += usize::from(wrong.json()["errcode"] == "M_LIMIT_EXCEEDED");
    }
    assert_eq!(limited, 10, "a hundred a minute and twenty more");
    call(&app, Method::POST, "/_matrix/app/v1/ping", &format!("Bearer {HS_TOKEN}"), "").await.expect(200);
}

#[tokio::test]
async fn without_a_homeserver_there_is_nothing() {
    let app = TestApp::new();
    for path in ["/_matrix/app/v1/ping", "/_matrix/app/v1/nothing", "/_matrix/"] {
        for authorization in ["", "Bearer anything"] {
            let reply = call(&app, Method::POST, path, authorization, "{}").await;
            assert_eq!(reply.expect(404)["errcode"], "M_UNRECOGNIZED", "{path}");
        }
    }
}

#[tokio::test]
async fn what_is_pushed_again_counts_once() {
    let app = TestApp::with(with_homeserver);
    let events = json!({ "events": [
        member("$1", BOT, BOT, "join"),
        member("$2", "@dave:tween.example", "@dave:tween.example", "join"),
        member("$3", "@_tmcp_payments:tween.example", "@alice:tween.example", "invite"),
    ]});
    for path in ["/_matrix/app/v1/transactions/7", "/transactions/7"] {
        let reply = call(&app, Method::PUT, path, &format!("Bearer {HS_TOKEN}"), &events.to_string()).await;
        assert_eq!(reply.expect(200), json!({}));
    }
    assert!(is_member(&app, "@dave:tween.example"));
    let room = RoomId::parse(ROOM).unwrap();
    let ghost = |id: &str| UserId::parse(id).unwrap();
    let payments = ghost("@_tmcp_payments:tween.example");
    let expected = [Effect::SyncMembers { room: room.clone(), ghost: ghost(BOT) }, Effect::JoinRoom { room, ghost: payments }];
    assert_eq!(effects(&app), expected);
}

#[tokio::test]
async fn a_homeserver_that_numbers_its_transactions_anew_after_a_restart_is_heard() {
    let app = TestApp::with(with_homeserver);
    let dave = "@dave:tween.example";
    let came = json!({ "events": [member("$1", BOT, BOT, "join"), member("$2", dave, dave, "join")] });
    let gone = json!({ "events": [member("$3", dave, dave, "leave")] });
    push(&app, "1", &came.to_string()).await.expect(200);
    assert!(is_member(&app, dave));
    push(&app, "1", &gone.to_string()).await.expect(200);
    assert!(!is_member(&app, dave));
    push(&app, "1", &came.to_string()).await.expect(200);
    assert!(!is_member(&app, dave), "the events were there before");
}

#[tokio::test]
async fn hostile_events_do_not_stop_a_transaction() {
    let app = TestApp::with(with_homeserver);
    let deep = format!("{}{}", r#"{"a":"#.repeat(5000), format_args!("1{}", "}".repeat(5000)));
    let hostile = [
        "null".to_owned(),
        "17".to_owned(),
        "[[]]".to_owned(),
        "{}".to_owned(),
        r#"{"type": 5, "event_id": [], "content": 1e400}"#.to_owned(),
        r#"{"type": "m.room.member", "event_id": "$h", "room_id": "x", "sender": null, "state_key": {}, "content": []}"#
            .to_owned(),
        r#"{"type": "m.room.message", "event_id": "$i", "content": {"body": "\ud800"}}"#.to_owned(),
        format!(r#"{{"type": "m.room.message", "event_id": "$j", "content": {deep}}}"#),
    ];
    let good = member("$1", BOT, BOT, "join").to_string();
    let body = format!(r#"{{"events": [{}, {good}], "de.sorunome.msc2409.ephemeral": {deep}}}"#, hostile.join(", "));
    push(&app, "1", &body).await.expect(200);
    assert!(is_member(&app, BOT));
    for (body, errcode) in
        [("", "M_NOT_JSON"), ("{\"events\": [", "M_NOT_JSON"), ("{}", "M_BAD_JSON"), ("{\"events\": 1}", "M_BAD_JSON")]
    {
        assert_eq!(push(&app, "2", body).await.expect(400)["errcode"], errcode, "{body}");
    }
    let large = format!(r#"{{"events": [], "x": "{}"}}"#, "x".repeat(11 << 20));
    assert_eq!(push(&app, "3", &large).await.expect(413)["errcode"], "M_TOO_LARGE");
    let full = format!(r#"{{"events": [], "x": "{}"}}"#, "x".repeat(9 << 20));
    push(&app, "4", &full).await.expect(200);
}

#[tokio::test]
async fn users_that_are_wanted_are_made_on_the_way() {
    let app = TestApp::with(with_homeserver);
    for (user, status) in [
        (BOT, 200),
        ("@_tmcp_payments:tween.example", 200),
        ("%40ma_shop_001%3Atween.example", 200),
        ("@ma_shop_001:tween.example", 200),
        ("@ma_shop_002:tween.example", 404),
        ("@_tmcp_other:tween.example", 404),
        ("@alice:tween.example", 404),
        ("@_tmcp:other.example", 404),
        ("nonsense", 404),
    ] {
        let errcode = if status == 200 { Value::Null } else { "M_NOT_FOUND".into() };
        assert_eq!(get(&app, &format!("/users/{user}")).await.expect(status)["errcode"], errcode, "{user}");
    }
    let ghosts = app.edge.commands.store().read(|reader| {
        let mut found = Vec::new();
        reader.for_each(&GHOSTS, |ghost, _| {
            found.push(ghost);
            Ok(())
        })?;
        Ok(found)
    });
    assert_eq!(ghosts.unwrap(), ["_tmcp", "_tmcp_payments", "ma_shop_001"]);
    let shop = UserId::parse("@ma_shop_001:tween.example").unwrap();
    let profile = app.edge.homeserver.profile(&shop).await.unwrap().unwrap();
    assert_eq!(profile.display_name.as_deref(), Some("Shopping Assistant"));
}

#[tokio::test]
async fn a_homeserver_that_is_away_is_no_reason_to_deny_a_user() {
    let app = TestApp::with(with_homeserver);
    app.edge.homeserver.dev().unwrap().set_failing(Some(tmcpd::matrix::Failure::Down));
    get(&app, &format!("/users/{BOT}")).await.expect(503);
}

#[tokio::test]
async fn the_rest_of_the_interface() {
    let app = TestApp::with(with_homeserver);
    let get = async |path: &str| {
        let reply = get(&app, path).await;
        (reply.status.as_u16(), reply.json())
    };
    let shop = json!({ "userid": "@ma_shop_001:tween.example", "protocol": "tmcp",
        "fields": { "miniapp_id": "ma_shop_001", "name": "Shopping Assistant" } });
    assert_eq!(get("/thirdparty/user/tmcp?miniapp_id=ma_shop_001").await, (200, json!([shop])));
    assert_eq!(get("/thirdparty/user/tmcp").await.1.as_array().unwrap().len(), 2);
    assert_eq!(get("/thirdparty/user/tmcp?miniapp_id=ma_none").await, (200, json!([])));
    assert_eq!(get("/thirdparty/user?userid=%40ma_shop_001%3Atween.example").await, (200, json!([shop])));
    assert_eq!(get("/thirdparty/user").await, (200, json!([])));
    assert_eq!(get("/thirdparty/location/tmcp").await, (200, json!([])));
    assert_eq!(get("/thirdparty/location?alias=%23a%3Ab").await, (200, json!([])));
    assert_eq!(get("/thirdparty/protocol/tmcp").await.1["user_fields"], json!(["miniapp_id"]));
    for path in ["/thirdparty/protocol/irc", "/thirdparty/user/irc", "/thirdparty/location/irc"] {
        assert_eq!(get(path).await.1["errcode"], "M_NOT_FOUND", "{path}");
    }
    assert_eq!(get("/rooms/%23_tmcp_ma_shop_001%3Atween.example").await.1["errcode"], "M_NOT_FOUND");
    assert_eq!(get("/unknown").await, (404, json!({ "errcode": "M_UNRECOGNIZED", "error": "There is no such endpoint." })));
    let (status, body) = get("/ping").await;
    assert_eq!((status, &body["errcode"]), (405, &json!("M_UNRECOGNIZED")));
}
