//! Money: integer minor units with their currency. No floating point, here or anywhere; decimal text exists at the edge
//! only, through [`Money::parse`] and [`Money`]'s `Display`.

use std::{fmt, str::FromStr};

use minicbor::{Decode, Encode};

/// An ISO 4217 code or a configured community currency, with its number of fraction digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency {
    code: [u8; Self::MAX_CODE],
    exponent: u8,
}

impl Currency {
    const MAX_CODE: usize = 12;

    /// A currency of `exponent` (0-8) fraction digits. `None` unless the code is 3 to 12 upper-case letters or digits
    /// that start with a letter.
    pub fn new(code: &str, exponent: u8) -> Option<Self> {
        let ok = (3..=Self::MAX_CODE).contains(&code.len())
            && exponent <= 8
            && code.starts_with(|first: char| first.is_ascii_uppercase())
            && code.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        let mut padded = [0; Self::MAX_CODE];
        if ok {
            padded[..code.len()].copy_from_slice(code.as_bytes());
        }
        ok.then_some(Self { code: padded, exponent })
    }

    /// A currency of ISO 4217 with the number of fraction digits that the standard gives it.
    pub fn iso(code: &str) -> Option<Self> {
        const ACTIVE: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD \
            CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL \
            HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR \
            MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD \
            SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD YER ZAR ZMW \
            ZWG";
        let exponent = match code {
            "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "VND" | "VUV" | "XAF"
            | "XOF" | "XPF" => 0,
            "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
            _ if ACTIVE.split_ascii_whitespace().any(|known| known == code) => 2,
            _ => return None,
        };
        Self::new(code, exponent)
    }

    /// The code, such as `USD`.
    pub fn code(&self) -> &str {
        let end = self.code.iter().position(|byte| *byte == 0).unwrap_or(Self::MAX_CODE);
        std::str::from_utf8(&self.code[..end]).unwrap_or("")
    }

    /// How many fraction digits an amount is written with.
    pub fn exponent(&self) -> u8 {
        self.exponent
    }

    /// `minor` units of this currency.
    pub fn minor(self, minor: i64) -> Money {
        Money { minor, currency: self }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.code(), self.exponent)
    }
}

/// Kept as `CODE/exponent`, so that a row says how its amounts read without asking the configuration.
impl<C> Encode<C> for Currency {
    fn encode<W: minicbor::encode::Write>(
        &self,
        e: &mut minicbor::Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        e.str(&format!("{self:?}"))?.ok()
    }
}

impl<'b, C> Decode<'b, C> for Currency {
    fn decode(d: &mut minicbor::Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
        let text = d.str()?;
        text.split_once('/')
            .and_then(|(code, exponent)| Self::new(code, u8::from_str(exponent).ok()?))
            .ok_or_else(|| minicbor::decode::Error::message("not a currency"))
    }
}

/// Why a decimal text is not an amount (`INVALID_AMOUNT`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// A sign, an exponent, leading zeros, or something that is no number at all.
    #[error("an amount is written in plain digits with at most one decimal point")]
    Malformed,
    /// More fraction digits than the currency has.
    #[error("the amount has more fraction digits than its currency")]
    TooPrecise,
    /// Beyond 64 bits of minor units.
    #[error("the amount is too large")]
    TooLarge,
    /// Zero where money has to move.
    #[error("the amount must be greater than zero")]
    NotPositive,
}

/// An amount in minor units (cents for USD) and its currency.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Encode, Decode)]
pub struct Money {
    /// Minor units.
    #[n(0)]
    pub minor: i64,
    /// What they are units of.
    #[n(1)]
    pub currency: Currency,
}

impl Money {
    /// Reads an amount that must be greater than zero: `12.5`, `12.50` or `12` for a currency of two digits.
    pub fn parse_positive(text: &str, currency: Currency) -> Result<Self, AmountError> {
        let money = Self::parse(text, currency)?;
        if money.minor > 0 { Ok(money) } else { Err(AmountError::NotPositive) }
    }

