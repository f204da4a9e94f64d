//! The listeners: connections come in, and go when the server is told to stop, those of the control socket too. Each connection is a task of its own; how many
//! there are is bounded by the file descriptors that the system gives the process.

use std::{io, sync::Arc, time::Duration};

use futures_util::future::try_join;
use poem::{
    Server,
    http::uri::Scheme,
    listener::{Acceptor, TcpAcceptor},
    web::{LocalAddr, RemoteAddr},
};
use tokio::{
    net::{TcpListener, TcpStream, UnixListener},
    sync::watch,
};

use crate::edge::Edge;

use super::{
    control::{Own, of_operator},
    router::router,
};

/// How long to wait before the next attempt when a connection could not be accepted.
pub(super) const BREATH: Duration = Duration::from_millis(100);

/// Serves everybody at `listener` and the operator at `control` for as long as the future is waited for, until `stop` holds true;
/// then lets running requests finish within `server.shutdown_grace`. Everything is bound when this function returns.
///
/// # Errors
/// A listener cannot be used.
pub fn serve(
    edge: Arc<Edge>,
    listener: TcpListener,
    control: UnixListener,
    stop: watch::Receiver<bool>,
) -> io::Result<impl Future<Output = io::Result<()>>> {
    let grace = edge.settings().server.shutdown_grace;
    let acceptor = Prompt(TcpAcceptor::from_tokio(listener)?);
    let router = Arc::new(router(edge));
    let everybody = Server::new_with_acceptor(acceptor).http2_max_concurrent_streams(100).run_with_graceful_shutdown(
        Arc::clone(&router),
        told(stop.clone()),
        Some(grace),
    );
    let operator =
        Server::new_with_acceptor(Own(control)).run_with_graceful_shutdown(of_operator(router), told(stop), Some(grace));
    Ok(async { try_join(everybody, operator).await.map(|_| ()) })
}

async fn told(mut stop: watch::Receiver<bool>) {
    // A sender that is gone has no more to tell.
    let _ = stop.wait_for(|stop| *stop).await;
}

/// Accepts connections whose answers are sent at once, since an answer is written in one piece.
struct Prompt(TcpAcceptor);

impl Acceptor for Prompt {
    type Io = TcpStream;

    fn local_addr(&self) -> Vec<LocalAddr> {
        self.0.local_addr()
    }

    /// Never fails: what fails here is one connection, or all of them while file descriptors are short. Trying again at once
    /// would take the processor from the requests that will give some back.
    async fn accept(&mut self) -> io::Result<(TcpStream, LocalAddr, RemoteAddr, Scheme)> {
        loop {
            match self.0.accept().await {
                Ok(accepted) => {
                    // A connection that is closed again by now cannot be set; its task will see.
                    let _ = accepted.0.set_nodelay(true);
                    return Ok(accepted);
                }
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(BREATH).await;
                }
            }
        }
    }
}
