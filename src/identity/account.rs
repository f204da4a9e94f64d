//! Sessions of the account pages: a person who signed in with Matrix, in one browser. The browser holds a cookie with the
//! session's id and a secret, of which the store keeps the SHA-256. A session ends when it is old, when it is not used, when it
//! is ended, and when its person has too many. It stands for the person themselves, as their own Matrix token does.

use std::time::Duration;

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    kernel::{Ctx, SessionId, Timestamp, UserId, sha256},
    store::{
        Failure, Read, ReadExt, StoreError, Txn,
        rows::{AccountSessionRow, SignInMethod},
        tables::{ACCOUNT_SESSIONS, ACCOUNT_SESSIONS_OF_USER},
    },
};

use super::sessions::refuse_suspended;

/// How many account sessions a person can have; the oldest goes for a new one.
const MOST_SESSIONS: usize = 20;

/// How old the note of the last use may be before it is written anew.
const SEEN_WITHIN: Duration = Duration::from_secs(300);

/// Somebody whom a provider vouched for just now gets a session.
pub struct StartAccountSession {
    /// Who.
    pub user: UserId,
    /// How they signed in.
    pub method: SignInMethod,
    /// SHA-256 of the secret in the cookie.
    pub secret: [u8; 32],
    /// How long it lasts at most.
    pub lifetime: Duration,
    /// What the browser calls itself.
    pub agent: Option<String>,
}

impl Command for StartAccountSession {
    type Outcome = SessionId;

    /// Refuses a suspended person (`USER_SUSPENDED`).
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<SessionId>, Failure> {
        refuse_suspended(txn, &self.user)?;
        let held = txn.scan_first(&ACCOUNT_SESSIONS_OF_USER, &self.user, usize::MAX)?;
        let surplus = (held.len() + 1).saturating_sub(MOST_SESSIONS);
        for (session, ()) in held.into_iter().take(surplus) {
            remove(txn, &self.user, session)?;
        }
        let session: SessionId = ctx.new_id();
        let row = AccountSessionRow {
            user: self.user.clone(),
            secret: self.secret,
            method: self.method,
            created: ctx.now,
            seen: ctx.now,
            expires: ctx.now + self.lifetime,
            address: ctx.address.map(|address| address.to_string()),
            agent: self.agent.clone(),
        };
        txn.put(&ACCOUNT_SESSIONS, &session, &row)?;
        txn.put(&ACCOUNT_SESSIONS_OF_USER, &(self.user.clone(), session), &())?;
        Ok(Applied::new(session, Entry::done(Action::AccountSignIn, session).with(self.method.name())))
    }
}

/// Which sessions of a person end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhichSessions {
    /// This one.
    One(SessionId),
    /// All of them.
    All,
}

/// A person signs out. Another person's session is not found, and nothing happens.
pub struct EndAccountSessions {
    /// Who.
    pub user: UserId,
    /// Of what.
    pub which: WhichSessions,
}

impl Command for EndAccountSessions {
    /// How many have ended.
    type Outcome = u32;

    fn apply(&self, _: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<u32>, Failure> {
        let held = txn.scan_first(&ACCOUNT_SESSIONS_OF_USER, &self.user, usize::MAX)?;
        let wanted = |session: &SessionId| match self.which {
            WhichSessions::One(one) => *session == one,
            WhichSessions::All => true,
        };
        let ending: Vec<SessionId> = held.into_iter().map(|(session, ())| session).filter(wanted).collect();
        for session in &ending {
            remove(txn, &self.user, *session)?;
        }
        let count = u32::try_from(ending.len()).unwrap_or(u32::MAX);
        let names: Vec<String> = ending.iter().map(ToString::to_string).collect();
        match count {
            0 => Ok(Applied::unrecorded(0)),
            _ => Ok(Applied::new(count, Entry::done(Action::AccountSignOut, &self.user).with(names.join(" ")))),
        }
    }
}

/// Notes that a session was used.
pub struct TouchAccountSession(pub SessionId);

impl TouchAccountSession {
    /// Whether the note in `row` is old enough.
    pub fn is_due(row: &AccountSessionRow, now: Timestamp) -> bool {
        row.seen + SEEN_WITHIN <= now
    }
}

impl Command for TouchAccountSession {
    type Outcome = ();

    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<()>, Failure> {
        if let Some(row) = txn.get(&ACCOUNT_SESSIONS, &self.0)? {
            let seen = row.seen.max(ctx.now);
            txn.put(&ACCOUNT_SESSIONS, &self.0, &AccountSessionRow { seen, ..row })?;
        }
        Ok(Applied::unrecorded(()))
    }
}

/// The session with this id whose secret is `secret`, if it still holds at `now` when it may rest for `idle`.
pub fn account_session(
    reader: &impl Read,
    id: SessionId,
    secret: &str,
    now: Timestamp,
    idle: Duration,
) -> Result<Option<AccountSessionRow>, StoreError> {
    let holds = |row: &AccountSessionRow| {
        let known: bool = subtle::ConstantTimeEq::ct_eq(&row.secret[..], &sha256(secret.as_bytes())[..]).into();
        known && is_good(row, now, idle)
    };
    Ok(reader.get(&ACCOUNT_SESSIONS, &id)?.filter(holds))
}

/// The sessions of `user` that still hold at `now`, newest first.
pub fn account_sessions(
    reader: &impl Read,
    user: &UserId,
    now: Timestamp,
    idle: Duration,
) -> Result<Vec<(SessionId, AccountSessionRow)>, StoreError> {
    let mut held = Vec::new();
    for (session, ()) in reader.scan_first(&ACCOUNT_SESSIONS_OF_USER, user, usize::MAX)? {
        let row = reader.get(&ACCOUNT_SESSIONS, &session)?.filter(|row| is_good(row, now, idle));
        held.extend(row.map(|row| (session, row)));
    }
    held.reverse();
    Ok(held)
}

/// Ends all sessions of `user`.
pub(super) fn forget_account_sessions(txn: &mut Txn<'_>, user: &UserId) -> Result<(), StoreError> {
    let held = txn.scan_first(&ACCOUNT_SESSIONS_OF_USER, user, usize::MAX)?;
    held.into_iter().try_for_each(|(session, ())| remove(txn, user, session))
}

fn is_good(row: &AccountSessionRow, now: Timestamp, idle: Duration) -> bool {
    row.expires > now && row.seen + idle > now
}

/// Ends a session and forgets it.
pub(super) fn remove(txn: &mut Txn<'_>, user: &UserId, session: SessionId) -> Result<(), StoreError> {
    txn.remove(&ACCOUNT_SESSIONS, &session)?;
    txn.remove(&ACCOUNT_SESSIONS_OF_USER, &(user.clone(), session))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        command::Commands,
        kernel::{Actor, SeededRng},
        store::{Options, Store},
    };

