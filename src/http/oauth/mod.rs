//! The OAuth endpoints: authorization (RFC 6749, RFC 7636), devices (RFC 8628), tokens, introspection (RFC 7662), revocation
//! (RFC 7009), consent, and the documents that say what there is (RFC 8414). Token endpoints answer in RFC 6749's form.

mod authorization;
pub mod authorize;
mod back;
pub mod clients;
mod codes;
pub mod consent;
pub mod developer;
pub mod device;
pub mod discovery;
pub mod error;
mod error_page;
pub mod grants;
pub mod parameters;
pub mod tokens;

pub use clients::Credentials;

use self::{
    authorize::AuthorizeApi,
    consent::ConsentApi,
    developer::{authorize::DeveloperAuthorizeApi, tokens::DeveloperTokensApi},
    device::DeviceApi,
    discovery::DiscoveryApi,
    grants::GrantsApi,
    tokens::TokensApi,
};

/// Every operation of this folder.
pub type Apis =
    (AuthorizeApi, DeviceApi, GrantsApi, TokensApi, ConsentApi, DeveloperAuthorizeApi, DeveloperTokensApi, DiscoveryApi);

/// Every operation of this folder, to be bound.
pub const APIS: Apis =
    (AuthorizeApi, DeviceApi, GrantsApi, TokensApi, ConsentApi, DeveloperAuthorizeApi, DeveloperTokensApi, DiscoveryApi);
