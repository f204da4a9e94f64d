//! The rooms where a mini-app was authorised by a person are told that it is no more: `m.room.tween.authorization` becomes
//! `authorized: false`.
//!
//! Which rooms these are, the rooms themselves know: of those that the person and one of our users are in, the ones that hold
//! such a state event about the person, and the ones that the mini-app's own ghost is in. The state key is the mini-app's id and
//! the person's, with a slash between, since the people of a room decide each for themselves; an event under the mini-app's id
//! alone, which TMCP's text has, is replaced where it names the person. A room that refuses (setting state needs power in it) is
//! passed over: nothing in it gives the mini-app access.

use serde_json::Value;

use crate::{
    kernel::{RoomId, UserId},
    matrix::{BOT_LOCALPART, MatrixError},
    store::{
        Read, ReadExt, StoreError,
        tables::{MEMBERS_OF_ROOM, ROOMS_OF_USER},
    },
};

use super::{Post, Undelivered};

/// The type of the state event.
const AUTHORIZATION: &str = "m.room.tween.authorization";

/// How many rooms of a person are looked at.
const MOST_ROOMS: usize = 500;

/// A room that may have been told before that the mini-app is authorised.
struct Place {
    room: RoomId,
    /// Which of our users is in it, and speaks.
    speaker: UserId,
    /// Whether the mini-app itself is there.
    has_miniapp: bool,
}

impl Post {
    /// Puts `content` in the place of what rooms say of `user` and `miniapp`. The same content again changes nothing.
    pub(super) async fn tell_revocation(&self, user: &UserId, miniapp: &str, content: &Value) -> Result<(), Undelivered> {
        let (bot, ghost) = (self.edge.ghost(BOT_LOCALPART)?, self.edge.ghost(miniapp)?);
        let places = self.edge.commands.store().read(|reader| places(reader, user, &bot, &ghost))?;
        for place in places {
            let Err(refused) = self.withdraw(&place, user, miniapp, content).await else { continue };
            match Undelivered::from(refused) {
                Undelivered::Never { reason } => {
                    tracing::info!(room = %place.room, miniapp, reason, "a room is not told that a mini-app lost its access");
                }
                later @ Undelivered::Later { .. } => return Err(later),
            }
        }
        Ok(())
    }

    async fn withdraw(&self, place: &Place, user: &UserId, miniapp: &str, content: &Value) -> Result<(), MatrixError> {
        let homeserver = &self.edge.homeserver;
        let Place { room, speaker, has_miniapp } = place;
        let own_key = format!("{miniapp}/{user}");
        let shared = homeserver.read_state(speaker, room, AUTHORIZATION, miniapp).await?;
        let own = homeserver.read_state(speaker, room, AUTHORIZATION, &own_key).await?;
        let names_them = shared.as_ref().is_some_and(|known| known["user_id"] == user.as_str());
        let own_is_due = own.is_some() || (*has_miniapp && !names_them);
        let due = [(miniapp, shared, names_them), (&own_key, own, own_is_due)];
        for (key, known, _) in due.into_iter().filter(|(.., is_due)| *is_due) {
            if known.as_ref() != Some(content) {
                homeserver.send_state(speaker, room, AUTHORIZATION, key, content).await?;
            }
        }
        Ok(())
    }
}

/// The rooms that `user` shares with the bot or with the mini-app's ghost.
fn places(reader: &impl Read, user: &UserId, bot: &UserId, ghost: &UserId) -> Result<Vec<Place>, StoreError> {
    let mut places = Vec::new();
    for (room, ()) in reader.scan_first(&ROOMS_OF_USER, user, MOST_ROOMS)? {
        let is_in = |who: &UserId| reader.has(&MEMBERS_OF_ROOM, &(room.clone(), who.clone()));
        let (has_bot, has_miniapp) = (is_in(bot)?, is_in(ghost)?);
        if has_bot || has_miniapp {
            places.push(Place { speaker: if has_bot { bot } else { ghost }.clone(), room, has_miniapp });
        }
    }
    Ok(places)
}
