//! Sessions: what a person let a client do, from the exchange of a Matrix token to revocation. A session has one refresh token
//! at a time; a used one that comes again was stolen from somebody, so the whole session ends (RFC 9700 section 4.14), unless a
//! client has just lost the answer and asks again.

use std::{sync::Arc, time::Duration};

use minicbor::{Decode, Encode};

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    kernel::{Code, ConsentId, Ctx, Currency, Rejection, ScopeSet, SessionId, Timestamp, UserId, WalletId},
    store::{
        Failure, Read, ReadExt, StoreError, Txn,
        rows::{Owner, RefreshRow, SessionRow},
        tables::{REFRESH_TOKENS, REVOKED_SESSIONS, SESSION_OF_SUBJECT, SESSIONS, SESSIONS_OF_USER, SUSPENDED_USERS},
    },
    wallets,
};

use super::{
    Client, Live,
    clients::miniapp_of_client,
    connected::live_sessions,
    consent::{ConsentRequest, ask, granted, preapproved, runs_out},
    find_client,
};

/// How long a client may repeat a refresh whose answer it did not get.
const REPEATED_WITHIN: Duration = Duration::from_secs(30);

/// How many sessions of a client a person has; a new one ends the oldest.
const MOST_TOGETHER: usize = 20;

/// How long after a token's `exp` it may still be shown to us, because of clock skew.
const GRACE: Duration = Duration::from_secs(120);

/// A person's Matrix token, checked, becomes a session of a mini-app (RFC 8693).
pub struct StartSession {
    /// Who the token belongs to.
    pub user: UserId,
    /// The client that asks.
    pub client: String,
    /// What it asks for; `None` for everything it can have without asking the person.
    pub scopes: Option<ScopeSet>,
    /// SHA-256 of the Matrix token and the client: exchanging again replaces the session.
    pub subject: [u8; 32],
    /// Whether the token was a Matrix OpenID token, which makes a session short and unable to enrol factors.
    pub by_openid: bool,
    /// SHA-256 of the refresh token to be handed out; `None` for sessions without one.
    pub refresh: Option<[u8; 32]>,
    /// How long the access token lives.
    pub token_lifetime: Duration,
    /// How long the refresh token lives.
    pub refresh_lifetime: Duration,
    /// How long the person has to answer a consent request.
    pub consent_lifetime: Duration,
    /// The currency of a wallet made on the way.
    pub currency: Currency,
    /// What to tell about replaced sessions.
    pub live: Arc<Live>,
}

/// A session, or what stands before it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Started {
    /// The session is there.
    #[n(0)]
    Session(#[n(0)] SessionInfo),
    /// The person has to agree first.
    #[n(1)]
    ConsentRequired {
        /// Names the request in the consent page's address.
        #[n(0)]
        request: ConsentId,
        /// What they have to agree to.
        #[n(1)]
        required: ScopeSet,
        /// What needs no answer.
        #[n(2)]
        preapproved: ScopeSet,
    },
}

/// What a token is signed from.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct SessionInfo {
    /// The session.
    #[n(0)]
    pub session: SessionId,
    /// Its person.
    #[n(1)]
    pub user: UserId,
    /// Its client.
    #[n(2)]
    pub client: String,
    /// What the token may do.
    #[n(3)]
    pub scopes: ScopeSet,
    /// The person's wallet.
    #[n(4)]
    pub wallet: WalletId,
    /// When the token ends.
    #[n(5)]
    pub expires: Timestamp,
}

impl Command for StartSession {
    type Outcome = Started;

