//! The OpenAPI document: what the framework knows of paths and shapes, completed from the registry of operations with every
//! refusal, scope and limit. `openapi/` holds it as committed; a test compares.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    sync::Arc,
};

use poem::{Endpoint, Response, endpoint::make_sync, http::header};
use poem_openapi::{OpenApi, OpenApiService};
use serde_json::{Map, Value, json};

use crate::{
    kernel::{Code, sha256},
    store::rows::AdminRole,
};

use super::{
    error::status_of,
    oauth::{self, error::Reason},
    operations::{self, Access, OAuthAuthorize, Operation, Row},
};

/// The document's title.
pub const TITLE: &str = "tmcpd";

const DESCRIPTION: &str = "Wallets, transfers and mini-apps for Matrix rooms: the TMCP operations of a tmcpd server.\n\n\
    Amounts are JSON numbers written with exactly the currency's fraction digits; in requests a string is accepted too. \
    Operations that move money or create something take an idempotency key, in the body or in the `Idempotency-Key` header: \
    the same key and request get the same answer again, with `Idempotent-Replayed: true`, for at least 24 hours.";

/// The document in both notations.
pub struct Document {
    /// JSON.
    pub json: String,
    /// YAML.
    pub yaml: String,
}

impl Document {
    /// The document of `service`.
    pub fn of<A: OpenApi + 'static>(service: &OpenApiService<A, ()>) -> Self {
        let mut document: Value = serde_json::from_str(&service.spec()).unwrap_or_default();
        complete(&mut document);
        let mut yaml = String::new();
        write_yaml(&mut yaml, &document, 0);
        let json = serde_json::to_string_pretty(&document).unwrap_or_default() + "\n";
        Self { json, yaml }
    }
}

/// Serves the JSON notation.
pub fn json(document: &Arc<Document>) -> impl Endpoint + use<> {
    serve("application/json", document.json.clone())
}

/// Serves the YAML notation.
pub fn yaml(document: &Arc<Document>) -> impl Endpoint + use<> {
    serve("application/yaml", document.yaml.clone())
}

fn serve(content_type: &'static str, text: String) -> impl Endpoint {
    let tag = format!("\"{}\"", hex::encode(&sha256(text.as_bytes())[..8]));
    let text: bytes::Bytes = text.into();
    make_sync(move |_| {
        Response::builder()
            .content_type(content_type)
            .header(header::ETAG, tag.as_str())
            .header(header::CACHE_CONTROL, "public, max-age=300")
            .body(text.clone())
    })
}

fn complete(document: &mut Value) {
    document["info"]["description"] = DESCRIPTION.into();
    document["info"]["license"] = json!({ "name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0" });
    let schemas = &mut document["components"]["schemas"];
    schemas["Error"] = error_schema();
    schemas["OAuthError"] = oauth_error_schema();
    allow_null(document);
    let undemanding: Vec<String> = document["components"]["schemas"]
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(_, schema)| schema["required"].as_array().is_none_or(Vec::is_empty))
        .map(|(name, _)| format!("#/components/schemas/{name}"))
        .collect();
    let Some(paths) = document["paths"].as_object_mut() else { return };
    for item in paths.values_mut() {
        let Some(item) = item.as_object_mut() else { continue };
        for operation in item.values_mut() {
            // A body in which everything is optional may be left out.
            let body = operation.pointer("/requestBody/content/application~1json/schema/$ref").and_then(Value::as_str);
            if body.is_some_and(|name| undemanding.iter().any(|known| known == name)) {
                operation["requestBody"]["required"] = false.into();
            }
            let id = operation["operationId"].as_str().unwrap_or_default();
            if let Some(row) = operations::ALL.iter().find(|row| row.id == id) {
                complete_operation(operation, row);
            }
        }
    }
}

/// In a JSON request `null` says the same as leaving a field out: what may be left out may be null.
fn allow_null(document: &mut Value) {
    let mut waiting = Vec::new();
    for operation in document["paths"].as_object().into_iter().flat_map(Map::values).filter_map(Value::as_object) {
        let bodies = operation.values().map(|operation| &operation["requestBody"]["content"]["application/json"]);
        bodies.for_each(|body| references(body, &mut waiting));
    }
    let mut done = BTreeSet::new();
    while let Some(name) = waiting.pop() {
        let schema = &mut document["components"]["schemas"][&name];
        if !done.insert(name) {
            continue;
        }
        references(schema, &mut waiting);
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        let fields = schema["properties"].as_object_mut().into_iter().flatten();
        for (_, field) in fields.filter(|(name, _)| !required.contains(&Value::from(name.as_str()))) {
            // Beside a reference nothing else counts (OpenAPI 3.0, "Reference Object").
            if field.get("$ref").is_some() {
                *field = json!({ "allOf": [field.take()] });
            }
            field["nullable"] = true.into();
        }
    }
}

