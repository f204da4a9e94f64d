//! A disk in memory that keeps what was written apart from what was made safe, and fails when it is told to.

use std::{
    io,
    sync::{Arc, Mutex, MutexGuard},
};

use tmcpd::store::{AnyBackend, Location, Make, Options, StorageBackend};

/// What goes wrong. Syncs, writes and operations are counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing.
    None,
    /// The power fails in this sync, before it made anything safe.
    PowerAtSync(u64),
    /// The power fails in this write after this sync.
    PowerAtWrite { sync: u64, write: u64 },
    /// This sync fails once. As Linux does it, what it should have made safe is partly safe and partly not, still reads as
    /// written, and no later sync makes up for it.
    SyncOnce { sync: u64, seed: u64 },
    /// This sync panics.
    PanicAtSync(u64),
    /// This operation, of whatever kind, fails once and does nothing.
    OperationOnce(u64),
}

/// Which of the unsynced writes are on the disk after the power failed.
#[derive(Clone, Copy, Debug)]
pub enum Survivors {
    /// Not one.
    None,
    /// Every one.
    All,
    /// Those to the data file's first page alone, where redb says which tree counts.
    FirstPage,
    /// All but those to the first page.
    AllButFirstPage,
    /// Half of the writes.
    Half { seed: u64 },
    /// Half of the pieces of this many bytes that the writes fall into.
    Torn { piece: usize, seed: u64 },
}

/// Bytes of journal, which lies before the data file: so few that the workload fills it several times.
const JOURNAL: usize = 8192;

/// The disk. Clones are the same disk.
#[derive(Clone, Debug)]
pub struct Disk(Arc<Mutex<State>>);

#[derive(Debug)]
struct State {
    seen: Vec<u8>,
    safe: Vec<u8>,
    unsynced: Vec<Change>,
    fault: Fault,
    off: bool,
    syncs: u64,
    writes_since_sync: u64,
    operations: u64,
}

#[derive(Debug)]
enum Change {
    Bytes { offset: usize, bytes: Vec<u8> },
    Length(usize),
}

impl Disk {
    /// A disk that holds `image`, all of it safe.
    pub fn new(image: Vec<u8>, fault: Fault) -> Self {
        let (safe, unsynced) = (image.clone(), Vec::new());
        let state = State { seen: image, safe, unsynced, fault, off: false, syncs: 0, writes_since_sync: 0, operations: 0 };
        Self(Arc::new(Mutex::new(state)))
    }

    /// How to open a store on this disk, with `cache` bytes of cache.
    pub fn options(&self, cache: usize) -> Options {
        let part = |journal: bool| -> Make {
            let disk = self.clone();
            Box::new(move || AnyBackend(Box::new(Part { disk: disk.clone(), journal })))
        };
        let location = Location::Backends { data: part(false), journal: part(true), capacity: JOURNAL as u64 };
        Options { location, cache, min_free: 0 }
    }

    /// What is on the disk when the power fails now, or has failed.
    pub fn image(&self, survivors: Survivors) -> Vec<u8> {
        let state = self.lock();
        let mut image = state.safe.clone();
        let mut choice = Choice::new(survivors);
        state.unsynced.iter().for_each(|change| choice.apply(&mut image, change));
        image
    }

    /// Another disk, with what this one holds for certain.
    pub fn after_a_power_cut(&self) -> Self {
        Self::new(self.image(Survivors::None), Fault::None)
    }

    /// From now on this is what goes wrong.
    pub fn fail(&self, fault: Fault) {
        self.lock().fault = fault;
    }

    /// Whether the power has failed.
    pub fn is_off(&self) -> bool {
        self.lock().off
    }

    /// How many syncs and operations there were.
    pub fn counts(&self) -> (u64, u64) {
        let state = self.lock();
        (state.syncs, state.operations)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }

    /// Counts an operation and says no when it is one that fails.
    fn begin(&self) -> io::Result<MutexGuard<'_, State>> {
        let mut state = self.lock();
        state.operations += 1;
        if state.off || state.fault == Fault::OperationOnce(state.operations) {
            return Err(failure());
        }
        Ok(state)
    }
}

/// The journal or the data file.
#[derive(Debug)]
struct Part {
    disk: Disk,
    journal: bool,
}

impl Part {
    fn start(&self) -> u64 {
        if self.journal { 0 } else { JOURNAL as u64 }
    }
}

