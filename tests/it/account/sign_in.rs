//! Signing in with Matrix, and what strangers try at it.

use std::time::Duration;

use poem::Request;
use serde_json::{Value, json};
use tmcpd::{
    config::{Homeserver, Provider},
    kernel::{Secret, UserId},
};

use super::elsewhere::*;
use crate::{stub::Stub, support::*};

#[tokio::test]
async fn the_ways_to_sign_in_are_told() {
    let world = World::new();
    let told = world.app.get("/api/v1/account/providers", "").await.expect(200);
    let sso = json!([{ "id": "oidc-keycloak", "name": "Keycloak" }]);
    assert_eq!((&told["password"], &told["sso"], &told["mas"]), (&json!(true), &sso, &json!(true)));
    assert_eq!((&told["server_name"], &told["people"]), (&json!("tween.example"), &json!([])));
    world.app.get("/api/v1/account/providers", "").await.expect(200);
    assert_eq!(world.lines(), ["GET /_matrix/client/v3/login"], "asked once a minute");
    world.app.advance(Duration::from_secs(60));
    world.app.get("/api/v1/account/providers", "").await.expect(200);
    assert_eq!(world.lines().len(), 2);
}

#[tokio::test]
async fn a_homeserver_that_is_away_leaves_what_is_known() {
    let app = TestApp::with(|settings| {
        settings.identity.providers = vec![Provider::Homeserver];
        let (as_token, hs_token) = (Secret::new("as_token_of_the_tests"), Secret::new("hs_token_of_the_tests"));
        let url = Stub::nobody();
        settings.matrix.homeserver = Some(Homeserver { public_url: url.clone(), url, as_token, hs_token });
    });
    let told = app.get("/api/v1/account/providers", "").await.expect(200);
    assert_eq!((&told["password"], &told["mas"], &told["sso"]), (&json!(false), &json!(false), &json!([])));
    let sign_in = json!({ "provider": "password", "user": "alice", "password": PASSWORD });
    app.post("/api/v1/account/sign-in", "", &sign_in).await.refused(503, "SERVICE_UNAVAILABLE");
    let reply = app.get("/account/sign-in/mas?return_to=/account/send", "").await;
    assert_failed(&reply, "unavailable");
    assert_eq!(location(&reply).query(), Some("error=unavailable&return_to=%2Faccount%2Fsend"));
}

#[tokio::test]
async fn a_person_signs_in_at_mas_and_the_token_is_given_back() {
    let world = World::new();
    let reply = world.get(&format!("{MAS}?return_to=/oauth2/authorize%3Fclient_id%3Dma_shop_001"), "").await;
    let away = location(&reply);
    assert_eq!(away.path(), "/authorize");
    let asked = |name: &str| away.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value.into_owned());
    assert_eq!((asked("scope").as_deref(), asked("code_challenge_method").as_deref()), (Some("openid"), Some("S256")));
    assert_eq!(asked("redirect_uri").as_deref(), Some("http://127.0.0.1:8420/account/sign-in/mas/callback"));
    let set = reply.header("set-cookie").unwrap();
    assert!(set.contains("; Max-Age=600; Path=/; HttpOnly; SameSite=Lax"), "{set}");
    let cookie = cookie_of(&reply, "tmcpd_sign_in").unwrap();

    let back = world.get(&format!("{MAS}/callback?code=good&state={}", asked("state").unwrap()), &cookie).await;
    assert_eq!(location(&back).as_str(), "http://127.0.0.1:8420/oauth2/authorize?client_id=ma_shop_001");
    assert_eq!(cookie_of(&back, "tmcpd_sign_in").as_deref(), Some("tmcpd_sign_in="));
    let account = world.get("/api/v1/account", &cookie_of(&back, "tmcpd_account").unwrap()).await.expect(200);
    assert_eq!((account["user_id"].as_str(), account["session"]["method"].as_str()), (Some(ALICE), Some("mas")));
    assert_eq!(world.lines()[1..4], ["POST /token", "POST /introspect", "POST /revoke"]);
    world.app.token(ALICE, "wallet:pay").await;
    let before = world.lines().len();
    let cookie = cookie_of(&back, "tmcpd_account").unwrap();
    let browser = Browser { csrf: account["csrf_token"].as_str().unwrap().to_owned(), cookie };
    let revoke = json!({ "miniapp_id": SHOP });
    let revoked = world.app.post_as(&browser, "/api/v1/auth/revoke", &revoke).await.expect(200);
    assert_eq!(revoked["sessions_ended"], 1);
    let after = world.lines().split_off(before);
    assert!(!after.iter().any(|line| line == "POST /revoke"), "MAS holds nothing of a mini-app's: {after:?}");
}

