//! What the HTTP measurements run on: a data directory with a thousand people who have money, a PIN and a device key, tokens for
//! them, and transfers that wait for a signature, signed a moment ago. The server itself is the real one, on this directory.

use std::{fmt::Write as _, path::Path, sync::Arc};

use aws_lc_rs::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use tmcpd::{
    app::{self, Outside},
    audit::{Action, Entry},
    command::{Applied, Command},
    config::{self, Profile},
    edge::Edge,
    identity::{Claims, StartAccountSession},
    kernel::{Clock, Ctx, Currency, Money, RawId, Scope, Secret, SessionId, SystemClock, SystemRng, UserId, WalletId, sha256},
    ledger::{self, Movement},
    logs::AccessLog,
    mfa::{self, device::PublicKey, pin::PinHash},
    miniapps::{Officiality, Register},
    payments::Request,
    store::{
        Failure, Txn,
        rows::{AccountKind, ClientKind, DeviceRow, Owner, SignInMethod, TransferKind, WalletRow, WalletStatus},
        tables::{DEVICES, WALLETS},
    },
    transfers::{Existence, Initiate},
    wallets,
};

/// The PIN of everybody.
const PIN: &str = "482915";

const DEVICE: &str = "phone";

struct Seed {
    user: UserId,
    currency: Currency,
    pin: PinHash,
    device: Vec<u8>,
}

impl Command for Seed {
    type Outcome = WalletId;

    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<WalletId>, Failure> {
        let (wallet, row) = wallets::ensure(txn, ctx, &Owner::User(self.user.clone()), self.currency)?;
        let credit = wallets::account(&row, self.currency).unwrap_or_default();
        txn.put(&WALLETS, &wallet, &WalletRow { status: WalletStatus::Active, level: 3, activated: Some(ctx.now), ..row })?;
        mfa::set_pin(txn, &self.user, &self.pin)?;
        let device = DeviceRow {
            name: "Phone".to_owned(),
            platform: "bench".to_owned(),
            key: self.device.clone(),
            created: ctx.now,
            revoked: None,
            capabilities: Vec::new(),
        };
        txn.put(&DEVICES, &(self.user.clone(), DEVICE.to_owned()), &device)?;
        let movement = Movement {
            debit: ledger::system_account(txn, ctx, AccountKind::Issuance, self.currency)?,
            credit,
            amount: self.currency.minor(1_000_000_000_000),
            kind: TransferKind::Funding,
            cause: None,
            note: None,
            counts_on: None,
        };
        ledger::post(txn, ctx, &movement)?;
        Ok(Applied::new(wallet, Entry::done(Action::LedgerIssue, wallet)))
    }
}

/// Fills the data directory that `configuration` names, and writes `tokens` (one a line) and `confirm` and `pay` (path, number
/// of the token and body, separated by tabs) into `out`.
pub async fn make(configuration: &Path, people: usize, transfers: usize, out: &Path) -> anyhow::Result<()> {
    let settings = config::load(Some(configuration), Vec::new(), Vec::new(), Profile::Normal)?.settings;
    let outside = Outside { clock: Arc::new(SystemClock), rng: Arc::new(SystemRng), access: AccessLog::off() };
    let edge = tokio::task::spawn_blocking(move || app::build(settings, outside)).await??;
    let random = SystemRandom::new();
    let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING)?;
    let mut tokens = String::new();
    let mut users = Vec::with_capacity(people);
    let device = minicbor::to_vec(PublicKey::parse("ECDSA_P256", &STANDARD.encode(spki(pair.public_key().as_ref())))?)?;
    let pin = edge.pins.enrol(&Secret::new(PIN), [7; 16])?;
    let currency = edge.settings().currencies.primary();
    for number in 0..people {
        let user = UserId::new(&format!("user{number}"), &edge.settings().matrix.server_name)?;
        let seed = Seed { user: user.clone(), currency, pin: pin.clone(), device: device.clone() };
        let wallet = edge.commands.run(edge.system_ctx(), None, seed).await?.outcome;
        writeln!(tokens, "{}", token(&edge, &user, wallet, number)?)?;
        users.push(user);
    }
    std::fs::write(out.join("tokens"), tokens)?;
    let mut lines = String::new();
    for chunk in (0..transfers).collect::<Vec<_>>().chunks(256) {
        let mut waiting = Vec::with_capacity(chunk.len());
        for place in chunk {
            let (from, to) = (place % people, (place * 7 + 1) % people);
            let to = if from == to { (to + 1) % people } else { to };
            let command = Initiate {
                sender: users[from].clone(),
                recipient: users[to].clone(),
                recipient_existence: Existence::Known,
                amount: currency.minor(100 + i64::try_from(place % 900)?),
                note: None,
                room: None,
                client: "ma_official_wallet".to_owned(),
                settings: edge.settings(),
            };
            waiting.push((from, edge.commands.run(edge.system_ctx(), None, command)));
        }
        for (from, pending) in waiting {
            let transfer = pending.await?.outcome.transfer;
            let line = confirm_line(&pair, &random, from, &transfer.id.to_string(), transfer.row.amount)?;
            lines.push_str(&line);
        }
    }
    std::fs::write(out.join("confirm"), lines)?;
    std::fs::write(out.join("pay"), payments(&edge, &users, transfers / 2, (&pair, &random)).await?)?;
    std::fs::write(out.join("cookie"), browser(&edge, &users[0]).await?)?;
    edge.commands.store().close();
    Ok(())
}

