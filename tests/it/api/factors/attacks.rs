//! Each test is named after the attack that it tries.

use super::*;

/// Alice with a passkey.
async fn alice(app: &TestApp) -> (String, Authenticator) {
    let token = app.token(ALICE, ALL_WALLET).await;
    let mut laptop = Authenticator::new(1);
    enrol(app, "dev_alice", &pin(ALICE_PIN), &mut laptop).await;
    (token, laptop)
}

#[tokio::test]
async fn the_assertion_of_one_transfer_is_used_for_another() {
    let app = app();
    let (alice, mut laptop) = alice(&app).await;
    let one = initiate(&app, &alice, BOB, "1").await;
    let two = initiate(&app, &alice, CHARLIE, "2").await;
    let answer = assertion(&laptop.get(&one["webauthn"]));
    confirm(&app, &alice, &two, &answer).await.refused(401, "MFA_FAILED");
    let available = app.available(&alice).await;
    assert_eq!(available, "50000.00");
    confirm(&app, &alice, &one, &answer).await.expect(200);
}

#[tokio::test]
async fn the_assertion_for_an_enrolment_moves_money_and_the_other_way_round() {
    let app = app();
    let (alice, mut laptop) = alice(&app).await;
    let transfer = initiate(&app, &alice, BOB, "1").await;
    let id = transfer["transfer_id"].as_str().unwrap();
    let challenge = app.post("/api/v1/mfa/challenges", "dev_alice", &json!({ "object": id })).await.expect(201);
    let answer = assertion(&laptop.get(&challenge["webauthn"]));
    confirm(&app, &alice, &transfer, &answer).await.refused(401, "MFA_FAILED");
    let answer = assertion(&laptop.get(&transfer["webauthn"]));
    app.post("/api/v1/mfa/totp", "dev_alice", &answer).await.refused(401, "MFA_FAILED");
    let challenge = app.post("/api/v1/mfa/challenges", "dev_alice", &json!({ "object": "totp" })).await.expect(201);
    let answer = assertion(&laptop.get(&challenge["webauthn"]));
    app.post("/api/v1/mfa/passkeys", "dev_alice", &answer).await.refused(401, "MFA_FAILED");
    app.post("/api/v1/mfa/totp", "dev_alice", &answer).await.expect(201);
    app.post("/api/v1/mfa/totp", "dev_alice", &answer).await.refused(401, "MFA_FAILED");
}

#[tokio::test]
async fn another_persons_passkey_answers() {
    let app = app();
    let (alice, mut laptop) = alice(&app).await;
    let mut bobs = Authenticator::new(2);
    enrol(&app, "dev_bob", &pin(BOB_PIN), &mut bobs).await;
    let transfer = initiate(&app, &alice, BOB, "1").await;
    let answer = assertion(&bobs.get(&transfer["webauthn"]));
    confirm(&app, &alice, &transfer, &answer).await.refused(401, "MFA_FAILED");
    // Under the name of Alice's credential, signed with Bob's key.
    let mut forged = bobs.get(&transfer["webauthn"]);
    (forged["id"], forged["rawId"]) = (json!(laptop.id()), json!(laptop.id()));
    confirm(&app, &alice, &transfer, &assertion(&forged)).await.refused(401, "MFA_FAILED");
    // Bob's challenge, answered by Alice, does not move Alice's money either.
    let bob = app.token(BOB, ALL_WALLET).await;
    let his = initiate(&app, &bob, ALICE, "1").await;
    let answer = assertion(&laptop.get(&his["webauthn"]));
    confirm(&app, &alice, &transfer, &answer).await.refused(401, "MFA_FAILED");
    confirm(&app, &alice, &his, &answer).await.refused(403, "INSUFFICIENT_PERMISSIONS");
}

#[tokio::test]
async fn a_passkey_of_somebody_else_is_enrolled_again() {
    let app = app();
    alice(&app).await;
    let begun = app.post("/api/v1/mfa/passkeys", "dev_bob", &pin(BOB_PIN)).await.expect(201);
    let body = json!({ "challenge_id": begun["challenge_id"], "credential": Authenticator::new(1).create(&begun["webauthn"]) });
    app.post("/api/v1/mfa/passkeys/finish", "dev_bob", &body).await.refused(409, "INVALID_STATE");
    app.post("/api/v1/mfa/passkeys/finish", "dev_alice", &body).await.refused(404, "NOT_FOUND");
}

type Twist = fn(&mut Authenticator);

/// Answers that no honest browser and authenticator give together.
const TWISTS: [(&str, Twist); 5] = [
    ("no verification of the person", |laptop| laptop.verifies_user = false),
    ("another origin", |laptop| laptop.origin = "http://evil.example".to_owned()),
    ("another port", |laptop| laptop.origin = "http://localhost:8421".to_owned()),
    ("another scheme", |laptop| laptop.origin = "https://localhost:8420".to_owned()),
    ("another relying party", |laptop| laptop.rp_id = Some("evil.example".to_owned())),
];

