//! `/api/v1/admin`: admins and their tokens, and shutting people and mini-apps off.

use poem::{Request, http::Method};
use serde_json::{Value, json};

use crate::support::*;

const SUSPEND_ALICE: &str = "/api/v1/admin/users/@alice:tween.example/suspend";
const UNSUSPEND_ALICE: &str = "/api/v1/admin/users/@alice:tween.example/unsuspend";
const SHOW_ALICE: &str = "/api/v1/admin/users/@alice:tween.example";
const SUSPEND_SHOP: &str = "/api/v1/admin/mini-apps/ma_shop_001/suspend";
const UNSUSPEND_SHOP: &str = "/api/v1/admin/mini-apps/ma_shop_001/unsuspend";
const EXCHANGE: &str = "urn:ietf:params:oauth:grant-type:token-exchange";
const ACCESS_TOKEN: &str = "urn:ietf:params:oauth:token-type:access_token";

impl TestApp {
    async fn post_with_key(&self, path: &str, token: &str, key: &str, body: &Value) -> Reply {
        let request = Request::builder().method(Method::POST).uri(path.parse().unwrap()).content_type("application/json");
        let request = request.header("authorization", format!("Bearer {token}")).header("idempotency-key", key);
        self.call(request.body(body.to_string())).await
    }

    async fn exchange_for_shop(&self) -> Reply {
        let form = [
            ("grant_type", EXCHANGE),
            ("client_id", SHOP),
            ("subject_token", "dev_alice"),
            ("subject_token_type", ACCESS_TOKEN),
            ("scope", "user:read"),
        ];
        self.post_form("/oauth2/token", "", &form).await
    }

    /// Who did the newest thing on record, and what.
    fn last_act(&self) -> (String, String, Option<String>) {
        use tmcpd::{audit::Action, store::ReadExt, store::tables::AUDIT};
        let (_, row) = self.edge.commands.store().read(|reader| reader.last(&AUDIT)).unwrap().unwrap();
        let action = Action::ALL.iter().find(|action| **action as u16 == row.action).unwrap();
        (row.actor, action.name().to_owned(), row.summary)
    }
}

#[tokio::test]
async fn a_suspended_person_is_refused_everywhere_at_once_and_gets_everything_back() {
    let app = TestApp::new();
    let admin = app.admin("operator").await;
    let tep = app.token(ALICE, ALL_WALLET).await;
    let refresh = app.exchange_for_shop().await.expect(200)["refresh_token"].as_str().unwrap().to_owned();
    app.get("/api/v1/wallet/balance", &tep).await.expect(200);
    let browser = app.sign_in(ALICE).await;
    let sign_in = json!({ "provider": "dev", "user": ALICE });

    let done = app.post(SUSPEND_ALICE, &admin.token, &json!({ "reason": " <b>stolen</b> phone " })).await.expect(200);
    assert_eq!((done["suspended"].as_bool(), done["user_id"].as_str()), (Some(true), Some(ALICE)));
    let act = (format!("a/{}", admin.id), "user.suspend".to_owned(), Some("stolen phone".to_owned()));
    assert_eq!(app.last_act(), act);
    app.get("/api/v1/wallet/balance", &tep).await.refused(403, "USER_SUSPENDED");
    app.get("/api/v1/devices", "dev_alice").await.refused(403, "USER_SUSPENDED");
    app.get_as(&browser, "/api/v1/account").await.refused(403, "USER_SUSPENDED");
    app.post("/api/v1/account/sign-in", "", &sign_in).await.refused(403, "USER_SUSPENDED");
    assert!(app.exchange_for_shop().await.status.is_client_error());
    let form = [("grant_type", "refresh_token"), ("client_id", SHOP), ("refresh_token", refresh.as_str())];
    assert!(app.post_form("/oauth2/token", "", &form).await.status.is_client_error());
    let shown = app.get(SHOW_ALICE, &admin.token).await.expect(200);
    assert_eq!(shown["suspension"]["reason"], "stolen phone");
    assert_eq!(shown["suspension"]["by"], format!("a/{}", admin.id));

    let details = app.post(SUSPEND_ALICE, &admin.token, &json!({ "reason": "x" })).await.refused(409, "INVALID_STATE");
    assert_eq!(details["state"], "suspended");
    app.post(UNSUSPEND_ALICE, &admin.token, &json!({})).await.expect(200);
    app.get("/api/v1/wallet/balance", &tep).await.expect(200);
    app.get("/api/v1/devices", "dev_alice").await.expect(200);
    app.get_as(&browser, "/api/v1/account").await.expect(200);
    app.post_form("/oauth2/token", "", &form).await.expect(200);
    assert_eq!(app.get(SHOW_ALICE, &admin.token).await.expect(200)["suspension"], Value::Null);
    app.post(UNSUSPEND_ALICE, &admin.token, &json!({})).await.refused(409, "INVALID_STATE");
}

