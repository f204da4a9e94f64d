//! The registry of operations: the id, who may call it, its limit class, the scopes it needs, and the codes it can answer. The
//! extractors in `auth`, the documented answers, the `X-Protocol-Operation` header and the authorization tests come from it.

use crate::{
    kernel::{Code, Scope},
    limits::Class,
    store::rows::AdminRole,
};

/// How a caller shows who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// A TEP token, or the account pages.
    Tep,
    /// The person themselves: their own Matrix token, which no mini-app has, or the account pages.
    Person,
    /// The account pages alone.
    Account,
    /// A mini-app's confidential client, by its secret or a token of its own; see `http::backend_auth`.
    Backend,
    /// The same, or an admin in its place.
    Merchant,
    /// A TEP token, the account pages, or the backend of the mini-app concerned.
    Party,
    /// A developer on the whitelist: a developer token, or the account pages.
    Developer,
    /// The same, on the whitelist or not.
    Candidate,
    /// An admin's API token, or the control socket of the machine; see `http::admin`.
    Admin,
    /// Nothing; counted by address.
    Public,
    /// As OAuth clients do it: by id, or by id and secret.
    OAuth,
    /// Nothing, and not counted: what watches the server must hear from it at all times.
    Probe,
}

/// One row of the registry, as a type: a handler names it and gets what it says.
pub trait Operation: Send + Sync + 'static {
    /// The operation id.
    const ID: &'static str;
    /// Who may call it.
    const ACCESS: Access;
    /// The limit class.
    const CLASS: Class;
    /// The scopes that a TEP token needs, all of them.
    const SCOPES: &'static [Scope];
    /// The codes that it can answer beyond those of its kind of access.
    const CODES: &'static [Code];
    /// For admin operations the least role that may call it, `by` in the registry; the owner's where none is named.
    const ROLE: AdminRole = AdminRole::Owner;
}

/// A row as a value.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The operation id.
    pub id: &'static str,
    /// Who may call it.
    pub access: Access,
    /// The limit class.
    pub class: Class,
    /// The scopes it needs.
    pub scopes: &'static [Scope],
    /// The codes it can answer.
    pub codes: &'static [Code],
    /// The least role, for admin operations.
    pub role: AdminRole,
}

macro_rules! operations {
    ($($name:ident $id:literal $access:ident $class:ident [$($scope:ident)*] [$($code:ident)*] $(by $role:ident)?;)*) => {
        $(
            #[doc = concat!("`", $id, "`")]
            pub struct $name;

            impl Operation for $name {
                const ID: &'static str = $id;
                const ACCESS: Access = Access::$access;
                const CLASS: Class = Class::$class;
                const SCOPES: &'static [Scope] = &[$(Scope::$scope),*];
                const CODES: &'static [Code] = &[$(Code::$code),*];
                $(const ROLE: AdminRole = AdminRole::$role;)?
            }
        )*

        /// Every operation.
        pub const ALL: &[Row] = &[$(Row {
            id: $name::ID, access: $name::ACCESS, class: $name::CLASS, scopes: $name::SCOPES, codes: $name::CODES,
            role: $name::ROLE,
        }),*];
    };
}

