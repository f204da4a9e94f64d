//! What must happen outside, later: rows written in the transaction that causes them, delivered by the worker at least once.
//! A row's sequence is never given twice, so it makes the transaction id under which the homeserver knows a repetition. What
//! mini-apps are told of has queues of its own ([`webhooks`]).

pub mod webhooks;

use minicbor::{Decode, Encode};

use crate::{
    kernel::{Ctx, GiftId, Money, P2pId, PaymentId, RefundId, RoomId, ScopeSet, Timestamp, UserId},
    store::{
        Order, Read, ReadExt, StoreError, Txn,
        rows::{GiftStep, OutboxRow, P2pState, PaymentState},
        tables::{OUTBOX, OUTBOX_DEAD},
    },
};

/// Something that must happen outside. The numbers are on disk.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Effect {
    /// Tell the room (or the recipient) that a transfer has come to a state.
    #[n(0)]
    P2p {
        /// The transfer.
        #[n(0)]
        id: P2pId,
        /// The state to tell of.
        #[n(1)]
        state: P2pState,
    },
    /// Ask somebody to activate the wallet that money was sent to.
    #[n(1)]
    ActivateWallet {
        /// Who.
        #[n(0)]
        user: UserId,
        /// The room where the money was sent; a direct room otherwise.
        #[n(1)]
        room: Option<RoomId>,
        /// The transfer that waits in the wallet.
        #[n(2)]
        transfer: P2pId,
    },
    /// Tell somebody in private that a factor of theirs was enrolled or removed.
    #[n(2)]
    FactorChanged {
        /// Who.
        #[n(0)]
        user: UserId,
        /// What happened, in words.
        #[n(1)]
        change: String,
    },
    /// Let one of our users into a room that it was invited to.
    #[n(3)]
    JoinRoom {
        /// The room.
        #[n(0)]
        room: RoomId,
        /// Our user.
        #[n(1)]
        ghost: UserId,
    },
    /// Learn who is in a room that one of our users is in.
    #[n(4)]
    SyncMembers {
        /// The room.
        #[n(0)]
        room: RoomId,
        /// Our user, who may ask.
        #[n(1)]
        ghost: UserId,
    },
    /// Tell the rooms where a mini-app was authorised by somebody that it is no more.
    #[n(5)]
    AuthorizationRevoked {
        /// Who took it back.
        #[n(0)]
        user: UserId,
        /// The mini-app.
        #[n(1)]
        miniapp: String,
        /// What it could do.
        #[n(2)]
        scopes: ScopeSet,
        /// Why, in their words.
        #[n(3)]
        reason: Option<String>,
        /// When.
        #[n(4)]
        at: Timestamp,
    },
    /// Ask somebody for money in another person's name. Nothing is owed or reserved by it.
    #[n(6)]
    MoneyRequest {
        /// Who asks.
        #[n(0)]
        user: UserId,
        /// Who is asked.
        #[n(1)]
        payer: UserId,
        /// How much.
        #[n(2)]
        amount: Money,
        /// What for.
        #[n(3)]
        note: Option<String>,
        /// The room where it is asked; a direct room otherwise.
        #[n(4)]
        room: Option<RoomId>,
    },
    /// Tell the room (or the payer) that a payment has come to a state.
    #[n(8)]
    Payment {
        /// The payment.
        #[n(0)]
        id: PaymentId,
        /// The state to tell of.
        #[n(1)]
        state: PaymentState,
        /// What went back, when that is what happened.
        #[n(2)]
        refund: Option<RefundId>,
    },
    /// Tell the room (or the recipient) how a gift has gone on.
    #[n(9)]
    Gift {
        /// The gift.
        #[n(0)]
        id: GiftId,
        /// What happened.
        #[n(1)]
        step: GiftStep,
    },
}

/// What has to be delivered in order: effects of one lane follow each other.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Lane {
    /// One transfer.
    P2p(P2pId),
    /// One payment.
    Payment(PaymentId),
    /// One gift.
    Gift(GiftId),
    /// One person's direct room.
    User(UserId),
    /// One room.
    Room(RoomId),
}

