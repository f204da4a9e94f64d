//! What our users on the homeserver see: who is in the rooms that they are in, and what the worker has to remember of rooms,
//! ghosts and messages. [`HandleTransaction`] takes what the homeserver pushes; each event counts once, and with it each
//! transaction, whose id says nothing by itself: a Synapse on SQLite counts from 1 again after a restart.
//!
//! A room is watched from the moment one of our users comes in until the last one leaves. Changes are followed as they are
//! pushed; who was there before is asked of the homeserver ([`Effect::SyncMembers`]), and the answer is kept only when nothing
//! has changed since the question. Rooms that are not watched leave no trace, so that nobody is taken for a member of a room
//! which they may have left unseen.
//!
//! Bounds: the latest 200 000 membership events are remembered; a room has as many members as the homeserver's answer
//! can hold. Nothing here knows Matrix over HTTP, and nothing here is about money, so none of it is in the audit record.

mod event;
mod seen;
#[cfg(test)]
mod tests;

use std::{
    collections::BTreeSet,
    fmt,
    ops::Bound::{Excluded, Unbounded},
};

use minicbor::{Decode, Encode};

pub use event::{MemberEvent, Membership};

use crate::{
    command::{Applied, Command},
    kernel::{Ctx, P2pId, PaymentId, RawId, RoomId, Timestamp, UserId},
    outbox::Effect,
    store::{
        Failure, Order, Read, ReadExt, StoreError, Txn,
        rows::{CardRow, MiniAppStatus, P2pState},
        tables::{CARDS, DIRECT_ROOMS, GHOSTS, MEMBERS_OF_ROOM, MINIAPPS, P2P, PAYMENT_CARDS, ROOMS_OF_USER, WATCHED_ROOMS},
    },
};

/// Which users of the homeserver are ours.
#[derive(Clone)]
pub struct Ours {
    /// The homeserver's name.
    pub server_name: String,
    /// Whether a user is ours on that server.
    pub owns: fn(&UserId, &str) -> bool,
    /// Those that every installation has: localpart and display name.
    pub standing: &'static [(&'static str, &'static str)],
}

impl Ours {
    /// Whether `user` is one of them.
    pub fn owns(&self, user: &UserId) -> bool {
        (self.owns)(user, &self.server_name)
    }
}

impl fmt::Debug for Ours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ours").field("server_name", &self.server_name).finish_non_exhaustive()
    }
}

/// The display name of a user whom this server wants to exist: a standing one, or the ghost of an approved mini-app. `None` for
/// everybody else, also in our namespaces.
pub fn wanted(reader: &impl Read, ours: &Ours, user: &UserId) -> Result<Option<String>, StoreError> {
    if !ours.owns(user) {
        return Ok(None);
    }
    if let Some((_, name)) = ours.standing.iter().find(|(localpart, _)| *localpart == user.localpart()) {
        return Ok(Some((*name).to_owned()));
    }
    let miniapp = reader.get(&MINIAPPS, &user.localpart().to_owned())?;
    Ok(miniapp.filter(|row| row.status == MiniAppStatus::Approved).map(|row| row.name))
}

/// The homeserver pushes events (Matrix specification, Application Service API, "Pushing events").
pub struct HandleTransaction {
    /// The membership events in it, in order.
    pub events: Vec<MemberEvent>,
    /// Who is ours.
    pub ours: Ours,
    /// Servers whose people may invite our users.
    pub invite_servers: Vec<String>,
}

impl Command for HandleTransaction {
    /// How many of the events were new.
    type Outcome = u64;

