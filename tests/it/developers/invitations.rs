use std::time::Duration;

use super::*;

#[tokio::test]
async fn an_invitation_leads_to_membership() {
    let app = TestApp::with_developers(&[ALICE]).await;
    let (dev, _) = app.developer_token("dev_dev").await;
    let org = app.organization(&dev, "Tween").await;
    let invited = app.invite(&org, &dev, ALICE, "developer").await.expect(201);
    assert_eq!((invited["org_id"].as_str(), invited["role"].as_str()), (Some(org.as_str()), Some("developer")));
    assert_eq!(app.invite(&org, &dev, ALICE, "admin").await.refused(409, "INVALID_STATE")["state"], "invited");
    let browser = app.sign_in(ALICE).await;
    let standing = app.get_as(&browser, "/api/v1/developer").await.expect(200);
    let waiting = &standing["invitations"][0];
    assert_eq!((waiting["org_name"].as_str(), waiting["invited_by"].as_str()), (Some("Tween"), Some(DEV)));
    assert_eq!(waiting["expires_at"], invited["expires_at"]);
    let path = format!("/api/v1/developer/invitations/{}/accept", waiting["invitation_id"].as_str().unwrap());
    let accepted = app.post_as(&browser, &path, &json!({})).await.expect(200);
    assert_eq!((accepted["status"].as_str(), accepted["org_id"].as_str()), (Some("accepted"), Some(org.as_str())));
    app.post_as(&browser, &path, &json!({})).await.refused(404, "NOT_FOUND");
    let standing = app.get_as(&browser, "/api/v1/developer").await.expect(200);
    assert_eq!(standing["invitations"], json!([]));
    assert_eq!(standing["organizations"], json!([{ "org_id": org, "name": "Tween", "role": "developer", "members": 2 }]));
}

#[tokio::test]
async fn nobody_accepts_anothers_invitation() {
    let app = TestApp::with_developers(&[ALICE, BOB]).await;
    let (dev, _) = app.developer_token("dev_dev").await;
    let (bob, _) = app.developer_token("dev_bob").await;
    let org = app.organization(&dev, "Tween").await;
    let invitation = app.invited(&org, &dev, ALICE, "admin").await;
    for (token, reaction) in [(&bob, "accept"), (&bob, "decline"), (&dev, "accept")] {
        app.react(&invitation, token, reaction).await.refused(404, "NOT_FOUND");
    }
    app.react("inv_0000000000000000000000000a", &bob, "accept").await.refused(404, "NOT_FOUND");
    app.react("nonsense", &bob, "accept").await.refused(404, "NOT_FOUND");
    let (alice, _) = app.developer_token("dev_alice").await;
    assert_eq!(app.react(&invitation, &alice, "decline").await.expect(200)["status"], "declined");
    app.react(&invitation, &alice, "accept").await.refused(404, "NOT_FOUND");
}

#[tokio::test]
async fn an_invitation_that_has_run_out_is_none() {
    let app = TestApp::with_developers(&[ALICE]).await;
    let (dev, _) = app.developer_token("dev_dev").await;
    let org = app.organization(&dev, "Tween").await;
    let invitation = app.invited(&org, &dev, ALICE, "viewer").await;
    app.advance(Duration::from_secs(7 * 86_400));
    let (alice, _) = app.developer_token("dev_alice").await;
    let (dev, _) = app.developer_token("dev_dev").await;
    assert_eq!(app.get("/api/v1/developer", &alice).await.expect(200)["invitations"], json!([]));
    app.react(&invitation, &alice, "accept").await.refused(404, "NOT_FOUND");
    app.join(&org, &dev, ALICE, &alice, "viewer").await;
}

#[tokio::test]
async fn a_cancelled_invitation_is_none() {
    let app = TestApp::with_developers(&[ALICE]).await;
    let (dev, _) = app.developer_token("dev_dev").await;
    let (alice, _) = app.developer_token("dev_alice").await;
    let org = app.organization(&dev, "Tween").await;
    let invitation = app.invited(&org, &dev, ALICE, "viewer").await;
    let path = format!("{ORGANIZATIONS}/{org}/invitations/{invitation}");
    assert_eq!(app.delete(&path, &dev).await.expect(200), json!({ "invitation_id": invitation, "status": "cancelled" }));
    app.delete(&path, &dev).await.refused(404, "NOT_FOUND");
    app.react(&invitation, &alice, "accept").await.refused(404, "NOT_FOUND");
}

#[tokio::test]
async fn whoever_is_not_a_developer_can_only_decline() {
    let app = TestApp::new();
    let (dev, _) = app.developer_token("dev_dev").await;
    let org = app.organization(&dev, "Tween").await;
    let invitation = app.invited(&org, &dev, CHARLIE, "viewer").await;
    let charlie = app.sign_in(CHARLIE).await;
    let path = |reaction: &str| format!("/api/v1/developer/invitations/{invitation}/{reaction}");
    let details = app.post_as(&charlie, &path("accept"), &json!({})).await.refused(403, "INSUFFICIENT_PERMISSIONS");
    assert_eq!(details["reason"], "developer_not_whitelisted");
    assert_eq!(app.post_as(&charlie, &path("decline"), &json!({})).await.expect(200)["status"], "declined");
}

#[tokio::test]
async fn only_people_who_can_sign_in_are_invited() {
    let app = TestApp::new();
    let (dev, _) = app.developer_token("dev_dev").await;
    let org = app.organization(&dev, "Tween").await;
    for wrong in ["bob", "@bob:elsewhere.example", "@_tmcp_wallet:tween.example"] {
        assert_eq!(app.invite(&org, &dev, wrong, "viewer").await.refused(400, "INVALID_REQUEST")["field"], "/user_id", "{wrong}");
    }
    assert_eq!(app.invite(&org, &dev, BOB, "root").await.refused(400, "INVALID_REQUEST")["field"], "/role");
    assert_eq!(app.invite(&org, &dev, DEV, "viewer").await.refused(409, "INVALID_STATE")["state"], "member");
    let body = json!({ "user_id": BOB, "role": "viewer", "idempotency_key": "k" });
    let members = format!("{ORGANIZATIONS}/{org}/members");
    let first = app.post(&members, &dev, &body).await;
    let again = app.post(&members, &dev, &body).await;
    assert_eq!((again.header("idempotent-replayed"), &again.text), (Some("true"), &first.text));
}
