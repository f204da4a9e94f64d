//! `GET /oauth2/developer/authorize`: the developer console sends a person here, and they come back with a code (RFC 6749 section
//! 4.1) bound to a challenge (RFC 7636, `S256` alone), with `iss` (RFC 9207). Who the person is, the account pages know. Nothing is
//! asked of them: the console is the platform's own.

use poem::Request;
use poem_openapi::{OpenApi, param::Query};

use crate::{
    config::Settings,
    developers::{CodeBinding, IssueCode, NOT_WHITELISTED, SecretName},
    edge::Trouble,
    http::{
        api::Tag,
        auth::Browser,
        cookie::{ACCOUNT_CLIENT, SignedIn},
        oauth::{
            authorization::{self, AuthorizeReply, Nowhere, Refused},
            back::WayBack,
            error::OAuthRefusal,
            parameters::{Parameter, Parameters},
        },
        operations::DeveloperAuthorize,
    },
    identity::DEVELOPER_CLIENT,
    kernel::{Code, sha256},
};

/// The console's authorization endpoint.
pub struct DeveloperAuthorizeApi;

#[OpenApi(prefix_path = "/oauth2/developer", tag = "Tag::OAuth")]
impl DeveloperAuthorizeApi {
    /// Sign a developer in
    ///
    /// For the browser. Leads to the sign-in of the account pages where nobody is signed in, and then to `redirect_uri` with
    /// `code`, `state` and `iss`, or with `error`.
    #[oai(path = "/authorize", method = "get", operation_id = "developer_authorize")]
    #[expect(clippy::too_many_arguments, reason = "they are named for the document; all are read from the query at once")]
    async fn authorize(
        &self,
        browser: Browser<DeveloperAuthorize>,
        request: &Request,
        /// `code`.
        #[oai(name = "response_type")]
        _response_type: Query<Option<String>>,
        /// `tmcp_developer_console`.
        #[oai(name = "client_id")]
        _client_id: Query<Option<String>>,
        /// One of those that are configured, or `/developer/callback` of this server.
        #[oai(name = "redirect_uri")]
        _redirect_uri: Query<Option<String>>,
        /// Comes back as it is.
        #[oai(name = "state")]
        _state: Query<Option<String>>,
        /// SHA-256 of the verifier in unpadded base64url.
        #[oai(name = "code_challenge")]
        _code_challenge: Query<Option<String>>,
        /// `S256`.
        #[oai(name = "code_challenge_method")]
        _code_challenge_method: Query<Option<String>>,
    ) -> Result<AuthorizeReply, OAuthRefusal<DeveloperAuthorize>> {
        let (info, settings) = (&browser.info, browser.info.edge.settings());
        let parameters = Parameters::read(request.uri().query().unwrap_or_default());
        let person = browser.person();
        let Some(redirect_uri) = address(&settings, &parameters) else {
            let nowhere = person.err().map_or(Nowhere::Untrusted(NOT_THE_CONSOLE), Nowhere::from);
            return Ok(AuthorizeReply::stay(nowhere, &parameters, info));
        };
        let back = WayBack { redirect_uri, state: authorization::state(&parameters), issuer: settings.server.base() };
        let went = match person {
            Ok(person) => go_on(&browser, person, request, &parameters, back).await,
            Err(error) => Err(Refused::by(error, info)),
        };
        Ok(AuthorizeReply::go(went, back))
    }
}

const NOT_THE_CONSOLE: &str = "It would sign a developer in, but it is not one of the developer console's.";

/// Where the answer goes: an address of the console; `None` for a request that is not the console's.
fn address<'a>(settings: &Settings, parameters: &'a Parameters) -> Option<&'a str> {
    let redirect_uri = parameters.get(Parameter::RedirectUri)?;
    let known = redirect_uri == settings.server.link("/developer/callback")
        || settings.developers.redirect_uris.iter().any(|known| known == redirect_uri);
    (known && parameters.get(Parameter::ClientId) == Some(DEVELOPER_CLIENT)).then_some(redirect_uri)
}

/// Where the browser goes.
async fn go_on(
    browser: &Browser<DeveloperAuthorize>,
    person: Option<&SignedIn>,
    request: &Request,
    parameters: &Parameters,
    back: WayBack<'_>,
) -> Result<String, Refused> {
    let edge = &browser.info.edge;
    let challenge = authorization::check(parameters)?;
    let sign_in = authorization::sign_in(&edge.settings(), request)?;
    let Some(signed_in) = person else { return Ok(sign_in) };
    let secret = edge.rng.token();
    let binding = CodeBinding { redirect_uri: back.redirect_uri.to_owned(), challenge };
    let command = IssueCode { user: signed_in.user.clone(), secret: sha256(secret.as_bytes()), binding };
    match edge.commands.run(browser.ctx(signed_in, ACCOUNT_CLIENT), None, command).await.map_err(Trouble::from) {
        Ok(done) => Ok(back.with_code(&SecretName::code(done.outcome, &secret))),
        Err(Trouble::Rejected(refused)) if refused.code == Code::InsufficientPermissions => {
            Err(Refused::new("access_denied", NOT_WHITELISTED))
        }
        Err(trouble) => Err(Refused::by(trouble, &browser.info)),
    }
}
