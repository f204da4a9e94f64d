//! Developers' sessions. An authorization code of the console (RFC 6749 section 4.1, PKCE by RFC 7636) or a checked Matrix token
//! begins one, refresh tokens carry it on. A code and a refresh token are the session's id, a dot and a secret, of which the
//! SHA-256 is kept; so a used one is known again, and whoever shows it ends the session (RFC 9700 section 4.14).
//!
//! A session that ends is removed with its refresh tokens. One that only runs out goes when its person starts another.

use std::{ops::Bound::Unbounded, sync::Arc, time::Duration};

use minicbor::{Decode, Encode};

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    identity::{Live, Revoked, stop_tokens},
    kernel::{Code, Ctx, Rejection, SessionId, Timestamp, UserId, sha256},
    store::{
        Failure, Order, Read, ReadExt, StoreError, Txn,
        rows::{DeveloperCodeRow, DeveloperRefreshRow, DeveloperSessionRow},
        tables::{DEVELOPER_CODES, DEVELOPER_REFRESH_TOKENS, DEVELOPER_SESSIONS, DEVELOPER_SESSIONS_OF_USER},
    },
};

use super::refuse_strangers;

/// How long a developer's access token lives.
pub const TOKEN_LIFETIME: Duration = Duration::from_secs(24 * 3600);

/// How long a code can be used.
const CODE_LIFETIME: Duration = Duration::from_secs(60);

/// How long a code is known again.
const CODE_KEPT: Duration = Duration::from_secs(3600);

/// How many codes are looked at, oldest first, when one is made.
const MOST_SWEPT: usize = 100;

/// How many sessions a person can have; the oldest goes for a new one.
const MOST_SESSIONS: usize = 20;

/// How many used refresh tokens of a session are known again; the ones before them are refused and no more.
const MOST_USED: usize = 100;

const REFRESH_PREFIX: &str = "rt_dev_";

/// How long what is handed out lives.
#[derive(Clone, Copy, Debug)]
pub struct Lifetimes {
    /// The access token.
    pub token: Duration,
    /// The refresh token.
    pub refresh: Duration,
}

/// A session and the SHA-256 of a secret of it, as a code or a refresh token names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecretName {
    /// The session.
    pub session: SessionId,
    /// SHA-256 of the secret.
    pub digest: [u8; 32],
}

impl SecretName {
    /// What the text of a code names.
    pub fn of_code(text: &str) -> Option<Self> {
        let (session, secret) = text.split_once('.')?;
        Some(Self { session: session.parse().ok()?, digest: sha256(secret.as_bytes()) })
    }

    /// What the text of a refresh token names.
    pub fn of_refresh(text: &str) -> Option<Self> {
        Self::of_code(text.strip_prefix(REFRESH_PREFIX)?)
    }

    /// The text of the code of `session` with this secret.
    pub fn code(session: SessionId, secret: &str) -> String {
        format!("{session}.{secret}")
    }

    /// The text of the refresh token of `session` with this secret.
    pub fn refresh(session: SessionId, secret: &str) -> String {
        format!("{REFRESH_PREFIX}{session}.{secret}")
    }
}

/// What a code is bound to.
#[derive(Clone, Debug)]
pub struct CodeBinding {
    /// Where it is sent.
    pub redirect_uri: String,
    /// SHA-256 of the verifier.
    pub challenge: [u8; 32],
}

/// A person who is signed in gets a code for the console.
pub struct IssueCode {
    /// Who.
    pub user: UserId,
    /// SHA-256 of the secret in the code.
    pub secret: [u8; 32],
    /// What the code is bound to.
    pub binding: CodeBinding,
}

impl Command for IssueCode {
    /// The session that the code becomes.
    type Outcome = SessionId;

