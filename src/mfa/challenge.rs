//! Challenges: something that only the person can answer, given out for one thing and worth nothing for any other.
//!
//! A row holds a digest of everything that the answer is worth something for (who, what for, which object, how much, to whom).
//! The bytes that a passkey signs are made from the row's id, that digest and a nonce, so an assertion is bound to its object by
//! the signature itself, and the row finds it again. A challenge lasts two minutes, bears three wrong answers, and is used once.
//! Nothing here knows what the objects are: transfers, payments and gifts say it in a [`Binding`].

use std::{ops::Bound::Unbounded, time::Duration};

use minicbor::{Decode, Encode};

use crate::{
    command::{Applied, Command},
    kernel::{ChallengeId, Code, Ctx, Money, RawId, Rejection, Timestamp, UserId, sha256},
    store::{
        Failure, Order, Read, ReadExt, StoreError, Txn,
        rows::{ChallengePurpose, ChallengeRow},
        tables::CHALLENGES,
    },
};

use super::{Method, methods};

/// How long a challenge can be answered (payments specification, "MFA").
pub const LIFETIME: Duration = Duration::from_secs(120);
/// How many wrong answers it bears.
pub const MOST_ATTEMPTS: u32 = 3;
/// The bytes of an id, which a passkey's challenge begins with.
const ID_LENGTH: usize = 16;

/// What an answer is worth something for.
#[derive(Clone, Debug, PartialEq, Eq, Encode)]
pub struct Binding {
    /// Who proves themselves.
    #[n(0)]
    pub user: UserId,
    /// What for.
    #[n(1)]
    pub purpose: ChallengePurpose,
    /// The id of the object: a transfer, a payment, a device, or the name of what is enrolled.
    #[n(2)]
    pub object: String,
    /// How much moves.
    #[n(3)]
    pub amount: Money,
    /// Who gets it, where money moves: a user id or a mini-app.
    #[n(4)]
    pub payee: Option<String>,
}

impl Binding {
    /// SHA-256 over all of it; CBOR keeps the fields apart.
    pub fn digest(&self) -> [u8; 32] {
        let mut bytes = b"binding\0".to_vec();
        // Writing to memory cannot fail.
        let _ = minicbor::encode(self, &mut bytes);
        sha256(&bytes)
    }
}

/// A challenge that was given out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Opened {
    /// Its id.
    #[n(0)]
    pub id: ChallengeId,
    /// Until when it can be answered.
    #[n(1)]
    pub expires: Timestamp,
}

/// Whether the enrolment that a challenge belongs to began with a proof by a factor that was there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begun {
    /// It did.
    WithProof,
    /// There was no factor to show, or none is asked for.
    Freely,
}

/// Gives out a challenge.
pub fn open(txn: &mut Txn<'_>, ctx: &Ctx, binding: &Binding, begun: Begun) -> Result<Opened, StoreError> {
    let (id, expires) = (ctx.new_id(), ctx.now + LIFETIME);
    let row = ChallengeRow {
        user: binding.user.clone(),
        purpose: binding.purpose,
        object: binding.object.clone(),
        binding: binding.digest(),
        nonce: ctx.random().to_be_bytes(),
        created: ctx.now,
        expires,
        attempts_left: MOST_ATTEMPTS,
        used: None,
        proven: (begun == Begun::WithProof).then_some(()),
    };
    txn.put(&CHALLENGES, &id, &row)?;
    Ok(Opened { id, expires })
}

/// The challenge as it is.
pub fn find(reader: &impl Read, id: ChallengeId) -> Result<Option<ChallengeRow>, StoreError> {
    reader.get(&CHALLENGES, &id)
}

/// Whether `row` can still be answered for `binding`.
pub fn is_open(row: &ChallengeRow, binding: &[u8; 32], now: Timestamp) -> bool {
    row.binding == *binding && row.used.is_none() && row.attempts_left > 0 && row.expires > now
}

/// The bytes that a passkey signs: the id, then SHA-256 over binding and nonce.
pub fn signed_bytes(id: ChallengeId, row: &ChallengeRow) -> Vec<u8> {
    let bound = sha256(&[b"challenge\0", id.bytes().as_slice(), &row.binding, &row.nonce].concat());
    [id.bytes().as_slice(), &bound].concat()
}

/// The id that the bytes of a passkey's challenge begin with. They are the client's: nothing follows from it but where to look.
pub fn id_in(bytes: &[u8]) -> Option<ChallengeId> {
    let (id, _) = bytes.split_first_chunk::<ID_LENGTH>()?;
    Some(ChallengeId(RawId(*id)))
}

/// Takes away challenges that are over at `now`, at most `most` of them; says how many.
pub fn prune(txn: &mut Txn<'_>, now: Timestamp, most: usize) -> Result<usize, StoreError> {
    let oldest = txn.scan(&CHALLENGES, Unbounded, Unbounded, Order::Ascending, most)?;
    let over: Vec<ChallengeId> = oldest.into_iter().take_while(|(_, row)| row.expires <= now).map(|(id, _)| id).collect();
    for id in &over {
        txn.remove(&CHALLENGES, id)?;
    }
    Ok(over.len())
}

