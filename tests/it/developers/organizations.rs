use tmcpd::store::ReadExt;

use super::*;

#[tokio::test]
async fn an_organization_is_made_shown_and_changed() {
    let app = TestApp::new();
    let (dev, _) = app.developer_token("dev_dev").await;
    let body = json!({
        "name": " <b>Tween</b> ", "description": "We make\nthings\u{202e}.", "website": "https://tween.example/a",
        "idempotency_key": "once",
    });
    let made = app.post(ORGANIZATIONS, &dev, &body).await;
    let again = app.post(ORGANIZATIONS, &dev, &body).await;
    assert_eq!((again.header("idempotent-replayed"), &again.text), (Some("true"), &made.text));
    let made = made.expect(201);
    assert_eq!((made["name"].as_str(), made["description"].as_str()), (Some("Tween"), Some("We make\nthings.")));
    assert_eq!((made["role"].as_str(), made["website"].as_str()), (Some("admin"), Some("https://tween.example/a")));
    app.post(ORGANIZATIONS, &dev, &json!({ "name": "Other", "idempotency_key": "once" }))
        .await
        .refused(409, "DUPLICATE_TRANSACTION");
    let path = format!("{ORGANIZATIONS}/{}", made["org_id"].as_str().unwrap());
    let changed = app.patch(&path, &dev, &json!({ "name": "Tween Labs", "website": "" })).await.expect(200);
    assert_eq!((changed["name"].as_str(), &changed["website"]), (Some("Tween Labs"), &Value::Null));
    assert_eq!(changed["description"], "We make\nthings.");
    let shown = app.get(&path, &dev).await.expect(200);
    assert_eq!((shown["members"][0]["user_id"].as_str(), &shown["invitations"]), (Some(DEV), &json!([])));
    let listed = app.get(ORGANIZATIONS, &dev).await.expect(200);
    assert_eq!((listed["organizations"][0]["members"].as_u64(), listed["organizations"].as_array().unwrap().len()), (Some(1), 1));
    for (field, wrong) in [
        ("/name", json!({ "name": "" })),
        ("/name", json!({ "name": "a\nb" })),
        ("/name", json!({ "name": "x".repeat(101) })),
        ("/description", json!({ "name": "x", "description": "x".repeat(1001) })),
        ("/website", json!({ "name": "x", "website": "javascript:alert(1)" })),
    ] {
        assert_eq!(app.post(ORGANIZATIONS, &dev, &wrong).await.refused(400, "INVALID_REQUEST")["field"], field);
    }
}

#[tokio::test]
async fn outsiders_cannot_tell_an_organization_from_none() {
    let app = TestApp::with_developers(&[ALICE]).await;
    let (dev, _) = app.developer_token("dev_dev").await;
    let (alice, _) = app.developer_token("dev_alice").await;
    let org = app.organization(&dev, "Tween").await;
    let invitation = app.invited(&org, &dev, BOB, "viewer").await;
    for org in [org.as_str(), "org_0000000000000000000000000a", "nonsense"] {
        let path = format!("{ORGANIZATIONS}/{org}");
        let member = format!("{path}/members/{DEV}");
        let answers = [
            app.get(&path, &alice).await,
            app.patch(&path, &alice, &json!({ "name": "Mine" })).await,
            app.invite(org, &alice, ALICE, "admin").await,
            app.patch(&member, &alice, &json!({ "role": "viewer" })).await,
            app.delete(&member, &alice).await,
            app.delete(&format!("{path}/members/{ALICE}"), &alice).await,
            app.delete(&format!("{path}/invitations/{invitation}"), &alice).await,
        ];
        for answer in answers {
            let text = answer.json()["error"]["message"].clone();
            assert_eq!((answer.status.as_u16(), text), (404, json!("There is no such organization.")));
        }
    }
}

#[tokio::test]
async fn nobody_promotes_themselves() {
    let app = TestApp::with_developers(&[ALICE, BOB]).await;
    let (dev, _) = app.developer_token("dev_dev").await;
    let org = app.organization(&dev, "Tween").await;
    for (user, matrix, role) in [(ALICE, "dev_alice", "developer"), (BOB, "dev_bob", "viewer")] {
        let (token, _) = app.developer_token(matrix).await;
        app.join(&org, &dev, user, &token, role).await;
        let own = format!("{ORGANIZATIONS}/{org}/members/{user}");
        app.patch(&own, &token, &json!({ "role": "admin" })).await.refused(403, "INSUFFICIENT_PERMISSIONS");
        app.patch(&format!("{ORGANIZATIONS}/{org}"), &token, &json!({ "name": "x" }))
            .await
            .refused(403, "INSUFFICIENT_PERMISSIONS");
        app.invite(&org, &token, user, "admin").await.refused(403, "INSUFFICIENT_PERMISSIONS");
        app.invite(&org, &token, CHARLIE, "admin").await.refused(403, "INSUFFICIENT_PERMISSIONS");
        app.delete(&format!("{ORGANIZATIONS}/{org}/members/{DEV}"), &token).await.refused(403, "INSUFFICIENT_PERMISSIONS");
        let shown = app.get(&format!("{ORGANIZATIONS}/{org}"), &token).await.expect(200);
        assert_eq!((shown["role"].as_str(), shown.get("invitations")), (Some(role), None));
    }
    let alice = format!("{ORGANIZATIONS}/{org}/members/{ALICE}");
    app.patch(&alice, &dev, &json!({ "role": "owner" })).await.refused(400, "INVALID_REQUEST");
    assert_eq!(app.patch(&alice, &dev, &json!({ "role": "admin" })).await.expect(200)["role"], "admin");
}

