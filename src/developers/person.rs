//! What there is of a person among the developers, for themselves, and taking it away.

use std::{ops::Bound::Unbounded, sync::Arc};

use crate::{
    audit::{Action, Entry},
    identity::Live,
    kernel::{OrganizationId, SessionId, Timestamp, UserId},
    store::{
        Failure, Order, Read, ReadExt, StoreError, Txn,
        rows::{DeveloperRow, DeveloperSessionRow, OrganizationRole, OrganizationRow},
        tables::{
            DEVELOPER_CODES, DEVELOPER_SESSIONS, DEVELOPER_SESSIONS_OF_USER, DEVELOPERS, INVITATIONS,
            INVITATIONS_OF_ORGANIZATION, INVITATIONS_OF_USER, MEMBERS_OF_ORGANIZATION, ORGANIZATIONS, ORGANIZATIONS_OF_USER,
        },
    },
};

use super::{
    Invitation, Membership, invitations, invitations_of_person,
    members::refuse_the_last_admin,
    organizations::{ids_of, members_of, organizations_of},
    sessions,
};

/// What is held about a person as a developer.
pub struct Developer {
    /// Their place on the whitelist.
    pub listed: Option<DeveloperRow>,
    /// Their sessions.
    pub sessions: Vec<DeveloperSessionRow>,
    /// What they are a member of.
    pub memberships: Vec<Membership>,
    /// The invitations that wait for their answer.
    pub invitations: Vec<Invitation>,
}

/// All of it.
pub fn developer(reader: &impl Read, user: &UserId, now: Timestamp) -> Result<Developer, StoreError> {
    let held = reader.scan_first(&DEVELOPER_SESSIONS_OF_USER, user, usize::MAX)?;
    let sessions: Result<Vec<_>, _> = held.iter().map(|(id, ())| reader.get(&DEVELOPER_SESSIONS, id)).collect();
    Ok(Developer {
        listed: reader.get(&DEVELOPERS, user)?,
        sessions: sessions?.into_iter().flatten().collect(),
        memberships: organizations_of(reader, user)?,
        invitations: invitations_of_person(reader, user, now, usize::MAX)?,
    })
}

/// Refuses somebody whom an organization with other members cannot do without (`INVALID_STATE`, state `last_admin`).
pub fn check_dispensable(txn: &Txn<'_>, user: &UserId) -> Result<(), Failure> {
    for id in ids_of(txn, user)? {
        let members = members_of(txn, id)?;
        let is_admin = members.iter().any(|(member, row)| member == user && row.role == OrganizationRole::Admin);
        if is_admin && members.len() > 1 {
            refuse_the_last_admin(txn, id, user)?;
        }
    }
    Ok(())
}

/// Takes a person off the whitelist and out of every organization; what they alone were a member of is no more. Organizations that
/// they made are said to be made by `stand_in`. Answers what to record.
pub fn forget_person(txn: &mut Txn<'_>, user: &UserId, stand_in: &UserId, live: &Arc<Live>) -> Result<Vec<Entry>, StoreError> {
    let mut entries = Vec::new();
    txn.remove(&DEVELOPERS, user)?;
    sessions::end_all(txn, user, live)?;
    for (id, row) in waiting_codes(txn)? {
        if row == *user {
            txn.remove(&DEVELOPER_CODES, &id)?;
        }
    }
    for (id, ()) in txn.scan_first(&INVITATIONS_OF_USER, user, usize::MAX)? {
        if let Some(row) = txn.get(&INVITATIONS, &id)? {
            invitations::close(txn, id, &row)?;
        }
    }
    for id in ids_of(txn, user)? {
        invitations::withdraw(txn, id, user)?;
        txn.remove(&MEMBERS_OF_ORGANIZATION, &(id, user.clone()))?;
        txn.remove(&ORGANIZATIONS_OF_USER, &(user.clone(), id))?;
        entries.push(Entry::done(Action::MemberRemove, id).with("a member was erased"));
        dissolve_if_empty(txn, id)?;
    }
    forget_founder(txn, user, stand_in)?;
    Ok(entries)
}

/// The codes that wait, a minute's worth, and whose they are.
fn waiting_codes(txn: &Txn<'_>) -> Result<Vec<(SessionId, UserId)>, StoreError> {
    let codes = txn.scan(&DEVELOPER_CODES, Unbounded, Unbounded, Order::Ascending, usize::MAX)?;
    Ok(codes.into_iter().map(|(id, row)| (id, row.user)).collect())
}

/// What nobody is a member of is no more, and neither are its invitations.
fn dissolve_if_empty(txn: &mut Txn<'_>, id: OrganizationId) -> Result<(), StoreError> {
    if !members_of(txn, id)?.is_empty() {
        return Ok(());
    }
    for (invitation, ()) in txn.scan_first(&INVITATIONS_OF_ORGANIZATION, &id, usize::MAX)? {
        if let Some(row) = txn.get(&INVITATIONS, &invitation)? {
            invitations::close(txn, invitation, &row)?;
        }
    }
    txn.remove(&ORGANIZATIONS, &id)
}

/// Takes the name off what they made, also where they left long ago. Organizations are few: the whitelisted make them.
fn forget_founder(txn: &mut Txn<'_>, user: &UserId, stand_in: &UserId) -> Result<(), StoreError> {
    let all = txn.scan(&ORGANIZATIONS, Unbounded, Unbounded, Order::Ascending, usize::MAX)?;
    for (id, row) in all.into_iter().filter(|(_, row)| row.created_by == *user) {
        txn.put(&ORGANIZATIONS, &id, &OrganizationRow { created_by: stand_in.clone(), ..row })?;
    }
    Ok(())
}
