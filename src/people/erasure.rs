//! Erasing a person. One transaction takes everything away that is theirs alone and closes their wallet; from then on nothing
//! that they had works. Their transfers, payments and gifts are shared with others and may be many, so they lose the name in batches afterwards,
//! each of which says how far it came: a power cut between two costs nothing. Whoever comes back gets a fresh wallet, but neither
//! the bonus nor this month's limits again: for that an HMAC of their id is kept (see [`wallets::Trace`]).
//!
//! Somebody whom an admin has suspended stays suspended, by name: erasing is no way back in. For a while longer a name is in
//! answers that are remembered for idempotency (a day by default), in effects on their way out and in what mini-apps are told of it. Messages in Matrix rooms are
//! the homeserver's.

use std::{ops::Bound::Unbounded, sync::Arc};

use minicbor::{Decode, Encode};

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    developers, gifts,
    identity::{self, Live},
    kernel::{Code, Ctx, P2pId, RawId, Rejection, SessionId, UserId, WalletId},
    mfa::{self, Checked, Enrolled, lockout::LockoutRules},
    outbox, payments, rooms,
    store::{
        Failure, Order, Read, ReadExt, StoreError, Txn,
        rows::P2pRow,
        tables::{CARDS, ERASURES, KNOWN_PAYEES, P2P},
        walks,
    },
    transfers, wallets,
};

/// How the ids begin that stand for people who are gone. They lie in the namespace that the registration keeps for us, so nobody
/// can ever have one.
const STAND_IN: &str = "_tmcp_erased_";

/// Before the first transfer.
const BEGINNING: P2pId = P2pId(RawId([0; 16]));

/// How many effects that were given up are looked through.
const MOST_GIVEN_UP: usize = 10_000;

/// How it is known that the person wants it.
pub enum Shown {
    /// They are there, with a factor if they have one.
    Person(Option<Checked>),
    /// An operator answers for it.
    Operator,
}

