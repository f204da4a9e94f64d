//! A sign-in that is under way elsewhere, held by the browser that began it: a cookie with what the answer has to fit, sealed so
//! that nobody makes one up. An answer in another browser, to another sign-in, at another provider's address or after ten minutes
//! fits nothing, which keeps strangers from signing somebody in as themselves (login CSRF) and from mixing providers up. The
//! cookie goes with the answer, fit or not. The server keeps nothing.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use minicbor::{Decode, Encode};
use poem::http::HeaderMap;

use crate::{
    config::Settings,
    edge::{Edge, links},
    http::cookie,
    kernel::{Secret, Timestamp},
    store::rows::SignInMethod,
};

/// How long somebody may take elsewhere.
const LIFETIME: Duration = Duration::from_secs(600);

/// What a seal is for.
const PURPOSE: &str = "sign-in";

/// A sign-in that is under way.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Transaction {
    /// By which way.
    #[n(0)]
    pub method: SignInMethod,
    /// What the answer has to bring back.
    #[n(1)]
    pub state: String,
    /// The PKCE verifier; 43 characters.
    #[n(2)]
    pub verifier: String,
    /// Where the browser goes afterwards: a local address.
    #[n(3)]
    pub return_to: String,
    #[n(4)]
    expires: Timestamp,
}

impl Transaction {
    /// A sign-in that begins now.
    pub fn begin(edge: &Edge, method: SignInMethod, return_to: String) -> Self {
        Self { method, state: edge.rng.token(), verifier: edge.rng.token(), return_to, expires: edge.now() + LIFETIME }
    }

    /// The `Set-Cookie` that gives it to the browser.
    pub fn set_cookie(&self, edge: &Edge) -> String {
        let settings = edge.settings();
        #[expect(clippy::expect_used, reason = "texts and numbers can always be written to memory")]
        let payload = URL_SAFE_NO_PAD.encode(minicbor::to_vec(self).expect("an encoding into memory"));
        let seal = hex::encode(links::signature(&edge.link_key, &[PURPOSE, &payload]));
        format!("{}={payload}.{seal}; Max-Age={}{}", name(&settings), LIFETIME.as_secs(), cookie::attributes(&settings))
    }

    /// The sign-in by `method` that this browser has under way and that an answer with `state` belongs to.
    pub fn of(edge: &Edge, headers: &HeaderMap, method: SignInMethod, state: &str) -> Option<Self> {
        let (payload, seal) = cookie::read(headers, name(&edge.settings()))?.split_once('.')?;
        let known = links::signature(&edge.link_key, &[PURPOSE, payload]);
        let seal = hex::decode(seal).ok()?;
        if !bool::from(subtle::ConstantTimeEq::ct_eq(&known[..], &seal[..])) {
            return None;
        }
        let transaction: Self = minicbor::decode(&URL_SAFE_NO_PAD.decode(payload).ok()?).ok()?;
        let fits = transaction.method == method && Secret::new(&transaction.state).matches(state);
        (fits && edge.now() < transaction.expires).then_some(transaction)
    }
}

/// The `Set-Cookie` that takes a transaction from the browser.
pub fn end(settings: &Settings) -> String {
    format!("{}=; Max-Age=0{}", name(settings), cookie::attributes(settings))
}

fn name(settings: &Settings) -> &'static str {
    if cookie::is_https(settings) { "__Host-tmcpd_sign_in" } else { "tmcpd_sign_in" }
}
