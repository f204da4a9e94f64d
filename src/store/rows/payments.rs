//! Payments to mini-apps and what was given back, and what every kind of money that moves leaves behind: the cause of its ledger
//! records and its message in a room.

use minicbor::{Decode, Encode};

use crate::kernel::{ChallengeId, GiftId, Money, P2pId, PaymentId, RoomId, Timestamp, TxnId, UserId, WalletId};

/// The object behind a ledger record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Cause {
    /// A person-to-person transfer.
    #[n(0)]
    P2p(#[n(0)] P2pId),
    /// A payment to a mini-app.
    #[n(1)]
    Payment(#[n(0)] PaymentId),
    /// A gift, in or out.
    #[n(2)]
    Gift(#[n(0)] GiftId),
}

row!(
    /// The readable message about an object in a room.
    CardRow {
        0 room: RoomId,
        1 event_id: String,
    }
);

numbered!(
    /// The state of a payment.
    PaymentState {
        /// Waits for the payer's proof.
        0 PendingAuthorization "pending_authorization",
        /// Has one proof and waits for a second one.
        1 MfaRequired "mfa_required",
        /// Proven; the ledger is still to move the money.
        2 Authorized "authorized",
        /// The ledger is moving the money.
        3 Processing "processing",
        /// The money moved.
        4 Completed "completed",
        /// It can no longer be paid.
        5 Failed "failed",
        /// Nobody paid in time.
        6 Expired "expired",
        /// The payer said no.
        7 Cancelled "cancelled",
        /// Some of the money went back.
        8 PartiallyRefunded "partially_refunded",
        /// All of the money went back.
        9 Refunded "refunded",
    }
);

numbered!(
    /// Why a payment can no longer be paid.
    PaymentFailure {
        /// Too many proofs were wrong.
        0 ProofsLocked "proofs_locked",
        /// The mini-app is shut off, or has no wallet that could be paid into.
        1 MerchantUnavailable "merchant_unavailable",
    }
);

row!(
    /// One line of what is paid for.
    PaymentItem {
        0 name: String,
        1 quantity: u32,
        /// The price of one, in minor units of the payment's currency.
        2 amount: i64,
    }
);

row!(
    /// A payment to a mini-app.
    PaymentRow {
        0 miniapp: String,
        /// What the mini-app called itself when it asked.
        1 miniapp_name: String,
        2 merchant: WalletId,
        3 payer: WalletId,
        4 payer_user: UserId,
        5 amount: Money,
        6 description: String,
        /// What the mini-app calls the order.
        7 order: Option<String>,
        8 items: Vec<PaymentItem>,
        9 callback_url: Option<String>,
        /// The mini-app's own data, as JSON.
        10 metadata: Option<String>,
        11 room: Option<RoomId>,
        12 state: PaymentState,
        13 created: Timestamp,
        /// Until when it can be paid.
        14 expires: Timestamp,
        /// When the present state began.
        15 changed: Timestamp,
        /// The name of the method of the first proof, where a second one is needed.
        16 proven_by: Option<String>,
        /// The challenge that the second proof answers.
        17 challenge: Option<ChallengeId>,
        18 failure: Option<PaymentFailure>,
        /// The ledger record that moved the money.
        19 txn: Option<TxnId>,
        20 completed: Option<Timestamp>,
        /// What was kept of it, in minor units.
        21 fee: i64,
        /// What went back of it, in minor units.
        22 refunded: i64,
    }
);

row!(
    /// Money that went back from a payment.
    RefundRow {
        0 amount: Money,
        1 reason: Option<String>,
        2 txn: TxnId,
        3 created: Timestamp,
        /// What had gone back with this one, in minor units.
        4 total: i64,
    }
);
