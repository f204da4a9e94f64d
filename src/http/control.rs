//! The control socket: the same router on a Unix socket in the data directory, where each request is the operator's. It is how
//! the command line acts on a running server; [`call`] is how it acts when none runs.
//!
//! Only the one who could open the data files anyway gets through: the socket has mode 0600, and whoever connects must be the
//! server's own user or root, as the kernel says (`SO_PEERCRED`, unix(7)). A request is the operator's because of the listener
//! that it came through: a mark on the request inside this process, which no header, address or token can make.
//!
//! A socket that a killed server left is removed at the next start: the data files are locked by then, so nobody listens on it.

use std::{
    fs::{self, Permissions},
    io,
    os::unix::fs::{FileTypeExt, PermissionsExt},
    path::{Path, PathBuf},
    sync::Arc,
};

use poem::{
    Endpoint, EndpointExt, Request, Response,
    http::{Method, Uri, uri::Scheme},
    listener::Acceptor,
    web::{LocalAddr, RemoteAddr},
};
use tokio::net::{UnixListener, UnixStream};

use crate::{edge::Edge, upstream::Answer};

use super::{router::router, serve::BREATH};

/// The mark of a request that the machine's operator makes. Nothing outside this module can make one.
#[derive(Clone, Copy, Debug)]
pub struct AtTheMachine(());

/// Where the socket is for the data in `directory`.
pub fn path(directory: &Path) -> PathBuf {
    directory.join("tmcpd.sock")
}

/// Listens at `path` for its owner alone, in the place of what a killed server left there. The data files must be locked.
///
/// # Errors
/// Something else is there, the path is too long for a socket (107 bytes), or the file system has none.
pub fn listen(path: &Path) -> io::Result<UnixListener> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.file_type().is_socket() => fs::remove_file(path)?,
        Ok(_) => return Err(io::Error::new(io::ErrorKind::AlreadyExists, "something that is no socket is there")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    let listener = UnixListener::bind(path)?;
    fs::set_permissions(path, Permissions::from_mode(0o600))?;
    Ok(listener)
}

/// Removes the socket, before the data files are given up.
pub fn remove(path: &Path) {
    if let Err(error) = fs::remove_file(path) {
        tracing::warn!(path = %path.display(), %error, "the control socket could not be removed");
    }
}

/// One request of the operator's to the server that `edge` is, in this process.
///
/// # Errors
/// `method` or `path` is none.
pub async fn call(edge: &Arc<Edge>, method: &str, path: &str, body: Option<String>) -> io::Result<Answer> {
    let method: Method = method.parse().map_err(io::Error::other)?;
    let uri: Uri = path.parse().map_err(io::Error::other)?;
    let request = Request::builder().method(method).uri(uri);
    let request = match body {
        Some(json) => request.content_type("application/json").body(json),
        None => request.finish(),
    };
    let response = of_operator(router(Arc::clone(edge))).get_response(request).await;
    let status = response.status().as_u16();
    let body = response.into_body().into_vec().await.map_err(io::Error::other)?;
    Ok(Answer { status, retry_after: None, date: None, body })
}

/// `router`, where every request is the operator's.
pub(super) fn of_operator<E: Endpoint<Output = Response>>(router: E) -> impl Endpoint<Output = Response> {
    router.data(AtTheMachine(()))
}

/// Accepts connections from the server's own user and from root.
pub(super) struct Own(pub(super) UnixListener);

impl Acceptor for Own {
    type Io = UnixStream;

    fn local_addr(&self) -> Vec<LocalAddr> {
        self.0.local_addr().map(|address| LocalAddr(address.into())).into_iter().collect()
    }

    /// Never fails, as `serve`'s does not.
    async fn accept(&mut self) -> io::Result<(UnixStream, LocalAddr, RemoteAddr, Scheme)> {
        loop {
            match self.next().await {
                Ok(Some(accepted)) => return Ok(accepted),
                Ok(None) => {}
                Err(error) => {
                    tracing::warn!(%error, "a control connection could not be accepted");
                    tokio::time::sleep(BREATH).await;
                }
            }
        }
    }
}

impl Own {
    async fn next(&mut self) -> io::Result<Option<(UnixStream, LocalAddr, RemoteAddr, Scheme)>> {
        let (stream, address) = self.0.accept().await?;
        let uid = stream.peer_cred()?.uid();
        if !may_connect(uid, rustix::process::geteuid().as_raw()) {
            tracing::warn!(uid, "another user was turned away from the control socket");
            return Ok(None);
        }
        let local = LocalAddr(self.0.local_addr()?.into());
        Ok(Some((stream, local, RemoteAddr(address.into()), Scheme::HTTP)))
    }
}

/// Whether a user may act as the operator of a server that runs as `own`.
fn may_connect(uid: u32, own: u32) -> bool {
    uid == own || uid == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_own_user_and_root_get_through() {
        assert_eq!([(7, 7), (0, 7), (8, 7), (8, 0)].map(|(uid, own)| may_connect(uid, own)), [true, true, false, false]);
    }

    #[tokio::test]
    async fn a_stale_socket_gives_way_and_nothing_else_does() {
        let directory = tempfile::tempdir().unwrap();
        let path = path(directory.path());
        drop(listen(&path).unwrap());
        assert!(fs::symlink_metadata(&path).unwrap().file_type().is_socket(), "what a killed server leaves");
        drop(listen(&path).unwrap());
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        remove(&path);
        fs::write(&path, "precious").unwrap();
        assert_eq!(listen(&path).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"precious");
        fs::remove_file(&path).unwrap();
        std::os::unix::fs::symlink("elsewhere", &path).unwrap();
        assert!(listen(&path).is_err(), "links are not followed");
    }
}
