use serde_json::json;

use super::*;

async fn ask(app: &App, scope: &str) -> String {
    app.exchange(&[("scope", scope)]).await.json()["consent_session"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn programs_get_json_and_people_a_page() {
    let app = App::new().await;
    app.grant("dev_alice", "wallet:balance").await;
    let session = ask(&app, "wallet:pay wallet:balance user:read").await;
    let path = format!("/oauth2/consent?session={session}");
    let reply = app.get(&path, &[("accept", "application/json")]).await;
    let scope = |scope: &str, description: &str, sensitivity: &str| json!({ "scope": scope, "description": description, "sensitivity": sensitivity });
    assert_eq!(
        reply.json(),
        json!({
            "session": session, "miniapp_id": SHOP, "miniapp_name": "Shopping Assistant",
            "requested_scopes": [
                scope("wallet:pay", "Propose payments from your wallet. You confirm each one yourself.", "critical"),
            ],
            "pre_approved_scopes": [
                scope("user:read", "See your Matrix id and display name.", "low"),
                scope("wallet:balance", "See your balance and limits.", "high"),
                scope("storage:read", "Read the data it has kept for you.", "low"),
                scope("storage:write", "Keep data of its own for you.", "low"),
            ],
        })
    );
    let page = app.get(&path, &[("accept", "text/html,*/*;q=0.8")]).await;
    assert_eq!((page.status, page.header("content-type")), (200, Some("text/html; charset=utf-8")));
    assert_eq!(page.header("content-security-policy"), Some("default-src 'self'; frame-ancestors 'none'"));
    assert_eq!(page.header("cache-control"), Some("no-store"));
    for part in ["<!doctype html>", "Shopping Assistant asks", "Propose payments", "critical", "DEV MODE", session.as_str()] {
        assert!(page.text.contains(part), "{part}");
    }
    assert!(!page.text.contains("alice") && !page.text.contains("<script") && !page.text.contains(" style="));
    let style = app.get("/oauth2/consent.css", &[]).await;
    assert_eq!((style.status, style.header("content-type")), (200, Some("text/css; charset=utf-8")));
}

#[tokio::test]
async fn sessions_that_are_not_there_are_404() {
    let app = App::new().await;
    let session = ask(&app, "wallet:pay").await;
    for path in ["/oauth2/consent?session=con_00000000000000000000000000", "/oauth2/consent?session=%3Cscript%3E"] {
        assert_eq!(app.get(path, &[]).await.tmcp_refusal(), refused(404, "NOT_FOUND"), "{path}");
    }
    assert_eq!(app.get("/oauth2/consent", &[]).await.tmcp_refusal(), refused(400, "INVALID_REQUEST"));
    app.advance(15 * 60);
    let path = format!("/oauth2/consent?session={session}");
    assert_eq!(app.get(&path, &[]).await.tmcp_refusal(), refused(404, "NOT_FOUND"));
    let answer = json!({ "session": session, "approved_scopes": ["wallet:pay"] });
    assert_eq!(app.answer_consent("dev_alice", &answer).await.tmcp_refusal(), refused(404, "NOT_FOUND"));
}

#[tokio::test]
async fn the_person_who_was_asked_answers_once() {
    let app = App::new().await;
    let session = ask(&app, "wallet:pay wallet:balance").await;
    let answer = json!({ "session": session, "approved_scopes": ["wallet:balance"] });
    assert_eq!(app.answer_consent("dev_bob", &answer).await.tmcp_refusal(), refused(404, "NOT_FOUND"));
    let reply = app.answer_consent("dev_alice", &answer).await;
    assert_eq!(
        reply.json(),
        json!({
            "session": session, "miniapp_id": SHOP, "approved_scopes": ["wallet:balance"], "denied_scopes": ["wallet:pay"],
            "status": "approved",
        })
    );
    assert_eq!(app.answer_consent("dev_alice", &answer).await.tmcp_refusal(), refused(404, "NOT_FOUND"));
    assert_eq!(app.session(&[("scope", "wallet:balance")]).await["scope"], "wallet:balance");
    assert_eq!(app.exchange(&[("scope", "wallet:pay")]).await.refusal(), refused(403, "consent_required"));
    let bobs = app.exchange(&[("scope", "wallet:balance"), ("subject_token", "dev_bob")]).await;
    assert_eq!(bobs.refusal(), refused(403, "consent_required"));
}

#[tokio::test]
async fn an_empty_answer_says_no() {
    let app = App::new().await;
    let session = ask(&app, "wallet:pay").await;
    let reply = app.answer_consent("dev_alice", &json!({ "session": session, "approved_scopes": [] })).await.json();
    assert_eq!((&reply["status"], &reply["denied_scopes"]), (&json!("denied"), &json!(["wallet:pay"])));
    assert_eq!(app.exchange(&[("scope", "wallet:pay")]).await.refusal(), refused(403, "consent_required"));
}

#[tokio::test]
async fn answers_are_checked() {
    let app = App::new().await;
    let session = ask(&app, "wallet:pay").await;
    let of = |scopes: Value| json!({ "session": session, "approved_scopes": scopes });
    let field = |reply: &Reply| reply.json()["error"]["details"]["field"].as_str().map(str::to_owned);
    let more = app.answer_consent("dev_alice", &of(json!(["wallet:pay", "wallet:history"]))).await;
    assert_eq!((more.tmcp_refusal(), field(&more).as_deref()), (refused(403, "INVALID_SCOPE"), Some("/approved_scopes")));
    let unknown = app.answer_consent("dev_alice", &of(json!(["wallet:pay", "wallet:everything"]))).await;
    assert_eq!(
        (unknown.tmcp_refusal(), field(&unknown).as_deref()),
        (refused(400, "INVALID_REQUEST"), Some("/approved_scopes/1"))
    );
    let wrong = app.answer_consent("dev_alice", &of(json!("wallet:pay"))).await;
    assert_eq!((wrong.tmcp_refusal(), field(&wrong).as_deref()), (refused(400, "INVALID_REQUEST"), Some("/approved_scopes")));
    let tep = app.session(&[]).await["access_token"].as_str().unwrap().to_owned();
    assert_eq!(app.answer_consent(&tep, &of(json!(["wallet:pay"]))).await.tmcp_refusal(), refused(403, "STEP_UP_REQUIRED"));
    let nobody = Reply::of(app.client.post("/oauth2/consent").body_json(&of(json!(["wallet:pay"])))).await;
    assert_eq!(nobody.tmcp_refusal(), refused(401, "INVALID_TOKEN"));
    assert_eq!(app.answer_consent("dev_alice", &of(json!(["wallet:pay"]))).await.status, 200, "nothing of that used it up");
}

#[tokio::test]
async fn a_mini_app_that_is_gone_asks_nothing() {
    let app = App::new().await;
    let session = ask(&app, "wallet:pay").await;
    app.suspend_shop().await;
    let path = format!("/oauth2/consent?session={session}");
    assert_eq!(app.get(&path, &[]).await.tmcp_refusal(), refused(404, "NOT_FOUND"));
    let answer = json!({ "session": session, "approved_scopes": ["wallet:pay"] });
    assert_eq!(app.answer_consent("dev_alice", &answer).await.tmcp_refusal(), refused(404, "MINIAPP_NOT_FOUND"));
}
