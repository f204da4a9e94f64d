//! Everything that is held about a person, as one JSON document: facts and times, never secrets. Each section is a list, filled
//! by a function of [`SECTIONS`]; whatever else comes to be held about people gets a section there.
//!
//! Other people are in it as far as the person dealt with them. Of audit records about the person that others made, it leaves out
//! where those others were. Two sections walk whole tables, so this is not for a thread that others wait for. Bounds: the text
//! has [`MOST_BYTES`] at most; a section that would grow past them ends there, and `cut_short` names it.

use serde_json::{Map, Number, Value, json};

use crate::{
    audit::{Action, Entry},
    command::{Applied, Command},
    developers::{self, Membership},
    gifts::{self, Gift},
    kernel::{Ctx, Money, PageRequest, ScopeSet, Timestamp, UserId},
    ledger,
    mfa::{self, Method, device::PublicKey},
    payments,
    store::{
        Failure, ReadExt, Reader, StoreError, Txn,
        rows::{AuditRow, DeviceDecision, P2pRow},
        tables::{
            ACCOUNT_SESSIONS, ACCOUNT_SESSIONS_OF_USER, ALWAYS_ASK, AUDIT, CODES, CONSENT_REQUESTS, CONSENTS, DEVICE_GRANTS,
            DEVICES, DIRECT_ROOMS, GIFTS_OF_USER, P2P, PASSKEYS, RECOVERY_CODES, ROOMS_OF_USER, SESSIONS, SESSIONS_OF_USER,
            SUSPENDED_USERS, SUSPENSIONS, TOTP,
        },
    },
    wallets::{self, HistoryFilter},
};

/// How large a document gets: some two hundred thousand movements.
pub const MOST_BYTES: usize = 64 * 1024 * 1024;

/// How many movements are read together.
const PAGE: u32 = 1000;

/// Whose data, and when.
pub struct Subject {
    /// Whose.
    pub user: UserId,
    /// What they call themselves at the homeserver.
    pub display_name: Option<String>,
    /// The present moment.
    pub now: Timestamp,
}

type Section = fn(&Reader, &Subject, &mut List<'_>) -> Result<(), StoreError>;

/// All that can be held about a person, by section.
const SECTIONS: &[(&str, Section)] = &[
    ("profile", profile),
    ("wallet", wallet),
    ("movements", movements),
    ("transfers", transfers),
    ("payments", payments),
    ("gifts", gifts),
    ("factors", factors),
    ("consents", consents),
    ("consent_requests", consent_requests),
    ("authorizations", authorizations),
    ("mini_app_sessions", sessions),
    ("account_sessions", account_sessions),
    ("developer", developer),
    ("rooms", rooms),
    ("audit", audit),
];

/// The document, as text.
pub fn archive(reader: &Reader, subject: &Subject) -> Result<Vec<u8>, StoreError> {
    archive_within(reader, subject, MOST_BYTES)
}

fn archive_within(reader: &Reader, subject: &Subject, most_bytes: usize) -> Result<Vec<u8>, StoreError> {
    let head = json!({ "format": "tmcpd-export-1", "user_id": subject.user.as_str(), "made_at": subject.now.to_string() });
    let mut text = head.to_string().into_bytes();
    text.pop();
    let mut cut_short = Vec::new();
    for (name, fill) in SECTIONS {
        text.extend_from_slice(format!(",\n\"{name}\":[").as_bytes());
        let mut list = List { text: &mut text, most_bytes, has_some: false, is_cut: false };
        fill(reader, subject, &mut list)?;
        if list.is_cut {
            cut_short.push(*name);
        }
        text.push(b']');
    }
    text.extend_from_slice(format!(",\n\"cut_short\":{}}}\n", json!(cut_short)).as_bytes());
    Ok(text)
}

/// Somebody takes their data along, which is on record.
pub struct RecordExport(pub UserId);

impl Command for RecordExport {
    type Outcome = ();

    fn apply(&self, _: &Ctx, _: &mut Txn<'_>) -> Result<Applied<()>, Failure> {
        Ok(Applied::new((), Entry::done(Action::DataExport, &self.0)))
    }
}

/// A section on its way into the text.
struct List<'t> {
    text: &'t mut Vec<u8>,
    most_bytes: usize,
    has_some: bool,
    is_cut: bool,
}

