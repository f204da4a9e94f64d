//! The tests that look at the program from outside: one binary, one folder per subject.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that fails says so by panicking")]

mod account;
mod api;
mod appservice;
mod authenticator;
mod cli;
mod crash;
mod delivery;
mod developers;
mod interleavings;
mod oauth;
mod openapi;
mod pipeline;
#[path = "../../src/upstream/stub.rs"]
mod stub;
mod support;
mod tidy;
mod webhooks;
