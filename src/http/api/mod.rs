//! The TMCP operations, a file per noun. A handler translates, calls one thing and translates back.

pub mod activation;
pub mod devices;
pub mod gifts;
pub mod proofs;
pub mod requests;
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
    /// Money given to a person, or to a room in shares.
    Gifts,
    /// Keys of a person's devices.
    Devices,
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
