//! The beginning of the device grant (RFC 8628): a device gets a code, and a person enters it here. Guessing is limited by person
//! and by address, and what is not there, is over or was answered looks all the same.

use poem_openapi::{Object, OpenApi};
use serde::{Deserialize, Serialize};

use crate::{
    http::{
        answer::{Answer, Reply},
        api::Tag,
        auth::{Visitor, limit},
        body::Body,
        operations::{DeviceVerify, OAuthDevice},
    },
    identity::{EnterUserCode, RequestDeviceGrant, new_user_code, shown_user_code},
    kernel::Actor,
    limits::Caller,
};

use super::{
    clients::{ClientForm, FromClient, InForm},
    codes::NewSecret,
    error::OAuthReply,
    grants::wanted_scopes,
};

/// Devices that ask to be let in.
pub struct DeviceApi;

/// What a device asks for.
#[derive(Object, Deserialize)]
pub struct DeviceForm {
    /// The mini-app's client, unless the header names it.
    client_id: Option<String>,
    /// For confidential clients that do not use the header.
    client_secret: Option<String>,
    /// Names separated by spaces; left out, it is what needs no question.
    scope: Option<String>,
}

/// What a device shows its person, and asks with.
#[derive(Object, Serialize)]
pub struct DeviceAnswer {
    /// For the token endpoint.
    device_code: String,
    /// For the person: `BCDF-GHJK`.
    user_code: String,
    /// Where the person enters it.
    verification_uri: String,
    /// The same with the code in it.
    verification_uri_complete: String,
    /// In seconds.
    expires_in: u64,
    /// How long to wait between two questions, in seconds.
    interval: u32,
}

/// A code that a person enters.
#[derive(Object, Deserialize)]
pub struct EnterBody {
    /// In any case, with or without the dash.
    user_code: String,
}

/// The question that follows.
#[derive(Object, Serialize)]
pub struct EnteredAnswer {
    /// For `/oauth2/consent?session=`.
    session: String,
}

#[OpenApi(prefix_path = "/oauth2/device", tag = "Tag::OAuth")]
impl DeviceApi {
    /// Begin on a device
    ///
    /// For devices without a browser: the person enters the code elsewhere, and the device asks at the token endpoint until they
    /// have answered.
    #[oai(path = "/authorization", method = "post", operation_id = "oauth_device_authorization")]
    async fn begin(&self, from: FromClient<OAuthDevice, DeviceForm>) -> OAuthReply<OAuthDevice, DeviceAnswer> {
        let (info, client) = (&from.info, from.client.id);
        let settings = info.edge.settings();
        let secret = NewSecret::new(&*info.edge.rng);
        let user_code = new_user_code(&*info.edge.rng);
        let shown = shown_user_code(&user_code);
        let scopes = wanted_scopes(from.form.scope.as_deref())?;
        let command = RequestDeviceGrant { client: client.clone(), scopes, secret: secret.digest(), user_code };
        let requested = info.edge.commands.run(info.ctx(Actor::Client(client)), None, command).await?.outcome;
        Ok(Answer::new(DeviceAnswer {
            device_code: secret.code(requested.grant),
            verification_uri: settings.server.link("/oauth2/device"),
            verification_uri_complete: settings.server.link(&format!("/oauth2/device?user_code={shown}")),
            user_code: shown,
            expires_in: requested.expires.since(info.now).as_secs(),
            interval: requested.interval,
        })
        .header("Cache-Control", "no-store")
        .header("Pragma", "no-cache"))
    }

    /// Enter a device's code
    ///
    /// The person is always asked, also about what they agreed to before.
    #[oai(path = "/verify", method = "post", operation_id = "device_verify")]
    async fn verify(&self, visitor: Visitor<DeviceVerify>, body: Body<EnterBody>) -> Reply<DeviceVerify, EnteredAnswer> {
        let info = &visitor.info;
        limit::<DeviceVerify>(info, &Caller::Address(info.address))?;
        let command = EnterUserCode {
            user: visitor.signed_in.user.clone(),
            user_code: body.value.user_code,
            consent_lifetime: info.edge.settings().tokens.consent_lifetime,
        };
        let session = info.edge.commands.run(visitor.ctx(), None, command).await?.outcome;
        Ok(Answer::new(EnteredAnswer { session: session.to_string() }))
    }
}

impl ClientForm for DeviceForm {
    fn in_form(&self) -> InForm<'_> {
        InForm { id: self.client_id.as_deref(), secret: self.client_secret.as_deref() }
    }
}
