//! Ways through a table that are taken again and again: what is due in an index by time, and a walk in stretches that goes on where
//! it stopped.

use std::ops::Bound::{Excluded, Unbounded};

use super::{Key, Order, Read, ReadExt, StoreError, Table};
use crate::kernel::Timestamp;

/// Keys of an index by time: those of objects whose time is over, and those that are stale.
pub type Due<I> = (Vec<(u64, I)>, Vec<(u64, I)>);

/// The oldest rows of an index whose keys begin with a time in milliseconds, at most `limit`, that are due at `now`: those of
/// objects that `is_over`, and those that are stale because their object went on.
pub fn due<I: Key>(
    reader: &impl Read,
    index: &Table<(u64, I), ()>,
    now: Timestamp,
    limit: usize,
    is_over: impl Fn(&I) -> Result<bool, StoreError>,
) -> Result<Due<I>, StoreError> {
    let rows = reader.scan(index, Unbounded, Unbounded, Order::Ascending, limit)?;
    let (mut over, mut stale) = (Vec::new(), Vec::new());
    for (key, ()) in rows.into_iter().take_while(|((at, _), ())| *at <= now.unix_ms()) {
        if is_over(&key.1)? { over.push(key) } else { stale.push(key) }
    }
    Ok((over, stale))
}

/// What one stretch of a walk has found.
pub struct Stretch<K> {
    /// The keys of what was looked for.
    pub found: Vec<K>,
    /// The last key that was looked at; `None` when there are no more.
    pub reached: Option<K>,
}

/// How many rows a stretch looks at for each that it may find: looking is cheap, and no transaction waits for it.
const LOOKED_AT: usize = 20;

/// The next stretch of a walk over `table` behind `behind`, which finds `most` rows at most.
pub fn stretch<K: Key + Clone, V: for<'b> minicbor::Decode<'b, ()>>(
    reader: &impl Read,
    table: &Table<K, V>,
    behind: &K,
    most: usize,
    is_wanted: impl Fn(&V) -> bool,
) -> Result<Stretch<K>, StoreError> {
    let limit = most.saturating_mul(LOOKED_AT);
    let rows = reader.scan(table, Excluded(behind), Unbounded, Order::Ascending, limit)?;
    let (mut found, mut reached) = (Vec::new(), None);
    let is_last = rows.len() < limit;
    for (key, row) in rows {
        if found.len() == most {
            return Ok(Stretch { found, reached });
        }
        if is_wanted(&row) {
            found.push(key.clone());
        }
        reached = Some(key);
    }
    Ok(Stretch { found, reached: reached.filter(|_| !is_last) })
}
