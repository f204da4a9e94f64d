//! The document in `openapi/` is the one that the program makes, and it and the registry of operations name the same operations.

use std::{collections::BTreeSet, fs, path::PathBuf};

use tmcpd::http::{
    document::{Document, operations_of},
    operations, router,
};

fn document() -> Document {
    Document::of(&router::apis(router::DEFAULT_SERVER))
}

#[test]
fn the_committed_document_is_the_one_that_is_served() {
    let Document { json, yaml } = document();
    for (name, made) in [("tmcpd.json", json), ("tmcpd.yaml", yaml)] {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("openapi").join(name);
        let committed = fs::read_to_string(&path).unwrap_or_default();
        let first = committed.lines().zip(made.lines()).position(|(one, two)| one != two).map(|line| line + 1);
        assert!(
            committed == made,
            "openapi/{name} is not what the program makes (first difference in line {first:?}). Renew it and look at what \
             changed: cargo run -- openapi --write openapi"
        );
    }
}

#[test]
fn the_registry_and_the_document_name_the_same_operations() {
    let documented = operations_of(&document().json).into_keys().collect::<BTreeSet<_>>();
    let registered: BTreeSet<String> = operations::ALL.iter().map(|row| row.id.to_owned()).collect();
    let without_row: Vec<_> = documented.difference(&registered).collect();
    let not_bound: Vec<_> = registered.difference(&documented).collect();
    assert!(without_row.is_empty(), "documented, but not in operations::ALL: {without_row:?}");
    assert!(not_bound.is_empty(), "in operations::ALL, but not in the document: {not_bound:?}");
}

#[test]
fn what_a_request_may_leave_out_may_be_null_in_the_document_as_it_is_on_the_wire() {
    let document: serde_json::Value = serde_json::from_str(&document().json).unwrap();
    let nullable = |schema: &str, field: &str| document["components"]["schemas"][schema]["properties"][field]["nullable"] == true;
    for (schema, field, expected) in [
        ("RegisterBody", "user_id", true),
        ("InitiateBody", "note", true),
        ("InitiateBody", "recipient", false),
        ("ProofInput", "pin", true),
        ("ActivateBody", "device", true),
        ("DeviceInput", "platform", true),
        ("TransferAnswer", "note", false),
    ] {
        assert_eq!(nullable(schema, field), expected, "{schema}.{field}");
    }
}

#[test]
fn where_a_browser_is_sent_on_the_document_says_where() {
    let document: serde_json::Value = serde_json::from_str(&document().json).unwrap();
    for path in ["/oauth2/authorize", "/oauth2/developer/authorize", "/oauth2/consent"] {
        let answers = &document["paths"][path]["get"]["responses"];
        assert!(answers["303"]["headers"]["Location"].is_object(), "{path}");
    }
    let busy = &document["paths"]["/oauth2/authorize"]["get"]["responses"];
    assert!(busy["429"]["content"]["text/html"].is_object() && busy["429"]["content"]["application/json"].is_null());
    assert!(busy["503"]["content"]["text/html"].is_object() && busy["503"]["content"]["application/json"].is_object());
}
