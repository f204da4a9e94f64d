//! How a room says no: a [`Code`] of the protocol, a sentence for the caller, and details that a program can act on.

use std::borrow::Cow;

use serde_json::{Map, Value};

macro_rules! codes {
    ($($variant:ident $name:literal $meaning:literal)*) => {
        /// The error codes of TMCP operations (TMCP section 12.2). Which HTTP status each has is the HTTP edge's business.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code {
            $(#[doc = $meaning] $variant,)*
        }

        impl Code {
            /// Every code there is.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The code on the wire.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// When it is answered.
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)* }
            }
        }
    };
}

codes! {
    InvalidRequest "INVALID_REQUEST" "The request is malformed; `details.field` names the place."
    InvalidAmount "INVALID_AMOUNT" "The amount is not a positive decimal that fits its currency."
    InvalidToken "INVALID_TOKEN" "The token is missing, malformed, expired or revoked."
    InvalidSignature "INVALID_SIGNATURE" "A signature does not match."
    InsufficientPermissions "INSUFFICIENT_PERMISSIONS" "The caller may not do this."
    ForbiddenPlatformEndpoint "forbidden_platform_endpoint" "A mini-app's token is never enough here."
    InvalidScope "INVALID_SCOPE" "The token lacks a scope that the operation needs."
    ConsentRequired "CONSENT_REQUIRED" "The person has not agreed to this."
    InsufficientFunds "INSUFFICIENT_FUNDS" "The wallet holds too little."
    RecipientNoWallet "RECIPIENT_NO_WALLET" "There is no such Matrix user."
    DailyLimitExceeded "DAILY_LIMIT_EXCEEDED" "The wallet's limit for one day would be exceeded."
    MonthlyLimitExceeded "MONTHLY_LIMIT_EXCEEDED" "The wallet's limit for one month would be exceeded."
    AmountExceedsLimit "AMOUNT_EXCEEDS_LIMIT" "The amount is above the limit for one transaction."
    PaymentFailed "PAYMENT_FAILED" "The payment did not go through."
    DuplicateTransaction "DUPLICATE_TRANSACTION" "The idempotency key was used before with another request."
    GiftEmpty "GIFT_EMPTY" "Every share of the gift has been taken."
    AlreadyOpened "ALREADY_OPENED" "The gift was opened by this person before."
    MiniappNotFound "MINIAPP_NOT_FOUND" "There is no such mini-app."
    AppNotFound "APP_NOT_FOUND" "There is no such app."
    NotFound "NOT_FOUND" "There is nothing here."
    TransferNotFound "TRANSFER_NOT_FOUND" "There is no such transfer, or it is not the caller's."
    PaymentNotFound "PAYMENT_NOT_FOUND" "There is no such payment, or it is not the caller's."
    RateLimitExceeded "RATE_LIMIT_EXCEEDED" "Too many requests; `Retry-After` says how long to wait."
    MfaRequired "MFA_REQUIRED" "A further proof is needed."
    MfaFailed "MFA_FAILED" "The proof is wrong."
    MfaLocked "MFA_LOCKED" "Too many wrong proofs; `details.locked_until` says until when."
    DeviceNotRegistered "DEVICE_NOT_REGISTERED" "The device has no registered key."
    StepUpRequired "STEP_UP_REQUIRED" "The person has to do this themselves, or has to enrol a factor first."
    UserSuspended "USER_SUSPENDED" "The user is suspended."
    AccountSuspended "ACCOUNT_SUSPENDED" "The caller is suspended for a while; `details.suspended_until` says until when."
    UserNotActivated "USER_NOT_ACTIVATED" "The wallet is not activated yet."
    P2pSendNotAllowed "P2P_SEND_NOT_ALLOWED" "The wallet's verification level does not allow sending."
    NotInRoom "NOT_IN_ROOM" "The people concerned do not share the room."
    TransferExpired "TRANSFER_EXPIRED" "The transfer has expired."
    GiftExpired "GIFT_EXPIRED" "The gift has expired."
    PaymentExpired "PAYMENT_EXPIRED" "The payment has expired."
    RecipientAcceptanceRequired "RECIPIENT_ACCEPTANCE_REQUIRED" "The recipient has to accept first."
    InvalidState "INVALID_STATE" "The object is in a state that does not allow this; `details.state` says which."
    StorageQuotaExceeded "STORAGE_QUOTA_EXCEEDED" "The storage quota is used up."
    AppNotRemovable "APP_NOT_REMOVABLE" "The app cannot be removed."
    PayloadTooLarge "PAYLOAD_TOO_LARGE" "The body is too large."
    HeadersTooLarge "HEADERS_TOO_LARGE" "The header block is too large."
    UnsupportedMediaType "UNSUPPORTED_MEDIA_TYPE" "The content type is not one that this operation takes."
    MethodNotAllowed "METHOD_NOT_ALLOWED" "The resource does not have this method."
    NotImplemented "NOT_IMPLEMENTED" "The server does not do this."
    ServiceUnavailable "SERVICE_UNAVAILABLE" "Temporarily not possible; nothing is half done. Retry with the same idempotency key."
    InternalError "INTERNAL_ERROR" "The server failed; the request id finds the reason in its log."
}

/// A fact that stops an operation and that the caller can act on. Nothing was written.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{}: {message}", code.name())]
pub struct Rejection {
    /// What went wrong, for programs.
    pub code: Code,
    /// What went wrong, for people. Never holds a secret.
    pub message: Cow<'static, str>,
    /// What a program can act on.
    pub details: Map<String, Value>,
}

impl Rejection {
    /// A rejection without details.
    pub fn new(code: Code, message: impl Into<Cow<'static, str>>) -> Self {
        Self { code, message: message.into(), details: Map::new() }
    }

    /// `INVALID_REQUEST` that names the field by JSON pointer (RFC 6901).
    pub fn field(pointer: &str, message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Code::InvalidRequest, message).with("field", pointer)
    }

    /// Adds a detail.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.details.insert(name.to_owned(), value.into());
        self
    }
}
