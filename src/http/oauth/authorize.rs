//! `GET /oauth2/authorize` (RFC 6749 section 4.1): a mini-app sends a person here with their browser. Whoever is not signed in signs
//! in first; whoever has not agreed is asked; then they go back with a code. Until it is certain whose request it is and that the
//! answer goes to an address of theirs, nobody is sent anywhere.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use poem::{IntoResponse, Request, Response};
use poem_openapi::{
    ApiResponse, OpenApi,
    registry::{MetaHeader, MetaMediaType, MetaResponse, MetaResponses, MetaSchema, MetaSchemaRef, Registry},
    types::Type,
};

use crate::{
    config::{Profile, Settings},
    http::{account::return_to, api::Tag, auth::Browser, info::Info, operations::OAuthAuthorize},
    identity::{self, Authorized, Client, Prompt, find_client},
    kernel::{Code, ScopeSet},
    store::WriteError,
};

use super::{
    back::{WayBack, see_other},
    codes::NewSecret,
    error::{OAuthError, OAuthRefusal},
    error_page,
    grants::wanted_scopes,
    parameters::{Parameter, Parameters},
};

/// The authorization endpoint.
pub struct AuthorizeApi;

/// Where the browser goes from here.
pub struct AuthorizeReply(Response);

/// Why an authorization request is refused: `error` and `error_description` of the redirect.
struct Refused(&'static str, String);

impl Refused {
    fn new(error: &'static str, description: impl Into<String>) -> Self {
        Self(error, description.into())
    }
}

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
        let settings = browser.info.edge.settings();
        let parameters = Parameters::read(request.uri().query().unwrap_or_default());
        let (client, redirect_uri) = match sender(&browser.info, &parameters)? {
            Ok(sender) => sender,
            Err(reason) => {
                let dev_mode = settings.profile == Profile::Dev;
                return Ok(AuthorizeReply(error_page::refuse(reason, parameters.get(Parameter::ClientId), dev_mode)));
            }
        };
        let state = parameters.get(Parameter::State).filter(|state| is_visible(state));
        let back = WayBack { redirect_uri: &redirect_uri, state, issuer: settings.server.base() };
        let location = match go_on(&browser, request, &client, &parameters, back).await? {
            Ok(location) => location,
            Err(Refused(error, description)) => back.with_error(error, &description),
        };
        Ok(AuthorizeReply(see_other(&location)))
    }
}

/// The client that sends the person, and an address of its own. Otherwise a sentence for the person.
fn sender(info: &Info, parameters: &Parameters) -> Result<Result<(Client, String), &'static str>, OAuthError> {
    let Some(id) = parameters.get(Parameter::ClientId) else {
        return Ok(Err("It does not say which app it comes from: client_id is missing, too long, or there twice."));
    };
    let Some(client) = info.edge.commands.store().read(|reader| find_client(reader, id))? else {
        return Ok(Err("The app that it comes from is not known here, or is not allowed any more."));
    };
    let _ = info.client.set(client.id.clone());
    match parameters.get(Parameter::RedirectUri) {
        None => Ok(Err("It does not say where to go from here: redirect_uri is missing, too long, or there twice.")),
        Some(uri) if client.allows_redirect(uri) => Ok(Ok((client, uri.to_owned()))),
        Some(_) => Ok(Err("It leads to an address that the app has not registered as redirect_uri.")),
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
        if let Some(fault) = parameters.fault() {
            return Err(Refused::new("invalid_request", fault));
        }
        let invalid = |description: &str| Err(Refused::new("invalid_request", description));
        if parameters.get(Parameter::Request).is_some() {
            return Err(Refused::new("request_not_supported", "The parameter request is not supported."));
        }
        if parameters.get(Parameter::RequestUri).is_some() {
            return Err(Refused::new("request_uri_not_supported", "The parameter request_uri is not supported."));
        }
        if parameters.get(Parameter::State).is_some_and(|state| !is_visible(state)) {
            return invalid("The parameter state has characters beyond printable ASCII.");
        }
        match parameters.get(Parameter::ResponseType) {
            Some("code") => {}
            Some(_) => return Err(Refused::new("unsupported_response_type", "The parameter response_type can be code.")),
            None => return invalid("The parameter response_type is missing."),
        }
        if parameters.get(Parameter::ResponseMode).is_some_and(|mode| mode != "query") {
            return invalid("The parameter response_mode can be query.");
        }
        Ok(Self { challenge: challenge(parameters)?, scopes: scopes(parameters, client)?, prompt: prompt(parameters)? })
    }
}

