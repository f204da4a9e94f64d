use aws_lc_rs::hmac;
use tmcpd::kernel::Timestamp;

use super::*;

/// An authenticator app that was shown a secret.
struct App(Vec<u8>);

impl App {
    fn scan(begun: &Value) -> Self {
        let letters = begun["secret"].as_str().unwrap();
        let place = |letter| "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(letter).unwrap();
        let bits: String = letters.chars().map(|letter| format!("{:05b}", place(letter))).collect();
        let byte = |start: usize| u8::from_str_radix(&bits[start..start + 8], 2).unwrap();
        Self((0..bits.len()).step_by(8).map(byte).collect())
    }

    /// The code that is shown at `now` (RFC 6238 section 4, RFC 4226 section 5.3).
    fn code(&self, now: Timestamp) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &self.0);
        let tag = hmac::sign(&key, &(now.unix_seconds() / 30).to_be_bytes());
        let offset = usize::from(tag.as_ref()[19] & 15);
        let number = u32::from_be_bytes(tag.as_ref()[offset..offset + 4].try_into().unwrap());
        format!("{:06}", (number & 0x7fff_ffff) % 1_000_000)
    }
}

async fn begin(app: &TestApp) -> App {
    let begun = app.post("/api/v1/mfa/totp", "dev_alice", &pin(ALICE_PIN)).await;
    assert_eq!(begun.header("cache-control"), Some("no-store"));
    let begun = begun.expect(201);
    let uri = begun["otpauth_uri"].as_str().unwrap();
    assert!(uri.starts_with("otpauth://totp/127.0.0.1:%40alice%3Atween.example?secret="), "{uri}");
    assert!(begun["qr_svg"].as_str().unwrap().contains("<svg"));
    App::scan(&begun)
}

/// Alice's app, and her recovery codes.
async fn enrolled(app: &TestApp) -> (App, Vec<String>) {
    let shown = begin(app).await;
    let body = json!({ "otp_code": shown.code(app.edge.now()) });
    let confirmed = app.post("/api/v1/mfa/totp/confirm", "dev_alice", &body).await.expect(200);
    let codes = confirmed["recovery_codes"].as_array().unwrap().iter().map(|code| code.as_str().unwrap().to_owned());
    (shown, codes.collect())
}

#[tokio::test]
async fn an_authenticator_app_proves_its_person() {
    let app = app();
    app.post("/api/v1/mfa/totp", "dev_alice", &json!({})).await.refused(403, "STEP_UP_REQUIRED");
    let alice = app.token(ALICE, ALL_WALLET).await;
    let shown = begin(&app).await;
    let transfer = initiate(&app, &alice, BOB, "1").await;
    assert_eq!(transfer["available_methods"], json!(["pin"]), "it counts only after the first right code");
    confirm(&app, &alice, &transfer, &otp(&shown.code(START))).await.refused(401, "MFA_FAILED");

    let body = json!({ "otp_code": shown.code(START) });
    let confirmed = app.post("/api/v1/mfa/totp/confirm", "dev_alice", &body).await.expect(200);
    assert_eq!(confirmed["recovery_codes"].as_array().unwrap().len(), 10);
    assert_eq!(told(&app, ALICE).await, ["An authenticator app was enrolled for your wallet."]);
    let transfer = initiate(&app, &alice, BOB, "2").await;
    assert_eq!(transfer["available_methods"], json!(["pin", "otp", "recovery_code"]));
    assert_eq!(transfer["recommended_method"], "pin");
    app.advance(Duration::from_secs(30));
    confirm(&app, &alice, &transfer, &otp(&shown.code(app.edge.now()))).await.expect(200);

    let factors = app.get("/api/v1/mfa", "dev_alice").await.expect(200);
    assert_eq!((&factors["recovery_codes_left"], &factors["methods"]), (&json!(10), &json!(["pin", "totp", "recovery_code"])));
    let browser = app.sign_in(ALICE).await;
    let account = app.get_as(&browser, "/api/v1/account").await.expect(200);
    let expected = json!({ "pin": true, "devices": 0, "totp": true, "passkeys": 0, "recovery_codes_left": 10 });
    assert_eq!(account["factors"], expected);
}

#[tokio::test]
async fn a_replayed_code_and_one_from_before_it_are_refused() {
    let app = app();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let (shown, _) = enrolled(&app).await;
    let transfer = initiate(&app, &alice, BOB, "1").await;
    let first = shown.code(START);
    confirm(&app, &alice, &transfer, &otp(&first)).await.refused(401, "MFA_FAILED");
    app.advance(Duration::from_secs(60));
    let (before, now) = (shown.code(app.edge.now() - Duration::from_secs(30)), shown.code(app.edge.now()));
    confirm(&app, &alice, &transfer, &otp(&now)).await.expect(200);
    let transfer = initiate(&app, &alice, BOB, "2").await;
    for used in [&now, &before] {
        confirm(&app, &alice, &transfer, &otp(used)).await.refused(401, "MFA_FAILED");
    }
    app.advance(Duration::from_secs(30));
    confirm(&app, &alice, &transfer, &otp(&shown.code(app.edge.now()))).await.expect(200);
}

#[tokio::test]
async fn one_code_sent_twice_at_once_moves_money_once() {
    let app = app();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let (shown, _) = enrolled(&app).await;
    let (one, two) = (initiate(&app, &alice, BOB, "1").await, initiate(&app, &alice, BOB, "2").await);
    app.advance(Duration::from_secs(30));
    let proof = otp(&shown.code(app.edge.now()));
    let (one, two) = tokio::join!(confirm(&app, &alice, &one, &proof), confirm(&app, &alice, &two, &proof));
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 401]);
}

