use std::collections::BTreeSet;

use serde_json::json;

use super::*;

#[tokio::test]
async fn metadata_names_what_is_there_and_nothing_else() {
    let app = TestApp::new();
    let base = app.edge.settings().server.base().to_owned();
    let oauth = app.get("/.well-known/oauth-authorization-server", "").await.json();
    assert_eq!(oauth["issuer"], json!(base));
    let grants = json!([EXCHANGE, "authorization_code", DEVICE, "refresh_token", "client_credentials"]);
    for (name, expected) in [
        ("authorization_endpoint", json!(format!("{base}/oauth2/authorize"))),
        ("device_authorization_endpoint", json!(format!("{base}/oauth2/device/authorization"))),
        ("response_types_supported", json!(["code"])),
        ("response_modes_supported", json!(["query"])),
        ("grant_types_supported", grants),
        ("code_challenge_methods_supported", json!(["S256"])),
        ("authorization_response_iss_parameter_supported", json!(true)),
        ("prompt_values_supported", json!(["none", "consent"])),
        ("request_uri_parameter_supported", json!(false)),
    ] {
        assert_eq!(oauth[name], expected, "{name}");
    }
    assert_eq!(oauth["token_endpoint_auth_methods_supported"], json!(["none", "client_secret_basic", "client_secret_post"]));
    for (name, value) in oauth.as_object().unwrap() {
        if name.ends_with("_endpoint") || name.ends_with("_uri") {
            let path = value.as_str().unwrap().strip_prefix(&base).unwrap();
            assert_ne!(app.get(path, "").await.code(), 404, "{name}");
        }
    }
    let mut openid = app.get("/.well-known/openid-configuration", "").await.json();
    assert_eq!(openid.as_object_mut().unwrap().remove("subject_types_supported"), Some(json!(["public"])));
    assert_eq!(openid, oauth);
}

#[tokio::test]
async fn the_keys_are_those_that_sign() {
    let app = TestApp::new();
    let keys = app.get("/.well-known/jwks.json", "").await.json();
    assert_eq!(keys, app.edge.tokens.keys().jwks());
    assert_eq!(app.get("/oauth2/jwks", "").await.json(), keys);
    let names: BTreeSet<&String> = keys["keys"][0].as_object().unwrap().keys().collect();
    assert_eq!(names.iter().map(|name| name.as_str()).collect::<Vec<_>>(), ["alg", "e", "kid", "kty", "n", "use"]);
}

#[tokio::test]
async fn public_documents_are_cached() {
    let app = TestApp::new();
    for path in ["/.well-known/oauth-authorization-server", "/.well-known/openid-configuration", "/.well-known/jwks.json"] {
        let reply = app.get(path, "").await;
        let tag = reply.header("etag").unwrap().to_owned();
        assert_eq!((reply.code(), reply.header("cache-control")), (200, Some("public, max-age=300")));
        let again = app.get_with(path, "if-none-match", &tag).await;
        assert_eq!((again.code(), again.text.as_str(), again.header("etag")), (304, "", Some(tag.as_str())));
        assert_eq!(again.header("cache-control"), Some("public, max-age=300"));
        assert_eq!(app.get_with(path, "if-none-match", "\"old\"").await.code(), 200);
    }
}

#[tokio::test]
async fn the_document_has_the_operations_with_their_refusals() {
    let app = TestApp::new();
    let document = app.get("/openapi.json", "").await.json();
    let statuses = |path: &str, method: &str| -> Vec<u16> {
        let responses = document["paths"][path][method]["responses"].as_object().unwrap();
        responses.keys().map(|status| status.parse().unwrap()).collect()
    };
    assert_eq!(statuses("/oauth2/token", "post"), [200, 400, 401, 403, 413, 415, 429, 431, 500, 503]);
    assert_eq!(statuses("/oauth2/authorize", "get"), [303, 400, 403, 429, 431, 500, 503]);
    assert_eq!(statuses("/oauth2/device/authorization", "post"), [200, 400, 401, 403, 413, 415, 429, 431, 500, 503]);
    assert_eq!(statuses("/oauth2/device/verify", "post"), [200, 400, 401, 403, 404, 413, 415, 429, 431, 500, 503]);
    let authorize = &document["paths"]["/oauth2/authorize"]["get"];
    assert_eq!(authorize["responses"]["400"]["content"].as_object().unwrap().keys().collect::<Vec<_>>(), ["text/html"]);
    assert!(authorize["responses"]["303"]["headers"]["Location"].is_object());
    let challenge = authorize["parameters"].as_array().unwrap().iter().find(|known| known["name"] == "code_challenge").unwrap();
    assert_eq!((&challenge["in"], &challenge["required"]), (&json!("query"), &json!(true)));
    assert_eq!(statuses("/oauth2/introspect", "post"), [200, 400, 401, 403, 413, 415, 429, 431, 500, 503]);
    assert_eq!(statuses("/oauth2/revoke", "post"), [200, 400, 401, 403, 413, 415, 429, 431, 500, 503]);
    assert_eq!(statuses("/oauth2/consent", "get"), [200, 303, 400, 403, 404, 429, 431, 500, 503]);
    assert_eq!(statuses("/.well-known/jwks.json", "get"), [200, 304, 403, 429, 431, 500, 503]);
    let token = &document["paths"]["/oauth2/token"]["post"];
    let body = &token["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"]["$ref"];
    assert_eq!(body, "#/components/schemas/TokenForm");
    assert_eq!(token["security"], json!([{ "client": [] }, {}]));
    let refusal = &token["responses"]["403"];
    assert_eq!(refusal["content"]["application/json"]["schema"]["$ref"], "#/components/schemas/OAuthError");
    for word in ["access_denied", "consent_required", "temporarily_unavailable"] {
        assert!(refusal["description"].as_str().unwrap().contains(word), "{word}");
    }
}
