//! What is over leaves the store, and nothing that is needed does.

use std::{ops::Bound::Unbounded, time::Duration};

use serde_json::json;
use tmcpd::{
    identity::Walk,
    kernel::{Clock, P2pId, RawId, RoomId, SessionId, Timestamp},
    rooms::RecordCard,
    store::{
        Failure, Key, Order, ReadExt, Table,
        rows::{CardRow, SessionRow},
        tables::*,
    },
    worker,
};

use crate::support::*;

const DAY: Duration = Duration::from_secs(24 * 3600);

fn rows<K: Key, V: for<'b> minicbor::Decode<'b, ()>>(app: &TestApp, table: &Table<K, V>) -> Vec<(K, V)> {
    let mut found = Vec::new();
    let read = app.edge.commands.store().read(|reader| {
        reader.for_each(table, |key, row| {
            found.push((key, row));
            Ok(())
        })
    });
    read.unwrap();
    found
}

fn session_rows(app: &TestApp) -> [usize; 4] {
    let held = [rows(app, &SESSIONS).len(), rows(app, &SESSIONS_OF_USER).len()];
    [held[0], held[1], rows(app, &SESSION_OF_SUBJECT).len(), rows(app, &REFRESH_TOKENS).len()]
}

async fn tick(app: &TestApp) {
    worker::tick(&app.edge, app.clock.now()).await.unwrap();
}

async fn exchange(app: &TestApp) -> String {
    let form = [
        ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
        ("subject_token", "dev_alice"),
        ("subject_token_type", "urn:ietf:params:oauth:token-type:access_token"),
        ("client_id", SHOP),
    ];
    app.post_form("/oauth2/token", "", &form).await.expect(200)["refresh_token"].as_str().unwrap().to_owned()
}

fn refresh_form(token: &str) -> [(&str, &str); 3] {
    [("grant_type", "refresh_token"), ("refresh_token", token), ("client_id", SHOP)]
}

#[tokio::test]
async fn a_session_stays_while_it_is_refreshed_and_goes_with_all_its_tokens() {
    let app = TestApp::new();
    let mut token = exchange(&app).await;
    for round in 1..=3 {
        app.advance(29 * DAY);
        tick(&app).await;
        let next = app.post_form("/oauth2/token", "", &refresh_form(&token)).await.expect(200)["refresh_token"].clone();
        next.as_str().unwrap().clone_into(&mut token);
        assert_eq!(session_rows(&app), [1, 1, 1, 1 + round], "used tokens stay with their family");
    }
    app.advance(30 * DAY + Duration::from_secs(60));
    tick(&app).await;
    assert_eq!(session_rows(&app), [1, 1, 1, 4], "clocks may be apart");
    app.advance(Duration::from_secs(120));
    tick(&app).await;
    tick(&app).await;
    assert_eq!(session_rows(&app), [0; 4]);
    assert_eq!(app.post_form("/oauth2/token", "", &refresh_form(&token)).await.json()["error"], "invalid_grant");
}

/// Cleaning must not take away what shows a theft.
#[tokio::test]
async fn an_old_refresh_token_still_ends_its_family() {
    let app = TestApp::new();
    let first = exchange(&app).await;
    let second = app.post_form("/oauth2/token", "", &refresh_form(&first)).await.expect(200)["refresh_token"].clone();
    app.advance(29 * DAY);
    let second =
        app.post_form("/oauth2/token", "", &refresh_form(second.as_str().unwrap())).await.expect(200)["refresh_token"].clone();
    app.advance(20 * DAY);
    tick(&app).await;
    assert_eq!(app.post_form("/oauth2/token", "", &refresh_form(&first)).await.json()["error"], "invalid_grant");
    let robbed = app.post_form("/oauth2/token", "", &refresh_form(second.as_str().unwrap())).await;
    assert_eq!(robbed.json()["error"], "invalid_grant", "the family is dead");
}

#[tokio::test]
async fn a_revoked_session_goes_when_its_last_token_has_run_out() {
    let app = TestApp::new();
    exchange(&app).await;
    app.post("/api/v1/auth/revoke", "dev_alice", &json!({ "miniapp_id": SHOP })).await.expect(200);
    tick(&app).await;
    assert_eq!((session_rows(&app)[0], rows(&app, &REVOKED_SESSIONS).len()), (1, 1));
    app.advance(Duration::from_secs(3600 + 121));
    tick(&app).await;
    tick(&app).await;
    assert_eq!((session_rows(&app), rows(&app, &REVOKED_SESSIONS).len()), ([0; 4], 1), "a day is the clock's to be wrong");
    app.advance(DAY);
    tick(&app).await;
    assert_eq!(rows(&app, &REVOKED_SESSIONS).len(), 0);
}

