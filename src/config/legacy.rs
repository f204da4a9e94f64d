//! Names that other descriptions of a TMCP server use in the environment. They are understood where there is an equivalent,
//! and each is reported with its present name.

use super::key;

/// A name of another server.
pub(super) struct Legacy {
    name: &'static str,
    /// The key that it sets, if it has an effect.
    pub(super) path: Option<&'static str>,
    advice: &'static str,
}

static NAMES: [Legacy; 8] = [
    applied("MATRIX_API_URL", "matrix.homeserver_url"),
    applied("MATRIX_HS_TOKEN", "matrix.hs_token"),
    applied("MATRIX_ACCESS_TOKEN", "matrix.as_token"),
    applied("ALLOWED_ORIGINS", "server.allowed_origins"),
    applied("LOG_LEVEL", "log.level"),
    idle("TMCP_PRIVATE_KEY", "signing keys are made at the first start and kept in storage.data_dir"),
    idle("SECRET_KEY_BASE", "the server makes its own keys at the first start and keeps them in storage.data_dir"),
    idle("FORCE_SSL", "an https address in server.public_url (TMCPD_PUBLIC_URL) does what it was for"),
];

/// The entry for `name`.
pub(super) fn find(name: &str) -> Option<&'static Legacy> {
    NAMES.iter().find(|old| old.name == name)
}

impl Legacy {
    /// What to tell the operator.
    pub(super) fn notice(&self) -> String {
        match self.path {
            Some(path) => format!("{} is understood as {path}; its name here is {}.", self.name, key::variable_of(path)),
            None => format!("{} has no effect; {}.", self.name, self.advice),
        }
    }
}

const fn applied(name: &'static str, path: &'static str) -> Legacy {
    Legacy { name, path: Some(path), advice: "" }
}

const fn idle(name: &'static str, advice: &'static str) -> Legacy {
    Legacy { name, path: None, advice }
}
