use serde_json::json;

use super::*;

/// Has the shop's registration changed by `change`.
async fn reregister(app: &TestApp, change: fn(&mut tmcpd::store::rows::MiniAppRow)) {
    let write = move |txn: &mut tmcpd::store::Txn<'_>| {
        let mut row = txn.get(&MINIAPPS, &SHOP.to_owned())?.unwrap();
        change(&mut row);
        Ok(txn.put(&MINIAPPS, &SHOP.to_owned(), &row)?)
    };
    let written: Result<(), Failure> = app.edge.commands.store().write(write).await;
    written.unwrap();
}

/// Fails unless it is the page that leads nowhere.
#[track_caller]
fn leads_nowhere(reply: &Reply, what: &str) {
    assert_eq!((reply.code(), reply.header("location")), (400, None), "{what}: {}", reply.text);
    assert_eq!(reply.header("content-type"), Some("text/html; charset=utf-8"), "{what}");
    assert_eq!((reply.header("cache-control"), reply.header("referrer-policy")), (Some("no-store"), Some("no-referrer")));
    assert!(!reply.text.contains("href") && !reply.text.contains("http-equiv"), "{what}: {}", reply.text);
}

#[tokio::test]
async fn whoever_is_not_signed_in_signs_in_and_comes_back() {
    let app = TestApp::new();
    let path = authorize_path(&[("state", "a b&c")]);
    let reply = app.get(&path, "").await;
    assert_eq!((reply.code(), reply.header("x-protocol-operation")), (303, Some("oauth_authorize")));
    let location = reply.header("location").unwrap();
    let (page, query) = location.split_once('?').unwrap();
    let query: BTreeMap<String, String> = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    assert_eq!((page, &query["return_to"]), ("/account/sign-in", &path));
    let alice = app.sign_in(ALICE).await;
    assert_eq!(app.get_as(&alice, &query["return_to"]).await.back(CALLBACK)["state"], "a b&c");
}

#[tokio::test]
async fn a_person_who_agrees_goes_back_with_a_code() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    let session = app.authorize(&alice, &[("scope", "wallet:balance user:read wallet:pay")]).await.asks();
    let path = format!("/oauth2/consent?session={session}");
    let shown = app.get_as(&alice, &path).await;
    assert_eq!(shown.code(), 200);
    let shown = app.get_with(&path, "accept", "application/json").await.json();
    assert_eq!(
        (&shown["purpose"], &shown["redirect_host"], &shown["official"]),
        (&json!("authorize"), &json!("localhost"), &json!(false))
    );
    let scopes: Vec<&str> =
        shown["requested_scopes"].as_array().unwrap().iter().map(|asked| asked["scope"].as_str().unwrap()).collect();
    assert_eq!(scopes, ["wallet:balance", "wallet:pay"]);
    let body = json!({ "session": session, "approved_scopes": ["wallet:balance"], "decision": "approve" });
    let answer = app.post_as(&alice, "/oauth2/consent", &body).await.expect(200);
    assert_eq!((&answer["status"], &answer["denied_scopes"]), (&json!("approved"), &json!(["wallet:pay"])));
    let back = url::Url::parse(answer["redirect_to"].as_str().unwrap()).unwrap();
    let query: BTreeMap<String, String> = back.query_pairs().into_owned().collect();
    assert_eq!(query.keys().collect::<Vec<_>>(), ["code", "iss", "state"]);
    assert_eq!((query["state"].as_str(), query["iss"].as_str()), ("xyz", app.edge.settings().server.base()));
    let token = app.redeem(&query["code"], &[]).await.expect(200);
    assert_eq!(token["scope"], "user:read wallet:balance", "the part that was agreed to");
    assert_eq!(app.balance(token["access_token"].as_str().unwrap()).await, 200);
    let again = app.authorize(&alice, &[("scope", "wallet:balance")]).await;
    assert_eq!(again.back(CALLBACK).keys().collect::<Vec<_>>(), ["code", "iss", "state"], "nothing is missing now");
}

