//! `/api/v1/gifts`: money given to a person, or to the members of a room in shares.

use std::time::Duration;

use poem_openapi::{
    Object, OpenApi,
    param::{Header, Path, Query},
};
use serde::{Deserialize, Serialize};

use crate::{
    edge::{Edge, RoomAnswer, Trouble, links::activation_url},
    gifts::{self, Audience, Create, Created, Division, Gift, Giving, Open, Opening, Shares, Taken},
    identity::Verified,
    kernel::{Code, Currency, GiftId, MAX_LIMIT, Money, Page, PageRequest, Rejection, RoomId, UserId, human_text},
    mfa::{self, Binding, OpenChallenge},
    store::rows::{ChallengePurpose, Distribution, GiftState},
};

use super::{
    Tag,
    factors::{ChallengeAnswer, challenge},
    proofs::{AuthProof, require_enrolled},
    transfers::{existence, shared_room},
    wallets::{Pagination, default_limit, parse_cursor},
};
use crate::http::{
    answer::{Answer, Reply},
    auth::{Caller, KeyGiven, required, user_id},
    body::Body,
    operations::{GiftChallenge, GiftCreate, GiftOpen, GiftShow},
    wire::{Amount, AmountText, Time},
};

/// The gift operations.
pub struct GiftsApi;

/// A gift to be given.
#[derive(Object, Deserialize)]
pub struct GiftBody {
    /// `individual`, with `recipient` and `amount`, or `group`, with `room_id`, `total_amount` and `count`.
    #[serde(rename = "type")]
    #[oai(rename = "type")]
    kind: String,
    /// The recipient's Matrix user id.
    recipient: Option<String>,
    amount: Option<AmountText>,
    /// The room whose members may take a share, one of whom is the giver. For one person the room that it happens in, if any; both
    /// must be in it.
    room_id: Option<String>,
    /// The sum of all shares.
    total_amount: Option<AmountText>,
    /// How many shares, 1 to 1000.
    count: Option<u64>,
    /// `fair` (the default), `equal` or `random`.
    distribution: Option<String>,
    /// For `random`: the least share in percent of the average, 5 to 20; 10 when nothing is said.
    min_percentage: Option<u64>,
    /// For `random`: the largest share but one in percent of the average, 25 to 50; 30 when nothing is said.
    max_percentage: Option<u64>,
    /// An ISO 4217 code, or one of the operator's currencies.
    currency: String,
    /// What the giver says, at most 500 characters.
    message: Option<String>,
    /// 60 seconds to 30 days; a day when nothing is said.
    expires_in_seconds: Option<u64>,
    /// Required here or as the `Idempotency-Key` header. It is part of what a device signs.
    idempotency_key: Option<String>,
    auth_proof: AuthProof,
}

/// A gift that a passkey is to prove.
#[derive(Object, Deserialize)]
pub struct GiftChallengeBody {
    /// The one that the gift will be given under.
    idempotency_key: String,
    /// For a gift to one person: the recipient.
    recipient: Option<String>,
    /// For a gift to a room: the room.
    room_id: Option<String>,
    /// `amount` or `total_amount` of the gift.
    amount: AmountText,
    currency: String,
}

/// Opens a gift.
#[derive(Object, Deserialize)]
pub struct OpenBody {
    idempotency_key: Option<String>,
}

/// Somebody in a gift.
#[derive(Object, Serialize)]
pub struct GiftPerson {
    user_id: String,
}

/// A gift as it is.
#[derive(Object, Serialize)]
pub struct GiftAnswer {
    gift_id: String,
    /// `individual` or `group`.
    #[serde(rename = "type")]
    #[oai(rename = "type")]
    kind: String,
    /// `active`, `partially_opened`, `fully_opened` or `expired`.
    status: String,
    total_amount: Amount,
    currency: String,
    /// How many shares there are.
    count: u64,
    /// `fair`, `equal` or `random`.
    distribution: String,
    giver: GiftPerson,
    #[serde(skip_serializing_if = "Option::is_none")]
    recipient: Option<GiftPerson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    room_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    stats: GiftStats,
    /// What went back to the giver when the gift expired.
    #[serde(skip_serializing_if = "Option::is_none")]
    returned_amount: Option<Amount>,
    created_at: Time,
    expires_at: Time,
    /// When the present status began.
    timestamp: Time,
    /// Where it can be opened in a browser.
    gift_url: String,
}

