//! Which client is speaking: by its id alone when it is public, by id and secret when it is confidential. The secret comes in
//! the header or in the form (RFC 6749 section 2.3.1), never in both. Who shows a good secret is counted as that client, everyone
//! else by address, those with wrong secrets too.

use std::{marker::PhantomData, sync::Arc};

use base64::{Engine, engine::general_purpose::STANDARD};
use poem::{Request, RequestBody, http::header};
use poem_openapi::{
    ApiExtractor, ApiExtractorType, ExtractParamOptions,
    registry::{MetaRequest, MetaSecurityScheme, Registry},
    types::Type,
};
use serde::de::DeserializeOwned;

use crate::{
    http::{
        auth::limit,
        form::FormBody,
        info::{Info, SharedInfo},
        operations::Operation,
    },
    identity::{Client, find_client},
    kernel::Secret,
    limits::Caller,
};

use super::error::{OAuthError, Reason};

/// A form that a client sends.
pub trait ClientForm: DeserializeOwned + Type {
    /// Whether only clients with a secret may send it.
    const NEEDS_SECRET: bool = false;

    /// What it says of the client.
    fn in_form(&self) -> InForm<'_>;
}

/// The form of a client that is known, authenticated if it has a secret, and within its limits: what a handler of the OAuth
/// operation `O` holds.
pub struct FromClient<O, T> {
    /// The request.
    pub info: SharedInfo,
    /// The client.
    pub client: Client,
    /// What it sends.
    pub form: T,
    operation: PhantomData<fn() -> O>,
}

/// What the `Authorization` header says of the client.
pub enum Credentials {
    /// There is no such header.
    Absent,
    /// `Basic`.
    Basic {
        /// The client's id.
        id: String,
        /// Its secret.
        secret: Secret,
    },
    /// Another scheme, more than one header, or not readable.
    Unusable,
}

/// What the form says of the client.
#[derive(Clone, Copy)]
pub struct InForm<'a> {
    /// `client_id`.
    pub id: Option<&'a str>,
    /// `client_secret`.
    pub secret: Option<&'a str>,
}

/// A client before anything of it is checked.
#[derive(Clone, Copy)]
pub struct ShownClient<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its secret.
    pub secret: Option<&'a str>,
}

impl Credentials {
    /// What `request` says of the client in its header.
    pub fn of(request: &Request) -> Self {
        let mut headers = request.headers().get_all(header::AUTHORIZATION).iter();
        match (headers.next(), headers.next()) {
            (None, _) => Self::Absent,
            (Some(value), None) => value.to_str().ok().and_then(basic).unwrap_or(Self::Unusable),
            (Some(_), Some(_)) => Self::Unusable,
        }
    }

    fn sender<T: ClientForm>(&self, info: &Info, form: &T) -> Result<Client, OAuthError> {
        if T::NEEDS_SECRET { self.confidential_client(info, form.in_form()) } else { self.client(info, form.in_form()) }
    }

    /// Who the client says it is, and the secret that it shows for it.
    pub fn named<'a>(&'a self, form: InForm<'a>) -> Result<ShownClient<'a>, OAuthError> {
        let twice = || OAuthError::new(Reason::InvalidRequest, "The client is named or authenticated in two ways.");
        match (self, form.id, form.secret) {
            (Self::Unusable, ..) => Err(OAuthError::new(Reason::InvalidClient, "The Authorization header is not a client's.")),
            (Self::Basic { .. }, _, Some(_)) => Err(twice()),
            (Self::Basic { id, .. }, Some(other), None) if id != other => Err(twice()),
            (Self::Basic { id, secret }, _, None) => Ok(ShownClient { id, secret: Some(secret.expose()) }),
            (Self::Absent, Some(id), secret) => Ok(ShownClient { id, secret }),
            (Self::Absent, None, _) => Err(OAuthError::new(Reason::InvalidRequest, "The parameter client_id is missing.")),
        }
    }

    /// The client that speaks, authenticated if it has a secret. A stranger does not learn whether a client exists.
    fn client(&self, info: &Info, form: InForm<'_>) -> Result<Client, OAuthError> {
        let refused = || OAuthError::new(Reason::InvalidClient, "The client is unknown, suspended, or not authenticated.");
        let ShownClient { id, secret } = self.named(form)?;
        let found = info.edge.commands.store().read(|reader| find_client(reader, id))?;
        let client = found.ok_or_else(refused)?;
        let good = match secret {
            Some(secret) => client.authenticates(secret),
            None => !client.is_confidential(),
        };
        if !good {
            return Err(refused());
        }
        let _ = info.client.set(client.id.clone());
        Ok(client)
    }

