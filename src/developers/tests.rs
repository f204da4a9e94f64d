use std::{
    sync::{Arc, atomic::AtomicU64},
    time::Duration,
};

use super::*;
use crate::{
    audit::{self, Action, ChainState},
    command::{Command, Commands},
    identity::Live,
    kernel::{Actor, Code, Ctx, InvitationId, OrganizationId, SeededRng, SessionId, Timestamp, UserId, sha256},
    store::{
        Failure, Options, ReadExt, Store, WriteError,
        rows::OrganizationRole::{self, Admin, Developer, Viewer},
        tables::{
            AUDIT, DEVELOPER_CODES, DEVELOPER_REFRESH_TOKENS, DEVELOPER_SESSIONS, INVITATIONS, INVITATIONS_OF_ORGANIZATION,
            INVITATIONS_OF_USER, REVOKED_SESSIONS, SUSPENDED_USERS,
        },
    },
};

const NOW: Timestamp = Timestamp(1_795_000_000_000);
const DAY: Duration = Duration::from_secs(86_400);
const MILLISECOND: Duration = Duration::from_millis(1);
const LIFETIMES: Lifetimes = Lifetimes { token: TOKEN_LIFETIME, refresh: Duration::from_secs(30 * 86_400) };
const VERIFIER: &str = "a-verifier-that-is-just-long-enough-for-rfc7636";

#[path = "sessions_tests.rs"]
mod sessions;

/// A store with developers in it.
struct House {
    commands: Commands,
    live: Arc<Live>,
    seed: AtomicU64,
    now: Timestamp,
}

impl House {
    /// Where each of `names` is a developer.
    fn with(names: &[&str]) -> Self {
        let commands = Commands::new(Store::open(Options::in_memory()).unwrap());
        let house = Self { commands, live: Arc::default(), seed: AtomicU64::new(0), now: NOW };
        for name in names {
            house.run(AddDeveloper { user: user(name), note: None }).unwrap();
        }
        house
    }

    fn run<C: Command>(&self, command: C) -> Result<C::Outcome, (Code, String)> {
        let seed = self.seed.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let ctx = Ctx::new(self.now, Actor::System, None, &SeededRng::new(seed));
        match self.commands.run(ctx, None, command).wait() {
            Ok(done) => Ok(done.outcome),
            Err(WriteError::Rejected(refused)) => {
                let detail = refused.details.values().find_map(|value| value.as_str()).unwrap_or("").to_owned();
                Err((refused.code, detail))
            }
            Err(WriteError::Store(error)) => panic!("{error}"),
        }
    }

    fn organization(&self, by: &str) -> OrganizationId {
        let profile = Profile { name: "Tween".to_owned(), description: None, website: None };
        self.run(MakeOrganization { user: user(by), profile }).unwrap().id
    }

    fn invite(
        &self,
        organization: OrganizationId,
        by: &str,
        name: &str,
        role: OrganizationRole,
    ) -> Result<InvitationId, (Code, String)> {
        let command = Invite { organization, by: user(by), user: user(name), role };
        self.run(command).map(|invitation| invitation.id)
    }

    fn answer(&self, invitation: InvitationId, name: &str, reaction: Reaction) -> Result<OrganizationId, (Code, String)> {
        self.run(AnswerInvitation { invitation, user: user(name), reaction })
    }

    fn cancel(&self, organization: OrganizationId, by: &str, invitation: InvitationId) -> Result<(), (Code, String)> {
        self.run(CancelInvitation { organization, by: user(by), invitation })
    }

    fn join(&self, organization: OrganizationId, by: &str, name: &str, role: OrganizationRole) {
        let invitation = self.invite(organization, by, name, role).unwrap();
        self.answer(invitation, name, Reaction::Accept).unwrap();
    }

    fn change(&self, organization: OrganizationId, by: &str, name: &str, role: OrganizationRole) -> Result<(), (Code, String)> {
        self.run(ChangeRole { organization, by: user(by), user: user(name), role }).map(|_| ())
    }

    fn remove(&self, organization: OrganizationId, by: &str, name: &str) -> Result<(), (Code, String)> {
        self.run(RemoveMember { organization, by: user(by), user: user(name) })
    }

