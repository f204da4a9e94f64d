//! The server's life: it starts in the order in which things need one another, serves, reloads on SIGHUP, and stops on SIGTERM
//! or SIGINT within `server.shutdown_grace`: no new requests, running ones finish, the worker stops, what the limiter has
//! counted is saved, the control socket goes, the data file is closed. A second signal ends it at once; nothing that was acknowledged is lost by that.
//!
//! A panic is logged and ends the request or the job in which it happened, not the process.

use std::{
    io,
    net::SocketAddr,
    os::unix::net::UnixDatagram,
    path::Path,
    pin::{Pin, pin},
    sync::Arc,
    time::Duration,
};

use tokio::{
    net::TcpListener,
    signal::unix::{Signal, SignalKind, signal},
    sync::watch,
    task::{JoinError, JoinSet, spawn_blocking},
};

use crate::{
    app::{self, BuildError, Outside},
    config::{self, ConfigError, Loaded, Settings},
    edge::Edge,
    http,
    kernel::{SystemClock, SystemRng},
    logs::{self, LogError, LogGuards},
    store::{ReadExt, StoreError, WriteError, rows::Bytes, tables::META},
    worker,
};

/// Where the limiter's snapshot is kept in [`META`].
const LIMITS: &str = "limits";

/// What the orderly end may take beyond the grace that requests have.
const MARGIN: Duration = Duration::from_secs(1);

/// Loads the configuration; with an address, as if that one were configured.
pub type Load = Box<dyn Fn(Option<SocketAddr>) -> Result<Loaded, ConfigError>>;

/// Files of the server are for its own user: the data hold hashes of PINs.
const PRIVATE: u32 = 0o077;

/// What the server is started with.
pub struct Plan {
    /// The configuration.
    pub loaded: Loaded,
    /// Loads it again.
    pub load: Load,
    /// Where the service manager wants to hear from us (sd_notify(3)), if there is one.
    pub notify_socket: Option<String>,
    /// Told once the server answers, with the address that it listens on.
    pub ready: fn(&Settings, SocketAddr),
}