#[tokio::test]
async fn by_https_no_other_host_can_set_the_cookie_of_a_sign_in() {
    let app = TestApp::with(|settings| {
        settings.server.public_url = "https://pay.example".parse().unwrap();
        settings.identity.providers = vec![Provider::Homeserver];
        let (as_token, hs_token) = (Secret::new("as_token_of_the_tests"), Secret::new("hs_token_of_the_tests"));
        let (url, public_url) = (Stub::nobody(), "https://matrix.example".parse().unwrap());
        settings.matrix.homeserver = Some(Homeserver { public_url, url, as_token, hs_token });
    });
    let reply = app.get(SSO, "").await;
    let back = "redirectUrl=https%3A%2F%2Fpay.example%2Faccount%2Fsign-in%2Fsso%2Fcallback%3Fstate%3D";
    let address = location(&reply);
    assert!(address.as_str().starts_with("https://matrix.example/") && address.query().unwrap().starts_with(back), "{address}");
    let set = reply.header("set-cookie").unwrap();
    assert!(set.starts_with("__Host-tmcpd_sign_in=") && set.ends_with("; Path=/; HttpOnly; SameSite=Lax; Secure"), "{set}");
}

#[tokio::test]
async fn a_person_signs_in_with_their_password_and_the_session_is_closed() {
    let world = World::new();
    for name in ["alice", " @alice:tween.example"] {
        let reply = world.password(name, PASSWORD).await;
        let cookie = cookie_of(&reply, "tmcpd_account").unwrap();
        assert_eq!(reply.expect(200)["user_id"], ALICE);
        let account = world.get("/api/v1/account", &cookie).await.expect(200);
        assert_eq!(account["session"]["method"], "password");
    }
    assert_eq!(world.closed(), 2);
}

#[tokio::test]
async fn a_person_comes_back_from_single_sign_on() {
    let world = World::new();
    let reply = world.get(&format!("{SSO}?provider=oidc-keycloak&return_to=/account/send"), "").await;
    assert_eq!(location(&reply).path(), "/_matrix/client/v3/login/sso/redirect/oidc-keycloak");
    let (cookie, state) = world.leave(&format!("{SSO}?return_to=/account/send")).await;
    let back = world.get(&format!("{SSO}/callback?state={state}&loginToken=good"), &cookie).await;
    assert_eq!(location(&back).as_str(), "http://127.0.0.1:8420/account/send");
    let account = world.get("/api/v1/account", &cookie_of(&back, "tmcpd_account").unwrap()).await.expect(200);
    assert_eq!((account["user_id"].as_str(), account["session"]["method"].as_str()), (Some(ALICE), Some("sso")));
    assert_eq!(world.closed(), 1);
    let climbing = world.get(&format!("{SSO}?provider=..%2F..%2Flogout"), "").await;
    assert_failed(&climbing, "unavailable");
}

#[tokio::test]
async fn login_csrf_an_answer_in_another_browser_signs_nobody_in() {
    let world = World::new();
    let (_, state) = world.leave(MAS).await;
    let (other, _) = world.leave(MAS).await;
    let (sso, sso_state) = world.leave(SSO).await;
    for (page, cookie) in [
        (format!("{MAS}/callback?code=good&state={state}"), ""),
        (format!("{MAS}/callback?code=good&state={state}"), other.as_str()),
        (format!("{MAS}/callback?code=good&state="), other.as_str()),
        (format!("{MAS}/callback?code=good"), other.as_str()),
        (format!("{SSO}/callback?loginToken=good&state={state}"), sso.as_str()),
        (format!("{SSO}/callback?loginToken=good"), sso.as_str()),
        (format!("{SSO}/callback?loginToken=good&state={sso_state}"), ""),
    ] {
        assert_failed(&world.get(&page, cookie).await, "failed");
    }
    assert_eq!(world.lines(), ["GET /.well-known/openid-configuration"], "nothing is redeemed");
}