    /// Refuses a suspended person (`USER_SUSPENDED`) and whoever is not whitelisted (`INSUFFICIENT_PERMISSIONS`).
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<SessionId>, Failure> {
        refuse_strangers(txn, &self.user)?;
        let oldest = txn.scan(&DEVELOPER_CODES, Unbounded, Unbounded, Order::Ascending, MOST_SWEPT)?;
        for (old, _) in oldest.into_iter().filter(|(_, row)| row.expires + CODE_KEPT <= ctx.now) {
            txn.remove(&DEVELOPER_CODES, &old)?;
        }
        let session: SessionId = ctx.new_id();
        let row = DeveloperCodeRow {
            user: self.user.clone(),
            secret: self.secret,
            redirect_uri: self.binding.redirect_uri.clone(),
            challenge: self.binding.challenge,
            expires: ctx.now + CODE_LIFETIME,
            used: None,
        };
        txn.put(&DEVELOPER_CODES, &session, &row)?;
        Ok(Applied::new(session, Entry::done(Action::CodeIssue, session).with("for the developer console")))
    }
}

/// What a developer's token is signed from.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct DeveloperSession {
    /// The session.
    #[n(0)]
    pub session: SessionId,
    /// Its person.
    #[n(1)]
    pub user: UserId,
    /// When the token ends.
    #[n(2)]
    pub expires: Timestamp,
}

/// What came of a code or a refresh token.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Granted {
    /// The session begins, or goes on.
    #[n(0)]
    Session(#[n(0)] DeveloperSession),
    /// It had been used: its session is over, and that is on record.
    #[n(1)]
    Reused,
}

/// A code becomes a session. The client has authenticated.
pub struct RedeemCode {
    /// The code.
    pub code: SecretName,
    /// Where it was sent, as the client says.
    pub redirect_uri: String,
    /// The verifier.
    pub verifier: String,
    /// SHA-256 of the secret in the refresh token to be handed out.
    pub refresh: [u8; 32],
    /// How long the tokens live.
    pub lifetimes: Lifetimes,
    /// What to tell of sessions that end.
    pub live: Arc<Live>,
}

impl Command for RedeemCode {
    type Outcome = Granted;

    /// Refusals in order: unknown code; used (punished, not refused); old, sent elsewhere, another verifier (`INVALID_TOKEN`, all
    /// the same); suspended person (`USER_SUSPENDED`); not whitelisted (`INSUFFICIENT_PERMISSIONS`).
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Granted>, Failure> {
        let invalid = || Rejection::new(Code::InvalidToken, "The code is unknown, expired, or not for this.");
        let SecretName { session, digest } = self.code;
        let row = txn.get(&DEVELOPER_CODES, &session)?.filter(|row| same(&row.secret, &digest)).ok_or_else(invalid)?;
        if row.used.is_some() {
            end(txn, session, &self.live)?;
            let entry = Entry::refused(Action::CodeReuse, session).with("a used code came again; its session is revoked");
            return Ok(Applied::refused(Granted::Reused, entry));
        }
        let bound = row.redirect_uri == self.redirect_uri
            && is_verifier(&self.verifier)
            && same(&row.challenge, &sha256(self.verifier.as_bytes()));
        if row.expires <= ctx.now || !bound {
            return Err(invalid().into());
        }
        refuse_strangers(txn, &row.user)?;
        txn.put(&DEVELOPER_CODES, &session, &DeveloperCodeRow { used: Some(ctx.now), ..row.clone() })?;
        let started = start(txn, ctx, session, row.user, self.refresh, self.lifetimes, &self.live)?;
        let entry = Entry::done(Action::DeveloperStart, session).with("with a code");
        Ok(Applied::new(Granted::Session(started), entry))
    }
}

/// A person's Matrix token, checked, becomes a session.
pub struct StartDeveloper {
    /// Who the token belongs to.
    pub user: UserId,
    /// SHA-256 of the secret in the refresh token to be handed out.
    pub refresh: [u8; 32],
    /// How long the tokens live.
    pub lifetimes: Lifetimes,
    /// What to tell of sessions that end.
    pub live: Arc<Live>,
}

impl Command for StartDeveloper {
    type Outcome = DeveloperSession;

