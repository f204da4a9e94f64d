use super::*;

const WHITELIST: &str = "/api/v1/admin/developers/whitelist";

#[tokio::test]
async fn admins_keep_the_whitelist() {
    let app = TestApp::new();
    let (operator, auditor) = (app.admin("operator").await, app.admin("auditor").await);
    let body = json!({ "user_id": ALICE, "note": " <i>known</i> ", "idempotency_key": "a" });
    app.post(WHITELIST, &auditor.token, &body).await.refused(403, "INSUFFICIENT_PERMISSIONS");
    let added = app.post(WHITELIST, &operator.token, &body).await;
    let again = app.post(WHITELIST, &operator.token, &body).await;
    assert_eq!((again.header("idempotent-replayed"), &again.text), (Some("true"), &added.text));
    let added = added.expect(201);
    assert_eq!(
        (added["note"].as_str(), added["added_by"].as_str()),
        (Some("known"), Some(format!("a/{}", operator.id).as_str()))
    );
    let details = app.post(WHITELIST, &operator.token, &json!({ "user_id": ALICE })).await.refused(409, "INVALID_STATE");
    assert_eq!(details["state"], "whitelisted");
    for wrong in ["alice", "@alice:elsewhere.example", "@tmcp_bot:tween.example:x"] {
        app.post(WHITELIST, &operator.token, &json!({ "user_id": wrong })).await.refused(400, "INVALID_REQUEST");
    }
    let listed = app.get(&format!("{WHITELIST}?limit=1"), &auditor.token).await.expect(200);
    assert_eq!(listed["developers"][0]["user_id"], ALICE);
    assert_eq!(listed["pagination"], json!({ "total": 2, "limit": 1, "offset": 0, "has_more": true }));
    let rest = app.get(&format!("{WHITELIST}?offset=1"), &auditor.token).await.expect(200);
    assert_eq!((rest["developers"][0]["user_id"].as_str(), &rest["pagination"]["has_more"]), (Some(DEV), &json!(false)));
    app.delete(&format!("{WHITELIST}/{ALICE}"), &operator.token).await.expect(200);
    app.delete(&format!("{WHITELIST}/{ALICE}"), &operator.token).await.refused(404, "NOT_FOUND");
}

#[tokio::test]
async fn whoever_is_taken_off_is_out_at_once_with_live_tokens_in_hand() {
    let app = TestApp::new();
    let (access, refresh) = app.developer_token("dev_dev").await;
    let browser = app.sign_in(DEV).await;
    app.get(ORGANIZATIONS, &access).await.expect(200);
    app.get_as(&browser, ORGANIZATIONS).await.expect(200);
    assert_eq!(app.unlist(DEV).await["sessions_ended"], 1);
    app.get(ORGANIZATIONS, &access).await.refused(401, "INVALID_TOKEN");
    assert_eq!(app.refreshed(&refresh).await.oauth_refusal(), is(400, "invalid_grant"));
    let details = app.get_as(&browser, ORGANIZATIONS).await.refused(403, "INSUFFICIENT_PERMISSIONS");
    assert_eq!(details["reason"], "developer_not_whitelisted");
    assert_eq!(app.exchanged_by("dev_dev").await.oauth_refusal(), is(403, "developer_not_whitelisted"));
    assert_eq!(app.get_as(&browser, "/api/v1/developer").await.expect(200)["whitelisted"], false);
    app.list(DEV).await;
    app.get(ORGANIZATIONS, &access).await.refused(401, "INVALID_TOKEN");
    app.get_as(&browser, ORGANIZATIONS).await.expect(200);
}

#[tokio::test]
async fn a_suspended_developer_is_out_at_once() {
    let app = TestApp::new();
    let (access, refresh) = app.developer_token("dev_dev").await;
    let suspend = format!("/api/v1/admin/users/{DEV}/suspend");
    app.operate("POST", &suspend, Some(json!({ "reason": "x" }))).await.expect(200);
    app.get(ORGANIZATIONS, &access).await.refused(403, "USER_SUSPENDED");
    assert_eq!(app.refreshed(&refresh).await.oauth_refusal(), is(400, "invalid_grant"));
    assert_eq!(app.exchanged_by("dev_dev").await.oauth_refusal(), is(403, "access_denied"));
}

#[tokio::test]
async fn everybody_sees_where_they_stand() {
    let app = TestApp::new();
    let (alice, dev) = (app.sign_in(ALICE).await, app.sign_in(DEV).await);
    for (browser, whitelisted) in [(&alice, false), (&dev, true)] {
        assert_eq!(app.get_as(browser, "/api/v1/account").await.expect(200)["developer"]["whitelisted"], whitelisted);
        assert_eq!(app.get_as(browser, "/api/v1/developer").await.expect(200)["whitelisted"], whitelisted);
    }
}
