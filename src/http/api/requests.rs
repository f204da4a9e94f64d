//! `POST /api/v1/wallet/p2p/requests`: asking another person for money.

use poem_openapi::{Object, OpenApi, param::Header};
use serde::{Deserialize, Serialize};

use crate::{
    edge::{Edge, RoomAnswer, Trouble, links::send_url},
    http::{
        answer::{Answer, Reply},
        auth::{Caller, KeyGiven, required, user_id},
        body::Body,
        operations::P2pRequest,
        wire::{Amount, AmountText},
    },
    identity::Verified,
    kernel::{Code, Rejection},
    transfers::{Existence, RequestMoney},
};

use super::{
    Tag,
    transfers::{clean_note, existence, shared_room},
};

/// Requests for money.
pub struct RequestsApi;

/// Money to be asked for.
#[derive(Object, Deserialize)]
pub struct RequestBody {
    /// The Matrix user id of the person who is asked.
    payer: String,
    amount: AmountText,
    /// An ISO 4217 code, or one of the operator's currencies.
    currency: String,
    /// What for, at most 500 characters.
    note: Option<String>,
    /// The room where it is asked; both people must be in it. Without one they are asked in private.
    room_id: Option<String>,
    /// Required here or as the `Idempotency-Key` header.
    idempotency_key: Option<String>,
}

/// What was asked.
#[derive(Object, Serialize)]
pub struct RequestAnswer {
    payer: String,
    amount: Amount,
    currency: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    /// Where it is paid, as the message has it.
    link: String,
    /// The message is on its way.
    sent: bool,
}

#[OpenApi(prefix_path = "/api/v1/wallet/p2p/requests", tag = "Tag::Transfers")]
impl RequestsApi {
    /// Ask for money
    ///
    /// Somebody who shares a room with the caller gets a message with a link, which fills in a transfer to the caller. Nothing is
    /// owed or reserved by it.
    #[oai(path = "/", method = "post", operation_id = "p2p_request")]
    async fn request(
        &self,
        caller: Caller<P2pRequest>,
        #[oai(name = "Idempotency-Key")] key: Header<Option<String>>,
        body: Body<RequestBody>,
    ) -> Reply<P2pRequest, RequestAnswer, 201> {
        let edge = &caller.info.edge;
        let given = KeyGiven { body: body.value.idempotency_key.as_deref(), header: key.0.as_deref() };
        let key = required(caller.key(given, "", body.fingerprint())?)?;
        let prepared = prepare(edge, &caller.token, body.value).await;
        let done = edge.run_unless_replayed(caller.ctx(), Some(key), prepared).await?;
        let asked = done.outcome;
        Ok(Answer::new(RequestAnswer {
            link: send_url(&edge.settings().server, &caller.token.user, &asked.amount, asked.note.as_deref()),
            payer: asked.payer.to_string(),
            currency: asked.amount.currency.code().to_owned(),
            amount: Amount(asked.amount),
            note: asked.note,
            sent: true,
        })
        .replayed(done.replayed))
    }
}

/// Refuses strangers before it looks, so that nobody learns who exists.
async fn prepare(edge: &Edge, token: &Verified, input: RequestBody) -> Result<RequestMoney, Trouble> {
    let payer = user_id(&input.payer, "/payer")?;
    let currency = edge.currency(&input.currency, "/currency")?;
    let amount = input.amount.positive(currency, "/amount")?;
    let note = clean_note(input.note)?;
    let room = shared_room(edge, token, input.room_id.as_deref(), &payer).await?;
    if room.is_none() && edge.may_resolve(token.session, &token.user, &payer).await? == RoomAnswer::NotShared {
        return Err(Rejection::new(Code::NotInRoom, "Only people who share a room can ask each other for money.").into());
    }
    if existence(edge, &payer).await? == Existence::Unknown {
        let refusal = Rejection::new(Code::RecipientNoWallet, "There is no such Matrix user.");
        return Err(refusal.with("payer", payer.as_str()).into());
    }
    Ok(RequestMoney { user: token.user.clone(), payer, amount, note, room, settings: edge.settings() })
}
