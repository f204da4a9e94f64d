use super::*;
use crate::{
    config::{self, Profile},
    kernel::{Currency, RawId, Timestamp, WalletId},
};

const AT: i64 = 1_795_000_000_000;
const ID: &str = "p2p_01m7q5cqg0e008000000000001";

fn server() -> Server {
    config::load(None, [], vec![], Profile::Dev).unwrap().settings.server
}

fn id() -> P2pId {
    P2pId(RawId::from_parts(AT as u64, 1))
}

fn row() -> P2pRow {
    P2pRow {
        sender: WalletId(RawId::from_parts(1, 1)),
        sender_user: UserId::parse("@alice:x").unwrap(),
        recipient: WalletId(RawId::from_parts(1, 2)),
        recipient_user: UserId::parse("@bob:x").unwrap(),
        amount: Currency::iso("USD").unwrap().minor(1250),
        note: Some("lunch".to_owned()),
        room: None,
        state: P2pState::Completed,
        created: Timestamp(AT),
        expires: Timestamp(AT + 86_400_000),
        acceptance_required: false,
        client: "ma_shop".to_owned(),
        reservation: None,
        txn: None,
        changed: Timestamp(AT),
    }
}

fn shown(card: &Card) -> Value {
    json!({ "type": card.event_type, "content": card.content, "notice": card.words.notice() })
}

#[test]
fn a_completed_transfer() {
    let card = p2p(&server(), id(), &row(), P2pState::Completed);
    let expected = json!({
        "type": "m.tween.wallet.p2p",
        "content": {
            "msgtype": "m.tween.money",
            "body": "@alice:x sent 12.50 USD to @bob:x.\n“lunch”",
            "transfer_id": ID,
            "amount": "12.50",
            "amount_minor": 1250,
            "currency": "USD",
            "note": "lunch",
            "sender": { "user_id": "@alice:x" },
            "recipient": { "user_id": "@bob:x" },
            "status": "completed",
            "recipient_acceptance_required": false,
        },
        "notice": {
            "msgtype": "m.notice",
            "body": "@alice:x sent 12.50 USD to @bob:x.\n“lunch”",
            "format": "org.matrix.custom.html",
            "formatted_body": "@alice:x sent <strong>12.50 USD</strong> to @bob:x.<br>“lunch”",
        },
    });
    assert_eq!(shown(&card), expected);
}

#[test]
fn a_transfer_that_waits_for_its_recipient() {
    let row = P2pRow { acceptance_required: true, note: None, ..row() };
    let card = p2p(&server(), id(), &row, P2pState::PendingRecipientAcceptance);
    let url = format!("http://127.0.0.1:8420/account/transfers/{ID}");
    let start = "@alice:x wants to send ";
    let middle = " to @bob:x, who can accept or decline until 2026-11-19 11:06 UTC: ";
    let expected = json!({
        "type": "m.tween.wallet.p2p",
        "content": {
            "msgtype": "m.tween.money",
            "body": format!("{start}12.50 USD{middle}{url}"),
            "transfer_id": ID,
            "amount": "12.50",
            "amount_minor": 1250,
            "currency": "USD",
            "sender": { "user_id": "@alice:x" },
            "recipient": { "user_id": "@bob:x" },
            "status": "pending_recipient_acceptance",
            "recipient_acceptance_required": true,
            "expires_at": "2026-11-19T11:06:40.000Z",
            "actions": [
                { "type": "accept", "label": "Accept", "endpoint": format!("/api/v1/wallet/p2p/{ID}/accept") },
                { "type": "reject", "label": "Decline", "endpoint": format!("/api/v1/wallet/p2p/{ID}/reject") },
            ],
        },
        "notice": {
            "msgtype": "m.notice",
            "body": format!("{start}12.50 USD{middle}{url}"),
            "format": "org.matrix.custom.html",
            "formatted_body": format!("{start}<strong>12.50 USD</strong>{middle}<a href=\"{url}\">{url}</a>"),
        },
    });
    assert_eq!(shown(&card), expected);
}

