use serde_json::json;
use tmcpd::kernel::ScopeSet;

use super::*;

#[tokio::test]
async fn a_refresh_token_is_replaced_and_the_session_goes_on() {
    let app = TestApp::new();
    app.grant("dev_alice", "wallet:balance").await;
    let first = app.exchanged(&[]).await;
    let reply = app.refresh(first["refresh_token"].as_str().unwrap(), &[]).await;
    assert_eq!((reply.code(), reply.header("cache-control"), reply.header("pragma")), (200, Some("no-store"), Some("no-cache")));
    let second = reply.json();
    assert_ne!(second["refresh_token"], first["refresh_token"]);
    for field in ["scope", "user_id", "wallet_id", "token_type", "expires_in"] {
        assert_eq!(second[field], first[field], "{field}");
    }
    assert!(second.get("issued_token_type").is_none() && second.get("delegated_session").is_none());
    for token in [&first, &second] {
        assert_eq!(app.balance(token["access_token"].as_str().unwrap()).await, 200);
    }
    app.advance(Duration::from_secs(20 * 24 * 3600));
    let third = app.refresh(second["refresh_token"].as_str().unwrap(), &[]).await.json();
    app.advance(Duration::from_secs(20 * 24 * 3600));
    assert_eq!(app.refresh(third["refresh_token"].as_str().unwrap(), &[]).await.code(), 200);
    app.advance(Duration::from_secs(31 * 24 * 3600));
    let old = app.refresh(third["refresh_token"].as_str().unwrap(), &[]).await;
    assert_eq!(old.refusal(), is(400, "invalid_grant"));
}

#[tokio::test]
async fn a_used_refresh_token_ends_its_family() {
    let app = TestApp::new();
    app.grant("dev_alice", "wallet:balance").await;
    let first = app.exchanged(&[]).await;
    let stolen = first["refresh_token"].as_str().unwrap();
    let second = app.refresh(stolen, &[]).await.json();
    app.advance(Duration::from_secs(30));
    let session = app.edge.tokens.verify(second["access_token"].as_str().unwrap(), app.edge.now()).unwrap().session;
    assert!(app.edge.vault.get(session).is_some());
    assert_eq!(app.recorded_times(Action::RefreshReuse), 0);
    assert_eq!(app.refresh(stolen, &[]).await.refusal(), is(400, "invalid_grant"));
    assert_eq!(app.recorded_times(Action::RefreshReuse), 1);
    for token in [&first, &second] {
        assert_eq!(app.balance(token["access_token"].as_str().unwrap()).await, 401);
    }
    let newest = app.refresh(second["refresh_token"].as_str().unwrap(), &[]).await;
    assert_eq!(newest.refusal(), is(400, "invalid_grant"));
    assert!(app.edge.vault.get(session).is_none());
}

#[tokio::test]
async fn another_client_cannot_use_a_refresh_token_nor_harm_it() {
    let app = TestApp::new();
    let token = app.exchanged(&[]).await["refresh_token"].as_str().unwrap().to_owned();
    let stranger = app.refresh(&token, &[("client_id", "ma_official_wallet")]).await;
    assert_eq!(stranger.refusal(), is(400, "invalid_grant"));
    let other_half = app.refresh(&token, &[("client_id", BACKEND), ("client_secret", SECRET)]).await;
    assert_eq!(other_half.refusal(), is(400, "invalid_grant"));
    let next = app.refresh(&token, &[]).await.json()["refresh_token"].as_str().unwrap().to_owned();
    app.refresh(&token, &[("client_id", "ma_official_wallet")]).await;
    assert_eq!(app.refresh(&next, &[]).await.code(), 200, "a used token that a stranger shows ends nothing");
}