operations! {
    WalletBalance "wallet_balance" Tep WalletBalance [WalletBalance] [InvalidRequest];
    WalletTransactions "wallet_transactions" Tep WalletTransactions [WalletHistory] [InvalidRequest];
    WalletReceipt "wallet_transaction" Tep WalletTransactions [WalletHistory] [NotFound];
    WalletVerification "wallet_verification" Tep WalletBalance [WalletBalance] [];
    WalletRegister "wallet_register" Person Default [] [InvalidRequest InsufficientPermissions];
    WalletActivate "wallet_activate" Person Mfa [] [
        InvalidRequest NotFound InvalidState UserSuspended StepUpRequired MfaFailed MfaLocked DuplicateTransaction];
    WalletResolve "wallet_resolve" Tep WalletResolution [] [InvalidRequest NotInRoom RecipientNoWallet];
    WalletResolveBatch "wallet_resolve_batch" Tep WalletResolutionBatch [] [InvalidRequest NotInRoom];
    WalletRoomMembers "wallet_room_members" Tep WalletResolution [] [InvalidRequest NotInRoom];
    P2pInitiate "p2p_initiate" Tep P2pTransfer [WalletPay] [
        InvalidRequest InvalidAmount InsufficientFunds RecipientNoWallet NotInRoom UserSuspended UserNotActivated
        P2pSendNotAllowed AmountExceedsLimit DailyLimitExceeded MonthlyLimitExceeded DuplicateTransaction];
    P2pConfirm "p2p_confirm" Tep P2pTransfer [WalletPay] [
        InvalidRequest TransferNotFound InvalidState TransferExpired MfaFailed MfaLocked StepUpRequired InsufficientPermissions
        InsufficientFunds UserSuspended UserNotActivated P2pSendNotAllowed AmountExceedsLimit DailyLimitExceeded
        MonthlyLimitExceeded DuplicateTransaction];
    P2pAccept "p2p_accept" Tep P2pTransfer [WalletPay] [
        InvalidRequest TransferNotFound InvalidState TransferExpired UserSuspended InsufficientPermissions DuplicateTransaction];
    P2pReject "p2p_reject" Tep P2pTransfer [WalletPay] [
        InvalidRequest TransferNotFound InvalidState TransferExpired InsufficientPermissions DuplicateTransaction];
    P2pCancel "p2p_cancel" Tep P2pTransfer [WalletPay] [
        InvalidRequest TransferNotFound InvalidState TransferExpired InsufficientPermissions DuplicateTransaction];
    P2pGet "p2p_status" Tep WalletTransactions [WalletPay] [TransferNotFound];
    P2pChallenge "p2p_challenge" Tep P2pTransfer [WalletPay] [
        TransferNotFound InvalidState TransferExpired StepUpRequired InsufficientPermissions];
    PaymentRequest "payment_request" Tep PaymentRequest [WalletPay] [
        InvalidRequest InvalidAmount PaymentFailed NotInRoom UserSuspended UserNotActivated P2pSendNotAllowed
        DuplicateTransaction];
    PaymentGet "payment_status" Party PaymentOperations [WalletPay] [PaymentNotFound];
    PaymentList "payment_list" Backend PaymentOperations [] [InvalidRequest];
    PaymentAuthorize "payment_authorize" Tep PaymentOperations [WalletPay] [
        InvalidRequest PaymentNotFound InvalidState PaymentExpired PaymentFailed MfaRequired MfaFailed MfaLocked StepUpRequired
        InsufficientFunds UserSuspended UserNotActivated P2pSendNotAllowed AmountExceedsLimit DailyLimitExceeded
        MonthlyLimitExceeded DuplicateTransaction];
    PaymentCancel "payment_cancel" Tep PaymentOperations [WalletPay] [
        InvalidRequest PaymentNotFound InvalidState PaymentExpired DuplicateTransaction];
    PaymentMfaChallenge "payment_mfa_challenge" Tep Mfa [WalletPay] [
        PaymentNotFound InvalidState PaymentExpired StepUpRequired];
    PaymentMfaVerify "payment_mfa_verify" Tep Mfa [WalletPay] [
        InvalidRequest PaymentNotFound InvalidState PaymentExpired PaymentFailed MfaRequired MfaFailed MfaLocked StepUpRequired
        InsufficientFunds UserSuspended UserNotActivated P2pSendNotAllowed AmountExceedsLimit DailyLimitExceeded
        MonthlyLimitExceeded DuplicateTransaction];
    PaymentMfaStatus "payment_mfa_status" Tep PaymentOperations [WalletPay] [PaymentNotFound];
    PaymentRefund "payment_refund" Merchant PaymentOperations [] [
        InvalidRequest InvalidAmount PaymentNotFound InvalidState InsufficientFunds InsufficientPermissions
        DuplicateTransaction] by Finance;
    P2pRequest "p2p_request" Tep P2pTransfer [WalletRequest] [
        InvalidRequest InvalidAmount RecipientNoWallet NotInRoom UserSuspended P2pSendNotAllowed DuplicateTransaction];
    GiftCreate "gift_create" Tep P2pTransfer [WalletPay] [
        InvalidRequest InvalidAmount InsufficientFunds RecipientNoWallet NotInRoom UserSuspended UserNotActivated
        P2pSendNotAllowed AmountExceedsLimit DailyLimitExceeded MonthlyLimitExceeded MfaFailed MfaLocked StepUpRequired
        DuplicateTransaction];
    GiftChallenge "gift_challenge" Tep Mfa [WalletPay] [InvalidRequest InvalidAmount StepUpRequired];
    GiftShow "gift_show" Tep Default [WalletPay] [InvalidRequest NotFound NotInRoom];
    GiftOpen "gift_open" Tep PaymentOperations [WalletPay] [
        InvalidRequest NotFound NotInRoom InsufficientPermissions GiftEmpty AlreadyOpened GiftExpired UserSuspended
        P2pSendNotAllowed DuplicateTransaction];
    DeviceRegister "device_register" Person Mfa [] [
        InvalidRequest InvalidState MfaFailed MfaLocked StepUpRequired UserSuspended DuplicateTransaction];
    DeviceList "device_list" Person Default [] [];
    DeviceRename "device_rename" Person Default [] [InvalidRequest NotFound];
    DeviceRevoke "device_revoke" Person Mfa [] [InvalidRequest NotFound MfaFailed MfaLocked StepUpRequired];
    MfaFactors "mfa_factors" Person Default [] [];
    MfaChallenge "mfa_challenge" Person Mfa [] [InvalidRequest NotFound StepUpRequired];
    MfaAlwaysAsk "mfa_always_ask" Person Mfa [] [InvalidRequest MfaFailed MfaLocked StepUpRequired];
    MfaTotpBegin "mfa_totp_begin" Person Mfa [] [InvalidRequest InvalidState MfaFailed MfaLocked StepUpRequired];
    MfaTotpConfirm "mfa_totp_confirm" Person Mfa [] [InvalidRequest NotFound MfaFailed MfaLocked StepUpRequired];
    MfaTotpRemove "mfa_totp_remove" Person Mfa [] [InvalidRequest NotFound MfaFailed MfaLocked StepUpRequired];
    MfaRecoveryCodes "mfa_recovery_codes" Person Mfa [] [InvalidRequest NotFound MfaFailed MfaLocked StepUpRequired];
    MfaPasskeyBegin "mfa_passkey_begin" Person Mfa [] [InvalidRequest InvalidState NotFound MfaFailed MfaLocked StepUpRequired];
    MfaPasskeyFinish "mfa_passkey_finish" Person Mfa [] [InvalidRequest InvalidState NotFound StepUpRequired];
    MfaPasskeyRename "mfa_passkey_rename" Person Default [] [InvalidRequest NotFound];
    MfaPasskeyRemove "mfa_passkey_remove" Person Mfa [] [InvalidRequest NotFound MfaFailed MfaLocked StepUpRequired];
    AccountProviders "account_providers" Public OauthEndpoints [] [];
    AccountSignIn "account_sign_in" Public OauthEndpoints [] [
        InvalidRequest InvalidToken UserSuspended InsufficientPermissions];
    AccountShow "account" Account Default [] [];
    AccountSignOut "account_sign_out" Account Default [] [InvalidRequest];
    AccountSessionList "account_sessions" Account Default [] [];
    AccountSessionEnd "account_session_end" Account Default [] [NotFound];
    AccountMiniApps "account_mini_apps" Account Default [] [];
    AuthRevoke "auth_revoke" Person Default [] [InvalidRequest MiniappNotFound];
    AccountTransfers "account_transfers" Account WalletTransactions [] [];
    AccountExport "account_export" Account Mfa [] [];
    AccountErase "account_erase" Account Mfa [] [InvalidRequest InvalidState MfaFailed MfaLocked StepUpRequired];
    AccountPin "account_pin" Person Mfa [] [InvalidRequest MfaFailed MfaLocked StepUpRequired];
    AccountActivation "account_activation" Account Default [] [InvalidRequest InvalidSignature InsufficientPermissions];
    OAuthAuthorize "oauth_authorize" OAuth OauthEndpoints [] [];
    OAuthDevice "oauth_device_authorization" OAuth OauthDeviceCode [] [];
    DeviceVerify "device_verify" Account OauthEndpoints [] [InvalidRequest NotFound];
    DeveloperShow "developer" Candidate Default [] [];
    InvitationAccept "invitation_accept" Candidate Default [] [NotFound InvalidState];
    InvitationDecline "invitation_decline" Candidate Default [] [NotFound];
    OrganizationMake "organization_make" Developer Default [] [InvalidRequest InvalidState DuplicateTransaction];
    OrganizationList "organization_list" Developer Default [] [];
    OrganizationShow "organization" Developer Default [] [NotFound];
    OrganizationChange "organization_change" Developer Default [] [InvalidRequest NotFound];
    MemberInvite "member_invite" Developer Default [] [InvalidRequest NotFound InvalidState DuplicateTransaction];
    MemberRole "member_role" Developer Default [] [InvalidRequest NotFound InvalidState];
    MemberRemove "member_remove" Developer Default [] [NotFound InvalidState];
    InvitationCancel "invitation_cancel" Developer Default [] [NotFound];
    DeveloperAuthorize "developer_authorize" OAuth OauthEndpoints [] [];
    DeveloperToken "developer_token" OAuth OauthToken [] [];
    DeveloperRevoke "developer_revoke" OAuth OauthToken [] [];
    OAuthToken "oauth_token" OAuth OauthToken [] [];
    OAuthIntrospect "oauth_introspect" OAuth OauthToken [] [];
    OAuthRevoke "oauth_revoke" OAuth OauthToken [] [];
    ConsentShow "consent_show" Public OauthEndpoints [] [NotFound];
    ConsentAnswer "consent_answer" Person OauthEndpoints [] [InvalidRequest InvalidScope NotFound MiniappNotFound];
    OAuthMetadata "oauth_metadata" Public Default [] [];
    OpenIdMetadata "openid_metadata" Public Default [] [];
    Jwks "jwks" Public Default [] [];
    AdminUserShow "admin_user_show" Admin Default [] [InvalidRequest NotFound] by Auditor;
    AdminUserSuspend "admin_user_suspend" Admin Default [] [InvalidRequest InvalidState DuplicateTransaction] by Operator;
    AdminUserUnsuspend "admin_user_unsuspend" Admin Default [] [InvalidRequest InvalidState DuplicateTransaction] by Operator;
    AdminUserExport "admin_user_export" Admin Mfa [] [InvalidRequest] by Operator;
    AdminUserErase "admin_user_erase" Admin Mfa [] [InvalidRequest InvalidState DuplicateTransaction] by Operator;
    AdminMiniAppSuspend "admin_miniapp_suspend" Admin Default [] [
        InvalidRequest MiniappNotFound InvalidState DuplicateTransaction] by Operator;
    AdminMiniAppUnsuspend "admin_miniapp_unsuspend" Admin Default [] [
        InvalidRequest MiniappNotFound InvalidState DuplicateTransaction] by Operator;
    AdminDeveloperList "admin_developer_list" Admin Default [] [InvalidRequest] by Auditor;
    AdminDeveloperAdd "admin_developer_add" Admin Default [] [InvalidRequest InvalidState DuplicateTransaction] by Operator;
    AdminDeveloperRemove "admin_developer_remove" Admin Default [] [InvalidRequest NotFound] by Operator;
    AdminTokenIssue "admin_token_issue" Admin Default [] [InvalidRequest];
    AdminTokenList "admin_token_list" Admin Default [] [];
    AdminTokenRevoke "admin_token_revoke" Admin Default [] [InvalidRequest NotFound];
    WebhookShow "webhook_deliveries" Admin Default [] [InvalidRequest MiniappNotFound] by Auditor;
    WebhookSet "webhook_set" Admin Default [] [InvalidRequest MiniappNotFound] by Operator;
    WebhookRemove "webhook_remove" Admin Default [] [MiniappNotFound NotFound] by Operator;
    WebhookPing "webhook_ping" Admin Default [] [MiniappNotFound NotFound] by Operator;
    WebhookRotateSecret "webhook_rotate_secret" Admin Default [] [InvalidRequest MiniappNotFound NotFound] by Operator;
    WebhookRedeliver "webhook_redeliver" Admin Default [] [InvalidRequest MiniappNotFound NotFound] by Operator;
    WebhookRedeliverAll "webhook_redeliver_all" Admin Default [] [MiniappNotFound NotFound] by Operator;
    HealthCheck "health_check" Probe Default [] [];
    Health "health" Probe Default [] [];
}
