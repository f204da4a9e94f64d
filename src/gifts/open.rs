//! Somebody takes the next share.

use std::sync::Arc;

use minicbor::{Decode, Encode};
use serde_json::{Number, json};

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    config::{Feature, Settings},
    identity::find_client,
    kernel::{Code, Ctx, GiftId, Money, Rejection, UserId},
    ledger::{self, Movement},
    outbox::{Effect, webhooks::Webhook},
    store::{
        Failure, Read, ReadExt, StoreError, Txn,
        rows::{
            AccountKind, Cause, GiftProgressRow, GiftState, GiftStep, OpeningRow, Owner, TransferKind, WalletRow, WalletStatus,
            WebhookEvent,
        },
        tables::{GIFT_OPENINGS, GIFT_PROGRESS, GIFT_SHARES, GIFTS_OF_USER, GIFTS_OUT, SUSPENDED_USERS},
    },
    transfers::{level, require_not_suspended},
    wallets,
};

use super::{Gift, Shares, Taken, find, missing, opening_of};

/// Somebody opens a gift. For a gift to a room they were found to be a member of it.
pub struct Open {
    /// The gift.
    pub id: GiftId,
    /// Who.
    pub opener: UserId,
    /// The operator's rules.
    pub settings: Arc<Settings>,
}

/// A share that was taken, and the gift as it was then.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Opening {
    /// The gift with this share taken.
    #[n(0)]
    pub gift: Gift,
    /// The share.
    #[n(1)]
    pub taken: Taken,
    /// Whether the wallet that it went into waits for its owner to activate it.
    #[n(2)]
    pub pending: bool,
}

impl Command for Open {
    type Outcome = Opening;

    /// Refusals in order: no such gift, or one for somebody else (`NOT_FOUND`); the giver's own gift to somebody else
    /// (`INSUFFICIENT_PERMISSIONS`); opened by this person before, empty, expired; opener or giver suspended; opener may not
    /// receive. A wallet is made, pending, for an opener without one.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Opening>, Failure> {
        let gift = find(txn, self.id)?.ok_or_else(missing)?;
        self.require_addressee(&gift)?;
        self.require_share(ctx, txn, &gift)?;
        let present = wallets::of_user(txn, &self.opener)?;
        self.check_people(txn, &gift, present.as_ref().map(|(_, row)| row))?;
        let owner = Owner::User(self.opener.clone());
        let (wallet, row) = match present {
            Some(found) => found,
            None => wallets::ensure(txn, ctx, &owner, self.settings.currencies.primary())?,
        };
        let amount = self.next_share(txn, &gift)?;
        let movement = Movement {
            debit: ledger::system_account(txn, ctx, AccountKind::Gifts, amount.currency)?,
            credit: wallets::ensure_account(txn, ctx, wallet, amount.currency)?,
            amount,
            kind: TransferKind::Gift,
            cause: Some(Cause::Gift(self.id)),
            note: None,
            counts_on: None,
        };
        let moved = ledger::post(txn, ctx, &movement)?;
        let opening = OpeningRow { user: self.opener.clone(), wallet, amount: amount.minor, at: ctx.now, txn: moved };
        let (gift, taken) = self.write(ctx, txn, gift, opening)?;
        let step = GiftStep::Opened(taken.rank);
        let entry = Entry::done(Action::GiftOpen, self.id).with(format!("share {} of {}", taken.rank, gift.row.count));
        let told = told(ctx, txn, &gift, &taken)?;
        let opening = Opening { gift, taken, pending: row.status == WalletStatus::Pending };
        let applied = Applied::new(opening, entry).then(Effect::Gift { id: self.id, step });
        Ok(told.into_iter().fold(applied, Applied::tell))
    }
}

