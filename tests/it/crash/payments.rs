//! The steps that are about payments: the real commands, whose rows the workload's own command writes with its own.

use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};

use base64::{Engine, engine::general_purpose::STANDARD};
use p256::{
    ecdsa::{Signature, SigningKey, signature::Signer},
    pkcs8::EncodePublicKey,
};
use tmcpd::{
    command::{Command, Commands},
    config::Settings,
    kernel::{Code, Ctx, Currency, Money, PaymentId, RefundId, Rejection, Timestamp, UserId},
    ledger::{self, Movement},
    mfa::{Checker, Evidence, Proof, device::PublicKey, lockout::LockoutRules},
    miniapps::{Officiality, Register, official_wallet},
    payments::{Authorize, Payment, Refund, Request, Through},
    seal::MasterKey,
    store::{
        Failure, Read, ReadExt, Reader, StoreError, Txn,
        rows::{
            AccountKind, Cause, DeviceRow, Owner, PaymentRow, PaymentState, RefundRow, TransferKind, TransferRow, WalletRow,
            WalletStatus,
        },
        tables::{DEVICES, PAYMENT_EXPIRIES, PAYMENTS, PAYMENTS_OF_MINIAPP, REFUNDS, WALLETS},
    },
    wallets,
};

use crate::support;

const SHOP: &str = "ma_shop";
const DEVICE: &str = "phone";

static SETTINGS: LazyLock<Arc<Settings>> = LazyLock::new(|| {
    let mut settings = support::settings();
    settings.wallet.fees.basis_points = 1000;
    settings.mfa.new_device = std::time::Duration::ZERO;
    Arc::new(settings)
});

/// What payments leave in the store.
#[derive(Debug, PartialEq, Eq)]
pub struct Ledger {
    payments: BTreeMap<PaymentId, PaymentRow>,
    refunds: BTreeMap<(PaymentId, RefundId), RefundRow>,
    of_miniapp: Vec<PaymentId>,
    expiries: Vec<PaymentId>,
    wallets: Vec<WalletRow>,
}

impl Ledger {
    pub fn read(reader: &Reader) -> Result<Self, StoreError> {
        let (mut payments, mut refunds) = (BTreeMap::new(), BTreeMap::new());
        let (mut of_miniapp, mut expiries, mut wallets) = (Vec::new(), Vec::new(), Vec::new());
        reader.for_each(&PAYMENTS, |id, row| {
            payments.insert(id, row);
            Ok(())
        })?;
        reader.for_each(&REFUNDS, |key, row| {
            refunds.insert(key, row);
            Ok(())
        })?;
        reader.for_each(&PAYMENTS_OF_MINIAPP, |(_, id), ()| {
            of_miniapp.push(id);
            Ok(())
        })?;
        reader.for_each(&PAYMENT_EXPIRIES, |(_, id), ()| {
            expiries.push(id);
            Ok(())
        })?;
        reader.for_each(&WALLETS, |_, row| {
            wallets.push(row);
            Ok(())
        })?;
        Ok(Self { payments, refunds, of_miniapp, expiries, wallets })
    }

    /// How often the person and their shop are there.
    pub fn households(&self) -> usize {
        let is_person = |row: &&WalletRow| row.owner == Owner::User(payer());
        let is_shop = |row: &&WalletRow| row.owner == Owner::MiniApp(SHOP.to_owned());
        agreed([self.wallets.iter().filter(is_person).count(), self.wallets.iter().filter(is_shop).count()])
    }

    /// How often the payment for this order is there, with its place in the two lists.
    pub fn asked(&self, order: &str) -> usize {
        let Some(id) = self.payment(order) else { return 0 };
        let listed = |list: &[PaymentId]| list.iter().filter(|other| **other == id).count();
        agreed([1, listed(&self.of_miniapp), listed(&self.expiries)])
    }

    /// How often the payment for this order was paid: its state, the money and the fee.
    pub fn paid(&self, order: &str, records: &BTreeMap<u64, TransferRow>) -> usize {
        let Some(id) = self.payment(order) else { return 0 };
        let moved = |kind| records.values().filter(|row| row.kind == kind && row.cause == Some(Cause::Payment(id))).count();
        let is_paid = self.payments[&id].state != PaymentState::PendingAuthorization;
        agreed([usize::from(is_paid), moved(TransferKind::Payment), moved(TransferKind::Fee)])
    }

    /// How often this went back: the refund and its money. What went back of each payment is the sum of its refunds.
    pub fn refunded(&self, reason: &str, records: &BTreeMap<u64, TransferRow>) -> usize {
        for (id, payment) in &self.payments {
            let parts = self.refunds.iter().filter(|((of, _), _)| of == id).map(|(_, row)| row.amount.minor);
            assert_eq!(parts.sum::<i64>(), payment.refunded);
        }
        let mine = || self.refunds.values().filter(|row| row.reason.as_deref() == Some(reason));
        let moved = mine().filter(|row| records.values().any(|record| record.id == row.txn)).count();
        agreed([mine().count(), moved])
    }

