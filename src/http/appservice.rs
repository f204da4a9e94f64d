//! The inbound half of the Application Service API (Matrix specification v1.15 or later): what the homeserver pushes and asks.
//!
//! Only the homeserver may come in, by its `hs_token`, in the header or in the legacy `access_token` query. It is not limited;
//! wrong tokens count against the address that they came from. Without a homeserver in the configuration, as in dev mode,
//! nothing here exists. Failures have the Matrix form. None of it is in the OpenAPI document.
//!
//! Rooms are not made on demand: asked for an alias, the answer is that there is none.

use std::sync::Arc;

use poem::{
    Endpoint, IntoResponse, Request, RequestBody, Response, Route,
    endpoint::{make, make_sync},
    get, post, put,
    web::Json,
};
use serde::Deserialize;
use serde_json::{Value, json, value::RawValue};

use crate::{
    edge::{Edge, Trouble},
    kernel::{Actor, Code, Rejection, UserId},
    limits, miniapps,
    rooms::{self, HandleTransaction, MemberEvent},
    store::{ReadExt, Reader, StoreError, rows::MiniAppStatus, tables::GHOSTS},
};

use super::{
    auth::{bearer_token, limit_in},
    body,
    error::ApiError,
    info::{Info, SharedInfo},
};

/// The one third-party protocol: mini-apps.
const PROTOCOL: &str = "tmcp";

/// The field by which a mini-app is looked up.
const MINIAPP_FIELD: &str = "miniapp_id";

/// How many mini-apps a lookup answers.
const MOST_FOUND: usize = 100;

/// Everything under `/_matrix`.
pub fn routes() -> impl Endpoint {
    Route::new()
        .at("/app/v1/transactions/:transaction", put(operation("as_transaction", transaction)))
        .at("/app/v1/users/:user", get(operation("as_user", user)))
        .at("/app/v1/rooms/:alias", get(operation("as_room", room)))
        .at("/app/v1/ping", post(operation("as_ping", ping)))
        .at("/app/v1/thirdparty/protocol/:protocol", get(operation("as_protocol", protocol)))
        .at("/app/v1/thirdparty/user/:protocol", get(operation("as_third_party_user", users_of_protocol)))
        .at("/app/v1/thirdparty/user", get(operation("as_third_party_user", users_of_matrix)))
        .at("/app/v1/thirdparty/location/:protocol", get(operation("as_third_party_location", locations_of_protocol)))
        .at("/app/v1/thirdparty/location", get(operation("as_third_party_location", locations_of_matrix)))
        .at("/*rest", make_sync(|_| Err::<Response, _>(poem::Error::from(unrecognized()))))
}

/// A request of the homeserver.
struct Call {
    request: Request,
    body: RequestBody,
    info: SharedInfo,
}

impl Call {
    fn edge(&self) -> &Arc<Edge> {
        &self.info.edge
    }

    /// The one variable segment of the path, decoded.
    fn segment(&self) -> Result<String, ApiError> {
        self.request.path_params().map_err(|_| unrecognized())
    }

    fn query(&self, name: &str) -> Option<String> {
        query(&self.request, name)
    }
}

/// `PUT /transactions/{txnId}`: answered once it is on disk. What is in it decides whether it is new, not its id.
async fn transaction(mut call: Call) -> Result<Value, ApiError> {
    #[derive(Deserialize)]
    struct Transaction {
        events: Vec<Box<RawValue>>,
    }
    let bytes = body::read(&call.request, &mut call.body).await.map_err(|error| super::error::translate(&error))?;
    let transaction: Transaction = serde_json::from_slice(&bytes).map_err(|error| malformed(&error))?;
    let command = HandleTransaction {
        events: transaction.events.iter().filter_map(|event| MemberEvent::parse(event.get())).collect(),
        ours: call.edge().ours(),
        invite_servers: call.edge().settings().matrix.invite_servers.clone(),
    };
    call.edge().commands.run(call.info.ctx(Actor::Homeserver), None, command).await?;
    Ok(json!({}))
}

/// `GET /users/{userId}`: whether a user of ours exists, who is made to when this server wants them.
async fn user(call: Call) -> Result<Value, ApiError> {
    let nobody = || ApiError::new(Code::NotFound, "There is no such user.");
    let user = UserId::parse(&call.segment()?).map_err(|_| nobody())?;
    let edge = call.edge();
    let ours = edge.ours();
    if let Some(name) = edge.commands.store().read(|reader| rooms::wanted(reader, &ours, &user))? {
        edge.ensure_ghost(&user, &name).await.map_err(Trouble::from)?;
        return Ok(json!({}));
    }
    // The ghost of a mini-app that was suspended stays.
    let exists = |reader: &Reader| Ok(ours.owns(&user) && reader.has(&GHOSTS, &user.localpart().to_owned())?);
    if edge.commands.store().read(exists)? { Ok(json!({})) } else { Err(nobody()) }
}

