//! The payer's proof, and with it the money.

use std::sync::Arc;

use minicbor::{Decode, Encode};

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    config::{Feature, Settings},
    identity::find_client,
    kernel::{Code, Ctx, PaymentId, Rejection, Timestamp, UserId},
    ledger::{self, Balance, Movement},
    mfa::{
        Begun, Checked, Method, Proven, Settled, challenge,
        lockout::LockoutRules,
        policy::{self, Facts, Need, Person},
    },
    outbox::Effect,
    store::{
        Failure, StoreError, Txn,
        rows::{AccountKind, Cause, PaymentFailure, PaymentRow, PaymentState, TransferKind, WalletRow, WalletStatus},
        tables::PAYMENTS,
    },
    wallets,
};

use super::{Payment, Through, binding, fee_on, level, load, require_open, require_spending, views};

/// The payer has proven, or not, that it is them.
pub struct Authorize {
    /// The payment.
    pub id: PaymentId,
    /// The person whose token it is: must be the payer.
    pub payer: UserId,
    /// Through what they act.
    pub through: Through,
    /// Their proof, checked.
    pub proof: Checked,
    /// The operator's rules.
    pub settings: Arc<Settings>,
    /// When wrong proofs lock.
    pub lockout: LockoutRules,
}

/// What came of a proof.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Authorized {
    /// The money moved.
    #[n(0)]
    Paid(#[n(0)] Payment),
    /// The proof counts, and a second one of another kind is needed.
    #[n(1)]
    SecondNeeded {
        /// The payment, with the challenge for it.
        #[n(0)]
        payment: Payment,
        /// What can serve.
        #[n(1)]
        methods: Vec<Method>,
        /// Until when the challenge can be answered.
        #[n(2)]
        until: Timestamp,
    },
    /// The proof was wrong, which is on record.
    #[n(2)]
    WrongProof {
        /// How many more wrong ones lock.
        #[n(0)]
        attempts_remaining: u32,
    },
    /// Too many proofs were wrong; the payment failed.
    #[n(3)]
    Locked {
        /// Until when.
        #[n(0)]
        until: Timestamp,
    },
    /// The payment can no longer be paid.
    #[n(4)]
    Failed(#[n(0)] Payment),
}

impl Command for Authorize {
    type Outcome = Authorized;

    /// Refusals in order: not the caller's payment, not waiting for a proof, payer suspended, the mini-app can no longer be paid
    /// (which ends the payment); then the proof; then limits and funds, which leave the payment as it was.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Authorized>, Failure> {
        let row = load(txn, self.id, &self.payer, &self.through)?;
        require_open(&row, ctx)?;
        let payer = wallets::get(txn, row.payer)?;
        require_spending(txn, &self.payer, &payer)?;
        if !can_be_paid(txn, &row)? {
            let payment = self.fail(ctx, txn, row, PaymentFailure::MerchantUnavailable)?;
            let entry = Entry::refused(Action::PaymentFail, self.id).with("the mini-app cannot be paid");
            return Ok(views::told_of_the_end(ctx, Applied::refused(Authorized::Failed(payment.clone()), entry), &payment));
        }
        let proven = match self.proof.settle(txn, ctx, &self.payer, &self.lockout)? {
            Settled::Proven(proven) => proven,
            Settled::Wrong { attempts_remaining } => {
                let entry = Entry::refused(Action::FactorFail, self.id).with(self.proof.method().name());
                return Ok(Applied::refused(Authorized::WrongProof { attempts_remaining }, entry));
            }
            Settled::Locked { until } => {
                let payment = self.fail(ctx, txn, row, PaymentFailure::ProofsLocked)?;
                let entry = Entry::refused(Action::PaymentFail, self.id).with(format!("proofs are locked until {until}"));
                return Ok(views::told_of_the_end(ctx, Applied::refused(Authorized::Locked { until }, entry), &payment));
            }
        };
        let (movement, balance) = self.movement(ctx, txn, &row, &payer)?;
        match self.still_needed(ctx, txn, &row, &balance)? {
            Some(methods) => self.ask_again(ctx, txn, row, methods, proven),
            None => self.pay(ctx, txn, row, movement, proven),
        }
    }
}

impl Authorize {
    /// The methods that can serve as the second proof, when one is needed. A second proof is one of another kind than the first.
    fn still_needed(
        &self,
        ctx: &Ctx,
        txn: &Txn<'_>,
        row: &PaymentRow,
        balance: &Balance,
    ) -> Result<Option<Vec<Method>>, StoreError> {
        let person = Person::read(txn, &self.payer, &self.proof)?;
        if let Some(first) = row.proven_by.as_deref().and_then(Method::named) {
            let another = first.kind() != person.shown.kind();
            let others = person.enrolled.into_iter().filter(|method| method.kind() != first.kind());
            return Ok((!another).then(|| others.collect()));
        }
        let day = wallets::calendar_day(self.settings.wallet.time_zone, ctx.now);
        let rules = wallets::second_factor_rules(&self.settings.mfa, row.amount.currency);
        let spending = wallets::spending(balance, row.amount, day);
        Ok(match policy::decide(&Facts { rules, person, spending, now: ctx.now }) {
            Need::Nothing => None,
            Need::SecondFactor { methods, .. } => Some(methods),
        })
    }

