use std::time::Duration;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use super::*;
use crate::{
    identity::Rotation,
    kernel::{RawId, Scope, SessionId, UserId, WalletId},
    store::rows::MiniAppStatus,
};

const NOW: Timestamp = Timestamp(1_795_000_000_000);
const HOUR: Duration = Duration::from_secs(3600);
const SESSION: SessionId = SessionId(RawId([2; 16]));

fn tokens(issuer: &str, keys: &KeyRing) -> Tokens {
    Tokens::new(issuer.to_owned(), keys.clone(), Arc::new(Live::default()))
}

fn user() -> UserId {
    UserId::parse("@alice:x").unwrap()
}

fn tep(tokens: &Tokens) -> String {
    let claims = Claims {
        user: user(),
        client: "ma_shop_001".to_owned(),
        scopes: [Scope::WalletPay].into_iter().collect(),
        wallet: WalletId(RawId([1; 16])),
        session: SESSION,
        token_id: "t".to_owned(),
        issued: NOW,
        expires: NOW + HOUR,
        context: None,
    };
    tokens.sign(&claims).unwrap()
}

fn client(tokens: &Tokens) -> String {
    let claims = ClientClaims {
        client: "ma_shop_001_backend".to_owned(),
        scopes: [Scope::WebhookSend].into_iter().collect(),
        session: SESSION,
        token_id: "c".to_owned(),
        issued: NOW,
        expires: NOW + HOUR,
    };
    tokens.sign_client(&claims).unwrap()
}

fn developer(tokens: &Tokens) -> String {
    let claims = DeveloperClaims { user: user(), session: SESSION, token_id: "d".to_owned(), issued: NOW, expires: NOW + HOUR };
    tokens.sign_developer(&claims).unwrap()
}

/// What each kind's verification says of a token: TEP, client, developer.
fn verdicts(tokens: &Tokens, token: &str, now: Timestamp) -> [Result<(), TokenError>; 3] {
    [
        tokens.verify(token, now).map(drop),
        tokens.verify_client(token, now).map(drop),
        tokens.verify_developer(token, now).map(drop),
    ]
}

fn payload_of(token: &str) -> Value {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(token.split('.').nth(2).unwrap()).unwrap()).unwrap()
}

/// Signs any header and payload with our own key.
fn forge(keys: &KeyRing, prefix: &str, header: &Value, payload: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(serde_json::to_vec(value).unwrap());
    let message = format!("{}.{}", part(header), part(payload));
    format!("{prefix}{message}.{}", URL_SAFE_NO_PAD.encode(keys.sign(NOW, message.as_bytes()).unwrap()))
}

fn changed(payload: &Value, name: &str, value: Value) -> Value {
    let mut payload = payload.clone();
    payload[name] = value;
    payload
}

#[test]
fn tokens_read_back_within_their_time() {
    let keys = KeyRing::ephemeral(NOW).unwrap();
    let tokens = tokens("https://a.example", &keys);
    for (kind, token) in [tep(&tokens), client(&tokens), developer(&tokens)].into_iter().enumerate() {
        for _ in 0..2 {
            assert_eq!(verdicts(&tokens, &token, NOW)[kind], Ok(()));
        }
        let at = |seconds: i64| verdicts(&tokens, &token, Timestamp(NOW.0 + seconds * 1000))[kind];
        let expired = Err(TokenError::Expired);
        assert_eq!((at(3659), at(3660), at(-60), at(-61)), (Ok(()), expired, Ok(()), expired));
    }
}

#[test]
fn what_a_token_says_is_read_back() {
    let keys = KeyRing::ephemeral(NOW).unwrap();
    let tokens = tokens("https://a.example", &keys);
    let found = tokens.verify(&tep(&tokens), NOW).unwrap();
    assert_eq!((&found.user, found.client.as_str(), found.wallet), (&user(), "ma_shop_001", WalletId(RawId([1; 16]))));
    let found = tokens.verify_client(&client(&tokens), NOW).unwrap();
    let expected = VerifiedClient {
        client: "ma_shop_001_backend".to_owned(),
        scopes: [Scope::WebhookSend].into_iter().collect(),
        session: SESSION,
        issued: NOW,
        expires: NOW + HOUR,
        token_id: "c".to_owned(),
    };
    assert_eq!(*found, expected);
    let found = tokens.verify_developer(&developer(&tokens), NOW).unwrap();
    let expected =
        VerifiedDeveloper { user: user(), session: SESSION, issued: NOW, expires: NOW + HOUR, token_id: "d".to_owned() };
    assert_eq!(*found, expected);
    let payload = payload_of(&developer(&tokens));
    assert_eq!((&payload["aud"], &payload["client_id"]), (&json!("tmcp_developer_api"), &json!("tmcp_developer_console")));
}

