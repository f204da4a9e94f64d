//! Lists: what is asked for and what comes back.

/// The most entries one page may hold.
pub const MAX_LIMIT: u32 = 100;

/// Which part of a list is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageRequest {
    /// 1 to [`MAX_LIMIT`].
    pub limit: u32,
    /// Entries to pass over; costs what it passes over.
    pub offset: u32,
    /// Where the previous page ended; a deep page costs what the first one costs.
    pub cursor: Option<u64>,
}

impl Default for PageRequest {
    fn default() -> Self {
        Self { limit: 50, offset: 0, cursor: None }
    }
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// The entries.
    pub items: Vec<T>,
    /// How many there are in all.
    pub total: u64,
    /// Present when more follow.
    pub next_cursor: Option<u64>,
}