    fn payment(&self, order: &str) -> Option<PaymentId> {
        self.payments.iter().find(|(_, row)| row.order.as_deref() == Some(order)).map(|(id, _)| *id)
    }
}

/// The number that all parts agree on; one that no step can have when they do not.
fn agreed<const N: usize>(parts: [usize; N]) -> usize {
    if parts.iter().all(|part| *part == parts[0]) { parts[0] } else { usize::MAX }
}

/// A person with money and a device key, and a shop.
pub fn move_in(ctx: &Ctx, txn: &mut Txn<'_>) -> Result<(), Failure> {
    let (wallet, row) = wallets::ensure(txn, ctx, &Owner::User(payer()), usd(0).currency)?;
    let credit = wallets::account(&row, usd(0).currency).unwrap();
    txn.put(&WALLETS, &wallet, &WalletRow { status: WalletStatus::Active, level: 3, ..row })?;
    let spki = key().verifying_key().to_public_key_der().unwrap();
    let device = DeviceRow {
        name: "Phone".to_owned(),
        platform: "test".to_owned(),
        key: minicbor::to_vec(PublicKey::parse("ECDSA_P256", &STANDARD.encode(spki.as_bytes())).unwrap()).unwrap(),
        created: ctx.now,
        revoked: None,
        capabilities: Vec::new(),
    };
    txn.put(&DEVICES, &(payer(), DEVICE.to_owned()), &device)?;
    let funding = Movement {
        debit: ledger::system_account(txn, ctx, AccountKind::Issuance, usd(0).currency)?,
        credit,
        amount: usd(1000),
        kind: TransferKind::Funding,
        cause: None,
        note: None,
        counts_on: None,
    };
    ledger::post(txn, ctx, &funding)?;
    let shop = Register { id: SHOP.to_owned(), official: Officiality::ThirdParty, ..official_wallet(usd(0).currency) };
    shop.apply(ctx, txn).map(drop)
}

/// The shop asks for a payment, for this order.
pub fn ask(ctx: &Ctx, txn: &mut Txn<'_>, minor: i64, order: String) -> Result<(), Failure> {
    let request = Request {
        payer: payer(),
        client: SHOP.to_owned(),
        amount: usd(minor),
        description: "Tea".to_owned(),
        order: Some(order),
        items: Vec::new(),
        callback_url: None,
        metadata: None,
        room: None,
        settings: Arc::clone(&SETTINGS),
    };
    request.apply(ctx, txn).map(drop)
}

/// The payer's command to pay for this order, when the payment is there.
pub fn authorization(commands: &Commands, now: Timestamp, order: &str) -> Option<Authorize> {
    let store = commands.store();
    let payment = store.read(|reader| find(reader, order)).ok().flatten()?;
    let binding = payment.binding();
    let text = format!("{}:{}:USD:{}", payment.id, payment.row.amount, now.unix_seconds());
    let signature: Signature = key().sign(text.as_bytes());
    let proof = Proof::Device {
        device_id: DEVICE.to_owned(),
        timestamp: now.unix_seconds().to_string(),
        signature: STANDARD.encode(signature.to_der().as_bytes()),
    };
    let checker = Checker { pins: Arc::default(), master: Arc::new(MasterKey::new(&[7; 32])), relying_party: None };
    let evidence = store.read(|reader| Evidence::read(reader, binding, &proof, None)).ok()?;
    let proof = evidence.check(&proof, &checker, now).unwrap();
    let (settings, lockout) = (Arc::clone(&SETTINGS), LockoutRules::default());
    Some(Authorize { id: payment.id, payer: payer(), through: Through::Account, proof, settings, lockout })
}

/// The shop gives part of the payment for this order back.
pub fn refund(ctx: &Ctx, txn: &mut Txn<'_>, order: &str, minor: i64, reason: String) -> Result<(), Failure> {
    let gone = || Rejection::new(Code::PaymentNotFound, "There is no such payment.");
    let id = find(txn, order)?.ok_or_else(gone)?.id;
    let refund = Refund { id, miniapp: Some(SHOP.to_owned()), amount: Some(usd(minor).to_string()), reason: Some(reason) };
    refund.apply(ctx, txn).map(drop)
}

fn find(reader: &impl Read, order: &str) -> Result<Option<Payment>, StoreError> {
    let mut found = None;
    reader.for_each(&PAYMENTS, |id, row: PaymentRow| {
        if row.order.as_deref() == Some(order) {
            found = Some(Payment { id, row });
        }
        Ok(())
    })?;
    Ok(found)
}

fn key() -> SigningKey {
    SigningKey::from_slice(&[9; 32]).unwrap()
}

fn payer() -> UserId {
    UserId::parse("@alice:example.org").unwrap()
}

fn usd(minor: i64) -> Money {
    Currency::iso("USD").unwrap().minor(minor)
}