/// The names of the schemas that `value` refers to.
fn references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            let name = map.get("$ref").and_then(Value::as_str).and_then(|path| path.rsplit('/').next());
            found.extend(name.map(str::to_owned));
            map.values().for_each(|inner| references(inner, found));
        }
        Value::Array(items) => items.iter().for_each(|inner| references(inner, found)),
        _ => {}
    }
}

fn complete_operation(operation: &mut Value, row: &Row) {
    if row.id == OAuthAuthorize::ID {
        operation["parameters"] = oauth::parameters::documented();
    }
    let (schema, refusals) = match row.access {
        Access::OAuth => ("OAuthError", oauth_refusals(row)),
        Access::Tep
        | Access::Person
        | Access::Account
        | Access::Backend
        | Access::Merchant
        | Access::Party
        | Access::Developer
        | Access::Candidate
        | Access::Admin
        | Access::Public
        | Access::Probe => ("Error", refusals(operation, row)),
    };
    for (status, meanings) in refusals {
        let content = json!({ "schema": { "$ref": format!("#/components/schemas/{schema}") } });
        let response = &mut operation["responses"][status.to_string()];
        // An operation that answers with a page says so itself.
        let said = response["description"].as_str().map(str::to_owned);
        let meanings: Vec<String> = said.into_iter().chain(meanings).collect();
        response["description"] = meanings.join("\n\n").into();
        response["content"]["application/json"] = content;
    }
    let mut notes = String::new();
    if !row.scopes.is_empty() {
        let names: Vec<String> = row.scopes.iter().map(|scope| format!("`{}`", scope.name())).collect();
        let _ = write!(notes, "Scope: {}. ", names.join(", "));
    }
    if matches!(row.access, Access::Admin | Access::Merchant) {
        let _ = match row.role {
            AdminRole::Auditor => write!(notes, "Role: any. "),
            AdminRole::Owner => write!(notes, "Role: `owner`. "),
            role => write!(notes, "Role: `{}` or `owner`. ", role.name()),
        };
    }
    let quota = row.class.default_quota();
    let _ = write!(
        notes,
        "Limit class `{}`: {} per {} s, {} more in a burst.",
        row.class.name(),
        quota.limit(),
        quota.per().as_secs(),
        quota.burst()
    );
    let said = operation["description"].as_str().unwrap_or_default();
    operation["description"] = if said.is_empty() { notes } else { format!("{said}\n\n{notes}") }.into();
}

/// What a TMCP operation refuses with, by status.
fn refusals(operation: &Value, row: &Row) -> BTreeMap<u16, Vec<String>> {
    let mut codes = row.codes.to_vec();
    codes.extend(base_codes(row.access));
    if operation.get("requestBody").is_some() {
        codes.extend([Code::InvalidRequest, Code::PayloadTooLarge, Code::UnsupportedMediaType]);
    }
    let takes_parameters = operation["parameters"].as_array().is_some_and(|parameters| !parameters.is_empty());
    if takes_parameters {
        codes.push(Code::InvalidRequest);
    }
    let mut by_status: BTreeMap<u16, Vec<String>> = BTreeMap::new();
    for code in codes {
        let listed = by_status.entry(status_of(code).as_u16()).or_default();
        let meaning = format!("`{}`: {}", code.name(), code.meaning());
        if !listed.contains(&meaning) {
            listed.push(meaning);
        }
    }
    by_status
}

/// What an OAuth operation refuses with, by status.
fn oauth_refusals(row: &Row) -> BTreeMap<u16, Vec<String>> {
    let mut by_status: BTreeMap<u16, Vec<String>> = BTreeMap::new();
    for reason in oauth::error::reasons_of(row.id) {
        let meaning = format!("`{}`: {}", reason.name(), reason.meaning());
        by_status.entry(reason.status().as_u16()).or_default().push(meaning);
    }
    by_status
}