    fn unlist(&self, name: &str) -> Result<u32, (Code, String)> {
        self.run(RemoveDeveloper { user: user(name), live: Arc::clone(&self.live) })
    }

    fn role(&self, organization: OrganizationId, name: &str) -> Option<OrganizationRole> {
        let found = self.commands.store().read(|reader| membership(reader, organization, &user(name)));
        found.unwrap().map(|own| own.role)
    }

    fn start(&self, name: &str, secret: &str) -> Result<SessionId, (Code, String)> {
        let (refresh, live) = (sha256(secret.as_bytes()), Arc::clone(&self.live));
        let command = StartDeveloper { user: user(name), refresh, lifetimes: LIFETIMES, live };
        self.run(command).map(|started| started.session)
    }

    fn refresh(&self, session: SessionId, secret: &str, next: &str) -> Result<Granted, (Code, String)> {
        let token = SecretName { session, digest: sha256(secret.as_bytes()) };
        let (next, live) = (sha256(next.as_bytes()), Arc::clone(&self.live));
        self.run(RefreshDeveloper { token, next, lifetimes: LIFETIMES, live })
    }

    fn issue(&self, name: &str) -> SessionId {
        let binding = CodeBinding { redirect_uri: "https://a.example".to_owned(), challenge: sha256(VERIFIER.as_bytes()) };
        self.run(IssueCode { user: user(name), secret: sha256(b"code"), binding }).unwrap()
    }

    fn redeem(&self, session: SessionId, secret: &str, redirect_uri: &str, verifier: &str) -> Result<Granted, (Code, String)> {
        self.run(RedeemCode {
            code: SecretName { session, digest: sha256(secret.as_bytes()) },
            redirect_uri: redirect_uri.to_owned(),
            verifier: verifier.to_owned(),
            refresh: sha256(b"first"),
            lifetimes: LIFETIMES,
            live: Arc::clone(&self.live),
        })
    }

    fn is_revoked(&self, session: SessionId) -> bool {
        self.commands.store().read(|reader| reader.has(&REVOKED_SESSIONS, &session)).unwrap()
    }

    fn goes_on(&self, session: SessionId) -> bool {
        self.commands.store().read(|reader| reader.has(&DEVELOPER_SESSIONS, &session)).unwrap()
    }

    fn count(&self, action: Action) -> usize {
        let mut count = 0;
        let store = self.commands.store();
        store
            .read(|reader| {
                reader.for_each(&AUDIT, |_, row| {
                    count += usize::from(row.action == action as u16);
                    Ok(())
                })
            })
            .unwrap();
        assert!(matches!(store.read(audit::verify).unwrap(), ChainState::Whole { .. }));
        count
    }
}

fn user(name: &str) -> UserId {
    UserId::parse(&format!("@{name}:x")).unwrap()
}

fn refused(code: Code, detail: &str) -> (Code, String) {
    (code, detail.to_owned())
}

fn stranger() -> (Code, String) {
    refused(Code::InsufficientPermissions, NOT_WHITELISTED)
}

fn no_admin() -> (Code, String) {
    refused(Code::InsufficientPermissions, "admin")
}

fn missing() -> (Code, String) {
    refused(Code::NotFound, "")
}

fn last_admin() -> (Code, String) {
    refused(Code::InvalidState, "last_admin")
}

fn invalid() -> (Code, String) {
    refused(Code::InvalidToken, "")
}

#[test]
fn only_developers_do_anything() {
    let house = House::with(&["ada"]);
    let tween = house.organization("ada");
    let profile = Profile { name: "x".to_owned(), description: None, website: None };
    assert_eq!(house.run(MakeOrganization { user: user("eve"), profile }).unwrap_err(), stranger());
    assert_eq!(house.invite(tween, "eve", "eve", Admin).unwrap_err(), stranger());
    assert_eq!(house.change(tween, "eve", "ada", Viewer).unwrap_err(), stranger());
    assert_eq!(house.remove(tween, "eve", "ada").unwrap_err(), stranger());
    assert_eq!(house.start("eve", "s").unwrap_err(), stranger());
    let suspend = |txn: &mut crate::store::Txn<'_>| Ok::<_, Failure>(txn.put(&SUSPENDED_USERS, &user("ada"), &NOW)?);
    house.commands.store().write(suspend).wait().unwrap();
    assert_eq!(house.start("ada", "s").unwrap_err().0, Code::UserSuspended);
    assert_eq!(house.invite(tween, "ada", "eve", Admin).unwrap_err().0, Code::UserSuspended);
}