#[tokio::test]
async fn mix_up_an_answer_of_another_provider_signs_nobody_in() {
    let world = World::new();
    let (mas, state) = world.leave(MAS).await;
    assert_failed(&world.get(&format!("{SSO}/callback?loginToken=good&state={state}"), &mas).await, "failed");
    let (sso, state) = world.leave(SSO).await;
    assert_failed(&world.get(&format!("{MAS}/callback?code=good&state={state}"), &sso).await, "failed");
    let (mas, state) = world.leave(MAS).await;
    let page = format!("{MAS}/callback?code=good&state={state}&iss=https%3A%2F%2Fevil.example%2F");
    assert_failed(&world.get(&page, &mas).await, "failed");
    assert_eq!(world.lines(), ["GET /.well-known/openid-configuration"], "nothing is redeemed");
    let page = format!("{MAS}/callback?code=good&state={state}&iss={}", world.stub.url);
    assert!(cookie_of(&world.get(&page, &mas).await, "tmcpd_account").is_some());
}

#[tokio::test]
async fn an_answer_that_comes_too_late_signs_nobody_in() {
    let world = World::new();
    let (cookie, state) = world.leave(MAS).await;
    let page = format!("{MAS}/callback?code=good&state={state}");
    world.app.advance(Duration::from_secs(600));
    assert_failed(&world.get(&page, &cookie).await, "failed");
}

#[tokio::test]
async fn a_sign_in_that_the_browser_made_up_is_none() {
    let world = World::new();
    let (cookie, state) = world.leave(&format!("{MAS}?return_to=/account/send")).await;
    let (stranger, _) = World::new().leave(MAS).await;
    let (name, value) = cookie.split_once('=').unwrap();
    let (payload, seal) = value.split_once('.').unwrap();
    let (_, other_seal) = stranger.split_once('.').unwrap();
    let longer = payload.replacen('Y', "Z", 1);
    assert_ne!(longer, payload);
    for cookie in [
        format!("{name}={longer}.{seal}"),
        format!("{name}={payload}.{other_seal}"),
        format!("{name}={payload}."),
        format!("{name}={payload}"),
        format!("{name}=.{seal}"),
        format!("{cookie}; {stranger}"),
    ] {
        assert_failed(&world.get(&format!("{MAS}/callback?code=good&state={state}"), &cookie).await, "failed");
    }
    assert!(!world.lines().contains(&"POST /token".to_owned()));
}

#[tokio::test]
async fn a_code_that_was_used_or_swapped_signs_nobody_in() {
    let world = World::new();
    let (cookie, state) = world.leave(MAS).await;
    for answer in ["code=used", "code=", "code=a%0Ab", "code=good&code=good", "loginToken=good", "", "error=server_error"] {
        assert_failed(&world.get(&format!("{MAS}/callback?state={state}&{answer}"), &cookie).await, "failed");
    }
    let (sso, state_of_sso) = world.leave(SSO).await;
    for answer in ["loginToken=used", "loginToken=", "code=good"] {
        assert_failed(&world.get(&format!("{SSO}/callback?state={state_of_sso}&{answer}"), &sso).await, "failed");
    }
    assert_failed(&world.get(&format!("{MAS}/callback?state={state}&error=access_denied"), &cookie).await, "access_denied");
    world.now_it(|other| other.client = "0OTHER");
    assert_failed(&world.get(&format!("{MAS}/callback?state={state}&code=good"), &cookie).await, "failed");
    assert_eq!(world.closed(), 1, "a token that is not what it should be is given back too");
}

#[tokio::test]
async fn open_redirect_a_link_leads_to_no_other_place() {
    let world = World::new();
    for place in [
        "//evil.example",
        "/%5Cevil.example",
        "/%09/evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "%2F%2Fevil.example",
    ] {
        let (cookie, state) = world.leave(&format!("{MAS}?return_to={place}")).await;
        let back = world.get(&format!("{MAS}/callback?code=good&state={state}"), &cookie).await;
        assert_eq!(location(&back).as_str(), "http://127.0.0.1:8420/account", "{place}");
        let denied = world.get(&format!("{MAS}/callback?error=access_denied&state={state}"), &cookie).await;
        assert_eq!(location(&denied).query(), Some("error=access_denied&return_to=%2Faccount"), "{place}");
    }
}

