//! `/api/v1/account`: what the account pages need beside the operations that everyone has. A browser that is signed in holds a
//! cookie (see `http::cookie`); nothing here takes a token.

pub mod data;
pub mod factors;
pub mod miniapps;
mod redirects;
pub mod return_to;
pub mod sessions;
pub mod sign_in;
mod transaction;
pub mod transfers;

use poem_openapi::{Object, OpenApi};
use serde::{Deserialize, Serialize};

use crate::{
    config::Profile,
    developers::is_whitelisted,
    http::{
        answer::{Answer, Reply},
        api::Tag,
        auth::Visitor,
        body::Body,
        cookie,
        operations::{AccountShow, AccountSignOut},
        wire::{Amount, Time},
    },
    identity::{EndAccountSessions, WhichSessions},
    kernel::UserId,
    ledger,
    mfa::{self, Method},
    store::{
        ReadExt, Reader, StoreError,
        rows::WalletRow,
        tables::{DEVICES, PASSKEYS, RECOVERY_CODES},
    },
    wallets,
};

use self::{
    data::DataApi, factors::FactorsApi, miniapps::MiniAppsApi, sessions::SessionsApi, sign_in::SignInApi, transfers::WaitingApi,
};

pub use redirects::bind;

/// Every operation of this folder.
pub type Apis = (AccountApi, SignInApi, SessionsApi, MiniAppsApi, FactorsApi, WaitingApi, DataApi);

/// Every operation of this folder, to be bound.
pub const APIS: Apis = (AccountApi, SignInApi, SessionsApi, MiniAppsApi, FactorsApi, WaitingApi, DataApi);

/// The account itself.
pub struct AccountApi;

/// The person who is signed in, and what they have.
#[derive(Object, Serialize)]
pub struct AccountView {
    user_id: String,
    display_name: Option<String>,
    /// For the `X-CSRF-Token` of what changes something.
    csrf_token: String,
    /// Play money, and tokens that everyone knows.
    dev_mode: bool,
    session: ThisSession,
    /// Absent before it is registered.
    wallet: Option<OwnWallet>,
    factors: Factors,
    activation: Steps,
    developer: Standing,
}

/// What the person is as a developer.
#[derive(Object, Serialize)]
pub struct Standing {
    /// Whether they may be one.
    whitelisted: bool,
}

/// The session of this browser.
#[derive(Object, Serialize)]
pub struct ThisSession {
    session_id: String,
    /// `dev`, `password`, `sso` or `mas`.
    method: String,
    expires_at: Time,
}

/// The person's wallet.
#[derive(Object, Serialize)]
pub struct OwnWallet {
    wallet_id: String,
    /// `pending`, `active` or `suspended`.
    status: String,
    level: u8,
    level_name: String,
    balance: OwnBalance,
}

/// What the wallet holds in the server's own currency.
#[derive(Object, Serialize)]
pub struct OwnBalance {
    available: Amount,
    pending: Amount,
    currency: String,
}

/// What the person proves themselves with.
#[derive(Object, Serialize)]
pub struct Factors {
    pin: bool,
    devices: usize,
    totp: bool,
    passkeys: usize,
    recovery_codes_left: usize,
}

/// What activation asks for.
#[derive(Object, Serialize)]
pub struct Steps {
    /// Out of `terms`, `pin_or_passkey`, `identity_review` and `contact`.
    steps: Vec<String>,
    terms_version: String,
    terms_url: Option<String>,
}

/// Signs out.
#[derive(Object, Deserialize)]
pub struct SignOutBody {
    /// Every browser, not this one alone.
    everywhere: Option<bool>,
}

/// What ended.
#[derive(Object, Serialize)]
pub struct SignedOut {
    /// How many sessions.
    ended: u32,
}

#[OpenApi(prefix_path = "/api/v1/account", tag = "Tag::Account")]
impl AccountApi {
    /// Account
    ///
    /// Who is signed in, and what they have.
    #[oai(path = "/", method = "get", operation_id = "account")]
    async fn show(&self, visitor: Visitor<AccountShow>) -> Reply<AccountShow, AccountView> {
        let (edge, signed_in) = (&visitor.info.edge, &visitor.signed_in);
        let settings = edge.settings();
        let user = &signed_in.user;
        let (wallet, factors, whitelisted) = edge
            .commands
            .store()
            .read(|reader| Ok((own_wallet(reader, &settings, user)?, factors(reader, user)?, is_whitelisted(reader, user)?)))?;
        let display_name = edge.display_name(user).await;
        Ok(Answer::new(AccountView {
            user_id: user.to_string(),
            display_name,
            csrf_token: signed_in.csrf_token.clone(),
            dev_mode: settings.profile == Profile::Dev,
            session: ThisSession {
                session_id: signed_in.session.to_string(),
                method: signed_in.method.name().to_owned(),
                expires_at: Time(signed_in.expires),
            },
            wallet,
            factors,
            activation: Steps {
                steps: settings.activation.require.iter().map(|step| step.name().to_owned()).collect(),
                terms_version: settings.activation.terms_version.clone(),
                terms_url: settings.activation.terms_url.as_ref().map(ToString::to_string),
            },
            developer: Standing { whitelisted },
        })
        .header("Cache-Control", "no-store"))
    }

    /// Sign out
    ///
    /// Ends the session of this browser, or of every browser.
    #[oai(path = "/sign-out", method = "post", operation_id = "account_sign_out")]
    async fn sign_out(&self, visitor: Visitor<AccountSignOut>, body: Body<SignOutBody>) -> Reply<AccountSignOut, SignedOut> {
        let edge = &visitor.info.edge;
        let which = match body.value.everywhere {
            Some(true) => WhichSessions::All,
            _ => WhichSessions::One(visitor.signed_in.session),
        };
        let command = EndAccountSessions { user: visitor.signed_in.user.clone(), which };
        let ended = edge.commands.run(visitor.ctx(), None, command).await?.outcome;
        Ok(Answer::new(SignedOut { ended }).header("Set-Cookie", cookie::end(&edge.settings())))
    }
}

fn own_wallet(reader: &Reader, settings: &crate::config::Settings, user: &UserId) -> Result<Option<OwnWallet>, StoreError> {
    let Some((id, row)) = wallets::of_user(reader, user)? else { return Ok(None) };
    let currency = settings.currencies.primary();
    let balance = wallets::account(&row, currency).map(|account| ledger::balance(reader, account)).transpose()?;
    let WalletRow { status, level, .. } = row;
    let level_name = settings.wallet.levels.get(usize::from(level)).map_or_else(String::new, |level| level.name.clone());
    Ok(Some(OwnWallet {
        wallet_id: id.to_string(),
        status: status.name().to_owned(),
        level,
        level_name,
        balance: OwnBalance {
            available: Amount(balance.map_or(currency.minor(0), |balance| balance.available)),
            pending: Amount(balance.map_or(currency.minor(0), |balance| balance.pending)),
            currency: currency.code().to_owned(),
        },
    }))
}

fn factors(reader: &Reader, user: &UserId) -> Result<Factors, StoreError> {
    let methods = mfa::methods(reader, user)?;
    let devices = reader.scan_first(&DEVICES, user, usize::MAX)?;
    Ok(Factors {
        pin: methods.contains(&Method::Pin),
        devices: devices.iter().filter(|(_, row)| row.revoked.is_none()).count(),
        totp: methods.contains(&Method::Totp),
        passkeys: reader.scan_first(&PASSKEYS, user, usize::MAX)?.len(),
        recovery_codes_left: reader.get(&RECOVERY_CODES, user)?.map_or(0, |row| row.digests.len()),
    })
}
