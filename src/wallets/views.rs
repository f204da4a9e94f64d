//! A wallet's past, as its owner sees it.

use std::ops::ControlFlow;

use crate::{
    kernel::{Currency, Money, Page, PageRequest, PaymentId, RoomId, Timestamp, TxnId, WalletId},
    ledger::{self, Side},
    store::{
        Read, ReadExt, StoreError,
        rows::{Cause, GiftRow, Phase, TransferKind, TransferRow},
        tables::{GIFTS, P2P, PAYMENTS, RESERVATIONS},
    },
};

use super::{account, get, name_of_account, name_of_wallet};

/// One movement as one of its sides sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryItem {
    /// The receipt's id.
    pub id: TxnId,
    /// What it was, such as `p2p_sent`.
    pub kind: &'static str,
    /// How much.
    pub amount: Money,
    /// Who gave.
    pub from: String,
    /// Who got.
    pub to: String,
    /// `completed`, or `pending` while it is reserved.
    pub status: &'static str,
    /// What the sender wrote.
    pub note: Option<String>,
    /// When.
    pub at: Timestamp,
    /// The room it was made in.
    pub room: Option<RoomId>,
    /// The payment behind it.
    pub payment: Option<PaymentId>,
    /// What the mini-app on the other side, or the owner's own, calls itself.
    pub miniapp_name: Option<String>,
}

/// Which movements are wanted; what is `None` does not matter.
#[derive(Clone, Debug, Default)]
pub struct HistoryFilter {
    /// A kind, such as `p2p_sent`.
    pub kind: Option<String>,
    /// `completed` or `pending`.
    pub status: Option<String>,
    /// Not before.
    pub from: Option<Timestamp>,
    /// Before.
    pub to: Option<Timestamp>,
    /// Made in this room.
    pub room: Option<RoomId>,
    /// Part of the note or of a name, in any case.
    pub text: Option<String>,
}

impl HistoryFilter {
    fn is_open(&self) -> bool {
        let Self { kind, status, from, to, room, text } = self;
        kind.is_none() && status.is_none() && from.is_none() && to.is_none() && room.is_none() && text.is_none()
    }

    fn admits(&self, item: &HistoryItem) -> bool {
        let contains = |wanted: &String| {
            let wanted = wanted.to_lowercase();
            let texts = [item.note.as_deref(), item.miniapp_name.as_deref(), Some(&*item.from), Some(&*item.to)];
            texts.into_iter().flatten().any(|text| text.to_lowercase().contains(&wanted))
        };
        self.kind.as_deref().is_none_or(|kind| kind == item.kind)
            && self.status.as_deref().is_none_or(|status| status == item.status)
            && self.from.is_none_or(|from| item.at >= from)
            && self.to.is_none_or(|to| item.at < to)
            && self.room.as_ref().is_none_or(|room| item.room.as_ref() == Some(room))
            && self.text.as_ref().is_none_or(contains)
    }
}

/// The most records that one page with a filter looks at.
const MOST_LOOKED_AT: usize = 10_000;

