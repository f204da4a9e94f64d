use std::time::Duration;

use base64::{Engine, engine::general_purpose::STANDARD};
use p256::{
    ecdsa::{Signature, SigningKey, signature::Signer},
    pkcs8::EncodePublicKey,
};
use serde_json::{Value, json};

use crate::support::*;

fn key(seed: u8) -> SigningKey {
    SigningKey::from_slice(&[seed; 32]).unwrap()
}

fn device(id: &str, key: &SigningKey) -> Value {
    let spki = key.verifying_key().to_public_key_der().unwrap();
    json!({
        "device_id": id, "device_name": "Phone", "platform": "android", "biometric_capabilities": ["fingerprint"],
        "public_key": { "algorithm": "ECDSA_P256", "format": "SPKI", "key_data": STANDARD.encode(spki.as_bytes()) },
    })
}

fn with_pin(mut body: Value, pin: &str) -> Value {
    body["auth_proof"] = json!({ "method": "pin", "proof": { "pin": pin } });
    body
}

fn signed(key: &SigningKey, device: &str, message: &str, timestamp: &str) -> Value {
    let signature: Signature = key.sign(message.as_bytes());
    let signature = STANDARD.encode(signature.to_der().as_bytes());
    json!({ "auth_proof": { "method": "biometric", "proof": { "device_id": device, "signature": signature, "timestamp": timestamp } } })
}

async fn transfer(app: &TestApp, token: &str, key: &str) -> (String, String) {
    let body = json!({ "recipient": BOB, "amount": "5.00", "currency": "USD", "idempotency_key": key });
    let made = app.post("/api/v1/wallet/p2p/initiate", token, &body).await.expect(201);
    let id = made["transfer_id"].as_str().unwrap().to_owned();
    (format!("/api/v1/wallet/p2p/{id}/confirm"), id)
}

#[tokio::test]
async fn a_device_key_proves_its_person() {
    let app = TestApp::new();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let key = key(1);
    app.post("/api/v1/devices", "dev_alice", &device("phone", &key)).await.refused(403, "STEP_UP_REQUIRED");
    app.post("/api/v1/devices", "dev_alice", &with_pin(device("phone", &key), "000000")).await.refused(401, "MFA_FAILED");
    let made = app.post("/api/v1/devices", "dev_alice", &with_pin(device("phone", &key), ALICE_PIN)).await.expect(201);
    assert!(made["public_key_hash"].as_str().unwrap().starts_with("sha256:"));
    app.post("/api/v1/devices", "dev_alice", &with_pin(device("phone", &key), ALICE_PIN)).await.refused(409, "INVALID_STATE");
    assert_eq!(app.get("/api/v1/devices", "dev_alice").await.expect(200)["devices"][0]["device_id"], "phone");

    let now = START.unix_seconds().to_string();
    for (place, amount) in ["5.00", "5"].iter().enumerate() {
        let (confirm, id) = transfer(&app, &alice, &place.to_string()).await;
        let body = signed(&key, "phone", &format!("{id}:{amount}:USD:{now}"), &now);
        app.post(&confirm, &alice, &body).await.expect(200);
    }
    let (confirm, id) = transfer(&app, &alice, "other").await;
    let old = START.unix_seconds() - 301;
    let wrong = [
        signed(&key, "phone", &format!("{id}:6.00:USD:{now}"), &now),
        signed(&key, "phone", &format!("p2p_other:5.00:USD:{now}"), &now),
        signed(&key, "tablet", &format!("{id}:5.00:USD:{now}"), &now),
        signed(&key, "phone", &format!("{id}:5.00:USD:{old}"), &old.to_string()),
    ];
    for body in &wrong {
        app.post(&confirm, &alice, body).await.refused(401, "MFA_FAILED");
    }
}

#[tokio::test]
async fn a_removed_device_proves_nothing() {
    let app = TestApp::new();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let key = key(2);
    app.post("/api/v1/devices", "dev_alice", &with_pin(device("phone", &key), ALICE_PIN)).await.expect(201);
    app.post("/api/v1/devices/phone/revoke", "dev_alice", &json!({})).await.refused(403, "STEP_UP_REQUIRED");
    let (confirm, id) = transfer(&app, &alice, "1").await;
    app.post("/api/v1/devices/phone/revoke", "dev_alice", &with_pin(json!({}), ALICE_PIN)).await.expect(200);
    let now = START.unix_seconds().to_string();
    app.post(&confirm, &alice, &signed(&key, "phone", &format!("{id}:5.00:USD:{now}"), &now)).await.refused(401, "MFA_FAILED");
    assert_eq!(app.get("/api/v1/devices", "dev_alice").await.expect(200)["devices"], json!([]));
    app.post("/api/v1/devices/phone/revoke", "dev_alice", &with_pin(json!({}), ALICE_PIN)).await.refused(404, "NOT_FOUND");
}