#[test]
fn the_whitelist_holds_everybody_once() {
    let house = House::with(&["ada", "bea"]);
    let again = house.run(AddDeveloper { user: user("ada"), note: None }).unwrap_err();
    assert_eq!(again, refused(Code::InvalidState, "whitelisted"));
    assert_eq!(house.unlist("cyd").unwrap_err(), missing());
    let page = crate::kernel::PageRequest { limit: 1, offset: 1, cursor: None };
    let found = house.commands.store().read(|reader| whitelist(reader, page)).unwrap();
    assert_eq!((found.total, found.items[0].0.as_str()), (2, "@bea:x"));
    assert_eq!((house.count(Action::WhitelistAdd), house.count(Action::WhitelistRemove)), (2, 0));
}

#[test]
fn outsiders_find_nothing_and_lower_roles_change_nothing() {
    let house = House::with(&["ada", "bea", "cyd", "dan"]);
    let tween = house.organization("ada");
    house.join(tween, "ada", "bea", Developer);
    house.join(tween, "ada", "cyd", Viewer);
    let open = house.invite(tween, "ada", "eve", Viewer).unwrap();
    let nowhere = OrganizationId(crate::kernel::RawId([1; 16]));
    for (place, by, expected) in
        [(tween, "dan", missing()), (nowhere, "ada", missing()), (tween, "bea", no_admin()), (tween, "cyd", no_admin())]
    {
        let change = ChangeOrganization { id: place, user: user(by), name: None, description: None, website: None };
        assert_eq!(house.run(change).unwrap_err(), expected);
        assert_eq!(house.invite(place, by, "dan", Admin).unwrap_err(), expected);
        assert_eq!(house.cancel(place, by, open).unwrap_err(), expected);
        assert_eq!(house.remove(place, by, "eve").unwrap_err(), expected);
        for role in [Admin, Developer, Viewer] {
            assert_eq!(house.change(place, by, by, role).unwrap_err(), expected, "nobody raises themselves");
            assert_eq!(house.change(place, by, "ada", role).unwrap_err(), expected);
        }
    }
    assert_eq!(house.remove(tween, "bea", "cyd").unwrap_err(), no_admin());
    assert_eq!(house.role(tween, "bea"), Some(Developer));
}

#[test]
fn the_last_admin_stays_whichever_way_they_try() {
    let house = House::with(&["ada", "bea"]);
    let tween = house.organization("ada");
    house.join(tween, "ada", "bea", Developer);
    assert_eq!(house.remove(tween, "ada", "ada").unwrap_err(), last_admin());
    assert_eq!(house.change(tween, "ada", "ada", Viewer).unwrap_err(), last_admin());
    house.change(tween, "ada", "bea", Admin).unwrap();
    house.change(tween, "ada", "ada", Viewer).unwrap();
    assert_eq!(house.change(tween, "ada", "ada", Admin).unwrap_err(), no_admin());
    assert_eq!(house.remove(tween, "bea", "bea").unwrap_err(), last_admin());
    house.remove(tween, "ada", "ada").unwrap();
    assert_eq!((house.role(tween, "ada"), house.role(tween, "bea")), (None, Some(Admin)));
}

#[test]
fn two_admins_who_go_at_the_same_time_leave_one() {
    for second in ["leaves", "steps down", "is removed"] {
        let house = House::with(&["ada", "bea"]);
        let tween = house.organization("ada");
        house.join(tween, "ada", "bea", Admin);
        house.remove(tween, "ada", "ada").unwrap();
        let outcome = match second {
            "leaves" => house.remove(tween, "bea", "bea"),
            "steps down" => house.change(tween, "bea", "bea", Developer),
            _ => house.remove(tween, "ada", "bea"),
        };
        assert!(outcome.is_err(), "{second}");
        assert_eq!(house.role(tween, "bea"), Some(Admin));
    }
}

