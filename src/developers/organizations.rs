//! Organizations: a name, its members with a role each, and nothing that outsiders can find out.

use minicbor::{Decode, Encode};

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    kernel::{Code, Ctx, OrganizationId, Rejection, UserId},
    store::{
        Failure, Read, ReadExt, StoreError, Txn,
        rows::{MemberRow, OrganizationRole, OrganizationRow},
        tables::{MEMBERS_OF_ORGANIZATION, ORGANIZATIONS, ORGANIZATIONS_OF_USER},
    },
};

use super::refuse_strangers;

/// How many organizations a person can be a member of.
const MOST_ORGANIZATIONS: usize = 20;

/// How many members an organization can have.
const MOST_MEMBERS: usize = 100;

/// What an organization says of itself; cleaned before.
#[derive(Clone, Debug)]
pub struct Profile {
    /// What people see.
    pub name: String,
    /// What it does.
    pub description: Option<String>,
    /// Where it is on the web.
    pub website: Option<String>,
}

/// An organization as a member sees it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Organization {
    /// Its id.
    #[n(0)]
    pub id: OrganizationId,
    /// What is kept of it.
    #[n(1)]
    pub row: OrganizationRow,
    /// What the member may do.
    #[n(2)]
    pub role: OrganizationRole,
}

/// One of a person's organizations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The organization.
    pub organization: Organization,
    /// How many members it has.
    pub members: usize,
}

/// A developer makes an organization, whose admin they are.
pub struct MakeOrganization {
    /// Who.
    pub user: UserId,
    /// What it says of itself.
    pub profile: Profile,
}

impl Command for MakeOrganization {
    type Outcome = Organization;

    /// Refusals in order: not a developer; in too many organizations (`INVALID_STATE`).
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Organization>, Failure> {
        refuse_strangers(txn, &self.user)?;
        let id: OrganizationId = ctx.new_id();
        let Profile { name, description, website } = self.profile.clone();
        let row = OrganizationRow { name, description, website, created: ctx.now, created_by: self.user.clone() };
        txn.put(&ORGANIZATIONS, &id, &row)?;
        let role = OrganizationRole::Admin;
        admit(txn, ctx, id, &self.user, role)?;
        Ok(Applied::new(Organization { id, row, role }, Entry::done(Action::OrganizationMake, id)))
    }
}

/// An admin changes what an organization says of itself; what is `None` stays.
pub struct ChangeOrganization {
    /// The organization.
    pub id: OrganizationId,
    /// Who.
    pub user: UserId,
    /// The new name.
    pub name: Option<String>,
    /// The new description; `Some(None)` for none at all.
    pub description: Option<Option<String>>,
    /// The new website, likewise.
    pub website: Option<Option<String>>,
}

impl Command for ChangeOrganization {
    type Outcome = Organization;

    /// Refusals: those of [`admin`].
    fn apply(&self, _: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Organization>, Failure> {
        let (row, _) = admin(txn, self.id, &self.user)?;
        let row = OrganizationRow {
            name: self.name.clone().unwrap_or(row.name),
            description: self.description.clone().unwrap_or(row.description),
            website: self.website.clone().unwrap_or(row.website),
            ..row
        };
        txn.put(&ORGANIZATIONS, &self.id, &row)?;
        let entry = Entry::done(Action::OrganizationChange, self.id).with(format!("named {}", row.name));
        Ok(Applied::new(Organization { id: self.id, row, role: OrganizationRole::Admin }, entry))
    }
}

/// The organizations of `user`, oldest first; at most [`MOST_ORGANIZATIONS`].
pub fn organizations_of(reader: &impl Read, user: &UserId) -> Result<Vec<Membership>, StoreError> {
    let mut found = Vec::new();
    for id in ids_of(reader, user)? {
        if let Some(organization) = membership(reader, id, user)? {
            found.push(Membership { organization, members: members_of(reader, id)?.len() });
        }
    }
    Ok(found)
}

/// The organization with this id, if `user` is a member.
pub fn membership(reader: &impl Read, id: OrganizationId, user: &UserId) -> Result<Option<Organization>, StoreError> {
    let Some(member) = reader.get(&MEMBERS_OF_ORGANIZATION, &(id, user.clone()))? else { return Ok(None) };
    Ok(reader.get(&ORGANIZATIONS, &id)?.map(|row| Organization { id, row, role: member.role }))
}

/// The members of an organization by id; at most [`MOST_MEMBERS`].
pub fn members_of(reader: &impl Read, id: OrganizationId) -> Result<Vec<(UserId, MemberRow)>, StoreError> {
    reader.scan_first(&MEMBERS_OF_ORGANIZATION, &id, usize::MAX)
}

/// The ids of the organizations of `user`.
pub(super) fn ids_of(reader: &impl Read, user: &UserId) -> Result<Vec<OrganizationId>, StoreError> {
    let found = reader.scan_first(&ORGANIZATIONS_OF_USER, user, usize::MAX)?;
    Ok(found.into_iter().map(|(id, ())| id).collect())
}

/// A developer who is a member. Refusals in order: not a developer; not a member (`NOT_FOUND`: outsiders do not learn what there
/// is).
pub(super) fn member(txn: &Txn<'_>, id: OrganizationId, user: &UserId) -> Result<(OrganizationRow, MemberRow), Failure> {
    refuse_strangers(txn, user)?;
    let member = txn.get(&MEMBERS_OF_ORGANIZATION, &(id, user.clone()))?.ok_or_else(missing)?;
    let row = txn.get(&ORGANIZATIONS, &id)?.ok_or_else(missing)?;
    Ok((row, member))
}

/// A developer who is an admin. Refusals: those of [`member`]; another role (`INSUFFICIENT_PERMISSIONS`).
pub(super) fn admin(txn: &Txn<'_>, id: OrganizationId, user: &UserId) -> Result<(OrganizationRow, MemberRow), Failure> {
    let found = member(txn, id, user)?;
    if found.1.role != OrganizationRole::Admin {
        let refusal = Rejection::new(Code::InsufficientPermissions, "Only admins of the organization can do this.");
        return Err(refusal.with("required_role", OrganizationRole::Admin.name()).into());
    }
    Ok(found)
}

/// Makes `user`, who is no member, one. Refuses when the organization or the person has too many (`INVALID_STATE`).
pub(super) fn admit(
    txn: &mut Txn<'_>,
    ctx: &Ctx,
    id: OrganizationId,
    user: &UserId,
    role: OrganizationRole,
) -> Result<(), Failure> {
    if ids_of(txn, user)?.len() >= MOST_ORGANIZATIONS {
        return Err(full("too_many_organizations", MOST_ORGANIZATIONS).into());
    }
    if members_of(txn, id)?.len() >= MOST_MEMBERS {
        return Err(full("too_many_members", MOST_MEMBERS).into());
    }
    txn.put(&MEMBERS_OF_ORGANIZATION, &(id, user.clone()), &MemberRow { role, joined: ctx.now })?;
    txn.put(&ORGANIZATIONS_OF_USER, &(user.clone(), id), &())?;
    Ok(())
}

/// `INVALID_STATE` for a bound that is reached.
pub(super) fn full(state: &'static str, most: usize) -> Rejection {
    Rejection::new(Code::InvalidState, format!("There can be {most} at most.")).with("state", state).with("limit", most)
}

pub(super) fn missing() -> Rejection {
    Rejection::new(Code::NotFound, "There is no such organization.")
}
