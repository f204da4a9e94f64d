//! The composition root: settings become an [`Edge`] with everything behind it. Nothing is started here; `lifecycle` does that.

use std::{path::Path, sync::Arc};

use crate::{
    command::Commands,
    config::{Profile, Provider, Settings},
    dev,
    edge::{Edge, Parts},
    identity::{KeyRing, Live, Tokens, secret_file},
    kernel::{Clock, Rng},
    logs::AccessLog,
    matrix::{Client, Homeserver},
    mfa::pool::Pool,
    miniapps,
    seal::MasterKey,
    store::{Failure, Location, OpenError, Options, ReadExt, Store, WriteError, tables::MINIAPPS},
    upstream::Mas,
    webhooks::{Bounds, Reach, Sender, Sink, system_lookup},
};

/// Why the server cannot be put together.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The data file.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The keys.
    #[error(transparent)]
    Key(#[from] crate::identity::KeyError),
    /// What has to be in the data file at the start could not be read or written.
    #[error("the data file could not be prepared: {0}")]
    Prepare(String),
    /// The system gives no threads, or a client for a service cannot be made.
    #[error("{0}")]
    System(String),
}

impl From<Failure> for BuildError {
    fn from(failure: Failure) -> Self {
        match failure {
            WriteError::Rejected(rejection) => Self::Prepare(rejection.to_string()),
            WriteError::Store(error) => Self::Prepare(error.to_string()),
        }
    }
}

impl From<crate::store::StoreError> for BuildError {
    fn from(error: crate::store::StoreError) -> Self {
        Self::Prepare(error.to_string())
    }
}

/// What differs between the server and a test of it.
pub struct Outside {
    /// Where the time comes from.
    pub clock: Arc<dyn Clock>,
    /// Where randomness comes from.
    pub rng: Arc<dyn Rng>,
    /// Where requests are noted.
    pub access: AccessLog,
}

/// The file of the master key, in the directory of the keys.
pub const MASTER_KEY: &str = "master.key";

/// What only this installation knows.
#[derive(Clone, Copy)]
pub struct Secrets {
    /// Signs links.
    pub links: [u8; 32],
    /// Seals secrets that have to be read again.
    pub master: [u8; 32],
}

/// Opens the data directory and builds everything on it.
pub fn build(settings: Settings, outside: Outside) -> Result<Edge, BuildError> {
    let directory = settings.storage.data_dir.clone();
    let options = Options {
        location: Location::Directory(directory.clone()),
        cache: settings.storage.cache,
        min_free: settings.storage.min_free,
    };
    let store = Store::open(options)?;
    let keys = KeyRing::load_or_create(&directory.join("keys"), outside.clock.now())?;
    let secrets = Secrets {
        links: secret(&directory, "links.key", &*outside.rng)?,
        master: secret(&directory, MASTER_KEY, &*outside.rng)?,
    };
    assemble(settings, outside, store, keys, secrets)
}

/// Builds everything on a store that is open.
pub fn assemble(settings: Settings, outside: Outside, store: Store, keys: KeyRing, secrets: Secrets) -> Result<Edge, BuildError> {
    let homeserver = Arc::new(homeserver(&settings, &outside)?);
    let mas = mas(&settings, &outside)?;
    let live = Arc::new(store.read(Live::load)?);
    let pool = Pool::new(Pool::DEFAULT_THREADS, Pool::DEFAULT_QUEUE).map_err(|error| BuildError::System(error.to_string()))?;
    let webhooks = webhooks(&settings, &outside);
    let edge = Edge::new(Parts {
        commands: Commands::new(store),
        tokens: Tokens::new(settings.server.base().to_owned(), keys, Arc::clone(&live)),
        live,
        homeserver,
        mas,
        clock: outside.clock,
        rng: outside.rng,
        pool,
        link_key: secrets.links,
        master: Arc::new(MasterKey::new(&secrets.master)),
        webhooks,
        access: outside.access,
        settings: Arc::new(settings),
    });
    ensure_official_wallet(&edge)?;
    if edge.settings().profile == Profile::Dev {
        dev::seed(&edge)?;
    }
    Ok(edge)
}

fn homeserver(settings: &Settings, outside: &Outside) -> Result<Homeserver, BuildError> {
    let Some(configured) = settings.matrix.homeserver.as_ref().filter(|_| !settings.identity.asks(Provider::Dev)) else {
        return Ok(Homeserver::Dev(dev::homeserver(&settings.matrix.server_name, Arc::clone(&outside.clock))));
    };
    let clock = Arc::clone(&outside.clock);
    let client = Client::new(configured.url.clone(), configured.as_token.clone(), &settings.matrix.server_name, clock);
    Ok(Homeserver::Real(client.map_err(|error| BuildError::System(error.to_string()))?))
}

fn mas(settings: &Settings, outside: &Outside) -> Result<Option<Mas>, BuildError> {
    let Some(configured) = settings.identity.mas.as_ref().filter(|_| settings.identity.asks(Provider::Mas)) else {
        return Ok(None);
    };
    let made = Mas::new(
        configured.issuer.clone(),
        &configured.client_id,
        configured.client_secret.clone(),
        &settings.matrix.server_name,
        settings.identity.cache,
        Arc::clone(&outside.clock),
    );
    made.map(Some).map_err(|error| BuildError::System(error.to_string()))
}

fn ensure_official_wallet(edge: &Edge) -> Result<(), BuildError> {
    let id = miniapps::OFFICIAL_WALLET.to_owned();
    if edge.commands.store().read(|reader| reader.has(&MINIAPPS, &id))? {
        return Ok(());
    }
    let command = miniapps::official_wallet(edge.settings().currencies.primary());
    edge.commands.run(edge.system_ctx(), None, command).wait()?;
    Ok(())
}

fn webhooks(settings: &Settings, outside: &Outside) -> Sender {
    let sender = |reach| Sender::new(reach, system_lookup(), Bounds::default(), Arc::clone(&outside.clock));
    match reach(settings) {
        Reach::Public => sender(Reach::Public),
        Reach::Loopback => sender(Reach::Loopback).with_sink(Sink::new(dev::SHOP)),
    }
}

/// How far webhooks may go.
pub fn reach(settings: &Settings) -> Reach {
    match settings.profile {
        Profile::Normal => Reach::Public,
        Profile::Dev => Reach::Loopback,
    }
}

/// The key that seals secrets, made now when there is none.
pub fn master_key(settings: &Settings, rng: &dyn Rng) -> Result<MasterKey, BuildError> {
    Ok(MasterKey::new(&secret(&settings.storage.data_dir, MASTER_KEY, rng)?))
}

fn secret(directory: &Path, name: &str, rng: &dyn Rng) -> Result<[u8; 32], BuildError> {
    Ok(secret_file(&directory.join("keys"), name, rng)?)
}
