//! Admins' API tokens: who may act on the server as a whole, in which role, until when. A token is random, shown once and kept
//! as its SHA-256; one that is over is kept too, so that the audit record's `a/…` can be read for ever. There are as many as
//! owners make, which is few: a list reads them all.

use std::{ops::Bound::Unbounded, sync::Arc};

use minicbor::{Decode, Encode};

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    kernel::{AdminTokenId, Code, Ctx, Rejection, Timestamp, UserId},
    store::{
        Failure, Order, Read, ReadExt, StoreError, Txn,
        rows::{AdminRole, AdminTokenRow, SuspensionRow},
        tables::{ADMIN_TOKENS, SUSPENDED_USERS, SUSPENSIONS},
    },
};

use super::Live;

/// Whether somebody in the role `held` may do what at least `needed` is for: everybody may do what an auditor may, which is to
/// read, the owner everything, and otherwise each role its own.
pub fn suffices(held: AdminRole, needed: AdminRole) -> bool {
    needed == AdminRole::Auditor || held == AdminRole::Owner || held == needed
}

/// The live token with this SHA-256.
pub fn admin_token(reader: &impl Read, digest: &[u8; 32], now: Timestamp) -> Result<Option<AdminTokenRow>, StoreError> {
    Ok(reader.get(&ADMIN_TOKENS, digest)?.filter(|row| row.revoked.is_none() && row.expires > now))
}

/// Every token there ever was, oldest first.
pub fn admin_tokens(reader: &impl Read) -> Result<Vec<AdminTokenRow>, StoreError> {
    let rows = reader.scan(&ADMIN_TOKENS, Unbounded, Unbounded, Order::Ascending, usize::MAX)?;
    let mut tokens: Vec<AdminTokenRow> = rows.into_iter().map(|(_, row)| row).collect();
    tokens.sort_unstable_by_key(|row| row.id);
    Ok(tokens)
}

/// A token for an admin. It takes no idempotency key: its answer holds a secret, which must not be kept to be given again.
pub struct IssueAdminToken {
    /// SHA-256 of the token.
    pub digest: [u8; 32],
    /// What it is for, for those who read the list.
    pub name: String,
    /// What it may do.
    pub role: AdminRole,
    /// When it ends.
    pub expires: Timestamp,
}

/// A token's public half.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct AdminTokenIssued {
    /// Names it in the list and in the audit record.
    #[n(0)]
    pub id: AdminTokenId,
    /// When it was made.
    #[n(1)]
    pub created: Timestamp,
}

impl Command for IssueAdminToken {
    type Outcome = AdminTokenIssued;

    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<AdminTokenIssued>, Failure> {
        let id = ctx.new_id();
        let row = AdminTokenRow {
            id,
            name: self.name.clone(),
            role: self.role,
            created: ctx.now,
            created_by: ctx.actor.to_string(),
            expires: self.expires,
            revoked: None,
        };
        txn.put(&ADMIN_TOKENS, &self.digest, &row)?;
        let entry = Entry::done(Action::AdminTokenIssue, id);
        let summary = format!("{} as {} until {}", self.name, self.role.name(), self.expires);
        Ok(Applied::new(AdminTokenIssued { id, created: ctx.now }, entry.with(summary)))
    }
}

/// Ends an admin's token: it is refused at the next request.
pub struct RevokeAdminToken {
    /// Which.
    pub id: AdminTokenId,
}

impl Command for RevokeAdminToken {
    type Outcome = Timestamp;

    /// Answers when the token ended, which may have been before. `NOT_FOUND` when there never was one.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Timestamp>, Failure> {
        let rows = txn.scan(&ADMIN_TOKENS, Unbounded, Unbounded, Order::Ascending, usize::MAX)?;
        let found = rows.into_iter().find(|(_, row)| row.id == self.id);
        let (digest, row) = found.ok_or_else(|| Rejection::new(Code::NotFound, "There is no admin token of this id."))?;
        if let Some(before) = row.revoked {
            return Ok(Applied::unrecorded(before));
        }
        let entry = Entry::done(Action::AdminTokenRevoke, self.id).with(row.name.clone());
        txn.put(&ADMIN_TOKENS, &digest, &AdminTokenRow { revoked: Some(ctx.now), ..row })?;
        Ok(Applied::new(ctx.now, entry))
    }
}

/// Shuts a person off. Their sessions, consents and factors stay, so that lifting it gives everything back; until then each of
/// their tokens is refused at its next use.
pub struct SuspendUser {
    /// Who.
    pub user: UserId,
    /// Why, for other admins.
    pub reason: String,
    /// What to tell.
    pub live: Arc<Live>,
}

impl Command for SuspendUser {
    type Outcome = Timestamp;

    /// Answers since when. `INVALID_STATE` for somebody who is suspended.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Timestamp>, Failure> {
        if txn.has(&SUSPENDED_USERS, &self.user)? {
            return Err(Rejection::new(Code::InvalidState, "The user is suspended already.").with("state", "suspended").into());
        }
        txn.put(&SUSPENDED_USERS, &self.user, &ctx.now)?;
        note_suspension(txn, ctx, self.user.as_str(), &self.reason)?;
        let (live, user, since) = (Arc::clone(&self.live), self.user.clone(), ctx.now);
        txn.after_commit(move || live.set_suspended(&user, Some(since)));
        Ok(Applied::new(since, Entry::done(Action::UserSuspend, &self.user).with(self.reason.clone())))
    }
}

