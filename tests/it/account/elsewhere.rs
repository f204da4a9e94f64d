//! A server whose people sign in elsewhere, and that elsewhere: one stub that plays both MAS and the homeserver.

use std::{
    sync::{Arc, Mutex, OnceLock},
    time::Duration,
};

use poem::Request;
use serde_json::json;
use tmcpd::{
    config::{ClassLimit, Homeserver, Mas, Provider},
    kernel::Secret,
};
use url::Url;

use crate::{
    stub::{Seen, Stub},
    support::*,
};

pub const MAS: &str = "/account/sign-in/mas";
pub const SSO: &str = "/account/sign-in/sso";
pub const PASSWORD: &str = "correct horse";

/// Instead of a status: no answer.
pub const NEVER: u16 = 0;

/// How the other side behaves.
#[derive(Clone)]
pub struct Behaviour {
    /// Whom it vouches for, by localpart.
    pub person: &'static str,
    /// The server that the homeserver names.
    pub server: &'static str,
    /// Whose client's token MAS says it is.
    pub client: &'static str,
    /// How it answers when a session is to be closed; [`NEVER`] as long as it is that.
    pub closing: u16,
    /// How it answers a login.
    pub login: u16,
}

/// The server, and the other side.
pub struct World {
    pub app: TestApp,
    pub stub: Stub,
    behaviour: Arc<Mutex<Behaviour>>,
}

impl World {
    pub fn new() -> Self {
        let behaviour = Behaviour { person: "alice", server: "tween.example", client: "0TMCP", closing: 200, login: 200 };
        let behaviour = Arc::new(Mutex::new(behaviour));
        let (told, listening) = (Arc::clone(&behaviour), Arc::new(OnceLock::<Url>::new()));
        let own = Arc::clone(&listening);
        let stub = Stub::start(move |seen| {
            while is_closing(seen) && told.lock().unwrap().closing == NEVER {
                std::thread::sleep(Duration::from_millis(1));
            }
            answer(seen, own.get().unwrap(), &told.lock().unwrap().clone())
        });
        listening.set(stub.url.clone()).unwrap();
        let url = stub.url.clone();
        let app = TestApp::with(move |settings| {
            settings.identity.providers = vec![Provider::Mas, Provider::Homeserver];
            let (client_id, client_secret) = ("0TMCP".to_owned(), Secret::new("mas secret"));
            settings.identity.mas = Some(Mas { issuer: url.clone(), client_id, client_secret });
            let (as_token, hs_token) = (Secret::new("as_token_of_the_tests"), Secret::new("hs_token_of_the_tests"));
            settings.matrix.homeserver = Some(Homeserver { public_url: url.clone(), url, as_token, hs_token });
            settings.server.trusted_proxies = vec!["127.0.0.1".parse().unwrap()];
            let class = "oauth_endpoints".to_owned();
            settings.limits.classes.push(ClassLimit { class, limit: 1000, per: Duration::from_secs(60), burst: 0 });
        });
        Self { app, stub, behaviour }
    }

    pub fn now_it(&self, change: impl FnOnce(&mut Behaviour)) {
        change(&mut self.behaviour.lock().unwrap());
    }

    pub async fn get(&self, path: &str, cookie: &str) -> Reply {
        self.app.call(Request::builder().uri_str(path).header("cookie", cookie).finish()).await
    }

    /// A browser that leaves for `page`, with its cookie and its state.
    pub async fn leave(&self, page: &str) -> (String, String) {
        let reply = self.get(page, "").await;
        let mut parts = location(&reply);
        if let Some((_, back)) = parts.query_pairs().find(|(name, _)| name == "redirectUrl") {
            parts = Url::parse(&back).unwrap();
        }
        let state = parts.query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned();
        (cookie_of(&reply, "tmcpd_sign_in").unwrap(), state)
    }

    pub async fn password(&self, user: &str, password: &str) -> Reply {
        self.app.post("/api/v1/account/sign-in", "", &json!({ "provider": "password", "user": user, "password": password })).await
    }

