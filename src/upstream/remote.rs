//! One remote HTTP service: a client with limits, and the breaker that guards it.
//!
//! Bounds: 5 seconds to connect, 20 for the whole exchange where a call names no other time, a body size that each call names, no
//! redirects (a secret in a header must not follow one) and no proxy from the environment. It does not retry; whoever calls knows
//! whether it may.

use std::{error::Error as _, path::Path, sync::Arc, time::Duration};

use reqwest::{
    ClientBuilder, Method, RequestBuilder, Response,
    header::{DATE, RETRY_AFTER},
};
use url::Url;

use super::{Breaker, Open, Outcome};
use crate::kernel::{Clock, Timestamp};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const REQUEST_TIMEOUT: Duration = Duration::from_secs(20);
const MAX_TOKEN_BYTES: usize = 4096;

/// The service cannot be asked now: network, timeout, a broken answer, or an open circuit. Trying again later is right.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{reason}")]
pub struct Unavailable {
    /// What happened, for the log and the operator. Holds no secret.
    pub reason: String,
    /// When the call was not even made: the circuit, and when to come back.
    pub circuit: Option<Open>,
}

impl Unavailable {
    /// The service failed for this reason.
    pub fn new(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), circuit: None }
    }
}

impl From<Open> for Unavailable {
    fn from(open: Open) -> Self {
        Self { reason: open.to_string(), circuit: Some(open) }
    }
}

/// What a service answered, whatever the status.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The `Retry-After` header, when it is in seconds (RFC 9110 section 10.2.3).
    pub retry_after: Option<Duration>,
    /// The `Date` header: what the service takes for the time, to the second (RFC 9110 section 6.6.1).
    pub date: Option<Timestamp>,
    /// The body, within the bound of the call.
    pub body: Vec<u8>,
}

impl Answer {
    /// Whether the status is 2xx.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The body as JSON. The parser's words stay out of the error: they can quote the body.
    pub fn json<T: serde::de::DeserializeOwned>(&self) -> Result<T, Unavailable> {
        serde_json::from_slice(&self.body)
            .map_err(|_| Unavailable::new(format!("an answer with status {} is not what was expected", self.status)))
    }
}

/// One remote service.
pub struct Remote {
    http: reqwest::Client,
    breaker: Breaker,
    clock: Arc<dyn Clock>,
}

impl Remote {
    /// A client for the service at `base`, an `http` or `https` URL. With `https` nothing is ever sent in clear.
    pub fn new(base: &Url, clock: Arc<dyn Clock>) -> Result<Self, Unavailable> {
        let builder = match base.scheme() {
            "https" => builder().https_only(true),
            // A service on the same machine must be reachable where no CA certificates are installed, but the system's
            // verifier refuses to start without any.
            "http" => builder().tls_certs_only([]),
            other => return Err(Unavailable::new(format!("expected an http or https URL, found {other}"))),
        };
        Self::built(builder, clock)
    }

    /// A client for the service that listens on the Unix socket at `path`.
    pub fn over_socket(path: &Path, clock: Arc<dyn Clock>) -> Result<Self, Unavailable> {
        Self::built(builder().tls_certs_only([]).unix_socket(path), clock)
    }

    fn built(builder: ClientBuilder, clock: Arc<dyn Clock>) -> Result<Self, Unavailable> {
        let http = builder.build().map_err(|failure| Unavailable::new(describe(failure)))?;
        Ok(Self { http, breaker: Breaker::default(), clock })
    }

    /// Begins a request.
    pub fn request(&self, method: Method, url: Url) -> RequestBuilder {
        self.http.request(method, url)
    }

    /// Sends a request through the breaker and reads at most `max_bytes` of body. Every status is an answer here; 5xx
    /// counts as a failure of the service.
    pub async fn call(&self, request: RequestBuilder, max_bytes: usize) -> Result<Answer, Unavailable> {
        let permit = self.breaker.admit(self.clock.now())?;
        let answer = self.call_unguarded(request, max_bytes).await;
        let outcome = match &answer {
            Ok(answer) if answer.status < 500 => Outcome::Success,
            _ => Outcome::Failure,
        };
        permit.record(self.clock.now(), outcome);
        answer
    }

