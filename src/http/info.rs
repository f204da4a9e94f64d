//! What is known of a request while it is served: set by the pipeline, completed by authentication, read when the answer and
//! the access line are written.

use std::{
    net::IpAddr,
    sync::{Arc, OnceLock},
};

use poem::Request;

use crate::{
    edge::Edge,
    kernel::{Actor, Ctx, RequestId, Timestamp, UserId},
    limits::State,
};

/// One request.
pub struct Info {
    /// The handles to everything.
    pub edge: Arc<Edge>,
    /// When it came.
    pub now: Timestamp,
    /// Its id.
    pub id: RequestId,
    /// Where it came from, looked up behind trusted proxies.
    pub address: IpAddr,
    /// The trace that it belongs to: the one it names (W3C `traceparent`), or its own.
    pub trace: String,
    /// The operation, once it is known.
    pub operation: OnceLock<&'static str>,
    /// What the limiter said.
    pub limit: OnceLock<State>,
    /// The person, once they are known.
    pub user: OnceLock<UserId>,
    /// The client, once it is known.
    pub client: OnceLock<String>,
}

/// Shared by the pipeline and the extractors.
pub type SharedInfo = Arc<Info>;

impl Info {
    /// The info of `request`.
    pub fn of(request: &Request) -> poem::Result<&SharedInfo> {
        let info = request.extensions().get::<SharedInfo>();
        info.ok_or_else(|| poem::Error::from_status(poem::http::StatusCode::INTERNAL_SERVER_ERROR))
    }

    /// The context of a command that `actor` gives.
    pub fn ctx(&self, actor: Actor) -> Ctx {
        Ctx::for_request(self.now, actor, Some(self.address), self.id, &*self.edge.rng)
    }
}
