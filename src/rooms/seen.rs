//! What the homeserver has sent before, so that it takes effect once, across restarts. The oldest are forgotten.

use crate::{
    kernel::sha256,
    store::{
        ReadExt, StoreError, Txn,
        tables::{SEEN, SEEN_ORDER},
    },
};

/// How many transactions and events are remembered.
pub(super) const KEPT: u64 = 200_000;

/// The longest transaction id that is kept as it is; a longer one is kept as its digest.
const LONGEST: usize = 255;

/// Remembers a transaction. `Some` with its place when it is new.
pub(super) fn transaction(txn: &mut Txn<'_>, id: &str, kept: u64) -> Result<Option<u64>, StoreError> {
    if id.len() > LONGEST {
        return remember(txn, format!("t/{}", hex::encode(sha256(id.as_bytes()))), kept);
    }
    remember(txn, format!("t/{id}"), kept)
}

/// Remembers an event. `Some` with its place when it is new.
pub(super) fn event(txn: &mut Txn<'_>, id: &str, kept: u64) -> Result<Option<u64>, StoreError> {
    remember(txn, format!("e/{id}"), kept)
}

fn remember(txn: &mut Txn<'_>, key: String, kept: u64) -> Result<Option<u64>, StoreError> {
    if txn.has(&SEEN, &key)? {
        return Ok(None);
    }
    let place = txn.next(&SEEN_ORDER)?;
    txn.put(&SEEN, &key, &place)?;
    txn.put(&SEEN_ORDER, &place, &key)?;
    // Places are given without gaps, so one comes and one goes.
    let oldest = place.saturating_sub(kept);
    if let Some(forgotten) = txn.get(&SEEN_ORDER, &oldest)? {
        txn.remove(&SEEN, &forgotten)?;
        txn.remove(&SEEN_ORDER, &oldest)?;
    }
    Ok(Some(place))
}
