//! Everything that is bound, in reading order.

use std::sync::Arc;

use poem::{Endpoint, EndpointExt, Response, Route, get};
use poem_openapi::OpenApiService;

use crate::{config::Profile, edge::Edge};

use super::{
    api::{devices::DevicesApi, resolution::ResolutionApi, transfers::TransfersApi, wallets::WalletsApi},
    appservice, dev, docs,
    document::{self, Document},
    health::HealthApi,
    oauth,
    pipeline::{Methods, Pipeline},
};

type Apis = (WalletsApi, ResolutionApi, TransfersApi, DevicesApi, oauth::Apis, HealthApi);

/// The address in the document that is part of the sources: where a server listens when nobody says otherwise.
pub const DEFAULT_SERVER: &str = "http://127.0.0.1:8420";

/// The documented operations.
pub fn apis(server: &str) -> OpenApiService<Apis, ()> {
    let apis = (WalletsApi, ResolutionApi, TransfersApi, DevicesApi, oauth::APIS, HealthApi);
    OpenApiService::new(apis, document::TITLE, env!("CARGO_PKG_VERSION")).server(server)
}

/// The whole server.
pub fn router(edge: Arc<Edge>) -> impl Endpoint<Output = Response> {
    let settings = edge.settings();
    let apis = apis(settings.server.base());
    let document = Arc::new(Document::of(&apis));
    let mut routes = Route::new()
        .nest("/docs", docs::pages())
        .at("/oauth2/consent.css", get(oauth::stylesheet()))
        .at("/openapi.json", get(document::json(&document)))
        .at("/openapi.yaml", get(document::yaml(&document)))
        .nest("/_matrix", appservice::routes());
    if settings.profile == Profile::Dev {
        routes = routes.nest("/dev", dev::pages());
    }
    let routes = routes.nest_no_strip("/", apis);
    let methods = Methods::new(document::operations_of(&document.json).into_values());
    Pipeline::new(edge, methods, routes.map_to_response())
}