    /// Refusals in order: unknown client (`MINIAPP_NOT_FOUND`), suspended person (`USER_SUSPENDED`), a scope that the mini-app is
    /// not registered for (`INVALID_SCOPE`). Missing consent is an outcome, not a refusal: the request for it is kept.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Started>, Failure> {
        let client = find_client(txn, &self.client)?;
        let client = client.ok_or_else(|| Rejection::new(Code::MiniappNotFound, "The client is unknown or not allowed."))?;
        refuse_suspended(txn, &self.user)?;
        let free = preapproved(&client.row).union(granted(txn, &self.user, &client.miniapp, ctx.now)?);
        let wanted = self.scopes.unwrap_or_else(|| client.row.scopes.without(client.row.scopes.without(free)));
        let unregistered = wanted.without(client.row.scopes);
        if !unregistered.is_empty() {
            return Err(Rejection::new(Code::InvalidScope, format!("Not registered for this mini-app: {unregistered}")).into());
        }
        let missing = wanted.without(free);
        if !missing.is_empty() {
            let (user, miniapp) = (self.user.clone(), client.miniapp);
            let question = ConsentRequest { user, miniapp, scopes: missing, purpose: None };
            let request = ask(txn, ctx, question, self.consent_lifetime)?;
            let outcome = Started::ConsentRequired { request, required: missing, preapproved: wanted.without(missing) };
            return Ok(Applied::refused(outcome, Entry::refused(Action::SessionStart, &self.client).with("consent is missing")));
        }
        if let Some(replaced) = txn.get(&SESSION_OF_SUBJECT, &self.subject)? {
            end(txn, ctx, replaced, &self.live)?;
        }
        let info = open(txn, ctx, self.opening(wanted))?;
        let entry = Entry::done(Action::SessionStart, info.session).with(format!("{} for {wanted}", self.client));
        Ok(Applied::new(Started::Session(info), entry))
    }
}

impl StartSession {
    fn opening(&self, scopes: ScopeSet) -> Opening<'_> {
        Opening {
            user: &self.user,
            client: &self.client,
            scopes,
            subject: Some(self.subject),
            by_openid: self.by_openid,
            refresh: self.refresh,
            token_lifetime: self.token_lifetime,
            refresh_lifetime: self.refresh_lifetime,
            currency: self.currency,
            live: &self.live,
        }
    }
}

/// What a session is made of, once it is decided that there is one.
struct Opening<'a> {
    user: &'a UserId,
    client: &'a str,
    scopes: ScopeSet,
    subject: Option<[u8; 32]>,
    by_openid: bool,
    refresh: Option<[u8; 32]>,
    token_lifetime: Duration,
    refresh_lifetime: Duration,
    currency: Currency,
    live: &'a Arc<Live>,
}

fn open(txn: &mut Txn<'_>, ctx: &Ctx, opening: Opening<'_>) -> Result<SessionInfo, Failure> {
    let Opening { user, client, scopes, subject, refresh, .. } = opening;
    let wallet = wallets::ensure(txn, ctx, &Owner::User(user.clone()), opening.currency)?.0;
    let session: SessionId = ctx.new_id();
    let token_expires = token_end(txn, ctx, (user, client, scopes), opening.token_lifetime)?;
    end_oldest(txn, ctx, (user, client), opening.live)?;
    let expires = if refresh.is_some() { ctx.now + opening.refresh_lifetime } else { token_expires };
    let row = SessionRow {
        user: user.clone(),
        client: client.to_owned(),
        scopes,
        wallet,
        created: ctx.now,
        expires,
        revoked: None,
        subject,
        token_expires,
        openid: opening.by_openid.then_some(()),
    };
    txn.put(&SESSIONS, &session, &row)?;
    txn.put(&SESSIONS_OF_USER, &(row.user.clone(), session), &())?;
    if let Some(subject) = subject {
        txn.put(&SESSION_OF_SUBJECT, &subject, &session)?;
    }
    if let Some(refresh) = refresh {
        txn.put(&REFRESH_TOKENS, &refresh, &RefreshRow { session, expires, used: None, scopes, next: None })?;
    }
    Ok(SessionInfo { session, user: row.user, client: row.client, scopes, wallet, expires: token_expires })
}

/// When a token ends that is made now: what was granted for a time is in no token after it.
fn token_end(
    reader: &impl Read,
    ctx: &Ctx,
    (user, client, scopes): (&UserId, &str, ScopeSet),
    lifetime: Duration,
) -> Result<Timestamp, StoreError> {
    let end = ctx.now + lifetime;
    Ok(runs_out(reader, user, miniapp_of_client(client), scopes)?.map_or(end, |until| until.min(end)))
}

