//! The account pages' session: its cookie, what it may do, when it ends.

mod data;
mod elsewhere;
mod factors;
mod miniapps;
mod pruning;
mod sessions;
mod sign_in;
mod transfers;

use std::time::Duration;

use poem::Request;
use serde_json::json;

use crate::support::*;

#[tokio::test]
async fn a_session_does_what_its_person_may_do() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    let account = app.get_as(&alice, "/api/v1/account").await.expect(200);
    assert_eq!((account["user_id"].as_str(), account["display_name"].as_str()), (Some(ALICE), Some("Alice")));
    assert_eq!((account["wallet"]["status"].as_str(), account["factors"]["pin"].as_bool()), (Some("active"), Some(true)));
    assert_eq!(account["csrf_token"], alice.csrf.as_str());
    app.get_as(&alice, "/api/v1/wallet/balance").await.expect(200);
    let transfer = json!({ "recipient": BOB, "amount": "5.00", "currency": "USD", "room_id": ROOM, "idempotency_key": "a" });
    let begun = app.post_as(&alice, "/api/v1/wallet/p2p/initiate", &transfer).await.expect(201);
    let path = format!("/api/v1/wallet/p2p/{}/confirm", begun["transfer_id"].as_str().unwrap());
    let proof = json!({ "auth_proof": { "method": "pin", "proof": { "pin": ALICE_PIN } } });
    assert_eq!(app.post_as(&alice, &path, &proof).await.expect(200)["status"], "completed");
}

#[tokio::test]
async fn a_person_without_a_wallet_registers_one_first() {
    let app = TestApp::new();
    let charlie = app.sign_in(CHARLIE).await;
    assert!(app.get_as(&charlie, "/api/v1/account").await.expect(200)["wallet"].is_null());
    app.get_as(&charlie, "/api/v1/wallet/balance").await.refused(403, "USER_NOT_ACTIVATED");
    app.post_as(&charlie, "/api/v1/wallet/register", &json!({})).await.expect(200);
    app.get_as(&charlie, "/api/v1/wallet/balance").await.expect(200);
}

#[tokio::test]
async fn the_cookie_is_for_our_own_pages_alone() {
    let app = TestApp::new();
    let sign_in = json!({ "provider": "dev", "user": "alice" });
    let reply = app.post("/api/v1/account/sign-in", "", &sign_in).await;
    let cookie = reply.header("set-cookie").unwrap().to_owned();
    for attribute in ["; Path=/", "; HttpOnly", "; SameSite=Lax", "; Max-Age=604800"] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    let https = TestApp::with(|settings| settings.server.public_url = "https://pay.example".parse().unwrap());
    let reply = https.post("/api/v1/account/sign-in", "", &sign_in).await;
    let cookie = reply.header("set-cookie").unwrap();
    assert!(cookie.starts_with("__Host-tmcpd_account=") && cookie.contains("; Secure"), "{cookie}");
}

#[tokio::test]
async fn pages_are_for_those_who_are_signed_in() {
    let app = TestApp::new();
    let reply = app.get("/account/data", "").await;
    assert_eq!(reply.status, 303);
    assert_eq!(reply.header("location"), Some("/account/sign-in?return_to=%2Faccount%2Fdata"));
    for open in ["/account/sign-in", "/account/erased"] {
        assert_eq!(app.get(open, "").await.status, 200, "{open}");
    }
}

#[tokio::test]
async fn another_site_cannot_sign_anybody_in() {
    let app = TestApp::new();
    for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example"), ("origin", "null")] {
        let request = Request::builder()
            .method(poem::http::Method::POST)
            .uri_str("/api/v1/account/sign-in")
            .header(name, value)
            .content_type("application/json");
        let body = json!({ "provider": "dev", "user": "alice" }).to_string();
        app.call(request.body(body)).await.refused(403, "INSUFFICIENT_PERMISSIONS");
    }
}

#[tokio::test]
async fn a_session_ends_when_its_person_says_so() {
    let app = TestApp::new();
    let (here, there) = (app.sign_in(ALICE).await, app.sign_in(ALICE).await);
    let reply = app.post_as(&here, "/api/v1/account/sign-out", &json!({})).await;
    assert!(reply.header("set-cookie").unwrap().contains("Max-Age=0"));
    app.get_as(&here, "/api/v1/account").await.refused(401, "INVALID_TOKEN");
    app.get_as(&there, "/api/v1/account").await.expect(200);
    let third = app.sign_in(ALICE).await;
    assert_eq!(app.post_as(&there, "/api/v1/account/sign-out", &json!({ "everywhere": true })).await.expect(200)["ended"], 2);
    app.get_as(&third, "/api/v1/account").await.refused(401, "INVALID_TOKEN");
}

