//! A real homeserver, over the Client-Server API as an application service.
//!
//! Bounds: those of [`Remote`](crate::upstream::Remote), answers of 64 KiB (8 MiB for member lists and state), ten pages of
//! mutual rooms. Calls are not retried here.

mod login;

use std::{collections::HashMap, fmt, sync::Arc, time::Duration};

use reqwest::Method;
use serde::{Deserialize, de::IgnoredAny};
use serde_json::{Value, json};
use url::Url;

use super::{
    MatrixError, Profile, ServerVersions, owns_user,
    transport::{LARGE, SMALL, Transport},
};
use crate::{
    kernel::{Clock, RoomId, Secret, Timestamp, UserId},
    upstream::{Unavailable, is_plausible_token},
};

const V3: &str = "/_matrix/client/v3";
const V1: &str = "/_matrix/client/v1";
/// Where mutual rooms were before Matrix took them in (MSC2666).
const UNSTABLE_MUTUAL_ROOMS: &str = "/_matrix/client/unstable/uk.half-shot.msc2666/user/mutual_rooms";
/// Homeservers wait up to a minute for an application service before they call it a timeout.
const PING_TIMEOUT: Duration = Duration::from_secs(70);
const MAX_MUTUAL_PAGES: usize = 10;

/// A homeserver at the other end of HTTP. The methods are those of [`Homeserver`](super::Homeserver).
pub struct Client {
    transport: Transport,
    server_name: String,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("server_name", &self.server_name).finish_non_exhaustive()
    }
}

#[derive(Deserialize)]
struct EventSent {
    event_id: String,
}

impl Client {
    /// The homeserver `server_name`, reached at `base_url`. Nothing is asked yet; the clock is for the circuit breaker.
    pub fn new(base_url: Url, as_token: Secret, server_name: &str, clock: Arc<dyn Clock>) -> Result<Self, Unavailable> {
        Ok(Self { transport: Transport::new(base_url, as_token, clock)?, server_name: server_name.to_owned() })
    }

    /// Whether the homeserver answered lately.
    pub fn is_reachable(&self, now: Timestamp) -> bool {
        self.transport.is_reachable(now)
    }

    /// `GET /account/whoami` with the person's token.
    pub async fn whoami(&self, user_token: &str) -> Result<Option<UserId>, MatrixError> {
        #[derive(Deserialize)]
        struct Whoami {
            user_id: String,
        }
        if !self.is_personal(user_token) {
            return Ok(None);
        }
        let request = self.transport.request(Method::GET, V3, &["account", "whoami"], &[])?.bearer_auth(user_token);
        let found = self.transport.run::<Whoami>(request, SMALL).await.map(|found| found.user_id);
        self.person(found)
    }

    /// `GET /_matrix/federation/v1/openid/userinfo` at the configured URL; the server name is never resolved. The token goes
    /// in the query because the specification puts it there.
    pub async fn openid_userinfo(&self, openid_token: &str) -> Result<Option<UserId>, MatrixError> {
        #[derive(Deserialize)]
        struct UserInfo {
            sub: String,
        }
        if !self.is_personal(openid_token) {
            return Ok(None);
        }
        let query = [("access_token", openid_token)];
        let request = self.transport.request(Method::GET, "/_matrix/federation/v1/openid/userinfo", &[], &query)?;
        let found = self.transport.run::<UserInfo>(request, SMALL).await.map(|found| found.sub);
        self.person(found)
    }

    /// `GET /profile/{userId}`. 404 is "no such user", with `M_NOT_FOUND` or, from Synapse, `M_UNKNOWN`; 403 is "will not
    /// say", which is the same to us. A server that does not know the endpoint has said nothing about the user.
    pub async fn profile(&self, user: &UserId) -> Result<Option<Profile>, MatrixError> {
        #[derive(Deserialize)]
        struct Found {
            displayname: Option<String>,
            avatar_url: Option<String>,
        }
        let request = self.transport.appservice(Method::GET, V3, &["profile", user.as_str()], None)?;
        match self.transport.run::<Found>(request, SMALL).await {
            Ok(found) => Ok(Some(Profile { display_name: found.displayname, avatar_url: found.avatar_url })),
            Err(MatrixError::Refused { status: 403 | 404, errcode, .. }) if errcode != "M_UNRECOGNIZED" => Ok(None),
            Err(other) => Err(other),
        }
    }

