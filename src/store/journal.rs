//! The journal: a file of fixed size beside the data file, to which each batch is appended with a single flush. The data file
//! then takes the batch in memory only, and all of them at once at the next checkpoint: when the journal is full, when the
//! writer falls idle, when the store closes. A commit of redb by itself costs two flushes and some thirty scattered pages; an
//! entry here costs one flush of what was changed.
//!
//! - An entry holds the rows that a batch put and removed, by table name, so that a newer version can replay it. Rows are
//!   absolute: replaying what the data file has already changes nothing.
//! - Entries are a hash chain. Each begins with SHA-256 over the hash before it and its own bytes, and the data file keeps
//!   the hash of the last entry that it contains. So what follows from the data file is replayed, in order, up to the first
//!   entry that was not wholly written; what is left of an earlier round, or belongs to another file, does not follow.
//! - Entries begin at multiples of [`SECTOR`]: writing one never touches a sector of an acknowledged one.
//!
//! Nothing here runs a transaction; [`super::open`] decides when to append, and makes the checkpoints.

use std::{collections::HashMap, io};

use sha2::{Digest, Sha256};

use super::{StorageBackend, StoreError, tables};

/// The size of a new journal: what is replayed after a crash at most. Replaying it takes less than half a second.
pub const CAPACITY: u64 = 4 << 20;

const SECTOR: usize = 512;

const HASH: usize = 32;

/// Hash and length.
const HEADER: usize = HASH + 4;

/// Where the chain stands.
pub(super) type Link = [u8; HASH];

/// The journal file.
pub(super) struct Journal {
    file: Box<dyn StorageBackend>,
    capacity: u64,
    last: Link,
    end: u64,
    in_doubt: bool,
}

impl Journal {
    /// The journal in `file`, which is brought to `capacity` with zeros, so that an append changes no length and no extents. A
    /// longer one stays as long as it is: it may hold entries up to its end.
    pub(super) fn new(file: Box<dyn StorageBackend>, capacity: u64, last: Link) -> io::Result<Self> {
        let zeros = vec![0; 1 << 16];
        let mut length = file.len()?;
        if length < capacity {
            file.set_len(capacity)?;
            while length < capacity {
                let part = usize::try_from(capacity - length).unwrap_or(usize::MAX).min(zeros.len());
                file.write(length, zeros.get(..part).unwrap_or_default())?;
                length += part as u64;
            }
            file.sync_data()?;
        }
        Ok(Self { file, capacity: length, last, end: 0, in_doubt: false })
    }

    /// The entries that follow from [`Journal::last`], in order. Moves the end behind them.
    pub(super) fn follow(&mut self) -> io::Result<Vec<Vec<u8>>> {
        let mut bytes = vec![0; usize::try_from(self.capacity).unwrap_or(0)];
        self.file.read(0, &mut bytes)?;
        let mut entries = Vec::new();
        let mut rest = bytes.as_slice();
        while let Some((link, body)) = entry(&self.last, rest) {
            entries.push(body.to_vec());
            self.last = link;
            let size = padded(body.len());
            self.end += size as u64;
            rest = rest.get(size..).unwrap_or_default();
        }
        Ok(entries)
    }

    /// Where the chain stands: what a checkpoint notes in the data file.
    pub(super) fn last(&self) -> Link {
        self.last
    }

    /// Whether nothing was appended since the last checkpoint.
    pub(super) fn is_empty(&self) -> bool {
        self.end == 0
    }

    /// Whether an entry of these bytes has room.
    pub(super) fn has_room_for(&self, body: &[u8]) -> bool {
        self.end + padded(body.len()) as u64 <= self.capacity
    }

    /// Whether the journal and the data file may tell different stories, because what was begun did not end. Nothing may be
    /// appended then: both are opened again, and the data file follows the journal.
    pub(super) fn is_in_doubt(&self) -> bool {
        self.in_doubt
    }

    /// Before something that both have to agree on.
    pub(super) fn doubt(&mut self) {
        self.in_doubt = true;
    }

    /// The data file has taken the last entry, in memory at least.
    pub(super) fn settle(&mut self) {
        self.in_doubt = false;
    }

    /// Appends an entry; it is on disk when this returns. After an error it may be there or not. In doubt until it is settled.
    pub(super) fn append(&mut self, body: &[u8]) -> io::Result<()> {
        let length = u32::try_from(body.len()).map_err(io::Error::other)?;
        let link = link(&self.last, body);
        let mut frame = Vec::with_capacity(padded(body.len()));
        frame.extend_from_slice(&link);
        frame.extend_from_slice(&length.to_be_bytes());
        frame.extend_from_slice(body);
        frame.resize(padded(body.len()), 0);
        self.doubt();
        self.file.write(self.end, &frame)?;
        self.file.sync_data()?;
        self.end += frame.len() as u64;
        self.last = link;
        Ok(())
    }

    /// Starts over, once the data file contains every entry and the link of the last one.
    pub(super) fn rewind(&mut self) {
        self.end = 0;
        self.settle();
    }
}

fn padded(body: usize) -> usize {
    (HEADER + body).next_multiple_of(SECTOR)
}

fn link(previous: &Link, body: &[u8]) -> Link {
    Sha256::new().chain_update(previous).chain_update(body).finalize().into()
}

