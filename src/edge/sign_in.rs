//! Signing in on the account pages with Matrix: with the password of the homeserver, by its single sign-on, or at MAS. Whoever
//! vouches makes a session for it, which is closed before anything else is done with the answer (see `passing`).
//!
//! `Ok(None)` is nobody: a wrong password, a code or token that is not taken. Somebody who is vouched for and may not come in is
//! a rejection: `INSUFFICIENT_PERMISSIONS` or `USER_SUSPENDED`.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use url::Url;

use crate::{
    config::{Provider, Settings},
    kernel::{Code, Rejection, Secret, Timestamp, UserId},
    matrix::{Login, LoginFlows, MatrixError, SsoProvider, sso_redirect_url},
    upstream::{self, Mas},
};

use super::{Edge, Trouble, passing::Elsewhere};

/// Where MAS sends a browser back to.
pub const MAS_CALLBACK: &str = "/account/sign-in/mas/callback";
/// Where the homeserver sends a browser back to.
pub const SSO_CALLBACK: &str = "/account/sign-in/sso/callback";

/// How long the homeserver's word on how people log in is good.
const FLOWS_LIFETIME: Duration = Duration::from_secs(60);

/// How long a homeserver means that takes no more logins and does not say.
const UNTOLD_WAIT: Duration = Duration::from_secs(60);

/// How long its word is taken for; then it is asked again.
const LONGEST_PAUSE: Duration = Duration::from_secs(60 * 60);

/// The one provider of a homeserver that names none.
const UNNAMED: &str = "Single sign-on";

/// How people can sign in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WaysToSignIn {
    /// With the password of the homeserver.
    pub password: bool,
    /// By one of these; an empty id stands for a homeserver that has no choice.
    pub sso: Vec<SsoProvider>,
    /// At MAS.
    pub mas: bool,
}

/// What the homeserver said last, and when.
#[derive(Default)]
pub(super) struct KnownFlows(Mutex<Option<(Timestamp, LoginFlows)>>);

/// Whose passwords the homeserver takes no more of, and until when. Each name by itself: the homeserver does not say whether it
/// means the name or our address, and a stranger who tries one name must not keep everybody out.
#[derive(Default)]
pub(super) struct LoginPauses(Mutex<HashMap<String, Timestamp>>);

impl LoginPauses {
    /// How many are kept; beyond that the homeserver says it again.
    const MOST: usize = 10_000;

    /// How long `user` has to wait still.
    fn left(&self, user: &UserId, now: Timestamp) -> Option<Duration> {
        let pauses = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pauses.get(&user.as_str().to_ascii_lowercase()).filter(|until| **until > now).map(|until| until.since(now))
    }

    fn begin(&self, user: &UserId, now: Timestamp, wait: Duration) {
        let mut pauses = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pauses.retain(|_, until| *until > now);
        if pauses.len() < Self::MOST {
            pauses.insert(user.as_str().to_ascii_lowercase(), now + wait.min(LONGEST_PAUSE));
        }
    }
}

impl Edge {
    /// How people can sign in. While the homeserver does not answer, what it said last holds.
    pub async fn ways_to_sign_in(&self) -> WaysToSignIn {
        let mas = self.mas.is_some();
        if !logs_in_at_homeserver(&self.settings()) {
            return WaysToSignIn { mas, ..WaysToSignIn::default() };
        }
        let LoginFlows { password, sso, sso_providers } = self.login_flows().await;
        let sso = match sso_providers {
            none if sso && none.is_empty() => vec![SsoProvider { id: String::new(), name: UNNAMED.to_owned() }],
            providers => providers,
        };
        WaysToSignIn { password, sso, mas }
    }

    /// Who `name` is, a Matrix id or its local part; `None` when nobody at the homeserver can have it.
    pub fn named(&self, name: &str) -> Option<UserId> {
        let server_name = &self.settings().matrix.server_name;
        let name = name.trim();
        let user = if name.starts_with('@') { UserId::parse(name) } else { UserId::new(name, server_name) };
        user.ok().filter(|user| user.server() == server_name)
    }

    /// The homeserver's person `user`, by their password there.
    pub async fn sign_in_with_password(&self, user: &UserId, password: &Secret) -> Result<Option<UserId>, Trouble> {
        if !logs_in_at_homeserver(&self.settings()) {
            return Err(no_such_way().into());
        }
        let now = self.now();
        if let Some(wait) = self.login_pauses.left(user, now) {
            return Err(too_many_logins(wait).into());
        }
        let login = self.homeserver.login_with_password(user, password).await;
        if let Err(MatrixError::Refused { status: 429, retry_after, .. }) = &login {
            self.login_pauses.begin(user, now, retry_after.unwrap_or(UNTOLD_WAIT));
        }
        self.after_login(login).await
    }

