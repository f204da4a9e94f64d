//! Golden bytes: what data files already hold. A change here means that files of older versions no longer read as they did;
//! it needs a migration, or the number of the field was given twice.

use std::collections::BTreeSet;

use super::*;
use crate::kernel::{AdminTokenId, ChallengeId, DeviceGrantId, EventId, GiftId, OrganizationId, P2pId, PaymentId, RawId, Scope};

/// A name, a sample and its bytes in hexadecimal, for every row and every enum.
macro_rules! goldens {
    ($($name:literal $sample:expr => $bytes:literal;)*) => {
        #[test]
        fn rows_are_written_and_read_as_ever() {
            let mut changed = Vec::new();
            $(changed.extend(compare($name, &$sample, $bytes));)*
            assert!(changed.is_empty(), "\n{}", changed.join("\n"));
        }

        const NAMES: &[&str] = &[$($name),*];
    };
}

goldens! {
    "Bytes" Bytes(vec![1, 2, 255]) => "430102ff";
    "AccountKind" AccountKind::ALL.to_vec() => "880001020304050607";
    "TransferKind" TransferKind::ALL.to_vec() => "89000102030405060708";
    "AccountRow" AccountRow { kind: AccountKind::Escrow, currency: usd(), wallet: Some(WalletId(raw(1))), created: at(0) } =>
        "8403655553442f325001a1ee565e00700080000000000000011b000001a1ee565e00";
    "BalanceRow" BalanceRow {
        posted: -5, reserved: 100, incoming: 7, newest: 300, entries: 4, day: 20_775, day_out: 90, month: 682, month_out: 91,
    } => "892418640719012c04195127185a1902aa185b";
    "Phase" vec![Phase::Posted, Phase::Pending, Phase::PostedPending(9), Phase::VoidedPending(10)] =>
        "84820080820180820281098203810a";
    "TransferRow" TransferRow {
        id: TxnId(raw(2)), debit: 1, credit: 2, amount: 1250, kind: TransferKind::Refund, phase: Phase::PostedPending(3),
        at: at(1), debit_previous: 0, credit_previous: 8, cause: Some(Cause::P2p(P2pId(raw(3)))),
        corrects: Some(TxnId(raw(4))), note: Some("note".to_owned()),
    } =>
        "8c5001a1ee565e007000800000000000000201021904e202820281031b000001a1ee57486000088200815001a1ee565e00700080000000000000\
         035001a1ee565e0070008000000000000004646e6f7465";
    "Cause" vec![Cause::P2p(P2pId(raw(3))), Cause::Payment(PaymentId(raw(4))), Cause::Gift(GiftId(raw(3)))] =>
        "838200815001a1ee565e00700080000000000000038201815001a1ee565e00700080000000000000048202815001a1ee565e0070008000000000000003";
    "IdempotencyRow" IdempotencyRow { key: [1; 16], input: [2; 16], at: at(2), outcome: vec![3, 4] } =>
        "84500101010101010101010101010101010150020202020202020202020202020202021b000001a1ee5832c0420304";
    "AuditRow" AuditRow {
        at: at(3), actor: "u/@alice:example.org".to_owned(), client: Some("shop".to_owned()), session: Some(SessionId(raw(5))),
        address: Some("192.0.2.1".to_owned()), action: 20, object: "object".to_owned(), outcome: 1,
        summary: Some("summary".to_owned()), hash: [6; 32],
    } =>
        "8a1b000001a1ee591d2074752f40616c6963653a6578616d706c652e6f72676473686f705001a1ee565e0070008000000000000005693139322e\
         302e322e3114666f626a656374016773756d6d61727958200606060606060606060606060606060606060606060606060606060606060606";
    "OutboxRow" OutboxRow { at: at(4), effect: vec![7, 8], attempts: 2, due: at(5), trouble: Some("503".to_owned()) } =>
        "851b000001a1ee5a0780420708021b000001a1ee5af1e063353033";
    "SessionRow" SessionRow {
        user: alice(), client: "shop".to_owned(), scopes: scopes(), wallet: WalletId(raw(6)), created: at(8), expires: at(9),
        revoked: Some(at(10)), subject: Some([9; 32]), token_expires: at(11), openid: Some(()),
    } =>
        "8a7240616c6963653a6578616d706c652e6f72676473686f701904015001a1ee565e00700080000000000000061b000001a1ee5db1001b000001\
         a1ee5e9b601b000001a1ee5f85c0582009090909090909090909090909090909090909090909090909090909090909091b000001a1ee60702080";
    "SignInMethod" SignInMethod::ALL.to_vec() => "8400010203";
    "AccountSessionRow" AccountSessionRow {
        user: alice(), secret: [5; 32], method: SignInMethod::Mas, created: at(8), seen: at(9), expires: at(10),
        address: Some("192.0.2.1".to_owned()), agent: Some("Browser".to_owned()),
    } =>
        "887240616c6963653a6578616d706c652e6f726758200505050505050505050505050505050505050505050505050505050505050505031b0000\
         01a1ee5db1001b000001a1ee5e9b601b000001a1ee5f85c0693139322e302e322e316742726f77736572";
    "RefreshRow" RefreshRow {
        session: SessionId(raw(7)), expires: at(12), used: Some(at(13)), scopes: scopes(), next: Some([16; 32].into()),
    } =>
        "855001a1ee565e00700080000000000000071b000001a1ee615a801b000001a1ee6244e019040158201010101010101010101010101010101010\
         101010101010101010101010101010";
    "Grant" grant() => "841904011b000001a1ee632f4064706167651b000001a1ee6419a0";
    "ConsentRow" ConsentRow { grants: vec![grant()] } => "8181841904011b000001a1ee632f4064706167651b000001a1ee6419a0";
    "ConsentRequestRow" ConsentRequestRow {
        user: alice(), miniapp: "shop".to_owned(), scopes: scopes(), expires: at(16),
        purpose: Some(Purpose::Authorize(authorization())),
    } =>
        "857240616c6963653a6578616d706c652e6f72676473686f701904011b000001a1ee650400820081856473686f70781968747470733a2f2f7368\
         6f702e6578616d706c652f6261636b6573746174655820141414141414141414141414141414141414141414141414141414141414141419040\
         1";
    "Purpose" vec![Purpose::Authorize(authorization()), Purpose::Device(DeviceGrantId(raw(12)))] =>
        "82820081856473686f70781968747470733a2f2f73686f702e6578616d706c652f6261636b657374617465582014141414141414141414141414\
         141414141414141414141414141414141414141904018201815001a1ee565e007000800000000000000c";
    "AuthorizationRow" authorization() =>
        "856473686f70781968747470733a2f2f73686f702e6578616d706c652f6261636b65737461746558201414141414141414141414141414141414\
         141414141414141414141414141414190401";
    "CodeRow" CodeRow {
        secret: [17; 32], user: alice(), client: "shop".to_owned(), redirect_uri: "https://shop.example/back".to_owned(),
        challenge: [18; 32], scopes: scopes(), expires: at(26), used: Some(SessionId(raw(13))),
    } =>
        "88582011111111111111111111111111111111111111111111111111111111111111117240616c6963653a6578616d706c652e6f72676473686f\
         70781968747470733a2f2f73686f702e6578616d706c652f6261636b58201212121212121212121212121212121212121212121212121212121\
         2121212121904011b000001a1ee6e2bc05001a1ee565e007000800000000000000d";
    "DeviceGrantRow" DeviceGrantRow {
        secret: [19; 32], user_code: "BCDFGHJK".to_owned(), client: "shop".to_owned(), scopes: scopes(), expires: at(27),
        interval: 10, polled: Some(at(28)), decision: Some(DeviceDecision::Denied),
    } =>
        "8858201313131313131313131313131313131313131313131313131313131313131313684243444647484a4b6473686f701904011b000001a1ee\
         6f16200a1b000001a1ee700080820180";
    "DeviceDecision" vec![
        DeviceDecision::Approved(alice(), scopes()), DeviceDecision::Denied,
        DeviceDecision::Redeemed(SessionId(raw(14))),
    ] => "838200827240616c6963653a6578616d706c652e6f72671904018201808202815001a1ee565e007000800000000000000e";
    "ClientKind" ClientKind::ALL.to_vec() => "83000102";
    "MiniAppStatus" MiniAppStatus::ALL.to_vec() => "820001";
    "MiniAppRow" MiniAppRow {
        name: "Shop".to_owned(), kind: ClientKind::Hybrid, status: MiniAppStatus::Suspended, official: true, scopes: scopes(),
        redirect_uris: vec!["https://shop.example/back".to_owned()], webhook_url: Some("https://shop.example/hook".to_owned()),
        secret: Some([10; 32]), merchant: Some(WalletId(raw(8))), created: at(17), preapproved: ScopeSet::EMPTY,
    } =>
        "8b6453686f700201f519040181781968747470733a2f2f73686f702e6578616d706c652f6261636b781968747470733a2f2f73686f702e657861\
         6d706c652f686f6f6b58200a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a5001a1ee565e007000800000000000\
         00081b000001a1ee65ee6000";
    "FactorsRow" FactorsRow { pin: Some(vec![11]), lockout: Some(vec![12, 13]) } => "82410b420c0d";
    "DeviceRow" DeviceRow {
        name: "Phone".to_owned(), platform: "android".to_owned(), key: vec![14, 15], created: at(18), revoked: Some(at(19)),
        capabilities: vec!["biometric".to_owned()],
    } => "866550686f6e6567616e64726f6964420e0f1b000001a1ee66d8c01b000001a1ee67c320816962696f6d6574726963";
    "WalletStatus" WalletStatus::ALL.to_vec() => "8400010203";
    "Owner" vec![Owner::User(alice()), Owner::MiniApp("shop".to_owned()), Owner::Erased(alice())] =>
        "838200817240616c6963653a6578616d706c652e6f72678201816473686f708202817240616c6963653a6578616d706c652e6f7267";
    "WalletAccount" WalletAccount { currency: usd(), account: 70_000 } => "82655553442f321a00011170";
    "SentSums" SentSums { currency: usd(), day: 20_775, day_out: 90, month: 682, month_out: 91 } => "85655553442f32195127185a1902aa185b";
    "SentRow" SentRow { sent: vec![SentSums { currency: usd(), day: 20_775, day_out: 90, month: 682, month_out: 91 }] } => "818185655553442f32195127185a1902aa185b";
    "WalletRow" WalletRow {
        owner: Owner::MiniApp("shop".to_owned()), status: WalletStatus::Active, level: 2, created: at(20),
        activated: Some(at(21)), verified: Some(at(22)), accounts: vec![WalletAccount { currency: usd(), account: 3 }],
        terms: Some("2026-01".to_owned()), identity: Some("{}".to_owned()),
    } => "898201816473686f7001021b000001a1ee68ad801b000001a1ee6997e01b000001a1ee6a82408182655553442f320367323032362d3031627b7d";
    "P2pState" P2pState::ALL.to_vec() => "86000102030405";
    "P2pRow" P2pRow {
        sender: WalletId(raw(9)), sender_user: alice(), recipient: WalletId(raw(10)), recipient_user: alice(),
        amount: usd().minor(1250), note: Some("lunch".to_owned()), room: Some(room()), state: P2pState::Completed,
        created: at(23), expires: at(24), acceptance_required: true, client: "shop".to_owned(), reservation: Some(5),
        txn: Some(TxnId(raw(11))), changed: at(25),
    } =>
        "8f5001a1ee565e00700080000000000000097240616c6963653a6578616d706c652e6f72675001a1ee565e007000800000000000000a7240616c\
         6963653a6578616d706c652e6f7267821904e2655553442f32656c756e63687121726f6f6d3a6578616d706c652e6f7267021b000001a1ee6b6c\
         a01b000001a1ee6c5700f56473686f70055001a1ee565e007000800000000000000b1b000001a1ee6d4160";
    "TotpRow" TotpRow { secret: vec![12, 13], created: at(26), confirmed: Some(at(27)), last_step: 59_833_333, proven: Some(()) } =>
        "85420c0d1b000001a1ee6e2bc01b000001a1ee6f16201a0390fbf580";
    "RecoveryCodesRow" RecoveryCodesRow { digests: vec![Bytes(vec![14; 32]), Bytes(vec![15; 32])], created: at(28) } => "828258200e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e58200f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f\
         0f0f0f0f0f0f0f0f0f0f0f0f0f0f1b000001a1ee700080";
    "PasskeyRow" PasskeyRow { name: "Laptop".to_owned(), credential: b"{}".to_vec(), created: at(29), used: Some(at(30)) } => "84664c6170746f70427b7d1b000001a1ee70eae01b000001a1ee71d540";
    "ChallengePurpose" ChallengePurpose::ALL.to_vec() => "850001020304";
    "ChallengeRow" ChallengeRow {
        user: alice(), purpose: ChallengePurpose::Payment, object: "pay_1".to_owned(), binding: [16; 32], nonce: [17; 16],
        created: at(31), expires: at(33), attempts_left: 3, used: Some(at(32)), proven: Some(()),
    } => "8a7240616c6963653a6578616d706c652e6f726701657061795f315820101010101010101010101010101010101010101010101010101010\
         101010101050111111111111111111111111111111111b000001a1ee72bfa01b000001a1ee749460031b000001a1ee73aa0080";
    "DeveloperRow" DeveloperRow { added: at(30), added_by: "operator".to_owned(), note: Some("known".to_owned()) } =>
        "831b000001a1ee71d540686f70657261746f72656b6e6f776e";
    "DeveloperSessionRow" DeveloperSessionRow { user: alice(), created: at(31), expires: at(32), token_expires: at(33) } =>
        "847240616c6963653a6578616d706c652e6f72671b000001a1ee72bfa01b000001a1ee73aa001b000001a1ee749460";
    "DeveloperRefreshRow" DeveloperRefreshRow { expires: at(34), used: Some(at(35)) } =>
        "821b000001a1ee757ec01b000001a1ee766920";
    "DeveloperCodeRow" DeveloperCodeRow {
        user: alice(), secret: [14; 32], redirect_uri: "https://dev.example/back".to_owned(), challenge: [15; 32],
        expires: at(36), used: Some(at(37)),
    } =>
        "867240616c6963653a6578616d706c652e6f726758200e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e78186874\
         7470733a2f2f6465762e6578616d706c652f6261636b58200f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f1b00\
         0001a1ee7753801b000001a1ee783de0";
    "OrganizationRole" OrganizationRole::ALL.to_vec() => "83000102";
    "OrganizationRow" OrganizationRow {
        name: "Tween".to_owned(), description: Some("We".to_owned()), website: Some("https://tween.example".to_owned()),
        created: at(38), created_by: alice(),
    } =>
        "8565547765656e6257657568747470733a2f2f747765656e2e6578616d706c651b000001a1ee7928407240616c6963653a6578616d706c652e6f\
         7267";
    "MemberRow" MemberRow { role: OrganizationRole::Viewer, joined: at(39) } => "82021b000001a1ee7a12a0";
    "InvitationRow" InvitationRow {
        organization: OrganizationId(raw(13)), user: alice(), role: OrganizationRole::Developer, invited_by: alice(),
        created: at(40), expires: at(41),
    } =>
        "865001a1ee565e007000800000000000000d7240616c6963653a6578616d706c652e6f7267017240616c6963653a6578616d706c652e6f72671b\
         000001a1ee7afd001b000001a1ee7be760";
    "SuspensionRow" SuspensionRow { since: at(26), reason: "fraud".to_owned(), by: "operator".to_owned() } => "831b000001a1ee6e2bc0656672617564686f70657261746f72";
    "AdminRole" AdminRole::ALL.to_vec() => "850001020304";
    "AdminTokenRow" AdminTokenRow {
        id: AdminTokenId(raw(12)), name: "console".to_owned(), role: AdminRole::Auditor, created: at(27),
        created_by: "operator".to_owned(), expires: at(28), revoked: Some(at(29)),
    } =>
        "875001a1ee565e007000800000000000000c67636f6e736f6c65041b000001a1ee6f1620686f70657261746f721b000001a1ee7000801b000001a\
         1ee70eae0";
    "PaymentState" PaymentState::ALL.to_vec() => "8a00010203040506070809";
    "PaymentFailure" PaymentFailure::ALL.to_vec() => "820001";
    "PaymentItem" PaymentItem { name: "Tea".to_owned(), quantity: 2, amount: 625 } => "836354656102190271";
    "PaymentRow" PaymentRow {
        miniapp: "shop".to_owned(), miniapp_name: "Shop".to_owned(), merchant: WalletId(raw(20)), payer: WalletId(raw(21)),
        payer_user: alice(), amount: usd().minor(1250), description: "Tea".to_owned(), order: Some("order-1".to_owned()),
        items: vec![PaymentItem { name: "Tea".to_owned(), quantity: 2, amount: 625 }],
        callback_url: Some("https://shop.example/back".to_owned()), metadata: Some("{}".to_owned()), room: Some(room()),
        state: PaymentState::PartiallyRefunded, created: at(40), expires: at(45), changed: at(44),
        proven_by: Some("pin".to_owned()), challenge: Some(ChallengeId(raw(22))), failure: Some(PaymentFailure::ProofsLocked),
        txn: Some(TxnId(raw(23))), completed: Some(at(41)), fee: 31, refunded: 250,
    } =>
        "976473686f706453686f705001a1ee565e00700080000000000000145001a1ee565e00700080000000000000157240616c6963653a65\
         78616d706c652e6f7267821904e2655553442f3263546561676f726465722d3181836354656102190271781968747470733a2f2f7368\
         6f702e6578616d706c652f6261636b627b7d7121726f6f6d3a6578616d706c652e6f7267081b000001a1ee7afd001b000001a1ee7f90\
         e01b000001a1ee7ea6806370696e5001a1ee565e0070008000000000000016005001a1ee565e00700080000000000000171b000001a1\
         ee7be760181f18fa";
    "RefundRow" RefundRow {
        amount: usd().minor(250), reason: Some("broken".to_owned()), txn: TxnId(raw(24)), created: at(44), total: 250,
    } => "858218fa655553442f326662726f6b656e5001a1ee565e00700080000000000000181b000001a1ee7ea68018fa";
    "Distribution" Distribution::ALL.to_vec() => "83000102";
    "GiftState" GiftState::ALL.to_vec() => "8400010203";
    "GiftRow" GiftRow {
        giver: WalletId(raw(13)), giver_user: alice(), recipient: Some(alice()), room: Some(room()), amount: usd().minor(2000),
        count: 5, distribution: Distribution::Random, message: Some("cheers".to_owned()), client: "shop".to_owned(),
        created: at(30), expires: at(31), txn: TxnId(raw(14)),
    } =>
        "8c5001a1ee565e007000800000000000000d7240616c6963653a6578616d706c652e6f72677240616c6963653a6578616d706c652e6f726771\
         21726f6f6d3a6578616d706c652e6f7267821907d0655553442f320502666368656572736473686f701b000001a1ee71d5401b000001a1ee72\
         bfa05001a1ee565e007000800000000000000e";
    "GiftProgressRow" GiftProgressRow {
        state: GiftState::Expired, opened: 2, left: 1120, changed: at(32), returned: Some(TxnId(raw(15))),
    } => "8503021904601b000001a1ee73aa005001a1ee565e007000800000000000000f";
    "OpeningRow" OpeningRow { user: alice(), wallet: WalletId(raw(16)), amount: 312, at: at(33), txn: TxnId(raw(17)) } =>
        "857240616c6963653a6578616d706c652e6f72675001a1ee565e00700080000000000000101901381b000001a1ee7494605001a1ee565e0070\
         008000000000000011";
    "GiftErasureRow" GiftErasureRow { nobody: alice(), until: GiftId(raw(18)) } => "827240616c6963653a6578616d706c652e6f72675001a1ee565e0070008000000000000012";
    "GiftStep" vec![GiftStep::Made, GiftStep::Opened(300), GiftStep::Ended] => "8382008082018119012c820280";
    "CardRow" CardRow { room: room(), event_id: "$event".to_owned() } => "827121726f6f6d3a6578616d706c652e6f726766246576656e74";
    "WebhookEvent" WebhookEvent::ALL.to_vec() => "89000102030405060708";
    "WebhookRow" WebhookRow {
        event: EventId(raw(12)), kind: WebhookEvent::PaymentRefunded, object: "pay_1".to_owned(), body: "{}".to_owned(),
        at: at(26), attempts: 3, due: at(27), trouble: Some("away".to_owned()),
    } => "885001a1ee565e007000800000000000000c02657061795f31627b7d1b000001a1ee6e2bc0031b000001a1ee6f16206461776179";
    "EndpointRow" EndpointRow {
        secret: vec![16, 17], created: at(28), secret_since: at(29), previous: Some(vec![18]), previous_until: Some(at(30)),
        dead: 19, flag: Some(EndpointFlag { at: at(31), event: EventId(raw(13)), status: 410 }),
    } => "874210111b000001a1ee7000801b000001a1ee70eae041121b000001a1ee71d54013831b000001a1ee72bfa05001a1ee565e007000800000000000000d19019a";
    "EndpointFlag" EndpointFlag { at: at(31), event: EventId(raw(13)), status: 410 } => "831b000001a1ee72bfa05001a1ee565e007000800000000000000d19019a";
    "DeliveryOutcome" DeliveryOutcome::ALL.to_vec() => "8400010203";
    "DeliveryRow" DeliveryRow {
        event: EventId(raw(14)), kind: WebhookEvent::Ping, at: at(32), attempt: 2, outcome: DeliveryOutcome::Retry, took: 1500,
        status: Some(503), answer: Some("busy".to_owned()), trouble: Some("late".to_owned()),
    } => "895001a1ee565e007000800000000000000e081b000001a1ee73aa0002011905dc1901f76462757379646c617465";
}