    /// Keeps the first proof and gives out a challenge for the second one.
    fn ask_again(
        &self,
        ctx: &Ctx,
        txn: &mut Txn<'_>,
        row: PaymentRow,
        methods: Vec<Method>,
        proven: Proven,
    ) -> Result<Applied<Authorized>, Failure> {
        if methods.is_empty() {
            let link = self.settings.server.link("/account/security");
            let message = "This payment needs a second factor, and none is enrolled yet.";
            return Err(Rejection::new(Code::StepUpRequired, message).with("enrolment_url", link).into());
        }
        let opened = challenge::open(txn, ctx, &binding(self.id, &row), Begun::Freely)?;
        let proven_by = row.proven_by.clone().or_else(|| Some(proven.method().name().to_owned()));
        let entry = Entry::done(Action::PaymentChallenge, self.id).with(format!("after {}", proven.method().name()));
        proven.write(txn, ctx, &self.payer)?;
        let (state, challenge) = (PaymentState::MfaRequired, Some(opened.id));
        let changed = if row.state == state { row.changed } else { ctx.now };
        let row = PaymentRow { state, challenge, proven_by, changed, ..row };
        txn.put(&PAYMENTS, &self.id, &row)?;
        let payment = Payment { id: self.id, row };
        // Not kept for the key: asked again with the same proof, the payer gets a challenge that is not over.
        Ok(Applied::refused(Authorized::SecondNeeded { payment, methods, until: opened.expires }, entry))
    }

    fn pay(
        &self,
        ctx: &Ctx,
        txn: &mut Txn<'_>,
        row: PaymentRow,
        movement: Movement,
        proven: Proven,
    ) -> Result<Applied<Authorized>, Failure> {
        let entry = Entry::done(Action::PaymentAuthorize, self.id).with(proven.method().name());
        let fee = fee_on(&self.settings.wallet.fees, row.amount);
        let moved = ledger::post(txn, ctx, &movement)?;
        if fee.minor > 0 {
            let taken = Movement {
                debit: movement.credit,
                credit: ledger::system_account(txn, ctx, AccountKind::Fees, fee.currency)?,
                amount: fee,
                kind: TransferKind::Fee,
                counts_on: None,
                ..movement
            };
            ledger::post(txn, ctx, &taken)?;
        }
        proven.write(txn, ctx, &self.payer)?;
        let row = PaymentRow {
            state: PaymentState::Completed,
            txn: Some(moved),
            completed: Some(ctx.now),
            changed: ctx.now,
            fee: fee.minor,
            challenge: None,
            ..row
        };
        txn.put(&PAYMENTS, &self.id, &row)?;
        let payment = Payment { id: self.id, row };
        let told = Effect::Payment { id: self.id, state: PaymentState::Completed, refund: None };
        Ok(views::told_of_completion(ctx, Applied::new(Authorized::Paid(payment.clone()), entry).then(told), &payment))
    }

    fn movement(
        &self,
        ctx: &Ctx,
        txn: &mut Txn<'_>,
        row: &PaymentRow,
        payer: &WalletRow,
    ) -> Result<(Movement, Balance), Failure> {
        let day = wallets::calendar_day(self.settings.wallet.time_zone, ctx.now);
        // A wallet without an account in the currency holds nothing in it.
        let debit = wallets::account(payer, row.amount.currency).ok_or_else(|| ledger::too_little(row.amount, 0))?;
        let balance = ledger::balance(txn, debit)?;
        let level = level(&self.settings, payer.level)?;
        wallets::check_spending(level, Feature::MiniappPayments, &balance, row.amount, day)?;
        if balance.available.minor < row.amount.minor {
            return Err(ledger::too_little(row.amount, balance.available.minor).into());
        }
        let movement = Movement {
            debit,
            credit: wallets::ensure_account(txn, ctx, row.merchant, row.amount.currency)?,
            amount: row.amount,
            kind: TransferKind::Payment,
            cause: Some(Cause::Payment(self.id)),
            note: None,
            counts_on: Some(day),
        };
        Ok((movement, balance))
    }

    fn fail(&self, ctx: &Ctx, txn: &mut Txn<'_>, row: PaymentRow, why: PaymentFailure) -> Result<Payment, StoreError> {
        let (state, failure) = (PaymentState::Failed, Some(why));
        let row = PaymentRow { state, failure, changed: ctx.now, challenge: None, ..row };
        txn.put(&PAYMENTS, &self.id, &row)?;
        Ok(Payment { id: self.id, row })
    }
}

/// `PAYMENT_FAILED`, for a payment that failed.
pub fn failed(payment: &Payment) -> Rejection {
    let why = match payment.row.failure {
        Some(PaymentFailure::ProofsLocked) => "Too many proofs were wrong.",
        Some(PaymentFailure::MerchantUnavailable) | None => "The mini-app cannot be paid at present.",
    };
    let reason = payment.row.failure.map_or("", PaymentFailure::name);
    Rejection::new(Code::PaymentFailed, why).with("state", payment.row.state.name()).with("reason", reason)
}

/// Whether the mini-app is still there to be paid.
fn can_be_paid(txn: &Txn<'_>, row: &PaymentRow) -> Result<bool, StoreError> {
    Ok(find_client(txn, &row.miniapp)?.is_some() && wallets::get(txn, row.merchant)?.status == WalletStatus::Active)
}
