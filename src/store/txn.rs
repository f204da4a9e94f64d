//! One closure's view of the shared write transaction.

use std::{
    cell::{Cell, OnceCell, RefCell},
    collections::HashMap,
    ops::Bound,
};

use super::{
    Order, Read, ReadExt, StoreError, Table,
    codec::{Key, encode, key_bytes},
    journal::Changes,
    reader::{Visit, get_in, scan_in},
    recent::{Recent, RecentKey},
    tables::{self, COUNTERS},
};

type OpenTable<'t> = redb::Table<'t, &'static [u8], &'static [u8]>;

/// What every closure of a batch shares: the tables that are open and what is to happen once the commit is on disk.
pub(super) struct Batch<'t> {
    redb: &'t redb::WriteTransaction,
    tables: Vec<OnceCell<RefCell<OpenTable<'t>>>>,
    counters: RefCell<HashMap<u8, u64>>,
    recent: &'t Recent,
    staged: RefCell<HashMap<RecentKey, Option<u64>>>,
    after: RefCell<Vec<Box<dyn FnOnce() + Send>>>,
    changes: RefCell<Changes>,
}

/// What is left of a batch when its tables are closed.
pub(super) struct Finished {
    pub(super) staged: HashMap<RecentKey, Option<u64>>,
    pub(super) after: Vec<Box<dyn FnOnce() + Send>>,
    /// The body of the journal's entry; empty when nothing was written.
    pub(super) changes: Vec<u8>,
}

impl<'t> Batch<'t> {
    pub(super) fn new(redb: &'t redb::WriteTransaction, recent: &'t Recent) -> Self {
        Self {
            redb,
            tables: (0..tables::COUNT).map(|_| OnceCell::new()).collect(),
            counters: RefCell::default(),
            recent,
            staged: RefCell::default(),
            after: RefCell::default(),
            changes: RefCell::default(),
        }
    }

    /// Writes the counters that moved and closes the tables.
    pub(super) fn finish(self) -> Result<Finished, StoreError> {
        let counters = self.counters.take();
        if !counters.is_empty() {
            let mut txn = Txn::new(&self);
            for (table, value) in counters {
                txn.put(&COUNTERS, &tables::name(table).to_owned(), &value)?;
            }
        }
        Ok(Finished { staged: self.staged.take(), after: self.after.take(), changes: self.changes.take().into_bytes() })
    }

    fn table(&self, id: u8) -> Result<&RefCell<OpenTable<'t>>, StoreError> {
        let cell = self.tables.get(usize::from(id)).ok_or_else(|| StoreError::Corrupt("no such table".to_owned()))?;
        if let Some(open) = cell.get() {
            return Ok(open);
        }
        let open = RefCell::new(self.redb.open_table(tables::definition(id))?);
        Ok(cell.get_or_init(|| open))
    }
}

/// A write closure's transaction: reads see what it and the closures before it in the batch have written. It cannot commit.
pub struct Txn<'b> {
    batch: &'b dyn BatchFace,
    writes: Cell<usize>,
}

/// `Batch` without its second lifetime.
trait BatchFace {
    fn get(&self, table: u8, key: &[u8], show: &mut dyn FnMut(&[u8]) -> Result<(), StoreError>) -> Result<(), StoreError>;
    fn scan(&self, table: u8, from: Bound<&[u8]>, to: Bound<&[u8]>, order: Order, visit: Visit<'_>) -> Result<(), StoreError>;
    fn put(&self, table: u8, key: &[u8], value: &[u8]) -> Result<(), StoreError>;
    fn remove(&self, table: u8, key: &[u8]) -> Result<(), StoreError>;
    fn counters(&self) -> &RefCell<HashMap<u8, u64>>;
    fn recent(&self, key: &RecentKey) -> Option<u64>;
    fn staged(&self) -> &RefCell<HashMap<RecentKey, Option<u64>>>;
    fn after(&self) -> &RefCell<Vec<Box<dyn FnOnce() + Send>>>;
}

impl BatchFace for Batch<'_> {
    fn get(&self, table: u8, key: &[u8], show: &mut dyn FnMut(&[u8]) -> Result<(), StoreError>) -> Result<(), StoreError> {
        get_in(&*self.table(table)?.borrow(), key, show)
    }

