//! `/api/v1/mini-apps/{id}/webhooks`: where a mini-app hears of events, what became of each, and sending again.
//!
//! Nothing here takes an idempotency key: two of the answers hold a secret, which is not kept, and the other acts do no harm when
//! they are done twice.

use poem_openapi::{
    Object, OpenApi,
    param::{Path, Query},
};
use serde::{Deserialize, Serialize};

use crate::{
    endpoints::{
        self, GRACE, Ping, REDELIVERED_AT_ONCE, Redeliver, RemoveWebhook, RotateSecret, SecretUse, SetWebhook, Which,
        deliveries::{self, KEPT_DEAD},
    },
    kernel::{Code, EventId, MAX_LIMIT, Rejection, Timestamp},
    store::{
        Failure,
        rows::{DeliveryRow, EndpointRow},
    },
    webhooks::check,
};

use super::{
    super::{
        admin_auth::Admin,
        answer::{Answer, Reply},
        body::Body,
        operations::{
            WebhookPing, WebhookRedeliver, WebhookRedeliverAll, WebhookRemove, WebhookRotateSecret, WebhookSet, WebhookShow,
        },
        wire::Time,
    },
    Tag,
};

/// The operations on webhooks.
pub struct WebhooksApi;

/// A mini-app's webhook and the attempts to reach it.
#[derive(Object, Serialize)]
pub struct WebhookAnswer {
    miniapp_id: String,
    /// What there is; absent when the mini-app has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    webhook: Option<WebhookView>,
    /// The newest first.
    deliveries: Vec<DeliveryView>,
    pagination: DeliveryPages,
}

/// A webhook, without its secret.
#[derive(Object, Serialize)]
pub struct WebhookView {
    url: String,
    created_at: Time,
    /// Since when the present secret signs.
    secret_since: Time,
    /// Until when the secret before it signs too.
    #[serde(skip_serializing_if = "Option::is_none")]
    previous_secret_until: Option<Time>,
    /// How many events were given up and can be sent again.
    given_up: u32,
    /// Present from when the endpoint refuses an event for good until it accepts another.
    #[serde(skip_serializing_if = "Option::is_none")]
    refusal: Option<RefusalView>,
}

/// What the endpoint refused.
#[derive(Object, Serialize)]
pub struct RefusalView {
    event_id: String,
    /// 400, 401, 404, 410 or 413.
    status: u16,
    at: Time,
}

/// One attempt.
#[derive(Object, Serialize)]
pub struct DeliveryView {
    event_id: String,
    /// Such as `payment.completed`.
    event: String,
    at: Time,
    /// 1 for the first.
    attempt: u32,
    /// `delivered`; `retry`, when it is tried again; `stopped`, when it was refused for good; `dead`, when it was tried often
    /// enough.
    outcome: String,
    /// In milliseconds.
    took_ms: u32,
    /// The HTTP status of the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    /// The beginning of the answer, as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<String>,
    /// What went wrong, when there was no answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    trouble: Option<String>,
}

