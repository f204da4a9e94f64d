//! Every table: its key, its value, and in its name its version. Rows are in [`super::rows`].

use std::marker::PhantomData;

use crate::kernel::{
    ChallengeId, CodeId, ConsentId, DeviceGrantId, EventId, GiftId, InvitationId, OrganizationId, P2pId, PaymentId, RefundId,
    RoomId, SessionId, Timestamp, UserId, WalletId,
};

use super::rows::*;

/// A typed table.
pub struct Table<K, V> {
    pub(super) id: u8,
    kind: PhantomData<fn() -> (K, V)>,
}

impl<K, V> Table<K, V> {
    /// The name in the data file.
    pub fn name(&self) -> &'static str {
        name(self.id)
    }
}

macro_rules! tables {
    ($($(#[doc = $doc:literal])* $constant:ident: $key:ty => $value:ty = $name:literal;)*) => {
        #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "names the constants below, to number them")]
        enum Number { $($constant,)* }

        /// How many tables there are.
        pub(super) const COUNT: usize = NAMES.len();

        const NAMES: &[&str] = &[$($name),*];

        $($(#[doc = $doc])* pub const $constant: Table<$key, $value> = Table { id: Number::$constant as u8, kind: PhantomData };)*
    };
}

tables! {
    /// What the file says of itself: `format` (the format version), `journal` (how far the
    /// file contains the journal), and small state such as the limiter's snapshot.
    META: String => Bytes = "meta.1";
    /// The last sequence given, by table name.
    COUNTERS: String => u64 = "counters.1";

    /// A ledger account by number; never changed once written.
    ACCOUNTS: u64 => AccountRow = "accounts.1";
    /// The system account of a kind and currency, such as `issuance/USD`, by that text.
    SYSTEM_ACCOUNTS: String => u64 = "system_accounts.1";
    /// What an account's records add up to, by account number. The only ledger rows that change.
    BALANCES: u64 => BalanceRow = "balances.1";
    /// The ledger: one record per movement in the order of their commits; never changed or removed.
    TRANSFERS: u64 => TransferRow = "transfers.1";
    /// The pending records that are neither posted nor voided yet, by their sequence.
    RESERVATIONS: u64 => () = "reservations.1";

    /// What a command answered, in the order the keys came; found through memory (see `recent`).
    IDEMPOTENCY: u64 => IdempotencyRow = "idempotency.1";
    /// The audit chain.
    AUDIT: u64 => AuditRow = "audit.1";
    /// Effects that still have to happen outside, in the order of their commits.
    OUTBOX: u64 => OutboxRow = "outbox.1";
    /// Effects that were given up, under the sequence they had.
    OUTBOX_DEAD: u64 => OutboxRow = "outbox_dead.1";
    /// Events that mini-apps are still to be told of, by mini-app and in the order of their commits.
    WEBHOOKS: (String, u64) => WebhookRow = "webhooks.1";
    /// Events that mini-apps could not be told of.
    WEBHOOKS_DEAD: (String, EventId) => WebhookRow = "webhooks_dead.1";
    /// Every attempt, by mini-app and number.
    WEBHOOK_DELIVERIES: (String, u64) => DeliveryRow = "webhook_deliveries.1";
    /// What goes with a mini-app's webhook address.
    WEBHOOK_ENDPOINTS: String => EndpointRow = "webhook_endpoints.1";

    /// People whom an admin has suspended, and since when.
    SUSPENDED_USERS: UserId => Timestamp = "suspended_users.1";
    /// Why a person or a mini-app is shut off, by id, for as long as it is.
    SUSPENSIONS: String => SuspensionRow = "suspensions.1";
    /// The API tokens of admins, by their SHA-256; kept when they are over, to tell whose they were.
    ADMIN_TOKENS: [u8; 32] => AdminTokenRow = "admin_tokens.1";
    /// Sessions behind TEP and refresh tokens; the key sorts by creation.
    SESSIONS: SessionId => SessionRow = "sessions.1";
    /// The sessions of a person.
    SESSIONS_OF_USER: (UserId, SessionId) => () = "sessions_of_user.1";
    /// Revoked sessions until the last token they signed has run out (the value, in milliseconds).
    REVOKED_SESSIONS: SessionId => Timestamp = "revoked_sessions.1";
    /// The live session of a Matrix token and client, by the SHA-256 of both.
    SESSION_OF_SUBJECT: [u8; 32] => SessionId = "session_of_subject.1";
    /// Refresh tokens by their SHA-256.
    REFRESH_TOKENS: [u8; 32] => RefreshRow = "refresh_tokens.1";
    /// Sessions of the account pages; the key sorts by creation.
    ACCOUNT_SESSIONS: SessionId => AccountSessionRow = "account_sessions.1";
    /// The account sessions of a person.
    ACCOUNT_SESSIONS_OF_USER: (UserId, SessionId) => () = "account_sessions_of_user.1";
    /// What a person granted a mini-app.
    CONSENTS: (UserId, String) => ConsentRow = "consents.1";
    /// Consents that were asked for and not answered.
    CONSENT_REQUESTS: ConsentId => ConsentRequestRow = "consent_requests.1";
    /// Authorization codes; the key sorts by creation.
    CODES: CodeId => CodeRow = "codes.1";
    /// What devices asked for; the key sorts by creation.
    DEVICE_GRANTS: DeviceGrantId => DeviceGrantRow = "device_grants.1";
    /// The device grant that a user code belongs to, for as long as it is kept.
    DEVICE_GRANT_OF_CODE: String => DeviceGrantId = "device_grant_of_code.1";
    /// The device grants of a client, for as long as they are kept.
    DEVICE_GRANTS_OF_CLIENT: (String, DeviceGrantId) => () = "device_grants_of_client.1";
    /// Mini-apps by id.
    MINIAPPS: String => MiniAppRow = "miniapps.1";

    /// The whitelist: people who may be developers.
    DEVELOPERS: UserId => DeveloperRow = "developers.1";
    /// Developers' sessions that go on.
    DEVELOPER_SESSIONS: SessionId => DeveloperSessionRow = "developer_sessions.1";
    /// The sessions of a developer.
    DEVELOPER_SESSIONS_OF_USER: (UserId, SessionId) => () = "developer_sessions_of_user.1";
    /// The refresh tokens of a developer's session by the SHA-256 of their secret.
    DEVELOPER_REFRESH_TOKENS: (SessionId, [u8; 32]) => DeveloperRefreshRow = "developer_refresh_tokens.1";
    /// Authorization codes of the developer console under the session that each becomes; the key sorts by creation.
    DEVELOPER_CODES: SessionId => DeveloperCodeRow = "developer_codes.1";
    /// Organizations.
    ORGANIZATIONS: OrganizationId => OrganizationRow = "organizations.1";
    /// The members of an organization.
    MEMBERS_OF_ORGANIZATION: (OrganizationId, UserId) => MemberRow = "members_of_organization.1";
    /// The organizations that a person is a member of.
    ORGANIZATIONS_OF_USER: (UserId, OrganizationId) => () = "organizations_of_user.1";
    /// Invitations to organizations that are not answered.
    INVITATIONS: InvitationId => InvitationRow = "invitations.1";
    /// The same by the person who is invited.
    INVITATIONS_OF_USER: (UserId, InvitationId) => () = "invitations_of_user.1";
    /// The same by organization.
    INVITATIONS_OF_ORGANIZATION: (OrganizationId, InvitationId) => () = "invitations_of_organization.1";

    /// PIN and failures.
    FACTORS: UserId => FactorsRow = "factors.1";
    /// Device keys by owner and device id.
    DEVICES: (UserId, String) => DeviceRow = "devices.1";
    /// A person's authenticator app.
    TOTP: UserId => TotpRow = "totp.1";
    /// A person's recovery codes.
    RECOVERY_CODES: UserId => RecoveryCodesRow = "recovery_codes.1";
    /// Passkeys by owner and credential id (base64url).
    PASSKEYS: (UserId, String) => PasskeyRow = "passkeys.1";
    /// Whose passkey it is, by the SHA-256 of the credential id: no two people share one.
    PASSKEY_OWNERS: [u8; 32] => UserId = "passkey_owners.1";
    /// People who want to be asked for a second factor at every payment, and since when.
    ALWAYS_ASK: UserId => Timestamp = "always_ask.1";
    /// Challenges that were given; the key sorts by creation.
    CHALLENGES: ChallengeId => ChallengeRow = "challenges.1";

    /// Wallets.
    WALLETS: WalletId => WalletRow = "wallets.1";
    /// The wallet of a person.
    WALLET_OF_USER: UserId => WalletId = "wallet_of_user.1";
    /// Who activated a wallet that is closed now, by an HMAC of their id: the bonus was theirs.
    CLOSED_WALLETS: [u8; 32] => () = "closed_wallets.1";
    /// What they had sent in the month in which they closed it, by month (since 1970) and the same; kept until it is over.
    SENT_BEFORE_CLOSING: (u64, [u8; 32]) => SentRow = "sent_before_closing.1";
    /// Person-to-person transfers; the key sorts by creation.
    P2P: P2pId => P2pRow = "p2p.1";
    /// Wallets that have completed a transfer to another before, kept while the acceptance policy asks for it.
    KNOWN_PAYEES: (WalletId, WalletId) => () = "known_payees.1";
    /// Transfers that wait for their recipient, by either of their people.
    P2P_WAITING: (UserId, P2pId) => () = "p2p_waiting.1";
    /// Wallets whose transfers still name an erased owner, and the transfer that was looked at last.
    ERASURES: WalletId => P2pId = "erasures.1";
    /// When a P2P transfer's state may run out, in milliseconds; looked at when due, and stale ones are dropped.
    P2P_EXPIRIES: (u64, P2pId) => () = "p2p_expiries.1";
    /// Payments to mini-apps; the key sorts by creation.
    PAYMENTS: PaymentId => PaymentRow = "payments.1";
    /// The payments of a mini-app in the order in which they were asked for.
    PAYMENTS_OF_MINIAPP: (String, PaymentId) => () = "payments_of_miniapp.1";
    /// Until when a payment can be paid, in milliseconds; looked at when due, and stale ones are dropped.
    PAYMENT_EXPIRIES: (u64, PaymentId) => () = "payment_expiries.1";
    /// Wallets whose payments still name an erased payer, and the payment that was looked at last.
    PAYMENT_ERASURES: WalletId => PaymentId = "payment_erasures.1";
    /// What went back of a payment, oldest first.
    REFUNDS: (PaymentId, RefundId) => RefundRow = "refunds.1";

    /// Gifts, as they were given; the key sorts by creation.
    GIFTS: GiftId => GiftRow = "gifts.1";
    /// The shares of a gift in the order in which they are taken: eight bytes each, the most significant first.
    GIFT_SHARES: GiftId => Bytes = "gift_shares.1";
    /// How far a gift has got. The only row of a gift that changes.
    GIFT_PROGRESS: GiftId => GiftProgressRow = "gift_progress.1";
    /// The openings of a gift by rank, from 1.
    GIFT_OPENINGS: (GiftId, u64) => OpeningRow = "gift_openings.1";
    /// The gifts that a person gave, may open alone, or has opened: with the rank of their share, or 0 when they have none.
    GIFTS_OF_USER: (UserId, GiftId) => u64 = "gifts_of_user.1";
    /// The gifts of a person that can still be opened, so that money may come back.
    GIFTS_OUT: (UserId, GiftId) => () = "gifts_out.1";
    /// People who were erased, whose name is still in gifts.
    GIFT_ERASURES: UserId => GiftErasureRow = "gift_erasures.1";
    /// When a gift expires, in milliseconds; looked at when due, and stale ones are dropped.
    GIFT_EXPIRIES: (u64, GiftId) => () = "gift_expiries.1";

    /// The rooms that a person is in, as far as our users can see.
    ROOMS_OF_USER: (UserId, RoomId) => () = "rooms_of_user.1";
    /// The members of a room, as far as our users can see.
    MEMBERS_OF_ROOM: (RoomId, UserId) => () = "members_of_room.1";
    /// The rooms that one of our users is in, and the place in `SEEN_ORDER` of the last change of their members.
    WATCHED_ROOMS: RoomId => u64 = "watched_rooms.1";
    /// Events of the homeserver that were handled, with their place in `SEEN_ORDER`.
    SEEN: String => u64 = "seen.1";
    /// The same in the order they came, so that the oldest can be forgotten.
    SEEN_ORDER: u64 => String = "seen_order.1";
    /// The direct room of a person with our bot.
    DIRECT_ROOMS: UserId => RoomId = "direct_rooms.1";
    /// The readable message about a transfer, which later messages edit.
    CARDS: P2pId => CardRow = "cards.1";
    /// The same about a payment.
    PAYMENT_CARDS: PaymentId => CardRow = "payment_cards.1";
    /// The same about a gift.
    GIFT_CARDS: GiftId => CardRow = "gift_cards.1";
    /// Matrix users of ours that exist on the homeserver, by localpart.
    GHOSTS: String => Timestamp = "ghosts.1";
}

/// The name of the table with this number.
pub(super) fn name(id: u8) -> &'static str {
    NAMES.get(usize::from(id)).copied().unwrap_or("unknown")
}

pub(super) fn definition(id: u8) -> redb::TableDefinition<'static, &'static [u8], &'static [u8]> {
    redb::TableDefinition::new(name(id))
}
