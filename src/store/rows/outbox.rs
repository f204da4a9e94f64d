//! What has to happen outside; and what mini-apps are told: where and signed with what, what waits, what was tried.

use minicbor::{Decode, Encode};

use crate::kernel::{EventId, Timestamp};

row!(
    /// An effect that has to happen outside.
    OutboxRow {
        0 at: Timestamp,
        /// CBOR of an `outbox::Effect`.
        #[cbor(with = "minicbor::bytes")]
        1 effect: Vec<u8>,
        2 attempts: u32,
        /// Not to be tried before.
        3 due: Timestamp,
        /// What went wrong the last time.
        4 trouble: Option<String>,
    }
);

numbered!(
    /// What a mini-app's backend can be told of.
    WebhookEvent {
        0 PaymentCompleted "payment.completed",
        1 PaymentFailed "payment.failed",
        2 PaymentRefunded "payment.refunded",
        3 ScopeRevoked "scope.revoked",
        4 WalletUpdated "wallet.updated",
        5 GiftOpened "gift.opened",
        6 MiniAppReviewed "miniapp.reviewed",
        /// Something happened in a room that the mini-app listens to.
        7 MatrixEvent "matrix.event",
        /// A test.
        8 Ping "ping",
    }
);

row!(
    /// An event that a mini-app is to be told of, or could not be told of.
    WebhookRow {
        0 event: EventId,
        1 kind: WebhookEvent,
        /// What it is about: events about the same object are told in order.
        2 object: String,
        /// The body of every attempt, byte for byte.
        3 body: String,
        /// Since when it waits; a redelivery begins anew.
        4 at: Timestamp,
        5 attempts: u32,
        /// Not to be tried before; once it was given up, since when.
        6 due: Timestamp,
        /// What went wrong the last time.
        7 trouble: Option<String>,
    }
);

row!(
    /// What goes with the address at which a mini-app hears of events.
    EndpointRow {
        /// The sealed secret.
        #[cbor(with = "minicbor::bytes")]
        0 secret: Vec<u8>,
        1 created: Timestamp,
        /// Since when the secret is in use.
        2 secret_since: Timestamp,
        /// The secret before it, sealed.
        #[cbor(with = "minicbor::bytes")]
        3 previous: Option<Vec<u8>>,
        /// Until when that one signs too.
        4 previous_until: Option<Timestamp>,
        /// How many events were given up and are kept.
        5 dead: u32,
        6 flag: Option<EndpointFlag>,
    }
);

row!(
    /// The endpoint refused an event for good, and nothing was accepted since.
    EndpointFlag {
        0 at: Timestamp,
        1 event: EventId,
        /// The HTTP status.
        2 status: u16,
    }
);

numbered!(
    /// What came of an attempt.
    DeliveryOutcome {
        /// It was accepted.
        0 Delivered "delivered",
        /// It is tried again.
        1 Retry "retry",
        /// It was refused in a way that no repetition changes.
        2 Stopped "stopped",
        /// It was tried often enough.
        3 Dead "dead",
    }
);

row!(
    /// One attempt to tell a mini-app of an event.
    DeliveryRow {
        0 event: EventId,
        1 kind: WebhookEvent,
        2 at: Timestamp,
        /// 1 for the first.
        3 attempt: u32,
        4 outcome: DeliveryOutcome,
        /// How long it took, in milliseconds.
        5 took: u32,
        /// The HTTP status, when there was an answer.
        6 status: Option<u16>,
        /// The beginning of the answer.
        7 answer: Option<String>,
        /// What went wrong, when there was none.
        8 trouble: Option<String>,
    }
);
