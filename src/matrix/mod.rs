//! The homeserver as this server sees it: the outbound half of the Application Service API (Matrix specification v1.15 or
//! later), the registration that makes it possible, and the homeserver of dev mode.
//!
//! Everything goes through [`Homeserver`], so that no caller knows whether there is a real one behind it. Nothing here is
//! stored or repeated: a caller that promised an event to somebody keeps it in the outbox and calls again with the same
//! transaction id. What comes in from the homeserver arrives at the HTTP edge, not here.

mod client;
mod dev;
mod error;
mod login;
mod registration;
mod transport;

use std::time::Duration;

use serde_json::Value;

pub use client::Client;
pub use dev::{DevHomeserver, DevPerson, DevRoom, Failure};
pub use error::MatrixError;
pub use login::{Login, LoginFlows, SsoProvider, sso_redirect_url};
pub use registration::{Registration, owns_user};

use crate::kernel::{RoomId, Secret, UserId};

/// The application service's id in the registration.
pub const APPSERVICE_ID: &str = "tween-miniapps";
/// The sender of the registration: help, lifecycle events, chat commands.
pub const BOT_LOCALPART: &str = "_tmcp";
/// The display name of the bot.
pub const BOT_NAME: &str = "TMCP";
/// The ghost that speaks about money.
pub const PAYMENTS_LOCALPART: &str = "_tmcp_payments";
/// The display name of the payments ghost.
pub const PAYMENTS_NAME: &str = "Tween Payments";

/// What a person shows of themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// The display name, if they have one. Written by them: clean it before it is shown.
    pub display_name: Option<String>,
    /// An `mxc:` URI, if they have an avatar.
    pub avatar_url: Option<String>,
}

/// What a homeserver says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServerVersions {
    /// The versions of the Matrix specification that it supports.
    pub versions: Vec<String>,
    /// The name of the software, such as `Synapse`, when the federation API is reachable at the same address.
    pub name: Option<String>,
    /// The version of the software, likewise.
    pub version: Option<String>,
}

/// The one homeserver that this server works with. `as_user` is always the bot or a ghost.
#[derive(Debug)]
pub enum Homeserver {
    /// A homeserver at the other end of HTTP.
    Real(Client),
    /// The one of dev mode, in memory.
    Dev(DevHomeserver),
}

macro_rules! dispatch {
    ($self:ident.$method:ident($($argument:expr),*)) => {
        match $self {
            Self::Real(client) => client.$method($($argument),*).await,
            Self::Dev(dev) => dev.$method($($argument),*),
        }
    };
}

impl Homeserver {
    /// The homeserver of dev mode, when it is that.
    pub fn dev(&self) -> Option<&DevHomeserver> {
        match self {
            Self::Real(_) => None,
            Self::Dev(dev) => Some(dev),
        }
    }

    /// Whether it answered lately, as far as is known without asking.
    pub fn is_reachable(&self, now: crate::kernel::Timestamp) -> bool {
        match self {
            Self::Real(client) => client.is_reachable(now),
            Self::Dev(_) => true,
        }
    }

    /// The person whose Matrix access token this is. `None` when it is nobody's, or an application service's.
    pub async fn whoami(&self, user_token: &str) -> Result<Option<UserId>, MatrixError> {
        dispatch!(self.whoami(user_token))
    }

    /// The person whose Matrix OpenID token this is. Such a token lives an hour and survives logout.
    pub async fn openid_userinfo(&self, openid_token: &str) -> Result<Option<UserId>, MatrixError> {
        dispatch!(self.openid_userinfo(openid_token))
    }

    /// How people log in there, as it says itself.
    pub async fn login_flows(&self) -> Result<LoginFlows, MatrixError> {
        dispatch!(self.login_flows())
    }

    /// Logs somebody in with their password. `None` when the two do not belong together, or when the homeserver has closed the
    /// account. A session that comes of it has to be closed with [`Homeserver::logout`].
    pub async fn login_with_password(&self, user: &UserId, password: &Secret) -> Result<Option<Login>, MatrixError> {
        dispatch!(self.login_with_password(user, password))
    }

    /// Logs in whoever came back from a single sign-on with this token; likewise.
    pub async fn login_with_token(&self, login_token: &str) -> Result<Option<Login>, MatrixError> {
        dispatch!(self.login_with_token(login_token))
    }

    /// Closes a session. One that is closed already is success.
    pub async fn logout(&self, access_token: &Secret) -> Result<(), MatrixError> {
        dispatch!(self.logout(access_token))
    }

