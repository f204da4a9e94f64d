//! What somebody would try who wants more than their share, or somebody else's.

use std::collections::HashSet;

use base64::{Engine, engine::general_purpose::STANDARD};
use p256::{
    ecdsa::{Signature, SigningKey, signature::Signer},
    pkcs8::EncodePublicKey,
};
use tmcpd::{
    kernel::P2pId,
    store::{ReadExt, rows::Bytes, tables::GIFT_SHARES},
};

use super::*;

#[tokio::test]
async fn a_wrong_proof_counts_and_gives_nothing() {
    let app = TestApp::with(unlimited);
    let alice = app.token(ALICE, ALL_WALLET).await;
    let mut body = to_room("20", 2, "1");
    body["auth_proof"] = proof("000000");
    assert_eq!(app.post(GIFTS, &alice, &body).await.refused(401, "MFA_FAILED")["attempts_remaining"], 4);
    for _ in 0..3 {
        app.post(GIFTS, &alice, &body).await.refused(401, "MFA_FAILED");
    }
    app.post(GIFTS, &alice, &body).await.refused(429, "MFA_LOCKED");
    app.post(GIFTS, &alice, &to_room("20", 2, "2")).await.refused(429, "MFA_LOCKED");
    assert_eq!(app.available(&alice).await, "50000.00");
}

/// A device signs the key, whom the gift is for, and the amount: what it signed is worth nothing for another amount, another
/// recipient, another room, another key, and what it signed for a transfer is worth nothing for a gift.
#[tokio::test]
async fn what_a_device_signed_for_one_gift_gives_no_other() {
    let app = TestApp::with(|settings| {
        unlimited(settings);
        settings.mfa.max_failures = 100;
    });
    let alice = app.token(ALICE, ALL_WALLET).await;
    let device = Device::enrol(&app).await;
    let now = app.clock.now().to_string();
    let signed = |body: &Value, text: &str| {
        let mut body = body.clone();
        body["auth_proof"] = device.proof(text, &now);
        body
    };
    let room = to_room("20", 2, "key");
    let right = format!("gift:key:{ROOM}:20.00:USD:{now}");
    let wrong = [
        signed(&to_room("20.01", 2, "key"), &right),
        signed(&to_room("20", 2, "key2"), &right),
        signed(&to_one(BOB, "20", "key"), &right),
        signed(&to_one(CHARLIE, "20", "key"), &format!("gift:key:{BOB}:20:USD:{now}")),
        signed(&room, &format!("key:20.00:USD:{now}")),
        signed(&room, &format!("{ROOM}:20.00:USD:{now}")),
        signed(&room, &format!("gift:key:{ROOM}:20.00:EUR:{now}")),
        // A transfer of the same amount, whose id a mini-app would give as the key.
        signed(&to_room("20", 2, "p2p_1"), &format!("p2p_1:20.00:USD:{now}")),
    ];
    for body in &wrong {
        app.post(GIFTS, &alice, body).await.refused(401, "MFA_FAILED");
    }
    give(&app, &alice, &signed(&room, &right)).await;
    app.post(GIFTS, &alice, &signed(&to_room("20", 1, "key"), &right)).await.refused(409, "DUPLICATE_TRANSACTION");
    let short = format!("gift:short:{BOB}:20:USD:{now}");
    give(&app, &alice, &signed(&to_one(BOB, "20", "short"), &short)).await;
    assert_eq!(app.available(&alice).await, "49960.00");
    app.advance(Duration::from_secs(301));
    let late = signed(&to_one(BOB, "20", "late"), &format!("gift:late:{BOB}:20:USD:{now}"));
    app.post(GIFTS, &alice, &late).await.refused(401, "MFA_FAILED");
}

/// A key and a recipient run together in what is signed, but cannot be told apart in two ways.
#[test]
fn a_signed_object_reads_in_one_way() {
    let odd = gifts::signed_object("k:@eve:x", "@bob:y");
    let (_, rest) = odd.split_once(':').unwrap();
    let targets: Vec<&str> =
        rest.match_indices(':').map(|(at, _)| &rest[at + 1..]).filter(|end| UserId::parse(end).is_ok()).collect();
    assert_eq!(targets, ["@bob:y"]);
    assert!("gift:k".parse::<GiftId>().is_err() && "gift:k".parse::<P2pId>().is_err());
}

