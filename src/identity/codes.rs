//! Authorization codes (RFC 6749 section 4.1 with PKCE, RFC 7636). A code is an id and a secret, of which the store keeps the
//! SHA-256: ids sort by time, so that old codes go in order. A code lives a minute, is good for one use, and is bound to its client,
//! its redirect URI and its challenge. A second use means that it was stolen, and ends the session that it was used for.

use std::{ops::Bound::Unbounded, time::Duration};

use minicbor::{Decode, Encode};
use subtle::ConstantTimeEq;

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    kernel::{Code, CodeId, ConsentId, Ctx, Rejection, ScopeSet, SessionId, Timestamp, UserId},
    store::{
        Failure, Order, Read, ReadExt, StoreError, Txn,
        rows::{AuthorizationRow, CodeRow, Purpose},
        tables::CODES,
    },
};

use super::{
    SessionInfo, Terms,
    consent::{ConsentRequest, ask, granted, preapproved},
    find_client,
    redirects::is_native,
    sessions::{end, open_agreed, refuse_suspended},
};

/// How long a code can be used (RFC 6749 section 4.1.2 allows ten minutes).
const LIFETIME: Duration = Duration::from_secs(60);

/// How long a code is remembered after that, so that a second use shows.
const REMEMBERED: Duration = Duration::from_secs(3600);

/// A person who is signed in is sent by a mini-app to agree to something.
pub struct Authorize {
    /// Who.
    pub user: UserId,
    /// The client that sent them.
    pub client: String,
    /// Where they are sent back to; the caller has checked that the client may use it.
    pub redirect_uri: String,
    /// The client's own, to be returned.
    pub state: Option<String>,
    /// The PKCE challenge: SHA-256 of the verifier.
    pub challenge: [u8; 32],
    /// What the client asks for; `None` for everything it can have without asking the person.
    pub scopes: Option<ScopeSet>,
    /// Whether the person is to be asked.
    pub prompt: Prompt,
    /// SHA-256 of the secret of the code, should one be issued.
    pub code: [u8; 32],
    /// How long the person has to answer.
    pub consent_lifetime: Duration,
}

/// Whether a person is asked (OpenID Connect Core section 3.1.2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prompt {
    /// When consent is missing, or when nothing proves which program on their device the code goes to.
    WhenNeeded,
    /// Not even then.
    Never,
    /// Also about what they have agreed to before.
    Always,
}

