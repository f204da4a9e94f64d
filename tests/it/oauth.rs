//! The OAuth endpoints from outside, against a server in memory with the people and the shop of dev mode.

mod clients;
mod consent;
mod discovery;
mod exchange;
mod refresh;
mod tokens;

use std::{sync::Arc, time::Duration};

use base64::{Engine, engine::general_purpose::STANDARD};
use poem::{
    Endpoint, EndpointExt, Response,
    endpoint::BoxEndpoint,
    http::HeaderMap,
    test::{TestClient, TestRequestBuilder},
};
use serde_json::{Value, json};
use tmcpd::{
    app::{Outside, assemble},
    config::{self, Profile, Settings},
    edge::Edge,
    http::router::router,
    identity::KeyRing,
    kernel::{ManualClock, SeededRng, Timestamp, UserId},
    logs::AccessLog,
    store::{
        Failure, Options, ReadExt, Store,
        rows::MiniAppStatus,
        tables::{MINIAPPS, SUSPENDED_USERS},
    },
};

const EXCHANGE: &str = "urn:ietf:params:oauth:grant-type:token-exchange";
const ACCESS_TOKEN: &str = "urn:ietf:params:oauth:token-type:access_token";
const OPENID: &str = "urn:tmcp:params:oauth:token-type:matrix_openid";
const TEP: &str = "urn:tmcp:params:oauth:token-type:tep";
const SHOP: &str = "ma_shop_001";
const BACKEND: &str = "ma_shop_001_backend";
const SECRET: &str = "dev_secret_shop";

/// A server in memory.
struct App {
    edge: Arc<Edge>,
    clock: Arc<ManualClock>,
    client: TestClient<BoxEndpoint<'static, Response>>,
}

/// What came back.
#[derive(Debug)]
struct Reply {
    status: u16,
    headers: HeaderMap,
    text: String,
}

impl App {
    async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// With other settings than those of dev mode.
    async fn with(change: fn(&mut Settings)) -> Self {
        let clock = Arc::new(ManualClock::new(Timestamp(1_795_000_000_000)));
        let outside = Outside { clock: clock.clone(), rng: Arc::new(SeededRng::new(1)), access: AccessLog::off() };
        let mut settings = config::load(None, [], Vec::new(), Profile::Dev).unwrap().settings;
        change(&mut settings);
        let build = move || {
            let store = Store::open(Options::in_memory()).unwrap();
            assemble(settings, outside, store, KeyRing::ephemeral().unwrap(), [7; 32]).unwrap()
        };
        let edge = Arc::new(tokio::task::spawn_blocking(build).await.unwrap());
        let client = TestClient::new(router(Arc::clone(&edge)).boxed());
        Self { edge, clock, client }
    }

    async fn form(&self, path: &str, fields: &[(&str, &str)], basic: Option<(&str, &str)>) -> Reply {
        let body: String = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let mut request = self.client.post(path).content_type("application/x-www-form-urlencoded").body(body);
        if let Some((id, secret)) = basic {
            request = request.header("authorization", format!("Basic {}", STANDARD.encode(format!("{id}:{secret}"))));
        }
        Reply::of(request).await
    }

    /// Exchanges alice's token for the shop, with `fields` besides; an empty field takes the place of the usual one.
    async fn exchange(&self, fields: &[(&str, &str)]) -> Reply {
        self.form("/oauth2/token", &exchange_form(fields), None).await
    }

    /// The answer to an exchange that works.
    async fn session(&self, fields: &[(&str, &str)]) -> Value {
        let reply = self.exchange(fields).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        reply.json()
    }

    async fn refresh(&self, token: &str, fields: &[(&str, &str)]) -> Reply {
        let mut form = vec![("grant_type", "refresh_token"), ("refresh_token", token)];
        form.extend(fields);
        if !fields.iter().any(|(name, _)| *name == "client_id") {
            form.push(("client_id", SHOP));
        }
        self.form("/oauth2/token", &form, None).await
    }

