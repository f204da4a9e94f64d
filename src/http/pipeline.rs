//! What happens around every request: an id, the client's address, bounds on size and time, the canonical path, and afterwards
//! the headers, the form of a failure, and one line in the access log.

use std::{
    fmt::Write as _,
    net::IpAddr,
    pin::pin,
    sync::{Arc, OnceLock},
    time::{Duration, Instant},
};

use bytes::BytesMut;
use futures_util::FutureExt;
use poem::{
    Endpoint, IntoResponse, Request, Response,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header},
};

use crate::{
    config::Settings,
    edge::Edge,
    kernel::{Actor, Code, Ctx},
    limits::State,
    logs::AccessLine,
};

use super::{
    aliases,
    error::{ApiError, respond, translate},
    info::{Info, SharedInfo},
    oauth::error::OAuthError,
};

static REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
static TRACE_ID: HeaderName = HeaderName::from_static("x-trace-id");
static VERSION: HeaderName = HeaderName::from_static("x-tmcp-version");
static OPERATION: HeaderName = HeaderName::from_static("x-protocol-operation");
static LIMIT_HEADERS: [HeaderName; 6] = [
    HeaderName::from_static("x-ratelimit-limit"),
    HeaderName::from_static("x-ratelimit-remaining"),
    HeaderName::from_static("x-ratelimit-reset"),
    HeaderName::from_static("x-ratelimit-reset-after"),
    HeaderName::from_static("x-ratelimit-burst"),
    HeaderName::from_static("x-ratelimit-burst-remaining"),
];

/// How many headers an answer has beside its own.
const USUAL_HEADERS: usize = 20;

/// The version of the protocol that the server speaks.
pub const TMCP_VERSION: &str = "v1.9.0";

/// Wraps the router.
pub struct Pipeline<E> {
    edge: Arc<Edge>,
    inner: E,
    methods: Methods,
}

impl<E> Pipeline<E> {
    /// The pipeline around `inner`, whose paths have these methods.
    pub fn new(edge: Arc<Edge>, methods: Methods, inner: E) -> Self {
        Self { edge, inner, methods }
    }
}

/// Which methods each path has, for the `Allow` header of a 405 (RFC 9110 section 15.5.6), which the router does not write.
#[derive(Default)]
pub struct Methods(Vec<(String, String)>);

impl Methods {
    /// From pairs of method and path; a path segment in braces stands for any.
    pub fn new(pairs: impl Iterator<Item = (String, String)>) -> Self {
        Self(pairs.collect())
    }

    fn of(&self, path: &str) -> String {
        let fits = |known: &str| {
            let (mut known, mut given) = (known.split('/'), path.trim_end_matches('/').split('/'));
            known.by_ref().all(|segment| given.next().is_some_and(|given| segment.starts_with('{') || segment == given))
                && given.next().is_none()
        };
        let fitting: Vec<&(String, String)> = self.0.iter().filter(|(_, path)| fits(path.trim_end_matches('/'))).collect();
        // The router goes by the path that says most, and so does this.
        let braces = |path: &str| path.matches('{').count();
        let fewest = fitting.iter().map(|(_, path)| braces(path)).min();
        let known: Vec<&str> =
            fitting.iter().filter(|(_, path)| Some(braces(path)) == fewest).map(|(method, _)| method.as_str()).collect();
        if known.is_empty() { "GET".to_owned() } else { known.join(", ") }
    }
}

impl<E: Endpoint> Endpoint for Pipeline<E> {
    type Output = Response;

    /// What comes before the router is done here and not in the future, which then need not hold the request.
    fn call(&self, mut request: Request) -> impl Future<Output = poem::Result<Response>> + Send {
        let started = Instant::now();
        let settings = self.edge.settings();
        let info = self.begin(&request, &settings);
        if let Some(path) = aliases::canonical(request.uri().path()) {
            rewrite(&mut request, &path);
        }
        let (method, uri) = (request.method().clone(), request.uri().clone());
        let origin = allowed_origin(&request, &settings);
        request.extensions_mut().insert(Arc::clone(&info));
        let early = early(&request, &settings, origin.as_ref());
        let serving = match early {
            Ok(None) => Ok(self.inner.call(request)),
            Ok(Some(answer)) => Err(Ok(answer)),
            Err(error) => Err(Err(error.into())),
        };
        async move {
            let request_id = info.id.to_string();
            let answer = match serving {
                Ok(serving) => bounded(serving, &settings).await,
                Err(early) => early,
            };
            let path = uri.path();
            let mut response = match answer {
                Ok(response) => response,
                Err(error) => {
                    let mut response = failed(&error, path, &info, &request_id);
                    if response.status() == StatusCode::METHOD_NOT_ALLOWED {
                        text(response.headers_mut(), &header::ALLOW, &self.methods.of(path));
                    }
                    response
                }
            };
            finish(&mut response, &info, &request_id, &settings, origin, path);
            if settings.log.access {
                self.log(&info, &method, path, &response, started);
            }
            Ok(response)
        }
    }
}

