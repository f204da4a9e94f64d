//! `/dev`: what dev mode shows of itself. Bound in dev mode only.

use poem::{Endpoint, IntoResponse, Request, Response, Route, endpoint::make_sync, get};
use serde_json::json;

use crate::kernel::{Code, RoomId};

use super::{error::ApiError, info::Info};

/// The pages of dev mode.
pub fn pages() -> impl Endpoint {
    Route::new().at("/rooms/:room_id/events", get(make_sync(events))).at("/webhooks", get(make_sync(webhooks)))
}

/// What the shop's webhook was sent: nothing, as long as there are no events for mini-apps.
fn webhooks(_: Request) -> poem::Result<Response> {
    Ok(poem::web::Json(json!({ "deliveries": [] })).into_response())
}

/// The events that were sent to a room, oldest first.
fn events(request: Request) -> poem::Result<Response> {
    let missing = || ApiError::new(Code::NotFound, "There is no such room.");
    let room: String = request.path_params()?;
    let room = RoomId::parse(&room).map_err(|_| missing())?;
    let info = Info::of(&request)?;
    let homeserver = info.edge.homeserver.dev().ok_or_else(missing)?;
    let events = homeserver.events(&room);
    Ok(poem::web::Json(json!({ "room_id": room.as_str(), "events": events })).into_response())
}
