//! Which keys the audit record knows of. A key may come and go beside the server, so each one that is found new or gone is
//! recorded by comparison with what was recorded last, whoever made or removed it.

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    kernel::Ctx,
    store::{Failure, Read, ReadExt, StoreError, Txn, rows::Bytes, tables::META},
};

use super::KeyState;

/// Where the ids of the keys that are on record are kept in [`META`], separated by spaces.
const KNOWN: &str = "signing_keys";

/// Puts on record which keys were taken into use and which retired since the last time.
pub struct RecordKeys {
    /// The keys in use.
    pub keys: Vec<KeyState>,
    /// Keys that were in use and are not any more, as far as they are known.
    pub gone: Vec<KeyState>,
}

impl RecordKeys {
    /// Whether there is something to put on record.
    pub fn is_due(&self, reader: &impl Read) -> Result<bool, StoreError> {
        Ok(!known(reader)?.iter().eq(self.keys.iter().map(|key| &key.kid)))
    }

    fn retirement(&self, ctx: &Ctx, kid: &str) -> Entry {
        let entry = Entry::done(Action::KeyRetire, kid);
        match self.gone.iter().find(|key| key.kid == kid) {
            Some(key) if key.until.is_some_and(|until| until <= ctx.now) => entry.with("every token it signed is over"),
            Some(_) => entry.with("removed before its time; the tokens it signed are refused"),
            None => entry,
        }
    }
}

impl Command for RecordKeys {
    type Outcome = ();

    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<()>, Failure> {
        let known = known(txn)?;
        let made = self.keys.iter().filter(|key| !known.contains(&key.kid)).map(|key| {
            let summary = format!("made {}, signs from {}", key.made, key.from);
            Entry::done(Action::KeyMake, &key.kid).with(summary)
        });
        let retired = known.iter().filter(|kid| self.keys.iter().all(|key| key.kid != **kid));
        let entries = made.chain(retired.map(|kid| self.retirement(ctx, kid)));
        let applied = entries.fold(Applied::unrecorded(()), Applied::and_record);
        let kids: Vec<&str> = self.keys.iter().map(|key| key.kid.as_str()).collect();
        txn.put(&META, &KNOWN.to_owned(), &Bytes(kids.join(" ").into_bytes()))?;
        Ok(applied)
    }
}

fn known(reader: &impl Read) -> Result<Vec<String>, StoreError> {
    let Some(Bytes(bytes)) = reader.get(&META, &KNOWN.to_owned())? else { return Ok(Vec::new()) };
    let text = String::from_utf8(bytes).map_err(|_| StoreError::Corrupt("the known signing keys are no text".to_owned()))?;
    Ok(text.split(' ').map(str::to_owned).collect())
}
