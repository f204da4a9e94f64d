//! `/api/v1/admin`: what the machine's operator and admins do. The console and the command line are two clients of it.
//!
//! To add an operation:
//!
//! 1. The act is a `Command` in its room, with its audit record.
//! 2. A row in `operations`, with access `Admin` and the least role after `by`: `Auditor` for what only reads; without `by` it is
//!    the owner's alone.
//! 3. A handler in `admin/<noun>.rs` that takes an [`Admin`] of that row. Holding it is being allowed; `admin.ctx()` is the context
//!    for the command, and `admin.key(…)` the idempotency key. What changes something takes one, since after a 503 the caller is
//!    told to try again with it; what answers with a secret must not, since answers are kept.
//! 4. The noun's API in [`Apis`], a call of it in `cli/<noun>.rs` through `cli::control`, which reaches a running server over its
//!    socket and otherwise the same router in its own process. The tests of authorization find the row by themselves.
//!
//! [`Admin`]: super::admin_auth::Admin

pub mod developers;
pub mod miniapps;
pub mod tokens;
pub mod user_data;
pub mod users;

use poem_openapi::Object;
use serde::{Deserialize, Serialize};

use crate::kernel::{Rejection, human_text};

use self::{developers::AdminDevelopersApi, miniapps::MiniAppsApi, tokens::TokensApi, user_data::UserDataApi, users::UsersApi};
use super::wire::Time;

/// Every operation of this folder.
pub type Apis = (UsersApi, UserDataApi, MiniAppsApi, AdminDevelopersApi, TokensApi);

/// Every operation of this folder, to be bound.
pub const APIS: Apis = (UsersApi, UserDataApi, MiniAppsApi, AdminDevelopersApi, TokensApi);

/// Why somebody or something is shut off.
#[derive(Object, Deserialize)]
pub struct SuspendBody {
    /// For other admins and the audit record: 1 to 500 characters.
    reason: String,
    idempotency_key: Option<String>,
}

/// Lifts a suspension.
#[derive(Object, Deserialize)]
pub struct UnsuspendBody {
    idempotency_key: Option<String>,
}

/// A suspension that is in force.
#[derive(Object, Serialize)]
pub struct SuspensionView {
    since: Time,
    /// Why, in the words of whoever did it.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// `a/` and the id of an admin token, or `operator`.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
}

/// A text for people that has to say something; `INVALID_REQUEST` naming `field` otherwise.
fn said(text: &str, most: usize, field: &str) -> Result<String, Rejection> {
    let clean = human_text(text, most).filter(|clean| !clean.is_empty());
    clean.ok_or_else(|| Rejection::field(field, format!("1 to {most} characters.")))
}

/// The longest reason, in characters.
const LONGEST_REASON: usize = 500;