/// How far a gift has got.
#[derive(Object, Serialize)]
pub struct GiftStats {
    total_opened: u64,
    total_remaining: u64,
}

/// A gift with who took what. Shares that are not taken are not shown.
#[derive(Object, Serialize)]
pub struct GiftDetails {
    gift: GiftAnswer,
    /// The caller's own share.
    #[serde(skip_serializing_if = "Option::is_none")]
    your_opening: Option<GiftOpening>,
    /// The first one first.
    openings: Vec<GiftOpening>,
    pagination: Pagination,
}

/// A share that was taken.
#[derive(Object, Serialize)]
pub struct GiftOpening {
    user_id: String,
    amount: Amount,
    /// From 1.
    rank: u64,
    opened_at: Time,
}

/// A share that the caller took.
#[derive(Object, Serialize)]
pub struct OpenAnswer {
    gift_id: String,
    status: String,
    amount_received: Amount,
    currency: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    /// The giver.
    sender: GiftPerson,
    opened_at: Time,
    txn_id: String,
    stats: OpenStats,
    /// Where the caller activates their wallet, while it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    activation_url: Option<String>,
}

/// How far the gift had got with this share.
#[derive(Object, Serialize)]
pub struct OpenStats {
    total_opened: u64,
    total_remaining: u64,
    your_rank: u64,
}

#[OpenApi(prefix_path = "/api/v1/gifts", tag = "Tag::Gifts")]
impl GiftsApi {
    /// Give
    ///
    /// Proven like a transfer, the whole amount leaves the wallet at once. Nobody learns the shares before they are taken.
    #[oai(path = "/", method = "post", operation_id = "gift_create")]
    async fn create(
        &self,
        caller: Caller<GiftCreate>,
        #[oai(name = "Idempotency-Key")] key: Header<Option<String>>,
        body: Body<GiftBody>,
    ) -> Reply<GiftCreate, GiftAnswer, 201> {
        let edge = &caller.info.edge;
        let given = KeyGiven { body: body.value.idempotency_key.as_deref(), header: key.0.as_deref() };
        let key = required(caller.key(given, "", body.fingerprint())?)?;
        let text = given.checked()?.unwrap_or_default().to_owned();
        let prepared = prepare(edge, &caller.token, &text, body.value).await;
        let done = edge.run_unless_replayed(caller.ctx(), Some(key), prepared).await?;
        match done.outcome {
            Created::Gift(gift) => Ok(Answer::new(view(edge, gift)).replayed(done.replayed)),
            Created::WrongProof { attempts_remaining } => Err(mfa::wrong_proof(attempts_remaining).into()),
            Created::Locked { until } => Err(mfa::locked(until).into()),
        }
    }

    /// Challenge for a passkey
    ///
    /// It fits the gift that is described, and no other.
    #[oai(path = "/challenge", method = "post", operation_id = "gift_challenge")]
    async fn challenge(
        &self,
        caller: Caller<GiftChallenge>,
        body: Body<GiftChallengeBody>,
    ) -> Reply<GiftChallenge, ChallengeAnswer, 201> {
        let edge = &caller.info.edge;
        let GiftChallengeBody { idempotency_key, recipient, room_id, amount, currency } = body.value;
        let amount = amount.positive(edge.currency(&currency, "/currency")?, "/amount")?;
        let target = match (recipient, room_id) {
            (Some(user), _) => user_id(&user, "/recipient")?.to_string(),
            (None, room) => parse_room(&given(room, "/room_id")?)?.to_string(),
        };
        let binding = binding(&caller.token.user, &idempotency_key, &target, amount);
        let opened = edge.commands.run(caller.ctx(), None, OpenChallenge { binding }).await?.outcome;
        Ok(Answer::new(challenge(edge, opened)?))
    }

