//! The `tmcpd` program.

fn main() {}
