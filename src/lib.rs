//! `tmcpd`: wallets, transfers and mini-apps for Matrix rooms in one binary. ARCHITECTURE.md is the map of the rooms below.

pub mod config;
pub mod kernel;
pub mod logs;
