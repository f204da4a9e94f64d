//! What the homeserver pushes and asks.

use poem::{
    Endpoint,
    http::Method,
    test::{TestClient, TestResponse},
};
use serde_json::{Value, json};
use tmcpd::{
    http::router::router,
    kernel::{RoomId, UserId},
    outbox::{self, Effect},
    store::{
        ReadExt,
        tables::{GHOSTS, MEMBERS_OF_ROOM},
    },
};

use crate::house::{HS_TOKEN, House, house, with_homeserver};

const ROOM: &str = "!chat123:tween.example";
const BOT: &str = "@_tmcp:tween.example";

fn client(house: &House) -> TestClient<impl Endpoint> {
    TestClient::new(router(std::sync::Arc::clone(&house.edge)))
}

async fn call(client: &TestClient<impl Endpoint>, method: Method, path: &str) -> TestResponse {
    client.request(method, path).header("Authorization", format!("Bearer {HS_TOKEN}")).send().await
}

async fn push(client: &TestClient<impl Endpoint>, id: &str, body: &str) -> TestResponse {
    let path = format!("/_matrix/app/v1/transactions/{id}");
    client.put(path).header("Authorization", format!("Bearer {HS_TOKEN}")).body(body.to_owned()).send().await
}

async fn json(response: TestResponse) -> Value {
    response.0.into_body().into_json().await.unwrap()
}

fn member(id: &str, user: &str, sender: &str, membership: &str) -> Value {
    json!({ "type": "m.room.member", "event_id": id, "room_id": ROOM, "sender": sender, "state_key": user,
        "content": { "membership": membership }, "origin_server_ts": 1 })
}

fn is_member(house: &House, user: &str) -> bool {
    let key = (RoomId::parse(ROOM).unwrap(), UserId::parse(user).unwrap());
    house.edge.commands.store().read(|reader| reader.has(&MEMBERS_OF_ROOM, &key)).unwrap()
}

fn effects(house: &House) -> Vec<Effect> {
    let waiting = house.edge.commands.store().read(|reader| outbox::waiting(reader, 0, 100)).unwrap();
    waiting.into_iter().map(|waiting| waiting.effect).collect()
}

#[tokio::test]
async fn only_the_homeserver_comes_in() {
    let house = house(with_homeserver).await;
    let client = client(&house);
    let path = "/_matrix/app/v1/ping";
    for (header, query, status, errcode) in [
        (None, "", 401, "M_UNAUTHORIZED"),
        (Some("Bearer wrong".to_owned()), "", 403, "M_FORBIDDEN"),
        (Some("Bearer as_token_of_the_tests".to_owned()), "", 403, "M_FORBIDDEN"),
        (Some(format!("Basic {HS_TOKEN}")), "", 401, "M_UNAUTHORIZED"),
        (None, "?access_token=wrong", 403, "M_FORBIDDEN"),
        (Some("Bearer wrong".to_owned()), "?access_token=hs_token_of_the_tests", 403, "M_FORBIDDEN"),
        (None, "?access_token=hs_token_of_the_tests", 200, ""),
        (Some(format!("Bearer {HS_TOKEN}")), "", 200, ""),
    ] {
        let mut request = client.post(format!("{path}{query}"));
        if let Some(header) = &header {
            request = request.header("Authorization", header);
        }
        let response = request.body("{}").send().await;
        assert_eq!(response.0.status().as_u16(), status, "{header:?} {query}");
        assert_eq!(response.0.headers()["x-protocol-operation"], "as_ping");
        let expected = if errcode.is_empty() { Value::Null } else { errcode.into() };
        assert_eq!(json(response).await["errcode"], expected);
    }
}

#[tokio::test]
async fn wrong_tokens_are_counted_and_right_ones_are_not() {
    let house = house(with_homeserver).await;
    let client = client(&house);
    let mut limited = 0;
    for _ in 0..130 {
        let wrong = client.post("/_matrix/app/v1/ping").header("Authorization", "Bearer wrong").send().await;
        if wrong.0.status().as_u16() != 403 {
            limited += 1;
        } else if json(wrong).await["errcode"] == "M_LIMIT_EXCEEDED" {
            limited += 1;
        }
    }
    assert_eq!(limited, 10, "a hundred a minute and twenty more");
    assert_eq!(call(&client, Method::POST, "/_matrix/app/v1/ping").await.0.status().as_u16(), 200);
}

#[tokio::test]
async fn without_a_homeserver_there_is_nothing() {
    let house = house(|_| {}).await;
    let client = client(&house);
    for path in ["/_matrix/app/v1/ping", "/_matrix/app/v1/nothing", "/_matrix/"] {
        let response = call(&client, Method::POST, path).await;
        assert_eq!(response.0.status().as_u16(), 404, "{path}");
        assert_eq!(json(response).await["errcode"], "M_UNRECOGNIZED", "{path}");
    }
}

