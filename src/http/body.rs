//! JSON bodies: read within the size bound, refused when a key comes twice, and every mistake named by JSON pointer (RFC 6901).

use poem::{Request, RequestBody};
use poem_openapi::{
    ApiExtractor, ApiExtractorType, ExtractParamOptions,
    registry::{MetaMediaType, MetaRequest, Registry},
    types::Type,
};
use serde::{
    Deserializer,
    de::{DeserializeOwned, DeserializeSeed, Error, MapAccess, SeqAccess, Visitor},
};
use serde_json::Value;

use crate::kernel::{Code, Rejection, sha256};

use super::{error::ApiError, info::Info};

/// A JSON body of type `T`.
pub struct Body<T> {
    /// The body.
    pub value: T,
    fingerprint: [u8; 32],
}

impl<T> Body<T> {
    /// A digest of what was asked, for idempotency: of the JSON value with sorted keys, without the key itself.
    pub fn fingerprint(&self) -> [u8; 32] {
        self.fingerprint
    }
}

const CONTENT_TYPE: &str = "application/json";

impl<'a, T: DeserializeOwned + Type> ApiExtractor<'a> for Body<T> {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::RequestObject];
    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        T::register(registry);
    }

    fn request_meta() -> Option<MetaRequest> {
        let content = vec![MetaMediaType { content_type: CONTENT_TYPE, schema: T::schema_ref() }];
        Some(MetaRequest { description: None, content, required: true })
    }

    async fn from_request(request: &'a Request, body: &mut RequestBody, _: ExtractParamOptions<()>) -> poem::Result<Self> {
        let bytes = read(request, body).await?;
        // Nothing is as good as an empty object, where all that could be in it is optional.
        let bytes = if bytes.is_empty() { b"{}".to_vec() } else { bytes };
        if bytes != b"{}" {
            require_type(request, CONTENT_TYPE)?;
        }
        let secret = &Info::of(request)?.edge.link_key;
        parse(&bytes, secret).map_err(|rejection| ApiError::from(rejection).into())
    }
}

/// Refuses every content type but `wanted`.
pub fn require_type(request: &Request, wanted: &str) -> Result<(), ApiError> {
    let given = request.content_type().and_then(|given| given.split(';').next()).map(str::trim);
    if given.is_some_and(|given| given.eq_ignore_ascii_case(wanted)) {
        return Ok(());
    }
    Err(Rejection::new(Code::UnsupportedMediaType, format!("This operation takes {wanted}.")).into())
}

/// The whole body, within the configured bound.
pub async fn read(request: &Request, body: &mut RequestBody) -> poem::Result<Vec<u8>> {
    let most = Info::of(request)?.edge.settings().server.max_body;
    let malformed = || ApiError::new(Code::InvalidRequest, "The body could not be read.");
    let taken = body.take().map_err(|_| malformed())?;
    match taken.into_bytes_limit(most).await {
        Ok(bytes) => Ok(bytes.to_vec()),
        Err(poem::error::ReadBodyError::PayloadTooLarge) => {
            Err(ApiError::new(Code::PayloadTooLarge, "The body is too large.").into())
        }
        Err(_) => Err(malformed().into()),
    }
}

/// Reads a JSON text as `T`; `secret` keys the fingerprint.
pub fn parse<T: DeserializeOwned>(bytes: &[u8], secret: &[u8; 32]) -> Result<Body<T>, Rejection> {
    let syntax = |error: serde_json::Error| {
        let message = format!("The body is not JSON: line {}, column {}.", error.line(), error.column());
        Rejection::field("", message)
    };
    if bytes.iter().find(|byte| !byte.is_ascii_whitespace()).is_some_and(|first| *first != b'{') {
        return Err(Rejection::field("", "The body is not a JSON object."));
    }
    let mut text = serde_json::Deserializer::from_slice(bytes);
    let mut twice = None;
    NoKeyTwice { pointer: &mut String::new(), found: &mut twice }.deserialize(&mut text).map_err(syntax)?;
    text.end().map_err(syntax)?;
    if let Some(pointer) = twice {
        return Err(Rejection::field(&pointer, "The key is there twice."));
    }
    let value =
        serde_path_to_error::deserialize(&mut serde_json::Deserializer::from_slice(bytes)).map_err(|error| mistake(&error))?;
    Ok(Body { value, fingerprint: fingerprint(bytes, secret) })
}

