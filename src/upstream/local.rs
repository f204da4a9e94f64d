//! The server that runs on this machine, asked over its control socket.

use std::{path::Path, sync::Arc, time::Duration};

use serde_json::Value;
use url::Url;

use super::{Answer, Remote, Unavailable};
use crate::kernel::Clock;

/// How long an answer may take: longer than the server gives itself, so that it is the server who says what went wrong.
const PATIENCE: Duration = Duration::from_secs(660);

/// A running server.
pub struct Local(Remote);

impl Local {
    /// The server that listens on the Unix socket at `path`.
    pub fn at(path: &Path, clock: Arc<dyn Clock>) -> Result<Self, Unavailable> {
        Remote::over_socket(path, clock).map(Self)
    }

    /// Sends one request and reads at most `max_bytes` of its answer; `path` is what follows the host in an address.
    pub async fn call(&self, method: &str, path: &str, body: Option<&Value>, max_bytes: usize) -> Result<Answer, Unavailable> {
        let malformed = || Unavailable::new(format!("not a request: {method} {path}"));
        // The host is a name only: the socket decides where it goes.
        let url = Url::parse("http://localhost").and_then(|base| base.join(path)).map_err(|_| malformed())?;
        let request = self.0.request(method.parse().map_err(|_| malformed())?, url).timeout(PATIENCE);
        let request = match body {
            Some(body) => request.json(body),
            None => request,
        };
        self.0.call_unguarded(request, max_bytes).await
    }
}
