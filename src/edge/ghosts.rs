//! Our users on the homeserver: who they are, and that they exist.

use crate::{
    kernel::{Code, Rejection, UserId},
    matrix::{BOT_LOCALPART, BOT_NAME, MatrixError, PAYMENTS_LOCALPART, PAYMENTS_NAME, owns_user},
    rooms::{Ours, RecordGhost},
    store::{ReadExt, StoreError, WriteError, tables::GHOSTS},
};

use super::{Edge, Trouble};

/// Those that every installation has: localpart and display name.
pub const STANDING: &[(&str, &str)] = &[(BOT_LOCALPART, BOT_NAME), (PAYMENTS_LOCALPART, PAYMENTS_NAME)];

/// Why one of our users could not be made.
#[derive(Clone, Debug, thiserror::Error)]
pub enum GhostTrouble {
    /// The homeserver did not.
    #[error(transparent)]
    Homeserver(#[from] MatrixError),
    /// It could not be noted.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<GhostTrouble> for Trouble {
    fn from(trouble: GhostTrouble) -> Self {
        match trouble {
            GhostTrouble::Homeserver(error) => error.into(),
            GhostTrouble::Store(error) => error.into(),
        }
    }
}

impl Edge {
    /// Which users of the homeserver are ours.
    pub fn ours(&self) -> Ours {
        Ours { server_name: self.settings().matrix.server_name.clone(), owns: owns_user, standing: STANDING }
    }

    /// Our user with this localpart.
    pub fn ghost(&self, localpart: &str) -> Result<UserId, Rejection> {
        let named = UserId::new(localpart, &self.settings().matrix.server_name);
        named.map_err(|error| Rejection::new(Code::InternalError, error.to_string()))
    }

    /// Makes sure that a ghost exists, with its display name; asks the homeserver only the first time.
    pub async fn ensure_ghost(&self, ghost: &UserId, name: &str) -> Result<(), GhostTrouble> {
        let localpart = ghost.localpart().to_owned();
        if self.commands.store().read(|reader| reader.has(&GHOSTS, &localpart))? {
            return Ok(());
        }
        self.homeserver.register_ghost(&localpart).await?;
        match self.homeserver.set_display_name(ghost, name).await {
            // Some homeservers let nobody change names; the ghost is of use without one.
            Err(refused @ MatrixError::Refused { .. }) if !refused.is_retryable() => {
                tracing::debug!(%ghost, %refused, "the homeserver refuses a display name");
            }
            named => named?,
        }
        match self.commands.run(self.system_ctx(), None, RecordGhost { localpart }).await {
            Ok(_) => Ok(()),
            Err(WriteError::Store(error)) => Err(error.into()),
            // The record refuses nothing.
            Err(WriteError::Rejected(_)) => Ok(()),
        }
    }
}
