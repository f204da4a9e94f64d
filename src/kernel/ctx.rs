//! What a command is told about the request that it runs for.

use std::{cell::Cell, fmt, net::IpAddr};

use super::{AdminTokenId, RawId, RequestId, Rng, SessionId, Timestamp, UserId, sha256};

/// On whose behalf something happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A person, through a mini-app's client when `client` is there.
    User {
        /// Who.
        user: UserId,
        /// The OAuth client that acts for them.
        client: Option<String>,
        /// The session that the token belongs to.
        session: Option<SessionId>,
    },
    /// A mini-app's backend on its own behalf.
    Client(String),
    /// The homeserver, through the Application Service API.
    Homeserver,
    /// An admin, by the API token that they hold.
    Admin(AdminTokenId),
    /// Somebody at the machine's command line, or at its control socket.
    Operator,
    /// The server itself: expiry, start-up, delivery.
    System,
}

/// As it is in the audit record: `u/` and the person, `c/` and the client, `a/` and the admin's token, or a word.
impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::User { user, .. } => write!(f, "u/{user}"),
            Self::Client(client) => write!(f, "c/{client}"),
            Self::Admin(token) => write!(f, "a/{token}"),
            Self::Homeserver => f.write_str("homeserver"),
            Self::Operator => f.write_str("operator"),
            Self::System => f.write_str("system"),
        }
    }
}

/// Who asks, when, and the entropy that ids are made from. A transaction may be run again, so a run gets its time and its
/// ids from here and nowhere else; [`Ctx::restart`] makes the second run equal the first.
#[derive(Debug)]
pub struct Ctx {
    /// When the request came in.
    pub now: Timestamp,
    /// On whose behalf.
    pub actor: Actor,
    /// The request, for the log and the audit record.
    pub request: RequestId,
    /// Where it came from.
    pub address: Option<IpAddr>,
    seed: [u8; 16],
    drawn: Cell<u32>,
}

impl Ctx {
    /// The context of one request at `now`.
    pub fn new(now: Timestamp, actor: Actor, address: Option<IpAddr>, rng: &dyn Rng) -> Self {
        let mut seed = [0; 16];
        rng.fill(&mut seed);
        let request = RequestId(RawId::from_parts(now.unix_ms(), u128::from_be_bytes(seed)));
        Self::for_request(now, actor, address, request, rng)
    }

    /// The same, for a request that has its id already.
    pub fn for_request(now: Timestamp, actor: Actor, address: Option<IpAddr>, request: RequestId, rng: &dyn Rng) -> Self {
        let mut seed = [0; 16];
        rng.fill(&mut seed);
        Self { now, actor, request, address, seed, drawn: Cell::new(0) }
    }

    /// A new id of any kind.
    pub fn new_id<I: From<RawId>>(&self) -> I {
        I::from(RawId::from_parts(self.now.unix_ms(), self.random()))
    }

    /// 128 bits that no other draw shares. Good for ids, not for secrets.
    pub fn random(&self) -> u128 {
        let drawn = self.drawn.replace(self.drawn.get().wrapping_add(1));
        if drawn == 0 {
            return u128::from_be_bytes(self.seed);
        }
        let mut input = [0; 20];
        input[..16].copy_from_slice(&self.seed);
        input[16..].copy_from_slice(&drawn.to_be_bytes());
        let mut half = [0; 16];
        half.copy_from_slice(&sha256(&input)[..16]);
        u128::from_be_bytes(half)
    }

    /// Starts the ids over, before a closure is run again.
    pub fn restart(&self) {
        self.drawn.set(0);
    }
}
