//! The cookie of the account pages (RFC 6265bis), and what stands beside it so that no other site can use it: the request must
//! come from our own origin, and what changes something must carry a token that only our own pages can read. The cookie names a
//! session and holds its secret; it is `HttpOnly`, and `Secure` with the `__Host-` prefix wherever the server is reached by https.

use poem::{
    Request,
    http::{HeaderMap, Method, header},
};
use url::Url;

use crate::{
    config::{Profile, Settings},
    edge::{Edge, links},
    identity::{TouchAccountSession, Verified, account_session},
    kernel::{Actor, Code, Scope, SessionId, UserId},
    store::rows::{AccountSessionRow, SignInMethod},
    wallets,
};

use super::{error::ApiError, info::Info};

/// The client that the account pages count as. No mini-app can have this id.
pub const ACCOUNT_CLIENT: &str = "account";

/// The header that carries the token against forged requests.
const CSRF_HEADER: &str = "x-csrf-token";

/// A person in a browser that is signed in.
pub struct SignedIn {
    /// Who.
    pub user: UserId,
    /// The session.
    pub session: SessionId,
    /// How they signed in.
    pub method: SignInMethod,
    /// When the session began.
    pub since: crate::kernel::Timestamp,
    /// When it ends at the latest.
    pub expires: crate::kernel::Timestamp,
    /// What changes must carry in `X-CSRF-Token`.
    pub csrf_token: String,
}

/// The person whose browser sends `request`; `None` when it is not signed in.
///
/// # Errors
/// A request that changes something without being provably from our own pages: 403 `INSUFFICIENT_PERMISSIONS`.
pub async fn signed_in(request: &Request, info: &Info) -> Result<Option<SignedIn>, ApiError> {
    let settings = info.edge.settings();
    let Some(value) = read(request.headers(), name(&settings)) else { return Ok(None) };
    let Some((id, secret)) = parts(value) else { return Ok(None) };
    let idle = settings.tokens.account_idle;
    let found = info.edge.commands.store().read(|reader| account_session(reader, id, secret, info.now, idle))?;
    let Some(row) = found else { return Ok(None) };
    let csrf_token = csrf_token(&info.edge, value);
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let forged = !is_from_us(request, &settings) || !carries(request.headers(), &csrf_token);
    if forged && !safe {
        let message = "The request does not come from the account pages. Load the page again.";
        return Err(ApiError::new(Code::InsufficientPermissions, message));
    }
    touch(info, id, &row).await;
    let AccountSessionRow { user, method, created, expires, .. } = row;
    Ok(Some(SignedIn { user, session: id, method, since: created, expires, csrf_token }))
}

impl SignedIn {
    /// What the account pages may do for their person: everything, as a token would say it.
    ///
    /// # Errors
    /// The person has no wallet yet: 403 `USER_NOT_ACTIVATED`.
    pub fn as_token(&self, info: &Info) -> Result<Verified, ApiError> {
        let wallet = info.edge.commands.store().read(|reader| wallets::of_user(reader, &self.user))?;
        let (wallet, _) = wallet.ok_or_else(|| ApiError::new(Code::UserNotActivated, "You have no wallet yet. Register one."))?;
        Ok(Verified {
            user: self.user.clone(),
            client: ACCOUNT_CLIENT.to_owned(),
            scopes: Scope::ALL.iter().copied().filter(|scope| !scope.is_privileged()).collect(),
            wallet,
            session: self.session,
            issued: self.since,
            expires: self.expires,
            token_id: self.session.to_string(),
        })
    }
}

/// Refuses a request that another site's page sent: 403 `INSUFFICIENT_PERMISSIONS`.
pub fn require_own_page(request: &Request, info: &Info) -> Result<(), ApiError> {
    match is_from_us(request, &info.edge.settings()) {
        true => Ok(()),
        false => Err(ApiError::new(Code::InsufficientPermissions, "The request comes from another site.")),
    }
}

