//! `/api/v1/developer`: whether somebody is a developer, where they belong, and where they are invited to.

use poem_openapi::{Object, OpenApi};
use serde::Serialize;

use crate::{
    developers::{Invitation, Membership, invitations_of_person, organizations_of},
    http::{
        answer::{Answer, Reply},
        api::Tag,
        developer_auth::Candidate,
        operations::DeveloperShow,
        wire::Time,
    },
    kernel::{Timestamp, UserId},
    store::{ReadExt, Reader, StoreError, tables::ORGANIZATIONS},
};

/// How many invitations are shown, oldest first.
const MOST_SHOWN: usize = 100;

/// What somebody is as a developer.
pub struct StandingApi;

/// What somebody is as a developer.
#[derive(Object, Serialize)]
pub struct StandingView {
    user_id: String,
    /// Whether they are on the whitelist.
    whitelisted: bool,
    organizations: Vec<OwnOrganization>,
    /// The open ones; at most 100.
    invitations: Vec<OwnInvitation>,
}

/// One of their organizations.
#[derive(Object, Serialize)]
pub struct OwnOrganization {
    org_id: String,
    name: String,
    /// `admin`, `developer` or `viewer`.
    role: String,
    /// How many.
    members: usize,
}

/// An invitation that waits for them.
#[derive(Object, Serialize)]
pub struct OwnInvitation {
    invitation_id: String,
    org_id: String,
    org_name: String,
    role: String,
    invited_by: String,
    expires_at: Time,
}

#[OpenApi(prefix_path = "/api/v1/developer", tag = "Tag::Developers")]
impl StandingApi {
    /// Standing
    ///
    /// Whether the caller is a developer, their organizations, and the invitations that wait for them.
    #[oai(path = "/", method = "get", operation_id = "developer")]
    async fn show(&self, somebody: Candidate<DeveloperShow>) -> Reply<DeveloperShow, StandingView> {
        let (user, now) = (&somebody.user, somebody.info.now);
        let (organizations, invitations) = somebody
            .info
            .edge
            .commands
            .store()
            .read(|reader| Ok((organizations_of(reader, user)?, invited(reader, user, now)?)))?;
        Ok(Answer::new(StandingView {
            user_id: user.to_string(),
            whitelisted: somebody.whitelisted,
            organizations: organizations.into_iter().map(own).collect(),
            invitations,
        }))
    }
}

fn own(membership: Membership) -> OwnOrganization {
    let Membership { organization, members } = membership;
    OwnOrganization {
        org_id: organization.id.to_string(),
        name: organization.row.name,
        role: organization.role.name().to_owned(),
        members,
    }
}

fn invited(reader: &Reader, user: &UserId, now: Timestamp) -> Result<Vec<OwnInvitation>, StoreError> {
    let mut shown = Vec::new();
    for Invitation { id, row } in invitations_of_person(reader, user, now, MOST_SHOWN)? {
        let Some(organization) = reader.get(&ORGANIZATIONS, &row.organization)? else { continue };
        shown.push(OwnInvitation {
            invitation_id: id.to_string(),
            org_id: row.organization.to_string(),
            org_name: organization.name,
            role: row.role.name().to_owned(),
            invited_by: row.invited_by.to_string(),
            expires_at: Time(row.expires),
        });
    }
    Ok(shown)
}