impl Effect {
    /// The lane it belongs to.
    pub fn lane(&self) -> Lane {
        match self {
            Self::P2p { id, .. } | Self::ActivateWallet { transfer: id, .. } => Lane::P2p(*id),
            Self::Payment { id, .. } => Lane::Payment(*id),
            Self::Gift { id, .. } => Lane::Gift(*id),
            Self::FactorChanged { user, .. }
            | Self::AuthorizationRevoked { user, .. }
            | Self::MoneyRequest { payer: user, .. } => Lane::User(user.clone()),
            Self::JoinRoom { room, .. } | Self::SyncMembers { room, .. } => Lane::Room(room.clone()),
        }
    }
}

impl Effect {
    /// Whether it holds the name of `user`.
    pub fn names(&self, user: &UserId) -> bool {
        match self {
            Self::P2p { .. } | Self::Payment { .. } | Self::Gift { .. } | Self::JoinRoom { .. } | Self::SyncMembers { .. } => {
                false
            }
            Self::ActivateWallet { user: named, .. }
            | Self::FactorChanged { user: named, .. }
            | Self::AuthorizationRevoked { user: named, .. } => named == user,
            Self::MoneyRequest { user: one, payer: other, .. } => one == user || other == user,
        }
    }
}

/// An effect that waits.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Its place; also the base of its transaction id outside.
    pub sequence: u64,
    /// What must happen.
    pub effect: Effect,
    /// How often it was tried.
    pub attempts: u32,
    /// Not before.
    pub due: Timestamp,
}

/// Adds `effect`.
pub fn enqueue(txn: &mut Txn<'_>, ctx: &Ctx, effect: &Effect) -> Result<(), StoreError> {
    let sequence = txn.next(&OUTBOX)?;
    let mut bytes = Vec::new();
    // Writing to memory cannot fail.
    let _ = minicbor::encode(effect, &mut bytes);
    txn.put(&OUTBOX, &sequence, &OutboxRow { at: ctx.now, effect: bytes, attempts: 0, due: ctx.now, trouble: None })
}

/// At most `limit` effects that wait behind `after`, in order.
pub fn waiting(reader: &impl Read, after: u64, limit: usize) -> Result<Vec<Waiting>, StoreError> {
    use std::ops::Bound::{Excluded, Unbounded};
    let rows = reader.scan(&OUTBOX, Excluded(&after), Unbounded, Order::Ascending, limit)?;
    rows.into_iter()
        .map(|(sequence, row)| {
            let effect = minicbor::decode(&row.effect)
                .map_err(|error| StoreError::Corrupt(format!("effect {sequence} of the outbox: {error}")))?;
            Ok(Waiting { sequence, effect, attempts: row.attempts, due: row.due })
        })
        .collect()
}

/// Takes away an effect that happened.
pub fn delivered(txn: &mut Txn<'_>, sequence: u64) -> Result<(), StoreError> {
    txn.remove(&OUTBOX, &sequence)
}

/// Notes a failed attempt and when to try again.
pub fn postpone(txn: &mut Txn<'_>, sequence: u64, due: Timestamp, trouble: &str) -> Result<(), StoreError> {
    let Some(row) = txn.get(&OUTBOX, &sequence)? else { return Ok(()) };
    let row = OutboxRow { attempts: row.attempts.saturating_add(1), due, trouble: Some(trouble.to_owned()), ..row };
    txn.put(&OUTBOX, &sequence, &row)
}

/// Gives an effect up and keeps it for people to look at.
pub fn give_up(txn: &mut Txn<'_>, sequence: u64, trouble: &str) -> Result<(), StoreError> {
    let Some(row) = txn.get(&OUTBOX, &sequence)? else { return Ok(()) };
    txn.remove(&OUTBOX, &sequence)?;
    txn.put(&OUTBOX_DEAD, &sequence, &OutboxRow { trouble: Some(trouble.to_owned()), ..row })
}

/// Forgets the effects about `user` that were given up, among the `limit` newest.
pub fn forget_given_up(txn: &mut Txn<'_>, user: &UserId, limit: usize) -> Result<(), StoreError> {
    use std::ops::Bound::Unbounded;
    for (sequence, row) in txn.scan(&OUTBOX_DEAD, Unbounded, Unbounded, Order::Descending, limit)? {
        // One that a newer version wrote cannot be read, and is nobody's.
        if minicbor::decode::<Effect>(&row.effect).is_ok_and(|effect| effect.names(user)) {
            txn.remove(&OUTBOX_DEAD, &sequence)?;
        }
    }
    Ok(())
}

