//! Do these two share a room, and does this person exist? Answered from what the bots have seen, then by asking the homeserver
//! with the caller's own token, so that nobody learns through us what they could not see themselves.

use std::{ops::ControlFlow, time::Duration};

use quick_cache::sync::Cache;

use crate::{
    config::ResolvePrivacy,
    kernel::{RoomId, SessionId, Timestamp, UserId, human_text},
    matrix::Profile,
    store::{
        ReadExt, StoreError,
        tables::{MEMBERS_OF_ROOM, ROOMS_OF_USER},
    },
};

use super::{Edge, Trouble};

/// Whether two people are in a room together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoomAnswer {
    /// They are.
    Shared,
    /// They are not, as far as can be seen.
    NotShared,
}

/// When each person was asked about, and what the homeserver said.
pub(super) type Profiles = Cache<UserId, (Timestamp, Option<Profile>)>;

/// How many profiles are remembered.
pub(super) const PROFILES: usize = 10_000;

const PROFILE_LIFETIME: Duration = Duration::from_secs(300);

/// The longest display name that is shown, in characters.
const LONGEST_NAME: usize = 200;

/// How many rooms of a person are looked through.
const MOST_ROOMS: usize = 5000;

impl Edge {
    /// Whether both are in `room`.
    pub async fn both_in_room(
        &self,
        session: SessionId,
        room: &RoomId,
        one: &UserId,
        other: &UserId,
    ) -> Result<RoomAnswer, Trouble> {
        let in_room = |reader: &crate::store::Reader, user: &UserId| reader.has(&MEMBERS_OF_ROOM, &(room.clone(), user.clone()));
        let both = self.commands.store().read(|reader| Ok(in_room(reader, one)? && in_room(reader, other)?))?;
        if both {
            return Ok(RoomAnswer::Shared);
        }
        let members = self.members_by_own_token(session, room).await?;
        Ok(answer(members.contains(one) && members.contains(other)))
    }

    /// Whether the person of `session` is in `room`.
    pub async fn is_in_room(&self, session: SessionId, room: &RoomId, person: &UserId) -> Result<RoomAnswer, Trouble> {
        self.both_in_room(session, room, person, person).await
    }

    /// The members of a room, for somebody who is one: what our users see, or else what the person's own token sees. Empty when they
    /// are not in it.
    pub async fn members(&self, session: SessionId, room: &RoomId, person: &UserId, most: usize) -> Result<Vec<UserId>, Trouble> {
        let known = self.commands.store().read(|reader| reader.scan_first(&MEMBERS_OF_ROOM, room, most))?;
        let known: Vec<UserId> = known.into_iter().map(|(user, ())| user).collect();
        let is_member = |members: &[UserId]| members.contains(person);
        if is_member(&known) {
            return Ok(known);
        }
        let mut seen = self.members_by_own_token(session, room).await?;
        if !is_member(&seen) {
            return Ok(Vec::new());
        }
        seen.truncate(most);
        Ok(seen)
    }

    /// Whether the person of `session` may learn that `other` has a wallet.
    pub async fn may_resolve(&self, session: SessionId, one: &UserId, other: &UserId) -> Result<RoomAnswer, Trouble> {
        if one == other {
            return Ok(RoomAnswer::Shared);
        }
        match self.settings().wallet.resolve_privacy {
            ResolvePrivacy::Open => return Ok(RoomAnswer::Shared),
            ResolvePrivacy::SameServer => return Ok(answer(one.server() == other.server())),
            ResolvePrivacy::SharedRoom => {}
        }
        if self.commands.store().read(|reader| share_known_room(reader, one, other))?.is_break() {
            return Ok(RoomAnswer::Shared);
        }
        Ok(answer(!self.rooms_by_own_token(session, other).await?.is_empty()))
    }

    /// The homeserver's profile of `user`, or `None` when it does not know them. People of other servers are nobody here. A
    /// profile is good for five minutes; somebody unknown may sign up at any moment.
    pub async fn profile(&self, user: &UserId) -> Result<Option<Profile>, Trouble> {
        if !self.settings().identity.allowed_servers.iter().any(|server| server == user.server()) {
            return Ok(None);
        }
        let now = self.now();
        if let Some((asked, profile)) = self.profiles.get(user)
            && now.since(asked) < PROFILE_LIFETIME
        {
            return Ok(profile);
        }
        let profile = self.homeserver.profile(user).await?;
        if profile.is_some() {
            self.profiles.insert(user.clone(), (now, profile.clone()));
        }
        Ok(profile)
    }

    /// What `user` calls themselves, cleaned; `None` when they have no name or the homeserver cannot say.
    pub async fn display_name(&self, user: &UserId) -> Option<String> {
        let profile = self.profile(user).await.ok().flatten();
        human_text(&profile?.display_name?, LONGEST_NAME).filter(|name| !name.is_empty())
    }

    /// The members of a room as the homeserver tells them to the person of `session`; none when they may not see them, or when their
    /// token is not known.
    async fn members_by_own_token(&self, session: SessionId, room: &RoomId) -> Result<Vec<UserId>, Trouble> {
        let Some(token) = self.vault.get(session) else { return Ok(Vec::new()) };
        match self.homeserver.members_seen_by(token.expose(), room).await {
            Ok(members) => Ok(members),
            Err(error) if error.is_retryable() => Err(error.into()),
            Err(_) => Ok(Vec::new()),
        }
    }

    /// The rooms that the person of `session` shares with `other`, asked with their own Matrix token; none when it is not known.
    async fn rooms_by_own_token(&self, session: SessionId, other: &UserId) -> Result<Vec<RoomId>, Trouble> {
        let Some(token) = self.vault.get(session) else { return Ok(Vec::new()) };
        match self.homeserver.mutual_rooms(token.expose(), other).await {
            Ok(rooms) => Ok(rooms),
            Err(error) if error.is_retryable() => Err(error.into()),
            Err(error) => {
                tracing::debug!(%error, "the homeserver does not say which rooms two people share");
                Ok(Vec::new())
            }
        }
    }
}

fn share_known_room(reader: &crate::store::Reader, one: &UserId, other: &UserId) -> Result<ControlFlow<()>, StoreError> {
    for (room, ()) in reader.scan_first(&ROOMS_OF_USER, one, MOST_ROOMS)? {
        if reader.has(&MEMBERS_OF_ROOM, &(room, other.clone()))? {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(ControlFlow::Continue(()))
}

fn answer(shared: bool) -> RoomAnswer {
    if shared { RoomAnswer::Shared } else { RoomAnswer::NotShared }
}
