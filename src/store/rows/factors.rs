//! What a person proves themselves with, and the challenges that they answer.

use minicbor::{Decode, Encode};

use super::Bytes;
use crate::kernel::{Timestamp, UserId};

row!(
    /// What a person proves themselves with.
    FactorsRow {
        /// CBOR of an `mfa` PIN hash.
        #[cbor(with = "minicbor::bytes")]
        0 pin: Option<Vec<u8>>,
        /// CBOR of an `mfa` lockout.
        #[cbor(with = "minicbor::bytes")]
        1 lockout: Option<Vec<u8>>,
    }
);

row!(
    /// A device key.
    DeviceRow {
        0 name: String,
        1 platform: String,
        /// CBOR of an `mfa` public key.
        #[cbor(with = "minicbor::bytes")]
        2 key: Vec<u8>,
        3 created: Timestamp,
        4 revoked: Option<Timestamp>,
        5 capabilities: Vec<String>,
    }
);

row!(
    /// An authenticator app (RFC 6238).
    TotpRow {
        /// The secret, sealed.
        #[cbor(with = "minicbor::bytes")]
        0 secret: Vec<u8>,
        1 created: Timestamp,
        /// When its first code was right; until then it proves nothing.
        2 confirmed: Option<Timestamp>,
        /// The time step of the last code that was accepted.
        3 last_step: u64,
        /// Set when its enrolment began with a proof by a factor that was there.
        4 proven: Option<()>,
    }
);

row!(
    /// The recovery codes that were not used yet.
    RecoveryCodesRow {
        /// SHA-256 of each.
        0 digests: Vec<Bytes>,
        1 created: Timestamp,
    }
);

row!(
    /// A passkey.
    PasskeyRow {
        /// What the person calls it.
        0 name: String,
        /// The credential with its counter, as JSON of the WebAuthn library.
        #[cbor(with = "minicbor::bytes")]
        1 credential: Vec<u8>,
        2 created: Timestamp,
        3 used: Option<Timestamp>,
    }
);

numbered!(
    /// What a challenge is for.
    ChallengePurpose {
        /// Confirming a transfer between people.
        0 P2p "p2p",
        /// Paying a mini-app.
        1 Payment "payment",
        /// Giving.
        2 Gift "gift",
        /// Changing one's factors.
        3 Enrolment "enrolment",
        /// Making a new passkey.
        4 Registration "registration",
    }
);

row!(
    /// A challenge that a person was given.
    ChallengeRow {
        0 user: UserId,
        1 purpose: ChallengePurpose,
        /// The id of what it is for.
        2 object: String,
        /// SHA-256 over everything that the answer is worth something for.
        #[cbor(with = "minicbor::bytes")]
        3 binding: [u8; 32],
        #[cbor(with = "minicbor::bytes")]
        4 nonce: [u8; 16],
        5 created: Timestamp,
        6 expires: Timestamp,
        7 attempts_left: u32,
        8 used: Option<Timestamp>,
        /// For a new passkey: set when it began with a proof by a factor that was there.
        9 proven: Option<()>,
    }
);
