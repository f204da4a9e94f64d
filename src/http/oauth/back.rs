//! The way back to a mini-app: its redirect URI with the answer in the query (RFC 6749 sections 4.1.2 and 4.1.2.1), always with the
//! issuer, so that a client that speaks to several servers knows whose answer it is (RFC 9207).

use poem::{Response, http::StatusCode};
use url::form_urlencoded::Serializer;

use super::error::ascii;

/// Where an answer goes: to a redirect URI that is registered.
#[derive(Clone, Copy)]
pub struct WayBack<'a> {
    /// As it was registered and sent.
    pub redirect_uri: &'a str,
    /// The mini-app's own.
    pub state: Option<&'a str>,
    /// This server.
    pub issuer: &'a str,
}

impl WayBack<'_> {
    /// With a code.
    pub fn with_code(self, code: &str) -> String {
        self.address(&[("code", code)])
    }

    /// With an error.
    pub fn with_error(self, error: &str, description: &str) -> String {
        self.address(&[("error", error), ("error_description", &ascii(description))])
    }

    /// A query that the redirect URI has is kept (RFC 6749 section 3.1.2).
    fn address(self, answer: &[(&str, &str)]) -> String {
        let mut query = Serializer::new(String::new());
        query.extend_pairs(answer);
        if let Some(state) = self.state {
            query.append_pair("state", state);
        }
        query.append_pair("iss", self.issuer);
        let joint = if self.redirect_uri.contains('?') { '&' } else { '?' };
        format!("{}{joint}{}", self.redirect_uri, query.finish())
    }
}

/// 303 to `address`, kept by nobody and named to nobody.
pub fn see_other(address: &str) -> Response {
    Response::builder()
        .status(StatusCode::SEE_OTHER)
        .header("Location", address)
        .header("Cache-Control", "no-store")
        .header("Referrer-Policy", "no-referrer")
        .finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_added_to_the_query() {
        let back = |redirect_uri, state| WayBack { redirect_uri, state, issuer: "https://pay.example" };
        for (redirect_uri, state, expected) in [
            ("https://a.example/cb", None, "https://a.example/cb?code=c.d&iss=https%3A%2F%2Fpay.example"),
            ("https://a.example/cb?x=1", None, "https://a.example/cb?x=1&code=c.d&iss=https%3A%2F%2Fpay.example"),
            (
                "org.example.a:/cb",
                Some("a&iss=b#\r\n "),
                "org.example.a:/cb?code=c.d&state=a%26iss%3Db%23%0D%0A+&iss=https%3A%2F%2Fpay.example",
            ),
        ] {
            assert_eq!(back(redirect_uri, state).with_code("c.d"), expected);
        }
        let refused = back("https://a.example/", None).with_error("access_denied", "It's \"no\"\r\n\u{e9}.");
        assert_eq!(
            refused,
            "https://a.example/?error=access_denied&error_description=It%27s+%27no%27%27%27%27.&iss=https%3A%2F%2Fpay.example"
        );
    }
}
