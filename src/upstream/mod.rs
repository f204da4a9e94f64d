//! What every outbound connection shares (the circuit breaker, the bounded HTTP exchange) and the services that answer
//! questions for us: the OAuth server that knows who a token belongs to. Nothing here touches the store, and nothing here
//! may be called inside a transaction.

mod breaker;
mod local;
mod mas;
mod remote;
#[cfg(test)]
pub(crate) mod stub;

pub use breaker::{Breaker, Circuit, Open, Outcome, Permit};
pub use local::Local;
pub use mas::{Identified, Mas, SignIn};
pub(crate) use remote::describe;
pub use remote::{Answer, Remote, Unavailable, is_plausible_token};
