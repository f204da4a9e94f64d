use std::time::Duration;

use base64::engine::general_purpose::STANDARD;
use poem::http::Method;
use tmcpd::kernel::Secret;

use super::*;

/// The authorization request of the console, with `change` in place of the usual parameters; an empty value leaves one out.
fn address(change: &[(&str, &str)]) -> String {
    let challenge = challenge();
    let usual = [
        ("response_type", "code"),
        ("client_id", CONSOLE),
        ("redirect_uri", CALLBACK),
        ("state", "s&t"),
        ("code_challenge", challenge.as_str()),
        ("code_challenge_method", "S256"),
    ];
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in usual {
        let value = change.iter().find(|(changed, _)| *changed == name).map_or(value, |(_, value)| *value);
        if !value.is_empty() {
            query.append_pair(name, value);
        }
    }
    format!("/oauth2/developer/authorize?{}", query.finish())
}

impl TestApp {
    async fn code_for(&self, user: &str) -> String {
        let browser = self.sign_in(user).await;
        let (to, sent) = self.get_as(&browser, &address(&[])).await.sent_with();
        assert_eq!(to, CALLBACK);
        sent["code"].clone()
    }

    async fn redeem_developer(&self, code: &str, change: &[(&str, &str)]) -> Reply {
        let secret = self.console_secret();
        let usual = [
            ("grant_type", "authorization_code"),
            ("client_id", CONSOLE),
            ("client_secret", secret.as_str()),
            ("code", code),
            ("redirect_uri", CALLBACK),
            ("code_verifier", VERIFIER),
        ];
        let changed =
            usual.map(|(name, value)| (name, change.iter().find(|(known, _)| *known == name).map_or(value, |(_, new)| *new)));
        self.post_form(TOKEN, "", &changed).await
    }
}

#[tokio::test]
async fn a_developer_signs_in_with_a_code() {
    let app = TestApp::new();
    let reply = app.call(Request::builder().uri(address(&[]).parse().unwrap()).finish()).await;
    let (to, sent) = reply.sent_with();
    assert_eq!((to.as_str(), sent["return_to"].as_str()), ("http://127.0.0.1:8420/account/sign-in", address(&[]).as_str()));

    let browser = app.sign_in(DEV).await;
    let reply = app.get_as(&browser, &sent["return_to"]).await;
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    let (to, sent) = reply.sent_with();
    assert_eq!((to.as_str(), sent["state"].as_str(), sent["iss"].as_str()), (CALLBACK, "s&t", "http://127.0.0.1:8420"));
    let reply = app.redeem_developer(&sent["code"], &[]).await;
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    let answer = reply.expect(200);
    assert_eq!((answer["expires_in"].as_u64(), answer["token_type"].as_str()), (Some(86_400), Some("Bearer")));
    assert_eq!((answer["developer_id"].as_str(), &answer["roles"]), (Some(DEV), &json!(["developer"])));
    let token = answer["access_token"].as_str().unwrap();
    assert!(token.starts_with("dev.") && answer["refresh_token"].as_str().unwrap().starts_with("rt_dev_"));
    let org = app.organization(token, "Tween").await;
    let again = app.refreshed(answer["refresh_token"].as_str().unwrap()).await.expect(200);
    assert_eq!(again["organizations"], json!([{ "org_id": org, "name": "Tween", "role": "admin" }]));
    assert_eq!(again["roles"], json!(["admin", "developer"]));
    app.advance(Duration::from_secs(86_400 + 60));
    app.get(ORGANIZATIONS, token).await.refused(401, "INVALID_TOKEN");
}

