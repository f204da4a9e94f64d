//! `/api/v1/account/mini-apps` and `/api/v1/auth/revoke`: which mini-apps have access to something of a person's, and taking it
//! back.

use poem_openapi::{Object, OpenApi};
use serde::{Deserialize, Serialize};

use crate::{
    http::{
        answer::{Answer, Reply},
        api::Tag,
        auth::{Holder, Visitor},
        body::Body,
        operations::{AccountMiniApps, AuthRevoke},
        wire::Time,
    },
    identity::{Connected, RevokeGrant, connected, preapproved, waiting},
    kernel::{Rejection, Scope, ScopeSet, Timestamp, human_text},
};

/// The longest reason, in characters.
const LONGEST_REASON: usize = 500;

/// What has access.
pub struct MiniAppsApi;

/// The mini-apps that have access.
#[derive(Object, Serialize)]
pub struct MiniAppsAnswer {
    mini_apps: Vec<ConnectedMiniApp>,
}

/// A mini-app that has access.
#[derive(Object, Serialize)]
pub struct ConnectedMiniApp {
    miniapp_id: String,
    name: String,
    /// The operator's own.
    official: bool,
    scopes: Vec<GrantedScope>,
    /// How many of its sessions live.
    sessions: u32,
    /// When it last began a session that still lives.
    #[serde(skip_serializing_if = "Option::is_none")]
    last_used_at: Option<Time>,
}

/// Something that a mini-app may do.
#[derive(Object, Serialize)]
pub struct GrantedScope {
    scope: String,
    /// What it lets the mini-app do.
    description: String,
    /// `low`, `medium`, `high`, `critical` or `privileged`.
    sensitivity: String,
    /// When the person agreed to it, or, for what needs no question, when the mini-app came.
    granted_at: Time,
    /// When it ends by itself; absent when it does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<Time>,
}

/// What is taken back.
#[derive(Object, Deserialize)]
pub struct RevokeBody {
    /// From which mini-app.
    miniapp_id: String,
    /// Why, at most 500 characters. Rooms where it was authorised are told.
    reason: Option<String>,
}

/// What was taken back; both lists are empty when the mini-app had no access.
#[derive(Object, Serialize)]
pub struct RevokeAnswer {
    miniapp_id: String,
    revoked_at: Time,
    /// What it could do until then.
    revoked_scopes: Vec<String>,
    /// How many sessions have ended.
    sessions_ended: usize,
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Account")]
impl MiniAppsApi {
    /// Connected mini-apps
    ///
    /// Which mini-apps have access to something of the person's, to what, and since when.
    #[oai(path = "/account/mini-apps", method = "get", operation_id = "account_mini_apps")]
    async fn list(&self, visitor: Visitor<AccountMiniApps>) -> Reply<AccountMiniApps, MiniAppsAnswer> {
        let (store, now, user) = (visitor.info.edge.commands.store(), visitor.info.now, &visitor.signed_in.user);
        let found = store.read(|reader| connected(reader, user, now))?;
        Ok(Answer::new(MiniAppsAnswer { mini_apps: found.into_iter().map(view).collect() }))
    }

    /// Revoke
    ///
    /// Takes back what a mini-app may do: all its tokens for the person stop at the next request. Rooms where it was authorised
    /// are told. Revoking what is not there is no failure.
    #[oai(path = "/auth/revoke", method = "post", operation_id = "auth_revoke")]
    async fn revoke(&self, holder: Holder<AuthRevoke>, body: Body<RevokeBody>) -> Reply<AuthRevoke, RevokeAnswer> {
        let edge = &holder.info.edge;
        let RevokeBody { miniapp_id, reason } = body.value;
        let user = holder.person.user.clone();
        let waiting = edge.commands.store().read(|reader| waiting(reader, &user))?;
        let command = RevokeGrant {
            user,
            miniapp: miniapp_id.clone(),
            reason: clean_reason(reason)?,
            waiting,
            live: std::sync::Arc::clone(&edge.live),
        };
        let revoked = edge.commands.run(holder.ctx(), None, command).await?.outcome;
        edge.forget_tokens(&revoked.sessions);
        Ok(Answer::new(RevokeAnswer {
            miniapp_id,
            revoked_at: Time(revoked.at),
            revoked_scopes: revoked.scopes.iter().map(|scope| scope.name().to_owned()).collect(),
            sessions_ended: revoked.sessions.len(),
        }))
    }
}

fn clean_reason(reason: Option<String>) -> Result<Option<String>, Rejection> {
    let Some(reason) = reason else { return Ok(None) };
    let clean = human_text(&reason, LONGEST_REASON);
    let clean = clean.ok_or_else(|| Rejection::field("/reason", "A reason has at most 500 characters."))?;
    Ok(Some(clean).filter(|reason| !reason.is_empty()))
}

fn view(connected: Connected) -> ConnectedMiniApp {
    let Connected { miniapp, row, grants, in_use, sessions, since, last_used } = connected;
    let mut scopes: Vec<GrantedScope> = Vec::new();
    let mut agreed = ScopeSet::EMPTY;
    for grant in grants {
        agreed = agreed.union(grant.scopes);
        scopes.extend(grant.scopes.iter().map(|scope| granted(scope, grant.at, grant.until)));
    }
    let unasked = in_use.common(preapproved(&row)).without(agreed);
    scopes.extend(unasked.iter().zip(std::iter::repeat(since)).filter_map(|(scope, since)| Some(granted(scope, since?, None))));
    let last_used_at = last_used.map(Time);
    ConnectedMiniApp { miniapp_id: miniapp, name: row.name, official: row.official, scopes, sessions, last_used_at }
}

fn granted(scope: Scope, at: Timestamp, until: Option<Timestamp>) -> GrantedScope {
    GrantedScope {
        scope: scope.name().to_owned(),
        description: scope.meaning().to_owned(),
        sensitivity: scope.sensitivity().name().to_owned(),
        granted_at: Time(at),
        until: until.map(Time),
    }
}
