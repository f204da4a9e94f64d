//! `/api/v1/wallet/p2p`: money between two people.

use poem_openapi::{
    Object, OpenApi,
    param::{Header, Path},
};
use serde::{Deserialize, Serialize};

use crate::{
    edge::{Edge, RoomAnswer, Trouble},
    identity::Verified,
    kernel::{Code, P2pId, Rejection, RoomId, UserId, human_text},
    mfa::{self, Binding, Checked, Method, Proof},
    store::rows::P2pState,
    transfers::{self, Confirmed, Existence, Initiate, Initiated, Move, Settle, Transfer},
    wallets,
};

use super::{
    Tag,
    factors::{ChallengeAnswer, challenge},
    proofs::{AuthProof, require_enrolled},
};
use crate::http::{
    answer::{Answer, Refusal, Reply},
    auth::{Caller, KeyGiven, required, user_id},
    body::Body,
    operations::{Operation, P2pAccept, P2pCancel, P2pChallenge, P2pConfirm, P2pGet, P2pInitiate, P2pReject},
    wire::{Amount, AmountText, Time, WebAuthn},
};

/// The P2P operations.
pub struct TransfersApi;

/// A transfer to be made.
#[derive(Object, Deserialize)]
pub struct InitiateBody {
    /// The recipient's Matrix user id.
    recipient: String,
    amount: AmountText,
    /// An ISO 4217 code, or one of the operator's currencies.
    currency: String,
    /// What for, at most 500 characters.
    note: Option<String>,
    /// The room that it happens in; both people must be in it.
    room_id: Option<String>,
    /// Required here or as the `Idempotency-Key` header.
    idempotency_key: Option<String>,
}

/// A proof for a transfer.
#[derive(Object, Deserialize)]
pub struct ConfirmBody {
    auth_proof: AuthProof,
    idempotency_key: Option<String>,
}

/// A step that needs nothing more.
#[derive(Object, Deserialize)]
pub struct StepBody {
    idempotency_key: Option<String>,
}

/// One side of a transfer.
#[derive(Object, Serialize)]
pub struct Party {
    user_id: String,
    wallet_id: String,
}

/// A transfer that waits for its proof.
#[derive(Object, Serialize)]
pub struct InitiateAnswer {
    transfer_id: String,
    /// `pending_authorization`.
    status: String,
    /// How the sender can prove themselves.
    available_methods: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recommended_method: Option<String>,
    /// When the sender has passkeys: for `navigator.credentials.get`, bound to this transfer, for two minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    webauthn: Option<WebAuthn>,
    recipient_acceptance_required: bool,
    amount: Amount,
    currency: String,
    sender: Party,
    recipient: Party,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    room_id: Option<String>,
    expires_at: Time,
    timestamp: Time,
    /// Where the sender can approve it in a browser.
    approval_url: String,
}

/// A transfer as it is.
#[derive(Object, Serialize)]
pub struct TransferAnswer {
    transfer_id: String,
    /// `pending_authorization`, `pending_recipient_acceptance`, `completed`, `rejected`, `expired` or `cancelled`.
    status: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    txn_id: Option<String>,
    amount: Amount,
    currency: String,
    sender: Party,
    recipient: Party,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    room_id: Option<String>,
    recipient_acceptance_required: bool,
    /// When the present state runs out; absent when it is final.
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_at: Option<Time>,
    created_at: Time,
    #[serde(skip_serializing_if = "Option::is_none")]
    completed_at: Option<Time>,
    /// When the present state began.
    timestamp: Time,
}

