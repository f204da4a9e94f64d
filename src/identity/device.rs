//! Device grants (RFC 8628): a device without a browser shows a short code, a person enters it elsewhere and agrees, and the device,
//! which asks again and again, gets its tokens once. The device code is an id and a secret, of which the store keeps the SHA-256.
//! How many grants wait is bounded, and so are the chances of whoever guesses user codes. Anybody can ask for a grant, so nothing
//! that stays comes of it: the record begins with the person who enters the code.

use std::{ops::Bound::Unbounded, time::Duration};

use minicbor::{Decode, Encode};
use subtle::ConstantTimeEq;

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    kernel::{Code, ConsentId, Ctx, DeviceGrantId, Rejection, Rng, ScopeSet, SessionId, Timestamp, UserId},
    store::{
        Failure, Order, Read, ReadExt, StoreError, Txn,
        rows::{DeviceDecision, DeviceGrantRow, Purpose},
        tables::{DEVICE_GRANT_OF_CODE, DEVICE_GRANTS, DEVICE_GRANTS_OF_CLIENT},
    },
};

use super::{
    SessionInfo, Terms,
    consent::{ConsentRequest, ask, preapproved},
    find_client,
    sessions::{end, open_agreed, refuse_suspended},
};

/// How long a device grant waits for its person.
const LIFETIME: Duration = Duration::from_secs(900);

/// How long a grant is remembered after that, so that a device hears that it has expired.
const REMEMBERED: Duration = Duration::from_secs(300);

/// How long a device waits between two questions, in seconds, and how much longer after each one that came too early.
const INTERVAL: u32 = 5;

/// How many grants of a client are kept: what strangers can have stored in its name, without shutting others out.
const MOST: usize = 500;

/// Letters that are not mistaken for others and make no words (RFC 8628 section 6.1).
const LETTERS: &[u8; 20] = b"BCDFGHJKLMNPQRSTVWXZ";

/// How many letters a user code has: more than 34 bits.
const LENGTH: usize = 8;

/// A device asks to be let in.
pub struct RequestDeviceGrant {
    /// Its client, already authenticated when it has a secret.
    pub client: String,
    /// What it asks for; `None` for what needs no question.
    pub scopes: Option<ScopeSet>,
    /// SHA-256 of the secret part of the device code.
    pub secret: [u8; 32],
    /// From [`new_user_code`].
    pub user_code: String,
}

/// A grant that waits for its person.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Requested {
    /// The part of the device code that is no secret.
    #[n(0)]
    pub grant: DeviceGrantId,
    /// When it runs out.
    #[n(1)]
    pub expires: Timestamp,
    /// How long to wait between two questions, in seconds.
    #[n(2)]
    pub interval: u32,
}

impl Command for RequestDeviceGrant {
    type Outcome = Requested;

    /// Refusals in order: unknown client (`MINIAPP_NOT_FOUND`); a scope that the mini-app is not registered for (`INVALID_SCOPE`);
    /// too many grants of the client wait, or one has the same user code (`SERVICE_UNAVAILABLE`).
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Requested>, Failure> {
        let client = find_client(txn, &self.client)?;
        let client = client.ok_or_else(|| Rejection::new(Code::MiniappNotFound, "The client is unknown or not allowed."))?;
        let scopes = self.scopes.unwrap_or_else(|| preapproved(&client.row));
        let unregistered = scopes.without(client.row.scopes);
        if !unregistered.is_empty() {
            return Err(Rejection::new(Code::InvalidScope, format!("Not registered for this mini-app: {unregistered}")).into());
        }
        PruneDeviceGrants::run(txn, ctx.now, 10)?;
        let kept = txn.scan_first(&DEVICE_GRANTS_OF_CLIENT, &self.client, MOST)?.len();
        if kept >= MOST || txn.has(&DEVICE_GRANT_OF_CODE, &self.user_code)? {
            let message = "Too many devices wait. Try again in a few minutes.";
            return Err(Rejection::new(Code::ServiceUnavailable, message).with("retry_after", 60).into());
        }
        let (grant, expires): (DeviceGrantId, _) = (ctx.new_id(), ctx.now + LIFETIME);
        let row = DeviceGrantRow {
            secret: self.secret,
            user_code: self.user_code.clone(),
            client: self.client.clone(),
            scopes,
            expires,
            interval: INTERVAL,
            polled: None,
            decision: None,
        };
        txn.put(&DEVICE_GRANTS, &grant, &row)?;
        txn.put(&DEVICE_GRANT_OF_CODE, &self.user_code, &grant)?;
        txn.put(&DEVICE_GRANTS_OF_CLIENT, &(self.client.clone(), grant), &())?;
        Ok(Applied::unrecorded(Requested { grant, expires, interval: INTERVAL }))
    }
}

/// A person enters a user code, and is asked.
pub struct EnterUserCode {
    /// Who.
    pub user: UserId,
    /// As it was entered: in any case, with or without dashes and spaces.
    pub user_code: String,
    /// How long they have to answer, if the grant itself does not run out before.
    pub consent_lifetime: Duration,
}

