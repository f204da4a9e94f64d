//! Reading: one face for snapshots and for transactions, so that a rule is written once and used by both.

use std::{ops::Bound, sync::OnceLock};

use redb::{ReadableDatabase, ReadableTable};

use super::{
    StoreError,
    codec::{Key, decode, key_bytes, write_first},
    tables::{self, Table},
};

/// What a table's bytes are shown to; answers whether to go on.
pub type Visit<'v> = &'v mut dyn FnMut(&[u8], &[u8]) -> Result<bool, StoreError>;

/// Which end a scan starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Smallest key first.
    Ascending,
    /// Largest key first.
    Descending,
}

/// Reads of ordered bytes. Implemented by [`Reader`] and `Txn`; rooms use [`ReadExt`].
pub trait Read {
    /// Shows the value under `key` to `show`, if there is one.
    fn get_bytes(&self, table: u8, key: &[u8], show: &mut dyn FnMut(&[u8]) -> Result<(), StoreError>) -> Result<(), StoreError>;

    /// Shows the entries between two keys, in order, until `visit` answers `false`.
    fn scan_bytes(
        &self,
        table: u8,
        from: Bound<&[u8]>,
        to: Bound<&[u8]>,
        order: Order,
        visit: Visit<'_>,
    ) -> Result<(), StoreError>;
}

/// Typed reads.
pub trait ReadExt: Read {
    /// The value under `key`.
    fn get<K: Key, V: for<'b> minicbor::Decode<'b, ()>>(&self, table: &Table<K, V>, key: &K) -> Result<Option<V>, StoreError> {
        let mut found = None;
        self.get_bytes(table.id, &key_bytes(key), &mut |bytes| {
            found = Some(decode(table.name(), bytes)?);
            Ok(())
        })?;
        Ok(found)
    }

    /// Whether there is a value under `key`.
    fn has<K: Key, V>(&self, table: &Table<K, V>, key: &K) -> Result<bool, StoreError> {
        let mut found = false;
        self.get_bytes(table.id, &key_bytes(key), &mut |_| {
            found = true;
            Ok(())
        })?;
        Ok(found)
    }

    /// The entry with the largest key.
    fn last<K: Key, V: for<'b> minicbor::Decode<'b, ()>>(&self, table: &Table<K, V>) -> Result<Option<(K, V)>, StoreError> {
        Ok(self.scan(table, Bound::Unbounded, Bound::Unbounded, Order::Descending, 1)?.pop())
    }

    /// At most `limit` entries between two keys.
    fn scan<K: Key, V: for<'b> minicbor::Decode<'b, ()>>(
        &self,
        table: &Table<K, V>,
        from: Bound<&K>,
        to: Bound<&K>,
        order: Order,
        limit: usize,
    ) -> Result<Vec<(K, V)>, StoreError> {
        let (from, to) = (from.map(key_bytes), to.map(key_bytes));
        let mut found = Vec::new();
        if limit == 0 {
            return Ok(found);
        }
        self.scan_bytes(table.id, as_slice(&from), as_slice(&to), order, &mut |key, value| {
            found.push((parse_key(table, key)?, decode(table.name(), value)?));
            Ok(found.len() < limit)
        })?;
        Ok(found)
    }

    /// At most `limit` entries whose pair key starts with `first`, smallest first.
    fn scan_first<A: Key, B: Key, V: for<'b> minicbor::Decode<'b, ()>>(
        &self,
        table: &Table<(A, B), V>,
        first: &A,
        limit: usize,
    ) -> Result<Vec<(B, V)>, StoreError> {
        let mut prefix = Vec::new();
        write_first(first, &mut prefix);
        let mut found = Vec::new();
        self.scan_bytes(table.id, Bound::Included(&prefix), Bound::Unbounded, Order::Ascending, &mut |key, value| {
            let Some(rest) = key.strip_prefix(prefix.as_slice()).filter(|_| found.len() < limit) else { return Ok(false) };
            let second = B::parse(rest).ok_or_else(|| bad_key(table.name()))?;
            found.push((second, decode(table.name(), value)?));
            Ok(true)
        })?;
        Ok(found)
    }

