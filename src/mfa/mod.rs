//! Proof that a person is present: what is enrolled, how a proof is checked, what it is worth, when one is not enough, and what
//! becomes of those who guess.
//!
//! [`pin`] keeps and checks PINs, [`device`] signatures of device keys, [`totp`] codes of authenticator apps, [`recovery`] the codes
//! that stand in for those, [`passkey`] WebAuthn. [`challenge`] binds a proof to one object. [`Evidence`], [`Checked`] and
//! [`Settled`] tie them to what is enrolled; [`lockout`] counts wrong proofs over all methods, [`policy`] says when a second factor
//! is needed, and [`pool`] runs checks that are slow on purpose on a few threads of their own. Nothing here asks for the time or
//! knows what a proof is good for.

mod authenticator;
pub mod challenge;
pub mod device;
mod enrolment;
mod evidence;
mod factors;
pub mod lockout;
pub mod passkey;
mod passkey_enrolment;
pub mod pin;
pub mod policy;
pub mod pool;
pub mod recovery;
pub mod totp;

pub use authenticator::{BeginTotp, ConfirmTotp, PENDING, RemoveTotp, RenewRecoveryCodes, pending, sealed, secret_of};
pub use challenge::{Begun, Binding, OpenChallenge, Opened};
pub use enrolment::{
    EnrolDevice, Enrolled, RenameDevice, RevokeDevice, SetPin, device_enrolled, pin_enrolled, prove, require_place,
};
pub use evidence::{Checked, Checker, Evidence, Proven, Settled};
pub use factors::{Kind, Method, Proof, forget_person, locked, locked_until, methods, set_pin, wrong_proof};
pub use passkey_enrolment::{
    Asks, BeginPasskey, EnrolPasskey, PasskeyBegun, RemovePasskey, RenamePasskey, SetAlwaysAsk, asks, no_ceremony,
};
