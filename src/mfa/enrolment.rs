//! Enrolling and removing device keys. Whoever has a factor shows it first; the person is told of each change in private.

use minicbor::{Decode, Encode};

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    kernel::{Code, Ctx, Rejection, Timestamp, UserId},
    outbox::Effect,
    store::{Failure, ReadExt, Txn, rows::DeviceRow, tables::DEVICES},
};

use super::{Checked, Settled, lockout::LockoutRules, methods};

/// The most device keys that one person may have.
const MOST_DEVICES: usize = 20;

/// What came of a change of factors.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Enrolled {
    /// It took effect.
    #[n(0)]
    Done,
    /// The proof was wrong, which is on record.
    #[n(1)]
    WrongProof {
        /// How many more wrong ones lock.
        #[n(0)]
        attempts_remaining: u32,
    },
    /// Too many proofs were wrong.
    #[n(2)]
    Locked {
        /// Until when.
        #[n(0)]
        until: Timestamp,
    },
}

/// A person enrols a device key.
pub struct EnrolDevice {
    /// Who.
    pub user: UserId,
    /// The device's own name for itself.
    pub device_id: String,
    /// What is kept.
    pub row: DeviceRow,
    /// Their proof, when they had a factor.
    pub proof: Option<Checked>,
    /// When wrong proofs lock.
    pub lockout: LockoutRules,
}

/// A person removes a device key.
pub struct RevokeDevice {
    /// Who.
    pub user: UserId,
    /// Which.
    pub device_id: String,
    /// Their proof, when they had a factor.
    pub proof: Option<Checked>,
    /// When wrong proofs lock.
    pub lockout: LockoutRules,
}

impl Command for EnrolDevice {
    type Outcome = Enrolled;

    /// Refusals in order: no proof though there is a factor (`STEP_UP_REQUIRED`), the proof, a device of this id that is there
    /// already or too many devices (`INVALID_STATE`).
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Enrolled>, Failure> {
        let key = (self.user.clone(), self.device_id.clone());
        let held = txn.scan_first(&DEVICES, &self.user, usize::MAX)?;
        let taken = held.iter().any(|(id, row)| *id == self.device_id && row.revoked.is_none());
        if taken || held.len() >= MOST_DEVICES {
            let message = if taken { "A device with this id is enrolled already." } else { "There are too many devices." };
            return Err(Rejection::new(Code::InvalidState, message).with("state", "enrolled").into());
        }
        if let Some(refused) = prove(txn, ctx, &self.user, self.proof.as_ref(), &self.lockout)? {
            return Ok(Applied::refused(refused, Entry::refused(Action::FactorFail, &self.device_id)));
        }
        txn.put(&DEVICES, &key, &self.row)?;
        let change = format!("The device key \"{}\" was enrolled for your wallet.", self.row.name);
        Ok(Applied::new(Enrolled::Done, Entry::done(Action::FactorEnrol, &self.device_id).with("device key"))
            .then(Effect::FactorChanged { user: self.user.clone(), change }))
    }
}

impl Command for RevokeDevice {
    type Outcome = Enrolled;

    /// Refusals in order: no such device (`NOT_FOUND`), no proof though there is a factor, the proof.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Enrolled>, Failure> {
        let key = (self.user.clone(), self.device_id.clone());
        let row = txn.get(&DEVICES, &key)?.filter(|row| row.revoked.is_none());
        let row = row.ok_or_else(|| Rejection::new(Code::NotFound, "There is no such device."))?;
        if let Some(refused) = prove(txn, ctx, &self.user, self.proof.as_ref(), &self.lockout)? {
            return Ok(Applied::refused(refused, Entry::refused(Action::FactorFail, &self.device_id)));
        }
        let change = format!("The device key \"{}\" was removed from your wallet.", row.name);
        txn.put(&DEVICES, &key, &DeviceRow { revoked: Some(ctx.now), ..row })?;
        Ok(Applied::new(Enrolled::Done, Entry::done(Action::FactorRemove, &self.device_id).with("device key"))
            .then(Effect::FactorChanged { user: self.user.clone(), change }))
    }
}

/// Settles the proof; `Some` is what to answer when it is not good enough. A factor may have been enrolled since the caller
/// looked, so that is asked again here.
fn prove(
    txn: &mut Txn<'_>,
    ctx: &Ctx,
    user: &UserId,
    proof: Option<&Checked>,
    rules: &LockoutRules,
) -> Result<Option<Enrolled>, Failure> {
    let Some(proof) = proof else {
        if methods(txn, user)?.is_empty() {
            return Ok(None);
        }
        return Err(Rejection::new(Code::StepUpRequired, "A factor that is enrolled already has to be shown.").into());
    };
    Ok(match proof.settle(txn, ctx, user, rules)? {
        Settled::Proven(proven) => {
            proven.write(txn, user)?;
            None
        }
        Settled::Wrong { attempts_remaining } => Some(Enrolled::WrongProof { attempts_remaining }),
        Settled::Locked { until } => Some(Enrolled::Locked { until }),
    })
}
