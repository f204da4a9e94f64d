//! Who took what of a gift. Only what is taken is shown.

use std::ops::Bound::Included;

use minicbor::{Decode, Encode};

use crate::{
    kernel::{GiftId, Page, PageRequest, UserId},
    store::{
        Order, Read, ReadExt, StoreError,
        rows::OpeningRow,
        tables::{GIFT_OPENINGS, GIFTS_OF_USER},
    },
};

use super::{Gift, MOST_SHARES};

/// A share that was taken.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Taken {
    /// Its place among those of the gift, from 1.
    #[n(0)]
    pub rank: u64,
    /// Who took it, when, and how much it was.
    #[n(1)]
    pub row: OpeningRow,
}

/// A page of a gift's openings, the first one first. Costs what it shows.
pub fn openings(reader: &impl Read, gift: &Gift, page: PageRequest) -> Result<Page<Taken>, StoreError> {
    let before = page.cursor.unwrap_or(0).saturating_add(u64::from(page.offset));
    let (first, last) = ((gift.id, before.saturating_add(1)), (gift.id, before.saturating_add(u64::from(page.limit))));
    let rows = reader.scan(&GIFT_OPENINGS, Included(&first), Included(&last), Order::Ascending, page.limit as usize)?;
    let items: Vec<Taken> = rows.into_iter().map(|((_, rank), row)| Taken { rank, row }).collect();
    let total = gift.progress.opened;
    let next_cursor = items.last().map(|taken| taken.rank).filter(|rank| *rank < total);
    Ok(Page { items, total, next_cursor })
}

/// The share of this rank, if it is taken.
pub fn opening(reader: &impl Read, id: GiftId, rank: u64) -> Result<Option<Taken>, StoreError> {
    Ok(reader.get(&GIFT_OPENINGS, &(id, rank))?.map(|row| Taken { rank, row }))
}

/// What `user` took of a gift, if they did.
pub fn opening_of(reader: &impl Read, id: GiftId, user: &UserId) -> Result<Option<Taken>, StoreError> {
    let rank = reader.get(&GIFTS_OF_USER, &(user.clone(), id))?.unwrap_or(0);
    if rank == 0 {
        return Ok(None);
    }
    let taken = opening(reader, id, rank)?;
    taken.map(Some).ok_or_else(|| StoreError::Corrupt(format!("opening {rank} of {id} is gone")))
}

/// The largest shares that were taken up to `rank`, at most `most`, the largest first; of equal ones the earlier.
pub fn leaderboard(reader: &impl Read, id: GiftId, rank: u64, most: usize) -> Result<Vec<Taken>, StoreError> {
    let limit = usize::try_from(rank.min(MOST_SHARES)).unwrap_or(0);
    let taken = reader.scan_first(&GIFT_OPENINGS, &id, limit)?;
    let mut taken: Vec<Taken> = taken.into_iter().map(|(rank, row)| Taken { rank, row }).collect();
    taken.sort_by_key(|taken| (std::cmp::Reverse(taken.row.amount), taken.rank));
    taken.truncate(most);
    Ok(taken)
}