#[tokio::test]
async fn a_suspended_mini_app_is_an_unknown_client_with_worthless_tokens() {
    let app = TestApp::new();
    let admin = app.admin("operator").await;
    let tep = app.token(ALICE, ALL_WALLET).await;
    let other = app.token_for(ALICE, "ma_official_wallet", "wallet:balance").await;
    app.post(SUSPEND_SHOP, &admin.token, &json!({ "reason": "fraud" })).await.expect(200);
    app.get("/api/v1/wallet/balance", &tep).await.refused(401, "INVALID_TOKEN");
    app.get("/api/v1/wallet/balance", &other).await.expect(200);
    let refused = app.exchange_for_shop().await;
    assert_eq!((refused.status.as_u16(), refused.json()["error"].as_str()), (401, Some("invalid_client")));
    app.post(SUSPEND_SHOP, &admin.token, &json!({ "reason": "fraud" })).await.refused(409, "INVALID_STATE");

    app.post(UNSUSPEND_SHOP, &admin.token, &json!({})).await.expect(200);
    app.get("/api/v1/wallet/balance", &tep).await.expect(200);
    app.exchange_for_shop().await.expect(200);
    app.post("/api/v1/admin/mini-apps/ma_none/suspend", &admin.token, &json!({ "reason": "x" }))
        .await
        .refused(404, "MINIAPP_NOT_FOUND");
}

#[tokio::test]
async fn a_repeated_key_gets_the_first_answer() {
    let app = TestApp::new();
    let admin = app.admin("operator").await;
    let suspend = |reason: &'static str| {
        let body = json!({ "reason": reason });
        let (app, token) = (&app, &admin.token);
        async move { app.post_with_key(SUSPEND_ALICE, token, "k1", &body).await }
    };
    let first = suspend("fraud").await;
    let again = suspend("fraud").await;
    assert_eq!((first.header("idempotent-replayed"), again.header("idempotent-replayed")), (None, Some("true")));
    assert_eq!(first.expect(200), again.expect(200));
    suspend("other").await.refused(409, "DUPLICATE_TRANSACTION");
    let other = app.admin("operator").await;
    app.post_with_key(SUSPEND_ALICE, &other.token, "k1", &json!({ "reason": "fraud" })).await.refused(409, "INVALID_STATE");
}

#[tokio::test]
async fn a_person_is_shown_with_what_has_access_to_them() {
    let app = TestApp::new();
    let admin = app.admin("auditor").await;
    app.token(ALICE, "wallet:balance").await;
    let shown = app.get(SHOW_ALICE, &admin.token).await.expect(200);
    assert_eq!(
        (shown["wallet"]["status"].as_str(), &shown["factors"], &shown["sessions"]),
        (Some("active"), &json!(["pin"]), &json!(1))
    );
    assert_eq!(shown["mini_apps"], json!([{ "miniapp_id": SHOP, "scopes": ["wallet:balance"], "sessions": 1 }]));
    app.get("/api/v1/admin/users/@nobody:tween.example", &admin.token).await.refused(404, "NOT_FOUND");
    app.get("/api/v1/admin/users/nobody", &admin.token).await.refused(400, "INVALID_REQUEST");
}

#[tokio::test]
async fn bad_reasons_and_tokens_are_named_by_pointer() {
    let app = TestApp::new();
    let admin = app.admin("owner").await;
    let field = |reply: Reply| reply.refused(400, "INVALID_REQUEST")["field"].as_str().unwrap().to_owned();
    for reason in [String::new(), "<i></i>".to_owned(), "x".repeat(501)] {
        assert_eq!(field(app.post(SUSPEND_ALICE, &admin.token, &json!({ "reason": reason })).await), "/reason");
    }
    let good = json!({ "name": "cron", "role": "auditor", "expires_in_days": 1 });
    for (name, value) in [
        ("name", json!(" ")),
        ("role", json!("root")),
        ("expires_in_days", json!(0)),
        ("expires_in_days", json!(3651)),
        ("expires_in_days", json!(-1)),
    ] {
        let mut body = good.clone();
        body[name] = value;
        assert_eq!(field(app.post("/api/v1/admin/tokens", &admin.token, &body).await), format!("/{name}"));
    }
    assert_eq!(field(app.post_with_key("/api/v1/admin/tokens", &admin.token, "k", &good).await), "/idempotency_key");
}

