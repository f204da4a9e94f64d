//! The OAuth endpoints from outside, against a server in memory with the people and the shop of dev mode.

mod authorize;
mod backend;
mod clients;
mod codes;
mod consent;
mod devices;
mod discovery;
mod exchange;
mod refresh;
mod rotation;
mod tokens;

use std::{collections::BTreeMap, time::Duration};

use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use poem::{Request, http::Method};
use serde_json::{Value, json};
use tmcpd::{
    audit::Action,
    kernel::{UserId, sha256},
    store::{
        Failure, ReadExt,
        rows::{MiniAppRow, MiniAppStatus},
        tables::{AUDIT, MINIAPPS, SUSPENDED_USERS},
    },
};

use crate::support::*;

const EXCHANGE: &str = "urn:ietf:params:oauth:grant-type:token-exchange";
const ACCESS_TOKEN: &str = "urn:ietf:params:oauth:token-type:access_token";
const OPENID: &str = "urn:tmcp:params:oauth:token-type:matrix_openid";
const DEVICE: &str = "urn:ietf:params:oauth:grant-type:device_code";
const TEP: &str = "urn:tmcp:params:oauth:token-type:tep";
const BACKEND: &str = "ma_shop_001_backend";
const SECRET: &str = "dev_secret_shop";
const FORM: &str = "application/x-www-form-urlencoded";
const CALLBACK: &str = "http://localhost:3000/callback";
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

impl TestApp {
    /// Posts a form as a client that authenticates in the header, or does not.
    async fn form(&self, path: &str, fields: &[(&str, &str)], basic: Option<(&str, &str)>) -> Reply {
        let Some((id, secret)) = basic else { return self.post_form(path, "", fields).await };
        let body: String = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.form_with(path, body, &[&format!("Basic {}", STANDARD.encode(format!("{id}:{secret}")))]).await
    }

    async fn form_with(&self, path: &str, body: String, authorization: &[&str]) -> Reply {
        let mut request = Request::builder().method(Method::POST).uri(path.parse().unwrap()).content_type(FORM);
        for value in authorization {
            request = request.header("authorization", *value);
        }
        self.call(request.body(body)).await
    }

    /// Exchanges alice's token for the shop, with `fields` besides; an empty field takes the place of the usual one.
    async fn exchange(&self, fields: &[(&str, &str)]) -> Reply {
        self.form("/oauth2/token", &exchange_form(fields), None).await
    }

    /// The answer to an exchange that works.
    async fn exchanged(&self, fields: &[(&str, &str)]) -> Value {
        self.exchange(fields).await.expect(200)
    }

    async fn refresh(&self, token: &str, fields: &[(&str, &str)]) -> Reply {
        let mut form = vec![("grant_type", "refresh_token"), ("refresh_token", token)];
        form.extend(fields);
        if !fields.iter().any(|(name, _)| *name == "client_id") {
            form.push(("client_id", SHOP));
        }
        self.form("/oauth2/token", &form, None).await
    }

    /// Sends alice's or another's browser to authorize the shop, with `fields` besides; an empty field takes the place of the
    /// usual one.
    async fn authorize(&self, browser: &Browser, fields: &[(&str, &str)]) -> Reply {
        self.get_as(browser, &authorize_path(fields)).await
    }

    /// A code for the shop. Whoever is asked agrees to everything.
    async fn code(&self, browser: &Browser, fields: &[(&str, &str)]) -> String {
        let reply = self.authorize(browser, fields).await;
        if reply.header("location").is_some_and(|location| location.starts_with(CALLBACK)) {
            return reply.back(CALLBACK)["code"].clone();
        }
        let session = reply.asks();
        let shown = self.get_with(&format!("/oauth2/consent?session={session}"), "accept", "application/json").await.json();
        let scopes: Vec<&Value> = shown["requested_scopes"].as_array().unwrap().iter().map(|asked| &asked["scope"]).collect();
        self.answered(browser, &json!({ "session": session, "approved_scopes": scopes, "decision": "approve" })).await
    }

    /// The code that a browser goes back with after this answer.
    async fn answered(&self, browser: &Browser, answer: &Value) -> String {
        let answered = self.post_as(browser, "/oauth2/consent", answer).await.expect(200);
        let back = url::Url::parse(answered["redirect_to"].as_str().unwrap()).unwrap();
        back.query_pairs().find(|(name, _)| name == "code").unwrap().1.into_owned()
    }

    /// How often the audit record shows `action`.
    fn recorded_times(&self, action: Action) -> usize {
        let mut times = 0;
        let counted = self.edge.commands.store().read(|reader| {
            reader.for_each(&AUDIT, |_, row| {
                times += usize::from(row.action == action as u16);
                Ok(())
            })
        });
        counted.unwrap();
        times
    }

