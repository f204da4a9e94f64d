//! Who acts, and what they were allowed: signing keys and tokens, sessions with their refresh tokens, OAuth clients, consent,
//! authorization codes and device grants.
//! Who a person is, the homeserver says; the ports ask it, and this room starts from a checked Matrix user id. No HTTP here,
//! and no network.

mod account;
mod admins;
mod backend;
mod clients;
mod codes;
mod connected;
mod consent;
mod device;
mod keys;
mod live;
mod pruning;
mod redirects;
mod revocation;
mod sessions;
mod tokens;

pub use account::{
    EndAccountSessions, StartAccountSession, TouchAccountSession, WhichSessions, account_session, account_sessions,
};
pub use admins::{
    AdminTokenIssued, IssueAdminToken, RevokeAdminToken, SuspendUser, UnsuspendUser, admin_token, admin_tokens, note_suspension,
    suffices, suspension,
};
pub use backend::{IssueClientToken, IssuedClientToken, RevokeClientToken};
pub use clients::{Client, find_client};
pub use codes::{Authorize, Authorized, Prompt, PruneCodes, RedeemCode, Redeemed};
pub use connected::{Connected, connected};
pub use consent::{
    AnswerConsent, Back, ConsentAnswer, ConsentRequest, PRIVILEGED_LIFETIME, consent_request, granted, preapproved,
};
pub use device::{
    EnterUserCode, PollDeviceGrant, Polled, PruneDeviceGrants, RequestDeviceGrant, Requested, new_user_code, shown_user_code,
};
pub use keys::{KeyError, KeyRing, KeyState, KeyUse, RecordKeys, Rotation, secret_file};
pub use live::Live;
pub use pruning::{PruneRevocations, Stale, Walk};
pub use redirects::{LONGEST_REDIRECT, check_redirect, redirect_host};
pub use revocation::{RevokeGrant, RevokedGrant, Waiting, farewells, forget_person, waiting};
pub use sessions::{
    Refresh, Refreshed, RevokeSession, Revoked, SessionInfo, StartSession, Started, Terms, refuse_suspended, session,
    session_of_refresh, stop_tokens,
};
pub use tokens::{
    Claims, ClientClaims, Context, DEVELOPER_CLIENT, DeveloperClaims, TokenError, Tokens, Verified, VerifiedClient,
    VerifiedDeveloper,
};
