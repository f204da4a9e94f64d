//! Where an OAuth server is asked what, as its metadata say (RFC 8414, OpenID Connect Discovery).

use reqwest::Method;
use serde::Deserialize;
use url::Url;

use super::{MAX_BODY_BYTES, Remote, Unavailable};

/// The endpoints of one server.
pub(super) struct Endpoints {
    /// Where it says whose a token is.
    pub introspection: Url,
    /// Where people sign in; none when it lacks a part of that.
    pub sign_in: Option<SignInEndpoints>,
}

/// What the authorization code grant needs.
pub(super) struct SignInEndpoints {
    /// Where the browser goes.
    pub authorization: Url,
    /// Where a code is redeemed.
    pub token: Url,
    /// Where a token is given back.
    pub revocation: Url,
    /// The issuer as it names itself.
    pub issuer: String,
    /// Whether it names itself in its answers to the browser (RFC 9207 section 3).
    pub names_itself: bool,
}

/// The metadata that matter here.
#[derive(Deserialize)]
struct Metadata {
    issuer: String,
    introspection_endpoint: String,
    authorization_endpoint: Option<String>,
    token_endpoint: Option<String>,
    revocation_endpoint: Option<String>,
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

/// Finds the endpoints of `issuer`: OpenID Connect Discovery first, the only one that MAS has, then RFC 8414, which puts its path
/// before the issuer's.
pub(super) async fn discover(remote: &Remote, issuer: &Url) -> Result<Endpoints, Unavailable> {
    let path = issuer.path().trim_end_matches('/');
    let mut reason = String::new();
    for place in [format!("{path}/.well-known/openid-configuration"), format!("/.well-known/oauth-authorization-server{path}")] {
        let mut url = issuer.clone();
        url.set_path(&place);
        let answer = remote.call(remote.request(Method::GET, url), MAX_BODY_BYTES).await?;
        if answer.status == 200 {
            return endpoints(issuer, answer.json()?);
        }
        reason = format!("discovery at {place} answered {}", answer.status);
    }
    Err(Unavailable::new(reason))
}

/// The endpoints in `metadata`, if they are this issuer's own and get our secret over no weaker connection.
fn endpoints(issuer: &Url, metadata: Metadata) -> Result<Endpoints, Unavailable> {
    if metadata.issuer.trim_end_matches('/') != issuer.as_str().trim_end_matches('/') {
        return Err(Unavailable::new(format!("the server at {issuer} says that it is {}", metadata.issuer)));
    }
    let usable = |endpoint: &str| Url::parse(endpoint).ok().filter(|url| url.scheme() == issuer.scheme());
    let part = |endpoint: &Option<String>| endpoint.as_deref().and_then(usable);
    let introspection = usable(&metadata.introspection_endpoint)
        .ok_or_else(|| Unavailable::new(format!("the introspection endpoint of {issuer} cannot be used")))?;
    let (authorization, token, revocation) =
        (part(&metadata.authorization_endpoint), part(&metadata.token_endpoint), part(&metadata.revocation_endpoint));
    let sign_in = match (authorization, token, revocation) {
        (Some(authorization), Some(token), Some(revocation)) => Some(SignInEndpoints {
            authorization,
            token,
            revocation,
            issuer: metadata.issuer,
            names_itself: metadata.authorization_response_iss_parameter_supported,
        }),
        _ => None,
    };
    Ok(Endpoints { introspection, sign_in })
}
