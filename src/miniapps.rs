//! Mini-apps: what is registered, by whom it may be used, and which wallet it is paid into. Registration is an operator's act
//! at the command line; every installation has the official wallet client.

use std::sync::Arc;

use minicbor::{Decode, Encode};

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    identity::{Live, check_redirect, note_suspension},
    kernel::{Code, Ctx, Currency, Rejection, Scope, ScopeSet, Sensitivity, Timestamp, WalletId},
    store::{
        Failure, Read, ReadExt, StoreError, Txn,
        rows::{ClientKind, MiniAppRow, MiniAppStatus, Owner},
        tables::{MINIAPPS, SUSPENSIONS},
    },
    wallets,
};

/// The official wallet client that every installation has.
pub const OFFICIAL_WALLET: &str = "ma_official_wallet";

/// How many redirect URIs a mini-app can have.
const MOST_REDIRECTS: usize = 20;

/// A mini-app to be registered.
#[derive(Clone, Debug)]
pub struct Register {
    /// `ma_` and a slug.
    pub id: String,
    /// What people see.
    pub name: String,
    /// Which clients it has.
    pub kind: ClientKind,
    /// Whether it is the operator's own, which alone may have privileged scopes.
    pub official: Officiality,
    /// What it may ask for.
    pub scopes: ScopeSet,
    /// Low scopes that need no question.
    pub preapproved: ScopeSet,
    /// Where authorization codes may be sent.
    pub redirect_uris: Vec<String>,
    /// Where it hears of events, once `endpoints::put` has given it a secret.
    pub webhook_url: Option<String>,
    /// SHA-256 of its confidential client's secret.
    pub secret: Option<[u8; 32]>,
    /// The currency of its wallet.
    pub currency: Currency,
}

/// Whose mini-app it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Officiality {
    /// The operator's own.
    Official,
    /// Anybody else's.
    ThirdParty,
}

/// A mini-app that is registered now.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Registered {
    /// Its wallet.
    #[n(0)]
    pub merchant: WalletId,
}

impl Command for Register {
    type Outcome = Registered;

    /// Refusals in order: a malformed id or name, an id that is taken (`INVALID_STATE`), scopes that it cannot have, a missing or
    /// needless secret.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Registered>, Failure> {
        self.check()?;
        if txn.has(&MINIAPPS, &self.id)? {
            return Err(Rejection::new(Code::InvalidState, "There is a mini-app of this id already.")
                .with("state", "registered")
                .into());
        }
        let (merchant, _) = wallets::ensure(txn, ctx, &Owner::MiniApp(self.id.clone()), self.currency)?;
        let row = MiniAppRow {
            name: self.name.clone(),
            kind: self.kind,
            status: MiniAppStatus::Approved,
            official: self.official == Officiality::Official,
            scopes: self.scopes,
            redirect_uris: self.redirect_uris.clone(),
            webhook_url: self.webhook_url.clone(),
            secret: self.secret,
            merchant: Some(merchant),
            created: ctx.now,
            preapproved: self.preapproved,
        };
        txn.put(&MINIAPPS, &self.id, &row)?;
        Ok(Applied::new(
            Registered { merchant },
            Entry::done(Action::MiniAppRegister, &self.id).with(format!("scopes: {}", self.scopes)),
        ))
    }
}

impl Register {
    fn check(&self) -> Result<(), Rejection> {
        let slug = self.id.strip_prefix("ma_").unwrap_or("");
        let good = (1..=60).contains(&slug.len())
            && slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
            && !slug.ends_with("_backend");
        if !good {
            return Err(Rejection::field(
                "/id",
                "An id is ma_ and up to 60 lower-case letters, digits and underscores; _backend is reserved.",
            ));
        }
        if self.name.trim().is_empty() || self.name.chars().count() > 100 {
            return Err(Rejection::field("/name", "A name has 1 to 100 characters."));
        }
        let privileged = |scope: &Scope| scope.sensitivity() == Sensitivity::Privileged;
        if self.official == Officiality::ThirdParty && self.scopes.iter().any(|scope| privileged(&scope)) {
            return Err(Rejection::new(Code::InvalidScope, "Privileged scopes are for official mini-apps."));
        }
        let low = |scope: Scope| scope.sensitivity() == Sensitivity::Low;
        if !self.preapproved.is_subset_of(self.scopes) || !self.preapproved.iter().all(low) {
            return Err(Rejection::new(Code::InvalidScope, "Only registered scopes of low sensitivity can be pre-approved."));
        }
        if self.kind == ClientKind::Public && self.webhook_url.is_some() {
            return Err(Rejection::field("/webhook_url", "A public mini-app has no backend that could hear of events."));
        }
        if self.redirect_uris.len() > MOST_REDIRECTS {
            return Err(Rejection::field("/redirect_uris", "A mini-app has at most 20 redirect URIs."));
        }
        for (place, uri) in self.redirect_uris.iter().enumerate() {
            check_redirect(uri).map_err(|what| Rejection::field(&format!("/redirect_uris/{place}"), format!("{uri} {what}")))?;
        }
        match (self.kind, self.secret) {
            (ClientKind::Public, Some(_)) => Err(Rejection::field("/secret", "A public client has no secret.")),
            (ClientKind::Confidential | ClientKind::Hybrid, None) => {
                Err(Rejection::field("/secret", "A confidential client has a secret."))
            }
            _ => Ok(()),
        }
    }
}

