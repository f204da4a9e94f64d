//! `/oauth2/consent`: what a mini-app asks a person for, and the person's answer. Whoever has the unguessable session id may see
//! the question; it names no one, and a browser that somebody else is signed in to does not see it. Only the person who was asked
//! can answer, with their own Matrix token or on the account pages. What was asked for an authorization request or a device goes on
//! with the answer.

use poem::{
    IntoResponse, Request, Response,
    http::{HeaderMap, header},
};
use poem_openapi::{
    ApiResponse, Object, OpenApi,
    param::Query,
    registry::{MetaMediaType, MetaResponse, MetaResponses, Registry},
    types::Type,
};
use serde::{Deserialize, Serialize};

use crate::{
    config::Settings,
    http::{
        answer::{Answer, Refusal, Reply},
        api::Tag,
        auth::{Browser, Holder},
        body::Body,
        operations::{ConsentAnswer, ConsentShow},
        web::{self, App},
    },
    identity::{AnswerConsent, Back, PRIVILEGED_LIFETIME, consent_request, find_client, granted, preapproved, redirect_host},
    kernel::{Code, ConsentId, Rejection, Scope, ScopeSet},
    store::rows::Purpose,
};

use super::{
    authorization::{html, location},
    back::WayBack,
    codes::NewSecret,
};

/// The consent operations.
pub struct ConsentApi;

/// A question for consent.
#[derive(Object, Serialize)]
pub struct ConsentView {
    /// Names the question.
    pub session: String,
    /// Who asks.
    pub miniapp_id: String,
    /// What it calls itself.
    pub miniapp_name: String,
    /// Whether it is the operator's own.
    pub official: bool,
    /// What the answer sets going: `exchange` nothing, the mini-app asks again; `authorize` the browser goes back to the mini-app;
    /// `device` the device that waits is let in.
    pub purpose: String,
    /// Where the browser goes back to: a host, or the scheme of an app.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect_host: Option<String>,
    /// What it asks for.
    pub requested_scopes: Vec<AskedScope>,
    /// What it has without an answer.
    pub pre_approved_scopes: Vec<AskedScope>,
}

/// A scope as a person sees it.
#[derive(Object, Serialize)]
pub struct AskedScope {
    /// Its name.
    pub scope: String,
    /// What it lets the mini-app do.
    pub description: String,
    /// `low`, `medium`, `high`, `critical` or `privileged`.
    pub sensitivity: String,
    /// For how many seconds it is agreed to, when that is limited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lasts_seconds: Option<u64>,
}

/// An answer to a question for consent.
#[derive(Object, Deserialize)]
pub struct AnswerBody {
    /// The question.
    session: String,
    /// What the person agrees to, out of what was asked. Without a `decision`, nothing says no.
    approved_scopes: Vec<String>,
    /// `approve` or `deny`.
    decision: Option<String>,
}

/// What came of an answer.
#[derive(Object, Serialize)]
pub struct AnsweredView {
    session: String,
    miniapp_id: String,
    approved_scopes: Vec<String>,
    denied_scopes: Vec<String>,
    /// `approved` or `denied`.
    status: String,
    /// Where the browser goes now, when the question came with an authorization request.
    #[serde(skip_serializing_if = "Option::is_none")]
    redirect_to: Option<String>,
}

/// A question in the notation that is asked for.
pub enum ShowReply {
    /// For programs.
    Json(Answer<ConsentView>),
    /// For people: the page, which asks again as a program.
    Page(Response),
}