impl List<'_> {
    fn push(&mut self, value: &Value) {
        let entry = value.to_string();
        self.is_cut = self.is_cut || self.text.len() + entry.len() > self.most_bytes;
        if self.is_cut {
            return;
        }
        if self.has_some {
            self.text.push(b',');
        }
        self.text.push(b'\n');
        self.text.extend_from_slice(entry.as_bytes());
        self.has_some = true;
    }
}

fn profile(reader: &Reader, subject: &Subject, list: &mut List<'_>) -> Result<(), StoreError> {
    let suspended = reader.get(&SUSPENDED_USERS, &subject.user)?;
    let reason = reader.get(&SUSPENSIONS, &subject.user.as_str().to_owned())?.map(|row| row.reason);
    list.push(&json!({
        "user_id": subject.user.as_str(),
        "display_name": subject.display_name,
        "suspended_since": suspended.map(time),
        "suspended_for": reason,
    }));
    Ok(())
}

fn wallet(reader: &Reader, subject: &Subject, list: &mut List<'_>) -> Result<(), StoreError> {
    let Some((id, row)) = wallets::of_user(reader, &subject.user)? else { return Ok(()) };
    let mut balances = Vec::new();
    for account in &row.accounts {
        let holds = ledger::balance(reader, account.account)?;
        balances.push(json!({
            "currency": account.currency.code(),
            "available": amount(holds.available),
            "reserved": amount(holds.reserved),
            "pending": amount(holds.pending),
        }));
    }
    let identity = row.identity.as_deref().map(|text| serde_json::from_str::<Value>(text).unwrap_or_else(|_| text.into()));
    list.push(&json!({
        "wallet_id": id.to_string(),
        "status": row.status.name(),
        "level": row.level,
        "created_at": time(row.created),
        "activated_at": row.activated.map(time),
        "verified_at": row.verified.map(time),
        "terms_version": row.terms,
        "identity": identity,
        "balances": balances,
    }));
    Ok(())
}

fn movements(reader: &Reader, subject: &Subject, list: &mut List<'_>) -> Result<(), StoreError> {
    let Some((id, row)) = wallets::of_user(reader, &subject.user)? else { return Ok(()) };
    for account in &row.accounts {
        let mut page = PageRequest { limit: PAGE, offset: 0, cursor: None };
        loop {
            let found = wallets::transactions(reader, id, account.currency, &HistoryFilter::default(), page)?;
            for item in &found.items {
                list.push(&json!({
                    "txn_id": item.id.to_string(),
                    "type": item.kind,
                    "amount": amount(item.amount),
                    "currency": item.amount.currency.code(),
                    "from": item.from,
                    "to": item.to,
                    "status": item.status,
                    "note": item.note,
                    "timestamp": time(item.at),
                    "room_id": item.room.as_ref().map(ToString::to_string),
                }));
            }
            page.cursor = found.next_cursor;
            if page.cursor.is_none() || list.is_cut {
                break;
            }
        }
    }
    Ok(())
}

/// Walks all transfers, since those that never moved money are in no history.
fn transfers(reader: &Reader, subject: &Subject, list: &mut List<'_>) -> Result<(), StoreError> {
    reader.for_each(&P2P, |id, row: P2pRow| {
        if row.sender_user == subject.user || row.recipient_user == subject.user {
            list.push(&json!({
                "transfer_id": id.to_string(),
                "sender": row.sender_user.as_str(),
                "recipient": row.recipient_user.as_str(),
                "amount": amount(row.amount),
                "currency": row.amount.currency.code(),
                "note": row.note,
                "room_id": row.room.as_ref().map(ToString::to_string),
                "status": row.state.name(),
                "client_id": row.client,
                "txn_id": row.txn.map(|txn| txn.to_string()),
                "created_at": time(row.created),
                "changed_at": time(row.changed),
            }));
        }
        Ok(())
    })
}