/// Keyed, since a body may hold a PIN: its digest alone, kept with the answer, would let a thief of the data file try all of them.
/// Only what is small enough to be worth it is brought into one form first.
fn fingerprint(bytes: &[u8], secret: &[u8; 32]) -> [u8; 32] {
    const SMALL: usize = 64 * 1024;
    let canonical = (bytes.len() <= SMALL).then(|| serde_json::from_slice::<Value>(bytes).ok()).flatten().map(|mut value| {
        if let Some(object) = value.as_object_mut() {
            object.remove("idempotency_key");
        }
        value.to_string().into_bytes()
    });
    let text = canonical.as_deref().unwrap_or(bytes);
    sha256(&[b"fingerprint\0", &secret[..], text].concat())
}

fn mistake(error: &serde_path_to_error::Error<serde_json::Error>) -> Rejection {
    let inner = error.inner().to_string();
    let mut pointer = String::new();
    for segment in error.path() {
        use serde_path_to_error::Segment;
        match segment {
            Segment::Seq { index } => pointer.push_str(&format!("/{index}")),
            Segment::Map { key } => push_key(&mut pointer, key),
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    if let Some(missing) = inner.strip_prefix("missing field `").and_then(|rest| rest.split('`').next()) {
        push_key(&mut pointer, missing);
        return Rejection::field(&pointer, "The field is missing.");
    }
    // Serde's sentence repeats what was sent only as far as its type, or a short value.
    let message: String = inner.chars().take(200).filter(|letter| !letter.is_control()).collect();
    Rejection::field(&pointer, format!("The value is not what is expected here: {message}."))
}

fn push_key(pointer: &mut String, key: &str) {
    pointer.push('/');
    pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
}

/// Walks a JSON text and notes the first key that an object holds twice.
struct NoKeyTwice<'p> {
    pointer: &'p mut String,
    found: &'p mut Option<String>,
}

impl<'de> DeserializeSeed<'de> for NoKeyTwice<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for NoKeyTwice<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut seen = std::collections::HashSet::new();
        while let Some(key) = map.next_key::<String>()? {
            let length = self.pointer.len();
            push_key(self.pointer, &key);
            if !seen.insert(key) && self.found.is_none() {
                *self.found = Some(self.pointer.clone());
            }
            map.next_value_seed(NoKeyTwice { pointer: self.pointer, found: self.found })?;
            self.pointer.truncate(length);
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let mut index = 0;
        loop {
            let length = self.pointer.len();
            push_key(self.pointer, &index.to_string());
            let next = seq.next_element_seed(NoKeyTwice { pointer: self.pointer, found: self.found })?;
            self.pointer.truncate(length);
            if next.is_none() {
                return Ok(());
            }
            index += 1;
        }
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[expect(dead_code, reason = "read to see how it fails")]
    struct Transfer {
        recipient: String,
        items: Option<Vec<Item>>,
    }

    #[derive(Debug, serde::Deserialize)]
    #[expect(dead_code, reason = "read to see how it fails")]
    struct Item {
        count: u32,
    }

    #[test]
    fn mistakes_are_named_by_pointer() {
        let cases = [
            (r#"{"recipient": "x", "items": [{"count": 1}], "unknown": 1.50}"#, None),
            (r#"{"items": []}"#, Some("/recipient")),
            (r#"{"recipient": 5}"#, Some("/recipient")),
            (r#"{"recipient": "x", "items": [{"count": 1}, {"count": "2"}]}"#, Some("/items/1/count")),
            (r#"{"recipient": "x", "items": [{}]}"#, Some("/items/0/count")),
            (r#"{"recipient": "x", "recipient": "y"}"#, Some("/recipient")),
            (r#"{"recipient": "x", "a/b": {"c": [1, {"d": 1, "d": 2}]}}"#, Some("/a~1b/c/1/d")),
            (r#"{"recipient": "x""#, Some("")),
            (r#"{"recipient": "x"} {}"#, Some("")),
            ("[]", Some("")),
            ("", Some("")),
        ];
        for (text, expected) in cases {
            let found = parse::<Transfer>(text.as_bytes(), &[1; 32]).err();
            assert_eq!(
                found.as_ref().map(|rejection| rejection.details["field"].as_str().unwrap()),
                expected,
                "{text}: {found:?}"
            );
        }
        assert!(parse::<Transfer>("[".repeat(100_000).as_bytes(), &[1; 32]).is_err(), "depth is bounded");
    }

    #[test]
    fn fingerprints_ignore_order_and_the_key() {
        let print = |text: &str| parse::<Transfer>(text.as_bytes(), &[1; 32]).unwrap().fingerprint();
        let one = print(r#"{"recipient": "x", "note": "a", "idempotency_key": "1"}"#);
        assert_eq!(one, print(r#"{"note":"a","recipient":"x"}"#));
        assert_ne!(one, print(r#"{"note":"b","recipient":"x"}"#));
        assert_ne!(one, parse::<Transfer>(br#"{"note":"a","recipient":"x"}"#, &[2; 32]).unwrap().fingerprint(), "it is keyed");
    }
}
