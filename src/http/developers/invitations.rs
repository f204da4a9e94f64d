//! Invitations as the invited person answers them, and as an admin takes them back.

use poem_openapi::{Object, OpenApi, param::Path};
use serde::Serialize;

use crate::{
    developers::{AnswerInvitation, CancelInvitation, Reaction},
    http::{
        answer::{Answer, Refusal, Reply},
        api::Tag,
        developer_auth::{Candidate, Developer},
        operations::{InvitationAccept, InvitationCancel, InvitationDecline, Operation},
    },
};

use super::{invitation_id, organization_id};

/// Invitations.
pub struct InvitationsApi;

/// What became of an invitation.
#[derive(Object, Serialize)]
pub struct AnsweredInvitation {
    invitation_id: String,
    org_id: String,
    /// `accepted` or `declined`.
    status: String,
}

/// An invitation that was taken back.
#[derive(Object, Serialize)]
pub struct CancelledInvitation {
    invitation_id: String,
    /// `cancelled`.
    status: String,
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Developers")]
impl InvitationsApi {
    /// Accept an invitation
    ///
    /// For the invited person, who has to be on the whitelist.
    #[oai(path = "/developer/invitations/:invitation_id/accept", method = "post", operation_id = "invitation_accept")]
    async fn accept(
        &self,
        somebody: Candidate<InvitationAccept>,
        invitation_id: Path<String>,
    ) -> Reply<InvitationAccept, AnsweredInvitation> {
        answer(&somebody, &invitation_id.0, Reaction::Accept).await
    }

    /// Decline an invitation
    ///
    /// For the invited person, on the whitelist or not.
    #[oai(path = "/developer/invitations/:invitation_id/decline", method = "post", operation_id = "invitation_decline")]
    async fn decline(
        &self,
        somebody: Candidate<InvitationDecline>,
        invitation_id: Path<String>,
    ) -> Reply<InvitationDecline, AnsweredInvitation> {
        answer(&somebody, &invitation_id.0, Reaction::Decline).await
    }

    /// Cancel an invitation
    ///
    /// For the organization's admins.
    #[oai(path = "/organizations/:org_id/invitations/:invitation_id", method = "delete", operation_id = "invitation_cancel")]
    async fn cancel(
        &self,
        developer: Developer<InvitationCancel>,
        org_id: Path<String>,
        invitation_id: Path<String>,
    ) -> Reply<InvitationCancel, CancelledInvitation> {
        let (organization, invitation) = (organization_id(&org_id.0)?, self::invitation_id(&invitation_id.0)?);
        let command = CancelInvitation { organization, by: developer.user.clone(), invitation };
        developer.info.edge.commands.run(developer.ctx(), None, command).await?;
        Ok(Answer::new(CancelledInvitation { invitation_id: invitation.to_string(), status: "cancelled".to_owned() }))
    }
}

async fn answer<O: Operation>(
    somebody: &Candidate<O>,
    id: &str,
    reaction: Reaction,
) -> Result<Answer<AnsweredInvitation>, Refusal<O>> {
    let invitation = invitation_id(id)?;
    let command = AnswerInvitation { invitation, user: somebody.user.clone(), reaction };
    let organization = somebody.info.edge.commands.run(somebody.ctx(), None, command).await?.outcome;
    let status = match reaction {
        Reaction::Accept => "accepted",
        Reaction::Decline => "declined",
    };
    Ok(Answer::new(AnsweredInvitation {
        invitation_id: invitation.to_string(),
        org_id: organization.to_string(),
        status: status.to_owned(),
    }))
}
