//! Enrolling and removing device keys, and setting PINs. Whoever has a factor shows it first; the person is told of each change in private.

use minicbor::{Decode, Encode};

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    kernel::{Code, Ctx, Rejection, Timestamp, UserId},
    outbox::Effect,
    store::{Failure, ReadExt, Txn, rows::DeviceRow, tables::DEVICES},
};

use super::{Checked, Settled, factors::set_pin, lockout::LockoutRules, methods, pin::PinHash};

/// The most device keys that one person may have.
const MOST_DEVICES: usize = 20;

/// What came of a change of factors.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Enrolled {
    /// It took effect.
    #[n(0)]
    Done {
        /// When.
        #[n(0)]
        at: Timestamp,
    },
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

/// A person gives a device key another name.
pub struct RenameDevice {
    /// Who.
    pub user: UserId,
    /// Which.
    pub device_id: String,
    /// The name, cleaned.
    pub name: String,
}

impl Command for EnrolDevice {
    type Outcome = Enrolled;

    /// Refusals in order: no proof though there is a factor (`STEP_UP_REQUIRED`), the proof, a device of this id that is there
    /// already or too many devices (`INVALID_STATE`).
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Enrolled>, Failure> {
        require_place(txn, &self.user, &self.device_id)?;
        if let Some(refused) = prove(txn, ctx, &self.user, self.proof.as_ref(), &self.lockout)? {
            return Ok(unproven(refused, &self.device_id));
        }
        txn.put(&DEVICES, &(self.user.clone(), self.device_id.clone()), &self.row)?;
        let (entry, effect) = device_enrolled(&self.user, &self.device_id, &self.row);
        Ok(Applied::new(Enrolled::Done { at: ctx.now }, entry).then(effect))
    }
}

impl Command for RenameDevice {
    type Outcome = DeviceRow;

    /// Refused with `NOT_FOUND` when there is no such device.
    fn apply(&self, _: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<DeviceRow>, Failure> {
        let key = (self.user.clone(), self.device_id.clone());
        let row = txn.get(&DEVICES, &key)?.filter(|row| row.revoked.is_none());
        let row = row.ok_or_else(|| Rejection::new(Code::NotFound, "There is no such device."))?;
        let change = format!("The device key \"{}\" of your wallet is now called \"{}\".", row.name, self.name);
        let row = DeviceRow { name: self.name.clone(), ..row };
        txn.put(&DEVICES, &key, &row)?;
        let entry = Entry::done(Action::FactorRename, &self.device_id).with("device key");
        Ok(Applied::new(row, entry).then(Effect::FactorChanged { user: self.user.clone(), change }))
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
            return Ok(unproven(refused, &self.device_id));
        }
        let change = format!("The device key \"{}\" was removed from your wallet.", row.name);
        txn.put(&DEVICES, &key, &DeviceRow { revoked: Some(ctx.now), ..row })?;
        Ok(Applied::new(Enrolled::Done { at: ctx.now }, Entry::done(Action::FactorRemove, &self.device_id).with("device key"))
            .then(Effect::FactorChanged { user: self.user.clone(), change }))
    }
}

/// A person sets their PIN, or another one in its place.
pub struct SetPin {
    /// Who.
    pub user: UserId,
    /// The PIN, hashed.
    pub pin: PinHash,
    /// Their proof, when they had a factor.
    pub proof: Option<Checked>,
    /// When wrong proofs lock.
    pub lockout: LockoutRules,
}

impl Command for SetPin {
    type Outcome = Enrolled;

    /// Refusals in order: no proof though there is a factor (`STEP_UP_REQUIRED`), the proof.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Enrolled>, Failure> {
        if let Some(refused) = prove(txn, ctx, &self.user, self.proof.as_ref(), &self.lockout)? {
            return Ok(Applied::refused(refused, Entry::refused(Action::FactorFail, &self.user)));
        }
        set_pin(txn, &self.user, &self.pin)?;
        let (entry, effect) = pin_enrolled(&self.user);
        Ok(Applied::new(Enrolled::Done { at: ctx.now }, entry).then(effect))
    }
}

/// Refuses a device id that is taken, and one device too many.
pub fn require_place(txn: &Txn<'_>, user: &UserId, device_id: &str) -> Result<(), Failure> {
    let held = txn.scan_first(&DEVICES, user, usize::MAX)?;
    let live = || held.iter().filter(|(_, row)| row.revoked.is_none());
    let taken = live().any(|(id, _)| id == device_id);
    if taken || live().count() >= MOST_DEVICES {
        let message = if taken { "A device with this id is enrolled already." } else { "There are too many devices." };
        return Err(Rejection::new(Code::InvalidState, message).with("state", "enrolled").into());
    }
    Ok(())
}

/// What is recorded, and what the person is told, when a device key was enrolled.
pub fn device_enrolled(user: &UserId, device_id: &str, row: &DeviceRow) -> (Entry, Effect) {
    let change = format!("The device key \"{}\" was enrolled for your wallet.", row.name);
    (Entry::done(Action::FactorEnrol, device_id).with("device key"), Effect::FactorChanged { user: user.clone(), change })
}

/// The same for a PIN.
pub fn pin_enrolled(user: &UserId) -> (Entry, Effect) {
    let change = "A PIN was set for your wallet.".to_owned();
    (Entry::done(Action::FactorEnrol, user).with("PIN"), Effect::FactorChanged { user: user.clone(), change })
}

/// A change of `object` that was refused for its proof.
pub(super) fn unproven(refused: Enrolled, object: &str) -> Applied<Enrolled> {
    Applied::refused(refused, Entry::refused(Action::FactorFail, object))
}

/// Settles the proof; `Some` is what to answer when it is not good enough. A factor may have been enrolled since the caller
/// looked, so that is asked again here.
pub fn prove(
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
            proven.write(txn, ctx, user)?;
            None
        }
        Settled::Wrong { attempts_remaining } => Some(Enrolled::WrongProof { attempts_remaining }),
        Settled::Locked { until } => Some(Enrolled::Locked { until }),
    })
}
