use std::time::Duration;

use serde_json::{Value, json};
use tmcpd::{
    audit::Action,
    config::Acceptance,
    kernel::{Currency, UserId},
    ledger,
    mfa::lockout::LockoutRules,
    people::{EraseUser, Shown},
    store::{ReadExt, tables},
    worker,
};

use crate::support::*;

const EXPORT: &str = "/api/v1/account/export";
const ERASE: &str = "/api/v1/account/erase";

fn pin(pin: &str) -> Value {
    json!({ "method": "pin", "proof": { "pin": pin } })
}

async fn send(app: &TestApp, from: &Browser, to: &str, amount: &str, from_pin: &str) -> String {
    let body = json!({ "recipient": to, "amount": amount, "currency": "USD", "note": format!("private {amount}"),
        "idempotency_key": format!("{to}{amount}") });
    let made = app.post_as(from, "/api/v1/wallet/p2p/initiate", &body).await.expect(201);
    let path = format!("/api/v1/wallet/p2p/{}", made["transfer_id"].as_str().unwrap());
    app.post_as(from, &format!("{path}/confirm"), &json!({ "auth_proof": pin(from_pin) })).await.expect(200);
    path
}

/// How many entries a section has.
fn entries(archive: &Value, section: &str) -> usize {
    archive[section].as_array().unwrap_or_else(|| panic!("{section}: {archive}")).len()
}

#[tokio::test]
async fn a_person_takes_everything_along() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    send(&app, &alice, BOB, "12.50", ALICE_PIN).await;
    let unproven = json!({ "recipient": BOB, "amount": "3", "currency": "USD", "idempotency_key": "unproven" });
    app.post_as(&alice, "/api/v1/wallet/p2p/initiate", &unproven).await.expect(201);
    app.token(ALICE, "wallet:pay").await;
    app.deliver_outbox().await;
    let reply = app.get_as(&alice, EXPORT).await;
    assert_eq!(reply.header("content-disposition"), Some("attachment; filename=\"tmcpd-export-2026-11-18.json\""));
    assert_eq!((reply.header("cache-control"), reply.header("content-type")), (Some("no-store"), Some("application/json")));
    assert!(reply.text.contains("\"amount\":12.50") && reply.text.contains("\"available\":49987.50"), "{}", reply.text);
    let secret = alice.cookie.split_once('.').unwrap().1;
    for kept in [secret, "argon2", "dev_alice", "tep."] {
        assert!(!reply.text.contains(kept), "{kept}");
    }
    let archive = reply.expect(200);
    let counted = ["profile", "wallet", "movements", "transfers", "factors", "consents", "mini_app_sessions", "account_sessions"]
        .map(|section| entries(&archive, section));
    assert_eq!(counted, [1, 1, 2, 2, 1, 1, 1, 1], "{archive:#}");
    assert_eq!((&archive["user_id"], &archive["profile"][0]["display_name"]), (&json!(ALICE), &json!("Alice")));
    assert_eq!((&archive["factors"][0]["set"], &archive["cut_short"]), (&json!(true), &json!([])));
    assert_eq!(archive["rooms"][0]["room_id"], ROOM);
    let actions: Vec<_> = archive["audit"].as_array().unwrap().iter().map(|row| row["action"].as_str().unwrap()).collect();
    for action in [Action::AccountSignIn, Action::P2pInitiate, Action::P2pConfirm, Action::LedgerIssue, Action::DataExport] {
        assert!(actions.contains(&action.name()), "{actions:?}");
    }
}

/// The thread goes on when the caller is gone, and so does the bound on how many do.
#[test]
fn hanging_up_again_and_again_fills_no_threads() {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).max_blocking_threads(1).enable_all().build().unwrap();
    runtime.block_on(async {
        let app = TestApp::new();
        let alice = app.sign_in(ALICE).await;
        let (go_on, wait) = std::sync::mpsc::channel::<()>();
        let busy = tokio::task::spawn_blocking(move || wait.recv());
        tokio::time::timeout(Duration::from_millis(500), app.get_as(&alice, EXPORT)).await.unwrap_err();
        let refused = app.get_as(&alice, EXPORT).await;
        assert_eq!(refused.header("retry-after"), Some("10"));
        refused.refused(503, "SERVICE_UNAVAILABLE");
        go_on.send(()).unwrap();
        busy.await.unwrap().unwrap();
        while app.edge.exports.begin(&UserId::parse(ALICE).unwrap()).is_err() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        app.get_as(&alice, EXPORT).await.expect(200);
    });
}

