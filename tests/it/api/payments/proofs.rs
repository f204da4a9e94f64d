use crate::authenticator::Authenticator;

use super::*;

/// The second proof that the answer asks for: the challenge.
async fn second_needed(app: &TestApp, token: &str, payment: &Value, proof: &Value) -> Value {
    let details = app.post(&path(payment, "authorize"), token, proof).await.refused(428, "MFA_REQUIRED");
    assert_eq!(details["payment_id"], payment["payment_id"]);
    assert_eq!(details["mfa_methods"], details["mfa_challenge"]["methods"]);
    details["mfa_challenge"].clone()
}

fn answer(challenge: &Value, auth_proof: &Value) -> Value {
    json!({ "challenge_id": challenge["challenge_id"], "auth_proof": auth_proof })
}

fn passkey(answer: &Value) -> Value {
    json!({ "method": "webauthn", "proof": { "webauthn": answer } })
}

async fn enrol_passkey(app: &TestApp, authenticator: &mut Authenticator) {
    let begun = app.post("/api/v1/mfa/passkeys", "dev_alice", &pin(ALICE_PIN)).await.expect(201);
    let made = authenticator.create(&begun["webauthn"]);
    let body = json!({ "challenge_id": begun["challenge_id"], "name": "Laptop", "credential": made });
    app.post("/api/v1/mfa/passkeys/finish", "dev_alice", &body).await.expect(201);
}

#[tokio::test]
async fn a_passkey_pays_what_a_pin_alone_does_not() {
    let app = app();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let mut laptop = Authenticator::new(1);
    enrol_passkey(&app, &mut laptop).await;
    let asked = request(&app, &alice, "75.00", "1").await;
    assert_eq!(asked["available_methods"], json!(["webauthn", "transaction_pin"]));
    let challenge = second_needed(&app, &alice, &asked, &pin(ALICE_PIN)).await;
    assert_eq!((&challenge["required_method"], &challenge["max_attempts"]), (&json!("webauthn"), &json!(3)));
    assert_eq!(challenge["expires_at"], (START + Duration::from_secs(120)).to_string());
    let seen = app.get(&status(&asked), &alice).await.expect(200);
    assert_eq!((&seen["status"], &seen["proven_by"]), (&json!("mfa_required"), &json!("transaction_pin")));
    assert_eq!(seen["available_methods"], json!(["webauthn"]));
    let state = app.get(&path(&asked, "mfa/status"), &alice).await.expect(200);
    assert_eq!((&state["mfa_required"], &state["challenge"]["status"]), (&json!(true), &json!("pending")));

    let proof = answer(&challenge, &passkey(&laptop.get(&challenge["webauthn"])));
    let done = app.post(&path(&asked, "mfa/verify"), &alice, &proof).await.expect(200);
    assert_eq!((&done["status"], &done["payment"]["status"]), (&json!("verified"), &json!("completed")));
    assert_eq!(done["challenge_id"], challenge["challenge_id"]);
    assert_eq!((app.available(&alice).await, told(&app).len()), ("49925.00".to_owned(), 1));
    app.post(&path(&asked, "mfa/verify"), &alice, &proof).await.refused(409, "INVALID_STATE");
}

#[tokio::test]
async fn the_assertion_of_one_payment_used_for_another() {
    let app = app();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let mut laptop = Authenticator::new(1);
    enrol_passkey(&app, &mut laptop).await;
    let [one, other] = [request(&app, &alice, "75.00", "1").await, request(&app, &alice, "75.00", "2").await];
    let first = second_needed(&app, &alice, &one, &pin(ALICE_PIN)).await;
    let second = second_needed(&app, &alice, &other, &pin(ALICE_PIN)).await;
    let assertion = laptop.get(&first["webauthn"]);
    for challenge in [&first, &second] {
        let proof = answer(challenge, &passkey(&assertion));
        app.post(&path(&other, "mfa/verify"), &alice, &proof).await.refused(401, "MFA_FAILED");
    }
    let direct = json!({ "auth_proof": passkey(&assertion) });
    app.post(&path(&other, "authorize"), &alice, &direct).await.refused(401, "MFA_FAILED");
    assert_eq!(app.available(&alice).await, "50000.00");
    app.post(&path(&one, "mfa/verify"), &alice, &answer(&first, &passkey(&assertion))).await.expect(200);
}

#[tokio::test]
async fn the_same_kind_of_proof_twice() {
    let app = app();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let own = key(1);
    enrol_device(&app, "dev_alice", ALICE_PIN, "phone", &own).await;
    let asked = request(&app, &alice, "75.00", "1").await;
    let first = second_needed(&app, &alice, &asked, &pin(ALICE_PIN)).await;
    let again = second_needed(&app, &alice, &asked, &pin(ALICE_PIN)).await;
    assert_ne!(first["challenge_id"], again["challenge_id"]);
    let proof = answer(&again, &pin(ALICE_PIN)["auth_proof"]);
    app.post(&path(&asked, "mfa/verify"), &alice, &proof).await.refused(428, "MFA_REQUIRED");
    assert_eq!(app.available(&alice).await, "50000.00");
}

