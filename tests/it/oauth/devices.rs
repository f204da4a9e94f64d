use std::ops::Bound::Unbounded;

use serde_json::json;
use tmcpd::{
    identity::PruneDeviceGrants,
    store::{
        Order,
        tables::{DEVICE_GRANT_OF_CODE, DEVICE_GRANTS, DEVICE_GRANTS_OF_CLIENT},
    },
};

use super::*;

impl TestApp {
    async fn begin(&self, fields: &[(&str, &str)]) -> Value {
        let mut form = fields.to_vec();
        if !fields.iter().any(|(name, _)| *name == "client_id") {
            form.push(("client_id", SHOP));
        }
        self.form("/oauth2/device/authorization", &form, None).await.expect(200)
    }

    async fn poll(&self, device: &Value, fields: &[(&str, &str)]) -> Reply {
        let mut form = vec![("grant_type", DEVICE), ("device_code", device["device_code"].as_str().unwrap())];
        form.extend(fields);
        if !fields.iter().any(|(name, _)| *name == "client_id") {
            form.push(("client_id", SHOP));
        }
        self.form("/oauth2/token", &form, None).await
    }

    async fn enter(&self, browser: &Browser, user_code: &str) -> Reply {
        self.post_as(browser, "/oauth2/device/verify", &json!({ "user_code": user_code })).await
    }

    /// The question that follows a device's code.
    async fn entered(&self, browser: &Browser, device: &Value) -> String {
        let entered = self.enter(browser, device["user_code"].as_str().unwrap()).await.expect(200);
        entered["session"].as_str().unwrap().to_owned()
    }

    async fn decide(&self, browser: &Browser, session: &str, scopes: &[&str], decision: &str) -> Reply {
        let body = json!({ "session": session, "approved_scopes": scopes, "decision": decision });
        self.post_as(browser, "/oauth2/consent", &body).await
    }
}

#[tokio::test]
async fn a_device_is_let_in_when_its_person_agrees() {
    let app = TestApp::new();
    let device = app.begin(&[("scope", "wallet:balance wallet:pay user:read")]).await;
    let shown = device["user_code"].as_str().unwrap();
    assert!(shown.len() == 9 && shown.as_bytes()[4] == b'-', "{shown}");
    let base = app.edge.settings().server.base().to_owned();
    let expected = json!({
        "device_code": device["device_code"], "user_code": shown, "verification_uri": format!("{base}/oauth2/device"),
        "verification_uri_complete": format!("{base}/oauth2/device?user_code={shown}"), "expires_in": 900, "interval": 5,
    });
    assert_eq!(device, expected);
    assert_eq!(app.poll(&device, &[]).await.refusal(), is(400, "authorization_pending"));

    let alice = app.sign_in(ALICE).await;
    let session = app.enter(&alice, &shown.to_lowercase().replace('-', " ")).await.expect(200);
    let session = session["session"].as_str().unwrap();
    let view = app.get_with(&format!("/oauth2/consent?session={session}"), "accept", "application/json").await.json();
    assert_eq!((&view["purpose"], view.get("redirect_host")), (&json!("device"), None));
    let answer = app.decide(&alice, session, &["wallet:balance"], "approve").await.expect(200);
    assert_eq!((&answer["status"], answer.get("redirect_to")), (&json!("approved"), None));
    let token = app.poll(&device, &[]).await.expect(200);
    assert_eq!((&token["user_id"], &token["scope"]), (&ALICE.into(), &"user:read wallet:balance".into()));
    assert_eq!(app.balance(token["access_token"].as_str().unwrap()).await, 200);
    app.refresh(token["refresh_token"].as_str().unwrap(), &[]).await.expect(200);
}