impl Command for EnterUserCode {
    type Outcome = ConsentId;

    /// Refusals: a suspended person (`USER_SUSPENDED`); no such code, or one that was answered, has run out, or is a mini-app's that
    /// is gone (`NOT_FOUND`, all the same).
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<ConsentId>, Failure> {
        refuse_suspended(txn, &self.user)?;
        let unknown = || Rejection::new(Code::NotFound, "No device waits with this code.");
        let code = read_user_code(&self.user_code).ok_or_else(unknown)?;
        let grant = txn.get(&DEVICE_GRANT_OF_CODE, &code)?.ok_or_else(unknown)?;
        let row = txn.get(&DEVICE_GRANTS, &grant)?.filter(|row| waits(row, ctx.now)).ok_or_else(unknown)?;
        let client = find_client(txn, &row.client)?.ok_or_else(unknown)?;
        // Always asked, also about what was agreed to before: whoever entered the code may have been talked into it.
        let scopes = row.scopes.without(preapproved(&client.row));
        let entry = Entry::done(Action::DeviceGrantRequest, grant).with(format!("{} for {}", row.client, row.scopes));
        let purpose = Some(Purpose::Device(grant));
        let question = ConsentRequest { user: self.user.clone(), miniapp: client.miniapp, scopes, purpose };
        let lifetime = self.consent_lifetime.min(row.expires.since(ctx.now));
        Ok(Applied::new(ask(txn, ctx, question, lifetime)?, entry))
    }
}

/// A person's answer about a device: what they agreed to and what they were asked, or `None` for no. `None` when the device waits
/// no more.
pub(super) fn decide(
    txn: &mut Txn<'_>,
    ctx: &Ctx,
    grant: DeviceGrantId,
    user: &UserId,
    approved: Option<(ScopeSet, ScopeSet)>,
) -> Result<Option<Entry>, StoreError> {
    let Some(row) = txn.get(&DEVICE_GRANTS, &grant)?.filter(|row| waits(row, ctx.now)) else { return Ok(None) };
    let (decision, word) = match approved {
        Some((approved, asked)) => {
            let scopes = row.scopes.without(asked).union(approved);
            (DeviceDecision::Approved(user.clone(), scopes), "approved")
        }
        None => (DeviceDecision::Denied, "denied"),
    };
    txn.put(&DEVICE_GRANTS, &grant, &DeviceGrantRow { decision: Some(decision), ..row })?;
    Ok(Some(Entry::done(Action::DeviceGrantAnswer, grant).with(word)))
}

/// A device asks whether it is let in.
pub struct PollDeviceGrant {
    /// The grant.
    pub grant: DeviceGrantId,
    /// SHA-256 of the secret part of the device code.
    pub secret: [u8; 32],
    /// The client that asks, already authenticated when it has a secret.
    pub client: String,
    /// What the session is given.
    pub terms: Terms,
}

/// What it hears (RFC 8628 section 3.5).
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Polled {
    /// It is let in.
    #[n(0)]
    Session(#[n(0)] SessionInfo),
    /// Nobody has answered.
    #[n(1)]
    Pending,
    /// It asks too often, and has to wait longer from here on.
    #[n(2)]
    SlowDown,
    /// The person said no.
    #[n(3)]
    Denied,
    /// Nobody answered in time.
    #[n(4)]
    Expired,
    /// It had its tokens: their session is over, and that is on record.
    #[n(5)]
    Reused,
}

impl Command for PollDeviceGrant {
    type Outcome = Polled;

    /// Refusals: an unknown device code, or another client's (`INVALID_TOKEN`); then those of a session.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Polled>, Failure> {
        let known = |row: &DeviceGrantRow| row.secret[..].ct_eq(&self.secret[..]).into() && row.client == self.client;
        let row = txn.get(&DEVICE_GRANTS, &self.grant)?.filter(known);
        let row = row.ok_or_else(|| Rejection::new(Code::InvalidToken, "The device code is unknown, or not for this client."))?;
        match &row.decision {
            Some(DeviceDecision::Redeemed(session)) => self.punish(ctx, txn, *session),
            _ if row.expires <= ctx.now => Ok(Applied::unrecorded(Polled::Expired)),
            Some(DeviceDecision::Denied) => Ok(Applied::unrecorded(Polled::Denied)),
            Some(DeviceDecision::Approved(user, scopes)) => {
                let (info, entry) = open_agreed(txn, ctx, (user, &row.client, *scopes), &self.terms)?;
                let decision = Some(DeviceDecision::Redeemed(info.session));
                txn.put(&DEVICE_GRANTS, &self.grant, &DeviceGrantRow { decision, ..row })?;
                Ok(Applied::new(Polled::Session(info), entry))
            }
            None => {
                let early = row.polled.is_some_and(|last| ctx.now < last + Duration::from_secs(row.interval.into()));
                let interval = if early { row.interval.saturating_add(INTERVAL) } else { row.interval };
                txn.put(&DEVICE_GRANTS, &self.grant, &DeviceGrantRow { interval, polled: Some(ctx.now), ..row })?;
                Ok(Applied::unrecorded(if early { Polled::SlowDown } else { Polled::Pending }))
            }
        }
    }
}

