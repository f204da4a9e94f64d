//! `/api/v1/wallet`: balance, history, receipts, verification, registration, activation.

use std::sync::Arc;

use poem_openapi::{
    Object, OpenApi,
    param::{Path, Query},
};
use serde::Serialize;

use crate::{
    config::{Feature, Level, Settings},
    edge::Edge,
    kernel::{Code, Currency, MAX_LIMIT, Page, PageRequest, Rejection, RoomId, Timestamp, TxnId, WalletId},
    ledger,
    store::{StoreError, rows::WalletRow},
    wallets::{self, HistoryFilter, HistoryItem},
};

use super::Tag;
use crate::http::{
    answer::{Answer, Reply},
    auth::Caller,
    operations::{WalletBalance, WalletReceipt, WalletTransactions, WalletVerification},
    wire::{Amount, Time},
};

/// The wallet operations.
pub struct WalletsApi;

/// What a wallet holds and may do.
#[derive(Object, Serialize)]
pub struct BalanceAnswer {
    wallet_id: String,
    user_id: String,
    balance: Holdings,
    limits: Limits,
    verification: Verification,
    /// `pending`, `active` or `suspended`.
    status: String,
}

/// Amounts of one currency.
#[derive(Object, Serialize)]
pub struct Holdings {
    /// What can be spent.
    available: Amount,
    /// What is reserved in the wallet's favour.
    pending: Amount,
    currency: String,
}

/// What may be sent; a limit that is absent does not exist.
#[derive(Object, Serialize)]
pub struct Limits {
    #[serde(skip_serializing_if = "Option::is_none")]
    daily_limit: Option<Amount>,
    daily_used: Amount,
    #[serde(skip_serializing_if = "Option::is_none")]
    monthly_limit: Option<Amount>,
    monthly_used: Amount,
    #[serde(skip_serializing_if = "Option::is_none")]
    transaction_limit: Option<Amount>,
}

/// The wallet's verification level.
#[derive(Object, Serialize)]
pub struct Verification {
    level: u8,
    level_name: String,
    features: Vec<String>,
    can_upgrade: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_level: Option<u8>,
    upgrade_requirements: Vec<String>,
}

/// The wallet's verification level, with all its limits.
#[derive(Object, Serialize)]
pub struct VerificationAnswer {
    level: u8,
    level_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    verified_at: Option<Time>,
    limits: LevelLimits,
    features: LevelFeatures,
    can_upgrade: bool,
}

/// The limits of a level; one that is absent does not exist.
#[derive(Object, Serialize)]
pub struct LevelLimits {
    #[serde(skip_serializing_if = "Option::is_none")]
    daily: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    transaction: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    monthly: Option<Amount>,
    currency: String,
}

/// What a level allows.
#[derive(Object, Serialize)]
pub struct LevelFeatures {
    p2p_send: bool,
    p2p_receive: bool,
    miniapp_payments: bool,
    high_value: bool,
    international: bool,
}

/// A page of a wallet's movements, newest first.
#[derive(Object, Serialize)]
pub struct TransactionsAnswer {
    transactions: Vec<Transaction>,
    pagination: Pagination,
}

/// One movement as its wallet sees it.
#[derive(Object, Serialize)]
pub struct Transaction {
    txn_id: String,
    /// `p2p_sent`, `p2p_received`, `payment`, `payment_received`, `refund`, `gift_sent`, `gift_received`, `funding`,
    /// `withdrawal`, `bonus` or `adjustment`.
    #[serde(rename = "type")]
    #[oai(rename = "type")]
    kind: String,
    amount: Amount,
    currency: String,
    /// A user id, a mini-app's id, the room that a gift was for, or one of the system's accounts.
    from: String,
    /// As `from`.
    to: String,
    /// `completed`, or `pending` while it is reserved.
    status: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    timestamp: Time,
    #[serde(skip_serializing_if = "Option::is_none")]
    room_id: Option<String>,
    /// The payment that it belongs to: a payment, a refund, or a fee.
    #[serde(skip_serializing_if = "Option::is_none")]
    payment_id: Option<String>,
    /// What the mini-app of that payment calls itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    miniapp_name: Option<String>,
}

/// Where a page is in its list.
#[derive(Object, Serialize)]
pub struct Pagination {
    total: u64,
    limit: u32,
    offset: u32,
    has_more: bool,
    /// Leads to the next page at the cost of the first one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

impl Pagination {
    /// For a list whose cursor is a number.
    pub fn of<T>(found: &Page<T>, page: PageRequest) -> Self {
        Self {
            total: found.total,
            limit: page.limit,
            offset: page.offset,
            has_more: found.next_cursor.is_some(),
            next_cursor: found.next_cursor.map(|cursor| format!("{cursor:x}")),
        }
    }

