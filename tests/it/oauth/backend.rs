use serde_json::json;

use super::*;

impl TestApp {
    async fn own_token(&self, scope: &str) -> Reply {
        let form = [("grant_type", "client_credentials"), ("scope", scope)];
        self.form("/oauth2/token", &form, Some((BACKEND, SECRET))).await
    }
}

#[tokio::test]
async fn a_backend_has_a_token_of_its_own() {
    let app = TestApp::new();
    let reply = app.own_token("").await;
    assert_eq!((reply.code(), reply.header("cache-control")), (200, Some("no-store")));
    let token = reply.json();
    let access = token["access_token"].as_str().unwrap();
    let expected = json!({
        "access_token": access, "token_type": "Bearer", "expires_in": 3600, "scope": "webhook:send",
    });
    assert_eq!(token, expected, "no person and no refresh token");
    let now = app.edge.now().unix_seconds();
    let mut shown = app.introspect(access).await;
    let fields = shown.as_object_mut().unwrap();
    assert!(fields.remove("session_id").is_some() && fields.remove("jti").is_some());
    let expected = json!({
        "active": true, "scope": "webhook:send", "client_id": BACKEND, "sub": BACKEND, "aud": BACKEND, "token_type": "Bearer",
        "iss": app.edge.settings().server.base(), "exp": now + 3600, "iat": now, "nbf": now,
    });
    assert_eq!(shown, expected);
    assert_eq!(app.balance(access).await, 401, "it is nobody's wallet");
    app.advance(Duration::from_secs(3600 + 60));
    assert_eq!(app.introspect(access).await, json!({ "active": false }));
}

#[tokio::test]
async fn a_backend_on_its_own_has_nothing_of_people() {
    let app = TestApp::new();
    app.reregister(|row| row.scopes = tmcpd::kernel::Scope::ALL.iter().copied().collect()).await;
    for scope in ["user:read", "wallet:balance", "webhook:send wallet:pay", "analytics:detailed", "wallet:everything"] {
        assert_eq!(app.own_token(scope).await.refusal(), is(400, "invalid_scope"), "{scope}");
    }
    assert_eq!(app.own_token("webhook:send").await.expect(200)["scope"], "webhook:send");
}

#[tokio::test]
async fn clients_without_a_good_secret_have_no_token_of_their_own() {
    let app = TestApp::new();
    let form = |fields: &[(&'static str, &'static str)]| {
        let mut form = vec![("grant_type", "client_credentials")];
        form.extend(fields);
        form
    };
    for (fields, basic, status, error) in [
        (form(&[("client_id", SHOP)]), None, 400, "unauthorized_client"),
        (form(&[("client_id", BACKEND)]), None, 401, "invalid_client"),
        (form(&[("client_id", SHOP), ("client_secret", SECRET)]), None, 401, "invalid_client"),
        (form(&[]), Some((BACKEND, "wrong")), 401, "invalid_client"),
        (form(&[]), None, 400, "invalid_request"),
    ] {
        assert_eq!(app.form("/oauth2/token", &fields, basic).await.refusal(), is(status, error), "{fields:?}");
    }
    let posted = form(&[("client_id", BACKEND), ("client_secret", SECRET)]);
    app.form("/oauth2/token", &posted, None).await.expect(200);
    app.suspend_shop().await;
    assert_eq!(app.own_token("").await.refusal(), is(401, "invalid_client"));
}

#[tokio::test]
async fn a_token_of_a_backend_is_revoked_by_itself() {
    let app = TestApp::new();
    let (one, other) = (app.own_token("").await.json(), app.own_token("").await.json());
    let (one, other) = (one["access_token"].as_str().unwrap(), other["access_token"].as_str().unwrap());
    let by_another = [("token", one), ("client_id", "ma_official_wallet")];
    assert_eq!(app.form("/oauth2/revoke", &by_another, None).await.code(), 200);
    assert_eq!(app.introspect(one).await["active"], true);
    for _ in 0..2 {
        assert_eq!(app.form("/oauth2/revoke", &[("token", one)], Some((BACKEND, SECRET))).await.code(), 200);
    }
    assert_eq!((&app.introspect(one).await["active"], &app.introspect(other).await["active"]), (&json!(false), &json!(true)));
}

/// Who shows a good secret is counted by what they are, and does not suffer from their neighbours.
#[tokio::test]
async fn a_backend_is_counted_as_itself_and_guesses_of_its_secret_by_address() {
    let app = TestApp::with(|settings| settings.limits.violations_per_hour = 1_000_000);
    let guess = [("grant_type", "client_credentials")];
    for _ in 0..65 {
        let reply = app.form("/oauth2/token", &guess, Some((BACKEND, "wrong"))).await;
        assert_eq!(reply.refusal(), is(401, "invalid_client"));
    }
    let reply = app.form("/oauth2/token", &guess, Some((BACKEND, "wrong"))).await;
    assert_eq!(reply.refusal(), is(429, "temporarily_unavailable"));
    assert_eq!(app.exchange(&[]).await.refusal(), is(429, "temporarily_unavailable"), "public clients count by address");
    for _ in 0..65 {
        app.own_token("").await.expect(200);
    }
    assert_eq!(app.own_token("").await.refusal(), is(429, "temporarily_unavailable"));
}
