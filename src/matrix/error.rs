//! How a homeserver says no, and how it says nothing.

use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;

use crate::upstream::{Answer, Unavailable};

const MAX_MESSAGE_CHARS: usize = 300;

/// Why a call to the homeserver did not do what was asked.
#[derive(Clone, Debug, thiserror::Error)]
pub enum MatrixError {
    /// The homeserver understood and refused (Matrix specification, "Standard error response").
    #[error("{errcode} ({status}): {message}")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// The code, such as `M_FORBIDDEN`.
        errcode: String,
        /// Its sentence, shortened; for the operator.
        message: String,
        /// How long to wait, when it is the rate that was refused.
        retry_after: Option<Duration>,
    },
    /// The homeserver could not be asked, or is broken, or something in front of it answered in its place.
    #[error("the homeserver is not available: {0}")]
    Unavailable(#[from] Unavailable),
}

impl MatrixError {
    /// The errcode of a refusal.
    pub fn errcode(&self) -> Option<&str> {
        match self {
            Self::Refused { errcode, .. } => Some(errcode),
            Self::Unavailable(_) => None,
        }
    }

    /// Whether the same call may succeed later without anybody changing anything.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Refused { status, errcode, .. } => *status == 429 || errcode == "M_LIMIT_EXCEEDED",
            Self::Unavailable(_) => true,
        }
    }

    pub(super) fn refused(status: u16, errcode: &str, message: &str) -> Self {
        Self::Refused { status, errcode: errcode.to_owned(), message: message.to_owned(), retry_after: None }
    }

    /// A 403 as homeservers word it.
    pub(super) fn forbidden(message: &str) -> Self {
        Self::refused(403, "M_FORBIDDEN", message)
    }

    /// Reads an answer that is not 2xx. Without an errcode it is not the homeserver's word but that of a proxy in front of
    /// it, which must not be taken for "there is no such user" or "forbidden for ever".
    pub(super) fn from_answer(answer: &Answer) -> Self {
        #[derive(Deserialize)]
        struct Refusal {
            errcode: String,
            #[serde(default)]
            error: Value,
            #[serde(default)]
            retry_after_ms: Value,
        }
        let Ok(refusal) = answer.json::<Refusal>() else {
            return Unavailable::new(format!("status {} without a Matrix error code", answer.status)).into();
        };
        Self::Refused {
            status: answer.status,
            errcode: refusal.errcode,
            message: refusal.error.as_str().unwrap_or_default().chars().take(MAX_MESSAGE_CHARS).collect(),
            retry_after: refusal.retry_after_ms.as_u64().map(Duration::from_millis).or(answer.retry_after),
        }
    }
}
