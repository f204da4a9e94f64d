//! Where mini-apps hear of events: the address, the secrets that sign, and what became of each event ([`deliveries`]). The
//! address is in the mini-app's own row; what goes with it is in `WEBHOOK_ENDPOINTS`.
//!
//! A secret must be read again to sign with, so it is sealed and not hashed; commands get it sealed already. Whether an address
//! may be called at all is for whoever calls to say, each time.

pub mod deliveries;
mod verdict;

use std::time::Duration;

use minicbor::{Decode, Encode};

pub use verdict::{Heard, RETRY_PAUSES, Verdict, verdict};

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    kernel::{Code, Ctx, EventId, Rejection, Rng, Secret, Timestamp},
    outbox::webhooks::Webhook,
    seal::{MasterKey, SealError},
    store::{
        Failure, Read, ReadExt, StoreError, Txn,
        rows::{ClientKind, EndpointRow, MiniAppRow, WebhookEvent},
        tables::{MINIAPPS, WEBHOOK_ENDPOINTS},
    },
};

/// How long a secret signs beside the one that took its place.
pub const GRACE: Duration = Duration::from_secs(24 * 60 * 60);

/// A new secret for `miniapp`: as it is handed out once, and sealed.
pub fn new_secret(master: &MasterKey, rng: &dyn Rng, miniapp: &str) -> (Secret, Vec<u8>) {
    use base64::{Engine, engine::general_purpose::STANDARD};
    let mut bytes = [0; 32];
    rng.fill(&mut bytes);
    // Standard Webhooks: padded base64 of the key's bytes.
    let secret = Secret::new(format!("whsec_{}", STANDARD.encode(bytes)));
    let sealed = seal_secret(master, rng, miniapp, &secret);
    (secret, sealed)
}

/// Seals a secret for `miniapp`.
pub fn seal_secret(master: &MasterKey, rng: &dyn Rng, miniapp: &str, secret: &Secret) -> Vec<u8> {
    master.seal(rng, &place(miniapp), secret.expose().as_bytes())
}

/// The secrets that sign at `now`, the newest first.
pub fn secrets(master: &MasterKey, miniapp: &str, row: &EndpointRow, now: Timestamp) -> Result<Vec<Secret>, SealError> {
    let previous = row.previous.as_ref().filter(|_| row.previous_until.is_some_and(|until| now < until));
    [Some(&row.secret), previous]
        .into_iter()
        .flatten()
        .map(|sealed| Ok(Secret::new(String::from_utf8_lossy(&master.open(&place(miniapp), sealed)?))))
        .collect()
}

/// What binds a sealed secret to its mini-app.
fn place(miniapp: &str) -> String {
    format!("webhook secret of {miniapp}")
}

/// A mini-app and what goes with its webhook; `MINIAPP_NOT_FOUND`, or `NOT_FOUND` when it has none.
pub fn endpoint(reader: &impl Read, miniapp: &str) -> Result<(MiniAppRow, EndpointRow), Failure> {
    let app = find(reader, miniapp)?;
    let row = reader.get(&WEBHOOK_ENDPOINTS, &miniapp.to_owned())?;
    let row = row.ok_or_else(|| Rejection::new(Code::NotFound, "The mini-app has no webhook."))?;
    Ok((app, row))
}

fn find(reader: &impl Read, miniapp: &str) -> Result<MiniAppRow, Failure> {
    let app = reader.get(&MINIAPPS, &miniapp.to_owned())?;
    app.ok_or_else(|| Rejection::new(Code::MiniappNotFound, "There is no such mini-app.").into())
}

/// Says where a mini-app hears of events.
#[derive(Clone, Debug)]
pub struct SetWebhook {
    /// Whose.
    pub miniapp: String,
    /// Where.
    pub url: String,
    /// The sealed secret, for a mini-app that has none yet.
    pub secret: Vec<u8>,
}

/// What became of the secret that came with a new address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum SecretUse {
    /// It signs.
    #[n(0)]
    Taken,
    /// The mini-app has one, which goes on signing.
    #[n(1)]
    NotNeeded,
}

impl Command for SetWebhook {
    type Outcome = SecretUse;

    /// Refusals in order: no such mini-app, one without a backend (`INVALID_REQUEST`).
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<SecretUse>, Failure> {
        let used = put(txn, ctx, &self.miniapp, &self.url, &self.secret)?;
        Ok(Applied::new(used, Entry::done(Action::WebhookSet, &self.miniapp).with(host_of(&self.url))))
    }
}

/// The work of [`SetWebhook`], for commands that do more.
pub fn put(txn: &mut Txn<'_>, ctx: &Ctx, miniapp: &str, url: &str, secret: &[u8]) -> Result<SecretUse, Failure> {
    let app = find(txn, miniapp)?;
    if app.kind == ClientKind::Public {
        return Err(Rejection::field("/webhook_url", "A public mini-app has no backend that could keep the secret.").into());
    }
    let key = miniapp.to_owned();
    let known = txn.get(&WEBHOOK_ENDPOINTS, &key)?;
    let used = if known.is_some() { SecretUse::NotNeeded } else { SecretUse::Taken };
    let row = known.map(|row| EndpointRow { flag: None, ..row }).unwrap_or_else(|| EndpointRow {
        secret: secret.to_vec(),
        created: ctx.now,
        secret_since: ctx.now,
        previous: None,
        previous_until: None,
        dead: 0,
        flag: None,
    });
    txn.put(&WEBHOOK_ENDPOINTS, &key, &row)?;
    txn.put(&MINIAPPS, &key, &MiniAppRow { webhook_url: Some(url.to_owned()), ..app })?;
    Ok(used)
}