#[test]
fn an_admin_who_is_off_the_whitelist_does_not_count() {
    let house = House::with(&["ada", "bea"]);
    let tween = house.organization("ada");
    house.join(tween, "ada", "bea", Admin);
    house.unlist("bea").unwrap();
    assert_eq!(house.remove(tween, "ada", "ada").unwrap_err(), last_admin());
    assert_eq!(house.change(tween, "ada", "ada", Viewer).unwrap_err(), last_admin());
    house.remove(tween, "ada", "bea").unwrap();
}

#[test]
fn an_invitation_is_answered_once_by_the_one_it_is_for() {
    let house = House::with(&["ada", "bea", "cyd"]);
    let tween = house.organization("ada");
    let id = house.invite(tween, "ada", "bea", Developer).unwrap();
    assert_eq!(house.invite(tween, "ada", "bea", Viewer).unwrap_err(), refused(Code::InvalidState, "invited"));
    for reaction in [Reaction::Accept, Reaction::Decline] {
        assert_eq!(house.answer(id, "cyd", reaction).unwrap_err(), missing());
        assert_eq!(house.answer(id, "ada", reaction).unwrap_err(), missing());
    }
    assert_eq!(house.answer(id, "bea", Reaction::Accept).unwrap(), tween);
    assert_eq!(house.role(tween, "bea"), Some(Developer));
    assert_eq!(house.answer(id, "bea", Reaction::Accept).unwrap_err(), missing());
    assert_eq!(house.answer(id, "bea", Reaction::Decline).unwrap_err(), missing());
    assert_eq!(house.invite(tween, "ada", "bea", Admin).unwrap_err(), refused(Code::InvalidState, "member"));
    assert_eq!((house.count(Action::OrganizationInvite), house.count(Action::InvitationAccept)), (1, 1));
}

#[test]
fn of_two_who_settle_an_invitation_the_first_counts() {
    let house = House::with(&["ada", "bea"]);
    let tween = house.organization("ada");
    let id = house.invite(tween, "ada", "bea", Admin).unwrap();
    house.cancel(tween, "ada", id).unwrap();
    assert_eq!(house.answer(id, "bea", Reaction::Accept).unwrap_err(), missing());
    assert_eq!(house.role(tween, "bea"), None);
    let id = house.invite(tween, "ada", "bea", Viewer).unwrap();
    house.answer(id, "bea", Reaction::Accept).unwrap();
    assert_eq!(house.cancel(tween, "ada", id).unwrap_err(), missing());
    assert_eq!(house.role(tween, "bea"), Some(Viewer));
}

#[test]
fn an_invitation_to_one_organization_is_not_anothers_to_cancel() {
    let house = House::with(&["ada", "bea"]);
    let (tween, other) = (house.organization("ada"), house.organization("bea"));
    let id = house.invite(tween, "ada", "cyd", Viewer).unwrap();
    assert_eq!(house.cancel(other, "bea", id).unwrap_err(), missing());
    house.cancel(tween, "ada", id).unwrap();
}

#[test]
fn whoever_is_not_on_the_whitelist_can_decline_and_not_accept() {
    let house = House::with(&["ada"]);
    let tween = house.organization("ada");
    let id = house.invite(tween, "ada", "eve", Developer).unwrap();
    assert_eq!(house.answer(id, "eve", Reaction::Accept).unwrap_err(), stranger());
    house.answer(id, "eve", Reaction::Decline).unwrap();
    let id = house.invite(tween, "ada", "eve", Developer).unwrap();
    house.run(AddDeveloper { user: user("eve"), note: None }).unwrap();
    house.answer(id, "eve", Reaction::Accept).unwrap();
}

