use std::ops::Bound::Unbounded;

use tmcpd::{
    audit::Action,
    identity::PruneCodes,
    store::{
        Order,
        tables::{AUDIT, CODES, CONSENTS},
    },
};

use super::*;

#[tokio::test]
async fn a_code_becomes_a_session() {
    let app = TestApp::new();
    app.grant("dev_alice", "wallet:balance").await;
    let alice = app.sign_in(ALICE).await;
    let code = app.code(&alice, &[("scope", "wallet:balance user:read")]).await;
    assert!(code.starts_with("code_") && code.split_once('.').unwrap().1.len() == 43, "{code}");
    let reply = app.redeem(&code, &[]).await;
    assert_eq!((reply.code(), reply.header("cache-control"), reply.header("pragma")), (200, Some("no-store"), Some("no-cache")));
    let token = reply.json();
    let fields: Vec<&String> = token.as_object().unwrap().keys().collect();
    assert_eq!(fields, ["access_token", "expires_in", "refresh_token", "scope", "token_type", "user_id", "wallet_id"]);
    assert_eq!((&token["user_id"], &token["scope"]), (&ALICE.into(), &"user:read wallet:balance".into()));
    let access = token["access_token"].as_str().unwrap();
    assert_eq!(app.balance(access).await, 200);
    assert_eq!(app.introspect(access).await["username"], ALICE);
    let next = app.refresh(token["refresh_token"].as_str().unwrap(), &[]).await.expect(200);
    let revoke = [("token", next["refresh_token"].as_str().unwrap()), ("client_id", SHOP)];
    assert_eq!(app.form("/oauth2/revoke", &revoke, None).await.code(), 200);
    assert_eq!((app.balance(access).await, app.balance(next["access_token"].as_str().unwrap()).await), (401, 401));
}

#[tokio::test]
async fn a_person_without_a_wallet_gets_one_with_the_code() {
    let app = TestApp::new();
    let charlie = app.sign_in(CHARLIE).await;
    let code = app.code(&charlie, &[]).await;
    let token = app.redeem(&code, &[]).await.expect(200);
    assert!(token["wallet_id"].as_str().unwrap().starts_with("tw_"));
}

#[tokio::test]
async fn confidential_clients_use_codes_with_their_secret_and_pkce() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    let code = app.code(&alice, &[("client_id", BACKEND)]).await;
    assert_eq!(app.redeem(&code, &[("client_id", BACKEND)]).await.refusal(), is(401, "invalid_client"));
    let wrong = [("client_id", BACKEND), ("client_secret", "wrong")];
    assert_eq!(app.redeem(&code, &wrong).await.refusal(), is(401, "invalid_client"));
    let without = [("client_id", BACKEND), ("client_secret", SECRET), ("code_verifier", "")];
    assert_eq!(app.redeem(&code, &without).await.refusal(), is(400, "invalid_request"));
    app.redeem(&code, &[("client_id", BACKEND), ("client_secret", SECRET)]).await.expect(200);
}

#[tokio::test]
async fn replayed_code_ends_the_session_it_was_used_for() {
    let app = TestApp::new();
    app.grant("dev_alice", "wallet:balance").await;
    let alice = app.sign_in(ALICE).await;
    let code = app.code(&alice, &[("scope", "wallet:balance")]).await;
    let token = app.redeem(&code, &[]).await.expect(200);
    let other = app.redeem(&app.code(&alice, &[("scope", "wallet:balance")]).await, &[]).await.expect(200);
    assert_eq!(app.redeem(&code, &[]).await.refusal(), is(400, "invalid_grant"));
    assert_eq!(app.balance(token["access_token"].as_str().unwrap()).await, 401);
    assert_eq!(app.refresh(token["refresh_token"].as_str().unwrap(), &[]).await.refusal(), is(400, "invalid_grant"));
    assert_eq!(app.balance(other["access_token"].as_str().unwrap()).await, 200, "another session of the same person goes on");
    let last = app.edge.commands.store().read(|reader| reader.scan(&AUDIT, Unbounded, Unbounded, Order::Descending, 9));
    let reuse = last.unwrap().into_iter().find(|(_, row)| row.action == Action::CodeReuse as u16).unwrap().1;
    assert_eq!((reuse.outcome, reuse.actor.as_str()), (1, "c/ma_shop_001"));
}

