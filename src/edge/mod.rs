//! What every edge shares: handles to the rooms and ports, and the questions that need both the store and the network (who is
//! this, do these two share a room). No HTTP and no protocol here; HTTP, MCP and the worker stand on it.

mod condition;
mod exports;
mod ghosts;
mod identify;
mod keys;
pub mod links;
mod passing;
mod proofs;
mod rooms;
mod sign_in;
mod vault;

use std::sync::{Arc, PoisonError, RwLock};

pub use exports::{Exports, Turn};
pub use ghosts::{GhostTrouble, STANDING};
pub use identify::{Person, TokenKind};
pub use rooms::RoomAnswer;
pub use sign_in::{MAS_CALLBACK, SSO_CALLBACK, WaysToSignIn};
pub use vault::Vault;

use crate::{
    command::{Command, Commands, Done, IdempotencyKey},
    config::Settings,
    identity::{Live, Tokens},
    kernel::{Actor, Clock, Ctx, Rejection, Rng, Timestamp},
    limits::{Class, Limits, Penalty, Quota, Rules},
    logs::AccessLog,
    matrix::{Homeserver, MatrixError},
    mfa::{Checker, lockout::LockoutRules, passkey::RelyingParty, pin::PinHasher, pool::Pool},
    seal::MasterKey,
    store::{Failure, StoreError, WriteError},
    upstream::{Mas, Unavailable},
    webhooks::Sender,
};

/// Handles to everything, built once by `app`.
pub struct Edge {
    /// The rules in force; replaced when the configuration is reloaded.
    settings: RwLock<Arc<Settings>>,
    /// The way to the store for changes; its store for reads.
    pub commands: Commands,
    /// Signs and checks tokens.
    pub tokens: Tokens,
    /// One change of the signing keys at a time.
    key_watch: tokio::sync::Mutex<keys::Watch>,
    /// What makes a good token worthless.
    pub live: Arc<Live>,
    /// Rate limits.
    pub limits: Limits,
    /// The homeserver.
    pub homeserver: Arc<Homeserver>,
    /// MAS, where there is one.
    pub mas: Option<Mas>,
    /// Where the time comes from.
    pub clock: Arc<dyn Clock>,
    /// Where randomness comes from.
    pub rng: Arc<dyn Rng>,
    /// Threads for proofs that are slow on purpose.
    pub pool: Pool,
    /// Hashes PINs.
    pub pins: Arc<PinHasher>,
    /// Checks proofs.
    pub checker: Arc<Checker>,
    /// People's own Matrix tokens, in memory.
    pub vault: Vault,
    /// What the homeserver said of people lately.
    profiles: rooms::Profiles,
    /// Sessions elsewhere that are still to be closed.
    leftovers: passing::Leftovers,
    /// What the homeserver said lately of how people log in.
    login_flows: sign_in::KnownFlows,
    /// Whose passwords it takes no more of at the moment.
    login_pauses: sign_in::LoginPauses,
    /// Signs the links that are handed out.
    pub link_key: [u8; 32],
    /// People's data that are being put together.
    pub exports: Arc<Exports>,
    /// Seals what has to be read again.
    pub master: Arc<MasterKey>,
    /// Tells mini-apps of events.
    pub webhooks: Sender,
    /// One line for each request.
    pub access: AccessLog,
}

/// Why an edge cannot do what was asked.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Trouble {
    /// A fact for the caller.
    #[error(transparent)]
    Rejected(#[from] Rejection),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A service that this one needs.
    #[error(transparent)]
    Upstream(#[from] Unavailable),
    /// This machine, in words for its log.
    #[error("{0}")]
    Machine(String),
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        match failure {
            WriteError::Rejected(rejection) => Self::Rejected(rejection),
            WriteError::Store(error) => Self::Store(error),
        }
    }
}

impl From<MatrixError> for Trouble {
    fn from(error: MatrixError) -> Self {
        match error {
            MatrixError::Unavailable(unavailable) => Self::Upstream(unavailable),
            refused @ MatrixError::Refused { .. } => Self::Upstream(Unavailable::new(refused.to_string())),
        }
    }
}

/// What an edge is built from.
pub struct Parts {
    /// The rules.
    pub settings: Arc<Settings>,
    /// The way to the store.
    pub commands: Commands,
    /// Tokens.
    pub tokens: Tokens,
    /// Revocations.
    pub live: Arc<Live>,
    /// The homeserver.
    pub homeserver: Arc<Homeserver>,
    /// MAS.
    pub mas: Option<Mas>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub rng: Arc<dyn Rng>,
    /// Threads for slow proofs.
    pub pool: Pool,
    /// Signs links.
    pub link_key: [u8; 32],
    /// Seals secrets.
    pub master: Arc<MasterKey>,
    /// Tells mini-apps.
    pub webhooks: Sender,
    /// One line for each request.
    pub access: AccessLog,
}