#[OpenApi(prefix_path = "/api/v1/wallet/p2p", tag = "Tag::Transfers")]
impl TransfersApi {
    /// Initiate
    ///
    /// Checks everything and reserves nothing; the transfer then waits five minutes for its sender's proof.
    #[oai(path = "/initiate", method = "post", operation_id = "p2p_initiate")]
    async fn initiate(
        &self,
        caller: Caller<P2pInitiate>,
        #[oai(name = "Idempotency-Key")] key: Header<Option<String>>,
        body: Body<InitiateBody>,
    ) -> Reply<P2pInitiate, InitiateAnswer, 201> {
        let edge = &caller.info.edge;
        let given = KeyGiven { body: body.value.idempotency_key.as_deref(), header: key.0.as_deref() };
        let key = required(caller.key(given, "", body.fingerprint())?)?;
        let prepared = prepare(edge, &caller.token, body.value).await;
        let done = edge.run_unless_replayed(caller.ctx(), Some(key), prepared).await?;
        Ok(Answer::new(initiated(edge, done.outcome)?).replayed(done.replayed))
    }

    /// Confirm
    ///
    /// The sender proves that it is them, and the money moves, or is reserved until the recipient accepts.
    #[oai(path = "/:transfer_id/confirm", method = "post", operation_id = "p2p_confirm")]
    async fn confirm(
        &self,
        caller: Caller<P2pConfirm>,
        transfer_id: Path<String>,
        #[oai(name = "Idempotency-Key")] key: Header<Option<String>>,
        body: Body<ConfirmBody>,
    ) -> Reply<P2pConfirm, TransferAnswer> {
        let edge = &caller.info.edge;
        let id = parse_id(&transfer_id.0)?;
        let given = KeyGiven { body: body.value.idempotency_key.as_deref(), header: key.0.as_deref() };
        let key = caller.key(given, &transfer_id.0, body.fingerprint())?;
        let proof = body.value.auth_proof.parse()?;
        let transfer = find(edge, id, &caller.token.user)?;
        let proven = prove(edge, &caller.token.user, &transfer, proof).await;
        let (sender, client) = (caller.token.user.clone(), caller.token.client.clone());
        let (settings, lockout) = (edge.settings(), edge.lockout());
        let command = proven.map(|proof| transfers::Confirm { id, sender, client, proof, settings, lockout });
        let done = edge.run_unless_replayed(caller.ctx(), key, command).await?;
        match done.outcome {
            Confirmed::Transfer(transfer) => Ok(Answer::new(view(transfer)).replayed(done.replayed)),
            Confirmed::WrongProof { attempts_remaining } => Err(mfa::wrong_proof(attempts_remaining).into()),
            Confirmed::Locked { until } => Err(mfa::locked(until).into()),
        }
    }

    /// Challenge for a passkey
    ///
    /// A further one, when the one that came with the transfer is over.
    #[oai(path = "/:transfer_id/challenge", method = "post", operation_id = "p2p_challenge")]
    async fn challenge(
        &self,
        caller: Caller<P2pChallenge>,
        transfer_id: Path<String>,
    ) -> Reply<P2pChallenge, ChallengeAnswer, 201> {
        let edge = &caller.info.edge;
        let (sender, client) = (caller.token.user.clone(), caller.token.client.clone());
        let command = transfers::Challenge { id: parse_id(&transfer_id.0)?, sender, client };
        let opened = edge.commands.run(caller.ctx(), None, command).await?.outcome;
        Ok(Answer::new(challenge(edge, opened)?))
    }

    /// Accept
    ///
    /// The recipient takes the money.
    #[oai(path = "/:transfer_id/accept", method = "post", operation_id = "p2p_accept")]
    async fn accept(
        &self,
        caller: Caller<P2pAccept>,
        transfer_id: Path<String>,
        #[oai(name = "Idempotency-Key")] key: Header<Option<String>>,
        body: Body<StepBody>,
    ) -> Reply<P2pAccept, TransferAnswer> {
        settle(&caller, &transfer_id.0, key.0.as_deref(), &body, Move::Accept).await
    }

