//! What the authorization endpoints of mini-apps and of the developer console have in common (RFC 6749 section 4.1). Until it is
//! certain whose request it is and that the answer goes to an address of theirs, nobody is sent anywhere, and the person sees a
//! page; from then on everything goes back there, also that the server cannot do it (section 4.1.2.1).

use std::borrow::Cow;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use poem::{IntoResponse, Request, Response};
use poem_openapi::{
    ApiResponse,
    registry::{MetaHeader, MetaMediaType, MetaResponse, MetaResponses, MetaSchema, MetaSchemaRef, Registry},
    types::Type,
};

use crate::{
    config::{Profile, Settings},
    http::{account::return_to, info::Info},
};

use super::{
    back::{WayBack, see_other},
    error::{OAuthError, Reason},
    error_page,
    parameters::{Parameter, Parameters},
};

/// Where the browser goes from here, or the page that it stays on.
pub struct AuthorizeReply(Response);

impl AuthorizeReply {
    /// On to `went`, or back with what is wrong.
    pub fn go(went: Result<String, Refused>, back: WayBack<'_>) -> Self {
        Self(see_other(&went.unwrap_or_else(|Refused(error, description)| back.with_error(error, &description))))
    }

    /// Nowhere, with a page.
    pub fn stay(nowhere: Nowhere, parameters: &Parameters, info: &Info) -> Self {
        let dev_mode = info.edge.settings().profile == Profile::Dev;
        Self(match nowhere {
            Nowhere::Untrusted(reason) => error_page::refuse(reason, parameters.get(Parameter::ClientId), dev_mode),
            Nowhere::Failed(error) => {
                note(&error, info);
                error_page::fail(error.reason.status(), error.retry_after, dev_mode)
            }
        })
    }
}

/// Why a browser is sent nowhere.
pub enum Nowhere {
    /// The request cannot be trusted; a sentence for the person.
    Untrusted(&'static str),
    /// It is not known whether it can.
    Failed(OAuthError),
}

impl<E: Into<OAuthError>> From<E> for Nowhere {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Why an authorization request is refused: `error` and `error_description` of the redirect.
#[derive(Debug)]
pub struct Refused(pub &'static str, pub Cow<'static, str>);

impl Refused {
    /// For the mini-app's developer.
    pub fn new(error: &'static str, description: impl Into<Cow<'static, str>>) -> Self {
        Self(error, description.into())
    }

    /// What `error` is called on the way back (RFC 6749 section 4.1.2.1).
    pub fn by(error: impl Into<OAuthError>, info: &Info) -> Self {
        let error = error.into();
        note(&error, info);
        let name = match error.reason {
            Reason::RateLimited | Reason::Suspended | Reason::Unavailable => "temporarily_unavailable",
            Reason::AccessDenied | Reason::NotWhitelisted => "access_denied",
            Reason::InvalidScope => "invalid_scope",
            Reason::InvalidClient => "unauthorized_client",
            Reason::InvalidRequest => "invalid_request",
            _ => "server_error",
        };
        Self(name, error.description)
    }
}

/// The browser is sent on or shown a page, so that this is where a failure is logged.
fn note(error: &OAuthError, info: &Info) {
    if let Some(reason) = &error.inside {
        tracing::error!(request_id = %info.id, code = error.reason.name(), %reason, "an authorization request failed");
    }
}

/// What every authorization request has to be; answers its challenge.
pub fn check(parameters: &Parameters) -> Result<[u8; 32], Refused> {
    let invalid = |description: &'static str| Err(Refused::new("invalid_request", description));
    if let Some(fault) = parameters.fault() {
        return Err(Refused::new("invalid_request", fault.to_owned()));
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
    let Some(challenge) = parameters.get(Parameter::CodeChallenge) else {
        return invalid("PKCE is needed: the parameter code_challenge is missing.");
    };
    if parameters.get(Parameter::CodeChallengeMethod) != Some("S256") {
        return invalid("The parameter code_challenge_method has to be S256.");
    }
    digest(challenge)
        .ok_or_else(|| Refused::new("invalid_request", "The parameter code_challenge is a SHA-256 in base64url: 43 characters."))
}

/// What makes of a code something that only its client can use (RFC 7636 section 4.2): no client goes without, none with `plain`.
fn digest(challenge: &str) -> Option<[u8; 32]> {
    URL_SAFE_NO_PAD.decode(challenge).ok()?.try_into().ok()
}

/// The `state` that can go back.
pub fn state(parameters: &Parameters) -> Option<&str> {
    parameters.get(Parameter::State).filter(|state| is_visible(state))
}

/// Whether a `state` is as it has to be (RFC 6749 appendix A.5).
fn is_visible(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// The sign-in page, which comes back to this request. One that it could not come back to is refused to everybody, so that it
/// does not work for some.
pub fn sign_in(settings: &Settings, request: &Request) -> Result<String, Refused> {
    let uri = request.uri();
    let here = format!("{}?{}", uri.path(), uri.query().unwrap_or_default());
    let here = return_to::local(&here, &settings.server.public_url);
    let here = here.ok_or_else(|| Refused::new("invalid_request", "The request is longer than 2048 bytes."))?;
    let return_to = url::form_urlencoded::Serializer::new(String::new()).append_pair("return_to", &here).finish();
    Ok(format!("/account/sign-in?{return_to}"))
}

impl IntoResponse for AuthorizeReply {
    fn into_response(self) -> Response {
        self.0
    }
}

impl ApiResponse for AuthorizeReply {
    fn meta() -> MetaResponses {
        let response = |status, description, content, headers| MetaResponse {
            description,
            status: Some(status),
            status_range: None,
            content,
            headers,
        };
        let page = |status, description| response(status, description, vec![html()], Vec::new());
        let goes = "Sign-in, consent, or the redirect URI with the answer.";
        MetaResponses {
            responses: vec![
                response(303, "The browser goes on.", Vec::new(), vec![location(goes)]),
                page(400, "The client or its redirect URI cannot be trusted: a page for the person, who is sent nowhere."),
                page(403, "The same, and the caller is suspended for a while."),
                page(429, "The same, and there are too many requests; `Retry-After` says how long to wait."),
                page(500, "The server failed before it knew the client: a page for the person."),
                page(503, "Not possible at the moment, and the client is not known: a page for the person."),
            ],
        }
    }

    fn register(_: &mut Registry) {}
}

/// A page in the document.
pub fn html() -> MetaMediaType {
    MetaMediaType { content_type: "text/html", schema: MetaSchemaRef::Inline(Box::new(MetaSchema::new("string"))) }
}

/// The `Location` of a redirect in the document.
pub fn location(description: &str) -> MetaHeader {
    MetaHeader {
        name: "Location".to_owned(),
        description: Some(description.to_owned()),
        required: true,
        deprecated: false,
        schema: String::schema_ref(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_challenge_is_a_digest_in_unpadded_base64url() {
        assert_eq!(digest("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM").map(|digest| digest[0]), Some(0x13));
        for wrong in ["", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c", "plain"] {
            assert_eq!(digest(wrong), None, "{wrong}");
        }
    }
}
