//! Delivery of the outbox: what is due is carried out, several lanes at once, and taken off the outbox when it has happened.
//! Between the two the power may fail; then it is carried out again, which [`super::post`] is made for.
//!
//! What fails for a while is tried again after 1, 2, 4 … seconds up to `outbox.retry_max`, or when the other side said; what
//! can never happen is put among the dead effects with the reason. Bounds: `outbox.concurrency` deliveries at once, and the
//! window of [`super::lanes`].

use std::{collections::HashMap, sync::Arc, time::Duration};

use tokio::{
    sync::watch,
    task::{Id, JoinError, JoinSet},
};

use crate::{
    edge::Edge,
    kernel::Timestamp,
    outbox::{self, Lane, Waiting},
    store::{StoreError, Txn, WriteError},
};

use super::{
    lanes::Lanes,
    post::{Post, Undelivered},
    stopped,
};

/// How many effects are in memory at most: a few megabytes.
const WINDOW: usize = 10_000;

/// How many effects are read from the outbox at a time.
const PAGE: usize = 256;

/// The longest time without a look at the outbox.
pub(super) const LONGEST_SLEEP: Duration = Duration::from_secs(30);

/// How long to wait when the store gives no answer.
pub(super) const STORE_PAUSE: Duration = Duration::from_secs(1);

/// How long to wait between two looks at a homeserver that is away.
const AWAY_PAUSE: Duration = Duration::from_millis(500);

/// How long a stop waits for what is on its way. Cut off, it is carried out again at the next start.
pub(super) const STOP_GRACE: Duration = Duration::from_secs(5);

/// Carries out what is due and what it leads to, until nothing is due any more.
pub async fn deliver_all(edge: &Arc<Edge>) {
    let mut deliverer = Deliverer::new(Arc::clone(edge));
    loop {
        deliverer.load();
        deliverer.start_due();
        match deliverer.running.join_next_with_id().await {
            Some(ended) => deliverer.settle(ended),
            None => return,
        }
    }
}

/// Delivers until `stop` says so.
pub(super) async fn run(edge: Arc<Edge>, mut stop: watch::Receiver<bool>) {
    let enqueued = edge.commands.enqueued();
    let mut deliverer = Deliverer::new(edge);
    loop {
        let loaded = deliverer.load();
        deliverer.start_due();
        let writable = !deliverer.edge.commands.store().condition().nearly_full;
        let away = !deliverer.edge.homeserver.is_reachable(deliverer.edge.now());
        let pause = if !loaded || !writable {
            STORE_PAUSE
        } else if away {
            deliverer.pause().max(AWAY_PAUSE)
        } else {
            deliverer.pause()
        };
        tokio::select! {
            Some(ended) = deliverer.running.join_next_with_id() => {
                deliverer.settle(ended);
                if away {
                    tokio::time::sleep(AWAY_PAUSE).await;
                }
            }
            () = enqueued.notified(), if !away => {}
            () = tokio::time::sleep(pause) => {}
            () = stopped(&mut stop) => break,
        }
    }
    let finish = async { while deliverer.running.join_next().await.is_some() {} };
    if tokio::time::timeout(STOP_GRACE, finish).await.is_err() {
        tracing::info!("deliveries that were on their way are repeated at the next start");
    }
}

struct Deliverer {
    edge: Arc<Edge>,
    post: Arc<Post>,
    lanes: Lanes<Waiting>,
    running: JoinSet<Ended>,
    /// Whose lane each running delivery keeps busy.
    busy: HashMap<Id, Lane>,
}

/// What a delivery leaves behind.
enum Ended {
    /// The effect is off the outbox.
    Finished,
    /// It is to be tried again.
    Postponed(Timestamp),
}

impl Deliverer {
    fn new(edge: Arc<Edge>) -> Self {
        let post = Arc::new(Post::new(Arc::clone(&edge)));
        Self { edge, post, lanes: Lanes::new(WINDOW), running: JoinSet::new(), busy: HashMap::new() }
    }