/// Where a page of attempts is.
#[derive(Object, Serialize)]
pub struct DeliveryPages {
    total: u64,
    limit: u32,
    has_more: bool,
    /// Leads to the next page at the cost of the first one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

/// Where to hear of events.
#[derive(Object, Deserialize)]
pub struct WebhookBody {
    /// A public https address.
    webhook_url: String,
}

/// What there is now.
#[derive(Object, Serialize)]
pub struct WebhookSetAnswer {
    miniapp_id: String,
    webhook_url: String,
    /// What events are signed with, when the mini-app had no secret yet. It is shown here and nowhere else.
    #[serde(skip_serializing_if = "Option::is_none")]
    webhook_secret: Option<String>,
}

/// A mini-app that is told of nothing.
#[derive(Object, Serialize)]
pub struct WebhookRemovedAnswer {
    miniapp_id: String,
}

/// How a secret is replaced.
#[derive(Object, Deserialize)]
pub struct RotateBody {
    /// The present secret has become known to others and signs no more. Otherwise both sign for 24 hours.
    at_once: Option<bool>,
}

/// A new secret.
#[derive(Object, Serialize)]
pub struct RotatedAnswer {
    miniapp_id: String,
    /// It is shown here and nowhere else.
    webhook_secret: String,
    /// Until when the secret before it signs too.
    #[serde(skip_serializing_if = "Option::is_none")]
    previous_secret_until: Option<Time>,
}

/// An event that is on its way.
#[derive(Object, Serialize)]
pub struct EventAnswer {
    event_id: String,
}

/// How many events are on their way again.
#[derive(Object, Serialize)]
pub struct RedeliveredAnswer {
    redelivered: u64,
}

#[OpenApi(prefix_path = "/api/v1/mini-apps", tag = "Tag::Webhooks")]
impl WebhooksApi {
    /// Webhook and its deliveries
    ///
    /// Attempts are kept for 30 days, the newest 10 000 of each mini-app.
    #[oai(path = "/:miniapp_id/webhooks", method = "get", operation_id = "webhook_deliveries")]
    async fn show(
        &self,
        admin: Admin<WebhookShow>,
        miniapp_id: Path<String>,
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "100")))] limit: Query<u32>,
        cursor: Query<Option<String>>,
    ) -> Reply<WebhookShow, WebhookAnswer> {
        let (miniapp, limit) = (miniapp_id.0, limit.0.min(MAX_LIMIT));
        let before = cursor.0.map(|cursor| parse_cursor(&cursor)).transpose()?;
        let store = admin.info.edge.commands.store();
        let (known, attempts) = store.read(|reader| {
            let attempts = deliveries::attempts(reader, &miniapp, before, usize::try_from(limit).unwrap_or(0))?;
            Ok((endpoints::find_webhook(reader, &miniapp)?, attempts))
        })?;
        let (app, row) = known.ok_or_else(|| Rejection::new(Code::MiniappNotFound, "There is no such mini-app."))?;
        Ok(Answer::new(WebhookAnswer {
            miniapp_id: miniapp,
            webhook: app.webhook_url.zip(row).map(|(url, row)| view(url, row, admin.info.now)),
            pagination: DeliveryPages {
                total: attempts.total,
                limit,
                has_more: attempts.next_cursor.is_some(),
                next_cursor: attempts.next_cursor.map(|cursor| format!("{cursor:x}")),
            },
            deliveries: attempts.items.into_iter().map(|(_, row)| delivery_view(row)).collect(),
        }))
    }

    /// Set a mini-app's webhook
    ///
    /// The address is https, public, on port 443 or one from 1024 on. It gets a secret unless it has one, which goes on signing.
    #[oai(path = "/:miniapp_id/webhooks", method = "put", operation_id = "webhook_set")]
    async fn set(
        &self,
        admin: Admin<WebhookSet>,
        miniapp_id: Path<String>,
        body: Body<WebhookBody>,
    ) -> Reply<WebhookSet, WebhookSetAnswer> {
        let (edge, miniapp) = (&admin.info.edge, miniapp_id.0);
        let url = check(&body.value.webhook_url, edge.webhooks.reach())
            .map_err(|wrong| Rejection::field("/webhook_url", format!("The address {wrong}")))?
            .to_string();
        let (secret, sealed) = endpoints::new_secret(&edge.master, &*edge.rng, &miniapp);
        let command = SetWebhook { miniapp: miniapp.clone(), url: url.clone(), secret: sealed };
        let used = edge.commands.run(admin.ctx(), None, command).await?.outcome;
        let webhook_secret = (used == SecretUse::Taken).then(|| secret.expose().to_owned());
        Ok(Answer::new(WebhookSetAnswer { miniapp_id: miniapp, webhook_url: url, webhook_secret }))
    }

    /// Remove a mini-app's webhook
    ///
    /// What waits for it is dropped.
    #[oai(path = "/:miniapp_id/webhooks", method = "delete", operation_id = "webhook_remove")]
    async fn remove(&self, admin: Admin<WebhookRemove>, miniapp_id: Path<String>) -> Reply<WebhookRemove, WebhookRemovedAnswer> {
        let command = RemoveWebhook { miniapp: miniapp_id.0.clone() };
        admin.info.edge.commands.run(admin.ctx(), None, command).await?;
        Ok(Answer::new(WebhookRemovedAnswer { miniapp_id: miniapp_id.0 }))
    }

    /// Send a test
    ///
    /// An event `ping`; what becomes of it is among the deliveries.
    #[oai(path = "/:miniapp_id/webhooks/ping", method = "post", operation_id = "webhook_ping")]
    async fn ping(&self, admin: Admin<WebhookPing>, miniapp_id: Path<String>) -> Reply<WebhookPing, EventAnswer, 202> {
        let sent = admin.info.edge.commands.run(admin.ctx(), None, Ping { miniapp: miniapp_id.0 }).await?;
        Ok(Answer::new(EventAnswer { event_id: sent.outcome.to_string() }))
    }

    /// Replace the secret of a webhook
    ///
    /// Both sign for 24 hours, unless the present one has become known to others. If the answer was lost, replace it again.
    #[oai(path = "/:miniapp_id/webhooks/rotate-secret", method = "post", operation_id = "webhook_rotate_secret")]
    async fn rotate(
        &self,
        admin: Admin<WebhookRotateSecret>,
        miniapp_id: Path<String>,
        body: Body<RotateBody>,
    ) -> Reply<WebhookRotateSecret, RotatedAnswer> {
        let (edge, miniapp) = (&admin.info.edge, miniapp_id.0);
        let (secret, sealed) = endpoints::new_secret(&edge.master, &*edge.rng, &miniapp);
        let grace = if body.value.at_once == Some(true) { std::time::Duration::ZERO } else { GRACE };
        let command = RotateSecret { miniapp: miniapp.clone(), secret: sealed, grace };
        let rotated = edge.commands.run(admin.ctx(), None, command).await?.outcome;
        Ok(Answer::new(RotatedAnswer {
            miniapp_id: miniapp,
            webhook_secret: secret.expose().to_owned(),
            previous_secret_until: rotated.previous_until.map(Time),
        }))
    }

    /// Send an event again
    ///
    /// One that was given up, with the same id and body. Given up events are kept for 30 days, 10 000 of each mini-app.
    #[oai(path = "/:miniapp_id/webhooks/:event_id/redeliver", method = "post", operation_id = "webhook_redeliver")]
    async fn redeliver(
        &self,
        admin: Admin<WebhookRedeliver>,
        miniapp_id: Path<String>,
        event_id: Path<String>,
    ) -> Reply<WebhookRedeliver, EventAnswer, 202> {
        let event: EventId = event_id.0.parse().map_err(|_| Rejection::field("/event_id", "An id begins with evt_."))?;
        let command = Redeliver { miniapp: miniapp_id.0, which: Which::One(event) };
        admin.info.edge.commands.run(admin.ctx(), None, command).await?;
        Ok(Answer::new(EventAnswer { event_id: event.to_string() }))
    }

    /// Send every event again that was given up
    #[oai(path = "/:miniapp_id/webhooks/redeliver", method = "post", operation_id = "webhook_redeliver_all")]
    async fn redeliver_all(
        &self,
        admin: Admin<WebhookRedeliverAll>,
        miniapp_id: Path<String>,
    ) -> Reply<WebhookRedeliverAll, RedeliveredAnswer, 202> {
        Ok(Answer::new(RedeliveredAnswer { redelivered: redeliver_all(&admin, &miniapp_id.0).await? }))
    }
}