#[tokio::test]
async fn an_export_holds_nothing_of_others_but_what_was_shared() {
    let app = TestApp::new();
    let (alice, bob) = (app.sign_in(ALICE).await, app.sign_in(BOB).await);
    send(&app, &alice, CHARLIE, "7.77", ALICE_PIN).await;
    let text = app.get_as(&bob, EXPORT).await.text;
    assert!(!text.contains(ALICE) && !text.contains(CHARLIE) && !text.contains("7.77"), "{text}");
    app.get(EXPORT, &app.token(ALICE, ALL_WALLET).await).await.refused(401, "INVALID_TOKEN");
}

#[tokio::test]
async fn who_has_open_business_is_not_erased() {
    let app = TestApp::with(|settings| settings.wallet.acceptance = Acceptance::Always);
    let (alice, bob) = (app.sign_in(ALICE).await, app.sign_in(BOB).await);
    let (alices, bobs) =
        (json!({ "user_id": ALICE, "auth_proof": pin(ALICE_PIN) }), json!({ "user_id": BOB, "auth_proof": pin(BOB_PIN) }));
    assert_eq!(app.post_as(&alice, ERASE, &alices).await.refused(409, "INVALID_STATE")["state"], "balance");
    let path = send(&app, &bob, ALICE, "1000.00", BOB_PIN).await;
    for (browser, body) in [(&alice, &alices), (&bob, &bobs)] {
        assert_eq!(app.post_as(browser, ERASE, body).await.refused(409, "INVALID_STATE")["state"], "waiting");
    }
    app.post_as(&alice, &format!("{path}/accept"), &json!({})).await.expect(200);
    app.post_as(&bob, ERASE, &bobs).await.expect(200);
}

#[tokio::test]
async fn only_the_person_erases_themselves() {
    let app = TestApp::new();
    let (alice, bob) = (app.sign_in(ALICE).await, app.sign_in(BOB).await);
    send(&app, &bob, ALICE, "1000.00", BOB_PIN).await;
    app.advance(Duration::from_secs(60));
    let body = |user: &str, proof: Option<Value>| json!({ "user_id": user, "auth_proof": proof });
    assert_eq!(
        app.post_as(&alice, ERASE, &body(BOB, Some(pin(BOB_PIN)))).await.refused(400, "INVALID_REQUEST")["field"],
        "/user_id"
    );
    app.post_as(&bob, ERASE, &body(BOB, None)).await.refused(403, "STEP_UP_REQUIRED");
    let wrong = app.post_as(&bob, ERASE, &body(BOB, Some(pin("000000")))).await;
    assert_eq!(wrong.refused(401, "MFA_FAILED")["attempts_remaining"], 4);
    app.post(ERASE, "dev_bob", &body(BOB, Some(pin(BOB_PIN)))).await.refused(401, "INVALID_TOKEN");
    app.get_as(&bob, "/api/v1/account").await.expect(200);
}

/// Every table but the audit record, as text in which a name can be looked for.
fn tables_naming(app: &TestApp, user: &str) -> Vec<&'static str> {
    let held = |row: String| row.contains(user);
    let mut found = Vec::new();
    macro_rules! look {
        ($($table:ident)*) => {
            let read = app.edge.commands.store().read(|reader| {
                $(reader.for_each(&tables::$table, |key, row| {
                    if held(format!("{key:?} {row:?}")) {
                        found.push(stringify!($table));
                    }
                    Ok(())
                })?;)*
                Ok(())
            });
            read.unwrap();
        };
    }
    look!(
        WALLETS WALLET_OF_USER P2P P2P_WAITING FACTORS DEVICES SESSIONS SESSIONS_OF_USER ACCOUNT_SESSIONS
        ACCOUNT_SESSIONS_OF_USER CONSENTS CONSENT_REQUESTS CODES DEVICE_GRANTS ROOMS_OF_USER MEMBERS_OF_ROOM DIRECT_ROOMS SUSPENDED_USERS ACCOUNTS
        TRANSFERS OUTBOX OUTBOX_DEAD PAYMENTS PAYMENT_CARDS PASSKEYS TOTP CLOSED_WALLETS SENT_BEFORE_CLOSING
        GIFTS GIFT_OPENINGS GIFTS_OF_USER GIFTS_OUT GIFT_ERASURES
    );
    found
}

