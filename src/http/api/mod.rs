//! The TMCP operations, a file per noun. A handler translates, calls one thing and translates back.

pub mod activation;
pub mod devices;
pub mod factors;
pub mod gifts;
pub mod payments;
pub mod proofs;
pub mod requests;
pub mod resolution;
pub mod transfers;
pub mod wallets;
pub mod webhooks;

/// How the operations are grouped in the documents.
#[derive(poem_openapi::Tags)]
pub enum Tag {
    /// Balances, history, registration and activation.
    Wallet,
    /// Money between people.
    Transfers,
    /// Money given to a person, or to a room in shares.
    Gifts,
    /// Payments to mini-apps, and what goes back of them.
    Payments,
    /// Keys of a person's devices.
    Devices,
    /// What a person proves themselves with.
    Factors,
    /// Telling mini-apps of events: `POST` to the webhook's address, with `{"event", "event_id", "timestamp", "data"}`.
    ///
    /// `X-Webhook-Signature` is `sha256=` and the hexadecimal HMAC-SHA256 of the body, keyed with the secret as it was handed out.
    /// `webhook-id`, `webhook-timestamp` and `webhook-signature` are those of Standard Webhooks, whose libraries take the same
    /// secret. For 24 hours after a secret was replaced both sign: there are then two signatures, with a comma between them in the
    /// first header and a space in the second. Events come at least once, those about one payment in order; `event_id` tells a
    /// repetition. 2xx ends it; 400, 401, 404, 410 and 413 stop it; after anything else it is tried again 1 s, 5 s, 30 s, 2 min and
    /// 5 min later, or when `Retry-After` says within 10 minutes.
    Webhooks,
    /// The account pages: signing in, sessions, what has access.
    Account,
    /// Developers and their organizations.
    Developers,
    /// Tokens and consent.
    OAuth,
    /// Metadata and keys.
    Discovery,
    /// What operators do.
    Admin,
    /// How the server is.
    Health,
}
