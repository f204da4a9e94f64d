use tmcpd::{kernel::UserId, mfa, store::Failure};

use super::*;

#[tokio::test]
async fn a_passkey_proves_its_person() {
    let app = app();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let mut laptop = Authenticator::new(1);
    app.post("/api/v1/mfa/passkeys", "dev_alice", &json!({})).await.refused(403, "STEP_UP_REQUIRED");
    app.post("/api/v1/mfa/passkeys", "dev_alice", &pin("000000")).await.refused(401, "MFA_FAILED");
    let made = enrol(&app, "dev_alice", &pin(ALICE_PIN), &mut laptop).await;
    assert_eq!((&made["credential_id"], &made["name"]), (&json!(laptop.id()), &json!("Laptop")));
    assert_eq!(told(&app, ALICE).await, ["The passkey \"Laptop\" was enrolled for your wallet."]);

    let transfer = initiate(&app, &alice, BOB, "1").await;
    assert_eq!(transfer["available_methods"], json!(["biometric", "pin"]));
    assert_eq!(transfer["recommended_method"], "biometric");
    assert_eq!(transfer["webauthn"]["publicKey"]["userVerification"], "required");
    assert_eq!(initiate(&app, &alice, BOB, "1").await["webauthn"], transfer["webauthn"], "a repetition gets the same");
    let answer = laptop.get(&transfer["webauthn"]);
    confirm(&app, &alice, &transfer, &assertion(&answer)).await.expect(200);
    let factors = app.get("/api/v1/mfa", "dev_alice").await.expect(200);
    assert_eq!(factors["passkeys"][0]["last_used_at"], factors["passkeys"][0]["enrolled_at"]);

    let bob = app.token(BOB, ALL_WALLET).await;
    assert!(initiate(&app, &bob, ALICE, "1").await.get("webauthn").is_none());
}

#[tokio::test]
async fn a_passkey_is_a_factor_that_enrols_another() {
    let app = app();
    let (mut laptop, mut phone) = (Authenticator::new(1), Authenticator::new(2));
    enrol(&app, "dev_charlie", &json!({}), &mut laptop).await;
    let challenge = app.post("/api/v1/mfa/challenges", "dev_charlie", &json!({ "object": "passkey" })).await.expect(201);
    let proof = assertion(&laptop.get(&challenge["webauthn"]));
    let begun = app.post("/api/v1/mfa/passkeys", "dev_charlie", &proof).await.expect(201);
    let excluded: Vec<&Value> = begun["webauthn"]["publicKey"]["excludeCredentials"].as_array().unwrap().iter().collect();
    assert_eq!(excluded.len(), 1);
    assert_eq!(excluded[0]["id"], laptop.id());
    let body = json!({ "challenge_id": begun["challenge_id"], "credential": phone.create(&begun["webauthn"]) });
    app.post("/api/v1/mfa/passkeys/finish", "dev_charlie", &body).await.expect(201);
    app.post("/api/v1/mfa/passkeys/finish", "dev_charlie", &body).await.refused(404, "NOT_FOUND");

    let path = format!("/api/v1/mfa/passkeys/{}", laptop.id());
    let browser = app.sign_in(CHARLIE).await;
    let renamed = app.call_as(&browser, "PATCH", &path, &json!({ "name": " Old <b>laptop</b> " })).await.expect(200);
    assert_eq!(renamed["name"], "Old laptop");
    let challenge = app.post("/api/v1/mfa/challenges", "dev_charlie", &json!({ "object": laptop.id() })).await.expect(201);
    let proof = assertion(&phone.get(&challenge["webauthn"]));
    app.post(&format!("{path}/remove"), "dev_charlie", &proof).await.expect(200);
    let left = app.get("/api/v1/mfa", "dev_charlie").await.expect(200);
    assert_eq!(left["passkeys"].as_array().unwrap().len(), 1);
    assert_eq!(told(&app, CHARLIE).await.len(), 4);
    let changes = [Action::FactorEnrol, Action::FactorRename, Action::FactorRemove].map(|action| recorded(&app, action).len());
    assert_eq!(changes, [2, 1, 1]);
}

