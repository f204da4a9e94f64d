//! The listener: connections come in, and go when the server is told to stop. Each connection is a task of its own; how many
//! there are is bounded by the file descriptors that the system gives the process.

use std::{io, sync::Arc, time::Duration};

use poem::{
    Server,
    http::uri::Scheme,
    listener::{Acceptor, TcpAcceptor},
    web::{LocalAddr, RemoteAddr},
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
};

use crate::edge::Edge;

use super::router::router;

/// How long to wait before the next attempt when a connection could not be accepted.
const BREATH: Duration = Duration::from_millis(100);

/// Serves for as long as the future is waited for, until `stop` holds true; then lets running requests finish within
/// `server.shutdown_grace`. Everything is bound when this function returns.
///
/// # Errors
/// The listener cannot be used.
pub fn serve(
    edge: Arc<Edge>,
    listener: TcpListener,
    mut stop: watch::Receiver<bool>,
) -> io::Result<impl Future<Output = io::Result<()>>> {
    let grace = edge.settings().server.shutdown_grace;
    let acceptor = Prompt(TcpAcceptor::from_tokio(listener)?);
    let router = router(edge);
    let told = async move {
        // A sender that is gone has no more to tell.
        let _ = stop.wait_for(|stop| *stop).await;
    };
    Ok(Server::new_with_acceptor(acceptor).http2_max_concurrent_streams(100).run_with_graceful_shutdown(
        router,
        told,
        Some(grace),
    ))
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