#[tokio::test]
async fn who_is_erased_is_gone_but_for_the_audit_record() {
    let app = TestApp::new();
    let (alice, bob) = (app.sign_in(ALICE).await, app.sign_in(BOB).await);
    let received = send(&app, &alice, BOB, "5.00", ALICE_PIN).await;
    let token = app.token(BOB, ALL_WALLET).await;
    let tea = json!({
        "amount": "1.00", "currency": "USD", "description": "Tea", "metadata": { "for": BOB }, "idempotency_key": "tea",
    });
    let asked = app.post("/api/v1/payments/request", &token, &tea).await.expect(201);
    let pay = format!("/api/v1/payments/{}/authorize", asked["payment_id"].as_str().unwrap());
    app.post(&pay, &token, &json!({ "auth_proof": pin(BOB_PIN) })).await.expect(200);
    assert_eq!(entries(&app.get_as(&bob, EXPORT).await.expect(200), "payments"), 1);
    let sent = send(&app, &bob, ALICE, "1004.00", BOB_PIN).await;
    app.deliver_outbox().await;
    assert!(!tables_naming(&app, BOB).is_empty());

    let body = json!({ "user_id": BOB, "auth_proof": pin(BOB_PIN) });
    let reply = app.post_as(&bob, ERASE, &body).await;
    assert!(reply.header("set-cookie").unwrap().contains("Max-Age=0"));
    assert_eq!(reply.expect(200), json!({ "erased": true }));
    app.get_as(&bob, "/api/v1/account").await.refused(401, "INVALID_TOKEN");
    app.get("/api/v1/wallet/balance", &token).await.refused(401, "INVALID_TOKEN");
    worker::tick(&app.edge, app.edge.now()).await.unwrap();
    assert_eq!(tables_naming(&app, BOB), [""; 0]);
    assert!(app.edge.commands.store().read(ledger::check).unwrap().is_clean());

    let history = app.get_as(&alice, "/api/v1/wallet/transactions").await.expect(200)["transactions"].take();
    assert_eq!((&history[0]["from"], &history[0]["note"]), (&json!("Erased user"), &Value::Null));
    assert_eq!((&history[1]["to"], &history[1]["note"]), (&json!("Erased user"), &json!("private 5.00")));
    for path in [&received, &sent] {
        let text = app.get_as(&alice, path).await.text;
        assert!(text.contains("@_tmcp_erased_") && !text.contains(BOB), "{text}");
    }
    let archive = app.get_as(&alice, EXPORT).await.text;
    assert!(!archive.contains(BOB), "{archive}");

    let back = app.sign_in(BOB).await;
    assert_eq!(app.get_as(&back, "/api/v1/account").await.expect(200)["wallet"], Value::Null);
    app.post_as(&back, "/api/v1/wallet/register", &json!({})).await.expect(200);
    let fresh = app.get_as(&back, EXPORT).await.expect(200);
    assert_eq!((entries(&fresh, "movements"), entries(&fresh, "transfers"), entries(&fresh, "consents")), (0, 0, 0));
    app.get_as(&back, &received).await.refused(404, "TRANSFER_NOT_FOUND");
}