    /// `POST /register` of type `m.login.application_service`. Without a login, which would make a device and which MAS
    /// refuses.
    pub async fn register_ghost(&self, localpart: &str) -> Result<(), MatrixError> {
        let body = json!({ "type": "m.login.application_service", "username": localpart, "inhibit_login": true });
        let request = self.transport.appservice(Method::POST, V3, &["register"], None)?.json(&body);
        match self.transport.run::<IgnoredAny>(request, SMALL).await {
            Err(refused) if refused.errcode() != Some("M_USER_IN_USE") => Err(refused),
            _ => Ok(()),
        }
    }

    /// `PUT /profile/{userId}/displayname`.
    pub async fn set_display_name(&self, as_user: &UserId, name: &str) -> Result<(), MatrixError> {
        let path = ["profile", as_user.as_str(), "displayname"];
        self.act(Method::PUT, &path, as_user, &json!({ "displayname": name })).await
    }

    /// `PUT /rooms/{roomId}/send/{eventType}/{txnId}`.
    pub async fn send_event(
        &self,
        as_user: &UserId,
        room: &RoomId,
        event_type: &str,
        transaction: &str,
        content: &Value,
    ) -> Result<String, MatrixError> {
        let path = ["rooms", room.as_str(), "send", event_type, transaction];
        let request = self.transport.appservice(Method::PUT, V3, &path, Some(as_user))?.json(content);
        Ok(self.transport.run::<EventSent>(request, SMALL).await?.event_id)
    }

    /// `PUT /rooms/{roomId}/state/{eventType}/{stateKey}`.
    pub async fn send_state(
        &self,
        as_user: &UserId,
        room: &RoomId,
        event_type: &str,
        state_key: &str,
        content: &Value,
    ) -> Result<String, MatrixError> {
        let path = ["rooms", room.as_str(), "state", event_type, state_key];
        let request = self.transport.appservice(Method::PUT, V3, &path, Some(as_user))?.json(content);
        Ok(self.transport.run::<EventSent>(request, SMALL).await?.event_id)
    }

    /// `GET /rooms/{roomId}/state/{eventType}/{stateKey}`.
    pub async fn read_state(
        &self,
        as_user: &UserId,
        room: &RoomId,
        event_type: &str,
        state_key: &str,
    ) -> Result<Option<Value>, MatrixError> {
        let path = ["rooms", room.as_str(), "state", event_type, state_key];
        let request = self.transport.appservice(Method::GET, V3, &path, Some(as_user))?;
        match self.transport.run(request, LARGE).await {
            Ok(content) => Ok(Some(content)),
            Err(refused) if refused.errcode() == Some("M_NOT_FOUND") => Ok(None),
            Err(other) => Err(other),
        }
    }

    /// `POST /rooms/{roomId}/join`.
    pub async fn join(&self, as_user: &UserId, room: &RoomId) -> Result<(), MatrixError> {
        self.act(Method::POST, &["rooms", room.as_str(), "join"], as_user, &json!({})).await
    }

    /// `POST /rooms/{roomId}/invite`.
    pub async fn invite(&self, as_user: &UserId, room: &RoomId, invitee: &UserId) -> Result<(), MatrixError> {
        let body = json!({ "user_id": invitee.as_str() });
        self.act(Method::POST, &["rooms", room.as_str(), "invite"], as_user, &body).await
    }

    /// `POST /rooms/{roomId}/leave`.
    pub async fn leave(&self, as_user: &UserId, room: &RoomId) -> Result<(), MatrixError> {
        self.act(Method::POST, &["rooms", room.as_str(), "leave"], as_user, &json!({})).await
    }