#[tokio::test]
async fn a_session_ends_by_itself() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    for _ in 0..6 {
        app.advance(Duration::from_secs(23 * 3600));
        app.get_as(&alice, "/api/v1/account").await.expect(200);
    }
    app.advance(Duration::from_secs(24 * 3600));
    app.get_as(&alice, "/api/v1/account").await.refused(401, "INVALID_TOKEN");
}

#[tokio::test]
async fn a_made_up_cookie_is_nobody() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    let (name, value) = alice.cookie.split_once('=').unwrap();
    let id = value.split('.').next().unwrap();
    for cookie in [
        format!("{name}={id}."),
        format!("{name}={id}.{}", "A".repeat(43)),
        format!("{name}={id}"),
        format!("{name}="),
        format!("{name}={value}; {name}={value}"),
        format!("x{}", alice.cookie),
    ] {
        let request = Request::builder().uri_str("/api/v1/account").header("cookie", &cookie);
        app.call(request.finish()).await.refused(401, "INVALID_TOKEN");
    }
}

/// A request that brings a token speaks by the token alone: a mini-app in the same browser is not its person.
#[tokio::test]
async fn a_token_beside_the_cookie_decides() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    let token = app.token(ALICE, "wallet:balance").await;
    let with = |path: &str, authorization: &str| {
        Request::builder().uri_str(path).header("cookie", &alice.cookie).header("authorization", authorization).finish()
    };
    app.call(with("/api/v1/account", &format!("Bearer {token}"))).await.refused(401, "INVALID_TOKEN");
    app.call(with("/api/v1/wallet/transactions", &format!("Bearer {token}"))).await.refused(403, "INVALID_SCOPE");
    app.call(with("/api/v1/wallet/balance", "Basic YTpi")).await.refused(401, "INVALID_TOKEN");
}

/// A link on another site brings the cookie along (`SameSite=Lax`).
#[tokio::test]
async fn another_site_that_sends_a_browser_here_suspends_nobody() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    let sent = |path: &str, site: &'static str| {
        Request::builder().uri_str(path).header("cookie", &alice.cookie).header("sec-fetch-site", site).finish()
    };
    let authorize = "/oauth2/authorize?client_id=ma_shop_001";
    for site in ["cross-site", "same-site", "none"] {
        for _ in 0..40 {
            app.call(sent(authorize, site)).await;
        }
    }
    for site in ["cross-site", "same-site"] {
        for path in ["/api/v1/account", "/api/v1/wallet/balance", "/api/v1/devices", "/api/v1/developer"] {
            for _ in 0..40 {
                app.call(sent(path, site)).await.refused(403, "INSUFFICIENT_PERMISSIONS");
            }
        }
        assert_eq!(app.call(sent("/account", site)).await.status.as_u16(), 200, "a page can be linked to");
    }
    assert!(app.edge.limits.offenders(app.edge.now()).is_empty());
    app.get_as(&alice, "/api/v1/account").await.expect(200);
    app.call(sent("/api/v1/wallet/balance", "none")).await.expect(200);
}

#[tokio::test]
async fn a_suspended_person_can_leave_and_no_more() {
    let app = TestApp::new();
    let (here, there) = (app.sign_in(ALICE).await, app.sign_in(ALICE).await);
    app.edge.live.set_suspended(&tmcpd::kernel::UserId::parse(ALICE).unwrap(), Some(START));
    app.get_as(&here, "/api/v1/account").await.refused(403, "USER_SUSPENDED");
    let reply = app.post_as(&here, "/api/v1/account/sign-out", &json!({})).await;
    assert!(reply.header("set-cookie").unwrap().contains("Max-Age=0"));
    assert_eq!(reply.expect(200)["ended"], 1);
    app.get_as(&here, "/api/v1/account").await.refused(401, "INVALID_TOKEN");
    app.get_as(&there, "/api/v1/account").await.refused(403, "USER_SUSPENDED");
}

#[tokio::test]
async fn a_page_says_that_it_is_dev_mode_before_it_has_asked() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    let page = app.get_as(&alice, "/account").await;
    assert_eq!((page.status.as_u16(), page.header("content-encoding")), (200, None));
    assert!(page.text.contains("name=\"tmcpd-dev-mode\"") && page.text.contains("DEV MODE"), "{}", page.text);
    let normal = TestApp::with(|settings| settings.profile = tmcpd::config::Profile::Normal);
    let page = normal.get("/account/sign-in", "").await;
    assert!(page.text.contains("id=\"root\"") && !page.text.contains("dev-mode"), "{}", page.text);
}
