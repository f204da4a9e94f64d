//! What dev mode carries: people whose tokens everyone knows, a room, a shop, and money to try things with. The configuration
//! keeps it on this machine's loopback.

use std::sync::Arc;

use crate::{
    app::BuildError,
    audit::{Action, Entry},
    command::{Applied, Command},
    developers::AddDeveloper,
    edge::Edge,
    endpoints::{self, SetWebhook},
    kernel::{Clock, Ctx, Currency, Rejection, RoomId, Scope, ScopeSet, Secret, Sensitivity, UserId, sha256},
    ledger::{self, Movement},
    matrix::{DevHomeserver, DevPerson, DevRoom},
    mfa::{self, pin::PinHash},
    miniapps::{self, Officiality},
    store::{
        Failure, ReadExt, Txn,
        rows::{AccountKind, ClientKind, Owner, TransferKind, WalletRow, WalletStatus},
        tables::{MEMBERS_OF_ROOM, MINIAPPS, ROOMS_OF_USER, WALLETS},
    },
    wallets,
};

/// The room with everybody in it.
pub const ROOM: &str = "!chat123:tween.example";

/// The shop's backend secret, known to everyone.
pub const SHOP_SECRET: &str = "dev_secret_shop";

/// The shop, a hybrid mini-app.
pub const SHOP: &str = "ma_shop_001";

/// The secret that the shop's webhooks are signed with, known to everyone.
pub const SHOP_WEBHOOK_SECRET: &str = "whsec_ZGV2ZWxvcG1lbnQgd2ViaG9vayBzZWNyZXQgMDAwMDE=";

/// Where the shop hears of events: here.
const SINK: &str = "/dev/webhooks/sink";

/// Who is on the whitelist of developers.
pub const DEVELOPER: &str = "dev";

