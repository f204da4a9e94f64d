//! The homeserver of dev mode and of tests: people and rooms in memory, events kept and shown, failures on demand.
//!
//! It is as strict as a real one where that catches mistakes (membership, whom the application service may act for,
//! fractions in events, transaction ids) and simple where nobody would notice: ghosts exist without being registered, may
//! join every room, and have all power; whoever is invited is in the room at once, since nobody is there to accept.
//! Membership changes are not kept as events. Bounds: 1000 rooms, 1000 events in each; the oldest go first.

mod login;
mod room;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use serde_json::Value;

use room::{Event, Kind, Room};

use super::{MatrixError, Profile, ServerVersions, owns_user};
use crate::{
    kernel::{Clock, RoomId, UserId},
    upstream::Unavailable,
};

const MAX_ROOMS: usize = 1000;
/// What stands before an access token to make it an OpenID token.
const OPENID_PREFIX: &str = "openid_";

/// Somebody who lives on the dev homeserver.
#[derive(Clone, Debug)]
pub struct DevPerson {
    /// Who.
    pub user: UserId,
    /// The display name.
    pub name: String,
    /// Their Matrix access token; `openid_` before it makes their OpenID token. No secret: dev mode is for one machine.
    pub access_token: String,
}

/// A room that exists from the start.
#[derive(Clone, Debug)]
pub struct DevRoom {
    /// Its id.
    pub room: RoomId,
    /// Who is in it.
    pub members: Vec<UserId>,
}

/// What goes wrong when told to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Nothing answers.
    Down,
    /// Every call is one too many, for this long.
    RateLimited(Duration),
    /// Whatever is done in this room is forbidden.
    ForbiddenIn(RoomId),
}

/// A homeserver in memory. The methods are those of [`Homeserver`](super::Homeserver).
pub struct DevHomeserver {
    server_name: String,
    people: Vec<DevPerson>,
    clock: Arc<dyn Clock>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    rooms: BTreeMap<RoomId, Room>,
    ghost_names: BTreeMap<UserId, String>,
    failing: Option<Failure>,
    made: u64,
}

impl fmt::Debug for DevHomeserver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DevHomeserver").field("server_name", &self.server_name).finish_non_exhaustive()
    }
}

impl DevHomeserver {
    /// A homeserver with these people and rooms.
    pub fn new(server_name: &str, people: Vec<DevPerson>, rooms: Vec<DevRoom>, clock: Arc<dyn Clock>) -> Self {
        let rooms = rooms.into_iter().map(|room| {
            let members = room.members.into_iter().collect();
            (room.room, Room::new(members))
        });
        let state = State { rooms: rooms.collect(), ..State::default() };
        Self { server_name: server_name.to_owned(), people, clock, state: Mutex::new(state) }
    }

    /// The events of a room, oldest first, as the Client-Server API shows them; empty for an unknown room.
    pub fn events(&self, room: &RoomId) -> Vec<Value> {
        self.lock().rooms.get(room).map(|found| found.shown(room)).unwrap_or_default()
    }

    /// The built-in people with their display names.
    pub fn people(&self) -> Vec<(UserId, String)> {
        self.people.iter().map(|person| (person.user.clone(), person.name.clone())).collect()
    }

    /// Makes calls fail from now on, or `None` work again.
    pub fn set_failing(&self, failure: Option<Failure>) {
        self.lock().failing = failure;
    }

    /// See [`Homeserver::whoami`](super::Homeserver::whoami).
    pub fn whoami(&self, user_token: &str) -> Result<Option<UserId>, MatrixError> {
        drop(self.open(None)?);
        Ok(self.owner(user_token))
    }

    /// See [`Homeserver::openid_userinfo`](super::Homeserver::openid_userinfo).
    pub fn openid_userinfo(&self, openid_token: &str) -> Result<Option<UserId>, MatrixError> {
        drop(self.open(None)?);
        Ok(openid_token.strip_prefix(OPENID_PREFIX).and_then(|token| self.owner(token)))
    }

    /// See [`Homeserver::profile`](super::Homeserver::profile).
    pub fn profile(&self, user: &UserId) -> Result<Option<Profile>, MatrixError> {
        let state = self.open(None)?;
        let display_name = if self.is_ghost(user) {
            state.ghost_names.get(user).cloned()
        } else {
            let Some(person) = self.people.iter().find(|person| person.user == *user) else { return Ok(None) };
            Some(person.name.clone())
        };
        Ok(Some(Profile { display_name, avatar_url: None }))
    }

