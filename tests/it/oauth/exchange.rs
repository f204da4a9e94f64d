use serde_json::json;
use tmcpd::{
    config,
    kernel::{Secret, SessionId},
    matrix,
};

use super::*;

#[tokio::test]
async fn a_matrix_token_becomes_a_session_once_the_person_agrees() {
    let app = TestApp::new();
    let scope = "wallet:balance wallet:pay user:read";
    let asked = app.exchange(&[("scope", scope)]).await;
    assert_eq!(asked.refusal(), is(403, "consent_required"));
    let asked = asked.json();
    assert_eq!(asked["consent_required_scopes"], json!(["wallet:balance", "wallet:pay"]));
    assert_eq!(asked["pre_approved_scopes"], json!(["user:read"]));
    let session = asked["consent_session"].as_str().unwrap();
    let page = app.edge.settings().server.link(&format!("/oauth2/consent?session={session}"));
    assert_eq!(asked["consent_ui_endpoint"], json!(page));

    let approved = json!({ "session": session, "approved_scopes": ["wallet:pay", "wallet:balance"] });
    app.answer_consent("dev_alice", &approved).await.expect(200);
    let reply = app.exchange(&[("scope", scope), ("requested_token_type", TEP)]).await;
    assert_eq!((reply.code(), reply.header("cache-control"), reply.header("pragma")), (200, Some("no-store"), Some("no-cache")));
    assert_eq!(reply.header("x-protocol-operation"), Some("oauth_token"));
    let token = reply.json();
    let (access, refresh) = (token["access_token"].as_str().unwrap(), token["refresh_token"].as_str().unwrap());
    assert!(access.starts_with("tep.") && refresh.starts_with("rt_") && refresh.len() == 46, "{token}");
    let wallet = token["wallet_id"].as_str().unwrap();
    assert_eq!(
        token,
        json!({
            "access_token": access, "token_type": "Bearer", "expires_in": 3600, "refresh_token": refresh,
            "scope": "user:read wallet:balance wallet:pay", "user_id": "@alice:tween.example", "wallet_id": wallet,
            "delegated_session": true, "issued_token_type": TEP,
        })
    );
    assert_eq!(app.balance(access).await, 200);
    app.advance(Duration::from_secs(3600 + 60));
    assert_eq!(app.balance(access).await, 401);
}

#[tokio::test]
async fn without_a_scope_it_is_what_needs_no_question() {
    let app = TestApp::new();
    assert_eq!(app.exchanged(&[]).await["scope"], "user:read storage:read storage:write");
    assert_eq!(app.exchanged(&[("scope", "")]).await["scope"], "user:read storage:read storage:write");
    let matrix = "urn:matrix:org.matrix.msc2967.client:api:*";
    assert_eq!(app.exchanged(&[("scope", &format!("{matrix} user:read"))]).await["scope"], "user:read");
    assert_eq!(app.exchanged(&[("scope", matrix)]).await["scope"], "", "no more than was asked for");
    app.grant("dev_alice", "wallet:balance").await;
    assert_eq!(app.exchanged(&[]).await["scope"], "user:read wallet:balance storage:read storage:write");
}