/// An answer that needs no operation: to a preflight, or that the request is too large.
fn early(request: &Request, settings: &Settings, origin: Option<&HeaderValue>) -> Result<Option<Response>, ApiError> {
    check_size(request, settings)?;
    let asks = request.method() == Method::OPTIONS && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    Ok(asks.then(|| preflight(origin)))
}

/// The answer, if it comes within `server.request_timeout`. What is under way then goes on to its end and is not half done.
async fn bounded<R: IntoResponse>(serving: impl Future<Output = poem::Result<R>>, settings: &Settings) -> poem::Result<Response> {
    let mut serving = pin!(serving);
    // What needs nothing from outside is done at once and needs no timer.
    if let Some(answer) = serving.as_mut().now_or_never() {
        return answer.map(IntoResponse::into_response);
    }
    match tokio::time::timeout(settings.server.request_timeout, serving).await {
        Ok(answer) => answer.map(IntoResponse::into_response),
        Err(_) => {
            let message = "The request took too long. Retry with the same idempotency key.";
            let refused = ApiError::new(Code::ServiceUnavailable, message);
            Err(ApiError { retry_after: Some(Duration::from_secs(1)), ..refused }.into())
        }
    }
}

impl<E: Endpoint> Pipeline<E> {
    fn begin(&self, request: &Request, settings: &Settings) -> SharedInfo {
        let now = self.edge.now();
        let address = client_address(request, settings);
        let id = Ctx::new(now, Actor::System, None, &*self.edge.rng).request;
        let named = request.headers().get("traceparent").and_then(|value| value.to_str().ok()).and_then(trace_id);
        let trace = named.map_or_else(|| hex::encode(id.bytes()), str::to_owned);
        let edge = Arc::clone(&self.edge);
        let (operation, limit, user, client) = (OnceLock::new(), OnceLock::new(), OnceLock::new(), OnceLock::new());
        Arc::new(Info { edge, now, id, address, trace, operation, limit, user, client })
    }

    fn log(&self, info: &Info, method: &Method, path: &str, response: &Response, started: Instant) {
        let length = response.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
        self.edge.access.write(&AccessLine {
            time: info.now,
            request: info.id,
            method: method.as_str(),
            path,
            operation: info.operation.get().copied().unwrap_or(""),
            status: response.status().as_u16(),
            micros: u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX),
            address: Some(info.address),
            user: info.user.get().map(crate::kernel::UserId::as_str),
            client: info.client.get().map(String::as_str),
            bytes: length.unwrap_or(0),
        });
    }
}

/// A failure becomes an answer and is logged once, here.
fn failed(error: &poem::Error, path: &str, info: &Info, request_id: &str) -> Response {
    let (response, code, inside) = match error.data::<OAuthError>() {
        Some(refused) => (refused.respond(), refused.reason.name(), refused.inside.clone()),
        None => {
            let failure = translate(error);
            let response = respond(&failure, path, request_id, info.now);
            (response, failure.rejection.code.name(), failure.inside)
        }
    };
    if let Some(inside) = inside {
        if response.status().is_server_error() {
            tracing::error!(request_id, code, reason = %inside, "a request failed");
        } else {
            tracing::debug!(request_id, code, reason = %inside, "a request was refused");
        }
    }
    response
}

fn rewrite(request: &mut Request, path: &str) {
    let text = match request.uri().query() {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    };
    if let Ok(uri) = text.parse::<Uri>() {
        *request.uri_mut() = uri;
    }
}

fn check_size(request: &Request, settings: &Settings) -> Result<(), ApiError> {
    let headers: usize = request.headers().iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
    let line = request.uri().path_and_query().map_or(0, |target| target.as_str().len());
    if headers + line > settings.server.max_header_block {
        return Err(ApiError::new(Code::HeadersTooLarge, "The header block is too large."));
    }
    let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > settings.server.max_body) {
        return Err(ApiError::new(Code::PayloadTooLarge, "The body is too large."));
    }
    Ok(())
}

/// The address of the client. Each proxy appends the address that it saw, so the list is read from its end for as long as the
/// one who wrote it is trusted.
fn client_address(request: &Request, settings: &Settings) -> IpAddr {
    let peer = request.remote_addr().as_socket_addr().map_or(IpAddr::from([127, 0, 0, 1]), |address| address.ip().to_canonical());
    let trusted = |address: &IpAddr| settings.server.trusted_proxies.iter().any(|proxies| proxies.contains(*address));
    let mut address = peer;
    if !trusted(&address) {
        return address;
    }
    let forwarded = request.headers().get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let hops: Vec<&str> = forwarded.flat_map(|value| value.split(',')).map(str::trim).collect();
    for hop in hops.into_iter().rev() {
        let Ok(next) = hop.parse::<IpAddr>() else { break };
        address = next.to_canonical();
        if !trusted(&address) {
            break;
        }
    }
    address
}