#[tokio::test]
async fn a_person_who_says_no_goes_back_without_a_code() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    for decision in [json!("deny"), Value::Null] {
        let session = app.authorize(&alice, &[("scope", "wallet:pay")]).await.asks();
        let body = json!({ "session": session, "approved_scopes": [], "decision": decision });
        let answer = app.post_as(&alice, "/oauth2/consent", &body).await.expect(200);
        let back = url::Url::parse(answer["redirect_to"].as_str().unwrap()).unwrap();
        let query: BTreeMap<String, String> = back.query_pairs().into_owned().collect();
        assert_eq!(query.keys().collect::<Vec<_>>(), ["error", "error_description", "iss", "state"]);
        assert_eq!((query["error"].as_str(), query["state"].as_str()), ("access_denied", "xyz"));
    }
    let session = app.authorize(&alice, &[("scope", "wallet:pay")]).await.asks();
    for (decision, scopes, field) in
        [("deny", json!(["wallet:pay"]), "/approved_scopes"), ("perhaps", json!(["wallet:pay"]), "/decision")]
    {
        let body = json!({ "session": session, "approved_scopes": scopes, "decision": decision });
        let details = app.post_as(&alice, "/oauth2/consent", &body).await.refused(400, "INVALID_REQUEST");
        assert_eq!(details["field"], field);
    }
}

#[tokio::test]
async fn errors_go_back_with_state_and_issuer() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    let long = "a".repeat(1025);
    let cases: &[(&[(&str, &str)], &str)] = &[
        (&[("response_type", "")], "invalid_request"),
        (&[("response_type", "token")], "unsupported_response_type"),
        (&[("response_type", "code id_token")], "unsupported_response_type"),
        (&[("response_mode", "fragment")], "invalid_request"),
        (&[("response_mode", "form_post")], "invalid_request"),
        (&[("scope", "wallet:everything")], "invalid_scope"),
        (&[("scope", "openid")], "invalid_scope"),
        (&[("scope", "wallet:admin")], "invalid_scope"),
        (&[("request", "a.b.c")], "request_not_supported"),
        (&[("request_uri", "https://evil.example/r")], "request_uri_not_supported"),
        (&[("prompt", "login")], "invalid_request"),
        (&[("prompt", "none consent")], "invalid_request"),
        (&[("scope", "wallet:pay"), ("prompt", "none")], "consent_required"),
    ];
    for (fields, error) in cases {
        for browser in [Some(&alice), None] {
            let path = authorize_path(fields);
            let reply = match browser {
                Some(alice) => app.get_as(alice, &path).await,
                None => app.get(&path, "").await,
            };
            let answer = reply.back(CALLBACK);
            let expected = if browser.is_none() && *error == "consent_required" { "login_required" } else { error };
            assert_eq!(answer["error"], expected, "{fields:?}");
            assert_eq!(answer.keys().collect::<Vec<_>>(), ["error", "error_description", "iss", "state"], "{fields:?}");
            assert_eq!((answer["state"].as_str(), answer["iss"].as_str()), ("xyz", app.edge.settings().server.base()));
            app.advance(Duration::from_secs(60));
        }
    }
    let longest = "&".repeat(1024);
    let answer = app.authorize(&alice, &[("state", &longest)]).await.back(CALLBACK);
    assert_eq!((answer["error"].as_str(), &answer["state"]), ("invalid_request", &longest), "sign-in could not come back to it");
    for state in [long.as_str(), "\u{e9}", "a\nb"] {
        let answer = app.authorize(&alice, &[("state", state)]).await.back(CALLBACK);
        assert_eq!((answer["error"].as_str(), answer.contains_key("state")), ("invalid_request", false), "{state}");
    }
}

#[tokio::test]
async fn prompt_decides_whether_a_person_is_asked() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    assert!(app.authorize(&alice, &[("prompt", "none")]).await.back(CALLBACK).contains_key("code"));
    app.grant("dev_alice", "wallet:balance").await;
    let again = [("prompt", "consent"), ("scope", "wallet:balance user:read")];
    let session = app.authorize(&alice, &again).await.asks();
    let shown = app.get_with(&format!("/oauth2/consent?session={session}"), "accept", "application/json").await.json();
    assert_eq!(shown["requested_scopes"][0]["scope"], "wallet:balance", "also what was agreed to before");
    let body = json!({ "session": session, "approved_scopes": [], "decision": "approve" });
    let answer = app.post_as(&alice, "/oauth2/consent", &body).await.expect(200);
    let back = url::Url::parse(answer["redirect_to"].as_str().unwrap()).unwrap();
    let code = back.query_pairs().find(|(name, _)| name == "code").unwrap().1.into_owned();
    assert_eq!(app.redeem(&code, &[]).await.expect(200)["scope"], "user:read");
}