    /// Refuses a suspended person (`USER_SUSPENDED`) and whoever is not whitelisted (`INSUFFICIENT_PERMISSIONS`).
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<DeveloperSession>, Failure> {
        refuse_strangers(txn, &self.user)?;
        let started = start(txn, ctx, ctx.new_id(), self.user.clone(), self.refresh, self.lifetimes, &self.live)?;
        let entry = Entry::done(Action::DeveloperStart, started.session).with("with a Matrix token");
        Ok(Applied::new(started, entry))
    }
}

/// A refresh token is used: a new one takes its place. The client has authenticated.
pub struct RefreshDeveloper {
    /// The token.
    pub token: SecretName,
    /// SHA-256 of the secret in the next one.
    pub next: [u8; 32],
    /// How long the tokens live.
    pub lifetimes: Lifetimes,
    /// What to tell when the session ends.
    pub live: Arc<Live>,
}

impl Command for RefreshDeveloper {
    type Outcome = Granted;

    /// Refusals in order: unknown token or ended session (`INVALID_TOKEN`); used (punished, not refused); old (`INVALID_TOKEN`);
    /// suspended person (`USER_SUSPENDED`); not whitelisted (`INSUFFICIENT_PERMISSIONS`).
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Granted>, Failure> {
        let invalid = || Rejection::new(Code::InvalidToken, "The refresh token is unknown, expired or revoked.");
        let SecretName { session, digest } = self.token;
        let token = txn.get(&DEVELOPER_REFRESH_TOKENS, &(session, digest))?.ok_or_else(invalid)?;
        let row = txn.get(&DEVELOPER_SESSIONS, &session)?.ok_or_else(invalid)?;
        if token.used.is_some() {
            end(txn, session, &self.live)?;
            let entry = Entry::refused(Action::DeveloperRefreshReuse, session)
                .with("a used refresh token came again; the session is revoked");
            return Ok(Applied::refused(Granted::Reused, entry));
        }
        if token.expires <= ctx.now {
            return Err(invalid().into());
        }
        refuse_strangers(txn, &row.user)?;
        let (expires, token_expires) = (ctx.now + self.lifetimes.refresh, ctx.now + self.lifetimes.token);
        let used = DeveloperRefreshRow { used: Some(ctx.now), ..token };
        txn.put(&DEVELOPER_REFRESH_TOKENS, &(session, digest), &used)?;
        forget_oldest(txn, session)?;
        txn.put(&DEVELOPER_REFRESH_TOKENS, &(session, self.next), &DeveloperRefreshRow { expires, used: None })?;
        let row = DeveloperSessionRow { expires, token_expires: token_expires.max(row.token_expires), ..row };
        txn.put(&DEVELOPER_SESSIONS, &session, &row)?;
        let refreshed = DeveloperSession { session, user: row.user, expires: token_expires };
        Ok(Applied::new(Granted::Session(refreshed), Entry::done(Action::DeveloperRefresh, session)))
    }
}

/// Ends a session: its access and refresh tokens stop at the next request.
pub struct RevokeDeveloper {
    /// The session.
    pub session: SessionId,
    /// What to tell.
    pub live: Arc<Live>,
}

impl Command for RevokeDeveloper {
    type Outcome = Revoked;

