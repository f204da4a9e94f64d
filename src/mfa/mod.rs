//! Proof that a person is present: what is enrolled, how a proof is checked, and what becomes of those who guess.
//!
//! [`pin`] keeps and checks PINs, [`device`] checks signatures of device keys, [`lockout`] counts wrong proofs, and [`pool`]
//! runs checks that are slow on purpose on a few threads of their own. [`Evidence`] and [`Checked`] tie them to
//! what is enrolled. Nothing here asks for the time or knows what a proof is good for.

pub mod device;
mod enrolment;
mod factors;
pub mod lockout;
pub mod pin;
pub mod pool;

pub use enrolment::{EnrolDevice, Enrolled, RevokeDevice, SetPin, device_enrolled, pin_enrolled, prove, require_place};
pub use factors::{
    Checked, Evidence, Method, Proof, Proven, Settled, forget_person, locked, locked_until, methods, set_pin, signed_messages,
    wrong_proof,
};