#[tokio::test]
async fn open_redirect_every_shape_leads_nowhere() {
    let app = TestApp::with(|settings| settings.limits.violations_per_hour = 1_000_000);
    reregister(&app, |row| {
        row.redirect_uris =
            vec!["https://shop.example/cb".to_owned(), "http://127.0.0.1/cb".to_owned(), "org.example.shop:/cb".to_owned()];
    })
    .await;
    let alice = app.sign_in(ALICE).await;
    for good in ["https://shop.example/cb", "http://127.0.0.1:49152/cb", "org.example.shop:/cb"] {
        assert!(app.authorize(&alice, &[("redirect_uri", good)]).await.back(good).contains_key("code"));
    }
    for bad in [
        "",
        "https://evil.example/cb",
        "https://shop.example/cb/",
        "https://shop.example/cb?x=1",
        "https://shop.example/cb#x",
        "https://shop.example/cb/../x",
        "https://shop.example/%63b",
        "https://shop.example//cb",
        "https://shop.example:443/cb",
        "https://shop.example.evil.example/cb",
        "https://shop.example@evil.example/cb",
        "https://evil.example\\@shop.example/cb",
        "https://evil.example/https://shop.example/cb",
        "https://SHOP.example/cb",
        "http://shop.example/cb",
        "//shop.example/cb",
        "/cb",
        "javascript:alert(1)//https://shop.example/cb",
        "data:text/html,x",
        " https://shop.example/cb",
        "https://shop.example/cb ",
        "https://shop.example/cb\r\nLocation: https://evil.example",
        "https://shop.example/cb\u{0}",
        "https://shop.ex\u{430}mple/cb",
        "http://127.0.0.1:80@evil.example/cb",
        "http://127.0.0.1.evil.example/cb",
        "http://127.0.0.1:49152/cb/x",
        "http://localhost:49152/cb",
        "http://[::1]:49152/cb",
        "http://127.1/cb",
        "org.example.shop://cb",
        "org.example.shop:/cb#",
    ] {
        app.advance(Duration::from_secs(60));
        leads_nowhere(&app.authorize(&alice, &[("redirect_uri", bad)]).await, bad);
        leads_nowhere(&app.get(&authorize_path(&[("redirect_uri", bad)]), "").await, bad);
    }
}

#[tokio::test]
async fn an_unknown_client_leads_nowhere_and_its_name_brings_no_markup() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    let evil = "\"><script>alert('1')</script>&";
    for client in ["", "ma_nobody", "ma_shop_001_backend_backend", "account", evil] {
        leads_nowhere(&app.authorize(&alice, &[("client_id", client)]).await, client);
    }
    let page = app.authorize(&alice, &[("client_id", evil)]).await;
    assert!(page.text.contains("&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)"), "{}", page.text);
    assert!(!page.text.contains("<script") && page.text.contains("DEV MODE"));
    let policy = page.header("content-security-policy").unwrap();
    assert!(
        policy.starts_with("default-src 'none'; style-src 'sha256-") && policy.contains("frame-ancestors 'none'"),
        "{policy}"
    );
    app.suspend_shop().await;
    leads_nowhere(&app.authorize(&alice, &[]).await, "a suspended mini-app");
}

#[tokio::test]
async fn parameter_pollution_is_refused() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    let usual = authorize_path(&[]);
    for (added, nowhere) in [
        ("client_id=ma_official_wallet", true),
        ("client_id=ma_shop_001", true),
        ("redirect_uri=https%3A%2F%2Fevil.example%2F", true),
        ("redirect_uri=", true),
        ("%72edirect_uri=https%3A%2F%2Fevil.example%2F", true),
        ("code_challenge_method=plain", false),
        ("code_challenge=x", false),
        ("scope=wallet%3Apay", false),
        ("state=other", false),
        ("response_type=token", false),
        ("x=1&x=2", false),
    ] {
        for path in [format!("{usual}&{added}"), usual.replacen('?', &format!("?{added}&"), 1)] {
            let reply = app.get_as(&alice, &path).await;
            if nowhere {
                leads_nowhere(&reply, &path);
            } else {
                let answer = reply.back(CALLBACK);
                assert_eq!(answer["error"], "invalid_request", "{path}");
                assert_eq!(answer.contains_key("state"), !added.starts_with("state"), "neither of two states is believed");
            }
        }
        app.advance(Duration::from_secs(60));
    }
    let form = "grant_type=authorization_code&grant_type=refresh_token&client_id=ma_shop_001&code=x";
    assert_eq!(app.form_with("/oauth2/token", form.to_owned(), &[]).await.refusal(), is(400, "invalid_request"));
}

