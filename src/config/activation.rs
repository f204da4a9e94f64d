//! `[activation]`: what a person does before their wallet can spend.

use url::Url;

use super::{
    key::{Key, Kind, Section},
    read::{Reader, choices},
    wallet::amount,
};
use crate::kernel::{Currency, Money};

choices! {
    /// A step of activation.
    Step {
        /// Agree to the terms.
        Terms = "terms",
        /// Choose a PIN, or enrol a passkey or device key.
        PinOrPasskey = "pin_or_passkey",
        /// An administrator looks at the identity data.
        IdentityReview = "identity_review",
        /// Give a way to be reached.
        Contact = "contact",
    }
}

pub(super) static SECTION: Section = Section {
    path: "activation",
    meaning: "What a person does before their wallet can spend.",
    keys: &[
        Key::new(
            "activation.require",
            Kind::List(&Kind::Choice(Step::NAMES)),
            r#"["terms", "pin_or_passkey"]"#,
            "The steps, out of `terms`, `pin_or_passkey`, `identity_review` (waits for an administrator) and `contact`.",
        )
        .live(),
        Key::new("activation.terms_version", Kind::Text, r#""1""#, "The version of the terms that people agree to.").live(),
        Key::new("activation.terms_url", Kind::Link, "", "Where the terms can be read.")
            .example(r#""https://example.org/terms""#)
            .live(),
        Key::new("activation.bonus", Kind::Amount, r#""0""#, "Paid once to everyone who activates a wallet, in wallet.currency.")
            .live(),
    ],
};

/// What a person does before their wallet can spend.
#[derive(Clone, Debug)]
pub struct Activation {
    /// The steps.
    pub require: Vec<Step>,
    /// The version of the terms.
    pub terms_version: String,
    /// Where the terms can be read.
    pub terms_url: Option<Url>,
    /// Paid once; may be zero.
    pub bonus: Money,
}

impl Activation {
    pub(super) fn read(reader: &mut Reader<'_>, currency: Option<Currency>) -> Option<Self> {
        let require = reader.get("activation.require");
        let terms_version = reader.get("activation.terms_version");
        let terms_url = reader.optional("activation.terms_url");
        let bonus = reader.get::<String>("activation.bonus");
        let bonus = amount(reader, "activation.bonus", &bonus?, currency?);
        Some(Self { require: require?, terms_version: terms_version?, terms_url: terms_url?, bonus: bonus? })
    }

    /// Whether activation asks for `step`.
    pub fn requires(&self, step: Step) -> bool {
        self.require.contains(&step)
    }
}