impl StorageBackend for Part {
    fn len(&self) -> io::Result<u64> {
        let length = self.disk.len()?;
        Ok(if self.journal { length.min(JOURNAL as u64) } else { length.saturating_sub(JOURNAL as u64) })
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.disk.read(self.start() + offset, out)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        // The data file is made first, so that the journal has its place already.
        if self.journal { Ok(()) } else { self.disk.set_len(self.start() + len) }
    }

    fn sync_data(&self) -> io::Result<()> {
        self.disk.sync_data()
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.disk.write(self.start() + offset, data)
    }
}

impl StorageBackend for Disk {
    fn len(&self) -> io::Result<u64> {
        Ok(self.begin()?.seen.len() as u64)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let state = self.begin()?;
        let offset = usize::try_from(offset).unwrap();
        let bytes = state.seen.get(offset..offset + out.len()).ok_or(io::ErrorKind::UnexpectedEof)?;
        out.copy_from_slice(bytes);
        Ok(())
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        let mut state = self.begin()?;
        let len = usize::try_from(len).unwrap();
        state.seen.resize(len, 0);
        state.unsynced.push(Change::Length(len));
        Ok(())
    }

    fn sync_data(&self) -> io::Result<()> {
        let mut state = self.begin()?;
        state.syncs += 1;
        state.writes_since_sync = 0;
        match state.fault {
            Fault::PowerAtSync(sync) if sync == state.syncs => {
                state.off = true;
                return Err(failure());
            }
            Fault::SyncOnce { sync, seed } if sync == state.syncs => {
                state.flush(Survivors::Torn { piece: 4096, seed });
                return Err(failure());
            }
            Fault::PanicAtSync(sync) if sync == state.syncs => {
                drop(state);
                panic!("the disk panics on purpose");
            }
            _ => state.flush(Survivors::All),
        }
        Ok(())
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        let mut state = self.begin()?;
        state.writes_since_sync += 1;
        if state.fault == (Fault::PowerAtWrite { sync: state.syncs, write: state.writes_since_sync }) {
            state.off = true;
            return Err(failure());
        }
        let change = Change::Bytes { offset: usize::try_from(offset).unwrap(), bytes: data.to_vec() };
        Choice::new(Survivors::All).apply(&mut state.seen, &change);
        state.unsynced.push(change);
        Ok(())
    }
}

impl State {
    fn flush(&mut self, survivors: Survivors) {
        let mut choice = Choice::new(survivors);
        for change in std::mem::take(&mut self.unsynced) {
            choice.apply(&mut self.safe, &change);
        }
    }
}

/// Chooses what survives; random choices follow from the seed (splitmix64).
struct Choice {
    survivors: Survivors,
    state: u64,
}

impl Choice {
    fn new(survivors: Survivors) -> Self {
        let state = if let Survivors::Half { seed } | Survivors::Torn { seed, .. } = survivors { seed } else { 0 };
        Self { survivors, state }
    }

    /// Makes what survives of `change` part of `image`. Bytes behind the end of the file are lost.
    fn apply(&mut self, image: &mut Vec<u8>, change: &Change) {
        match change {
            Change::Length(len) => {
                if self.keeps(usize::MAX) {
                    image.resize(*len, 0);
                }
            }
            Change::Bytes { offset, bytes } => {
                let piece = if let Survivors::Torn { piece, .. } = self.survivors { piece } else { bytes.len() };
                for (place, bytes) in bytes.chunks(piece).enumerate() {
                    let start = offset + place * piece;
                    if self.keeps(start)
                        && let Some(target) = image.get_mut(start..start + bytes.len())
                    {
                        target.copy_from_slice(bytes);
                    }
                }
            }
        }
    }

    fn keeps(&mut self, offset: usize) -> bool {
        match self.survivors {
            Survivors::None => false,
            Survivors::All => true,
            Survivors::FirstPage => is_first_page(offset),
            Survivors::AllButFirstPage => !is_first_page(offset),
            Survivors::Half { .. } | Survivors::Torn { .. } => self.coin(),
        }
    }

    fn coin(&mut self) -> bool {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) & 1 == 0
    }
}

fn is_first_page(offset: usize) -> bool {
    (JOURNAL..JOURNAL + 4096).contains(&offset)
}

fn failure() -> io::Error {
    io::Error::other("the disk fails on purpose")
}