/// What somebody holds: minor units of the primary currency, PIN, verification level.
pub type Holding = (i64, &'static str, u8);

/// Name, display name, and what they hold. The access token of each is `dev_` and the name.
pub const PEOPLE: &[(&str, &str, Option<Holding>)] = &[
    ("alice", "Alice", Some((5_000_000, "482915", 2))),
    ("bob", "Bob", Some((100_000, "731904", 2))),
    ("charlie", "Charlie", None),
    ("dev", "Developer", None),
];

/// A homeserver in memory with the people and their room.
pub fn homeserver(server_name: &str, clock: Arc<dyn Clock>) -> DevHomeserver {
    let people = PEOPLE.iter().filter_map(|(name, display_name, _)| {
        let user = UserId::new(name, server_name).ok()?;
        Some(DevPerson { user, name: (*display_name).to_owned(), access_token: format!("dev_{name}") })
    });
    let members = people_of_room(server_name);
    let rooms = RoomId::parse(ROOM).ok().map(|room| DevRoom { room, members });
    DevHomeserver::new(server_name, people.collect(), rooms.into_iter().collect(), clock)
}

/// Puts what is missing into the store.
pub fn seed(edge: &Edge) -> Result<(), BuildError> {
    let shop = SHOP.to_owned();
    if edge.commands.store().read(|reader| reader.has(&MINIAPPS, &shop))? {
        return follow_listener(edge);
    }
    let settings = edge.settings();
    let currency = settings.currencies.primary();
    edge.commands.run(edge.system_ctx(), None, register_shop(currency)).wait()?;
    set_webhook(edge, settings.server.link(SINK))?;
    for (place, (name, _, holds)) in PEOPLE.iter().enumerate() {
        let (Ok(user), Some((minor, pin, level))) = (UserId::new(name, &settings.matrix.server_name), holds) else { continue };
        let salt = [u8::try_from(place).unwrap_or(0); 16];
        let pin = edge.pins.enrol(&Secret::new(*pin), salt).map_err(|refused| BuildError::Prepare(refused.to_string()))?;
        let command = SeedPerson { user, minor: *minor, pin, level: *level, currency };
        edge.commands.run(edge.system_ctx(), None, command).wait()?;
    }
    let developer = UserId::new(DEVELOPER, &settings.matrix.server_name);
    if let Ok(user) = developer {
        let command = AddDeveloper { user, note: Some("Built in".to_owned()) };
        edge.commands.run(edge.system_ctx(), None, command).wait()?;
    }
    let command = SeedRoom { members: people_of_room(&settings.matrix.server_name) };
    edge.commands.run(edge.system_ctx(), None, command).wait()?;
    Ok(())
}

/// The shop's webhook leads here also when the server listens somewhere else than the last time; another one is left alone.
fn follow_listener(edge: &Edge) -> Result<(), BuildError> {
    let here = edge.settings().server.link(SINK);
    let shop = edge.commands.store().read(|reader| reader.get(&MINIAPPS, &SHOP.to_owned()))?;
    let stale = shop.and_then(|shop| shop.webhook_url).is_some_and(|url| url.ends_with(SINK) && url != here);
    if stale { set_webhook(edge, here) } else { Ok(()) }
}

fn set_webhook(edge: &Edge, url: String) -> Result<(), BuildError> {
    let secret = endpoints::seal_secret(&edge.master, &*edge.rng, SHOP, &Secret::new(SHOP_WEBHOOK_SECRET));
    edge.commands.run(edge.system_ctx(), None, SetWebhook { miniapp: SHOP.to_owned(), url, secret }).wait()?;
    Ok(())
}

fn people_of_room(server_name: &str) -> Vec<UserId> {
    ["alice", "bob", "charlie"].iter().filter_map(|name| UserId::new(name, server_name).ok()).collect()
}

fn register_shop(currency: Currency) -> miniapps::Register {
    let scopes: ScopeSet = Scope::ALL.iter().copied().filter(|scope| scope.sensitivity() != Sensitivity::Privileged).collect();
    miniapps::Register {
        id: SHOP.to_owned(),
        name: "Shopping Assistant".to_owned(),
        kind: ClientKind::Hybrid,
        official: Officiality::ThirdParty,
        scopes,
        preapproved: [Scope::UserRead].into_iter().collect(),
        redirect_uris: vec!["http://localhost:3000/callback".to_owned()],
        webhook_url: None,
        secret: Some(sha256(SHOP_SECRET.as_bytes())),
        currency,
    }
}

struct SeedPerson {
    user: UserId,
    minor: i64,
    pin: PinHash,
    level: u8,
    currency: Currency,
}

impl Command for SeedPerson {
    type Outcome = ();

    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<()>, Failure> {
        let (wallet, row) = wallets::ensure(txn, ctx, &Owner::User(self.user.clone()), self.currency)?;
        let account = wallets::account(&row, self.currency);
        let account =
            account.ok_or_else(|| Rejection::new(crate::kernel::Code::InternalError, "A wallet without an account."))?;
        let active = WalletRow {
            status: WalletStatus::Active,
            level: self.level,
            activated: Some(ctx.now),
            verified: Some(ctx.now),
            ..row
        };
        txn.put(&WALLETS, &wallet, &active)?;
        mfa::set_pin(txn, &self.user, &self.pin)?;
        let movement = Movement {
            debit: ledger::system_account(txn, ctx, AccountKind::Issuance, self.currency)?,
            credit: account,
            amount: self.currency.minor(self.minor),
            kind: TransferKind::Funding,
            cause: None,
            note: Some("Play money".to_owned()),
            counts_on: None,
        };
        ledger::post(txn, ctx, &movement)?;
        Ok(Applied::new((), Entry::done(Action::LedgerIssue, wallet).with(movement.amount.to_string())))
    }
}

struct SeedRoom {
    members: Vec<UserId>,
}

impl Command for SeedRoom {
    type Outcome = ();

    fn apply(&self, _: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<()>, Failure> {
        let room = RoomId::parse(ROOM).map_err(|error| Rejection::field("/room", error.to_string()))?;
        for member in &self.members {
            txn.put(&MEMBERS_OF_ROOM, &(room.clone(), member.clone()), &())?;
            txn.put(&ROOMS_OF_USER, &(member.clone(), room.clone()), &())?;
        }
        Ok(Applied::unrecorded(()))
    }
}
