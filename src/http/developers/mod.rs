//! `/api/v1/developer` and `/api/v1/organizations`: developers, the organizations that they work in, and who is invited to them.
//! Outsiders are told of an organization as little as of one that is not there.

pub mod invitations;
pub mod members;
pub mod organizations;
pub mod standing;

use crate::{
    edge::Edge,
    http::auth::user_id,
    kernel::{Code, InvitationId, OrganizationId, Rejection, UserId},
    store::rows::OrganizationRole,
};

use self::{invitations::InvitationsApi, members::MembersApi, organizations::OrganizationsApi, standing::StandingApi};

/// Every operation of this folder.
pub type Apis = (StandingApi, InvitationsApi, OrganizationsApi, MembersApi);

/// Every operation of this folder, to be bound.
pub const APIS: Apis = (StandingApi, InvitationsApi, OrganizationsApi, MembersApi);

/// The same refusal for an id that cannot be one.
fn organization_id(text: &str) -> Result<OrganizationId, Rejection> {
    text.parse().map_err(|_| no_organization())
}

fn invitation_id(text: &str) -> Result<InvitationId, Rejection> {
    text.parse().map_err(|_| Rejection::new(Code::NotFound, "There is no such invitation, or it is over."))
}

/// A member in a path: what cannot be a user id is nobody's.
fn member_id(text: &str) -> Result<UserId, Rejection> {
    user_id(text, "/user_id").map_err(|_| Rejection::new(Code::NotFound, "The organization has no such member."))
}

/// Somebody who can sign in here: of a server that this one serves, and none of our own users.
pub(in crate::http) fn served(edge: &Edge, text: &str) -> Result<UserId, Rejection> {
    let user = user_id(text, "/user_id")?;
    let is_served = edge.settings().identity.allowed_servers.iter().any(|server| server == user.server());
    match is_served && !edge.ours().owns(&user) {
        true => Ok(user),
        false => Err(Rejection::field("/user_id", "This person cannot sign in here.")),
    }
}

fn no_organization() -> Rejection {
    Rejection::new(Code::NotFound, "There is no such organization.")
}

fn role(text: &str) -> Result<OrganizationRole, Rejection> {
    let found = OrganizationRole::ALL.iter().copied().find(|role| role.name() == text);
    found.ok_or_else(|| Rejection::field("/role", "A role is admin, developer or viewer."))
}