    /// `GET /rooms/{roomId}/joined_members`. Ids that are no Matrix ids, which very old rooms can hold, are left out.
    pub async fn joined_members(&self, as_user: &UserId, room: &RoomId) -> Result<Vec<UserId>, MatrixError> {
        let path = ["rooms", room.as_str(), "joined_members"];
        self.members(self.transport.appservice(Method::GET, V3, &path, Some(as_user))?).await
    }

    /// The same with a person's own token.
    pub async fn members_seen_by(&self, user_token: &str, room: &RoomId) -> Result<Vec<UserId>, MatrixError> {
        if !self.is_personal(user_token) {
            return Err(MatrixError::refused(401, "M_UNKNOWN_TOKEN", "not a person's access token"));
        }
        let path = ["rooms", room.as_str(), "joined_members"];
        self.members(self.transport.request(Method::GET, V3, &path, &[])?.bearer_auth(user_token)).await
    }

    async fn members(&self, request: reqwest::RequestBuilder) -> Result<Vec<UserId>, MatrixError> {
        #[derive(Deserialize)]
        struct Members {
            joined: HashMap<String, IgnoredAny>,
        }
        let members = self.transport.run::<Members>(request, LARGE).await?;
        let mut users: Vec<UserId> = members.joined.keys().filter_map(|id| UserId::parse(id).ok()).collect();
        users.sort();
        Ok(users)
    }

    /// `POST /createRoom` with the preset `trusted_private_chat`.
    pub async fn create_direct_room(&self, as_user: &UserId, invitee: &UserId, name: &str) -> Result<RoomId, MatrixError> {
        #[derive(Deserialize)]
        struct Created {
            room_id: String,
        }
        let body = json!({ "preset": "trusted_private_chat", "is_direct": true, "invite": [invitee.as_str()], "name": name });
        let request = self.transport.appservice(Method::POST, V3, &["createRoom"], Some(as_user))?.json(&body);
        let created = self.transport.run::<Created>(request, SMALL).await?;
        RoomId::parse(&created.room_id).map_err(|_| Unavailable::new("a new room has an id that is none").into())
    }

    /// `GET /_matrix/client/v1/mutual_rooms`, or its unstable predecessor where that is unknown. Works only with a person's
    /// own token: with the `as_token` the query's `user_id` would mean masquerading.
    pub async fn mutual_rooms(&self, user_token: &str, other: &UserId) -> Result<Vec<RoomId>, MatrixError> {
        if !self.is_personal(user_token) {
            return Err(MatrixError::refused(401, "M_UNKNOWN_TOKEN", "not a person's access token"));
        }
        match self.mutual_rooms_at(&format!("{V1}/mutual_rooms"), user_token, other).await {
            Err(MatrixError::Refused { status, errcode, .. }) if status == 404 || errcode == "M_UNRECOGNIZED" => {
                self.mutual_rooms_at(UNSTABLE_MUTUAL_ROOMS, user_token, other).await
            }
            result => result,
        }
    }

    /// `POST /_matrix/client/v1/appservice/{appserviceId}/ping`.
    pub async fn ping(&self, appservice_id: &str) -> Result<Duration, MatrixError> {
        #[derive(Deserialize)]
        struct Pong {
            duration_ms: u64,
        }
        let body = json!({ "transaction_id": format!("ping-{}", self.transport.now().unix_ms()) });
        let request = self.transport.appservice(Method::POST, V1, &["appservice", appservice_id, "ping"], None)?;
        let pong: Pong = self.transport.run_unguarded(request.json(&body).timeout(PING_TIMEOUT)).await?;
        Ok(Duration::from_millis(pong.duration_ms))
    }

    /// `GET /_matrix/client/versions` and, where it is served, `GET /_matrix/federation/v1/version`.
    pub async fn versions(&self) -> Result<ServerVersions, MatrixError> {
        #[derive(Deserialize)]
        struct Supported {
            versions: Vec<String>,
        }
        #[derive(Default, Deserialize)]
        struct Federation {
            #[serde(default)]
            server: Software,
        }
        #[derive(Default, Deserialize)]
        struct Software {
            name: Option<String>,
            version: Option<String>,
        }
        let request = self.transport.request(Method::GET, "/_matrix/client/versions", &[], &[])?;
        let supported: Supported = self.transport.run(request, SMALL).await?;
        let request = self.transport.request(Method::GET, "/_matrix/federation/v1/version", &[], &[])?;
        let Federation { server } = self.transport.run(request, SMALL).await.unwrap_or_default();
        Ok(ServerVersions { versions: supported.versions, name: server.name, version: server.version })
    }