/// A name stays in a gift that can still be opened, lest whoever comes back takes two shares.
#[tokio::test]
async fn gifts_lose_a_name_when_they_are_over() {
    let app = TestApp::new();
    let (alice, bob) = (app.sign_in(ALICE).await, app.sign_in(BOB).await);
    let give = async |from: &Browser, whom: Value, proof: &str, key: &str| {
        let mut body = json!({ "currency": "USD", "message": "private", "distribution": "equal", "idempotency_key": key,
            "auth_proof": pin(proof) });
        whom.as_object().unwrap().iter().for_each(|(field, value)| body[field] = value.clone());
        let made = app.post_as(from, "/api/v1/gifts", &body).await.expect(201);
        format!("/api/v1/gifts/{}", made["gift_id"].as_str().unwrap())
    };
    let to_room = json!({ "type": "group", "room_id": ROOM, "total_amount": "3", "count": 3 });
    let lasting = give(&alice, to_room, ALICE_PIN, "1").await;
    let to_bob = give(&alice, json!({ "type": "individual", "recipient": BOB, "amount": "5" }), ALICE_PIN, "2").await;
    let of_bob = give(&bob, json!({ "type": "individual", "recipient": ALICE, "amount": "6" }), BOB_PIN, "3").await;
    for path in [&lasting, &to_bob] {
        app.post_as(&bob, &format!("{path}/open"), &json!({})).await.expect(200);
    }
    assert_eq!(entries(&app.get_as(&bob, EXPORT).await.expect(200), "gifts"), 3);
    send(&app, &bob, ALICE, "1000.00", BOB_PIN).await;
    let body = json!({ "user_id": BOB, "auth_proof": pin(BOB_PIN) });
    assert_eq!(app.post_as(&bob, ERASE, &body).await.refused(409, "INVALID_STATE")["state"], "gift");
    app.post_as(&alice, &format!("{of_bob}/open"), &json!({})).await.expect(200);
    app.post_as(&bob, ERASE, &body).await.expect(200);
    worker::tick(&app.edge, app.edge.now()).await.unwrap();
    for path in [&to_bob, &of_bob] {
        let text = app.get_as(&alice, path).await.text;
        assert!(text.contains("@_tmcp_erased_") && !text.contains(BOB), "{text}");
    }
    let history = app.get_as(&alice, "/api/v1/wallet/transactions").await.text;
    assert!(!history.contains(BOB), "{history}");

    let back = app.sign_in(BOB).await;
    app.post_as(&back, "/api/v1/wallet/register", &json!({})).await.expect(200);
    // Who is in the room is asked of the homeserver, with their own token.
    let token = app.token(BOB, ALL_WALLET).await;
    app.post(&format!("{lasting}/open"), &token, &json!({})).await.refused(409, "ALREADY_OPENED");
    app.advance(Duration::from_secs(24 * 3600));
    for _ in 0..2 {
        worker::tick(&app.edge, app.edge.now()).await.unwrap();
    }
    assert!(!tables_naming(&app, BOB).iter().any(|table| table.starts_with("GIFT")), "{:?}", tables_naming(&app, BOB));
}

/// Somebody else's transfer to them that has not got its proof yet must not bring money to a wallet that nobody has.
#[tokio::test]
async fn nothing_can_be_sent_to_a_closed_wallet() {
    let app = TestApp::new();
    let (alice, bob) = (app.sign_in(ALICE).await, app.sign_in(BOB).await);
    let body = json!({ "recipient": BOB, "amount": "5.00", "currency": "USD", "idempotency_key": "early" });
    let made = app.post_as(&alice, "/api/v1/wallet/p2p/initiate", &body).await.expect(201);
    send(&app, &bob, ALICE, "1000.00", BOB_PIN).await;
    app.post_as(&bob, ERASE, &json!({ "user_id": BOB, "auth_proof": pin(BOB_PIN) })).await.expect(200);
    let path = format!("/api/v1/wallet/p2p/{}/confirm", made["transfer_id"].as_str().unwrap());
    let refused = app.post_as(&alice, &path, &json!({ "auth_proof": pin(ALICE_PIN) })).await;
    assert_eq!(refused.refused(409, "INVALID_STATE")["state"], "closed");
    let balance = app.get_as(&alice, "/api/v1/wallet/balance").await;
    assert!(balance.text.contains("\"available\":51000.00"), "{}", balance.text);
}