/// What the mini-app that asked for the gift is told, if it was one.
fn told(ctx: &Ctx, reader: &impl Read, gift: &Gift, taken: &Taken) -> Result<Option<Webhook>, StoreError> {
    let Some(client) = find_client(reader, &gift.row.client)? else { return Ok(None) };
    let currency = gift.row.amount.currency;
    let data = json!({
        "gift_id": gift.id.to_string(),
        "status": gift.progress.state.name(),
        "opened_by": { "user_id": taken.row.user.as_str() },
        "amount": Number::from_string_unchecked(currency.minor(taken.row.amount).to_string()),
        "currency": currency.code(),
        "txn_id": taken.row.txn.to_string(),
        "opened_at": taken.row.at.to_string(),
        "rank": taken.rank,
        "total_opened": gift.progress.opened,
        "total_remaining": gift.remaining(),
    });
    Ok(Some(Webhook::new(ctx, &client.miniapp, WebhookEvent::GiftOpened, gift.id, &data)))
}

impl Open {
    fn require_addressee(&self, gift: &Gift) -> Result<(), Rejection> {
        match &gift.row.recipient {
            Some(recipient) if *recipient == self.opener => Ok(()),
            Some(_) if gift.row.giver_user == self.opener => {
                Err(Rejection::new(Code::InsufficientPermissions, "This is for its recipient to open."))
            }
            Some(_) => Err(missing()),
            None => Ok(()),
        }
    }

    fn require_share(&self, ctx: &Ctx, txn: &Txn<'_>, gift: &Gift) -> Result<(), Failure> {
        if let Some(taken) = opening_of(txn, self.id, &self.opener)? {
            let amount = gift.row.amount.currency.minor(taken.row.amount);
            let refusal = Rejection::new(Code::AlreadyOpened, "You have opened this gift already.");
            return Err(refusal.with("amount_received", amount.to_string()).with("your_rank", taken.rank).into());
        }
        if gift.progress.state == GiftState::FullyOpened {
            return Err(Rejection::new(Code::GiftEmpty, "Every share of the gift has been taken.").into());
        }
        if gift.progress.state == GiftState::Expired || gift.row.expires <= ctx.now {
            let refusal = Rejection::new(Code::GiftExpired, "The gift has expired.");
            return Err(refusal.with("expired_at", gift.row.expires.to_string()).into());
        }
        Ok(())
    }

    fn check_people(&self, txn: &Txn<'_>, gift: &Gift, opener: Option<&WalletRow>) -> Result<(), Failure> {
        let number = match opener {
            Some(row) => {
                require_not_suspended(txn, &self.opener, row, "Your wallet is suspended.")?;
                row.level
            }
            None if txn.has(&SUSPENDED_USERS, &self.opener)? => {
                return Err(Rejection::new(Code::UserSuspended, "You are suspended.").into());
            }
            None => 0,
        };
        require_not_suspended(txn, &gift.row.giver_user, &wallets::get(txn, gift.row.giver)?, "The giver is suspended.")?;
        if level(&self.settings, number)?.allows(Feature::P2pReceive) {
            return Ok(());
        }
        Err(Rejection::new(Code::P2pSendNotAllowed, "Your verification level does not allow receiving.").into())
    }

    fn next_share(&self, txn: &Txn<'_>, gift: &Gift) -> Result<Money, StoreError> {
        let shares = txn.get(&GIFT_SHARES, &self.id)?;
        let share = shares.and_then(|row| Shares::at(&row, gift.progress.opened));
        let share = share.ok_or_else(|| StoreError::Corrupt(format!("{} has no share {}", self.id, gift.progress.opened)))?;
        Ok(gift.row.amount.currency.minor(share))
    }

    fn write(&self, ctx: &Ctx, txn: &mut Txn<'_>, gift: Gift, row: OpeningRow) -> Result<(Gift, Taken), StoreError> {
        let rank = gift.progress.opened + 1;
        let state = if rank == gift.row.count { GiftState::FullyOpened } else { GiftState::PartiallyOpened };
        let left = gift.progress.left - row.amount;
        let progress = GiftProgressRow { state, opened: rank, left, changed: ctx.now, returned: None };
        txn.put(&GIFT_PROGRESS, &self.id, &progress)?;
        txn.put(&GIFT_OPENINGS, &(self.id, rank), &row)?;
        txn.put(&GIFTS_OF_USER, &(self.opener.clone(), self.id), &rank)?;
        if state == GiftState::FullyOpened {
            txn.remove(&GIFTS_OUT, &(gift.row.giver_user.clone(), self.id))?;
        }
        Ok((Gift { progress, ..gift }, Taken { rank, row }))
    }
}