/// What makes of a code something that only its client can use (RFC 7636 section 4.3). No client goes without, and none with
/// `plain`.
fn challenge(parameters: &Parameters) -> Result<[u8; 32], Refused> {
    let invalid = |description: &str| Refused::new("invalid_request", description);
    let challenge = parameters.get(Parameter::CodeChallenge);
    let challenge = challenge.ok_or_else(|| invalid("PKCE is needed: the parameter code_challenge is missing."))?;
    if parameters.get(Parameter::CodeChallengeMethod) != Some("S256") {
        return Err(invalid("The parameter code_challenge_method has to be S256."));
    }
    let bytes = URL_SAFE_NO_PAD.decode(challenge).ok().and_then(|bytes| bytes.try_into().ok());
    bytes.ok_or_else(|| invalid("The parameter code_challenge is a SHA-256 in base64url: 43 characters."))
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
    request: &Request,
    client: &Client,
    parameters: &Parameters,
    back: WayBack<'_>,
) -> Result<Result<String, Refused>, OAuthError> {
    let (edge, settings) = (&browser.info.edge, browser.info.edge.settings());
    let (asked, sign_in) = match Asked::read(parameters, client).and_then(|asked| Ok((asked, sign_in(&settings, request)?))) {
        Ok(read) => read,
        Err(refused) => return Ok(Err(refused)),
    };
    let Some(signed_in) = &browser.signed_in else {
        return Ok(match asked.prompt {
            Prompt::Never => Err(Refused::new("login_required", "The person is not signed in.")),
            Prompt::WhenNeeded | Prompt::Always => Ok(sign_in),
        });
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
        Ok(done) => Ok(Ok(match done.outcome {
            Authorized::Code(code) => back.with_code(&secret.code(code)),
            Authorized::ConsentRequired(session) => local(&settings, &format!("/oauth2/consent?session={session}")),
        })),
        Err(WriteError::Rejected(rejection)) => match refusal(rejection.code) {
            Some(error) => Ok(Err(Refused::new(error, rejection.message))),
            None => Err(rejection.into()),
        },
        Err(failure) => Err(failure.into()),
    }
}

/// The facts among the refusals that the mini-app is told of.
fn refusal(code: Code) -> Option<&'static str> {
    match code {
        Code::UserSuspended => Some("access_denied"),
        Code::InvalidScope => Some("invalid_scope"),
        Code::ConsentRequired => Some("consent_required"),
        _ => None,
    }
}

/// The sign-in page, which comes back to this request. One that it could not come back to is refused to everybody, so that it
/// does not work for some.
fn sign_in(settings: &Settings, request: &Request) -> Result<String, Refused> {
    let query = request.uri().query().unwrap_or_default();
    let here = local(settings, &format!("/oauth2/authorize?{query}"));
    let here = return_to::local(&here, &settings.server.public_url);
    let here = here.ok_or_else(|| Refused::new("invalid_request", "The request is longer than 2048 bytes."))?;
    let return_to = url::form_urlencoded::Serializer::new(String::new()).append_pair("return_to", &here).finish();
    Ok(local(settings, &format!("/account/sign-in?{return_to}")))
}

/// The address of a page of ours under whatever name the browser knows us by.
fn local(settings: &Settings, path: &str) -> String {
    format!("{}{path}", settings.server.public_url.path().trim_end_matches('/'))
}

/// Whether a `state` is as it has to be (RFC 6749 appendix A.5).
fn is_visible(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

impl IntoResponse for AuthorizeReply {
    fn into_response(self) -> Response {
        self.0
    }
}

impl ApiResponse for AuthorizeReply {
    fn meta() -> MetaResponses {
        let location = MetaHeader {
            name: "Location".to_owned(),
            description: Some("Sign-in, consent, or the redirect URI with the answer.".to_owned()),
            required: true,
            deprecated: false,
            schema: String::schema_ref(),
        };
        let page =
            MetaMediaType { content_type: "text/html", schema: MetaSchemaRef::Inline(Box::new(MetaSchema::new("string"))) };
        let response = |description, status, content, headers| MetaResponse {
            description,
            status: Some(status),
            status_range: None,
            content,
            headers,
        };
        let refused = "The client or its redirect URI cannot be trusted: a page for the person, who is sent nowhere.";
        MetaResponses {
            responses: vec![
                response("The browser goes on.", 303, Vec::new(), vec![location]),
                response(refused, 400, vec![page], Vec::new()),
            ],
        }
    }

    fn register(_: &mut Registry) {}
}
