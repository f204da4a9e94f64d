//! Rows of what admins do: their tokens, and whom they shut off.

use minicbor::{Decode, Encode};

use crate::kernel::{AdminTokenId, Timestamp};

row!(
    /// Why a person or a mini-app is shut off.
    SuspensionRow {
        0 since: Timestamp,
        1 reason: String,
        /// The actor, as in the audit record.
        2 by: String,
    }
);

numbered!(
    /// What an admin may do.
    AdminRole {
        /// Everything, and alone who else is an admin.
        0 Owner "owner",
        /// Runs the service: people, mini-apps, keys.
        1 Operator "operator",
        /// Money.
        2 Finance "finance",
        /// What developers hand in.
        3 Reviewer "reviewer",
        /// Reads all and changes nothing.
        4 Auditor "auditor",
    }
);

row!(
    /// An admin's API token, under the SHA-256 of its text.
    AdminTokenRow {
        0 id: AdminTokenId,
        1 name: String,
        2 role: AdminRole,
        3 created: Timestamp,
        /// The actor, as in the audit record.
        4 created_by: String,
        5 expires: Timestamp,
        6 revoked: Option<Timestamp>,
    }
);