fn payments(reader: &Reader, subject: &Subject, list: &mut List<'_>) -> Result<(), StoreError> {
    payments::of_payer(reader, &subject.user, |id, row| {
        list.push(&json!({
            "payment_id": id.to_string(),
            "miniapp_id": row.miniapp,
            "miniapp_name": row.miniapp_name,
            "amount": amount(row.amount),
            "currency": row.amount.currency.code(),
            "description": row.description,
            "merchant_order_id": row.order,
            "metadata": row.metadata,
            "room_id": row.room.as_ref().map(ToString::to_string),
            "status": row.state.name(),
            "txn_id": row.txn.map(|txn| txn.to_string()),
            "refunded_amount": amount(row.amount.currency.minor(row.refunded)),
            "created_at": time(row.created),
            "changed_at": time(row.changed),
        }));
    })
}

fn gifts(reader: &Reader, subject: &Subject, list: &mut List<'_>) -> Result<(), StoreError> {
    for (id, _) in reader.scan_first(&GIFTS_OF_USER, &subject.user, usize::MAX)? {
        let Some(Gift { row, progress, .. }) = gifts::find(reader, id)? else { continue };
        let own = gifts::opening_of(reader, id, &subject.user)?.map(|taken| taken.row);
        list.push(&json!({
            "gift_id": id.to_string(),
            "giver": row.giver_user.as_str(),
            "recipient": row.recipient.as_ref().map(UserId::as_str),
            "room_id": row.room.as_ref().map(ToString::to_string),
            "amount": amount(row.amount),
            "currency": row.amount.currency.code(),
            "message": row.message,
            "status": progress.state.name(),
            "client_id": row.client,
            "created_at": time(row.created),
            "own_share": own.as_ref().map(|share| amount(row.amount.currency.minor(share.amount))),
            "opened_at": own.map(|share| time(share.at)),
        }));
    }
    Ok(())
}

fn factors(reader: &Reader, subject: &Subject, list: &mut List<'_>) -> Result<(), StoreError> {
    let methods = mfa::methods(reader, &subject.user)?;
    list.push(&json!({ "type": "pin", "set": methods.contains(&Method::Pin) }));
    if let Some(since) = reader.get(&TOTP, &subject.user)?.and_then(|row| row.confirmed) {
        let left = reader.get(&RECOVERY_CODES, &subject.user)?.map_or(0, |row| row.digests.len());
        list.push(&json!({ "type": "totp", "registered_at": time(since), "recovery_codes_left": left }));
    }
    if let Some(since) = reader.get(&ALWAYS_ASK, &subject.user)? {
        list.push(&json!({ "type": "always_ask", "since": time(since) }));
    }
    for (id, row) in reader.scan_first(&PASSKEYS, &subject.user, usize::MAX)? {
        list.push(&json!({
            "type": "passkey",
            "credential_id": id,
            "name": row.name,
            "registered_at": time(row.created),
            "last_used_at": row.used.map(time),
        }));
    }
    for (device_id, row) in reader.scan_first(&DEVICES, &subject.user, usize::MAX)? {
        let key: Option<PublicKey> = minicbor::decode(&row.key).ok();
        list.push(&json!({
            "type": "device_key",
            "device_id": device_id,
            "device_name": row.name,
            "platform": row.platform,
            "algorithm": key.as_ref().map(|key| key.algorithm().name()),
            "public_key_hash": key.as_ref().map(PublicKey::hash),
            "capabilities": row.capabilities,
            "registered_at": time(row.created),
            "revoked_at": row.revoked.map(time),
        }));
    }
    Ok(())
}

fn consents(reader: &Reader, subject: &Subject, list: &mut List<'_>) -> Result<(), StoreError> {
    for (miniapp, row) in reader.scan_first(&CONSENTS, &subject.user, usize::MAX)? {
        for grant in row.grants {
            list.push(&json!({
                "miniapp_id": miniapp,
                "scopes": names(grant.scopes),
                "granted_at": time(grant.at),
                "method": grant.method,
                "until": grant.until.map(time),
            }));
        }
    }
    Ok(())
}

