//! The beginning of a gift: the giver's proof, and with it the money.

use std::{sync::Arc, time::Duration};

use minicbor::{Decode, Encode};

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    config::{Feature, Settings},
    kernel::{Code, Ctx, GiftId, Rejection, RoomId, Timestamp, TxnId, UserId, WalletId},
    ledger::{self, Movement},
    mfa::{Checked, Settled, lockout::LockoutRules},
    outbox::Effect,
    store::{
        Failure, Txn,
        rows::{AccountKind, Cause, Distribution, GiftProgressRow, GiftRow, GiftState, GiftStep, TransferKind, WalletRow},
        tables::{GIFT_EXPIRIES, GIFT_PROGRESS, GIFT_SHARES, GIFTS, GIFTS_OF_USER, GIFTS_OUT},
    },
    transfers::{Existence, level, require_not_suspended, require_spending},
    wallets,
};

use super::{Gift, Shares};

/// Whom a gift is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Audience {
    /// One person.
    Person {
        /// Who.
        user: UserId,
        /// Whether they exist; matters only when they have no wallet.
        existence: Existence,
        /// The room that it happens in; both were found to be in it.
        room: Option<RoomId>,
    },
    /// The members of a room, of whom the giver was found to be one.
    Room(RoomId),
}

/// What is given, by whom and to whom.
pub struct Giving {
    /// The giver.
    pub giver: UserId,
    /// Whom it is for.
    pub audience: Audience,
    /// The sum and how it is divided.
    pub shares: Shares,
    /// How the division is called.
    pub distribution: Distribution,
    /// What the giver says, cleaned.
    pub message: Option<String>,
    /// How long it can be opened.
    pub lasts: Duration,
    /// The client that asks.
    pub client: String,
    /// The operator's rules.
    pub settings: Arc<Settings>,
}

/// Somebody gives.
pub struct Create {
    /// What they give.
    pub giving: Giving,
    /// The giver's proof, checked.
    pub proof: Checked,
    /// When wrong proofs lock.
    pub lockout: LockoutRules,
}

/// What came of it.
#[expect(clippy::large_enum_variant, reason = "one lives at a time, on its way to the answer")]
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Created {
    /// It is given.
    #[n(0)]
    Gift(#[n(0)] Gift),
    /// The proof was wrong, which is on record.
    #[n(1)]
    WrongProof {
        /// How many more wrong ones lock.
        #[n(0)]
        attempts_remaining: u32,
    },
    /// Too many proofs were wrong.
    #[n(2)]
    Locked {
        /// Until when.
        #[n(0)]
        until: Timestamp,
    },
}

/// What a proof names in the place of an id, since a gift has none before it is given: the giver's idempotency key, under which
/// a gift is given once, and whom it is for, so that a mini-app cannot send it elsewhere. It begins like no id, and neither Matrix
/// ids nor their parts can be mistaken for the end of a key: what is signed for a gift is worth nothing for anything else.
pub fn signed_object(idempotency_key: &str, recipient_or_room: &str) -> String {
    format!("gift:{idempotency_key}:{recipient_or_room}")
}

impl Command for Create {
    type Outcome = Created;

    /// Refusals in order: giver suspended or not activated, giving to oneself, recipient suspended, no such recipient
    /// (`RECIPIENT_NO_WALLET`), recipient may not receive; then the proof; then limits and funds.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Created>, Failure> {
        let giver = &self.giving.giver;
        let wallet = self.giving.check_people(txn)?;
        let id: GiftId = ctx.new_id();
        let proven = match self.proof.settle(txn, ctx, giver, &self.lockout)? {
            Settled::Proven(proven) => proven,
            Settled::Wrong { attempts_remaining } => {
                let entry = Entry::refused(Action::FactorFail, id).with(self.proof.method().name());
                return Ok(Applied::refused(Created::WrongProof { attempts_remaining }, entry));
            }
            Settled::Locked { until } => {
                let entry = Entry::refused(Action::FactorFail, id).with(format!("locked until {until}"));
                return Ok(Applied::refused(Created::Locked { until }, entry));
            }
        };
        let entry = Entry::done(Action::GiftCreate, id).with(proven.method().name());
        let gift = self.giving.give(ctx, txn, id, wallet)?;
        proven.write(txn, ctx, giver)?;
        Ok(Applied::new(Created::Gift(gift), entry).then(Effect::Gift { id, step: GiftStep::Made }))
    }
}

