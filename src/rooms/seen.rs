//! The events that the homeserver has sent before, so that each takes effect once, across restarts. The oldest are forgotten.

use crate::store::{
    ReadExt, StoreError, Txn,
    tables::{SEEN, SEEN_ORDER},
};

/// How many events are remembered.
pub(super) const KEPT: u64 = 200_000;

/// Remembers an event. `Some` with its place when it is new.
pub(super) fn remember(txn: &mut Txn<'_>, id: &str, kept: u64) -> Result<Option<u64>, StoreError> {
    let key = id.to_owned();
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