fn consent_requests(reader: &Reader, subject: &Subject, list: &mut List<'_>) -> Result<(), StoreError> {
    reader.for_each(&CONSENT_REQUESTS, |_, row| {
        if row.user == subject.user {
            let (miniapp, scopes) = (row.miniapp, names(row.scopes));
            list.push(&json!({ "miniapp_id": miniapp, "scopes": scopes, "expires_at": time(row.expires) }));
        }
        Ok(())
    })
}

/// What was agreed to lately on the way to a session.
fn authorizations(reader: &Reader, subject: &Subject, list: &mut List<'_>) -> Result<(), StoreError> {
    reader.for_each(&CODES, |_, row| {
        if row.user == subject.user {
            list.push(&json!({ "client_id": row.client, "scopes": names(row.scopes), "expires_at": time(row.expires) }));
        }
        Ok(())
    })?;
    reader.for_each(&DEVICE_GRANTS, |_, row| {
        if let Some(DeviceDecision::Approved(person, scopes)) = row.decision
            && person == subject.user
        {
            list.push(&json!({ "client_id": row.client, "scopes": names(scopes), "expires_at": time(row.expires) }));
        }
        Ok(())
    })
}

fn sessions(reader: &Reader, subject: &Subject, list: &mut List<'_>) -> Result<(), StoreError> {
    for (id, ()) in reader.scan_first(&SESSIONS_OF_USER, &subject.user, usize::MAX)? {
        let Some(row) = reader.get(&SESSIONS, &id)? else { continue };
        list.push(&json!({
            "session_id": id.to_string(),
            "client_id": row.client,
            "scopes": names(row.scopes),
            "created_at": time(row.created),
            "expires_at": time(row.expires),
            "revoked_at": row.revoked.map(time),
        }));
    }
    Ok(())
}

fn account_sessions(reader: &Reader, subject: &Subject, list: &mut List<'_>) -> Result<(), StoreError> {
    for (id, ()) in reader.scan_first(&ACCOUNT_SESSIONS_OF_USER, &subject.user, usize::MAX)? {
        let Some(row) = reader.get(&ACCOUNT_SESSIONS, &id)? else { continue };
        list.push(&json!({
            "session_id": id.to_string(),
            "method": row.method.name(),
            "created_at": time(row.created),
            "last_seen_at": time(row.seen),
            "expires_at": time(row.expires),
            "address": row.address,
            "agent": row.agent,
        }));
    }
    Ok(())
}

fn developer(reader: &Reader, subject: &Subject, list: &mut List<'_>) -> Result<(), StoreError> {
    let found = developers::developer(reader, &subject.user, subject.now)?;
    if let Some(row) = found.listed {
        list.push(&json!({ "whitelisted_at": time(row.added), "by": row.added_by, "note": row.note }));
    }
    for row in found.sessions {
        list.push(&json!({ "session_since": time(row.created), "expires_at": time(row.expires) }));
    }
    for membership in found.memberships {
        let Membership { organization, .. } = membership;
        list.push(&json!({
            "org_id": organization.id.to_string(), "name": organization.row.name, "role": organization.role.name(),
        }));
    }
    for invitation in found.invitations {
        let row = invitation.row;
        list.push(&json!({
            "invitation_id": invitation.id.to_string(), "org_id": row.organization.to_string(), "role": row.role.name(),
            "invited_by": row.invited_by.as_str(), "expires_at": time(row.expires),
        }));
    }
    Ok(())
}

fn rooms(reader: &Reader, subject: &Subject, list: &mut List<'_>) -> Result<(), StoreError> {
    let direct = reader.get(&DIRECT_ROOMS, &subject.user)?;
    for (room, ()) in reader.scan_first(&ROOMS_OF_USER, &subject.user, usize::MAX)? {
        list.push(&json!({ "room_id": room.as_str(), "known_as": "member" }));
    }
    if let Some(room) = direct {
        list.push(&json!({ "room_id": room.as_str(), "known_as": "direct room with the server" }));
    }
    Ok(())
}

