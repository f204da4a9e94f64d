use serde_json::{Value, json};
use tmcpd::{edge::links::activation_url, kernel::UserId};

use crate::support::*;

const PIN: &str = "/api/v1/account/pin";

fn change(pin: &str, old: Option<&str>) -> Value {
    let proof = old.map(|old| json!({ "method": "pin", "proof": { "pin": old } }));
    json!({ "pin": pin, "auth_proof": proof })
}

#[tokio::test]
async fn a_pin_is_changed_by_whoever_knows_the_old_one() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    app.call_as(&alice, "PUT", PIN, &change("590271", None)).await.refused(403, "STEP_UP_REQUIRED");
    app.call_as(&alice, "PUT", PIN, &change("123456", Some(ALICE_PIN))).await.refused(400, "INVALID_REQUEST");
    assert_eq!(app.call_as(&alice, "PUT", PIN, &change("590271", Some(ALICE_PIN))).await.expect(200), json!({ "changed": true }));
    let refused = app.call_as(&alice, "PUT", PIN, &change("370582", Some(ALICE_PIN))).await;
    assert_eq!(refused.refused(401, "MFA_FAILED")["attempts_remaining"], 4, "the old one is none any more");
    app.call_as(&alice, "PUT", PIN, &change("370582", Some("590271"))).await.expect(200);
    app.deliver_outbox().await;
    let told = app.edge.homeserver.dev().unwrap();
    let direct = told.mutual_rooms("dev_alice", &UserId::parse("@_tmcp:tween.example").unwrap()).unwrap();
    assert_eq!(told.events(&direct[0]).len(), 2, "each change is told in private");
}

#[tokio::test]
async fn the_first_pin_needs_no_proof() {
    let app = TestApp::new();
    let charlie = app.sign_in(CHARLIE).await;
    app.call_as(&charlie, "PUT", PIN, &change("590271", None)).await.expect(200);
    app.call_as(&charlie, "PUT", PIN, &change("370582", None)).await.refused(403, "STEP_UP_REQUIRED");
    assert_eq!(app.get_as(&charlie, "/api/v1/account").await.expect(200)["factors"]["pin"], true);
}

#[tokio::test]
async fn guessing_the_old_pin_locks() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    for _ in 0..4 {
        app.call_as(&alice, "PUT", PIN, &change("590271", Some("000000"))).await.refused(401, "MFA_FAILED");
    }
    app.call_as(&alice, "PUT", PIN, &change("590271", Some("000000"))).await.refused(429, "MFA_LOCKED");
    app.call_as(&alice, "PUT", PIN, &change("590271", Some(ALICE_PIN))).await.refused(429, "MFA_LOCKED");
}

/// What the link's page asks for.
fn question(app: &TestApp, who: &str) -> String {
    let url = activation_url(&app.edge, &UserId::parse(who).unwrap());
    format!("/api/v1/account/activation?{}", url.split_once('?').unwrap().1)
}

#[tokio::test]
async fn an_activation_link_is_for_its_person() {
    let app = TestApp::new();
    let charlie = app.sign_in(CHARLIE).await;
    let found = app.get_as(&charlie, &question(&app, CHARLIE)).await.expect(200);
    let rules = &app.edge.settings().activation;
    let steps: Vec<_> = rules.require.iter().map(|step| step.name()).collect();
    assert_eq!(found, json!({ "user_id": CHARLIE, "steps": steps, "terms_version": rules.terms_version }));
    app.get_as(&charlie, &question(&app, ALICE)).await.refused(403, "INSUFFICIENT_PERMISSIONS");
}

#[tokio::test]
async fn a_changed_activation_link_is_refused() {
    let app = TestApp::new();
    let charlie = app.sign_in(CHARLIE).await;
    let good = question(&app, CHARLIE);
    let last = if good.ends_with('0') { "1" } else { "0" };
    let others = question(&app, ALICE);
    for changed in [
        format!("{}{last}", &good[..good.len() - 1]),
        good.replace("charlie", "alice"),
        others.replace("alice", "charlie"),
        good.replace("%40charlie%3Atween.example", "nobody"),
        format!("{}sig=", good.split("sig=").next().unwrap()),
    ] {
        assert_ne!(changed, good);
        app.get_as(&charlie, &changed).await.refused(401, "INVALID_SIGNATURE");
    }
}
