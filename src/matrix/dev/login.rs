//! Logging in at the dev homeserver: nobody has a password there, and their tokens are known to everyone.

use super::DevHomeserver;
use crate::{
    kernel::{Secret, UserId},
    matrix::{Login, LoginFlows, MatrixError},
};

impl DevHomeserver {
    /// See [`Homeserver::login_flows`](crate::matrix::Homeserver::login_flows).
    pub fn login_flows(&self) -> Result<LoginFlows, MatrixError> {
        drop(self.open(None)?);
        Ok(LoginFlows::default())
    }

    /// See [`Homeserver::login_with_password`](crate::matrix::Homeserver::login_with_password).
    pub fn login_with_password(&self, _: &UserId, _: &Secret) -> Result<Option<Login>, MatrixError> {
        drop(self.open(None)?);
        Ok(None)
    }

    /// See [`Homeserver::login_with_token`](crate::matrix::Homeserver::login_with_token).
    pub fn login_with_token(&self, _: &str) -> Result<Option<Login>, MatrixError> {
        drop(self.open(None)?);
        Ok(None)
    }

    /// See [`Homeserver::logout`](crate::matrix::Homeserver::logout). There are no sessions to close.
    pub fn logout(&self, _: &Secret) -> Result<(), MatrixError> {
        drop(self.open(None)?);
        Ok(())
    }
}