#[tokio::test]
async fn whoever_is_not_served_is_refused_and_their_session_is_closed() {
    let world = World::new();
    world.app.edge.live.set_suspended(&UserId::parse(BOB).unwrap(), Some(START));
    let cases = [
        ("_tmcp", "tween.example", "INSUFFICIENT_PERMISSIONS"),
        ("_tmcp_payments", "tween.example", "INSUFFICIENT_PERMISSIONS"),
        ("ma_shop_001", "tween.example", "INSUFFICIENT_PERMISSIONS"),
        ("alice", "evil.example", "INSUFFICIENT_PERMISSIONS"),
        ("bob", "tween.example", "USER_SUSPENDED"),
    ];
    let mut closed = 0;
    for (person, server, code) in cases {
        world.now_it(|other| (other.person, other.server) = (person, server));
        world.app.advance(Duration::from_secs(60));
        world.password("alice", PASSWORD).await.refused(403, code);
        let (cookie, state) = world.leave(SSO).await;
        assert_failed(&world.get(&format!("{SSO}/callback?state={state}&loginToken=good"), &cookie).await, "access_denied");
        closed += 2;
        if server == "tween.example" {
            let (cookie, state) = world.leave(MAS).await;
            assert_failed(&world.get(&format!("{MAS}/callback?state={state}&code=good"), &cookie).await, "access_denied");
            closed += 1;
        }
        assert_eq!(world.closed(), closed, "{person}");
    }
}

#[tokio::test]
async fn a_wrong_password_does_not_tell_whether_there_is_such_a_person() {
    let world = World::new();
    let mut told: Vec<Value> = Vec::new();
    for user in ["alice", "nobody", "@alice:elsewhere.example", "no such name", ""] {
        let reply = world.password(user, "guess").await;
        assert_eq!(reply.header("set-cookie"), None);
        assert_eq!(reply.status.as_u16(), 401, "{}", reply.text);
        told.push(reply.json()["error"]["message"].clone());
    }
    assert!(told.windows(2).all(|pair| pair[0] == pair[1]), "{told:?}");
    let body = json!({ "provider": "password", "user": "alice" });
    world.app.post("/api/v1/account/sign-in", "", &body).await.refused(400, "INVALID_REQUEST");
    let body = json!({ "provider": "dev", "user": "alice" });
    world.app.post("/api/v1/account/sign-in", "", &body).await.refused(401, "INVALID_TOKEN");
}

#[tokio::test]
async fn guesses_about_one_person_are_counted_together_and_hurt_nobody_else() {
    let world = World::new();
    for (number, name) in ["alice", "ALICE", "@alice:tween.example"].iter().cycle().take(10).enumerate() {
        world.password(name, &format!("guess {number}")).await.refused(401, "INVALID_TOKEN");
    }
    for _ in 0..20 {
        let limited = world.password("Alice", PASSWORD).await;
        assert!(limited.header("retry-after").is_some());
        limited.refused(429, "RATE_LIMIT_EXCEEDED");
    }
    world.password("bob", PASSWORD).await.expect(200);
    world.app.advance(Duration::from_secs(6));
    world.password("alice", PASSWORD).await.expect(200);
}

#[tokio::test]
async fn a_stranger_who_guesses_does_not_keep_the_person_out() {
    let world = World::new();
    for _ in 0..10 {
        world.password_from("192.0.2.1", "alice", "guess").await.refused(401, "INVALID_TOKEN");
    }
    world.password_from("192.0.2.1", "alice", "guess").await.refused(429, "RATE_LIMIT_EXCEEDED");
    world.password_from("192.0.2.2", "alice", PASSWORD).await.expect(200);
}

#[tokio::test]
async fn guesses_about_one_person_from_many_addresses_are_limited() {
    let world = World::new();
    for number in 0..120 {
        world.password_from(&format!("192.0.2.{number}"), "alice", "guess").await.refused(401, "INVALID_TOKEN");
    }
    world.password_from("192.0.2.200", "alice", PASSWORD).await.refused(429, "RATE_LIMIT_EXCEEDED");
    world.password_from("192.0.2.200", "bob", PASSWORD).await.expect(200);
}

