//! Addresses that never leave the machine.

use url::{Host, Url};

/// Whether the host of `url` is this machine's loopback. Names are not resolved: only `localhost` counts (RFC 6761 section 6.3).
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
