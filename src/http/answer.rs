//! Answers with their documented shape. What an operation can refuse with is documented from the registry of operations.

use std::marker::PhantomData;

use poem::{
    IntoResponse, Response,
    http::{StatusCode, header},
};
use poem_openapi::{
    ApiResponse,
    registry::{MetaMediaType, MetaResponse, MetaResponses, Registry},
    types::Type,
};
use serde::Serialize;

use super::{error::ApiError, operations::Operation};

/// A JSON answer.
pub struct Answer<T, const STATUS: u16 = 200> {
    body: T,
    replayed: bool,
    headers: Vec<(&'static str, String)>,
}

impl<T, const STATUS: u16> Answer<T, STATUS> {
    /// An answer with this body.
    pub fn new(body: T) -> Self {
        Self { body, replayed: false, headers: Vec::new() }
    }

    /// Says that the answer was given before, under the same idempotency key.
    #[must_use]
    pub fn replayed(mut self, replayed: bool) -> Self {
        self.replayed = replayed;
        self
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl ToString) -> Self {
        self.headers.push((name, value.to_string()));
        self
    }
}

impl<T: Serialize + Send, const STATUS: u16> IntoResponse for Answer<T, STATUS> {
    fn into_response(self) -> Response {
        let Ok(bytes) = serde_json::to_vec(&self.body) else {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        let status = StatusCode::from_u16(STATUS).unwrap_or(StatusCode::OK);
        let mut response =
            Response::builder().status(status).content_type("application/json").header(header::CONTENT_LENGTH, bytes.len());
        if self.replayed {
            response = response.header("Idempotent-Replayed", "true");
        }
        for (name, value) in self.headers {
            response = response.header(name, value);
        }
        response.body(bytes)
    }
}

impl<T: Type + Serialize + Send, const STATUS: u16> ApiResponse for Answer<T, STATUS> {
    fn meta() -> MetaResponses {
        let content = vec![MetaMediaType { content_type: "application/json", schema: T::schema_ref() }];
        let description = if STATUS == 201 { "Made." } else { "Done." };
        let response = MetaResponse { description, status: Some(STATUS), status_range: None, content, headers: Vec::new() };
        MetaResponses { responses: vec![response] }
    }

    fn register(registry: &mut Registry) {
        T::register(registry);
    }
}

/// A failure of operation `O`.
pub struct Refusal<O>(ApiError, PhantomData<fn() -> O>);

/// What a handler of operation `O` answers with.
pub type Reply<O, T, const STATUS: u16 = 200> = Result<Answer<T, STATUS>, Refusal<O>>;

impl<O, E: Into<ApiError>> From<E> for Refusal<O> {
    fn from(error: E) -> Self {
        Self(error.into(), PhantomData)
    }
}

impl<O: Operation> From<Refusal<O>> for poem::Error {
    fn from(refusal: Refusal<O>) -> Self {
        refusal.0.into()
    }
}

/// The documented answers are added from the registry (see `document`).
impl<O: Operation> ApiResponse for Refusal<O> {
    fn meta() -> MetaResponses {
        MetaResponses { responses: Vec::new() }
    }

    fn register(_: &mut Registry) {}
}
