use serde_json::json;

use super::*;

async fn ask(app: &TestApp, scope: &str) -> String {
    app.exchange(&[("scope", scope)]).await.json()["consent_session"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn programs_get_json_and_people_a_page() {
    let app = TestApp::new();
    app.grant("dev_alice", "wallet:balance").await;
    let session = ask(&app, "wallet:pay wallet:balance user:read").await;
    let path = format!("/oauth2/consent?session={session}");
    let reply = app.get_with(&path, "accept", "application/json").await;
    let scope = |scope: &str, description: &str, sensitivity: &str| json!({ "scope": scope, "description": description, "sensitivity": sensitivity });
    assert_eq!(
        reply.json(),
        json!({
            "session": session, "miniapp_id": SHOP, "miniapp_name": "Shopping Assistant", "official": false,
            "purpose": "exchange",
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
    // A person gets the page, which asks as a program does; whoever is not signed in signs in first.
    let stranger = app.get_with(&path, "accept", "text/html,*/*;q=0.8").await;
    assert_eq!(stranger.code(), 303);
    assert!(stranger.header("location").unwrap().starts_with("/account/sign-in?return_to=%2Foauth2%2Fconsent%3Fsession%3Dcon_"));
    let alice = app.sign_in(ALICE).await;
    let page = app.get_as(&alice, &path).await;
    assert_eq!((page.code(), page.header("content-type")), (200, Some("text/html")));
    assert!(page.header("content-security-policy").unwrap().starts_with("default-src 'none'; script-src 'self';"));
    assert!(page.text.starts_with("<!doctype html>") && !page.text.contains("alice") && !page.text.contains(" style="));
}

#[tokio::test]
async fn sessions_that_are_not_there_are_404() {
    let app = TestApp::new();
    let session = ask(&app, "wallet:pay").await;
    for path in ["/oauth2/consent?session=con_00000000000000000000000000", "/oauth2/consent?session=%3Cscript%3E"] {
        app.get_with(path, "accept", "application/json").await.refused(404, "NOT_FOUND");
    }
    app.get_with("/oauth2/consent", "accept", "application/json").await.refused(400, "INVALID_REQUEST");
    app.advance(Duration::from_secs(15 * 60));
    let path = format!("/oauth2/consent?session={session}");
    app.get_with(&path, "accept", "application/json").await.refused(404, "NOT_FOUND");
    let answer = json!({ "session": session, "approved_scopes": ["wallet:pay"] });
    app.answer_consent("dev_alice", &answer).await.refused(404, "NOT_FOUND");
}

#[tokio::test]
async fn the_person_who_was_asked_answers_once() {
    let app = TestApp::new();
    let session = ask(&app, "wallet:pay wallet:balance").await;
    let answer = json!({ "session": session, "approved_scopes": ["wallet:balance"] });
    app.answer_consent("dev_bob", &answer).await.refused(404, "NOT_FOUND");
    let reply = app.answer_consent("dev_alice", &answer).await;
    assert_eq!(
        reply.json(),
        json!({
            "session": session, "miniapp_id": SHOP, "approved_scopes": ["wallet:balance"], "denied_scopes": ["wallet:pay"],
            "status": "approved",
        })
    );
    app.answer_consent("dev_alice", &answer).await.refused(404, "NOT_FOUND");
    assert_eq!(app.exchanged(&[("scope", "wallet:balance")]).await["scope"], "wallet:balance");
    assert_eq!(app.exchange(&[("scope", "wallet:pay")]).await.refusal(), is(403, "consent_required"));
    let bobs = app.exchange(&[("scope", "wallet:balance"), ("subject_token", "dev_bob")]).await;
    assert_eq!(bobs.refusal(), is(403, "consent_required"));
}

#[tokio::test]
async fn an_empty_answer_says_no() {
    let app = TestApp::new();
    let session = ask(&app, "wallet:pay").await;
    let reply = app.answer_consent("dev_alice", &json!({ "session": session, "approved_scopes": [] })).await.json();
    assert_eq!((&reply["status"], &reply["denied_scopes"]), (&json!("denied"), &json!(["wallet:pay"])));
    assert_eq!(app.exchange(&[("scope", "wallet:pay")]).await.refusal(), is(403, "consent_required"));
}

#[tokio::test]
async fn answers_are_checked() {
    let app = TestApp::new();
    let session = ask(&app, "wallet:pay").await;
    let of = |scopes: Value| json!({ "session": session, "approved_scopes": scopes });
    let cases = [
        (json!(["wallet:pay", "wallet:history"]), 403, "INVALID_SCOPE", "/approved_scopes"),
        (json!(["wallet:pay", "wallet:everything"]), 400, "INVALID_REQUEST", "/approved_scopes/1"),
        (json!("wallet:pay"), 400, "INVALID_REQUEST", "/approved_scopes"),
    ];
    for (scopes, status, code, field) in cases {
        let details = app.answer_consent("dev_alice", &of(scopes)).await.refused(status, code);
        assert_eq!(details["field"], field);
    }
    let tep = app.exchanged(&[]).await["access_token"].as_str().unwrap().to_owned();
    app.answer_consent(&tep, &of(json!(["wallet:pay"]))).await.refused(403, "STEP_UP_REQUIRED");
    app.answer_consent("", &of(json!(["wallet:pay"]))).await.refused(401, "INVALID_TOKEN");
    assert_eq!(app.answer_consent("dev_alice", &of(json!(["wallet:pay"]))).await.code(), 200, "nothing of that used it up");
}

#[tokio::test]
async fn a_mini_app_that_is_gone_asks_nothing() {
    let app = TestApp::new();
    let session = ask(&app, "wallet:pay").await;
    app.suspend_shop().await;
    let path = format!("/oauth2/consent?session={session}");
    app.get_with(&path, "accept", "application/json").await.refused(404, "NOT_FOUND");
    let answer = json!({ "session": session, "approved_scopes": ["wallet:pay"] });
    app.answer_consent("dev_alice", &answer).await.refused(404, "MINIAPP_NOT_FOUND");
}
