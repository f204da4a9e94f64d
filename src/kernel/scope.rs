//! The one registry of TEP scopes (TMCP section 5): name, sensitivity, and what a person is told about it.

use std::fmt;

use minicbor::{Decode, Encode};

/// How much a scope gives away, and so how it is granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sensitivity {
    /// May be pre-approved by a mini-app's manifest.
    Low,
    /// The person is asked.
    Medium,
    /// The person is asked.
    High,
    /// The person is asked, and each use is authorised on its own.
    Critical,
    /// Official mini-apps only; asked, and granted for a limited time.
    Privileged,
}

impl Sensitivity {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
            Self::Privileged => "privileged",
        }
    }
}

macro_rules! scopes {
    ($($variant:ident $bit:literal $name:literal $sensitivity:ident $meaning:literal)*) => {
        /// A permission that a person gives a mini-app.
        #[derive(Clone, Copy, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Scope {
            $(#[doc = $meaning] $variant = $bit,)*
        }

        impl Scope {
            /// Every scope there is.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name on the wire.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// How it is granted.
            pub fn sensitivity(self) -> Sensitivity {
                match self { $(Self::$variant => Sensitivity::$sensitivity,)* }
            }

            /// What it lets a mini-app do, in words for the person who is asked.
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)* }
            }
        }
    };
}

// The numbers are on disk: they never change and are never given twice.
scopes! {
    UserRead 0 "user:read" Low "See your Matrix id and display name."
    UserReadExtended 1 "user:read:extended" Medium "See more of your profile, such as your avatar and language."
    UserReadContacts 2 "user:read:contacts" High "See who you share rooms with."
    WalletBalance 3 "wallet:balance" High "See your balance and limits."
    WalletHistory 4 "wallet:history" High "See your past transactions."
    WalletRequest 5 "wallet:request" High "Ask other people for money in your name."
    MessagingSend 6 "messaging:send" High "Send messages in your rooms."
    MessagingRead 7 "messaging:read" High "Read messages in rooms where you use it."
    RoomCreate 8 "room:create" High "Create rooms for you."
    RoomInvite 9 "room:invite" High "Invite people to your rooms."
    WalletPay 10 "wallet:pay" Critical "Propose payments from your wallet. You confirm each one yourself."
    StorageRead 11 "storage:read" Low "Read the data it has kept for you."
    StorageWrite 12 "storage:write" Low "Keep data of its own for you."
    WebhookSend 13 "webhook:send" Medium "Be told about events that concern you."
    SystemNotifications 14 "system:notifications" Privileged "Send you system notifications."
    WalletAdmin 15 "wallet:admin" Privileged "Administer wallets."
    MessagingBroadcast 16 "messaging:broadcast" Privileged "Send messages to many rooms at once."
    AnalyticsDetailed 17 "analytics:detailed" Privileged "See detailed usage figures."
}

impl Scope {
    /// The scope of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|scope| scope.name() == name)
    }

    /// Whether only official mini-apps can have it.
    pub fn is_privileged(self) -> bool {
        self.sensitivity() == Sensitivity::Privileged
    }

    /// Whether it says something without a person: a mini-app's backend can have it on its own behalf. None that is privileged
    /// does, for which nobody would have been asked.
    pub fn needs_no_person(self) -> bool {
        matches!(self, Self::WebhookSend)
    }

    /// Whether every mini-app has it without asking.
    pub fn is_granted_to_all(self) -> bool {
        matches!(self, Self::StorageRead | Self::StorageWrite)
    }
}

impl fmt::Debug for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A set of scopes; printed as OAuth writes it, names separated by spaces (RFC 6749 section 3.3).
#[derive(Clone, Copy, PartialEq, Eq, Default, Encode, Decode)]
#[cbor(transparent)]
pub struct ScopeSet(#[n(0)] u32);

impl ScopeSet {
    /// No scope.
    pub const EMPTY: Self = Self(0);

    /// Whether `scope` is in it.
    pub fn contains(self, scope: Scope) -> bool {
        self.0 & (1 << scope as u8) != 0
    }

    /// Both sets together.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in this set and not in `other`.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// What is in both sets.
    #[must_use]
    pub fn common(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether nothing is in it.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether all of it is in `other`.
    pub fn is_subset_of(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    /// The scopes in it, in registry order.
    pub fn iter(self) -> impl Iterator<Item = Scope> {
        Scope::ALL.iter().copied().filter(move |scope| self.contains(*scope))
    }

    /// Reads a space-separated list; the error is the first name that is no scope.
    pub fn parse(text: &str) -> Result<Self, String> {
        text.split_ascii_whitespace().map(|name| Scope::parse(name).ok_or_else(|| name.to_owned())).collect()
    }
}

impl FromIterator<Scope> for ScopeSet {
    fn from_iter<I: IntoIterator<Item = Scope>>(scopes: I) -> Self {
        Self(scopes.into_iter().fold(0, |set, scope| set | (1 << scope as u8)))
    }
}

impl fmt::Display for ScopeSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, scope) in self.iter().enumerate() {
            if place > 0 {
                f.write_str(" ")?;
            }
            f.write_str(scope.name())?;
        }
        Ok(())
    }
}

impl fmt::Debug for ScopeSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{self}]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_read_and_print() {
        let set = ScopeSet::parse("wallet:pay user:read wallet:pay").unwrap();
        assert_eq!(set.to_string(), "user:read wallet:pay");
        assert_eq!(ScopeSet::parse("user:read nope"), Err("nope".to_owned()));
        assert!(ScopeSet::parse("user:read").unwrap().is_subset_of(set) && !set.is_subset_of(ScopeSet::EMPTY));
    }

    #[test]
    fn numbers_and_names_are_unique() {
        for (place, scope) in Scope::ALL.iter().enumerate() {
            assert_eq!((*scope as usize, Scope::parse(scope.name())), (place, Some(*scope)));
        }
    }
}
