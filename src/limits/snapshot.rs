//! What is counted, as bytes that outlive the process.

use minicbor::{Decode, Encode};

use crate::kernel::Timestamp;

use super::{
    Caller, Class, Key, Limits,
    bucket::Bucket,
    lock,
    offences::{Record, Remains},
    shard::Slot,
};

const VERSION: u32 = 1;

/// Why a snapshot cannot be used. The limiter is unchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RestoreError {
    /// Not a snapshot, or a damaged one.
    #[error("the snapshot of the rate limits is damaged")]
    Malformed,
    /// Written by another version.
    #[error("the snapshot of the rate limits was written by another version")]
    OtherVersion,
    /// Its callers are hashed under another secret.
    #[error("the snapshot of the rate limits was made under another secret")]
    OtherSecret,
}

#[derive(Encode, Decode)]
struct Snapshot {
    #[n(0)]
    version: u32,
    /// The key of a caller that does not exist, to know the secret by.
    #[n(1)]
    witness: Key,
    #[n(2)]
    buckets: Vec<BucketRow>,
    #[n(3)]
    records: Vec<RecordRow>,
}

#[derive(Encode, Decode)]
struct BucketRow {
    #[n(0)]
    key: Key,
    #[n(1)]
    class: u8,
    #[n(2)]
    debt_micros: u64,
    #[n(3)]
    seen: Timestamp,
    #[n(4)]
    interval_micros: u64,
}

#[derive(Encode, Decode)]
struct RecordRow {
    #[n(0)]
    key: Key,
    #[n(1)]
    record: Record,
}

impl Limits {
    /// Everything that still counts at `now`.
    pub fn snapshot(&self, now: Timestamp) -> Vec<u8> {
        let mut snapshot = Snapshot { version: VERSION, witness: self.witness(), buckets: Vec::new(), records: Vec::new() };
        for shard in &self.shards {
            let shard = lock(shard);
            let busy = shard.buckets.iter().filter(|(_, bucket)| !bucket.is_idle(now));
            snapshot.buckets.extend(busy.map(|(slot, bucket)| BucketRow {
                key: slot.key,
                class: slot.class as u8,
                debt_micros: bucket.debt_micros,
                seen: bucket.seen,
                interval_micros: bucket.interval_micros,
            }));
            snapshot.records.extend(shard.records.iter().map(|(key, record)| RecordRow { key: *key, record: record.clone() }));
        }
        minicbor::to_vec(&snapshot).unwrap_or_else(|never: minicbor::encode::Error<std::convert::Infallible>| {
            // Writing to memory cannot fail and no row refuses to be written; an empty snapshot is refused when read.
            tracing::error!(%never, "the rate limits could not be encoded");
            Vec::new()
        })
    }

    /// Takes over what a snapshot of this limiter holds, as far as it still counts at `now` and there is room. The time in
    /// between refills the buckets.
    ///
    /// # Errors
    /// The bytes are no snapshot of this version under this secret; then nothing has changed.
    pub fn restore(&self, bytes: &[u8], now: Timestamp) -> Result<(), RestoreError> {
        let version = peek_version(bytes).map_err(|_| RestoreError::Malformed)?;
        if version != VERSION {
            return Err(RestoreError::OtherVersion);
        }
        let snapshot: Snapshot = minicbor::decode(bytes).map_err(|_| RestoreError::Malformed)?;
        if snapshot.witness != self.witness() {
            return Err(RestoreError::OtherSecret);
        }
        for row in snapshot.buckets {
            let Some(class) = Class::ALL.get(usize::from(row.class)).copied() else { continue };
            let bucket = Bucket { debt_micros: row.debt_micros, seen: row.seen, interval_micros: row.interval_micros };
            let mut shard = self.shard(row.key);
            if !bucket.is_idle(now) && shard.buckets.len() < shard.capacity {
                shard.buckets.insert(Slot { key: row.key, class }, bucket);
            }
        }
        for RecordRow { key, mut record } in snapshot.records {
            let mut shard = self.shard(key);
            let remains = record.expire(now, shard.rules.penalty());
            if remains == Remains::Something && shard.records.len() < shard.capacity {
                shard.records.insert(key, record);
            }
        }
        Ok(())
    }

    fn witness(&self) -> Key {
        self.key(&Caller::Client("\0 snapshot"))
    }
}

/// The version alone, whatever else a later version may have changed.
fn peek_version(bytes: &[u8]) -> Result<u32, minicbor::decode::Error> {
    let mut decoder = minicbor::Decoder::new(bytes);
    decoder.array()?;
    decoder.u32()
}
