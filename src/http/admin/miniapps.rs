//! `/api/v1/admin/mini-apps`: shutting mini-apps off.

use std::sync::Arc;

use poem_openapi::{
    Object, OpenApi,
    param::{Header, Path},
};
use serde::Serialize;

use crate::{
    http::{
        admin_auth::Admin,
        answer::{Answer, Reply},
        api::Tag,
        auth::KeyGiven,
        body::Body,
        operations::{AdminMiniAppSuspend, AdminMiniAppUnsuspend},
        wire::Time,
    },
    miniapps::{Suspend, Unsuspend},
    store::rows::MiniAppStatus,
};

use super::{LONGEST_REASON, SuspendBody, UnsuspendBody, said};

/// The operations on mini-apps.
pub struct MiniAppsApi;

/// Whether a mini-app may be used now.
#[derive(Object, Serialize)]
pub struct AdminMiniAppStateView {
    miniapp_id: String,
    /// `approved` or `suspended`.
    status: String,
    /// Since when.
    changed_at: Time,
}

#[OpenApi(prefix_path = "/api/v1/admin/mini-apps", tag = "Tag::Admin")]
impl MiniAppsApi {
    /// Suspend a mini-app
    ///
    /// Its clients get `invalid_client` and its tokens are refused at the next request. What people granted it stays for when the
    /// suspension is lifted.
    #[oai(path = "/:miniapp_id/suspend", method = "post", operation_id = "admin_miniapp_suspend")]
    async fn suspend(
        &self,
        admin: Admin<AdminMiniAppSuspend>,
        miniapp_id: Path<String>,
        #[oai(name = "Idempotency-Key")] key: Header<Option<String>>,
        body: Body<SuspendBody>,
    ) -> Reply<AdminMiniAppSuspend, AdminMiniAppStateView> {
        let edge = &admin.info.edge;
        let given = KeyGiven { body: body.value.idempotency_key.as_deref(), header: key.0.as_deref() };
        let key = admin.key(given, &miniapp_id.0, body.fingerprint())?;
        let reason = said(&body.value.reason, LONGEST_REASON, "/reason")?;
        let command = Suspend { id: miniapp_id.0.clone(), reason, live: Arc::clone(&edge.live) };
        let done = edge.commands.run(admin.ctx(), key, command).await?;
        let view = AdminMiniAppStateView {
            miniapp_id: miniapp_id.0,
            status: MiniAppStatus::Suspended.name().to_owned(),
            changed_at: Time(done.outcome),
        };
        Ok(Answer::new(view).replayed(done.replayed))
    }

    /// Lift a mini-app's suspension
    #[oai(path = "/:miniapp_id/unsuspend", method = "post", operation_id = "admin_miniapp_unsuspend")]
    async fn unsuspend(
        &self,
        admin: Admin<AdminMiniAppUnsuspend>,
        miniapp_id: Path<String>,
        #[oai(name = "Idempotency-Key")] key: Header<Option<String>>,
        body: Body<UnsuspendBody>,
    ) -> Reply<AdminMiniAppUnsuspend, AdminMiniAppStateView> {
        let edge = &admin.info.edge;
        let given = KeyGiven { body: body.value.idempotency_key.as_deref(), header: key.0.as_deref() };
        let key = admin.key(given, &miniapp_id.0, body.fingerprint())?;
        let command = Unsuspend { id: miniapp_id.0.clone(), live: Arc::clone(&edge.live) };
        let done = edge.commands.run(admin.ctx(), key, command).await?;
        let view = AdminMiniAppStateView {
            miniapp_id: miniapp_id.0,
            status: MiniAppStatus::Approved.name().to_owned(),
            changed_at: Time(done.outcome),
        };
        Ok(Answer::new(view).replayed(done.replayed))
    }
}