/// What was given out with the transfer is over after two minutes, and the transfer is not.
#[tokio::test]
async fn a_transfer_outlives_its_challenge_and_gets_another() {
    let app = app();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let mut laptop = Authenticator::new(1);
    enrol(&app, "dev_alice", &pin(ALICE_PIN), &mut laptop).await;
    let transfer = initiate(&app, &alice, BOB, "1").await;
    app.advance(Duration::from_secs(120));
    confirm(&app, &alice, &transfer, &assertion(&laptop.get(&transfer["webauthn"]))).await.refused(401, "MFA_FAILED");
    let path = format!("/api/v1/wallet/p2p/{}/challenge", transfer["transfer_id"].as_str().unwrap());
    let bob = app.token(BOB, ALL_WALLET).await;
    app.post(&path, &bob, &json!({})).await.refused(403, "INSUFFICIENT_PERMISSIONS");
    let challenge = app.post(&path, &alice, &json!({})).await.expect(201);
    assert_eq!(challenge["max_attempts"], 3);
    confirm(&app, &alice, &transfer, &assertion(&laptop.get(&challenge["webauthn"]))).await.expect(200);
    app.post(&path, &alice, &json!({})).await.refused(409, "INVALID_STATE");
}

#[tokio::test]
async fn a_synced_passkey_that_counts_nothing_is_no_clone() {
    let app = app();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let mut synced = Authenticator { counts: false, ..Authenticator::new(1) };
    enrol(&app, "dev_alice", &pin(ALICE_PIN), &mut synced).await;
    for key in ["1", "2"] {
        let transfer = initiate(&app, &alice, BOB, key).await;
        let answer = synced.get(&transfer["webauthn"]);
        confirm(&app, &alice, &transfer, &assertion(&answer)).await.expect(200);
    }
}

#[tokio::test]
async fn everybody_may_ask_to_be_asked_and_only_they_may_stop_it() {
    let app = app();
    let browser = app.sign_in(ALICE).await;
    let path = "/api/v1/mfa/always-ask";
    app.call_as(&browser, "PUT", path, &json!({ "enabled": true })).await.expect(200);
    assert_eq!(app.get("/api/v1/mfa", "dev_alice").await.expect(200)["always_ask"], true);
    app.call_as(&browser, "PUT", path, &json!({ "enabled": false })).await.refused(403, "STEP_UP_REQUIRED");
    let mut body = pin(ALICE_PIN);
    body["enabled"] = json!(false);
    app.call_as(&browser, "PUT", path, &body).await.expect(200);
    assert_eq!(app.get("/api/v1/mfa", "dev_alice").await.expect(200)["always_ask"], false);
    assert_eq!(told(&app, ALICE).await.len(), 2);
}

#[tokio::test]
async fn a_person_who_is_forgotten_leaves_no_factor_behind() {
    let app = app();
    let mut laptop = Authenticator::new(1);
    enrol(&app, "dev_alice", &pin(ALICE_PIN), &mut laptop).await;
    let browser = app.sign_in(ALICE).await;
    app.call_as(&browser, "PUT", "/api/v1/mfa/always-ask", &json!({ "enabled": true })).await.expect(200);
    let archive = app.get_as(&browser, "/api/v1/account/export").await.expect(200);
    let kinds: Vec<_> = archive["factors"].as_array().unwrap().iter().map(|factor| factor["type"].clone()).collect();
    assert_eq!(kinds, ["pin", "always_ask", "passkey"]);
    let alice = UserId::parse(ALICE).unwrap();
    let forgotten = app.edge.commands.store().write(move |txn| Ok::<_, Failure>(mfa::forget_person(txn, &alice)?));
    forgotten.await.unwrap();
    let factors = app.get("/api/v1/mfa", "dev_alice").await.expect(200);
    assert_eq!((&factors["methods"], &factors["always_ask"]), (&json!([]), &json!(false)));
    enrol(&app, "dev_bob", &pin(BOB_PIN), &mut laptop).await;
}

/// What a passkey answered for one gift is worth nothing for another amount, recipient or key.
#[tokio::test]
async fn a_passkey_proves_one_gift() {
    let app = app();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let mut laptop = Authenticator::new(1);
    enrol(&app, "dev_alice", &pin(ALICE_PIN), &mut laptop).await;
    let asked = json!({ "idempotency_key": "1", "recipient": BOB, "amount": "5", "currency": "USD" });
    let challenge = app.post("/api/v1/gifts/challenge", &alice, &asked).await.expect(201);
    let proof = assertion(&laptop.get(&challenge["webauthn"]))["auth_proof"].clone();
    let gift = |key: &str, recipient: &str, amount: &str| {
        json!({ "type": "individual", "recipient": recipient, "amount": amount, "currency": "USD", "idempotency_key": key,
            "auth_proof": proof.clone() })
    };
    let others = [gift("1", BOB, "5.01"), gift("1", CHARLIE, "5")];
    for body in others {
        app.post("/api/v1/gifts", &alice, &body).await.refused(401, "MFA_FAILED");
    }
    app.post("/api/v1/gifts", &alice, &gift("1", BOB, "5.00")).await.expect(201);
    app.post("/api/v1/gifts", &alice, &gift("2", BOB, "5.00")).await.refused(401, "MFA_FAILED");
    assert_eq!(app.available(&alice).await, "49995.00");
}