#[tokio::test]
async fn a_revoked_token_does_not_come_back_with_a_clock_that_jumped() {
    let app = TestApp::new();
    let token = app.token(ALICE, "wallet:balance").await;
    app.post("/api/v1/auth/revoke", "dev_alice", &json!({ "miniapp_id": SHOP })).await.expect(200);
    for _ in 0..3 {
        worker::tick(&app.edge, app.clock.now() + DAY).await.unwrap();
    }
    app.get("/api/v1/wallet/balance", &token).await.refused(401, "INVALID_TOKEN");
    assert_eq!(rows(&app, &REVOKED_SESSIONS).len(), 1);
}

#[tokio::test]
async fn browsers_and_questions_are_forgotten_when_their_time_is_over() {
    let app = TestApp::new();
    app.sign_in(ALICE).await;
    let form = [
        ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
        ("subject_token", "dev_alice"),
        ("subject_token_type", "urn:ietf:params:oauth:token-type:access_token"),
        ("client_id", SHOP),
        ("scope", "wallet:pay"),
    ];
    assert_eq!(app.post_form("/oauth2/token", "", &form).await.status, 403);
    let held = |app: &TestApp| {
        let browsers: Vec<SessionId> = rows(app, &ACCOUNT_SESSIONS).into_iter().map(|(id, _)| id).collect();
        (browsers.len(), rows(app, &ACCOUNT_SESSIONS_OF_USER).len(), rows(app, &CONSENT_REQUESTS).len())
    };
    app.advance(Duration::from_secs(899));
    tick(&app).await;
    assert_eq!(held(&app), (1, 1, 1));
    app.advance(Duration::from_secs(1));
    tick(&app).await;
    assert_eq!(held(&app), (1, 1, 0));
    app.advance(4 * DAY);
    let later = app.sign_in(ALICE).await;
    app.advance(3 * DAY - Duration::from_secs(900));
    tick(&app).await;
    assert_eq!(held(&app), (1, 1, 0), "the later one stays");
    app.get_as(&later, "/api/v1/account").await.refused(401, "INVALID_TOKEN");
    app.advance(5 * DAY);
    tick(&app).await;
    assert_eq!(held(&app), (0, 0, 0));
}

#[tokio::test]
async fn messages_about_old_transfers_are_forgotten() {
    let app = TestApp::new();
    let card = |at: Timestamp| RecordCard {
        transfer: P2pId(RawId::from_parts(at.unix_ms(), 1)),
        card: CardRow { room: RoomId::parse(ROOM).unwrap(), event_id: "$e".to_owned() },
    };
    for at in [START, START + DAY] {
        app.edge.commands.run(app.ctx(), None, card(at)).await.unwrap();
    }
    for (wait, left) in [(30 * DAY, 2), (Duration::from_millis(1), 1), (DAY, 0)] {
        app.advance(wait);
        tick(&app).await;
        assert_eq!(rows(&app, &CARDS).len(), left);
    }
}

/// The rounds come by everything, however small their steps are, and find nothing where nothing is over.
#[tokio::test]
async fn the_rounds_find_what_is_over_in_small_steps() {
    let app = TestApp::new();
    for person in [ALICE, BOB, CHARLIE] {
        app.token(person, "user:read").await;
    }
    app.sign_in(ALICE).await;
    let look = |walk: &mut Walk, now: Timestamp| app.edge.commands.store().read(|reader| walk.look(reader, now, 1)).unwrap();
    let mut walk = Walk::default();
    for _ in 0..8 {
        assert!(look(&mut walk, START).is_empty());
    }
    let bobs = SessionId(rows(&app, &SESSIONS_OF_USER).into_iter().find(|((user, _), ())| user.as_str() == BOB).unwrap().0.1.0);
    let far = START + 365 * DAY;
    let kept = move |txn: &mut tmcpd::store::Txn<'_>| {
        for (id, row) in txn.scan(&SESSIONS, Unbounded, Unbounded, Order::Ascending, 10)? {
            let expires = if id == bobs { row.expires } else { far };
            txn.put(&SESSIONS, &id, &SessionRow { expires, ..row })?;
        }
        Ok::<_, Failure>(())
    };
    app.edge.commands.store().write(kept).await.unwrap();
    app.advance(2 * DAY);
    for _ in 0..4 {
        let (stale, now) = (look(&mut walk, app.clock.now()), app.clock.now());
        let forgotten = app.edge.commands.store().write(move |txn| Ok::<_, Failure>(stale.forget(txn, now)?));
        forgotten.await.unwrap();
    }
    let left: Vec<SessionId> = rows(&app, &SESSIONS).into_iter().map(|(id, _)| id).collect();
    assert!(left.len() == 2 && !left.contains(&bobs), "{left:?}");
}