    /// `GET /account/whoami` with the `as_token`: the user id of the registration's sender. `M_UNKNOWN_TOKEN` when the homeserver
    /// knows no such registration.
    pub async fn sender(&self) -> Result<String, MatrixError> {
        #[derive(Deserialize)]
        struct Whoami {
            user_id: String,
        }
        let request = self.transport.appservice(Method::GET, V3, &["account", "whoami"], None)?;
        Ok(self.transport.run_unguarded::<Whoami>(request).await?.user_id)
    }

    /// What the homeserver takes for the time, to the second, when it says so.
    pub async fn time(&self) -> Result<Option<Timestamp>, MatrixError> {
        let request = self.transport.request(Method::GET, "/_matrix/client/versions", &[], &[])?;
        self.transport.time(request).await
    }

    async fn mutual_rooms_at(&self, root: &str, user_token: &str, other: &UserId) -> Result<Vec<RoomId>, MatrixError> {
        #[derive(Deserialize)]
        struct Page {
            joined: Vec<String>,
            next_batch: Option<String>,
        }
        let mut rooms = vec![];
        let mut from: Option<String> = None;
        for _ in 0..MAX_MUTUAL_PAGES {
            let mut query = vec![("user_id", other.as_str())];
            query.extend(from.as_deref().map(|from| ("from", from)));
            let request = self.transport.request(Method::GET, root, &[], &query)?.bearer_auth(user_token);
            let page: Page = self.transport.run(request, LARGE).await?;
            rooms.extend(page.joined.iter().filter_map(|id| RoomId::parse(id).ok()));
            from = page.next_batch;
            if from.is_none() {
                break;
            }
        }
        Ok(rooms)
    }

    /// A call of `as_user` whose answer says nothing but yes.
    async fn act(&self, method: Method, path: &[&str], as_user: &UserId, body: &Value) -> Result<(), MatrixError> {
        let request = self.transport.appservice(method, V3, path, Some(as_user))?.json(body);
        self.transport.run::<IgnoredAny>(request, SMALL).await.map(drop)
    }

    /// Whether a token from outside may be sent on: well formed, and not our own, for which the homeserver would name the
    /// bot.
    fn is_personal(&self, token: &str) -> bool {
        is_plausible_token(token) && !self.transport.as_token.matches(token)
    }

