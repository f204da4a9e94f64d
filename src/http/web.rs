//! The pages of `web-admin`, from bytes that are in the program. A page is the same for everybody: it holds no data but whether the
//! server is in dev mode, and asks the documented operations for them with the browser's cookie. Everything comes from our own origin, and no page has a script or a
//! style inside it.

use poem::{
    Endpoint, Request, Response,
    endpoint::{make, make_sync},
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header, uri::PathAndQuery},
};
use rust_embed::RustEmbed;
use url::form_urlencoded;

use crate::{config::Profile, kernel::Code};

use super::{cookie, error::ApiError, info::Info};

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

/// Where one signs in.
const SIGN_IN: &str = "/account/sign-in";

/// The pages for those who are not signed in: where one signs in, and what is left to say to somebody who was just erased.
const OPEN: [&str; 2] = [SIGN_IN, "/account/erased"];

/// The page of `app`, whatever the address; somebody who is not signed in is sent to sign in, and back.
pub fn page(app: App) -> impl Endpoint {
    make(move |request: Request| async move { show(app, &request).await.map_err(poem::Error::from) })
}

/// The page of `app` at the address of `request`.
pub async fn show(app: App, request: &Request) -> Result<Response, ApiError> {
    let info = Info::of(request).map_err(|_| ApiError::new(Code::InternalError, "The server failed."))?;
    if !OPEN.contains(&request.uri().path()) && cookie::signed_in(request, info).await?.is_none() {
        return Ok(sign_in_first(request.uri()));
    }
    let mut response = match info.edge.settings().profile {
        Profile::Dev => marked(app)?,
        Profile::Normal => answer(app.file(), request.headers(), "no-cache")?,
    };
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    Ok(response)
}

/// What tells a page that the server is in dev mode before it has asked for anything, or when there is no answer.
const DEV_MARK: &str = "<meta name=\"tmcpd-dev-mode\" content=\"true\" />\n  </head>";

/// What a person sees until the page has drawn itself, or if it never does.
const DEV_BANNER: &str =
    "<div id=\"root\"><aside class=\"dev-mode\">DEV MODE: play money, and tokens that everyone knows.</aside></div>";

/// The page of `app` with the marks of dev mode.
fn marked(app: App) -> Result<Response, ApiError> {
    let file = Files::get(app.file()).ok_or_else(|| ApiError::new(Code::NotFound, "There is nothing at this address."))?;
    let page = String::from_utf8_lossy(&file.data);
    let page = page.replacen("</head>", DEV_MARK, 1).replacen("<div id=\"root\"></div>", DEV_BANNER, 1);
    Ok(Response::builder().header(header::CACHE_CONTROL, "no-cache").content_type(file.metadata.mimetype()).body(page))
}

/// Sends the browser to sign in, and then back to `wanted`.
pub fn sign_in_first(wanted: &Uri) -> Response {
    let wanted = wanted.path_and_query().map_or("/account", PathAndQuery::as_str);
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("return_to", wanted).finish();
    let response = Response::builder().status(StatusCode::SEE_OTHER).header(header::CACHE_CONTROL, "no-store");
    response.header(header::LOCATION, format!("{SIGN_IN}?{query}")).finish()
}

/// What the pages are made of. The name of each file changes with its content, so it never has to be asked for again.
pub fn assets() -> impl Endpoint {
    make_sync(|request: Request| {
        let name = format!("assets{}", request.uri().path());
        answer(&name, request.headers(), "public, max-age=31536000, immutable").map_err(poem::Error::from)
    })
}

/// Sends a browser that only knows the server's name to the account pages.
pub fn home() -> impl Endpoint {
    make_sync(|_| Response::builder().status(StatusCode::SEE_OTHER).header(header::LOCATION, "/account").finish())
}

/// The file `name`, compressed where there is a compressed one and the browser takes it.
fn answer(name: &str, headers: &HeaderMap, keep: &'static str) -> Result<Response, ApiError> {
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