    fn scan(&self, table: u8, from: Bound<&[u8]>, to: Bound<&[u8]>, order: Order, visit: Visit<'_>) -> Result<(), StoreError> {
        scan_in(&*self.table(table)?.borrow(), from, to, order, visit)
    }

    fn put(&self, table: u8, key: &[u8], value: &[u8]) -> Result<(), StoreError> {
        self.table(table)?.borrow_mut().insert(key, value)?;
        self.changes.borrow_mut().put(table, key, value);
        Ok(())
    }

    fn remove(&self, table: u8, key: &[u8]) -> Result<(), StoreError> {
        self.table(table)?.borrow_mut().remove(key)?;
        self.changes.borrow_mut().remove(table, key);
        Ok(())
    }

    fn counters(&self) -> &RefCell<HashMap<u8, u64>> {
        &self.counters
    }

    fn recent(&self, key: &RecentKey) -> Option<u64> {
        match self.staged.borrow().get(key) {
            Some(staged) => *staged,
            None => self.recent.get(key),
        }
    }

    fn staged(&self) -> &RefCell<HashMap<RecentKey, Option<u64>>> {
        &self.staged
    }

    fn after(&self) -> &RefCell<Vec<Box<dyn FnOnce() + Send>>> {
        &self.after
    }
}

impl<'b> Txn<'b> {
    pub(super) fn new(batch: &'b Batch<'_>) -> Self {
        Self { batch, writes: Cell::new(0) }
    }

    pub(super) fn has_written(&self) -> bool {
        self.writes.get() > 0
    }

    /// Puts `value` under `key`, in place of what is there.
    pub fn put<K: Key, V: minicbor::Encode<()>>(&mut self, table: &Table<K, V>, key: &K, value: &V) -> Result<(), StoreError> {
        self.touch();
        self.batch.put(table.id, &key_bytes(key), &encode(value))
    }

    /// Removes what is under `key`, if anything.
    pub fn remove<K: Key, V>(&mut self, table: &Table<K, V>, key: &K) -> Result<(), StoreError> {
        self.touch();
        self.batch.remove(table.id, &key_bytes(key))
    }

    /// The next sequence of a table whose keys are given in order, or end in what is: 1, 2, 3 … never twice, also when rows are
    /// removed.
    pub fn next<K, V>(&mut self, table: &Table<K, V>) -> Result<u64, StoreError> {
        self.touch();
        let known = self.batch.counters().borrow().get(&table.id).copied();
        let last = match known {
            Some(last) => last,
            None => self.get(&COUNTERS, &table.name().to_owned())?.unwrap_or(0),
        };
        self.batch.counters().borrow_mut().insert(table.id, last + 1);
        Ok(last + 1)
    }

    /// The last sequence that was given for `table` in this batch, if one was: a difference shows that a closure added a row.
    pub fn last_given<V>(&self, table: &Table<u64, V>) -> Option<u64> {
        self.batch.counters().borrow().get(&table.id).copied()
    }

    /// Where the idempotency row of this key is, if the key is still remembered.
    pub fn recent(&self, key: &RecentKey) -> Option<u64> {
        self.batch.recent(key)
    }

    /// Remembers (`Some`) or forgets (`None`) where a key's row is.
    pub fn set_recent(&mut self, key: RecentKey, place: Option<u64>) {
        self.touch();
        self.batch.staged().borrow_mut().insert(key, place);
    }

    /// Has `f` run by the writer once the commit is on disk and before anybody gets an answer: for what is kept in memory
    /// beside the store. Not run when the batch fails.
    pub fn after_commit(&mut self, f: impl FnOnce() + Send + 'static) {
        self.touch();
        self.batch.after().borrow_mut().push(Box::new(f));
    }

    fn touch(&self) {
        self.writes.set(self.writes.get() + 1);
    }
}

impl Read for Txn<'_> {
    fn get_bytes(&self, table: u8, key: &[u8], show: &mut dyn FnMut(&[u8]) -> Result<(), StoreError>) -> Result<(), StoreError> {
        self.batch.get(table, key, show)
    }

    fn scan_bytes(
        &self,
        table: u8,
        from: Bound<&[u8]>,
        to: Bound<&[u8]>,
        order: Order,
        visit: Visit<'_>,
    ) -> Result<(), StoreError> {
        self.batch.scan(table, from, to, order, visit)
    }
}
