//! `/health` and `/health/check`: whether the server can move money, and what stands in the way.

use poem::{IntoResponse, Response, http::StatusCode};
use poem_openapi::{
    ApiResponse, Object, OpenApi,
    registry::{MetaMediaType, MetaResponse, MetaResponses, Registry},
    types::Type,
};
use serde::Serialize;

use crate::{
    edge::Edge,
    kernel::{Code, Rejection, Timestamp},
    store::ReadExt,
    store::tables::META,
};

use super::{
    answer::{Answer, Reply},
    api::Tag,
    auth::Anyone,
    operations::{Health, HealthCheck},
    wire::Time,
};

/// The health operations.
pub struct HealthApi;

/// The short form.
#[derive(Object, Serialize)]
pub struct HealthAnswer {
    /// `healthy`; otherwise the answer is 503.
    status: String,
}

/// Each part by itself.
#[derive(Object, Serialize)]
pub struct HealthCheckAnswer {
    /// `ok` when money can be moved and everything answers, `degraded` when only something outside does not, `down`
    /// otherwise.
    status: String,
    checks: HealthChecks,
    version: String,
    timestamp: Time,
}

/// `ok`, `degraded`, `down` or `off`, by part.
#[derive(Object, Serialize)]
pub struct HealthChecks {
    database: String,
    rate_limiter: String,
    matrix: String,
    wallet: String,
    identity: String,
    search: String,
    outbox: String,
    disk: String,
}

/// [`HealthCheckAnswer`] with the status that goes with it.
pub enum HealthReply {
    /// Money can be moved.
    Up(HealthCheckAnswer),
    /// It cannot.
    Down(HealthCheckAnswer),
}

#[OpenApi(tag = "Tag::Health")]
impl HealthApi {
    /// Health of each part
    ///
    /// 200 when the server can move money; a homeserver that is away leaves it degraded, not down.
    #[oai(path = "/health/check", method = "get", operation_id = "health_check")]
    async fn check(&self, anyone: Anyone<HealthCheck>) -> HealthReply {
        check(&anyone.info.edge, anyone.info.now)
    }

    /// Health
    #[oai(path = "/health", method = "get", operation_id = "health")]
    async fn health(&self, anyone: Anyone<Health>) -> Reply<Health, HealthAnswer> {
        match check(&anyone.info.edge, anyone.info.now) {
            HealthReply::Up(_) => Ok(Answer::new(HealthAnswer { status: "healthy".to_owned() })),
            HealthReply::Down(_) => {
                Err(Rejection::new(Code::ServiceUnavailable, "The server cannot move money at the moment.").into())
            }
        }
    }
}

fn check(edge: &Edge, now: Timestamp) -> HealthReply {
    let condition = edge.commands.store().condition();
    let key = "format".to_owned();
    let readable = condition.usable && edge.commands.store().read(|reader| reader.has(&META, &key)).unwrap_or(false);
    let homeserver = edge.homeserver_state(now);
    let word = |good: bool, bad: &str| if good { "ok" } else { bad }.to_owned();
    let checks = HealthChecks {
        database: word(readable, "down"),
        rate_limiter: "ok".to_owned(),
        matrix: homeserver.to_owned(),
        wallet: word(readable && !condition.nearly_full, "down"),
        identity: homeserver.to_owned(),
        search: "off".to_owned(),
        outbox: edge.outbox_state(now).to_owned(),
        disk: word(!condition.nearly_full, "down"),
    };
    let serves_money = readable && !condition.nearly_full;
    let all_well = serves_money && homeserver == "ok" && checks.outbox == "ok";
    let status = match (serves_money, all_well) {
        (true, true) => "ok",
        (true, false) => "degraded",
        (false, _) => "down",
    };
    let full = HealthCheckAnswer {
        status: status.to_owned(),
        checks,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        timestamp: Time(now),
    };
    if serves_money { HealthReply::Up(full) } else { HealthReply::Down(full) }
}

impl IntoResponse for HealthReply {
    fn into_response(self) -> Response {
        match self {
            Self::Up(full) => Answer::<HealthCheckAnswer>::new(full).into_response(),
            Self::Down(full) => {
                let mut response = Answer::<HealthCheckAnswer>::new(full).into_response();
                response.set_status(StatusCode::SERVICE_UNAVAILABLE);
                response
            }
        }
    }
}

impl ApiResponse for HealthReply {
    fn meta() -> MetaResponses {
        let of = |status, description| MetaResponse {
            description,
            status: Some(status),
            status_range: None,
            content: vec![MetaMediaType { content_type: "application/json", schema: HealthCheckAnswer::schema_ref() }],
            headers: Vec::new(),
        };
        MetaResponses { responses: vec![of(200, "Money can be moved."), of(503, "Money cannot be moved.")] }
    }

    fn register(registry: &mut Registry) {
        HealthCheckAnswer::register(registry);
    }
}
