//! Identifiers on the wire: a prefix and a UUIDv7 in lower-case Crockford base32, so that ids sort by time. On disk only
//! the sixteen bytes are kept.

use std::{fmt, str::FromStr};

use minicbor::{Decode, Encode};

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The sixteen bytes behind every typed id: a UUIDv7 (RFC 9562).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RawId(pub [u8; 16]);

impl RawId {
    /// A UUIDv7 from milliseconds since the epoch and 74 bits of `random`.
    pub fn from_parts(unix_ms: u64, random: u128) -> Self {
        let value = (u128::from(unix_ms & 0xffff_ffff_ffff) << 80)
            | (0x7 << 76)
            | (((random >> 62) & 0xfff) << 64)
            | (0b10 << 62)
            | (random & 0x3fff_ffff_ffff_ffff);
        Self(value.to_be_bytes())
    }

    /// The 62 lowest bits, which [`TxnId`] uses to carry its ledger sequence.
    fn low_bits(self) -> u64 {
        (u128::from_be_bytes(self.0) & 0x3fff_ffff_ffff_ffff) as u64
    }

    fn write(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = u128::from_be_bytes(self.0);
        let mut text = [0u8; 26];
        for (place, byte) in text.iter_mut().enumerate() {
            *byte = ALPHABET[((value >> (5 * (25 - place))) & 31) as usize];
        }
        f.write_str(std::str::from_utf8(&text).map_err(|_| fmt::Error)?)
    }

    fn parse(text: &str) -> Option<Self> {
        if text.len() != 26 {
            return None;
        }
        let mut value: u128 = 0;
        for (place, byte) in text.bytes().enumerate() {
            let digit = ALPHABET.iter().position(|known| *known == byte)? as u128;
            if place == 0 && digit > 7 {
                return None;
            }
            value = (value << 5) | digit;
        }
        Some(Self(value.to_be_bytes()))
    }
}

impl<C> Encode<C> for RawId {
    fn encode<W: minicbor::encode::Write>(
        &self,
        e: &mut minicbor::Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        e.bytes(&self.0)?.ok()
    }
}

impl<'b, C> Decode<'b, C> for RawId {
    fn decode(d: &mut minicbor::Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
        let bytes = d.bytes()?;
        bytes.try_into().map(Self).map_err(|_| minicbor::decode::Error::message("an id has sixteen bytes"))
    }
}

/// The text is not an id of the expected kind.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected an id like `{0}…`")]
pub struct IdError(pub &'static str);

macro_rules! typed_ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
        #[cbor(transparent)]
        pub struct $name(#[n(0)] pub RawId);

        impl $name {
            /// What every id of this kind starts with.
            pub const PREFIX: &str = $prefix;

            /// The bytes that the store keeps.
            pub fn bytes(&self) -> &[u8; 16] {
                &self.0.0
            }
        }

        impl From<RawId> for $name {
            fn from(raw: RawId) -> Self {
                Self(raw)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str($prefix)?;
                self.0.write(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                text.strip_prefix($prefix).and_then(RawId::parse).map(Self).ok_or(IdError($prefix))
            }
        }
    )*};
}

typed_ids! {
    /// A wallet.
    WalletId = "tw_";
    /// A person-to-person transfer, from initiation to its end.
    P2pId = "p2p_";
    /// A gift.
    GiftId = "gift_";
    /// A ledger transfer as people see it; see [`TxnId::sequence`].
    TxnId = "txn_";
    /// An outgoing event (webhook deliveries, Matrix).
    EventId = "evt_";
    /// One HTTP request; finds its log lines.
    RequestId = "req_";
    /// A session behind a TEP or refresh token.
    SessionId = "ses_";
    /// A pending consent.
    ConsentId = "con_";
    /// A challenge that a person proves their presence to.
    ChallengeId = "mfa_ch_";
    /// A payment to a mini-app.
    PaymentId = "pay_";
    /// Money that goes back from a payment.
    RefundId = "rfd_";
    /// The part of an authorization code that is no secret.
    CodeId = "code_";
    /// A device's request for a session; the part of its device code that is no secret.
    DeviceGrantId = "dgr_";
    /// An organization of developers.
    OrganizationId = "org_";
    /// An invitation to an organization.
    InvitationId = "inv_";
    /// An admin's API token, whose text begins with `adm_`.
    AdminTokenId = "adt_";
}

impl TxnId {
    const SEQUENCE_BITS: u32 = 40;

    /// The id of the ledger transfer at `sequence`, made at `unix_ms`. The sequence is in the id, so that finding a
    /// transfer needs no index whose keys arrive in random order.
    pub fn new(unix_ms: u64, sequence: u64, random: u128) -> Self {
        let low = ((random as u64) << Self::SEQUENCE_BITS) | (sequence & ((1 << Self::SEQUENCE_BITS) - 1));
        let high = (random >> 62) << 62;
        Self(RawId::from_parts(unix_ms, high | u128::from(low & 0x3fff_ffff_ffff_ffff)))
    }

    /// Where the transfer is in the ledger. The record there must be compared with the id: a made-up id has a sequence too.
    pub fn sequence(self) -> u64 {
        self.0.low_bits() & ((1 << Self::SEQUENCE_BITS) - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_read_back_as_written() {
        for random in [0, 1, u128::MAX, 0x0123_4567_89ab_cdef_0123_4567_89ab_cdef] {
            let id = P2pId(RawId::from_parts(1_795_000_000_000, random));
            let text = id.to_string();
            assert_eq!((text.len(), text.parse::<P2pId>()), (30, Ok(id)));
            assert!(uuid::Uuid::from_bytes(*id.bytes()).get_version_num() == 7);
        }
    }

    #[test]
    fn ids_of_another_kind_or_shape_are_refused() {
        let id = P2pId(RawId::from_parts(1, 2)).to_string();
        assert!(id.parse::<WalletId>().is_err());
        assert!(id.to_uppercase().parse::<P2pId>().is_err());
        assert!("p2p_zzzzzzzzzzzzzzzzzzzzzzzzzz".parse::<P2pId>().is_err());
        assert!("p2p_".parse::<P2pId>().is_err());
    }

    #[test]
    fn ids_sort_by_time() {
        let ids: Vec<String> =
            (0..50).map(|ms| P2pId(RawId::from_parts(ms * 7919, u128::MAX / (u128::from(ms) + 1))).to_string()).collect();
        assert!(ids.is_sorted());
    }

    #[test]
    fn a_txn_id_carries_its_sequence() {
        for sequence in [0, 1, 77, (1 << 40) - 1] {
            assert_eq!(TxnId::new(1_795_000_000_000, sequence, u128::MAX).sequence(), sequence);
        }
    }
}
