//! Logging a person in, and out again. Neither a password nor a token comes into an error.
//!
//! Every session is made for the same device of the person. Should one be left behind, because this server ended between the
//! login and the logout, the next login takes its place and its token dies ("Relationship between access tokens and devices").

use reqwest::Method;
use serde::{Deserialize, de::IgnoredAny};
use serde_json::{Value, json};

use super::{Client, V3};
use crate::{
    kernel::{Secret, UserId},
    matrix::{Login, LoginFlows, MatrixError, SsoProvider, login::is_provider_id, transport::SMALL},
    upstream::is_plausible_token,
};

/// The device that sessions are made for.
const DEVICE: &str = "TMCPSIGNIN";
/// What people read should they ever see it in their list.
const DEVICE_NAME: &str = "Signing in to the wallet (closed at once)";
const MAX_PASSWORD_BYTES: usize = 512;
const MAX_PROVIDERS: usize = 20;
const MAX_NAME_CHARS: usize = 100;

impl Client {
    /// `GET /login`. A homeserver that does not know the endpoint has left logging in to another service.
    pub async fn login_flows(&self) -> Result<LoginFlows, MatrixError> {
        #[derive(Deserialize)]
        struct Offered {
            flows: Vec<Flow>,
        }
        #[derive(Deserialize)]
        struct Flow {
            r#type: String,
            #[serde(default)]
            identity_providers: Vec<Named>,
        }
        #[derive(Deserialize)]
        struct Named {
            id: String,
            name: String,
        }
        let request = self.transport.request(Method::GET, V3, &["login"], &[])?;
        let offered = match self.transport.run::<Offered>(request, SMALL).await {
            Ok(offered) => offered,
            Err(MatrixError::Refused { status: 404, .. }) => return Ok(LoginFlows::default()),
            Err(other) => return Err(other),
        };
        let mut found = LoginFlows::default();
        for flow in offered.flows {
            match flow.r#type.as_str() {
                "m.login.password" => found.password = true,
                "m.login.sso" => {
                    let usable = flow.identity_providers.into_iter().filter(|provider| is_provider_id(&provider.id));
                    let short = |name: String| name.chars().filter(|letter| !letter.is_control()).take(MAX_NAME_CHARS).collect();
                    found.sso = true;
                    found.sso_providers =
                        usable.take(MAX_PROVIDERS).map(|Named { id, name }| SsoProvider { id, name: short(name) }).collect();
                }
                _ => {}
            }
        }
        Ok(found)
    }

    /// `POST /login` of type `m.login.password`.
    pub async fn login_with_password(&self, user: &UserId, password: &Secret) -> Result<Option<Login>, MatrixError> {
        if !(1..=MAX_PASSWORD_BYTES).contains(&password.expose().len()) {
            return Ok(None);
        }
        let identifier = json!({ "type": "m.id.user", "user": user.as_str() });
        self.login(json!({ "type": "m.login.password", "identifier": identifier, "password": password.expose() })).await
    }

    /// `POST /login` of type `m.login.token`.
    pub async fn login_with_token(&self, login_token: &str) -> Result<Option<Login>, MatrixError> {
        if !is_plausible_token(login_token) {
            return Ok(None);
        }
        self.login(json!({ "type": "m.login.token", "token": login_token })).await
    }

    /// `POST /logout`.
    pub async fn logout(&self, access_token: &Secret) -> Result<(), MatrixError> {
        let request = self.transport.request(Method::POST, V3, &["logout"], &[])?.bearer_auth(access_token.expose());
        match self.transport.run::<IgnoredAny>(request.json(&json!({})), SMALL).await {
            Err(refused) if refused.errcode() != Some("M_UNKNOWN_TOKEN") => Err(refused),
            _ => Ok(()),
        }
    }

    async fn login(&self, mut body: Value) -> Result<Option<Login>, MatrixError> {
        #[derive(Deserialize)]
        struct Made {
            user_id: String,
            access_token: String,
        }
        body["device_id"] = DEVICE.into();
        body["initial_device_display_name"] = DEVICE_NAME.into();
        let request = self.transport.request(Method::POST, V3, &["login"], &[])?.json(&body);
        match self.transport.run::<Made>(request, SMALL).await {
            Ok(made) => {
                let user = self.person(Ok(made.user_id)).ok().flatten();
                Ok(Some(Login { user, token: Secret::new(made.access_token) }))
            }
            Err(refused) if matches!(refused.errcode(), Some("M_FORBIDDEN" | "M_USER_DEACTIVATED")) => Ok(None),
            Err(other) => Err(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{sync::Arc, time::Duration};

    use super::*;
    use crate::{
        kernel::{ManualClock, Timestamp},
        upstream::stub::Stub,
    };

    const MADE: &str = r#"{"user_id":"@alice:tween.example","access_token":"syt_1","device_id":"TMCPSIGNIN"}"#;

    fn client(stub: &Stub) -> Client {
        let clock = Arc::new(ManualClock::new(Timestamp(7)));
        Client::new(stub.url.clone(), Secret::new("as_secret"), "tween.example", clock).unwrap()
    }

    fn fixed(status: u16, body: &'static str) -> Stub {
        Stub::start(move |_| (status, body.to_owned()))
    }

    fn alice() -> UserId {
        UserId::parse("@alice:tween.example").unwrap()
    }

    #[tokio::test]
    async fn the_homeserver_says_how_people_log_in() {
        let provider = |id: &str, name: &str| SsoProvider { id: id.to_owned(), name: name.to_owned() };
        let (nothing, password) = (LoginFlows::default(), LoginFlows { password: true, ..LoginFlows::default() });
        let sso = LoginFlows { sso: true, sso_providers: vec![provider("oidc-k", "Keycloak")], ..LoginFlows::default() };
        let cases = [
            (200, r#"{"flows":[{"type":"m.login.password"},{"type":"m.login.application_service"}]}"#, Some(password)),
            (
                200,
                r#"{"flows":[{"type":"m.login.sso","identity_providers":[{"id":"oidc-k","name":"Key\ncloak","brand":"x"},
                   {"id":"../x","name":"evil"}]}]}"#,
                Some(sso),
            ),
            (200, r#"{"flows":[]}"#, Some(nothing.clone())),
            (404, r#"{"errcode":"M_UNRECOGNIZED","error":""}"#, Some(nothing)),
            (404, "nginx", None),
            (200, "[]", None),
            (502, "", None),
        ];
        for (status, body, expected) in cases {
            assert_eq!(client(&fixed(status, body)).login_flows().await.ok(), expected, "{status} {body}");
        }
    }

    #[tokio::test]
    async fn a_password_opens_a_session_that_can_be_closed() {
        let stub = Stub::start(|seen| match seen.line.as_str() {
            "POST /_matrix/client/v3/login" => (200, MADE.to_owned()),
            _ => (200, "{}".to_owned()),
        });
        let client = client(&stub);
        let login = client.login_with_password(&alice(), &Secret::new("sesame")).await.unwrap().unwrap();
        assert_eq!((login.user, login.token.expose()), (Some(alice()), "syt_1"));
        client.logout(&login.token).await.unwrap();
        let seen = stub.seen();
        let body: Value = serde_json::from_str(&seen[0].body).unwrap();
        assert_eq!(body["identifier"], json!({ "type": "m.id.user", "user": "@alice:tween.example" }));
        assert_eq!(
            (&body["type"], &body["password"], &body["device_id"]),
            (&json!("m.login.password"), &json!("sesame"), &json!(DEVICE))
        );
        assert!(body.get("refresh_token").is_none() && seen[0].authorization.is_empty(), "{body}");
        assert_eq!((seen[1].line.as_str(), seen[1].authorization.as_str()), ("POST /_matrix/client/v3/logout", "Bearer syt_1"));
    }

    #[tokio::test]
    async fn a_login_is_somebodys_or_refused() {
        let nobody_of_ours = Ok(Some(None));
        let cases = [
            (200, MADE, Ok(Some(Some("@alice:tween.example")))),
            (200, r#"{"user_id":"@alice:evil.example","access_token":"t"}"#, nobody_of_ours),
            (200, r#"{"user_id":"@_tmcp:tween.example","access_token":"t"}"#, nobody_of_ours),
            (200, r#"{"user_id":"alice","access_token":"t"}"#, nobody_of_ours),
            (403, r#"{"errcode":"M_FORBIDDEN","error":"Invalid username or password"}"#, Ok(None)),
            (403, r#"{"errcode":"M_USER_DEACTIVATED","error":""}"#, Ok(None)),
            (403, r#"{"errcode":"M_RESOURCE_LIMIT_EXCEEDED","error":""}"#, Err("M_RESOURCE_LIMIT_EXCEEDED")),
            (400, r#"{"errcode":"M_UNKNOWN","error":"Unknown login type"}"#, Err("M_UNKNOWN")),
            (403, "<html>", Err("")),
            (502, "<html>", Err("")),
        ];
        for (status, body, expected) in cases {
            let client = client(&fixed(status, body));
            let (password, token) =
                (client.login_with_password(&alice(), &Secret::new("x")).await, client.login_with_token("t").await);
            for found in [password, token] {
                let found = found.map(|login| login.map(|login| login.user.map(|user| user.as_str().to_owned())));
                let found = found.map_err(|error| error.errcode().unwrap_or_default().to_owned());
                let expected = expected.map(|login| login.map(|user| user.map(str::to_owned))).map_err(str::to_owned);
                assert_eq!(found, expected, "{status} {body}");
            }
        }
    }

    #[tokio::test]
    async fn too_many_guesses_say_when_to_come_back() {
        let stub = fixed(429, r#"{"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":1500}"#);
        let refused = client(&stub).login_with_password(&alice(), &Secret::new("x")).await.unwrap_err();
        let waited =
            matches!(refused, MatrixError::Refused { retry_after: Some(wait), .. } if wait == Duration::from_millis(1500));
        assert!(waited, "{refused}");
    }

    #[tokio::test]
    async fn what_is_no_password_or_token_is_not_sent() {
        let stub = fixed(200, MADE);
        let client = client(&stub);
        for password in ["", &"x".repeat(MAX_PASSWORD_BYTES + 1)] {
            assert!(client.login_with_password(&alice(), &Secret::new(password)).await.unwrap().is_none());
        }
        for token in ["", "a b", &"x".repeat(5000)] {
            assert!(client.login_with_token(token).await.unwrap().is_none());
        }
        assert_eq!(stub.seen().len(), 0);
    }

    #[tokio::test]
    async fn a_session_that_is_gone_is_closed() {
        for (status, body, closed) in [
            (401, r#"{"errcode":"M_UNKNOWN_TOKEN","error":""}"#, true),
            (500, r#"{"errcode":"M_UNKNOWN","error":""}"#, false),
            (403, "<html>", false),
        ] {
            assert_eq!(client(&fixed(status, body)).logout(&Secret::new("syt_1")).await.is_ok(), closed, "{body}");
        }
    }

    #[tokio::test]
    async fn neither_password_nor_token_is_in_an_error() {
        let client = client(&fixed(400, r#"{"errcode":"M_BAD_JSON","error":"no"}"#));
        let refused = client.login_with_password(&alice(), &Secret::new("sesame")).await.unwrap_err();
        assert!(!format!("{refused:?} {refused}").contains("sesame"));
        let refused = client.login_with_token("loginsesame").await.unwrap_err();
        assert!(!format!("{refused:?} {refused}").contains("sesame"));
    }
}
