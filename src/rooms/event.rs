//! Events as a homeserver pushes them. What is in them was written by anybody: one that is not what it should be is passed
//! over, and never stops the transaction that it came in, which the homeserver would send again for ever.

use serde::Deserialize;

use crate::kernel::{RoomId, UserId};

/// The most bytes of an event id (Matrix specification, "Size limits").
const LONGEST_ID: usize = 255;

/// Somebody's membership of a room has changed (`m.room.member`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberEvent {
    /// The event.
    pub id: String,
    /// The room.
    pub room: RoomId,
    /// Whose membership it is.
    pub user: UserId,
    /// Who changed it.
    pub sender: UserId,
    /// What it is now.
    pub membership: Membership,
}

/// Whether somebody is in a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Membership {
    /// They are.
    Join,
    /// They may come in.
    Invite,
    /// They are not: they left, were banned, or knocked.
    Away,
}

impl MemberEvent {
    /// Reads the JSON text of an event; `None` for every other kind of event and for one that is malformed. Fields that are
    /// not needed may hold anything, however deep: they are skipped without recursion.
    pub fn parse(json: &str) -> Option<Self> {
        #[derive(Deserialize)]
        struct Raw {
            #[serde(rename = "type")]
            kind: String,
            event_id: String,
            room_id: String,
            sender: String,
            state_key: String,
            content: Content,
        }
        #[derive(Deserialize)]
        struct Content {
            membership: String,
        }
        let raw: Raw = serde_json::from_str(json).ok()?;
        if raw.kind != "m.room.member" || raw.event_id.is_empty() || raw.event_id.len() > LONGEST_ID {
            return None;
        }
        let membership = match raw.content.membership.as_str() {
            "join" => Membership::Join,
            "invite" => Membership::Invite,
            _ => Membership::Away,
        };
        Some(Self {
            id: raw.event_id,
            room: RoomId::parse(&raw.room_id).ok()?,
            user: UserId::parse(&raw.state_key).ok()?,
            sender: UserId::parse(&raw.sender).ok()?,
            membership,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{"type": "m.room.member", "event_id": "$1", "room_id": "!r:x", "sender": "@a:x", "state_key": "@b:x",
        "content": {"membership": "invite", "displayname": null}, "unsigned": {"age": 1e999}}"#;

    #[test]
    fn a_membership_is_read() {
        let event = MemberEvent::parse(GOOD).unwrap();
        assert_eq!((event.id.as_str(), event.room.as_str()), ("$1", "!r:x"));
        assert_eq!((event.user.as_str(), event.sender.as_str()), ("@b:x", "@a:x"));
        assert_eq!(event.membership, Membership::Invite);
        for (word, expected) in
            [("join", Membership::Join), ("leave", Membership::Away), ("ban", Membership::Away), ("?", Membership::Away)]
        {
            assert_eq!(MemberEvent::parse(&GOOD.replace("invite", word)).unwrap().membership, expected, "{word}");
        }
    }

    #[test]
    fn what_is_malformed_is_passed_over() {
        let long = format!("${}", "x".repeat(255));
        for (from, to) in [
            (r#""m.room.member""#, r#""m.room.message""#),
            (r#""m.room.member""#, "7"),
            (r#""$1""#, r#""""#),
            (r#""$1""#, "null"),
            (r#""$1""#, long.as_str()),
            (r#""!r:x""#, r#""r:x""#),
            (r#""!r:x""#, "[]"),
            (r#""@a:x""#, r#""@a""#),
            (r#""@b:x""#, r#""""#),
            (r#""@b:x""#, r#""@b:x", "state_key": "@c:x""#),
            (r#""state_key": "@b:x","#, ""),
            (r#""invite""#, r#"{"invite": 1}"#),
            (r#"{"membership": "invite", "displayname": null}"#, "[1, 2]"),
        ] {
            assert!(GOOD.contains(from), "{from}");
            assert_eq!(MemberEvent::parse(&GOOD.replace(from, to)), None, "{to}");
        }
        for text in ["", "null", "[]", "7", "{}", "{\"type\":", "\u{0}"] {
            assert_eq!(MemberEvent::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn depth_where_nobody_looks_does_not_matter() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(MemberEvent::parse(&GOOD.replace("null", &deep)).is_some());
        assert_eq!(MemberEvent::parse(&GOOD.replace(r#""invite""#, &deep)), None);
    }
}