#[test]
fn later_states_are_status_events_and_edits() {
    let row = P2pRow { acceptance_required: true, note: None, ..row() };
    for (state, color, text) in [
        (P2pState::Completed, "green", "@bob:x accepted 12.50 USD from @alice:x."),
        (P2pState::Rejected, "red", "@bob:x declined 12.50 USD from @alice:x, who has the money back."),
        (P2pState::Expired, "gray", "@bob:x did not accept 12.50 USD from @alice:x in time. @alice:x has the money back."),
        (P2pState::Cancelled, "gray", "@alice:x took back 12.50 USD meant for @bob:x."),
    ] {
        let card = p2p(&server(), id(), &row, state);
        assert_eq!(card.event_type, "m.tween.wallet.p2p.status");
        assert_eq!((&card.content["status"], &card.content["body"]), (&json!(state.name()), &json!(text)));
        assert_eq!(card.content["visual"]["color"], color);
        assert!(card.content.get("actions").is_none() && card.content.get("expires_at").is_none());
        let edit = card.words.edit("$first");
        assert_eq!(edit["m.relates_to"], json!({ "rel_type": "m.replace", "event_id": "$first" }));
        assert_eq!(edit["m.new_content"], card.words.notice());
        assert_eq!(edit["body"], format!("* {text}"));
    }
}

#[test]
fn a_wallet_to_be_activated() {
    let card = activation(&UserId::parse("@bob:x").unwrap(), "https://x/a?user=1&sig=2", id(), &row());
    let expected = json!({
        "type": "m.tween.account.activate",
        "content": {
            "body": "@bob:x: 12.50 USD from @alice:x is waiting for you. Activate your wallet to use it: https://x/a?user=1&sig=2",
            "user_id": "@bob:x",
            "activation_url": "https://x/a?user=1&sig=2",
            "transfer_id": ID,
            "amount": "12.50",
            "amount_minor": 1250,
            "currency": "USD",
            "sender": { "user_id": "@alice:x" },
        },
        "notice": {
            "msgtype": "m.notice",
            "body": "@bob:x: 12.50 USD from @alice:x is waiting for you. Activate your wallet to use it: https://x/a?user=1&sig=2",
            "format": "org.matrix.custom.html",
            "formatted_body": "@bob:x: <strong>12.50 USD</strong> from @alice:x is waiting for you. Activate your wallet to use \
                it: <a href=\"https://x/a?user=1&amp;sig=2\">https://x/a?user=1&amp;sig=2</a>",
        },
    });
    assert_eq!(shown(&card), expected);
}

#[test]
fn what_people_wrote_is_no_markup() {
    let hostile = "<img src=x onerror=\"y\"> & </strong>";
    let row = P2pRow { note: Some(hostile.to_owned()), sender_user: UserId::parse("@<b>:x").unwrap(), ..row() };
    let notice = p2p(&server(), id(), &row, P2pState::Completed).words.notice();
    assert!(notice["body"].as_str().unwrap().contains(hostile));
    let html = notice["formatted_body"].as_str().unwrap();
    let own: String = ["<strong>", "</strong>", "<br>"].iter().fold(html.to_owned(), |rest, tag| rest.replacen(tag, "", 1));
    assert!(!own.contains(['<', '>', '"']), "{html}");
}

#[test]
fn amounts_that_canonical_json_cannot_hold_are_only_strings() {
    for (minor, number) in [((1 << 53) - 1, true), (1 << 53, false), (i64::MAX, false)] {
        let row = P2pRow { amount: Currency::iso("USD").unwrap().minor(minor), ..row() };
        let content = p2p(&server(), id(), &row, P2pState::Completed).content;
        assert_eq!(content["amount"], row.amount.to_string());
        assert_eq!(content.get("amount_minor").is_some(), number, "{minor}");
    }
    let row = P2pRow { amount: Currency::iso("JPY").unwrap().minor(5000), ..row() };
    assert_eq!(p2p(&server(), id(), &row, P2pState::Completed).content["amount"], "5000");
}