    /// Takes in what is new in the outbox, as far as there is room; says whether the store answered.
    fn load(&mut self) -> bool {
        loop {
            let (after, room) = self.lanes.room();
            let limit = room.min(PAGE);
            let page = match self.edge.commands.store().read(|reader| outbox::waiting(reader, after, limit)) {
                Ok(page) => page,
                Err(error) => {
                    tracing::error!(%error, "the outbox cannot be read");
                    return false;
                }
            };
            let full = page.len() == limit && limit > 0;
            page.into_iter().for_each(|waiting| self.lanes.add(waiting));
            if !full {
                return true;
            }
        }
    }

    /// Nothing is started while what came of it could not be written down: it would be done again and again.
    fn start_due(&mut self) {
        if self.edge.commands.store().condition().nearly_full {
            return;
        }
        let now = self.edge.now();
        // While the homeserver is away one delivery finds out for all whether it is back; to try each would only wear the disk.
        let most = if self.edge.homeserver.is_reachable(now) { self.edge.settings().outbox.concurrency } else { 1 };
        while self.running.len() < most {
            let Some(waiting) = self.lanes.take_due(now) else { return };
            let lane = waiting.effect.lane();
            let task = self.running.spawn(deliver(Arc::clone(&self.edge), Arc::clone(&self.post), waiting));
            self.busy.insert(task.id(), lane);
        }
    }

    fn settle(&mut self, ended: Result<(Id, Ended), JoinError>) {
        let (task, ended) = match ended {
            Ok(ended) => ended,
            Err(error) => {
                tracing::error!(%error, "a delivery broke off");
                (error.id(), Ended::Postponed(self.edge.now() + self.edge.settings().outbox.retry_max))
            }
        };
        let Some(lane) = self.busy.remove(&task) else { return };
        match ended {
            Ended::Finished => self.lanes.finished(&lane),
            Ended::Postponed(due) => self.lanes.postponed(&lane, due),
        }
    }

    /// How long nothing is due.
    fn pause(&self) -> Duration {
        if self.running.len() >= self.edge.settings().outbox.concurrency {
            return LONGEST_SLEEP;
        }
        self.lanes.next_due().map_or(LONGEST_SLEEP, |due| due.since(self.edge.now()).min(LONGEST_SLEEP))
    }
}

/// Carries one effect out and notes what came of it.
async fn deliver(edge: Arc<Edge>, post: Arc<Post>, waiting: Waiting) -> Ended {
    let sequence = waiting.sequence;
    let (ended, written) = match post.carry_out(&waiting).await {
        Ok(()) => (Ended::Finished, note(&edge, move |txn| outbox::delivered(txn, sequence)).await),
        Err(Undelivered::Never { reason }) => {
            tracing::warn!(sequence, effect = ?waiting.effect, reason, "an effect was given up");
            (Ended::Finished, note(&edge, move |txn| outbox::give_up(txn, sequence, &reason)).await)
        }
        Err(Undelivered::Later { reason, wait }) => {
            let backoff = outbox::backoff(waiting.attempts.saturating_add(1), edge.settings().outbox.retry_max);
            let due = edge.now() + wait.map_or(backoff, |wait| wait.max(backoff));
            tracing::debug!(sequence, reason, %due, "an effect is tried again later");
            (Ended::Postponed(due), note(&edge, move |txn| outbox::postpone(txn, sequence, due, &reason)).await)
        }
    };
    match written {
        Ok(()) => ended,
        Err(error) => {
            tracing::warn!(sequence, %error, "what came of an effect could not be noted, so it is repeated");
            Ended::Postponed(edge.now() + edge.settings().outbox.retry_max)
        }
    }
}

/// Writes what came of an effect. Many do so at once and share a commit.
pub(super) async fn note(
    edge: &Edge,
    mut write: impl FnMut(&mut Txn<'_>) -> Result<(), StoreError> + Send + 'static,
) -> Result<(), WriteError<std::convert::Infallible>> {
    edge.commands.store().write(move |txn| Ok(write(txn)?)).await
}
