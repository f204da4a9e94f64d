//! A whole server in memory: the real router, a store without a disk, a clock that stands still, repeatable randomness, the
//! homeserver of dev mode. When a [`TestApp`] goes, it looks after the house: the books are even and the audit chain is whole.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use poem::{
    Endpoint, EndpointExt, Request,
    endpoint::BoxEndpoint,
    http::{HeaderMap, Method, StatusCode},
};
use serde_json::{Value, json};
use tmcpd::{
    app::{self, Outside, Secrets},
    audit::{self, ChainState},
    config::{self, Profile, Settings},
    edge::Edge,
    http::{control, router::router},
    identity::{AnswerConsent, Claims, KeyRing, Live, SessionInfo, StartSession, Started},
    kernel::{Actor, Clock, Ctx, ManualClock, ScopeSet, Secret, SeededRng, Timestamp, UserId, sha256},
    ledger,
    logs::AccessLog,
    store::{Options, Store},
    worker,
};

/// Where the clock of every test begins.
pub const START: Timestamp = Timestamp(1_795_000_000_000);

pub const ALICE: &str = "@alice:tween.example";
pub const BOB: &str = "@bob:tween.example";
pub const CHARLIE: &str = "@charlie:tween.example";
pub const ROOM: &str = "!chat123:tween.example";
pub const ALICE_PIN: &str = "482915";
pub const BOB_PIN: &str = "731904";
pub const SHOP: &str = "ma_shop_001";
pub const ALL_WALLET: &str = "wallet:balance wallet:history wallet:pay";

/// The server and what stands around it.
pub struct TestApp {
    pub edge: Arc<Edge>,
    pub clock: Arc<ManualClock>,
    endpoint: BoxEndpoint<'static, poem::Response>,
}

/// An admin's token.
pub struct AdminToken {
    pub id: String,
    pub token: String,
}

/// A browser that is signed in.
pub struct Browser {
    /// For the `Cookie` header.
    pub cookie: String,
    /// For the `X-CSRF-Token` header.
    pub csrf: String,
}

/// An answer, read.
#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Reply {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    /// Fails unless the status is `status`; answers the body.
    #[track_caller]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        if self.text.is_empty() { Value::Null } else { self.json() }
    }

    /// Fails unless it is a TMCP error of this status and code; answers its details.
    #[track_caller]
    pub fn refused(self, status: u16, code: &str) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        let body = self.json();
        let error = &body["error"];
        assert_eq!(error["code"], code, "{body}");
        assert!(error["message"].is_string() && error["request_id"].as_str().unwrap().starts_with("req_"), "{body}");
        assert_eq!(error["request_id"].as_str(), self.header("x-request-id"), "{body}");
        error["details"].clone()
    }

    /// The same of an answer that came without its headers.
    #[track_caller]
    pub fn refused_plainly(self, status: u16, code: &str) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        let body = self.json();
        assert_eq!(body["error"]["code"], code, "{body}");
        body["error"]["details"].clone()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }
}

/// Making an RSA key takes a while, so all tests share one.
pub fn keys() -> KeyRing {
    static KEYS: OnceLock<KeyRing> = OnceLock::new();
    KEYS.get_or_init(|| KeyRing::ephemeral(START).unwrap()).clone()
}

/// The settings of dev mode.
pub fn settings() -> Settings {
    config::load(None, Vec::new(), Vec::new(), Profile::Dev).unwrap().settings
}

impl TestApp {
    /// Dev mode's people and money.
    pub fn new() -> Self {
        Self::with(|_| {})
    }

    /// The same with other rules.
    pub fn with(change: impl FnOnce(&mut Settings)) -> Self {
        let mut settings = settings();
        settings.log.access = false;
        change(&mut settings);
        let clock = Arc::new(ManualClock::new(START));
        let outside = Outside { clock: Arc::clone(&clock) as _, rng: Arc::new(SeededRng::new(1)), access: AccessLog::off() };
        let store = Store::open(Options::in_memory()).unwrap();
        let build =
            move || app::assemble(settings, outside, store, keys(), Secrets { links: [7; 32], master: [8; 32] }).map(Arc::new);
        let edge = std::thread::spawn(build).join().unwrap().unwrap();
        let endpoint = router(Arc::clone(&edge)).boxed();
        Self { edge, clock, endpoint }
    }

    pub fn advance(&self, by: Duration) {
        self.clock.advance(by);
    }

    pub async fn call(&self, request: Request) -> Reply {
        let response = self.endpoint.get_response(request).await;
        let (status, headers) = (response.status(), response.headers().clone());
        let text = String::from_utf8_lossy(&response.into_body().into_vec().await.unwrap()).into_owned();
        Reply { status, headers, text }
    }

    pub async fn get(&self, path: &str, token: &str) -> Reply {
        self.call(authorized(Request::builder().uri(path.parse().unwrap()), token).finish()).await
    }

    pub async fn post(&self, path: &str, token: &str, body: &Value) -> Reply {
        self.post_text(path, token, "application/json", body.to_string()).await
    }

    pub async fn post_text(&self, path: &str, token: &str, content_type: &str, body: String) -> Reply {
        let request = Request::builder().method(Method::POST).uri(path.parse().unwrap()).content_type(content_type);
        self.call(authorized(request, token).body(body)).await
    }

    pub async fn post_form(&self, path: &str, token: &str, form: &[(&str, &str)]) -> Reply {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        self.post_text(path, token, "application/x-www-form-urlencoded", body).await
    }

    pub async fn delete(&self, path: &str, token: &str) -> Reply {
        let request = Request::builder().method(Method::DELETE).uri(path.parse().unwrap());
        self.call(authorized(request, token).finish()).await
    }