impl Giving {
    /// The giver's wallet, if they may give at all, and to these people.
    pub fn check_people(&self, txn: &Txn<'_>) -> Result<WalletId, Failure> {
        let (wallet, row) = wallets::of_user(txn, &self.giver)?
            .ok_or_else(|| Rejection::new(Code::UserNotActivated, "You have no wallet yet."))?;
        require_spending(txn, &self.giver, &row)?;
        self.check_recipient(txn)?;
        Ok(wallet)
    }

    /// Moves the money of somebody who has proven themselves, and writes the gift down.
    pub fn give(&self, ctx: &Ctx, txn: &mut Txn<'_>, id: GiftId, giver: WalletId) -> Result<Gift, Failure> {
        let moved = self.take_money(ctx, txn, id, &wallets::get(txn, giver)?)?;
        self.write(ctx, txn, id, giver, moved)
    }

    fn check_recipient(&self, txn: &Txn<'_>) -> Result<(), Failure> {
        let Audience::Person { user, existence, .. } = &self.audience else { return Ok(()) };
        if *user == self.giver {
            return Err(Rejection::field("/recipient", "Giver and recipient are the same person.").into());
        }
        let number = match wallets::of_user(txn, user)? {
            Some((_, row)) => {
                require_not_suspended(txn, user, &row, "The recipient is suspended.")?;
                row.level
            }
            None if *existence == Existence::Known => 0,
            None => {
                let refusal = Rejection::new(Code::RecipientNoWallet, "There is no such Matrix user.");
                return Err(refusal.with("recipient", user.as_str()).into());
            }
        };
        if level(&self.settings, number)?.allows(Feature::P2pReceive) {
            return Ok(());
        }
        Err(Rejection::new(Code::P2pSendNotAllowed, "The recipient may not receive.").into())
    }

    fn take_money(&self, ctx: &Ctx, txn: &mut Txn<'_>, id: GiftId, giver: &WalletRow) -> Result<TxnId, Failure> {
        let amount = self.shares.total();
        let Some(debit) = wallets::account(giver, amount.currency) else {
            return Err(ledger::too_little(amount, 0).into());
        };
        let day = wallets::calendar_day(self.settings.wallet.time_zone, ctx.now);
        wallets::check_send(level(&self.settings, giver.level)?, &ledger::balance(txn, debit)?, amount, day)?;
        let credit = ledger::system_account(txn, ctx, AccountKind::Gifts, amount.currency)?;
        let (kind, cause) = (TransferKind::Gift, Some(Cause::Gift(id)));
        ledger::post(txn, ctx, &Movement { debit, credit, amount, kind, cause, note: None, counts_on: Some(day) })
    }

    fn write(&self, ctx: &Ctx, txn: &mut Txn<'_>, id: GiftId, giver: WalletId, moved: TxnId) -> Result<Gift, Failure> {
        let (recipient, room) = match self.audience.clone() {
            Audience::Person { user, room, .. } => (Some(user), room),
            Audience::Room(room) => (None, Some(room)),
        };
        let row = GiftRow {
            giver,
            giver_user: self.giver.clone(),
            recipient,
            room,
            amount: self.shares.total(),
            count: self.shares.count(),
            distribution: self.distribution,
            message: self.message.clone(),
            client: self.client.clone(),
            created: ctx.now,
            expires: ctx.now + self.lasts,
            txn: moved,
        };
        let left = row.amount.minor;
        let progress = GiftProgressRow { state: GiftState::Active, opened: 0, left, changed: ctx.now, returned: None };
        txn.put(&GIFTS, &id, &row)?;
        txn.put(&GIFT_SHARES, &id, &self.shares.row())?;
        txn.put(&GIFT_PROGRESS, &id, &progress)?;
        txn.put(&GIFT_EXPIRIES, &(row.expires.unix_ms(), id), &())?;
        txn.put(&GIFTS_OUT, &(row.giver_user.clone(), id), &())?;
        for user in [Some(&row.giver_user), row.recipient.as_ref()].into_iter().flatten() {
            txn.put(&GIFTS_OF_USER, &(user.clone(), id), &0)?;
        }
        Ok(Gift { id, row, progress })
    }
}
