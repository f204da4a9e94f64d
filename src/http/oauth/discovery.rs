//! `/.well-known`: what the OAuth endpoints can do (RFC 8414), the same for those who look where OpenID Connect keeps it, and
//! the keys that tokens are signed with (RFC 7517). Nothing is named that is not there.

use poem::http::HeaderMap;
use poem_openapi::{Object, OpenApi};
use serde::{Deserialize, Serialize};

use crate::{
    edge::Edge,
    http::{
        answer::Refusal,
        api::Tag,
        auth::Anyone,
        cached::Cached,
        error::ApiError,
        operations::{Jwks, OAuthMetadata, OpenIdMetadata},
    },
    kernel::{Code, Scope},
};

use super::grants::GRANT_TYPES;

/// The metadata operations.
pub struct DiscoveryApi;

/// Authorization server metadata.
#[derive(Object, Serialize)]
pub struct Metadata {
    /// `iss` of every token.
    issuer: String,
    authorization_endpoint: String,
    device_authorization_endpoint: String,
    token_endpoint: String,
    introspection_endpoint: String,
    revocation_endpoint: String,
    jwks_uri: String,
    service_documentation: String,
    scopes_supported: Vec<String>,
    /// `code`.
    response_types_supported: Vec<String>,
    /// `query`.
    response_modes_supported: Vec<String>,
    grant_types_supported: Vec<String>,
    /// `S256`, which every client uses.
    code_challenge_methods_supported: Vec<String>,
    /// Every answer to an authorization request names the issuer (RFC 9207).
    authorization_response_iss_parameter_supported: bool,
    prompt_values_supported: Vec<String>,
    request_parameter_supported: bool,
    request_uri_parameter_supported: bool,
    token_endpoint_auth_methods_supported: Vec<String>,
    introspection_endpoint_auth_methods_supported: Vec<String>,
    revocation_endpoint_auth_methods_supported: Vec<String>,
}

/// The same facts, and that everyone has one `sub` for all clients.
#[derive(Object, Serialize)]
pub struct OpenIdConfiguration {
    #[serde(flatten)]
    #[oai(flatten)]
    server: Metadata,
    /// `public`.
    subject_types_supported: Vec<String>,
}

/// A JWK set.
#[derive(Object, Serialize, Deserialize)]
pub struct JwkSet {
    keys: Vec<Jwk>,
}

/// A public RSA key.
#[derive(Object, Serialize, Deserialize)]
pub struct Jwk {
    kty: String,
    #[serde(rename = "use")]
    #[oai(rename = "use")]
    usage: String,
    alg: String,
    kid: String,
    n: String,
    e: String,
}

#[OpenApi(prefix_path = "/.well-known", tag = "Tag::Discovery")]
impl DiscoveryApi {
    /// OAuth metadata
    #[oai(path = "/oauth-authorization-server", method = "get", operation_id = "oauth_metadata")]
    async fn oauth(
        &self,
        anyone: Anyone<OAuthMetadata>,
        headers: &HeaderMap,
    ) -> Result<Cached<Metadata>, Refusal<OAuthMetadata>> {
        Ok(Cached::new(&metadata(&anyone.info.edge), headers))
    }

    /// OpenID configuration
    ///
    /// The OAuth metadata, for those who look here. The server issues no ID tokens.
    #[oai(path = "/openid-configuration", method = "get", operation_id = "openid_metadata")]
    async fn openid(
        &self,
        anyone: Anyone<OpenIdMetadata>,
        headers: &HeaderMap,
    ) -> Result<Cached<OpenIdConfiguration>, Refusal<OpenIdMetadata>> {
        let server = metadata(&anyone.info.edge);
        let configuration = OpenIdConfiguration { server, subject_types_supported: texts(&["public"]) };
        Ok(Cached::new(&configuration, headers))
    }

    /// Signing keys
    #[oai(path = "/jwks.json", method = "get", operation_id = "jwks")]
    async fn jwks(&self, anyone: Anyone<Jwks>, headers: &HeaderMap) -> Result<Cached<JwkSet>, Refusal<Jwks>> {
        let keys = serde_json::from_value(anyone.info.edge.tokens.keys().jwks());
        let keys: JwkSet = keys.map_err(|error| ApiError {
            inside: Some(error.to_string()),
            ..ApiError::new(Code::InternalError, "The server failed. The request id finds the reason in its log.")
        })?;
        Ok(Cached::new(&keys, headers))
    }
}

fn metadata(edge: &Edge) -> Metadata {
    let settings = edge.settings();
    let link = |path: &str| settings.server.link(path);
    let with_secret = ["client_secret_basic", "client_secret_post"];
    let any = ["none", "client_secret_basic", "client_secret_post"];
    Metadata {
        issuer: settings.server.base().to_owned(),
        authorization_endpoint: link("/oauth2/authorize"),
        device_authorization_endpoint: link("/oauth2/device/authorization"),
        token_endpoint: link("/oauth2/token"),
        introspection_endpoint: link("/oauth2/introspect"),
        revocation_endpoint: link("/oauth2/revoke"),
        jwks_uri: link("/.well-known/jwks.json"),
        service_documentation: link("/docs"),
        scopes_supported: Scope::ALL.iter().map(|scope| scope.name().to_owned()).collect(),
        response_types_supported: texts(&["code"]),
        response_modes_supported: texts(&["query"]),
        grant_types_supported: texts(GRANT_TYPES),
        code_challenge_methods_supported: texts(&["S256"]),
        authorization_response_iss_parameter_supported: true,
        prompt_values_supported: texts(&["none", "consent"]),
        request_parameter_supported: false,
        request_uri_parameter_supported: false,
        token_endpoint_auth_methods_supported: texts(&any),
        introspection_endpoint_auth_methods_supported: texts(&with_secret),
        revocation_endpoint_auth_methods_supported: texts(&any),
    }
}

fn texts(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}
