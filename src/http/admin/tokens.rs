//! `/api/v1/admin/tokens`: who is an admin. Only an owner, or the operator at the machine, says so.

use std::time::Duration;

use poem_openapi::{
    Object, OpenApi,
    param::{Header, Path},
};
use serde::{Deserialize, Serialize};

use crate::{
    http::{
        admin_auth::{Admin, PREFIX},
        answer::{Answer, Reply},
        api::Tag,
        body::Body,
        operations::{AdminTokenIssue, AdminTokenList, AdminTokenRevoke},
        wire::Time,
    },
    identity::{IssueAdminToken, RevokeAdminToken, admin_tokens},
    kernel::{AdminTokenId, Rejection, Timestamp, sha256},
    store::rows::{AdminRole, AdminTokenRow},
};

use super::said;

/// The operations on admin tokens.
pub struct TokensApi;

const LONGEST_NAME: usize = 100;
const MOST_DAYS: u32 = 3650;
const DAY: Duration = Duration::from_secs(24 * 3600);

/// An admin token to be made.
#[derive(Object, Deserialize)]
pub struct AdminTokenBody {
    /// What it is for: 1 to 100 characters.
    name: String,
    /// `owner`, `operator`, `finance`, `reviewer` or `auditor`.
    role: String,
    /// 1 to 3650.
    expires_in_days: u32,
}

/// A new admin token.
#[derive(Object, Serialize)]
pub struct AdminTokenAnswer {
    /// The token. It is shown here and nowhere else.
    token: String,
    token_id: String,
    name: String,
    role: String,
    created_at: Time,
    expires_at: Time,
}

/// An admin token, without the token.
#[derive(Object, Serialize)]
pub struct AdminTokenView {
    token_id: String,
    name: String,
    role: String,
    /// `active`, `expired` or `revoked`.
    status: String,
    created_at: Time,
    /// `a/` and the id of an admin token, or `operator`.
    created_by: String,
    expires_at: Time,
    #[serde(skip_serializing_if = "Option::is_none")]
    revoked_at: Option<Time>,
}

/// Every admin token, oldest first.
#[derive(Object, Serialize)]
pub struct AdminTokensAnswer {
    tokens: Vec<AdminTokenView>,
}

/// An admin token that is over.
#[derive(Object, Serialize)]
pub struct AdminTokenRevokedAnswer {
    token_id: String,
    revoked_at: Time,
}

#[OpenApi(prefix_path = "/api/v1/admin/tokens", tag = "Tag::Admin")]
impl TokensApi {
    /// Issue an admin token
    ///
    /// The answer holds a secret, so it is not kept to be given again: an idempotency key is refused. If the answer was lost, revoke
    /// the token that the list shows, and issue another.
    #[oai(path = "/", method = "post", operation_id = "admin_token_issue")]
    async fn issue(
        &self,
        admin: Admin<AdminTokenIssue>,
        #[oai(name = "Idempotency-Key")] key: Header<Option<String>>,
        body: Body<AdminTokenBody>,
    ) -> Reply<AdminTokenIssue, AdminTokenAnswer, 201> {
        if key.0.is_some() {
            let message = "A token is shown once, so this operation takes no idempotency key.";
            return Err(Rejection::field("/idempotency_key", message).into());
        }
        let edge = &admin.info.edge;
        let (name, role, expires) = body.value.check(admin.info.now)?;
        let token = format!("{PREFIX}{}", edge.rng.token());
        let command = IssueAdminToken { digest: sha256(token.as_bytes()), name: name.clone(), role, expires };
        let issued = edge.commands.run(admin.ctx(), None, command).await?.outcome;
        Ok(Answer::new(AdminTokenAnswer {
            token,
            token_id: issued.id.to_string(),
            name,
            role: role.name().to_owned(),
            created_at: Time(issued.created),
            expires_at: Time(expires),
        }))
    }

    /// List admin tokens
    ///
    /// Those that are over too.
    #[oai(path = "/", method = "get", operation_id = "admin_token_list")]
    async fn list(&self, admin: Admin<AdminTokenList>) -> Reply<AdminTokenList, AdminTokensAnswer> {
        let rows = admin.info.edge.commands.store().read(admin_tokens)?;
        let tokens = rows.into_iter().map(|row| view(row, admin.info.now)).collect();
        Ok(Answer::new(AdminTokensAnswer { tokens }))
    }

    /// Revoke an admin token
    ///
    /// It is refused at the next request. Once revoked it stays so, and the same answer is given again.
    #[oai(path = "/:token_id", method = "delete", operation_id = "admin_token_revoke")]
    async fn revoke(
        &self,
        admin: Admin<AdminTokenRevoke>,
        token_id: Path<String>,
    ) -> Reply<AdminTokenRevoke, AdminTokenRevokedAnswer> {
        let id: AdminTokenId = token_id.0.parse().map_err(|_| Rejection::field("/token_id", "An id begins with adt_."))?;
        let revoked = admin.info.edge.commands.run(admin.ctx(), None, RevokeAdminToken { id }).await?.outcome;
        Ok(Answer::new(AdminTokenRevokedAnswer { token_id: id.to_string(), revoked_at: Time(revoked) }))
    }
}

impl AdminTokenBody {
    fn check(&self, now: Timestamp) -> Result<(String, AdminRole, Timestamp), Rejection> {
        let name = said(&self.name, LONGEST_NAME, "/name")?;
        let role = AdminRole::ALL.iter().copied().find(|role| role.name() == self.role);
        let role = role.ok_or_else(|| {
            let names: Vec<&str> = AdminRole::ALL.iter().map(|role| role.name()).collect();
            Rejection::field("/role", format!("The roles are {}.", names.join(", ")))
        })?;
        if !(1..=MOST_DAYS).contains(&self.expires_in_days) {
            return Err(Rejection::field("/expires_in_days", format!("1 to {MOST_DAYS} days.")));
        }
        Ok((name, role, now + DAY * self.expires_in_days))
    }
}

fn view(row: AdminTokenRow, now: Timestamp) -> AdminTokenView {
    let status = match row.revoked {
        Some(_) => "revoked",
        None if row.expires <= now => "expired",
        None => "active",
    };
    AdminTokenView {
        token_id: row.id.to_string(),
        name: row.name,
        role: row.role.name().to_owned(),
        status: status.to_owned(),
        created_at: Time(row.created),
        created_by: row.created_by,
        expires_at: Time(row.expires),
        revoked_at: row.revoked.map(Time),
    }
}