/// Whether a browser says that another site's page sent it, by a link, a redirect or a part of that page. `SameSite=Lax` cookies come
/// along with the first two.
pub fn is_sent_by_others(request: &Request) -> bool {
    let site = request.headers().get("sec-fetch-site").map(|value| value.as_bytes());
    site.is_some_and(|site| site != b"same-origin" && site != b"none")
}

/// The value that a cookie for `session` has, and what its changes must carry.
pub struct Fresh {
    /// `Set-Cookie`.
    pub set_cookie: String,
    /// For `X-CSRF-Token`.
    pub csrf_token: String,
}

/// The cookie that begins a session.
pub fn begin(edge: &Edge, session: SessionId, secret: &str) -> Fresh {
    let settings = edge.settings();
    let value = format!("{session}.{secret}");
    let seconds = settings.tokens.account_lifetime.as_secs();
    Fresh {
        set_cookie: format!("{}={value}; Max-Age={seconds}{}", name(&settings), attributes(&settings)),
        csrf_token: csrf_token(edge, &value),
    }
}

/// The cookie that ends a session.
pub fn end(settings: &Settings) -> String {
    format!("{}=; Max-Age=0{}", name(settings), attributes(settings))
}

/// What every cookie of ours has: `Lax`, because a person comes here by links and redirects from elsewhere.
pub fn attributes(settings: &Settings) -> &'static str {
    if is_https(settings) { "; Path=/; HttpOnly; SameSite=Lax; Secure" } else { "; Path=/; HttpOnly; SameSite=Lax" }
}

/// The one cookie of this name; `None` when there is none or more than one.
pub fn read<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let mut values = pairs.filter(|(known, _)| *known == name).map(|(_, value)| value);
    match (values.next(), values.next()) {
        (Some(value), None) => Some(value),
        _ => None,
    }
}

fn name(settings: &Settings) -> &'static str {
    if is_https(settings) { "__Host-tmcpd_account" } else { "tmcpd_account" }
}

/// Whether people reach the server by https.
pub fn is_https(settings: &Settings) -> bool {
    settings.server.base().starts_with("https:")
}

fn parts(value: &str) -> Option<(SessionId, &str)> {
    let (id, secret) = value.split_once('.')?;
    Some((id.parse().ok()?, secret))
}

fn csrf_token(edge: &Edge, cookie: &str) -> String {
    hex::encode(links::signature(&edge.link_key, &["csrf", cookie]))
}

fn carries(headers: &HeaderMap, csrf_token: &str) -> bool {
    let given = headers.get(CSRF_HEADER).map(|value| value.as_bytes()).unwrap_or_default();
    subtle::ConstantTimeEq::ct_eq(given, csrf_token.as_bytes()).into()
}

/// Whether a browser says that the request comes from our own pages: `Sec-Fetch-Site`, which pages cannot set, or else `Origin`.
/// A program that is no browser says neither.
fn is_from_us(request: &Request, settings: &Settings) -> bool {
    let says = |name: &str| request.headers().get(name).map(|value| value.to_str().unwrap_or("?"));
    match (says("sec-fetch-site"), says("origin")) {
        (Some(site), _) => site == "same-origin",
        (None, Some(origin)) => is_our_origin(origin, settings),
        (None, None) => true,
    }
}

/// In dev mode this machine has several names.
fn is_our_origin(origin: &str, settings: &Settings) -> bool {
    let (Ok(origin), Ok(own)) = (Url::parse(origin), Url::parse(settings.server.base())) else { return false };
    let loopback = |url: &Url| matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    let same_machine = settings.profile == Profile::Dev && loopback(&origin) && loopback(&own);
    origin.origin() == own.origin() || (same_machine && origin.port_or_known_default() == own.port_or_known_default())
}

async fn touch(info: &Info, session: SessionId, row: &AccountSessionRow) {
    if TouchAccountSession::is_due(row, info.now) {
        let actor = Actor::User { user: row.user.clone(), client: Some(ACCOUNT_CLIENT.to_owned()), session: Some(session) };
        // A note that cannot be written is no reason to refuse; the next request writes it.
        let _ = info.edge.commands.run(info.ctx(actor), None, TouchAccountSession(session)).await;
    }
}