/// The trace id of a W3C `traceparent`.
fn trace_id(traceparent: &str) -> Option<&str> {
    let mut parts = traceparent.split('-');
    let (version, trace) = (parts.next()?, parts.next()?);
    let hexadecimal = |text: &str| text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let good = version.len() == 2 && version != "ff" && trace.len() == 32 && hexadecimal(version) && hexadecimal(trace);
    (good && trace.bytes().any(|byte| byte != b'0')).then_some(trace)
}

fn allowed_origin(request: &Request, settings: &Settings) -> Option<HeaderValue> {
    let origin = request.headers().get(header::ORIGIN)?;
    let text = origin.to_str().ok()?;
    settings.server.allowed_origins.iter().any(|allowed| allowed == text).then(|| origin.clone())
}

fn preflight(origin: Option<&HeaderValue>) -> Response {
    let mut response = Response::builder().status(StatusCode::NO_CONTENT).finish();
    if origin.is_some() {
        let headers = response.headers_mut();
        set(headers, header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PUT, PATCH, DELETE");
        set(headers, header::ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, Content-Type, Idempotency-Key, traceparent");
        set(headers, header::ACCESS_CONTROL_MAX_AGE, "600");
    }
    response
}

fn finish(response: &mut Response, info: &Info, request_id: &str, settings: &Settings, origin: Option<HeaderValue>, path: &str) {
    let headers = response.headers_mut();
    headers.reserve(USUAL_HEADERS);
    text(headers, &REQUEST_ID, request_id);
    text(headers, &TRACE_ID, &info.trace);
    headers.insert(&VERSION, HeaderValue::from_static(TMCP_VERSION));
    if let Some(operation) = info.operation.get().copied() {
        headers.insert(&OPERATION, HeaderValue::from_static(operation));
    }
    if let Some(state) = info.limit.get() {
        limit_headers(headers, state);
    }
    set(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(headers, header::X_FRAME_OPTIONS, "DENY");
    unless_set(headers, header::REFERRER_POLICY, "strict-origin-when-cross-origin");
    unless_set(headers, header::CONTENT_SECURITY_POLICY, "default-src 'self'; frame-ancestors 'none'");
    if settings.server.public_url.scheme() == "https" {
        set(headers, header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains");
    }
    if !path.starts_with("/.well-known/") {
        unless_set(headers, header::CACHE_CONTROL, "no-store");
    }
    if let Some(origin) = origin {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        set(
            headers,
            header::ACCESS_CONTROL_EXPOSE_HEADERS,
            "X-Request-Id, X-RateLimit-Remaining, Retry-After, Idempotent-Replayed",
        );
    }
    if !settings.server.allowed_origins.is_empty() {
        headers.append(header::VARY, HeaderValue::from_static("Origin"));
    }
}

fn limit_headers(headers: &mut HeaderMap, state: &State) {
    let values = [
        u64::from(state.limit),
        u64::from(state.remaining),
        u64::try_from(state.reset).unwrap_or(0),
        state.reset_after,
        u64::from(state.burst),
        u64::from(state.burst_remaining),
    ];
    // All six lie in one piece of memory.
    let mut text = BytesMut::with_capacity(96);
    for (name, value) in LIMIT_HEADERS.iter().zip(values) {
        if write!(text, "{value}").is_err() {
            return;
        }
        if let Ok(value) = HeaderValue::from_maybe_shared(text.split().freeze()) {
            headers.insert(name, value);
        }
    }
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.insert(name, HeaderValue::from_static(value));
}

fn unless_set(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    if !headers.contains_key(&name) {
        set(headers, name, value);
    }
}

fn text(headers: &mut HeaderMap, name: &HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_without_braces_does_not_allow_the_methods_of_one_with() {
        let pairs = [("GET", "/resolve/{user_id}"), ("POST", "/resolve/batch"), ("GET", "/devices/"), ("POST", "/devices/")];
        let methods = Methods::new(pairs.iter().map(|(method, path)| ((*method).to_owned(), (*path).to_owned())));
        for (path, allowed) in
            [("/resolve/batch", "POST"), ("/resolve/@a:b", "GET"), ("/devices", "GET, POST"), ("/elsewhere", "GET")]
        {
            assert_eq!(methods.of(path), allowed, "{path}");
        }
    }

    #[test]
    fn trace_ids_are_read() {
        let good = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        assert_eq!(trace_id(good), Some("4bf92f3577b34da6a3ce929d0e0e4736"));
        for bad in [
            "",
            "00",
            "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-XY",
        ] {
            assert_eq!(trace_id(bad), None, "{bad}");
        }
    }
}