#[tokio::test]
async fn answers_of_another_page_or_without_the_person() {
    for (case, twist) in TWISTS {
        let app = app();
        let (alice, laptop) = alice(&app).await;
        let transfer = initiate(&app, &alice, BOB, "1").await;
        let mut twisted = laptop.clone();
        twist(&mut twisted);
        let answer = assertion(&twisted.get(&transfer["webauthn"]));
        let details = confirm(&app, &alice, &transfer, &answer).await.refused(401, "MFA_FAILED");
        assert_eq!(details["attempts_remaining"], 4, "{case}");
        confirm(&app, &alice, &transfer, &assertion(&laptop.clone().get(&transfer["webauthn"]))).await.expect(200);
    }
}

#[tokio::test]
async fn passkeys_made_on_another_page_or_without_the_person() {
    let app = app();
    for (case, twist) in TWISTS {
        let begun = app.post("/api/v1/mfa/passkeys", "dev_charlie", &json!({})).await.expect(201);
        let mut twisted = Authenticator::new(3);
        twist(&mut twisted);
        let body = json!({ "challenge_id": begun["challenge_id"], "credential": twisted.create(&begun["webauthn"]) });
        let details = app.post("/api/v1/mfa/passkeys/finish", "dev_charlie", &body).await.refused(400, "INVALID_REQUEST");
        assert_eq!(details["field"], "/credential", "{case}");
    }
    let begun = app.post("/api/v1/mfa/passkeys", "dev_charlie", &json!({})).await.expect(201);
    let other = app.post("/api/v1/mfa/passkeys", "dev_charlie", &json!({})).await.expect(201);
    let made = Authenticator::new(3).create(&begun["webauthn"]);
    let body = json!({ "challenge_id": other["challenge_id"], "credential": made });
    app.post("/api/v1/mfa/passkeys/finish", "dev_charlie", &body).await.refused(400, "INVALID_REQUEST");
    for credential in [json!({}), json!("text"), json!({ "id": "AA", "rawId": "AA", "type": "public-key", "response": {} })] {
        let body = json!({ "challenge_id": begun["challenge_id"], "credential": credential });
        app.post("/api/v1/mfa/passkeys/finish", "dev_charlie", &body).await.refused(400, "INVALID_REQUEST");
    }
    app.advance(Duration::from_secs(120));
    let body = json!({ "challenge_id": begun["challenge_id"], "credential": Authenticator::new(3).create(&begun["webauthn"]) });
    app.post("/api/v1/mfa/passkeys/finish", "dev_charlie", &body).await.refused(404, "NOT_FOUND");
}

#[tokio::test]
async fn a_cloned_passkey_is_refused_and_its_owner_is_told() {
    let app = app();
    let (alice, mut laptop) = alice(&app).await;
    let mut clone = laptop.clone();
    for key in ["1", "2"] {
        let transfer = initiate(&app, &alice, BOB, key).await;
        confirm(&app, &alice, &transfer, &assertion(&laptop.get(&transfer["webauthn"]))).await.expect(200);
    }
    told(&app, ALICE).await;
    let transfer = initiate(&app, &alice, BOB, "3").await;
    let answer = assertion(&clone.get(&transfer["webauthn"]));
    confirm(&app, &alice, &transfer, &answer).await.refused(401, "MFA_FAILED");
    assert!(told(&app, ALICE).await.concat().contains("somebody may have a copy of it"));
    assert_eq!(recorded(&app, Action::FactorSuspect).len(), 1);
    confirm(&app, &alice, &transfer, &assertion(&laptop.get(&transfer["webauthn"]))).await.expect(200);
}

#[tokio::test]
async fn a_challenge_is_answered_twice() {
    let app = app();
    let (_, mut laptop) = alice(&app).await;
    let challenge = app.post("/api/v1/mfa/challenges", "dev_alice", &json!({ "object": "recovery_codes" })).await.expect(201);
    let first = assertion(&laptop.get(&challenge["webauthn"]));
    app.post("/api/v1/mfa/recovery-codes", "dev_alice", &first).await.refused(404, "NOT_FOUND");
    let mut turn_off = first.clone();
    turn_off["enabled"] = json!(false);
    let browser = app.sign_in(ALICE).await;
    app.call_as(&browser, "PUT", "/api/v1/mfa/always-ask", &json!({ "enabled": true })).await.expect(200);
    app.call_as(&browser, "PUT", "/api/v1/mfa/always-ask", &turn_off).await.refused(401, "MFA_FAILED");
    let challenge = app.post("/api/v1/mfa/challenges", "dev_alice", &json!({ "object": "passkey" })).await.expect(201);
    let (one, two) = (laptop.get(&challenge["webauthn"]), laptop.get(&challenge["webauthn"]));
    app.post("/api/v1/mfa/passkeys", "dev_alice", &assertion(&one)).await.expect(201);
    for again in [one, two] {
        app.post("/api/v1/mfa/passkeys", "dev_alice", &assertion(&again)).await.refused(401, "MFA_FAILED");
    }
}

