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
    let session = app.edge.tokens.verify(second["access_token"].as_str().unwrap(), app.edge.now()).unwrap().session;
    assert!(app.edge.vault.get(session).is_some());
    assert_eq!(app.refresh(stolen, &[]).await.refusal(), is(400, "invalid_grant"));
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
