//! Transfers whose time is over. A row in time order says when to look; one that is stale, because the transfer went on, is
//! dropped.

use std::sync::Arc;

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    config::Settings,
    kernel::{Code, Ctx, P2pId, Rejection, Timestamp},
    outbox::Effect,
    store::{
        Failure, Read, ReadExt, StoreError, Txn,
        rows::{P2pRow, P2pState},
        tables::{P2P, P2P_EXPIRIES},
        walks,
    },
};

use super::{Transfer, settle::give_back};

/// A row in the order of time: when to look at a transfer, in milliseconds, and which.
pub type DueKey = (u64, P2pId);

/// What is due at `now`, oldest first, at most `limit` rows: the transfers that have expired, and the rows that are stale.
pub fn due(reader: &impl Read, now: Timestamp, limit: usize) -> Result<(Vec<DueKey>, Vec<DueKey>), StoreError> {
    walks::due(reader, &P2P_EXPIRIES, now, limit, |id| Ok(reader.get(&P2P, id)?.is_some_and(|row| is_over(&row, now))))
}

/// Drops the rows of transfers that went on.
pub fn drop_stale(txn: &mut Txn<'_>, keys: &[DueKey]) -> Result<(), StoreError> {
    keys.iter().try_for_each(|key| txn.remove(&P2P_EXPIRIES, key))
}

/// Ends one transfer whose time is over.
pub struct Expire {
    /// Its row in the order of time.
    pub key: DueKey,
    /// The operator's rules.
    pub settings: Arc<Settings>,
}

impl Command for Expire {
    type Outcome = Transfer;

    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Transfer>, Failure> {
        let id = self.key.1;
        let row = txn.get(&P2P, &id)?.filter(|row| is_over(row, ctx.now));
        let row = row.ok_or_else(|| Rejection::new(Code::InvalidState, "The transfer has gone on."))?;
        let proven = row.reservation.is_some();
        let row = give_back(ctx, txn, Transfer { id, row }, P2pState::Expired, &self.settings)?;
        txn.put(&P2P, &id, &row)?;
        txn.remove(&P2P_EXPIRIES, &self.key)?;
        let applied = Applied::new(Transfer { id, row }, Entry::done(Action::P2pExpire, id));
        Ok(if proven { applied.then(Effect::P2p { id, state: P2pState::Expired }) } else { applied })
    }
}

fn is_over(row: &P2pRow, now: Timestamp) -> bool {
    matches!(row.state, P2pState::PendingAuthorization | P2pState::PendingRecipientAcceptance) && row.expires <= now
}
