//! `tmcpd`: wallets, transfers and mini-apps for Matrix rooms in one binary. ARCHITECTURE.md is the map of the rooms below.

pub mod app;
pub mod audit;
pub mod cli;
pub mod command;
pub mod config;
pub mod dev;
pub mod doctor;
pub mod edge;
pub mod gifts;
pub mod http;
pub mod identity;
pub mod kernel;
pub mod ledger;
pub mod lifecycle;
pub mod limits;
pub mod logs;
pub mod matrix;
pub mod mfa;
pub mod miniapps;
pub mod outbox;
pub mod rooms;
pub mod store;
pub mod transfers;
pub mod upstream;
pub mod wallets;
pub mod worker;
