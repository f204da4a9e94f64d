//! The operations, a file per noun.

mod authorization;
mod devices;
mod resolution;
mod transfers;
mod wallets;
