//! Keys as bytes whose order is the order of the keys. Values are CBOR with numbered fields (`minicbor`), so that old files
//! read after fields are added.

use crate::kernel::{
    ChallengeId, CodeId, ConsentId, DeviceGrantId, EventId, GiftId, InvitationId, OrganizationId, P2pId, PaymentId, RawId,
    RefundId, RoomId, SessionId, UserId, WalletId,
};

use super::StoreError;

/// A key of a table. The bytes of two keys compare as the keys do. In a pair the first part is either of fixed length or
/// text, which is closed by a zero byte; Matrix ids and names hold none.
pub trait Key: Sized {
    /// Whether every key of this kind has the same number of bytes.
    const FIXED: bool;

    /// Appends the key's bytes.
    fn write(&self, out: &mut Vec<u8>);

    /// Reads a key back.
    fn parse(bytes: &[u8]) -> Option<Self>;
}

/// The bytes of `key`.
pub(super) fn key_bytes<K: Key>(key: &K) -> Vec<u8> {
    let mut out = Vec::with_capacity(40);
    key.write(&mut out);
    out
}

#[expect(clippy::expect_used, reason = "writing to memory cannot fail, and no encoder of ours reports errors of its own")]
pub(super) fn encode<V: minicbor::Encode<()>>(value: &V) -> Vec<u8> {
    let mut out = Vec::with_capacity(160);
    minicbor::encode(value, &mut out).expect("CBOR is written to memory");
    out
}

pub(super) fn decode<V: for<'b> minicbor::Decode<'b, ()>>(table: &str, bytes: &[u8]) -> Result<V, StoreError> {
    minicbor::decode(bytes).map_err(|error| StoreError::Corrupt(format!("a value of {table}: {error}")))
}

impl Key for u64 {
    const FIXED: bool = true;

    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.to_be_bytes());
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self::from_be_bytes)
    }
}

impl<const N: usize> Key for [u8; N] {
    const FIXED: bool = true;

    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self);
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok()
    }
}

impl Key for String {
    const FIXED: bool = false;

    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.as_bytes());
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        Self::from_utf8(bytes.to_vec()).ok()
    }
}

macro_rules! matrix_keys {
    ($($name:ident)*) => {$(
        impl Key for $name {
            const FIXED: bool = false;

            fn write(&self, out: &mut Vec<u8>) {
                out.extend_from_slice(self.as_str().as_bytes());
            }

            fn parse(bytes: &[u8]) -> Option<Self> {
                Self::parse(std::str::from_utf8(bytes).ok()?).ok()
            }
        }
    )*};
}

matrix_keys!(UserId RoomId);

macro_rules! id_keys {
    ($($name:ident)*) => {$(
        impl Key for $name {
            const FIXED: bool = true;

            fn write(&self, out: &mut Vec<u8>) {
                out.extend_from_slice(self.bytes());
            }

            fn parse(bytes: &[u8]) -> Option<Self> {
                bytes.try_into().ok().map(|bytes| Self(RawId(bytes)))
            }
        }
    )*};
}

id_keys!(WalletId P2pId SessionId ConsentId CodeId DeviceGrantId OrganizationId InvitationId EventId ChallengeId PaymentId RefundId GiftId);

impl<A: Key, B: Key> Key for (A, B) {
    const FIXED: bool = A::FIXED && B::FIXED;

    fn write(&self, out: &mut Vec<u8>) {
        write_first(&self.0, out);
        self.1.write(out);
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let split = if A::FIXED { fixed_length::<A>()? } else { bytes.iter().position(|byte| *byte == 0)? };
        let (first, rest) = bytes.split_at_checked(split)?;
        let second = if A::FIXED { rest } else { rest.get(1..)? };
        Some((A::parse(first)?, B::parse(second)?))
    }
}

/// The first part of a pair, as a prefix that holds every pair that starts with it.
pub(super) fn write_first<A: Key>(first: &A, out: &mut Vec<u8>) {
    first.write(out);
    if !A::FIXED {
        out.push(0);
    }
}

fn fixed_length<A: Key>() -> Option<usize> {
    [8, 16, 32].into_iter().find(|length| A::parse(&vec![0; *length]).is_some())
}
