//! Members of an organization. There is always an admin who can act, nobody raises themselves, and who ceases to be an admin
//! leaves no open invitation behind by which they could come back through a friend.

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    kernel::{Code, Ctx, OrganizationId, Rejection, UserId},
    store::{
        Failure, ReadExt, Txn,
        rows::{MemberRow, OrganizationRole},
        tables::{MEMBERS_OF_ORGANIZATION, ORGANIZATIONS_OF_USER, SUSPENDED_USERS},
    },
};

use super::{
    invitations::withdraw,
    is_whitelisted,
    organizations::{admin, member, members_of},
};

/// An admin gives a member another role; also themselves a lower one.
pub struct ChangeRole {
    /// The organization.
    pub organization: OrganizationId,
    /// The admin.
    pub by: UserId,
    /// The member.
    pub user: UserId,
    /// What they may do from now on.
    pub role: OrganizationRole,
}

impl Command for ChangeRole {
    /// The role now.
    type Outcome = OrganizationRole;

    /// Refusals in order: not a developer; not a member (`NOT_FOUND`); no admin (`INSUFFICIENT_PERMISSIONS`), so that nobody raises
    /// their own role: the highest has nothing above it; no such member (`NOT_FOUND`); the last admin (`INVALID_STATE`).
    fn apply(&self, _: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<OrganizationRole>, Failure> {
        admin(txn, self.organization, &self.by)?;
        let key = (self.organization, self.user.clone());
        let row = txn.get(&MEMBERS_OF_ORGANIZATION, &key)?.ok_or_else(no_such_member)?;
        let summary = format!("{} from {} to {}", self.user, row.role.name(), self.role.name());
        let mut applied = Applied::new(self.role, Entry::done(Action::MemberRole, self.organization).with(summary));
        if row.role == OrganizationRole::Admin && self.role != OrganizationRole::Admin {
            refuse_the_last_admin(txn, self.organization, &self.user)?;
            for cancelled in withdraw(txn, self.organization, &self.user)? {
                applied = applied.and_record(cancelled);
            }
        }
        txn.put(&MEMBERS_OF_ORGANIZATION, &key, &MemberRow { role: self.role, ..row })?;
        Ok(applied)
    }
}

/// A member leaves, or an admin removes them.
pub struct RemoveMember {
    /// The organization.
    pub organization: OrganizationId,
    /// Who says so.
    pub by: UserId,
    /// The member.
    pub user: UserId,
}

impl Command for RemoveMember {
    type Outcome = ();

    /// Refusals in order: not a developer; not a member (`NOT_FOUND`); another's membership without being an admin
    /// (`INSUFFICIENT_PERMISSIONS`); no such member (`NOT_FOUND`); the last admin (`INVALID_STATE`).
    fn apply(&self, _: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<()>, Failure> {
        match self.by == self.user {
            true => member(txn, self.organization, &self.by)?,
            false => admin(txn, self.organization, &self.by)?,
        };
        let key = (self.organization, self.user.clone());
        let row = txn.get(&MEMBERS_OF_ORGANIZATION, &key)?.ok_or_else(no_such_member)?;
        if row.role == OrganizationRole::Admin {
            refuse_the_last_admin(txn, self.organization, &self.user)?;
        }
        txn.remove(&MEMBERS_OF_ORGANIZATION, &key)?;
        txn.remove(&ORGANIZATIONS_OF_USER, &(self.user.clone(), self.organization))?;
        let summary = format!("{} was {}", self.user, row.role.name());
        let mut applied = Applied::new((), Entry::done(Action::MemberRemove, self.organization).with(summary));
        for cancelled in withdraw(txn, self.organization, &self.user)? {
            applied = applied.and_record(cancelled);
        }
        Ok(applied)
    }
}

/// Somebody has to be left who can act: an admin who is off the whitelist or suspended cannot.
pub(super) fn refuse_the_last_admin(txn: &Txn<'_>, organization: OrganizationId, leaving: &UserId) -> Result<(), Failure> {
    for (user, row) in members_of(txn, organization)? {
        let is_other_admin = row.role == OrganizationRole::Admin && user != *leaving;
        if is_other_admin && is_whitelisted(txn, &user)? && !txn.has(&SUSPENDED_USERS, &user)? {
            return Ok(());
        }
    }
    let refusal = Rejection::new(Code::InvalidState, "The organization would be without an admin. Make somebody else one first.");
    Err(refusal.with("state", "last_admin").into())
}

fn no_such_member() -> Rejection {
    Rejection::new(Code::NotFound, "The organization has no such member.")
}