/// Lines that take turns: one asks for a payment, the next authorizes another one that waits for its signature.
async fn payments(
    edge: &Edge,
    users: &[UserId],
    count: usize,
    (pair, random): (&EcdsaKeyPair, &SystemRandom),
) -> anyhow::Result<String> {
    let currency = edge.settings().currencies.primary();
    let mut lines = String::new();
    for chunk in (0..count).collect::<Vec<_>>().chunks(256) {
        let mut waiting = Vec::with_capacity(chunk.len());
        for place in chunk {
            let from = place % users.len();
            let command = Request {
                payer: users[from].clone(),
                client: "ma_official_wallet".to_owned(),
                amount: currency.minor(100 + i64::try_from(place % 900)?),
                description: "Bench".to_owned(),
                order: None,
                items: Vec::new(),
                callback_url: None,
                metadata: None,
                room: None,
                settings: edge.settings(),
            };
            waiting.push((from, place, edge.commands.run(edge.system_ctx(), None, command)));
        }
        for (from, place, pending) in waiting {
            let payment = pending.await?.outcome.payment;
            let (id, amount) = (payment.id.to_string(), payment.row.amount);
            let body =
                format!(r#"{{"amount":{amount},"currency":"{currency}","description":"Bench","idempotency_key":"r-{place}"}}"#);
            writeln!(lines, "/api/v1/payments/request\t{}\t{body}", from + 1)?;
            let proof = proof(pair, random, &id, amount)?;
            let body = format!("{},\"idempotency_key\":\"a-{id}\"}}", proof.trim_end_matches('}'));
            writeln!(lines, "/api/v1/payments/{id}/authorize\t{}\t{body}", from + 1)?;
        }
    }
    Ok(lines)
}

/// A mini-app that people can sign in to without a question, and somebody's cookie of the account pages.
async fn browser(edge: &Edge, user: &UserId) -> anyhow::Result<String> {
    let app = Register {
        id: "ma_bench".to_owned(),
        name: "Bench".to_owned(),
        kind: ClientKind::Public,
        official: Officiality::ThirdParty,
        scopes: [Scope::UserRead].into_iter().collect(),
        preapproved: [Scope::UserRead].into_iter().collect(),
        redirect_uris: vec!["https://bench.example/callback".to_owned()],
        webhook_url: None,
        secret: None,
        currency: edge.settings().currencies.primary(),
    };
    edge.commands.run(edge.system_ctx(), None, app).await?;
    let secret = edge.rng.token();
    let session = StartAccountSession {
        user: user.clone(),
        method: SignInMethod::Password,
        secret: sha256(secret.as_bytes()),
        lifetime: edge.settings().tokens.account_lifetime,
        agent: None,
    };
    let session = edge.commands.run(edge.system_ctx(), None, session).await?.outcome;
    Ok(format!("tmcpd_account={session}.{secret}"))
}

fn confirm_line(pair: &EcdsaKeyPair, random: &SystemRandom, from: usize, id: &str, amount: Money) -> anyhow::Result<String> {
    let proof = proof(pair, random, id, amount)?;
    let body = format!(r#"{{"auth_proof":{{"method":"biometric","proof":{proof}}},"idempotency_key":"k-{id}"}}"#);
    Ok(format!("/api/v1/wallet/p2p/{id}/confirm\t{}\t{body}\n", from + 1))
}

/// The signature of the device for moving `amount` under `id`.
fn proof(pair: &EcdsaKeyPair, random: &SystemRandom, id: &str, amount: Money) -> anyhow::Result<String> {
    let timestamp = SystemClock.now().unix_seconds();
    let message = format!("{id}:{amount}:{}:{timestamp}", amount.currency);
    let signature = STANDARD.encode(pair.sign(random, message.as_bytes())?.as_ref());
    Ok(format!(r#"{{"device_id":"{DEVICE}","signature":"{signature}","timestamp":"{timestamp}"}}"#))
}

fn token(edge: &Edge, user: &UserId, wallet: WalletId, number: usize) -> anyhow::Result<String> {
    let now = edge.now();
    let claims = Claims {
        user: user.clone(),
        client: "ma_official_wallet".to_owned(),
        scopes: [Scope::WalletBalance, Scope::WalletHistory, Scope::WalletPay].into_iter().collect(),
        wallet,
        session: SessionId(RawId::from_parts(now.unix_ms(), number as u128)),
        token_id: number.to_string(),
        issued: now,
        expires: now + edge.settings().tokens.tep_lifetime,
        context: None,
    };
    edge.tokens.sign(&claims).ok_or_else(|| anyhow::anyhow!("a token could not be signed"))
}

/// The SubjectPublicKeyInfo of an uncompressed P-256 point (RFC 5480).
fn spki(point: &[u8]) -> Vec<u8> {
    const HEAD: [u8; 26] = [
        0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d,
        0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
    ];
    [&HEAD[..], point].concat()
}
