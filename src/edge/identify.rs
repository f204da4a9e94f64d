//! Whose Matrix token is this? Asked of the configured providers in their order.

use crate::{config::Provider, kernel::UserId, matrix::owns_user};

use super::{Edge, Trouble};

/// What kind of token somebody shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A Matrix access token.
    Access,
    /// A Matrix OpenID token.
    OpenId,
}

/// Somebody whom a provider vouches for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub user: UserId,
    /// By what kind of token.
    pub by: TokenKind,
}

impl Edge {
    /// The person behind a Matrix token, or `None` when no provider knows it, or when the person is not of a server that this
    /// one serves. Users of our own namespaces are nobody: the application service's token must not act for a ghost.
    pub async fn identify(&self, token: &str, kind: TokenKind) -> Result<Option<Person>, Trouble> {
        let settings = self.settings();
        let is_ours = |secret: &crate::kernel::Secret| secret.matches(token);
        if settings
            .matrix
            .homeserver
            .as_ref()
            .is_some_and(|homeserver| is_ours(&homeserver.as_token) || is_ours(&homeserver.hs_token))
        {
            return Ok(None);
        }
        let mut trouble = None;
        for provider in &settings.identity.providers {
            match self.ask(*provider, token, kind).await {
                Ok(Some(user)) => return Ok(self.admit(&settings, user).map(|user| Person { user, by: kind })),
                Ok(None) => {}
                Err(error) => trouble = Some(error),
            }
        }
        trouble.map_or(Ok(None), Err)
    }

    async fn ask(&self, provider: Provider, token: &str, kind: TokenKind) -> Result<Option<UserId>, Trouble> {
        match (provider, kind) {
            (Provider::OpenId, TokenKind::OpenId) | (Provider::Dev, TokenKind::OpenId) => {
                Ok(self.homeserver.openid_userinfo(token).await?)
            }
            (Provider::Homeserver | Provider::Dev, TokenKind::Access) => Ok(self.homeserver.whoami(token).await?),
            (Provider::Mas, TokenKind::Access) => match &self.mas {
                Some(mas) => Ok(mas.identify(token, self.now()).await?.map(|identified| identified.user)),
                None => Ok(None),
            },
            (Provider::OpenId, TokenKind::Access) | (Provider::Homeserver | Provider::Mas, TokenKind::OpenId) => Ok(None),
        }
    }

    /// `user`, if they are of a server that this one serves and none of ours.
    pub(super) fn admit(&self, settings: &crate::config::Settings, user: UserId) -> Option<UserId> {
        let served = settings.identity.allowed_servers.iter().any(|server| server == user.server());
        (served && !owns_user(&user, &settings.matrix.server_name)).then_some(user)
    }
}