    /// Whoever came back from the homeserver's single sign-on with `login_token`.
    pub async fn sign_in_with_token(&self, login_token: &str) -> Result<Option<UserId>, Trouble> {
        if !logs_in_at_homeserver(&self.settings()) {
            return Err(no_such_way().into());
        }
        self.after_login(self.homeserver.login_with_token(login_token).await).await
    }

    /// Where a browser begins the homeserver's single sign-on, with the `state` that it brings back.
    pub fn sso_address(&self, provider: &str, state: &str) -> Result<Url, Rejection> {
        let settings = self.settings();
        let homeserver = settings.matrix.homeserver.as_ref().filter(|_| logs_in_at_homeserver(&settings));
        let provider = (!provider.is_empty()).then_some(provider);
        let back = Url::parse_with_params(&settings.server.link(SSO_CALLBACK), [("state", state)]).ok();
        let address =
            homeserver.zip(back).and_then(|(homeserver, back)| sso_redirect_url(&homeserver.public_url, provider, &back));
        address.ok_or_else(no_such_way)
    }

    /// Where a browser signs in at MAS, with the `state` that it brings back.
    pub async fn mas_address(&self, verifier: &str, state: &str) -> Result<Url, Trouble> {
        let redirect_uri = &self.settings().server.link(MAS_CALLBACK);
        Ok(self.mas_to_sign_in()?.authorize_url(&upstream::SignIn { redirect_uri, verifier }, state).await?)
    }

    /// Whoever came back from MAS with `code`, in an answer that names `iss` as its issuer.
    pub async fn sign_in_with_mas(&self, code: &str, iss: Option<&str>, verifier: &str) -> Result<Option<UserId>, Trouble> {
        let mas = self.mas_to_sign_in()?;
        if !mas.is_own_answer(iss).await? {
            return Ok(None);
        }
        let redirect_uri = &self.settings().server.link(MAS_CALLBACK);
        let Some(token) = mas.redeem(code, &upstream::SignIn { redirect_uri, verifier }).await? else { return Ok(None) };
        let session = self.passing(Elsewhere::Mas(token.clone()));
        let found = mas.signed_in(&token, self.now()).await;
        session.close().await;
        found?.map(|user| self.welcome(Some(user))).transpose()
    }

    fn mas_to_sign_in(&self) -> Result<&Mas, Rejection> {
        self.mas.as_ref().ok_or_else(no_such_way)
    }

    async fn after_login(&self, login: Result<Option<Login>, MatrixError>) -> Result<Option<UserId>, Trouble> {
        let Some(Login { user, token }) = login.map_err(trouble)? else { return Ok(None) };
        self.passing(Elsewhere::Homeserver(token)).close().await;
        self.welcome(user).map(Some)
    }

    /// Lets somebody in whom a provider vouches for, if they are served here.
    fn welcome(&self, user: Option<UserId>) -> Result<UserId, Trouble> {
        let served = user.and_then(|user| self.admit(&self.settings(), user));
        let user = served.ok_or_else(|| Rejection::new(Code::InsufficientPermissions, "This account is not served here."))?;
        match self.live.is_suspended(&user) {
            false => Ok(user),
            true => Err(Rejection::new(Code::UserSuspended, "The user is suspended.").into()),
        }
    }

    async fn login_flows(&self) -> LoginFlows {
        let now = self.now();
        let known = self.login_flows.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let stale = match known {
            Some((at, flows)) if (at..at + FLOWS_LIFETIME).contains(&now) => return flows,
            stale => stale,
        };
        match self.homeserver.login_flows().await {
            Ok(flows) => {
                *self.login_flows.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, flows.clone()));
                flows
            }
            Err(error) => {
                tracing::debug!(%error, "the homeserver does not say how people log in");
                stale.map(|(_, flows)| flows).unwrap_or_default()
            }
        }
    }
}

/// Where MAS alone is asked who people are, the homeserver has nothing to say about it.
fn logs_in_at_homeserver(settings: &Settings) -> bool {
    settings.identity.asks(Provider::Homeserver) || !settings.identity.asks(Provider::Mas)
}

fn no_such_way() -> Rejection {
    Rejection::field("/provider", "The server does not have this way to sign in.")
}

/// A homeserver that takes no more guesses says when to come back.
fn trouble(error: MatrixError) -> Trouble {
    match error {
        MatrixError::Refused { status: 429, retry_after, .. } => too_many_logins(retry_after.unwrap_or(UNTOLD_WAIT)).into(),
        other => other.into(),
    }
}

fn too_many_logins(wait: Duration) -> Rejection {
    Rejection::new(Code::RateLimitExceeded, "The homeserver takes no more attempts at the moment.")
        .with("retry_after", wait.as_secs() + 1)
}