    /// Shows every entry in key order.
    fn for_each<K: Key, V: for<'b> minicbor::Decode<'b, ()>>(
        &self,
        table: &Table<K, V>,
        mut visit: impl FnMut(K, V) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.scan_bytes(table.id, Bound::Unbounded, Bound::Unbounded, Order::Ascending, &mut |key, value| {
            visit(parse_key(table, key)?, decode(table.name(), value)?)?;
            Ok(true)
        })
    }
}

impl<R: Read + ?Sized> ReadExt for R {}

type OpenTable = redb::ReadOnlyTable<&'static [u8], &'static [u8]>;

/// A snapshot of the last commit. Shared by the reads between two commits, so that tables are opened once for all of them.
pub struct Reader {
    txn: redb::ReadTransaction,
    tables: Vec<OnceLock<OpenTable>>,
}

impl Reader {
    pub(super) fn begin(database: &redb::Database) -> Result<Self, StoreError> {
        Ok(Self { txn: database.begin_read()?, tables: (0..tables::COUNT).map(|_| OnceLock::new()).collect() })
    }

    fn table(&self, id: u8) -> Result<&OpenTable, StoreError> {
        let cell = self.tables.get(usize::from(id)).ok_or_else(|| StoreError::Corrupt("no such table".to_owned()))?;
        if let Some(open) = cell.get() {
            return Ok(open);
        }
        let open = self.txn.open_table(tables::definition(id))?;
        Ok(cell.get_or_init(|| open))
    }
}

impl Read for Reader {
    fn get_bytes(&self, table: u8, key: &[u8], show: &mut dyn FnMut(&[u8]) -> Result<(), StoreError>) -> Result<(), StoreError> {
        get_in(self.table(table)?, key, show)
    }

    fn scan_bytes(
        &self,
        table: u8,
        from: Bound<&[u8]>,
        to: Bound<&[u8]>,
        order: Order,
        visit: Visit<'_>,
    ) -> Result<(), StoreError> {
        scan_in(self.table(table)?, from, to, order, visit)
    }
}

pub(super) fn get_in(
    table: &impl ReadableTable<&'static [u8], &'static [u8]>,
    key: &[u8],
    show: &mut dyn FnMut(&[u8]) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    match table.get(key)? {
        Some(value) => show(value.value()),
        None => Ok(()),
    }
}

pub(super) fn scan_in(
    table: &impl ReadableTable<&'static [u8], &'static [u8]>,
    from: Bound<&[u8]>,
    to: Bound<&[u8]>,
    order: Order,
    visit: Visit<'_>,
) -> Result<(), StoreError> {
    if is_empty_range(&from, &to) {
        return Ok(());
    }
    let mut range = table.range::<&[u8]>((from, to))?;
    loop {
        let entry = match order {
            Order::Ascending => range.next(),
            Order::Descending => range.next_back(),
        };
        let Some(entry) = entry else { return Ok(()) };
        let (key, value) = entry?;
        if !visit(key.value(), value.value())? {
            return Ok(());
        }
    }
}

fn is_empty_range(from: &Bound<&[u8]>, to: &Bound<&[u8]>) -> bool {
    match (from, to) {
        (Bound::Included(from), Bound::Included(to)) => from > to,
        (Bound::Included(from) | Bound::Excluded(from), Bound::Excluded(to)) | (Bound::Excluded(from), Bound::Included(to)) => {
            from >= to
        }
        _ => false,
    }
}

fn as_slice(bound: &Bound<Vec<u8>>) -> Bound<&[u8]> {
    bound.as_ref().map(Vec::as_slice)
}

fn parse_key<K: Key, V>(table: &Table<K, V>, bytes: &[u8]) -> Result<K, StoreError> {
    K::parse(bytes).ok_or_else(|| bad_key(table.name()))
}

fn bad_key(table: &str) -> StoreError {
    StoreError::Corrupt(format!("a key of {table}"))
}
