//! The recent idempotency keys in memory: their rows are on disk in the order they came, which costs a fraction of what rows
//! under random keys cost, and this map finds them. Rebuilt from the table when the file is opened; bounded by the
//! retention window, since rows that leave the table leave the map.

use std::{collections::HashMap, ops::Bound::Unbounded};

use super::{
    Order, Read, ReadExt, Reader, StoreError,
    codec::{Key, decode},
    tables::IDEMPOTENCY,
};

/// The first 16 bytes of a SHA-256 over caller, client, operation and key.
pub type RecentKey = [u8; 16];

/// For how many keys room is made at once; more are found one by one.
const MAX_RESERVED: usize = 1 << 22;

/// The part of an `IdempotencyRow` that the map needs: reading a million rows whole would take twice as long.
#[derive(minicbor::Decode)]
struct KeyOfRow {
    #[cbor(n(0), with = "minicbor::bytes")]
    key: RecentKey,
}

#[derive(Default)]
pub(super) struct Recent {
    known: HashMap<RecentKey, u64, Identity>,
}

impl Recent {
    pub(super) fn rebuild(reader: &Reader) -> Result<Self, StoreError> {
        let ends = |order| Ok::<_, StoreError>(reader.scan(&IDEMPOTENCY, Unbounded, Unbounded, order, 1)?.pop());
        let (Some((first, _)), Some((last, _))) = (ends(Order::Ascending)?, ends(Order::Descending)?) else {
            return Ok(Self::default());
        };
        // The sequences have no holes but those of refused batches, so this is how many rows there are, or a little more.
        let count = usize::try_from(last - first + 1).unwrap_or(0).min(MAX_RESERVED);
        let mut known = HashMap::with_capacity_and_hasher(count, Identity);
        reader.scan_bytes(IDEMPOTENCY.id, Unbounded, Unbounded, Order::Ascending, &mut |sequence, row| {
            let place = u64::parse(sequence).ok_or_else(|| StoreError::Corrupt("a key of idempotency.1".to_owned()))?;
            known.insert(decode::<KeyOfRow>(IDEMPOTENCY.name(), row)?.key, place);
            Ok(true)
        })?;
        Ok(Self { known })
    }

    pub(super) fn get(&self, key: &RecentKey) -> Option<u64> {
        self.known.get(key).copied()
    }

    /// Takes over what a batch added (`Some`) and dropped (`None`).
    pub(super) fn merge(&mut self, staged: HashMap<RecentKey, Option<u64>>) {
        for (key, place) in staged {
            match place {
                Some(sequence) => self.known.insert(key, sequence),
                None => self.known.remove(&key),
            };
        }
    }
}

/// The keys are digests already: their first bytes are as good a hash as any, and a client cannot choose them.
#[derive(Clone, Copy, Default)]
struct Identity;

impl std::hash::BuildHasher for Identity {
    type Hasher = FirstBytes;

    fn build_hasher(&self) -> FirstBytes {
        FirstBytes(0)
    }
}

struct FirstBytes(u64);

impl std::hash::Hasher for FirstBytes {
    fn write(&mut self, bytes: &[u8]) {
        if let Some(first) = bytes.first_chunk::<8>() {
            self.0 = u64::from_ne_bytes(*first);
        }
    }

    fn write_usize(&mut self, _length: usize) {}

    fn finish(&self) -> u64 {
        self.0
    }
}
