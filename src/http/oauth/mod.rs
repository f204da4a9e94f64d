//! The OAuth endpoints: tokens for Matrix tokens (RFC 8693) and for refresh tokens, introspection (RFC 7662), revocation
//! (RFC 7009), consent, and the documents that say what there is (RFC 8414). Token endpoints answer in RFC 6749's form.

pub mod clients;
pub mod consent;
pub mod discovery;
pub mod error;
pub mod grants;
mod page;
pub mod tokens;

pub use clients::Credentials;
pub use page::stylesheet;

use self::{consent::ConsentApi, discovery::DiscoveryApi, grants::GrantsApi, tokens::TokensApi};

/// Every operation of this folder.
pub type Apis = (GrantsApi, TokensApi, ConsentApi, DiscoveryApi);

/// Every operation of this folder, to be bound.
pub const APIS: Apis = (GrantsApi, TokensApi, ConsentApi, DiscoveryApi);
