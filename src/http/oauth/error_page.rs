//! What a person sees when a link to authorize cannot be trusted: a page that leads nowhere (RFC 6749 section 4.1.2.1). It brings
//! its own style, allowed by its hash, so that it depends on nothing.

use base64::{Engine, engine::general_purpose::STANDARD};
use poem::{Response, http::StatusCode};

use crate::kernel::sha256;

const STYLE: &str = "body{font:1.05rem/1.5 system-ui,sans-serif;margin:0;padding:1.5rem;color:#1b1f24;background:#fff}\
main{max-width:34rem;margin:10vh auto}h1{font-size:1.4rem}code{overflow-wrap:anywhere}small{color:#555c66}\
.dev-mode{background:#ffe08a;color:#3a2c00;padding:.5rem 1rem;border-radius:.4rem}\
@media(prefers-color-scheme:dark){body{color:#e6e9ed;background:#14171b}small{color:#a5adb8}}";

/// 400 with `reason`, a sentence of ours, and the client that was named, which is a stranger's text.
pub fn refuse(reason: &str, client: Option<&str>, dev_mode: bool) -> Response {
    let banner = if dev_mode { "<p class=\"dev-mode\">DEV MODE: play money, and tokens that everyone knows.</p>\n" } else { "" };
    let named: String = client.unwrap_or_default().chars().take(100).collect();
    let named = if named.is_empty() {
        String::new()
    } else {
        format!("<p><small>client_id <code>{}</code></small></p>\n", escape(&named))
    };
    let html = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>This link does not work</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<main>\n{banner}<h1>This link does not work</h1>\n<p>{}</p>\n\
         <p>You are not sent on, so that nothing of yours goes to the wrong place. Go back to the app and try again. If it happens \
         again, tell those who make the app.</p>\n{named}</main>\n</body>\n</html>\n",
        escape(reason),
    );
    let hash = STANDARD.encode(sha256(STYLE.as_bytes()));
    let policy =
        format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    Response::builder()
        .status(StatusCode::BAD_REQUEST)
        .content_type("text/html; charset=utf-8")
        .header("Content-Security-Policy", policy)
        .header("Cache-Control", "no-store")
        .header("Referrer-Policy", "no-referrer")
        .body(html)
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