    /// What the operator at the machine is answered.
    pub async fn operate(&self, method: &str, path: &str, body: Option<Value>) -> Reply {
        let answer = control::call(&self.edge, method, path, body.map(|body| body.to_string())).await.unwrap();
        let text = String::from_utf8(answer.body).unwrap();
        Reply { status: StatusCode::from_u16(answer.status).unwrap(), headers: HeaderMap::new(), text }
    }

    /// An admin's token in `role`, good for a day.
    pub async fn admin(&self, role: &str) -> AdminToken {
        let body = json!({ "name": role, "role": role, "expires_in_days": 1 });
        let made = self.operate("POST", "/api/v1/admin/tokens", Some(body)).await.expect(201);
        let text = |name: &str| made[name].as_str().unwrap().to_owned();
        AdminToken { id: text("token_id"), token: text("token") }
    }

    /// `user` in a browser that is signed in to the account pages.
    pub async fn sign_in(&self, user: &str) -> Browser {
        let reply = self.post("/api/v1/account/sign-in", "", &json!({ "provider": "dev", "user": user })).await;
        let set_cookie = reply.header("set-cookie").unwrap_or_else(|| panic!("{}", reply.text)).to_owned();
        let cookie = set_cookie.split(';').next().unwrap().to_owned();
        let csrf = reply.expect(200)["csrf_token"].as_str().unwrap().to_owned();
        Browser { cookie, csrf }
    }

    /// A request of one of our own pages; GET has no body.
    pub async fn call_as(&self, browser: &Browser, method: &str, path: &str, body: &Value) -> Reply {
        let request = Request::builder().method(method.parse::<Method>().unwrap()).uri(path.parse().unwrap());
        let request = request.header("cookie", &browser.cookie).header("sec-fetch-site", "same-origin");
        if method == "GET" {
            return self.call(request.finish()).await;
        }
        let request = request.header("x-csrf-token", &browser.csrf).content_type("application/json");
        self.call(request.body(body.to_string())).await
    }

    pub async fn get_as(&self, browser: &Browser, path: &str) -> Reply {
        self.call_as(browser, "GET", path, &Value::Null).await
    }

    pub async fn post_as(&self, browser: &Browser, path: &str, body: &Value) -> Reply {
        self.call_as(browser, "POST", path, body).await
    }

    /// A TEP token of `user` for the shop with these scopes, agreed to.
    pub async fn token(&self, user: &str, scopes: &str) -> String {
        self.token_for(user, SHOP, scopes).await
    }

    /// The same for any mini-app.
    pub async fn token_for(&self, user: &str, client: &str, scopes: &str) -> String {
        let info = self.session(user, client, scopes).await;
        let now = self.clock.now();
        let claims = Claims {
            user: info.user,
            client: info.client,
            scopes: info.scopes,
            wallet: info.wallet,
            session: info.session,
            token_id: format!("{user}{client}{scopes}"),
            issued: now,
            expires: info.expires,
            context: None,
        };
        let matrix_token = format!("dev_{}", user[1..].split(':').next().unwrap());
        self.edge.vault.keep(info.session, Secret::new(matrix_token));
        self.edge.tokens.sign(&claims).unwrap()
    }

    pub async fn session(&self, user: &str, client: &str, scopes: &str) -> SessionInfo {
        let user = UserId::parse(user).unwrap();
        let scopes = ScopeSet::parse(scopes).unwrap();
        match self.start(&user, client, scopes).await {
            Started::Session(info) => info,
            Started::ConsentRequired { request, required, .. } => {
                let approved = Some(required);
                let answer = AnswerConsent { request, user: user.clone(), approved, code: [0; 32], method: "json" };
                self.edge.commands.run(self.ctx(), None, answer).await.unwrap();
                match self.start(&user, client, scopes).await {
                    Started::Session(info) => info,
                    Started::ConsentRequired { required, .. } => panic!("consent is missing for {required}"),
                }
            }
        }
    }

    async fn start(&self, user: &UserId, client: &str, scopes: ScopeSet) -> Started {
        let settings = self.edge.settings();
        let command = StartSession {
            user: user.clone(),
            client: client.to_owned(),
            scopes: Some(scopes),
            subject: sha256(format!("{user}{client}{scopes}").as_bytes()),
            by_openid: false,
            refresh: None,
            token_lifetime: settings.tokens.tep_lifetime,
            refresh_lifetime: settings.tokens.refresh_lifetime,
            consent_lifetime: settings.tokens.consent_lifetime,
            currency: settings.currencies.primary(),
            live: Arc::clone(&self.edge.live) as Arc<Live>,
        };
        self.edge.commands.run(self.ctx(), None, command).await.unwrap().outcome
    }

    /// Carries out what is due in the outbox, and what that leads to.
    pub async fn deliver_outbox(&self) {
        worker::deliver_all(&self.edge).await;
    }

    pub fn ctx(&self) -> Ctx {
        Ctx::new(self.clock.now(), Actor::System, None, &*self.edge.rng)
    }

    /// What `token`'s wallet can spend, as it is on the wire.
    pub async fn available(&self, token: &str) -> String {
        let reply = self.get("/api/v1/wallet/balance", token).await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
        let at = reply.text.find("\"available\":").unwrap() + "\"available\":".len();
        reply.text[at..].split([',', '}']).next().unwrap().to_owned()
    }
}

fn authorized(request: poem::RequestBuilder, token: &str) -> poem::RequestBuilder {
    if token.is_empty() { request } else { request.header("authorization", format!("Bearer {token}")) }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        let store = self.edge.commands.store();
        let report = store.read(ledger::check).unwrap();
        assert!(report.is_clean(), "{:#?}", report.problems);
        assert!(matches!(store.read(audit::verify).unwrap(), ChainState::Whole { .. }));
    }
}