#[tokio::test]
async fn a_scope_can_be_narrowed_and_not_widened() {
    let app = TestApp::new();
    let first = app.exchanged(&[("scope", "user:read storage:read")]).await;
    let token = first["refresh_token"].as_str().unwrap();
    for scope in ["user:read storage:write", "wallet:everything", "user:read wallet:pay"] {
        assert_eq!(app.refresh(token, &[("scope", scope)]).await.refusal(), is(400, "invalid_scope"), "{scope}");
    }
    let narrow = app.refresh(token, &[("scope", "user:read")]).await.json();
    assert_eq!(narrow["scope"], "user:read");
    let whole = app.refresh(narrow["refresh_token"].as_str().unwrap(), &[]).await.json();
    assert_eq!(whole["scope"], "user:read storage:read", "the grant is as it was (RFC 6749 section 6)");
}

#[tokio::test]
async fn what_is_no_refresh_token_is_refused() {
    let app = TestApp::new();
    let session = app.exchanged(&[]).await;
    for token in ["rt_unknown", session["access_token"].as_str().unwrap(), "dev_alice"] {
        assert_eq!(app.refresh(token, &[]).await.refusal(), is(400, "invalid_grant"));
    }
    assert_eq!(app.refresh("", &[]).await.refusal(), is(400, "invalid_request"));
    let token = session["refresh_token"].as_str().unwrap();
    app.suspend_user("@alice:tween.example").await;
    assert_eq!(app.refresh(token, &[]).await.refusal(), is(400, "invalid_grant"));
    app.suspend_shop().await;
    assert_eq!(app.refresh(token, &[]).await.refusal(), is(401, "invalid_client"));
}

#[tokio::test]
async fn a_client_that_lost_the_answer_to_a_refresh_asks_again() {
    let app = TestApp::new();
    app.grant("dev_alice", "wallet:balance").await;
    let first = app.exchanged(&[]).await["refresh_token"].as_str().unwrap().to_owned();
    let lost = app.refresh(&first, &[]).await.expect(200);
    app.advance(Duration::from_secs(29));
    let second = app.refresh(&first, &[]).await.expect(200);
    assert_ne!(second["refresh_token"], lost["refresh_token"]);
    let third = app.refresh(second["refresh_token"].as_str().unwrap(), &[]).await.expect(200);
    assert_eq!(app.balance(third["access_token"].as_str().unwrap()).await, 200);
}

#[tokio::test]
async fn a_repeated_refresh_is_theft_once_its_answer_was_used() {
    let app = TestApp::new();
    let stolen = app.exchanged(&[]).await["refresh_token"].as_str().unwrap().to_owned();
    let second = app.refresh(&stolen, &[]).await.expect(200);
    let third = app.refresh(second["refresh_token"].as_str().unwrap(), &[]).await.expect(200);
    assert_eq!(app.refresh(&stolen, &[]).await.refusal(), is(400, "invalid_grant"));
    let newest = app.refresh(third["refresh_token"].as_str().unwrap(), &[]).await;
    assert_eq!(newest.refusal(), is(400, "invalid_grant"));
}

/// A thief who is quick enough to repeat a refresh has tokens until the client comes back with the token that was replaced.
#[tokio::test]
async fn a_thief_who_repeats_a_refresh_is_found_out_by_its_client() {
    let app = TestApp::new();
    app.grant("dev_alice", "wallet:balance").await;
    let stolen = app.exchanged(&[]).await["refresh_token"].as_str().unwrap().to_owned();
    let clients = app.refresh(&stolen, &[]).await.expect(200);
    let thiefs = app.refresh(&stolen, &[]).await.expect(200);
    let clients_next = app.refresh(clients["refresh_token"].as_str().unwrap(), &[]).await;
    assert_eq!(clients_next.refusal(), is(400, "invalid_grant"));
    assert_eq!(app.balance(thiefs["access_token"].as_str().unwrap()).await, 401);
    let thiefs_next = app.refresh(thiefs["refresh_token"].as_str().unwrap(), &[]).await;
    assert_eq!(thiefs_next.refusal(), is(400, "invalid_grant"));
}

