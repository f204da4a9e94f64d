//! Invitations to organizations. An open one is a row; one that was answered or cancelled is gone, and the audit record tells what
//! became of it. One that has run out counts as gone, and goes when its organization or its person gets another.

use std::time::Duration;

use minicbor::{Decode, Encode};

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    kernel::{Code, Ctx, InvitationId, OrganizationId, Rejection, Timestamp, UserId},
    store::{
        Failure, Read, ReadExt, StoreError, Txn,
        rows::{InvitationRow, OrganizationRole},
        tables::{INVITATIONS, INVITATIONS_OF_ORGANIZATION, INVITATIONS_OF_USER, MEMBERS_OF_ORGANIZATION},
    },
};

use super::{
    organizations::{admin, admit, full},
    refuse_strangers,
};

/// How long an invitation can be answered.
const LIFETIME: Duration = Duration::from_secs(7 * 24 * 3600);

/// How many open invitations an organization can have.
const MOST_OPEN: usize = 50;

/// An invitation.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Invitation {
    /// Its id.
    #[n(0)]
    pub id: InvitationId,
    /// What is kept of it.
    #[n(1)]
    pub row: InvitationRow,
}

/// An admin invites somebody, who need not be a developer yet.
pub struct Invite {
    /// The organization.
    pub organization: OrganizationId,
    /// The admin.
    pub by: UserId,
    /// Who is invited.
    pub user: UserId,
    /// What they may do once they accept.
    pub role: OrganizationRole,
}

impl Command for Invite {
    type Outcome = Invitation;

    /// Refusals in order: not a developer; not a member (`NOT_FOUND`); no admin (`INSUFFICIENT_PERMISSIONS`); the person is a member
    /// or invited already, too many open invitations (`INVALID_STATE`).
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Invitation>, Failure> {
        admin(txn, self.organization, &self.by)?;
        let refuse = |state: &str, message: &'static str| Rejection::new(Code::InvalidState, message).with("state", state);
        if txn.has(&MEMBERS_OF_ORGANIZATION, &(self.organization, self.user.clone()))? {
            return Err(refuse("member", "This person is a member already.").into());
        }
        forget_old(txn, ctx.now, self.organization, &self.user)?;
        let open = invitations_of(txn, self.organization, ctx.now)?;
        if open.iter().any(|invitation| invitation.row.user == self.user) {
            return Err(refuse("invited", "This person has an open invitation already.").into());
        }
        if open.len() >= MOST_OPEN {
            return Err(full("too_many_invitations", MOST_OPEN).into());
        }
        let id: InvitationId = ctx.new_id();
        let row = InvitationRow {
            organization: self.organization,
            user: self.user.clone(),
            role: self.role,
            invited_by: self.by.clone(),
            created: ctx.now,
            expires: ctx.now + LIFETIME,
        };
        txn.put(&INVITATIONS, &id, &row)?;
        txn.put(&INVITATIONS_OF_USER, &(self.user.clone(), id), &())?;
        txn.put(&INVITATIONS_OF_ORGANIZATION, &(self.organization, id), &())?;
        let summary = format!("{} to {} as {}", self.user, self.organization, self.role.name());
        Ok(Applied::new(Invitation { id, row }, Entry::done(Action::OrganizationInvite, id).with(summary)))
    }
}

/// What somebody says to an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reaction {
    /// They become a member.
    Accept,
    /// They do not.
    Decline,
}

/// The invited person answers.
pub struct AnswerInvitation {
    /// The invitation.
    pub invitation: InvitationId,
    /// Who answers.
    pub user: UserId,
    /// What they say.
    pub reaction: Reaction,
}

impl Command for AnswerInvitation {
    /// The organization.
    type Outcome = OrganizationId;

    /// Refusals in order: there is no such invitation, it is another's, or over (`NOT_FOUND`, all the same). Accepting: not a
    /// developer; a member already, the organization or the person has too many (`INVALID_STATE`).
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<OrganizationId>, Failure> {
        let own = |row: &InvitationRow| row.user == self.user && row.expires > ctx.now;
        let row = txn.get(&INVITATIONS, &self.invitation)?.filter(own).ok_or_else(missing)?;
        let action = match self.reaction {
            Reaction::Accept => {
                refuse_strangers(txn, &self.user)?;
                // Whoever is a member keeps the role they have: an invitation raises nobody.
                if txn.has(&MEMBERS_OF_ORGANIZATION, &(row.organization, self.user.clone()))? {
                    let refusal = Rejection::new(Code::InvalidState, "You are a member already.");
                    return Err(refusal.with("state", "member").into());
                }
                admit(txn, ctx, row.organization, &self.user, row.role)?;
                Action::InvitationAccept
            }
            Reaction::Decline => Action::InvitationDecline,
        };
        close(txn, self.invitation, &row)?;
        let summary = format!("to {} as {}", row.organization, row.role.name());
        Ok(Applied::new(row.organization, Entry::done(action, self.invitation).with(summary)))
    }
}

