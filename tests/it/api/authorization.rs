//! Every documented operation refuses strangers: it is called as nobody, with garbage, with the wrong kind of token, without its
//! scope, as a suspended person. The exceptions are the operations that are open to everyone or to OAuth clients: what those
//! refuse is in `oauth` and `pipeline`, and other people's objects are tried with each noun.

use std::{collections::BTreeMap, time::Duration};

use poem::{Request, http::Method};
use serde_json::json;
use tmcpd::{
    http::{
        document::{Document, operations_of},
        operations::{self, Access, Operation},
        router::apis,
    },
    identity::{ClientClaims, suffices},
    kernel::{RawId, Scope, ScopeSet, SessionId, UserId},
    store::rows::AdminRole,
};

use crate::support::*;

fn documented() -> BTreeMap<String, (String, String)> {
    operations_of(&Document::of(&apis("http://127.0.0.1:8420")).json)
}

/// The path with an object in place of each parameter.
fn filled(path: &str) -> String {
    let path = path
        .replace("{transfer_id}", "p2p_0000000000000000000000000a")
        .replace("{gift_id}", "gift_0000000000000000000000000a")
        .replace("{payment_id}", "pay_0000000000000000000000000a")
        .replace("{txn_id}", "txn_0000000000000000000000000a")
        .replace("{user_id}", BOB)
        .replace("{room_id}", ROOM)
        .replace("{session_id}", "ses_0000000000000000000000000a")
        .replace("{device_id}", "phone")
        .replace("{credential_id}", "AAAA")
        .replace("{miniapp_id}", SHOP)
        .replace("{event_id}", "evt_0000000000000000000000000a")
        .replace("{org_id}", "org_0000000000000000000000000a")
        .replace("{invitation_id}", "inv_0000000000000000000000000a")
        .replace("{token_id}", "adt_0000000000000000000000000a");
    assert!(!path.contains('{'), "{path}");
    path
}