    /// Show
    ///
    /// For the giver, the recipient, and the members of the room. Cursor and offset lead through the openings.
    #[oai(path = "/:gift_id", method = "get", operation_id = "gift_show")]
    async fn show(
        &self,
        caller: Caller<GiftShow>,
        gift_id: Path<String>,
        /// 1 to 100.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "100")))]
        limit: Query<u32>,
        #[oai(default, validator(maximum(value = "1000")))] offset: Query<u32>,
        cursor: Query<Option<String>>,
    ) -> Reply<GiftShow, GiftDetails> {
        let edge = &caller.info.edge;
        let gift = find_for(edge, &caller.token, &gift_id.0).await?;
        let cursor = cursor.0.map(|cursor| parse_cursor(&cursor)).transpose()?;
        let page = PageRequest { limit: limit.0.min(MAX_LIMIT), offset: offset.0, cursor };
        // Openings are never taken away, so those of the gift as it was found are all there.
        let (own, found) = edge.commands.store().read(|reader| {
            let own = gifts::opening_of(reader, gift.id, &caller.token.user)?;
            Ok((own, gifts::openings(reader, &gift, page)?))
        })?;
        Ok(Answer::new(details(edge, gift, own, found, page)))
    }

    /// Open
    ///
    /// Takes the next share. For the recipient, or for each member of the room once; the giver's own gift to a room too.
    #[oai(path = "/:gift_id/open", method = "post", operation_id = "gift_open")]
    async fn open(
        &self,
        caller: Caller<GiftOpen>,
        gift_id: Path<String>,
        #[oai(name = "Idempotency-Key")] key: Header<Option<String>>,
        body: Body<OpenBody>,
    ) -> Reply<GiftOpen, OpenAnswer> {
        let edge = &caller.info.edge;
        let given = KeyGiven { body: body.value.idempotency_key.as_deref(), header: key.0.as_deref() };
        let key = caller.key(given, &gift_id.0, body.fingerprint())?;
        let may = may_open(edge, &caller.token, &gift_id.0).await;
        let command = may.map(|id| Open { id, opener: caller.token.user.clone(), settings: edge.settings() });
        let done = edge.run_unless_replayed(caller.ctx(), key, command).await?;
        Ok(Answer::new(opened(edge, done.outcome)).replayed(done.replayed))
    }
}

/// Everything that has to be known before a gift can be given, the proof last: what is refused anyway costs nobody an attempt.
async fn prepare(edge: &Edge, token: &Verified, key: &str, input: GiftBody) -> Result<Create, Trouble> {
    let currency = edge.currency(&input.currency, "/currency")?;
    let lasts = lasting(input.expires_in_seconds)?;
    let (shares, distribution) = divide(edge, &input, currency)?;
    let message = clean_message(input.message.as_deref())?;
    let audience = audience(edge, token, &input).await?;
    let target = match &audience {
        Audience::Person { user, .. } => user.as_str(),
        Audience::Room(room) => room.as_str(),
    };
    let binding = binding(&token.user, key, target, shares.total());
    let proof = input.auth_proof.parse()?;
    require_enrolled(edge, &token.user)?;
    let proof = edge.check_proof(binding, proof).await?;
    let (giver, client, settings) = (token.user.clone(), token.client.clone(), edge.settings());
    let giving = Giving { giver, audience, shares, distribution, message, lasts, client, settings };
    Ok(Create { giving, proof, lockout: edge.lockout() })
}

/// What the giver's proof is worth something for.
fn binding(giver: &UserId, key: &str, target: &str, amount: Money) -> Binding {
    let (object, payee) = (gifts::signed_object(key, target), Some(target.to_owned()));
    Binding { user: giver.clone(), purpose: ChallengePurpose::Gift, object, amount, payee }
}