/// What every operation of a kind can answer with.
fn base_codes(access: Access) -> Vec<Code> {
    let mut codes = vec![Code::HeadersTooLarge, Code::ServiceUnavailable, Code::InternalError];
    if access != Access::Probe {
        codes.extend([Code::RateLimitExceeded, Code::AccountSuspended]);
    }
    match access {
        Access::Tep | Access::Party => codes.extend([
            Code::InvalidToken,
            Code::InvalidScope,
            Code::UserSuspended,
            Code::UserNotActivated,
            Code::InsufficientPermissions,
        ]),
        Access::Person => {
            codes.extend([Code::InvalidToken, Code::StepUpRequired, Code::UserSuspended, Code::InsufficientPermissions]);
        }
        Access::Account => codes.extend([Code::InvalidToken, Code::UserSuspended, Code::InsufficientPermissions]),
        Access::Developer | Access::Candidate => codes.extend([
            Code::InvalidToken,
            Code::ForbiddenPlatformEndpoint,
            Code::UserSuspended,
            Code::InsufficientPermissions,
        ]),
        Access::Admin | Access::Merchant => {
            codes.extend([Code::InvalidToken, Code::ForbiddenPlatformEndpoint, Code::InsufficientPermissions])
        }
        Access::Backend => codes.push(Code::InvalidToken),
        Access::OAuth | Access::Public | Access::Probe => {}
    }
    codes
}

fn error_schema() -> Value {
    json!({
        "type": "object",
        "required": ["error"],
        "properties": { "error": {
            "type": "object",
            "required": ["code", "message", "details", "request_id", "timestamp"],
            "properties": {
                "code": { "type": "string", "enum": Code::ALL.iter().map(|code| code.name()).collect::<Vec<_>>() },
                "message": { "type": "string", "description": "For a person." },
                "details": { "type": "object", "description": "For a program; `field` is a JSON pointer." },
                "request_id": { "type": "string", "description": "Finds the request in the server's log." },
                "timestamp": { "type": "string", "format": "date-time" },
            },
        }},
    })
}

fn oauth_error_schema() -> Value {
    let scopes = |description: &str| json!({ "type": "array", "items": { "type": "string" }, "description": description });
    let mut names: Vec<&str> = Reason::ALL.iter().map(|reason| reason.name()).collect();
    names.sort_unstable();
    names.dedup();
    json!({
        "type": "object",
        "required": ["error", "error_description"],
        "properties": {
            "error": { "type": "string", "enum": names },
            "error_description": { "type": "string", "description": "For the developer of the client." },
            "consent_required_scopes": scopes("With `consent_required`: what the person has to agree to."),
            "pre_approved_scopes": scopes("With `consent_required`: what needs no answer."),
            "consent_session": { "type": "string", "description": "With `consent_required`: names the question." },
            "consent_ui_endpoint": {
                "type": "string", "format": "uri", "description": "With `consent_required`: where the person answers.",
            },
            "suspended_until": { "type": "string", "format": "date-time", "description": "For callers that are suspended." },
            "reason": { "type": "string", "description": "For callers that are suspended." },
            "appeal_url": { "type": "string", "format": "uri", "description": "For callers that are suspended." },
        },
    })
}

/// Block style, every text quoted as JSON does, which YAML 1.2 reads the same.
fn write_yaml(out: &mut String, value: &Value, depth: usize) {
    match value {
        Value::Object(map) if !map.is_empty() => {
            for (key, inner) in map {
                let _ = write!(out, "\n{}{}:", "  ".repeat(depth), Value::from(key.as_str()));
                write_yaml(out, inner, depth + 1);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for inner in items {
                let _ = write!(out, "\n{}-", "  ".repeat(depth));
                write_yaml(out, inner, depth + 1);
            }
        }
        scalar => {
            let _ = write!(out, " {scalar}");
        }
    }
    if depth == 0 {
        let trimmed = out.trim_start().to_owned();
        *out = trimmed + "\n";
    }
}

/// The operations by id, with their method and path, for tests.
pub fn operations_of(document: &str) -> BTreeMap<String, (String, String)> {
    let document: Value = serde_json::from_str(document).unwrap_or_default();
    let empty = Map::new();
    let paths = document["paths"].as_object().unwrap_or(&empty);
    let each = paths.iter().flat_map(|(path, item)| {
        item.as_object().into_iter().flatten().map(move |(method, operation)| (path, method, operation))
    });
    each.map(|(path, method, operation)| {
        (operation["operationId"].as_str().unwrap_or_default().to_owned(), (method.to_uppercase(), path.clone()))
    })
    .collect()
}
