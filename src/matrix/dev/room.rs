//! One room of the dev homeserver: who is in it and what was said, the latest 1000 events.

use std::collections::{BTreeSet, VecDeque};

use serde_json::{Value, json};

use crate::{
    kernel::{RoomId, Timestamp, UserId},
    matrix::MatrixError,
};

pub(super) const MAX_EVENTS: usize = 1000;
/// The largest integer that an event may hold (canonical JSON).
const MAX_INTEGER: i64 = (1 << 53) - 1;

pub(super) struct Room {
    pub(super) members: BTreeSet<UserId>,
    events: VecDeque<Event>,
}

pub(super) struct Event {
    pub(super) id: String,
    pub(super) sender: UserId,
    pub(super) event_type: String,
    pub(super) kind: Kind,
    pub(super) content: Value,
    pub(super) sent: Timestamp,
}

#[derive(PartialEq, Eq)]
pub(super) enum Kind {
    Message { transaction: String },
    State { key: String },
}

impl Room {
    pub(super) fn new(members: BTreeSet<UserId>) -> Self {
        Self { members, events: VecDeque::new() }
    }

    /// Keeps an event and answers its id, or the id of the event that the same transaction sent before.
    pub(super) fn keep(&mut self, event: Event) -> Result<String, MatrixError> {
        if matches!(event.kind, Kind::Message { .. })
            && let Some(sent) = self.events.iter().find(|sent| sent.is_repeated_by(&event))
        {
            return Ok(sent.id.clone());
        }
        if !is_canonical(&event.content) {
            return Err(MatrixError::refused(400, "M_BAD_JSON", "numbers in events are integers below 2^53"));
        }
        if self.events.len() >= MAX_EVENTS {
            self.events.pop_front();
        }
        let id = event.id.clone();
        self.events.push_back(event);
        Ok(id)
    }

    /// The content of the latest state event of this type and key.
    pub(super) fn state(&self, event_type: &str, state_key: &str) -> Option<&Value> {
        let wanted =
            |event: &&Event| event.event_type == event_type && matches!(&event.kind, Kind::State { key } if key == state_key);
        self.events.iter().rev().find(wanted).map(|event| &event.content)
    }

    /// The events as the Client-Server API shows them, oldest first.
    pub(super) fn shown(&self, room: &RoomId) -> Vec<Value> {
        self.events.iter().map(|event| event.shown(room)).collect()
    }
}

impl Event {
    fn is_repeated_by(&self, other: &Self) -> bool {
        self.sender == other.sender && self.event_type == other.event_type && self.kind == other.kind
    }

    fn shown(&self, room: &RoomId) -> Value {
        let mut shown = json!({
            "event_id": self.id,
            "room_id": room.as_str(),
            "sender": self.sender.as_str(),
            "type": self.event_type,
            "content": self.content,
            "origin_server_ts": self.sent.unix_ms(),
        });
        if let (Kind::State { key }, Some(fields)) = (&self.kind, shown.as_object_mut()) {
            fields.insert("state_key".to_owned(), key.as_str().into());
        }
        shown
    }
}

/// Whether every number in `content` can stand in canonical JSON.
fn is_canonical(content: &Value) -> bool {
    match content {
        Value::Number(number) => number.as_i64().is_some_and(|whole| (-MAX_INTEGER..=MAX_INTEGER).contains(&whole)),
        Value::Array(items) => items.iter().all(is_canonical),
        Value::Object(fields) => fields.values().all(is_canonical),
        Value::Null | Value::Bool(_) | Value::String(_) => true,
    }
}