    fn apply(&self, _: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Revoked>, Failure> {
        let ended = end(txn, self.session, &self.live)?;
        Ok(Applied::new(ended, Entry::done(Action::DeveloperRevoke, self.session)))
    }
}

/// The person whose session a refresh token that is not used names.
pub fn developer_session(reader: &impl Read, token: SecretName) -> Result<Option<UserId>, StoreError> {
    let found = reader.get(&DEVELOPER_REFRESH_TOKENS, &(token.session, token.digest))?;
    if found.is_none_or(|row| row.used.is_some()) {
        return Ok(None);
    }
    Ok(reader.get(&DEVELOPER_SESSIONS, &token.session)?.map(|row| row.user))
}

/// Ends every session of `user`; says how many.
pub(super) fn end_all(txn: &mut Txn<'_>, user: &UserId, live: &Arc<Live>) -> Result<u32, StoreError> {
    let held = txn.scan_first(&DEVELOPER_SESSIONS_OF_USER, user, usize::MAX)?;
    for (session, ()) in &held {
        end(txn, *session, live)?;
    }
    Ok(u32::try_from(held.len()).unwrap_or(u32::MAX))
}

fn start(
    txn: &mut Txn<'_>,
    ctx: &Ctx,
    session: SessionId,
    user: UserId,
    refresh: [u8; 32],
    lifetimes: Lifetimes,
    live: &Arc<Live>,
) -> Result<DeveloperSession, StoreError> {
    make_room(txn, ctx, &user, live)?;
    let (expires, token_expires) = (ctx.now + lifetimes.refresh, ctx.now + lifetimes.token);
    let row = DeveloperSessionRow { user: user.clone(), created: ctx.now, expires, token_expires };
    txn.put(&DEVELOPER_SESSIONS, &session, &row)?;
    txn.put(&DEVELOPER_SESSIONS_OF_USER, &(user.clone(), session), &())?;
    txn.put(&DEVELOPER_REFRESH_TOKENS, &(session, refresh), &DeveloperRefreshRow { expires, used: None })?;
    Ok(DeveloperSession { session, user, expires: token_expires })
}

/// Ends the sessions of `user` that have run out, and the oldest where there are too many for one more.
fn make_room(txn: &mut Txn<'_>, ctx: &Ctx, user: &UserId, live: &Arc<Live>) -> Result<(), StoreError> {
    let mut going_on = Vec::new();
    for (session, ()) in txn.scan_first(&DEVELOPER_SESSIONS_OF_USER, user, usize::MAX)? {
        let row = txn.get(&DEVELOPER_SESSIONS, &session)?;
        match row.is_some_and(|row| row.expires.max(row.token_expires) > ctx.now) {
            true => going_on.push(session),
            false => {
                end(txn, session, live)?;
            }
        }
    }
    let surplus = (going_on.len() + 1).saturating_sub(MOST_SESSIONS);
    for session in going_on.into_iter().take(surplus) {
        end(txn, session, live)?;
    }
    Ok(())
}

fn end(txn: &mut Txn<'_>, session: SessionId, live: &Arc<Live>) -> Result<Revoked, StoreError> {
    let Some(row) = txn.get(&DEVELOPER_SESSIONS, &session)? else { return Ok(Revoked::Before) };
    txn.remove(&DEVELOPER_SESSIONS, &session)?;
    txn.remove(&DEVELOPER_SESSIONS_OF_USER, &(row.user, session))?;
    for (token, _) in txn.scan_first(&DEVELOPER_REFRESH_TOKENS, &session, usize::MAX)? {
        txn.remove(&DEVELOPER_REFRESH_TOKENS, &(session, token))?;
    }
    stop_tokens(txn, session, row.token_expires, live)?;
    Ok(Revoked::Now)
}

/// Forgets the longest used refresh tokens of a session that has more than are to be known again.
fn forget_oldest(txn: &mut Txn<'_>, session: SessionId) -> Result<(), StoreError> {
    let mut used: Vec<_> = txn
        .scan_first(&DEVELOPER_REFRESH_TOKENS, &session, usize::MAX)?
        .into_iter()
        .filter_map(|(token, row)| Some((row.used?, token)))
        .collect();
    used.sort_unstable();
    let surplus = used.len().saturating_sub(MOST_USED);
    for (_, token) in used.into_iter().take(surplus) {
        txn.remove(&DEVELOPER_REFRESH_TOKENS, &(session, token))?;
    }
    Ok(())
}

/// RFC 7636 section 4.1.
fn is_verifier(text: &str) -> bool {
    let unreserved = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    (43..=128).contains(&text.len()) && text.bytes().all(unreserved)
}

fn same(one: &[u8; 32], other: &[u8; 32]) -> bool {
    subtle::ConstantTimeEq::ct_eq(&one[..], &other[..]).into()
}
