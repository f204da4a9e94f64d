//! `/oauth2/developer`: the platform's own client, the developer console. A code or a refresh token takes the console's secret, a
//! person's Matrix token does not (RFC 8693). Mini-apps have no part in this: their codes, tokens and ids are unknown here.

pub mod authorize;
pub mod tokens;

use crate::{edge::links, http::info::Info, identity::DEVELOPER_CLIENT, kernel::Secret};

use super::{
    clients::{Credentials, InForm},
    error::{OAuthError, Reason},
};

/// Whether the console has shown its secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Console {
    /// It has.
    Authenticated,
    /// It was named, as anybody can.
    Named,
}

impl Console {
    /// The console, if it is named and what it shows is right.
    fn of(info: &Info, credentials: &Credentials, form: InForm<'_>) -> Result<Self, OAuthError> {
        let refused = || OAuthError::new(Reason::InvalidClient, "The client is not the developer console, or not authenticated.");
        let shown = credentials.named(form)?;
        if shown.id != DEVELOPER_CLIENT {
            return Err(refused());
        }
        let _ = info.client.set(DEVELOPER_CLIENT.to_owned());
        match shown.secret {
            Some(secret) if secret_of(info).matches(secret) => Ok(Self::Authenticated),
            Some(_) => Err(refused()),
            None => Ok(Self::Named),
        }
    }

    fn require_secret(self) -> Result<(), OAuthError> {
        match self {
            Self::Authenticated => Ok(()),
            Self::Named => Err(OAuthError::new(Reason::InvalidClient, "The developer console authenticates with its secret.")),
        }
    }
}

fn secret_of(info: &Info) -> Secret {
    let configured = info.edge.settings().developers.console_secret.clone();
    configured.unwrap_or_else(|| links::console_secret(&info.edge.link_key))
}