fn parse_room(text: &str) -> Result<RoomId, Rejection> {
    RoomId::parse(text).map_err(|error| Rejection::field("/room_id", error.to_string()))
}

/// The sum in its shares, which are drawn here: outside any transaction, and from the generator that secrets are made with.
fn divide(edge: &Edge, input: &GiftBody, currency: Currency) -> Result<(Shares, Distribution), Rejection> {
    if !is_group(input)? {
        let amount = given(input.amount.as_ref(), "/amount")?.positive(currency, "/amount")?;
        return Ok((Shares::whole(amount), Division::Equal.distribution()));
    }
    let total = given(input.total_amount.as_ref(), "/total_amount")?.positive(currency, "/total_amount")?;
    let division = division(input)?;
    let shares = Shares::divide(total, given(input.count, "/count")?, division, &*edge.rng)?;
    Ok((shares, division.distribution()))
}

fn division(input: &GiftBody) -> Result<Division, Rejection> {
    let percentage = |value: Option<u64>, usual: u64, least: u64, most: u64, field: &str| match value.unwrap_or(usual) {
        value if (least..=most).contains(&value) => Ok(value),
        _ => Err(Rejection::field(field, format!("The percentage is {least} to {most}."))),
    };
    match input.distribution.as_deref().unwrap_or("fair") {
        "fair" => Ok(Division::Fair),
        "equal" => Ok(Division::Equal),
        "random" => Ok(Division::Random {
            min_percentage: percentage(input.min_percentage, 10, 5, 20, "/min_percentage")?,
            max_percentage: percentage(input.max_percentage, 30, 25, 50, "/max_percentage")?,
        }),
        _ => Err(Rejection::field("/distribution", "The distributions are fair, equal and random.")),
    }
}

fn lasting(seconds: Option<u64>) -> Result<Duration, Rejection> {
    const DAY: u64 = 24 * 60 * 60;
    match seconds.unwrap_or(DAY) {
        seconds @ 60..=2_592_000 => Ok(Duration::from_secs(seconds)),
        _ => Err(Rejection::field("/expires_in_seconds", "A gift lasts 60 seconds to 30 days.")),
    }
}

fn clean_message(message: Option<&str>) -> Result<Option<String>, Rejection> {
    const LONGEST: usize = 500;
    let Some(message) = message else { return Ok(None) };
    let refusal = || Rejection::field("/message", "A message has at most 500 characters.");
    let clean = human_text(message, LONGEST).ok_or_else(refusal)?;
    Ok(Some(clean).filter(|message| !message.is_empty()))
}

fn is_group(input: &GiftBody) -> Result<bool, Rejection> {
    match input.kind.as_str() {
        "group" => Ok(true),
        "individual" => Ok(false),
        _ => Err(Rejection::field("/type", "A gift is individual or group.")),
    }
}

fn given<T>(value: Option<T>, field: &str) -> Result<T, Rejection> {
    value.ok_or_else(|| Rejection::field(field, "The field is missing."))
}

async fn audience(edge: &Edge, token: &Verified, input: &GiftBody) -> Result<Audience, Trouble> {
    if is_group(input)? {
        let room = parse_room(given(input.room_id.as_deref(), "/room_id")?)?;
        require_member(edge, token, &room).await?;
        return Ok(Audience::Room(room));
    }
    let user = user_id(given(input.recipient.as_deref(), "/recipient")?, "/recipient")?;
    let room = shared_room(edge, token, input.room_id.as_deref(), &user).await?;
    Ok(Audience::Person { existence: existence(edge, &user).await?, user, room })
}

async fn require_member(edge: &Edge, token: &Verified, room: &RoomId) -> Result<(), Trouble> {
    match edge.is_in_room(token.session, room, &token.user).await? {
        RoomAnswer::Shared => Ok(()),
        RoomAnswer::NotShared => Err(Rejection::new(Code::NotInRoom, "This is for the members of the room.").into()),
    }
}

