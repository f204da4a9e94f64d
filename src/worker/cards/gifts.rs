//! What a room is told of a gift. Of the shares only those that are taken.

use serde_json::{Map, Value, json};

use crate::{
    config::Server,
    gifts::{Gift, Taken},
    store::rows::GiftState,
};

use super::{Card, Words, amount_facts, amount_in_words};

/// A gift as it is.
pub(in crate::worker) fn gift(server: &Server, gift: &Gift, leaders: &[Taken]) -> Card {
    let words = words(server, gift, leaders);
    let row = &gift.row;
    let mut content = amount_facts(&row.amount);
    content.extend(common(gift, gift.progress.opened));
    content.insert("body".to_owned(), words.plain.as_str().into());
    content.insert("gift_type".to_owned(), if row.recipient.is_some() { "individual" } else { "group" }.into());
    content.insert("distribution".to_owned(), row.distribution.name().into());
    content.insert("status".to_owned(), gift.progress.state.name().into());
    content.insert("expires_at".to_owned(), row.expires.to_string().into());
    if let Some(message) = &row.message {
        content.insert("message".to_owned(), message.as_str().into());
    }
    if gift.is_open() {
        let endpoint = format!("/api/v1/gifts/{}/open", gift.id);
        content.insert("actions".to_owned(), json!([{ "type": "open", "label": "Open", "endpoint": endpoint }]));
    }
    Card { event_type: "m.tween.gift", content: content.into(), words }
}

/// That somebody took a share, with the largest ones by then.
pub(in crate::worker) fn opened(server: &Server, gift: &Gift, taken: &Taken, leaders: &[Taken]) -> Card {
    let share = gift.row.amount.currency.minor(taken.row.amount);
    let body = format!("{} took {} of the gift of {}.", taken.row.user, amount_in_words(&share), gift.row.giver_user);
    let mut content = amount_facts(&share);
    content.extend(common(gift, taken.rank));
    content.insert("body".to_owned(), body.into());
    content.insert("opened_by".to_owned(), json!({ "user_id": taken.row.user.as_str() }));
    content.insert("opened_at".to_owned(), taken.row.at.to_string().into());
    content.insert("rank".to_owned(), taken.rank.into());
    content.insert("leaderboard".to_owned(), leaders.iter().map(|leader| leader_facts(gift, leader)).collect());
    Card { event_type: "m.tween.gift.opened", content: content.into(), words: words(server, gift, leaders) }
}

fn leader_facts(gift: &Gift, leader: &Taken) -> Value {
    let mut facts = amount_facts(&gift.row.amount.currency.minor(leader.row.amount));
    facts.insert("user_id".to_owned(), leader.row.user.as_str().into());
    facts.insert("rank".to_owned(), leader.rank.into());
    facts.into()
}

/// What every event about a gift says, when `opened` shares are taken.
fn common(gift: &Gift, opened: u64) -> Map<String, Value> {
    let mut facts = Map::new();
    facts.insert("msgtype".to_owned(), "m.tween.gift".into());
    facts.insert("gift_id".to_owned(), gift.id.to_string().into());
    facts.insert("sender".to_owned(), json!({ "user_id": gift.row.giver_user.as_str() }));
    if let Some(recipient) = &gift.row.recipient {
        facts.insert("recipient".to_owned(), json!({ "user_id": recipient.as_str() }));
    }
    facts.insert("count".to_owned(), gift.row.count.into());
    facts.insert("opened_count".to_owned(), opened.into());
    facts.insert("remaining_count".to_owned(), gift.row.count.saturating_sub(opened).into());
    facts
}

fn words(server: &Server, gift: &Gift, leaders: &[Taken]) -> Words {
    let words = Words::default().text("🎁 ");
    let words = match &gift.row.recipient {
        Some(recipient) => words_to_one(words, gift, recipient.as_str()),
        None => words_to_many(words, gift, leaders),
    };
    let words = match gift.is_open() {
        true => words.text(" Open: ").link(&server.link(&format!("/account/gifts/{}", gift.id))),
        false => words,
    };
    match &gift.row.message {
        Some(message) => words.text(&format!("\n“{message}”")),
        None => words,
    }
}

fn words_to_one(words: Words, gift: &Gift, recipient: &str) -> Words {
    let (giver, amount) = (&gift.row.giver_user, amount_in_words(&gift.row.amount));
    match gift.progress.state {
        GiftState::Active | GiftState::PartiallyOpened => {
            words.text(&format!("{giver} gives ")).strong(&amount).text(&format!(" to {recipient}."))
        }
        GiftState::FullyOpened => words.text(&format!("{recipient} opened ")).strong(&amount).text(&format!(" from {giver}.")),
        GiftState::Expired => words
            .text(&format!("{recipient} did not open "))
            .strong(&amount)
            .text(&format!(" from {giver} in time. {giver} has the money back.")),
    }
}

fn words_to_many(words: Words, gift: &Gift, leaders: &[Taken]) -> Words {
    let (giver, amount, count) = (&gift.row.giver_user, amount_in_words(&gift.row.amount), gift.row.count);
    let gives = if gift.is_open() { "gives" } else { "gave" };
    let people = if count == 1 { "person" } else { "people" };
    let words = words.text(&format!("{giver} {gives} ")).strong(&amount).text(&format!(" to {count} {people}."));
    match (gift.progress.state, leaders.first()) {
        (GiftState::Active, _) => words,
        (GiftState::PartiallyOpened, _) => words.text(&format!(" {} of {count} have opened it.", gift.progress.opened)),
        (GiftState::FullyOpened, Some(first)) if count > 1 => {
            let most = amount_in_words(&gift.row.amount.currency.minor(first.row.amount));
            words.text(&format!(" Everything is taken; the most, {most}, by {}.", first.row.user))
        }
        (GiftState::FullyOpened, _) => words.text(" Everything is taken."),
        (GiftState::Expired, _) => {
            let left = amount_in_words(&gift.left());
            words.text(&format!(" {} of {count} opened it in time; {left} went back.", gift.progress.opened))
        }
    }
}

#[cfg(test)]
#[path = "gifts_tests.rs"]
mod tests;
