//! `GET /oauth2/authorize` (RFC 6749 section 4.1): a mini-app sends a person here with their browser. Whoever is not signed in signs
//! in first; whoever has not agreed is asked; then they go back with a code.

use poem::Request;
use poem_openapi::OpenApi;

use crate::{
    http::{api::Tag, auth::Browser, cookie::SignedIn, error::ApiError, info::Info, operations::OAuthAuthorize},
    identity::{self, Authorized, Client, Prompt, find_client},
    kernel::{Code, ScopeSet},
    store::WriteError,
};

use super::{
    authorization::{self, AuthorizeReply, Nowhere, Refused},
    back::WayBack,
    codes::NewSecret,
    error::OAuthRefusal,
    grants::wanted_scopes,
    parameters::{Parameter, Parameters},
};

/// The authorization endpoint.
pub struct AuthorizeApi;

#[OpenApi(prefix_path = "/oauth2", tag = "Tag::OAuth")]
impl AuthorizeApi {
    /// Authorize
    ///
    /// Where a mini-app sends a person's browser. It goes on to sign-in, to consent, or back to `redirect_uri`: with `code`,
    /// `state` and `iss`, or with `error`, `error_description`, `state` and `iss`.
    #[oai(path = "/authorize", method = "get", operation_id = "oauth_authorize")]
    async fn authorize(
        &self,
        browser: Browser<OAuthAuthorize>,
        request: &Request,
    ) -> Result<AuthorizeReply, OAuthRefusal<OAuthAuthorize>> {
        let (info, settings) = (&browser.info, browser.info.edge.settings());
        let parameters = Parameters::read(request.uri().query().unwrap_or_default());
        let person = browser.person();
        let (client, redirect_uri) = match sender(info, &parameters, person.as_ref().err()) {
            Ok(sender) => sender,
            Err(nowhere) => return Ok(AuthorizeReply::stay(nowhere, &parameters, info)),
        };
        let back =
            WayBack { redirect_uri: &redirect_uri, state: authorization::state(&parameters), issuer: settings.server.base() };
        let went = match person {
            Ok(person) => go_on(&browser, person, request, &client, &parameters, back).await,
            Err(error) => Err(Refused::by(error, info)),
        };
        Ok(AuthorizeReply::go(went, back))
    }
}

/// The client that sends the person, and an address of its own. Whoever is refused with `limited` is told that rather than
/// what is wrong.
fn sender(info: &Info, parameters: &Parameters, limited: Option<&ApiError>) -> Result<(Client, String), Nowhere> {
    let untrusted = |reason| match limited {
        Some(error) => Nowhere::from(error.clone()),
        None => Nowhere::Untrusted(reason),
    };
    let Some(id) = parameters.get(Parameter::ClientId) else {
        return Err(untrusted("It does not say which app it comes from: client_id is missing, too long, or there twice."));
    };
    let Some(client) = info.edge.commands.store().read(|reader| find_client(reader, id))? else {
        return Err(untrusted("The app that it comes from is not known here, or is not allowed any more."));
    };
    let _ = info.client.set(client.id.clone());
    match parameters.get(Parameter::RedirectUri) {
        None => Err(untrusted("It does not say where to go from here: redirect_uri is missing, too long, or there twice.")),
        Some(uri) if client.allows_redirect(uri) => Ok((client, uri.to_owned())),
        Some(_) => Err(untrusted("It leads to an address that the app has not registered as redirect_uri.")),
    }
}

/// What a request asks for, checked.
struct Asked {
    challenge: [u8; 32],
    scopes: Option<ScopeSet>,
    prompt: Prompt,
}

impl Asked {
    fn read(parameters: &Parameters, client: &Client) -> Result<Self, Refused> {
        if parameters.get(Parameter::Request).is_some() {
            return Err(Refused::new("request_not_supported", "The parameter request is not supported."));
        }
        if parameters.get(Parameter::RequestUri).is_some() {
            return Err(Refused::new("request_uri_not_supported", "The parameter request_uri is not supported."));
        }
        let challenge = authorization::check(parameters)?;
        Ok(Self { challenge, scopes: scopes(parameters, client)?, prompt: prompt(parameters)? })
    }
}

fn scopes(parameters: &Parameters, client: &Client) -> Result<Option<ScopeSet>, Refused> {
    let wanted = wanted_scopes(parameters.get(Parameter::Scope));
    let wanted = wanted.map_err(|unknown| Refused::new("invalid_scope", unknown.description))?;
    let unregistered = wanted.unwrap_or_default().without(client.row.scopes);
    if !unregistered.is_empty() {
        return Err(Refused::new("invalid_scope", format!("Not registered for this mini-app: {unregistered}")));
    }
    Ok(wanted)
}

fn prompt(parameters: &Parameters) -> Result<Prompt, Refused> {
    match parameters.get(Parameter::Prompt) {
        None => Ok(Prompt::WhenNeeded),
        Some("none") => Ok(Prompt::Never),
        Some("consent") => Ok(Prompt::Always),
        Some(_) => Err(Refused::new("invalid_request", "The parameter prompt can be none or consent.")),
    }
}

/// Where the browser goes.
async fn go_on(
    browser: &Browser<OAuthAuthorize>,
    person: Option<&SignedIn>,
    request: &Request,
    client: &Client,
    parameters: &Parameters,
    back: WayBack<'_>,
) -> Result<String, Refused> {
    let (edge, settings) = (&browser.info.edge, browser.info.edge.settings());
    let asked = Asked::read(parameters, client)?;
    let sign_in = authorization::sign_in(&settings, request)?;
    let Some(signed_in) = person else {
        return match asked.prompt {
            Prompt::Never => Err(Refused::new("login_required", "The person is not signed in.")),
            Prompt::WhenNeeded | Prompt::Always => Ok(sign_in),
        };
    };
    let secret = NewSecret::new(&*edge.rng);
    let command = identity::Authorize {
        user: signed_in.user.clone(),
        client: client.id.clone(),
        redirect_uri: back.redirect_uri.to_owned(),
        state: back.state.map(str::to_owned),
        challenge: asked.challenge,
        scopes: asked.scopes,
        prompt: asked.prompt,
        code: secret.digest(),
        consent_lifetime: settings.tokens.consent_lifetime,
    };
    match edge.commands.run(browser.ctx(signed_in, &client.id), None, command).await {
        Ok(done) => Ok(match done.outcome {
            Authorized::Code(code) => back.with_code(&secret.code(code)),
            Authorized::ConsentRequired(session) => format!("/oauth2/consent?session={session}"),
        }),
        Err(WriteError::Rejected(rejection)) if rejection.code == Code::ConsentRequired => {
            Err(Refused::new("consent_required", rejection.message))
        }
        Err(trouble) => Err(Refused::by(trouble, &browser.info)),
    }
}