    /// Reads an amount of zero or more.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, AmountError> {
        let (whole, fraction) = match text.split_once('.') {
            Some((_, "")) => return Err(AmountError::Malformed),
            Some(parts) => parts,
            None => (text, ""),
        };
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(fraction) || (whole.len() > 1 && whole.starts_with('0')) {
            return Err(AmountError::Malformed);
        }
        let exponent = usize::from(currency.exponent);
        if fraction.len() > exponent {
            return Err(AmountError::TooPrecise);
        }
        let minor = whole
            .bytes()
            .chain(fraction.bytes())
            .chain(std::iter::repeat_n(b'0', exponent - fraction.len()))
            .try_fold(0i64, |sum, digit| sum.checked_mul(10)?.checked_add(i64::from(digit - b'0')))
            .ok_or(AmountError::TooLarge)?;
        Ok(currency.minor(minor))
    }

    /// The shortest decimal, as `5000` for 5000.00: what JavaScript clients print into a string to be signed.
    pub fn shortest(&self) -> String {
        let full = self.to_string();
        if !full.contains('.') {
            return full;
        }
        full.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

/// With exactly the currency's fraction digits: `5000.00`, JPY `5000`. Written by hand, since most answers hold several.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let exponent = usize::from(self.currency.exponent);
        let mut text = [b'0'; 24];
        let (mut at, mut left, mut digits) = (text.len(), self.minor.unsigned_abs(), 0);
        while left > 0 || digits <= exponent {
            if digits == exponent && exponent > 0 {
                at -= 1;
                text[at] = b'.';
            }
            at -= 1;
            text[at] = b'0' + (left % 10) as u8;
            left /= 10;
            digits += 1;
        }
        if self.minor < 0 {
            at -= 1;
            text[at] = b'-';
        }
        f.write_str(std::str::from_utf8(&text[at..]).map_err(|_| fmt::Error)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_and_print() {
        let cases = [
            ("12.50", "USD", Ok((1250, "12.50", "12.5"))),
            ("12.5", "USD", Ok((1250, "12.50", "12.5"))),
            ("5000", "USD", Ok((500_000, "5000.00", "5000"))),
            ("5000", "JPY", Ok((5000, "5000", "5000"))),
            ("100", "JPY", Ok((100, "100", "100"))),
            ("0.01", "USD", Ok((1, "0.01", "0.01"))),
            ("0.1", "KWD", Ok((100, "0.100", "0.1"))),
            ("92233720368547758.07", "USD", Ok((i64::MAX, "92233720368547758.07", "92233720368547758.07"))),
            ("92233720368547758.08", "USD", Err(AmountError::TooLarge)),
            ("0.001", "USD", Err(AmountError::TooPrecise)),
            ("1.0", "JPY", Err(AmountError::TooPrecise)),
            ("-1", "USD", Err(AmountError::Malformed)),
            ("+1", "USD", Err(AmountError::Malformed)),
            ("1e2", "USD", Err(AmountError::Malformed)),
            ("01", "USD", Err(AmountError::Malformed)),
            ("1.", "USD", Err(AmountError::Malformed)),
            (".5", "USD", Err(AmountError::Malformed)),
            ("", "USD", Err(AmountError::Malformed)),
            ("١٢", "USD", Err(AmountError::Malformed)),
            ("0", "USD", Err(AmountError::NotPositive)),
            ("0.00", "USD", Err(AmountError::NotPositive)),
        ];
        for (text, code, expected) in cases {
            let found = Money::parse_positive(text, Currency::iso(code).unwrap());
            let shown = found.map(|money| (money.minor, money.to_string(), money.shortest()));
            assert_eq!(shown, expected.map(|(minor, full, short)| (minor, full.to_owned(), short.to_owned())), "{text} {code}");
        }
    }

    #[test]
    fn currencies_are_known_or_well_formed() {
        assert_eq!(Currency::iso("XYZ"), None);
        assert_eq!(Currency::iso("usd"), None);
        assert!(Currency::new("BEANS", 8).is_some() && Currency::new("BEANS", 9).is_none() && Currency::new("1AB", 2).is_none());
        assert_eq!(Currency::iso("USD").unwrap().minor(-5).to_string(), "-0.05");
        assert_eq!(Currency::iso("JPY").unwrap().minor(0).to_string(), "0");
        assert_eq!(Currency::new("BEANS", 8).unwrap().minor(i64::MIN).to_string(), "-92233720368.54775808");
    }
}