#[tokio::test]
async fn the_confirmation_is_late_or_wrong() {
    let app = app();
    app.post("/api/v1/mfa/totp/confirm", "dev_alice", &json!({ "otp_code": "123456" })).await.refused(404, "NOT_FOUND");
    let shown = begin(&app).await;
    let right = shown.code(START);
    let wrong = if right == "123456" { "654321" } else { "123456" };
    let details =
        app.post("/api/v1/mfa/totp/confirm", "dev_alice", &json!({ "otp_code": wrong })).await.refused(401, "MFA_FAILED");
    assert_eq!(details["attempts_remaining"], 4);
    app.post("/api/v1/mfa/totp/confirm", "dev_alice", &json!({ "otp_code": "12345" })).await.refused(400, "INVALID_REQUEST");
    app.advance(Duration::from_secs(600));
    let body = json!({ "otp_code": shown.code(app.edge.now()) });
    app.post("/api/v1/mfa/totp/confirm", "dev_alice", &body).await.refused(404, "NOT_FOUND");
}

/// Somebody at an unlocked browser begins before there is any factor, and comes back when there is one.
#[tokio::test]
async fn an_enrolment_begun_without_a_proof_ends_when_a_factor_appears() {
    let app = app();
    let begun = app.post("/api/v1/mfa/totp", "dev_charlie", &json!({})).await.expect(201);
    let ceremony = app.post("/api/v1/mfa/passkeys", "dev_charlie", &json!({})).await.expect(201);
    enrol(&app, "dev_charlie", &json!({}), &mut Authenticator::new(1)).await;
    let body = json!({ "otp_code": App::scan(&begun).code(START) });
    app.post("/api/v1/mfa/totp/confirm", "dev_charlie", &body).await.refused(403, "STEP_UP_REQUIRED");
    let made = Authenticator::new(2).create(&ceremony["webauthn"]);
    let body = json!({ "challenge_id": ceremony["challenge_id"], "credential": made });
    app.post("/api/v1/mfa/passkeys/finish", "dev_charlie", &body).await.refused(403, "STEP_UP_REQUIRED");
}

#[tokio::test]
async fn a_recovery_code_is_good_once() {
    let app = app();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let (_, codes) = enrolled(&app).await;
    told(&app, ALICE).await;
    let transfer = initiate(&app, &alice, BOB, "1").await;
    confirm(&app, &alice, &transfer, &recovery(&codes[0].to_lowercase())).await.expect(200);
    assert_eq!(told(&app, ALICE).await, ["A recovery code was used for your wallet. 9 are left."]);
    assert_eq!(recorded(&app, Action::RecoveryUse), [(0, Some("9 left".to_owned()))]);
    let transfer = initiate(&app, &alice, BOB, "2").await;
    confirm(&app, &alice, &transfer, &recovery(&codes[0])).await.refused(401, "MFA_FAILED");

    let renewed = app.post("/api/v1/mfa/recovery-codes", "dev_alice", &recovery(&codes[1])).await.expect(200);
    let fresh = renewed["recovery_codes"][0].as_str().unwrap();
    confirm(&app, &alice, &transfer, &recovery(&codes[2])).await.refused(401, "MFA_FAILED");
    confirm(&app, &alice, &transfer, &recovery(fresh)).await.expect(200);
    assert_eq!(app.get("/api/v1/mfa", "dev_alice").await.expect(200)["recovery_codes_left"], 9);
}

#[tokio::test]
async fn the_codes_go_with_the_app() {
    let app = app();
    let (shown, codes) = enrolled(&app).await;
    app.post("/api/v1/mfa/totp", "dev_alice", &pin(ALICE_PIN)).await.refused(409, "INVALID_STATE");
    app.advance(Duration::from_secs(30));
    app.post("/api/v1/mfa/totp/remove", "dev_alice", &json!({})).await.refused(403, "STEP_UP_REQUIRED");
    app.post("/api/v1/mfa/totp/remove", "dev_alice", &otp(&shown.code(app.edge.now()))).await.expect(200);
    app.post("/api/v1/mfa/totp/remove", "dev_alice", &pin(ALICE_PIN)).await.refused(404, "NOT_FOUND");
    app.post("/api/v1/mfa/passkeys", "dev_alice", &recovery(&codes[0])).await.refused(401, "MFA_FAILED");
    assert_eq!(app.get("/api/v1/mfa", "dev_alice").await.expect(200)["methods"], json!(["pin"]));
    assert_eq!(told(&app, ALICE).await.len(), 2);
}

/// A copy of the data file without `keys/master.key` holds no secret.
#[tokio::test]
async fn the_secret_is_sealed() {
    let app = app();
    let (shown, _) = enrolled(&app).await;
    let user = tmcpd::kernel::UserId::parse(ALICE).unwrap();
    let row = app.edge.commands.store().read(|reader| reader.get(&tmcpd::store::tables::TOTP, &user)).unwrap().unwrap();
    assert!(!row.secret.windows(20).any(|part| part == shown.0));
    let other = tmcpd::seal::MasterKey::new(&[9; 32]);
    assert!(tmcpd::mfa::secret_of(&other, &user, &row).is_err());
    assert!(tmcpd::mfa::secret_of(&app.edge.master, &tmcpd::kernel::UserId::parse(BOB).unwrap(), &row).is_err());
}