#[tokio::test]
async fn the_fourth_answer_to_a_challenge() {
    let app = app();
    let (alice, laptop) = alice(&app).await;
    let transfer = initiate(&app, &alice, BOB, "1").await;
    let mut thief = Authenticator { origin: "http://evil.example".to_owned(), ..laptop.clone() };
    for left in [4, 3, 2] {
        let wrong = assertion(&thief.get(&transfer["webauthn"]));
        let details = confirm(&app, &alice, &transfer, &wrong).await.refused(401, "MFA_FAILED");
        assert_eq!(details["attempts_remaining"], left);
    }
    let right = assertion(&laptop.clone().get(&transfer["webauthn"]));
    confirm(&app, &alice, &transfer, &right).await.refused(401, "MFA_FAILED");
}

#[tokio::test]
async fn wrong_proofs_of_every_method_count_to_one_lockout() {
    let app = app();
    let (alice, mut laptop) = alice(&app).await;
    let transfer = initiate(&app, &alice, BOB, "1").await;
    let now = START.unix_seconds().to_string();
    let mut thief = Authenticator { verifies_user: false, ..laptop.clone() };
    let device = json!({ "device_id": "phone", "signature": "AAAA", "timestamp": now });
    let wrong = [
        pin("000000"),
        json!({ "auth_proof": { "method": "biometric", "proof": device } }),
        otp("123456"),
        recovery("AAAA-AAAA-AAAA-AAAA"),
        assertion(&thief.get(&transfer["webauthn"])),
    ];
    let mut words = Vec::new();
    for (place, proof) in wrong.iter().enumerate() {
        let reply = confirm(&app, &alice, &transfer, proof).await;
        if place < 4 {
            words.push(reply.json()["error"]["message"].clone());
            assert_eq!(reply.refused(401, "MFA_FAILED")["attempts_remaining"], 4 - place);
        } else {
            reply.refused(429, "MFA_LOCKED");
        }
    }
    words.dedup();
    assert_eq!(words.len(), 1, "the same words for all: {words:?}");
    for right in [pin(ALICE_PIN), assertion(&laptop.get(&transfer["webauthn"]))] {
        confirm(&app, &alice, &transfer, &right).await.refused(429, "MFA_LOCKED");
        app.post("/api/v1/mfa/totp", "dev_alice", &right).await.refused(429, "MFA_LOCKED");
    }
    assert!(app.get("/api/v1/mfa", "dev_alice").await.expect(200)["locked_until"].is_string());
}

/// What a third party's mini-app could do if its token were worth enrolling with: pay itself.
#[tokio::test]
async fn a_mini_app_enrols_a_factor_of_its_own() {
    let app = app();
    let every_scope = "user:read wallet:balance wallet:history wallet:pay storage:read storage:write";
    let shop = app.token(ALICE, every_scope).await;
    let laptop = Authenticator::new(1);
    let id = laptop.id();
    let operations = [
        ("POST", "/api/v1/mfa/totp".to_owned()),
        ("POST", "/api/v1/mfa/totp/confirm".to_owned()),
        ("POST", "/api/v1/mfa/totp/remove".to_owned()),
        ("POST", "/api/v1/mfa/recovery-codes".to_owned()),
        ("POST", "/api/v1/mfa/passkeys".to_owned()),
        ("POST", "/api/v1/mfa/passkeys/finish".to_owned()),
        ("PATCH", format!("/api/v1/mfa/passkeys/{id}")),
        ("POST", format!("/api/v1/mfa/passkeys/{id}/remove")),
        ("POST", "/api/v1/mfa/challenges".to_owned()),
        ("PUT", "/api/v1/mfa/always-ask".to_owned()),
        ("GET", "/api/v1/mfa".to_owned()),
    ];
    for (method, path) in operations {
        let request = poem::Request::builder().method(method.parse().unwrap()).uri(path.parse().unwrap());
        let request = request.header("authorization", format!("Bearer {shop}")).content_type("application/json");
        app.call(request.body(pin(ALICE_PIN).to_string())).await.refused(403, "STEP_UP_REQUIRED");
    }
    let openid = app.get("/api/v1/mfa", "openid_alice").await;
    assert_eq!(openid.status.as_u16(), 401);
}