/// Says what changed, with the bytes of today.
fn compare<V>(name: &str, sample: &V, golden: &str) -> Vec<String>
where
    V: Encode<()> + for<'b> Decode<'b, ()> + PartialEq + std::fmt::Debug,
{
    let mut changed = Vec::new();
    let written = hex::encode(minicbor::to_vec(sample).unwrap());
    if written != golden {
        changed.push(format!("{name} is written as {written}"));
    }
    match minicbor::decode::<V>(&hex::decode(golden).unwrap()) {
        Ok(read) if read == *sample => {}
        Ok(read) => changed.push(format!("{name} is read as {read:?}")),
        Err(error) => changed.push(format!("{name} is not read: {error}")),
    }
    changed
}

#[test]
fn every_row_and_enum_has_golden_bytes() {
    let declared: BTreeSet<&str> = concat!(
        include_str!("rows.rs"),
        include_str!("rows/admin.rs"),
        include_str!("rows/factors.rs"),
        include_str!("rows/developers.rs"),
        include_str!("rows/gifts.rs"),
        include_str!("rows/grants.rs"),
        include_str!("rows/outbox.rs"),
        include_str!("rows/payments.rs"),
        include_str!("rows/wallets.rs")
    )
    .lines()
    .filter_map(|line| {
        let by_macro = || line.strip_prefix("    ").filter(|rest| rest.starts_with(char::is_uppercase) && rest.ends_with(" {"));
        line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub enum ")).or_else(by_macro)
    })
    .filter_map(|rest| rest.split(|letter: char| !letter.is_alphanumeric()).next())
    .collect();
    assert_eq!(declared, NAMES.iter().copied().collect());
}

