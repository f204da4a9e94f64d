//! `/api/v1/wallet/resolve`: from a Matrix user to their wallet, for those who share a room with them.

use poem_openapi::{Object, OpenApi, param::Path};
use serde::{Deserialize, Serialize};

use crate::{
    edge::{Edge, RoomAnswer, Trouble, links::activation_url},
    http::{
        answer::{Answer, Reply},
        auth::{Caller, user_id},
        body::Body,
        operations::{WalletResolve, WalletResolveBatch, WalletRoomMembers},
        wire::{Amount, Time},
    },
    identity::Verified,
    kernel::{Code, Rejection, RoomId, UserId, human_text},
    ledger,
    store::{
        ReadExt,
        rows::{WalletRow, WalletStatus},
        tables::SUSPENDED_USERS,
    },
    wallets,
};

use super::Tag;

/// The resolution operations.
pub struct ResolutionApi;

/// What is known of a person's wallet.
#[derive(Object, Serialize)]
pub struct ResolveAnswer {
    user_id: String,
    has_wallet: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    wallet_id: Option<String>,
    /// `pending`, `active`, `suspended` or `none`.
    wallet_status: String,
    /// `active` or `suspended`.
    user_status: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    display_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    avatar_url: Option<String>,
    payment_enabled: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    created_at: Option<Time>,
    #[serde(skip_serializing_if = "Option::is_none")]
    activation_required: Option<bool>,
    /// Only for the person themselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    activation_url: Option<String>,
    /// Only for the person themselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pending_balance: Option<Amount>,
}

/// Who is to be resolved.
#[derive(Object, Deserialize)]
pub struct BatchBody {
    /// 1 to 100 Matrix user ids.
    user_ids: Vec<String>,
    /// Then all of them must be in this room, and the answer is by id.
    room_id: Option<String>,
}

/// Many people's wallets.
#[derive(Object, Serialize)]
pub struct BatchAnswer {
    /// Without `room_id`: in the order they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    results: Option<Vec<BatchEntry>>,
    /// With `room_id`: by user id.
    #[serde(skip_serializing_if = "Option::is_none")]
    users: Option<std::collections::HashMap<String, BatchEntry>>,
    total: u32,
    resolved_count: u32,
    failed_count: u32,
}

/// One person of a batch.
#[derive(Object, Serialize)]
pub struct BatchEntry {
    user_id: String,
    /// What is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    wallet: Option<ResolveAnswer>,
    /// Or why it is not answered: a code such as `NOT_IN_ROOM`.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

/// The members of a room and their wallets.
#[derive(Object, Serialize)]
pub struct RoomMembersAnswer {
    room_id: String,
    members: Vec<ResolveAnswer>,
    total: u32,
}

/// The most people of one batch, and the most members of a room that are looked at.
const MOST_PEOPLE: usize = 100;
const MOST_MEMBERS: usize = 1000;

/// The longest display name that is passed on, in characters.
const LONGEST_NAME: usize = 100;

#[OpenApi(prefix_path = "/api/v1/wallet", tag = "Tag::Wallet")]
impl ResolutionApi {
    /// Resolve
    ///
    /// The wallet of somebody who shares a room with the caller. Nothing is made by asking.
    #[oai(path = "/resolve/:user_id", method = "get", operation_id = "wallet_resolve")]
    async fn resolve(&self, caller: Caller<WalletResolve>, user_id: Path<String>) -> Reply<WalletResolve, ResolveAnswer> {
        let target = self::user_id(&user_id.0, "/user_id")?;
        Ok(Answer::new(resolve(&caller.info.edge, &caller.token, &target).await?))
    }

    /// Resolve many
    #[oai(path = "/resolve/batch", method = "post", operation_id = "wallet_resolve_batch")]
    async fn batch(&self, caller: Caller<WalletResolveBatch>, body: Body<BatchBody>) -> Reply<WalletResolveBatch, BatchAnswer> {
        let edge = &caller.info.edge;
        let ids = &body.value.user_ids;
        if ids.is_empty() || ids.len() > MOST_PEOPLE {
            return Err(Rejection::field("/user_ids", "Expected 1 to 100 user ids.").into());
        }
        let room = body.value.room_id.as_deref().map(parse_room).transpose()?;
        if let Some(room) = &room {
            require_member(edge, &caller.token, room).await?;
        }
        let mut entries = Vec::with_capacity(ids.len());
        for (place, id) in ids.iter().enumerate() {
            let target = user_id(id, &format!("/user_ids/{place}"))?;
            entries.push(entry(edge, &caller.token, &target, room.as_ref()).await?);
        }
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let failed = entries.iter().filter(|entry| entry.error.is_some()).count();
        let (total, resolved_count, failed_count) = (count(entries.len()), count(entries.len() - failed), count(failed));
        let (results, users) = match room {
            None => (Some(entries), None),
            Some(_) => (None, Some(entries.into_iter().map(|entry| (entry.user_id.clone(), entry)).collect())),
        };
        Ok(Answer::new(BatchAnswer { results, users, total, resolved_count, failed_count }))
    }

