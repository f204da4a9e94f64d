//! What the identity figures stand beside: how fast this machine signs, and an OAuth server that answers introspection (RFC 7662)
//! at once, so that what is measured is ours.

use std::{
    convert::Infallible,
    net::SocketAddr,
    sync::atomic::{AtomicU64, Ordering},
    thread,
    time::{Duration, Instant},
};

use http_body_util::{BodyExt, Full};
use hyper::{
    Request, Response,
    body::{Bytes, Incoming},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::TokioIo;
use tmcpd::{identity::KeyRing, kernel::Timestamp};
use tokio::{net::TcpListener, task::JoinSet};

/// Prints RS256 signatures per second on `threads` threads that do nothing else.
pub fn sign(threads: usize, seconds: u64) -> anyhow::Result<()> {
    let (keys, made) = (KeyRing::ephemeral(Timestamp(0))?, AtomicU64::new(0));
    let message = [7; 600];
    let until = Instant::now() + Duration::from_secs(seconds);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while Instant::now() < until && keys.sign(Timestamp(0), &message).is_some() {
                    made.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    println!("rate {}", made.load(Ordering::Relaxed) / seconds.max(1));
    Ok(())
}

/// Serves discovery and introspection until the process is ended: `mat_NAME` is a Matrix access token of the person NAME.
pub async fn introspection(listen: SocketAddr) -> anyhow::Result<()> {
    let listener = TcpListener::bind(listen).await?;
    println!("listening {}", listener.local_addr()?);
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                let (stream, _) = accepted?;
                stream.set_nodelay(true)?;
                let answer = service_fn(move |request| answer(listen, request));
                connections.spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), answer));
            }
            // Taken so that closed connections do not pile up; how they ended does not matter here.
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn answer(listen: SocketAddr, request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
    let found = match request.uri().path() {
        "/.well-known/openid-configuration" => {
            let endpoint = |name: &str| format!(r#""{name}_endpoint":"http://{listen}/{name}""#);
            let endpoints: Vec<String> = ["introspection", "authorization", "token", "revocation"].map(endpoint).into();
            format!(r#"{{"issuer":"http://{listen}/",{}}}"#, endpoints.join(","))
        }
        _ => {
            let body = request.into_body().collect().await.map(|body| body.to_bytes()).unwrap_or_default();
            let form = String::from_utf8_lossy(&body).into_owned();
            let name = form.split('&').find_map(|pair| pair.strip_prefix("token=mat_")).unwrap_or("nobody");
            format!(
                r#"{{"active":true,"scope":"openid urn:matrix:client:api:*","token_type":"access_token","username":"{name}"}}"#
            )
        }
    };
    let response = Response::builder().header("content-type", "application/json").body(Full::new(Bytes::from(found)));
    Ok(response.unwrap_or_default())
}
