//! The server that runs on this machine, asked over its control socket.

use std::{path::Path, sync::Arc};

use serde_json::Value;
use url::Url;

use super::{Answer, Remote, Unavailable};
use crate::kernel::Clock;

/// The largest answer that is read, in bytes: an export of all that is held about a person fits.
const LARGEST: usize = 64 << 20;

/// A running server.
pub struct Local(Remote);

impl Local {
    /// The server that listens on the Unix socket at `path`.
    pub fn at(path: &Path, clock: Arc<dyn Clock>) -> Result<Self, Unavailable> {
        Remote::over_socket(path, clock).map(Self)
    }

    /// Sends one request; `path` is what follows the host in an address.
    pub async fn call(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Answer, Unavailable> {
        let malformed = || Unavailable::new(format!("not a request: {method} {path}"));
        // The host is a name only: the socket decides where it goes.
        let url = Url::parse("http://localhost").and_then(|base| base.join(path)).map_err(|_| malformed())?;
        let request = self.0.request(method.parse().map_err(|_| malformed())?, url);
        let request = match body {
            Some(body) => request.json(body),
            None => request,
        };
        self.0.call_unguarded(request, LARGEST).await
    }
}
