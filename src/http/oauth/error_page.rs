//! What a person sees when a link to authorize cannot be trusted, or it cannot be found out whether it can: a page that leads
//! nowhere (RFC 6749 section 4.1.2.1). It brings its own style, allowed by its hash, so that it depends on nothing.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::STANDARD};
use poem::{Response, http::StatusCode};

use crate::kernel::sha256;

const STYLE: &str = "body{font:1.05rem/1.5 system-ui,sans-serif;margin:0;padding:1.5rem;color:#1b1f24;background:#fff}\
main{max-width:34rem;margin:10vh auto}h1{font-size:1.4rem}code{overflow-wrap:anywhere}small{color:#555c66}\
.dev-mode{background:#ffe08a;color:#3a2c00;padding:.5rem 1rem;border-radius:.4rem}\
@media(prefers-color-scheme:dark){body{color:#e6e9ed;background:#14171b}small{color:#a5adb8}}";

/// 400 with `reason`, a sentence of ours, and the client that was named, which is a stranger's text.
pub fn refuse(reason: &str, client: Option<&str>, dev_mode: bool) -> Response {
    let named: String = client.unwrap_or_default().chars().take(100).collect();
    let named = if named.is_empty() {
        String::new()
    } else {
        format!("\n<p><small>client_id <code>{}</code></small></p>", escape(&named))
    };
    let text = format!(
        "<p>{}</p>\n<p>You are not sent on, so that nothing of yours goes to the wrong place. Go back to the app and try again. If it \
         happens again, tell those who make the app.</p>{named}",
        escape(reason),
    );
    page(StatusCode::BAD_REQUEST, "This link does not work", &text, None, dev_mode)
}

/// `status`, because it could not be found out whether the link can be trusted.
pub fn fail(status: StatusCode, retry_after: Option<Duration>, dev_mode: bool) -> Response {
    let text = match retry_after {
        Some(wait) => format!("<p>Nothing has happened. Wait {} seconds, then load this page again.</p>", wait.as_secs().max(1)),
        None => "<p>Nothing has happened. Go back to the app and try again later.</p>".to_owned(),
    };
    page(status, "This does not work at the moment", &text, retry_after, dev_mode)
}

fn page(status: StatusCode, title: &str, text: &str, retry_after: Option<Duration>, dev_mode: bool) -> Response {
    let banner = if dev_mode { "<p class=\"dev-mode\">DEV MODE: play money, and tokens that everyone knows.</p>\n" } else { "" };
    let html = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<main>\n{banner}<h1>{title}</h1>\n{text}\n</main>\n</body>\n</html>\n",
    );
    let hash = STANDARD.encode(sha256(STYLE.as_bytes()));
    let policy =
        format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    let mut response = Response::builder()
        .status(status)
        .content_type("text/html; charset=utf-8")
        .header("Content-Security-Policy", policy)
        .header("Cache-Control", "no-store")
        .header("Referrer-Policy", "no-referrer");
    if let Some(wait) = retry_after {
        response = response.header("Retry-After", wait.as_secs().max(1));
    }
    response.body(html)
}

/// `text` as it can stand anywhere in HTML.
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}
