//! How the outside is, as far as it is known without asking.

use std::time::Duration;

use crate::{kernel::Timestamp, outbox};

use super::Edge;

/// How old the oldest effect may get before people should know.
const LATE: Duration = Duration::from_secs(60);

impl Edge {
    /// `ok`, or `degraded` while the homeserver does not answer.
    pub fn homeserver_state(&self, now: Timestamp) -> &'static str {
        if self.homeserver.is_reachable(now) { "ok" } else { "degraded" }
    }

    /// `ok`, or `degraded` while effects have waited for more than a minute.
    pub fn outbox_state(&self, now: Timestamp) -> &'static str {
        let oldest = self.commands.store().read(outbox::oldest);
        match oldest {
            Ok(None) => "ok",
            Ok(Some(since)) if now.since(since) < LATE => "ok",
            Ok(Some(_)) | Err(_) => "degraded",
        }
    }
}