/// Erases a person.
pub struct EraseUser {
    /// Who.
    pub user: UserId,
    /// How it is known that they want it.
    pub shown: Shown,
    /// When wrong proofs lock.
    pub lockout: LockoutRules,
    /// The homeserver's name, for the id that stands for them.
    pub server_name: String,
    /// What their wallet is remembered under.
    pub trace: wallets::Trace,
    /// What to tell about sessions that end.
    pub live: Arc<Live>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Erased {
    /// They are gone.
    #[n(0)]
    Done {
        /// The mini-apps' sessions that ended.
        #[n(0)]
        sessions: Vec<SessionId>,
    },
    /// The proof was not good enough, which is on record.
    #[n(1)]
    Unproven(#[n(0)] Enrolled),
}

impl Command for EraseUser {
    type Outcome = Erased;

    /// Refusals in order: a transfer that waits for acceptance (`INVALID_STATE`, state `waiting`), a gift that can still be opened
    /// (state `gift`), what [`wallets::close`]
    /// refuses, an organization that would be without an admin (state `last_admin`), then the proof.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Erased>, Failure> {
        if !transfers::waiting(txn, &self.user, 1)?.is_empty() {
            let message = "A transfer still waits for its recipient. Answer it or take it back first.";
            return Err(Rejection::new(Code::InvalidState, message).with("state", "waiting").into());
        }
        gifts::require_none_out(txn, &self.user)?;
        wallets::check_closable(txn, &self.user)?;
        developers::check_dispensable(txn, &self.user)?;
        if let Shown::Person(proof) = &self.shown
            && let Some(unproven) = mfa::prove(txn, ctx, &self.user, proof.as_ref(), &self.lockout)?
        {
            return Ok(Applied::refused(Erased::Unproven(unproven), Entry::refused(Action::FactorFail, &self.user)));
        }
        let wallet = wallets::close(txn, &self.user, self.trace, |wallet| stand_in(wallet, &self.server_name))?;
        if let Some(wallet) = wallet {
            txn.put(&ERASURES, &wallet, &BEGINNING)?;
            payments::forget_payer(txn, wallet)?;
        }
        let farewells = identity::farewells(txn, ctx, &self.user)?;
        let sessions = identity::forget_person(txn, ctx, &self.user, &self.live)?;
        mfa::forget_person(txn, &self.user)?;
        rooms::forget_person(txn, &self.user)?;
        outbox::forget_given_up(txn, &self.user, MOST_GIVEN_UP)?;
        let nobody = stand_in(wallet.unwrap_or_else(|| ctx.new_id()), &self.server_name)?;
        gifts::forget_person(txn, ctx, &self.user, &nobody)?;
        let left = developers::forget_person(txn, &self.user, &nobody, &self.live)?;
        let object = wallet.map_or_else(|| self.user.to_string(), |wallet| wallet.to_string());
        let applied = Applied::new(Erased::Done { sessions }, Entry::done(Action::UserErase, object));
        let applied = farewells.into_iter().fold(applied, Applied::tell);
        Ok(left.into_iter().fold(applied, Applied::and_record))
    }
}

/// Takes the name of an erased person off some of their transfers.
pub struct EraseBatch {
    /// The wallet that was theirs.
    pub wallet: WalletId,
    /// The transfers.
    pub transfers: Vec<P2pId>,
    /// The last transfer that was looked at; `None` when there are no more.
    pub reached: Option<P2pId>,
}

/// What is to be done next of all erasures that are under way, at most `most` transfers; `None` when there are none.
pub fn next_batch(reader: &impl Read, most: usize) -> Result<Option<EraseBatch>, StoreError> {
    let first = reader.scan(&ERASURES, Unbounded, Unbounded, Order::Ascending, 1)?;
    let Some((wallet, behind)) = first.into_iter().next() else { return Ok(None) };
    let walks::Stretch { found: transfers, reached } =
        walks::stretch(reader, &P2P, &behind, most, |row: &P2pRow| row.sender == wallet || row.recipient == wallet)?;
    Ok(Some(EraseBatch { wallet, transfers, reached }))
}

impl Command for EraseBatch {
    type Outcome = ();

    fn apply(&self, _: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<()>, Failure> {
        let nobody = wallets::stand_in(txn, self.wallet)?;
        for id in &self.transfers {
            let Some(row) = txn.get(&P2P, id)? else { continue };
            let payee = (row.sender, row.recipient);
            txn.put(&P2P, id, &without(row, self.wallet, &nobody))?;
            txn.remove(&KNOWN_PAYEES, &payee)?;
            txn.remove(&CARDS, id)?;
        }
        match self.reached {
            Some(reached) => txn.put(&ERASURES, &self.wallet, &reached)?,
            None => txn.remove(&ERASURES, &self.wallet)?,
        }
        Ok(Applied::unrecorded(()))
    }
}

/// Whether an id stands for somebody who is gone.
pub fn is_erased(user: &UserId) -> bool {
    user.localpart().starts_with(STAND_IN)
}

/// The id that stands for the owner of `wallet`.
fn stand_in(wallet: WalletId, server_name: &str) -> Result<UserId, Failure> {
    let id = wallet.to_string();
    let localpart = format!("{STAND_IN}{}", id.strip_prefix(WalletId::PREFIX).unwrap_or(&id));
    UserId::new(&localpart, server_name).map_err(|error| Rejection::new(Code::InternalError, error.to_string()).into())
}

/// The transfer without the owner of `wallet`. A note is its sender's.
fn without(mut row: P2pRow, wallet: WalletId, nobody: &UserId) -> P2pRow {
    if row.sender == wallet {
        row.sender_user = nobody.clone();
        row.note = None;
    }
    if row.recipient == wallet {
        row.recipient_user = nobody.clone();
    }
    row
}

#[cfg(test)]
#[path = "erasure_tests.rs"]
mod tests;
