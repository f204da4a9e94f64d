//! OAuth clients. A mini-app has one or two: a public client under its own id, or a confidential one, or, when it is hybrid, a
//! public one and a confidential `…_backend`.

use crate::{
    kernel::{Scope, ScopeSet, sha256},
    store::{
        Read, ReadExt, StoreError,
        rows::{ClientKind, MiniAppRow, MiniAppStatus},
        tables::MINIAPPS,
    },
};

use super::redirects::is_registered;

const BACKEND: &str = "_backend";

/// A client and the mini-app that it belongs to.
#[derive(Clone, Debug)]
pub struct Client {
    /// The client's id.
    pub id: String,
    /// The mini-app's id.
    pub miniapp: String,
    /// The mini-app.
    pub row: MiniAppRow,
}

/// The client of this id, if its mini-app is approved. Its scopes are those it is registered for, and those that everyone has.
pub fn find_client(reader: &impl Read, id: &str) -> Result<Option<Client>, StoreError> {
    let direct = reader.get(&MINIAPPS, &id.to_owned())?;
    let found = match direct {
        Some(row) => Some((id, row)),
        None => match id.strip_suffix(BACKEND) {
            Some(miniapp) => {
                reader.get(&MINIAPPS, &miniapp.to_owned())?.filter(|row| row.kind == ClientKind::Hybrid).map(|row| (miniapp, row))
            }
            None => None,
        },
    };
    let everyones: ScopeSet = Scope::ALL.iter().copied().filter(|scope| scope.is_granted_to_all()).collect();
    Ok(found.filter(|(_, row)| row.status == MiniAppStatus::Approved).map(|(miniapp, row)| Client {
        id: id.to_owned(),
        miniapp: miniapp.to_owned(),
        row: MiniAppRow { scopes: row.scopes.union(everyones), ..row },
    }))
}

impl Client {
    /// Whether the client has a secret and must show it.
    pub fn is_confidential(&self) -> bool {
        match self.row.kind {
            ClientKind::Public => false,
            ClientKind::Confidential => true,
            ClientKind::Hybrid => self.id != self.miniapp,
        }
    }

    /// Whether `secret` is the client's, in constant time. Secrets have 256 random bits, so one SHA-256 guards them.
    pub fn authenticates(&self, secret: &str) -> bool {
        let known = self.row.secret.filter(|_| self.is_confidential());
        let candidate = sha256(secret.as_bytes());
        subtle::ConstantTimeEq::ct_eq(&known.unwrap_or([0; 32])[..], &candidate[..]).into()
    }

    /// Whether a code may be sent to `uri`: one of those that are registered.
    pub fn allows_redirect(&self, uri: &str) -> bool {
        self.row.redirect_uris.iter().any(|registered| is_registered(registered, uri))
    }

    /// Whether the public client of the same mini-app is meant, for tokens that either half may handle.
    pub fn is_same_app(&self, other_client: &str) -> bool {
        self.miniapp == miniapp_of_client(other_client)
    }
}

/// The mini-app that a client id belongs to.
pub(super) fn miniapp_of_client(client: &str) -> &str {
    client.strip_suffix(BACKEND).unwrap_or(client)
}
