//! Which addresses a mini-app may name as its own. An endpoint is public: what is reachable from this machine alone, or from its
//! network, is none of a mini-app's business.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

/// The longest address that is taken.
const LONGEST: usize = 2048;

/// How far requests may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// To public addresses, encrypted.
    Public,
    /// There, and in clear to this machine's loopback: for development.
    Loopback,
}

/// Why an address cannot be a webhook's. Said of the address, so each begins with a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// It is no URL.
    #[error("is not an absolute address of at most 2048 characters.")]
    Malformed,
    /// It is not https.
    #[error("is not https.")]
    Unencrypted,
    /// It names a user or a password.
    #[error("holds a user name or a password, which would show in logs.")]
    Credentials,
    /// It has a fragment.
    #[error("has a fragment, which is never sent.")]
    Fragment,
    /// Something else than the web listens there.
    #[error("has a port below 1024 that is not 443.")]
    Port,
    /// It is not reachable from the outside.
    #[error("is not a public address.")]
    NotPublic,
}

/// Reads the address of a webhook. A name is taken as it is; where it leads is looked at each time something is sent.
///
/// Of the ports below 1024 only the web's own is taken: behind the others other protocols listen, which have been talked into
/// things by requests that were not meant for them.
pub fn check(text: &str, reach: Reach) -> Result<Url, AddressError> {
    let url = Some(text).filter(|text| text.len() <= LONGEST).and_then(|text| Url::parse(text).ok());
    let url = url.ok_or(AddressError::Malformed)?;
    let host = url.host().ok_or(AddressError::Malformed)?;
    let literal = match host {
        Host::Domain(_) => None,
        Host::Ipv4(address) => Some(IpAddr::V4(address)),
        Host::Ipv6(address) => Some(IpAddr::V6(address)),
    };
    if !url.username().is_empty() || url.password().is_some() {
        return Err(AddressError::Credentials);
    }
    if url.fragment().is_some() {
        return Err(AddressError::Fragment);
    }
    match (url.scheme(), reach) {
        ("https", _) if literal.is_some_and(|address| !is_public(address)) => Err(AddressError::NotPublic),
        ("https", _) if url.port().is_some_and(|port| port < 1024) => Err(AddressError::Port),
        ("http", Reach::Loopback) if literal.is_some_and(|address| !address.is_loopback()) => Err(AddressError::Unencrypted),
        ("https", _) | ("http", Reach::Loopback) => Ok(url),
        _ => Err(AddressError::Unencrypted),
    }
}

/// Whether the whole internet can reach this address, as far as an address shows it (the IANA special-purpose address
/// registries, RFC 6890). Addresses that carry an IPv4 address in them are not public: they are another way to write one.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let within = |[a, b, c, d]: [u8; 4], bits: u32| {
        let mask = u32::MAX << (32 - bits);
        address.to_bits() & mask == Ipv4Addr::new(a, b, c, d).to_bits() & mask
    };
    let special = [
        // "This" network (RFC 791), which reaches this machine on many systems.
        ([0, 0, 0, 0], 8),
        ([127, 0, 0, 0], 8),
        // Private use (RFC 1918), and behind carriers (RFC 6598).
        ([10, 0, 0, 0], 8),
        ([172, 16, 0, 0], 12),
        ([192, 168, 0, 0], 16),
        ([100, 64, 0, 0], 10),
        // Link-local (RFC 3927): where clouds tell machines their secrets.
        ([169, 254, 0, 0], 16),
        // Protocol assignments (RFC 6890), relays of 6to4 (RFC 7526), benchmarks (RFC 2544).
        ([192, 0, 0, 0], 24),
        ([192, 88, 99, 0], 24),
        ([198, 18, 0, 0], 15),
        // Documentation (RFC 5737).
        ([192, 0, 2, 0], 24),
        ([198, 51, 100, 0], 24),
        ([203, 0, 113, 0], 24),
        // Multicast (RFC 5771), reserved, and the broadcast address (RFC 1112, RFC 919).
        ([224, 0, 0, 0], 4),
        ([240, 0, 0, 0], 4),
    ];
    !special.into_iter().any(|(network, bits)| within(network, bits))
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    // Everything that is given out to networks begins with the bits 001 (RFC 4291 section 2.4). Outside of that are loopback,
    // unspecified, unique local, link-local, site-local, multicast, IPv4-mapped, IPv4-compatible and NAT64 addresses.
    let global = first & 0xe000 == 0x2000;
    // Protocol assignments, among them Teredo, benchmarks and ORCHID (RFC 2928).
    let protocol = first == 0x2001 && second < 0x0200;
    // Documentation (RFC 3849, RFC 9637) and 6to4, which carries an IPv4 address (RFC 3056).
    let documentation = (first == 0x2001 && second == 0x0db8) || (first == 0x3fff && second < 0x1000);
    global && !protocol && !documentation && first != 0x2002
}

#[cfg(test)]
mod tests {
    use super::*;

