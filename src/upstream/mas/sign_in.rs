//! Signing somebody in at the OAuth server: the authorization code grant (RFC 6749 section 4.1) with PKCE (RFC 7636), as its
//! confidential client. The scope is `openid` alone, so that no Matrix device comes of it. The ID token is not looked at: who it
//! is says the introspection of the access token, over our own connection, and then the token is given back.

use url::Url;

use super::{Mas, Unavailable, error_code, metadata::SignInEndpoints, refused};
use crate::{
    kernel::{Secret, Timestamp, UserId},
    upstream::is_plausible_token,
};

/// What a browser is sent away with and comes back for.
pub struct SignIn<'a> {
    /// Where it comes back to; registered at the server for our client.
    pub redirect_uri: &'a str,
    /// The PKCE verifier, 43 to 128 unreserved characters.
    pub verifier: &'a str,
}

impl Mas {
    /// Where the browser signs in, with the `state` that it brings back.
    pub async fn authorize_url(&self, sign_in: &SignIn<'_>, state: &str) -> Result<Url, Unavailable> {
        let mut url = self.sign_in_endpoints().await?.authorization.clone();
        url.query_pairs_mut().extend_pairs([
            ("response_type", "code"),
            ("client_id", self.client_id.as_str()),
            ("redirect_uri", sign_in.redirect_uri),
            ("scope", "openid"),
            ("state", state),
            ("code_challenge", &challenge(sign_in.verifier)),
            ("code_challenge_method", "S256"),
        ]);
        Ok(url)
    }

    /// Whether an answer that names its issuer as `iss`, or names none, can be this server's (RFC 9207 section 2.4).
    pub async fn is_own_answer(&self, iss: Option<&str>) -> Result<bool, Unavailable> {
        let endpoints = self.sign_in_endpoints().await?;
        Ok(iss.map_or(!endpoints.names_itself, |iss| iss == endpoints.issuer))
    }

    /// Redeems a code; `None` when the server does not take it. The token that comes of it has to go to [`Mas::revoke`].
    pub async fn redeem(&self, code: &str, sign_in: &SignIn<'_>) -> Result<Option<Secret>, Unavailable> {
        #[derive(serde::Deserialize)]
        struct Issued {
            access_token: String,
        }
        if !is_plausible_token(code) {
            return Ok(None);
        }
        let form = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", sign_in.redirect_uri),
            ("code_verifier", sign_in.verifier),
        ];
        let answer = self.post(&self.sign_in_endpoints().await?.token, &form).await?;
        if answer.status == 200 {
            return Ok(Some(Secret::new(answer.json::<Issued>()?.access_token)));
        }
        match error_code(&answer).as_str() {
            // The code is wrong, used, too old, of another client, or without our challenge.
            "invalid_grant" | "invalid_request" | "unauthorized_client" | "access_denied" => Ok(None),
            _ => Err(refused("a code", &answer)),
        }
    }

    /// Who has signed in, by the token that [`Mas::redeem`] answered. `None` when it is no living token of ours.
    pub async fn signed_in(&self, token: &Secret, now: Timestamp) -> Result<Option<UserId>, Unavailable> {
        let found = self.introspect(token.expose()).await?.token_of(&self.client_id, &self.server_name, now)?;
        Ok(found.map(|identified| identified.user))
    }

    /// Gives a token of ours back (RFC 7009), which ends its session. One that is gone already is success.
    pub async fn revoke(&self, token: &Secret) -> Result<(), Unavailable> {
        let form = [("token", token.expose()), ("token_type_hint", "access_token")];
        let answer = self.post(&self.sign_in_endpoints().await?.revocation, &form).await?;
        if answer.is_success() { Ok(()) } else { Err(refused("a revocation", &answer)) }
    }

    /// Whether the server lets our client send browsers back to `redirect_uri`: it must not begin anything otherwise, nor send
    /// them there (RFC 6749 section 4.1.2.1). Past the circuit breaker.
    pub async fn knows_redirect(&self, redirect_uri: &str) -> Result<bool, Unavailable> {
        const VERIFIER: &str = "nobody-comes-back-to-redeem-what-begins-with-this";
        let url = self.authorize_url(&SignIn { redirect_uri, verifier: VERIFIER }, "doctor").await?;
        let answer = self.remote.call_unguarded(self.remote.request(reqwest::Method::GET, url), super::MAX_PAGE_BYTES).await?;
        match answer.status {
            200..400 => Ok(true),
            400..500 => Ok(false),
            status => Err(Unavailable::new(format!("the authorization endpoint answered {status}"))),
        }
    }

    async fn sign_in_endpoints(&self) -> Result<&SignInEndpoints, Unavailable> {
        let found = self.endpoints().await?.sign_in.as_ref();
        found.ok_or_else(|| Unavailable::new(format!("nobody can sign in at {} by an authorization code", self.issuer)))
    }
}

