//! The operations, a file per noun.

mod admin;
mod authorization;
mod devices;
mod factors;
mod gifts;
mod payments;
mod resolution;
mod transfers;
mod wallets;
