//! What the operator keeps of a payment.

use crate::{config::Fees, kernel::Money, wallets};

/// The fee on `amount`: the configured part of it, rounded down to whole minor units, and the fixed amount in as many whole units
/// of its currency; never more than the amount itself.
pub fn fee_on(fees: &Fees, amount: Money) -> Money {
    const WHOLE: i128 = 10_000;
    let part = i128::from(amount.minor) * i128::from(fees.basis_points) / WHOLE;
    let fixed = i128::from(wallets::limit_in(fees.fixed, amount.currency).minor);
    let fee = (part + fixed).clamp(0, i128::from(amount.minor));
    amount.currency.minor(i64::try_from(fee).unwrap_or(amount.minor))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Currency;

    #[test]
    fn fees_are_rounded_down_and_never_more_than_the_amount() {
        let usd = |minor| Currency::iso("USD").unwrap().minor(minor);
        let jpy = |minor| Currency::iso("JPY").unwrap().minor(minor);
        let cases = [
            (0, 0, usd(1_000), 0),
            (250, 0, usd(1_000), 25),
            (250, 0, usd(39), 0),
            (250, 0, usd(40), 1),
            (250, 30, usd(1_000), 55),
            (0, 30, usd(10), 10),
            (10_000, 0, usd(777), 777),
            (10_000, 1, usd(777), 777),
            (10_000, 0, usd(i64::MAX), i64::MAX),
            (1, 0, usd(i64::MAX), i64::MAX / 10_000),
            (0, 130, jpy(50), 1),
        ];
        for (basis_points, fixed, amount, expected) in cases {
            let fees = Fees { basis_points, fixed: usd(fixed) };
            assert_eq!(fee_on(&fees, amount), amount.currency.minor(expected), "{basis_points} {fixed} {amount}");
        }
    }
}