    /// See [`Homeserver::register_ghost`](super::Homeserver::register_ghost).
    pub fn register_ghost(&self, localpart: &str) -> Result<(), MatrixError> {
        drop(self.open(None)?);
        match UserId::new(localpart, &self.server_name) {
            Ok(user) if self.is_ghost(&user) => Ok(()),
            _ => Err(MatrixError::refused(400, "M_EXCLUSIVE", "not in the namespace of the application service")),
        }
    }

    /// See [`Homeserver::set_display_name`](super::Homeserver::set_display_name).
    pub fn set_display_name(&self, as_user: &UserId, name: &str) -> Result<(), MatrixError> {
        let mut state = self.open(None)?;
        self.check_ghost(as_user)?;
        state.ghost_names.insert(as_user.clone(), name.to_owned());
        Ok(())
    }

    /// See [`Homeserver::send_event`](super::Homeserver::send_event).
    pub fn send_event(
        &self,
        as_user: &UserId,
        room: &RoomId,
        event_type: &str,
        transaction: &str,
        content: &Value,
    ) -> Result<String, MatrixError> {
        self.keep(as_user, room, event_type, Kind::Message { transaction: transaction.to_owned() }, content)
    }

    /// See [`Homeserver::send_state`](super::Homeserver::send_state).
    pub fn send_state(
        &self,
        as_user: &UserId,
        room: &RoomId,
        event_type: &str,
        state_key: &str,
        content: &Value,
    ) -> Result<String, MatrixError> {
        self.keep(as_user, room, event_type, Kind::State { key: state_key.to_owned() }, content)
    }

    /// See [`Homeserver::read_state`](super::Homeserver::read_state). Only what was sent here is found.
    pub fn read_state(
        &self,
        as_user: &UserId,
        room: &RoomId,
        event_type: &str,
        state_key: &str,
    ) -> Result<Option<Value>, MatrixError> {
        let mut state = self.open(Some(room))?;
        self.check_ghost(as_user)?;
        Ok(joined(&mut state.rooms, as_user, room)?.state(event_type, state_key).cloned())
    }

    /// See [`Homeserver::join`](super::Homeserver::join).
    pub fn join(&self, as_user: &UserId, room: &RoomId) -> Result<(), MatrixError> {
        let mut state = self.open(Some(room))?;
        self.check_ghost(as_user)?;
        state.rooms.get_mut(room).ok_or_else(no_room)?.members.insert(as_user.clone());
        Ok(())
    }

    /// See [`Homeserver::invite`](super::Homeserver::invite).
    pub fn invite(&self, as_user: &UserId, room: &RoomId, invitee: &UserId) -> Result<(), MatrixError> {
        let mut state = self.open(Some(room))?;
        self.check_ghost(as_user)?;
        self.check_exists(invitee)?;
        match joined(&mut state.rooms, as_user, room)?.members.insert(invitee.clone()) {
            true => Ok(()),
            false => Err(MatrixError::forbidden("they are in the room already")),
        }
    }

    /// See [`Homeserver::leave`](super::Homeserver::leave).
    pub fn leave(&self, as_user: &UserId, room: &RoomId) -> Result<(), MatrixError> {
        let mut state = self.open(Some(room))?;
        self.check_ghost(as_user)?;
        state.rooms.get_mut(room).ok_or_else(no_room)?.members.remove(as_user);
        Ok(())
    }

    /// See [`Homeserver::joined_members`](super::Homeserver::joined_members).
    pub fn joined_members(&self, as_user: &UserId, room: &RoomId) -> Result<Vec<UserId>, MatrixError> {
        let mut state = self.open(Some(room))?;
        self.check_ghost(as_user)?;
        Ok(joined(&mut state.rooms, as_user, room)?.members.iter().cloned().collect())
    }

    /// See [`Homeserver::members_seen_by`](super::Homeserver::members_seen_by).
    pub fn members_seen_by(&self, user_token: &str, room: &RoomId) -> Result<Vec<UserId>, MatrixError> {
        let mut state = self.open(Some(room))?;
        let user = self.owner(user_token).ok_or_else(|| MatrixError::refused(401, "M_UNKNOWN_TOKEN", "no such token"))?;
        Ok(joined(&mut state.rooms, &user, room)?.members.iter().cloned().collect())
    }

