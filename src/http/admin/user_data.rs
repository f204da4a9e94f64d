//! `/api/v1/admin/users/{user_id}/export` and `/erase`: what a person does with their data on the account pages, done for somebody
//! who asked in another way.

use std::sync::Arc;

use poem_openapi::{
    Object, OpenApi,
    param::{Header, Path},
};
use serde::{Deserialize, Serialize};

use crate::{
    edge::links,
    http::{
        account::data::{Download, archive_of},
        admin_auth::Admin,
        answer::{Answer, Refusal, Reply},
        api::Tag,
        auth::{KeyGiven, user_id},
        body::Body,
        operations::{AdminUserErase, AdminUserExport},
    },
    people::{EraseUser, Erased, RecordExport, Shown},
    store::StoreError,
};

/// People's data.
pub struct UserDataApi;

/// Erases a person.
#[derive(Object, Deserialize)]
pub struct AdminEraseBody {
    idempotency_key: Option<String>,
}

/// A person who is gone.
#[derive(Object, Serialize)]
pub struct AdminErasedView {
    user_id: String,
    erased: bool,
}

#[OpenApi(prefix_path = "/api/v1/admin/users", tag = "Tag::Admin")]
impl UserDataApi {
    /// Export a person's data
    ///
    /// Everything that is held about them, as `GET /api/v1/account/export` answers it. The record says who took it.
    #[oai(path = "/:user_id/export", method = "get", operation_id = "admin_user_export")]
    async fn export(&self, admin: Admin<AdminUserExport>, user_id: Path<String>) -> Result<Download, Refusal<AdminUserExport>> {
        let edge = &admin.info.edge;
        let user = self::user_id(&user_id.0, "/user_id")?;
        let turn = edge.exports.begin(&user)?;
        edge.commands.run(admin.ctx(), None, RecordExport(user)).await?;
        Ok(archive_of(edge, turn, admin.info.now).await?)
    }

    /// Erase a person
    ///
    /// As `POST /api/v1/account/erase` does it, on the same conditions. Somebody who is suspended stays so.
    #[oai(path = "/:user_id/erase", method = "post", operation_id = "admin_user_erase")]
    async fn erase(
        &self,
        admin: Admin<AdminUserErase>,
        user_id: Path<String>,
        #[oai(name = "Idempotency-Key")] key: Header<Option<String>>,
        body: Body<AdminEraseBody>,
    ) -> Reply<AdminUserErase, AdminErasedView> {
        let edge = &admin.info.edge;
        let user = self::user_id(&user_id.0, "/user_id")?;
        let given = KeyGiven { body: body.value.idempotency_key.as_deref(), header: key.0.as_deref() };
        let key = admin.key(given, user.as_str(), body.fingerprint())?;
        let (live, server_name) = (Arc::clone(&edge.live), edge.settings().matrix.server_name.clone());
        let (shown, lockout, trace) = (Shown::Operator, edge.lockout(), links::wallet_trace(&edge.link_key, &user));
        let command = EraseUser { user: user.clone(), shown, lockout, server_name, trace, live };
        let done = edge.commands.run(admin.ctx(), key, command).await?;
        match done.outcome {
            Erased::Done { sessions } => edge.forget_tokens(&sessions),
            // An operator is asked for no proof.
            Erased::Unproven(_) => return Err(StoreError::OutcomeUnknown.into()),
        }
        Ok(Answer::new(AdminErasedView { user_id: user.to_string(), erased: true }).replayed(done.replayed))
    }
}