/// Makes room for one more session.
fn end_oldest(txn: &mut Txn<'_>, ctx: &Ctx, (user, client): (&UserId, &str), live: &Arc<Live>) -> Result<(), StoreError> {
    let mut held = live_sessions(txn, user)?;
    held.retain(|(_, row)| row.client == client && row.expires > ctx.now);
    let many = (held.len() + 1).saturating_sub(MOST_TOGETHER);
    held.into_iter().take(many).try_for_each(|(oldest, _)| end(txn, ctx, oldest, live).map(|_| ()))
}

/// What a session that comes of a person's earlier yes is given.
#[derive(Clone)]
pub struct Terms {
    /// SHA-256 of the refresh token to be handed out.
    pub refresh: [u8; 32],
    /// How long the access token lives.
    pub token_lifetime: Duration,
    /// How long the refresh token lives.
    pub refresh_lifetime: Duration,
    /// The currency of a wallet made on the way.
    pub currency: Currency,
    /// What to tell when a session ends.
    pub live: Arc<Live>,
}

/// A session for `client` of what `user` agreed to before. Refuses a mini-app that is gone (`MINIAPP_NOT_FOUND`), a suspended person
/// (`USER_SUSPENDED`), and what the person has taken back or the mini-app may not ask for any more (`INVALID_TOKEN`).
pub(super) fn open_agreed(
    txn: &mut Txn<'_>,
    ctx: &Ctx,
    (user, client, scopes): (&UserId, &str, ScopeSet),
    terms: &Terms,
) -> Result<(SessionInfo, Entry), Failure> {
    let known = find_client(txn, client)?;
    let known = known.ok_or_else(|| Rejection::new(Code::MiniappNotFound, "The client is unknown or not allowed."))?;
    refuse_suspended(txn, user)?;
    if !scopes.is_subset_of(agreed(txn, &known, user, ctx.now)?) {
        return Err(Rejection::new(Code::InvalidToken, "What the person agreed to does not hold any more.").into());
    }
    let opening = Opening {
        user,
        client,
        scopes,
        subject: None,
        by_openid: false,
        refresh: Some(terms.refresh),
        token_lifetime: terms.token_lifetime,
        refresh_lifetime: terms.refresh_lifetime,
        currency: terms.currency,
        live: &terms.live,
    };
    let info = open(txn, ctx, opening)?;
    let entry = Entry::done(Action::SessionStart, info.session).with(format!("{client} for {scopes}"));
    Ok((info, entry))
}

/// What `user` has agreed to at `now` and `client` is registered for.
fn agreed(reader: &impl Read, client: &Client, user: &UserId, now: Timestamp) -> Result<ScopeSet, StoreError> {
    Ok(preapproved(&client.row).union(granted(reader, user, &client.miniapp, now)?).common(client.row.scopes))
}

/// A refresh token is used (RFC 6749 section 6): a new one takes its place.
pub struct Refresh {
    /// SHA-256 of the token.
    pub token: [u8; 32],
    /// The client that shows it, already authenticated when it has a secret.
    pub client: String,
    /// A narrower scope, if one is asked for.
    pub scopes: Option<ScopeSet>,
    /// SHA-256 of the next refresh token.
    pub next: [u8; 32],
    /// How long the access token lives.
    pub token_lifetime: Duration,
    /// How long the next refresh token lives.
    pub refresh_lifetime: Duration,
    /// What to tell when the session ends.
    pub live: Arc<Live>,
}

/// What came of a refresh.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Refreshed {
    /// The session goes on.
    #[n(0)]
    Session(#[n(0)] SessionInfo),
    /// The token had been used: its session is over, and that is on record.
    #[n(1)]
    Reused,
}

impl Command for Refresh {
    type Outcome = Refreshed;

