//! What happens around every request.

use poem::{Request, http::Method};
use serde_json::json;

use crate::support::*;

#[tokio::test]
async fn the_frameworks_own_refusals_have_our_forms() {
    let app = TestApp::new();
    app.get("/nowhere", "").await.refused(404, "NOT_FOUND");
    app.get("/api/v1/nowhere", "").await.refused(404, "NOT_FOUND");
    let reply = app.call(Request::builder().method(Method::DELETE).uri("/api/v1/wallet/balance".parse().unwrap()).finish()).await;
    assert!(reply.header("allow").is_some(), "{reply:?}");
    reply.refused(405, "METHOD_NOT_ALLOWED");
    let matrix = app.get("/_matrix/nowhere", "").await.expect(404);
    assert!(matrix["errcode"].is_string() && matrix["error"].is_string(), "{matrix}");
    let oauth = app.get("/oauth2/nowhere", "").await.expect(404);
    assert!(oauth["error"].is_string() && oauth.get("errcode").is_none(), "{oauth}");
}

#[tokio::test]
async fn sizes_are_bounded() {
    let app = TestApp::with(|settings| settings.server.max_body = 1000);
    let token = app.token(ALICE, ALL_WALLET).await;
    let big = json!({ "recipient": "x".repeat(1000) });
    app.post("/api/v1/wallet/p2p/initiate", &token, &big).await.refused(413, "PAYLOAD_TOO_LARGE");
    let request = Request::builder().uri("/health".parse().unwrap()).header("x-filler", "x".repeat(9000)).finish();
    app.call(request).await.refused(431, "HEADERS_TOO_LARGE");
}

#[tokio::test]
async fn every_answer_is_dressed() {
    let app = TestApp::new();
    for path in ["/health", "/nowhere", "/docs", "/openapi.json"] {
        let reply = app.get(path, "").await;
        for name in [
            "x-request-id",
            "x-trace-id",
            "x-tmcp-version",
            "x-content-type-options",
            "x-frame-options",
            "referrer-policy",
            "content-security-policy",
        ] {
            assert!(reply.header(name).is_some(), "{path} lacks {name}");
        }
        assert_eq!(reply.header("strict-transport-security"), None, "only under https");
    }
    let trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    let request = Request::builder()
        .uri("/health".parse().unwrap())
        .header("traceparent", format!("00-{trace}-00f067aa0ba902b7-01"))
        .finish();
    assert_eq!(app.call(request).await.header("x-trace-id"), Some(trace));
}

#[tokio::test]
async fn only_known_origins_may_ask() {
    let app = TestApp::with(|settings| settings.server.allowed_origins = vec!["https://app.example".to_owned()]);
    let ask = |method: Method, origin: &'static str| {
        let request = Request::builder().method(method).uri("/health".parse().unwrap()).header("origin", origin);
        app.call(request.header("access-control-request-method", "GET").finish())
    };
    let known = ask(Method::OPTIONS, "https://app.example").await;
    assert_eq!((known.status.as_u16(), known.header("access-control-allow-origin")), (204, Some("https://app.example")));
    assert_eq!(ask(Method::GET, "https://app.example").await.header("access-control-allow-origin"), Some("https://app.example"));
    for method in [Method::OPTIONS, Method::GET] {
        let unknown = ask(method, "https://evil.example").await;
        assert_eq!(
            (unknown.header("access-control-allow-origin"), unknown.header("access-control-allow-credentials")),
            (None, None)
        );
    }
}

#[tokio::test]
async fn health_is_told() {
    let app = TestApp::new();
    assert_eq!(app.get("/health", "").await.expect(200), json!({ "status": "healthy" }));
    assert_eq!(app.get("/up", "").await.expect(200), json!({ "status": "healthy" }));
    let full = app.get("/health/check", "").await.expect(200);
    assert_eq!((&full["status"], &full["checks"]["database"]), (&json!("ok"), &json!("ok")));
}

#[tokio::test]
async fn other_spellings_are_served() {
    let app = TestApp::new();
    let token = app.token(ALICE, "wallet:balance").await;
    let reply = app.get("/wallet/v1/balance", &token).await;
    assert_eq!(reply.header("x-protocol-operation"), Some("wallet_balance"));
    reply.expect(200);
}
