//! What people have agreed to: remembered per person, mini-app and scope, with time and method.

use std::time::Duration;

use minicbor::{Decode, Encode};

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    kernel::{Code, CodeId, ConsentId, Ctx, Rejection, ScopeSet, Sensitivity, Timestamp, UserId},
    store::{
        Failure, Read, ReadExt, StoreError, Txn,
        rows::{AuthorizationRow, ConsentRequestRow, ConsentRow, Grant, MiniAppRow, Purpose},
        tables::{CONSENT_REQUESTS, CONSENTS},
    },
};

use super::{codes, device, find_client, sessions::refuse_suspended};

/// How long a privileged scope is granted for.
pub const PRIVILEGED_LIFETIME: Duration = Duration::from_secs(24 * 3600);

/// A consent that waits for its person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentRequest {
    /// The person who has to answer.
    pub user: UserId,
    /// The mini-app that asks.
    pub miniapp: String,
    /// What it asks for.
    pub scopes: ScopeSet,
    /// What goes on with the answer; `None` when the mini-app asks again by itself.
    pub purpose: Option<Purpose>,
}

/// The request with this id, while it can be answered.
pub fn consent_request(reader: &impl Read, id: ConsentId, now: Timestamp) -> Result<Option<ConsentRequest>, StoreError> {
    let row = reader.get(&CONSENT_REQUESTS, &id)?.filter(|row| row.expires > now);
    Ok(row.map(|ConsentRequestRow { user, miniapp, scopes, purpose, .. }| ConsentRequest { user, miniapp, scopes, purpose }))
}

/// What `user` has granted `miniapp` and what still holds at `now`.
pub fn granted(reader: &impl Read, user: &UserId, miniapp: &str, now: Timestamp) -> Result<ScopeSet, StoreError> {
    let row = reader.get(&CONSENTS, &(user.clone(), miniapp.to_owned()))?;
    let grants = row.map(|row| row.grants).unwrap_or_default();
    let holding = grants.iter().filter(|grant| grant.until.is_none_or(|until| until > now));
    Ok(holding.fold(ScopeSet::EMPTY, |all, grant| all.union(grant.scopes)))
}

/// When the first of `scopes` that `user` has granted `miniapp` for a time runs out; `None` when none of them does.
pub(super) fn runs_out(
    reader: &impl Read,
    user: &UserId,
    miniapp: &str,
    scopes: ScopeSet,
) -> Result<Option<Timestamp>, StoreError> {
    let row = reader.get(&CONSENTS, &(user.clone(), miniapp.to_owned()))?;
    let grants = row.map(|row| row.grants).unwrap_or_default();
    Ok(grants.iter().filter(|grant| !grant.scopes.common(scopes).is_empty()).filter_map(|grant| grant.until).min())
}

/// What a mini-app gets without asking.
pub fn preapproved(row: &MiniAppRow) -> ScopeSet {
    let low = |scope: &crate::kernel::Scope| scope.sensitivity() == Sensitivity::Low;
    let by_manifest = row.preapproved.iter().filter(low).collect::<ScopeSet>();
    let to_all = row.scopes.iter().filter(|scope| scope.is_granted_to_all()).collect::<ScopeSet>();
    by_manifest.union(to_all)
}

/// Writes down a question that waits for its person.
pub(super) fn ask(txn: &mut Txn<'_>, ctx: &Ctx, request: ConsentRequest, lifetime: Duration) -> Result<ConsentId, StoreError> {
    let id = ctx.new_id();
    let ConsentRequest { user, miniapp, scopes, purpose } = request;
    let row = ConsentRequestRow { user, miniapp, scopes, expires: ctx.now + lifetime, purpose };
    txn.put(&CONSENT_REQUESTS, &id, &row)?;
    Ok(id)
}

/// A person's answer to a consent request.
pub struct AnswerConsent {
    /// The request.
    pub request: ConsentId,
    /// Who answers: must be the person who was asked.
    pub user: UserId,
    /// What they agree to, some or all of what was asked; `None` says no.
    pub approved: Option<ScopeSet>,
    /// SHA-256 of the secret of an authorization code, should one be issued.
    pub code: [u8; 32],
    /// How: `page` or `json`.
    pub method: &'static str,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct ConsentAnswer {
    /// The mini-app that asked.
    #[n(0)]
    pub miniapp: String,
    /// What was agreed to.
    #[n(1)]
    pub approved: ScopeSet,
    /// What was asked for and not agreed to.
    #[n(2)]
    pub denied: ScopeSet,
    /// Where the browser goes from here, when the question came from an authorization request.
    #[n(3)]
    pub back: Option<Back>,
}

/// The way back to a mini-app.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Back {
    /// As it was registered and sent.
    #[n(0)]
    pub redirect_uri: String,
    /// The mini-app's own, to be returned.
    #[n(1)]
    pub state: Option<String>,
    /// The code that was issued; `None` when the person said no.
    #[n(2)]
    pub code: Option<CodeId>,
}