#[tokio::test]
async fn mix_up_every_answer_names_its_issuer() {
    let app = TestApp::with(|settings| settings.server.public_url = "http://pay.example/tmcp/".parse().unwrap());
    let alice = app.sign_in(ALICE).await;
    let good = app.authorize(&alice, &[]).await.back(CALLBACK);
    let bad = app.authorize(&alice, &[("scope", "x")]).await.back(CALLBACK);
    assert_eq!((good["iss"].as_str(), bad["iss"].as_str()), ("http://pay.example/tmcp", "http://pay.example/tmcp"));
    let metadata = app.get("/.well-known/oauth-authorization-server", "").await.json();
    assert_eq!(
        (&metadata["issuer"], &metadata["authorization_response_iss_parameter_supported"]),
        (&json!(good["iss"]), &json!(true))
    );
    let session = app.authorize(&alice, &[("scope", "wallet:pay")]).await;
    assert!(session.header("location").unwrap().starts_with("/tmcp/oauth2/consent?session=con_"));
    let stranger = app.get(&authorize_path(&[]), "").await;
    assert!(stranger.header("location").unwrap().starts_with("/tmcp/account/sign-in?return_to=%2Ftmcp%2Foauth2%2Fauthorize%3F"));
}

#[tokio::test]
async fn cross_user_consent_is_not_there() {
    let app = TestApp::new();
    let (alice, bob) = (app.sign_in(ALICE).await, app.sign_in(BOB).await);
    let session = app.authorize(&alice, &[("scope", "wallet:pay")]).await.asks();
    let path = format!("/oauth2/consent?session={session}");
    let shown = Request::builder().uri_str(&path).header("cookie", &bob.cookie).header("accept", "application/json");
    app.call(shown.finish()).await.refused(404, "NOT_FOUND");
    let body = json!({ "session": session, "approved_scopes": ["wallet:pay"], "decision": "approve" });
    app.post_as(&bob, "/oauth2/consent", &body).await.refused(404, "NOT_FOUND");
    app.answer_consent("dev_bob", &body).await.refused(404, "NOT_FOUND");
    let forged = Request::builder().method(Method::POST).uri_str("/oauth2/consent").header("cookie", &alice.cookie);
    app.call(forged.content_type("application/json").body(body.to_string())).await.refused(403, "INSUFFICIENT_PERMISSIONS");
    app.post_as(&alice, "/oauth2/consent", &body).await.expect(200);
}

#[tokio::test]
async fn consent_answered_twice_gives_one_code() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    let session = app.authorize(&alice, &[("scope", "wallet:pay")]).await.asks();
    let body = json!({ "session": session, "approved_scopes": ["wallet:pay"], "decision": "approve" });
    let (one, other) = tokio::join!(app.post_as(&alice, "/oauth2/consent", &body), app.answer_consent("dev_alice", &body));
    let mut codes = [one.code(), other.code()];
    codes.sort_unstable();
    assert_eq!(codes, [200, 404]);
    let no = json!({ "session": session, "approved_scopes": [], "decision": "deny" });
    app.post_as(&alice, "/oauth2/consent", &no).await.refused(404, "NOT_FOUND");
}

#[tokio::test]
async fn guessing_consent_sessions_is_limited() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    let guess = |number: u32| json!({ "session": format!("con_{number:026}"), "approved_scopes": [] });
    for number in 0..15 {
        app.post_as(&alice, "/oauth2/consent", &guess(number)).await.refused(404, "NOT_FOUND");
    }
    app.post_as(&alice, "/oauth2/consent", &guess(99)).await.refused(429, "RATE_LIMIT_EXCEEDED");
    for number in 0..15 {
        app.get(&format!("/oauth2/consent?session=con_{number:026}"), "").await;
    }
    app.get("/oauth2/consent?session=con_00000000000000000000000099", "").await.refused(429, "RATE_LIMIT_EXCEEDED");
}

#[tokio::test]
async fn a_suspended_person_authorizes_and_approves_nothing() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    let session = app.authorize(&alice, &[("scope", "wallet:pay")]).await.asks();
    app.suspend_user(ALICE).await;
    let body = json!({ "session": session, "approved_scopes": ["wallet:pay"] });
    app.post_as(&alice, "/oauth2/consent", &body).await.refused(403, "USER_SUSPENDED");
    app.answer_consent("dev_alice", &body).await.refused(403, "USER_SUSPENDED");
    assert_eq!(app.authorize(&alice, &[]).await.back(CALLBACK)["error"], "access_denied");
}

#[tokio::test]
async fn a_redirect_that_was_taken_back_gets_no_answer() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    let session = app.authorize(&alice, &[("scope", "wallet:pay")]).await.asks();
    reregister(&app, |row| row.redirect_uris = vec!["https://shop.example/new".to_owned()]).await;
    let body = json!({ "session": session, "approved_scopes": ["wallet:pay"] });
    app.post_as(&alice, "/oauth2/consent", &body).await.refused(404, "NOT_FOUND");
}