/// `GET /rooms/{roomAlias}`.
async fn room(_: Call) -> Result<Value, ApiError> {
    Err(ApiError::new(Code::NotFound, "There is no such room."))
}

/// `POST /ping`.
async fn ping(_: Call) -> Result<Value, ApiError> {
    Ok(json!({}))
}

/// `GET /thirdparty/protocol/{protocol}`.
async fn protocol(call: Call) -> Result<Value, ApiError> {
    require_protocol(&call)?;
    Ok(json!({
        "user_fields": [MINIAPP_FIELD],
        "location_fields": [],
        "icon": "",
        "field_types": { MINIAPP_FIELD: { "regexp": "ma_[a-z0-9_]+", "placeholder": "ma_shop_001" } },
        "instances": [{ "desc": "Mini-apps", "network_id": PROTOCOL, "fields": {} }],
    }))
}

/// `GET /thirdparty/user/{protocol}`: the mini-app that is named, or all of them.
async fn users_of_protocol(call: Call) -> Result<Value, ApiError> {
    require_protocol(&call)?;
    let wanted = call.query(MINIAPP_FIELD);
    Ok(miniapp_users(call.edge(), |id, _| wanted.as_deref().is_none_or(|wanted| wanted == id))?)
}

/// `GET /thirdparty/user`: the mini-app behind a Matrix user.
async fn users_of_matrix(call: Call) -> Result<Value, ApiError> {
    let wanted = call.query("userid");
    Ok(miniapp_users(call.edge(), |_, user| wanted.as_deref() == Some(user.as_str()))?)
}

/// `GET /thirdparty/location/{protocol}`: mini-apps have no rooms of their own.
async fn locations_of_protocol(call: Call) -> Result<Value, ApiError> {
    require_protocol(&call)?;
    Ok(json!([]))
}

/// `GET /thirdparty/location`.
async fn locations_of_matrix(_: Call) -> Result<Value, ApiError> {
    Ok(json!([]))
}

fn miniapp_users(edge: &Edge, found: impl Fn(&str, &UserId) -> bool) -> Result<Value, StoreError> {
    let rows = edge.commands.store().read(miniapps::list)?;
    let approved = rows.into_iter().filter(|(_, row)| row.status == MiniAppStatus::Approved);
    let users = approved.filter_map(|(id, row)| Some((edge.ghost(&id).ok()?, id, row)));
    let users = users.filter(|(user, id, _)| found(id, user)).take(MOST_FOUND).map(|(user, id, row)| {
        json!({ "userid": user.as_str(), "protocol": PROTOCOL, "fields": { MINIAPP_FIELD: id, "name": row.name } })
    });
    Ok(users.collect())
}

fn require_protocol(call: &Call) -> Result<(), ApiError> {
    if call.segment()? == PROTOCOL { Ok(()) } else { Err(ApiError::new(Code::NotFound, "There is no such protocol.")) }
}

/// An endpoint that only the homeserver reaches.
fn operation<F, R>(id: &'static str, serve: F) -> impl Endpoint<Output = Response>
where
    F: Fn(Call) -> R + Copy + Send + Sync + 'static,
    R: Future<Output = Result<Value, ApiError>> + Send + 'static,
{
    make(move |request: Request| async move {
        let info = Arc::clone(Info::of(&request)?);
        let _ = info.operation.set(id);
        admit(&request, &info)?;
        let (request, body) = request.split();
        let answer = serve(Call { request, body, info }).await?;
        Ok::<_, poem::Error>(Json(answer).into_response())
    })
}

/// Lets the homeserver through (Application Service API, "Authorization").
fn admit(request: &Request, info: &Info) -> Result<(), ApiError> {
    let settings = info.edge.settings();
    let homeserver = settings.matrix.homeserver.as_ref().ok_or_else(unrecognized)?;
    let token = bearer_token(request).map(str::to_owned).or_else(|| query(request, "access_token"));
    let refusal = match token {
        Some(token) if homeserver.hs_token.matches(&token) => return Ok(()),
        Some(_) => ApiError::new(Code::InsufficientPermissions, "The token is not the homeserver's."),
        None => ApiError::new(Code::InvalidToken, "The homeserver's token is needed."),
    };
    limit_in(info, limits::Class::Default, &limits::Caller::Address(info.address))?;
    Err(refusal)
}

fn query(request: &Request, name: &str) -> Option<String> {
    let pairs = url::form_urlencoded::parse(request.uri().query()?.as_bytes());
    pairs.into_iter().find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
}

/// What Matrix answers for an endpoint that there is not.
fn unrecognized() -> ApiError {
    Rejection::new(Code::NotFound, "There is no such endpoint.").with("errcode", "M_UNRECOGNIZED").into()
}

fn malformed(error: &serde_json::Error) -> ApiError {
    let errcode = if error.is_data() { "M_BAD_JSON" } else { "M_NOT_JSON" };
    Rejection::new(Code::InvalidRequest, "The body is not a transaction.").with("errcode", errcode).into()
}
