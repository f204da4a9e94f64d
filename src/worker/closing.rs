//! Sessions elsewhere that could not be closed when they should have been are closed.

use std::{sync::Arc, time::Duration};

use tokio::sync::watch;

use crate::edge::Edge;

use super::stopped;

/// How often it is looked whether there is one.
const PERIOD: Duration = Duration::from_secs(1);

/// Looks until `stop` says so.
pub(super) async fn run(edge: Arc<Edge>, mut stop: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            () = tokio::time::sleep(PERIOD) => {}
            () = stopped(&mut stop) => return,
        }
        tokio::select! {
            () = edge.close_leftovers() => {}
            () = stopped(&mut stop) => return,
        }
    }
}
