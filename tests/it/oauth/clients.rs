use super::*;

#[tokio::test]
async fn a_confidential_client_authenticates_in_one_way() {
    let app = TestApp::new();
    let form = |fields: &[(&'static str, &'static str)]| exchange_form(fields);
    let named = form(&[("client_id", BACKEND)]);
    let unnamed = form(&[("client_id", "")]);
    let posted = form(&[("client_id", BACKEND), ("client_secret", SECRET)]);
    let wrong = form(&[("client_id", BACKEND), ("client_secret", "wrong")]);
    let other = form(&[("client_id", SHOP)]);
    let secret_alone = form(&[("client_id", ""), ("client_secret", SECRET)]);
    let basic = Some((BACKEND, SECRET));
    let cases = [
        (&posted, None, Ok(())),
        (&named, basic, Ok(())),
        (&unnamed, basic, Ok(())),
        (&unnamed, Some(("ma_shop_001%5Fbackend", "dev%5Fsecret%5Fshop")), Ok(())),
        (&named, None, Err(is(401, "invalid_client"))),
        (&wrong, None, Err(is(401, "invalid_client"))),
        (&unnamed, Some((BACKEND, "wrong")), Err(is(401, "invalid_client"))),
        (&unnamed, Some((BACKEND, "")), Err(is(401, "invalid_client"))),
        (&unnamed, Some((SHOP, SECRET)), Err(is(401, "invalid_client"))),
        (&unnamed, Some((SHOP, "")), Err(is(401, "invalid_client"))),
        (&posted, basic, Err(is(400, "invalid_request"))),
        (&other, basic, Err(is(400, "invalid_request"))),
        (&secret_alone, None, Err(is(400, "invalid_request"))),
        (&secret_alone, basic, Err(is(400, "invalid_request"))),
    ];
    for (form, basic, expected) in cases {
        let reply = app.form("/oauth2/token", form, basic).await;
        let found = if reply.code() == 200 { Ok(()) } else { Err(reply.refusal()) };
        assert_eq!(found, expected, "{form:?} {basic:?}");
    }
}

#[tokio::test]
async fn other_authorization_is_not_a_client() {
    let app = TestApp::new();
    for headers in [&["Bearer dev_alice"][..], &["Basic !!!"], &["Basic"], &["Basic YTpi", "Basic YTpi"]] {
        let body = "grant_type=refresh_token&refresh_token=rt_x&client_id=ma_shop_001";
        let reply = app.form_with("/oauth2/token", body.to_owned(), headers).await;
        assert_eq!(reply.refusal(), is(401, "invalid_client"), "{headers:?}");
        assert_eq!(reply.header("www-authenticate"), Some("Basic realm=\"tmcp\""));
    }
}