fn find(edge: &Edge, gift_id: &str) -> Result<Gift, Trouble> {
    let id: GiftId = gift_id.parse().map_err(|_| gifts::missing())?;
    let found = edge.commands.store().read(|reader| gifts::find(reader, id))?;
    Ok(found.ok_or_else(gifts::missing)?)
}

/// The gift, for somebody who may see it.
async fn find_for(edge: &Edge, token: &Verified, gift_id: &str) -> Result<Gift, Trouble> {
    let gift = find(edge, gift_id)?;
    if gift.row.giver_user == token.user || gift.row.recipient.as_ref() == Some(&token.user) {
        return Ok(gift);
    }
    match (&gift.row.recipient, &gift.row.room) {
        (None, Some(room)) => require_member(edge, token, room).await.map(|()| gift),
        _ => Err(gifts::missing().into()),
    }
}

/// The gift's id, for somebody who is in its room. Whether an individual one is theirs is for the command to say.
async fn may_open(edge: &Edge, token: &Verified, gift_id: &str) -> Result<GiftId, Trouble> {
    let gift = find(edge, gift_id)?;
    if let (None, Some(room)) = (&gift.row.recipient, &gift.row.room) {
        require_member(edge, token, room).await?;
    }
    Ok(gift.id)
}

fn view(edge: &Edge, gift: Gift) -> GiftAnswer {
    let (left, total_remaining) = (gift.left(), gift.remaining());
    let Gift { id, row, progress } = gift;
    let person = |user: &UserId| GiftPerson { user_id: user.to_string() };
    GiftAnswer {
        gift_id: id.to_string(),
        kind: if row.recipient.is_some() { "individual" } else { "group" }.to_owned(),
        status: progress.state.name().to_owned(),
        currency: row.amount.currency.code().to_owned(),
        total_amount: Amount(row.amount),
        count: row.count,
        distribution: row.distribution.name().to_owned(),
        giver: person(&row.giver_user),
        recipient: row.recipient.as_ref().map(person),
        room_id: row.room.map(|room| room.to_string()),
        message: row.message,
        stats: GiftStats { total_opened: progress.opened, total_remaining },
        returned_amount: (progress.state == GiftState::Expired).then_some(Amount(left)),
        created_at: Time(row.created),
        expires_at: Time(row.expires),
        timestamp: Time(progress.changed),
        gift_url: edge.settings().server.link(&format!("/account/gifts/{id}")),
    }
}

fn details(edge: &Edge, gift: Gift, own: Option<Taken>, found: Page<Taken>, page: PageRequest) -> GiftDetails {
    let currency = gift.row.amount.currency;
    let opening = |taken: Taken| GiftOpening {
        user_id: taken.row.user.to_string(),
        amount: Amount(currency.minor(taken.row.amount)),
        rank: taken.rank,
        opened_at: Time(taken.row.at),
    };
    GiftDetails {
        your_opening: own.map(opening),
        pagination: Pagination::of(&found, page),
        openings: found.items.into_iter().map(opening).collect(),
        gift: view(edge, gift),
    }
}

fn opened(edge: &Edge, opening: Opening) -> OpenAnswer {
    let Opening { gift, taken, pending } = opening;
    let (currency, total_remaining) = (gift.row.amount.currency, gift.remaining());
    OpenAnswer {
        gift_id: gift.id.to_string(),
        status: gift.progress.state.name().to_owned(),
        amount_received: Amount(currency.minor(taken.row.amount)),
        currency: currency.code().to_owned(),
        message: gift.row.message,
        sender: GiftPerson { user_id: gift.row.giver_user.to_string() },
        opened_at: Time(taken.row.at),
        txn_id: taken.row.txn.to_string(),
        stats: OpenStats { total_opened: gift.progress.opened, total_remaining, your_rank: taken.rank },
        activation_url: pending.then(|| activation_url(edge, &taken.row.user)),
    }
}