#[test]
fn no_kind_passes_for_another() {
    let keys = KeyRing::ephemeral(NOW).unwrap();
    let tokens = tokens("https://a.example", &keys);
    let header = json!({ "alg": "RS256", "kid": keys.signing_kid(NOW) });
    let made = [("tep.", tep(&tokens)), ("tep.", client(&tokens)), ("dev.", developer(&tokens))];
    let alone = |kind: usize| [0, 1, 2].map(|other| if other == kind { Ok(()) } else { Err(TokenError::Foreign) });
    for (kind, (prefix, token)) in made.iter().enumerate() {
        // Twice, since what one kind remembers must not answer for another.
        for _ in 0..2 {
            assert_eq!(verdicts(&tokens, token, NOW), alone(kind));
        }
        let payload = payload_of(token);
        assert_eq!(verdicts(&tokens, &forge(&keys, prefix, &header, &payload), NOW), alone(kind));
        // Neither another prefix nor another type makes it another kind's, nor do both.
        for (other, (other_prefix, other_token)) in made.iter().enumerate().filter(|(other, _)| *other != kind) {
            let retyped = changed(&payload, "token_type", payload_of(other_token)["token_type"].clone());
            if prefix != other_prefix {
                let renamed = forge(&keys, other_prefix, &header, &payload);
                assert_eq!(verdicts(&tokens, &renamed, NOW), [Err(TokenError::Foreign); 3]);
                assert_eq!(verdicts(&tokens, &forge(&keys, prefix, &header, &retyped), NOW), [Err(TokenError::Foreign); 3]);
            }
            let both = verdicts(&tokens, &forge(&keys, other_prefix, &header, &retyped), NOW);
            assert_eq!(both[other], Err(TokenError::Foreign), "{kind} as {other}");
        }
    }
}

#[test]
fn foreign_tokens_are_refused() {
    let keys = KeyRing::ephemeral(NOW).unwrap();
    let ours = tokens("https://a.example", &keys);
    let stranger = KeyRing::ephemeral(NOW).unwrap();
    let header = json!({ "alg": "RS256", "kid": keys.signing_kid(NOW) });
    for (prefix, good) in [("tep.", tep(&ours)), ("tep.", client(&ours)), ("dev.", developer(&ours))] {
        let payload = payload_of(&good);
        let with_header = |header: Value| forge(&keys, prefix, &header, &payload);
        let with = |name: &str, value: Value| forge(&keys, prefix, &header, &changed(&payload, name, value));
        let bad = [
            good[4..].to_owned(),
            format!("{good}x"),
            good.replacen(prefix, &prefix.to_uppercase(), 1),
            with_header(json!({ "alg": "none", "kid": keys.signing_kid(NOW) })),
            with_header(json!({ "alg": "HS256", "kid": keys.signing_kid(NOW) })),
            with_header(json!({ "alg": "rs256", "kid": keys.signing_kid(NOW) })),
            with_header(json!({ "alg": "RS256", "kid": "another" })),
            with_header(json!({ "alg": "RS256" })),
            good.rsplit_once('.').unwrap().0.to_owned() + ".",
            with("iss", json!("https://b.example")),
            with("iss", json!("HTTPS://A.EXAMPLE")),
            with("token_type", json!(payload["token_type"].as_str().unwrap().to_uppercase())),
            with("token_type", json!("admin_token")),
            with("aud", json!("ma_other")),
            with("aud", json!(["ma_shop_001", "tmcp_developer_api"])),
            with("client_id", json!("ma_other")),
            with("sub", json!("alice")),
            with("session_id", json!("tw_1")),
            forge(&stranger, prefix, &header, &payload),
            prefix.to_owned(),
            format!("{prefix}a.b.c"),
            format!("{prefix}{}", "a".repeat(100_000)),
        ];
        for token in bad {
            assert_eq!(verdicts(&ours, &token, NOW), [Err(TokenError::Foreign); 3], "{token:.80}");
        }
        assert_eq!(verdicts(&tokens("https://b.example", &keys), &good, NOW), [Err(TokenError::Foreign); 3]);
    }
}

#[test]
fn what_is_shut_off_takes_its_tokens_along_at_once() {
    let keys = KeyRing::ephemeral(NOW).unwrap();
    let made = |shut: &dyn Fn(&Live)| {
        let live = Arc::new(Live::default());
        let tokens = Tokens::new("https://a.example".to_owned(), keys.clone(), Arc::clone(&live));
        let made = [tep(&tokens), client(&tokens), developer(&tokens)];
        let verdict = || [0, 1, 2].map(|kind| verdicts(&tokens, &made[kind], NOW)[kind]);
        assert_eq!(verdict(), [Ok(()); 3]);
        shut(&live);
        verdict()
    };
    let (revoked, suspended) = (Err(TokenError::Revoked), Err(TokenError::UserSuspended));
    assert_eq!(made(&|live| live.revoke(SESSION, NOW + HOUR)), [revoked; 3]);
    assert_eq!(made(&|live| live.set_suspended(&user(), Some(NOW))), [suspended, Ok(()), suspended]);
    let miniapp = Err(TokenError::MiniAppSuspended);
    assert_eq!(made(&|live| live.set_miniapp("ma_shop_001", MiniAppStatus::Suspended)), [miniapp, miniapp, Ok(())]);
}

#[test]
fn what_a_removed_key_signed_is_refused_even_if_it_was_remembered() {
    let tokens = tokens("https://a.example", &KeyRing::ephemeral(NOW).unwrap());
    let old = [tep(&tokens), client(&tokens), developer(&tokens)];
    let verdict = |made: &[String; 3]| [0, 1, 2].map(|kind| verdicts(&tokens, &made[kind], NOW)[kind]);
    assert_eq!(verdict(&old), [Ok(()); 3]);
    tokens.set_keys(tokens.keys().rotated(NOW, Rotation::Planned).unwrap());
    assert_eq!(verdict(&old), [Ok(()); 3]);
    tokens.set_keys(tokens.keys().rotated(NOW, Rotation::Compromised).unwrap());
    assert_eq!(verdict(&old), [Err(TokenError::Foreign); 3]);
    assert_eq!(verdict(&[tep(&tokens), client(&tokens), developer(&tokens)]), [Ok(()); 3]);
}