/// Whoever was talked into entering a code is asked, whatever they have agreed to before.
#[tokio::test]
async fn a_device_is_always_asked_about() {
    let app = TestApp::new();
    app.grant("dev_alice", "wallet:balance").await;
    let alice = app.sign_in(ALICE).await;
    for (scope, asked) in [("wallet:balance user:read", json!(["wallet:balance"])), ("user:read", json!([]))] {
        let device = app.begin(&[("scope", scope)]).await;
        let session = app.entered(&alice, &device).await;
        let view = app.get_with(&format!("/oauth2/consent?session={session}"), "accept", "application/json").await.json();
        let names: Vec<&Value> = view["requested_scopes"].as_array().unwrap().iter().map(|asked| &asked["scope"]).collect();
        assert_eq!(json!(names), asked);
        assert_eq!(app.poll(&device, &[]).await.refusal(), is(400, "authorization_pending"));
    }
}

#[tokio::test]
async fn a_person_who_says_no_to_a_device() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    let device = app.begin(&[("scope", "wallet:pay")]).await;
    let session = app.entered(&alice, &device).await;
    let answer = app.decide(&alice, &session, &[], "deny").await.expect(200);
    assert_eq!((&answer["status"], answer.get("redirect_to")), (&json!("denied"), None));
    assert_eq!(app.poll(&device, &[]).await.refusal(), is(400, "access_denied"));
}

#[tokio::test]
async fn a_device_that_asks_too_often_waits_longer_each_time() {
    let app = TestApp::new();
    let device = app.begin(&[]).await;
    for (after, expected) in [
        (0, "authorization_pending"),
        (4, "slow_down"),
        (9, "slow_down"),
        (15, "authorization_pending"),
        (14, "slow_down"),
        (20, "authorization_pending"),
    ] {
        app.advance(Duration::from_secs(after));
        assert_eq!(app.poll(&device, &[]).await.refusal(), is(400, expected), "after {after} s");
    }
    let alice = app.sign_in(ALICE).await;
    app.advance(Duration::from_secs(900));
    assert_eq!(app.poll(&device, &[]).await.refusal(), is(400, "expired_token"));
    app.enter(&alice, device["user_code"].as_str().unwrap()).await.refused(404, "NOT_FOUND");
}

#[tokio::test]
async fn a_device_gets_its_tokens_once() {
    let app = TestApp::new();
    app.grant("dev_alice", "wallet:balance").await;
    let alice = app.sign_in(ALICE).await;
    let device = app.begin(&[("scope", "wallet:balance")]).await;
    let session = app.entered(&alice, &device).await;
    app.decide(&alice, &session, &["wallet:balance"], "approve").await.expect(200);
    let (one, other) = tokio::join!(app.poll(&device, &[]), app.poll(&device, &[]));
    let mut codes = [one.code(), other.code()];
    codes.sort_unstable();
    assert_eq!(codes, [200, 400]);
    let token = if one.code() == 200 { one.json() } else { other.json() };
    assert_eq!(
        app.balance(token["access_token"].as_str().unwrap()).await,
        401,
        "two held the device code: nobody keeps the session"
    );
    assert_eq!(app.poll(&device, &[]).await.refusal(), is(400, "invalid_grant"));
}

#[tokio::test]
async fn device_code_of_another_client_is_refused() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    let device = app.begin(&[]).await;
    let others = [&[("client_id", "ma_official_wallet")][..], &[("client_id", BACKEND), ("client_secret", SECRET)]];
    for fields in others {
        assert_eq!(app.poll(&device, fields).await.refusal(), is(400, "invalid_grant"));
    }
    let session = app.entered(&alice, &device).await;
    app.decide(&alice, &session, &[], "approve").await.expect(200);
    for fields in others {
        assert_eq!(app.poll(&device, fields).await.refusal(), is(400, "invalid_grant"));
    }
    let (id, secret) = device["device_code"].as_str().unwrap().split_once('.').unwrap();
    for bad in [format!("{id}.{}", "A".repeat(43)), format!("dgr_00000000000000000000000000.{secret}"), id.to_owned()] {
        assert_eq!(app.poll(&json!({ "device_code": bad }), &[]).await.refusal(), is(400, "invalid_grant"));
    }
    app.poll(&device, &[]).await.expect(200);
}