impl Command for AnswerConsent {
    type Outcome = ConsentAnswer;

    /// Refusals in order: no such request, or another person's, or an old one (`NOT_FOUND`, all the same, so that nobody learns
    /// which); more than was asked (`INVALID_SCOPE`); a mini-app that is gone (`MINIAPP_NOT_FOUND`); a suspended person
    /// (`USER_SUSPENDED`); a redirect or a device that waits no more (`NOT_FOUND`).
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<ConsentAnswer>, Failure> {
        let request = consent_request(txn, self.request, ctx.now)?.filter(|request| request.user == self.user);
        let request = request.ok_or_else(over)?;
        let approved = self.approved.unwrap_or(ScopeSet::EMPTY);
        let unasked = approved.without(request.scopes);
        if !unasked.is_empty() {
            return Err(Rejection::new(Code::InvalidScope, format!("Not asked for: {unasked}"))
                .with("field", "/approved_scopes")
                .into());
        }
        if find_client(txn, &request.miniapp)?.is_none() {
            return Err(Rejection::new(Code::MiniappNotFound, "The mini-app is not available.").into());
        }
        refuse_suspended(txn, &self.user)?;
        txn.remove(&CONSENT_REQUESTS, &self.request)?;
        let denied = request.scopes.without(approved);
        self.grant(ctx, txn, &request, approved)?;
        let entry = Entry::done(Action::ConsentGrant, &request.miniapp).with(format!("approved: {approved}; denied: {denied}"));
        let (back, follows) = self.go_on(ctx, txn, &request)?;
        let applied = Applied::new(ConsentAnswer { miniapp: request.miniapp, approved, denied, back }, entry);
        Ok(follows.into_iter().fold(applied, Applied::and_record))
    }
}

impl AnswerConsent {
    fn go_on(&self, ctx: &Ctx, txn: &mut Txn<'_>, request: &ConsentRequest) -> Result<(Option<Back>, Option<Entry>), Failure> {
        match &request.purpose {
            None => Ok((None, None)),
            Some(Purpose::Authorize(authorization)) => {
                let AuthorizationRow { client, redirect_uri, state, wanted, .. } = authorization;
                // What is registered may have changed since the question was asked.
                let client = find_client(txn, client)?.filter(|client| client.allows_redirect(redirect_uri));
                client.ok_or_else(over)?;
                let issued = match self.approved {
                    Some(approved) => {
                        let scopes = wanted.without(request.scopes).union(approved);
                        Some(codes::issue(txn, ctx, &self.user, authorization, scopes, self.code)?)
                    }
                    None => None,
                };
                let entry = issued.map(|code| Entry::done(Action::CodeIssue, code).with(authorization.client.clone()));
                Ok((Some(Back { redirect_uri: redirect_uri.clone(), state: state.clone(), code: issued }), entry))
            }
            Some(Purpose::Device(grant)) => {
                let approved = self.approved.map(|approved| (approved, request.scopes));
                let entry = device::decide(txn, ctx, *grant, &self.user, approved)?.ok_or_else(over)?;
                Ok((None, Some(entry)))
            }
        }
    }

    /// Remembers what is agreed to. What a browser's question showed and the person left out is taken back, should it have been
    /// granted before: sessions lose it at their next refresh, and a token that carries it goes on until it runs out. A plain no,
    /// and what is left out for one device, say nothing about the rest.
    fn grant(&self, ctx: &Ctx, txn: &mut Txn<'_>, request: &ConsentRequest, approved: ScopeSet) -> Result<(), StoreError> {
        let answers_for_all = matches!(request.purpose, Some(Purpose::Authorize(_))) && self.approved.is_some();
        let replaced = if answers_for_all { request.scopes } else { approved };
        if replaced.is_empty() {
            return Ok(());
        }
        let key = (self.user.clone(), request.miniapp.clone());
        let mut row = txn.get(&CONSENTS, &key)?.unwrap_or(ConsentRow { grants: Vec::new() });
        for grant in &mut row.grants {
            grant.scopes = grant.scopes.without(replaced);
        }
        row.grants.retain(|grant| !grant.scopes.is_empty());
        let privileged: ScopeSet = approved.iter().filter(|scope| scope.sensitivity() == Sensitivity::Privileged).collect();
        for (scopes, until) in [(approved.without(privileged), None), (privileged, Some(ctx.now + PRIVILEGED_LIFETIME))] {
            if !scopes.is_empty() {
                row.grants.push(Grant { scopes, at: ctx.now, method: self.method.to_owned(), until });
            }
        }
        if row.grants.is_empty() { txn.remove(&CONSENTS, &key) } else { txn.put(&CONSENTS, &key, &row) }
    }
}

fn over() -> Rejection {
    Rejection::new(Code::NotFound, "There is no such consent session, or it is over.")
}