/// Why the server could not start, or did not end well.
#[derive(Debug, thiserror::Error)]
pub enum LifeError {
    /// The configuration.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The logs.
    #[error(transparent)]
    Logs(#[from] LogError),
    /// The listener.
    #[error("server.listen: {address} cannot be used: {source}. {}", advice(source))]
    Listen {
        /// Where.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The control socket.
    #[error("storage.data_dir: the control socket {path} cannot be made: {source}")]
    Control {
        /// Where.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// The data directory and what is built on it.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// Threads or signals.
    #[error("the system does not give what the server needs: {0}")]
    System(#[from] io::Error),
    /// Something ended that should not have, or did not end when it should have.
    #[error("{0}")]
    Broken(String),
    /// Somebody could not wait.
    #[error("A second signal ended the server at once. What was acknowledged is kept.")]
    Impatience,
}

/// Starts the server and comes back when it has stopped.
pub fn run(plan: Plan) -> Result<(), LifeError> {
    rustix::process::umask(rustix::fs::Mode::from_bits_truncate(PRIVATE));
    let logs = logs::init(&plan.loaded.settings.log)?;
    log_panics();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let ended = runtime.block_on(live(plan, &logs));
    // Whatever still runs has had its time.
    runtime.shutdown_background();
    ended
}

async fn live(mut plan: Plan, logs: &LogGuards) -> Result<(), LifeError> {
    let wanted = plan.loaded.settings.server.listen;
    let unusable = |source| LifeError::Listen { address: wanted, source };
    let listener = TcpListener::bind(wanted).await.map_err(unusable)?;
    let address = listener.local_addr().map_err(unusable)?;
    // Port 0 means any free port: what follows from the address follows from the one that was given.
    let given = (wanted.port() == 0).then_some(address);
    if given.is_some() {
        plan.loaded = (plan.load)(given)?;
    }
    for notice in &plan.loaded.notices {
        tracing::warn!("{notice}");
    }
    let edge = build(&plan.loaded.settings, logs).await?;
    let socket = http::control::path(&plan.loaded.settings.storage.data_dir);
    let refused = |source| LifeError::Control { path: socket.display().to_string(), source };
    let control = http::control::listen(&socket).map_err(refused)?;
    let mut signals = Signals::new()?;
    let (stopping, stop) = watch::channel(false);
    let mut workers = worker::start(&edge, &stop);
    let mut server = pin!(http::serve::serve(Arc::clone(&edge), listener, control, stop)?);
    tell(plan.notify_socket.as_deref(), "READY=1");
    (plan.ready)(&plan.loaded.settings, address);
    loop {
        tokio::select! {
            ended = &mut server => return Err(LifeError::Broken(format!("the listener ended: {ended:?}"))),
            Some(ended) = workers.join_next(), if !workers.is_empty() => note(ended),
            told = signals.next() => match told {
                Told::Reload => reload(&mut plan, given, &edge, logs),
                Told::Stop => break,
            },
        }
    }
    tracing::info!("stopping");
    tell(plan.notify_socket.as_deref(), "STOPPING=1");
    stopping.send_replace(true);
    tokio::select! {
        ended = finish(&edge, server, workers, &socket) => ended,
        () = signals.stop() => Err(LifeError::Impatience),
    }
}

/// Builds everything on a thread that may wait: opening the data file, making the first keys and hashing take their time.
async fn build(settings: &Settings, logs: &LogGuards) -> Result<Arc<Edge>, LifeError> {
    let (settings, access) = (settings.clone(), logs.access.clone());
    let outside = Outside { clock: Arc::new(SystemClock), rng: Arc::new(SystemRng), access };
    let building = spawn_blocking(move || {
        let edge = app::build(settings, outside)?;
        restore_limits(&edge);
        Ok::<_, BuildError>(Arc::new(edge))
    });
    Ok(building.await.map_err(|panic| LifeError::Broken(format!("the start failed: {panic}")))??)
}

/// Ends in order. What is late is left behind; every answer that was given is on disk in any case.
async fn finish(
    edge: &Arc<Edge>,
    server: Pin<&mut impl Future<Output = io::Result<()>>>,
    mut workers: JoinSet<()>,
    socket: &Path,
) -> Result<(), LifeError> {
    let orderly = async {
        if let Err(error) = server.await {
            tracing::error!(%error, "the listener failed while it stopped");
        }
        while let Some(ended) = workers.join_next().await {
            note(ended);
        }
    };
    if tokio::time::timeout(edge.settings().server.shutdown_grace + MARGIN, orderly).await.is_err() {
        tracing::warn!("not everything ended within server.shutdown_grace; the rest is left");
    }
    http::control::remove(socket);
    let edge = Arc::clone(edge);
    let closing = spawn_blocking(move || {
        save_limits(&edge);
        edge.commands.store().close();
    });
    closing.await.map_err(|panic| LifeError::Broken(format!("the data file was not closed in order: {panic}")))?;
    tracing::info!("stopped");
    Ok(())
}

/// Puts in force what can be changed while the server runs, and names what cannot.
fn reload(plan: &mut Plan, given: Option<SocketAddr>, edge: &Edge, logs: &LogGuards) {
    let loaded = (plan.load)(given).and_then(|new| Ok((plan.loaded.reloaded(&new)?, new)));
    let (in_force, new) = match loaded {
        Ok(loaded) => loaded,
        Err(problems) => return tracing::error!(%problems, "the configuration was not reloaded; the one in force stays"),
    };
    for key in config::changed_needing_restart(&plan.loaded, &new) {
        tracing::warn!(key, "this change takes effect at a restart");
    }
    if let Err(error) = logs.set_level(&in_force.settings.log.level) {
        tracing::error!(%error, "the log level stays as it is");
    }
    edge.configure(Arc::new(in_force.settings.clone()));
    plan.loaded = in_force;
    tracing::info!("the configuration was reloaded");
}

/// Goes on counting where the last clean stop left off. Without a snapshot everybody starts afresh, which is no reason to stop.
fn restore_limits(edge: &Edge) {
    match edge.commands.store().read(|reader| reader.get(&META, &LIMITS.to_owned())) {
        Ok(None) => {}
        Ok(Some(Bytes(bytes))) => {
            if let Err(error) = edge.limits.restore(&bytes, edge.now()) {
                tracing::warn!(%error, "rate limits start afresh");
            }
        }
        Err(error) => tracing::warn!(%error, "rate limits start afresh"),
    }
}

fn save_limits(edge: &Edge) {
    let snapshot = Bytes(edge.limits.snapshot(edge.now()));
    let saved =
        edge.commands.store().write(move |txn| Ok::<_, WriteError<StoreError>>(txn.put(&META, &LIMITS.to_owned(), &snapshot)?));
    if let Err(error) = saved.wait() {
        tracing::warn!(%error, "what the rate limits counted could not be saved");
    }
}

/// What a signal asks for.
enum Told {
    Stop,
    Reload,
}

struct Signals {
    terminate: Signal,
    interrupt: Signal,
    hangup: Signal,
}

impl Signals {
    fn new() -> io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            hangup: signal(SignalKind::hangup())?,
        })
    }

    async fn next(&mut self) -> Told {
        tokio::select! {
            _ = self.terminate.recv() => Told::Stop,
            _ = self.interrupt.recv() => Told::Stop,
            _ = self.hangup.recv() => Told::Reload,
        }
    }

    /// Waits for the next signal to stop.
    async fn stop(&mut self) {
        while matches!(self.next().await, Told::Reload) {}
    }
}

/// A job of the worker that ended; the hook has logged a panic in it already.
fn note(ended: Result<(), JoinError>) {
    if let Err(failure) = ended {
        tracing::error!(%failure, "a background job ended and is missing until the next start");
    }
}

fn log_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let payload = panic.payload();
        let text = payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str));
        let place = panic.location().map(ToString::to_string);
        tracing::error!(place, reason = text.unwrap_or("unknown"), "a panic");
    }));
}

/// Tells the service manager how the server is (sd_notify(3)). A path that begins with `@` is in the abstract namespace.
fn tell(socket: Option<&str>, state: &str) {
    use std::os::{linux::net::SocketAddrExt, unix::net::SocketAddr};
    let Some(path) = socket else { return };
    let sent = UnixDatagram::unbound().and_then(|datagram| match path.strip_prefix('@') {
        Some(name) => datagram.send_to_addr(state.as_bytes(), &SocketAddr::from_abstract_name(name)?),
        None => datagram.send_to(state.as_bytes(), path),
    });
    if let Err(error) = sent {
        tracing::warn!(%error, state, "the service manager could not be told");
    }
}

fn advice(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::AddrInUse => "Another program listens there: stop it, or choose another port.",
        io::ErrorKind::AddrNotAvailable => "This machine does not have that address.",
        io::ErrorKind::PermissionDenied => {
            "Ports below 1024 need a privilege: choose a higher one and put a reverse proxy before it."
        }
        _ => "Choose another address.",
    }
}
