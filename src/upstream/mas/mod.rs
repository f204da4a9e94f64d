//! An OAuth server that knows the homeserver's people, Matrix Authentication Service first of all: whose a token is, by token
//! introspection (RFC 7662), and signing somebody in at it, as its confidential client.
//!
//! Its endpoints are found by discovery at the first question and kept. A positive answer about a token is remembered for
//! four minutes at most, never past the token's `exp`, under the token's SHA-256; a negative one is not remembered. At most
//! 10 000 answers are kept. Whether a user id is one of ours or allowed here is for the caller to judge.

mod introspection;
mod metadata;
mod sign_in;

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use quick_cache::sync::Cache;
use reqwest::{Method, RequestBuilder};
use serde::Deserialize;
use url::{Url, form_urlencoded};

use super::{Answer, Remote, Unavailable, is_plausible_token};
use crate::kernel::{Clock, Secret, Timestamp, UserId, sha256};

use introspection::Introspection;
use metadata::Endpoints;

pub use sign_in::SignIn;

const MAX_CACHE: Duration = Duration::from_secs(4 * 60);
const CACHED_ANSWERS: usize = 10_000;
const MAX_BODY_BYTES: usize = 64 * 1024;
const MAX_PAGE_BYTES: usize = 1024 * 1024;

/// The person behind a valid Matrix access token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identified {
    /// Who.
    pub user: UserId,
    /// When the token stops working, if the server said so.
    pub expires_at: Option<Timestamp>,
}

/// An OAuth server that knows the homeserver's people.
pub struct Mas {
    remote: Remote,
    issuer: Url,
    client_id: String,
    client_secret: Secret,
    server_name: String,
    keep: Duration,
    endpoints: OnceLock<Endpoints>,
    known: Cache<[u8; 32], Known>,
}

#[derive(Clone)]
struct Known {
    identified: Identified,
    from: Timestamp,
    until: Timestamp,
}

impl Mas {
    /// The server at `issuer`, where this deployment is the confidential client `client_id`. `cache` is how long a positive
    /// answer is kept, four minutes at most. Nothing is asked yet.
    pub fn new(
        issuer: Url,
        client_id: &str,
        client_secret: Secret,
        server_name: &str,
        cache: Duration,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, Unavailable> {
        Ok(Self {
            remote: Remote::new(&issuer, clock)?,
            issuer,
            client_id: client_id.to_owned(),
            client_secret,
            server_name: server_name.to_owned(),
            keep: cache.min(MAX_CACHE),
            endpoints: OnceLock::new(),
            known: Cache::new(CACHED_ANSWERS),
        })
    }

    /// The person whose access token this is. `None` when it is no valid Matrix access token: unknown, expired, a refresh
    /// token, a token without the Matrix API scope, a token of no person.
    pub async fn identify(&self, token: &str, now: Timestamp) -> Result<Option<Identified>, Unavailable> {
        if !is_plausible_token(token) {
            return Ok(None);
        }
        let key = sha256(token.as_bytes());
        if let Some(known) = self.known.get(&key) {
            if (known.from..known.until).contains(&now) {
                return Ok(Some(known.identified));
            }
            self.known.remove(&key);
        }
        let identified = self.introspect(token).await?.matrix_token(&self.server_name, now)?;
        if let Some(identified) = &identified {
            let until = identified.expires_at.map_or(now + self.keep, |end| end.min(now + self.keep));
            self.known.insert(key, Known { identified: identified.clone(), from: now, until });
        }
        Ok(identified)
    }

    /// Drops what is remembered of a token, so that the next question goes to the server.
    pub fn forget(&self, token: &str) {
        self.known.remove(&sha256(token.as_bytes()));
    }

    async fn introspect(&self, token: &str) -> Result<Introspection, Unavailable> {
        let form = [("token", token), ("token_type_hint", "access_token")];
        let answer = self.post(&self.endpoints().await?.introspection, &form).await?;
        // A refusal is about our own credentials, never about the token that was asked about.
        if answer.status == 200 { answer.json() } else { Err(refused("introspection", &answer)) }
    }

    /// Where to ask what.
    async fn endpoints(&self) -> Result<&Endpoints, Unavailable> {
        match self.endpoints.get() {
            Some(endpoints) => Ok(endpoints),
            // Two first questions at once may both discover; they find the same, and neither waits for the other.
            None => {
                let found = metadata::discover(&self.remote, &self.issuer).await?;
                Ok(self.endpoints.get_or_init(|| found))
            }
        }
    }

    /// Sends a form with our credentials.
    async fn post(&self, endpoint: &Url, form: &[(&str, &str)]) -> Result<Answer, Unavailable> {
        let request = self.authenticate(self.remote.request(Method::POST, endpoint.clone())).form(form);
        self.remote.call(request, MAX_BODY_BYTES).await
    }

    /// Client authentication by HTTP Basic; RFC 6749 section 2.3.1 wants both parts form-encoded first.
    fn authenticate(&self, request: RequestBuilder) -> RequestBuilder {
        let encode = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        request.basic_auth(encode(&self.client_id), Some(encode(self.client_secret.expose())))
    }
}

/// The OAuth error code of a refusal (RFC 6749 section 5.2), shortened.
fn error_code(answer: &Answer) -> String {
    #[derive(Deserialize)]
    struct Refusal {
        error: String,
    }
    answer.json::<Refusal>().map(|refusal| refusal.error.chars().take(100).collect()).unwrap_or_default()
}

/// The server would not do `what` for us, which is not the doing of whoever it was asked for.
fn refused(what: &str, answer: &Answer) -> Unavailable {
    Unavailable::new(format!("{what} was refused: {} {}", answer.status, error_code(answer)))
}

#[cfg(test)]
mod tests {
    use super::{introspection::API_SCOPES, *};
    use crate::{kernel::ManualClock, upstream::stub::Stub};

