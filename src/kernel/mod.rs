//! The words that every room uses: typed ids, money, time, randomness, secrets, pages, the request's [`Ctx`] and the
//! [`Rejection`] that says no. Nothing here does I/O, and nothing here knows another room.

mod ctx;
mod ids;
mod loopback;
mod matrix_ids;
mod money;
mod page;
mod rejection;
mod rng;
mod scope;
mod secret;
mod text;
mod time;

pub use ctx::{Actor, Ctx};
pub use ids::*;
pub use loopback::is_loopback;
pub use matrix_ids::{RoomId, UserId};
pub use money::{AmountError, Currency, Money};
pub use page::{MAX_LIMIT, Page, PageRequest};
pub use rejection::{Code, Rejection};
pub use rng::{Rng, SeededRng, SystemRng};
pub use scope::{Scope, ScopeSet, Sensitivity};
pub use secret::{Secret, sha256};
pub use text::human_text;
pub use time::{Clock, ManualClock, SystemClock, Timestamp};