    /// Members of a room
    ///
    /// The wallets of a room's members, for one of them.
    #[oai(path = "/room/:room_id/members", method = "get", operation_id = "wallet_room_members")]
    async fn members(
        &self,
        caller: Caller<WalletRoomMembers>,
        room_id: Path<String>,
    ) -> Reply<WalletRoomMembers, RoomMembersAnswer> {
        let edge = &caller.info.edge;
        let room = parse_room(&room_id.0)?;
        let people = edge.members(caller.token.session, &room, &caller.token.user, MOST_MEMBERS).await?;
        if people.is_empty() {
            return Err(not_in_room().into());
        }
        let mut members = Vec::with_capacity(people.len());
        for user in people.into_iter().filter(|user| !edge.ours().owns(user)) {
            members.push(known(edge, &caller.token, &user)?);
        }
        let total = u32::try_from(members.len()).unwrap_or(u32::MAX);
        Ok(Answer::new(RoomMembersAnswer { room_id: room.to_string(), members, total }))
    }
}

fn parse_room(text: &str) -> Result<RoomId, Rejection> {
    RoomId::parse(text).map_err(|error| Rejection::field("/room_id", error.to_string()))
}

async fn require_member(edge: &Edge, token: &Verified, room: &RoomId) -> Result<(), Trouble> {
    match edge.both_in_room(token.session, room, &token.user, &token.user).await? {
        RoomAnswer::Shared => Ok(()),
        RoomAnswer::NotShared => Err(not_in_room().into()),
    }
}

fn not_in_room() -> Rejection {
    Rejection::new(Code::NotInRoom, "The caller is not in the room.")
}

async fn entry(edge: &Edge, token: &Verified, target: &UserId, room: Option<&RoomId>) -> Result<BatchEntry, Trouble> {
    let shared = match room {
        Some(room) => edge.both_in_room(token.session, room, &token.user, target).await?,
        None => RoomAnswer::Shared,
    };
    let found = match shared {
        RoomAnswer::Shared => resolve(edge, token, target).await,
        RoomAnswer::NotShared => Err(Rejection::new(Code::NotInRoom, "Not in the room.").into()),
    };
    let user_id = target.to_string();
    match found {
        Ok(wallet) => Ok(BatchEntry { user_id, wallet: Some(wallet), error: None }),
        Err(Trouble::Rejected(rejection)) => {
            Ok(BatchEntry { user_id, wallet: None, error: Some(rejection.code.name().to_owned()) })
        }
        Err(trouble) => Err(trouble),
    }
}

/// Refuses strangers before it looks, so that nobody learns who exists.
async fn resolve(edge: &Edge, token: &Verified, target: &UserId) -> Result<ResolveAnswer, Trouble> {
    if edge.may_resolve(token.session, &token.user, target).await? == RoomAnswer::NotShared {
        return Err(Rejection::new(Code::NotInRoom, "Only people who share a room can see each other's wallets.").into());
    }
    let mut answer = known(edge, token, target)?;
    let profile = edge.profile(target).await;
    match profile {
        Ok(Some(profile)) => {
            let shown = |name: String| human_text(&name, LONGEST_NAME);
            (answer.display_name, answer.avatar_url) = (profile.display_name.and_then(shown), profile.avatar_url);
        }
        Ok(None) if !answer.has_wallet => {
            let refusal = Rejection::new(Code::RecipientNoWallet, "There is no such Matrix user.");
            return Err(refusal.with("user_id", target.as_str()).into());
        }
        // A wallet is known without its owner's profile.
        Err(_) if answer.has_wallet => {}
        Ok(None) => {}
        Err(trouble) => return Err(trouble),
    }
    Ok(answer)
}

/// What the store knows of a person.
fn known(edge: &Edge, token: &Verified, user: &UserId) -> Result<ResolveAnswer, Trouble> {
    let own = *user == token.user;
    let (found, suspended, holds) = edge.commands.store().read(|reader| {
        let found = wallets::of_user(reader, user)?;
        let suspended = reader.has(&SUSPENDED_USERS, user)?;
        let account = found.as_ref().and_then(|(_, row): &(_, WalletRow)| row.accounts.first()).filter(|_| own);
        let holds = account.map(|account| ledger::balance(reader, account.account)).transpose()?;
        Ok((found, suspended, holds))
    })?;
    let status = found.as_ref().map(|(_, row)| row.status);
    let suspended = suspended || status == Some(WalletStatus::Suspended);
    let pending = status == Some(WalletStatus::Pending);
    Ok(ResolveAnswer {
        user_id: user.to_string(),
        has_wallet: found.is_some(),
        wallet_id: found.as_ref().map(|(id, _)| id.to_string()),
        wallet_status: status.map_or("none", WalletStatus::name).to_owned(),
        user_status: if suspended { "suspended" } else { "active" }.to_owned(),
        display_name: None,
        avatar_url: None,
        payment_enabled: status == Some(WalletStatus::Active) && !suspended,
        created_at: found.as_ref().map(|(_, row)| Time(row.created)),
        activation_required: pending.then_some(true),
        activation_url: (pending && own).then(|| activation_url(edge, user)),
        pending_balance: holds.filter(|_| pending).map(|balance| Amount(balance.available)),
    })
}