    /// Refusals in order: unknown or old token, another client's, ended session (`INVALID_TOKEN`, all the same); suspended person
    /// or mini-app; more than was granted (`INVALID_SCOPE`). A used token is not refused but punished, or replaced once more right after its use.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Refreshed>, Failure> {
        let invalid = || Rejection::new(Code::InvalidToken, "The refresh token is unknown, expired or revoked.");
        let token = txn.get(&REFRESH_TOKENS, &self.token)?.ok_or_else(invalid)?;
        let row = txn.get(&SESSIONS, &token.session)?.ok_or_else(invalid)?;
        if row.client != self.client {
            return Err(invalid().into());
        }
        let lost = match token.used {
            None => None,
            Some(used) => match unused_successor(txn, &token, used, ctx.now)? {
                Some(successor) => Some(successor),
                None => return self.punish(ctx, txn, token.session),
            },
        };
        let client =
            find_client(txn, &self.client)?.filter(|_| token.expires > ctx.now && row.revoked.is_none()).ok_or_else(invalid)?;
        refuse_suspended(txn, &row.user)?;
        let scopes = self.scopes.unwrap_or(token.scopes);
        if !scopes.is_subset_of(token.scopes) {
            return Err(Rejection::new(Code::InvalidScope, "A refresh can narrow the scope, not widen it.").into());
        }
        // What was agreed to may have run out, and what the mini-app may ask for may have shrunk.
        let scopes = scopes.common(agreed(txn, &client, &row.user, ctx.now)?);
        let token_expires = token_end(txn, ctx, (&row.user, &self.client, scopes), self.token_lifetime)?;
        let expires = ctx.now + self.refresh_lifetime;
        let entry = Entry::done(Action::SessionRefresh, token.session);
        let entry = if lost.is_some() { entry.with("again: its successor was never used, and is replaced") } else { entry };
        if let Some((digest, successor)) = lost {
            // Should anybody show it, two hold tokens of this session, and it ends.
            txn.put(&REFRESH_TOKENS, &digest, &RefreshRow { used: Some(ctx.now), ..successor })?;
        }
        let used = token.used.or(Some(ctx.now));
        let next = RefreshRow { session: token.session, expires, used: None, scopes: token.scopes, next: None };
        txn.put(&REFRESH_TOKENS, &self.token, &RefreshRow { used, next: Some(self.next.into()), ..token.clone() })?;
        txn.put(&REFRESH_TOKENS, &self.next, &next)?;
        let row = SessionRow { expires, token_expires: token_expires.max(row.token_expires), ..row };
        txn.put(&SESSIONS, &token.session, &row)?;
        let SessionRow { user, client, wallet, .. } = row;
        let info = SessionInfo { session: token.session, user, client, scopes, wallet, expires: token_expires };
        Ok(Applied::new(Refreshed::Session(info), entry))
    }
}

impl Refresh {
    fn punish(&self, ctx: &Ctx, txn: &mut Txn<'_>, session: SessionId) -> Result<Applied<Refreshed>, Failure> {
        end(txn, ctx, session, &self.live)?;
        let entry = Entry::refused(Action::RefreshReuse, session).with("a used refresh token came again; the session is revoked");
        Ok(Applied::refused(Refreshed::Reused, entry))
    }
}

/// The token that took the place of one used a moment ago, if nobody has used it: a client that lost the answer asks again, and
/// gets another successor. Whoever is not that client gains nothing that lasts: the replaced token ends the session when it is
/// shown, and so does the used one later.
fn unused_successor(
    reader: &impl Read,
    token: &RefreshRow,
    used: Timestamp,
    now: Timestamp,
) -> Result<Option<([u8; 32], RefreshRow)>, StoreError> {
    let Some(next) = token.next.filter(|_| now < used + REPEATED_WITHIN) else { return Ok(None) };
    Ok(reader.get(&REFRESH_TOKENS, &*next)?.filter(|row| row.used.is_none()).map(|row| (*next, row)))
}

/// Ends a session (RFC 7009): its access and refresh tokens stop at the next request.
pub struct RevokeSession {
    /// The session.
    pub session: SessionId,
    /// What to tell.
    pub live: Arc<Live>,
}

/// Whether there was something to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum Revoked {
    /// It has ended now.
    #[n(0)]
    Now,
    /// It had ended before, or never was.
    #[n(1)]
    Before,
}

impl Command for RevokeSession {
    type Outcome = Revoked;

    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Revoked>, Failure> {
        let ended = end(txn, ctx, self.session, &self.live)?;
        Ok(Applied::new(ended, Entry::done(Action::SessionRevoke, self.session)))
    }
}