/// In commits of a bounded size, each behind the one before: what is refused again in the meantime is not taken twice.
async fn redeliver_all(admin: &Admin<WebhookRedeliverAll>, miniapp: &str) -> Result<u64, Failure> {
    let (mut redelivered, mut behind) = (0, None);
    for _ in 0..=usize::try_from(KEPT_DEAD).unwrap_or(0) / REDELIVERED_AT_ONCE {
        let command = Redeliver { miniapp: miniapp.to_owned(), which: Which::Behind(behind) };
        let done = admin.info.edge.commands.run(admin.ctx(), None, command).await?.outcome;
        redelivered += u64::from(done.count);
        behind = done.more_behind;
        if behind.is_none() {
            break;
        }
    }
    Ok(redelivered)
}

fn view(url: String, row: EndpointRow, now: Timestamp) -> WebhookView {
    WebhookView {
        url,
        created_at: Time(row.created),
        secret_since: Time(row.secret_since),
        previous_secret_until: row.previous_until.filter(|until| now < *until).map(Time),
        given_up: row.dead,
        refusal: row.flag.map(|flag| RefusalView { event_id: flag.event.to_string(), status: flag.status, at: Time(flag.at) }),
    }
}

fn delivery_view(row: DeliveryRow) -> DeliveryView {
    DeliveryView {
        event_id: row.event.to_string(),
        event: row.kind.name().to_owned(),
        at: Time(row.at),
        attempt: row.attempt,
        outcome: row.outcome.name().to_owned(),
        took_ms: row.took,
        status: row.status,
        answer: row.answer,
        trouble: row.trouble,
    }
}

fn parse_cursor(text: &str) -> Result<u64, Rejection> {
    u64::from_str_radix(text, 16).map_err(|_| Rejection::field("/cursor", "This is no cursor of this list."))
}

fn default_limit() -> u32 {
    50
}
