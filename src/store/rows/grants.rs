//! What stands between a person's yes and a session: questions for consent, authorization codes, device grants.

use minicbor::{Decode, Encode};

use crate::kernel::{DeviceGrantId, ScopeSet, SessionId, Timestamp, UserId};

row!(
    /// A consent that was asked for.
    ConsentRequestRow {
        0 user: UserId,
        1 miniapp: String,
        /// What the person decides about; the rest of what is wanted needs no answer.
        2 scopes: ScopeSet,
        3 expires: Timestamp,
        /// What goes on with the answer; `None` when the mini-app asks again by itself.
        4 purpose: Option<Purpose>,
    }
);

/// What an answer to a question for consent sets going.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Purpose {
    /// The browser goes back to the mini-app with an authorization code.
    #[n(0)]
    Authorize(#[n(0)] AuthorizationRow),
    /// The device that waits gets its tokens.
    #[n(1)]
    Device(#[n(0)] DeviceGrantId),
}

row!(
    /// An authorization request that waits for consent.
    AuthorizationRow {
        0 client: String,
        /// As it was sent.
        1 redirect_uri: String,
        2 state: Option<String>,
        /// The PKCE challenge: SHA-256 of the verifier.
        #[cbor(with = "minicbor::bytes")]
        3 challenge: [u8; 32],
        /// Everything that the session is to have.
        4 wanted: ScopeSet,
    }
);

row!(
    /// An authorization code.
    CodeRow {
        /// SHA-256 of the part that is secret.
        #[cbor(with = "minicbor::bytes")]
        0 secret: [u8; 32],
        1 user: UserId,
        2 client: String,
        3 redirect_uri: String,
        /// The PKCE challenge: SHA-256 of the verifier.
        #[cbor(with = "minicbor::bytes")]
        4 challenge: [u8; 32],
        5 scopes: ScopeSet,
        6 expires: Timestamp,
        /// The session that was made from it; a second use means that the code was stolen.
        7 used: Option<SessionId>,
    }
);

row!(
    /// A device's request for a session.
    DeviceGrantRow {
        /// SHA-256 of the secret part of the device code.
        #[cbor(with = "minicbor::bytes")]
        0 secret: [u8; 32],
        /// Eight letters.
        1 user_code: String,
        2 client: String,
        3 scopes: ScopeSet,
        4 expires: Timestamp,
        /// How long the device has to wait between two questions, in seconds.
        5 interval: u32,
        /// When the device asked last.
        6 polled: Option<Timestamp>,
        7 decision: Option<DeviceDecision>,
    }
);

/// What became of a device's request.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum DeviceDecision {
    /// A person agreed: who, and to what.
    #[n(0)]
    Approved(#[n(0)] UserId, #[n(1)] ScopeSet),
    /// A person said no.
    #[n(1)]
    Denied,
    /// The device has its tokens.
    #[n(2)]
    Redeemed(#[n(0)] SessionId),
}