    /// For a list that has no cursor.
    pub fn without_cursor(total: u64, page: PageRequest) -> Self {
        let PageRequest { limit, offset, .. } = page;
        Self { total, limit, offset, has_more: u64::from(offset) + u64::from(limit) < total, next_cursor: None }
    }
}

#[OpenApi(prefix_path = "/api/v1/wallet", tag = "Tag::Wallet")]
impl WalletsApi {
    /// Balance
    ///
    /// What the caller's wallet holds, what it may send, and its verification level.
    #[oai(path = "/balance", method = "get", operation_id = "wallet_balance")]
    async fn balance(
        &self,
        caller: Caller<WalletBalance>,
        currency: Query<Option<String>>,
    ) -> Reply<WalletBalance, BalanceAnswer> {
        let edge = &caller.info.edge;
        let settings = edge.settings();
        let currency = wanted_currency(edge, currency.0)?;
        let (row, balance) = read_balance(edge, caller.token.wallet, currency)?;
        let day = wallets::calendar_day(settings.wallet.time_zone, caller.info.now);
        let (number, level) = level_of(&settings, &row)?;
        let amount = |limit: Option<crate::kernel::Money>| limit.map(|limit| Amount(wallets::limit_in(limit, currency)));
        Ok(Answer::new(BalanceAnswer {
            wallet_id: caller.token.wallet.to_string(),
            user_id: caller.token.user.to_string(),
            limits: Limits {
                daily_limit: amount(level.daily),
                daily_used: Amount(currency.minor(balance.map_or(0, |balance| balance.sent_on(day)))),
                monthly_limit: amount(level.monthly),
                monthly_used: Amount(currency.minor(balance.map_or(0, |balance| balance.sent_in_month(day)))),
                transaction_limit: amount(level.transaction),
            },
            balance: Holdings {
                available: Amount(balance.map_or(currency.minor(0), |balance| balance.available)),
                pending: Amount(balance.map_or(currency.minor(0), |balance| balance.pending)),
                currency: currency.code().to_owned(),
            },
            verification: verification(&settings, number, level),
            status: row.status.name().to_owned(),
        }))
    }

    /// Transactions
    ///
    /// The caller's movements, newest first. `from` and `to` are RFC 3339 times; `q` looks into notes and names.
    #[oai(path = "/transactions", method = "get", operation_id = "wallet_transactions")]
    #[expect(clippy::too_many_arguments, reason = "each is a query parameter of the documented operation")]
    async fn transactions(
        &self,
        caller: Caller<WalletTransactions>,
        /// 1 to 100.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "100")))]
        limit: Query<u32>,
        /// At most 10000; the cursor leads further.
        #[oai(default, validator(maximum(value = "10000")))]
        offset: Query<u32>,
        cursor: Query<Option<String>>,
        #[oai(name = "type")] kind: Query<Option<String>>,
        status: Query<Option<String>>,
        from: Query<Option<String>>,
        to: Query<Option<String>>,
        room_id: Query<Option<String>>,
        q: Query<Option<String>>,
        currency: Query<Option<String>>,
    ) -> Reply<WalletTransactions, TransactionsAnswer> {
        let edge = &caller.info.edge;
        let currency = wanted_currency(edge, currency.0)?;
        let filter = HistoryFilter {
            kind: kind.0,
            status: status.0,
            from: time(from.0, "/from")?,
            to: time(to.0, "/to")?,
            room: room_id
                .0
                .map(|id| RoomId::parse(&id).map_err(|error| Rejection::field("/room_id", error.to_string())))
                .transpose()?,
            text: q.0,
        };
        let cursor = cursor.0.map(|cursor| parse_cursor(&cursor)).transpose()?;
        let page = PageRequest { limit: limit.0.min(MAX_LIMIT), offset: offset.0, cursor };
        let found =
            edge.commands.store().read(|reader| wallets::transactions(reader, caller.token.wallet, currency, &filter, page))?;
        Ok(Answer::new(TransactionsAnswer {
            pagination: Pagination::of(&found, page),
            transactions: found.items.into_iter().map(transaction).collect(),
        }))
    }

