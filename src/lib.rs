//! `tmcpd`: wallets, transfers and mini-apps for Matrix rooms in one binary. ARCHITECTURE.md is the map of the rooms below.

pub mod kernel;
pub mod matrix;
pub mod upstream;