#[test]
fn a_field_from_the_future_is_passed_over() {
    let row = CardRow { room: room(), event_id: "$event".to_owned() };
    let mut bytes = minicbor::to_vec(&row).unwrap();
    assert_eq!(bytes[0], 0x82, "an array of two");
    bytes[0] = 0x83;
    bytes.extend(minicbor::to_vec(("a field", 77)).unwrap());
    assert_eq!(minicbor::decode::<CardRow>(&bytes).unwrap(), row);
}

#[test]
fn an_optional_field_that_is_not_there_yet_reads_as_none() {
    let row = RefreshRow { session: SessionId(raw(7)), expires: at(12), used: None, scopes: scopes(), next: None };
    let mut bytes = minicbor::to_vec((row.session, row.expires)).unwrap();
    assert!(minicbor::decode::<RefreshRow>(&bytes).is_err(), "other fields have to be there");
    bytes = minicbor::to_vec(OutboxRow { at: at(4), effect: vec![7, 8], attempts: 2, due: at(5), trouble: None }).unwrap();
    assert_eq!(bytes[0], 0x84, "a trailing None is not written: the audit chain hashes old records as they were written");
    assert_eq!(minicbor::decode::<OutboxRow>(&bytes).unwrap().trouble, None);
}

fn at(minute: i64) -> Timestamp {
    Timestamp(1_795_000_000_000 + minute * 60_000)
}