/// Whether there is something for [`prune`].
pub fn is_prune_due(reader: &impl Read, now: Timestamp) -> Result<bool, StoreError> {
    let oldest = reader.scan(&CHALLENGES, Unbounded, Unbounded, Order::Ascending, 1)?;
    Ok(oldest.iter().any(|(_, row)| row.expires <= now))
}

/// A person asks for a challenge that one of their passkeys can answer.
pub struct OpenChallenge {
    /// What the answer will be worth something for.
    pub binding: Binding,
}

impl Command for OpenChallenge {
    type Outcome = Opened;

    /// Refused with `STEP_UP_REQUIRED` when there is no passkey to answer it.
    fn apply(&self, ctx: &Ctx, txn: &mut Txn<'_>) -> Result<Applied<Opened>, Failure> {
        if !methods(txn, &self.binding.user)?.contains(&Method::Passkey) {
            return Err(Rejection::new(Code::StepUpRequired, "No passkey is enrolled.").into());
        }
        Ok(Applied::unrecorded(open(txn, ctx, &self.binding, Begun::Freely)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        kernel::{Actor, Currency, SeededRng},
        store::{Options, Store, WriteError},
    };

    const START: Timestamp = Timestamp(1_795_000_000_000);

    fn binding() -> Binding {
        Binding {
            user: UserId::parse("@alice:example.org").unwrap(),
            purpose: ChallengePurpose::Payment,
            object: "pay_1".to_owned(),
            amount: Currency::iso("USD").unwrap().minor(7500),
            payee: Some("ma_shop".to_owned()),
        }
    }

    fn opened(store: &Store, now: Timestamp) -> (ChallengeId, ChallengeRow) {
        let ctx = Ctx::new(now, Actor::System, None, &SeededRng::new(1));
        let given = store.write(move |txn| Ok::<_, WriteError<()>>(open(txn, &ctx, &binding(), Begun::Freely)?)).wait().unwrap();
        (given.id, store.read(|reader| find(reader, given.id)).unwrap().unwrap())
    }

    #[test]
    fn every_part_of_a_binding_counts() {
        let others = [
            Binding { user: UserId::parse("@bob:example.org").unwrap(), ..binding() },
            Binding { purpose: ChallengePurpose::P2p, ..binding() },
            Binding { object: "pay_2".to_owned(), ..binding() },
            Binding { amount: Currency::iso("USD").unwrap().minor(7501), ..binding() },
            Binding { amount: Currency::iso("EUR").unwrap().minor(7500), ..binding() },
            Binding { payee: Some("ma_other".to_owned()), ..binding() },
            Binding { payee: None, ..binding() },
        ];
        let store = Store::open(Options::in_memory()).unwrap();
        let (id, row) = opened(&store, START);
        assert!(is_open(&row, &binding().digest(), START));
        for other in others {
            assert!(!is_open(&row, &other.digest(), START), "{other:?}");
            let elsewhere = ChallengeRow { binding: other.digest(), ..row.clone() };
            assert_ne!(signed_bytes(id, &elsewhere), signed_bytes(id, &row), "{other:?}");
        }
        assert_eq!(id_in(&signed_bytes(id, &row)), Some(id));
        assert_eq!(id_in(&[0; 15]), None);
    }

    #[test]
    fn a_challenge_ends_by_time_use_and_wrong_answers() {
        let store = Store::open(Options::in_memory()).unwrap();
        let (_, row) = opened(&store, START);
        let digest = binding().digest();
        assert!(is_open(&row, &digest, START + Duration::from_secs(119)));
        assert!(!is_open(&row, &digest, START + LIFETIME));
        assert!(!is_open(&ChallengeRow { used: Some(START), ..row.clone() }, &digest, START));
        assert!(!is_open(&ChallengeRow { attempts_left: 0, ..row }, &digest, START));
    }

    #[test]
    fn what_is_over_is_taken_away() {
        let store = Store::open(Options::in_memory()).unwrap();
        let (old, _) = opened(&store, START);
        let (new, _) = opened(&store, START + Duration::from_secs(60));
        let now = START + LIFETIME;
        assert!(store.read(|reader| is_prune_due(reader, now)).unwrap());
        let pruned = store.write(move |txn| Ok::<_, WriteError<()>>(prune(txn, now, 10)?)).wait().unwrap();
        assert_eq!(pruned, 1);
        assert!(store.read(|reader| find(reader, old)).unwrap().is_none());
        assert!(store.read(|reader| find(reader, new)).unwrap().is_some());
        assert!(!store.read(|reader| is_prune_due(reader, now)).unwrap());
    }
}
