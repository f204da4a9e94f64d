//! The yardstick for HTTP: hyper without anything, one fixed answer.

use std::{convert::Infallible, net::SocketAddr};

use http_body_util::Full;
use hyper::{Response, body::Bytes, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::{net::TcpListener, task::JoinSet};

/// Answers every request with `hello`, until the process is ended.
pub async fn serve(listen: SocketAddr) -> anyhow::Result<()> {
    let listener = TcpListener::bind(listen).await?;
    println!("listening {}", listener.local_addr()?);
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                let (stream, _) = accepted?;
                stream.set_nodelay(true)?;
                let answer = service_fn(|_| async { Ok::<_, Infallible>(Response::new(Full::new(Bytes::from_static(b"hello")))) });
                connections.spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), answer));
            }
            // Taken so that closed connections do not pile up; how they ended does not matter here.
            Some(_) = connections.join_next() => {}
        }
    }
}