#[tokio::test]
async fn a_request_that_is_not_the_consoles_is_sent_nowhere() {
    let app = TestApp::with(|settings| settings.developers.redirect_uris.push("https://console.example/back?x=1".to_owned()));
    let browser = app.sign_in(DEV).await;
    let twice = format!("{}&redirect_uri=https%3A%2F%2Fevil.example", address(&[]));
    let page = [
        address(&[("client_id", SHOP)]),
        address(&[("client_id", "")]),
        address(&[("redirect_uri", "")]),
        address(&[("redirect_uri", "https://evil.example/")]),
        address(&[("redirect_uri", "http://127.0.0.1:8420/developer/callback/")]),
        address(&[("redirect_uri", "http://127.0.0.1:8420/developer/callback?a=b")]),
        address(&[("redirect_uri", "http://localhost:8420/developer/callback")]),
        address(&[("redirect_uri", "https://console.example/back")]),
        twice,
    ];
    for path in page {
        let reply = app.get_as(&browser, &path).await;
        assert_eq!((reply.status.as_u16(), reply.header("location")), (400, None), "{path}");
        assert!(reply.header("content-type").unwrap().starts_with("text/html"), "{path}");
        assert_eq!(reply.header("referrer-policy"), Some("no-referrer"), "{path}");
        assert!(reply.text.contains("DEV MODE") && !reply.text.contains("href"), "{path}: {}", reply.text);
        app.advance(Duration::from_secs(60));
    }
    let reply = app.get_as(&browser, &address(&[("redirect_uri", "https://console.example/back?x=1")])).await;
    assert!(reply.header("location").unwrap().starts_with("https://console.example/back?x=1&code="));
}

#[tokio::test]
async fn what_else_is_wrong_is_told_to_the_console() {
    let app = TestApp::new();
    let dev = app.sign_in(DEV).await;
    let cases = [
        (&[("response_type", "token")], "unsupported_response_type"),
        (&[("response_type", "")], "invalid_request"),
        (&[("code_challenge_method", "plain")], "invalid_request"),
        (&[("code_challenge_method", "")], "invalid_request"),
        (&[("code_challenge", "")], "invalid_request"),
        (&[("code_challenge", VERIFIER)], "invalid_request"),
    ];
    let dots = "&".repeat(1024);
    let (_, sent) = app.get_as(&dev, &address(&[("state", &dots)])).await.sent_with();
    assert_eq!((sent["error"].as_str(), &sent["state"]), ("invalid_request", &dots), "sign-in could not come back to it");
    for state in ["a".repeat(1025).as_str(), "\u{e9}", "a\r\nb"] {
        let (_, sent) = app.get_as(&dev, &address(&[("state", state)])).await.sent_with();
        assert_eq!((sent["error"].as_str(), sent.get("state")), ("invalid_request", None), "{state}");
    }
    for (change, error) in cases {
        let (to, sent) = app.get_as(&dev, &address(change)).await.sent_with();
        assert_eq!((to.as_str(), sent["error"].as_str(), sent["state"].as_str()), (CALLBACK, error, "s&t"), "{change:?}");
        assert_eq!((sent["iss"].as_str(), sent.get("code")), ("http://127.0.0.1:8420", None));
        app.advance(Duration::from_secs(60));
    }
    let alice = app.sign_in(ALICE).await;
    let (_, sent) = app.get_as(&alice, &address(&[])).await.sent_with();
    assert_eq!((sent["error"].as_str(), sent["error_description"].as_str()), ("access_denied", "developer_not_whitelisted"));
    app.edge.live.set_suspended(&UserId::parse(DEV).unwrap(), None);
}

#[tokio::test]
async fn a_code_is_good_once_for_the_console_alone() {
    let app = TestApp::new();
    let code = app.code_for(DEV).await;
    let wrong = [
        (&[("code_verifier", "another-verifier-that-is-long-enough-for-rfc-7636")], is(400, "invalid_grant")),
        (&[("code_verifier", "")], is(400, "invalid_request")),
        (&[("redirect_uri", "https://evil.example/")], is(400, "invalid_grant")),
        (&[("redirect_uri", "")], is(400, "invalid_request")),
        (&[("code", "ses_0000000000000000000000000a.x")], is(400, "invalid_grant")),
        (&[("code", "garbage")], is(400, "invalid_grant")),
        (&[("client_secret", "")], is(401, "invalid_client")),
        (&[("client_secret", "dev_secret_shop")], is(401, "invalid_client")),
        (&[("client_id", SHOP)], is(401, "invalid_client")),
    ];
    for (change, expected) in wrong {
        assert_eq!(app.redeem_developer(&code, change).await.oauth_refusal(), expected, "{change:?}");
    }
    let token = app.redeem_developer(&code, &[]).await.expect(200)["access_token"].as_str().unwrap().to_owned();
    app.get(ORGANIZATIONS, &token).await.expect(200);
    assert_eq!(app.redeem_developer(&code, &[]).await.oauth_refusal(), is(400, "invalid_grant"));
    app.get(ORGANIZATIONS, &token).await.refused(401, "INVALID_TOKEN");
    let late = app.code_for(DEV).await;
    app.advance(Duration::from_secs(60));
    assert_eq!(app.redeem_developer(&late, &[]).await.oauth_refusal(), is(400, "invalid_grant"));
}