/// Lifts a person's suspension.
pub struct UnsuspendUser {
    /// Who.
    pub user: UserId,
    /// What to tell.
    pub live: Arc<Live>,
}

impl Command for UnsuspendUser {
    type Outcome = Timestamp;

    /// Answers when. `INVALID_STATE` for somebody who is not suspended.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Timestamp>, Failure> {
        if !txn.has(&SUSPENDED_USERS, &self.user)? {
            return Err(Rejection::new(Code::InvalidState, "The user is not suspended.").with("state", "active").into());
        }
        txn.remove(&SUSPENDED_USERS, &self.user)?;
        txn.remove(&SUSPENSIONS, &self.user.as_str().to_owned())?;
        let (live, user) = (Arc::clone(&self.live), self.user.clone());
        txn.after_commit(move || live.set_suspended(&user, None));
        Ok(Applied::new(ctx.now, Entry::done(Action::UserUnsuspend, &self.user)))
    }
}

/// Since when and why the person or mini-app of this id is shut off. A person without a note has been suspended without one.
pub fn suspension(reader: &impl Read, id: &str) -> Result<Option<SuspensionRow>, StoreError> {
    reader.get(&SUSPENSIONS, &id.to_owned())
}

/// Writes down why the person or mini-app of this id is shut off.
pub fn note_suspension(txn: &mut Txn<'_>, ctx: &Ctx, id: &str, reason: &str) -> Result<(), StoreError> {
    let row = SuspensionRow { since: ctx.now, reason: reason.to_owned(), by: ctx.actor.to_string() };
    txn.put(&SUSPENSIONS, &id.to_owned(), &row)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::{
        audit,
        command::Commands,
        kernel::{Actor, RawId, SeededRng},
        store::{Options, Store, WriteError},
    };

    const NOW: Timestamp = Timestamp(1_795_000_000_000);

    fn ctx() -> Ctx {
        Ctx::new(NOW, Actor::Operator, None, &SeededRng::new(1))
    }

    #[test]
    fn each_role_has_its_own_and_everybody_reads() {
        use AdminRole::{Auditor, Finance, Operator, Owner, Reviewer};
        let table = [
            (Owner, [true, true, true, true, true]),
            (Operator, [false, true, false, false, true]),
            (Finance, [false, false, true, false, true]),
            (Reviewer, [false, false, false, true, true]),
            (Auditor, [false, false, false, false, true]),
        ];
        for (held, expected) in table {
            assert_eq!([Owner, Operator, Finance, Reviewer, Auditor].map(|needed| suffices(held, needed)), expected, "{held:?}");
        }
    }

    #[test]
    fn a_token_is_good_until_it_expires_or_is_revoked() {
        let commands = Commands::new(Store::open(Options::in_memory()).unwrap());
        let expires = NOW + Duration::from_secs(60);
        let issue = IssueAdminToken { digest: [1; 32], name: "cron".to_owned(), role: AdminRole::Auditor, expires };
        let id = commands.run(ctx(), None, issue).wait().unwrap().outcome.id;
        let found = |digest: [u8; 32], now: Timestamp| {
            commands.store().read(|reader| admin_token(reader, &digest, now)).unwrap().map(|row| row.id)
        };
        assert_eq!((found([1; 32], NOW), found([1; 32], expires), found([2; 32], NOW)), (Some(id), None, None));
        assert_eq!(commands.run(ctx(), None, RevokeAdminToken { id }).wait().unwrap().outcome, NOW);
        assert_eq!(found([1; 32], NOW), None);

        let records = || commands.store().read(audit::verify).unwrap();
        let before = records();
        commands.run(ctx(), None, RevokeAdminToken { id }).wait().unwrap();
        assert_eq!(records(), before, "what was over already is not recorded again");
        let missing = RevokeAdminToken { id: AdminTokenId(RawId([9; 16])) };
        assert!(matches!(commands.run(ctx(), None, missing).wait(), Err(WriteError::Rejected(no)) if no.code == Code::NotFound));
    }

    #[test]
    fn a_suspension_is_there_after_a_restart_and_once() {
        let commands = Commands::new(Store::open(Options::in_memory()).unwrap());
        let user = UserId::parse("@alice:x").unwrap();
        let live = Arc::new(Live::default());
        let suspend = || SuspendUser { user: user.clone(), reason: "fraud".to_owned(), live: Arc::clone(&live) };
        commands.run(ctx(), None, suspend()).wait().unwrap();
        assert!(live.is_suspended(&user));
        assert!(commands.store().read(Live::load).unwrap().is_suspended(&user));
        let noted = || commands.store().read(|reader| suspension(reader, "@alice:x")).unwrap();
        assert_eq!(noted().map(|row| (row.reason, row.by)), Some(("fraud".to_owned(), "operator".to_owned())));
        assert!(commands.run(ctx(), None, suspend()).wait().is_err());

        let lift = || UnsuspendUser { user: user.clone(), live: Arc::clone(&live) };
        commands.run(ctx(), None, lift()).wait().unwrap();
        assert!(!live.is_suspended(&user) && noted().is_none());
        assert!(commands.run(ctx(), None, lift()).wait().is_err());
    }
}
