//! The consent page: complete HTML without scripts, for a phone first, light or dark as the browser is. Every text that comes
//! from elsewhere is escaped.

use std::fmt::Write as _;

use poem::{Endpoint, Response, endpoint::make_sync, http::header};

use super::{
    consent::{AskedScope, ConsentView},
    error_page::escape,
};

/// The page about `view`, which is answered at `address`. In dev mode it says so.
pub fn render(view: &ConsentView, address: &str, dev_mode: bool) -> String {
    let name = escape(&view.miniapp_name);
    let mut html = String::new();
    let banner = if dev_mode { "<p class=\"dev-mode\">DEV MODE: play money, and tokens that everyone knows.</p>\n" } else { "" };
    let _ = write!(
        html,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{name} asks for your permission</title>\n<link rel=\"stylesheet\" href=\"consent.css\">\n</head>\n<body>\n\
         {banner}<main>\n<h1>{name} asks for your permission</h1>\n<p><code>{}</code></p>\n<h2>It would like to</h2>\n",
        escape(&view.miniapp_id),
    );
    list(&mut html, &view.requested_scopes);
    if !view.pre_approved_scopes.is_empty() {
        html.push_str("<h2>It may already</h2>\n");
        list(&mut html, &view.pre_approved_scopes);
    }
    let _ = write!(
        html,
        "<h2>How to answer</h2>\n<p>Send what you agree to, with your own Matrix access token. An empty list of scopes says no. \
         If you did not expect this question, close the page: nothing is granted without an answer.</p>\n\
         <pre><code>{}</code></pre>\n</main>\n</body>\n</html>\n",
        escape(&command(view, address)),
    );
    html
}

/// The page's style sheet.
pub fn stylesheet() -> impl Endpoint {
    make_sync(|_| {
        Response::builder()
            .content_type("text/css; charset=utf-8")
            .header(header::CACHE_CONTROL, "public, max-age=3600")
            .body(include_str!("consent.css"))
    })
}

fn list(html: &mut String, scopes: &[AskedScope]) {
    html.push_str("<ul>\n");
    for AskedScope { scope, description, sensitivity } in scopes {
        let (description, scope, sensitivity) = (escape(description), escape(scope), escape(sensitivity));
        let _ = writeln!(
            html,
            "<li class=\"{sensitivity}\">{description}<br><small><code>{scope}</code> · {sensitivity}</small></li>"
        );
    }
    html.push_str("</ul>\n");
}

fn command(view: &ConsentView, address: &str) -> String {
    let scopes: Vec<&str> = view.requested_scopes.iter().map(|asked| asked.scope.as_str()).collect();
    let body = serde_json::json!({ "session": view.session, "approved_scopes": scopes });
    format!(
        "curl {address} \\\n  -H 'Authorization: Bearer YOUR_MATRIX_ACCESS_TOKEN' \\\n  \
         -H 'Content-Type: application/json' \\\n  -d '{body}'"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_bring_markup() {
        let view = ConsentView {
            session: "con_1".to_owned(),
            miniapp_id: "ma_evil".to_owned(),
            miniapp_name: "</title><script>alert('1')</script>\"&".to_owned(),
            official: false,
            purpose: "exchange".to_owned(),
            redirect_host: None,
            requested_scopes: vec![AskedScope {
                scope: "wallet:pay".to_owned(),
                description: "Pay.".to_owned(),
                sensitivity: "critical".to_owned(),
            }],
            pre_approved_scopes: Vec::new(),
        };
        let html = render(&view, "https://a.example/oauth2/consent", false);
        assert!(!html.contains("<script") && html.contains("&lt;/title&gt;&lt;script&gt;alert(&#39;1&#39;)"), "{html}");
        assert!(html.contains("class=\"critical\"") && !html.contains("DEV MODE") && !html.contains("It may already"));
    }
}