#[test]
fn an_invitation_runs_out_after_seven_days() {
    let mut house = House::with(&["ada", "bea"]);
    let tween = house.organization("ada");
    let id = house.invite(tween, "ada", "bea", Developer).unwrap();
    let seen = |house: &House| {
        let store = house.commands.store();
        let read = |reader: &crate::store::Reader| {
            let of_person = invitations_of_person(reader, &user("bea"), house.now, 10)?.len();
            Ok((invitations_of(reader, tween, house.now)?.len(), of_person))
        };
        store.read(read).unwrap()
    };
    house.now = NOW + 7 * DAY - MILLISECOND;
    assert_eq!(seen(&house), (1, 1));
    house.now = NOW + 7 * DAY;
    assert_eq!(seen(&house), (0, 0));
    assert_eq!(house.answer(id, "bea", Reaction::Accept).unwrap_err(), missing());
    assert_eq!(house.answer(id, "bea", Reaction::Decline).unwrap_err(), missing());
    assert_eq!(house.cancel(tween, "ada", id).unwrap_err(), missing());
    let next = house.invite(tween, "ada", "bea", Developer).unwrap();
    let left = house.commands.store().read(|reader| {
        let mut left = Vec::new();
        reader.for_each(&INVITATIONS, |id, _| {
            left.push(id);
            Ok(())
        })?;
        let indexed = reader.scan_first(&INVITATIONS_OF_USER, &user("bea"), 9)?.len();
        Ok((left, indexed, reader.scan_first(&INVITATIONS_OF_ORGANIZATION, &tween, 9)?.len()))
    });
    assert_eq!(left.unwrap(), (vec![next], 1, 1), "the old one is gone");
}

#[test]
fn an_admin_who_goes_leaves_no_way_back_behind() {
    for way in ["removed", "lowered", "unlisted"] {
        let house = House::with(&["ada", "eve", "friend"]);
        let tween = house.organization("ada");
        house.join(tween, "ada", "eve", Admin);
        let planted = house.invite(tween, "eve", "friend", Admin).unwrap();
        let other = house.invite(tween, "ada", "bea", Viewer).unwrap();
        match way {
            "removed" => house.remove(tween, "ada", "eve").unwrap(),
            "lowered" => house.change(tween, "ada", "eve", Viewer).unwrap(),
            _ => assert_eq!(house.unlist("eve").unwrap(), 0),
        }
        assert_eq!(house.answer(planted, "friend", Reaction::Accept).unwrap_err(), missing(), "{way}");
        assert_eq!(house.count(Action::InvitationCancel), 1, "{way}");
        house.cancel(tween, "ada", other).unwrap();
    }
}

#[test]
fn an_invitation_raises_nobody_who_is_a_member_by_then() {
    let house = House::with(&["ada", "bea"]);
    let tween = house.organization("ada");
    let id = house.invite(tween, "ada", "bea", Admin).unwrap();
    let member = crate::store::rows::MemberRow { role: Viewer, joined: NOW };
    let write = move |txn: &mut crate::store::Txn<'_>| {
        Ok::<_, Failure>(txn.put(&crate::store::tables::MEMBERS_OF_ORGANIZATION, &(tween, user("bea")), &member)?)
    };
    house.commands.store().write(write).wait().unwrap();
    assert_eq!(house.answer(id, "bea", Reaction::Accept).unwrap_err(), refused(Code::InvalidState, "member"));
    assert_eq!(house.role(tween, "bea"), Some(Viewer));
}

#[test]
fn there_are_bounds() {
    let house = House::with(&["ada", "bea"]);
    let all: Vec<OrganizationId> = (0..20).map(|_| house.organization("ada")).collect();
    let profile = Profile { name: "One more".to_owned(), description: None, website: None };
    let more = house.run(MakeOrganization { user: user("ada"), profile }).unwrap_err();
    assert_eq!(more, refused(Code::InvalidState, "too_many_organizations"));
    let tween = house.organization("bea");
    let one_more = house.invite(tween, "bea", "ada", Viewer).unwrap();
    assert_eq!(house.answer(one_more, "ada", Reaction::Accept).unwrap_err().1, "too_many_organizations");
    for number in 0..50 {
        house.invite(all[0], "ada", &format!("p{number}"), Viewer).unwrap();
    }
    assert_eq!(house.invite(all[0], "ada", "p50", Viewer).unwrap_err(), refused(Code::InvalidState, "too_many_invitations"));
    for number in 0..100 {
        let name = format!("m{number}");
        house.run(AddDeveloper { user: user(&name), note: None }).unwrap();
        let id = house.invite(all[1], "ada", &name, Viewer).unwrap();
        let joined = house.answer(id, &name, Reaction::Accept);
        assert_eq!(joined.err(), (number == 99).then(|| refused(Code::InvalidState, "too_many_members")), "{number}");
    }
}