/// Shuts a mini-app off: its clients are unknown and its tokens are refused, at the next request. What people granted it stays,
/// so that lifting it gives everything back.
pub struct Suspend {
    /// Which.
    pub id: String,
    /// Why, for other admins.
    pub reason: String,
    /// What to tell.
    pub live: Arc<Live>,
}

impl Command for Suspend {
    type Outcome = Timestamp;

    /// Answers since when. Refusals: `MINIAPP_NOT_FOUND`, `INVALID_STATE` for one that is suspended.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Timestamp>, Failure> {
        change(txn, &self.id, MiniAppStatus::Suspended, &self.live)?;
        note_suspension(txn, ctx, &self.id, &self.reason)?;
        Ok(Applied::new(ctx.now, Entry::done(Action::MiniAppSuspend, &self.id).with(self.reason.clone())))
    }
}

/// Lifts a mini-app's suspension.
pub struct Unsuspend {
    /// Which.
    pub id: String,
    /// What to tell.
    pub live: Arc<Live>,
}

impl Command for Unsuspend {
    type Outcome = Timestamp;

    /// Answers when. Refusals: `MINIAPP_NOT_FOUND`, `INVALID_STATE` for one that is not suspended.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Timestamp>, Failure> {
        change(txn, &self.id, MiniAppStatus::Approved, &self.live)?;
        txn.remove(&SUSPENSIONS, &self.id)?;
        Ok(Applied::new(ctx.now, Entry::done(Action::MiniAppUnsuspend, &self.id)))
    }
}

/// Gives a mini-app another status, in the store now and in memory after the commit.
fn change(txn: &mut Txn<'_>, id: &str, status: MiniAppStatus, live: &Arc<Live>) -> Result<(), Failure> {
    let id = id.to_owned();
    let found = txn.get(&MINIAPPS, &id)?;
    let row = found.ok_or_else(|| Rejection::new(Code::MiniappNotFound, "There is no mini-app of this id."))?;
    if row.status == status {
        let message = format!("The mini-app is {} already.", status.name());
        return Err(Rejection::new(Code::InvalidState, message).with("state", status.name()).into());
    }
    txn.put(&MINIAPPS, &id, &MiniAppRow { status, ..row })?;
    let live = Arc::clone(live);
    txn.after_commit(move || live.set_miniapp(&id, status));
    Ok(())
}

/// The official wallet client, as every installation has it.
pub fn official_wallet(currency: Currency) -> Register {
    let scopes = [Scope::UserRead, Scope::WalletBalance, Scope::WalletHistory, Scope::WalletRequest, Scope::WalletPay];
    Register {
        id: OFFICIAL_WALLET.to_owned(),
        name: "Wallet".to_owned(),
        kind: ClientKind::Public,
        official: Officiality::Official,
        scopes: scopes.into_iter().collect(),
        preapproved: [Scope::UserRead].into_iter().collect(),
        redirect_uris: Vec::new(),
        webhook_url: None,
        secret: None,
        currency,
    }
}

/// Every mini-app by id.
pub fn list(reader: &impl Read) -> Result<Vec<(String, MiniAppRow)>, StoreError> {
    let mut found = Vec::new();
    reader.for_each(&MINIAPPS, |id, row| {
        found.push((id, row));
        Ok(())
    })?;
    Ok(found)
}
