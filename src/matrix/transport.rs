//! How a call to the homeserver is put together and how its answer is read. Path segments are percent-encoded here, and a
//! token travels in the `Authorization` header alone, except where Matrix itself wants it in the query.

use std::sync::Arc;

use reqwest::{Method, RequestBuilder};
use serde::de::DeserializeOwned;
use url::Url;

use super::MatrixError;
use crate::{
    kernel::{Clock, Secret, Timestamp, UserId},
    upstream::{Answer, Remote, Unavailable},
};

/// The largest answer to an ordinary call.
pub(super) const SMALL: usize = 64 * 1024;
/// The largest member list or room state.
pub(super) const LARGE: usize = 8 * 1024 * 1024;

/// The connection to one homeserver.
pub(super) struct Transport {
    remote: Remote,
    base: Url,
    pub(super) as_token: Secret,
}

impl Transport {
    pub(super) fn new(base: Url, as_token: Secret, clock: Arc<dyn Clock>) -> Result<Self, Unavailable> {
        Ok(Self { remote: Remote::new(&base, clock)?, base, as_token })
    }

    pub(super) fn is_reachable(&self, now: Timestamp) -> bool {
        self.remote.is_reachable(now)
    }

    pub(super) fn now(&self) -> Timestamp {
        self.remote.now()
    }

    /// A request to `root` (a constant path) followed by `segments` (data).
    pub(super) fn request(
        &self,
        method: Method,
        root: &str,
        segments: &[&str],
        query: &[(&str, &str)],
    ) -> Result<RequestBuilder, MatrixError> {
        // URL parsers take these for steps in the path even when they are percent-encoded.
        if segments.iter().any(|segment| matches!(*segment, "." | "..")) {
            return Err(MatrixError::refused(400, "M_INVALID_PARAM", "a dot alone cannot stand in a path"));
        }
        let mut url = self.base.clone();
        url.set_path(&format!("{}{root}", self.base.path().trim_end_matches('/')));
        url.path_segments_mut().map_err(|()| Unavailable::new("the homeserver's URL has no path"))?.extend(segments);
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        Ok(self.remote.request(method, url))
    }

    /// A request of the application service, as the sender or as `as_user` ("Identity assertion").
    pub(super) fn appservice(
        &self,
        method: Method,
        root: &str,
        segments: &[&str],
        as_user: Option<&UserId>,
    ) -> Result<RequestBuilder, MatrixError> {
        let query = as_user.map(|user| ("user_id", user.as_str()));
        Ok(self.request(method, root, segments, query.as_slice())?.bearer_auth(self.as_token.expose()))
    }

    /// Sends a request and reads what it answers. 5xx is unavailability, whatever its errcode.
    pub(super) async fn run<T: DeserializeOwned>(&self, request: RequestBuilder, max_bytes: usize) -> Result<T, MatrixError> {
        let answer = self.remote.call(request, max_bytes).await?;
        match read(&answer) {
            Err(refused) if answer.status >= 500 => Err(Unavailable::new(refused.to_string()).into()),
            result => result,
        }
    }

    /// What the homeserver takes for the time, when it says so.
    pub(super) async fn time(&self, request: RequestBuilder) -> Result<Option<Timestamp>, MatrixError> {
        Ok(self.remote.call_unguarded(request, SMALL).await?.date)
    }

    /// The same past the breaker, and a 5xx with an errcode is a refusal.
    pub(super) async fn run_unguarded<T: DeserializeOwned>(&self, request: RequestBuilder) -> Result<T, MatrixError> {
        read(&self.remote.call_unguarded(request, SMALL).await?)
    }
}

fn read<T: DeserializeOwned>(answer: &Answer) -> Result<T, MatrixError> {
    if answer.is_success() { Ok(answer.json()?) } else { Err(MatrixError::from_answer(answer)) }
}
