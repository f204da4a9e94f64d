//! Values as they are on the wire: amounts as JSON numbers with exactly their currency's digits, times in RFC 3339. No amount
//! passes through a floating point number, in either direction.

use std::borrow::Cow;

use poem_openapi::{
    registry::{MetaSchema, MetaSchemaRef},
    types::{ParseError, ParseFromJSON, ParseResult, ToJSON, Type},
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use serde_json::{Number, Value};

use crate::kernel::{AmountError, Code, Currency, Money, Rejection, Timestamp};

/// An amount in an answer: a JSON number such as `5000.00`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount(pub Money);

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Number::from_string_unchecked(self.0.to_string()).serialize(serializer)
    }
}

/// An amount in a request, as it was written: a JSON number or a string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AmountText(pub String);

impl AmountText {
    /// The amount in `currency`, greater than zero; `INVALID_AMOUNT` naming `field` otherwise.
    pub fn positive(&self, currency: Currency, field: &str) -> Result<Money, Rejection> {
        Money::parse_positive(&self.0, currency).map_err(|error: AmountError| {
            Rejection::new(Code::InvalidAmount, format!("{}.", capitalized(&error.to_string()))).with("field", field)
        })
    }
}

impl<'de> Deserialize<'de> for AmountText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Number(number) => Ok(Self(number.to_string())),
            Value::String(text) => Ok(Self(text)),
            _ => Err(D::Error::custom("expected an amount: a number or a string of digits")),
        }
    }
}

/// A time in an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time(pub Timestamp);

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// What browsers and authenticators say to each other (WebAuthn Level 3, sections 5.1 and 5.4), as JSON.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WebAuthn(pub Value);

/// A client's own data: an object that is given back as it came.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Metadata(pub serde_json::Map<String, Value>);

macro_rules! schema_only {
    ($name:ident, $wire:literal, $ty:literal, $format:expr, $description:literal) => {
        impl Type for $name {
            const IS_REQUIRED: bool = true;
            type RawValueType = Self;
            type RawElementValueType = Self;

            fn name() -> Cow<'static, str> {
                $wire.into()
            }

            fn schema_ref() -> MetaSchemaRef {
                let mut schema = MetaSchema::new($ty);
                schema.format = $format;
                schema.description = Some($description);
                MetaSchemaRef::Inline(Box::new(schema))
            }

            fn as_raw_value(&self) -> Option<&Self> {
                Some(self)
            }

            fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a Self> + 'a> {
                Box::new(std::iter::once(self))
            }
        }

        impl ParseFromJSON for $name {
            /// Bodies are read with serde (see `body`); this is here because the schema macros ask for it.
            fn parse_from_json(value: Option<Value>) -> ParseResult<Self> {
                Err(ParseError::expected_type(value.unwrap_or_default()))
            }
        }
    };
}

schema_only!(Amount, "amount", "number", None, "In major units, with exactly the currency's fraction digits.");
schema_only!(Metadata, "metadata", "object", None, "A client's own data, given back as it came; at most 4096 bytes.");
schema_only!(WebAuthn, "webauthn", "object", None, "What browsers and authenticators say to each other (WebAuthn), as JSON.");
schema_only!(Time, "time", "string", Some("date-time"), "RFC 3339 in UTC.");

impl Type for AmountText {
    const IS_REQUIRED: bool = true;
    type RawValueType = Self;
    type RawElementValueType = Self;

    fn name() -> Cow<'static, str> {
        "amount_text".into()
    }

    fn schema_ref() -> MetaSchemaRef {
        let mut text = MetaSchema::new("string");
        text.pattern = Some(r"^(0|[1-9][0-9]*)(\.[0-9]+)?$".to_owned());
        let mut schema = MetaSchema::ANY;
        schema.any_of = vec![MetaSchemaRef::Inline(Box::new(MetaSchema::new("number"))), MetaSchemaRef::Inline(Box::new(text))];
        schema.description = Some("Greater than zero, in plain digits, with at most the currency's fraction digits.");
        MetaSchemaRef::Inline(Box::new(schema))
    }

    fn as_raw_value(&self) -> Option<&Self> {
        Some(self)
    }

    fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a Self> + 'a> {
        Box::new(std::iter::once(self))
    }
}

impl ParseFromJSON for AmountText {
    fn parse_from_json(value: Option<Value>) -> ParseResult<Self> {
        serde_json::from_value(value.unwrap_or_default()).map_err(ParseError::custom)
    }
}

impl ToJSON for AmountText {
    fn to_json(&self) -> Option<Value> {
        Some(Value::String(self.0.clone()))
    }
}

impl ToJSON for Amount {
    fn to_json(&self) -> Option<Value> {
        serde_json::to_value(self).ok()
    }
}

impl ToJSON for WebAuthn {
    fn to_json(&self) -> Option<Value> {
        Some(self.0.clone())
    }
}

impl ToJSON for Metadata {
    fn to_json(&self) -> Option<Value> {
        Some(Value::Object(self.0.clone()))
    }
}

impl ToJSON for Time {
    fn to_json(&self) -> Option<Value> {
        serde_json::to_value(self).ok()
    }
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_keep_their_digits() {
        let usd = Currency::iso("USD").unwrap();
        assert_eq!(serde_json::to_string(&Amount(usd.minor(500_000))).unwrap(), "5000.00");
        for (json, text) in [
            ("12.50", "12.50"),
            ("\"12.5\"", "12.5"),
            ("9007199254740993.01", "9007199254740993.01"),
            ("1e2", "1e+2"),
            ("1e+2", "1e+2"),
        ] {
            assert_eq!(serde_json::from_str::<AmountText>(json).unwrap().0, text);
        }
        assert!(serde_json::from_str::<AmountText>("[1]").is_err());
        assert!(AmountText("1e2".to_owned()).positive(usd, "/amount").is_err());
    }
}