    const NOW: Timestamp = Timestamp(1_795_000_000_000);
    const DAY: Duration = Duration::from_secs(86_400);

    fn alice() -> UserId {
        UserId::parse("@alice:x").unwrap()
    }

    fn ctx(now: Timestamp, seed: u64) -> Ctx {
        Ctx::new(now, Actor::System, None, &SeededRng::new(seed))
    }

    fn start(commands: &Commands, now: Timestamp, seed: u64) -> SessionId {
        let command = StartAccountSession {
            user: alice(),
            method: SignInMethod::Dev,
            secret: sha256(b"secret"),
            lifetime: 7 * DAY,
            agent: None,
        };
        commands.run(ctx(now, seed), None, command).wait().unwrap().outcome
    }

    fn holds(commands: &Commands, id: SessionId, secret: &str, now: Timestamp) -> bool {
        commands.store().read(|reader| account_session(reader, id, secret, now, DAY)).unwrap().is_some()
    }

    #[test]
    fn a_session_holds_with_its_secret_while_it_is_used_and_not_too_old() {
        let commands = Commands::new(Store::open(Options::in_memory()).unwrap());
        let id = start(&commands, NOW, 1);
        assert!(holds(&commands, id, "secret", NOW) && !holds(&commands, id, "Secret", NOW));
        assert!(
            holds(&commands, id, "secret", NOW + DAY - Duration::from_millis(1)) && !holds(&commands, id, "secret", NOW + DAY)
        );
        for day in 1..8 {
            let now = NOW + (DAY - Duration::from_secs(60)) * day;
            assert!(holds(&commands, id, "secret", now), "day {day}");
            commands.run(ctx(now, 2), None, TouchAccountSession(id)).wait().unwrap();
        }
        assert!(!holds(&commands, id, "secret", NOW + DAY * 7));
    }

    #[test]
    fn the_oldest_goes_when_there_are_too_many() {
        let commands = Commands::new(Store::open(Options::in_memory()).unwrap());
        let all: Vec<SessionId> =
            (0..=MOST_SESSIONS as u64).map(|number| start(&commands, NOW + Duration::from_secs(number), number)).collect();
        let held: Vec<bool> = all.iter().map(|id| holds(&commands, *id, "secret", NOW)).collect();
        assert_eq!(held.iter().filter(|held| !**held).count(), 1);
        assert!(!held[0]);
    }

    #[test]
    fn nobody_ends_anothers_session() {
        let commands = Commands::new(Store::open(Options::in_memory()).unwrap());
        let (one, other) = (start(&commands, NOW, 1), start(&commands, NOW, 2));
        let end =
            |user: UserId, which| commands.run(ctx(NOW, 3), None, EndAccountSessions { user, which }).wait().unwrap().outcome;
        assert_eq!(end(UserId::parse("@bob:x").unwrap(), WhichSessions::One(one)), 0);
        assert_eq!(end(alice(), WhichSessions::One(one)), 1);
        assert!(!holds(&commands, one, "secret", NOW) && holds(&commands, other, "secret", NOW));
        assert_eq!(end(alice(), WhichSessions::All), 1);
        assert!(!holds(&commands, other, "secret", NOW));
    }
}