/// When to try again after the failed attempt number `attempts` (from 1): 1, 2, 4 … seconds, at most `longest`.
pub fn backoff(attempts: u32, longest: std::time::Duration) -> std::time::Duration {
    std::time::Duration::from_secs(1u64.checked_shl(attempts.saturating_sub(1).min(32)).unwrap_or(u64::MAX)).min(longest)
}

/// Since when the oldest effect has been waiting.
pub fn oldest(reader: &impl Read) -> Result<Option<Timestamp>, StoreError> {
    use std::ops::Bound::Unbounded;
    let rows = reader.scan(&OUTBOX, Unbounded, Unbounded, Order::Ascending, 1)?;
    Ok(rows.into_iter().next().map(|(_, row)| row.at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{Currency, RawId, Scope};

    #[test]
    fn effects_are_written_and_read_as_ever() {
        let id = P2pId(RawId::from_parts(1_795_000_000_000, 1));
        let gift = GiftId(RawId::from_parts(1_795_000_000_000, 1));
        let user = || UserId::parse("@alice:example.org").unwrap();
        let room = || RoomId::parse("!room:example.org").unwrap();
        let payment = PaymentId(RawId::from_parts(1_795_000_000_000, 2));
        let refund = RefundId(RawId::from_parts(1_795_000_000_000, 3));
        let goldens = [
            (Effect::P2p { id, state: P2pState::Completed }, "8200825001a1ee565e007000800000000000000102"),
            (
                Effect::ActivateWallet { user: user(), room: Some(room()), transfer: id },
                "8201837240616c6963653a6578616d706c652e6f72677121726f6f6d3a6578616d706c652e6f72675001a1ee565e0070008000000000000001",
            ),
            (
                Effect::ActivateWallet { user: user(), room: None, transfer: id },
                "8201837240616c6963653a6578616d706c652e6f7267f65001a1ee565e0070008000000000000001",
            ),
            (
                Effect::FactorChanged { user: user(), change: "Your PIN was set.".to_owned() },
                "8202827240616c6963653a6578616d706c652e6f726771596f75722050494e20776173207365742e",
            ),
            (
                Effect::JoinRoom { room: room(), ghost: user() },
                "8203827121726f6f6d3a6578616d706c652e6f72677240616c6963653a6578616d706c652e6f7267",
            ),
            (
                Effect::SyncMembers { room: room(), ghost: user() },
                "8204827121726f6f6d3a6578616d706c652e6f72677240616c6963653a6578616d706c652e6f7267",
            ),
            (
                Effect::Payment { id: payment, state: PaymentState::Completed, refund: None },
                "8208825001a1ee565e007000800000000000000204",
            ),
            (
                Effect::Payment { id: payment, state: PaymentState::PartiallyRefunded, refund: Some(refund) },
                "8208835001a1ee565e0070008000000000000002085001a1ee565e0070008000000000000003",
            ),
            (
                Effect::AuthorizationRevoked {
                    user: user(),
                    miniapp: "shop".to_owned(),
                    scopes: [Scope::UserRead, Scope::WalletPay].into_iter().collect(),
                    reason: Some("why".to_owned()),
                    at: Timestamp(1_795_000_000_000),
                },
                "8205857240616c6963653a6578616d706c652e6f72676473686f70190401637768791b000001a1ee565e00",
            ),
            (
                Effect::MoneyRequest {
                    user: user(),
                    payer: user(),
                    amount: Currency::iso("USD").unwrap().minor(1250),
                    note: None,
                    room: Some(room()),
                },
                "8206857240616c6963653a6578616d706c652e6f72677240616c6963653a6578616d706c652e6f7267821904e2655553442f32f67121726f6f6d3a6578616d706c652e6f7267",
            ),
            (Effect::Gift { id: gift, step: GiftStep::Made }, "8209825001a1ee565e0070008000000000000001820080"),
            (Effect::Gift { id: gift, step: GiftStep::Opened(300) }, "8209825001a1ee565e007000800000000000000182018119012c"),
            (Effect::Gift { id: gift, step: GiftStep::Ended }, "8209825001a1ee565e0070008000000000000001820280"),
        ];
        for (effect, golden) in goldens {
            assert_eq!(hex::encode(minicbor::to_vec(&effect).unwrap()), golden, "{effect:?}");
            assert_eq!(minicbor::decode::<Effect>(&hex::decode(golden).unwrap()).unwrap(), effect);
        }
    }
}
