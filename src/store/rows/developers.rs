//! Rows of developers: who may be one, their sessions, and the organizations that they work in.

use minicbor::{Decode, Encode};

use crate::kernel::{OrganizationId, Timestamp, UserId};

row!(
    /// Somebody who may be a developer.
    DeveloperRow {
        0 added: Timestamp,
        /// The actor, as in the audit record.
        1 added_by: String,
        2 note: Option<String>,
    }
);

row!(
    /// A developer's session, for as long as it goes on.
    DeveloperSessionRow {
        0 user: UserId,
        1 created: Timestamp,
        /// When its refresh token ends.
        2 expires: Timestamp,
        /// When the last access token ends.
        3 token_expires: Timestamp,
    }
);

row!(
    /// A refresh token of a developer's session.
    DeveloperRefreshRow {
        0 expires: Timestamp,
        1 used: Option<Timestamp>,
    }
);

row!(
    /// An authorization code of the developer console, under the session that it becomes.
    DeveloperCodeRow {
        0 user: UserId,
        /// SHA-256 of the secret in the code.
        #[cbor(with = "minicbor::bytes")]
        1 secret: [u8; 32],
        2 redirect_uri: String,
        /// SHA-256 of the verifier (RFC 7636, `S256`).
        #[cbor(with = "minicbor::bytes")]
        3 challenge: [u8; 32],
        4 expires: Timestamp,
        5 used: Option<Timestamp>,
    }
);

numbered!(
    /// What a member of an organization may do.
    OrganizationRole {
        /// Everything.
        0 Admin "admin",
        /// Mini-apps and webhooks.
        1 Developer "developer",
        /// Reads.
        2 Viewer "viewer",
    }
);

row!(
    /// An organization.
    OrganizationRow {
        0 name: String,
        1 description: Option<String>,
        2 website: Option<String>,
        3 created: Timestamp,
        4 created_by: UserId,
    }
);

row!(
    /// A member of an organization.
    MemberRow {
        0 role: OrganizationRole,
        1 joined: Timestamp,
    }
);

row!(
    /// An invitation that waits for its answer.
    InvitationRow {
        0 organization: OrganizationId,
        1 user: UserId,
        2 role: OrganizationRole,
        3 invited_by: UserId,
        4 created: Timestamp,
        5 expires: Timestamp,
    }
);
