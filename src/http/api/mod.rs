//! The TMCP operations, a file per noun. A handler translates, calls one thing and translates back.

pub mod activation;
pub mod devices;
pub mod factors;
pub mod payments;
pub mod proofs;
pub mod resolution;
pub mod transfers;
pub mod wallets;

/// How the operations are grouped in the documents.
#[derive(poem_openapi::Tags)]
pub enum Tag {
    /// Balances, history, registration and activation.
    Wallet,
    /// Money between people.
    Transfers,
    /// Payments to mini-apps, and what goes back of them.
    Payments,
    /// Keys of a person's devices.
    Devices,
    /// What a person proves themselves with.
    Factors,
    /// The account pages: signing in, sessions, what has access.
    Account,
    /// Tokens and consent.
    OAuth,
    /// Metadata and keys.
    Discovery,
    /// What operators do.
    Admin,
    /// How the server is.
    Health,
}