    /// See [`Homeserver::create_direct_room`](super::Homeserver::create_direct_room). The name is not kept.
    pub fn create_direct_room(&self, as_user: &UserId, invitee: &UserId, _name: &str) -> Result<RoomId, MatrixError> {
        let mut state = self.open(None)?;
        self.check_ghost(as_user)?;
        self.check_exists(invitee)?;
        if state.rooms.len() >= MAX_ROOMS {
            return Err(MatrixError::refused(403, "M_RESOURCE_LIMIT_EXCEEDED", "no more rooms in dev mode"));
        }
        state.made += 1;
        let id = format!("!dev{}:{}", state.made, self.server_name);
        let room = RoomId::parse(&id).map_err(|_| Unavailable::new("the server name makes no room ids"))?;
        state.rooms.insert(room.clone(), Room::new(BTreeSet::from([as_user.clone(), invitee.clone()])));
        Ok(room)
    }

    /// See [`Homeserver::mutual_rooms`](super::Homeserver::mutual_rooms).
    pub fn mutual_rooms(&self, user_token: &str, other: &UserId) -> Result<Vec<RoomId>, MatrixError> {
        let state = self.open(None)?;
        let user = self.owner(user_token).ok_or_else(|| MatrixError::refused(401, "M_UNKNOWN_TOKEN", "no such token"))?;
        let shared = state.rooms.iter().filter(|(_, room)| room.members.contains(&user) && room.members.contains(other));
        Ok(shared.map(|(id, _)| id.clone()).collect())
    }

    /// See [`Homeserver::ping`](super::Homeserver::ping). There is no way back in dev mode, so it takes no time.
    pub fn ping(&self, _appservice_id: &str) -> Result<Duration, MatrixError> {
        drop(self.open(None)?);
        Ok(Duration::ZERO)
    }

    /// See [`Homeserver::versions`](super::Homeserver::versions).
    pub fn versions(&self) -> Result<ServerVersions, MatrixError> {
        drop(self.open(None)?);
        let version = Some(env!("CARGO_PKG_VERSION").to_owned());
        Ok(ServerVersions { versions: vec!["v1.15".to_owned()], name: Some("tmcpd dev mode".to_owned()), version })
    }

    fn keep(
        &self,
        as_user: &UserId,
        room: &RoomId,
        event_type: &str,
        kind: Kind,
        content: &Value,
    ) -> Result<String, MatrixError> {
        let mut state = self.open(Some(room))?;
        self.check_ghost(as_user)?;
        let State { rooms, made, .. } = &mut *state;
        let room = joined(rooms, as_user, room)?;
        *made += 1;
        room.keep(Event {
            id: format!("$dev{made}"),
            sender: as_user.clone(),
            event_type: event_type.to_owned(),
            kind,
            content: content.clone(),
            sent: self.clock.now(),
        })
    }

    /// The state, unless the call is to fail.
    fn open(&self, room: Option<&RoomId>) -> Result<MutexGuard<'_, State>, MatrixError> {
        let state = self.lock();
        match &state.failing {
            Some(Failure::Down) => Err(Unavailable::new("told to be down").into()),
            Some(Failure::RateLimited(wait)) => Err(MatrixError::Refused {
                status: 429,
                errcode: "M_LIMIT_EXCEEDED".to_owned(),
                message: "told to limit the rate".to_owned(),
                retry_after: Some(*wait),
            }),
            Some(Failure::ForbiddenIn(forbidden)) if room == Some(forbidden) => {
                Err(MatrixError::forbidden("told to forbid this room"))
            }
            _ => Ok(state),
        }
    }

    fn owner(&self, token: &str) -> Option<UserId> {
        self.people.iter().find(|person| person.access_token == token).map(|person| person.user.clone())
    }

    fn is_ghost(&self, user: &UserId) -> bool {
        owns_user(user, &self.server_name)
    }

    fn check_ghost(&self, as_user: &UserId) -> Result<(), MatrixError> {
        let ours = self.is_ghost(as_user);
        if ours { Ok(()) } else { Err(MatrixError::forbidden("the application service cannot masquerade as this user")) }
    }

    fn check_exists(&self, user: &UserId) -> Result<(), MatrixError> {
        let exists = self.is_ghost(user) || self.people.iter().any(|person| person.user == *user);
        if exists { Ok(()) } else { Err(MatrixError::refused(404, "M_NOT_FOUND", "there is no such user")) }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The room, if it exists and `as_user` is in it.
fn joined<'a>(rooms: &'a mut BTreeMap<RoomId, Room>, as_user: &UserId, room: &RoomId) -> Result<&'a mut Room, MatrixError> {
    let found = rooms.get_mut(room).ok_or_else(no_room)?;
    if found.members.contains(as_user) { Ok(found) } else { Err(MatrixError::forbidden("not in the room")) }
}