    const NOW: Timestamp = Timestamp(1_795_000_000_000);
    const GOOD: &str = r#"{"active":true,"scope":"openid urn:matrix:client:api:* urn:matrix:client:device:ABCDEFGHIJ",
        "token_type":"access_token","username":"alice","sub":"01J","exp":1795000300}"#;

    fn mas(stub: &Stub) -> Mas {
        let clock = Arc::new(ManualClock::new(NOW));
        let secret = Secret::new("p w&");
        Mas::new(stub.url.clone(), "0TMCP", secret, "tween.example", Duration::from_secs(3600), clock).unwrap()
    }

    fn stub(introspection: impl Fn(&str) -> (u16, String) + Send + 'static) -> Stub {
        let listening = Arc::new(OnceLock::<Url>::new());
        let own = Arc::clone(&listening);
        let stub = Stub::start(move |seen| match seen.line.as_str() {
            "GET /.well-known/openid-configuration" => {
                let url = own.get().unwrap();
                (200, format!(r#"{{"issuer":"{url}","introspection_endpoint":"{url}introspect"}}"#))
            }
            "POST /introspect" => introspection(&seen.body),
            other => (404, other.to_owned()),
        });
        listening.set(stub.url.clone()).unwrap();
        stub
    }

    fn later(seconds: u64) -> Timestamp {
        NOW + Duration::from_secs(seconds)
    }

    #[tokio::test]
    async fn a_person_is_found_and_remembered_for_four_minutes() {
        let stub = stub(|_| (200, GOOD.to_owned()));
        let mas = mas(&stub);
        let found = mas.identify("mat_1", NOW).await.unwrap().unwrap();
        assert_eq!((found.user.as_str(), found.expires_at), ("@alice:tween.example", Some(later(300))));
        let seen = stub.seen();
        assert_eq!((seen.len(), seen[1].body.as_str()), (2, "token=mat_1&token_type_hint=access_token"));
        assert_eq!(seen[1].authorization, "Basic MFRNQ1A6cCt3JTI2");

        let mut asked = vec![];
        for (seconds, token) in [(239, "mat_1"), (240, "mat_1"), (241, "mat_2"), (299, "mat_1"), (300, "mat_1")] {
            mas.identify(token, later(seconds)).await.unwrap();
            asked.push(stub.seen().len());
        }
        assert_eq!(asked, [2, 3, 4, 4, 5], "kept for 240 s, not past exp, one entry for each token");

        mas.identify("mat_3", NOW).await.unwrap();
        mas.forget("mat_3");
        mas.identify("mat_3", NOW).await.unwrap();
        assert_eq!(stub.seen().len(), 7);
    }

    #[tokio::test]
    async fn only_a_matrix_access_token_counts() {
        let cases = [
            ("good", GOOD.to_owned(), true),
            ("unstable scope", GOOD.replace(API_SCOPES[0], API_SCOPES[1]), true),
            ("no exp", GOOD.replace(r#","exp":1795000300"#, ""), true),
            ("inactive", r#"{"active":false}"#.to_owned(), false),
            ("refresh token", GOOD.replace("access_token", "refresh_token"), false),
            ("another kind", GOOD.replace("access_token", "Bearer"), false),
            ("no API scope", GOOD.replace("api:*", "api:read"), false),
            ("nobody's", GOOD.replace(r#""username":"alice","#, ""), false),
            ("expired", GOOD.replace("1795000300", "1795000000"), false),
        ];
        for (name, body, valid) in cases {
            let stub = stub(move |_| (200, body.clone()));
            let mas = mas(&stub);
            for calls in 1..=2 {
                assert_eq!(mas.identify("mat_1", NOW).await.unwrap().is_some(), valid, "{name}");
                assert_eq!(stub.seen().len(), if valid { 2 } else { 1 + calls }, "{name}: only yes is remembered");
            }
        }
    }

    #[tokio::test]
    async fn a_strange_answer_is_not_a_person() {
        let cases = [
            (500, String::new()),
            (401, r#"{"error":"invalid_client"}"#.to_owned()),
            (200, "<html>".to_owned()),
            (200, GOOD.replace("\"alice\"", "\"a:evil.example\"")),
            (200, GOOD.replace("1795000300", "\"soon\"")),
        ];
        for (status, body) in cases {
            let stub = stub(move |_| (status, body.clone()));
            let refused = mas(&stub).identify("mat_1", NOW).await.unwrap_err();
            assert!(refused.circuit.is_none());
        }
    }

    #[tokio::test]
    async fn garbage_is_not_asked_about() {
        let stub = stub(|_| (200, GOOD.to_owned()));
        let mas = mas(&stub);
        for token in ["", "a b", "a\r\nb", "ü", &"x".repeat(5000)] {
            assert_eq!(mas.identify(token, NOW).await.unwrap(), None);
        }
        assert_eq!(stub.seen().len(), 0);
    }

    #[tokio::test]
    async fn another_issuer_is_not_believed() {
        let stub = Stub::start(|_| {
            (200, r#"{"issuer":"https://evil.example/","introspection_endpoint":"https://evil.example/i"}"#.to_owned())
        });
        let refused = mas(&stub).identify("mat_1", NOW).await.unwrap_err();
        assert!(refused.reason.contains("evil.example"), "{refused}");
    }

    #[tokio::test]
    async fn metadata_of_rfc_8414_is_found_too() {
        let listening = Arc::new(OnceLock::<Url>::new());
        let own = Arc::clone(&listening);
        let stub = Stub::start(move |seen| match seen.line.as_str() {
            "GET /.well-known/oauth-authorization-server/realm" => {
                let url = own.get().unwrap();
                (200, format!(r#"{{"issuer":"{url}realm","introspection_endpoint":"{url}i"}}"#))
            }
            "POST /i" => (200, GOOD.to_owned()),
            _ => (404, String::new()),
        });
        listening.set(stub.url.clone()).unwrap();
        let mut mas = mas(&stub);
        mas.issuer = stub.url.join("realm/").unwrap();
        assert!(mas.identify("mat_1", NOW).await.unwrap().is_some());
    }
}
