//! The registry of operation classes, and what a quota is.

use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

macro_rules! classes {
    ($($variant:ident $number:literal $name:literal $limit:literal per $per:ident burst $burst:literal $meaning:literal)*) => {
        /// A group of operations that share a bucket (TMCP section 11.4.1).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Class {
            $(#[doc = $meaning] $variant = $number,)*
        }

        impl Class {
            /// Every class there is, in the order of their numbers.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name in the configuration, the console and the metrics.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What belongs to it, in words for the operator.
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)* }
            }

            /// What is allowed when the operator says nothing else.
            pub fn default_quota(self) -> Quota {
                match self { $(Self::$variant => const { Quota::unchecked($limit, $per, $burst) },)* }
            }
        }
    };
}

// The numbers are in snapshots: they count from zero without a gap, never change and are never given twice.
classes! {
    Default 0 "default" 100 per MINUTE burst 20 "Everything that has no class of its own."
    OauthEndpoints 1 "oauth_endpoints" 10 per MINUTE burst 5 "Sign-in, authorization and consent pages."
    OauthToken 2 "oauth_token" 60 per MINUTE burst 5 "Token, introspection and revocation."
    OauthDeviceCode 3 "oauth_device_code" 20 per MINUTE burst 5 "The device authorization grant."
    WalletBalance 4 "wallet_balance" 30 per MINUTE burst 10 "Reading a balance."
    WalletTransactions 5 "wallet_transactions" 20 per MINUTE burst 5 "Reading past transactions."
    WalletResolution 6 "wallet_resolution" 100 per MINUTE burst 20 "Resolving one person's wallet."
    WalletResolutionBatch 7 "wallet_resolution_batch" 1000 per HOUR burst 20 "Resolving many wallets at once."
    Mfa 8 "mfa" 10 per MINUTE burst 0 "Challenges, proofs and factors."
    Storage 9 "storage" 100 per MINUTE burst 20 "One value of a mini-app's storage."
    StorageBatch 10 "storage_batch" 10 per MINUTE burst 2 "Many values of a mini-app's storage at once."
    PaymentOperations 11 "payment_operations" 30 per MINUTE burst 10 "Reading, authorising, cancelling and refunding payments."
    PaymentRequest 12 "payment_request" 20 per MINUTE burst 0 "Asking a person to pay."
    P2pTransfer 13 "p2p_transfer" 10 per MINUTE burst 3 "Sending money to a person."
    AppRegistration 14 "app_registration" 5 per DAY burst 0 "Registering a mini-app."
    AppUpdate 15 "app_update" 10 per HOUR burst 0 "Changing a mini-app or handing in a version."
    McpConnect 16 "mcp_connect" 10 per MINUTE burst 0 "Opening an MCP connection."
    McpExecute 17 "mcp_execute" 60 per MINUTE burst 10 "Calling an MCP tool."
}

impl Class {
    /// How many classes there are.
    pub const COUNT: usize = Self::ALL.len();

    /// The class of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|class| class.name() == name)
    }
}

/// How much is allowed: `limit` requests per period, evenly refilled, and `burst` more at once after a pause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    limit: u32,
    burst: u32,
    per: Duration,
    interval_micros: u64,
}

impl Quota {
    /// The most that `limit` and `burst` may each be.
    pub const MAX: u32 = 100_000;

    /// A quota of `limit` (1 to [`Quota::MAX`]) requests `per` period (1 second to 31 days) and `burst` (0 to [`Quota::MAX`])
    /// more. `None` outside of these.
    pub fn new(limit: u32, per: Duration, burst: u32) -> Option<Self> {
        let ok = (1..=Self::MAX).contains(&limit) && burst <= Self::MAX && (Duration::from_secs(1)..=31 * DAY).contains(&per);
        ok.then(|| Self::unchecked(limit, per, burst))
    }

    /// How many requests one period refills.
    pub fn limit(&self) -> u32 {
        self.limit
    }

    /// The period.
    pub fn per(&self) -> Duration {
        self.per
    }

    /// How many more a full bucket holds.
    pub fn burst(&self) -> u32 {
        self.burst
    }

    /// How long one request takes to refill, in microseconds, rounded up: the error is at most one microsecond in ten, in
    /// the caller's disfavour, and nil for every default.
    pub(super) fn interval_micros(&self) -> u64 {
        self.interval_micros
    }

    /// How long an empty bucket takes to fill, in microseconds. At most 2⁵⁸ for the greatest quota.
    pub(super) fn capacity_micros(&self) -> u64 {
        u64::from(self.limit + self.burst) * self.interval_micros
    }

    const fn unchecked(limit: u32, per: Duration, burst: u32) -> Self {
        Self { limit, burst, per, interval_micros: (per.as_micros() as u64).div_ceil(limit as u64) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names_are_unique() {
        for (place, class) in Class::ALL.iter().enumerate() {
            assert_eq!((*class as usize, Class::parse(class.name())), (place, Some(*class)));
        }
    }

    #[test]
    fn defaults_are_within_the_bounds_and_exact() {
        for class in Class::ALL {
            let quota = class.default_quota();
            assert_eq!(Quota::new(quota.limit(), quota.per(), quota.burst()), Some(quota), "{}", class.name());
            assert_eq!(u128::from(quota.interval_micros()) * u128::from(quota.limit()), quota.per().as_micros());
        }
    }

    #[test]
    fn quotas_outside_the_bounds_are_refused() {
        for (limit, per, burst) in
            [(0, MINUTE, 0), (Quota::MAX + 1, MINUTE, 0), (1, MINUTE, Quota::MAX + 1), (1, Duration::ZERO, 0), (1, 32 * DAY, 0)]
        {
            assert_eq!(Quota::new(limit, per, burst), None, "{limit} {per:?} {burst}");
        }
        assert!(Quota::new(1, 31 * DAY, Quota::MAX).unwrap().capacity_micros() < 1 << 58);
    }
}