fn no_room() -> MatrixError {
    MatrixError::refused(404, "M_NOT_FOUND", "there is no such room")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{room::MAX_EVENTS, *};
    use crate::kernel::{ManualClock, Timestamp};

    fn user(name: &str) -> UserId {
        UserId::new(name, "tween.example").unwrap()
    }

    fn ghost() -> UserId {
        user("_tmcp_payments")
    }

    fn chat() -> RoomId {
        RoomId::parse("!chat123:tween.example").unwrap()
    }

    fn homeserver() -> DevHomeserver {
        let person = |name: &str| DevPerson { user: user(name), name: name.to_owned(), access_token: format!("dev_{name}") };
        let people = ["alice", "bob", "charlie"].map(person).to_vec();
        let room = DevRoom { room: chat(), members: vec![user("alice"), user("bob")] };
        DevHomeserver::new("tween.example", people, vec![room], Arc::new(ManualClock::new(Timestamp(1_795_000_000_000))))
    }

    fn errcode<T: fmt::Debug>(result: Result<T, MatrixError>) -> String {
        result.unwrap_err().errcode().unwrap_or("unavailable").to_owned()
    }

    #[test]
    fn tokens_name_people() {
        let dev = homeserver();
        assert_eq!(dev.whoami("dev_alice").unwrap(), Some(user("alice")));
        assert_eq!(dev.openid_userinfo("openid_dev_bob").unwrap(), Some(user("bob")));
        for token in ["", "dev_mallory", "openid_dev_bob"] {
            assert_eq!(dev.whoami(token).unwrap(), None);
        }
        assert_eq!(dev.openid_userinfo("dev_bob").unwrap(), None);
    }

    #[test]
    fn people_and_ghosts_have_profiles_and_strangers_none() {
        let dev = homeserver();
        assert_eq!(dev.profile(&user("bob")).unwrap().unwrap().display_name.as_deref(), Some("bob"));
        assert_eq!(dev.profile(&ghost()).unwrap(), Some(Profile::default()));
        dev.register_ghost("_tmcp_payments").unwrap();
        dev.set_display_name(&ghost(), "Tween Payments").unwrap();
        assert_eq!(dev.profile(&ghost()).unwrap().unwrap().display_name.as_deref(), Some("Tween Payments"));
        assert_eq!(dev.profile(&user("mallory")).unwrap(), None);
        assert_eq!(errcode(dev.register_ghost("mallory")), "M_EXCLUSIVE");
    }

    #[test]
    fn a_ghost_sends_once_it_is_in_the_room() {
        let dev = homeserver();
        let send = |id: &str| dev.send_event(&ghost(), &chat(), "m.tween.payment.sent", id, &json!({ "amount": "5.00" }));
        assert_eq!(errcode(send("1")), "M_FORBIDDEN");
        dev.join(&ghost(), &chat()).unwrap();
        let first = send("1").unwrap();
        assert_eq!(send("1").unwrap(), first, "the same transaction is the same event");
        assert_ne!(send("2").unwrap(), first);
        let shown = dev.events(&chat());
        let expected = json!({
            "event_id": first, "room_id": "!chat123:tween.example", "sender": "@_tmcp_payments:tween.example",
            "type": "m.tween.payment.sent", "content": { "amount": "5.00" }, "origin_server_ts": 1_795_000_000_000_i64,
        });
        assert_eq!((shown.len(), &shown[0]), (2, &expected));
        let members = dev.joined_members(&ghost(), &chat()).unwrap();
        assert_eq!(members, [ghost(), user("alice"), user("bob")]);
        dev.leave(&ghost(), &chat()).unwrap();
        assert_eq!(errcode(send("3")), "M_FORBIDDEN");
    }

    #[test]
    fn what_a_homeserver_refuses_is_refused() {
        let dev = homeserver();
        let nowhere = RoomId::parse("!nowhere:tween.example").unwrap();
        dev.join(&ghost(), &chat()).unwrap();
        assert_eq!(errcode(dev.join(&ghost(), &nowhere)), "M_NOT_FOUND");
        assert_eq!(errcode(dev.send_event(&user("alice"), &chat(), "m.x", "1", &json!({}))), "M_FORBIDDEN");
        assert_eq!(errcode(dev.invite(&ghost(), &chat(), &user("bob"))), "M_FORBIDDEN");
        for number in ["12.0", "1e2", "9007199254740992"] {
            let content: Value = serde_json::from_str(&format!(r#"{{"a":[{{"b":{number}}}]}}"#)).unwrap();
            assert_eq!(errcode(dev.send_event(&ghost(), &chat(), "m.x", number, &content)), "M_BAD_JSON", "{number}");
        }
        dev.send_event(&ghost(), &chat(), "m.x", "1", &json!({ "a": [9_007_199_254_740_991_i64, -1] })).unwrap();
    }

    #[test]
    fn state_is_the_latest() {
        let dev = homeserver();
        dev.join(&ghost(), &chat()).unwrap();
        let read = || dev.read_state(&ghost(), &chat(), "m.room.tween.authorization", "ma_1").unwrap();
        assert_eq!(read(), None);
        for authorized in [true, false] {
            let content = json!({ "authorized": authorized });
            dev.send_state(&ghost(), &chat(), "m.room.tween.authorization", "ma_1", &content).unwrap();
        }
        assert_eq!(read(), Some(json!({ "authorized": false })));
        assert_eq!(dev.events(&chat())[1]["state_key"], "ma_1");
    }

    #[test]
    fn rooms_are_made_and_shared() {
        let dev = homeserver();
        assert_eq!(dev.mutual_rooms("dev_alice", &user("bob")).unwrap(), [chat()]);
        assert_eq!(dev.mutual_rooms("dev_alice", &user("charlie")).unwrap(), []);
        assert_eq!(errcode(dev.mutual_rooms("nope", &user("bob"))), "M_UNKNOWN_TOKEN");
        let room = dev.create_direct_room(&ghost(), &user("charlie"), "Tween Payments").unwrap();
        dev.invite(&ghost(), &room, &user("alice")).unwrap();
        assert_eq!(dev.mutual_rooms("dev_alice", &user("charlie")).unwrap(), [room]);
        assert_eq!(errcode(dev.create_direct_room(&ghost(), &user("mallory"), "")), "M_NOT_FOUND");
    }

    #[test]
    fn the_oldest_events_go_first() {
        let dev = homeserver();
        dev.join(&ghost(), &chat()).unwrap();
        for number in 0..=MAX_EVENTS {
            dev.send_event(&ghost(), &chat(), "m.x", &number.to_string(), &json!({ "number": number })).unwrap();
        }
        let shown = dev.events(&chat());
        assert_eq!((shown.len(), shown[0]["content"]["number"].as_i64()), (MAX_EVENTS, Some(1)));
    }

    #[test]
    fn it_fails_when_told_to() {
        let dev = homeserver();
        dev.join(&ghost(), &chat()).unwrap();
        let send = || dev.send_event(&ghost(), &chat(), "m.x", "1", &json!({}));
        for (failure, in_room, elsewhere) in [
            (Failure::Down, "unavailable", Some("unavailable")),
            (Failure::RateLimited(Duration::from_secs(2)), "M_LIMIT_EXCEEDED", Some("M_LIMIT_EXCEEDED")),
            (Failure::ForbiddenIn(chat()), "M_FORBIDDEN", None),
        ] {
            dev.set_failing(Some(failure));
            assert_eq!(errcode(send()), in_room);
            assert_eq!(dev.whoami("dev_alice").err().map(|error| errcode::<()>(Err(error))).as_deref(), elsewhere);
        }
        dev.set_failing(None);
        send().unwrap();
    }
}