/// Walks the whole record: what the person did, and what was done to them, by their name or to their wallet.
fn audit(reader: &Reader, subject: &Subject, list: &mut List<'_>) -> Result<(), StoreError> {
    let wallet = wallets::of_user(reader, &subject.user)?.map(|(id, _)| id.to_string());
    let actor = format!("u/{}", subject.user);
    reader.for_each(&AUDIT, |sequence, row| {
        let own = row.actor == actor;
        if own || is_about(&row, subject.user.as_str(), wallet.as_deref()) {
            list.push(&audit_record(sequence, row, own));
        }
        Ok(())
    })
}

fn audit_record(sequence: u64, row: AuditRow, own: bool) -> Value {
    let action = Action::ALL.iter().find(|action| **action as u16 == row.action);
    let mut record = Map::new();
    record.insert("record".to_owned(), sequence.into());
    record.insert("at".to_owned(), time(row.at));
    record.insert("action".to_owned(), action.map_or_else(|| Value::from(row.action), |action| action.name().into()));
    record.insert("object".to_owned(), row.object.into());
    record.insert("outcome".to_owned(), if row.outcome == 0 { "done" } else { "refused" }.into());
    record.insert("summary".to_owned(), row.summary.into());
    if own {
        record.insert("client_id".to_owned(), row.client.into());
        record.insert("session_id".to_owned(), row.session.map(|session| session.to_string()).into());
        record.insert("address".to_owned(), row.address.into());
    } else {
        record.insert("actor".to_owned(), row.actor.into());
    }
    record.into()
}

fn is_about(row: &AuditRow, user: &str, wallet: Option<&str>) -> bool {
    let summary = row.summary.as_deref().unwrap_or("");
    [Some(user), wallet].into_iter().flatten().any(|id| row.object == id || holds_id(summary, id))
}

/// Whether `text` holds `id` and not a longer id that begins with it.
fn holds_id(text: &str, id: &str) -> bool {
    text.match_indices(id).any(|(at, _)| {
        let rest = text.get(at + id.len()..).unwrap_or("");
        !rest.trim_start_matches(['.', ':', '-']).starts_with(|next: char| next.is_ascii_alphanumeric())
    })
}

fn names(scopes: ScopeSet) -> Vec<&'static str> {
    scopes.iter().map(crate::kernel::Scope::name).collect()
}

fn amount(money: Money) -> Value {
    Value::Number(Number::from_string_unchecked(money.to_string()))
}

fn time(at: Timestamp) -> Value {
    at.to_string().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Options, Store};

    #[test]
    fn a_name_is_not_found_in_a_longer_one() {
        for (text, expected) in [
            ("@bob:x", true),
            ("to @bob:x.", true),
            ("@bob:x, @carol:x", true),
            ("@bob:x.org", false),
            ("@bob:x:8448", false),
            ("@bob:xy", false),
            ("", false),
        ] {
            assert_eq!(holds_id(text, "@bob:x"), expected, "{text}");
        }
    }

    #[test]
    fn what_does_not_fit_is_cut_and_said_so() {
        let store = Store::open(Options::in_memory()).unwrap();
        let user = UserId::parse("@alice:x").unwrap();
        let subject = Subject { user, display_name: Some("A".repeat(300)), now: Timestamp(0) };
        let read = |most| {
            let text = store.read(|reader| archive_within(reader, &subject, most)).unwrap();
            serde_json::from_slice::<Value>(&text).unwrap()
        };
        let (whole, cut) = (read(MOST_BYTES), read(200));
        assert_eq!((&whole["cut_short"], whole["profile"].as_array().unwrap().len()), (&json!([]), 1));
        assert_eq!((cut["profile"].as_array().unwrap().len(), cut["cut_short"][0].as_str()), (0, Some("profile")));
    }
}