#[tokio::test]
async fn a_developers_code_is_nothing_at_the_mini_apps_token_endpoint() {
    let app = TestApp::new();
    let code = app.code_for(DEV).await;
    for client in [SHOP, CONSOLE] {
        let form = [
            ("grant_type", "authorization_code"),
            ("client_id", client),
            ("code", code.as_str()),
            ("redirect_uri", CALLBACK),
            ("code_verifier", VERIFIER),
        ];
        let reply = app.post_form("/oauth2/token", "", &form).await;
        assert!(matches!(reply.status.as_u16(), 400 | 401), "{}", reply.text);
    }
    app.redeem_developer(&code, &[]).await.expect(200);
}

#[tokio::test]
async fn the_consoles_secret_is_needed_and_must_be_right() {
    let app = TestApp::new();
    let (_, refresh) = app.developer_token("dev_dev").await;
    let secret = app.console_secret();
    let with = |secret: &str| {
        let pair = format!("Basic {}", STANDARD.encode(format!("{CONSOLE}:{secret}")));
        Request::builder()
            .method(Method::POST)
            .uri_str(TOKEN)
            .header("authorization", pair)
            .content_type("application/x-www-form-urlencoded")
            .body(format!("grant_type=refresh_token&refresh_token={refresh}"))
    };
    assert_eq!(app.call(with("wrong")).await.oauth_refusal(), is(401, "invalid_client"));
    let form = [("grant_type", "refresh_token"), ("client_id", CONSOLE), ("refresh_token", refresh.as_str())];
    assert_eq!(app.post_form(TOKEN, "", &form).await.oauth_refusal(), is(401, "invalid_client"));
    app.call(with(&secret)).await.expect(200);

    let chosen = Secret::new("a secret that the operator has chosen");
    let app = TestApp::with(|settings| settings.developers.console_secret = Some(chosen.clone()));
    let (_, refresh) = app.developer_token("dev_dev").await;
    assert_eq!(app.refreshed(&refresh).await.oauth_refusal(), is(401, "invalid_client"), "the made one is off");
    let form = [
        ("grant_type", "refresh_token"),
        ("client_id", CONSOLE),
        ("client_secret", chosen.expose()),
        ("refresh_token", &refresh),
    ];
    app.post_form(TOKEN, "", &form).await.expect(200);
}

#[tokio::test]
async fn only_a_whitelisted_persons_own_matrix_token_is_exchanged() {
    let app = TestApp::new();
    assert_eq!(app.exchanged_by("dev_alice").await.oauth_refusal(), is(403, "developer_not_whitelisted"));
    assert_eq!(app.exchanged_by("garbage").await.oauth_refusal(), is(400, "invalid_grant"));
    let (access, refresh) = app.developer_token("dev_dev").await;
    let tep = app.token(BOB, ALL_WALLET).await;
    for ours in [access.as_str(), &refresh, &tep] {
        assert_eq!(app.exchanged_by(ours).await.oauth_refusal(), is(400, "invalid_grant"));
    }
    let openid = [
        ("grant_type", EXCHANGE),
        ("client_id", CONSOLE),
        ("subject_token", "dev_dev"),
        ("subject_token_type", "urn:tmcp:params:oauth:token-type:matrix_openid"),
    ];
    assert_eq!(app.post_form(TOKEN, "", &openid).await.oauth_refusal(), is(400, "invalid_request"));
    let wrong_secret = [
        ("grant_type", EXCHANGE),
        ("client_id", CONSOLE),
        ("client_secret", "wrong"),
        ("subject_token", "dev_dev"),
        ("subject_token_type", ACCESS_TOKEN),
    ];
    assert_eq!(app.post_form(TOKEN, "", &wrong_secret).await.oauth_refusal(), is(401, "invalid_client"));
    let unknown = [("grant_type", "password"), ("client_id", CONSOLE)];
    assert_eq!(app.post_form(TOKEN, "", &unknown).await.oauth_refusal(), is(400, "unsupported_grant_type"));
}