#[tokio::test]
async fn a_transaction_counts_once() {
    let house = house(with_homeserver).await;
    let client = client(&house);
    let events = json!({ "events": [
        member("$1", BOT, BOT, "join"),
        member("$2", "@dave:tween.example", "@dave:tween.example", "join"),
        member("$3", "@_tmcp_payments:tween.example", "@alice:tween.example", "invite"),
    ]});
    for path in ["/_matrix/app/v1/transactions/7", "/transactions/7"] {
        let token = format!("Bearer {HS_TOKEN}");
        let response = client.put(path).header("Authorization", token).body(events.to_string()).send().await;
        response.assert_status_is_ok();
        assert_eq!(json(response).await, json!({}));
    }
    assert!(is_member(&house, "@dave:tween.example"));
    let room = RoomId::parse(ROOM).unwrap();
    let ghost = |id: &str| UserId::parse(id).unwrap();
    let payments = ghost("@_tmcp_payments:tween.example");
    let expected = [Effect::SyncMembers { room: room.clone(), ghost: ghost(BOT) }, Effect::JoinRoom { room, ghost: payments }];
    assert_eq!(effects(&house), expected);

    let gone = json!({ "events": [member("$4", "@dave:tween.example", "@dave:tween.example", "leave")] });
    push(&client, "7", &gone.to_string()).await.assert_status_is_ok();
    assert!(is_member(&house, "@dave:tween.example"), "the transaction was there before");
    push(&client, "8", &gone.to_string()).await.assert_status_is_ok();
    assert!(!is_member(&house, "@dave:tween.example"));
}

#[tokio::test]
async fn hostile_events_do_not_stop_a_transaction() {
    let house = house(with_homeserver).await;
    let client = client(&house);
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
    push(&client, "1", &body).await.assert_status_is_ok();
    assert!(is_member(&house, BOT));
    for (body, errcode) in
        [("", "M_NOT_JSON"), ("{\"events\": [", "M_NOT_JSON"), ("{}", "M_BAD_JSON"), ("{\"events\": 1}", "M_BAD_JSON")]
    {
        let response = push(&client, "2", body).await;
        assert_eq!(response.0.status().as_u16(), 400, "{body}");
        assert_eq!(json(response).await["errcode"], errcode, "{body}");
    }
    let large = format!(r#"{{"events": [], "x": "{}"}}"#, "x".repeat(11 << 20));
    assert_eq!(push(&client, "3", &large).await.0.status().as_u16(), 413);
    let full = format!(r#"{{"events": [], "x": "{}"}}"#, "x".repeat(9 << 20));
    push(&client, "4", &full).await.assert_status_is_ok();
}

#[tokio::test]
async fn users_that_are_wanted_are_made_on_the_way() {
    let house = house(with_homeserver).await;
    let client = client(&house);
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
        let response = call(&client, Method::GET, &format!("/_matrix/app/v1/users/{user}")).await;
        assert_eq!(response.0.status().as_u16(), status, "{user}");
        let errcode = if status == 200 { Value::Null } else { "M_NOT_FOUND".into() };
        assert_eq!(json(response).await["errcode"], errcode, "{user}");
    }
    let ghosts = house.edge.commands.store().read(|reader| {
        let mut found = Vec::new();
        reader.for_each(&GHOSTS, |ghost, _| {
            found.push(ghost);
            Ok(())
        })?;
        Ok(found)
    });
    assert_eq!(ghosts.unwrap(), ["_tmcp", "_tmcp_payments", "ma_shop_001"]);
    let shop = UserId::parse("@ma_shop_001:tween.example").unwrap();
    let profile = house.edge.homeserver.profile(&shop).await.unwrap().unwrap();
    assert_eq!(profile.display_name.as_deref(), Some("Shopping Assistant"));
}

#[tokio::test]
async fn a_homeserver_that_is_away_is_no_reason_to_deny_a_user() {
    let house = house(with_homeserver).await;
    house.edge.homeserver.dev().unwrap().set_failing(Some(tmcpd::matrix::Failure::Down));
    let response = call(&client(&house), Method::GET, &format!("/_matrix/app/v1/users/{BOT}")).await;
    assert_eq!(response.0.status().as_u16(), 503);
}

#[tokio::test]
async fn the_rest_of_the_interface() {
    let house = house(with_homeserver).await;
    let client = client(&house);
    let get = async |path: &str| {
        let response = call(&client, Method::GET, &format!("/_matrix/app/v1{path}")).await;
        (response.0.status().as_u16(), json(response).await)
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
