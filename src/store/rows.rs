//! Rows as they are on disk: CBOR with numbered fields. A number is never given twice; a field added later is an `Option`.
//! Golden bytes in the tests pin what files already hold.

#![expect(missing_docs, reason = "a field is named after what it holds; comments stand where that is not all")]

use minicbor::{Decode, Encode, bytes::ByteArray};

use crate::kernel::{Currency, Money, RoomId, ScopeSet, SessionId, Timestamp, TxnId, UserId, WalletId};

/// Opaque bytes.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(transparent)]
pub struct Bytes(
    /// The bytes.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub Vec<u8>,
);

macro_rules! row {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $number:literal $field:ident: $kind:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
        pub struct $name { $($(#[$field_doc])* #[n($number)] pub $field: $kind,)* }
    };
}

macro_rules! numbered {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $number:literal $variant:ident $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Encode, Decode)]
        #[cbor(index_only)]
        pub enum $name { $($(#[$variant_doc])* #[n($number)] $variant,)* }

        impl $name {
            /// Every value there is.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name on the wire and in logs.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }
        }
    };
}

mod payments;

pub use payments::*;
mod admin;
mod developers;
mod gifts;
mod grants;
mod wallets;

pub use admin::{AdminRole, AdminTokenRow, SuspensionRow};
pub use developers::*;
pub use gifts::*;
pub use grants::*;
pub use wallets::{Owner, SentRow, SentSums, WalletAccount, WalletRow, WalletStatus};

numbered!(
    /// What an account is for. Kinds below `wallet` and `merchant` belong to the system.
    AccountKind {
        /// A person's wallet.
        0 Wallet "wallet",
        /// A mini-app's wallet.
        1 Merchant "merchant",
        /// Where money comes from and goes back to; its balance is minus what is in circulation.
        2 Issuance "issuance",
        /// Money held for somebody.
        3 Escrow "escrow",
        /// Gifts that are not opened yet.
        4 Gifts "gifts",
        /// Fees taken.
        5 Fees "fees",
        /// Where bonuses are paid from.
        6 Bonus "bonus",
        /// Money on its way from or to outside.
        7 External "external",
    }
);

numbered!(
    /// Why money moved.
    TransferKind {
        /// Between two people.
        0 P2p "p2p",
        /// To a mini-app.
        1 Payment "payment",
        /// Back from a mini-app.
        2 Refund "refund",
        /// Into or out of a gift.
        3 Gift "gift",
        /// Issued or brought in.
        4 Funding "funding",
        /// Taken out.
        5 Withdrawal "withdrawal",
        /// Given by the operator.
        6 Bonus "bonus",
        /// A correction.
        7 Adjustment "adjustment",
        /// A fee.
        8 Fee "fee",
    }
);

mod factors;
mod outbox;

pub use factors::*;
pub use outbox::*;

row!(
    /// A ledger account.
    AccountRow {
        0 kind: AccountKind,
        1 currency: Currency,
        /// Whose it is; `None` for the system's.
        2 wallet: Option<WalletId>,
        3 created: Timestamp,
    }
);

row!(
    /// An account's balance, in minor units.
    BalanceRow {
        /// Posted credits minus posted debits.
        0 posted: i64,
        /// Reserved by pending debits.
        1 reserved: i64,
        /// Pending in its favour.
        2 incoming: i64,
        /// The newest record that concerns the account; 0 for none.
        3 newest: u64,
        /// How many records a history shows: voided ones and reservations that were posted count once or not at all.
        4 entries: u64,
        /// The calendar day (days since 1970 in the configured zone) that `day_out` is about.
        5 day: i32,
        /// Sent on that day, reservations included.
        6 day_out: i64,
        /// The calendar month (months since 1970) that `month_out` is about.
        7 month: i32,
        /// Sent in that month, reservations included.
        8 month_out: i64,
    }
);

/// What a ledger record does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Phase {
    /// Moves the amount at once.
    #[n(0)]
    Posted,
    /// Reserves the amount until it is posted or voided.
    #[n(1)]
    Pending,
    /// Moves what the pending record at this sequence reserved.
    #[n(2)]
    PostedPending(#[n(0)] u64),
    /// Gives back what the pending record at this sequence reserved.
    #[n(3)]
    VoidedPending(#[n(0)] u64),
}

row!(
    /// A ledger record. Amounts are in minor units of the accounts' currency.
    TransferRow {
        0 id: TxnId,
        1 debit: u64,
        2 credit: u64,
        3 amount: i64,
        4 kind: TransferKind,
        5 phase: Phase,
        6 at: Timestamp,
        /// The record before this one on the debit account; 0 for none.
        7 debit_previous: u64,
        /// The record before this one on the credit account; 0 for none.
        8 credit_previous: u64,
        /// The object that caused it, such as a P2P transfer.
        9 cause: Option<Cause>,
        /// The record that this one corrects.
        10 corrects: Option<TxnId>,
        /// A reason, for movements without an object of their own.
        11 note: Option<String>,
    }
);

row!(
    /// A remembered answer.
    IdempotencyRow {
        #[cbor(with = "minicbor::bytes")]
        0 key: [u8; 16],
        /// The first 16 bytes of the SHA-256 over the request.
        #[cbor(with = "minicbor::bytes")]
        1 input: [u8; 16],
        2 at: Timestamp,
        #[cbor(with = "minicbor::bytes")]
        3 outcome: Vec<u8>,
    }
);

row!(
    /// One link of the audit chain.
    AuditRow {
        0 at: Timestamp,
        /// `u/` user, `c/` client, `a/` admin token, or `homeserver`, `operator`, `system`.
        1 actor: String,
        /// The client that acted for the user.
        2 client: Option<String>,
        3 session: Option<SessionId>,
        4 address: Option<String>,
        /// The number of an `audit::Action`.
        5 action: u16,
        /// What it was done to.
        6 object: String,
        /// 0 done, 1 refused.
        7 outcome: u8,
        /// What changed, without secrets.
        8 summary: Option<String>,
        /// SHA-256 over the hash before and the other fields.
        #[cbor(with = "minicbor::bytes")]
        9 hash: [u8; 32],
    }
);

row!(
    /// A session: what a person let a client do, until when.
    SessionRow {
        0 user: UserId,
        1 client: String,
        2 scopes: ScopeSet,
        3 wallet: WalletId,
        4 created: Timestamp,
        /// When the last refresh token that can exist runs out.
        5 expires: Timestamp,
        6 revoked: Option<Timestamp>,
        /// SHA-256 of the Matrix token and client it was made from.
        #[cbor(with = "minicbor::bytes")]
        7 subject: Option<[u8; 32]>,
        /// When the newest TEP of the session runs out.
        8 token_expires: Timestamp,
        /// Made from a Matrix OpenID token, which survives logout: never enough to enrol a factor.
        9 openid: Option<()>,
    }
);

numbered!(
    /// How somebody signed in to the account pages.
    SignInMethod {
        /// As one of the built-in people of dev mode.
        0 Dev "dev",
        /// With their password at the homeserver.
        1 Password "password",
        /// By the homeserver's single sign-on.
        2 Sso "sso",
        /// At Matrix Authentication Service.
        3 Mas "mas",
    }
);

row!(
    /// A session of the account pages, held by a browser's cookie.
    AccountSessionRow {
        0 user: UserId,
        /// SHA-256 of the secret in the cookie.
        #[cbor(with = "minicbor::bytes")]
        1 secret: [u8; 32],
        2 method: SignInMethod,
        3 created: Timestamp,
        /// When it was last used, to within a few minutes.
        4 seen: Timestamp,
        /// When it ends whatever happens.
        5 expires: Timestamp,
        6 address: Option<String>,
        /// What the browser called itself.
        7 agent: Option<String>,
    }
);

row!(
    /// A refresh token, under the SHA-256 of its text.
    RefreshRow {
        0 session: SessionId,
        1 expires: Timestamp,
        /// Set when it was used; a second use means that it was stolen.
        2 used: Option<Timestamp>,
        3 scopes: ScopeSet,
        /// SHA-256 of the token that took its place.
        4 next: Option<ByteArray<32>>,
    }
);

row!(
    /// One granted scope.
    Grant {
        /// The number of the scope.
        0 scopes: ScopeSet,
        1 at: Timestamp,
        /// How it was given: `page`, `json`, `dev`.
        2 method: String,
        /// For privileged scopes.
        3 until: Option<Timestamp>,
    }
);

row!(
    /// What a person granted a mini-app, oldest first.
    ConsentRow {
        0 grants: Vec<Grant>,
    }
);

numbered!(
    /// Which clients a mini-app has.
    ClientKind {
        /// Only one without a secret.
        0 Public "public",
        /// Only one with a secret.
        1 Confidential "confidential",
        /// A public one and a confidential `_backend`.
        2 Hybrid "hybrid",
    }
);

numbered!(
    /// Whether a mini-app may be used.
    MiniAppStatus {
        /// In use.
        0 Approved "approved",
        /// Shut off by an admin.
        1 Suspended "suspended",
    }
);

row!(
    /// A mini-app.
    MiniAppRow {
        0 name: String,
        1 kind: ClientKind,
        2 status: MiniAppStatus,
        /// The operator's own: may have privileged scopes.
        3 official: bool,
        4 scopes: ScopeSet,
        5 redirect_uris: Vec<String>,
        6 webhook_url: Option<String>,
        /// SHA-256 of the confidential client's secret.
        #[cbor(with = "minicbor::bytes")]
        7 secret: Option<[u8; 32]>,
        8 merchant: Option<WalletId>,
        9 created: Timestamp,
        /// Low scopes granted without asking.
        10 preapproved: ScopeSet,
    }
);

numbered!(
    /// The state of a P2P transfer.
    P2pState {
        /// Waits for the sender's proof.
        0 PendingAuthorization "pending_authorization",
        /// The amount is reserved and waits for the recipient.
        1 PendingRecipientAcceptance "pending_recipient_acceptance",
        /// The money moved.
        2 Completed "completed",
        /// The recipient said no.
        3 Rejected "rejected",
        /// Nobody acted in time.
        4 Expired "expired",
        /// The sender took it back.
        5 Cancelled "cancelled",
    }
);

row!(
    /// A P2P transfer.
    P2pRow {
        0 sender: WalletId,
        1 sender_user: UserId,
        2 recipient: WalletId,
        3 recipient_user: UserId,
        4 amount: Money,
        5 note: Option<String>,
        6 room: Option<RoomId>,
        7 state: P2pState,
        8 created: Timestamp,
        /// When the present state runs out.
        9 expires: Timestamp,
        10 acceptance_required: bool,
        /// The client that asked for it.
        11 client: String,
        /// The pending ledger record that reserves the amount.
        12 reservation: Option<u64>,
        /// The ledger record that moved the money.
        13 txn: Option<TxnId>,
        /// When the present state began.
        14 changed: Timestamp,
    }
);

#[cfg(test)]
#[path = "rows_tests.rs"]
mod tests;
