//! What logging in at a homeserver is about (Matrix specification, "Login" and "SSO client login").

use url::Url;

use crate::kernel::{Secret, UserId};

/// How people log in at a homeserver.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LoginFlows {
    /// With a password.
    pub password: bool,
    /// By a single sign-on.
    pub sso: bool,
    /// The providers among which one is chosen for it. Empty when there is no choice.
    pub sso_providers: Vec<SsoProvider>,
}

/// One of a homeserver's identity providers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SsoProvider {
    /// Its id at the homeserver: 1 to 255 letters, digits, dots, dashes, underscores and tildes.
    pub id: String,
    /// Its name, for people. Written by the homeserver's operator.
    pub name: String,
}

/// A session that the homeserver has made. It lives until it is logged out, whoever it belongs to.
#[derive(Debug)]
pub struct Login {
    /// Whose it is; `None` when the homeserver named somebody for whom it cannot vouch, or a user of ours.
    pub user: Option<UserId>,
    /// Its access token.
    pub token: Secret,
}

/// Whether `id` can be the id of an identity provider: it becomes a path segment.
pub(super) fn is_provider_id(id: &str) -> bool {
    let opaque = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'~');
    (1..=255).contains(&id.len()) && id.bytes().all(opaque) && !matches!(id, "." | "..")
}

/// Where a browser begins the single sign-on of the homeserver at `base`, which sends it to `redirect` with a `loginToken` added.
/// `None` when `provider` is no provider's id.
pub fn sso_redirect_url(base: &Url, provider: Option<&str>, redirect: &Url) -> Option<Url> {
    let mut url = base.clone();
    url.set_path(&format!("{}/_matrix/client/v3/login/sso/redirect", base.path().trim_end_matches('/')));
    if let Some(provider) = provider {
        url.path_segments_mut().ok()?.push(Some(provider).filter(|id| is_provider_id(id))?);
    }
    url.query_pairs_mut().clear().append_pair("redirectUrl", redirect.as_str());
    Some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_provider_cannot_leave_its_segment() {
        let base = Url::parse("https://hs.example/sub/").unwrap();
        let back = Url::parse("https://pay.example/account/sign-in/sso/callback?state=a&b").unwrap();
        let url = |provider: Option<&str>| sso_redirect_url(&base, provider, &back).map(String::from);
        let root = "https://hs.example/sub/_matrix/client/v3/login/sso/redirect";
        let query = "redirectUrl=https%3A%2F%2Fpay.example%2Faccount%2Fsign-in%2Fsso%2Fcallback%3Fstate%3Da%26b";
        assert_eq!(url(None), Some(format!("{root}?{query}")));
        assert_eq!(url(Some("oidc-keycloak")), Some(format!("{root}/oidc-keycloak?{query}")));
        for provider in ["", ".", "..", "a/b", "a?b", "a#b", "a%2fb", "a\\b", "ü", &"x".repeat(256)] {
            assert_eq!(url(Some(provider)), None, "{provider}");
        }
    }
}
