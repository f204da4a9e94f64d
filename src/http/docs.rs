//! `/docs`: the API reference, from bytes that are in the program. Scripts and styles are compressed there already.

use poem::{
    Endpoint, Request, Response,
    endpoint::make_sync,
    http::{StatusCode, header},
};

use crate::{
    config::Profile,
    kernel::{Code, sha256},
};

use super::{error::ApiError, info::Info};

/// What the page is made of: its path, its bytes, its type.
const FILES: &[(&str, &[u8], &str)] = &[
    ("/swagger-ui-bundle.js", include_bytes!("../../openapi/ui/swagger-ui-bundle.js.gz"), "text/javascript; charset=utf-8"),
    ("/swagger-ui.css", include_bytes!("../../openapi/ui/swagger-ui.css.gz"), "text/css; charset=utf-8"),
    ("/page.js", include_bytes!("../../openapi/ui/page.js"), "text/javascript; charset=utf-8"),
    ("/page.css", include_bytes!("../../openapi/ui/page.css"), "text/css; charset=utf-8"),
];

const PAGE: &str = include_str!("../../openapi/ui/index.html");

/// Swagger UI draws its icons from `data:` images.
const POLICY: &str = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'";

/// The page and its files.
pub fn pages() -> impl Endpoint {
    make_sync(|request: Request| match request.uri().path() {
        "" | "/" => page(&request),
        path => file(&request, path),
    })
}

fn page(request: &Request) -> poem::Result<Response> {
    let dev = Info::of(request)?.edge.settings().profile == Profile::Dev;
    let banner = "<body>\n<p class=\"dev-mode\">DEV MODE: play money, and tokens that everyone knows.</p>";
    let html = if dev { PAGE.replace("<body>", banner) } else { PAGE.to_owned() };
    Ok(Response::builder().content_type("text/html; charset=utf-8").header(header::CONTENT_SECURITY_POLICY, POLICY).body(html))
}

fn file(request: &Request, path: &str) -> poem::Result<Response> {
    let found = FILES.iter().find(|(known, ..)| *known == path);
    let (_, bytes, content_type) = found.ok_or_else(|| ApiError::new(Code::NotFound, "There is nothing at this address."))?;
    let tag = format!("\"{}\"", hex::encode(&sha256(bytes)[..8]));
    let unchanged = request.headers().get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let mut response = Response::builder().header(header::ETAG, &tag).header(header::CACHE_CONTROL, "public, max-age=3600");
    if unchanged {
        return Ok(response.status(StatusCode::NOT_MODIFIED).finish());
    }
    if bytes.starts_with(&[0x1f, 0x8b]) {
        response = response.header(header::CONTENT_ENCODING, "gzip");
    }
    Ok(response.content_type(content_type).body(*bytes))
}
