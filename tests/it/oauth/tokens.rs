use serde_json::json;

use super::*;

const INACTIVE: fn() -> Value = || json!({ "active": false });

#[tokio::test]
async fn a_backend_sees_the_tokens_of_its_own_mini_app() {
    let app = TestApp::new();
    let token = app.exchanged(&[("scope", "user:read")]).await;
    let access = token["access_token"].as_str().unwrap();
    let verified = app.edge.tokens.verify(access, app.edge.now()).unwrap();
    let now = app.edge.now().unix_seconds();
    let shared = json!({
        "active": true, "scope": "user:read", "client_id": SHOP, "username": "@alice:tween.example",
        "sub": "@alice:tween.example", "aud": SHOP, "iss": app.edge.settings().server.base(),
        "session_id": verified.session.to_string(), "wallet_id": token["wallet_id"],
    });
    let with = |more: Value| {
        let mut all = shared.clone();
        all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        all
    };
    let expected = json!({
        "token_type": "Bearer", "exp": now + 3600, "iat": now, "nbf": now, "jti": verified.token_id,
    });
    assert_eq!(app.introspect(access).await, with(expected));
    let refresh = token["refresh_token"].as_str().unwrap();
    let expected = json!({ "token_type": "refresh_token", "exp": now + 30 * 24 * 3600 });
    assert_eq!(app.introspect(refresh).await, with(expected));

    let own = app.form("/oauth2/token", &exchange_form(&[("client_id", "")]), Some((BACKEND, SECRET))).await.json();
    assert_eq!(app.introspect(own["access_token"].as_str().unwrap()).await["client_id"], BACKEND);
}

#[tokio::test]
async fn everything_else_is_inactive() {
    let app = TestApp::new();
    let foreign = app.exchanged(&[("client_id", "ma_official_wallet")]).await;
    let used = app.exchanged(&[("subject_token", "dev_bob")]).await;
    app.refresh(used["refresh_token"].as_str().unwrap(), &[]).await;
    let replaced = app.exchanged(&[]).await;
    let live = app.exchanged(&[]).await;
    let alice = app.sign_in(ALICE).await;
    let code = app.code(&alice, &[]).await;
    for token in [
        foreign["access_token"].as_str().unwrap(),
        foreign["refresh_token"].as_str().unwrap(),
        used["refresh_token"].as_str().unwrap(),
        replaced["access_token"].as_str().unwrap(),
        replaced["refresh_token"].as_str().unwrap(),
        "dev_alice",
        "rt_unknown",
        "tep.a.b.c",
        "dev.a.b.c",
        "rt_dev_unknown",
        code.as_str(),
    ] {
        assert_eq!(app.introspect(token).await, INACTIVE(), "{token}");
    }
    app.suspend_user("@alice:tween.example").await;
    for kind in ["access_token", "refresh_token"] {
        assert_eq!(app.introspect(live[kind].as_str().unwrap()).await, INACTIVE(), "{kind} of somebody suspended");
    }
}

#[tokio::test]
async fn only_confidential_clients_introspect() {
    let app = TestApp::new();
    let token = ("token", "rt_x");
    for (fields, basic) in [
        (vec![token], None),
        (vec![token, ("client_id", SHOP)], None),
        (vec![token, ("client_id", BACKEND)], None),
        (vec![token], Some((BACKEND, "wrong"))),
        (vec![token], Some((SHOP, SECRET))),
    ] {
        let reply = app.form("/oauth2/introspect", &fields, basic).await;
        assert_eq!(reply.refusal(), is(401, "invalid_client"), "{fields:?}");
    }
    let posted = [token, ("client_id", BACKEND), ("client_secret", SECRET)];
    assert_eq!(app.form("/oauth2/introspect", &posted, None).await.json(), INACTIVE());
    let nothing = app.form("/oauth2/introspect", &[], Some((BACKEND, SECRET))).await;
    assert_eq!(nothing.refusal(), is(400, "invalid_request"));
}

#[tokio::test]
async fn revoking_either_token_ends_the_session() {
    for kind in ["access_token", "refresh_token"] {
        let app = TestApp::new();
        app.grant("dev_alice", "wallet:balance").await;
        let token = app.exchanged(&[]).await;
        let access = token["access_token"].as_str().unwrap();
        let session = app.edge.tokens.verify(access, app.edge.now()).unwrap().session;
        let form = [("token", token[kind].as_str().unwrap()), ("client_id", SHOP), ("token_type_hint", "pin")];
        for _ in 0..2 {
            let reply = app.form("/oauth2/revoke", &form, None).await;
            assert_eq!((reply.code(), reply.text.as_str()), (200, ""));
        }
        assert_eq!(app.balance(access).await, 401);
        assert_eq!(app.refresh(token["refresh_token"].as_str().unwrap(), &[]).await.refusal(), is(400, "invalid_grant"));
        assert!(app.edge.vault.get(session).is_none());
    }
}

#[tokio::test]
async fn what_is_not_the_clients_is_left_alone() {
    let app = TestApp::new();
    app.grant("dev_alice", "wallet:balance").await;
    let token = app.exchanged(&[]).await;
    let backend = app.form("/oauth2/token", &exchange_form(&[("client_id", "")]), Some((BACKEND, SECRET))).await.json();
    let access = token["access_token"].as_str().unwrap();
    let of_backend = backend["access_token"].as_str().unwrap();
    for (shown, client) in [
        (access, "ma_official_wallet"),
        (token["refresh_token"].as_str().unwrap(), "ma_official_wallet"),
        (of_backend, SHOP),
        ("rt_unknown", SHOP),
        ("nonsense", SHOP),
    ] {
        assert_eq!(app.form("/oauth2/revoke", &[("token", shown), ("client_id", client)], None).await.code(), 200);
    }
    assert_eq!((app.balance(access).await, app.balance(of_backend).await), (200, 200));
    for (fields, status, error) in [
        (vec![("token", access)], 400, "invalid_request"),
        (vec![("client_id", SHOP)], 400, "invalid_request"),
        (vec![("token", access), ("client_id", "ma_nobody")], 401, "invalid_client"),
        (vec![("token", access), ("client_id", BACKEND)], 401, "invalid_client"),
    ] {
        assert_eq!(app.form("/oauth2/revoke", &fields, None).await.refusal(), is(status, error), "{fields:?}");
    }
    assert_eq!(app.form("/oauth2/revoke", &[("token", access)], Some((BACKEND, SECRET))).await.code(), 200);
    assert_eq!(app.balance(access).await, 401, "a backend ends the sessions of its other half");
}