/// What comes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Authorized {
    /// Nothing is missing: the code.
    #[n(0)]
    Code(#[n(0)] CodeId),
    /// The person has to answer first.
    #[n(1)]
    ConsentRequired(#[n(0)] ConsentId),
}

impl Command for Authorize {
    type Outcome = Authorized;

    /// Refusals in order: unknown client, or not its redirect URI any more (`MINIAPP_NOT_FOUND`); suspended person
    /// (`USER_SUSPENDED`); a scope that the mini-app is not registered for (`INVALID_SCOPE`); missing consent where nobody may be
    /// asked (`CONSENT_REQUIRED`).
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Authorized>, Failure> {
        let client = find_client(txn, &self.client)?.filter(|client| client.allows_redirect(&self.redirect_uri));
        let client = client.ok_or_else(|| Rejection::new(Code::MiniappNotFound, "The client is unknown or not allowed."))?;
        refuse_suspended(txn, &self.user)?;
        let unasked = preapproved(&client.row);
        let free = unasked.union(granted(txn, &self.user, &client.miniapp, ctx.now)?);
        let wanted = self.scopes.unwrap_or_else(|| client.row.scopes.common(free));
        let unregistered = wanted.without(client.row.scopes);
        if !unregistered.is_empty() {
            return Err(Rejection::new(Code::InvalidScope, format!("Not registered for this mini-app: {unregistered}")).into());
        }
        // Earlier consent was for the mini-app; another program on the device may pass for it (RFC 8252 section 8.6).
        let is_unproven = !client.is_confidential() && is_native(&self.redirect_uri);
        let (asked, needed) = match self.prompt {
            Prompt::WhenNeeded | Prompt::Never if !is_unproven => (wanted.without(free), !wanted.is_subset_of(free)),
            _ => (wanted.without(unasked), true),
        };
        let authorization = AuthorizationRow {
            client: self.client.clone(),
            redirect_uri: self.redirect_uri.clone(),
            state: self.state.clone(),
            challenge: self.challenge,
            wanted,
        };
        if !needed {
            let code = issue(txn, ctx, &self.user, &authorization, wanted, self.code)?;
            let entry = Entry::done(Action::CodeIssue, code).with(format!("{} for {wanted}", self.client));
            return Ok(Applied::new(Authorized::Code(code), entry));
        }
        if self.prompt == Prompt::Never {
            return Err(Rejection::new(Code::ConsentRequired, "The person has to agree first.").into());
        }
        let purpose = Some(Purpose::Authorize(authorization));
        let question = ConsentRequest { user: self.user.clone(), miniapp: client.miniapp, scopes: asked, purpose };
        let request = ask(txn, ctx, question, self.consent_lifetime)?;
        let entry = Entry::refused(Action::CodeIssue, &self.client).with("consent is missing");
        Ok(Applied::refused(Authorized::ConsentRequired(request), entry))
    }
}

/// Issues a code whose secret has the SHA-256 `secret`.
pub(super) fn issue(
    txn: &mut Txn<'_>,
    ctx: &Ctx,
    user: &UserId,
    authorization: &AuthorizationRow,
    scopes: ScopeSet,
    secret: [u8; 32],
) -> Result<CodeId, StoreError> {
    let id: CodeId = ctx.new_id();
    let AuthorizationRow { client, redirect_uri, challenge, .. } = authorization.clone();
    let (user, expires) = (user.clone(), ctx.now + LIFETIME);
    txn.put(&CODES, &id, &CodeRow { secret, user, client, redirect_uri, challenge, scopes, expires, used: None })?;
    Ok(id)
}

/// A code is used (RFC 6749 section 4.1.3).
pub struct RedeemCode {
    /// Its id.
    pub code: CodeId,
    /// SHA-256 of its secret.
    pub secret: [u8; 32],
    /// The client that shows it, already authenticated when it has a secret.
    pub client: String,
    /// The redirect URI that it names again.
    pub redirect_uri: String,
    /// SHA-256 of the PKCE verifier.
    pub verifier: [u8; 32],
    /// What the session is given.
    pub terms: Terms,
}

/// What came of a code.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Redeemed {
    /// A session.
    #[n(0)]
    Session(#[n(0)] SessionInfo),
    /// The code had been used: the session that was made from it is over, and that is on record.
    #[n(1)]
    Reused,
}

impl Command for RedeemCode {
    type Outcome = Redeemed;

    /// Refusals in order: unknown code or another client's (`INVALID_TOKEN`); a used one is punished; an old one, another redirect
    /// URI, a verifier that does not fit (`INVALID_TOKEN`, all the same); then those of a session. What is refused does not use the
    /// code up: a stranger who saw it cannot spoil it.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Redeemed>, Failure> {
        let invalid =
            || Rejection::new(Code::InvalidToken, "The authorization code is unknown, expired, or not for this client.");
        let same = |one: &[u8; 32], other: &[u8; 32]| bool::from(one[..].ct_eq(&other[..]));
        let row = txn.get(&CODES, &self.code)?.filter(|row| same(&row.secret, &self.secret) && row.client == self.client);
        let row = row.ok_or_else(invalid)?;
        if let Some(session) = row.used {
            return self.punish(ctx, txn, session);
        }
        let fits = row.redirect_uri == self.redirect_uri && same(&row.challenge, &self.verifier) && row.expires > ctx.now;
        if !fits {
            return Err(invalid().into());
        }
        let (info, entry) = open_agreed(txn, ctx, (&row.user, &row.client, row.scopes), &self.terms)?;
        txn.put(&CODES, &self.code, &CodeRow { used: Some(info.session), ..row })?;
        Ok(Applied::new(Redeemed::Session(info), entry))
    }
}

impl RedeemCode {
    fn punish(&self, ctx: &Ctx, txn: &mut Txn<'_>, session: SessionId) -> Result<Applied<Redeemed>, Failure> {
        end(txn, ctx, session, &self.terms.live)?;
        let entry = Entry::refused(Action::CodeReuse, session).with("a used code came again; the session is revoked");
        Ok(Applied::refused(Redeemed::Reused, entry))
    }
}

/// Removes codes that nobody needs to recognise any more.
pub struct PruneCodes;

impl PruneCodes {
    /// Whether [`PruneCodes::run`] would find something. The oldest code tells.
    pub fn is_due(reader: &impl Read, now: Timestamp) -> Result<bool, StoreError> {
        let oldest = reader.scan(&CODES, Unbounded, Unbounded, Order::Ascending, 1)?;
        Ok(oldest.iter().any(|(_, row)| is_over(row, now)))
    }

    /// Removes at most `limit` codes; says how many.
    pub fn run(txn: &mut Txn<'_>, now: Timestamp, limit: usize) -> Result<usize, StoreError> {
        let oldest = txn.scan(&CODES, Unbounded, Unbounded, Order::Ascending, limit)?;
        let over: Vec<CodeId> = oldest.into_iter().take_while(|(_, row)| is_over(row, now)).map(|(id, _)| id).collect();
        for id in &over {
            txn.remove(&CODES, id)?;
        }
        Ok(over.len())
    }
}

fn is_over(row: &CodeRow, now: Timestamp) -> bool {
    row.expires + REMEMBERED <= now
}