impl PollDeviceGrant {
    fn punish(&self, ctx: &Ctx, txn: &mut Txn<'_>, session: SessionId) -> Result<Applied<Polled>, Failure> {
        end(txn, ctx, session, &self.terms.live)?;
        let entry = Entry::refused(Action::CodeReuse, session).with("a used device code came again; the session is revoked");
        Ok(Applied::refused(Polled::Reused, entry))
    }
}

/// Removes grants that no device asks about any more.
pub struct PruneDeviceGrants;

impl PruneDeviceGrants {
    /// Whether [`PruneDeviceGrants::run`] would find something. The oldest grant tells.
    pub fn is_due(reader: &impl Read, now: Timestamp) -> Result<bool, StoreError> {
        let oldest = reader.scan(&DEVICE_GRANTS, Unbounded, Unbounded, Order::Ascending, 1)?;
        Ok(oldest.iter().any(|(_, row)| is_over(row, now)))
    }

    /// Removes at most `limit` grants; says how many.
    pub fn run(txn: &mut Txn<'_>, now: Timestamp, limit: usize) -> Result<usize, StoreError> {
        let oldest = txn.scan(&DEVICE_GRANTS, Unbounded, Unbounded, Order::Ascending, limit)?;
        let over: Vec<_> = oldest.into_iter().take_while(|(_, row)| is_over(row, now)).collect();
        for (id, row) in &over {
            txn.remove(&DEVICE_GRANTS, id)?;
            txn.remove(&DEVICE_GRANT_OF_CODE, &row.user_code)?;
            txn.remove(&DEVICE_GRANTS_OF_CLIENT, &(row.client.clone(), *id))?;
        }
        Ok(over.len())
    }
}

/// A user code, every one as likely as any other.
pub fn new_user_code(rng: &dyn Rng) -> String {
    let mut code = String::with_capacity(LENGTH);
    while code.len() < LENGTH {
        let mut bytes = [0; 2 * LENGTH];
        rng.fill(&mut bytes);
        // 240 is a multiple of twenty; bytes beyond would favour the first letters.
        let letters = bytes.iter().filter(|byte| **byte < 240).filter_map(|byte| LETTERS.get(usize::from(byte % 20)));
        let missing = LENGTH - code.len();
        code.extend(letters.take(missing).map(|letter| char::from(*letter)));
    }
    code
}

/// A user code as people read it: `BCDF-GHJK`.
pub fn shown_user_code(code: &str) -> String {
    let (first, second) = code.split_at_checked(LENGTH / 2).unwrap_or((code, ""));
    format!("{first}-{second}")
}

fn read_user_code(text: &str) -> Option<String> {
    let is_filler = |letter: char| letter.is_whitespace() || matches!(letter, '-' | '\u{2010}'..='\u{2015}');
    let letters = text.chars().filter(|letter| !is_filler(*letter)).take(LENGTH + 1).map(|letter| letter.to_ascii_uppercase());
    let code: String = letters.collect();
    let good = code.len() == LENGTH && code.bytes().all(|letter| LETTERS.contains(&letter));
    good.then_some(code)
}

fn waits(row: &DeviceGrantRow, now: Timestamp) -> bool {
    row.decision.is_none() && row.expires > now
}

fn is_over(row: &DeviceGrantRow, now: Timestamp) -> bool {
    row.expires + REMEMBERED <= now
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::SeededRng;

    #[test]
    fn user_codes_are_read_as_people_write_them() {
        for text in ["BCDF-GHJK", "bcdfghjk", " bcdf ghjk ", "b-c-d-f-g-h-j-k", "BCDF\u{2013}GHJK"] {
            assert_eq!(read_user_code(text).as_deref(), Some("BCDFGHJK"), "{text}");
        }
        for text in ["", "BCDF-GHJ", "BCDF-GHJKL", "ABCD-EFGH", "BCDF-GHJ1", "BCDF_GHJK", "\u{df}CDF-GHJK"] {
            assert_eq!(read_user_code(text), None, "{text}");
        }
        assert_eq!(shown_user_code("BCDFGHJK"), "BCDF-GHJK");
    }

    #[test]
    fn user_codes_use_every_letter_alike() {
        let rng = SeededRng::new(1);
        let mut count = [0_u32; 26];
        for _ in 0..5_000 {
            let code = new_user_code(&rng);
            assert_eq!(read_user_code(&code), Some(code.clone()));
            code.bytes().for_each(|letter| count[usize::from(letter - b'A')] += 1);
        }
        let used: Vec<u32> = count.into_iter().filter(|count| *count > 0).collect();
        assert_eq!(used.len(), LETTERS.len());
        assert!(used.iter().all(|count| (1_800..2_200).contains(count)), "{used:?}");
    }
}
