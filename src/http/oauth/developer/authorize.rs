//! `GET /oauth2/developer/authorize`: the developer console sends a person here, and they come back with a code (RFC 6749 section
//! 4.1) bound to a challenge (RFC 7636, `S256` alone), with `iss` (RFC 9207). Who the person is, the account pages know. Nothing is
//! asked of them: the console is the platform's own. A request whose client or address is not the console's is answered with a
//! page and sent nowhere.

use poem::{
    IntoResponse, Request, Response,
    http::{StatusCode, header},
};
use poem_openapi::{
    ApiResponse, OpenApi,
    param::Query,
    registry::{MetaMediaType, MetaResponse, MetaResponses, MetaSchema, MetaSchemaRef, Registry},
};
use serde::Deserialize;

use crate::{
    developers::{CodeBinding, IssueCode, SecretName},
    edge::Trouble,
    http::{
        api::Tag,
        auth::Anyone,
        cookie::{self, ACCOUNT_CLIENT, SignedIn},
        form,
        info::Info,
        oauth::error::{OAuthError, OAuthRefusal},
        operations::DeveloperAuthorize,
    },
    identity::DEVELOPER_CLIENT,
    kernel::{Actor, Code, sha256},
};

/// The console's authorization endpoint.
pub struct DeveloperAuthorizeApi;

/// Where the person goes, or what they are shown.
pub enum AuthorizeReply {
    /// Back to the console, or to sign in.
    Redirect(String),
    /// That they were sent here wrongly.
    Page,
}

/// The parameters, none of which comes twice.
#[derive(Deserialize)]
struct Asked {
    response_type: Option<String>,
    client_id: Option<String>,
    redirect_uri: Option<String>,
    state: Option<String>,
    code_challenge: Option<String>,
    code_challenge_method: Option<String>,
}

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
        anyone: Anyone<DeveloperAuthorize>,
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
        let info = &*anyone.info;
        let Ok(asked) = form::parse::<Asked>(request.uri().query().unwrap_or_default().as_bytes()) else {
            return Ok(AuthorizeReply::Page);
        };
        let Some(back) = Back::of(info, &asked) else { return Ok(AuthorizeReply::Page) };
        let binding = match binding(&back, &asked) {
            Ok(binding) => binding,
            Err((error, why)) => return Ok(back.with_error(error, why)),
        };
        match cookie::signed_in(request, info).await? {
            Some(person) => Ok(issue(info, &back, person, binding).await?),
            None => Ok(sign_in(info, request)),
        }
    }
}

/// Where an answer may go: an address of the console, with what it gave us to keep.
struct Back {
    redirect_uri: String,
    state: Option<String>,
    issuer: String,
}

impl Back {
    /// `None` for a request that is not the console's.
    fn of(info: &Info, asked: &Asked) -> Option<Self> {
        let settings = info.edge.settings();
        let redirect_uri = asked.redirect_uri.clone()?;
        let known = redirect_uri == settings.server.link("/developer/callback")
            || settings.developers.redirect_uris.contains(&redirect_uri);
        let ours = asked.client_id.as_deref() == Some(DEVELOPER_CLIENT);
        let issuer = settings.server.base().to_owned();
        (known && ours).then(|| Self { redirect_uri, state: asked.state.clone(), issuer })
    }

    fn with(&self, answer: &[(&str, &str)]) -> AuthorizeReply {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(answer);
        query.extend_pairs(self.state.iter().map(|state| ("state", state)));
        query.append_pair("iss", &self.issuer);
        let joint = if self.redirect_uri.contains('?') { '&' } else { '?' };
        AuthorizeReply::Redirect(format!("{}{joint}{}", self.redirect_uri, query.finish()))
    }

    fn with_error(&self, error: &str, why: &str) -> AuthorizeReply {
        self.with(&[("error", error), ("error_description", why)])
    }
}

/// What the code is to be bound to; otherwise an error of RFC 6749 section 4.1.2.1.
fn binding(back: &Back, asked: &Asked) -> Result<CodeBinding, (&'static str, &'static str)> {
    match asked.response_type.as_deref() {
        Some("code") => {}
        Some(_) => return Err(("unsupported_response_type", "The response_type is code.")),
        None => return Err(("invalid_request", "The parameter response_type is missing.")),
    }
    if asked.code_challenge_method.as_deref() != Some("S256") {
        return Err(("invalid_request", "The code_challenge_method is S256."));
    }
    let challenge = asked.code_challenge.as_deref().and_then(CodeBinding::challenge);
    let challenge = challenge.ok_or(("invalid_request", "The code_challenge is a SHA-256 in unpadded base64url."))?;
    Ok(CodeBinding { redirect_uri: back.redirect_uri.clone(), challenge })
}

async fn issue(info: &Info, back: &Back, person: SignedIn, binding: CodeBinding) -> Result<AuthorizeReply, OAuthError> {
    let _ = info.user.set(person.user.clone());
    let secret = info.edge.rng.token();
    let command = IssueCode { user: person.user.clone(), secret: sha256(secret.as_bytes()), binding };
    let actor = Actor::User { user: person.user, client: Some(ACCOUNT_CLIENT.to_owned()), session: Some(person.session) };
    match info.edge.commands.run(info.ctx(actor), None, command).await.map_err(Trouble::from) {
        Ok(done) => Ok(back.with(&[("code", &SecretName::code(done.outcome, &secret))])),
        Err(Trouble::Rejected(refused)) => match refused.code {
            Code::InsufficientPermissions => Ok(back.with_error("access_denied", "developer_not_whitelisted")),
            Code::UserSuspended => Ok(back.with_error("access_denied", "The user is suspended.")),
            _ => Err(refused.into()),
        },
        Err(trouble) => Err(trouble.into()),
    }
}

/// To the sign-in page, which leads back here.
fn sign_in(info: &Info, request: &Request) -> AuthorizeReply {
    let here = format!("/oauth2/developer/authorize?{}", request.uri().query().unwrap_or_default());
    let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("return_to", &here).finish();
    AuthorizeReply::Redirect(info.edge.settings().server.link(&format!("/account/sign-in?{query}")))
}

const PAGE: &str = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
    <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>This link does not work</title>\n\
    <link rel=\"stylesheet\" href=\"/oauth2/consent.css\">\n</head>\n<body>\n<main>\n<h1>This link does not work</h1>\n\
    <p>You were sent here to sign in as a developer, but the request is not one of the developer console's. Nothing has \
    happened. Go back and try again, or tell whoever runs the console.</p>\n</main>\n</body>\n</html>\n";

impl IntoResponse for AuthorizeReply {
    fn into_response(self) -> Response {
        let response = Response::builder().header(header::CACHE_CONTROL, "no-store");
        match self {
            Self::Redirect(to) => response.status(StatusCode::SEE_OTHER).header(header::LOCATION, to).finish(),
            Self::Page => response.status(StatusCode::BAD_REQUEST).content_type("text/html; charset=utf-8").body(PAGE),
        }
    }
}

impl ApiResponse for AuthorizeReply {
    fn meta() -> MetaResponses {
        let of = |status, description, content| MetaResponse {
            description,
            status: Some(status),
            status_range: None,
            content,
            headers: Vec::new(),
        };
        let schema = MetaSchemaRef::Inline(Box::new(MetaSchema::new("string")));
        let page = vec![MetaMediaType { content_type: "text/html; charset=utf-8", schema }];
        let redirect = of(303, "To `redirect_uri`, or to the sign-in.", Vec::new());
        MetaResponses { responses: vec![redirect, of(400, "A page: the request is not the console's.", page)] }
    }

    fn register(_: &mut Registry) {}
}