/// A page of the wallet's movements in `currency`, newest first. Without a filter it costs what it shows and passes over. With
/// one it looks at [`MOST_LOOKED_AT`] records at most, tells how many of those fit, and its cursor leads on from there.
pub fn transactions(
    reader: &impl Read,
    wallet: WalletId,
    currency: Currency,
    filter: &HistoryFilter,
    page: PageRequest,
) -> Result<Page<HistoryItem>, StoreError> {
    let row = get(reader, wallet)?;
    let mut found = Page { items: Vec::new(), total: 0, next_cursor: None };
    let Some(account) = account(&row, currency) else { return Ok(found) };
    let open = filter.is_open();
    let (skip, limit) = (u64::from(page.offset), page.limit as usize);
    let (mut matched, mut last) = (0u64, None);
    let (mut more, mut looked_at) = (false, 0);
    ledger::history(reader, account, page.cursor, |entry| {
        looked_at += 1;
        if !open && looked_at > MOST_LOOKED_AT {
            more = true;
            return Ok(ControlFlow::Break(()));
        }
        if !open && found.items.len() < limit {
            last = Some(entry.sequence);
        }
        let passed_over = open && matched < skip;
        let item = if passed_over { None } else { Some(item(reader, &entry.row, entry.side, entry.is_posted())?) };
        if item.as_ref().is_some_and(|item| !filter.admits(item)) {
            return Ok(ControlFlow::Continue(()));
        }
        matched += 1;
        if matched <= skip {
            return Ok(ControlFlow::Continue(()));
        }
        if found.items.len() < limit {
            found.items.extend(item);
            last = Some(entry.sequence);
            return Ok(ControlFlow::Continue(()));
        }
        more = true;
        Ok(if open { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    })?;
    found.total = if open { ledger::balance(reader, account)?.entries } else { matched };
    found.next_cursor = last.filter(|_| more);
    Ok(found)
}

/// The wallet's own view of one movement; `None` when there is none with this id, when it is not the wallet's, or when it was a
/// reservation that is settled: what became of that has an id of its own.
pub fn receipt(reader: &impl Read, wallet: WalletId, id: TxnId) -> Result<Option<HistoryItem>, StoreError> {
    let Some((sequence, row)) = ledger::find(reader, id)? else { return Ok(None) };
    let accounts = get(reader, wallet)?.accounts;
    let owns = |number: u64| accounts.iter().any(|account| account.account == number);
    let side = match (owns(row.debit), owns(row.credit)) {
        (true, _) => Side::Debit,
        (false, true) => Side::Credit,
        (false, false) => return Ok(None),
    };
    let over = row.phase == Phase::Pending && !reader.has(&RESERVATIONS, &sequence)?;
    if over || matches!(row.phase, Phase::VoidedPending(_)) {
        return Ok(None);
    }
    item(reader, &row, side, row.phase != Phase::Pending).map(Some)
}

fn item(reader: &impl Read, row: &TransferRow, side: Side, posted: bool) -> Result<HistoryItem, StoreError> {
    let currency = ledger::account_row(reader, row.debit)?.currency;
    let Origin { note, room, payment, miniapp_name, gift } = origin(reader, row)?;
    let (mut from, mut to) = (name_of_account(reader, row.debit)?, name_of_account(reader, row.credit)?);
    // In the place of the account where a gift waits stands whom it is for, or whom it is from.
    match (gift, row.kind, side) {
        (Some(gift), TransferKind::Gift, Side::Debit) => to = whom(&gift),
        (Some(gift), TransferKind::Gift, Side::Credit) => from = name_of_wallet(reader, gift.giver)?,
        (Some(gift), ..) => from = whom(&gift),
        (None, ..) => {}
    }
    Ok(HistoryItem {
        id: row.id,
        kind: kind(row.kind, side),
        amount: currency.minor(row.amount),
        from,
        to,
        status: if posted { "completed" } else { "pending" },
        note,
        at: row.at,
        room,
        payment,
        miniapp_name,
    })
}

/// What the object behind a movement says of it.
#[derive(Default)]
struct Origin {
    note: Option<String>,
    room: Option<RoomId>,
    payment: Option<PaymentId>,
    miniapp_name: Option<String>,
    gift: Option<GiftRow>,
}

fn origin(reader: &impl Read, row: &TransferRow) -> Result<Origin, StoreError> {
    let found = match row.cause {
        Some(Cause::P2p(id)) => {
            reader.get(&P2P, &id)?.map(|transfer| Origin { note: transfer.note, room: transfer.room, ..Origin::default() })
        }
        Some(Cause::Payment(id)) => reader.get(&PAYMENTS, &id)?.map(|payment| Origin {
            note: Some(payment.description),
            room: payment.room,
            payment: Some(id),
            miniapp_name: Some(payment.miniapp_name),
            gift: None,
        }),
        Some(Cause::Gift(id)) => reader.get(&GIFTS, &id)?.map(|gift| Origin {
            note: gift.message.clone(),
            room: gift.room.clone(),
            gift: Some(gift),
            ..Origin::default()
        }),
        None => Some(Origin { note: row.note.clone(), ..Origin::default() }),
    };
    Ok(found.unwrap_or_default())
}

/// Whom a gift is for, in the place of the account where it waits: its recipient or its room.
fn whom(gift: &GiftRow) -> String {
    let room = || gift.room.as_ref().map(ToString::to_string);
    gift.recipient.as_ref().map(ToString::to_string).or_else(room).unwrap_or_default()
}

fn kind(kind: TransferKind, side: Side) -> &'static str {
    match (kind, side) {
        (TransferKind::P2p, Side::Debit) => "p2p_sent",
        (TransferKind::P2p, Side::Credit) => "p2p_received",
        (TransferKind::Payment, Side::Debit) => "payment",
        (TransferKind::Payment, Side::Credit) => "payment_received",
        (TransferKind::Refund, _) => "refund",
        (TransferKind::Gift, Side::Debit) => "gift_sent",
        (TransferKind::Gift, Side::Credit) => "gift_received",
        (TransferKind::Funding, _) => "funding",
        (TransferKind::Withdrawal, _) => "withdrawal",
        (TransferKind::Bonus, _) => "bonus",
        (TransferKind::Adjustment | TransferKind::Fee, _) => "adjustment",
    }
}
