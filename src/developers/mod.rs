//! Developers: the whitelist of people who may be one, their sessions at the developer console, and the organizations that they
//! work in. Who a person is, others have found out; no HTTP here, and no network. Bounds: sessions of a person, organizations of a
//! person, members and open invitations of an organization. What does not go on is removed, so nothing here grows with time.
//!
//! What a person may do is looked up in the transaction that does it: neither a token nor an answer given before says it.

mod invitations;
mod members;
mod organizations;
mod person;
mod sessions;
mod whitelist;

pub use invitations::{AnswerInvitation, CancelInvitation, Invitation, Invite, Reaction, invitations_of, invitations_of_person};
pub use members::{ChangeRole, RemoveMember};
pub use organizations::{
    ChangeOrganization, MakeOrganization, Membership, Organization, Profile, members_of, membership, organizations_of,
};
pub use person::{Developer, check_dispensable, developer, forget_person};
pub use sessions::{
    CodeBinding, DeveloperSession, Granted, IssueCode, Lifetimes, RedeemCode, RefreshDeveloper, RevokeDeveloper, SecretName,
    StartDeveloper, TOKEN_LIFETIME, developer_session,
};
pub use whitelist::{AddDeveloper, RemoveDeveloper, is_whitelisted, refuse_strangers, whitelist};

/// `details.reason`, and the OAuth error, for people who are not on the whitelist.
pub const NOT_WHITELISTED: &str = "developer_not_whitelisted";

#[cfg(test)]
mod tests;