    fn apply(&self, _: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<u64>, Failure> {
        let (mut new, mut effects) = (0, Vec::new());
        for event in &self.events {
            if let Some(place) = seen::remember(txn, &event.id, seen::KEPT)? {
                new += 1;
                effects.extend(self.handle(txn, event, place)?);
            }
        }
        Ok(effects.into_iter().fold(Applied::unrecorded(new), Applied::then))
    }
}

impl HandleTransaction {
    fn handle(&self, txn: &mut Txn<'_>, event: &MemberEvent, place: u64) -> Result<Option<Effect>, StoreError> {
        let MemberEvent { room, user, .. } = event;
        match event.membership {
            Membership::Join if self.ours.owns(user) => {
                // A change of name is a join of somebody who is in the room.
                let known = txn.has(&MEMBERS_OF_ROOM, &(room.clone(), user.clone()))?;
                add(txn, room, user)?;
                txn.put(&WATCHED_ROOMS, room, &place)?;
                Ok((!known).then(|| Effect::SyncMembers { room: room.clone(), ghost: user.clone() }))
            }
            Membership::Join => {
                if txn.has(&WATCHED_ROOMS, room)? {
                    add(txn, room, user)?;
                    txn.put(&WATCHED_ROOMS, room, &place)?;
                }
                Ok(None)
            }
            Membership::Invite | Membership::Away => {
                if txn.has(&WATCHED_ROOMS, room)? {
                    txn.put(&WATCHED_ROOMS, room, &place)?;
                    part(txn, &self.ours, room, user)?;
                }
                if event.membership == Membership::Invite {
                    return self.accept(txn, event);
                }
                // The next message to them makes a new room, rather than being said to nobody.
                if txn.get(&DIRECT_ROOMS, user)?.as_ref() == Some(room) {
                    txn.remove(&DIRECT_ROOMS, user)?;
                }
                Ok(None)
            }
        }
    }

    fn accept(&self, txn: &Txn<'_>, event: &MemberEvent) -> Result<Option<Effect>, StoreError> {
        let allowed = self.invite_servers.iter().any(|server| server == event.sender.server());
        if !allowed || wanted(txn, &self.ours, &event.user)?.is_none() {
            return Ok(None);
        }
        Ok(Some(Effect::JoinRoom { room: event.room.clone(), ghost: event.user.clone() }))
    }
}

/// One of our users has come into a room: it is watched from now on.
pub struct EnteredRoom {
    /// The room.
    pub room: RoomId,
    /// Our user.
    pub ghost: UserId,
}

impl Command for EnteredRoom {
    type Outcome = ();

    fn apply(&self, _: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<()>, Failure> {
        if !txn.has(&WATCHED_ROOMS, &self.room)? {
            txn.put(&WATCHED_ROOMS, &self.room, &0)?;
        }
        add(txn, &self.room, &self.ghost)?;
        Ok(Applied::unrecorded(()))
    }
}

/// The homeserver says that one of our users is not in a room.
pub struct LeftRoom {
    /// The room.
    pub room: RoomId,
    /// Our user.
    pub ghost: UserId,
    /// Who is ours.
    pub ours: Ours,
}

impl Command for LeftRoom {
    type Outcome = ();

    fn apply(&self, _: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<()>, Failure> {
        part(txn, &self.ours, &self.room, &self.ghost)?;
        Ok(Applied::unrecorded(()))
    }
}

/// Where a watched room is in its changes: the question to ask before asking the homeserver who is in it. `None` for a room
/// that is not watched.
pub fn last_change(reader: &impl Read, room: &RoomId) -> Result<Option<u64>, StoreError> {
    reader.get(&WATCHED_ROOMS, room)
}

/// The homeserver has said who is in a room.
pub struct StoreMembers {
    /// The room.
    pub room: RoomId,
    /// Everybody in it.
    pub members: Vec<UserId>,
    /// What [`last_change`] said before the homeserver was asked.
    pub as_of: u64,
}

/// Whether an answer about a room was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum Stored {
    /// It was.
    #[n(0)]
    Kept,
    /// The members have changed since the question; it has to be asked again.
    #[n(1)]
    Outdated,
}

impl Command for StoreMembers {
    type Outcome = Stored;

    fn apply(&self, _: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Stored>, Failure> {
        if last_change(txn, &self.room)? != Some(self.as_of) {
            return Ok(Applied::unrecorded(Stored::Outdated));
        }
        let known = members(txn, &self.room)?;
        let present: BTreeSet<UserId> = self.members.iter().cloned().collect();
        for gone in known.difference(&present) {
            remove(txn, &self.room, gone)?;
        }
        for new in present.difference(&known) {
            add(txn, &self.room, new)?;
        }
        Ok(Applied::unrecorded(Stored::Kept))
    }
}

/// A user of ours exists on the homeserver now.
pub struct RecordGhost {
    /// Their localpart.
    pub localpart: String,
}

impl Command for RecordGhost {
    type Outcome = ();

    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<()>, Failure> {
        txn.put(&GHOSTS, &self.localpart, &ctx.now)?;
        Ok(Applied::unrecorded(()))
    }
}

/// There is a room for a person and our bot.
pub struct RecordDirectRoom {
    /// The person.
    pub user: UserId,
    /// The room.
    pub room: RoomId,
}

impl Command for RecordDirectRoom {
    type Outcome = ();