/// Erasing oneself is neither a way to a second bonus nor to a fresh day and month of limits.
#[tokio::test]
async fn who_comes_back_gets_no_second_bonus_and_no_fresh_limits() {
    let app = TestApp::with(|settings| settings.activation.bonus = Currency::iso("USD").unwrap().minor(500));
    let (alice, steps) = (app.sign_in(ALICE).await, json!({ "terms_accepted": true, "terms_version": "1", "pin": "482915" }));
    let begin = async || {
        app.post("/api/v1/wallet/register", "dev_charlie", &json!({})).await.expect(200);
        app.post("/api/v1/wallet/activate", "dev_charlie", &steps).await.text
    };
    assert!(begin().await.contains("\"bonus\":5.00"));
    let charlie = app.sign_in(CHARLIE).await;
    send(&app, &alice, CHARLIE, "1000.00", ALICE_PIN).await;
    for amount in ["1000.00", "5.00"] {
        send(&app, &charlie, ALICE, amount, "482915").await;
    }
    let erase = json!({ "user_id": CHARLIE, "auth_proof": pin("482915") });
    app.post_as(&charlie, ERASE, &erase).await.expect(200);
    // A wallet that is closed before it is active makes nothing forgotten either.
    app.post("/api/v1/wallet/register", "dev_charlie", &json!({})).await.expect(200);
    let charlie = app.sign_in(CHARLIE).await;
    app.post_as(&charlie, ERASE, &json!({ "user_id": CHARLIE })).await.expect(200);

    let back = begin().await;
    assert!(back.contains("\"balance\":0.00") && !back.contains("\"bonus\":"), "{back}");
    send(&app, &alice, CHARLIE, "999.00", ALICE_PIN).await;
    let charlie = app.sign_in(CHARLIE).await;
    let ask = |amount: &str| json!({ "recipient": ALICE, "amount": amount, "currency": "USD", "idempotency_key": format!("back{amount}") });
    let refused = app.post_as(&charlie, "/api/v1/wallet/p2p/initiate", &ask("996.00")).await;
    assert_eq!(refused.refused(429, "DAILY_LIMIT_EXCEEDED")["used"], "1005.00");
    app.post_as(&charlie, "/api/v1/wallet/p2p/initiate", &ask("995.00")).await.expect(201);

    let kept = || {
        let sums = |reader: &tmcpd::store::Reader| {
            Ok((reader.last(&tables::SENT_BEFORE_CLOSING)?, reader.last(&tables::CLOSED_WALLETS)?))
        };
        let (sums, flag) = app.edge.commands.store().read(sums).unwrap();
        (sums.is_some(), flag.is_some())
    };
    worker::tick(&app.edge, app.edge.now()).await.unwrap();
    assert_eq!(kept(), (true, true));
    app.advance(Duration::from_secs(20 * 24 * 3600));
    worker::tick(&app.edge, app.edge.now()).await.unwrap();
    assert_eq!(kept(), (false, true), "December knows nothing of November's sums");
}

/// A suspended wallet is not got rid of by erasing oneself.
#[tokio::test]
async fn a_suspension_is_not_escaped() {
    let app = TestApp::new();
    let user = UserId::parse(BOB).unwrap();
    let write = |txn: &mut tmcpd::store::Txn<'_>| {
        let id = txn.get(&tables::WALLET_OF_USER, &UserId::parse(BOB).unwrap())?.unwrap();
        let mut row = txn.get(&tables::WALLETS, &id)?.unwrap();
        row.status = tmcpd::store::rows::WalletStatus::Suspended;
        Ok::<_, tmcpd::store::Failure>(txn.put(&tables::WALLETS, &id, &row)?)
    };
    app.edge.commands.store().write(write).await.unwrap();
    let command = EraseUser {
        user,
        shown: Shown::Operator,
        lockout: LockoutRules::default(),
        server_name: "tween.example".to_owned(),
        trace: [7; 32],
        live: std::sync::Arc::clone(&app.edge.live),
    };
    let refused = app.edge.commands.run(app.ctx(), None, command).await.unwrap_err();
    let tmcpd::store::WriteError::Rejected(refused) = refused else { panic!("{refused}") };
    assert_eq!(refused.details["state"], "suspended");
}

