//! Signing keys follow one another in a running server.

use tmcpd::{
    audit::Action,
    identity::Rotation,
    store::{Order, tables::AUDIT},
    worker,
};

use super::*;

const DAY: Duration = Duration::from_secs(86_400);

impl TestApp {
    /// The ids in the JWK set, oldest first.
    async fn kids(&self) -> Vec<String> {
        let keys = self.get("/.well-known/jwks.json", "").await.json();
        keys["keys"].as_array().unwrap().iter().map(|key| key["kid"].as_str().unwrap().to_owned()).collect()
    }

    async fn tick(&self) {
        worker::tick(&self.edge, self.edge.now()).await.unwrap();
    }

    /// What is on record about keys.
    fn key_records(&self) -> Vec<(u16, String, Option<String>)> {
        use std::ops::Bound::Unbounded;
        let rows = self.edge.commands.store().read(|reader| reader.scan(&AUDIT, Unbounded, Unbounded, Order::Ascending, 1000));
        let about_keys = [Action::KeyMake as u16, Action::KeyRetire as u16];
        let rows = rows.unwrap().into_iter().filter(|(_, row)| about_keys.contains(&row.action));
        rows.map(|(_, row)| (row.action, row.object, row.summary)).collect()
    }

    fn recorded(&self) -> Vec<(u16, String)> {
        self.key_records().into_iter().map(|(action, kid, _)| (action, kid)).collect()
    }
}

fn kid_of(token: &str) -> String {
    let header = token.split('.').nth(1).unwrap();
    let header = URL_SAFE_NO_PAD.decode(header).unwrap();
    serde_json::from_slice::<Value>(&header).unwrap()["kid"].as_str().unwrap().to_owned()
}

fn made(kid: &str) -> (u16, String) {
    (Action::KeyMake as u16, kid.to_owned())
}

fn retired(kid: &str) -> (u16, String) {
    (Action::KeyRetire as u16, kid.to_owned())
}

#[tokio::test]
async fn after_a_rotation_old_tokens_work_until_their_end() {
    let app = TestApp::with(|settings| settings.tokens.tep_lifetime = DAY);
    app.tick().await;
    let [first] = &app.kids().await[..] else { panic!("not one key") };
    assert_eq!(app.recorded(), [made(first)]);

    let made_now = app.edge.rotate_signing_key(app.ctx(), Rotation::Planned).await.unwrap();
    let (next, settled) = (made_now.kid, made_now.from.since(app.edge.now()));
    assert_eq!(app.kids().await, [first.clone(), next.clone()], "it is published before it signs");
    assert_eq!(app.recorded(), [made(first), made(&next)]);
    app.advance(settled - Duration::from_secs(1));
    let old = app.token(ALICE, "wallet:balance").await;
    assert_eq!((kid_of(&old), app.balance(&old).await), (first.clone(), 200));
    app.advance(Duration::from_secs(1));
    let new = app.token(BOB, "wallet:balance").await;
    assert_eq!((kid_of(&new), app.balance(&new).await, app.balance(&old).await), (next.clone(), 200, 200));

    app.advance(DAY - Duration::from_secs(2));
    app.tick().await;
    assert_eq!((app.balance(&old).await, app.kids().await.len()), (200, 2), "the key is there until the token's end");
    app.advance(Duration::from_secs(180));
    app.tick().await;
    assert_eq!((app.balance(&old).await, app.kids().await), (401, vec![next.clone()]));
    assert_eq!(app.recorded(), [made(first), made(&next), retired(first)]);
    assert_eq!(app.key_records()[2].2.as_deref(), Some("every token it signed is over"));
}

#[tokio::test]
async fn what_a_stolen_key_signs_is_refused_at_once() {
    let app = TestApp::new();
    app.tick().await;
    let [stolen] = &app.kids().await[..] else { panic!("not one key") };
    app.grant("dev_alice", "wallet:balance").await;
    let issued = app.exchanged(&[("scope", "wallet:balance")]).await;
    let old = issued["access_token"].as_str().unwrap();
    assert_eq!(app.balance(old).await, 200);
    assert_eq!(app.introspect(old).await["active"], true);

    let fresh = app.edge.rotate_signing_key(app.ctx(), Rotation::Compromised).await.unwrap().kid;
    app.get("/api/v1/wallet/balance", old).await.refused(401, "INVALID_TOKEN");
    assert_eq!(app.introspect(old).await, json!({ "active": false }));
    assert_eq!(app.kids().await, std::slice::from_ref(&fresh));
    let again = app.refresh(issued["refresh_token"].as_str().unwrap(), &[]).await.expect(200);
    let new = again["access_token"].as_str().unwrap();
    assert_eq!((kid_of(new), app.balance(new).await), (fresh.clone(), 200), "the session goes on with a refreshed token");
    assert_eq!(app.recorded(), [made(stolen), made(&fresh), retired(stolen)]);
    assert!(app.key_records()[2].2.as_deref().unwrap().starts_with("removed before its time"));
}

#[tokio::test]
async fn a_key_that_is_old_gets_a_successor() {
    let app = TestApp::new();
    app.tick().await;
    app.advance(90 * DAY - Duration::from_secs(1));
    app.tick().await;
    assert_eq!(app.kids().await.len(), 1);
    app.advance(Duration::from_secs(1));
    app.tick().await;
    app.tick().await;
    let kids = app.kids().await;
    assert_eq!((kids.len(), app.recorded()), (2, vec![made(&kids[0]), made(&kids[1])]));
    let refused = app.edge.rotate_signing_key(app.ctx(), Rotation::Planned).await;
    assert!(refused.is_err_and(|trouble| trouble.to_string().contains("does not sign yet")));
}

#[tokio::test]
async fn keys_stay_where_rotation_is_switched_off() {
    let app = TestApp::with(|settings| settings.tokens.key_rotation = Duration::ZERO);
    app.advance(3650 * DAY);
    app.tick().await;
    assert_eq!(app.kids().await.len(), 1);
}

#[tokio::test]
async fn no_cache_keeps_the_keys_longer_than_a_new_one_settles() {
    let app = TestApp::new();
    let reply = app.get("/.well-known/jwks.json", "").await;
    let age = reply.header("cache-control").unwrap().split("max-age=").nth(1).unwrap().parse().unwrap();
    let key = app.edge.rotate_signing_key(app.ctx(), Rotation::Planned).await.unwrap();
    assert!(key.from.since(key.made) >= 2 * Duration::from_secs(age));
}
