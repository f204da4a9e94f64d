//! The tests that look at the program from outside: one binary, one folder per subject.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that fails says so by panicking")]

mod appservice;
mod crash;
mod house;
mod tidy;