fn raw(random: u128) -> RawId {
    RawId::from_parts(1_795_000_000_000, random)
}

fn usd() -> Currency {
    Currency::iso("USD").unwrap()
}

fn alice() -> UserId {
    UserId::parse("@alice:example.org").unwrap()
}

fn room() -> RoomId {
    RoomId::parse("!room:example.org").unwrap()
}

fn scopes() -> ScopeSet {
    [Scope::UserRead, Scope::WalletPay].into_iter().collect()
}

fn grant() -> Grant {
    Grant { scopes: scopes(), at: at(14), method: "page".to_owned(), until: Some(at(15)) }
}

fn authorization() -> AuthorizationRow {
    AuthorizationRow {
        client: "shop".to_owned(),
        redirect_uri: "https://shop.example/back".to_owned(),
        state: Some("state".to_owned()),
        challenge: [20; 32],
        wanted: scopes(),
    }
}

#[test]
fn rows_from_before_a_field_was_added_are_read() {
    let refresh = hex::decode("845001a1ee565e00700080000000000000071b000001a1ee615a801b000001a1ee6244e0190401").unwrap();
    assert_eq!(minicbor::decode::<RefreshRow>(&refresh).unwrap().next, None);
    let request = hex::decode("847240616c6963653a6578616d706c652e6f72676473686f701904011b000001a1ee650400").unwrap();
    assert_eq!(minicbor::decode::<ConsentRequestRow>(&request).unwrap().purpose, None);
}
