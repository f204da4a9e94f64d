//! What people have agreed to: remembered per person, mini-app and scope, with time and method.

use std::time::Duration;

use minicbor::{Decode, Encode};

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    kernel::{Code, ConsentId, Ctx, Rejection, ScopeSet, Sensitivity, Timestamp, UserId},
    store::{
        Failure, Read, ReadExt, StoreError, Txn,
        rows::{ConsentRequestRow, ConsentRow, Grant, MiniAppRow},
        tables::{CONSENT_REQUESTS, CONSENTS},
    },
};

use super::find_client;

/// How long a privileged scope is granted for.
const PRIVILEGED_LIFETIME: Duration = Duration::from_secs(24 * 3600);

/// A consent that waits for its person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentRequest {
    /// The person who has to answer.
    pub user: UserId,
    /// The mini-app that asks.
    pub miniapp: String,
    /// What it asks for.
    pub scopes: ScopeSet,
}

/// The request with this id, while it can be answered.
pub fn consent_request(reader: &impl Read, id: ConsentId, now: Timestamp) -> Result<Option<ConsentRequest>, StoreError> {
    let row = reader.get(&CONSENT_REQUESTS, &id)?.filter(|row| row.expires > now);
    Ok(row.map(|row| ConsentRequest { user: row.user, miniapp: row.miniapp, scopes: row.scopes }))
}

/// What `user` has granted `miniapp` and what still holds at `now`.
pub fn granted(reader: &impl Read, user: &UserId, miniapp: &str, now: Timestamp) -> Result<ScopeSet, StoreError> {
    let row = reader.get(&CONSENTS, &(user.clone(), miniapp.to_owned()))?;
    let grants = row.map(|row| row.grants).unwrap_or_default();
    let holding = grants.iter().filter(|grant| grant.until.is_none_or(|until| until > now));
    Ok(holding.fold(ScopeSet::EMPTY, |all, grant| all.union(grant.scopes)))
}

/// What a mini-app gets without asking.
pub fn preapproved(row: &MiniAppRow) -> ScopeSet {
    let low = |scope: &crate::kernel::Scope| scope.sensitivity() == Sensitivity::Low;
    let by_manifest = row.preapproved.iter().filter(low).collect::<ScopeSet>();
    let to_all = row.scopes.iter().filter(|scope| scope.is_granted_to_all()).collect::<ScopeSet>();
    by_manifest.union(to_all)
}

/// Writes down that `scopes` wait for `user`.
pub(super) fn ask(
    txn: &mut Txn<'_>,
    ctx: &Ctx,
    user: &UserId,
    miniapp: &str,
    scopes: ScopeSet,
    lifetime: Duration,
) -> Result<ConsentId, StoreError> {
    let id = ctx.new_id();
    let row = ConsentRequestRow { user: user.clone(), miniapp: miniapp.to_owned(), scopes, expires: ctx.now + lifetime };
    txn.put(&CONSENT_REQUESTS, &id, &row)?;
    Ok(id)
}

/// A person's answer to a consent request.
pub struct AnswerConsent {
    /// The request.
    pub request: ConsentId,
    /// Who answers: must be the person who was asked.
    pub user: UserId,
    /// What they agree to: some or all of what was asked.
    pub approved: ScopeSet,
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
}

impl Command for AnswerConsent {
    type Outcome = ConsentAnswer;

    /// Refusals in order: no such request, or another person's, or an old one (`NOT_FOUND`, all the same, so that nobody learns
    /// which); more than was asked (`INVALID_SCOPE`).
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<ConsentAnswer>, Failure> {
        let request = consent_request(txn, self.request, ctx.now)?.filter(|request| request.user == self.user);
        let Some(request) = request else {
            return Err(Rejection::new(Code::NotFound, "There is no such consent session, or it is over.").into());
        };
        let unasked = self.approved.without(request.scopes);
        if !unasked.is_empty() {
            return Err(Rejection::new(Code::InvalidScope, format!("Not asked for: {unasked}"))
                .with("field", "/approved_scopes")
                .into());
        }
        if find_client(txn, &request.miniapp)?.is_none() {
            return Err(Rejection::new(Code::MiniappNotFound, "The mini-app is not available.").into());
        }
        txn.remove(&CONSENT_REQUESTS, &self.request)?;
        self.grant(ctx, txn, &request.miniapp)?;
        let denied = request.scopes.without(self.approved);
        let entry =
            Entry::done(Action::ConsentGrant, &request.miniapp).with(format!("approved: {}; denied: {denied}", self.approved));
        Ok(Applied::new(ConsentAnswer { miniapp: request.miniapp, approved: self.approved, denied }, entry))
    }
}

impl AnswerConsent {
    fn grant(&self, ctx: &Ctx, txn: &mut Txn<'_>, miniapp: &str) -> Result<(), StoreError> {
        if self.approved.is_empty() {
            return Ok(());
        }
        let key = (self.user.clone(), miniapp.to_owned());
        let mut row = txn.get(&CONSENTS, &key)?.unwrap_or(ConsentRow { grants: Vec::new() });
        for grant in &mut row.grants {
            grant.scopes = grant.scopes.without(self.approved);
        }
        row.grants.retain(|grant| !grant.scopes.is_empty());
        let privileged: ScopeSet = self.approved.iter().filter(|scope| scope.sensitivity() == Sensitivity::Privileged).collect();
        for (scopes, until) in [(self.approved.without(privileged), None), (privileged, Some(ctx.now + PRIVILEGED_LIFETIME))] {
            if !scopes.is_empty() {
                row.grants.push(Grant { scopes, at: ctx.now, method: self.method.to_owned(), until });
            }
        }
        txn.put(&CONSENTS, &key, &row)
    }
}
