//! The store, and beside it the model: what everybody holds, as plain sums.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use p256::{
    ecdsa::{Signature, SigningKey, signature::Signer},
    pkcs8::EncodePublicKey,
};
use tmcpd::{
    audit::{self, ChainState},
    command::{Command, Commands, Done},
    config::Settings,
    kernel::{Actor, Code, Ctx, Currency, Money, Rng, SeededRng, Timestamp, UserId, WalletId},
    ledger,
    mfa::{Binding, Checked, Checker, Evidence, Proof, device::PublicKey, lockout::LockoutRules},
    miniapps::{Officiality, Register, official_wallet},
    seal::MasterKey,
    store::{
        Failure, Options, Pending, ReadExt, Store, WriteError,
        rows::{AccountKind, DeviceRow, Owner, TransferKind, WalletRow, WalletStatus},
        tables::{DEVICES, MINIAPPS, SYSTEM_ACCOUNTS, WALLETS},
    },
    wallets,
};

use crate::support;

/// Somebody who holds money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holder {
    Person(usize),
    Shop(usize),
    Fees,
    /// What is given and not taken.
    Gifts,
}

pub const PEOPLE: usize = 4;
pub const SHOPS: usize = 2;

/// What everybody begins with.
const BEGINNING: i64 = 2_000;

const DEVICE: &str = "phone";

pub struct House {
    pub commands: Commands,
    pub settings: Arc<Settings>,
    pub now: Timestamp,
    rng: SeededRng,
    checker: Arc<Checker>,
    key: SigningKey,
    wallets: BTreeMap<Holder, WalletId>,
    /// What each can spend.
    available: BTreeMap<Holder, i64>,
    /// What is reserved in their favour.
    pending: BTreeMap<Holder, i64>,
}

/// What the model foresees of a step.
pub type Foreseen = Result<(), Code>;

impl House {
    pub fn new(seed: u64) -> Self {
        let mut settings = support::settings();
        settings.wallet.acceptance = tmcpd::config::Acceptance::AboveAmount(usd(150));
        settings.wallet.fees.basis_points = 250;
        settings.wallet.fees.fixed = usd(1);
        settings.wallet.accept_within = Duration::from_secs(600);
        settings.mfa.threshold = usd(i64::MAX);
        settings.mfa.new_device = Duration::ZERO;
        settings.mfa.unusual_volume = 0;
        let commands = Commands::new(Store::open(Options::in_memory()).unwrap());
        let checker = Checker { pins: Arc::default(), master: Arc::new(MasterKey::new(&[7; 32])), relying_party: None };
        let mut house = Self {
            commands,
            settings: Arc::new(settings),
            now: support::START,
            rng: SeededRng::new(seed),
            checker: Arc::new(checker),
            key: SigningKey::from_slice(&[9; 32]).unwrap(),
            wallets: BTreeMap::new(),
            available: BTreeMap::new(),
            pending: BTreeMap::new(),
        };
        (0..PEOPLE).for_each(|person| house.settle_in(person));
        (0..SHOPS).for_each(|shop| house.open_shop(shop));
        house.available.insert(Holder::Fees, 0);
        house.available.insert(Holder::Gifts, 0);
        house
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        let mut bytes = [0; 8];
        self.rng.fill(&mut bytes);
        usize::try_from(u64::from_be_bytes(bytes) % bound as u64).unwrap()
    }

    /// Whether something happens that happens once in `times`.
    pub fn chance(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// An amount, mostly a small one.
    pub fn amount(&mut self) -> Money {
        let most = [20, 300, 4_000][self.below(3)];
        usd(1 + i64::try_from(self.below(most)).unwrap())
    }

    pub fn pass_time(&mut self) {
        let seconds = self.below(240);
        self.now = self.now + Duration::from_secs(seconds as u64);
    }

    pub fn lockout(&self) -> LockoutRules {
        LockoutRules { failures: u32::MAX, ..LockoutRules::default() }
    }

    pub fn submit<C: Command>(&self, command: C) -> Pending<Result<Done<C::Outcome>, Failure>> {
        self.commands.run(Ctx::new(self.now, Actor::System, None, &self.rng), None, command)
    }

    /// A device key's proof for `binding`, right or wrong.
    pub fn proof(&self, binding: Binding, right: bool) -> Checked {
        let timestamp = self.now.unix_seconds().to_string();
        let Binding { object, amount, .. } = &binding;
        let amount = if right { amount.to_string() } else { "0.00".to_owned() };
        let signature: Signature = self.key.sign(format!("{object}:{amount}:USD:{timestamp}").as_bytes());
        let signature = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, signature.to_der().as_bytes());
        let proof = Proof::Device { device_id: DEVICE.to_owned(), timestamp, signature };
        let store = self.commands.store();
        let evidence = store.read(|reader| Evidence::read(reader, binding, &proof, None)).unwrap();
        evidence.check(&proof, &self.checker, self.now).unwrap()
    }

    pub fn available(&self, holder: Holder) -> i64 {
        self.available[&holder]
    }

    /// Money moves, in the model.
    pub fn moves(&mut self, from: Holder, to: Holder, minor: i64) {
        *self.available.get_mut(&from).unwrap() -= minor;
        *self.available.get_mut(&to).unwrap() += minor;
    }

