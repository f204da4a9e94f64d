use super::*;
use crate::{
    audit::{self, ChainState},
    command::Commands,
    kernel::{Actor, SeededRng, Timestamp},
    outbox,
    store::{Options, Store, WriteError, tables::SEEN},
};

const BOT: &str = "@_tmcp:x";

fn ours() -> Ours {
    let owns = |user: &UserId, server: &str| user.server() == server && user.localpart().starts_with("_tmcp");
    Ours { server_name: "x".to_owned(), owns, standing: &[("_tmcp", "TMCP")] }
}

fn room() -> RoomId {
    RoomId::parse("!r:x").unwrap()
}

fn user(id: &str) -> UserId {
    UserId::parse(id).unwrap()
}

/// An event in `!r:x`, sent by `@mallory:y` where it is an invitation of hers.
fn event(id: &str, who: &str, membership: Membership) -> MemberEvent {
    MemberEvent { id: id.to_owned(), room: room(), user: user(who), sender: user(who), membership }
}

fn invite(id: &str, who: &str, sender: &str) -> MemberEvent {
    MemberEvent { sender: user(sender), ..event(id, who, Membership::Invite) }
}

fn commands() -> Commands {
    Commands::new(Store::open(Options::in_memory()).unwrap())
}

fn run<C: Command>(commands: &Commands, command: C) -> C::Outcome {
    let ctx = Ctx::new(Timestamp(1000), Actor::Homeserver, None, &SeededRng::new(1));
    commands.run(ctx, None, command).wait().unwrap().outcome
}

/// How many of the events were new.
fn push(commands: &Commands, events: Vec<MemberEvent>) -> u64 {
    run(commands, HandleTransaction { events, ours: ours(), invite_servers: vec!["x".to_owned()] })
}

fn present(commands: &Commands) -> Vec<String> {
    let by_room = commands.store().read(|reader| members(reader, &room())).unwrap();
    let present: Vec<String> = by_room.iter().map(|user| user.to_string()).collect();
    let mut by_user = Vec::new();
    let read = commands.store().read(|reader| {
        reader.for_each(&ROOMS_OF_USER, |(user, _), ()| {
            by_user.push(user.to_string());
            Ok(())
        })
    });
    read.unwrap();
    assert_eq!(present, by_user, "both tables say the same");
    present
}

fn effects(commands: &Commands) -> Vec<Effect> {
    let waiting = commands.store().read(|reader| outbox::waiting(reader, 0, 100)).unwrap();
    waiting.into_iter().map(|waiting| waiting.effect).collect()
}

fn sync() -> Effect {
    Effect::SyncMembers { room: room(), ghost: user(BOT) }
}

#[test]
fn an_event_counts_once_also_across_restarts() {
    let directory = tempfile::tempdir().unwrap();
    let open = || Commands::new(Store::open(Options::at(directory.path())).unwrap());
    let before = open();
    let joined = || event("$1", BOT, Membership::Join);
    assert_eq!(push(&before, vec![joined(), joined()]), 1);
    assert_eq!(push(&before, vec![joined()]), 0);
    drop(before);
    let after = open();
    assert_eq!(push(&after, vec![joined()]), 0);
    assert_eq!((present(&after), effects(&after)), (vec![BOT.to_owned()], vec![sync()]));
    assert_eq!(after.store().read(audit::verify).unwrap(), ChainState::Whole { records: 0 });
}

#[test]
fn the_oldest_are_forgotten() {
    let commands = commands();
    let written = commands.store().write(|txn| {
        let mut fresh = Vec::new();
        for id in ["1", "2", "3", "3", "4", "1", "4"] {
            fresh.push(seen::remember(txn, id, 3)?.is_some());
        }
        Ok::<_, WriteError<()>>(fresh)
    });
    assert_eq!(written.wait().unwrap(), [true, true, true, false, true, true, false]);
    let mut kept = 0;
    let count = |_, _| {
        kept += 1;
        Ok(())
    };
    commands.store().read(|reader| reader.for_each(&SEEN, count)).unwrap();
    assert_eq!(kept, 3);
}