/// The entry at the start of `bytes`, if it follows `previous`.
fn entry<'b>(previous: &Link, bytes: &'b [u8]) -> Option<(Link, &'b [u8])> {
    let (found, rest) = bytes.split_first_chunk::<HASH>()?;
    let (length, rest) = rest.split_first_chunk::<4>()?;
    let body = rest.get(..usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
    (link(previous, body) == *found).then_some((*found, body))
}

const PUT: u8 = 0;
const REMOVE: u8 = 1;
const NAME: u8 = 2;

/// What a batch changes, as the body of an entry. A table's number stands for its name within one entry.
#[derive(Default)]
pub(super) struct Changes {
    bytes: Vec<u8>,
    named: Vec<u8>,
}

impl Changes {
    pub(super) fn put(&mut self, table: u8, key: &[u8], value: &[u8]) {
        self.name(table);
        self.bytes.extend_from_slice(&[PUT, table]);
        self.part(key);
        self.part(value);
    }

    pub(super) fn remove(&mut self, table: u8, key: &[u8]) {
        self.name(table);
        self.bytes.extend_from_slice(&[REMOVE, table]);
        self.part(key);
    }

    /// The body; empty when nothing was changed.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    fn name(&mut self, table: u8) {
        if !self.named.contains(&table) {
            self.named.push(table);
            self.bytes.extend_from_slice(&[NAME, table]);
            self.part(tables::name(table).as_bytes());
        }
    }

    /// Values are far below 4 GiB: redb refuses longer ones.
    fn part(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(&u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes());
        self.bytes.extend_from_slice(bytes);
    }
}

/// Does what `entries` say inside `txn`.
pub(super) fn replay(txn: &redb::WriteTransaction, entries: &[Vec<u8>]) -> Result<(), StoreError> {
    let mut open: HashMap<String, redb::Table<'_, &[u8], &[u8]>> = HashMap::new();
    for entry in entries {
        let mut names: HashMap<u8, String> = HashMap::new();
        let mut rest = entry.as_slice();
        while let Some((&[act, number], after)) = rest.split_first_chunk::<2>() {
            rest = after;
            let first = take(&mut rest)?;
            if act == NAME {
                let name = String::from_utf8_lossy(first).into_owned();
                if !open.contains_key(&name) {
                    open.insert(name.clone(), txn.open_table(redb::TableDefinition::new(&name))?);
                }
                names.insert(number, name);
                continue;
            }
            let table = names.get(&number).and_then(|name| open.get_mut(name)).ok_or_else(unreadable)?;
            match act {
                PUT => drop(table.insert(first, take(&mut rest)?)?),
                REMOVE => drop(table.remove(first)?),
                _ => return Err(unreadable()),
            }
        }
    }
    Ok(())
}

fn take<'b>(rest: &mut &'b [u8]) -> Result<&'b [u8], StoreError> {
    let (length, after) = rest.split_first_chunk::<4>().ok_or_else(unreadable)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| unreadable())?;
    let (part, after) = after.split_at_checked(length).ok_or_else(unreadable)?;
    *rest = after;
    Ok(part)
}

/// The hash was right, so this is how it was written.
fn unreadable() -> StoreError {
    StoreError::Corrupt("an entry of the journal does not read".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn journal(image: &[u8], last: Link) -> Journal {
        let file = redb::backends::InMemoryBackend::new();
        file.set_len(image.len() as u64).unwrap();
        file.write(0, image).unwrap();
        Journal::new(Box::new(file), 8192, last).unwrap()
    }

    fn image(journal: &Journal) -> Vec<u8> {
        let mut bytes = vec![0; 8192];
        journal.file.read(0, &mut bytes).unwrap();
        bytes
    }

    #[test]
    fn whole_entries_are_found_and_torn_ones_end_it() {
        let mut written = journal(&[], [7; 32]);
        for body in [&b"one"[..], &[2; 700], b"three"] {
            written.append(body).unwrap();
        }
        let whole = image(&written);
        assert_eq!(journal(&whole, [7; 32]).follow().unwrap(), [b"one".to_vec(), vec![2; 700], b"three".to_vec()]);
        for place in [HASH, HEADER, SECTOR, SECTOR + HEADER + 600, 3 * SECTOR + HEADER] {
            let mut torn = whole.clone();
            torn[place] ^= 1;
            let found = journal(&torn, [7; 32]).follow().unwrap().len();
            assert_eq!(
                found,
                if place < SECTOR {
                    0
                } else if place < 3 * SECTOR {
                    1
                } else {
                    2
                },
                "{place}"
            );
        }
    }

    #[test]
    fn what_another_round_or_another_file_left_does_not_follow() {
        let mut written = journal(&[], [7; 32]);
        written.append(b"old one").unwrap();
        written.append(b"old two").unwrap();
        assert!(journal(&image(&written), [8; 32]).follow().unwrap().is_empty());
        let checkpoint = written.last();
        written.rewind();
        assert!(journal(&image(&written), checkpoint).follow().unwrap().is_empty());
        written.append(b"new one").unwrap();
        let mut reopened = journal(&image(&written), checkpoint);
        assert_eq!(reopened.follow().unwrap(), [b"new one".to_vec()]);
        assert_eq!(reopened.last(), written.last());
    }

    #[test]
    fn an_entry_that_does_not_fit_is_seen() {
        let mut written = journal(&[], [7; 32]);
        assert!(written.has_room_for(&[0; 8192 - HEADER]) && !written.has_room_for(&[0; 8192]));
        written.append(&[0; 4096]).unwrap();
        assert!(!written.has_room_for(&[0; 4096]));
    }
}