/// An admin takes an invitation back.
pub struct CancelInvitation {
    /// The organization.
    pub organization: OrganizationId,
    /// The admin.
    pub by: UserId,
    /// The invitation.
    pub invitation: InvitationId,
}

impl Command for CancelInvitation {
    type Outcome = ();

    /// Refusals in order: not a developer; not a member (`NOT_FOUND`); no admin (`INSUFFICIENT_PERMISSIONS`); no such invitation of
    /// this organization, or it is over (`NOT_FOUND`).
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<()>, Failure> {
        admin(txn, self.organization, &self.by)?;
        let ours = |row: &InvitationRow| row.organization == self.organization && row.expires > ctx.now;
        let row = txn.get(&INVITATIONS, &self.invitation)?.filter(ours).ok_or_else(missing)?;
        close(txn, self.invitation, &row)?;
        Ok(Applied::new((), Entry::done(Action::InvitationCancel, self.invitation)))
    }
}

/// The open invitations of an organization, oldest first; at most [`MOST_OPEN`].
pub fn invitations_of(reader: &impl Read, id: OrganizationId, now: Timestamp) -> Result<Vec<Invitation>, StoreError> {
    let ids = reader.scan_first(&INVITATIONS_OF_ORGANIZATION, &id, usize::MAX)?;
    open(reader, ids, now, usize::MAX)
}

/// The open invitations of a person, oldest first, at most `limit`.
pub fn invitations_of_person(
    reader: &impl Read,
    user: &UserId,
    now: Timestamp,
    limit: usize,
) -> Result<Vec<Invitation>, StoreError> {
    let ids = reader.scan_first(&INVITATIONS_OF_USER, user, usize::MAX)?;
    open(reader, ids, now, limit)
}

/// Closes what `by` has invited to an organization; answers with what to record.
pub(super) fn withdraw(txn: &mut Txn<'_>, organization: OrganizationId, by: &UserId) -> Result<Vec<Entry>, StoreError> {
    let mut withdrawn = Vec::new();
    for (id, ()) in txn.scan_first(&INVITATIONS_OF_ORGANIZATION, &organization, usize::MAX)? {
        if let Some(row) = txn.get(&INVITATIONS, &id)?.filter(|row| row.invited_by == *by) {
            close(txn, id, &row)?;
            withdrawn.push(Entry::done(Action::InvitationCancel, id).with(format!("{by} is no admin any more")));
        }
    }
    Ok(withdrawn)
}

fn open(reader: &impl Read, ids: Vec<(InvitationId, ())>, now: Timestamp, limit: usize) -> Result<Vec<Invitation>, StoreError> {
    let mut found = Vec::new();
    for (id, ()) in ids {
        if found.len() == limit {
            break;
        }
        found.extend(reader.get(&INVITATIONS, &id)?.filter(|row| row.expires > now).map(|row| Invitation { id, row }));
    }
    Ok(found)
}

fn forget_old(txn: &mut Txn<'_>, now: Timestamp, organization: OrganizationId, user: &UserId) -> Result<(), StoreError> {
    let mut ids = txn.scan_first(&INVITATIONS_OF_ORGANIZATION, &organization, usize::MAX)?;
    ids.extend(txn.scan_first(&INVITATIONS_OF_USER, user, usize::MAX)?);
    for (id, ()) in ids {
        if let Some(row) = txn.get(&INVITATIONS, &id)?.filter(|row| row.expires <= now) {
            close(txn, id, &row)?;
        }
    }
    Ok(())
}

pub(super) fn close(txn: &mut Txn<'_>, id: InvitationId, row: &InvitationRow) -> Result<(), StoreError> {
    txn.remove(&INVITATIONS, &id)?;
    txn.remove(&INVITATIONS_OF_USER, &(row.user.clone(), id))?;
    txn.remove(&INVITATIONS_OF_ORGANIZATION, &(row.organization, id))
}

fn missing() -> Rejection {
    Rejection::new(Code::NotFound, "There is no such invitation, or it is over.")
}
