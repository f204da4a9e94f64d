//! Who is counted, and under which name.

use std::{
    fmt,
    hash::{BuildHasherDefault, Hasher},
    net::{IpAddr, Ipv6Addr},
};

use minicbor::{Decode, Encode};
use siphasher::sip::SipHasher13;

/// Who a request comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller<'a> {
    /// A signed-in person, through a client or on the account pages.
    Person {
        /// The Matrix user id.
        user: &'a str,
        /// The OAuth client that acts for them.
        client: Option<&'a str>,
    },
    /// A mini-app's backend on its own behalf.
    Client(&'a str),
    /// Nobody that is known. IPv6 counts by /64, since that is what one household or machine is given.
    Address(IpAddr),
    /// Somebody whom a stranger names, a user id in lower case, or whose browser a stranger sends.
    Named {
        /// Who is named.
        user: &'a str,
        /// The stranger's address; without one, all strangers count together.
        from: Option<IpAddr>,
    },
}

impl Caller<'_> {
    /// The hash of this caller under `secret`.
    pub(super) fn key(&self, secret: &[u8; 16]) -> Key {
        let mut hasher = SipHasher13::new_with_key(secret);
        match self {
            Self::Person { user, client } => {
                hasher.write_u8(0);
                hasher.write(user.as_bytes());
                if let Some(client) = client {
                    // No text holds this byte, so no two pairs read the same.
                    hasher.write_u8(0xff);
                    hasher.write(client.as_bytes());
                }
            }
            Self::Client(client) => {
                hasher.write_u8(1);
                hasher.write(client.as_bytes());
            }
            Self::Named { user, from } => {
                hasher.write_u8(4);
                hasher.write(user.as_bytes());
                if let Some(address) = from {
                    hasher.write_u8(0xff);
                    write_address(&mut hasher, *address);
                }
            }
            Self::Address(address) => write_address(&mut hasher, *address),
        }
        Key(hasher.finish())
    }
}

/// What an operator reads: `@alice:example.org through ma_shop_001`, `ma_shop_001`, `192.0.2.1`, `2001:db8::/64`.
impl fmt::Display for Caller<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person { user, client: None } => f.write_str(user),
            Self::Person { user, client: Some(client) } => write!(f, "{user} through {client}"),
            Self::Client(client) => f.write_str(client),
            Self::Named { user, .. } => write!(f, "{user} as named by strangers"),
            Self::Address(address) => match address.to_canonical() {
                IpAddr::V4(address) => write!(f, "{address}"),
                IpAddr::V6(address) => write!(f, "{}/64", network(address)),
            },
        }
    }
}

/// A caller's name in the limiter: a keyed hash, shown as sixteen hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct Key(#[n(0)] u64);

impl Key {
    /// Reads what `Display` shows.
    pub fn parse(text: &str) -> Option<Self> {
        let ok = text.len() == 16 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        ok.then(|| u64::from_str_radix(text, 16).ok().map(Self)).flatten()
    }

    /// Which shard it lives in. The middle bits: the map inside a shard uses those at both ends.
    pub(super) fn shard(self) -> usize {
        (self.0 >> 32) as usize % super::SHARDS
    }

    pub(super) fn bits(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// For maps whose keys are keyed hashes already: hashing them once more buys nothing.
pub(super) type Hashed = BuildHasherDefault<AsIs>;

#[derive(Default)]
pub(super) struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, bits: u64) {
        self.0 = bits;
    }
}

fn write_address(hasher: &mut SipHasher13, address: IpAddr) {
    match address.to_canonical() {
        IpAddr::V4(address) => {
            hasher.write_u8(2);
            hasher.write(&address.octets());
        }
        IpAddr::V6(address) => {
            hasher.write_u8(3);
            hasher.write(&network(address).octets());
        }
    }
}

fn network(address: Ipv6Addr) -> Ipv6Addr {
    Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn callers_are_told_apart() {
        let address = |text: &str| Caller::Address(text.parse().unwrap());
        let callers = [
            Caller::Person { user: "@a:b", client: None },
            Caller::Person { user: "@a:b", client: Some("") },
            Caller::Person { user: "@a:b", client: Some("c") },
            Caller::Person { user: "@a:bc", client: None },
            Caller::Client("@a:b"),
            Caller::Client("c"),
            Caller::Named { user: "@a:b", from: None },
            Caller::Named { user: "@a:b", from: Some([192, 0, 2, 1].into()) },
            Caller::Named { user: "@a:b", from: Some([192, 0, 2, 2].into()) },
            address("192.0.2.1"),
            address("192.0.2.2"),
            address("2001:db8::1"),
            address("2001:db8:0:1::1"),
        ];
        let keys: std::collections::HashSet<u64> = callers.iter().map(|caller| caller.key(&[7; 16]).0).collect();
        assert_eq!(keys.len(), callers.len());
        assert_ne!(callers[0].key(&[7; 16]), callers[0].key(&[8; 16]));
        assert_eq!(address("2001:db8::1").key(&[7; 16]), address("2001:db8::ffff").key(&[7; 16]));
        assert_eq!(address("::ffff:192.0.2.1").key(&[7; 16]), address("192.0.2.1").key(&[7; 16]));
        assert_eq!(address("2001:db8::1").to_string(), "2001:db8::/64");
    }

    #[test]
    fn keys_read_back_as_written() {
        let key = Key(0x0123_4567_89ab_cdef);
        assert_eq!(Key::parse(&key.to_string()), Some(key));
        assert_eq!((Key::parse("+123456789abcdef"), Key::parse("1")), (None, None));
    }
}