    /// Has the shop's registration changed by `change`.
    async fn reregister(&self, change: impl Fn(&mut MiniAppRow) + Send + 'static) {
        let write = move |txn: &mut tmcpd::store::Txn<'_>| {
            let mut row = txn.get(&MINIAPPS, &SHOP.to_owned())?.unwrap();
            change(&mut row);
            Ok(txn.put(&MINIAPPS, &SHOP.to_owned(), &row)?)
        };
        let written: Result<(), Failure> = self.edge.commands.store().write(write).await;
        written.unwrap();
    }

    /// Shows a code as the shop, with `fields` besides.
    async fn redeem(&self, code: &str, fields: &[(&str, &str)]) -> Reply {
        let mut form = fields.to_vec();
        for usual in [
            ("grant_type", "authorization_code"),
            ("client_id", SHOP),
            ("code", code),
            ("redirect_uri", CALLBACK),
            ("code_verifier", VERIFIER),
        ] {
            if !fields.iter().any(|(name, _)| *name == usual.0) {
                form.push(usual);
            }
        }
        self.form("/oauth2/token", &form, None).await
    }

    /// What `POST /oauth2/introspect` says to the shop's backend.
    async fn introspect(&self, token: &str) -> Value {
        self.form("/oauth2/introspect", &[("token", token)], Some((BACKEND, SECRET))).await.expect(200)
    }

    /// A GET by nobody with one more header.
    async fn get_with(&self, path: &str, name: &'static str, value: &str) -> Reply {
        self.call(Request::builder().uri(path.parse().unwrap()).header(name, value).finish()).await
    }

    async fn answer_consent(&self, matrix_token: &str, body: &Value) -> Reply {
        self.post("/oauth2/consent", matrix_token, body).await
    }

    /// Has `person` agree to `scope` for the shop, after asking for it.
    async fn grant(&self, person: &str, scope: &str) {
        let asked = self.exchange(&[("subject_token", person), ("scope", scope)]).await.json();
        let scopes: Vec<&str> = scope.split(' ').collect();
        self.answer_consent(person, &json!({ "session": asked["consent_session"], "approved_scopes": scopes })).await.expect(200);
    }

    /// The status of an operation that any TEP token of alice's with `wallet:balance` may do.
    async fn balance(&self, access_token: &str) -> u16 {
        self.get("/api/v1/wallet/balance", access_token).await.code()
    }

    async fn suspend_user(&self, user: &str) {
        let (user, now) = (UserId::parse(user).unwrap(), self.edge.now());
        self.edge.live.set_suspended(&user, Some(now));
        let written: Result<(), Failure> =
            self.edge.commands.store().write(move |txn| Ok(txn.put(&SUSPENDED_USERS, &user, &now)?)).await;
        written.unwrap();
    }

    async fn suspend_shop(&self) {
        self.reregister(|row| row.status = MiniAppStatus::Suspended).await;
    }
}

impl Reply {
    fn code(&self) -> u16 {
        self.status.as_u16()
    }

    /// The query of the address that a browser is sent to, which has to be `redirect_uri`.
    #[track_caller]
    fn back(&self, redirect_uri: &str) -> BTreeMap<String, String> {
        assert_eq!(self.code(), 303, "{}", self.text);
        assert_eq!((self.header("cache-control"), self.header("referrer-policy")), (Some("no-store"), Some("no-referrer")));
        let location = self.header("location").unwrap();
        let (address, query) = location.split_once('?').unwrap();
        assert_eq!(address, redirect_uri, "{location}");
        let pairs: Vec<(String, String)> = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let answer: BTreeMap<String, String> = pairs.iter().cloned().collect();
        assert_eq!(answer.len(), pairs.len(), "nothing comes twice: {location}");
        answer
    }

    /// The session of the consent page that a browser is sent to.
    #[track_caller]
    fn asks(&self) -> String {
        assert_eq!(self.code(), 303, "{}", self.text);
        let location = self.header("location").unwrap();
        location.strip_prefix("/oauth2/consent?session=").unwrap_or_else(|| panic!("{location}")).to_owned()
    }

    /// Status and `error`, which has to be in RFC 6749's form.
    fn refusal(&self) -> (u16, String) {
        let body = self.json();
        assert!(body["error_description"].as_str().is_some_and(|text| !text.is_empty()), "{body}");
        assert_eq!(self.header("cache-control"), Some("no-store"));
        (self.code(), body["error"].as_str().unwrap().to_owned())
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

fn is(status: u16, error: &str) -> (u16, String) {
    (status, error.to_owned())
}

fn authorize_path(fields: &[(&str, &str)]) -> String {
    let challenge = URL_SAFE_NO_PAD.encode(sha256(VERIFIER.as_bytes()));
    let mut query = fields.to_vec();
    for usual in [
        ("response_type", "code"),
        ("client_id", SHOP),
        ("redirect_uri", CALLBACK),
        ("scope", "user:read"),
        ("state", "xyz"),
        ("code_challenge", challenge.as_str()),
        ("code_challenge_method", "S256"),
    ] {
        if !fields.iter().any(|(name, _)| *name == usual.0) {
            query.push(usual);
        }
    }
    let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
    format!("/oauth2/authorize?{query}")
}