    /// Receipt
    ///
    /// One movement of the caller's wallet.
    #[oai(path = "/transactions/:txn_id", method = "get", operation_id = "wallet_transaction")]
    async fn receipt(&self, caller: Caller<WalletReceipt>, txn_id: Path<String>) -> Reply<WalletReceipt, Transaction> {
        let missing = || Rejection::new(Code::NotFound, "There is no such transaction.");
        let id: TxnId = txn_id.0.parse().map_err(|_| missing())?;
        let found = caller.info.edge.commands.store().read(|reader| wallets::receipt(reader, caller.token.wallet, id))?;
        Ok(Answer::new(transaction(found.ok_or_else(missing)?)))
    }

    /// Verification level
    #[oai(path = "/verification", method = "get", operation_id = "wallet_verification")]
    async fn verification(&self, caller: Caller<WalletVerification>) -> Reply<WalletVerification, VerificationAnswer> {
        let edge = &caller.info.edge;
        let settings = edge.settings();
        let row = edge.commands.store().read(|reader| wallets::get(reader, caller.token.wallet))?;
        let (number, level) = level_of(&settings, &row)?;
        Ok(Answer::new(VerificationAnswer {
            level: number,
            level_name: level.name.clone(),
            verified_at: row.verified.map(Time),
            limits: LevelLimits {
                daily: level.daily.map(Amount),
                transaction: level.transaction.map(Amount),
                monthly: level.monthly.map(Amount),
                currency: settings.currencies.primary().code().to_owned(),
            },
            features: LevelFeatures {
                p2p_send: level.allows(Feature::P2pSend),
                p2p_receive: level.allows(Feature::P2pReceive),
                miniapp_payments: level.allows(Feature::MiniappPayments),
                high_value: level.allows(Feature::HighValue),
                international: level.allows(Feature::International),
            },
            can_upgrade: settings.wallet.levels.len() > usize::from(number) + 1,
        }))
    }
}

/// How long a page is when nobody says.
pub fn default_limit() -> u32 {
    50
}

fn wanted_currency(edge: &Edge, code: Option<String>) -> Result<Currency, Rejection> {
    match code {
        Some(code) => edge.currency(&code, "/currency"),
        None => Ok(edge.settings().currencies.primary()),
    }
}

fn read_balance(edge: &Edge, wallet: WalletId, currency: Currency) -> Result<(WalletRow, Option<ledger::Balance>), StoreError> {
    edge.commands.store().read(|reader| {
        let row = wallets::get(reader, wallet)?;
        let balance = wallets::account(&row, currency).map(|account| ledger::balance(reader, account)).transpose()?;
        Ok((row, balance))
    })
}

fn level_of<'s>(settings: &'s Arc<Settings>, row: &WalletRow) -> Result<(u8, &'s Level), StoreError> {
    crate::transfers::level(settings, row.level).map(|level| (row.level, level))
}

fn verification(settings: &Settings, number: u8, level: &Level) -> Verification {
    let next = settings.wallet.levels.get(usize::from(number) + 1);
    Verification {
        level: number,
        level_name: level.name.clone(),
        features: level.features.iter().map(|feature| feature.name().to_owned()).collect(),
        can_upgrade: next.is_some(),
        next_level: next.map(|_| number.saturating_add(1)),
        upgrade_requirements: next.map(|next| next.requirements.clone()).unwrap_or_default(),
    }
}

/// The time in a query parameter; `INVALID_REQUEST` naming `field` otherwise.
pub(super) fn time(text: Option<String>, field: &str) -> Result<Option<Timestamp>, Rejection> {
    let parse =
        |text: String| Timestamp::parse_rfc3339(&text).ok_or_else(|| Rejection::field(field, "Expected an RFC 3339 time."));
    text.map(parse).transpose()
}

/// What [`Pagination::of`] wrote.
pub fn parse_cursor(text: &str) -> Result<u64, Rejection> {
    u64::from_str_radix(text, 16).map_err(|_| Rejection::field("/cursor", "This is no cursor of this list."))
}

fn transaction(item: HistoryItem) -> Transaction {
    Transaction {
        txn_id: item.id.to_string(),
        kind: item.kind.to_owned(),
        currency: item.amount.currency.code().to_owned(),
        amount: Amount(item.amount),
        from: item.from,
        to: item.to,
        status: item.status.to_owned(),
        note: item.note,
        timestamp: Time(item.at),
        room_id: item.room.map(|room| room.to_string()),
        payment_id: item.payment.map(|payment| payment.to_string()),
        miniapp_name: item.miniapp_name,
    }
}
