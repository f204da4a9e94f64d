//! Everything that is bound, in reading order.

use std::sync::Arc;

use futures_util::{TryFutureExt, future::Either};
use poem::{Endpoint, EndpointExt, IntoEndpoint, IntoResponse, Request, Response, Route, endpoint::BoxEndpoint, get};
use poem_openapi::OpenApiService;

use crate::{config::Profile, edge::Edge};

use super::{
    account, admin,
    api::{
        activation::ActivationApi, devices::DevicesApi, factors, gifts::GiftsApi, payments, requests::RequestsApi,
        resolution::ResolutionApi, transfers::TransfersApi, wallets::WalletsApi, webhooks::WebhooksApi,
    },
    appservice, dev, developers, docs,
    document::{self, Document},
    health::HealthApi,
    oauth,
    pipeline::{Methods, Pipeline},
    web::{self, App},
};

type Apis = (
    WalletsApi,
    ActivationApi,
    ResolutionApi,
    TransfersApi,
    payments::Apis,
    RequestsApi,
    GiftsApi,
    DevicesApi,
    factors::Apis,
    WebhooksApi,
    account::Apis,
    developers::Apis,
    oauth::Apis,
    admin::Apis,
    HealthApi,
);

/// The address in the document that is part of the sources: where a server listens when nobody says otherwise.
pub const DEFAULT_SERVER: &str = "http://127.0.0.1:8420";

/// The documented operations.
pub fn apis(server: &str) -> OpenApiService<Apis, ()> {
    let apis = (
        WalletsApi,
        ActivationApi,
        ResolutionApi,
        TransfersApi,
        payments::APIS,
        RequestsApi,
        GiftsApi,
        DevicesApi,
        factors::APIS,
        WebhooksApi,
        account::APIS,
        developers::APIS,
        oauth::APIS,
        admin::APIS,
        HealthApi,
    );
    OpenApiService::new(apis, document::TITLE, env!("CARGO_PKG_VERSION")).server(server)
}

/// The whole server.
pub fn router(edge: Arc<Edge>) -> impl Endpoint<Output = Response> {
    let settings = edge.settings();
    let apis = apis(settings.server.base());
    let document = Arc::new(Document::of(&apis));
    let mut pages = Route::new()
        .at("/", get(web::home()))
        .at("/account", get(web::page(App::Account)))
        .at("/account/*rest", get(web::page(App::Account)))
        .at("/oauth2/device", get(web::page(App::Account)))
        .at("/developer", get(web::page(App::Developer)))
        .at("/developer/*rest", get(web::page(App::Developer)))
        .nest("/assets", get(web::assets()))
        .nest("/docs", docs::pages())
        .at("/openapi.json", get(document::json(&document)))
        .at("/openapi.yaml", get(document::yaml(&document)))
        .nest("/_matrix", appservice::routes());
    pages = account::bind(pages);
    if settings.profile == Profile::Dev {
        pages = pages.nest("/dev", dev::pages());
    }
    let methods = Methods::new(document::operations_of(&document.json).into_values());
    let apis = IntoEndpoint::into_endpoint(apis);
    Pipeline::new(edge, methods, Halves { apis, pages: pages.boxed() })
}

/// What the paths that are no documented operations begin with.
const PAGES: &[&str] = &["", "account", "developer", "assets", "docs", "dev", "_matrix", "openapi.json", "openapi.yaml"];

/// The documented operations have a router of their own, which every request would go through anyway; what is not documented is
/// told apart by its first segment, so that operations are looked up once.
struct Halves<A> {
    apis: A,
    pages: BoxEndpoint<'static, Response>,
}

impl<A: Endpoint> Endpoint for Halves<A> {
    type Output = Response;

    fn call(&self, request: Request) -> impl Future<Output = poem::Result<Response>> + Send {
        let path = request.uri().path();
        let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
        let is_page = PAGES.contains(&first) || path == "/oauth2/device";
        if is_page {
            return Either::Left(self.pages.call(request));
        }
        Either::Right(self.apis.call(request).map_ok(IntoResponse::into_response))
    }
}
