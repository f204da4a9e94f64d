use tmcpd::{
    identity::ClientClaims,
    kernel::{Clock, RawId, ScopeSet, SessionId},
};

use super::*;

/// A token of the client itself, as `client_credentials` gives it.
fn client_token(app: &TestApp, client: &str) -> String {
    let now = app.clock.now();
    let claims = ClientClaims {
        client: client.to_owned(),
        scopes: ScopeSet::EMPTY,
        session: SessionId(RawId::from_parts(1, 77)),
        token_id: "77".to_owned(),
        issued: now,
        expires: now + Duration::from_secs(3600),
    };
    app.edge.tokens.sign_client(&claims).unwrap()
}

#[tokio::test]
async fn a_backend_sees_its_payment_by_secret_and_by_token() {
    let app = app();
    let paid = pay(&app, &app.token(ALICE, ALL_WALLET).await, "5.00", "1").await;
    let seen = backend(&app, "GET", &status(&paid), &Value::Null).await.expect(200);
    assert_eq!((&seen["status"], seen.get("available_methods")), (&json!("completed"), None));
    let token = client_token(&app, BACKEND);
    assert_eq!(app.get(&status(&paid), &token).await.expect(200), seen);
    let body = json!({ "amount": "1", "idempotency_key": "1" });
    app.post(&path(&paid, "refund"), &token, &body).await.expect(201);
    let same = backend(&app, "POST", &path(&paid, "refund"), &body).await;
    assert_eq!(same.header("idempotent-replayed"), Some("true"), "both ways lead to the same mini-app");
}

#[tokio::test]
async fn another_backend_reads_and_refunds() {
    let app = app();
    other_shop(&app).await;
    let paid = pay(&app, &app.token(ALICE, ALL_WALLET).await, "5.00", "1").await;
    let others = [("ma_other_backend", "other secret")];
    for (client, secret) in others {
        let body = json!({ "idempotency_key": "1" });
        backend_as(&app, client, secret, "GET", &status(&paid), &Value::Null).await.refused(404, "PAYMENT_NOT_FOUND");
        backend_as(&app, client, secret, "POST", &path(&paid, "refund"), &body).await.refused(404, "PAYMENT_NOT_FOUND");
        let list = backend_as(&app, client, secret, "GET", PAYMENTS, &Value::Null).await.expect(200);
        assert_eq!(list["payments"], json!([]));
    }
    assert_eq!(merchant_holds(&app), 500);
}

#[tokio::test]
async fn a_client_that_does_not_show_its_secret() {
    let app = app();
    for (client, secret) in
        [(BACKEND, "wrong"), (BACKEND, ""), (SHOP, SECRET), ("ma_official_wallet", ""), ("ma_nobody", SECRET), ("", "")]
    {
        backend_as(&app, client, secret, "GET", PAYMENTS, &Value::Null).await.refused(401, "INVALID_TOKEN");
    }
    app.get(PAYMENTS, &client_token(&app, SHOP)).await.refused(401, "INVALID_TOKEN");
    app.get(PAYMENTS, &client_token(&app, "ma_nobody")).await.refused(401, "INVALID_TOKEN");
    let token = client_token(&app, BACKEND);
    app.get(PAYMENTS, &token).await.expect(200);
    app.advance(Duration::from_secs(3700));
    app.get(PAYMENTS, &token).await.refused(401, "INVALID_TOKEN");
}

#[tokio::test]
async fn the_list_is_filtered_and_paged() {
    let app = app();
    let alice = app.token(ALICE, ALL_WALLET).await;
    let mut ids = Vec::new();
    for number in 0..7 {
        let mut body = asking("1.00", &number.to_string());
        body["merchant_order_id"] = format!("order-{}", number % 2).into();
        let asked = app.post("/api/v1/payments/request", &alice, &body).await.expect(201);
        if number < 3 {
            app.post(&path(&asked, "authorize"), &alice, &pin(ALICE_PIN)).await.expect(200);
        }
        ids.push(id(&asked).to_owned());
        app.advance(Duration::from_secs(10));
    }
    ids.reverse();
    let page = async |query: &str| backend(&app, "GET", &format!("{PAYMENTS}?{query}"), &Value::Null).await.expect(200);
    let listed = |page: &Value| -> Vec<String> {
        page["payments"].as_array().unwrap().iter().map(|payment| id(payment).to_owned()).collect()
    };
    let (mut found, mut query) = (Vec::new(), "limit=3".to_owned());
    loop {
        let part = page(&query).await;
        found.extend(listed(&part));
        let Some(next) = part["pagination"]["next_cursor"].as_str() else { break };
        assert_eq!((&part["pagination"]["has_more"], listed(&part).len()), (&json!(true), 3));
        query = format!("limit=3&cursor={next}");
    }
    assert_eq!(found, ids);
    assert_eq!(listed(&page("status=completed").await), ids[4..]);
    assert_eq!(listed(&page("merchant_order_id=order-1").await), [ids[1].clone(), ids[3].clone(), ids[5].clone()]);
    let at = |seconds| (START + Duration::from_secs(seconds)).to_string();
    assert_eq!(listed(&page(&format!("from={}&to={}", at(20), at(40))).await), ids[3..5]);
    assert_eq!(listed(&page(&format!("from={}&to={}", at(40), at(20))).await), [""; 0]);
    for wrong in ["status=paid", "cursor=x", "from=yesterday", "limit=0", "limit=101"] {
        let path = format!("{PAYMENTS}?{wrong}");
        backend(&app, "GET", &path, &Value::Null).await.refused(400, "INVALID_REQUEST");
    }
}
