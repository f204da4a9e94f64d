//! Form bodies, `application/x-www-form-urlencoded`, as OAuth has them (RFC 6749 appendix B): no parameter comes twice, one
//! without a value was not sent, and one that nobody knows is passed over (section 3.2).

use std::collections::HashSet;

use poem::{Request, RequestBody};
use poem_openapi::{
    ApiExtractor, ApiExtractorType, ExtractParamOptions,
    registry::{MetaMediaType, MetaRequest, Registry},
    types::Type,
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::kernel::{Code, Rejection};

use super::{
    body::{read, require_type},
    error::ApiError,
};

/// A form body of type `T`, whose fields are texts.
pub struct FormBody<T>(pub T);

const CONTENT_TYPE: &str = "application/x-www-form-urlencoded";

/// How many parameters a form may have.
const MOST_PARAMETERS: usize = 50;

impl<'a, T: DeserializeOwned + Type> ApiExtractor<'a> for FormBody<T> {
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
        require_type(request, CONTENT_TYPE)?;
        let bytes = read(request, body).await?;
        parse(&bytes).map(Self).map_err(|rejection| ApiError::from(rejection).into())
    }
}

/// Reads a form as `T`; `INVALID_REQUEST` names the parameter.
pub fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Rejection> {
    let (mut fields, mut seen) = (Map::new(), HashSet::new());
    for (name, value) in url::form_urlencoded::parse(bytes) {
        if seen.len() == MOST_PARAMETERS {
            return Err(Rejection::new(Code::InvalidRequest, "The form has too many parameters."));
        }
        if !value.is_empty() {
            fields.insert(name.clone().into_owned(), Value::String(value.into_owned()));
        }
        if seen.contains(&name) {
            let shown: String = name.chars().take(40).filter(|letter| !letter.is_control()).collect();
            return Err(Rejection::field(&format!("/{shown}"), format!("The parameter {shown} is there twice.")));
        }
        seen.insert(name);
    }
    serde_json::from_value(Value::Object(fields)).map_err(|error| {
        let text = error.to_string();
        match text.strip_prefix("missing field `").and_then(|rest| rest.split('`').next()) {
            Some(name) => Rejection::field(&format!("/{name}"), format!("The parameter {name} is missing.")),
            None => Rejection::new(Code::InvalidRequest, "The form is malformed."),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Shown {
        token: String,
        hint: Option<String>,
    }

    #[test]
    fn forms_are_read_strictly() {
        let good = |token: &str, hint: Option<&str>| Ok((token.to_owned(), hint.map(str::to_owned)));
        let refused = |message: &str| Err(message.to_owned());
        let cases = [
            ("token=a%2Bb+c&hint=x", good("a+b c", Some("x"))),
            ("token=a&hint=", good("a", None)),
            ("token=a&other=1", good("a", None)),
            ("token=a&token=a", refused("The parameter token is there twice.")),
            ("token=a&hint=&hint=", refused("The parameter hint is there twice.")),
            ("token=a&x=1&x=2", refused("The parameter x is there twice.")),
            ("token=", refused("The parameter token is missing.")),
            ("", refused("The parameter token is missing.")),
            ("{\"token\":\"a\"}", refused("The parameter token is missing.")),
        ];
        for (form, expected) in cases {
            let found = parse::<Shown>(form.as_bytes()).map(|shown| (shown.token, shown.hint));
            assert_eq!(found.map_err(|rejection| rejection.message.into_owned()), expected, "{form}");
        }
        let many: String = (0..=MOST_PARAMETERS).map(|number| format!("p{number}=1&")).collect();
        assert!(parse::<Shown>(format!("token=a&{many}").as_bytes()).is_err());
    }
}