    /// Money is reserved, in the model.
    pub fn reserves(&mut self, from: Holder, to: Holder, minor: i64) {
        *self.available.get_mut(&from).unwrap() -= minor;
        *self.pending.entry(to).or_default() += minor;
    }

    /// What was reserved moves, in the model.
    pub fn settles(&mut self, to: Holder, minor: i64) {
        *self.pending.get_mut(&to).unwrap() -= minor;
        *self.available.get_mut(&to).unwrap() += minor;
    }

    /// What was reserved goes back, in the model.
    pub fn releases(&mut self, from: Holder, to: Holder, minor: i64) {
        *self.pending.get_mut(&to).unwrap() -= minor;
        *self.available.get_mut(&from).unwrap() += minor;
    }

    /// Everybody holds what the model says, and nobody less than nothing.
    pub fn compare(&self, seed: u64, made: usize) {
        let found = self.commands.store().read(|reader| {
            let mut found = BTreeMap::new();
            for holder in self.available.keys() {
                let account = match self.wallets.get(holder) {
                    Some(wallet) => wallets::account(&wallets::get(reader, *wallet)?, usd(0).currency),
                    None if *holder == Holder::Gifts => reader.get(&SYSTEM_ACCOUNTS, &"gifts/USD".to_owned())?,
                    None => reader.get(&SYSTEM_ACCOUNTS, &"fees/USD".to_owned())?,
                };
                let balance = account.map(|account| ledger::balance(reader, account)).transpose()?;
                found.insert(*holder, balance.map_or((0, 0), |balance| (balance.available.minor, balance.pending.minor)));
            }
            Ok(found)
        });
        for (holder, held) in found.unwrap() {
            let pending = self.pending.get(&holder).copied().unwrap_or_default();
            assert_eq!(held, (self.available[&holder], pending), "{holder:?} after {made} steps of seed {seed}");
            assert!(held.0 >= 0, "{holder:?} owes after {made} steps of seed {seed}");
        }
    }

    /// Recomputes everything from the records.
    pub fn check_the_books(&self, seed: u64) {
        let store = self.commands.store();
        let report = store.read(ledger::check).unwrap();
        assert!(report.is_clean(), "seed {seed}: {:#?}", report.problems);
        assert!(matches!(store.read(audit::verify).unwrap(), ChainState::Whole { .. }), "seed {seed}");
    }

    fn settle_in(&mut self, person: usize) {
        let (ctx, user, key) = (self.ctx(), user(person), self.key.clone());
        let wallet = self.commands.store().write(move |txn| {
            let (wallet, row) = wallets::ensure(txn, &ctx, &Owner::User(user.clone()), usd(0).currency)?;
            let credit = wallets::account(&row, usd(0).currency).unwrap();
            txn.put(&WALLETS, &wallet, &WalletRow { status: WalletStatus::Active, level: 3, ..row })?;
            let spki = key.verifying_key().to_public_key_der().unwrap();
            let spki = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, spki.as_bytes());
            let device = DeviceRow {
                name: "Phone".to_owned(),
                platform: "test".to_owned(),
                key: minicbor::to_vec(PublicKey::parse("ECDSA_P256", &spki).unwrap()).unwrap(),
                created: ctx.now,
                revoked: None,
                capabilities: Vec::new(),
            };
            txn.put(&DEVICES, &(user.clone(), DEVICE.to_owned()), &device)?;
            let funding = ledger::Movement {
                debit: ledger::system_account(txn, &ctx, AccountKind::Issuance, usd(0).currency)?,
                credit,
                amount: usd(BEGINNING),
                kind: TransferKind::Funding,
                cause: None,
                note: None,
                counts_on: None,
            };
            ledger::post(txn, &ctx, &funding)?;
            Ok::<_, Failure>(wallet)
        });
        self.wallets.insert(Holder::Person(person), wallet.wait().unwrap());
        self.available.insert(Holder::Person(person), BEGINNING);
    }

    fn open_shop(&mut self, shop: usize) {
        let register = Register { id: client(shop), official: Officiality::ThirdParty, ..official_wallet(usd(0).currency) };
        let made = self.submit(register).wait().unwrap().outcome;
        self.wallets.insert(Holder::Shop(shop), made.merchant);
        self.available.insert(Holder::Shop(shop), 0);
        assert!(self.commands.store().read(|reader| reader.has(&MINIAPPS, &client(shop))).unwrap());
    }

    /// The context of a command now.
    pub fn ctx(&self) -> Ctx {
        Ctx::new(self.now, Actor::System, None, &self.rng)
    }
}

/// Compares an answer with what was foreseen.
pub fn expect<O>(answer: Result<Done<O>, Failure>, foreseen: Foreseen, step: &str) -> Option<O> {
    match (answer, foreseen) {
        (Ok(done), Ok(())) => Some(done.outcome),
        (Err(WriteError::Rejected(refused)), Err(code)) => {
            assert_eq!(refused.code, code, "{step}: {refused}");
            None
        }
        (Ok(_), Err(code)) => panic!("{step} was not refused with {}", code.name()),
        (Err(failure), _) => panic!("{step}: {failure:?}"),
    }
}

pub fn usd(minor: i64) -> Money {
    Currency::iso("USD").unwrap().minor(minor)
}

pub fn user(person: usize) -> UserId {
    UserId::parse(&format!("@person{person}:tween.example")).unwrap()
}

pub fn client(shop: usize) -> String {
    format!("ma_shop_{shop}")
}