    /// Reject
    ///
    /// The recipient does not want the money.
    #[oai(path = "/:transfer_id/reject", method = "post", operation_id = "p2p_reject")]
    async fn reject(
        &self,
        caller: Caller<P2pReject>,
        transfer_id: Path<String>,
        #[oai(name = "Idempotency-Key")] key: Header<Option<String>>,
        body: Body<StepBody>,
    ) -> Reply<P2pReject, TransferAnswer> {
        settle(&caller, &transfer_id.0, key.0.as_deref(), &body, Move::Reject).await
    }

    /// Cancel
    ///
    /// The sender takes the transfer back, until it is completed.
    #[oai(path = "/:transfer_id/cancel", method = "post", operation_id = "p2p_cancel")]
    async fn cancel(
        &self,
        caller: Caller<P2pCancel>,
        transfer_id: Path<String>,
        #[oai(name = "Idempotency-Key")] key: Header<Option<String>>,
        body: Body<StepBody>,
    ) -> Reply<P2pCancel, TransferAnswer> {
        settle(&caller, &transfer_id.0, key.0.as_deref(), &body, Move::Cancel).await
    }

    /// Status
    #[oai(path = "/:transfer_id", method = "get", operation_id = "p2p_status")]
    async fn status(&self, caller: Caller<P2pGet>, transfer_id: Path<String>) -> Reply<P2pGet, TransferAnswer> {
        let transfer = find(&caller.info.edge, parse_id(&transfer_id.0)?, &caller.token.user)?;
        Ok(Answer::new(view(transfer)))
    }
}

async fn settle<O: Operation>(
    caller: &Caller<O>,
    transfer_id: &str,
    header: Option<&str>,
    body: &Body<StepBody>,
    step: Move,
) -> Result<Answer<TransferAnswer>, Refusal<O>> {
    let edge = &caller.info.edge;
    let id = parse_id(transfer_id)?;
    let given = KeyGiven { body: body.value.idempotency_key.as_deref(), header };
    let key = caller.key(given, transfer_id, body.fingerprint())?;
    let (user, client) = (caller.token.user.clone(), caller.token.client.clone());
    let command = Settle { id, user, client, step, settings: edge.settings() };
    let done = edge.commands.run(caller.ctx(), key, command).await?;
    Ok(Answer::new(view(done.outcome)).replayed(done.replayed))
}

fn parse_id(text: &str) -> Result<P2pId, Rejection> {
    text.parse().map_err(|_| missing())
}

fn missing() -> Rejection {
    Rejection::new(Code::TransferNotFound, "There is no such transfer.")
}

fn find(edge: &Edge, id: P2pId, user: &UserId) -> Result<Transfer, Trouble> {
    let found = edge.commands.store().read(|reader| transfers::find(reader, id, user))?;
    Ok(found.ok_or_else(missing)?)
}

/// Everything that has to be known before a transfer can be initiated.
async fn prepare(edge: &Edge, token: &Verified, input: InitiateBody) -> Result<Initiate, Trouble> {
    let recipient = user_id(&input.recipient, "/recipient")?;
    let currency = edge.currency(&input.currency, "/currency")?;
    let amount = input.amount.positive(currency, "/amount")?;
    let note = clean_note(input.note)?;
    Ok(Initiate {
        sender: token.user.clone(),
        room: shared_room(edge, token, input.room_id.as_deref(), &recipient).await?,
        recipient_existence: existence(edge, &recipient).await?,
        recipient,
        amount,
        note,
        client: token.client.clone(),
        settings: edge.settings(),
    })
}

async fn prove(edge: &Edge, user: &UserId, transfer: &Transfer, proof: Proof) -> Result<Checked, Trouble> {
    require_enrolled(edge, user)?;
    // The caller's own, whoever they are in the transfer: what becomes of another's factors is not for them to see.
    edge.check_proof(Binding { user: user.clone(), ..transfer.binding() }, proof).await
}