#[tokio::test]
async fn guesses_from_one_address_are_limited() {
    let app = TestApp::new();
    let guess = |number: usize| json!({ "provider": "password", "user": format!("user{number}"), "password": "guess" });
    for number in 0..15 {
        app.post("/api/v1/account/sign-in", "", &guess(number)).await.refused(401, "INVALID_TOKEN");
    }
    app.post("/api/v1/account/sign-in", "", &guess(15)).await.refused(429, "RATE_LIMIT_EXCEEDED");
    assert_failed(&app.get(&format!("{MAS}/callback?code=good&state=x"), "").await, "unavailable");
}

#[tokio::test]
async fn a_homeserver_that_limits_logins_says_when_to_come_back() {
    let world = World::new();
    world.now_it(|other| other.login = 429);
    let reply = world.password("alice", PASSWORD).await;
    assert_eq!(reply.header("retry-after"), Some("61"));
    reply.refused(429, "RATE_LIMIT_EXCEEDED");
}

#[tokio::test]
async fn a_homeserver_that_limits_logins_is_not_asked_again_before_its_time() {
    let world = World::new();
    let asked = || world.lines().iter().filter(|line| *line == "POST /_matrix/client/v3/login").count();
    world.now_it(|other| other.login = 429);
    world.password("alice", PASSWORD).await.refused(429, "RATE_LIMIT_EXCEEDED");
    world.now_it(|other| other.login = 200);
    world.app.advance(Duration::from_secs(20));
    let reply = world.password("Alice", PASSWORD).await;
    assert_eq!((reply.header("retry-after"), asked()), (Some("41"), 1));
    reply.refused(429, "RATE_LIMIT_EXCEEDED");
    world.password("bob", PASSWORD).await.expect(200);
    world.app.advance(Duration::from_secs(40));
    world.password("alice", PASSWORD).await.expect(200);
}

#[tokio::test]
async fn a_session_that_cannot_be_closed_at_once_is_closed_later() {
    let world = World::new();
    world.now_it(|other| other.closing = 500);
    world.password("alice", PASSWORD).await.expect(200);
    let (cookie, state) = world.leave(MAS).await;
    assert!(cookie_of(&world.get(&format!("{MAS}/callback?code=good&state={state}"), &cookie).await, "tmcpd_account").is_some());
    assert_eq!(world.closed(), 2);
    world.app.edge.close_leftovers().await;
    assert_eq!(world.closed(), 2, "not before it is due");
    world.app.advance(Duration::from_secs(1));
    world.app.edge.close_leftovers().await;
    assert_eq!(world.closed(), 4);
    world.now_it(|other| other.closing = 200);
    world.app.advance(Duration::from_secs(2));
    world.app.edge.close_leftovers().await;
    assert_eq!(world.closed(), 6);
    world.app.advance(Duration::from_secs(3600));
    world.app.edge.close_leftovers().await;
    assert_eq!(world.closed(), 6, "closed is closed");
}

#[tokio::test]
async fn a_session_that_never_closes_is_given_up() {
    let world = World::new();
    world.now_it(|other| other.closing = 403);
    world.password("alice", PASSWORD).await.expect(200);
    for _ in 0..20 {
        world.app.advance(Duration::from_secs(300));
        world.app.edge.close_leftovers().await;
    }
    assert_eq!(world.closed(), 11, "at once and ten times");
}

/// The browser goes away while the homeserver still thinks about the logout.
#[tokio::test]
async fn a_browser_that_goes_away_leaves_no_session_open() {
    let world = World::new();
    world.now_it(|other| other.closing = NEVER);
    let asked_to_close = async {
        while world.closed() == 0 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    tokio::select! {
        () = asked_to_close => {}
        reply = world.password("alice", PASSWORD) => panic!("{reply:?}"),
    }
    world.now_it(|other| other.closing = 200);
    world.app.advance(Duration::from_secs(1));
    world.app.edge.close_leftovers().await;
    assert_eq!(world.closed(), 2);
}

#[tokio::test]
async fn another_site_cannot_sign_anybody_in_with_a_password() {
    let world = World::new();
    let body = json!({ "provider": "password", "user": "alice", "password": PASSWORD }).to_string();
    let request = Request::builder().method(poem::http::Method::POST).uri_str("/api/v1/account/sign-in");
    let request = request.header("sec-fetch-site", "cross-site").content_type("application/json");
    world.app.call(request.body(body)).await.refused(403, "INSUFFICIENT_PERMISSIONS");
    assert_eq!(world.lines().len(), 0);
}