#[tokio::test]
async fn a_refresh_is_repeated_by_its_own_client_within_half_a_minute_of_the_first() {
    let app = TestApp::new();
    let first = app.exchanged(&[]).await["refresh_token"].as_str().unwrap().to_owned();
    app.refresh(&first, &[]).await.expect(200);
    assert_eq!(app.refresh(&first, &[("client_id", "ma_official_wallet")]).await.refusal(), is(400, "invalid_grant"));
    app.advance(Duration::from_secs(20));
    app.refresh(&first, &[]).await.expect(200);
    app.advance(Duration::from_secs(10));
    assert_eq!(app.refresh(&first, &[]).await.refusal(), is(400, "invalid_grant"), "repeating does not win time");
}

/// Official mini-apps have privileged scopes for a day, and no token has them for longer.
#[tokio::test]
async fn a_privileged_scope_ends_with_its_time_and_not_with_its_token() {
    let app = TestApp::with(|settings| settings.tokens.tep_lifetime = Duration::from_secs(3 * 3600));
    app.reregister(|row| row.scopes = row.scopes.union(ScopeSet::parse("system:notifications").unwrap())).await;
    let alice = app.sign_in(ALICE).await;
    let asked = app.authorize(&alice, &[("scope", "system:notifications wallet:balance")]).await.asks();
    let shown = app.get_with(&format!("/oauth2/consent?session={asked}"), "accept", "application/json").await.json();
    let lasting: Vec<_> = shown["requested_scopes"].as_array().unwrap().iter().map(|scope| &scope["lasts_seconds"]).collect();
    assert_eq!(lasting, [&Value::Null, &json!(24 * 3600)]);
    let approved = json!({ "session": asked, "approved_scopes": ["system:notifications", "wallet:balance"] });
    let code = app.answered(&alice, &approved).await;
    let first = app.redeem(&code, &[]).await.expect(200);
    assert_eq!(first["expires_in"], 3 * 3600);
    app.advance(Duration::from_secs(23 * 3600));
    let refresh = |token: &Value| token["refresh_token"].as_str().unwrap().to_owned();
    let second = app.refresh(&refresh(&first), &[("scope", "wallet:balance")]).await.expect(200);
    assert_eq!(second["expires_in"], 3 * 3600, "what it does not carry does not end it");
    let third = app.refresh(&refresh(&second), &[]).await.expect(200);
    assert_eq!((&third["scope"], &third["expires_in"]), (&json!("wallet:balance system:notifications"), &json!(3600)));
    let exchanged = app.exchanged(&[("scope", "system:notifications")]).await;
    assert_eq!(exchanged["expires_in"], 3600);
    app.advance(Duration::from_secs(3600));
    let fourth = app.refresh(&refresh(&third), &[]).await.expect(200);
    assert_eq!((&fourth["scope"], &fourth["expires_in"]), (&json!("wallet:balance"), &json!(3 * 3600)));
}

#[tokio::test]
async fn sessions_without_number_are_not_kept() {
    let app = TestApp::new();
    app.grant("dev_alice", "wallet:balance").await;
    let alice = app.sign_in(ALICE).await;
    let mut tokens = Vec::new();
    for _ in 0..21 {
        let code = app.code(&alice, &[("scope", "wallet:balance")]).await;
        tokens.push(app.redeem(&code, &[]).await.expect(200));
        app.advance(Duration::from_secs(30));
    }
    let bob = app.exchanged(&[("subject_token", "dev_bob"), ("scope", "user:read")]).await;
    for (number, token) in tokens.iter().enumerate() {
        let status = if number == 0 { 401 } else { 200 };
        assert_eq!(app.balance(token["access_token"].as_str().unwrap()).await, status, "{number}");
    }
    assert_eq!(app.refresh(tokens[0]["refresh_token"].as_str().unwrap(), &[]).await.refusal(), is(400, "invalid_grant"));
    app.refresh(bob["refresh_token"].as_str().unwrap(), &[]).await.expect(200);
}