#[tokio::test]
async fn a_device_key_answers_a_challenge() {
    let app = app();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let own = key(1);
    enrol_device(&app, "dev_alice", ALICE_PIN, "phone", &own).await;
    let asked = request(&app, &alice, "75.00", "1").await;
    let challenge = second_needed(&app, &alice, &asked, &pin(ALICE_PIN)).await;
    let text = format!("{}:{}", id(&asked), challenge["challenge_id"].as_str().unwrap());
    let old = (START.unix_seconds() - 31).to_string();
    let over_amount = format!("{}:75.00:USD", id(&asked));
    for wrong in [signed(&own, "phone", &text, &old), signed(&own, "phone", &over_amount, &now(&app))] {
        let proof = answer(&challenge, &json!({ "method": "biometric", "proof": wrong }));
        app.post(&path(&asked, "mfa/verify"), &alice, &proof).await.refused(401, "MFA_FAILED");
    }
    let left = app.get(&path(&asked, "mfa/status"), &alice).await.expect(200);
    assert_eq!(left["challenge"]["attempts_remaining"], 1);
    let credentials = signed(&own, "phone", &text, &now(&app));
    let proof = json!({ "challenge_id": challenge["challenge_id"], "method": "biometric", "credentials": credentials });
    app.post(&path(&asked, "mfa/verify"), &alice, &proof).await.expect(200);
}

#[tokio::test]
async fn a_challenge_that_is_over() {
    let app = app();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let mut laptop = Authenticator::new(1);
    enrol_passkey(&app, &mut laptop).await;
    let asked = request(&app, &alice, "75.00", "1").await;
    let challenge = second_needed(&app, &alice, &asked, &pin(ALICE_PIN)).await;
    app.advance(Duration::from_secs(120));
    let proof = answer(&challenge, &passkey(&laptop.get(&challenge["webauthn"])));
    app.post(&path(&asked, "mfa/verify"), &alice, &proof).await.refused(401, "MFA_FAILED");
    let state = app.get(&path(&asked, "mfa/status"), &alice).await.expect(200);
    assert_eq!((&state["challenge"]["status"], &state["mfa_required"]), (&json!("expired"), &json!(true)));
    let fresh = app.post(&path(&asked, "mfa/challenge"), &alice, &json!({})).await.expect(201);
    let proof = answer(&fresh, &passkey(&laptop.get(&fresh["webauthn"])));
    let done = app.post(&path(&asked, "mfa/verify"), &alice, &proof).await.expect(200);
    assert_eq!(done["payment"]["status"], "completed", "the first proof was not wasted");
}

#[tokio::test]
async fn a_small_payment_by_passkey_alone() {
    let app = app();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let mut laptop = Authenticator::new(1);
    enrol_passkey(&app, &mut laptop).await;
    let asked = request(&app, &alice, "5.00", "1").await;
    let challenge = app.post(&path(&asked, "mfa/challenge"), &alice, &json!({})).await.expect(201);
    let proof = json!({ "auth_proof": passkey(&laptop.get(&challenge["webauthn"])) });
    app.post(&path(&asked, "authorize"), &alice, &proof).await.expect(200);
}

#[tokio::test]
async fn without_a_second_factor_a_large_payment_needs_one_to_be_enrolled() {
    let app = app();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let asked = request(&app, &alice, "50.01", "1").await;
    let details = app.post(&path(&asked, "authorize"), &alice, &pin(ALICE_PIN)).await.refused(403, "STEP_UP_REQUIRED");
    assert_eq!(details["enrolment_url"], "http://127.0.0.1:8420/account/security");
    assert_eq!(app.get(&status(&asked), &alice).await.expect(200)["status"], "pending_authorization");
    pay(&app, &alice, "50.00", "2").await;
}

#[tokio::test]
async fn a_device_that_was_enrolled_a_moment_ago_is_not_enough() {
    let app = app_with(|settings| settings.mfa.new_device = Duration::from_secs(86_400));
    let alice = app.token(ALICE, ALL_WALLET).await;
    let own = key(1);
    enrol_device(&app, "dev_alice", ALICE_PIN, "phone", &own).await;
    let asked = request(&app, &alice, "1.00", "1").await;
    let proof = signed(&own, "phone", &format!("{}:1:USD", id(&asked)), &now(&app));
    let challenge = second_needed(&app, &alice, &asked, &proof).await;
    let proof = answer(&challenge, &pin(ALICE_PIN)["auth_proof"]);
    app.post(&path(&asked, "mfa/verify"), &alice, &proof).await.expect(200);
}

#[tokio::test]
async fn a_proof_in_two_places() {
    let app = app();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let asked = request(&app, &alice, "5.00", "1").await;
    let proof = &pin(ALICE_PIN)["auth_proof"];
    let challenge = "mfa_ch_0000000000000000000000000a";
    for body in [
        json!({ "challenge_id": challenge }),
        json!({ "challenge_id": challenge, "method": "pin" }),
        json!({ "challenge_id": challenge, "method": "pin", "credentials": { "pin": ALICE_PIN }, "auth_proof": proof }),
        json!({ "challenge_id": "nonsense", "auth_proof": proof }),
    ] {
        app.post(&path(&asked, "mfa/verify"), &alice, &body).await.refused(400, "INVALID_REQUEST");
    }
    let strange = json!({ "challenge_id": challenge, "auth_proof": proof });
    app.post(&path(&asked, "mfa/verify"), &alice, &strange).await.refused(401, "MFA_FAILED");
}
