//! Rows of wallets: whose they are, what they hold accounts of.

use minicbor::{Decode, Encode};

use crate::kernel::{Currency, Timestamp, UserId};

numbered!(
    /// Where a wallet is in its life.
    WalletStatus {
        /// Receives, and cannot spend yet.
        0 Pending "pending",
        /// In use.
        1 Active "active",
        /// Shut off by an admin.
        2 Suspended "suspended",
        /// Its owner is gone; nothing moves in or out any more.
        3 Closed "closed",
    }
);

/// Whose wallet it is.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Owner {
    /// A person.
    #[n(0)]
    User(#[n(0)] UserId),
    /// A mini-app, by id.
    #[n(1)]
    MiniApp(#[n(0)] String),
    /// A person who had themselves erased, by the id that stands for them.
    #[n(2)]
    Erased(#[n(0)] UserId),
}

row!(
    /// One account of a wallet.
    WalletAccount {
        0 currency: Currency,
        1 account: u64,
    }
);

row!(
    /// What was sent in one currency, in minor units, as in a balance.
    SentSums {
        0 currency: Currency,
        1 day: i32,
        2 day_out: i64,
        3 month: i32,
        4 month_out: i64,
    }
);

row!(
    /// What was sent from a wallet that is closed.
    SentRow {
        0 sent: Vec<SentSums>,
    }
);

row!(
    /// A wallet.
    WalletRow {
        0 owner: Owner,
        1 status: WalletStatus,
        /// The place in the configured list of verification levels.
        2 level: u8,
        3 created: Timestamp,
        4 activated: Option<Timestamp>,
        5 verified: Option<Timestamp>,
        6 accounts: Vec<WalletAccount>,
        /// The version of the terms that were accepted.
        7 terms: Option<String>,
        /// The identity data that the operator asks for, as JSON.
        8 identity: Option<String>,
    }
);
