//! The whitelist: nobody is a developer who was not made one by an admin, and who is taken off has no access any more.

use std::{ops::Bound::Unbounded, sync::Arc};

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    identity::{Live, refuse_suspended},
    kernel::{Code, Ctx, Page, PageRequest, Rejection, UserId},
    store::{Failure, Order, Read, ReadExt, StoreError, Txn, rows::DeveloperRow, tables::DEVELOPERS},
};

use super::{NOT_WHITELISTED, invitations, organizations, sessions};

/// Somebody becomes a developer.
pub struct AddDeveloper {
    /// Who.
    pub user: UserId,
    /// Why, for other admins.
    pub note: Option<String>,
}

impl Command for AddDeveloper {
    type Outcome = DeveloperRow;

    /// Refuses somebody who is one already (`INVALID_STATE`).
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<DeveloperRow>, Failure> {
        if txn.has(&DEVELOPERS, &self.user)? {
            let refusal = Rejection::new(Code::InvalidState, "This person is on the whitelist already.");
            return Err(refusal.with("state", "whitelisted").into());
        }
        let row = DeveloperRow { added: ctx.now, added_by: ctx.actor.to_string(), note: self.note.clone() };
        txn.put(&DEVELOPERS, &self.user, &row)?;
        Ok(Applied::new(row, Entry::done(Action::WhitelistAdd, &self.user)))
    }
}

/// Somebody is a developer no more: their sessions end, and so do the invitations that they made. What they are a member of they
/// stay a member of, which is of no use to them unless they come back.
pub struct RemoveDeveloper {
    /// Who.
    pub user: UserId,
    /// What to tell of the sessions.
    pub live: Arc<Live>,
}

impl Command for RemoveDeveloper {
    /// How many sessions have ended.
    type Outcome = u32;

    /// Refuses somebody who is not on the whitelist (`NOT_FOUND`).
    fn apply(&self, _: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<u32>, Failure> {
        if !txn.has(&DEVELOPERS, &self.user)? {
            return Err(Rejection::new(Code::NotFound, "This person is not on the whitelist.").into());
        }
        txn.remove(&DEVELOPERS, &self.user)?;
        let ended = sessions::end_all(txn, &self.user, &self.live)?;
        let entry = Entry::done(Action::WhitelistRemove, &self.user).with(format!("{ended} sessions ended"));
        let mut applied = Applied::new(ended, entry);
        for organization in organizations::ids_of(txn, &self.user)? {
            for cancelled in invitations::withdraw(txn, organization, &self.user)? {
                applied = applied.and_record(cancelled);
            }
        }
        Ok(applied)
    }
}

/// Whether the person may be a developer.
pub fn is_whitelisted(reader: &impl Read, user: &UserId) -> Result<bool, StoreError> {
    reader.has(&DEVELOPERS, user)
}

/// Refuses whoever is not a developer: `USER_SUSPENDED`, or `INSUFFICIENT_PERMISSIONS` with `reason: developer_not_whitelisted`.
pub fn refuse_strangers(txn: &Txn<'_>, user: &UserId) -> Result<(), Failure> {
    refuse_suspended(txn, user)?;
    if is_whitelisted(txn, user)? {
        return Ok(());
    }
    Err(not_whitelisted().into())
}

pub(super) fn not_whitelisted() -> Rejection {
    Rejection::new(Code::InsufficientPermissions, "Only people on the whitelist can be developers. Ask an admin of this server.")
        .with("reason", NOT_WHITELISTED)
}

/// The developers in the order of their ids. Costs what the whole list costs; there are few.
pub fn whitelist(reader: &impl Read, page: PageRequest) -> Result<Page<(UserId, DeveloperRow)>, StoreError> {
    let all = reader.scan(&DEVELOPERS, Unbounded, Unbounded, Order::Ascending, usize::MAX)?;
    let total = all.len() as u64;
    let items = all.into_iter().skip(page.offset as usize).take(page.limit as usize).collect();
    Ok(Page { items, total, next_cursor: None })
}
