//! The device grant (RFC 8628 section 3.4): a device asks until a person has answered.

use crate::{
    identity::{PollDeviceGrant, Polled},
    kernel::{Actor, DeviceGrantId, sha256},
};

use super::{
    super::{
        codes,
        error::{OAuthError, Reason},
    },
    TokenAnswer, TokenRequest, answer, refused_grant, required, terms,
};

pub(super) async fn tokens(from: &TokenRequest) -> Result<TokenAnswer, OAuthError> {
    let (info, client) = (&*from.info, &from.client);
    let shown = required(from.form.device_code.as_deref(), "device_code")?;
    let unknown = || OAuthError::new(Reason::InvalidGrant, "The device code is not one of this server's.");
    let (grant, secret) = codes::parts::<DeviceGrantId>(shown).ok_or_else(unknown)?;
    let (refresh_token, terms) = terms(info);
    let command = PollDeviceGrant { grant, secret: sha256(secret.as_bytes()), client: client.id.clone(), terms };
    let ctx = info.ctx(Actor::Client(client.id.clone()));
    let (reason, description) = match info.edge.commands.run(ctx, None, command).await.map_err(refused_grant)?.outcome {
        Polled::Session(session) => return answer(info, session, Some(refresh_token), None),
        Polled::Pending => (Reason::AuthorizationPending, "Nobody has answered yet. Ask again after the interval."),
        Polled::SlowDown => (Reason::SlowDown, "Ask less often: the interval has grown by five seconds."),
        Polled::Denied => (Reason::Declined, "The person said no."),
        Polled::Expired => (Reason::ExpiredToken, "Nobody answered in time. Begin again."),
        Polled::Reused => (Reason::InvalidGrant, "The device code was used before. The session is over."),
    };
    Err(OAuthError::new(reason, description))
}