/// The session with this id.
pub fn session(reader: &impl Read, id: SessionId) -> Result<Option<SessionRow>, StoreError> {
    reader.get(&SESSIONS, &id)
}

/// The session that a refresh token (by its SHA-256) belongs to, and whether the token can still be used at `now`.
pub fn session_of_refresh(
    reader: &impl Read,
    token: &[u8; 32],
    now: Timestamp,
) -> Result<Option<(SessionId, SessionRow, RefreshRow)>, StoreError> {
    let Some(refresh) = reader.get(&REFRESH_TOKENS, token)? else { return Ok(None) };
    let row = session(reader, refresh.session)?;
    let usable = |row: &SessionRow| row.revoked.is_none() && refresh.used.is_none() && refresh.expires > now;
    Ok(row.filter(usable).map(|row| (refresh.session, row, refresh)))
}

/// Ends a session in the store now and in memory after the commit.
pub(super) fn end(txn: &mut Txn<'_>, ctx: &Ctx, id: SessionId, live: &Arc<Live>) -> Result<Revoked, StoreError> {
    let Some(row) = txn.get(&SESSIONS, &id)?.filter(|row| row.revoked.is_none()) else { return Ok(Revoked::Before) };
    let until = row.token_expires;
    if let Some(subject) = row.subject
        && txn.get(&SESSION_OF_SUBJECT, &subject)? == Some(id)
    {
        txn.remove(&SESSION_OF_SUBJECT, &subject)?;
    }
    txn.put(&SESSIONS, &id, &SessionRow { revoked: Some(ctx.now), ..row })?;
    stop_tokens(txn, id, until, live)?;
    Ok(Revoked::Now)
}

/// Whether no token can refer to the session any more.
pub(super) fn is_over(row: &SessionRow, now: Timestamp) -> bool {
    let end = if row.revoked.is_some() { row.token_expires } else { row.expires.max(row.token_expires) };
    end + GRACE < now
}

/// Forgets a session that is over.
pub(super) fn forget_session(txn: &mut Txn<'_>, id: SessionId, row: &SessionRow) -> Result<(), StoreError> {
    if let Some(subject) = row.subject
        && txn.get(&SESSION_OF_SUBJECT, &subject)? == Some(id)
    {
        txn.remove(&SESSION_OF_SUBJECT, &subject)?;
    }
    txn.remove(&SESSIONS, &id)?;
    txn.remove(&SESSIONS_OF_USER, &(row.user.clone(), id))
}

/// Ends all sessions of `user` and forgets whose they were; their tokens are refused at once all the same. Answers which ended
/// now.
pub(super) fn forget_sessions(
    txn: &mut Txn<'_>,
    ctx: &Ctx,
    user: &UserId,
    live: &Arc<Live>,
) -> Result<Vec<SessionId>, StoreError> {
    let mut ended = Vec::new();
    for (session, ()) in txn.scan_first(&SESSIONS_OF_USER, user, usize::MAX)? {
        if end(txn, ctx, session, live)? == Revoked::Now {
            ended.push(session);
        }
        txn.remove(&SESSIONS, &session)?;
        txn.remove(&SESSIONS_OF_USER, &(user.clone(), session))?;
    }
    Ok(ended)
}

/// Has the access tokens of a session of any kind refused from the commit on. `until` is when the last of them ends by itself.
pub fn stop_tokens(txn: &mut Txn<'_>, id: SessionId, until: Timestamp, live: &Arc<Live>) -> Result<(), StoreError> {
    txn.put(&REVOKED_SESSIONS, &id, &until)?;
    let live = Arc::clone(live);
    txn.after_commit(move || live.revoke(id, until));
    Ok(())
}

/// Refuses a suspended person (`USER_SUSPENDED`).
pub fn refuse_suspended(txn: &Txn<'_>, user: &UserId) -> Result<(), Failure> {
    if txn.has(&SUSPENDED_USERS, user)? {
        return Err(Rejection::new(Code::UserSuspended, "The user is suspended.").into());
    }
    Ok(())
}