async fn call(app: &TestApp, method: &str, path: &str, token: &str) -> Reply {
    let mut request = Request::builder().method(method.parse::<Method>().unwrap()).uri(filled(path).parse().unwrap());
    if !token.is_empty() {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    app.call(request.content_type("application/json").body(json!({}).to_string())).await
}

#[test]
fn the_registry_and_the_document_name_the_same_operations() {
    let documented: Vec<String> = documented().into_keys().collect();
    let mut registered: Vec<&str> = operations::ALL.iter().map(|row| row.id).collect();
    registered.sort_unstable();
    assert_eq!(documented, registered);
}

/// What the shop's backend has, with no person in it.
fn client_token(app: &TestApp) -> String {
    let claims = ClientClaims {
        client: format!("{SHOP}_backend"),
        scopes: ScopeSet::EMPTY,
        session: SessionId(RawId([7; 16])),
        token_id: "c".to_owned(),
        issued: START,
        expires: START + Duration::from_secs(3600),
    };
    app.edge.tokens.sign_client(&claims).unwrap()
}

#[tokio::test]
async fn every_operation_refuses_strangers() {
    let app = TestApp::new();
    let every_scope: String = Scope::ALL[..12].iter().map(|scope| scope.name()).collect::<Vec<_>>().join(" ");
    let all = app.token(BOB, &every_scope).await;
    let none = app.token(BOB, "user:read").await;
    let of_backend = client_token(&app);
    let alice = app.sign_in(ALICE).await;
    for row in operations::ALL {
        let documented = documented();
        let (method, path) = &documented[row.id];
        let status = |token: &'static str| call(&app, method, path, token);
        match row.access {
            Access::Tep | Access::Party => {
                status("").await.refused(401, "INVALID_TOKEN");
                status("garbage").await.refused(401, "INVALID_TOKEN");
                status("tep.a.b.c").await.refused(401, "INVALID_TOKEN");
                status("dev_alice").await.refused(401, "INVALID_TOKEN");
                if !row.scopes.is_empty() {
                    call(&app, method, path, &none).await.refused(403, "INVALID_SCOPE");
                }
                let allowed = call(&app, method, path, &all).await;
                assert!(!matches!(allowed.status.as_u16(), 401), "{}: {}", row.id, allowed.text);
            }
            Access::Person => {
                status("").await.refused(401, "INVALID_TOKEN");
                status("garbage").await.refused(401, "INVALID_TOKEN");
                call(&app, method, path, &all).await.refused(403, "STEP_UP_REQUIRED");
            }
            Access::Account | Access::Backend | Access::Merchant => {
                for token in ["", "garbage", "dev_alice"] {
                    status(token).await.refused(401, "INVALID_TOKEN");
                }
                call(&app, method, path, &all).await.refused(401, "INVALID_TOKEN");
            }
            Access::Developer | Access::Candidate => {
                for token in ["", "garbage", "dev_alice", "tep.a.b.c", "dev.a.b.c", "rt_dev_x", "adm_x"] {
                    status(token).await.refused(401, "INVALID_TOKEN");
                }
                for token in [&all, &of_backend] {
                    call(&app, method, path, token).await.refused(403, "forbidden_platform_endpoint");
                }
                if row.access == Access::Developer {
                    let details = app.call_as(&alice, method, &filled(path), &json!({})).await;
                    assert_eq!(details.refused(403, "INSUFFICIENT_PERMISSIONS")["reason"], "developer_not_whitelisted");
                }
            }
            Access::Admin | Access::Public | Access::OAuth | Access::Probe => {}
        }
    }
}

#[tokio::test]
async fn every_admin_operation_is_for_admins_of_its_role_alone() {
    let app = TestApp::new();
    let documented = documented();
    let rows = || operations::ALL.iter().filter(|row| row.access == Access::Admin);
    assert!(rows().count() >= 8);
    let mut admins = Vec::new();
    for role in AdminRole::ALL {
        admins.push((*role, app.admin(role.name()).await));
    }
    let revoked = app.admin("owner").await;
    app.operate("DELETE", &format!("/api/v1/admin/tokens/{}", revoked.id), None).await.expect(200);
    let tep = app.token(ALICE, ALL_WALLET).await;
    let alice = app.sign_in(ALICE).await;
    for row in rows() {
        let (method, path) = &documented[row.id];
        app.call_as(&alice, method, &filled(path), &json!({})).await.refused(401, "INVALID_TOKEN");
        // Wrong tokens are counted by address.
        app.advance(Duration::from_secs(60));
        for token in ["", "garbage", "adm_", "adm_garbage", "dev_alice", "dev.a.b.c", "rt_x", &revoked.token, &revoked.id] {
            call(&app, method, path, token).await.refused(401, "INVALID_TOKEN");
        }
        call(&app, method, path, &tep).await.refused(403, "forbidden_platform_endpoint");
        for (role, admin) in &admins {
            let reply = call(&app, method, path, &admin.token).await;
            if suffices(*role, row.role) {
                assert!(!matches!(reply.status.as_u16(), 401 | 403 | 429), "{} as {role:?}: {}", row.id, reply.text);
            } else {
                let details = reply.refused(403, "INSUFFICIENT_PERMISSIONS");
                assert_eq!(details["required_role"], row.role.name(), "{}", row.id);
            }
        }
        assert!(method == "GET" || row.role != AdminRole::Auditor, "{}: an auditor changes nothing", row.id);
    }
    app.advance(Duration::from_secs(24 * 3600));
    for row in rows() {
        app.advance(Duration::from_secs(60));
        let (method, path) = &documented[row.id];
        for (_, admin) in &admins {
            call(&app, method, path, &admin.token).await.refused(401, "INVALID_TOKEN");
        }
    }
}

#[tokio::test]
async fn an_admins_token_is_nobodys_elsewhere() {
    let app = TestApp::new();
    let owner = app.admin("owner").await;
    let documented = documented();
    for row in operations::ALL {
        let (method, path) = &documented[row.id];
        match row.access {
            Access::Tep | Access::Account | Access::Developer | Access::Candidate | Access::Backend | Access::Party => {
                call(&app, method, path, &owner.token).await.refused(401, "INVALID_TOKEN")
            }
            Access::Person => call(&app, method, path, &owner.token).await.refused(403, "STEP_UP_REQUIRED"),
            Access::Admin | Access::Merchant | Access::Public | Access::OAuth | Access::Probe => continue,
        };
    }
}

/// Whether the account pages' cookie is enough for some.
fn is_by_cookie(access: Access) -> bool {
    !matches!(access, Access::Backend | Access::Merchant | Access::Admin | Access::Public | Access::OAuth | Access::Probe)
}

/// What a signed-in browser may do, another site's page may not make it do.
#[tokio::test]
async fn every_change_by_cookie_needs_our_own_page() {
    let app = TestApp::new();
    let alice = app.sign_in(ALICE).await;
    let documented = documented();
    for row in operations::ALL.iter().filter(|row| is_by_cookie(row.access)) {
        let (method, path) = &documented[row.id];
        if method == "GET" {
            continue;
        }
        let forgeries: [&[(&str, &str)]; 4] = [
            &[],
            &[("x-csrf-token", "0000")],
            &[("x-csrf-token", &alice.csrf), ("sec-fetch-site", "cross-site")],
            &[("x-csrf-token", &alice.csrf), ("origin", "https://evil.example")],
        ];
        for headers in forgeries {
            let mut request = Request::builder().method(method.parse::<Method>().unwrap()).uri(filled(path).parse().unwrap());
            request = request.header("cookie", &alice.cookie).content_type("application/json");
            for (name, value) in headers {
                request = request.header(*name, *value);
            }
            app.call(request.body("{}")).await.refused(403, "INSUFFICIENT_PERMISSIONS");
        }
    }
}

#[tokio::test]
async fn suspended_people_lose_access_at_once() {
    let app = TestApp::new();
    let token = app.token(ALICE, ALL_WALLET).await;
    app.get("/api/v1/wallet/balance", &token).await.expect(200);
    let alice = app.sign_in(ALICE).await;
    app.edge.live.set_suspended(&UserId::parse(ALICE).unwrap(), Some(START));
    let documented = documented();
    for row in operations::ALL {
        let (method, path) = &documented[row.id];
        // Leaving is for everybody; see `account`.
        if is_by_cookie(row.access) && row.id != operations::AccountSignOut::ID {
            app.call_as(&alice, method, &filled(path), &json!({})).await.refused(403, "USER_SUSPENDED");
        }
        match row.access {
            Access::Tep | Access::Party => call(&app, method, path, &token).await.refused(403, "USER_SUSPENDED"),
            Access::Person => call(&app, method, path, "dev_alice").await.refused(403, "USER_SUSPENDED"),
            _ => continue,
        };
    }
}

#[tokio::test]
async fn authentication_goes_before_scope_and_scope_before_limits() {
    let app = TestApp::new();
    let wrong_scope = app.token(ALICE, "user:read").await;
    for _ in 0..60 {
        app.get("/api/v1/wallet/balance", "tep.a.b.c").await.refused(401, "INVALID_TOKEN");
        app.get("/api/v1/wallet/balance", &wrong_scope).await.refused(403, "INVALID_SCOPE");
    }
    let token = app.token(ALICE, "wallet:balance").await;
    for _ in 0..40 {
        app.get("/api/v1/wallet/balance", &token).await.expect(200);
    }
    let limited = app.get("/api/v1/wallet/balance?currency=nonsense", &token).await;
    assert!(limited.header("retry-after").is_some() && limited.header("x-ratelimit-remaining") == Some("0"));
    limited.refused(429, "RATE_LIMIT_EXCEEDED");
    for _ in 0..9 {
        app.get("/api/v1/wallet/balance", &token).await.refused(429, "RATE_LIMIT_EXCEEDED");
    }
    let details = app.get("/api/v1/wallet/balance", &token).await.refused(403, "ACCOUNT_SUSPENDED");
    assert!(details["suspended_until"].is_string() && details["appeal_url"].is_string());
    let bob = app.token(BOB, "wallet:balance").await;
    app.get("/api/v1/wallet/balance", &bob).await.expect(200);
}
