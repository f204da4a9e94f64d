//! Calls to the endpoints of mini-apps: addresses that strangers chose. What leaves here is signed ([`sign`]) and goes to public
//! addresses only ([`address`]): a name is looked up once, every address that it leads to is checked, and one of those is what
//! is connected to. Redirects are not followed, no proxy is taken from the environment, no connection is used twice.
//!
//! Bounds: 5 seconds to connect, 10 for the whole exchange, 64 KiB of an answer of which 1 KiB is kept; one look-up of a name at
//! a time. It does not retry and remembers nothing but each endpoint's breaker; whoever calls does.

pub mod address;
mod name;
mod sender;
pub mod sign;
mod sink;

pub use address::{AddressError, Reach, check};
pub use name::{Lookup, system_lookup};
pub use sender::{Answer, Bounds, Endpoint, Message, Sender};
pub use sink::{Arrival, Behaviour, Sink};