#[tokio::test]
async fn an_operator_does_it_for_somebody_who_asked() {
    let app = TestApp::new();
    let (operator, auditor) = (app.admin("operator").await, app.admin("auditor").await);
    let bob = app.sign_in(BOB).await;
    let path = |act: &str| format!("/api/v1/admin/users/{BOB}/{act}");
    app.get(&path("export"), &auditor.token).await.refused(403, "INSUFFICIENT_PERMISSIONS");
    app.post(&path("erase"), &auditor.token, &json!({})).await.refused(403, "INSUFFICIENT_PERMISSIONS");
    let taken = app.get(&path("export"), &operator.token).await.expect(200);
    let last = taken["audit"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&taken["user_id"], &last["action"], &last["object"]), (&json!(BOB), &json!("data.export"), &json!(BOB)));
    assert_eq!(last["actor"], format!("a/{}", operator.id));
    assert!(last.get("address").is_none(), "where an admin sits is nobody's business");
    assert_eq!(app.post(&path("erase"), &operator.token, &json!({})).await.refused(409, "INVALID_STATE")["state"], "balance");
    send(&app, &bob, ALICE, "1000.00", BOB_PIN).await;
    let erased = app.post(&path("erase"), &operator.token, &json!({})).await.expect(200);
    assert_eq!(erased, json!({ "user_id": BOB, "erased": true }));
    app.get_as(&bob, "/api/v1/account").await.refused(401, "INVALID_TOKEN");
}

/// A developer who is erased is taken out of everything too; an organization with other members is not left without an admin.
#[tokio::test]
async fn an_erased_developer_is_in_no_organization() {
    let app = TestApp::new();
    let (dev, alice) = (app.sign_in("@dev:tween.example").await, app.sign_in(ALICE).await);
    let whitelist = "/api/v1/admin/developers/whitelist";
    app.operate("POST", whitelist, Some(json!({ "user_id": ALICE }))).await.expect(201);
    let made = app.post_as(&dev, "/api/v1/organizations", &json!({ "name": "Tween" })).await.expect(201);
    let path = format!("/api/v1/organizations/{}", made["org_id"].as_str().unwrap());
    app.post_as(&dev, "/api/v1/organizations", &json!({ "name": "Alone" })).await.expect(201);
    let invite = json!({ "user_id": ALICE, "role": "viewer" });
    let invitation = app.post_as(&dev, &format!("{path}/members"), &invite).await.expect(201);
    let id = invitation["invitation_id"].as_str().unwrap();
    app.post_as(&alice, &format!("/api/v1/developer/invitations/{id}/accept"), &json!({})).await.expect(200);
    let archive = app.get_as(&dev, EXPORT).await.expect(200);
    assert_eq!(entries(&archive, "developer"), 3);

    let body = json!({ "user_id": "@dev:tween.example" });
    assert_eq!(app.post_as(&dev, ERASE, &body).await.refused(409, "INVALID_STATE")["state"], "last_admin");
    app.call_as(&dev, "PATCH", &format!("{path}/members/{ALICE}"), &json!({ "role": "admin" })).await.expect(200);
    app.post_as(&dev, ERASE, &body).await.expect(200);
    let left = app.get_as(&alice, &path).await.expect(200);
    assert_eq!(left["members"].as_array().unwrap().len(), 1);
    let back = app.sign_in("@dev:tween.example").await;
    let view = app.get_as(&back, "/api/v1/developer").await.expect(200);
    assert_eq!((view["whitelisted"].as_bool(), view["organizations"].as_array().unwrap().len()), (Some(false), 0));
    let mut named = Vec::new();
    let read = app.edge.commands.store().read(|reader| {
        reader.for_each(&tables::ORGANIZATIONS, |_, row| {
            named.push(format!("{row:?}"));
            Ok(())
        })
    });
    read.unwrap();
    assert!(named.len() == 1 && !named[0].contains("@dev:"), "{named:?}");
}