/// Where an address leads, without the rest of it, which can hold a secret of the mini-app's.
fn host_of(url: &str) -> String {
    let host = url::Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned));
    host.unwrap_or_default()
}

/// Ends it: the mini-app is told of nothing any more.
#[derive(Clone, Debug)]
pub struct RemoveWebhook {
    /// Whose.
    pub miniapp: String,
}

impl Command for RemoveWebhook {
    type Outcome = ();

    /// Refusals in order: no such mini-app, no webhook. What waits is dropped by the worker.
    fn apply(&self, _: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<()>, Failure> {
        let (app, _) = endpoint(txn, &self.miniapp)?;
        txn.remove(&WEBHOOK_ENDPOINTS, &self.miniapp)?;
        txn.put(&MINIAPPS, &self.miniapp, &MiniAppRow { webhook_url: None, ..app })?;
        Ok(Applied::new((), Entry::done(Action::WebhookRemove, &self.miniapp)))
    }
}

/// Gives a mini-app another secret.
#[derive(Clone, Debug)]
pub struct RotateSecret {
    /// Whose.
    pub miniapp: String,
    /// The sealed secret.
    pub secret: Vec<u8>,
    /// How long the present one signs beside it; nothing when it has become known to others.
    pub grace: Duration,
}

/// Until when the secret before signs too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Rotated {
    /// `None` when it does not.
    #[n(0)]
    pub previous_until: Option<Timestamp>,
}

impl Command for RotateSecret {
    type Outcome = Rotated;

    /// Refusals in order: no such mini-app, no webhook. A secret that was still in its grace ends now: two sign, never three.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Rotated>, Failure> {
        let (_, row) = endpoint(txn, &self.miniapp)?;
        let previous_until = (!self.grace.is_zero()).then(|| ctx.now + self.grace);
        let previous = previous_until.map(|_| row.secret);
        let row = EndpointRow { secret: self.secret.clone(), secret_since: ctx.now, previous, previous_until, ..row };
        txn.put(&WEBHOOK_ENDPOINTS, &self.miniapp, &row)?;
        let until = previous_until.map_or_else(|| "at once".to_owned(), |until| format!("the one before until {until}"));
        Ok(Applied::new(Rotated { previous_until }, Entry::done(Action::WebhookRotate, &self.miniapp).with(until)))
    }
}

/// Sends a test.
#[derive(Clone, Debug)]
pub struct Ping {
    /// To whom.
    pub miniapp: String,
}

impl Command for Ping {
    type Outcome = EventId;

    /// Refusals in order: no such mini-app, no webhook.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<EventId>, Failure> {
        endpoint(txn, &self.miniapp)?;
        let data = serde_json::json!({ "miniapp_id": self.miniapp });
        let ping = Webhook::new(ctx, &self.miniapp, WebhookEvent::Ping, "ping", &data);
        let event = ping.event;
        Ok(Applied::new(event, Entry::done(Action::WebhookPing, &self.miniapp).with(event.to_string())).tell(ping))
    }
}

/// Which events that were given up are sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// This one.
    One(EventId),
    /// Those behind this one, in the order in which they happened; all for `None`.
    Behind(Option<EventId>),
}

/// Sends events again that were given up.
#[derive(Clone, Debug)]
pub struct Redeliver {
    /// To whom.
    pub miniapp: String,
    /// Which.
    pub which: Which,
}

/// How many events one [`Redeliver`] takes, so that a commit stays short.
pub const REDELIVERED_AT_ONCE: usize = 500;

/// What [`Redeliver`] did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Redelivered {
    /// How many events wait again.
    #[n(0)]
    pub count: u32,
    /// The last of them, when there may be more behind it.
    #[n(1)]
    pub more_behind: Option<EventId>,
}

impl Command for Redeliver {
    type Outcome = Redelivered;

    /// Refusals in order: no such mini-app, no webhook, no such event among those that were given up (`NOT_FOUND`).
    fn apply(&self, _: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Redelivered>, Failure> {
        endpoint(txn, &self.miniapp)?;
        let dead = match self.which {
            Which::One(event) => deliveries::dead(txn, &self.miniapp, event)?.map(|row| vec![(event, row)]),
            Which::Behind(event) => Some(deliveries::dead_behind(txn, &self.miniapp, event, REDELIVERED_AT_ONCE)?),
        };
        let dead = dead.ok_or_else(|| Rejection::new(Code::NotFound, "No such event was given up, or it is long ago."))?;
        let more = dead.len() == REDELIVERED_AT_ONCE;
        let last = dead.last().map(|(event, _)| *event);
        let count = u32::try_from(dead.len()).unwrap_or(u32::MAX);
        let outcome = Redelivered { count, more_behind: last.filter(|_| more) };
        let applied = match count {
            0 => Applied::unrecorded(outcome),
            _ => Applied::new(outcome, Entry::done(Action::WebhookRedeliver, &self.miniapp).with(format!("{count} of them"))),
        };
        dead.into_iter()
            .try_fold(applied, |applied, (event, row)| Ok(applied.tell(deliveries::revive(txn, &self.miniapp, event, row)?)))
    }
}

/// A mini-app and what goes with its webhook, as far as there is one; `None` when there is no such mini-app.
pub fn find_webhook(reader: &impl Read, miniapp: &str) -> Result<Option<(MiniAppRow, Option<EndpointRow>)>, StoreError> {
    let Some(app) = reader.get(&MINIAPPS, &miniapp.to_owned())? else { return Ok(None) };
    Ok(Some((app, show(reader, miniapp)?)))
}

/// What goes with a mini-app's webhook.
pub fn show(reader: &impl Read, miniapp: &str) -> Result<Option<EndpointRow>, StoreError> {
    reader.get(&WEBHOOK_ENDPOINTS, &miniapp.to_owned())
}
