//! Names become addresses: looked up for one connection, checked, and handed to whoever connects, which asks nobody else.

use std::{
    collections::HashMap,
    io,
    net::{IpAddr, SocketAddr, ToSocketAddrs},
    sync::{Arc, Mutex, PoisonError, Weak},
};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::{sync::Semaphore, task::spawn_blocking};

use super::address::is_public;

/// Asks where a name leads. May take as long as it likes: it runs on a thread that may wait.
pub type Lookup = Arc<dyn Fn(&str) -> io::Result<Vec<IpAddr>> + Send + Sync>;

/// From how many names on those that nobody asks about any more are swept out.
const SWEEP: usize = 1000;

/// The look-up of the system.
pub fn system_lookup() -> Lookup {
    Arc::new(|name| Ok((name, 0).to_socket_addrs()?.map(|address| address.ip()).collect()))
}

/// What is let through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Through {
    Public,
    Loopback,
}

impl Through {
    pub(super) fn lets(self, address: IpAddr) -> bool {
        match self {
            Self::Public => is_public(address),
            Self::Loopback => address.is_loopback(),
        }
    }
}

/// Why a name leads nowhere. The addresses are not named: what a name means inside this network is nobody's business.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Nowhere {
    #[error("the name leads to an address that is not public")]
    NotPublic,
    #[error("the name leads nowhere")]
    Unknown,
}

/// A resolver that lets only some addresses through. A name is looked up by one thread at a time, so that a name server that
/// never answers holds one thread and not all of them.
#[derive(Clone)]
pub(super) struct Guard {
    lookup: Lookup,
    through: Through,
    gates: Arc<Mutex<HashMap<String, Weak<Semaphore>>>>,
}

impl Guard {
    pub(super) fn new(lookup: Lookup, through: Through) -> Self {
        Self { lookup, through, gates: Arc::default() }
    }

    fn gate(&self, name: &str) -> Arc<Semaphore> {
        let mut gates = self.gates.lock().unwrap_or_else(PoisonError::into_inner);
        if gates.len() >= SWEEP {
            gates.retain(|_, gate| gate.strong_count() > 0);
        }
        let known = gates.get(name).and_then(Weak::upgrade);
        known.unwrap_or_else(|| {
            let gate = Arc::new(Semaphore::new(1));
            gates.insert(name.to_owned(), Arc::downgrade(&gate));
            gate
        })
    }

    async fn addresses(self, name: String) -> Result<Vec<IpAddr>, Nowhere> {
        let unknown = |_| Nowhere::Unknown;
        let turn = self.gate(&name).acquire_owned().await.map_err(|_| Nowhere::Unknown)?;
        let lookup = Arc::clone(&self.lookup);
        // The turn goes with the thread: who gives up waiting does not free it.
        let looking = spawn_blocking(move || {
            let found = lookup(&name);
            drop(turn);
            found
        });
        let found = looking.await.map_err(|_| Nowhere::Unknown)?.map_err(unknown)?;
        match found.iter().all(|address| self.through.lets(*address)) {
            _ if found.is_empty() => Err(Nowhere::Unknown),
            true => Ok(found),
            false => Err(Nowhere::NotPublic),
        }
    }
}

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let found = self.clone().addresses(name.as_str().to_owned());
        Box::pin(async move {
            let addresses = found.await?;
            // Port 0 stands for the one in the URL.
            Ok(Box::new(addresses.into_iter().map(|address| SocketAddr::new(address, 0))) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn guard(through: Through, found: &'static [&'static str]) -> Guard {
        Guard::new(Arc::new(move |_| Ok(found.iter().map(|address| address.parse().unwrap()).collect())), through)
    }

    #[tokio::test]
    async fn every_address_of_a_name_is_checked() {
        let cases: [(&[&str], _); 5] = [
            (&["1.1.1.1", "2606:4700::1111"], Ok(2)),
            (&["1.1.1.1", "10.0.0.1"], Err(Nowhere::NotPublic)),
            (&["::1", "1.1.1.1"], Err(Nowhere::NotPublic)),
            (&["::ffff:1.1.1.1"], Err(Nowhere::NotPublic)),
            (&[], Err(Nowhere::Unknown)),
        ];
        for (found, expected) in cases {
            let checked = guard(Through::Public, found).addresses("shop.example".to_owned()).await;
            assert_eq!(checked.map(|addresses| addresses.len()), expected, "{found:?}");
        }
        let checked = guard(Through::Loopback, &["127.0.0.1", "1.1.1.1"]).addresses("shop.example".to_owned()).await;
        assert_eq!(checked, Err(Nowhere::NotPublic));
    }

    #[tokio::test]
    async fn a_name_server_that_never_answers_holds_one_thread() {
        let (asked, asking) = std::sync::mpsc::channel();
        let (free, freed) = std::sync::mpsc::channel::<()>();
        let (asked, freed) = (Mutex::new(asked), Mutex::new(freed));
        let lookup: Lookup = Arc::new(move |name| {
            asked.lock().unwrap().send(name.to_owned()).unwrap();
            if name == "slow.example" {
                let _ = freed.lock().unwrap().recv();
            }
            Ok(vec![IpAddr::from([1, 1, 1, 1])])
        });
        let guard = Guard::new(lookup, Through::Public);
        let asks = |name: &str| tokio::time::timeout(Duration::from_millis(50), guard.clone().addresses(name.to_owned()));
        for _ in 0..5 {
            assert!(asks("slow.example").await.is_err());
        }
        assert!(asks("quick.example").await.unwrap().is_ok(), "others are answered");
        assert_eq!(asking.try_iter().collect::<Vec<_>>(), ["slow.example", "quick.example"]);
        free.send(()).unwrap();
    }
}
