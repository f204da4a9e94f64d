mod attacks;
mod challenges;
mod passkeys;
mod totp;

use std::time::Duration;

use serde_json::{Value, json};
use tmcpd::{
    audit::Action,
    config::ClassLimit,
    outbox::{self, Effect},
    store::{ReadExt, tables::AUDIT},
};

use crate::{authenticator::Authenticator, support::*};

/// A server whose limits are no subject of these tests.
fn app() -> TestApp {
    TestApp::with(|settings| {
        for class in ["mfa", "p2p_transfer", "oauth_token", "default"] {
            let class = class.to_owned();
            settings.limits.classes.push(ClassLimit { class, limit: 1000, per: Duration::from_secs(60), burst: 0 });
        }
    })
}

fn pin(pin: &str) -> Value {
    json!({ "auth_proof": { "method": "pin", "proof": { "pin": pin } } })
}

fn otp(code: &str) -> Value {
    json!({ "auth_proof": { "method": "otp", "proof": { "otp_code": code } } })
}

fn recovery(code: &str) -> Value {
    json!({ "auth_proof": { "method": "recovery_code", "proof": { "recovery_code": code } } })
}

fn assertion(answer: &Value) -> Value {
    json!({ "auth_proof": { "method": "biometric", "proof": { "webauthn": answer } } })
}

/// A transfer of 5.00 from the holder of `token` to `recipient`, as it was initiated.
async fn initiate(app: &TestApp, token: &str, recipient: &str, key: &str) -> Value {
    let body = json!({ "recipient": recipient, "amount": "5.00", "currency": "USD", "idempotency_key": key });
    app.post("/api/v1/wallet/p2p/initiate", token, &body).await.expect(201)
}

async fn confirm(app: &TestApp, token: &str, transfer: &Value, proof: &Value) -> Reply {
    let id = transfer["transfer_id"].as_str().unwrap();
    app.post(&format!("/api/v1/wallet/p2p/{id}/confirm"), token, proof).await
}

/// The person with this Matrix token enrols `authenticator`.
async fn enrol(app: &TestApp, person: &str, proof: &Value, authenticator: &mut Authenticator) -> Value {
    let begun = app.post("/api/v1/mfa/passkeys", person, proof).await.expect(201);
    let made = authenticator.create(&begun["webauthn"]);
    let body = json!({ "challenge_id": begun["challenge_id"], "name": "Laptop", "credential": made });
    app.post("/api/v1/mfa/passkeys/finish", person, &body).await.expect(201)
}

/// What `user` is to be told in private since the last time; it is delivered.
async fn told(app: &TestApp, user: &str) -> Vec<String> {
    let waiting = app.edge.commands.store().read(|reader| outbox::waiting(reader, 0, 1000)).unwrap();
    let changes = waiting.into_iter().filter_map(|waiting| match waiting.effect {
        Effect::FactorChanged { user: whom, change } => (whom.as_str() == user).then_some(change),
        _ => None,
    });
    let changes = changes.collect();
    app.deliver_outbox().await;
    changes
}

/// What was recorded of `action`, as outcome and summary.
fn recorded(app: &TestApp, action: Action) -> Vec<(u8, Option<String>)> {
    let mut found = Vec::new();
    let walked = app.edge.commands.store().read(|reader| {
        reader.for_each(&AUDIT, |_, row| {
            if row.action == action as u16 {
                found.push((row.outcome, row.summary));
            }
            Ok(())
        })
    });
    walked.unwrap();
    found
}