#[tokio::test]
async fn a_device_is_renamed_and_its_owner_is_told() {
    let app = TestApp::new();
    app.post("/api/v1/devices", "dev_alice", &with_pin(device("phone", &key(2)), ALICE_PIN)).await.expect(201);
    let browser = app.sign_in(ALICE).await;
    let rename = |name: &str| json!({ "device_name": name });
    let renamed = app.call_as(&browser, "PATCH", "/api/v1/devices/phone", &rename("Old phone")).await.expect(200);
    assert_eq!(renamed["device_name"], "Old phone");
    app.call_as(&browser, "PATCH", "/api/v1/devices/phone", &rename(" ")).await.refused(400, "INVALID_REQUEST");
    app.call_as(&browser, "PATCH", "/api/v1/devices/tablet", &rename("x")).await.refused(404, "NOT_FOUND");
    let bob = app.sign_in(BOB).await;
    app.call_as(&bob, "PATCH", "/api/v1/devices/phone", &rename("x")).await.refused(404, "NOT_FOUND");
    app.deliver_outbox().await;
}

#[tokio::test]
async fn a_mini_app_cannot_enrol_a_key_and_pay_itself() {
    let app = TestApp::new();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let body = with_pin(device("mine", &key(3)), ALICE_PIN);
    app.post("/api/v1/devices", &alice, &body).await.refused(403, "STEP_UP_REQUIRED");
    app.get("/api/v1/devices", &alice).await.refused(403, "STEP_UP_REQUIRED");
}

#[tokio::test]
async fn another_persons_device_is_not_ones_own() {
    let app = TestApp::new();
    let bobs = key(4);
    app.post("/api/v1/devices", "dev_bob", &with_pin(device("phone", &bobs), BOB_PIN)).await.expect(201);
    let alice = app.token(ALICE, ALL_WALLET).await;
    let (confirm, id) = transfer(&app, &alice, "1").await;
    let now = START.unix_seconds().to_string();
    app.post(&confirm, &alice, &signed(&bobs, "phone", &format!("{id}:5.00:USD:{now}"), &now)).await.refused(401, "MFA_FAILED");
    let bob = app.token(BOB, ALL_WALLET).await;
    app.post(&confirm, &bob, &signed(&bobs, "phone", &format!("{id}:5.00:USD:{now}"), &now))
        .await
        .refused(403, "INSUFFICIENT_PERMISSIONS");
}

#[tokio::test]
async fn bad_keys_are_named() {
    let app = TestApp::new();
    let good = device("d", &key(5));
    let cases = [
        ("/device_id", json!("")),
        ("/device_id", json!("x".repeat(129))),
        ("/public_key/format", json!("PKCS1")),
        ("/public_key/key_data", json!("AAAA")),
        ("/public_key/algorithm", json!(5)),
    ];
    for (pointer, value) in cases {
        let mut body = with_pin(good.clone(), ALICE_PIN);
        *body.pointer_mut(pointer).unwrap() = value;
        let details = app.post("/api/v1/devices", "dev_alice", &body).await.refused(400, "INVALID_REQUEST");
        let named = details["field"].as_str().unwrap();
        assert!(pointer.starts_with(named) || named == pointer || named.is_empty(), "{pointer}: {details}");
        app.advance(Duration::from_secs(30));
    }
}

#[tokio::test]
async fn activation_brings_no_factor_past_the_one_that_is_there() {
    let app = TestApp::new();
    app.post("/api/v1/wallet/register", "dev_charlie", &json!({})).await.expect(200);
    app.post("/api/v1/devices", "dev_charlie", &device("mine", &key(6))).await.expect(201);
    let steps = json!({ "terms_version": "1", "terms_accepted": true, "pin": "590271" });
    app.post("/api/v1/wallet/activate", "dev_charlie", &steps).await.refused(403, "STEP_UP_REQUIRED");
    let now = START.unix_seconds().to_string();
    let with = |proof: Value| {
        let mut steps = steps.clone();
        steps["auth_proof"] = proof["auth_proof"].clone();
        steps
    };
    let thief = with(signed(&key(7), "mine", &format!("activate:0.00:USD:{now}"), &now));
    app.post("/api/v1/wallet/activate", "dev_charlie", &thief).await.refused(401, "MFA_FAILED");
    let own = with(signed(&key(6), "mine", &format!("activate:0.00:USD:{now}"), &now));
    assert_eq!(app.post("/api/v1/wallet/activate", "dev_charlie", &own).await.expect(200)["user_status"], "active");
}