    /// The profile of a person. `None` when there is no such person, or the homeserver will not say.
    pub async fn profile(&self, user: &UserId) -> Result<Option<Profile>, MatrixError> {
        dispatch!(self.profile(user))
    }

    /// Makes sure that a ghost (or the bot) exists.
    pub async fn register_ghost(&self, localpart: &str) -> Result<(), MatrixError> {
        dispatch!(self.register_ghost(localpart))
    }

    /// Sets the display name of a ghost.
    pub async fn set_display_name(&self, as_user: &UserId, name: &str) -> Result<(), MatrixError> {
        dispatch!(self.set_display_name(as_user, name))
    }

    /// Sends a message event and answers its event id. The same `transaction` again sends nothing and answers the same id.
    /// A number with a fraction anywhere in `content` is refused with `M_BAD_JSON`.
    pub async fn send_event(
        &self,
        as_user: &UserId,
        room: &RoomId,
        event_type: &str,
        transaction: &str,
        content: &Value,
    ) -> Result<String, MatrixError> {
        dispatch!(self.send_event(as_user, room, event_type, transaction, content))
    }

    /// Sets a state event and answers its event id. Needs the power for it in the room, 50 by default.
    pub async fn send_state(
        &self,
        as_user: &UserId,
        room: &RoomId,
        event_type: &str,
        state_key: &str,
        content: &Value,
    ) -> Result<String, MatrixError> {
        dispatch!(self.send_state(as_user, room, event_type, state_key, content))
    }

    /// The content of a state event, such as `m.room.power_levels` or `m.room.encryption`; `None` when the room has none.
    pub async fn read_state(
        &self,
        as_user: &UserId,
        room: &RoomId,
        event_type: &str,
        state_key: &str,
    ) -> Result<Option<Value>, MatrixError> {
        dispatch!(self.read_state(as_user, room, event_type, state_key))
    }

    /// Joins a room, which needs an invitation unless the room is public. Joined already is success.
    pub async fn join(&self, as_user: &UserId, room: &RoomId) -> Result<(), MatrixError> {
        dispatch!(self.join(as_user, room))
    }

    /// Invites somebody. Refused with `M_FORBIDDEN` when they are in the room already.
    pub async fn invite(&self, as_user: &UserId, room: &RoomId, invitee: &UserId) -> Result<(), MatrixError> {
        dispatch!(self.invite(as_user, room, invitee))
    }

    /// Leaves a room, or declines the invitation to it. Left already is success.
    pub async fn leave(&self, as_user: &UserId, room: &RoomId) -> Result<(), MatrixError> {
        dispatch!(self.leave(as_user, room))
    }

    /// Everybody in a room that `as_user` is in, sorted.
    pub async fn joined_members(&self, as_user: &UserId, room: &RoomId) -> Result<Vec<UserId>, MatrixError> {
        dispatch!(self.joined_members(as_user, room))
    }

    /// Everybody in a room that the person with this token is in, sorted.
    pub async fn members_seen_by(&self, user_token: &str, room: &RoomId) -> Result<Vec<UserId>, MatrixError> {
        dispatch!(self.members_seen_by(user_token, room))
    }

    /// Makes a room for `as_user` and one other person, who is invited and has full power in it.
    pub async fn create_direct_room(&self, as_user: &UserId, invitee: &UserId, name: &str) -> Result<RoomId, MatrixError> {
        dispatch!(self.create_direct_room(as_user, invitee, name))
    }

    /// The rooms that the owner of a Matrix access token shares with somebody else; the first thousand.
    pub async fn mutual_rooms(&self, user_token: &str, other: &UserId) -> Result<Vec<RoomId>, MatrixError> {
        dispatch!(self.mutual_rooms(user_token, other))
    }

    /// Has the homeserver call our own `/_matrix/app/v1/ping` and answers how long that took. A refusal's errcode says what
    /// is wrong: `M_UNKNOWN_TOKEN` (not restarted, or another `as_token`), `M_FORBIDDEN` (another id), `M_URL_NOT_SET`,
    /// `M_CONNECTION_FAILED`, `M_CONNECTION_TIMEOUT`, `M_BAD_STATUS` (our answer was not 200, as with another `hs_token`).
    /// It goes past the circuit breaker and can take a minute.
    pub async fn ping(&self, appservice_id: &str) -> Result<Duration, MatrixError> {
        dispatch!(self.ping(appservice_id))
    }

    /// What the homeserver is.
    pub async fn versions(&self) -> Result<ServerVersions, MatrixError> {
        dispatch!(self.versions())
    }
}
