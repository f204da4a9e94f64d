//! `/api/v1/account/sessions`: the browsers in which a person is signed in, and signing one of them out.

use poem_openapi::{Object, OpenApi, param::Path};
use serde::Serialize;

use crate::{
    http::{
        answer::{Answer, Reply},
        api::Tag,
        auth::Visitor,
        cookie,
        operations::{AccountSessionEnd, AccountSessionList},
        wire::Time,
    },
    identity::{EndAccountSessions, WhichSessions, account_sessions},
    kernel::{Code, Rejection, SessionId},
    store::rows::AccountSessionRow,
};

/// The sessions.
pub struct SessionsApi;

/// The browsers that are signed in, newest first.
#[derive(Object, Serialize)]
pub struct SessionsAnswer {
    sessions: Vec<SessionView>,
}

/// A browser that is signed in.
#[derive(Object, Serialize)]
pub struct SessionView {
    session_id: String,
    /// Whether it is the one that asks.
    current: bool,
    /// `dev`, `password`, `sso` or `mas`.
    method: String,
    created_at: Time,
    /// To within a few minutes.
    last_seen_at: Time,
    expires_at: Time,
    /// Where the sign-in came from.
    address: Option<String>,
    /// What the browser called itself.
    agent: Option<String>,
}

/// A session that is over.
#[derive(Object, Serialize)]
pub struct SessionEnded {
    session_id: String,
    ended: bool,
}

#[OpenApi(prefix_path = "/api/v1/account/sessions", tag = "Tag::Account")]
impl SessionsApi {
    /// List sessions
    ///
    /// The browsers in which the person is signed in.
    #[oai(path = "/", method = "get", operation_id = "account_sessions")]
    async fn list(&self, visitor: Visitor<AccountSessionList>) -> Reply<AccountSessionList, SessionsAnswer> {
        let (edge, now, signed_in) = (&visitor.info.edge, visitor.info.now, &visitor.signed_in);
        let idle = edge.settings().tokens.account_idle;
        let held = edge.commands.store().read(|reader| account_sessions(reader, &signed_in.user, now, idle))?;
        let sessions = held.into_iter().map(|(id, row)| view(id, row, signed_in.session)).collect();
        Ok(Answer::new(SessionsAnswer { sessions }))
    }

    /// End a session
    ///
    /// Signs one browser out.
    #[oai(path = "/:session_id", method = "delete", operation_id = "account_session_end")]
    async fn end(&self, visitor: Visitor<AccountSessionEnd>, session_id: Path<String>) -> Reply<AccountSessionEnd, SessionEnded> {
        let missing = || Rejection::new(Code::NotFound, "There is no such session.");
        let session: SessionId = session_id.0.parse().map_err(|_| missing())?;
        let (edge, signed_in) = (&visitor.info.edge, &visitor.signed_in);
        let command = EndAccountSessions { user: signed_in.user.clone(), which: WhichSessions::One(session) };
        if edge.commands.run(visitor.ctx(), None, command).await?.outcome == 0 {
            return Err(missing().into());
        }
        let answer = Answer::new(SessionEnded { session_id: session.to_string(), ended: true });
        let own = session == signed_in.session;
        Ok(if own { answer.header("Set-Cookie", cookie::end(&edge.settings())) } else { answer })
    }
}

fn view(id: SessionId, row: AccountSessionRow, current: SessionId) -> SessionView {
    SessionView {
        session_id: id.to_string(),
        current: id == current,
        method: row.method.name().to_owned(),
        created_at: Time(row.created),
        last_seen_at: Time(row.seen),
        expires_at: Time(row.expires),
        address: row.address,
        agent: row.agent,
    }
}
