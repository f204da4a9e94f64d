use serde_json::json;

use super::*;

/// Where an answer goes to that no program on the device could wait for.
const SITE: &str = "https://shop.example/cb";

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
    let session = app.get_as(&alice, &query["return_to"]).await.asks();
    let body = json!({ "session": session, "approved_scopes": [], "decision": "approve" });
    let answer = app.post_as(&alice, "/oauth2/consent", &body).await.expect(200);
    assert!(answer["redirect_to"].as_str().unwrap().contains("state=a+b%26c"), "{answer}");
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
    app.reregister(|row| row.redirect_uris.push(SITE.to_owned())).await;
    let again = app.authorize(&alice, &[("scope", "wallet:balance"), ("redirect_uri", SITE)]).await;
    assert_eq!(again.back(SITE).keys().collect::<Vec<_>>(), ["code", "iss", "state"], "nothing is missing now");
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
    app.reregister(|row| row.redirect_uris.push(SITE.to_owned())).await;
    assert!(app.authorize(&alice, &[("prompt", "none"), ("redirect_uri", SITE)]).await.back(SITE).contains_key("code"));
    app.grant("dev_alice", "wallet:balance").await;
    let again = [("prompt", "consent"), ("scope", "wallet:balance user:read")];
    let session = app.authorize(&alice, &again).await.asks();
    let shown = app.get_with(&format!("/oauth2/consent?session={session}"), "accept", "application/json").await.json();
    assert_eq!(shown["requested_scopes"][0]["scope"], "wallet:balance", "also what was agreed to before");
    let body = json!({ "session": session, "approved_scopes": [], "decision": "approve" });
    let code = app.answered(&alice, &body).await;
    assert_eq!(app.redeem(&code, &[]).await.expect(200)["scope"], "user:read");
}

/// RFC 8252 section 8.6: any program on the device can listen where the mini-app's own would.
#[tokio::test]
async fn a_native_app_impersonated_gets_no_code_without_its_person() {
    let app = TestApp::new();
    app.reregister(|row| {
        row.redirect_uris = [SITE, "http://127.0.0.1/cb", "https://[::1]/cb", "org.example.shop:/cb"].map(str::to_owned).into();
    })
    .await;
    app.grant("dev_alice", "wallet:balance").await;
    let alice = app.sign_in(ALICE).await;
    for native in ["http://127.0.0.1:49152/cb", "https://[::1]/cb", "org.example.shop:/cb"] {
        for scope in ["wallet:balance", "user:read", ""] {
            let fields = [("redirect_uri", native), ("scope", scope)];
            app.authorize(&alice, &fields).await.asks();
            let silent = app.authorize(&alice, &[&fields[..], &[("prompt", "none")]].concat()).await.back(native);
            assert_eq!(silent["error"], "consent_required", "{native} {scope}");
        }
        let with_secret = app.authorize(&alice, &[("redirect_uri", native), ("client_id", BACKEND)]).await;
        assert!(with_secret.back(native).contains_key("code"), "a code is of no use to whoever has no secret");
        app.advance(Duration::from_secs(60));
    }
    assert!(app.authorize(&alice, &[("redirect_uri", SITE), ("scope", "wallet:balance")]).await.back(SITE).contains_key("code"));
}

#[tokio::test]
async fn a_scope_that_is_unticked_when_asked_again_is_taken_back() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    let both = ("scope", "wallet:balance wallet:history");
    let token = app.redeem(&app.code(&alice, &[both]).await, &[]).await.expect(200);
    let again = || async { app.authorize(&alice, &[both, ("prompt", "consent")]).await.asks() };
    let no = json!({ "session": again().await, "approved_scopes": [], "decision": "deny" });
    app.post_as(&alice, "/oauth2/consent", &no).await.expect(200);
    let token = app.refresh(token["refresh_token"].as_str().unwrap(), &[]).await.expect(200);
    assert_eq!(token["scope"], both.1, "who does not go on takes nothing back");
    let part = json!({ "session": again().await, "approved_scopes": ["wallet:history"], "decision": "approve" });
    app.answered(&alice, &part).await;
    let refreshed = app.refresh(token["refresh_token"].as_str().unwrap(), &[]).await.expect(200);
    assert_eq!(refreshed["scope"], "wallet:history");
    assert_eq!(app.exchange(&[("scope", "wallet:balance")]).await.refusal(), is(403, "consent_required"));
    let nothing = json!({ "session": again().await, "approved_scopes": [], "decision": "approve" });
    app.answered(&alice, &nothing).await;
    assert_eq!(app.exchange(&[("scope", "wallet:history")]).await.refusal(), is(403, "consent_required"));
}