/// The room, if one was named and both people are in it.
pub(super) async fn shared_room(
    edge: &Edge,
    token: &Verified,
    room: Option<&str>,
    recipient: &UserId,
) -> Result<Option<RoomId>, Trouble> {
    let Some(text) = room else { return Ok(None) };
    let room = RoomId::parse(text).map_err(|error| Rejection::field("/room_id", error.to_string()))?;
    match edge.both_in_room(token.session, &room, &token.user, recipient).await? {
        RoomAnswer::Shared => Ok(Some(room)),
        RoomAnswer::NotShared => Err(Rejection::new(Code::NotInRoom, "Sender and recipient have to be in the room.").into()),
    }
}

/// The homeserver is asked only about people without a wallet.
pub(super) async fn existence(edge: &Edge, user: &UserId) -> Result<Existence, Trouble> {
    // Nobody signs in as one of our own users, so what they were sent would be lost.
    if edge.ours().owns(user) {
        return Ok(Existence::Unknown);
    }
    if edge.commands.store().read(|reader| wallets::of_user(reader, user))?.is_some() {
        return Ok(Existence::Known);
    }
    Ok(if edge.profile(user).await?.is_some() { Existence::Known } else { Existence::Unknown })
}

pub(super) fn clean_note(note: Option<String>) -> Result<Option<String>, Rejection> {
    const LONGEST: usize = 500;
    let Some(note) = note else { return Ok(None) };
    let clean = human_text(&note, LONGEST).ok_or_else(|| Rejection::field("/note", "A note has at most 500 characters."))?;
    Ok(Some(clean).filter(|note| !note.is_empty()))
}

fn initiated(edge: &Edge, initiated: Initiated) -> Result<InitiateAnswer, Trouble> {
    let Initiated { transfer: Transfer { id, row }, methods, challenge } = initiated;
    let mut names: Vec<String> = methods.into_iter().map(Method::wallet_name).map(str::to_owned).collect();
    names.dedup();
    let webauthn = challenge.map(|opened| edge.passkey_request(opened.id)).transpose()?.flatten().map(WebAuthn);
    Ok(InitiateAnswer {
        transfer_id: id.to_string(),
        status: row.state.name().to_owned(),
        recommended_method: names.first().cloned(),
        available_methods: names,
        webauthn,
        recipient_acceptance_required: row.acceptance_required,
        currency: row.amount.currency.code().to_owned(),
        amount: Amount(row.amount),
        sender: Party { user_id: row.sender_user.to_string(), wallet_id: row.sender.to_string() },
        recipient: Party { user_id: row.recipient_user.to_string(), wallet_id: row.recipient.to_string() },
        note: row.note,
        room_id: row.room.map(|room| room.to_string()),
        expires_at: Time(row.expires),
        timestamp: Time(row.created),
        approval_url: edge.settings().server.link(&format!("/account/transfers/{id}")),
    })
}

/// A transfer as its people see it.
pub(in crate::http) fn view(transfer: Transfer) -> TransferAnswer {
    let Transfer { id, row } = transfer;
    let waits = matches!(row.state, P2pState::PendingAuthorization | P2pState::PendingRecipientAcceptance);
    TransferAnswer {
        transfer_id: id.to_string(),
        status: row.state.name().to_owned(),
        txn_id: row.txn.map(|txn| txn.to_string()),
        currency: row.amount.currency.code().to_owned(),
        amount: Amount(row.amount),
        sender: Party { user_id: row.sender_user.to_string(), wallet_id: row.sender.to_string() },
        recipient: Party { user_id: row.recipient_user.to_string(), wallet_id: row.recipient.to_string() },
        note: row.note,
        room_id: row.room.map(|room| room.to_string()),
        recipient_acceptance_required: row.acceptance_required,
        expires_at: waits.then_some(Time(row.expires)),
        created_at: Time(row.created),
        completed_at: (row.state == P2pState::Completed).then_some(Time(row.changed)),
        timestamp: Time(row.changed),
    }
}
