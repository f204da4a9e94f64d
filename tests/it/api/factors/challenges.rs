//! A challenge that is answered with any method, as payments and gifts give them out.

use base64::{Engine, engine::general_purpose::STANDARD};
use p256::{
    ecdsa::{Signature, SigningKey, signature::Signer},
    pkcs8::EncodePublicKey,
};
use tmcpd::{
    audit::Entry,
    command::{Applied, Command},
    edge::Trouble,
    kernel::{ChallengeId, Ctx, Currency, UserId},
    mfa::{Begun, Binding, Checked, Proof, Settled, challenge, lockout::LockoutRules, pin::Candidate},
    store::{Failure, Txn, rows::ChallengePurpose},
};

use super::*;

fn payment(amount: i64) -> Binding {
    Binding {
        user: UserId::parse(ALICE).unwrap(),
        purpose: ChallengePurpose::Payment,
        object: "pay_1".to_owned(),
        amount: Currency::iso("USD").unwrap().minor(amount),
        payee: Some(SHOP.to_owned()),
    }
}

/// Gives out a challenge.
struct Give(Binding);

impl Command for Give {
    type Outcome = ChallengeId;

    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<ChallengeId>, Failure> {
        Ok(Applied::unrecorded(challenge::open(txn, ctx, &self.0, Begun::Freely)?.id))
    }
}

/// Uses a proof; the outcome is whether it was right.
struct Use(Checked, LockoutRules);

impl Command for Use {
    type Outcome = bool;

    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<bool>, Failure> {
        let user = UserId::parse(ALICE).unwrap();
        match self.0.settle(txn, ctx, &user, &self.1)? {
            Settled::Proven(proven) => {
                proven.write(txn, ctx, &user)?;
                Ok(Applied::unrecorded(true))
            }
            _ => Ok(Applied::refused(false, Entry::refused(Action::FactorFail, "pay_1"))),
        }
    }
}

async fn given(app: &TestApp, amount: i64) -> ChallengeId {
    app.edge.commands.run(app.ctx(), None, Give(payment(amount))).await.unwrap().outcome
}

async fn answer(app: &TestApp, amount: i64, id: ChallengeId, proof: Proof) -> bool {
    let checked = app.edge.check_answer(payment(amount), id, proof).await;
    let checked = match checked {
        Ok(checked) => checked,
        Err(Trouble::Rejected(refused)) => panic!("{refused}"),
        Err(other) => panic!("{other}"),
    };
    let command = Use(checked, app.edge.lockout());
    app.edge.commands.run(app.ctx(), None, command).await.unwrap().outcome
}

fn by_pin(pin: &str) -> Proof {
    Proof::Pin(Candidate::pin(pin).unwrap())
}

#[tokio::test]
async fn a_challenge_for_one_payment_is_answered_for_another() {
    let app = app();
    let id = given(&app, 7500).await;
    assert!(!answer(&app, 7501, id, by_pin(ALICE_PIN)).await, "another amount");
    assert!(answer(&app, 7500, id, by_pin(ALICE_PIN)).await);
    assert!(!answer(&app, 7500, id, by_pin(ALICE_PIN)).await, "twice");
    let id = given(&app, 7500).await;
    app.advance(Duration::from_secs(120));
    assert!(!answer(&app, 7500, id, by_pin(ALICE_PIN)).await, "too late");
}

#[tokio::test]
async fn three_wrong_answers_of_any_method_end_a_challenge() {
    let app = app();
    let id = given(&app, 7500).await;
    for _ in 0..3 {
        assert!(!answer(&app, 7500, id, by_pin("000000")).await);
    }
    assert!(!answer(&app, 7500, id, by_pin(ALICE_PIN)).await, "the fourth");
    let id = given(&app, 7500).await;
    assert!(answer(&app, 7500, id, by_pin(ALICE_PIN)).await, "another challenge, before the lock");
}

#[tokio::test]
async fn a_device_signs_the_challenge_and_not_the_amount() {
    let app = app();
    let key = SigningKey::from_slice(&[5; 32]).unwrap();
    let spki = STANDARD.encode(key.verifying_key().to_public_key_der().unwrap().as_bytes());
    let mut body = pin(ALICE_PIN);
    body["device_id"] = json!("phone");
    body["public_key"] = json!({ "algorithm": "ECDSA_P256", "format": "SPKI", "key_data": spki });
    app.post("/api/v1/devices", "dev_alice", &body).await.expect(201);
    let signed = |message: String, seconds: i64| {
        let signature: Signature = key.sign(format!("{message}:{seconds}").as_bytes());
        let signature = STANDARD.encode(signature.to_der().as_bytes());
        Proof::Device { device_id: "phone".to_owned(), timestamp: seconds.to_string(), signature }
    };
    let now = START.unix_seconds();
    let (id, other) = (given(&app, 7500).await, given(&app, 7500).await);
    assert!(!answer(&app, 7500, id, signed("pay_1:75.00:USD".to_owned(), now)).await, "what confirms without a challenge");
    assert!(!answer(&app, 7500, id, signed(format!("pay_1:{other}"), now)).await, "another challenge");
    assert!(!answer(&app, 7500, other, signed(format!("pay_1:{other}"), now - 31)).await, "an old timestamp");
    assert!(answer(&app, 7500, id, signed(format!("pay_1:{id}"), now - 30)).await);
}