    /// The same past the breaker, for a person who wants to know what is wrong right now.
    pub async fn call_unguarded(&self, request: RequestBuilder, max_bytes: usize) -> Result<Answer, Unavailable> {
        let exchange = async {
            let mut response = request.send().await?;
            let mut body = Vec::new();
            while let Some(chunk) = response.chunk().await? {
                if body.len() + chunk.len() > max_bytes {
                    return Ok(None);
                }
                body.extend_from_slice(&chunk);
            }
            let (status, retry_after, date) = (response.status().as_u16(), retry_after(&response), date(&response));
            Ok(Some(Answer { status, retry_after, date, body }))
        };
        match exchange.await {
            Ok(Some(answer)) => Ok(answer),
            Ok(None) => Err(Unavailable::new(format!("the answer is larger than {max_bytes} bytes"))),
            Err(failure) => Err(Unavailable::new(describe(failure))),
        }
    }

    /// Whether the last calls give hope for the next one.
    pub fn is_reachable(&self, now: Timestamp) -> bool {
        self.breaker.state(now) == super::Circuit::Closed
    }

    /// The present moment on the clock that the breaker goes by.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

/// What every client has.
fn builder() -> ClientBuilder {
    reqwest::Client::builder()
        .user_agent(concat!("tmcpd/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(CONNECT_TIMEOUT)
        .timeout(REQUEST_TIMEOUT)
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
}

/// Whether `token` can be a bearer token at all: printable ASCII of a bearable length. Anything else is nobody's, and
/// asking a service about it would only fail in strange ways.
pub fn is_plausible_token(token: &str) -> bool {
    (1..=MAX_TOKEN_BYTES).contains(&token.len()) && token.bytes().all(|byte| (0x21..=0x7e).contains(&byte))
}

fn retry_after(response: &Response) -> Option<Duration> {
    response.headers().get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok().map(Duration::from_secs)
}

fn date(response: &Response) -> Option<Timestamp> {
    let date = chrono::DateTime::parse_from_rfc2822(response.headers().get(DATE)?.to_str().ok()?).ok()?;
    Some(Timestamp::from_unix_seconds(date.timestamp()))
}

/// A failure and its causes in one line. The URL is left out: its query can hold a token.
pub(crate) fn describe(failure: reqwest::Error) -> String {
    let failure = failure.without_url();
    let mut text = failure.to_string();
    let mut cause = failure.source();
    while let Some(inner) = cause {
        text = format!("{text}: {inner}");
        cause = inner.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        kernel::ManualClock,
        upstream::{Circuit, stub::Stub},
    };

    fn remote(url: &Url) -> Remote {
        Remote::new(url, Arc::new(ManualClock::new(Timestamp(0)))).unwrap()
    }

    #[tokio::test]
    async fn a_body_past_the_bound_is_not_read() {
        let stub = Stub::start(|_| (200, "x".repeat(100)));
        let remote = remote(&stub.url);
        let get = || remote.request(Method::GET, stub.url.clone());
        assert_eq!(remote.call(get(), 100).await.unwrap().body.len(), 100);
        assert!(remote.call(get(), 99).await.unwrap_err().reason.contains("99 bytes"));
    }

    #[tokio::test]
    async fn failures_open_the_circuit_and_refusals_do_not() {
        for (status, state) in [(404, Circuit::Closed), (429, Circuit::Closed), (503, Circuit::Open)] {
            let stub = Stub::start(move |_| (status, String::new()));
            let remote = remote(&stub.url);
            for _ in 0..5 {
                assert_eq!(remote.call(remote.request(Method::GET, stub.url.clone()), 9).await.unwrap().status, status);
            }
            assert_eq!(remote.breaker.state(Timestamp(0)), state, "{status}");
            let next = remote.call(remote.request(Method::GET, stub.url.clone()), 9).await;
            assert_eq!(next.is_err_and(|refused| refused.circuit.is_some()), state == Circuit::Open);
        }
    }

    #[tokio::test]
    async fn an_error_does_not_show_the_query() {
        let mut url = Stub::nobody();
        let remote = remote(&url);
        url.set_query(Some("access_token=sesame"));
        let refused = remote.call(remote.request(Method::GET, url), 9).await.unwrap_err();
        assert!(!refused.reason.contains("sesame") && refused.reason.contains("refused"), "{}", refused.reason);
    }

    #[test]
    fn only_web_addresses_are_called() {
        let url = Url::parse("file:///etc/passwd").unwrap();
        assert!(Remote::new(&url, Arc::new(ManualClock::new(Timestamp(0)))).is_err());
    }
}
