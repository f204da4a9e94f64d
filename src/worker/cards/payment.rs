//! What is told of a payment to a mini-app.

use serde_json::{Map, Value, json};

use super::{Card, Words, amount_facts, amount_in_words, minute};
use crate::{
    config::Server,
    kernel::PaymentId,
    store::rows::{PaymentRow, PaymentState, RefundRow},
};

/// That a payment has come to `state`; `refund` is what went back, when that is why.
pub(in crate::worker) fn payment(
    server: &Server,
    id: PaymentId,
    row: &PaymentRow,
    state: PaymentState,
    refund: Option<&RefundRow>,
) -> Card {
    let words = words(server, id, row, state, refund);
    let kind = kind(state);
    let mut content = facts(id, row, state, refund);
    content.insert("payment_type".to_owned(), kind.into());
    content.insert("body".to_owned(), words.plain.as_str().into());
    if kind == "request" {
        let url = server.link(&format!("/account/payments/{id}"));
        let endpoint = |step: &str| format!("/api/v1/payments/{id}/{step}");
        let actions = json!([
            { "type": "authorize", "label": "Pay", "endpoint": endpoint("authorize"), "url": url },
            { "type": "cancel", "label": "Cancel", "endpoint": endpoint("cancel") },
        ]);
        content.insert("expires_at".to_owned(), row.expires.to_string().into());
        content.insert("actions".to_owned(), actions);
    }
    let event_type = match kind {
        "completed" => "m.tween.payment.completed",
        "failed" => "m.tween.payment.failed",
        "refunded" => "m.tween.payment.refunded",
        _ => "m.tween.payment.request",
    };
    Card { event_type, content: content.into(), words }
}

fn kind(state: PaymentState) -> &'static str {
    match state {
        PaymentState::PendingAuthorization | PaymentState::MfaRequired | PaymentState::Authorized | PaymentState::Processing => {
            "request"
        }
        PaymentState::Completed => "completed",
        PaymentState::Failed | PaymentState::Expired | PaymentState::Cancelled => "failed",
        PaymentState::PartiallyRefunded | PaymentState::Refunded => "refunded",
    }
}

fn words(server: &Server, id: PaymentId, row: &PaymentRow, state: PaymentState, refund: Option<&RefundRow>) -> Words {
    let (amount, payer, name) = (amount_in_words(&row.amount), &row.payer_user, &row.miniapp_name);
    let words = match (state, refund) {
        (PaymentState::Completed, _) => {
            Words::default().text(&format!("{payer} paid ")).strong(&amount).text(&format!(" to {name}."))
        }
        (PaymentState::Failed, _) => {
            Words::default().text(&format!("{payer} could not pay ")).strong(&amount).text(&format!(" to {name}."))
        }
        (PaymentState::Expired, _) => {
            Words::default().text(&format!("{payer} did not pay ")).strong(&amount).text(&format!(" to {name} in time."))
        }
        (PaymentState::Cancelled, _) => {
            Words::default().text(&format!("{payer} decided not to pay ")).strong(&amount).text(&format!(" to {name}."))
        }
        (PaymentState::PartiallyRefunded | PaymentState::Refunded, Some(refund)) => Words::default()
            .text(&format!("{name} gave {payer} "))
            .strong(&amount_in_words(&refund.amount))
            .text(&format!(" of {amount} back.")),
        (PaymentState::PartiallyRefunded | PaymentState::Refunded, None) => {
            Words::default().text(&format!("{name} gave {payer} money back of ")).strong(&amount).text(".")
        }
        (
            PaymentState::PendingAuthorization | PaymentState::MfaRequired | PaymentState::Authorized | PaymentState::Processing,
            _,
        ) => Words::default()
            .text(&format!("{name} asks {payer} to pay "))
            .strong(&amount)
            .text(&format!(" by {}: ", minute(row.expires)))
            .link(&server.link(&format!("/account/payments/{id}"))),
    };
    let words = words.text(&format!("\n“{}”", row.description));
    match refund.and_then(|refund| refund.reason.as_ref()) {
        Some(reason) => words.text(&format!("\nReason: “{reason}”")),
        None => words,
    }
}

fn facts(id: PaymentId, row: &PaymentRow, state: PaymentState, refund: Option<&RefundRow>) -> Map<String, Value> {
    let (icon, color) = look(state);
    let shown = refund.map_or(row.amount, |refund| refund.amount);
    let mut transaction = amount_facts(&shown);
    if let Some(txn) = refund.map(|refund| refund.txn).or(row.txn) {
        transaction.insert("txn_id".to_owned(), txn.to_string().into());
    }
    let at = refund.map_or(row.changed, |refund| refund.created);
    let person = json!({ "user_id": row.payer_user.as_str() });
    let miniapp = json!({ "miniapp_id": row.miniapp, "name": row.miniapp_name });
    let back = matches!(state, PaymentState::PartiallyRefunded | PaymentState::Refunded);
    let (sender, recipient) = if back { (miniapp, person) } else { (person, miniapp) };
    let mut facts = amount_facts(&row.amount);
    facts.insert("msgtype".to_owned(), "m.tween.payment".into());
    facts.insert("payment_id".to_owned(), id.to_string().into());
    facts.insert("status".to_owned(), state.name().into());
    facts.insert("visual".to_owned(), json!({ "card_type": "payment", "icon": icon, "background_color": color }));
    facts.insert("transaction".to_owned(), transaction.into());
    facts.insert("sender".to_owned(), sender);
    facts.insert("recipient".to_owned(), recipient);
    facts.insert("note".to_owned(), row.description.as_str().into());
    facts.insert("timestamp".to_owned(), at.to_string().into());
    if let Some(refund) = refund {
        let total = row.amount.currency.minor(refund.total);
        facts.insert("refunded".to_owned(), amount_facts(&total).into());
        if let Some(reason) = &refund.reason {
            facts.insert("reason".to_owned(), reason.as_str().into());
        }
    }
    facts
}