    /// The same for what confidential clients alone may do.
    fn confidential_client(&self, info: &Info, form: InForm<'_>) -> Result<Client, OAuthError> {
        let refused = || OAuthError::new(Reason::InvalidClient, "Only a client that authenticates with a secret may do this.");
        if matches!(self, Self::Absent) && (form.id.is_none() || form.secret.is_none()) {
            return Err(refused());
        }
        self.client(info, form)
    }
}

/// Whether `client` may handle a token of `owner`: its own, and with a secret that of the mini-app's other half too.
pub fn may_handle(client: &Client, owner: &str) -> bool {
    client.id == owner || (client.is_confidential() && client.is_same_app(owner))
}

const CLIENT: &str = "client";

impl<'a, O: Operation, T: ClientForm> ApiExtractor<'a> for FromClient<O, T> {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::RequestObject, ApiExtractorType::SecurityScheme];
    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        T::register(registry);
        Credentials::register(registry);
    }

    fn security_schemes() -> Vec<&'static str> {
        vec![CLIENT]
    }

    fn has_security_fallback() -> bool {
        true
    }

    fn request_meta() -> Option<MetaRequest> {
        FormBody::<T>::request_meta()
    }

    async fn from_request(request: &'a Request, body: &mut RequestBody, options: ExtractParamOptions<()>) -> poem::Result<Self> {
        let info = Arc::clone(Info::of(request)?);
        let _ = info.operation.set(O::ID);
        let read = match FormBody::<T>::from_request(request, body, options).await {
            Ok(FormBody(form)) => Credentials::of(request).sender(&info, &form).map(|client| (client, form)).map_err(Into::into),
            Err(malformed) => Err(malformed),
        };
        match &read {
            Ok((client, _)) if client.is_confidential() => limit::<O>(&info, &Caller::Client(&client.id))?,
            _ => limit::<O>(&info, &Caller::Address(info.address))?,
        }
        let (client, form) = read?;
        Ok(Self { info, client, form, operation: PhantomData })
    }
}

/// For the platform's own client, which is no mini-app.
impl<'a> ApiExtractor<'a> for Credentials {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::SecurityScheme];
    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        let description = "A confidential client's id and secret, form-encoded (RFC 6749 section 2.3.1). Instead they may come as \
            `client_id` and `client_secret` in the form; a public client sends `client_id` alone.";
        registry.create_security_scheme(
            CLIENT,
            MetaSecurityScheme {
                ty: "http",
                description: Some(description),
                name: None,
                key_in: None,
                scheme: Some("basic"),
                bearer_format: None,
                flows: None,
                openid_connect_url: None,
            },
        );
    }

    fn security_schemes() -> Vec<&'static str> {
        vec![CLIENT]
    }

    fn has_security_fallback() -> bool {
        true
    }

    async fn from_request(request: &'a Request, _: &mut RequestBody, _: ExtractParamOptions<()>) -> poem::Result<Self> {
        Ok(Self::of(request))
    }
}

fn basic(value: &str) -> Option<Credentials> {
    let (scheme, encoded) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = decoded.split_once(':')?;
    Some(Credentials::Basic { id: form_decoded(id), secret: Secret::new(form_decoded(secret)) })
}

/// One value in the encoding of forms; an `&` that a client forgot to encode is kept.
fn form_decoded(text: &str) -> String {
    let pair = format!("={}", text.replace('&', "%26"));
    url::form_urlencoded::parse(pair.as_bytes()).next().map(|(_, value)| value.into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn basic_credentials_are_form_encoded() {
        let read = |text: &str| match basic(&format!("Basic {}", STANDARD.encode(text))) {
            Some(Credentials::Basic { id, secret }) => Some((id, secret.expose().to_owned())),
            _ => None,
        };
        let pair = |id: &str, secret: &str| Some((id.to_owned(), secret.to_owned()));
        assert_eq!(read("ma_a:b"), pair("ma_a", "b"));
        assert_eq!(read("ma%5Fa:b%3Ac+d%26"), pair("ma_a", "b:c d&"));
        assert_eq!(read("ma_a:b:c&d=e"), pair("ma_a", "b:c&d=e"));
        assert_eq!(read("ma_a:"), pair("ma_a", ""));
        assert_eq!(read("ma_a"), None);
        assert!(basic("Bearer YTpi").is_none() && basic("Basic ***").is_none() && basic("Basic").is_none());
    }
}