impl Edge {
    /// Runs the command that `asked` led to. A repetition under a key that was used gets its answer also when what has to be asked
    /// before the command is refused now.
    pub async fn run_unless_replayed<C: Command>(
        &self,
        ctx: Ctx,
        key: Option<IdempotencyKey>,
        asked: Result<C, Trouble>,
    ) -> Result<Done<C::Outcome>, Trouble> {
        match asked {
            Ok(command) => Ok(self.commands.run(ctx, key, command).await?),
            Err(trouble) => {
                let known = self.commands.replayed(key).await?;
                known.map(|outcome| Done { outcome, replayed: true }).ok_or(trouble)
            }
        }
    }

    /// Puts the parts together.
    pub fn new(parts: Parts) -> Self {
        let mut secret = [0; 16];
        secret.copy_from_slice(&crate::kernel::sha256(&parts.link_key)[..16]);
        let pins = Arc::new(PinHasher::default());
        let settings = &parts.settings;
        let relying_party = RelyingParty::new(&settings.server.public_url, &settings.matrix.server_name, &parts.link_key);
        let checker = Arc::new(Checker { pins: Arc::clone(&pins), master: Arc::clone(&parts.master), relying_party });
        let limits = Limits::new(secret, LIMITED_CALLERS, rules(&parts.settings));
        Self {
            settings: RwLock::new(parts.settings),
            commands: parts.commands,
            tokens: parts.tokens,
            key_watch: tokio::sync::Mutex::default(),
            live: parts.live,
            limits,
            homeserver: parts.homeserver,
            mas: parts.mas,
            clock: parts.clock,
            rng: parts.rng,
            pool: parts.pool,
            pins,
            checker,
            vault: Vault::default(),
            profiles: rooms::Profiles::new(rooms::PROFILES),
            exports: Arc::default(),
            leftovers: passing::Leftovers::default(),
            login_flows: sign_in::KnownFlows::default(),
            login_pauses: sign_in::LoginPauses::default(),
            link_key: parts.link_key,
            master: parts.master,
            webhooks: parts.webhooks,
            access: parts.access,
        }
    }

    /// The rules in force.
    pub fn settings(&self) -> Arc<Settings> {
        Arc::clone(&self.settings.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts other rules in force, the rate limits with them.
    pub fn configure(&self, settings: Arc<Settings>) {
        self.limits.configure(rules(&settings));
        *self.settings.write().unwrap_or_else(PoisonError::into_inner) = settings;
    }

    /// The present moment.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// A context for something that the server does of itself.
    pub fn system_ctx(&self) -> Ctx {
        Ctx::new(self.now(), Actor::System, None, &*self.rng)
    }

    /// When wrong proofs lock.
    pub fn lockout(&self) -> LockoutRules {
        let mfa = &self.settings().mfa;
        LockoutRules { failures: mfa.max_failures, within: mfa.failure_window, first_lock: mfa.lock, longest_lock: mfa.max_lock }
    }

    /// The currency with this code; `INVALID_REQUEST` naming `field` otherwise.
    pub fn currency(&self, code: &str, field: &str) -> Result<crate::kernel::Currency, Rejection> {
        let found = self.settings().currencies.get(code);
        found.ok_or_else(|| Rejection::field(field, format!("The currency is not one of this server's: {}", shorten(code))))
    }
}

/// How many callers the limiter keeps in mind.
const LIMITED_CALLERS: usize = 100_000;

fn rules(settings: &Settings) -> Rules {
    let configured = &settings.limits;
    let quota =
        |limit: &crate::config::ClassLimit| Some((Class::parse(&limit.class)?, Quota::new(limit.limit, limit.per, limit.burst)?));
    let overrides = configured.overrides.iter().filter_map(|exception| {
        let (class, quota) = quota(&exception.quota)?;
        Some((exception.key.clone(), class, quota))
    });
    let penalty = Penalty { violations: configured.violations_per_hour, lasts: configured.suspend_for, ..Penalty::default() };
    Rules::new(configured.classes.iter().filter_map(quota), overrides, penalty)
}

fn shorten(text: &str) -> String {
    text.chars().take(20).filter(|letter| !letter.is_control()).collect()
}