/// How a client shows a state: icon and background.
fn look(state: PaymentState) -> (&'static str, &'static str) {
    match kind(state) {
        "completed" => ("✓", "#E7F6EC"),
        "failed" => ("✗", "#FBEAEA"),
        "refunded" => ("↩", "#EAF1FB"),
        _ => ("⏳", "#FFF6E5"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        config::{self, Profile},
        kernel::{Currency, Money, RawId, Timestamp, TxnId, UserId, WalletId},
    };

    fn usd(minor: i64) -> Money {
        Currency::iso("USD").unwrap().minor(minor)
    }

    fn row() -> PaymentRow {
        let at = Timestamp(1_795_000_000_000);
        PaymentRow {
            miniapp: "ma_shop".to_owned(),
            miniapp_name: "<b>Shop</b>".to_owned(),
            merchant: WalletId(RawId::from_parts(1, 1)),
            payer: WalletId(RawId::from_parts(1, 2)),
            payer_user: UserId::parse("@alice:x").unwrap(),
            amount: usd(1250),
            description: "Tea & cake".to_owned(),
            order: None,
            items: Vec::new(),
            callback_url: None,
            metadata: None,
            room: None,
            state: PaymentState::Refunded,
            created: at,
            expires: at + std::time::Duration::from_secs(300),
            changed: at,
            proven_by: None,
            challenge: None,
            failure: None,
            txn: Some(TxnId::new(1, 7, 0)),
            completed: Some(at),
            fee: 0,
            refunded: 1250,
        }
    }

    fn shown(state: PaymentState, refund: Option<&RefundRow>) -> Card {
        let server = config::load(None, [], vec![], Profile::Dev).unwrap().settings.server;
        payment(&server, PaymentId(RawId::from_parts(1, 1)), &row(), state, refund)
    }

    #[test]
    fn every_state_has_an_event_and_words() {
        let refund = RefundRow {
            amount: usd(250),
            reason: Some("broken".to_owned()),
            txn: TxnId::new(1, 9, 0),
            created: Timestamp(1_795_000_060_000),
            total: 750,
        };
        let cases = [
            (PaymentState::Completed, None, "m.tween.payment.completed", "@alice:x paid 12.50 USD to <b>Shop</b>.\n“Tea & cake”"),
            (
                PaymentState::Failed,
                None,
                "m.tween.payment.failed",
                "@alice:x could not pay 12.50 USD to <b>Shop</b>.\n“Tea & cake”",
            ),
            (
                PaymentState::Expired,
                None,
                "m.tween.payment.failed",
                "@alice:x did not pay 12.50 USD to <b>Shop</b> in time.\n“Tea & cake”",
            ),
            (
                PaymentState::Cancelled,
                None,
                "m.tween.payment.failed",
                "@alice:x decided not to pay 12.50 USD to <b>Shop</b>.\n“Tea & cake”",
            ),
            (
                PaymentState::PartiallyRefunded,
                Some(&refund),
                "m.tween.payment.refunded",
                "<b>Shop</b> gave @alice:x 2.50 USD of 12.50 USD back.\n“Tea & cake”\nReason: “broken”",
            ),
        ];
        for (state, refund, event_type, text) in cases {
            let card = shown(state, refund);
            assert_eq!((card.event_type, &card.content["body"]), (event_type, &Value::from(text)));
            assert_eq!((&card.content["amount"], &card.content["amount_minor"]), (&json!("12.50"), &json!(1250)));
            assert!(!card.words.notice()["formatted_body"].as_str().unwrap().contains("<b>"), "names are text");
        }
        let back = shown(PaymentState::PartiallyRefunded, Some(&refund)).content;
        let said = &back["transaction"];
        assert_eq!((&said["amount"], &back["refunded"]["amount"]), (&json!("2.50"), &json!("7.50")));
        assert_eq!((&back["sender"]["miniapp_id"], &back["recipient"]["user_id"]), (&json!("ma_shop"), &json!("@alice:x")));
        let request = shown(PaymentState::PendingAuthorization, None);
        let link = "http://127.0.0.1:8420/account/payments/pay_0000000001e008000000000001";
        assert_eq!(request.event_type, "m.tween.payment.request");
        assert!(request.content["body"].as_str().unwrap().contains(link), "{}", request.content["body"]);
        assert_eq!(request.content["actions"][0]["url"], link);
    }
}