    const PUBLIC: &str = "
        1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0 169.253.255.255 169.255.0.0
        172.15.255.255 172.32.0.0 192.0.1.0 192.0.3.0 192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0 223.255.255.255
        2606:4700::1111 2a00:1450:4001::200e 2001:200::1 2001:db9::1 2003::1 3fff:1000::1 2400::1";
    const LOOPBACK_AND_UNSPECIFIED: &str = "127.0.0.1 127.255.255.254 0.0.0.0 0.1.2.3 ::1 ::";
    const PRIVATE_CARRIER_LINK_LOCAL_METADATA: &str = "
        10.0.0.1 10.255.255.255 172.16.0.1 172.31.255.255 192.168.0.1 100.64.0.1 100.127.255.255 169.254.169.254 169.254.0.1
        fd00:ec2::254 fc00::1 fdff::1 fe80::1 febf::1 fec0::1";
    const MULTICAST_BROADCAST_RESERVED: &str = "
        224.0.0.1 239.255.255.255 255.255.255.255 240.0.0.1 ff02::1 ff0e::1";
    const DOCUMENTATION_BENCHMARKS_ASSIGNMENTS: &str = "
        192.0.2.1 198.51.100.1 203.0.113.1 198.18.0.1 198.19.255.255 192.0.0.170 192.88.99.1 2001:db8::1 3fff::1 3fff:fff::1
        2001:2::1 2001:10::1 2001:20::1 100::1";
    /// Mapped, compatible, NAT64, 6to4, Teredo.
    const IPV4_IN_DISGUISE: &str = "
        ::ffff:127.0.0.1 ::ffff:169.254.169.254 ::ffff:8.8.8.8 ::127.0.0.1 ::8.8.8.8 64:ff9b::7f00:1 64:ff9b::8.8.8.8
        64:ff9b:1::10.0.0.1 2002:7f00:1:: 2002:0a00:0001::1 2001:0:7f00:1::";

    #[test]
    fn only_what_the_internet_reaches_is_public() {
        let judged = |list: &'static str| list.split_whitespace().map(|text| (text, is_public(text.parse().unwrap())));
        assert_eq!(judged(PUBLIC).find(|(_, public)| !public), None);
        for list in [
            LOOPBACK_AND_UNSPECIFIED,
            PRIVATE_CARRIER_LINK_LOCAL_METADATA,
            MULTICAST_BROADCAST_RESERVED,
            DOCUMENTATION_BENCHMARKS_ASSIGNMENTS,
            IPV4_IN_DISGUISE,
        ] {
            assert_eq!(judged(list).find(|(_, public)| *public), None);
        }
    }

    #[test]
    fn webhook_to_loopback_private_or_metadata_in_any_spelling() {
        for address in [
            "https://127.0.0.1/",
            "https://127.1/",
            "https://0x7f.1/",
            "https://0x7f000001/",
            "https://2130706433/",
            "https://017700000001/",
            "https://0177.0.0.1/",
            "https://0/",
            "https://0.0.0.0/",
            "https://127.0.0.1./",
            "https://%31%32%37.0.0.1/",
            "https://１２７.0.0.1/",
            "https://127。0。0。1/",
            "https://①②⑦.⓪.⓪.①/",
            "https://169.254.169.254/latest/meta-data/",
            "https://0xa9fea9fe/",
            "https://2852039166/",
            "https://0xa9.254.0251.254/",
            "https://[::1]/",
            "https://[::]/",
            "https://[0:0:0:0:0:0:0:1]/",
            "https://[::ffff:127.0.0.1]/",
            "https://[::ffff:7f00:1]/",
            "https://[::127.0.0.1]/",
            "https://[64:ff9b::7f00:1]/",
            "https://[fd00:ec2::254]/",
            "https://[fe80::1]/",
            "https://10.0.0.1/",
            "https://192.168.1.1/",
            "https://172.16.0.1/",
            "https://100.64.0.1/",
            "https://255.255.255.255/",
            "https://224.0.0.1/",
        ] {
            for reach in [Reach::Public, Reach::Loopback] {
                assert_eq!(check(address, reach), Err(AddressError::NotPublic), "{address}");
            }
        }
    }

    #[test]
    fn addresses_are_taken_or_refused_for_a_reason() {
        use AddressError::*;
        let long = format!("https://shop.example/{}", "a".repeat(LONGEST));
        for (address, public, loopback) in [
            ("https://shop.example/hooks?a=b", Ok(()), Ok(())),
            ("https://shop.example:8443/", Ok(()), Ok(())),
            ("https://shop.example:443/", Ok(()), Ok(())),
            ("https://1.1.1.1/", Ok(()), Ok(())),
            ("https://[2606:4700::1111]/", Ok(()), Ok(())),
            ("http://shop.example/", Err(Unencrypted), Ok(())),
            ("http://127.0.0.1:3000/", Err(Unencrypted), Ok(())),
            ("http://[::1]:3000/", Err(Unencrypted), Ok(())),
            ("http://localhost/", Err(Unencrypted), Ok(())),
            ("http://10.0.0.1/", Err(Unencrypted), Err(Unencrypted)),
            ("http://1.1.1.1/", Err(Unencrypted), Err(Unencrypted)),
            ("https://shop.example:22/", Err(Port), Err(Port)),
            ("https://shop.example:25/", Err(Port), Err(Port)),
            ("https://shop.example:80/", Err(Port), Err(Port)),
            ("https://user@shop.example/", Err(Credentials), Err(Credentials)),
            ("https://user:password@shop.example/", Err(Credentials), Err(Credentials)),
            ("https://shop.example/#there", Err(Fragment), Err(Fragment)),
            ("ftp://shop.example/", Err(Unencrypted), Err(Unencrypted)),
            ("gopher://shop.example:70/", Err(Unencrypted), Err(Unencrypted)),
            ("file:///etc/passwd", Err(Malformed), Err(Malformed)),
            ("mailto:a@shop.example", Err(Malformed), Err(Malformed)),
            ("/hooks", Err(Malformed), Err(Malformed)),
            ("https://", Err(Malformed), Err(Malformed)),
            ("https://256.256.256.256/", Err(Malformed), Err(Malformed)),
            ("https://[fe80::1%25eth0]/", Err(Malformed), Err(Malformed)),
            (&long, Err(Malformed), Err(Malformed)),
        ] {
            assert_eq!(check(address, Reach::Public).map(drop), public, "{address}");
            assert_eq!(check(address, Reach::Loopback).map(drop), loopback, "{address} in development");
        }
    }
}
