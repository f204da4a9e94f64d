//! What a verification level lets a wallet send, in one transaction, in a calendar day and in a calendar month.

use chrono::{Datelike, TimeDelta};

use crate::{
    config,
    kernel::{Code, Currency, Money, Rejection, Timestamp},
    ledger::{Balance, CalendarDay},
    mfa::policy,
};

/// The day and month of `now` where the operator lives.
pub fn calendar_day(zone: chrono_tz::Tz, now: Timestamp) -> CalendarDay {
    let here = now.utc().with_timezone(&zone).date_naive();
    let epoch = chrono::NaiveDate::default();
    let day = i32::try_from((here - epoch).num_days()).unwrap_or(i32::MAX);
    CalendarDay { day, month: (here.year() - 1970) * 12 + i32::try_from(here.month0()).unwrap_or(0) }
}

/// A limit, which is in the wallet's primary currency, as the same number of whole units of another one: operators set one
/// figure, and a community currency is bound by it too.
pub fn limit_in(limit: Money, currency: Currency) -> Money {
    let (from, to) = (u32::from(limit.currency.exponent()), u32::from(currency.exponent()));
    let minor = i128::from(limit.minor);
    let minor = if to >= from { minor * 10i128.pow(to - from) } else { minor / 10i128.pow(from - to) };
    currency.minor(i64::try_from(minor).unwrap_or(i64::MAX))
}

/// Refuses what the level does not allow to be sent to people; see [`check_spending`].
pub fn check_send(level: &config::Level, balance: &Balance, amount: Money, day: CalendarDay) -> Result<(), Rejection> {
    check_spending(level, config::Feature::P2pSend, balance, amount, day)
}

/// Refuses a level that does not have `feature`.
pub fn check_feature(level: &config::Level, feature: config::Feature) -> Result<(), Rejection> {
    if level.allows(feature) {
        return Ok(());
    }
    let what = if feature == config::Feature::P2pSend { "sending" } else { "this" };
    let message = format!("Verification level {} does not allow {what}.", level.name);
    let refusal = Rejection::new(Code::P2pSendNotAllowed, message).with("level", level.name.as_str());
    Err(refusal.with("feature", feature.name()))
}

/// Refuses what the level does not allow, in this order: `feature` at all, this amount, this day, this month.
pub fn check_spending(
    level: &config::Level,
    feature: config::Feature,
    balance: &Balance,
    amount: Money,
    day: CalendarDay,
) -> Result<(), Rejection> {
    check_feature(level, feature)?;
    let bounds = [
        (level.transaction, 0, Code::AmountExceedsLimit, "The amount is above the limit for one transaction."),
        (level.daily, balance.sent_on(day), Code::DailyLimitExceeded, "The limit for today would be exceeded."),
        (level.monthly, balance.sent_in_month(day), Code::MonthlyLimitExceeded, "The limit for this month would be exceeded."),
    ];
    for (limit, used, code, message) in bounds {
        let Some(limit) = limit.map(|limit| limit_in(limit, amount.currency)) else { continue };
        if amount.minor > limit.minor.saturating_sub(used) {
            return Err(Rejection::new(code, message)
                .with("limit", limit.to_string())
                .with("used", amount.currency.minor(used).to_string())
                .with("currency", amount.currency.code()));
        }
    }
    Ok(())
}

/// The operator's rules about second factors, for payments in `currency`.
pub fn second_factor_rules(settings: &config::Mfa, currency: Currency) -> policy::Rules {
    policy::Rules {
        threshold: limit_in(settings.threshold, currency),
        new_device: settings.new_device,
        unusual_volume: settings.unusual_volume,
    }
}

/// What those rules ask about somebody's spending, before they spend `amount` on `day`.
pub fn spending(balance: &Balance, amount: Money, day: CalendarDay) -> policy::Spending {
    let today = balance.sent_on(day);
    let date = chrono::NaiveDate::default().checked_add_signed(TimeDelta::days(i64::from(day.day)));
    policy::Spending {
        amount,
        today,
        earlier: balance.sent_in_month(day).saturating_sub(today).max(0),
        earlier_days: date.map_or(0, |date| date.day0()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_months_begin_where_the_operator_lives() {
        let new_year = Timestamp::parse_rfc3339("2026-12-31T23:30:00Z").unwrap();
        let utc = calendar_day(chrono_tz::UTC, new_year);
        let lagos = calendar_day(chrono_tz::Africa::Lagos, new_year);
        assert_eq!((lagos.day - utc.day, lagos.month - utc.month, lagos.month), (1, 1, 57 * 12));
    }

    #[test]
    fn what_was_spent_is_told_from_what_is_spent_today() {
        let store = crate::store::Store::open(crate::store::Options::in_memory()).unwrap();
        let eleventh = calendar_day(chrono_tz::UTC, Timestamp::parse_rfc3339("2026-11-11T12:00:00Z").unwrap());
        let first = calendar_day(chrono_tz::UTC, Timestamp::parse_rfc3339("2026-12-01T00:00:00Z").unwrap());
        let usd = Currency::iso("USD").unwrap();
        let row = crate::store::rows::BalanceRow {
            posted: 0,
            reserved: 0,
            incoming: 0,
            newest: 0,
            entries: 0,
            day: eleventh.day,
            day_out: 300,
            month: eleventh.month,
            month_out: 1300,
        };
        let written = store.write(move |txn| {
            use crate::store::{rows::*, tables::*};
            let account = AccountRow { kind: AccountKind::Wallet, currency: usd, wallet: None, created: Timestamp(0) };
            txn.put(&ACCOUNTS, &1, &account)?;
            Ok::<_, crate::store::WriteError<()>>(txn.put(&BALANCES, &1, &row)?)
        });
        written.wait().unwrap();
        let balance = store.read(|reader| crate::ledger::balance(reader, 1)).unwrap();
        let of = |day| {
            let policy::Spending { today, earlier, earlier_days, .. } = spending(&balance, usd.minor(5), day);
            (today, earlier, earlier_days)
        };
        assert_eq!((of(eleventh), of(first)), ((300, 1000, 10), (0, 0, 0)));
    }

    #[test]
    fn limits_hold_in_other_currencies() {
        let limit = Currency::iso("USD").unwrap().minor(100_050);
        assert_eq!(limit_in(limit, Currency::iso("JPY").unwrap()).minor, 1000);
        assert_eq!(limit_in(limit, Currency::iso("KWD").unwrap()).minor, 1_000_500);
    }
}