#[tokio::test]
async fn a_device_code_is_answered_once_and_by_whoever_is_first() {
    let app = TestApp::new();
    let (alice, bob) = (app.sign_in(ALICE).await, app.sign_in(BOB).await);
    let device = app.begin(&[("scope", "wallet:balance")]).await;
    let (alices, bobs) = (app.entered(&alice, &device).await, app.entered(&bob, &device).await);
    app.decide(&alice, &alices, &["wallet:balance"], "approve").await.expect(200);
    app.decide(&bob, &bobs, &["wallet:balance"], "approve").await.refused(404, "NOT_FOUND");
    app.enter(&bob, device["user_code"].as_str().unwrap()).await.refused(404, "NOT_FOUND");
    assert_eq!(app.poll(&device, &[]).await.expect(200)["user_id"], ALICE);
    let asked = app.exchange(&[("subject_token", "dev_bob"), ("scope", "wallet:balance")]).await;
    assert_eq!(asked.refusal(), is(403, "consent_required"), "an answer that came too late agrees to nothing");
}

#[tokio::test]
async fn approving_with_a_suspended_person_lets_nobody_in() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    let (before, after) = (app.begin(&[]).await, app.begin(&[]).await);
    let (first, second) = (app.entered(&alice, &before).await, app.entered(&alice, &after).await);
    app.decide(&alice, &first, &[], "approve").await.expect(200);
    app.suspend_user(ALICE).await;
    app.decide(&alice, &second, &[], "approve").await.refused(403, "USER_SUSPENDED");
    app.enter(&alice, after["user_code"].as_str().unwrap()).await.refused(403, "USER_SUSPENDED");
    assert_eq!(app.poll(&before, &[]).await.refusal(), is(400, "invalid_grant"));
    assert_eq!(app.poll(&after, &[]).await.refusal(), is(400, "authorization_pending"));
}

#[tokio::test]
async fn guessing_user_codes_is_limited_by_person_and_by_address() {
    let app = TestApp::new();
    let (alice, bob) = (app.sign_in(ALICE).await, app.sign_in(BOB).await);
    app.advance(Duration::from_secs(120));
    for guess in 0..15 {
        let person = if guess < 8 { &alice } else { &bob };
        app.enter(person, "BCDF-GHJK").await.refused(404, "NOT_FOUND");
    }
    for person in [&alice, &bob] {
        app.enter(person, "BCDF-GHJK").await.refused(429, "RATE_LIMIT_EXCEEDED");
    }
    app.advance(Duration::from_secs(120));
    let device = app.begin(&[]).await;
    app.enter(&alice, device["user_code"].as_str().unwrap()).await.expect(200);
    app.post("/oauth2/device/verify", "dev_alice", &json!({ "user_code": "BCDF-GHJK" })).await.refused(401, "INVALID_TOKEN");
}

#[tokio::test]
async fn what_a_device_asks_for_is_checked() {
    let app = TestApp::new();
    for (fields, status, error) in [
        (&[("scope", "wallet:everything"), ("client_id", SHOP)][..], 400, "invalid_scope"),
        (&[("scope", "wallet:admin"), ("client_id", SHOP)], 400, "invalid_scope"),
        (&[], 400, "invalid_request"),
        (&[("client_id", "ma_nobody")], 401, "invalid_client"),
        (&[("client_id", BACKEND)], 401, "invalid_client"),
        (&[("client_id", SHOP), ("client_id", SHOP)], 400, "invalid_request"),
    ] {
        let reply = app.form("/oauth2/device/authorization", fields, None).await;
        assert_eq!(reply.refusal(), is(status, error), "{fields:?}");
    }
    assert_eq!(app.form("/oauth2/device/authorization", &[], Some((BACKEND, SECRET))).await.code(), 200);
    let device = app.begin(&[]).await;
    app.suspend_shop().await;
    let alice = app.sign_in(ALICE).await;
    app.enter(&alice, device["user_code"].as_str().unwrap()).await.refused(404, "NOT_FOUND");
    assert_eq!(app.poll(&device, &[]).await.refusal(), is(401, "invalid_client"));
}