#[tokio::test]
async fn replayed_code_of_two_at_once_one_is_refused() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    let code = app.code(&alice, &[]).await;
    let (one, other) = tokio::join!(app.redeem(&code, &[]), app.redeem(&code, &[]));
    let mut codes = [one.code(), other.code()];
    codes.sort_unstable();
    assert_eq!(codes, [200, 400]);
}

#[tokio::test]
async fn code_injection_into_another_client_or_redirect_is_refused() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    let code = app.code(&alice, &[]).await;
    for fields in [
        &[("client_id", "ma_official_wallet")][..],
        &[("client_id", BACKEND), ("client_secret", SECRET)],
        &[("redirect_uri", "http://localhost:3000/callback/")],
        &[("redirect_uri", "https://evil.example/")],
    ] {
        assert_eq!(app.redeem(&code, fields).await.refusal(), is(400, "invalid_grant"), "{fields:?}");
    }
    assert_eq!(app.redeem(&code, &[("redirect_uri", "")]).await.refusal(), is(400, "invalid_request"));
    app.redeem(&code, &[]).await.expect(200);
}

/// An attacker puts the victim's code into a session that they began themselves: its verifier is another.
#[tokio::test]
async fn swapped_codes_between_two_sessions_do_not_fit() {
    let app = TestApp::new();
    let (alice, bob) = (app.sign_in(ALICE).await, app.sign_in(BOB).await);
    let others = "M25iVXpKU3puUjFaYWg3T1NDTDQtcW1ROUY5YXlwalNoc0hhakxifmZHag";
    let challenge = URL_SAFE_NO_PAD.encode(sha256(others.as_bytes()));
    let (alices, bobs) = (app.code(&alice, &[]).await, app.code(&bob, &[("code_challenge", challenge.as_str())]).await);
    assert_eq!(app.redeem(&alices, &[("code_verifier", others)]).await.refusal(), is(400, "invalid_grant"));
    assert_eq!(app.redeem(&bobs, &[]).await.refusal(), is(400, "invalid_grant"));
    let mixed = format!("{}.{}", alices.split_once('.').unwrap().0, bobs.split_once('.').unwrap().1);
    for verifier in [VERIFIER, others] {
        assert_eq!(app.redeem(&mixed, &[("code_verifier", verifier)]).await.refusal(), is(400, "invalid_grant"));
    }
    assert_eq!(app.redeem(&alices, &[]).await.expect(200)["user_id"], ALICE);
    assert_eq!(app.redeem(&bobs, &[("code_verifier", others)]).await.expect(200)["user_id"], BOB);
}

#[tokio::test]
async fn pkce_downgrade_is_refused_at_both_ends() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    for fields in [
        &[("code_challenge", "")][..],
        &[("code_challenge", ""), ("code_challenge_method", "")],
        &[("code_challenge_method", "")],
        &[("code_challenge_method", "plain")],
        &[("code_challenge_method", "s256")],
        &[("code_challenge", VERIFIER), ("code_challenge_method", "plain")],
        &[("code_challenge", "short")],
        &[("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=")],
        &[("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM")],
        &[("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cN")],
    ] {
        app.advance(Duration::from_secs(10));
        assert_eq!(app.authorize(&alice, fields).await.back(CALLBACK)["error"], "invalid_request", "{fields:?}");
    }
    let code = app.code(&alice, &[]).await;
    let challenge = URL_SAFE_NO_PAD.encode(sha256(VERIFIER.as_bytes()));
    for (verifier, error) in [
        ("", "invalid_request"),
        ("short", "invalid_request"),
        (challenge.as_str(), "invalid_grant"),
        ("aBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "invalid_grant"),
    ] {
        assert_eq!(app.redeem(&code, &[("code_verifier", verifier)]).await.refusal(), is(400, error), "{verifier}");
    }
    app.redeem(&code, &[]).await.expect(200);
}

