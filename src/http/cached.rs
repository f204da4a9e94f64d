//! Answers that are the same for everyone and change seldom: with an `ETag`, five minutes of life in a cache, and 304 for who
//! has them already (RFC 9110 section 13.1.2).

use std::marker::PhantomData;

use poem::{
    IntoResponse, Response,
    http::{HeaderMap, StatusCode, header},
};
use poem_openapi::{
    ApiResponse,
    registry::{MetaMediaType, MetaResponse, MetaResponses, Registry},
    types::Type,
};
use serde::Serialize;

use crate::kernel::sha256;

/// A JSON answer of the shape `T`.
pub struct Cached<T> {
    body: Vec<u8>,
    tag: String,
    is_known: bool,
    shape: PhantomData<fn() -> T>,
}

impl<T: Serialize> Cached<T> {
    /// The answer `value` to a request with these headers.
    pub fn new(value: &T, headers: &HeaderMap) -> Self {
        let body = serde_json::to_vec(value).unwrap_or_default();
        let tag = format!("\"{}\"", hex::encode(&sha256(&body)[..8]));
        let is_known = knows(headers, &tag);
        Self { body, tag, is_known, shape: PhantomData }
    }
}

/// Whether `If-None-Match` names `tag`; weak tags count too.
fn knows(headers: &HeaderMap, tag: &str) -> bool {
    let given = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    given.flat_map(|value| value.split(',')).map(str::trim).any(|known| known == "*" || known.trim_start_matches("W/") == tag)
}

impl<T: Send> IntoResponse for Cached<T> {
    fn into_response(self) -> Response {
        let response = Response::builder().header(header::ETAG, self.tag).header(header::CACHE_CONTROL, "public, max-age=300");
        if self.is_known {
            return response.status(StatusCode::NOT_MODIFIED).finish();
        }
        response.content_type("application/json").body(self.body)
    }
}

impl<T: Type + Send> ApiResponse for Cached<T> {
    fn meta() -> MetaResponses {
        let of = |status, description, content| MetaResponse {
            description,
            status: Some(status),
            status_range: None,
            content,
            headers: Vec::new(),
        };
        let content = vec![MetaMediaType { content_type: "application/json", schema: T::schema_ref() }];
        MetaResponses { responses: vec![of(200, "Done.", content), of(304, "As `If-None-Match` knows it.", Vec::new())] }
    }

    fn register(registry: &mut Registry) {
        T::register(registry);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_knows_the_answer_gets_304() {
        let status = |known: Option<&str>| {
            let mut headers = HeaderMap::new();
            known.map(|known| headers.insert(header::IF_NONE_MATCH, known.parse().unwrap()));
            Cached::new(&"text".to_owned(), &headers).into_response().status().as_u16()
        };
        let tag = Cached::new(&"text".to_owned(), &HeaderMap::new()).tag;
        let cases = [
            (None, 200),
            (Some("\"other\"".to_owned()), 200),
            (Some(tag.clone()), 304),
            (Some(format!("\"other\", W/{tag}")), 304),
            (Some("*".to_owned()), 304),
        ];
        for (known, expected) in cases {
            assert_eq!(status(known.as_deref()), expected, "{known:?}");
        }
    }
}