#[test]
fn members_come_and_go_where_one_of_ours_is() {
    use Membership::{Away, Invite, Join};
    let commands = commands();
    push(&commands, vec![event("$1", "@a:x", Join)]);
    assert!(present(&commands).is_empty(), "nobody of ours is there");
    push(&commands, vec![event("$2", BOT, Join), event("$3", "@a:x", Join), event("$4", "@b:y", Join)]);
    assert_eq!(present(&commands), [BOT, "@a:x", "@b:y"]);
    push(&commands, vec![event("$5", "@b:y", Away), event("$6", "@a:x", Invite), event("$7", "@c:y", Invite)]);
    assert_eq!(present(&commands), [BOT]);
    push(&commands, vec![event("$8", "@a:x", Join), event("$9", BOT, Join)]);
    assert_eq!(effects(&commands), [sync()], "a change of name asks nothing");
    push(&commands, vec![event("$a", "@_tmcp_payments:x", Join), event("$b", BOT, Away)]);
    assert_eq!(present(&commands), ["@_tmcp_payments:x", "@a:x"]);
    push(&commands, vec![event("$c", "@_tmcp_payments:x", Away), event("$d", "@z:x", Join)]);
    assert!(present(&commands).is_empty());
}

#[test]
fn an_invitation_is_accepted_from_allowed_servers_for_users_that_are_wanted() {
    let commands = commands();
    let invitations = vec![
        invite("$1", BOT, "@a:x"),
        invite("$2", BOT, "@mallory:y"),
        invite("$3", "@_tmcp_unknown:x", "@a:x"),
        invite("$4", "@a:x", "@b:x"),
        invite("$5", "@_tmcp:y", "@a:x"),
    ];
    push(&commands, invitations);
    assert_eq!(effects(&commands), [Effect::JoinRoom { room: room(), ghost: user(BOT) }]);
    assert!(present(&commands).is_empty());
}

#[test]
fn an_answer_that_is_older_than_a_change_is_not_kept() {
    let commands = commands();
    run(&commands, EnteredRoom { room: room(), ghost: user(BOT) });
    let as_of = || commands.store().read(|reader| last_change(reader, &room())).unwrap();
    let store = |as_of, members: &[&str]| {
        let members = members.iter().map(|id| user(id)).collect();
        run(&commands, StoreMembers { room: room(), members, as_of })
    };
    let asked = as_of().unwrap();
    push(&commands, vec![event("$1", "@b:y", Membership::Away)]);
    assert_eq!(store(asked, &[BOT, "@a:x", "@b:y"]), Stored::Outdated);
    assert_eq!(store(as_of().unwrap(), &[BOT, "@a:x", "@c:x"]), Stored::Kept);
    assert_eq!(store(as_of().unwrap(), &[BOT, "@a:x"]), Stored::Kept);
    assert_eq!(present(&commands), [BOT, "@a:x"]);
    let asked = as_of().unwrap();
    run(&commands, LeftRoom { room: room(), ghost: user(BOT), ours: ours() });
    assert_eq!((as_of(), present(&commands)), (None, vec![]));
    assert_eq!(store(asked, &[BOT, "@a:x"]), Stored::Outdated);
}

#[test]
fn a_direct_room_that_its_person_left_is_no_more() {
    let commands = commands();
    let direct = || commands.store().read(|reader| reader.get(&DIRECT_ROOMS, &user("@a:x"))).unwrap();
    run(&commands, RecordDirectRoom { user: user("@a:x"), room: room() });
    push(&commands, vec![invite("$1", "@a:x", BOT), event("$2", "@b:x", Membership::Away)]);
    assert_eq!(direct(), Some(room()));
    push(&commands, vec![event("$3", "@a:x", Membership::Away)]);
    assert_eq!(direct(), None);
}