#[tokio::test]
async fn what_is_no_code_is_refused() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    let code = app.code(&alice, &[]).await;
    let (id, secret) = code.split_once('.').unwrap();
    for bad in [
        id.to_owned(),
        format!("{id}."),
        format!("{id}.{secret}x"),
        format!("{id}.{}", "A".repeat(43)),
        format!("code_00000000000000000000000000.{secret}"),
        secret.to_owned(),
        "rt_x".to_owned(),
    ] {
        assert_eq!(app.redeem(&bad, &[]).await.refusal(), is(400, "invalid_grant"), "{bad}");
    }
    assert_eq!(app.redeem("", &[]).await.refusal(), is(400, "invalid_request"));
    app.advance(Duration::from_secs(60));
    assert_eq!(app.redeem(&code, &[]).await.refusal(), is(400, "invalid_grant"), "a minute is all it has");
}

#[tokio::test]
async fn a_suspension_between_code_and_token_is_in_time() {
    let app = TestApp::new();
    let (alice, bob) = (app.sign_in(ALICE).await, app.sign_in(BOB).await);
    let (alices, bobs) = (app.code(&alice, &[]).await, app.code(&bob, &[]).await);
    app.suspend_user(ALICE).await;
    assert_eq!(app.redeem(&alices, &[]).await.refusal(), is(400, "invalid_grant"));
    app.suspend_shop().await;
    assert_eq!(app.redeem(&bobs, &[]).await.refusal(), is(401, "invalid_client"));
}

#[tokio::test]
async fn a_consent_taken_back_between_code_and_token_is_in_time() {
    let app = TestApp::new();
    app.grant("dev_alice", "wallet:balance").await;
    let alice = app.sign_in(ALICE).await;
    let code = app.code(&alice, &[("scope", "wallet:balance user:read")]).await;
    let take_back =
        |txn: &mut tmcpd::store::Txn<'_>| Ok(txn.remove(&CONSENTS, &(UserId::parse(ALICE).unwrap(), SHOP.to_owned()))?);
    let written: Result<(), Failure> = app.edge.commands.store().write(take_back).await;
    written.unwrap();
    assert_eq!(app.redeem(&code, &[]).await.refusal(), is(400, "invalid_grant"));
}

#[tokio::test]
async fn the_store_has_no_code_and_forgets_old_ones_in_order() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    let code = app.code(&alice, &[]).await;
    let secret = code.split_once('.').unwrap().1;
    let kept = |app: &TestApp| {
        app.edge.commands.store().read(|reader| reader.scan(&CODES, Unbounded, Unbounded, Order::Ascending, 9)).unwrap()
    };
    assert_eq!(kept(&app)[0].1.secret, sha256(secret.as_bytes()));
    app.advance(Duration::from_secs(1800));
    app.code(&alice, &[]).await;
    app.advance(Duration::from_secs(1800 + 60));
    let now = app.edge.now();
    assert!(app.edge.commands.store().read(|reader| PruneCodes::is_due(reader, now)).unwrap());
    let pruned: Result<usize, Failure> = app.edge.commands.store().write(move |txn| Ok(PruneCodes::run(txn, now, 10)?)).await;
    assert_eq!((pruned.unwrap(), kept(&app).len()), (1, 1));
    assert!(!app.edge.commands.store().read(|reader| PruneCodes::is_due(reader, now)).unwrap());
}

#[tokio::test]
async fn a_code_is_good_for_nothing_once_access_is_taken_back() {
    let app = TestApp::new();
    let (alice, bob) = (app.sign_in(ALICE).await, app.sign_in(BOB).await);
    let (code, bobs) = (app.code(&alice, &[]).await, app.code(&bob, &[]).await);
    app.post_as(&alice, "/api/v1/auth/revoke", &json!({ "miniapp_id": SHOP })).await.expect(200);
    assert_eq!(app.redeem(&code, &[]).await.refusal(), is(400, "invalid_grant"));
    app.redeem(&bobs, &[]).await.expect(200);
}
