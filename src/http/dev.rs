//! `/dev`: what dev mode shows of itself. Bound in dev mode only.

use poem::{
    Endpoint, IntoResponse, Request, RequestBody, Response, Route,
    endpoint::{make, make_sync},
    get,
    http::StatusCode,
    post,
    web::Json,
};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    command::{Applied, Command},
    endpoints,
    kernel::{Actor, Code, Ctx, EventId, Rejection, RoomId},
    outbox::webhooks::Webhook,
    store::{Failure, Txn, rows::WebhookEvent},
    webhooks::{Arrival, Behaviour, sign},
};

use super::{body, error::ApiError, info::Info};

/// The pages of dev mode.
pub fn pages() -> impl Endpoint {
    Route::new()
        .at("/rooms/:room_id/events", get(make_sync(events)))
        .at("/webhooks", get(make_sync(webhooks)))
        .at("/webhooks/sink", post(make(sink)))
        .at("/webhooks/behaviour", post(make(behaviour)))
        .at("/webhooks/events", post(make(tell)))
}

/// What the shop's webhook was sent, oldest first.
fn webhooks(request: Request) -> poem::Result<Response> {
    let info = Info::of(&request)?;
    let sink = info.edge.webhooks.sink().ok_or_else(no_sink)?;
    Ok(Json(json!({ "deliveries": sink.arrivals() })).into_response())
}

/// The shop's webhook: looks whether the signatures are right, keeps what it is sent, and answers what it was told to.
async fn sink(mut request: Request) -> poem::Result<Response> {
    let mut given = RequestBody::new(request.take_body());
    let body = String::from_utf8_lossy(&body::read(&request, &mut given).await?).into_owned();
    let info = Info::of(&request)?;
    let sink = info.edge.webhooks.sink().ok_or_else(no_sink)?;
    let endpoint = info.edge.commands.store().read(|reader| endpoints::show(reader, sink.miniapp())).map_err(ApiError::from)?;
    let secrets = endpoint.map(|row| endpoints::secrets(&info.edge.master, sink.miniapp(), &row, info.now));
    let secrets = secrets.and_then(Result::ok).unwrap_or_default();
    let header = |name: &str| request.header(name).unwrap_or_default();
    let (id, seconds) = (header("webhook-id"), header("webhook-timestamp"));
    let arrival = Arrival {
        received_at: info.now.to_string(),
        event_id: header("x-webhook-event-id").to_owned(),
        tmcp_signature_valid: secrets.iter().any(|secret| sign::is_tmcp(secret, &body, header("x-webhook-signature"))),
        standard_signature_valid: secrets
            .iter()
            .any(|secret| sign::is_standard(secret, id, seconds, &body, header("webhook-signature"))),
        answered: 0,
        body: serde_json::from_str(&body).unwrap_or(Value::String(body)),
    };
    let (status, retry_after) = sink.receive(arrival);
    let mut response = Response::builder().status(StatusCode::from_u16(status).unwrap_or(StatusCode::OK));
    if let Some(seconds) = retry_after {
        response = response.header("Retry-After", seconds);
    }
    Ok(response.finish())
}

/// Tells the shop's webhook what to answer: `{"status": 503, "times": 2}`.
async fn behaviour(mut request: Request) -> poem::Result<Response> {
    let mut given = RequestBody::new(request.take_body());
    let bytes = body::read(&request, &mut given).await?;
    let info = Info::of(&request)?;
    let behaviour = body::parse::<Behaviour>(&bytes, &info.edge.link_key).map_err(ApiError::from)?.value;
    if !(200..=599).contains(&behaviour.status) {
        return Err(ApiError::from(Rejection::field("/status", "A status is between 200 and 599.")).into());
    }
    info.edge.webhooks.sink().ok_or_else(no_sink)?.set_behaviour(behaviour);
    Ok(Json(json!({ "behaviour": behaviour })).into_response())
}

/// Events for a mini-app that did not happen.
#[derive(Clone, Deserialize)]
struct Made {
    miniapp_id: String,
    events: Vec<MadeEvent>,
}

#[derive(Clone, Deserialize)]
struct MadeEvent {
    event: String,
    object: String,
    #[serde(default)]
    data: Value,
}

impl Command for Made {
    type Outcome = Vec<EventId>;

    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Vec<EventId>>, Failure> {
        endpoints::endpoint(txn, &self.miniapp_id)?;
        let webhooks = self.events.iter().map(|MadeEvent { event, object, data }| {
            let kind = WebhookEvent::ALL.iter().find(|kind| kind.name() == event);
            let kind = kind.ok_or_else(|| Rejection::field("/events", format!("There is no event {event}.")))?;
            Ok(Webhook::new(ctx, &self.miniapp_id, *kind, object, data))
        });
        let webhooks: Vec<Webhook> = webhooks.collect::<Result<_, Rejection>>()?;
        let ids = webhooks.iter().map(|webhook| webhook.event).collect();
        Ok(webhooks.into_iter().fold(Applied::unrecorded(ids), Applied::tell))
    }
}

/// Tells a mini-app of events that did not happen, so that its backend can be tried:
/// `{"miniapp_id": "ma_shop_001", "events": [{"event": "payment.completed", "object": "pay_1", "data": {}}]}`.
async fn tell(mut request: Request) -> poem::Result<Response> {
    let mut given = RequestBody::new(request.take_body());
    let bytes = body::read(&request, &mut given).await?;
    let info = Info::of(&request)?;
    let made = body::parse::<Made>(&bytes, &info.edge.link_key).map_err(ApiError::from)?.value;
    let ids = info.edge.commands.run(info.ctx(Actor::System), None, made).await.map_err(ApiError::from)?.outcome;
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    Ok(Json(json!({ "event_ids": ids })).with_status(StatusCode::ACCEPTED).into_response())
}

fn no_sink() -> ApiError {
    ApiError::new(Code::NotFound, "There is no webhook here.")
}

/// The events that were sent to a room, oldest first.
fn events(request: Request) -> poem::Result<Response> {
    let missing = || ApiError::new(Code::NotFound, "There is no such room.");
    let room: String = request.path_params()?;
    let room = RoomId::parse(&room).map_err(|_| missing())?;
    let info = Info::of(&request)?;
    let homeserver = info.edge.homeserver.dev().ok_or_else(missing)?;
    let events = homeserver.events(&room);
    Ok(Json(json!({ "room_id": room.as_str(), "events": events })).into_response())
}