#[tokio::test]
async fn devices_that_nobody_lets_in_are_forgotten() {
    let app = TestApp::new();
    let device = app.begin(&[]).await;
    app.advance(Duration::from_secs(900 + 300));
    let now = app.edge.now();
    let store = app.edge.commands.store();
    assert!(store.read(|reader| PruneDeviceGrants::is_due(reader, now)).unwrap());
    app.begin(&[]).await;
    assert!(!store.read(|reader| PruneDeviceGrants::is_due(reader, now)).unwrap(), "a new one clears old ones away");
    let grants = store.read(|reader| reader.scan(&DEVICE_GRANTS, Unbounded, Unbounded, Order::Ascending, 9)).unwrap();
    let codes = store.read(|reader| reader.scan(&DEVICE_GRANT_OF_CODE, Unbounded, Unbounded, Order::Ascending, 9)).unwrap();
    let of_client = store.read(|reader| reader.scan_first(&DEVICE_GRANTS_OF_CLIENT, &SHOP.to_owned(), 9)).unwrap();
    assert_eq!((grants.len(), codes.len(), of_client.len()), (1, 1, 1));
    assert_eq!(app.poll(&device, &[]).await.refusal(), is(400, "invalid_grant"));
}

#[tokio::test]
async fn strangers_cannot_fill_the_store_with_devices_nor_shut_out_other_clients() {
    let app = TestApp::new();
    app.begin(&[]).await;
    let fill = |txn: &mut tmcpd::store::Txn<'_>| {
        for number in 0..499_u32 {
            let grant = format!("dgr_{number:026}").parse().unwrap();
            txn.put(&DEVICE_GRANTS_OF_CLIENT, &(SHOP.to_owned(), grant), &())?;
        }
        Ok(())
    };
    let written: Result<(), Failure> = app.edge.commands.store().write(fill).await;
    written.unwrap();
    let reply = app.form("/oauth2/device/authorization", &[("client_id", SHOP)], None).await;
    assert_eq!(reply.refusal(), is(503, "temporarily_unavailable"));
    assert_eq!(reply.header("retry-after"), Some("60"));
    app.form("/oauth2/device/authorization", &[], Some((BACKEND, SECRET))).await.expect(200);
}

#[tokio::test]
async fn strangers_cannot_fill_the_record_with_devices() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    let all =
        || app.edge.commands.store().read(|reader| reader.scan(&AUDIT, Unbounded, Unbounded, Order::Ascending, 99)).unwrap();
    let before = all().len();
    let device = app.begin(&[("scope", "wallet:balance")]).await;
    app.begin(&[]).await;
    assert_eq!(all().len(), before);
    app.entered(&alice, &device).await;
    let (_, entered) = all().pop().unwrap();
    assert_eq!((entered.action, entered.actor), (Action::DeviceGrantRequest as u16, format!("u/{ALICE}")));
    assert_eq!(entered.summary.as_deref(), Some("ma_shop_001 for wallet:balance"));
}

#[tokio::test]
async fn a_device_gets_nothing_once_access_is_taken_back() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    let device = app.begin(&[("scope", "wallet:balance")]).await;
    let session = app.entered(&alice, &device).await;
    app.decide(&alice, &session, &["wallet:balance"], "approve").await.expect(200);
    app.post_as(&alice, "/api/v1/auth/revoke", &json!({ "miniapp_id": SHOP })).await.expect(200);
    assert_eq!(app.poll(&device, &[]).await.refusal(), is(400, "access_denied"));
}

#[tokio::test]
async fn what_is_over_is_swept_away() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    app.begin(&[]).await;
    app.code(&alice, &[]).await;
    let held = || {
        app.edge.commands.store().read(|reader| {
            let codes = reader.scan(&tmcpd::store::tables::CODES, Unbounded, Unbounded, Order::Ascending, 9)?.len();
            Ok((codes, reader.scan(&DEVICE_GRANTS, Unbounded, Unbounded, Order::Ascending, 9)?.len()))
        })
    };
    tmcpd::worker::tick(&app.edge, app.edge.now()).await.unwrap();
    assert_eq!(held().unwrap(), (1, 1));
    app.advance(Duration::from_secs(2 * 3600));
    tmcpd::worker::tick(&app.edge, app.edge.now()).await.unwrap();
    assert_eq!(held().unwrap(), (0, 0));
}