#[tokio::test]
async fn what_cannot_be_exchanged_is_refused() {
    let app = TestApp::new();
    let long = format!("{{\"a\":\"{}\"}}", "x".repeat(4090));
    let grown = format!("{{\"a\":[{}1]}}", "1e5,".repeat(900));
    type Fields<'a> = &'a [(&'a str, &'a str)];
    let cases: &[(Fields<'_>, u16, &str)] = &[
        (&[("grant_type", "")], 400, "invalid_request"),
        (&[("grant_type", "password")], 400, "unsupported_grant_type"),
        (&[("grant_type", "implicit")], 400, "unsupported_grant_type"),
        (&[("client_id", "")], 400, "invalid_request"),
        (&[("client_id", "ma_nobody")], 401, "invalid_client"),
        (&[("client_id", BACKEND)], 401, "invalid_client"),
        (&[("client_secret", SECRET)], 401, "invalid_client"),
        (&[("subject_token", "")], 400, "invalid_request"),
        (&[("subject_token_type", "")], 400, "invalid_request"),
        (&[("subject_token_type", "urn:ietf:params:oauth:token-type:jwt")], 400, "invalid_request"),
        (&[("requested_token_type", ACCESS_TOKEN)], 400, "invalid_request"),
        (&[("scope", "wallet:everything")], 400, "invalid_scope"),
        (&[("scope", "user:read wallet:admin")], 400, "invalid_scope"),
        (&[("miniapp_context", "[1]")], 400, "invalid_request"),
        (&[("miniapp_context", "{")], 400, "invalid_request"),
        (&[("miniapp_context", &long)], 400, "invalid_request"),
        (&[("miniapp_context", &grown)], 400, "invalid_request"),
        (&[("subject_token", "dev_mallory")], 400, "invalid_grant"),
        (&[("subject_token", "dev_alice\r\nx")], 400, "invalid_grant"),
        (&[("subject_token", "tep.a.b.c")], 400, "invalid_grant"),
        (&[("subject_token", "dev.a.b.c")], 400, "invalid_grant"),
        (&[("subject_token", "openid_dev_alice")], 400, "invalid_grant"),
        (&[("subject_token_type", OPENID)], 400, "invalid_grant"),
        (&[("scope", "user:read"), ("scope", "user:read")], 400, "invalid_request"),
        (&[("x", "1"), ("x", "1")], 400, "invalid_request"),
    ];
    for (fields, status, error) in cases {
        assert_eq!(app.exchange(fields).await.refusal(), is(*status, error), "{fields:?}");
    }
    assert_eq!(app.exchange(&[("client_id", "ma_nobody")]).await.header("www-authenticate"), Some("Basic realm=\"tmcp\""));
}

#[tokio::test]
async fn only_forms_are_taken() {
    let app = TestApp::new();
    let json = app.post("/oauth2/token", "", &json!({ "grant_type": EXCHANGE })).await;
    assert_eq!(json.refusal(), is(415, "invalid_request"));
    let bare = app.post_text("/oauth2/token", "", "text/plain", "grant_type=x".to_owned()).await;
    assert_eq!(bare.refusal(), is(415, "invalid_request"));
    assert_eq!(app.get("/oauth2/token", "").await.refusal(), is(405, "invalid_request"));
    assert_eq!(app.get("/oauth2/nothing", "").await.refusal(), is(404, "invalid_request"));
    let alias = app.form("/api/v1/oauth/token", &exchange_form(&[]), None).await;
    assert_eq!(alias.code(), 200, "{alias:?}");
}

#[tokio::test]
async fn suspended_people_and_mini_apps_get_nothing() {
    let app = TestApp::new();
    app.suspend_user("@alice:tween.example").await;
    assert_eq!(app.exchange(&[]).await.refusal(), is(403, "access_denied"));
    app.suspend_shop().await;
    assert_eq!(app.exchange(&[("subject_token", "dev_bob")]).await.refusal(), is(401, "invalid_client"));
}

#[tokio::test]
async fn an_identity_provider_that_is_away_is_503() {
    let app = TestApp::new();
    app.edge.homeserver.dev().unwrap().set_failing(Some(matrix::Failure::Down));
    let reply = app.exchange(&[]).await;
    assert_eq!(reply.refusal(), is(503, "temporarily_unavailable"));
    assert!(reply.header("retry-after").is_some_and(|wait| wait.parse::<u64>().unwrap() > 0));
}

#[tokio::test]
async fn the_application_service_and_foreign_people_are_nobody() {
    let app = TestApp::with(|settings| {
        let url = url::Url::parse("http://127.0.0.1:8008").unwrap();
        let (as_token, hs_token) = (Secret::new("dev_alice"), Secret::new("dev_bob"));
        settings.matrix.homeserver = Some(config::Homeserver { public_url: url.clone(), url, as_token, hs_token });
    });
    for (token, status) in [("dev_alice", 400), ("dev_bob", 400), ("dev_charlie", 200)] {
        assert_eq!(app.exchange(&[("subject_token", token)]).await.code(), status, "{token}");
    }
    let app = TestApp::with(|settings| settings.identity.allowed_servers = vec!["other.example".to_owned()]);
    assert_eq!(app.exchange(&[]).await.refusal(), is(400, "invalid_grant"));
}

#[tokio::test]
async fn exchanging_again_replaces_the_session_of_that_client_alone() {
    let app = TestApp::new();
    app.grant("dev_alice", "wallet:balance").await;
    let first = app.exchanged(&[]).await;
    let session = |token: &Value| {
        let token = token["access_token"].as_str().unwrap();
        app.edge.tokens.verify(token, app.edge.now()).unwrap().session
    };
    let kept = |session: SessionId| app.edge.vault.get(session).map(|token| token.expose().to_owned());
    let first_session = session(&first);
    assert_eq!(kept(first_session).as_deref(), Some("dev_alice"));
    let second = app.exchanged(&[]).await;
    let second_session = session(&second);
    let other = app.exchanged(&[("client_id", "ma_official_wallet")]).await;
    assert_eq!(app.balance(first["access_token"].as_str().unwrap()).await, 401);
    assert_eq!(app.balance(second["access_token"].as_str().unwrap()).await, 200);
    assert!(app.edge.tokens.verify(other["access_token"].as_str().unwrap(), app.edge.now()).is_ok());
    assert_eq!((kept(first_session), kept(second_session).as_deref()), (None, Some("dev_alice")));
    let stale = app.refresh(first["refresh_token"].as_str().unwrap(), &[]).await;
    assert_eq!(stale.refusal(), is(400, "invalid_grant"));
}

#[tokio::test]
async fn openid_sessions_are_short_and_cannot_be_renewed() {
    let app = TestApp::with(|settings| settings.tokens.tep_lifetime = Duration::from_secs(24 * 3600));
    let token = app.exchanged(&[("subject_token", "openid_dev_alice"), ("subject_token_type", OPENID)]).await;
    assert_eq!((&token["expires_in"], token.get("refresh_token")), (&json!(3600), None));
    let verified = app.edge.tokens.verify(token["access_token"].as_str().unwrap(), app.edge.now()).unwrap();
    assert!(app.edge.vault.get(verified.session).is_none(), "an OpenID token answers no questions");
    assert_eq!(app.exchanged(&[]).await["expires_in"], 24 * 3600);
}

#[tokio::test]
async fn the_context_of_a_mini_app_travels_in_the_token() {
    let app = TestApp::new();
    let context = r#"{"launch":"room","price":1.50}"#;
    let token = app.exchanged(&[("miniapp_context", context)]).await["access_token"].as_str().unwrap().to_owned();
    let payload = URL_SAFE_NO_PAD.decode(token.split('.').nth(2).unwrap()).unwrap();
    let payload = String::from_utf8(payload).unwrap();
    assert!(payload.contains(&format!("\"miniapp_context\":{context}")), "{payload}");
    let largest = format!("{{\"a\":\"{}\"}}", "x".repeat(4088));
    app.grant("dev_alice", "wallet:balance").await;
    let token = app.exchanged(&[("miniapp_context", &largest)]).await;
    assert_eq!(app.balance(token["access_token"].as_str().unwrap()).await, 200, "it still fits into a header");
}

#[tokio::test]
async fn too_many_requests_are_429_in_the_form_of_oauth() {
    let app = TestApp::new();
    for _ in 0..65 {
        app.exchange(&[("grant_type", "x")]).await;
    }
    let reply = app.exchange(&[]).await;
    assert_eq!(reply.refusal(), is(429, "temporarily_unavailable"));
    assert!(reply.header("retry-after").is_some() && reply.header("x-ratelimit-limit") == Some("60"));
}
