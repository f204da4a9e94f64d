//! What a room is told, as the contents of events: one for clients that know TMCP, and a readable notice for all
//! others, which is edited as things go on. Pure: rows in, JSON out.
//!
//! Canonical JSON has no fractions and no integers from 2^53 on: amounts are strings, with the minor units beside them where
//! they fit. What people wrote is shown as text, never as markup.

pub(super) mod gifts;
mod payment;

pub(super) use payment::payment;

use serde_json::{Map, Value, json};

use crate::{
    config::Server,
    edge::links,
    kernel::{Money, P2pId, Scope, ScopeSet, Timestamp, UserId},
    store::rows::{P2pRow, P2pState},
};

/// The type of an ordinary message (Matrix specification, "m.room.message").
pub(super) const MESSAGE: &str = "m.room.message";

/// The largest integer that an event may hold.
const MAX_INTEGER: i64 = (1 << 53) - 1;

/// What is told, for both kinds of clients.
#[derive(Debug, PartialEq)]
pub(super) struct Card {
    /// The type of the event for clients that know it.
    pub(super) event_type: &'static str,
    /// Its content.
    pub(super) content: Value,
    /// The same in words.
    pub(super) words: Words,
}

/// That a transfer has come to `state`.
pub(super) fn p2p(server: &Server, id: P2pId, row: &P2pRow, state: P2pState) -> Card {
    let words = p2p_words(server, id, row, state);
    let mut content = p2p_facts(id, row, state);
    content.insert("body".to_owned(), words.plain.as_str().into());
    let pending = state == P2pState::PendingRecipientAcceptance;
    if pending {
        content.insert("expires_at".to_owned(), row.expires.to_string().into());
        content.insert("actions".to_owned(), json!([action(id, "accept", "Accept"), action(id, "reject", "Decline")]));
    }
    let first = pending || (state == P2pState::Completed && !row.acceptance_required);
    if !first {
        let (icon, color, text) = look(state);
        content.insert("visual".to_owned(), json!({ "icon": icon, "color": color, "status_text": text }));
    }
    let event_type = if first { "m.tween.wallet.p2p" } else { "m.tween.wallet.p2p.status" };
    Card { event_type, content: content.into(), words }
}

/// That money waits in a wallet which `user` has to activate.
pub(super) fn activation(user: &UserId, url: &str, id: P2pId, row: &P2pRow) -> Card {
    let words = Words::default()
        .text(&format!("{user}: "))
        .strong(&amount_in_words(&row.amount))
        .text(&format!(" from {} is waiting for you. Activate your wallet to use it: ", row.sender_user))
        .link(url);
    let mut content = amount_facts(&row.amount);
    content.insert("body".to_owned(), words.plain.as_str().into());
    content.insert("user_id".to_owned(), user.as_str().into());
    content.insert("activation_url".to_owned(), url.into());
    content.insert("transfer_id".to_owned(), id.to_string().into());
    content.insert("sender".to_owned(), json!({ "user_id": row.sender_user.as_str() }));
    Card { event_type: "m.tween.account.activate", content: content.into(), words }
}

/// That a factor of a person has changed.
pub(super) fn factor_change(server: &Server, change: &str) -> Words {
    Words::default().text(change).text(" If this was not you, remove it at once: ").link(&server.link("/account/security"))
}

/// That a mini-app may do nothing more for a person.
pub(super) fn revocation(user: &UserId, miniapp: &str, scopes: ScopeSet, reason: Option<&str>, at: Timestamp) -> Value {
    let mut content = json!({
        "authorized": false,
        "miniapp_id": miniapp,
        "user_id": user.as_str(),
        "revoked_at": at.to_string(),
        "revoked_scopes": scopes.iter().map(Scope::name).collect::<Vec<_>>(),
    });
    if let Some(reason) = reason {
        content["reason"] = reason.into();
    }
    content
}

/// That the first of two people asks the second for money. The link fills in what was asked; it is sent, or it is not.
pub(super) fn money_request(server: &Server, [user, payer]: [&UserId; 2], amount: &Money, note: Option<&str>) -> Words {
    let words = Words::default()
        .text(&format!("{user} asks {payer} for "))
        .strong(&amount_in_words(amount))
        .text(". To send it: ")
        .link(&links::send_url(server, user, amount, note));
    match note {
        Some(note) => words.text(&format!("\n“{note}”")),
        None => words,
    }
}

