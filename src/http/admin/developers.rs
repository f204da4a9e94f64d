//! `/api/v1/admin/developers/whitelist`: who may be a developer.

use std::sync::Arc;

use poem_openapi::{
    Object, OpenApi,
    param::{Header, Path, Query},
};
use serde::{Deserialize, Serialize};

use crate::{
    developers::{AddDeveloper, RemoveDeveloper, whitelist},
    http::{
        admin_auth::Admin,
        answer::{Answer, Reply},
        api::{
            Tag,
            wallets::{Pagination, default_limit},
        },
        auth::{KeyGiven, user_id},
        body::Body,
        developers::served,
        operations::{AdminDeveloperAdd, AdminDeveloperList, AdminDeveloperRemove},
        wire::Time,
    },
    kernel::{MAX_LIMIT, PageRequest, Rejection, UserId, human_text},
    store::rows::DeveloperRow,
};

/// The whitelist.
pub struct AdminDevelopersApi;

/// Somebody who is to be a developer.
#[derive(Object, Deserialize)]
pub struct WhitelistBody {
    /// A Matrix user id of a server that this one serves.
    user_id: String,
    /// Why, for other admins: at most 500 characters.
    note: Option<String>,
    idempotency_key: Option<String>,
}

/// Somebody who may be a developer.
#[derive(Object, Serialize)]
pub struct WhitelistedView {
    user_id: String,
    added_at: Time,
    /// `a/` and the id of an admin token, `operator`, or `system`.
    added_by: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

/// Those who may be developers.
#[derive(Object, Serialize)]
pub struct WhitelistAnswer {
    developers: Vec<WhitelistedView>,
    pagination: Pagination,
}

/// Somebody who is a developer no more.
#[derive(Object, Serialize)]
pub struct UnlistedView {
    user_id: String,
    removed: bool,
    /// How many of their sessions.
    sessions_ended: u32,
}

#[OpenApi(prefix_path = "/api/v1/admin/developers/whitelist", tag = "Tag::Admin")]
impl AdminDevelopersApi {
    /// List developers
    ///
    /// Who is on the whitelist, by user id.
    #[oai(path = "/", method = "get", operation_id = "admin_developer_list")]
    async fn list(
        &self,
        admin: Admin<AdminDeveloperList>,
        /// 1 to 100.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "100")))]
        limit: Query<u32>,
        #[oai(default)] offset: Query<u32>,
    ) -> Reply<AdminDeveloperList, WhitelistAnswer> {
        let page = PageRequest { limit: limit.0.min(MAX_LIMIT), offset: offset.0, cursor: None };
        let found = admin.info.edge.commands.store().read(|reader| whitelist(reader, page))?;
        let pagination = Pagination::without_cursor(found.total, page);
        let developers = found.items.into_iter().map(|(user, row)| view(&user, row)).collect();
        Ok(Answer::new(WhitelistAnswer { developers, pagination }))
    }

    /// Make somebody a developer
    #[oai(path = "/", method = "post", operation_id = "admin_developer_add")]
    async fn add(
        &self,
        admin: Admin<AdminDeveloperAdd>,
        #[oai(name = "Idempotency-Key")] key: Header<Option<String>>,
        body: Body<WhitelistBody>,
    ) -> Reply<AdminDeveloperAdd, WhitelistedView, 201> {
        let edge = &admin.info.edge;
        let given = KeyGiven { body: body.value.idempotency_key.as_deref(), header: key.0.as_deref() };
        let key = admin.key(given, "", body.fingerprint())?;
        let (user, note) = (served(edge, &body.value.user_id)?, note(body.value.note.as_deref())?);
        let done = edge.commands.run(admin.ctx(), key, AddDeveloper { user: user.clone(), note }).await?;
        Ok(Answer::new(view(&user, done.outcome)).replayed(done.replayed))
    }

    /// Take somebody off the whitelist
    ///
    /// Their developer sessions and refresh tokens end at once, and the invitations that they made are cancelled.
    #[oai(path = "/:user_id", method = "delete", operation_id = "admin_developer_remove")]
    async fn remove(
        &self,
        admin: Admin<AdminDeveloperRemove>,
        #[oai(name = "user_id")] user: Path<String>,
    ) -> Reply<AdminDeveloperRemove, UnlistedView> {
        let edge = &admin.info.edge;
        let user = user_id(&user.0, "/user_id")?;
        let command = RemoveDeveloper { user: user.clone(), live: Arc::clone(&edge.live) };
        let sessions_ended = edge.commands.run(admin.ctx(), None, command).await?.outcome;
        Ok(Answer::new(UnlistedView { user_id: user.to_string(), removed: true, sessions_ended }))
    }
}

fn note(text: Option<&str>) -> Result<Option<String>, Rejection> {
    let clean = human_text(text.unwrap_or(""), super::LONGEST_REASON);
    let clean = clean.ok_or_else(|| Rejection::field("/note", "A note has at most 500 characters."))?;
    Ok(Some(clean).filter(|clean| !clean.is_empty()))
}

fn view(user: &UserId, row: DeveloperRow) -> WhitelistedView {
    WhitelistedView { user_id: user.to_string(), added_at: Time(row.added), added_by: row.added_by, note: row.note }
}
