//! `/api/v1/admin/users`: what is held about a person, and shutting them off.

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
        auth::{KeyGiven, user_id},
        body::Body,
        operations::{AdminUserShow, AdminUserSuspend, AdminUserUnsuspend},
        wire::Time,
    },
    identity::{self, SuspendUser, UnsuspendUser},
    kernel::{Code, Rejection, Timestamp, UserId},
    mfa,
    store::{Read, ReadExt, StoreError, rows::WalletRow, tables::SUSPENDED_USERS},
    wallets,
};

use super::{LONGEST_REASON, SuspendBody, SuspensionView, UnsuspendBody, said};

/// The operations on people.
pub struct UsersApi;

/// What is held about a person.
#[derive(Object, Serialize)]
pub struct AdminUserView {
    user_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    wallet: Option<AdminWalletView>,
    /// There while the person is suspended.
    #[serde(skip_serializing_if = "Option::is_none")]
    suspension: Option<SuspensionView>,
    /// What the person proves themselves with: `biometric` for device keys, `pin`.
    factors: Vec<String>,
    /// Live sessions of mini-apps.
    sessions: u32,
    /// What has access.
    mini_apps: Vec<AdminConnectionView>,
}

/// A person's wallet.
#[derive(Object, Serialize)]
pub struct AdminWalletView {
    wallet_id: String,
    /// `pending`, `active` or `suspended`.
    status: String,
    /// The place in the configured list of verification levels.
    level: u8,
    created_at: Time,
}

/// A mini-app's access to a person.
#[derive(Object, Serialize)]
pub struct AdminConnectionView {
    miniapp_id: String,
    /// What the person granted.
    scopes: Vec<String>,
    sessions: u32,
}

/// Whether a person is shut off now.
#[derive(Object, Serialize)]
pub struct AdminUserStateView {
    user_id: String,
    suspended: bool,
    /// Since when.
    changed_at: Time,
}

#[OpenApi(prefix_path = "/api/v1/admin/users", tag = "Tag::Admin")]
impl UsersApi {
    /// Show a person
    ///
    /// Their wallet, factors, sessions and connected mini-apps, and whether they are suspended.
    #[oai(path = "/:user_id", method = "get", operation_id = "admin_user_show")]
    async fn show(&self, admin: Admin<AdminUserShow>, user_id: Path<String>) -> Reply<AdminUserShow, AdminUserView> {
        let user = parse(&user_id.0)?;
        let store = admin.info.edge.commands.store();
        let view = store.read(|reader| view(reader, &user, admin.info.now))?;
        let known = view.wallet.is_some() || view.suspension.is_some() || !(view.factors.is_empty() && view.mini_apps.is_empty());
        if !known {
            return Err(Rejection::new(Code::NotFound, "Nothing is held about this user.").into());
        }
        Ok(Answer::new(view))
    }

    /// Suspend a person
    ///
    /// All their tokens and sign-ins are refused at the next request, and no transfer to or from them goes on. Nothing is lost: lifting
    /// the suspension gives everything back. Somebody who was never here can be suspended too.
    #[oai(path = "/:user_id/suspend", method = "post", operation_id = "admin_user_suspend")]
    async fn suspend(
        &self,
        admin: Admin<AdminUserSuspend>,
        user_id: Path<String>,
        #[oai(name = "Idempotency-Key")] key: Header<Option<String>>,
        body: Body<SuspendBody>,
    ) -> Reply<AdminUserSuspend, AdminUserStateView> {
        let edge = &admin.info.edge;
        let user = parse(&user_id.0)?;
        let given = KeyGiven { body: body.value.idempotency_key.as_deref(), header: key.0.as_deref() };
        let key = admin.key(given, user.as_str(), body.fingerprint())?;
        let reason = said(&body.value.reason, LONGEST_REASON, "/reason")?;
        let command = SuspendUser { user: user.clone(), reason, live: Arc::clone(&edge.live) };
        let done = edge.commands.run(admin.ctx(), key, command).await?;
        let view = AdminUserStateView { user_id: user.to_string(), suspended: true, changed_at: Time(done.outcome) };
        Ok(Answer::new(view).replayed(done.replayed))
    }

    /// Lift a person's suspension
    #[oai(path = "/:user_id/unsuspend", method = "post", operation_id = "admin_user_unsuspend")]
    async fn unsuspend(
        &self,
        admin: Admin<AdminUserUnsuspend>,
        user_id: Path<String>,
        #[oai(name = "Idempotency-Key")] key: Header<Option<String>>,
        body: Body<UnsuspendBody>,
    ) -> Reply<AdminUserUnsuspend, AdminUserStateView> {
        let edge = &admin.info.edge;
        let user = parse(&user_id.0)?;
        let given = KeyGiven { body: body.value.idempotency_key.as_deref(), header: key.0.as_deref() };
        let key = admin.key(given, user.as_str(), body.fingerprint())?;
        let command = UnsuspendUser { user: user.clone(), live: Arc::clone(&edge.live) };
        let done = edge.commands.run(admin.ctx(), key, command).await?;
        let view = AdminUserStateView { user_id: user.to_string(), suspended: false, changed_at: Time(done.outcome) };
        Ok(Answer::new(view).replayed(done.replayed))
    }
}

fn parse(text: &str) -> Result<UserId, Rejection> {
    user_id(text, "/user_id")
}

fn view(reader: &impl Read, user: &UserId, now: Timestamp) -> Result<AdminUserView, StoreError> {
    let connected = identity::connected(reader, user, now)?;
    let suspension = match reader.get(&SUSPENDED_USERS, user)? {
        Some(since) => {
            let (reason, by) = identity::suspension(reader, user.as_str())?.map(|row| (row.reason, row.by)).unzip();
            Some(SuspensionView { since: Time(since), reason, by })
        }
        None => None,
    };
    Ok(AdminUserView {
        user_id: user.to_string(),
        wallet: wallets::of_user(reader, user)?.map(|(id, row)| wallet_view(id.to_string(), &row)),
        suspension,
        factors: mfa::methods(reader, user)?.into_iter().map(|method| method.name().to_owned()).collect(),
        sessions: connected.iter().map(|access| access.sessions).sum(),
        mini_apps: connected
            .into_iter()
            .map(|access| AdminConnectionView {
                scopes: access.granted().iter().map(|scope| scope.name().to_owned()).collect(),
                miniapp_id: access.miniapp,
                sessions: access.sessions,
            })
            .collect(),
    })
}

fn wallet_view(wallet_id: String, row: &WalletRow) -> AdminWalletView {
    AdminWalletView { wallet_id, status: row.status.name().to_owned(), level: row.level, created_at: Time(row.created) }
}
