//! Gifts: how they were given, how far they have got, and who took what.

use minicbor::{Decode, Encode};

use crate::kernel::{GiftId, Money, RoomId, Timestamp, TxnId, UserId, WalletId};

numbered!(
    /// How a gift is divided.
    Distribution {
        /// Every share has the average for its expected value.
        0 Fair "fair",
        /// All the same.
        1 Equal "equal",
        /// All but one are small, and one is what is left.
        2 Random "random",
    }
);

numbered!(
    /// How far a gift has got.
    GiftState {
        /// Nobody has opened it.
        0 Active "active",
        /// Some shares are taken.
        1 PartiallyOpened "partially_opened",
        /// All shares are taken.
        2 FullyOpened "fully_opened",
        /// Its time was over first, and what was left went back.
        3 Expired "expired",
    }
);

row!(
    /// A gift as it was given. Nothing here changes.
    GiftRow {
        0 giver: WalletId,
        1 giver_user: UserId,
        /// The one person that it is for; `None` for the members of the room.
        2 recipient: Option<UserId>,
        /// Where it was given. A gift for a room always has one.
        3 room: Option<RoomId>,
        /// The total.
        4 amount: Money,
        /// How many shares there are.
        5 count: u64,
        6 distribution: Distribution,
        7 message: Option<String>,
        /// The client that asked for it.
        8 client: String,
        9 created: Timestamp,
        10 expires: Timestamp,
        /// The ledger record that took the money from the giver.
        11 txn: TxnId,
    }
);

row!(
    /// What becomes of a gift.
    GiftProgressRow {
        0 state: GiftState,
        /// How many shares are taken.
        1 opened: u64,
        /// What is not taken, in minor units; once the gift has expired, what went back.
        2 left: i64,
        /// When the present state began.
        3 changed: Timestamp,
        /// The ledger record that brought back what was left.
        4 returned: Option<TxnId>,
    }
);

row!(
    /// Somebody's share of a gift.
    OpeningRow {
        0 user: UserId,
        1 wallet: WalletId,
        /// In minor units of the gift's currency.
        2 amount: i64,
        3 at: Timestamp,
        4 txn: TxnId,
    }
);

row!(
    /// A name that is to be taken off gifts.
    GiftErasureRow {
        /// Who stands in its place.
        0 nobody: UserId,
        /// Off those that were given before this one would have been: whoever comes back keeps what is new.
        1 until: GiftId,
    }
);

/// What happened to a gift, for those who are told of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum GiftStep {
    /// It was given.
    #[n(0)]
    Made,
    /// A share was taken, the one of this rank.
    #[n(1)]
    Opened(#[n(0)] u64),
    /// Its time was over, and what was left went back.
    #[n(2)]
    Ended,
}