    /// Judges whom the homeserver names. Only its own people count, since it can vouch for nobody else, and never a user of
    /// ours.
    fn person(&self, found: Result<String, MatrixError>) -> Result<Option<UserId>, MatrixError> {
        let id = match found {
            Ok(id) => id,
            Err(MatrixError::Refused { status, errcode, .. }) if status == 401 || errcode == "M_USER_DEACTIVATED" => {
                return Ok(None);
            }
            Err(other) => return Err(other),
        };
        match UserId::parse(&id) {
            Ok(user) if user.server() == self.server_name => Ok(Some(user).filter(|user| !owns_user(user, &self.server_name))),
            _ => Err(Unavailable::new(format!("it named {id:?}, who is not a user of {}", self.server_name)).into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        kernel::ManualClock,
        upstream::stub::{Seen, Stub},
    };

    fn client(stub: &Stub) -> Client {
        let clock = Arc::new(ManualClock::new(Timestamp(7)));
        Client::new(stub.url.clone(), Secret::new("as_secret"), "tween.example", clock).unwrap()
    }

    fn fixed(status: u16, body: &'static str) -> Stub {
        Stub::start(move |_| (status, body.to_owned()))
    }

    fn ghost() -> UserId {
        UserId::parse("@_tmcp_payments:tween.example").unwrap()
    }

    fn room() -> RoomId {
        RoomId::parse("!a/b?c:tween.example").unwrap()
    }

    #[tokio::test]
    async fn a_token_is_somebodys_or_nobodys() {
        let unavailable = Err(());
        let cases = [
            (200, r#"{"user_id":"@alice:tween.example"}"#, Ok(Some("@alice:tween.example"))),
            (200, r#"{"user_id":"@_tmcp:tween.example"}"#, Ok(None)),
            (200, r#"{"user_id":"@ma_shop:tween.example"}"#, Ok(None)),
            (200, r#"{"user_id":"@alice:evil.example"}"#, unavailable),
            (401, r#"{"errcode":"M_UNKNOWN_TOKEN","error":"no"}"#, Ok(None)),
            (401, "<html>", unavailable),
            (502, "<html>", unavailable),
            (302, "", unavailable),
            (200, "{}", unavailable),
        ];
        for (status, body, expected) in cases {
            let stub = fixed(status, body);
            let found = client(&stub).whoami("syt_1").await.map_err(|error| assert!(error.is_retryable(), "{error}"));
            assert_eq!(found.as_ref().map(|user| user.as_ref().map(UserId::as_str)), expected.as_ref().copied(), "{body}");
            assert_eq!(stub.seen()[0].authorization, "Bearer syt_1");
        }
    }

    #[tokio::test]
    async fn our_own_token_and_garbage_are_nobodys_without_asking() {
        let stub = fixed(200, r#"{"user_id":"@alice:tween.example","sub":"@alice:tween.example"}"#);
        let client = client(&stub);
        for token in ["as_secret", "", "a b", "a\nb"] {
            assert_eq!(client.whoami(token).await.unwrap(), None);
            assert_eq!(client.openid_userinfo(token).await.unwrap(), None);
            assert_eq!(client.mutual_rooms(token, &ghost()).await.unwrap_err().errcode(), Some("M_UNKNOWN_TOKEN"));
        }
        assert_eq!(stub.seen().len(), 0);
    }

    #[tokio::test]
    async fn events_are_sent_in_the_ghosts_name() {
        let stub = fixed(200, r#"{"event_id":"$1"}"#);
        let client = client(&stub);
        let id = client.send_event(&ghost(), &room(), "m.tween.p%t", "evt_1", &json!({ "amount": "5.00" })).await.unwrap();
        client.send_state(&ghost(), &room(), "m.x", "", &json!({})).await.unwrap();
        let Seen { line, authorization, body } = &stub.seen()[0];
        assert_eq!((id.as_str(), authorization.as_str(), body.as_str()), ("$1", "Bearer as_secret", r#"{"amount":"5.00"}"#));
        let root = "PUT /_matrix/client/v3/rooms/!a%2Fb%3Fc:tween.example";
        assert_eq!(*line, format!("{root}/send/m.tween.p%25t/evt_1?user_id=%40_tmcp_payments%3Atween.example"));
        assert!(stub.seen()[1].line.starts_with(&format!("{root}/state/m.x/?")), "an empty state key has its own segment");
        let refused = client.send_event(&ghost(), &room(), "..", "..", &json!({})).await.unwrap_err();
        assert_eq!(refused.errcode(), Some("M_INVALID_PARAM"));
    }

    #[tokio::test]
    async fn refusals_keep_what_the_homeserver_said() {
        let cases = [
            (403, r#"{"errcode":"M_FORBIDDEN","error":"not in room"}"#, false, None),
            (429, r#"{"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":1500}"#, true, Some(Duration::from_millis(1500))),
        ];
        for (code, body, retryable, wait) in cases {
            let refused = client(&fixed(code, body)).join(&ghost(), &room()).await.unwrap_err();
            assert_eq!(refused.is_retryable(), retryable);
            assert!(matches!(refused, MatrixError::Refused { status, retry_after, .. } if (status, retry_after) == (code, wait)));
        }
    }

    #[tokio::test]
    async fn a_profile_is_there_or_not() {
        let alice = UserId::parse("@alice:tween.example").unwrap();
        let named = Profile { display_name: Some("Alice".to_owned()), avatar_url: None };
        let cases = [
            (200, r#"{"displayname":"Alice"}"#, Some(named)),
            (200, r#"{"displayname":null}"#, Some(Profile::default())),
            (404, r#"{"errcode":"M_NOT_FOUND","error":""}"#, None),
            (404, r#"{"errcode":"M_UNKNOWN","error":"No row found (profiles)"}"#, None),
            (403, r#"{"errcode":"M_FORBIDDEN","error":""}"#, None),
        ];
        for (status, body, expected) in cases {
            assert_eq!(client(&fixed(status, body)).profile(&alice).await.unwrap(), expected, "{body}");
        }
        for (status, body) in [(404, "nginx"), (404, r#"{"errcode":"M_UNRECOGNIZED"}"#), (500, r#"{"errcode":"M_NOT_FOUND"}"#)] {
            assert!(client(&fixed(status, body)).profile(&alice).await.is_err(), "{status} {body} says nothing about alice");
        }
    }

    #[tokio::test]
    async fn a_ghost_that_exists_is_registered() {
        let stub = fixed(400, r#"{"errcode":"M_USER_IN_USE","error":""}"#);
        client(&stub).register_ghost("_tmcp_payments").await.unwrap();
        assert!(stub.seen()[0].body.contains(r#""inhibit_login":true"#));
        let other = fixed(400, r#"{"errcode":"M_EXCLUSIVE","error":""}"#);
        assert_eq!(client(&other).register_ghost("x").await.unwrap_err().errcode(), Some("M_EXCLUSIVE"));
    }

    #[tokio::test]
    async fn mutual_rooms_fall_back_and_turn_pages() {
        let old = Stub::start(|seen| match seen.line.contains("/unstable/") {
            true => (200, r#"{"joined":["!a:b"]}"#.to_owned()),
            false => (404, r#"{"errcode":"M_UNRECOGNIZED"}"#.to_owned()),
        });
        assert_eq!(client(&old).mutual_rooms("syt_1", &ghost()).await.unwrap().len(), 1);
        let paged = Stub::start(|seen| match seen.line.contains("from=two") {
            true => (200, r#"{"joined":["!b:b"]}"#.to_owned()),
            false => (200, r#"{"joined":["!a:b"],"next_batch":"two"}"#.to_owned()),
        });
        assert_eq!(client(&paged).mutual_rooms("syt_1", &ghost()).await.unwrap().len(), 2);
    }

    #[tokio::test]
    async fn a_ping_says_what_is_wrong_and_does_not_trip_the_breaker() {
        let stub = Stub::start(|seen| match seen.line.contains("/ping") {
            true => (502, r#"{"errcode":"M_CONNECTION_FAILED","error":"refused"}"#.to_owned()),
            false => (200, r#"{"versions":["v1.15"]}"#.to_owned()),
        });
        let client = client(&stub);
        for _ in 0..6 {
            assert_eq!(client.ping("tween-miniapps").await.unwrap_err().errcode(), Some("M_CONNECTION_FAILED"));
        }
        let seen = &stub.seen()[0];
        assert_eq!(seen.line, "POST /_matrix/client/v1/appservice/tween-miniapps/ping");
        assert_eq!((seen.authorization.as_str(), seen.body.as_str()), ("Bearer as_secret", r#"{"transaction_id":"ping-7"}"#));
        assert_eq!(client.versions().await.unwrap().versions, ["v1.15"]);
    }

    #[tokio::test]
    async fn a_dead_homeserver_opens_the_circuit() {
        let clock = Arc::new(ManualClock::new(Timestamp(0)));
        let client = Client::new(Stub::nobody(), Secret::new("x"), "tween.example", clock).unwrap();
        for calls in 1..=6 {
            match client.whoami("syt_1").await.unwrap_err() {
                MatrixError::Unavailable(reason) => assert_eq!(reason.circuit.is_some(), calls == 6),
                refused @ MatrixError::Refused { .. } => panic!("{refused}"),
            }
        }
    }
}
