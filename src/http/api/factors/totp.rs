//! `/api/v1/mfa/totp` and `/api/v1/mfa/recovery-codes`: the authenticator app and what stands in for it.

use poem_openapi::{Object, OpenApi};
use qrcode::{EcLevel, QrCode, render::svg};
use serde::{Deserialize, Serialize};

use crate::{
    edge::Trouble,
    http::{
        answer::{Answer, Reply},
        auth::Holder,
        body::Body,
        operations::{MfaRecoveryCodes, MfaTotpBegin, MfaTotpConfirm, MfaTotpRemove},
        wire::Time,
    },
    kernel::{Rejection, UserId},
    mfa::{BeginTotp, ConfirmTotp, PENDING, RemoveTotp, RenewRecoveryCodes, totp::Code},
};

use super::{
    super::{Tag, devices::existing_factor},
    ProofBody, done,
};

/// The operations of authenticator apps.
pub struct TotpApi;

/// A secret for an authenticator app. It is shown this once.
#[derive(Object, Serialize)]
pub struct TotpBegun {
    /// For people who cannot scan: base32.
    secret: String,
    /// What the QR code says.
    otpauth_uri: String,
    /// The QR code, an SVG document.
    qr_svg: String,
    /// Until when the first code has to come.
    expires_at: Time,
}

/// The first code.
#[derive(Object, Deserialize)]
pub struct TotpConfirmBody {
    /// The six digits that the app shows.
    otp_code: String,
}

/// The app is in use.
#[derive(Object, Serialize)]
pub struct TotpConfirmed {
    enrolled_at: Time,
    /// Each is good once in place of a code of the app. They are shown this once.
    recovery_codes: Vec<String>,
}

/// The app is no more.
#[derive(Object, Serialize)]
pub struct TotpRemoved {
    removed: bool,
}

/// New recovery codes.
#[derive(Object, Serialize)]
pub struct RecoveryCodesAnswer {
    /// Each is good once in place of a code of the app. They are shown this once, and the old ones are worth nothing.
    recovery_codes: Vec<String>,
}

#[OpenApi(prefix_path = "/api/v1/mfa", tag = "Tag::Factors")]
impl TotpApi {
    /// Begin with an authenticator app
    ///
    /// Shows a new secret. It counts only after the first right code, for which there are ten minutes.
    #[oai(path = "/totp", method = "post", operation_id = "mfa_totp_begin")]
    async fn begin(&self, holder: Holder<MfaTotpBegin>, body: Body<ProofBody>) -> Reply<MfaTotpBegin, TotpBegun, 201> {
        let edge = &holder.info.edge;
        let user = holder.person.user.clone();
        let proof = existing_factor(&holder, body.value.auth_proof, "totp").await?;
        let (secret, sealed) = edge.new_totp(&user);
        let settings = edge.settings();
        let uri = secret.uri(settings.server.public_url.host_str().unwrap_or("tmcpd"), user.as_str());
        let command = BeginTotp { user, secret: sealed, proof, lockout: edge.lockout() };
        let at = done(edge.commands.run(holder.ctx(), None, command).await?.outcome)?;
        Ok(Answer::new(TotpBegun {
            secret: secret.base32().to_string(),
            qr_svg: qr(&uri)?,
            otpauth_uri: uri.to_string(),
            expires_at: Time(at + PENDING),
        })
        .header("Cache-Control", "no-store"))
    }

    /// Confirm an authenticator app
    ///
    /// The first right code puts the app in use.
    #[oai(path = "/totp/confirm", method = "post", operation_id = "mfa_totp_confirm")]
    async fn confirm(&self, holder: Holder<MfaTotpConfirm>, body: Body<TotpConfirmBody>) -> Reply<MfaTotpConfirm, TotpConfirmed> {
        let edge = &holder.info.edge;
        let user: UserId = holder.person.user.clone();
        let code = Code::parse(&body.value.otp_code);
        let code = code.ok_or_else(|| Rejection::field("/otp_code", "A code has six digits."))?;
        let (secret, step) = edge.check_first_code(&user, &code)?;
        let (recovery_codes, codes) = edge.new_recovery_codes();
        let command = ConfirmTotp { user, secret, step, codes, lockout: edge.lockout() };
        let at = done(edge.commands.run(holder.ctx(), None, command).await?.outcome)?;
        Ok(Answer::new(TotpConfirmed { enrolled_at: Time(at), recovery_codes }).header("Cache-Control", "no-store"))
    }

    /// Remove the authenticator app
    ///
    /// The recovery codes go with it.
    #[oai(path = "/totp/remove", method = "post", operation_id = "mfa_totp_remove")]
    async fn remove(&self, holder: Holder<MfaTotpRemove>, body: Body<ProofBody>) -> Reply<MfaTotpRemove, TotpRemoved> {
        let edge = &holder.info.edge;
        let proof = existing_factor(&holder, body.value.auth_proof, "totp").await?;
        let command = RemoveTotp { user: holder.person.user.clone(), proof, lockout: edge.lockout() };
        done(edge.commands.run(holder.ctx(), None, command).await?.outcome)?;
        Ok(Answer::new(TotpRemoved { removed: true }))
    }

    /// Renew the recovery codes
    #[oai(path = "/recovery-codes", method = "post", operation_id = "mfa_recovery_codes")]
    async fn renew(
        &self,
        holder: Holder<MfaRecoveryCodes>,
        body: Body<ProofBody>,
    ) -> Reply<MfaRecoveryCodes, RecoveryCodesAnswer> {
        let edge = &holder.info.edge;
        let proof = existing_factor(&holder, body.value.auth_proof, "recovery_codes").await?;
        let (recovery_codes, codes) = edge.new_recovery_codes();
        let command = RenewRecoveryCodes { user: holder.person.user.clone(), codes, proof, lockout: edge.lockout() };
        done(edge.commands.run(holder.ctx(), None, command).await?.outcome)?;
        Ok(Answer::new(RecoveryCodesAnswer { recovery_codes }).header("Cache-Control", "no-store"))
    }
}

/// A QR code as SVG, with the quiet zone that scanners need.
fn qr(text: &str) -> Result<String, Trouble> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M);
    let code = code.map_err(|error| Trouble::Machine(format!("a QR code of {} letters: {error}", text.len())))?;
    Ok(code.render::<svg::Color<'_>>().quiet_zone(true).min_dimensions(240, 240).build())
}
