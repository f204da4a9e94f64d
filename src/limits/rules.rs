//! What is in force: the quota of each class, exceptions for single callers, and the penalty.

use std::collections::HashMap;

use super::{Caller, Class, Penalty, Quota};

/// A complete set of rules; put in force by [`super::Limits::configure`].
#[derive(Clone, Debug)]
pub struct Rules {
    quotas: [Quota; Class::COUNT],
    overrides: HashMap<String, HashMap<Class, Quota>>,
    penalty: Penalty,
}

impl Rules {
    /// The defaults, changed by `quotas`, with exceptions for user ids and client ids in `overrides`. Of two entries for the
    /// same thing the later one holds.
    pub fn new(
        quotas: impl IntoIterator<Item = (Class, Quota)>,
        overrides: impl IntoIterator<Item = (String, Class, Quota)>,
        penalty: Penalty,
    ) -> Self {
        let mut rules = Self { penalty, ..Self::default() };
        for (class, quota) in quotas {
            rules.quotas[class as usize] = quota;
        }
        for (subject, class, quota) in overrides {
            rules.overrides.entry(subject).or_default().insert(class, quota);
        }
        rules
    }

    /// What `caller` may do in `class`. A user's exception goes before a client's, and both before the class.
    pub fn quota(&self, class: Class, caller: &Caller<'_>) -> Quota {
        self.exception(class, caller).unwrap_or(self.quotas[class as usize])
    }

    /// What applies to those who go on after they were limited.
    pub fn penalty(&self) -> &Penalty {
        &self.penalty
    }

    fn exception(&self, class: Class, caller: &Caller<'_>) -> Option<Quota> {
        if self.overrides.is_empty() {
            return None;
        }
        let of = |subject: &str| self.overrides.get(subject)?.get(&class).copied();
        match *caller {
            Caller::Person { user, client } => of(user).or_else(|| of(client?)),
            Caller::Client(client) => of(client),
            Caller::Address(_) | Caller::Named { .. } => None,
        }
    }
}

impl Default for Rules {
    fn default() -> Self {
        let mut quotas = [Class::Default.default_quota(); Class::COUNT];
        for class in Class::ALL {
            quotas[*class as usize] = class.default_quota();
        }
        Self { quotas, overrides: HashMap::new(), penalty: Penalty::default() }
    }
}
