//! The pages of `web-admin`, from bytes that are in the program. A page is the same for everybody: it holds no data, and asks the
//! documented operations for them with the browser's cookie. Everything comes from our own origin, and no page has a script or a
//! style inside it.

use poem::{
    Endpoint, Request, Response,
    endpoint::make_sync,
    http::{HeaderMap, StatusCode, header},
};
use rust_embed::RustEmbed;

use crate::kernel::Code;

use super::error::ApiError;

#[derive(RustEmbed)]
#[folder = "web-admin/dist"]
struct Files;

/// What a page may load, and where it may send forms: nothing beyond ourselves.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
    font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// A program for the browser, which shows a page for each of its addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum App {
    /// Signing in, consent, devices, and everything under `/account`.
    Account,
    /// `/developer`.
    Developer,
}

impl App {
    fn file(self) -> &'static str {
        match self {
            Self::Account => "account.html",
            Self::Developer => "developer.html",
        }
    }
}

/// The page of `app`, whatever the address.
pub fn page(app: App) -> impl Endpoint {
    make_sync(move |request: Request| show(app, request.headers()))
}

/// The page of `app` for a request with these headers.
pub fn show(app: App, headers: &HeaderMap) -> poem::Result<Response> {
    answer(app.file(), headers, "no-cache").map(|mut response| {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, header::HeaderValue::from_static(POLICY));
        response
    })
}

/// What the pages are made of. The name of each file changes with its content, so it never has to be asked for again.
pub fn assets() -> impl Endpoint {
    make_sync(|request: Request| {
        let name = format!("assets{}", request.uri().path());
        answer(&name, request.headers(), "public, max-age=31536000, immutable")
    })
}

/// Sends a browser that only knows the server's name to the account pages.
pub fn home() -> impl Endpoint {
    make_sync(|_| Response::builder().status(StatusCode::SEE_OTHER).header(header::LOCATION, "/account").finish())
}

/// The file `name`, compressed where there is a compressed one and the browser takes it.
fn answer(name: &str, headers: &HeaderMap, keep: &'static str) -> poem::Result<Response> {
    let missing = || ApiError::new(Code::NotFound, "There is nothing at this address.");
    let file = Files::get(name).ok_or_else(missing)?;
    let tag = format!("\"{}\"", hex::encode(&file.metadata.sha256_hash()[..8]));
    let response = Response::builder()
        .header(header::ETAG, &tag)
        .header(header::CACHE_CONTROL, keep)
        .header(header::VARY, "Accept-Encoding");
    if headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return Ok(response.status(StatusCode::NOT_MODIFIED).finish());
    }
    let response = response.content_type(file.metadata.mimetype());
    match Files::get(&format!("{name}.gz")).filter(|_| takes_gzip(headers)) {
        Some(compressed) => Ok(response.header(header::CONTENT_ENCODING, "gzip").body(compressed.data.into_owned())),
        None => Ok(response.body(file.data.into_owned())),
    }
}

fn takes_gzip(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    accepted.flat_map(|value| value.split(',')).any(|coding| {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
        name.trim().eq_ignore_ascii_case("gzip") && !matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
    })
}
