use serde_json::{Value, json};

use crate::support::*;

const SESSIONS: &str = "/api/v1/account/sessions";

async fn listed(app: &TestApp, browser: &Browser) -> Vec<Value> {
    app.get_as(browser, SESSIONS).await.expect(200)["sessions"].as_array().unwrap().clone()
}

fn id_of(browser: &Browser) -> &str {
    browser.cookie.split_once('=').unwrap().1.split('.').next().unwrap()
}

#[tokio::test]
async fn a_person_sees_where_they_are_signed_in() {
    let app = TestApp::new();
    let (one, two) = (app.sign_in(ALICE).await, app.sign_in(ALICE).await);
    app.sign_in(BOB).await;
    let found = listed(&app, &one).await;
    let seen: Vec<_> = found.iter().map(|row| (row["session_id"].as_str().unwrap(), row["current"] == true)).collect();
    assert_eq!(seen.len(), 2);
    assert!(seen.contains(&(id_of(&one), true)) && seen.contains(&(id_of(&two), false)), "{found:?}");
    assert_eq!((&found[0]["method"], &found[0]["created_at"]), (&json!("dev"), &json!(START.to_string())));
    let text = app.get_as(&one, SESSIONS).await.text;
    let secret = one.cookie.split_once('.').unwrap().1;
    assert!(!text.contains(secret) && !text.contains("secret"), "{text}");
}

#[tokio::test]
async fn one_browser_is_signed_out() {
    let app = TestApp::new();
    let (here, there) = (app.sign_in(ALICE).await, app.sign_in(ALICE).await);
    let reply = app.call_as(&here, "DELETE", &format!("{SESSIONS}/{}", id_of(&there)), &json!({})).await;
    assert!(reply.header("set-cookie").is_none());
    assert_eq!(reply.expect(200), json!({ "session_id": id_of(&there), "ended": true }));
    app.get_as(&there, "/api/v1/account").await.refused(401, "INVALID_TOKEN");
    app.call_as(&here, "DELETE", &format!("{SESSIONS}/{}", id_of(&there)), &json!({})).await.refused(404, "NOT_FOUND");
    let reply = app.call_as(&here, "DELETE", &format!("{SESSIONS}/{}", id_of(&here)), &json!({})).await;
    assert!(reply.header("set-cookie").unwrap().contains("Max-Age=0"));
    app.get_as(&here, SESSIONS).await.refused(401, "INVALID_TOKEN");
}

#[tokio::test]
async fn nobody_signs_another_person_out() {
    let app = TestApp::new();
    let (alice, bob) = (app.sign_in(ALICE).await, app.sign_in(BOB).await);
    for id in [id_of(&alice), "ses_0000000000000000000000000a", "nonsense"] {
        app.call_as(&bob, "DELETE", &format!("{SESSIONS}/{id}"), &json!({})).await.refused(404, "NOT_FOUND");
    }
    app.get_as(&alice, "/api/v1/account").await.expect(200);
}