#[OpenApi(prefix_path = "/oauth2", tag = "Tag::OAuth")]
impl ConsentApi {
    /// Show a consent request
    ///
    /// What a mini-app asks for, as JSON when `Accept` prefers it, otherwise as a page.
    #[oai(path = "/consent", method = "get", operation_id = "consent_show")]
    async fn show(
        &self,
        browser: Browser<ConsentShow>,
        session: Query<String>,
        request: &Request,
    ) -> Result<ShowReply, Refusal<ConsentShow>> {
        // The page asks again as a program, and is counted then.
        if !prefers_json(request.headers()) {
            return Ok(ShowReply::Page(web::show(App::Account, request).await?));
        }
        let (edge, now) = (&browser.info.edge, browser.info.now);
        let id = session_id(&session.0)?;
        let visitor = browser.person()?.map(|signed_in| &signed_in.user);
        let (request, client, approved) = edge
            .commands
            .store()
            .read(|reader| {
                let request = consent_request(reader, id, now)?;
                let Some(request) = request.filter(|request| visitor.is_none_or(|user| *user == request.user)) else {
                    return Ok(None);
                };
                let Some(client) = find_client(reader, &request.miniapp)? else { return Ok(None) };
                let approved = preapproved(&client.row).union(granted(reader, &request.user, &request.miniapp, now)?);
                Ok(Some((request, client, approved)))
            })?
            .ok_or_else(missing)?;
        let view = ConsentView {
            session: id.to_string(),
            miniapp_id: request.miniapp,
            miniapp_name: client.row.name,
            official: client.row.official,
            purpose: purpose(request.purpose.as_ref()).to_owned(),
            redirect_host: redirect(request.purpose.as_ref()),
            requested_scopes: asked(request.scopes),
            pre_approved_scopes: asked(approved.without(request.scopes)),
        };
        Ok(ShowReply::Json(Answer::new(view)))
    }

    /// Answer a consent request
    ///
    /// Needs the Matrix token of the person who was asked, or their session of the account pages. A question is answered once.
    #[oai(path = "/consent", method = "post", operation_id = "consent_answer")]
    async fn answer(&self, holder: Holder<ConsentAnswer>, body: Body<AnswerBody>) -> Reply<ConsentAnswer, AnsweredView> {
        let edge = &holder.info.edge;
        let (request, approved) = (session_id(&body.value.session)?, body.value.approved()?);
        let method = if holder.session.is_some() { "page" } else { "json" };
        let (user, secret) = (holder.person.user.clone(), NewSecret::new(&*edge.rng));
        let command = AnswerConsent { request, user, approved, code: secret.digest(), method };
        let answer = edge.commands.run(holder.ctx(), None, command).await?.outcome;
        let names = |scopes: ScopeSet| scopes.iter().map(|scope| scope.name().to_owned()).collect();
        Ok(Answer::new(AnsweredView {
            session: request.to_string(),
            miniapp_id: answer.miniapp,
            approved_scopes: names(answer.approved),
            denied_scopes: names(answer.denied),
            status: if approved.is_some() { "approved" } else { "denied" }.to_owned(),
            redirect_to: answer.back.map(|back| redirect_to(&edge.settings(), &back, &secret)),
        })
        .header("Cache-Control", "no-store"))
    }
}

impl AnswerBody {
    /// What is agreed to; `None` for no.
    fn approved(&self) -> Result<Option<ScopeSet>, Rejection> {
        let approved = scopes(&self.approved_scopes)?;
        match self.decision.as_deref() {
            None => Ok(Some(approved).filter(|approved| !approved.is_empty())),
            Some("approve") => Ok(Some(approved)),
            Some("deny") if approved.is_empty() => Ok(None),
            Some("deny") => Err(Rejection::field("/approved_scopes", "Who says no agrees to nothing.")),
            Some(_) => Err(Rejection::field("/decision", "A decision is approve or deny.")),
        }
    }
}

fn redirect_to(settings: &Settings, back: &Back, secret: &NewSecret) -> String {
    let Back { redirect_uri, state, code } = back;
    let way = WayBack { redirect_uri, state: state.as_deref(), issuer: settings.server.base() };
    match code {
        Some(code) => way.with_code(&secret.code(code)),
        None => way.with_error("access_denied", "The person said no."),
    }
}

fn purpose(purpose: Option<&Purpose>) -> &'static str {
    match purpose {
        None => "exchange",
        Some(Purpose::Authorize(_)) => "authorize",
        Some(Purpose::Device(_)) => "device",
    }
}

