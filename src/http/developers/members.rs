//! `/api/v1/organizations/{org_id}/members`: who is invited, with which role, and who goes.

use poem_openapi::{
    Object, OpenApi,
    param::{Header, Path},
};
use serde::{Deserialize, Serialize};

use crate::{
    developers::{ChangeRole, Invitation, Invite, RemoveMember},
    http::{
        answer::{Answer, Reply},
        api::Tag,
        auth::KeyGiven,
        body::Body,
        developer_auth::Developer,
        operations::{MemberInvite, MemberRemove, MemberRole},
        wire::Time,
    },
};

use super::{member_id, organization_id, role, served};

/// Members.
pub struct MembersApi;

/// Somebody to be invited.
#[derive(Object, Deserialize)]
pub struct InviteBody {
    /// A Matrix user id of a server that this one serves.
    user_id: String,
    /// `admin`, `developer` or `viewer`.
    role: String,
    idempotency_key: Option<String>,
}

/// Another role.
#[derive(Object, Deserialize)]
pub struct RoleBody {
    /// `admin`, `developer` or `viewer`.
    role: String,
}

/// An invitation that waits for its answer.
#[derive(Object, Serialize)]
pub struct InvitedAnswer {
    invitation_id: String,
    org_id: String,
    user_id: String,
    role: String,
    /// Seven days from now.
    expires_at: Time,
}

/// A member's role.
#[derive(Object, Serialize)]
pub struct RoleAnswer {
    org_id: String,
    user_id: String,
    role: String,
}

/// Somebody who is a member no more.
#[derive(Object, Serialize)]
pub struct RemovedMember {
    org_id: String,
    user_id: String,
    removed: bool,
}

#[OpenApi(prefix_path = "/api/v1/organizations", tag = "Tag::Developers")]
impl MembersApi {
    /// Invite a member
    ///
    /// For the organization's admins. The person has seven days to accept, and has to be on the whitelist by then.
    #[oai(path = "/:org_id/members", method = "post", operation_id = "member_invite")]
    async fn invite(
        &self,
        developer: Developer<MemberInvite>,
        org_id: Path<String>,
        #[oai(name = "Idempotency-Key")] key: Header<Option<String>>,
        body: Body<InviteBody>,
    ) -> Reply<MemberInvite, InvitedAnswer, 201> {
        let edge = &developer.info.edge;
        let given = KeyGiven { body: body.value.idempotency_key.as_deref(), header: key.0.as_deref() };
        let key = developer.key(given, &org_id.0, body.fingerprint())?;
        let command = Invite {
            organization: organization_id(&org_id.0)?,
            by: developer.user.clone(),
            user: served(edge, &body.value.user_id)?,
            role: role(&body.value.role)?,
        };
        let done = edge.commands.run(developer.ctx(), key, command).await?;
        Ok(Answer::new(invited(done.outcome)).replayed(done.replayed))
    }

    /// Change a role
    ///
    /// For the organization's admins. There is always one left.
    #[oai(path = "/:org_id/members/:user_id", method = "patch", operation_id = "member_role")]
    async fn change(
        &self,
        developer: Developer<MemberRole>,
        org_id: Path<String>,
        user_id: Path<String>,
        body: Body<RoleBody>,
    ) -> Reply<MemberRole, RoleAnswer> {
        let (organization, user) = (organization_id(&org_id.0)?, member_id(&user_id.0)?);
        let role = role(&body.value.role)?;
        let command = ChangeRole { organization, by: developer.user.clone(), user, role };
        let role = developer.info.edge.commands.run(developer.ctx(), None, command).await?.outcome;
        Ok(Answer::new(RoleAnswer { org_id: org_id.0, user_id: user_id.0, role: role.name().to_owned() }))
    }

    /// Remove a member
    ///
    /// An admin removes anybody; everybody leaves by themselves. There is always an admin left.
    #[oai(path = "/:org_id/members/:user_id", method = "delete", operation_id = "member_remove")]
    async fn remove(
        &self,
        developer: Developer<MemberRemove>,
        org_id: Path<String>,
        user_id: Path<String>,
    ) -> Reply<MemberRemove, RemovedMember> {
        let (organization, user) = (organization_id(&org_id.0)?, member_id(&user_id.0)?);
        let command = RemoveMember { organization, by: developer.user.clone(), user };
        developer.info.edge.commands.run(developer.ctx(), None, command).await?;
        Ok(Answer::new(RemovedMember { org_id: org_id.0, user_id: user_id.0, removed: true }))
    }
}

fn invited(invitation: Invitation) -> InvitedAnswer {
    let Invitation { id, row } = invitation;
    InvitedAnswer {
        invitation_id: id.to_string(),
        org_id: row.organization.to_string(),
        user_id: row.user.to_string(),
        role: row.role.name().to_owned(),
        expires_at: Time(row.expires),
    }
}
