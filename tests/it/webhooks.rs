//! What mini-apps are told of: signed, in order, again when it fails, and never at the cost of somebody else.

mod stub;

use std::{
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

use serde_json::{Value, json};
use tmcpd::{
    dev,
    kernel::{Clock, Currency, EventId, ScopeSet, Secret, Timestamp, UserId},
    miniapps::{Officiality, Register},
    outbox::{
        self, Effect,
        webhooks::{self, Webhook},
    },
    store::{
        ReadExt, WriteError,
        rows::{ClientKind, WebhookEvent, WebhookRow},
        tables::{WEBHOOKS, WEBHOOKS_DEAD},
    },
    webhooks::sign,
    worker,
};

use crate::support::*;

use stub::{Stub, nobody};

const OTHER: &str = "ma_other_001";
const WEBHOOKS_OF_SHOP: &str = "/api/v1/mini-apps/ma_shop_001/webhooks";
const BAD_REQUESTS: [u16; 5] = [400, 401, 404, 410, 413];

impl TestApp {
    async fn hook(&self, miniapp: &str, url: &str) -> Value {
        let body = json!({ "webhook_url": url });
        self.operate("PUT", &format!("/api/v1/mini-apps/{miniapp}/webhooks"), Some(body)).await.expect(200)
    }

    /// A second mini-app that hears of events at `url`; answers its secret.
    async fn add_other(&self, url: &str) -> String {
        let register = Register {
            id: OTHER.to_owned(),
            name: "Other".to_owned(),
            kind: ClientKind::Confidential,
            official: Officiality::ThirdParty,
            scopes: ScopeSet::EMPTY,
            preapproved: ScopeSet::EMPTY,
            redirect_uris: Vec::new(),
            webhook_url: None,
            secret: Some([1; 32]),
            currency: Currency::iso("USD").unwrap(),
        };
        self.edge.commands.run(self.ctx(), None, register).await.unwrap();
        self.hook(OTHER, url).await["webhook_secret"].as_str().unwrap().to_owned()
    }

    /// Tells `miniapp` of payments, as a command would; answers the ids of the events.
    async fn tell(&self, miniapp: &str, payments: &[&str]) -> Vec<String> {
        let (ctx, miniapp) = (self.ctx(), miniapp.to_owned());
        let payments: Vec<String> = payments.iter().map(|payment| (*payment).to_owned()).collect();
        let written = self.edge.commands.store().write(move |txn| {
            ctx.restart();
            let mut ids = Vec::new();
            for payment in &payments {
                let data = json!({ "payment_id": payment });
                let webhook = Webhook::new(&ctx, &miniapp, WebhookEvent::PaymentCompleted, payment, &data);
                webhooks::enqueue(txn, ctx.now, &webhook)?;
                ids.push(webhook.event.to_string());
            }
            Ok::<_, WriteError<()>>(ids)
        });
        let ids = written.await.unwrap();
        self.edge.commands.webhook_enqueued().notify_one();
        ids
    }

    async fn deliver_webhooks(&self) {
        worker::deliver_webhooks(&self.edge).await;
    }

    fn queued(&self) -> Vec<WebhookRow> {
        let mut rows = Vec::new();
        let visit = |_, row| {
            rows.push(row);
            Ok(())
        };
        self.edge.commands.store().read(|reader| reader.for_each(&WEBHOOKS, visit)).unwrap();
        rows
    }

    fn dead(&self) -> Vec<EventId> {
        let mut ids = Vec::new();
        let visit = |(_, id), _: WebhookRow| {
            ids.push(id);
            Ok(())
        };
        self.edge.commands.store().read(|reader| reader.for_each(&WEBHOOKS_DEAD, visit)).unwrap();
        ids
    }

    async fn shown(&self) -> Value {
        self.operate("GET", WEBHOOKS_OF_SHOP, None).await.expect(200)
    }
}

async fn within(limit: Duration, what: &str, mut holds: impl FnMut() -> bool) {
    let waiting = async {
        while !holds() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(limit, waiting).await.unwrap_or_else(|_| panic!("{what}: not within {limit:?}"));
}

#[tokio::test]
async fn a_ping_arrives_signed_both_ways() {
    let (app, stub) = (TestApp::new(), Stub::answering(|_, _| 200));
    assert!(app.hook(SHOP, &stub.url).await["webhook_secret"].is_null(), "the shop has its secret already");
    let sent = app.operate("POST", &format!("{WEBHOOKS_OF_SHOP}/ping"), None).await.expect(202);
    let id = sent["event_id"].as_str().unwrap();
    app.deliver_webhooks().await;
    let [ping] = stub.arrived().try_into().unwrap();
    let at = START.to_string();
    let body = format!(r#"{{"event":"ping","event_id":"{id}","timestamp":"{at}","data":{{"miniapp_id":"ma_shop_001"}}}}"#);
    assert_eq!((ping.body.as_str(), ping.id(), ping.headers["x-webhook-event-id"].as_str()), (&*body, id, id));
    let seconds = START.unix_seconds().to_string();
    assert_eq!([&ping.headers["x-webhook-timestamp"], &ping.headers["webhook-timestamp"]], [&seconds, &seconds]);
    assert_eq!(ping.headers["content-type"], "application/json");
    assert!(ping.is_signed_with(dev::SHOP_WEBHOOK_SECRET) && !ping.is_signed_with("whsec_AAAA"));

    let shown = app.shown().await;
    let delivery = &shown["deliveries"][0];
    for (field, expected) in [
        ("event_id", json!(id)),
        ("event", json!("ping")),
        ("outcome", json!("delivered")),
        ("attempt", json!(1)),
        ("status", json!(200)),
        ("answer", json!("ok")),
    ] {
        assert_eq!(delivery[field], expected, "{field}");
    }
    assert_eq!((&shown["pagination"]["total"], &shown["webhook"]["url"]), (&json!(1), &json!(stub.url)));
    assert!(!shown.to_string().contains("whsec_") && app.queued().is_empty());
}

#[tokio::test]
async fn what_fails_is_tried_five_times_more_and_then_kept() {
    let (app, stub) = (TestApp::new(), Stub::answering(|_, before| if before < 6 { 503 } else { 200 }));
    app.hook(SHOP, &stub.url).await;
    let ids = app.tell(SHOP, &["pay_1"]).await;
    for pause in [1, 5, 30, 120, 300].map(Duration::from_secs) {
        app.deliver_webhooks().await;
        let [row] = app.queued().try_into().unwrap();
        let found = row.due.since(app.clock.now());
        assert!(found >= pause && found <= pause + pause / 5, "{found:?} after {pause:?}");
        app.advance(found - Duration::from_millis(1));
        let before = stub.arrived().len();
        app.deliver_webhooks().await;
        assert_eq!(stub.arrived().len(), before, "not before it is due");
        app.advance(Duration::from_millis(1));
    }
    app.deliver_webhooks().await;
    assert!(app.queued().is_empty() && stub.arrived().len() == 6);
    assert_eq!(app.dead().iter().map(ToString::to_string).collect::<Vec<_>>(), ids);
    assert_eq!(app.shown().await["webhook"]["given_up"], 1);
    let outcomes: Vec<_> = app.shown().await["deliveries"].as_array().unwrap().iter().map(|row| row["outcome"].clone()).collect();
    assert_eq!(outcomes, ["dead", "retry", "retry", "retry", "retry", "retry"]);

    let again = format!("{WEBHOOKS_OF_SHOP}/{}/redeliver", ids[0]);
    app.operate("POST", &again, None).await.expect(202);
    app.deliver_webhooks().await;
    let arrived = stub.arrived();
    assert!(arrived.len() == 7 && arrived.iter().all(|one| one.body == arrived[0].body && one.id() == ids[0]), "{arrived:?}");
    assert!(app.dead().is_empty() && app.shown().await["webhook"]["given_up"] == 0);
    app.operate("POST", &again, None).await.refused_plainly(404, "NOT_FOUND");
}

#[tokio::test]
async fn events_about_one_payment_wait_for_each_other_and_others_do_not() {
    let (app, stub) = (TestApp::new(), Stub::answering(|_, before| if before == 0 { 500 } else { 204 }));
    app.hook(SHOP, &stub.url).await;
    let first = app.tell(SHOP, &["pay_1"]).await;
    app.deliver_webhooks().await;
    let rest = app.tell(SHOP, &["pay_1", "pay_2", "pay_1"]).await;
    app.deliver_webhooks().await;
    assert_eq!(stub.ids(), [first[0].clone(), rest[1].clone()]);
    app.advance(Duration::from_secs(2));
    app.deliver_webhooks().await;
    assert_eq!(stub.ids()[2..], [first[0].clone(), rest[0].clone(), rest[2].clone()]);
}

#[tokio::test]
async fn what_is_refused_for_good_stops_and_is_flagged_until_something_is_accepted() {
    let status = Arc::new(Mutex::new(200));
    let answer = Arc::clone(&status);
    let (app, stub) = (TestApp::new(), Stub::answering(move |_, _| *answer.lock().unwrap()));
    app.hook(SHOP, &stub.url).await;
    for bad in BAD_REQUESTS {
        *status.lock().unwrap() = bad;
        let ids = app.tell(SHOP, &["pay_1"]).await;
        app.deliver_webhooks().await;
        let shown = app.shown().await;
        assert_eq!(shown["deliveries"][0]["outcome"], "stopped", "{bad}");
        assert_eq!(shown["webhook"]["refusal"]["status"], bad);
        assert_eq!(shown["webhook"]["refusal"]["event_id"], ids[0]);
        assert!(app.queued().is_empty());
    }
    assert_eq!((stub.arrived().len(), app.dead().len()), (5, 5));
    *status.lock().unwrap() = 200;
    let told = app.operate("POST", &format!("{WEBHOOKS_OF_SHOP}/redeliver"), None).await.expect(202);
    assert_eq!(told["redelivered"], 5);
    app.deliver_webhooks().await;
    assert!(app.dead().is_empty() && stub.arrived().len() == 10);
    assert!(app.shown().await["webhook"]["refusal"].is_null());
}

#[tokio::test]
async fn the_endpoints_wish_to_be_left_alone_is_kept_within_reason() {
    for (wish, seconds) in [("77", 77), ("86400", 600), ("Wed, 18 Nov 2026 11:08:40 GMT", 120)] {
        let answer = format!("HTTP/1.1 429 X\r\nContent-Length: 0\r\nRetry-After: {wish}\r\n\r\n");
        let (app, stub) = (TestApp::new(), Stub::new(move |_, _| answer.clone()));
        app.hook(SHOP, &stub.url).await;
        app.tell(SHOP, &["pay_1"]).await;
        app.deliver_webhooks().await;
        assert_eq!(app.queued()[0].due, START + Duration::from_secs(seconds), "{wish}");
    }
}

#[tokio::test]
async fn webhook_to_an_endpoint_that_never_answers_delays_no_other() {
    let silent = Stub::new(|_, _| {
        thread::sleep(Duration::from_secs(30));
        String::new()
    });
    let (app, good) = (TestApp::new(), Stub::answering(|_, _| 200));
    app.hook(SHOP, &silent.url).await;
    app.add_other(&good.url).await;
    let (stop, stopping) = tokio::sync::watch::channel(false);
    let mut loops = worker::start(&app.edge, &stopping);
    let payments: Vec<String> = (0..100).map(|number| format!("pay_{number}")).collect();
    app.tell(SHOP, &payments.iter().map(String::as_str).collect::<Vec<_>>()).await;
    within(Duration::from_secs(5), "the silent endpoint is called", || silent.arrived().len() == 8).await;
    for _ in 0..50 {
        app.tell(OTHER, &["pay_1"]).await;
    }
    within(Duration::from_secs(5), "the other hears of everything", || good.arrived().len() == 50).await;
    assert_eq!(silent.arrived().len(), 8, "at most eight at once");
    stop.send(true).unwrap();
    loops.abort_all();
    while loops.join_next().await.is_some() {}
}

#[tokio::test]
async fn ten_thousand_events_for_a_dead_endpoint_slow_nobody() {
    let (app, good) = (TestApp::new(), Stub::answering(|_, _| 200));
    app.hook(SHOP, &nobody()).await;
    let secret = app.add_other(&good.url).await;
    let payments: Vec<String> = (0..10_000).map(|number| format!("pay_{number}")).collect();
    app.tell(SHOP, &payments.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let (stop, stopping) = tokio::sync::watch::channel(false);
    let mut loops = worker::start(&app.edge, &stopping);
    for round in 1..=20 {
        app.tell(OTHER, &["pay_1"]).await;
        within(Duration::from_secs(2), "the other hears of it", || good.arrived().len() == round).await;
    }
    assert!(good.arrived().iter().all(|one| one.is_signed_with(&secret)));
    let change = Effect::FactorChanged { user: UserId::parse(BOB).unwrap(), change: "A device key was enrolled.".to_owned() };
    let ctx = app.ctx();
    let write = app.edge.commands.store().write(move |txn| Ok::<_, WriteError<()>>(outbox::enqueue(txn, &ctx, &change)?));
    write.await.unwrap();
    app.edge.commands.enqueued().notify_one();
    let matrix = || app.edge.commands.store().read(|reader| outbox::waiting(reader, 0, 1)).unwrap();
    within(Duration::from_secs(5), "Matrix hears too", || matrix().is_empty()).await;
    let tried = app.queued().iter().map(|row| row.attempts).sum::<u32>();
    assert!((15..=24).contains(&tried), "its circuit is open after {tried} attempts, and nothing more is written");
    stop.send(true).unwrap();
    while loops.join_next().await.is_some() {}
}

#[tokio::test]
async fn what_waited_an_hour_for_a_dead_endpoint_is_given_up() {
    let app = TestApp::new();
    app.hook(SHOP, &nobody()).await;
    let payments: Vec<String> = (0..100).map(|number| format!("pay_{number}")).collect();
    app.tell(SHOP, &payments.iter().map(String::as_str).collect::<Vec<_>>()).await;
    app.deliver_webhooks().await;
    assert!(app.queued().len() == 100 && app.dead().is_empty());
    app.advance(Duration::from_secs(3600));
    app.deliver_webhooks().await;
    assert!(app.dead().len() >= 80, "what was never tried is given up at once: {}", app.dead().len());
    for _ in 0..12 {
        app.advance(Duration::from_secs(120));
        app.deliver_webhooks().await;
    }
    assert!(app.queued().is_empty() && app.dead().len() == 100);
}

#[tokio::test]
async fn a_secret_is_replaced_without_an_event_lost() {
    let (app, stub) = (TestApp::new(), Stub::answering(|_, _| 200));
    app.hook(SHOP, &stub.url).await;
    let rotate =
        async |body: Value| app.operate("POST", &format!("{WEBHOOKS_OF_SHOP}/rotate-secret"), Some(body)).await.expect(200);
    let signed = async |secrets: [&str; 2]| {
        app.tell(SHOP, &["pay_1"]).await;
        app.deliver_webhooks().await;
        let last = stub.arrived().pop().unwrap();
        secrets.map(|secret| last.is_signed_with(secret))
    };
    let rotated = rotate(json!({})).await;
    let (old, new) = (dev::SHOP_WEBHOOK_SECRET, rotated["webhook_secret"].as_str().unwrap());
    assert!(new.starts_with("whsec_") && new.len() == 50, "256 bits in base64");
    assert_eq!(signed([old, new]).await, [true, true]);
    app.advance(Duration::from_secs(24 * 3600 - 1));
    assert_eq!(signed([old, new]).await, [true, true]);
    app.advance(Duration::from_secs(1));
    assert_eq!(signed([old, new]).await, [false, true]);
    let rotated = rotate(json!({ "at_once": true })).await;
    assert!(rotated["previous_secret_until"].is_null());
    assert_eq!(signed([new, rotated["webhook_secret"].as_str().unwrap()]).await, [false, true]);
}

#[tokio::test]
async fn without_a_webhook_nothing_waits() {
    let (app, stub) = (TestApp::new(), Stub::answering(|_, _| 500));
    app.hook(SHOP, &stub.url).await;
    app.tell(SHOP, &["pay_1", "pay_2"]).await;
    app.deliver_webhooks().await;
    app.operate("DELETE", WEBHOOKS_OF_SHOP, None).await.expect(200);
    app.advance(Duration::from_secs(10));
    app.deliver_webhooks().await;
    assert!(app.queued().is_empty() && app.dead().is_empty() && stub.arrived().len() == 2);
    app.tell(SHOP, &["pay_3"]).await;
    app.tell("ma_official_wallet", &["pay_4"]).await;
    assert!(app.queued().is_empty());
    assert!(app.shown().await["webhook"].is_null());
    app.operate("POST", &format!("{WEBHOOKS_OF_SHOP}/ping"), None).await.refused_plainly(404, "NOT_FOUND");
    app.operate("DELETE", "/api/v1/mini-apps/ma_nobody/webhooks", None).await.refused_plainly(404, "MINIAPP_NOT_FOUND");
}

#[tokio::test]
async fn webhook_addresses_are_refused_where_they_are_set() {
    let app = TestApp::new();
    let set = async |miniapp: &str, url: &str| {
        let path = format!("/api/v1/mini-apps/{miniapp}/webhooks");
        app.operate("PUT", &path, Some(json!({ "webhook_url": url }))).await
    };
    for url in [
        "https://169.254.169.254/latest/meta-data/",
        "https://[::1]/",
        "https://0x7f.1/",
        "https://10.0.0.1/",
        "http://10.0.0.1/",
        "https://user:password@shop.example/",
        "https://shop.example:22/",
        "file:///etc/passwd",
        "shop.example",
    ] {
        let details = set(SHOP, url).await.refused_plainly(400, "INVALID_REQUEST");
        assert_eq!(details["field"], "/webhook_url", "{url}");
    }
    set("ma_official_wallet", "https://shop.example/").await.refused_plainly(400, "INVALID_REQUEST");
    set("ma_nobody", "https://shop.example/").await.refused_plainly(404, "MINIAPP_NOT_FOUND");
}

#[tokio::test]
async fn deliveries_are_paged_and_forgotten_after_a_month() {
    let (app, stub) = (TestApp::new(), Stub::answering(|_, _| 410));
    app.hook(SHOP, &stub.url).await;
    let ids = app.tell(SHOP, &["pay_1"; 5]).await;
    app.deliver_webhooks().await;
    let page = app.operate("GET", &format!("{WEBHOOKS_OF_SHOP}?limit=3"), None).await.expect(200);
    let next = page["pagination"]["next_cursor"].as_str().unwrap();
    let rest = app.operate("GET", &format!("{WEBHOOKS_OF_SHOP}?limit=3&cursor={next}"), None).await.expect(200);
    assert_eq!((&page["pagination"]["total"], &rest["pagination"]["has_more"]), (&json!(5), &json!(false)));
    let both = [&page, &rest].into_iter().flat_map(|page| page["deliveries"].as_array().unwrap());
    let shown: Vec<_> = both.map(|row| row["event_id"].as_str().unwrap().to_owned()).rev().collect();
    assert_eq!(shown, ids);

    let tick = async |now: Timestamp| worker::tick(&app.edge, now).await.unwrap();
    app.advance(Duration::from_secs(30 * 24 * 3600));
    tick(app.clock.now()).await;
    assert_eq!(app.dead().len(), 5);
    app.advance(Duration::from_millis(1));
    tick(app.clock.now()).await;
    assert!(app.dead().is_empty());
    let shown = app.shown().await;
    assert_eq!((&shown["pagination"]["total"], &shown["webhook"]["given_up"]), (&json!(0), &json!(0)));
}

#[tokio::test]
async fn the_sink_of_development_verifies_and_fails_as_told() {
    let app = TestApp::new();
    assert_eq!(app.shown().await["webhook"]["url"], "http://127.0.0.1:8420/dev/webhooks/sink");
    let send = async |secret: &str| {
        let body = r#"{"event":"ping"}"#;
        let request = poem::Request::builder().method(poem::http::Method::POST).uri_str("/dev/webhooks/sink");
        let headers = sign::headers(&[Secret::new(secret)], "evt_1", START, body);
        let request = headers.into_iter().fold(request, |request, (name, value)| request.header(name, value));
        app.call(request.body(body)).await.status.as_u16()
    };
    app.post("/dev/webhooks/behaviour", "", &json!({ "status": 503, "times": 1 })).await.expect(200);
    assert_eq!(send(dev::SHOP_WEBHOOK_SECRET).await, 503);
    assert_eq!(send("whsec_AAAA").await, 200);
    let arrivals = app.get("/dev/webhooks", "").await.expect(200);
    let arrivals = arrivals["deliveries"].as_array().unwrap();
    for (arrival, valid, answered) in [(&arrivals[0], true, 503), (&arrivals[1], false, 200)] {
        assert_eq!(arrival["tmcp_signature_valid"], valid);
        assert_eq!(arrival["standard_signature_valid"], valid);
        assert_eq!((&arrival["answered"], &arrival["body"]["event"]), (&json!(answered), &json!("ping")));
    }
    app.post("/dev/webhooks/behaviour", "", &json!({ "status": 99, "times": 1 })).await.refused(400, "INVALID_REQUEST");
}