    fn apply(&self, _: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<()>, Failure> {
        txn.put(&DIRECT_ROOMS, &self.user, &self.room)?;
        Ok(Applied::unrecorded(()))
    }
}

/// A room was told of a transfer; what is said of it later edits that message.
pub struct RecordCard {
    /// The transfer.
    pub transfer: P2pId,
    /// The message.
    pub card: CardRow,
}

impl Command for RecordCard {
    type Outcome = ();

    fn apply(&self, _: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<()>, Failure> {
        txn.put(&CARDS, &self.transfer, &self.card)?;
        Ok(Applied::unrecorded(()))
    }
}

/// The same of a payment.
pub struct RecordPaymentCard {
    /// The payment.
    pub payment: PaymentId,
    /// The message.
    pub card: CardRow,
}

impl Command for RecordPaymentCard {
    type Outcome = ();

    fn apply(&self, _: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<()>, Failure> {
        txn.put(&PAYMENT_CARDS, &self.payment, &self.card)?;
        Ok(Applied::unrecorded(()))
    }
}

/// The readable messages about transfers that were begun before `before` and are over: nothing will edit them. At most `limit`,
/// oldest first.
pub fn old_cards(reader: &impl Read, before: Timestamp, limit: usize) -> Result<Vec<P2pId>, StoreError> {
    let end = P2pId(RawId::from_parts(before.unix_ms(), 0));
    let mut old = Vec::new();
    for (id, _) in reader.scan(&CARDS, Unbounded, Excluded(&end), Order::Ascending, limit)? {
        let waits = reader.get(&P2P, &id)?.is_some_and(|row| row.state == P2pState::PendingRecipientAcceptance);
        if !waits {
            old.push(id);
        }
    }
    Ok(old)
}

/// Forgets where transfers were told of.
pub fn forget_cards(txn: &mut Txn<'_>, transfers: &[P2pId]) -> Result<(), StoreError> {
    transfers.iter().try_for_each(|id| txn.remove(&CARDS, id))
}

/// Forgets which rooms `user` is in, and which one is theirs with our bot. The rooms themselves remain as they are on the
/// homeserver.
pub fn forget_person(txn: &mut Txn<'_>, user: &UserId) -> Result<(), StoreError> {
    for (room, ()) in txn.scan_first(&ROOMS_OF_USER, user, usize::MAX)? {
        remove(txn, &room, user)?;
    }
    txn.remove(&DIRECT_ROOMS, user)
}

fn add(txn: &mut Txn<'_>, room: &RoomId, user: &UserId) -> Result<(), StoreError> {
    txn.put(&MEMBERS_OF_ROOM, &(room.clone(), user.clone()), &())?;
    txn.put(&ROOMS_OF_USER, &(user.clone(), room.clone()), &())
}

fn remove(txn: &mut Txn<'_>, room: &RoomId, user: &UserId) -> Result<(), StoreError> {
    txn.remove(&MEMBERS_OF_ROOM, &(room.clone(), user.clone()))?;
    txn.remove(&ROOMS_OF_USER, &(user.clone(), room.clone()))
}

/// Takes somebody out of a room; with the last of our users the room itself is forgotten, since nobody sees it any more.
fn part(txn: &mut Txn<'_>, ours: &Ours, room: &RoomId, user: &UserId) -> Result<(), StoreError> {
    remove(txn, room, user)?;
    if !ours.owns(user) || members(txn, room)?.iter().any(|member| ours.owns(member)) {
        return Ok(());
    }
    for member in members(txn, room)? {
        remove(txn, room, &member)?;
    }
    txn.remove(&WATCHED_ROOMS, room)
}

fn members(reader: &impl Read, room: &RoomId) -> Result<BTreeSet<UserId>, StoreError> {
    let rows: Vec<(UserId, ())> = reader.scan_first(&MEMBERS_OF_ROOM, room, usize::MAX)?;
    Ok(rows.into_iter().map(|(user, ())| user).collect())
}