/// Somebody who is not in the room, or not any more, takes nothing and sees nothing.
#[tokio::test]
async fn an_outsider_opens_nothing() {
    let app = TestApp::new();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let outsider = app.token("@dev:tween.example", ALL_WALLET).await;
    let id = give(&app, &alice, &to_room("20", 2, "1")).await;
    open(&app, &outsider, &id).await.refused(403, "NOT_IN_ROOM");
    app.get(&path(&id), &outsider).await.refused(403, "NOT_IN_ROOM");
    for unknown in ["gift_0000000000000000000000000a", "gift_", "p2p_0000000000000000000000000a"] {
        open(&app, &outsider, unknown).await.refused(404, "NOT_FOUND");
        app.get(&path(unknown), &outsider).await.refused(404, "NOT_FOUND");
    }
    let guest = "@guest:tween.example".to_owned();
    let token = app.token(&guest, ALL_WALLET).await;
    let_in(&app, std::slice::from_ref(&guest)).await;
    app.get(&path(&id), &token).await.expect(200);
    leave(&app, &guest).await;
    open(&app, &token, &id).await.refused(403, "NOT_IN_ROOM");
    assert_eq!(app.get(&path(&id), &alice).await.expect(200)["gift"]["stats"]["total_opened"], 0);
}

#[tokio::test]
async fn somebody_suspended_opens_nothing_and_nothing_of_theirs_is_opened() {
    let app = TestApp::new();
    let (alice, bob) = (app.token(ALICE, ALL_WALLET).await, app.token(BOB, ALL_WALLET).await);
    let id = give(&app, &alice, &to_room("20", 2, "1")).await;
    let suspend = |user: &str, step: &str| format!("/api/v1/admin/users/{user}/{step}");
    let reason = || Some(json!({ "reason": "fraud" }));
    app.operate("POST", &suspend(BOB, "suspend"), reason()).await.expect(200);
    open(&app, &bob, &id).await.refused(403, "USER_SUSPENDED");
    // A request that was let in before the suspension is refused by the command.
    let (gift, opener) = (id.parse().unwrap(), UserId::parse(BOB).unwrap());
    let late = gifts::Open { id: gift, opener, settings: app.edge.settings() };
    let refused = app.edge.commands.run(app.ctx(), None, late).await.unwrap_err();
    assert_eq!(code(refused), Code::UserSuspended);
    app.operate("POST", &suspend(BOB, "unsuspend"), reason()).await.expect(200);
    app.operate("POST", &suspend(ALICE, "suspend"), reason()).await.expect(200);
    let bob = app.token_for(BOB, SHOP, "wallet:balance wallet:pay").await;
    open(&app, &bob, &id).await.refused(403, "USER_SUSPENDED");
    app.operate("POST", &suspend(ALICE, "unsuspend"), reason()).await.expect(200);
    open(&app, &bob, &id).await.expect(200);
}

/// No answer shows a share before it is taken, neither to the giver nor under a replayed key; and what the next one will be
/// does not follow from what can be seen.
#[tokio::test]
async fn a_share_is_not_known_before_it_is_taken() {
    let app = TestApp::with(unlimited);
    let (alice, bob) = (app.token(ALICE, ALL_WALLET).await, app.token(BOB, ALL_WALLET).await);
    let body = to_room("997.31", 4, "1");
    let made = app.post(GIFTS, &alice, &body).await;
    let id = made.json()["gift_id"].as_str().unwrap().to_owned();
    open(&app, &bob, &id).await.expect(200);
    let gift: GiftId = id.parse().unwrap();
    let shares = app.edge.commands.store().read(|reader| reader.get(&GIFT_SHARES, &gift)).unwrap().unwrap();
    let share = |place| gifts::Shares::at(&shares, place).unwrap();
    let usd = settings().currencies.primary();
    for text in [made.text, app.get(&path(&id), &alice).await.text, app.post(GIFTS, &alice, &body).await.text] {
        for place in 1..4 {
            assert!(!text.contains(&format!(":{}", usd.minor(share(place)))), "share {place}: {text}");
        }
    }
    // The same gift of the same person at the same moment is divided otherwise.
    let other: GiftId = give(&app, &alice, &to_room("997.31", 4, "2")).await.parse().unwrap();
    let others = app.edge.commands.store().read(|reader| reader.get(&GIFT_SHARES, &other)).unwrap();
    assert!(others.is_some_and(|Bytes(bytes)| bytes != shares.0));
}

