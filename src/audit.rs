//! The audit record: what was done, by whom, to what, written in the transaction that did it. Records form a hash chain: each
//! holds SHA-256 over the hash before it and its own fields, so that a changed or missing record shows.

use crate::{
    kernel::{Actor, Ctx, sha256},
    store::{Read, ReadExt, StoreError, Txn, rows::AuditRow, tables::AUDIT},
};

macro_rules! actions {
    ($($number:literal $variant:ident $name:literal;)*) => {
        /// What can be recorded. The numbers are on disk: they never change and are never given twice.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u16)]
        pub enum Action {
            $(#[doc = $name] $variant = $number,)*
        }

        impl Action {
            /// Every action there is.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name in logs and answers.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

actions! {
    1 LedgerIssue "ledger.issue";
    10 WalletRegister "wallet.register";
    11 WalletActivate "wallet.activate";
    20 P2pInitiate "p2p.initiate";
    21 P2pConfirm "p2p.confirm";
    22 P2pAccept "p2p.accept";
    23 P2pReject "p2p.reject";
    24 P2pCancel "p2p.cancel";
    25 P2pExpire "p2p.expire";
    40 SessionStart "session.start";
    41 SessionRefresh "session.refresh";
    42 SessionRevoke "session.revoke";
    43 RefreshReuse "session.refresh_reuse";
    44 ConsentGrant "consent.grant";
    45 AccountSignIn "account.sign_in";
    46 AccountSignOut "account.sign_out";
    47 GrantRevoke "grant.revoke";
    48 CodeIssue "code.issue";
    49 CodeReuse "code.reuse";
    50 DeviceGrantRequest "device_grant.request";
    51 DeviceGrantAnswer "device_grant.answer";
    52 ClientToken "client.token";
    60 FactorEnrol "factor.enrol";
    61 FactorRemove "factor.remove";
    62 FactorFail "factor.fail";
    63 FactorRename "factor.rename";
    64 FactorSuspect "factor.suspect";
    65 FactorSetting "factor.setting";
    66 RecoveryUse "recovery.use";
    67 RecoveryRenew "recovery.renew";
    80 MiniAppRegister "miniapp.register";
    100 UserSuspend "user.suspend";
    101 UserUnsuspend "user.unsuspend";
    102 MiniAppSuspend "miniapp.suspend";
    103 MiniAppUnsuspend "miniapp.unsuspend";
    104 AdminTokenIssue "admin_token.issue";
    105 AdminTokenRevoke "admin_token.revoke";
    110 KeyMake "key.make";
    111 KeyRetire "key.retire";
    120 WhitelistAdd "developer.whitelist_add";
    121 WhitelistRemove "developer.whitelist_remove";
    122 DeveloperStart "developer.start";
    123 DeveloperRefresh "developer.refresh";
    124 DeveloperRevoke "developer.revoke";
    125 DeveloperRefreshReuse "developer.refresh_reuse";
    130 OrganizationMake "organization.make";
    131 OrganizationInvite "organization.invite";
    132 InvitationAccept "invitation.accept";
    133 InvitationDecline "invitation.decline";
    134 InvitationCancel "invitation.cancel";
    135 MemberRole "member.role";
    136 MemberRemove "member.remove";
    137 OrganizationChange "organization.change";
    140 DataExport "data.export";
    141 UserErase "user.erase";
    150 PaymentRequest "payment.request";
    151 PaymentAuthorize "payment.authorize";
    152 PaymentCancel "payment.cancel";
    153 PaymentExpire "payment.expire";
    154 PaymentFail "payment.fail";
    155 PaymentRefund "payment.refund";
    156 PaymentChallenge "payment.challenge";
    160 GiftCreate "gift.create";
    161 GiftOpen "gift.open";
    162 GiftExpire "gift.expire";
    170 WebhookSet "webhook.set";
    171 WebhookRemove "webhook.remove";
    172 WebhookRotate "webhook.rotate_secret";
    173 WebhookPing "webhook.ping";
    174 WebhookRedeliver "webhook.redeliver";
}

/// How an act ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It took effect.
    Done,
    /// It was refused, and the refusal is evidence.
    Refused,
}

/// One thing to record. Summaries never hold a secret.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What was done.
    pub action: Action,
    /// What it was done to: an id.
    pub object: String,
    /// How it ended.
    pub outcome: Outcome,
    /// What changed.
    pub summary: Option<String>,
}

impl Entry {
    /// An act that took effect.
    pub fn done(action: Action, object: impl ToString) -> Self {
        Self { action, object: object.to_string(), outcome: Outcome::Done, summary: None }
    }

    /// An act that was refused.
    pub fn refused(action: Action, object: impl ToString) -> Self {
        Self { action, object: object.to_string(), outcome: Outcome::Refused, summary: None }
    }

    /// Adds what changed.
    #[must_use]
    pub fn with(mut self, summary: impl Into<String>) -> Self {
        self.summary = Some(summary.into());
        self
    }
}

/// Appends `entry` to the chain.
pub fn append(txn: &mut Txn<'_>, ctx: &Ctx, entry: Entry) -> Result<(), StoreError> {
    let previous = txn.last(&AUDIT)?.map_or([0; 32], |(_, row)| row.hash);
    let (client, session) = match &ctx.actor {
        Actor::User { client, session, .. } => (client.clone(), *session),
        Actor::Client(_) | Actor::Admin(_) | Actor::Homeserver | Actor::Operator | Actor::System => (None, None),
    };
    let mut row = AuditRow {
        at: ctx.now,
        actor: ctx.actor.to_string(),
        client,
        session,
        address: ctx.address.map(|address| address.to_string()),
        action: entry.action as u16,
        object: entry.object,
        outcome: u8::from(entry.outcome == Outcome::Refused),
        summary: entry.summary,
        hash: [0; 32],
    };
    row.hash = link(&previous, &row);
    let sequence = txn.next(&AUDIT)?;
    txn.put(&AUDIT, &sequence, &row)
}

/// What a walk over the chain found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChainState {
    /// Every record is there and unchanged.
    Whole {
        /// How many there are.
        records: u64,
    },
    /// The first record that does not follow from the one before it.
    BrokenAt {
        /// Its sequence.
        sequence: u64,
    },
}

/// Walks the whole chain.
pub fn verify(reader: &impl Read) -> Result<ChainState, StoreError> {
    let (mut previous, mut expected, mut broken) = ([0; 32], 1, None);
    reader.for_each(&AUDIT, |sequence, row| {
        if broken.is_none() && (sequence != expected || link(&previous, &row) != row.hash) {
            broken = Some(sequence);
        }
        previous = row.hash;
        expected = sequence + 1;
        Ok(())
    })?;
    Ok(match broken {
        Some(sequence) => ChainState::BrokenAt { sequence },
        None => ChainState::Whole { records: expected - 1 },
    })
}

fn link(previous: &[u8; 32], row: &AuditRow) -> [u8; 32] {
    let unhashed = AuditRow { hash: [0; 32], ..row.clone() };
    let mut input = previous.to_vec();
    // Writing to memory cannot fail; a record that could not be written would break the chain visibly.
    let _ = minicbor::encode(&unhashed, &mut input);
    sha256(&input)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        kernel::{SeededRng, Timestamp},
        store::{Options, Store, WriteError},
    };

    fn store_with_records(count: usize) -> Store {
        let store = Store::open(Options::in_memory()).unwrap();
        let ctx = Ctx::new(Timestamp(1), Actor::System, None, &SeededRng::new(1));
        let written = store.write(move |txn| {
            for place in 0..count {
                append(txn, &ctx, Entry::done(Action::P2pExpire, format!("object {place}")).with("x"))?;
            }
            Ok::<_, WriteError<()>>(())
        });
        written.wait().unwrap();
        store
    }

    fn state(store: &Store) -> ChainState {
        store.read(verify).unwrap()
    }

    #[test]
    fn an_untouched_chain_is_whole() {
        assert_eq!(state(&store_with_records(0)), ChainState::Whole { records: 0 });
        assert_eq!(state(&store_with_records(5)), ChainState::Whole { records: 5 });
    }

    #[test]
    fn a_changed_or_missing_record_shows() {
        let changed = store_with_records(5);
        let write = changed.write(|txn| {
            let mut row = txn.get(&AUDIT, &3)?.unwrap();
            row.object = "another".to_owned();
            Ok::<_, WriteError<()>>(txn.put(&AUDIT, &3, &row)?)
        });
        write.wait().unwrap();
        assert_eq!(state(&changed), ChainState::BrokenAt { sequence: 3 });

        let missing = store_with_records(5);
        missing.write(|txn| Ok::<_, WriteError<()>>(txn.remove(&AUDIT, &2)?)).wait().unwrap();
        assert_eq!(state(&missing), ChainState::BrokenAt { sequence: 3 });
    }

    #[test]
    fn a_chain_is_hashed_as_ever() {
        let store = store_with_records(3);
        let hashes: Vec<String> = (1..=3)
            .map(|sequence| store.read(|reader| reader.get(&AUDIT, &sequence)).unwrap().unwrap().hash)
            .map(hex::encode)
            .collect();
        assert_eq!(
            hashes,
            [
                "6a6da507302c8679cd3d74431ad69ac2a14b8511c790dacf9d54b3d7249e9feb",
                "017aa7c8d5855149ec6e07989a5ed378abe7e491f5b22cfe7691826a3e9c067f",
                "4e0c202a85775e6de773631f82db9ce7af45e609d826fabffab6201f52036928"
            ]
        );
    }

    #[test]
    fn numbers_are_unique() {
        let mut numbers: Vec<u16> = Action::ALL.iter().map(|action| *action as u16).collect();
        numbers.dedup();
        assert_eq!(numbers.len(), Action::ALL.len());
    }
}