fn redirect(purpose: Option<&Purpose>) -> Option<String> {
    match purpose {
        Some(Purpose::Authorize(authorization)) => Some(redirect_host(&authorization.redirect_uri)),
        None | Some(Purpose::Device(_)) => None,
    }
}

/// The same refusal for an id that cannot be one.
fn session_id(text: &str) -> Result<ConsentId, Rejection> {
    text.parse().map_err(|_| missing())
}

fn missing() -> Rejection {
    Rejection::new(Code::NotFound, "There is no such consent session, or it is over.")
}

fn scopes(names: &[String]) -> Result<ScopeSet, Rejection> {
    let each = names.iter().enumerate().map(|(place, name)| {
        Scope::parse(name).ok_or_else(|| Rejection::field(&format!("/approved_scopes/{place}"), "There is no such scope."))
    });
    each.collect()
}

fn asked(scopes: ScopeSet) -> Vec<AskedScope> {
    let view = |scope: Scope| AskedScope {
        scope: scope.name().to_owned(),
        description: scope.meaning().to_owned(),
        sensitivity: scope.sensitivity().name().to_owned(),
        lasts_seconds: scope.is_privileged().then_some(PRIVILEGED_LIFETIME.as_secs()),
    };
    scopes.iter().map(view).collect()
}

/// Whether JSON is wanted more than a page (RFC 9110 section 12.5.1). Where both weigh the same, the one that is named wins.
fn prefers_json(headers: &HeaderMap) -> bool {
    let accept = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let ranges: Vec<(&str, u16)> = accept.flat_map(|value| value.split(',')).map(range).collect();
    let wanted = |names: [&str; 3]| {
        let named = names.iter().enumerate().find_map(|(place, name)| {
            let (_, weight) = ranges.iter().find(|(range, _)| range.eq_ignore_ascii_case(name))?;
            Some((*weight, names.len() - place))
        });
        named.filter(|(weight, _)| *weight > 0).unwrap_or((0, 0))
    };
    wanted(["application/json", "application/*", "*/*"]) > wanted(["text/html", "text/*", "*/*"])
}

/// A media range and its weight in thousandths.
fn range(text: &str) -> (&str, u16) {
    let mut parts = text.split(';').map(str::trim);
    let name = parts.next().unwrap_or("");
    let weight = parts.find_map(|part| part.strip_prefix("q=")).map_or(1000, |q| {
        let (whole, fraction) = q.split_once('.').unwrap_or((q, ""));
        let thousandths: u16 = format!("{fraction:0<3.3}").parse().unwrap_or(0);
        if whole == "0" { thousandths } else { 1000 }
    });
    (name, weight)
}

impl IntoResponse for ShowReply {
    fn into_response(self) -> Response {
        match self {
            Self::Json(answer) => answer.into_response(),
            Self::Page(page) => page,
        }
    }
}

impl ApiResponse for ShowReply {
    fn meta() -> MetaResponses {
        let json = MetaMediaType { content_type: "application/json", schema: ConsentView::schema_ref() };
        let response = |status, description, content, headers| MetaResponse {
            description,
            status: Some(status),
            status_range: None,
            content,
            headers,
        };
        MetaResponses {
            responses: vec![
                response(200, "Done.", vec![json, html()], Vec::new()),
                response(303, "Nobody is signed in, and a page is asked for.", Vec::new(), vec![location("Sign-in.")]),
            ],
        }
    }

    fn register(registry: &mut Registry) {
        ConsentView::register(registry);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accept_decides_between_json_and_a_page() {
        let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";
        let cases = [
            ("", false),
            ("*/*", false),
            (browser, false),
            ("application/json", true),
            ("application/json, text/plain, */*", true),
            ("application/json, text/html", false),
            ("application/json;q=0.5, text/html", false),
            ("application/json, text/html;q=0.9", true),
            ("Application/JSON; charset=utf-8; q=0.901, text/html;q=0.9", true),
            ("application/*", true),
            ("application/json;q=0", false),
        ];
        for (accept, expected) in cases {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT, accept.parse().unwrap());
            assert_eq!(prefers_json(&headers), expected, "{accept}");
        }
    }
}
