//! Delivery of webhooks: a line for each mini-app that something waits for, which is gone when nothing does. Lines know nothing
//! of each other, so an endpoint that is slow or away delays nobody else; within a line events about one object follow each
//! other, and others do not wait for them.
//!
//! What the store holds is in [`crate::endpoints`], what is sent and where to in [`crate::webhooks`]. An attempt that the power
//! cut off is made again, under the same event id. While an endpoint's circuit is open nothing is tried and nothing is written;
//! what has waited for [`LONGEST_WAIT`] is then given up. Bounds for each line: [`AT_ONCE`] attempts at once and a window of
//! [`WINDOW`] events, without their bodies.

use std::{
    collections::HashMap,
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::{
    sync::{Notify, watch},
    task::{Id, JoinError, JoinSet},
};

use crate::{
    edge::Edge,
    endpoints::{
        self, Heard, Verdict,
        deliveries::{self, Report},
        verdict,
    },
    kernel::Timestamp,
    outbox::webhooks::{self as queue, Queued},
    store::{
        ReadExt, StoreError,
        rows::{DeliveryOutcome, EndpointRow, MiniAppRow, MiniAppStatus, WebhookRow},
        tables::{MINIAPPS, WEBHOOK_ENDPOINTS, WEBHOOKS},
    },
    upstream::Unavailable,
    webhooks::{Answer, Endpoint, Message, sign},
};

use super::{
    deliver::{LONGEST_SLEEP, STOP_GRACE, STORE_PAUSE, note},
    lanes::Lanes,
    stopped,
};

/// How many attempts at one endpoint run at once.
const AT_ONCE: usize = 8;

/// How many events of one mini-app are in memory.
const WINDOW: usize = 1000;

/// How many events are read at a time.
const PAGE: usize = 256;

/// How long an event waits for an endpoint that is away altogether.
const LONGEST_WAIT: Duration = Duration::from_secs(60 * 60);

/// Delivers what is due, until nothing is due any more.
pub async fn deliver_webhooks(edge: &Arc<Edge>) {
    let mut lines = JoinSet::new();
    for miniapp in edge.commands.store().read(queue::addressees).unwrap_or_default() {
        let line = Line::new(Arc::clone(edge), miniapp);
        lines.spawn(line.drain());
    }
    lines.join_all().await;
}

/// Keeps a line for each mini-app that something waits for, until `stop` says so.
pub(super) async fn run(edge: Arc<Edge>, mut stop: watch::Receiver<bool>) {
    let enqueued = edge.commands.webhook_enqueued();
    let mut lines = Lines { edge, stop: stop.clone(), wakes: HashMap::new(), running: JoinSet::new(), names: HashMap::new() };
    loop {
        let pause = if lines.refresh() { LONGEST_SLEEP } else { STORE_PAUSE };
        tokio::select! {
            Some(ended) = lines.running.join_next_with_id() => lines.ended(ended),
            () = enqueued.notified() => {}
            () = tokio::time::sleep(pause) => {}
            () = stopped(&mut stop) => break,
        }
    }
    let finish = async { while lines.running.join_next().await.is_some() {} };
    if tokio::time::timeout(STOP_GRACE, finish).await.is_err() {
        tracing::info!("webhooks that were on their way are repeated at the next start");
    }
}

struct Lines {
    edge: Arc<Edge>,
    stop: watch::Receiver<bool>,
    /// Tells a line that there may be more for it.
    wakes: HashMap<String, Arc<Notify>>,
    running: JoinSet<()>,
    names: HashMap<Id, String>,
}

impl Lines {
    /// Sees to it that there is a line for whatever waits; says whether the store answered.
    fn refresh(&mut self) -> bool {
        let waiting = match self.edge.commands.store().read(queue::addressees) {
            Ok(waiting) => waiting,
            Err(error) => {
                tracing::error!(%error, "the queues of webhooks cannot be read");
                return false;
            }
        };
        for miniapp in waiting {
            if let Some(wake) = self.wakes.get(&miniapp) {
                wake.notify_one();
                continue;
            }
            let wake = Arc::new(Notify::new());
            let line = Line::new(Arc::clone(&self.edge), miniapp.clone());
            let task = self.running.spawn(line.run(Arc::clone(&wake), self.stop.clone()));
            self.names.insert(task.id(), miniapp.clone());
            self.wakes.insert(miniapp, wake);
        }
        true
    }

    fn ended(&mut self, ended: Result<(Id, ()), JoinError>) {
        let task = match ended {
            Ok((task, ())) => task,
            Err(error) => {
                tracing::error!(%error, "a line of webhooks broke off");
                error.id()
            }
        };
        if let Some(miniapp) = self.names.remove(&task) {
            self.wakes.remove(&miniapp);
        }
    }
}

/// What waits for one mini-app.
struct Line {
    edge: Arc<Edge>,
    miniapp: Arc<str>,
    endpoint: Arc<Endpoint>,
    lanes: Lanes<Queued>,
    running: JoinSet<Ended>,
    /// Whose lane each running attempt keeps busy.
    busy: HashMap<Id, String>,
    /// The circuit is open until then.
    held: Option<Timestamp>,
}

/// What an attempt leaves behind.
enum Ended {
    /// The event is off the queue.
    Finished,
    /// It is to be tried again.
    Postponed(Timestamp),
    /// It was not tried, since the circuit is open.
    Held(Timestamp),
}

impl Line {
    fn new(edge: Arc<Edge>, miniapp: String) -> Self {
        let (endpoint, lanes) = (Arc::default(), Lanes::new(WINDOW));
        Self { edge, miniapp: miniapp.into(), endpoint, lanes, running: JoinSet::new(), busy: HashMap::new(), held: None }
    }

    async fn drain(mut self) {
        loop {
            self.load();
            self.start_due();
            match self.running.join_next_with_id().await {
                Some(ended) => self.settle(ended),
                None => return,
            }
        }
    }

    async fn run(mut self, wake: Arc<Notify>, mut stop: watch::Receiver<bool>) {
        loop {
            let loaded = self.load();
            self.start_due();
            if loaded && self.lanes.is_empty() {
                return;
            }
            let writable = !self.edge.commands.store().condition().nearly_full;
            let pause = if loaded && writable { self.pause() } else { STORE_PAUSE };
            tokio::select! {
                Some(ended) = self.running.join_next_with_id() => self.settle(ended),
                () = wake.notified() => {}
                () = tokio::time::sleep(pause) => {}
                () = stopped(&mut stop) => break,
            }
        }
        while self.running.join_next().await.is_some() {}
    }

    /// Takes in what is new, as far as there is room; says whether the store answered.
    fn load(&mut self) -> bool {
        loop {
            let (after, room) = self.lanes.room();
            let limit = room.min(PAGE);
            let page = match self.edge.commands.store().read(|reader| queue::waiting(reader, &self.miniapp, after, limit)) {
                Ok(page) => page,
                Err(error) => {
                    tracing::error!(%error, miniapp = &*self.miniapp, "a queue of webhooks cannot be read");
                    return false;
                }
            };
            let full = page.len() == limit && limit > 0;
            page.into_iter().for_each(|queued| self.lanes.add(queued));
            if !full {
                return true;
            }
        }
    }

    /// Nothing is started while what came of it could not be written down; and while the circuit is open, only what is given up
    /// for that.
    fn start_due(&mut self) {
        if self.edge.commands.store().condition().nearly_full {
            return;
        }
        let now = self.edge.now();
        self.held = self.held.filter(|until| now < *until);
        while self.running.len() < AT_ONCE {
            let Some(queued) = self.lanes.take_due(now) else { return };
            if self.held.is_some() && now.since(queued.at) < LONGEST_WAIT {
                return self.lanes.postponed(&queued.object, queued.due);
            }
            let attempt = Attempt {
                edge: Arc::clone(&self.edge),
                endpoint: Arc::clone(&self.endpoint),
                miniapp: Arc::clone(&self.miniapp),
                sequence: queued.sequence,
                now,
            };
            let task = self.running.spawn(attempt.make());
            self.busy.insert(task.id(), queued.object);
        }
    }

    fn settle(&mut self, ended: Result<(Id, Ended), JoinError>) {
        let (task, ended) = match ended {
            Ok(ended) => ended,
            Err(error) => {
                tracing::error!(%error, miniapp = &*self.miniapp, "an attempt at a webhook broke off");
                (error.id(), Ended::Postponed(self.edge.now() + LONGEST_SLEEP))
            }
        };
        let Some(lane) = self.busy.remove(&task) else { return };
        match ended {
            Ended::Finished => self.lanes.finished(&lane),
            Ended::Postponed(due) => self.lanes.postponed(&lane, due),
            Ended::Held(until) => {
                self.lanes.postponed(&lane, until);
                self.held = Some(until);
            }
        }
    }

    /// How long nothing is due.
    fn pause(&self) -> Duration {
        let due = if self.running.len() >= AT_ONCE { None } else { self.held.or(self.lanes.next_due()) };
        due.map_or(LONGEST_SLEEP, |due| due.since(self.edge.now()).min(LONGEST_SLEEP))
    }
}

/// One attempt to tell a mini-app of an event.
struct Attempt {
    edge: Arc<Edge>,
    endpoint: Arc<Endpoint>,
    miniapp: Arc<str>,
    sequence: u64,
    now: Timestamp,
}

/// Everything that an attempt is made of.
struct Known {
    row: WebhookRow,
    app: Option<MiniAppRow>,
    endpoint: Option<EndpointRow>,
}

/// Why nothing can be sent.
enum Unsent {
    /// Nobody wants to hear of it any more.
    Unwanted,
    /// It cannot be tried.
    Impossible(String),
}

impl Attempt {
    async fn make(self) -> Ended {
        let known = match self.known() {
            Ok(Some(known)) => known,
            Ok(None) => return Ended::Finished,
            Err(error) => return self.not_noted(&error.to_string()),
        };
        let message = match self.message(&known) {
            Ok(message) => message,
            Err(Unsent::Unwanted) => return self.drop_it().await,
            Err(Unsent::Impossible(reason)) => return self.give_up(reason).await,
        };
        let began = Instant::now();
        let heard = self.edge.webhooks.post(&self.endpoint, message).await;
        if let Err(Unavailable { circuit: Some(open), .. }) = &heard {
            if self.now.since(known.row.at) >= LONGEST_WAIT {
                return self.give_up(format!("it has waited for an hour, and {open}")).await;
            }
            return Ended::Held(self.edge.now() + open.retry_after.max(Duration::from_millis(1)));
        }
        let report = self.report(&known.row, heard, began.elapsed());
        self.note(report).await
    }

    fn known(&self) -> Result<Option<Known>, StoreError> {
        let miniapp = self.miniapp.to_string();
        self.edge.commands.store().read(|reader| {
            let Some(row) = reader.get(&WEBHOOKS, &(miniapp.clone(), self.sequence))? else { return Ok(None) };
            let (app, endpoint) = (reader.get(&MINIAPPS, &miniapp)?, reader.get(&WEBHOOK_ENDPOINTS, &miniapp)?);
            Ok(Some(Known { row, app, endpoint }))
        })
    }

    fn message(&self, known: &Known) -> Result<Message, Unsent> {
        let (Some(app), Some(endpoint)) = (&known.app, &known.endpoint) else { return Err(Unsent::Unwanted) };
        let url = app.webhook_url.clone().ok_or(Unsent::Unwanted)?;
        if app.status == MiniAppStatus::Suspended {
            return Err(Unsent::Impossible("the mini-app is suspended".to_owned()));
        }
        let secrets = endpoints::secrets(&self.edge.master, &self.miniapp, endpoint, self.now)
            .map_err(|error| Unsent::Impossible(format!("the secret cannot be read: {error}")))?;
        let headers = sign::headers(&secrets, &known.row.event.to_string(), self.now, &known.row.body);
        Ok(Message { url, headers, body: known.row.body.clone() })
    }

    fn report(&self, row: &WebhookRow, heard: Result<Answer, Unavailable>, took: Duration) -> Report {
        let mut chance = [0; 2];
        self.edge.rng.fill(&mut chance);
        let (heard, status, answer, trouble) = match heard {
            Ok(Answer { status, retry_after, start }) => {
                let answer = Some(start).filter(|start| !start.is_empty());
                (Heard::Status { status, retry_after }, Some(status), answer, None)
            }
            Err(unavailable) => (Heard::Nothing, None, None, Some(unavailable.reason)),
        };
        let next = verdict(heard, row.attempts.saturating_add(1), u16::from_be_bytes(chance) % 1001);
        let (outcome, due) = match next {
            Verdict::Delivered => (DeliveryOutcome::Delivered, self.now),
            Verdict::Retry(pause) => (DeliveryOutcome::Retry, self.edge.now() + pause),
            Verdict::Stopped => (DeliveryOutcome::Stopped, self.now),
            Verdict::Dead => (DeliveryOutcome::Dead, self.now),
        };
        let took = u32::try_from(took.as_millis()).unwrap_or(u32::MAX);
        Report { at: self.now, took, status, answer, trouble, outcome, due }
    }

    async fn give_up(&self, reason: String) -> Ended {
        let (at, outcome) = (self.now, DeliveryOutcome::Dead);
        self.note(Report { at, took: 0, status: None, answer: None, trouble: Some(reason), outcome, due: at }).await
    }

    async fn note(&self, report: Report) -> Ended {
        let ended = match report.outcome {
            DeliveryOutcome::Retry => Ended::Postponed(report.due),
            DeliveryOutcome::Stopped | DeliveryOutcome::Dead => {
                tracing::warn!(
                    miniapp = &*self.miniapp,
                    status = report.status,
                    trouble = report.trouble,
                    "a webhook was given up"
                );
                Ended::Finished
            }
            DeliveryOutcome::Delivered => Ended::Finished,
        };
        let (miniapp, sequence) = (Arc::clone(&self.miniapp), self.sequence);
        match note(&self.edge, move |txn| deliveries::settle(txn, &miniapp, sequence, &report)).await {
            Ok(()) => ended,
            Err(error) => self.not_noted(&error.to_string()),
        }
    }

    async fn drop_it(&self) -> Ended {
        let key = (self.miniapp.to_string(), self.sequence);
        match note(&self.edge, move |txn| txn.remove(&WEBHOOKS, &key)).await {
            Ok(()) => Ended::Finished,
            Err(error) => self.not_noted(&error.to_string()),
        }
    }

    fn not_noted(&self, error: &str) -> Ended {
        tracing::warn!(miniapp = &*self.miniapp, error, "what came of a webhook could not be noted, so it is repeated");
        Ended::Postponed(self.edge.now() + LONGEST_SLEEP)
    }
}