    /// The same from `address`, as the proxy on this machine says.
    pub async fn password_from(&self, address: &str, user: &str, password: &str) -> Reply {
        let body = json!({ "provider": "password", "user": user, "password": password }).to_string();
        let request = Request::builder().method(poem::http::Method::POST).uri_str("/api/v1/account/sign-in");
        self.app.call(request.header("x-forwarded-for", address).content_type("application/json").body(body)).await
    }

    /// The lines that the other side has seen.
    pub fn lines(&self) -> Vec<String> {
        self.stub.seen().into_iter().map(|seen| seen.line).collect()
    }

    pub fn closed(&self) -> usize {
        self.stub.seen().iter().filter(|seen| is_closing(seen)).count()
    }
}

fn is_closing(seen: &Seen) -> bool {
    matches!(seen.line.as_str(), "POST /revoke" | "POST /_matrix/client/v3/logout")
}

fn answer(seen: &Seen, url: &Url, behaviour: &Behaviour) -> (u16, String) {
    let Behaviour { person, server, client, closing, login } = behaviour;
    match seen.line.as_str() {
        "GET /.well-known/openid-configuration" => {
            let endpoint = |name: &str| format!("{url}{name}");
            let metadata = json!({
                "issuer": url, "introspection_endpoint": endpoint("introspect"), "token_endpoint": endpoint("token"),
                "authorization_endpoint": endpoint("authorize"), "revocation_endpoint": endpoint("revoke"),
            });
            (200, metadata.to_string())
        }
        "POST /token" if seen.body.contains("code=good") => (200, json!({ "access_token": "mat_1" }).to_string()),
        "POST /token" => (400, json!({ "error": "invalid_grant" }).to_string()),
        "POST /introspect" => {
            let token = json!({ "active": true, "token_type": "access_token", "username": person, "client_id": client });
            (200, token.to_string())
        }
        "GET /_matrix/client/v3/login" => {
            let keycloak = json!({ "id": "oidc-keycloak", "name": "Keycloak" });
            let sso = json!({ "type": "m.login.sso", "identity_providers": [keycloak] });
            (200, json!({ "flows": [{ "type": "m.login.password" }, sso] }).to_string())
        }
        "POST /_matrix/client/v3/login" if *login != 200 => (*login, json!({ "errcode": "M_LIMIT_EXCEEDED" }).to_string()),
        "POST /_matrix/client/v3/login" if seen.body.contains(PASSWORD) || seen.body.contains("\"good\"") => {
            (200, json!({ "user_id": format!("@{person}:{server}"), "access_token": "syt_1" }).to_string())
        }
        "POST /_matrix/client/v3/login" => (403, json!({ "errcode": "M_FORBIDDEN" }).to_string()),
        _ if is_closing(seen) => (*closing, "{}".to_owned()),
        _ => (404, json!({ "errcode": "M_NOT_FOUND" }).to_string()),
    }
}

#[track_caller]
pub fn location(reply: &Reply) -> Url {
    assert_eq!(reply.status.as_u16(), 303, "{}", reply.text);
    Url::parse(reply.header("location").unwrap()).unwrap()
}

/// The cookie `name` that `reply` sets, as the browser sends it back.
pub fn cookie_of(reply: &Reply, name: &str) -> Option<String> {
    let mut set = reply.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap());
    set.find(|value| value.starts_with(&format!("{name}="))).map(|value| value.split(';').next().unwrap().to_owned())
}

/// Nobody is signed in, the sign-in page hears `error`, and the sign-in that was under way is over.
#[track_caller]
pub fn assert_failed(reply: &Reply, error: &str) {
    let location = location(reply);
    assert_eq!(location.path(), "/account/sign-in", "{location}");
    assert!(location.query_pairs().any(|(name, value)| name == "error" && value == error), "{location}");
    assert_eq!(cookie_of(reply, "tmcpd_account"), None);
    assert_eq!(cookie_of(reply, "tmcpd_sign_in").as_deref(), Some("tmcpd_sign_in="));
}
