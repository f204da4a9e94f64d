//! Signing in by leaving: to MAS or to the homeserver's single sign-on, and back. Pages and not operations, since a person's
//! browser goes through them: whatever happens, it ends on a page of ours.
//!
//! `/account/sign-in/{mas,sso}` begins, `…/callback` takes the answer, starts the session and goes where the person wanted to
//! be. What fails goes to `/account/sign-in?error=`, which is `access_denied`, `failed` or `unavailable`.

use poem::{
    Request, Response, Route,
    endpoint::make,
    get,
    http::{StatusCode, header},
};
use serde::Deserialize;
use url::Url;

use crate::{
    edge::{MAS_CALLBACK, SSO_CALLBACK, Trouble},
    http::{auth::limit_in, cookie::Fresh, error::ApiError, form, info::Info},
    kernel::{Code, UserId},
    limits::{Caller, Class},
    store::rows::SignInMethod,
};

use super::{
    return_to,
    sign_in::{agent, start},
    transaction::{self, Transaction},
};

/// Where somebody goes who did not say where.
const HOME: &str = "/account";

/// Adds the pages.
pub fn bind(pages: Route) -> Route {
    pages
        .at("/account/sign-in/mas", get(make(|request| async move { begin(&request, SignInMethod::Mas).await })))
        .at("/account/sign-in/sso", get(make(|request| async move { begin(&request, SignInMethod::Sso).await })))
        .at(MAS_CALLBACK, get(make(|request| async move { finish(&request, SignInMethod::Mas).await })))
        .at(SSO_CALLBACK, get(make(|request| async move { finish(&request, SignInMethod::Sso).await })))
}

/// What the link to a beginning says.
#[derive(Default, Deserialize)]
struct Wanted {
    return_to: Option<String>,
    provider: Option<String>,
}

/// What a browser brings back.
#[derive(Default, Deserialize)]
struct Brought {
    state: Option<String>,
    code: Option<String>,
    iss: Option<String>,
    error: Option<String>,
    #[serde(rename = "loginToken")]
    login_token: Option<String>,
}

/// Why nobody is signed in, as the sign-in page is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    /// The person said no, or may not come in.
    AccessDenied,
    /// The answer does not fit, or is nobody's.
    Failed,
    /// What is needed for it does not work, or not now.
    Unavailable,
}

impl Why {
    fn name(self) -> &'static str {
        match self {
            Self::AccessDenied => "access_denied",
            Self::Failed => "failed",
            Self::Unavailable => "unavailable",
        }
    }

    /// What `error` comes to. This is where it is logged, since the browser is sent on as if nothing had happened.
    fn of(error: &ApiError, info: &Info) -> Self {
        if let Some(reason) = &error.inside {
            tracing::error!(request_id = %info.id, code = error.rejection.code.name(), %reason, "nobody could sign in");
        }
        match error.rejection.code {
            Code::InsufficientPermissions | Code::UserSuspended => Self::AccessDenied,
            _ => Self::Unavailable,
        }
    }
}

async fn begin(request: &Request, method: SignInMethod) -> poem::Result<Response> {
    let info = Info::of(request)?;
    let edge = &info.edge;
    let wanted: Wanted = query(request).unwrap_or_default();
    let local = wanted.return_to.and_then(|text| return_to::local(&text, &edge.settings().server.public_url));
    let transaction = Transaction::begin(edge, method, local.unwrap_or_else(|| HOME.to_owned()));
    match address(info, &transaction, wanted.provider.as_deref().unwrap_or_default()).await {
        Ok(address) => Ok(redirect(address.as_str(), &[transaction.set_cookie(edge)])),
        Err(error) => Ok(failed(info, Why::of(&error, info), Some(&transaction.return_to))),
    }
}

async fn address(info: &Info, transaction: &Transaction, provider: &str) -> Result<Url, ApiError> {
    limit_in(info, Class::OauthEndpoints, &Caller::Address(info.address))?;
    let Transaction { method, state, verifier, .. } = transaction;
    match method {
        SignInMethod::Mas => Ok(info.edge.mas_address(verifier, state).await?),
        _ => Ok(info.edge.sso_address(provider, state)?),
    }
}

async fn finish(request: &Request, method: SignInMethod) -> poem::Result<Response> {
    let info = Info::of(request)?;
    if let Err(error) = limit_in(info, Class::OauthEndpoints, &Caller::Address(info.address)) {
        return Ok(failed(info, Why::of(&error, info), None));
    }
    let brought: Brought = query(request).unwrap_or_default();
    let state = brought.state.as_deref().unwrap_or_default();
    let Some(transaction) = Transaction::of(&info.edge, request.headers(), method, state) else {
        return Ok(failed(info, Why::Failed, None));
    };
    let came = match vouched(info, &transaction, &brought).await {
        Ok(user) => start(info, &user, method, agent(request)).await.map_err(|error| Why::of(&error, info)),
        Err(failed) => Err(failed),
    };
    Ok(match came {
        Ok(Fresh { set_cookie, .. }) => {
            let settings = info.edge.settings();
            redirect(&settings.server.link(&transaction.return_to), &[set_cookie, transaction::end(&settings)])
        }
        Err(reason) => failed(info, reason, Some(&transaction.return_to)),
    })
}

/// Who comes back, as the one they were sent to says.
async fn vouched(info: &Info, transaction: &Transaction, brought: &Brought) -> Result<UserId, Why> {
    let (edge, given) = (&info.edge, |text: &Option<String>| text.clone().ok_or(Why::Failed));
    if let Some(error) = &brought.error {
        return Err(if error == "access_denied" { Why::AccessDenied } else { Why::Failed });
    }
    let found: Result<Option<UserId>, Trouble> = match transaction.method {
        SignInMethod::Mas => edge.sign_in_with_mas(&given(&brought.code)?, brought.iss.as_deref(), &transaction.verifier).await,
        _ => edge.sign_in_with_token(&given(&brought.login_token)?).await,
    };
    found.map_err(|trouble| Why::of(&trouble.into(), info))?.ok_or(Why::Failed)
}

/// The query, in which no parameter comes twice.
fn query<T: serde::de::DeserializeOwned>(request: &Request) -> Option<T> {
    form::parse(request.uri().query().unwrap_or_default().as_bytes()).ok()
}

/// On to the sign-in page, which says what happened; the sign-in under way is over.
fn failed(info: &Info, reason: Why, return_to: Option<&str>) -> Response {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("error", reason.name());
    if let Some(return_to) = return_to {
        query.append_pair("return_to", return_to);
    }
    let settings = info.edge.settings();
    let page = settings.server.link(&format!("/account/sign-in?{}", query.finish()));
    redirect(&page, &[transaction::end(&settings)])
}

fn redirect(address: &str, cookies: &[String]) -> Response {
    let response = Response::builder().status(StatusCode::SEE_OTHER).header(header::LOCATION, address);
    cookies.iter().fold(response, |response, cookie| response.header(header::SET_COOKIE, cookie)).finish()
}