fn p2p_words(server: &Server, id: P2pId, row: &P2pRow, state: P2pState) -> Words {
    let (amount, sender, recipient) = (amount_in_words(&row.amount), &row.sender_user, &row.recipient_user);
    let words = match state {
        P2pState::Completed if row.acceptance_required => {
            Words::default().text(&format!("{recipient} accepted ")).strong(&amount).text(&format!(" from {sender}."))
        }
        P2pState::Completed => {
            Words::default().text(&format!("{sender} sent ")).strong(&amount).text(&format!(" to {recipient}."))
        }
        P2pState::PendingAuthorization | P2pState::PendingRecipientAcceptance => Words::default()
            .text(&format!("{sender} wants to send "))
            .strong(&amount)
            .text(&format!(" to {recipient}, who can accept or decline until {}: ", minute(row.expires)))
            .link(&server.link(&format!("/account/transfers/{id}"))),
        P2pState::Rejected => Words::default()
            .text(&format!("{recipient} declined "))
            .strong(&amount)
            .text(&format!(" from {sender}, who has the money back.")),
        P2pState::Expired => Words::default()
            .text(&format!("{recipient} did not accept "))
            .strong(&amount)
            .text(&format!(" from {sender} in time. {sender} has the money back.")),
        P2pState::Cancelled => {
            Words::default().text(&format!("{sender} took back ")).strong(&amount).text(&format!(" meant for {recipient}."))
        }
    };
    match &row.note {
        Some(note) => words.text(&format!("\n“{note}”")),
        None => words,
    }
}

fn p2p_facts(id: P2pId, row: &P2pRow, state: P2pState) -> Map<String, Value> {
    let mut facts = amount_facts(&row.amount);
    facts.insert("msgtype".to_owned(), "m.tween.money".into());
    facts.insert("transfer_id".to_owned(), id.to_string().into());
    facts.insert("sender".to_owned(), json!({ "user_id": row.sender_user.as_str() }));
    facts.insert("recipient".to_owned(), json!({ "user_id": row.recipient_user.as_str() }));
    facts.insert("status".to_owned(), state.name().into());
    facts.insert("recipient_acceptance_required".to_owned(), row.acceptance_required.into());
    if let Some(note) = &row.note {
        facts.insert("note".to_owned(), note.as_str().into());
    }
    facts
}

fn amount_facts(amount: &Money) -> Map<String, Value> {
    let mut facts = Map::new();
    facts.insert("amount".to_owned(), amount.to_string().into());
    facts.insert("currency".to_owned(), amount.currency.code().into());
    if (-MAX_INTEGER..=MAX_INTEGER).contains(&amount.minor) {
        facts.insert("amount_minor".to_owned(), amount.minor.into());
    }
    facts
}

fn amount_in_words(amount: &Money) -> String {
    format!("{amount} {}", amount.currency)
}

fn minute(at: Timestamp) -> String {
    at.utc().format("%Y-%m-%d %H:%M UTC").to_string()
}

fn action(id: P2pId, kind: &str, label: &str) -> Value {
    json!({ "type": kind, "label": label, "endpoint": format!("/api/v1/wallet/p2p/{id}/{kind}") })
}

/// How a client shows a state: icon, colour, text.
fn look(state: P2pState) -> (&'static str, &'static str, &'static str) {
    match state {
        P2pState::PendingAuthorization | P2pState::PendingRecipientAcceptance => ("⏳", "orange", "Waiting"),
        P2pState::Completed => ("✓", "green", "Accepted"),
        P2pState::Rejected => ("✗", "red", "Declined"),
        P2pState::Expired => ("⌛", "gray", "Expired"),
        P2pState::Cancelled => ("↩", "gray", "Cancelled"),
    }
}

/// A sentence, plain and as the HTML of `formatted_body`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    plain: String,
    html: String,
}

impl Words {
    /// The content of a notice that says it.
    pub(super) fn notice(&self) -> Value {
        json!({
            "msgtype": "m.notice",
            "body": self.plain,
            "format": "org.matrix.custom.html",
            "formatted_body": self.html,
        })
    }

    /// The content that puts it in the place of the notice `event_id` (Matrix specification, "Event replacements").
    pub(super) fn edit(&self, event_id: &str) -> Value {
        let mut content = self.notice();
        content["m.new_content"] = content.clone();
        content["body"] = format!("* {}", self.plain).into();
        content["formatted_body"] = format!("* {}", self.html).into();
        content["m.relates_to"] = json!({ "rel_type": "m.replace", "event_id": event_id });
        content
    }

    fn text(mut self, text: &str) -> Self {
        self.plain.push_str(text);
        self.html.push_str(&escape(text));
        self
    }

    fn strong(mut self, text: &str) -> Self {
        self.plain.push_str(text);
        self.html.push_str(&format!("<strong>{}</strong>", escape(text)));
        self
    }

    fn link(mut self, url: &str) -> Self {
        self.plain.push_str(url);
        let url = escape(url);
        self.html.push_str(&format!("<a href=\"{url}\">{url}</a>"));
        self
    }
}

fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\n' => safe.push_str("<br>"),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
#[path = "cards_tests.rs"]
mod tests;