/// The challenge of a PKCE verifier (RFC 7636 section 4.2, `S256`).
fn challenge(verifier: &str) -> String {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    URL_SAFE_NO_PAD.encode(crate::kernel::sha256(verifier.as_bytes()))
}

#[cfg(test)]
mod tests {
    use std::{
        collections::HashMap,
        sync::{Arc, OnceLock},
        time::Duration,
    };

    use super::*;
    use crate::{
        kernel::ManualClock,
        upstream::stub::{Seen, Stub},
    };

    const NOW: Timestamp = Timestamp(1_795_000_000_000);
    /// The example of RFC 7636 appendix B.
    const BACK: SignIn<'_> = SignIn {
        redirect_uri: "https://pay.example/account/sign-in/mas/callback",
        verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
    };
    const ISSUED: &str = r#"{"access_token":"mat_1","token_type":"Bearer","expires_in":300,"refresh_token":"mar_1"}"#;
    const OURS: &str = r#"{"active":true,"scope":"openid","client_id":"0TMCP","token_type":"access_token","username":"alice",
        "exp":1795000300}"#;

    fn mas(stub: &Stub) -> Mas {
        let clock = Arc::new(ManualClock::new(NOW));
        Mas::new(stub.url.clone(), "0TMCP", Secret::new("x"), "tween.example", Duration::ZERO, clock).unwrap()
    }

    /// An OAuth server whose metadata hold `more`.
    fn stub(more: &'static str, answer: impl Fn(&Seen) -> (u16, String) + Send + 'static) -> Stub {
        let listening = Arc::new(OnceLock::<Url>::new());
        let own = Arc::clone(&listening);
        let stub = Stub::start(move |seen| {
            if seen.line != "GET /.well-known/openid-configuration" {
                return answer(seen);
            }
            let url = own.get().unwrap();
            let found = format!(
                r#"{{"issuer":"{url}","introspection_endpoint":"{url}introspect","authorization_endpoint":"{url}authorize?v=1",
                "token_endpoint":"{url}token"{more}}}"#
            );
            (200, found.replace("URL/", url.as_str()))
        });
        listening.set(stub.url.clone()).unwrap();
        stub
    }

    const REVOCATION: &str = r#","revocation_endpoint":"URL/revoke""#;

    #[tokio::test]
    async fn the_browser_is_sent_away_with_a_challenge_and_no_matrix_scope() {
        let stub = stub(REVOCATION, |_| (404, String::new()));
        let url = mas(&stub).authorize_url(&BACK, "st&te").await.unwrap();
        assert!(url.as_str().starts_with(&format!("{}authorize?v=1&", stub.url)), "{url}");
        let query: HashMap<_, _> = url.query_pairs().collect();
        for (name, value) in [
            ("response_type", "code"),
            ("client_id", "0TMCP"),
            ("redirect_uri", BACK.redirect_uri),
            ("scope", "openid"),
            ("state", "st&te"),
            ("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
            ("code_challenge_method", "S256"),
        ] {
            assert_eq!(query[name], value, "{name}");
        }
    }

    #[tokio::test]
    async fn a_redirect_that_is_not_registered_is_known_by_the_refusal() {
        for (status, expected) in [(200, Some(true)), (303, Some(true)), (400, Some(false)), (502, None)] {
            let stub = stub(REVOCATION, move |_| (status, "<html>".to_owned()));
            assert_eq!(mas(&stub).knows_redirect(BACK.redirect_uri).await.ok(), expected, "{status}");
        }
    }

    #[tokio::test]
    async fn a_code_becomes_a_person_and_the_token_is_given_back() {
        let stub = stub(REVOCATION, |seen| match seen.line.as_str() {
            "POST /token" => (200, ISSUED.to_owned()),
            "POST /introspect" => (200, OURS.to_owned()),
            _ => (200, String::new()),
        });
        let mas = mas(&stub);
        let token = mas.redeem("co+de", &BACK).await.unwrap().unwrap();
        assert_eq!(mas.signed_in(&token, NOW).await.unwrap().unwrap().as_str(), "@alice:tween.example");
        mas.revoke(&token).await.unwrap();
        assert_eq!(mas.identify("mat_1", NOW).await.unwrap(), None, "without the API scope it is no Matrix token");
        let seen = stub.seen();
        let redeemed = format!(
            "grant_type=authorization_code&code=co%2Bde&redirect_uri=https%3A%2F%2Fpay.example%2Faccount%2Fsign-in%2Fmas%2F\
             callback&code_verifier={}",
            BACK.verifier
        );
        let asked: Vec<(&str, &str)> = seen.iter().skip(1).map(|seen| (seen.line.as_str(), seen.body.as_str())).collect();
        let about = "token=mat_1&token_type_hint=access_token";
        assert_eq!(asked[..3], [("POST /token", redeemed.as_str()), ("POST /introspect", about), ("POST /revoke", about)]);
        assert!(seen.iter().skip(1).all(|seen| seen.authorization == "Basic MFRNQ1A6eA=="));
    }

    #[tokio::test]
    async fn a_code_that_is_refused_is_nobodys() {
        for (status, body, refused) in [
            (400, r#"{"error":"invalid_grant"}"#, true),
            (400, r#"{"error":"invalid_request"}"#, true),
            (401, r#"{"error":"unauthorized_client"}"#, true),
            (401, r#"{"error":"invalid_client"}"#, false),
            (403, "<html>", false),
            (503, "", false),
            (200, "{}", false),
        ] {
            let stub = stub(REVOCATION, move |_| (status, body.to_owned()));
            let found = mas(&stub).redeem("code", &BACK).await;
            assert_eq!(found.is_ok_and(|token| token.is_none()), refused, "{status} {body}");
        }
        let stub = stub(REVOCATION, |_| (200, ISSUED.to_owned()));
        for code in ["", "a b", "a\r\nb", &"x".repeat(5000)] {
            assert!(mas(&stub).redeem(code, &BACK).await.unwrap().is_none());
        }
        assert_eq!(stub.seen().len(), 0, "garbage is not asked about");
    }

    #[tokio::test]
    async fn a_token_of_another_client_signs_nobody_in() {
        for (name, answer) in [
            ("another client's", OURS.replace("0TMCP", "0OTHER")),
            ("nobody's client", OURS.replace(r#""client_id":"0TMCP","#, "")),
            ("a refresh token", OURS.replace("access_token", "refresh_token")),
            ("no person's", OURS.replace(r#""username":"alice","#, "")),
            ("expired", OURS.replace("1795000300", "1795000000")),
            ("inactive", r#"{"active":false}"#.to_owned()),
        ] {
            let stub = stub(REVOCATION, move |_| (200, answer.clone()));
            assert_eq!(mas(&stub).signed_in(&Secret::new("mat_1"), NOW).await.unwrap(), None, "{name}");
        }
    }

    #[tokio::test]
    async fn an_answer_of_another_issuer_is_a_mix_up() {
        let (silent, naming) = (
            stub(REVOCATION, |_| (404, String::new())),
            r#","revocation_endpoint":"URL/revoke",
            "authorization_response_iss_parameter_supported":true"#,
        );
        let naming = stub(naming, |_| (404, String::new()));
        for (stub, without) in [(&silent, true), (&naming, false)] {
            let mas = mas(stub);
            assert_eq!(mas.is_own_answer(None).await.unwrap(), without);
            assert!(mas.is_own_answer(Some(stub.url.as_str())).await.unwrap());
            for other in ["https://evil.example/", "", stub.url.as_str().trim_end_matches('/')] {
                assert!(!mas.is_own_answer(Some(other)).await.unwrap(), "{other}");
            }
        }
    }

    #[tokio::test]
    async fn without_a_way_to_give_tokens_back_nobody_signs_in() {
        for more in ["", r#","revocation_endpoint":"ftp://evil.example/revoke""#] {
            let stub = stub(more, |_| (200, ISSUED.to_owned()));
            assert!(mas(&stub).authorize_url(&BACK, "state").await.is_err());
            assert!(mas(&stub).redeem("code", &BACK).await.is_err());
        }
    }
}