#[tokio::test]
async fn a_token_is_shown_once_and_kept_as_a_digest() {
    let app = TestApp::new();
    let owner = app.admin("owner").await;
    let body = json!({ "name": "cron", "role": "auditor", "expires_in_days": 1 });
    let made = app.post("/api/v1/admin/tokens", &owner.token, &body).await.expect(201);
    let token = made["token"].as_str().unwrap();
    assert!(token.starts_with("adm_") && token.len() == 47, "256 bits: {token}");
    let listed = app.get("/api/v1/admin/tokens", &owner.token).await;
    assert!(!listed.text.contains("adm_"), "{}", listed.text);
    let listed = listed.expect(200);
    let row = listed["tokens"].as_array().unwrap().iter().find(|row| row["token_id"] == made["token_id"]).unwrap();
    assert_eq!((row["status"].as_str(), row["created_by"].as_str()), (Some("active"), Some(format!("a/{}", owner.id).as_str())));

    let path = format!("/api/v1/admin/tokens/{}", made["token_id"].as_str().unwrap());
    app.get(SHOW_ALICE, token).await.expect(200);
    let ended = app.delete(&path, &owner.token).await.expect(200);
    assert_eq!(app.last_act().1, "admin_token.revoke");
    app.get(SHOW_ALICE, token).await.refused(401, "INVALID_TOKEN");
    assert_eq!(app.delete(&path, &owner.token).await.expect(200), ended, "once over, always over");
    app.delete("/api/v1/admin/tokens/adt_0000000000000000000000000a", &owner.token).await.refused(404, "NOT_FOUND");
    app.delete("/api/v1/admin/tokens/adm_x", &owner.token).await.refused(400, "INVALID_REQUEST");
}

#[tokio::test]
async fn an_admin_is_limited_by_token_and_a_guesser_by_address() {
    let app = TestApp::new();
    let (first, second) = (app.admin("auditor").await, app.admin("auditor").await);
    for _ in 0..120 {
        app.get(SHOW_ALICE, &first.token).await.expect(200);
    }
    app.get(SHOW_ALICE, &first.token).await.refused(429, "RATE_LIMIT_EXCEEDED");
    app.get(SHOW_ALICE, &second.token).await.expect(200);
    for _ in 0..65 {
        app.get(SHOW_ALICE, "adm_guess").await.refused(401, "INVALID_TOKEN");
    }
    app.get(SHOW_ALICE, "adm_guess").await.refused(429, "RATE_LIMIT_EXCEEDED");
    app.get(SHOW_ALICE, &second.token).await.expect(200);
}

#[tokio::test]
async fn nothing_that_a_request_says_makes_it_the_operators() {
    let app = TestApp::new();
    let lies = [
        ("forwarded", "for=unix:tmcpd.sock;proto=unix"),
        ("x-forwarded-for", "127.0.0.1"),
        ("x-real-ip", "127.0.0.1"),
        ("x-remote-user", "root"),
        ("host", "tmcpd.sock"),
        ("x-client", "operator"),
        ("authorization", "Bearer operator"),
        ("cookie", "tmcpd_account=operator; tmcpd_admin=operator"),
    ];
    for (name, value) in lies {
        let request = Request::builder().uri(SHOW_ALICE.parse().unwrap()).header(name, value).finish();
        app.call(request).await.refused(401, "INVALID_TOKEN");
    }
    let absolute = Request::builder().uri(format!("http://localhost{SHOW_ALICE}").parse().unwrap()).finish();
    app.call(absolute).await.refused(401, "INVALID_TOKEN");
}

#[tokio::test]
async fn the_operator_at_the_machine_may_do_everything_uncounted() {
    let app = TestApp::new();
    for _ in 0..130 {
        app.operate("GET", SHOW_ALICE, None).await.expect(200);
    }
    app.operate("POST", SUSPEND_ALICE, Some(json!({ "reason": "x" }))).await.expect(200);
    assert_eq!(app.last_act().0, "operator");
    app.operate("POST", UNSUSPEND_ALICE, Some(json!({}))).await.expect(200);
}