#[tokio::test]
async fn two_hundred_at_once_get_a_hundred_shares() {
    let app = TestApp::new();
    let alice = app.token(ALICE, ALL_WALLET).await;
    for (key, distribution) in [("1", "fair"), ("2", "random"), ("3", "equal")] {
        let mut body = to_room("1000", 100, key);
        body["distribution"] = json!(distribution);
        let id = give(&app, &alice, &body).await;
        let opened = open_for_many(&app, &id, 200).await;
        let taken: Vec<i64> = opened.iter().flatten().copied().collect();
        assert_eq!((taken.len(), taken.iter().sum::<i64>()), (100, 100_000), "{distribution}");
        let empty = opened.iter().filter(|one| **one == Err(Code::GiftEmpty)).count();
        assert_eq!(empty, 100, "{distribution}");
        assert_eq!(open_for_many(&app, &id, 200).await.iter().flatten().count(), 0, "nobody opens twice");
    }
}

#[tokio::test]
async fn two_hundred_requests_at_once_get_a_hundred_shares() {
    let app = TestApp::with(unlimited);
    let alice = app.token(ALICE, ALL_WALLET).await;
    let guests: Vec<String> = (0..200).map(|number| format!("@guest{number}:tween.example")).collect();
    let_in(&app, &guests).await;
    let mut tokens = Vec::new();
    for guest in &guests {
        tokens.push(app.token(guest, "wallet:balance wallet:pay").await);
    }
    let id = give(&app, &alice, &to_room("1000", 100, "1")).await;
    let replies = futures_util::future::join_all(tokens.iter().map(|token| open(&app, token, &id))).await;
    let (mut ranks, mut sum, mut empty) = (HashSet::new(), 0, 0);
    for reply in replies {
        if reply.status == 200 {
            let share = reply.json();
            ranks.insert(share["stats"]["your_rank"].as_u64().unwrap());
            sum += minor(&share["amount_received"]);
        } else {
            reply.refused(409, "GIFT_EMPTY");
            empty += 1;
        }
    }
    assert_eq!((ranks, sum, empty), ((1..=100).collect(), 100_000, 100));
    let mut held = 0;
    for token in &tokens {
        held += app.available(token).await.replace('.', "").parse::<i64>().unwrap();
    }
    assert_eq!(held, 100_000);
}

/// The same person on two devices at once.
#[tokio::test]
async fn a_double_opening_side_by_side_takes_one_share() {
    let app = TestApp::new();
    let (alice, bob) = (app.token(ALICE, ALL_WALLET).await, app.token(BOB, ALL_WALLET).await);
    let id = give(&app, &alice, &to_room("20", 5, "1")).await;
    let replies = futures_util::future::join_all((0..8).map(|_| open(&app, &bob, &id))).await;
    let mut done = 0;
    for reply in replies {
        if reply.status == 200 {
            done += 1;
        } else {
            reply.refused(409, "ALREADY_OPENED");
        }
    }
    assert_eq!(done, 1);
    assert_eq!(app.get(&path(&id), &bob).await.expect(200)["gift"]["stats"]["total_opened"], 1);
}

/// A device of Alice's.
struct Device(SigningKey);

impl Device {
    async fn enrol(app: &TestApp) -> Self {
        let key = SigningKey::from_slice(&[7; 32]).unwrap();
        let spki = key.verifying_key().to_public_key_der().unwrap();
        let body = json!({
            "device_id": "phone", "device_name": "Phone", "platform": "android",
            "public_key": { "algorithm": "ECDSA_P256", "format": "SPKI", "key_data": STANDARD.encode(spki.as_bytes()) },
            "auth_proof": proof(ALICE_PIN),
        });
        app.post("/api/v1/devices", "dev_alice", &body).await.expect(201);
        Self(key)
    }

    fn proof(&self, text: &str, timestamp: &str) -> Value {
        let signature: Signature = self.0.sign(text.as_bytes());
        let signature = STANDARD.encode(signature.to_der().as_bytes());
        json!({ "method": "biometric", "proof": { "signature": signature, "device_id": "phone", "timestamp": timestamp } })
    }
}