#[tokio::test]
async fn the_last_admin_neither_leaves_nor_steps_down() {
    let app = TestApp::with_developers(&[ALICE]).await;
    let (dev, _) = app.developer_token("dev_dev").await;
    let (alice, _) = app.developer_token("dev_alice").await;
    let org = app.organization(&dev, "Tween").await;
    app.join(&org, &dev, ALICE, &alice, "admin").await;
    let path = |user: &str| format!("{ORGANIZATIONS}/{org}/members/{user}");
    app.patch(&path(ALICE), &alice, &json!({ "role": "developer" })).await.expect(200);
    assert_eq!(app.delete(&path(DEV), &dev).await.refused(409, "INVALID_STATE")["state"], "last_admin");
    assert_eq!(
        app.patch(&path(DEV), &dev, &json!({ "role": "viewer" })).await.refused(409, "INVALID_STATE")["state"],
        "last_admin"
    );
    app.patch(&path(ALICE), &dev, &json!({ "role": "admin" })).await.expect(200);
    assert_eq!(app.delete(&path(DEV), &dev).await.expect(200), json!({ "org_id": org, "user_id": DEV, "removed": true }));
    assert_eq!(app.delete(&path(ALICE), &alice).await.refused(409, "INVALID_STATE")["state"], "last_admin");
    app.get(&format!("{ORGANIZATIONS}/{org}"), &dev).await.refused(404, "NOT_FOUND");
}

/// Whom an admin of the server has shut off cannot act, and so does not count.
#[tokio::test]
async fn an_organization_is_not_left_to_an_admin_who_is_suspended() {
    let app = TestApp::with_developers(&[ALICE]).await;
    let (dev, _) = app.developer_token("dev_dev").await;
    let (alice, _) = app.developer_token("dev_alice").await;
    let org = app.organization(&dev, "Tween").await;
    app.join(&org, &dev, ALICE, &alice, "admin").await;
    let suspension = |act: &str| format!("/api/v1/admin/users/{ALICE}/{act}");
    app.operate("POST", &suspension("suspend"), Some(json!({ "reason": "stolen" }))).await.expect(200);
    let own = format!("{ORGANIZATIONS}/{org}/members/{DEV}");
    assert_eq!(app.delete(&own, &dev).await.refused(409, "INVALID_STATE")["state"], "last_admin");
    app.operate("POST", &suspension("unsuspend"), Some(json!({}))).await.expect(200);
    app.delete(&own, &dev).await.expect(200);
}

/// They are not named in it as a member any more, and must not stay named as who made it.
#[tokio::test]
async fn a_founder_who_left_before_is_erased_from_what_they_made() {
    let app = TestApp::with_developers(&[ALICE]).await;
    let (dev, _) = app.developer_token("dev_dev").await;
    let (alice, _) = app.developer_token("dev_alice").await;
    let org = app.organization(&dev, "Tween").await;
    app.join(&org, &dev, ALICE, &alice, "admin").await;
    app.delete(&format!("{ORGANIZATIONS}/{org}/members/{DEV}"), &dev).await.expect(200);
    let founder = || {
        let rows = app.edge.commands.store().read(|reader| reader.last(&tmcpd::store::tables::ORGANIZATIONS)).unwrap();
        rows.unwrap().1.created_by.to_string()
    };
    assert_eq!(founder(), DEV);
    app.operate("POST", &format!("/api/v1/admin/users/{DEV}/erase"), Some(json!({}))).await.expect(200);
    assert!(founder().starts_with("@_tmcp_erased_"), "{}", founder());
}

#[tokio::test]
async fn the_other_spellings_of_the_paths_lead_here() {
    let app = TestApp::new();
    let (dev, _) = app.developer_token("dev_dev").await;
    let made = app.post("/organizations/v1/create", &dev, &json!({ "name": "Tween" })).await.expect(201);
    let members = format!("/organizations/v1/{}/members", made["org_id"].as_str().unwrap());
    app.post(&members, &dev, &json!({ "user_id": ALICE, "role": "viewer" })).await.expect(201);
}
