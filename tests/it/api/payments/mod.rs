//! Payments to mini-apps: what a payer, a mini-app and its backend see, and what none of them can do.

mod attacks;
mod backends;
mod failures;
mod proofs;
mod refunds;
mod requests;
mod rooms;

use base64::{Engine, engine::general_purpose::STANDARD};
use p256::{
    ecdsa::{Signature, SigningKey, signature::Signer},
    pkcs8::EncodePublicKey,
};
use poem::{Request, http::Method};
use serde_json::{Value, json};
use std::time::Duration;
use tmcpd::{
    config::{ClassLimit, Settings},
    miniapps::{Officiality, Register, official_wallet},
    outbox::webhooks,
    store::{ReadExt, rows::ClientKind, tables::WEBHOOKS},
};

use crate::support::*;

const SECRET: &str = "dev_secret_shop";
const BACKEND: &str = "ma_shop_001_backend";
const PAYMENTS: &str = "/api/v1/payments";

/// A server whose limits are no subject of these tests.
fn app() -> TestApp {
    app_with(|_| {})
}

fn app_with(change: impl FnOnce(&mut Settings)) -> TestApp {
    TestApp::with(|settings| {
        for class in ["mfa", "payment_request", "payment_operations", "oauth_token", "default"] {
            let class = class.to_owned();
            settings.limits.classes.push(ClassLimit { class, limit: 1000, per: Duration::from_secs(60), burst: 0 });
        }
        settings.mfa.new_device = Duration::ZERO;
        change(settings);
    })
}

fn asking(amount: &str, key: &str) -> Value {
    json!({ "amount": amount, "currency": "USD", "description": "Tea", "idempotency_key": key })
}

async fn request(app: &TestApp, token: &str, amount: &str, key: &str) -> Value {
    app.post("/api/v1/payments/request", token, &asking(amount, key)).await.expect(201)
}

fn id(payment: &Value) -> &str {
    payment["payment_id"].as_str().unwrap()
}

fn path(payment: &Value, step: &str) -> String {
    format!("{PAYMENTS}/{}/{step}", id(payment))
}

fn status(payment: &Value) -> String {
    format!("{PAYMENTS}/{}", id(payment))
}

fn pin(pin: &str) -> Value {
    json!({ "auth_proof": { "method": "transaction_pin", "proof": { "pin": pin } } })
}

/// Asks for a payment, and pays it by PIN.
async fn pay(app: &TestApp, token: &str, amount: &str, key: &str) -> Value {
    let asked = request(app, token, amount, key).await;
    app.post(&path(&asked, "authorize"), token, &pin(ALICE_PIN)).await.expect(200)
}

/// A call of a mini-app's backend by id and secret.
async fn backend(app: &TestApp, method: &str, path: &str, body: &Value) -> Reply {
    backend_as(app, BACKEND, SECRET, method, path, body).await
}

async fn backend_as(app: &TestApp, client: &str, secret: &str, method: &str, path: &str, body: &Value) -> Reply {
    let basic = format!("Basic {}", STANDARD.encode(format!("{client}:{secret}")));
    let request = Request::builder().method(method.parse::<Method>().unwrap()).uri(path.parse().unwrap());
    let request = request.header("authorization", basic).content_type("application/json");
    app.call(if method == "GET" { request.finish() } else { request.body(body.to_string()) }).await
}

async fn refund(app: &TestApp, payment: &Value, amount: Option<&str>, key: &str) -> Reply {
    let mut body = json!({ "reason": "broken", "idempotency_key": key });
    if let Some(amount) = amount {
        body["amount"] = amount.into();
    }
    backend(app, "POST", &path(payment, "refund"), &body).await
}

fn key(seed: u8) -> SigningKey {
    SigningKey::from_slice(&[seed; 32]).unwrap()
}

/// The person with this Matrix token and PIN enrols a device key.
async fn enrol_device(app: &TestApp, person: &str, pin: &str, device: &str, key: &SigningKey) {
    let spki = key.verifying_key().to_public_key_der().unwrap();
    let body = json!({
        "device_id": device, "device_name": "Phone", "platform": "android",
        "public_key": { "algorithm": "ECDSA_P256", "format": "SPKI", "key_data": STANDARD.encode(spki.as_bytes()) },
        "auth_proof": { "method": "pin", "proof": { "pin": pin } },
    });
    app.post("/api/v1/devices", person, &body).await.expect(201);
}

/// The signature of `device` over `text`, which ends with `timestamp`.
fn signed(key: &SigningKey, device: &str, text: &str, timestamp: &str) -> Value {
    let signature: Signature = key.sign(format!("{text}:{timestamp}").as_bytes());
    let signature = STANDARD.encode(signature.to_der().as_bytes());
    json!({ "device_id": device, "signature": signature, "timestamp": timestamp })
}

fn now(app: &TestApp) -> String {
    use tmcpd::kernel::Clock;
    app.clock.now().unix_seconds().to_string()
}

/// Another mini-app of somebody else's, with a backend.
async fn other_shop(app: &TestApp) {
    let register = Register {
        id: "ma_other".to_owned(),
        kind: ClientKind::Hybrid,
        official: Officiality::ThirdParty,
        secret: Some(tmcpd::kernel::sha256(b"other secret")),
        ..official_wallet(settings().currencies.primary())
    };
    app.edge.commands.run(app.ctx(), None, register).await.unwrap();
}

/// What the shop's webhook is to be told, as event and data.
fn told(app: &TestApp) -> Vec<(String, Value)> {
    let read = app.edge.commands.store().read(|reader| {
        let waiting = webhooks::waiting(reader, SHOP, 0, 1000)?;
        waiting.iter().map(|queued| reader.get(&WEBHOOKS, &(SHOP.to_owned(), queued.sequence))).collect::<Result<Vec<_>, _>>()
    });
    let bodies = read.unwrap().into_iter().flatten().map(|row| serde_json::from_str::<Value>(&row.body).unwrap());
    bodies.map(|body| (body["event"].as_str().unwrap().to_owned(), body["data"].clone())).collect()
}

/// What the shop's wallet holds, in cents.
fn merchant_holds(app: &TestApp) -> i64 {
    let store = app.edge.commands.store();
    let held = store.read(|reader| {
        let row = reader.get(&tmcpd::store::tables::MINIAPPS, &SHOP.to_owned())?.unwrap();
        let wallet = tmcpd::wallets::get(reader, row.merchant.unwrap())?;
        let account = tmcpd::wallets::account(&wallet, settings().currencies.primary()).unwrap();
        tmcpd::ledger::balance(reader, account)
    });
    held.unwrap().available.minor
}
