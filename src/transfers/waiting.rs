//! Which transfers wait for their recipient. The index knows that one state alone, so that a transfer which completes at once
//! costs nothing more.

use crate::{
    kernel::{P2pId, UserId},
    store::{
        Read, ReadExt, StoreError, Txn,
        rows::P2pRow,
        tables::{P2P, P2P_WAITING},
    },
};

use super::Transfer;

/// The transfers of `user`, as sender or as recipient, that wait for their recipient: the `limit` oldest, oldest first.
pub fn waiting(reader: &impl Read, user: &UserId, limit: usize) -> Result<Vec<Transfer>, StoreError> {
    let mut found = Vec::new();
    for (id, ()) in reader.scan_first(&P2P_WAITING, user, limit)? {
        let row = reader.get(&P2P, &id)?.ok_or_else(|| StoreError::Corrupt(format!("{id} waits and is gone")))?;
        found.push(Transfer { id, row });
    }
    Ok(found)
}

/// The transfer begins to wait.
pub(super) fn enter(txn: &mut Txn<'_>, id: P2pId, row: &P2pRow) -> Result<(), StoreError> {
    [&row.sender_user, &row.recipient_user].into_iter().try_for_each(|user| txn.put(&P2P_WAITING, &(user.clone(), id), &()))
}

/// It waits no more.
pub(super) fn leave(txn: &mut Txn<'_>, id: P2pId, row: &P2pRow) -> Result<(), StoreError> {
    [&row.sender_user, &row.recipient_user].into_iter().try_for_each(|user| txn.remove(&P2P_WAITING, &(user.clone(), id)))
}
