//! What goes on without anybody asking: the outbox is delivered, mini-apps are told, time has its effects, and the server introduces itself to its
//! homeserver. Loops only; what they do is said elsewhere, and could be done by hand ([`deliver_all`],
//! [`deliver_webhooks`], [`tick`]).

mod cards;
mod closing;
mod deliver;
mod housekeeping;
mod introduce;
mod lanes;
mod patience;
mod post;
mod webhooks;

use std::sync::Arc;

use tokio::{sync::watch, task::JoinSet};

pub use deliver::deliver_all;
pub use housekeeping::tick;
pub use webhooks::deliver_webhooks;

use crate::edge::Edge;

/// Starts the loops. They end of themselves soon after `stop` has become true, or its sender is gone; dropping the set cuts
/// them off, which loses nothing. To be called once the server can be reached, since the homeserver is asked to do so.
pub fn start(edge: &Arc<Edge>, stop: &watch::Receiver<bool>) -> JoinSet<()> {
    let mut loops = JoinSet::new();
    loops.spawn(deliver::run(Arc::clone(edge), stop.clone()));
    loops.spawn(webhooks::run(Arc::clone(edge), stop.clone()));
    loops.spawn(housekeeping::run(Arc::clone(edge), stop.clone()));
    loops.spawn(introduce::run(Arc::clone(edge), stop.clone()));
    loops.spawn(closing::run(Arc::clone(edge), stop.clone()));
    loops
}

/// Waits until the loops are to end.
async fn stopped(stop: &mut watch::Receiver<bool>) {
    // An error means that the sender is gone, and with it whoever could ask for anything more.
    let _ = stop.wait_for(|stopping| *stopping).await;
}