    /// What `POST /oauth2/introspect` says to the shop's backend.
    async fn introspect(&self, token: &str) -> Value {
        let reply = self.form("/oauth2/introspect", &[("token", token)], Some((BACKEND, SECRET))).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        reply.json()
    }

    async fn get(&self, path: &str, headers: &[(&'static str, &str)]) -> Reply {
        Reply::of(with_headers(self.client.get(path), headers)).await
    }

    async fn answer_consent(&self, matrix_token: &str, body: &Value) -> Reply {
        let request = self.client.post("/oauth2/consent").body_json(body);
        Reply::of(request.header("authorization", format!("Bearer {matrix_token}"))).await
    }

    /// Has `person` agree to `scope` for the shop, after asking for it.
    async fn grant(&self, person: &str, scope: &str) {
        let asked = self.exchange(&[("subject_token", person), ("scope", scope)]).await.json();
        let scopes: Vec<&str> = scope.split(' ').collect();
        let answer =
            self.answer_consent(person, &json!({ "session": asked["consent_session"], "approved_scopes": scopes })).await;
        assert_eq!(answer.status, 200, "{answer:?}");
    }

    /// The status of an operation that any TEP token of alice's with `wallet:balance` may do.
    async fn balance(&self, access_token: &str) -> u16 {
        let authorization = format!("Bearer {access_token}");
        self.get("/api/v1/wallet/balance", &[("authorization", &authorization)]).await.status
    }

    async fn suspend_user(&self, user: &str) {
        let (user, now) = (UserId::parse(user).unwrap(), self.edge.now());
        self.edge.live.set_suspended(&user, Some(now));
        let written: Result<(), Failure> =
            self.edge.commands.store().write(move |txn| Ok(txn.put(&SUSPENDED_USERS, &user, &now)?)).await;
        written.unwrap();
    }

    async fn suspend_shop(&self) {
        let write = |txn: &mut tmcpd::store::Txn<'_>| {
            let mut row = txn.get(&MINIAPPS, &SHOP.to_owned())?.unwrap();
            row.status = MiniAppStatus::Suspended;
            Ok(txn.put(&MINIAPPS, &SHOP.to_owned(), &row)?)
        };
        let written: Result<(), Failure> = self.edge.commands.store().write(write).await;
        written.unwrap();
    }

    fn advance(&self, seconds: u64) {
        use tmcpd::kernel::Clock;
        self.clock.advance(Duration::from_secs(seconds));
        assert_eq!(self.clock.now(), self.edge.now());
    }
}

impl Reply {
    async fn of<E: Endpoint<Output = Response>>(request: TestRequestBuilder<'_, E>) -> Self {
        let response = request.send().await.0;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Self { status, headers, text: response.into_body().into_string().await.unwrap() }
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap()
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// Status and `error`, which has to be in RFC 6749's form.
    fn refusal(&self) -> (u16, String) {
        let body = self.json();
        assert!(body["error_description"].as_str().is_some_and(|text| !text.is_empty()), "{body}");
        assert_eq!(self.header("cache-control"), Some("no-store"));
        (self.status, body["error"].as_str().unwrap().to_owned())
    }

    /// Status and code, which have to be in TMCP's form.
    fn tmcp_refusal(&self) -> (u16, String) {
        (self.status, self.json()["error"]["code"].as_str().unwrap().to_owned())
    }
}

fn exchange_form<'a>(fields: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut form = fields.to_vec();
    for usual in
        [("grant_type", EXCHANGE), ("client_id", SHOP), ("subject_token", "dev_alice"), ("subject_token_type", ACCESS_TOKEN)]
    {
        if !fields.iter().any(|(name, _)| *name == usual.0) {
            form.push(usual);
        }
    }
    form
}

fn with_headers<'a, E>(mut request: TestRequestBuilder<'a, E>, headers: &[(&'static str, &str)]) -> TestRequestBuilder<'a, E> {
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request
}

fn refused(status: u16, error: &str) -> (u16, String) {
    (status, error.to_owned())
}