#[tokio::test]
async fn open_redirect_every_shape_leads_nowhere() {
    let app = TestApp::with(|settings| settings.limits.violations_per_hour = 1_000_000);
    app.reregister(|row| {
        row.redirect_uris =
            vec!["https://shop.example/cb".to_owned(), "http://127.0.0.1/cb".to_owned(), "org.example.shop:/cb".to_owned()];
    })
    .await;
    let alice = app.sign_in(ALICE).await;
    for good in ["https://shop.example/cb", "http://127.0.0.1:49152/cb", "org.example.shop:/cb"] {
        let fields = [("redirect_uri", good), ("client_id", BACKEND)];
        assert!(app.authorize(&alice, &fields).await.back(good).contains_key("code"));
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
    let app = TestApp::with(|settings| settings.server.public_url = "http://pay.example".parse().unwrap());
    let alice = app.sign_in(ALICE).await;
    let good = app.authorize(&alice, &[("client_id", BACKEND)]).await.back(CALLBACK);
    let bad = app.authorize(&alice, &[("scope", "x")]).await.back(CALLBACK);
    assert_eq!((good["iss"].as_str(), bad["iss"].as_str()), ("http://pay.example", "http://pay.example"));
    let metadata = app.get("/.well-known/oauth-authorization-server", "").await.json();
    assert_eq!(
        (&metadata["issuer"], &metadata["authorization_response_iss_parameter_supported"]),
        (&json!(good["iss"]), &json!(true))
    );
}

#[tokio::test]
async fn too_many_requests_go_back_to_a_known_client_and_are_a_page_for_others() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    let unknown = authorize_path(&[("client_id", "ma_nobody")]);
    for _ in 0..15 {
        leads_nowhere(&app.get_as(&alice, &unknown).await, "an unknown client");
    }
    let page = app.get_as(&alice, &unknown).await;
    assert_eq!((page.code(), page.header("retry-after"), page.header("location")), (429, Some("7"), None));
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    assert!(page.text.contains("DEV MODE") && page.header("referrer-policy") == Some("no-referrer"), "{}", page.text);
    let answer = app.authorize(&alice, &[]).await.back(CALLBACK);
    assert_eq!((answer["error"].as_str(), answer["state"].as_str()), ("temporarily_unavailable", "xyz"));
    app.advance(Duration::from_secs(60));
    app.authorize(&alice, &[]).await.asks();
}

#[tokio::test]
async fn a_consent_page_costs_no_attempt() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    let path = format!("/oauth2/consent?session={}", app.authorize(&alice, &[("scope", "wallet:pay")]).await.asks());
    for _ in 0..30 {
        assert_eq!(app.get_as(&alice, &path).await.code(), 200);
    }
    let shown = Request::builder().uri_str(&path).header("cookie", &alice.cookie).header("sec-fetch-site", "same-origin");
    app.call(shown.header("accept", "application/json").finish()).await.expect(200);
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
    let look = async |number: u32| {
        app.get_with(&format!("/oauth2/consent?session=con_{number:026}"), "accept", "application/json").await
    };
    // Alice's sign-in came from this address too.
    for number in 0..14 {
        look(number).await.refused(404, "NOT_FOUND");
    }
    look(99).await.refused(429, "RATE_LIMIT_EXCEEDED");
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
    app.reregister(|row| row.redirect_uris = vec!["https://shop.example/new".to_owned()]).await;
    let body = json!({ "session": session, "approved_scopes": ["wallet:pay"] });
    app.post_as(&alice, "/oauth2/consent", &body).await.refused(404, "NOT_FOUND");
}
