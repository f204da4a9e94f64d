//! Developers from outside: the console's tokens, organizations, invitations, the whitelist.

mod invitations;
mod organizations;
mod tokens;
mod whitelist;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use poem::Request;
use serde_json::{Value, json};
use tmcpd::{
    developers::AddDeveloper,
    edge::links,
    kernel::{UserId, sha256},
};

use crate::support::*;

const DEV: &str = "@dev:tween.example";
const CONSOLE: &str = "tmcp_developer_console";
const TOKEN: &str = "/oauth2/developer/token";
const REVOKE: &str = "/oauth2/developer/revoke";
const ORGANIZATIONS: &str = "/api/v1/organizations";
const CALLBACK: &str = "http://127.0.0.1:8420/developer/callback";
const EXCHANGE: &str = "urn:ietf:params:oauth:grant-type:token-exchange";
const ACCESS_TOKEN: &str = "urn:ietf:params:oauth:token-type:access_token";
const VERIFIER: &str = "a-verifier-that-is-just-long-enough-for-rfc7636";

impl TestApp {
    /// Where `more` are developers besides the built-in one.
    async fn with_developers(more: &[&str]) -> Self {
        let app = Self::new();
        for user in more {
            app.list(user).await;
        }
        app
    }

    async fn list(&self, user: &str) {
        let command = AddDeveloper { user: UserId::parse(user).unwrap(), note: None };
        self.edge.commands.run(self.ctx(), None, command).await.unwrap();
    }

    async fn unlist(&self, user: &str) -> Value {
        self.operate("DELETE", &format!("/api/v1/admin/developers/whitelist/{user}"), None).await.expect(200)
    }

    /// The console's secret where nobody has chosen one.
    fn console_secret(&self) -> String {
        links::console_secret(&self.edge.link_key).expose().to_owned()
    }

    /// A developer's tokens for a Matrix token.
    async fn exchanged_by(&self, matrix_token: &str) -> Reply {
        let form = [
            ("grant_type", EXCHANGE),
            ("client_id", CONSOLE),
            ("subject_token", matrix_token),
            ("subject_token_type", ACCESS_TOKEN),
        ];
        self.post_form(TOKEN, "", &form).await
    }

    async fn developer_token(&self, matrix_token: &str) -> (String, String) {
        let answer = self.exchanged_by(matrix_token).await.expect(200);
        let text = |name: &str| answer[name].as_str().unwrap().to_owned();
        (text("access_token"), text("refresh_token"))
    }

    async fn refreshed(&self, refresh_token: &str) -> Reply {
        let secret = self.console_secret();
        let form = [
            ("grant_type", "refresh_token"),
            ("client_id", CONSOLE),
            ("client_secret", secret.as_str()),
            ("refresh_token", refresh_token),
        ];
        self.post_form(TOKEN, "", &form).await
    }

    async fn patch(&self, path: &str, token: &str, body: &Value) -> Reply {
        let request = Request::builder().method(poem::http::Method::PATCH).uri(path.parse().unwrap());
        let request = request.header("authorization", format!("Bearer {token}")).content_type("application/json");
        self.call(request.body(body.to_string())).await
    }

    async fn organization(&self, token: &str, name: &str) -> String {
        let made = self.post(ORGANIZATIONS, token, &json!({ "name": name })).await.expect(201);
        made["org_id"].as_str().unwrap().to_owned()
    }

    async fn invite(&self, org: &str, token: &str, user: &str, role: &str) -> Reply {
        self.post(&format!("{ORGANIZATIONS}/{org}/members"), token, &json!({ "user_id": user, "role": role })).await
    }

    async fn invited(&self, org: &str, token: &str, user: &str, role: &str) -> String {
        self.invite(org, token, user, role).await.expect(201)["invitation_id"].as_str().unwrap().to_owned()
    }

    async fn react(&self, invitation: &str, token: &str, reaction: &str) -> Reply {
        self.post(&format!("/api/v1/developer/invitations/{invitation}/{reaction}"), token, &json!({})).await
    }

    async fn join(&self, org: &str, by: &str, user: &str, token: &str, role: &str) {
        let invitation = self.invited(org, by, user, role).await;
        self.react(&invitation, token, "accept").await.expect(200);
    }
}

impl Reply {
    /// Status and `error`, in RFC 6749's form.
    fn oauth_refusal(&self) -> (u16, String) {
        let body = self.json();
        assert!(body["error_description"].is_string(), "{body}");
        (self.status.as_u16(), body["error"].as_str().unwrap().to_owned())
    }

    /// The parameters of the address that a browser is sent to.
    fn sent_with(&self) -> (String, std::collections::BTreeMap<String, String>) {
        assert_eq!(self.status.as_u16(), 303, "{}", self.text);
        let here: url::Url = "http://127.0.0.1:8420".parse().unwrap();
        let url = here.join(self.header("location").unwrap()).unwrap();
        let to = format!("{}{}", url.origin().ascii_serialization(), url.path());
        (to, url.query_pairs().into_owned().collect())
    }
}

fn challenge() -> String {
    URL_SAFE_NO_PAD.encode(sha256(VERIFIER.as_bytes()))
}

fn is(status: u16, error: &str) -> (u16, String) {
    (status, error.to_owned())
}