#[tokio::test]
async fn a_stolen_old_refresh_token_kills_its_family() {
    let app = TestApp::new();
    let (access, stolen) = app.developer_token("dev_dev").await;
    let next = app.refreshed(&stolen).await.expect(200);
    app.get(ORGANIZATIONS, &access).await.expect(200);
    assert_eq!(app.refreshed(&stolen).await.oauth_refusal(), is(400, "invalid_grant"));
    for token in [access.as_str(), next["access_token"].as_str().unwrap()] {
        app.get(ORGANIZATIONS, token).await.refused(401, "INVALID_TOKEN");
    }
    assert_eq!(app.refreshed(next["refresh_token"].as_str().unwrap()).await.oauth_refusal(), is(400, "invalid_grant"));
}

#[tokio::test]
async fn a_mini_apps_refresh_token_is_nothing_here_and_the_other_way_round() {
    let app = TestApp::new();
    let form = [
        ("grant_type", EXCHANGE),
        ("client_id", SHOP),
        ("subject_token", "dev_dev"),
        ("subject_token_type", ACCESS_TOKEN),
        ("scope", "user:read"),
    ];
    let session = app.post_form("/oauth2/token", "", &form).await.expect(200);
    let of_shop = session["refresh_token"].as_str().unwrap();
    assert_eq!(app.refreshed(of_shop).await.oauth_refusal(), is(400, "invalid_grant"));
    let (_, of_developer) = app.developer_token("dev_dev").await;
    let form = [("grant_type", "refresh_token"), ("client_id", SHOP), ("refresh_token", of_developer.as_str())];
    assert_eq!(app.post_form("/oauth2/token", "", &form).await.oauth_refusal(), is(400, "invalid_grant"));
    app.refreshed(&of_developer).await.expect(200);
}

#[tokio::test]
async fn no_kind_of_token_passes_for_another() {
    let app = TestApp::new();
    let (access, refresh) = app.developer_token("dev_dev").await;
    app.get("/api/v1/wallet/balance", &access).await.refused(401, "INVALID_TOKEN");
    app.get("/api/v1/account", &access).await.refused(401, "INVALID_TOKEN");
    app.get("/api/v1/devices", &access).await.refused(403, "STEP_UP_REQUIRED");
    let tep = app.token(DEV, "user:read").await;
    for path in [ORGANIZATIONS, "/api/v1/developer", "/api/v1/admin/developers/whitelist"] {
        app.get(path, &tep).await.refused(403, "forbidden_platform_endpoint");
    }
    for token in ["dev_dev", &refresh, &access.replace("dev.", "tep."), &tep.replace("tep.", "dev."), "dev.a.b.c"] {
        app.get(ORGANIZATIONS, token).await.refused(401, "INVALID_TOKEN");
    }
}

#[tokio::test]
async fn revocation_ends_the_session_and_tells_nothing() {
    let app = TestApp::new();
    let revoke = async |token: &str, client: &str| app.post_form(REVOKE, "", &[("client_id", client), ("token", token)]).await;
    let (access, refresh) = app.developer_token("dev_dev").await;
    assert_eq!(revoke(&access, SHOP).await.oauth_refusal(), is(401, "invalid_client"));
    app.get(ORGANIZATIONS, &access).await.expect(200);
    for token in [access.as_str(), &access, "garbage", "rt_dev_garbage", "rt_dev_ses_0000000000000000000000000a.x"] {
        assert_eq!(revoke(token, CONSOLE).await.expect(200), json!({ "revoked": true }));
    }
    app.get(ORGANIZATIONS, &access).await.refused(401, "INVALID_TOKEN");
    assert_eq!(app.refreshed(&refresh).await.oauth_refusal(), is(400, "invalid_grant"));
    let (access, refresh) = app.developer_token("dev_dev").await;
    revoke(&refresh, CONSOLE).await.expect(200);
    app.get(ORGANIZATIONS, &access).await.refused(401, "INVALID_TOKEN");
    let tep = app.token(DEV, "user:read").await;
    revoke(&tep, CONSOLE).await.expect(200);
    assert_eq!(
        app.get("/api/v1/organizations", &tep).await.refused(403, "forbidden_platform_endpoint"),
        json!({}),
        "it still lives"
    );
}
