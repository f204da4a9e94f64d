//! One exchange with an endpoint. The status is what counts; the body of an answer is looked at for the log and then dropped.

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use reqwest::{
    Client,
    header::{CONTENT_TYPE, HeaderMap, RETRY_AFTER},
    redirect,
};
use url::Url;

use super::{
    Sink,
    address::{Reach, check},
    name::{Guard, Lookup, Through},
    sign::Headers,
};
use crate::{
    kernel::{Clock, Timestamp},
    upstream::{Breaker, Outcome, Unavailable, describe},
};

/// How much of an answer is read at most, so that whoever sends a little more than is kept can end in peace.
const READ: usize = 64 << 10;
/// How much of it is kept, in bytes.
const KEPT: usize = 1 << 10;

/// How long things may take.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// To connect.
    pub connect: Duration,
    /// For the whole exchange, the look-up of the name included.
    pub total: Duration,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { connect: Duration::from_secs(5), total: Duration::from_secs(10) }
    }
}

/// What is known of one mini-app's endpoint while something waits for it. Not shared with others on the same host: nobody can
/// have somebody else's endpoint taken for broken.
#[derive(Debug)]
pub struct Endpoint(Breaker);

impl Default for Endpoint {
    fn default() -> Self {
        Self(Breaker::patient())
    }
}

/// What is sent.
#[derive(Clone, Debug)]
pub struct Message {
    /// Where to.
    pub url: String,
    /// The signatures and what goes with them.
    pub headers: Headers,
    /// The body: JSON.
    pub body: String,
}

/// What an endpoint answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// How long it asks not to be called (RFC 9110 section 10.2.3).
    pub retry_after: Option<Duration>,
    /// The beginning of the body as text, without control characters; 1 KiB at most.
    pub start: String,
}

/// Sends to endpoints.
pub struct Sender {
    reach: Reach,
    lookup: Lookup,
    bounds: Bounds,
    clock: Arc<dyn Clock>,
    clear: OnceLock<Result<Client, String>>,
    encrypted: OnceLock<Result<Client, String>>,
    sink: Option<Sink>,
}

impl Sender {
    /// A sender within `reach` that asks `lookup` for names.
    pub fn new(reach: Reach, lookup: Lookup, bounds: Bounds, clock: Arc<dyn Clock>) -> Self {
        Self { reach, lookup, bounds, clock, clear: OnceLock::new(), encrypted: OnceLock::new(), sink: None }
    }

    /// With an endpoint of the server's own, for trying things out.
    #[must_use]
    pub fn with_sink(mut self, sink: Sink) -> Self {
        self.sink = Some(sink);
        self
    }

    /// How far it goes.
    pub fn reach(&self) -> Reach {
        self.reach
    }

    /// The endpoint of development, where there is one.
    pub fn sink(&self) -> Option<&Sink> {
        self.sink.as_ref()
    }

    /// Sends `message` through the breaker of `endpoint`. Every status is an answer here; 5xx counts as a failure of the endpoint.
    pub async fn post(&self, endpoint: &Endpoint, message: Message) -> Result<Answer, Unavailable> {
        let permit = endpoint.0.admit(self.clock.now())?;
        let answer = self.exchange(message).await;
        let outcome = match &answer {
            Ok(answer) if answer.status < 500 => Outcome::Success,
            _ => Outcome::Failure,
        };
        permit.record(self.clock.now(), outcome);
        answer
    }

    async fn exchange(&self, message: Message) -> Result<Answer, Unavailable> {
        let url = check(&message.url, self.reach).map_err(|wrong| Unavailable::new(format!("the address {wrong}")))?;
        let mut request = self.client(&url)?.post(url).header(CONTENT_TYPE, "application/json");
        for (name, value) in message.headers {
            request = request.header(name, value);
        }
        let mut response = request.body(message.body).send().await.map_err(|failure| Unavailable::new(describe(failure)))?;
        let retry_after = retry_after(response.headers(), self.clock.now());
        let (mut start, mut read) = (Vec::new(), 0);
        // A body that breaks off or has no end takes nothing back of what the status says.
        while read < READ {
            let Ok(Some(chunk)) = response.chunk().await else { break };
            read += chunk.len();
            start.extend(chunk.iter().take(KEPT - start.len()));
        }
        Ok(Answer { status: response.status().as_u16(), retry_after, start: clean(&start) })
    }

    fn client(&self, url: &Url) -> Result<&Client, Unavailable> {
        let made = match url.scheme() {
            "https" => self.encrypted.get_or_init(|| self.build(Through::Public)),
            _ => self.clear.get_or_init(|| self.build(Through::Loopback)),
        };
        made.as_ref().map_err(|reason| Unavailable::new(reason.clone()))
    }

    fn build(&self, through: Through) -> Result<Client, String> {
        let builder = Client::builder()
            .user_agent(concat!("tmcpd/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(self.bounds.connect)
            .timeout(self.bounds.total)
            .redirect(redirect::Policy::none())
            .no_proxy()
            // A connection that is kept would go to where the name led when it was made.
            .pool_max_idle_per_host(0)
            .dns_resolver(Arc::new(Guard::new(Arc::clone(&self.lookup), through)));
        let builder = match through {
            Through::Public => builder.https_only(true),
            // The system's verifier refuses to start where no CA certificates are installed, and nothing here needs it.
            Through::Loopback => builder.tls_certs_only([]),
        };
        builder.build().map_err(describe)
    }
}

/// `Retry-After` in seconds or as a date.
fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    let date = || Some(Timestamp::from_unix_seconds(chrono::DateTime::parse_from_rfc2822(text).ok()?.timestamp()).since(now));
    text.parse().ok().map(Duration::from_secs).or_else(date)
}

/// Text for a log that people read: what could move a cursor or forge a line is left out.
fn clean(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let shown = |letter: &char| !letter.is_control() && !matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let mut clean = String::new();
    for letter in text.chars().map(|letter| if letter.is_whitespace() { ' ' } else { letter }).filter(shown) {
        // A broken letter becomes a longer one.
        if clean.len() + letter.len_utf8() > KEPT {
            break;
        }
        clean.push(letter);
    }
    clean
}

#[cfg(test)]
#[path = "sender_tests.rs"]
mod tests;
