//! The `authorization_code` grant (RFC 6749 section 4.1.3) with PKCE (RFC 7636), which every client uses.

use crate::{
    identity::{RedeemCode, Redeemed},
    kernel::{Actor, CodeId, sha256},
};

use super::{
    super::{
        codes,
        error::{OAuthError, Reason},
    },
    TokenAnswer, TokenRequest, answer, refused_grant, required, terms,
};

pub(super) async fn tokens(from: &TokenRequest) -> Result<TokenAnswer, OAuthError> {
    let (info, form, client) = (&*from.info, &from.form, &from.client);
    let shown = required(form.code.as_deref(), "code")?;
    let redirect_uri = required(form.redirect_uri.as_deref(), "redirect_uri")?;
    let verifier = required(form.code_verifier.as_deref(), "code_verifier")?;
    if !is_verifier(verifier) {
        let message = "The parameter code_verifier has 43 to 128 letters, digits and -._~ characters.";
        return Err(OAuthError::new(Reason::InvalidRequest, message));
    }
    let unknown = || OAuthError::new(Reason::InvalidGrant, "The authorization code is not one of this server's.");
    let (code, secret) = codes::parts::<CodeId>(shown).ok_or_else(unknown)?;
    let (refresh_token, terms) = terms(info);
    let command = RedeemCode {
        code,
        secret: sha256(secret.as_bytes()),
        client: client.id.clone(),
        redirect_uri: redirect_uri.to_owned(),
        verifier: sha256(verifier.as_bytes()),
        terms,
    };
    let ctx = info.ctx(Actor::Client(client.id.clone()));
    match info.edge.commands.run(ctx, None, command).await.map_err(refused_grant)?.outcome {
        Redeemed::Session(session) => answer(info, session, Some(refresh_token), None),
        Redeemed::Reused => {
            Err(OAuthError::new(Reason::InvalidGrant, "The authorization code was used before. The session is over."))
        }
    }
}

/// RFC 7636 section 4.1.
fn is_verifier(text: &str) -> bool {
    let unreserved = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    (43..=128).contains(&text.len()) && text.bytes().all(unreserved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verifiers_are_long_enough_and_of_their_alphabet() {
        for good in ["a".repeat(43), "-._~".repeat(32)] {
            assert!(is_verifier(&good), "{good}");
        }
        for bad in [String::new(), "a".repeat(42), "a".repeat(129), "a".repeat(42) + "+", "a".repeat(42) + "\u{e9}"] {
            assert!(!is_verifier(&bad), "{bad}");
        }
    }
}
