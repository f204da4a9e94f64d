// Made from openapi/tmcpd.json by `npm run api`.

export interface paths {
    "/.well-known/jwks.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Signing keys
         * @description Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        get: operations["jwks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.well-known/oauth-authorization-server": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * OAuth metadata
         * @description Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        get: operations["oauth_metadata"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.well-known/openid-configuration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * OpenID configuration
         * @description The OAuth metadata, for those who look here. The server issues no ID tokens.
         *
         *     Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        get: operations["openid_metadata"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Account
         * @description Who is signed in, and what they have.
         *
         *     Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        get: operations["account"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ways to sign in
         * @description Limit class `oauth_endpoints`: 10 per 60 s, 5 more in a burst.
         */
        get: operations["account_providers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in
         * @description Makes a session of the account pages for somebody whom a provider vouches for.
         *
         *     Limit class `oauth_endpoints`: 10 per 60 s, 5 more in a burst.
         */
        post: operations["account_sign_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign out
         * @description Ends the session of this browser, or of every browser.
         *
         *     Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        post: operations["account_sign_out"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/mini-apps/{miniapp_id}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Suspend a mini-app
         * @description Its clients get `invalid_client` and its tokens are refused at the next request. What people granted it stays for when the
         *     suspension is lifted.
         *
         *     Role: `operator` or `owner`. Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        post: operations["admin_miniapp_suspend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/mini-apps/{miniapp_id}/unsuspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lift a mini-app's suspension
         * @description Role: `operator` or `owner`. Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        post: operations["admin_miniapp_unsuspend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List admin tokens
         * @description Those that are over too.
         *
         *     Role: `owner`. Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        get: operations["admin_token_list"];
        put?: never;
        /**
         * Issue an admin token
         * @description The answer holds a secret, so it is not kept to be given again: an idempotency key is refused. If the answer was lost, revoke
         *     the token that the list shows, and issue another.
         *
         *     Role: `owner`. Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        post: operations["admin_token_issue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/tokens/{token_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an admin token
         * @description It is refused at the next request. Once revoked it stays so, and the same answer is given again.
         *
         *     Role: `owner`. Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        delete: operations["admin_token_revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a person
         * @description Their wallet, factors, sessions and connected mini-apps, and whether they are suspended.
         *
         *     Role: any. Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        get: operations["admin_user_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{user_id}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Suspend a person
         * @description All their tokens and sign-ins are refused at the next request, and no transfer to or from them goes on. Nothing is lost: lifting
         *     the suspension gives everything back. Somebody who was never here can be suspended too.
         *
         *     Role: `operator` or `owner`. Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        post: operations["admin_user_suspend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{user_id}/unsuspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lift a person's suspension
         * @description Role: `operator` or `owner`. Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        post: operations["admin_user_unsuspend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List device keys
         * @description Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        get: operations["device_list"];
        put?: never;
        /**
         * Enrol a device key
         * @description Needs the person's own Matrix token, and a factor that is there already, if there is one.
         *
         *     Limit class `mfa`: 10 per 60 s, 0 more in a burst.
         */
        post: operations["device_register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{device_id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove a device key
         * @description Limit class `mfa`: 10 per 60 s, 0 more in a burst.
         */
        post: operations["device_revoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wallet/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Activate
         * @description The owner of a pending wallet takes the operator's steps, and it can spend. Needs the person's own Matrix token.
         *
         *     Limit class `mfa`: 10 per 60 s, 0 more in a burst.
         */
        post: operations["wallet_activate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wallet/balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Balance
         * @description What the caller's wallet holds, what it may send, and its verification level.
         *
         *     Scope: `wallet:balance`. Limit class `wallet_balance`: 30 per 60 s, 10 more in a burst.
         */
        get: operations["wallet_balance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wallet/p2p/{transfer_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Status
         * @description Scope: `wallet:pay`. Limit class `wallet_transactions`: 20 per 60 s, 5 more in a burst.
         */
        get: operations["p2p_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wallet/p2p/{transfer_id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept
         * @description The recipient takes the money.
         *
         *     Scope: `wallet:pay`. Limit class `p2p_transfer`: 10 per 60 s, 3 more in a burst.
         */
        post: operations["p2p_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wallet/p2p/{transfer_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel
         * @description The sender takes the transfer back, until it is completed.
         *
         *     Scope: `wallet:pay`. Limit class `p2p_transfer`: 10 per 60 s, 3 more in a burst.
         */
        post: operations["p2p_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wallet/p2p/{transfer_id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm
         * @description The sender proves that it is them, and the money moves, or is reserved until the recipient accepts.
         *
         *     Scope: `wallet:pay`. Limit class `p2p_transfer`: 10 per 60 s, 3 more in a burst.
         */
        post: operations["p2p_confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wallet/p2p/{transfer_id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject
         * @description The recipient does not want the money.
         *
         *     Scope: `wallet:pay`. Limit class `p2p_transfer`: 10 per 60 s, 3 more in a burst.
         */
        post: operations["p2p_reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wallet/p2p/initiate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Initiate
         * @description Checks everything and reserves nothing; the transfer then waits five minutes for its sender's proof.
         *
         *     Scope: `wallet:pay`. Limit class `p2p_transfer`: 10 per 60 s, 3 more in a burst.
         */
        post: operations["p2p_initiate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wallet/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register
         * @description Makes the caller's wallet, or answers with the one there is. Needs the person's own Matrix token.
         *
         *     Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        post: operations["wallet_register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wallet/resolve/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Resolve
         * @description The wallet of somebody who shares a room with the caller. Nothing is made by asking.
         *
         *     Limit class `wallet_resolution`: 100 per 60 s, 20 more in a burst.
         */
        get: operations["wallet_resolve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wallet/resolve/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resolve many
         * @description Limit class `wallet_resolution_batch`: 1000 per 3600 s, 20 more in a burst.
         */
        post: operations["wallet_resolve_batch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wallet/room/{room_id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Members of a room
         * @description The wallets of a room's members, for one of them.
         *
         *     Limit class `wallet_resolution`: 100 per 60 s, 20 more in a burst.
         */
        get: operations["wallet_room_members"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wallet/transactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Transactions
         * @description The caller's movements, newest first. `from` and `to` are RFC 3339 times; `q` looks into notes and names.
         *
         *     Scope: `wallet:history`. Limit class `wallet_transactions`: 20 per 60 s, 5 more in a burst.
         */
        get: operations["wallet_transactions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wallet/transactions/{txn_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Receipt
         * @description One movement of the caller's wallet.
         *
         *     Scope: `wallet:history`. Limit class `wallet_transactions`: 20 per 60 s, 5 more in a burst.
         */
        get: operations["wallet_transaction"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wallet/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Verification level
         * @description Scope: `wallet:balance`. Limit class `wallet_balance`: 30 per 60 s, 10 more in a burst.
         */
        get: operations["wallet_verification"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Health
         * @description Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        get: operations["health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Health of each part
         * @description 200 when the server can move money; a homeserver that is away leaves it degraded, not down.
         *
         *     Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        get: operations["health_check"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oauth2/consent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a consent request
         * @description What a mini-app asks for, as JSON when `Accept` prefers it, otherwise as a page.
         *
         *     Limit class `oauth_endpoints`: 10 per 60 s, 5 more in a burst.
         */
        get: operations["consent_show"];
        put?: never;
        /**
         * Answer a consent request
         * @description Needs the Matrix token of the person who was asked. A question is answered once.
         *
         *     Limit class `oauth_endpoints`: 10 per 60 s, 5 more in a burst.
         */
        post: operations["consent_answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oauth2/introspect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Introspect
         * @description For confidential clients, about the tokens of their own mini-app.
         *
         *     Limit class `oauth_token`: 60 per 60 s, 5 more in a burst.
         */
        post: operations["oauth_introspect"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oauth2/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke
         * @description Ends the session that the token belongs to: its access and refresh tokens stop at once. A token that is unknown, or
         *     another client's, is answered in the same way and nothing happens.
         *
         *     Limit class `oauth_token`: 60 per 60 s, 5 more in a burst.
         */
        post: operations["oauth_revoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oauth2/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Token
         * @description Exchanges a person's Matrix token for a TEP token, or renews one with a refresh token. Exchanging the same Matrix token
         *     again replaces the session. A refresh token that comes a second time ends its session.
         *
         *     Limit class `oauth_token`: 60 per 60 s, 5 more in a burst.
         */
        post: operations["oauth_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * AccountView
         * @description The person who is signed in, and what they have.
         */
        AccountView: {
            activation: components["schemas"]["Steps"];
            /** @description For the `X-CSRF-Token` of what changes something. */
            csrf_token: string;
            /** @description Play money, and tokens that everyone knows. */
            dev_mode: boolean;
            display_name?: string;
            factors: components["schemas"]["Factors"];
            session: components["schemas"]["ThisSession"];
            user_id: string;
            /** @description Absent before it is registered. */
            wallet?: components["schemas"]["OwnWallet"] & unknown;
        };
        /**
         * ActivateAnswer
         * @description What activation led to.
         */
        ActivateAnswer: {
            /** @description In major units, with exactly the currency's fraction digits. */
            balance: number;
            /** @description In major units, with exactly the currency's fraction digits. */
            bonus?: number;
            currency: string;
            payment_enabled: boolean;
            /** @description `active`, or `pending` while an administrator looks at the identity data. */
            user_status: string;
            wallet_id: string;
        };
        /**
         * ActivateBody
         * @description The steps of activation.
         */
        ActivateBody: {
            /**
             * @description Needed when a factor is brought and another is there already; as for `POST /api/v1/devices`, with `activate` in place of
             *     the device id.
             */
            auth_proof?: (components["schemas"]["AuthProof"] & unknown) | null;
            /** @description A device key. */
            device?: (components["schemas"]["DeviceInput"] & unknown) | null;
            idempotency_key?: string | null;
            /** @description The identity data that the operator asks for. */
            identity?: (components["schemas"]["IdentityInput"] & unknown) | null;
            /** @description A transaction PIN of 6 to 12 digits. */
            pin?: string | null;
            /** @description Must be true. */
            terms_accepted?: boolean | null;
            /** @description The version of the terms that are accepted. */
            terms_version?: string | null;
        };
        /**
         * AdminConnectionView
         * @description A mini-app's access to a person.
         */
        AdminConnectionView: {
            miniapp_id: string;
            /** @description What the person granted. */
            scopes: string[];
            /** Format: uint32 */
            sessions: number;
        };
        /**
         * AdminMiniAppStateView
         * @description Whether a mini-app may be used now.
         */
        AdminMiniAppStateView: {
            /**
             * Format: date-time
             * @description Since when.
             */
            changed_at: string;
            miniapp_id: string;
            /** @description `approved` or `suspended`. */
            status: string;
        };
        /**
         * AdminTokenAnswer
         * @description A new admin token.
         */
        AdminTokenAnswer: {
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            expires_at: string;
            name: string;
            role: string;
            /** @description The token. It is shown here and nowhere else. */
            token: string;
            token_id: string;
        };
        /**
         * AdminTokenBody
         * @description An admin token to be made.
         */
        AdminTokenBody: {
            /**
             * Format: uint32
             * @description 1 to 3650.
             */
            expires_in_days: number;
            /** @description What it is for: 1 to 100 characters. */
            name: string;
            /** @description `owner`, `operator`, `finance`, `reviewer` or `auditor`. */
            role: string;
        };
        /**
         * AdminTokenRevokedAnswer
         * @description An admin token that is over.
         */
        AdminTokenRevokedAnswer: {
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            revoked_at: string;
            token_id: string;
        };
        /**
         * AdminTokensAnswer
         * @description Every admin token, oldest first.
         */
        AdminTokensAnswer: {
            tokens: components["schemas"]["AdminTokenView"][];
        };
        /**
         * AdminTokenView
         * @description An admin token, without the token.
         */
        AdminTokenView: {
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            created_at: string;
            /** @description `a/` and the id of an admin token, or `operator`. */
            created_by: string;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            expires_at: string;
            name: string;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            revoked_at?: string;
            role: string;
            /** @description `active`, `expired` or `revoked`. */
            status: string;
            token_id: string;
        };
        /**
         * AdminUserStateView
         * @description Whether a person is shut off now.
         */
        AdminUserStateView: {
            /**
             * Format: date-time
             * @description Since when.
             */
            changed_at: string;
            suspended: boolean;
            user_id: string;
        };
        /**
         * AdminUserView
         * @description What is held about a person.
         */
        AdminUserView: {
            /** @description What the person proves themselves with: `biometric` for device keys, `pin`. */
            factors: string[];
            /** @description What has access. */
            mini_apps: components["schemas"]["AdminConnectionView"][];
            /**
             * Format: uint32
             * @description Live sessions of mini-apps.
             */
            sessions: number;
            /** @description There while the person is suspended. */
            suspension?: components["schemas"]["SuspensionView"] & unknown;
            user_id: string;
            wallet?: components["schemas"]["AdminWalletView"];
        };
        /**
         * AdminWalletView
         * @description A person's wallet.
         */
        AdminWalletView: {
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            created_at: string;
            /**
             * Format: uint8
             * @description The place in the configured list of verification levels.
             */
            level: number;
            /** @description `pending`, `active` or `suspended`. */
            status: string;
            wallet_id: string;
        };
        /**
         * AnswerBody
         * @description An answer to a question for consent.
         */
        AnswerBody: {
            /** @description What the person agrees to, out of what was asked; nothing says no. */
            approved_scopes: string[];
            /** @description The question. */
            session: string;
        };
        /**
         * AnsweredView
         * @description What came of an answer.
         */
        AnsweredView: {
            approved_scopes: string[];
            denied_scopes: string[];
            miniapp_id: string;
            session: string;
            /** @description `approved`, or `denied` when nothing was agreed to. */
            status: string;
        };
        /**
         * AskedScope
         * @description A scope as a person sees it.
         */
        AskedScope: {
            /** @description What it lets the mini-app do. */
            description: string;
            /** @description Its name. */
            scope: string;
            /** @description `low`, `medium`, `high`, `critical` or `privileged`. */
            sensitivity: string;
        };
        /**
         * AuthProof
         * @description A person's proof that they are present.
         */
        AuthProof: {
            /** @description `pin` (or `transaction_pin`), or `biometric` for a device key. */
            method: string;
            proof: components["schemas"]["ProofInput"];
        };
        /**
         * BalanceAnswer
         * @description What a wallet holds and may do.
         */
        BalanceAnswer: {
            balance: components["schemas"]["Holdings"];
            limits: components["schemas"]["Limits"];
            /** @description `pending`, `active` or `suspended`. */
            status: string;
            user_id: string;
            verification: components["schemas"]["Verification"];
            wallet_id: string;
        };
        /**
         * BatchAnswer
         * @description Many people's wallets.
         */
        BatchAnswer: {
            /** Format: uint32 */
            failed_count: number;
            /** Format: uint32 */
            resolved_count: number;
            /** @description Without `room_id`: in the order they were asked for. */
            results?: components["schemas"]["BatchEntry"][];
            /** Format: uint32 */
            total: number;
            /** @description With `room_id`: by user id. */
            users?: {
                [key: string]: components["schemas"]["BatchEntry"];
            };
        };
        /**
         * BatchBody
         * @description Who is to be resolved.
         */
        BatchBody: {
            /** @description Then all of them must be in this room, and the answer is by id. */
            room_id?: string | null;
            /** @description 1 to 100 Matrix user ids. */
            user_ids: string[];
        };
        /**
         * BatchEntry
         * @description One person of a batch.
         */
        BatchEntry: {
            /** @description Or why it is not answered: a code such as `NOT_IN_ROOM`. */
            error?: string;
            user_id: string;
            /** @description What is known. */
            wallet?: components["schemas"]["ResolveAnswer"] & unknown;
        };
        /**
         * BuiltIn
         * @description Somebody whom dev mode carries.
         */
        BuiltIn: {
            display_name: string;
            user_id: string;
        };
        /**
         * ConfirmBody
         * @description A proof for a transfer.
         */
        ConfirmBody: {
            auth_proof: components["schemas"]["AuthProof"];
            idempotency_key?: string | null;
        };
        /**
         * ConsentView
         * @description A question for consent.
         */
        ConsentView: {
            /** @description Who asks. */
            miniapp_id: string;
            /** @description What it calls itself. */
            miniapp_name: string;
            /** @description What it has without an answer. */
            pre_approved_scopes: components["schemas"]["AskedScope"][];
            /** @description What it asks for. */
            requested_scopes: components["schemas"]["AskedScope"][];
            /** @description Names the question. */
            session: string;
        };
        /**
         * Device
         * @description An enrolled device key.
         */
        Device: {
            algorithm: string;
            device_id: string;
            device_name: string;
            platform: string;
            /** @description SHA-256 of the key's SubjectPublicKeyInfo. */
            public_key_hash: string;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            registered_at: string;
        };
        /**
         * DeviceBody
         * @description A device key to be enrolled.
         */
        DeviceBody: {
            /** @description Needed when the person has a factor already: over `{device_id}:0:{currency}:{timestamp}` for a device key. */
            auth_proof?: (components["schemas"]["AuthProof"] & unknown) | null;
            biometric_capabilities?: string[] | null;
            /** @description Chosen by the device, at most 128 characters. */
            device_id: string;
            /** @description What the person calls it. */
            device_name?: string | null;
            idempotency_key?: string | null;
            /** @description Such as `ios` or `android`. */
            platform?: string | null;
            public_key: components["schemas"]["PublicKeyInput"];
        };
        /**
         * DeviceInput
         * @description A device key.
         */
        DeviceInput: {
            biometric_capabilities?: string[] | null;
            /** @description Chosen by the device, at most 128 characters. */
            device_id: string;
            /** @description What the person calls it. */
            device_name?: string | null;
            /** @description Such as `ios` or `android`. */
            platform?: string | null;
            public_key: components["schemas"]["PublicKeyInput"];
        };
        /**
         * DeviceRevokeBody
         * @description A proof for removing a factor.
         */
        DeviceRevokeBody: {
            auth_proof?: components["schemas"]["AuthProof"] | null;
        };
        /**
         * DeviceRevokedAnswer
         * @description A device key that is no more.
         */
        DeviceRevokedAnswer: {
            device_id: string;
            revoked: boolean;
        };
        /**
         * DevicesAnswer
         * @description The caller's device keys.
         */
        DevicesAnswer: {
            devices: components["schemas"]["Device"][];
        };
        Error: {
            error: {
                /** @enum {string} */
                code: "INVALID_REQUEST" | "INVALID_AMOUNT" | "INVALID_TOKEN" | "INVALID_SIGNATURE" | "INSUFFICIENT_PERMISSIONS" | "INVALID_SCOPE" | "CONSENT_REQUIRED" | "INSUFFICIENT_FUNDS" | "RECIPIENT_NO_WALLET" | "DAILY_LIMIT_EXCEEDED" | "MONTHLY_LIMIT_EXCEEDED" | "AMOUNT_EXCEEDS_LIMIT" | "PAYMENT_FAILED" | "DUPLICATE_TRANSACTION" | "GIFT_EMPTY" | "ALREADY_OPENED" | "MINIAPP_NOT_FOUND" | "APP_NOT_FOUND" | "NOT_FOUND" | "TRANSFER_NOT_FOUND" | "PAYMENT_NOT_FOUND" | "RATE_LIMIT_EXCEEDED" | "MFA_REQUIRED" | "MFA_FAILED" | "MFA_LOCKED" | "DEVICE_NOT_REGISTERED" | "STEP_UP_REQUIRED" | "USER_SUSPENDED" | "ACCOUNT_SUSPENDED" | "USER_NOT_ACTIVATED" | "P2P_SEND_NOT_ALLOWED" | "NOT_IN_ROOM" | "TRANSFER_EXPIRED" | "GIFT_EXPIRED" | "PAYMENT_EXPIRED" | "RECIPIENT_ACCEPTANCE_REQUIRED" | "INVALID_STATE" | "STORAGE_QUOTA_EXCEEDED" | "APP_NOT_REMOVABLE" | "PAYLOAD_TOO_LARGE" | "HEADERS_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "METHOD_NOT_ALLOWED" | "NOT_IMPLEMENTED" | "SERVICE_UNAVAILABLE" | "INTERNAL_ERROR";
                /** @description For a program; `field` is a JSON pointer. */
                details: Record<string, never>;
                /** @description For a person. */
                message: string;
                /** @description Finds the request in the server's log. */
                request_id: string;
                /** Format: date-time */
                timestamp: string;
            };
        };
        /**
         * Factors
         * @description What the person proves themselves with.
         */
        Factors: {
            /** Format: uint64 */
            devices: number;
            pin: boolean;
        };
        /**
         * HealthAnswer
         * @description The short form.
         */
        HealthAnswer: {
            /** @description `healthy`; otherwise the answer is 503. */
            status: string;
        };
        /**
         * HealthCheckAnswer
         * @description Each part by itself.
         */
        HealthCheckAnswer: {
            checks: components["schemas"]["HealthChecks"];
            /**
             * @description `ok` when money can be moved and everything answers, `degraded` when only something outside does not, `down`
             *     otherwise.
             */
            status: string;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            timestamp: string;
            version: string;
        };
        /**
         * HealthChecks
         * @description `ok`, `degraded`, `down` or `off`, by part.
         */
        HealthChecks: {
            database: string;
            disk: string;
            identity: string;
            matrix: string;
            outbox: string;
            rate_limiter: string;
            search: string;
            wallet: string;
        };
        /**
         * Holdings
         * @description Amounts of one currency.
         */
        Holdings: {
            /** @description What can be spent. */
            available: number;
            currency: string;
            /** @description What is reserved in the wallet's favour. */
            pending: number;
        };
        /**
         * IdentityInput
         * @description What an operator may ask for about a person.
         */
        IdentityInput: {
            /** @description An email address or telephone number. */
            contact?: string | null;
            country?: string | null;
            date_of_birth?: string | null;
            full_name?: string | null;
        };
        /**
         * InitiateAnswer
         * @description A transfer that waits for its proof.
         */
        InitiateAnswer: {
            /** @description In major units, with exactly the currency's fraction digits. */
            amount: number;
            /** @description Where the sender can approve it in a browser. */
            approval_url: string;
            /** @description How the sender can prove themselves. */
            available_methods: string[];
            currency: string;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            expires_at: string;
            note?: string;
            recipient: components["schemas"]["Party"];
            recipient_acceptance_required: boolean;
            recommended_method?: string;
            room_id?: string;
            sender: components["schemas"]["Party"];
            /** @description `pending_authorization`. */
            status: string;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            timestamp: string;
            transfer_id: string;
        };
        /**
         * InitiateBody
         * @description A transfer to be made.
         */
        InitiateBody: {
            /** @description Greater than zero, in plain digits, with at most the currency's fraction digits. */
            amount: number | string;
            /** @description An ISO 4217 code, or one of the operator's currencies. */
            currency: string;
            /** @description Required here or as the `Idempotency-Key` header. */
            idempotency_key?: string | null;
            /** @description What for, at most 500 characters. */
            note?: string | null;
            /** @description The recipient's Matrix user id. */
            recipient: string;
            /** @description The room that it happens in; both people must be in it. */
            room_id?: string | null;
        };
        /**
         * IntrospectAnswer
         * @description What a token is; all but `active` is absent when it is no token of the client's mini-app, or of use no more.
         */
        IntrospectAnswer: {
            active: boolean;
            aud?: string;
            client_id?: string;
            /**
             * Format: int64
             * @description Unix time in seconds, as `iat` and `nbf`.
             */
            exp?: number;
            /** Format: int64 */
            iat?: number;
            iss?: string;
            jti?: string;
            /** Format: int64 */
            nbf?: number;
            scope?: string;
            session_id?: string;
            /** @description The Matrix user id. */
            sub?: string;
            /** @description `Bearer`, or `refresh_token`. */
            token_type?: string;
            /** @description The Matrix user id. */
            username?: string;
            wallet_id?: string;
        };
        /**
         * Jwk
         * @description A public RSA key.
         */
        Jwk: {
            alg: string;
            e: string;
            kid: string;
            kty: string;
            n: string;
            use: string;
        };
        /**
         * JwkSet
         * @description A JWK set.
         */
        JwkSet: {
            keys: components["schemas"]["Jwk"][];
        };
        /**
         * LevelFeatures
         * @description What a level allows.
         */
        LevelFeatures: {
            high_value: boolean;
            international: boolean;
            miniapp_payments: boolean;
            p2p_receive: boolean;
            p2p_send: boolean;
        };
        /**
         * LevelLimits
         * @description The limits of a level; one that is absent does not exist.
         */
        LevelLimits: {
            currency: string;
            /** @description In major units, with exactly the currency's fraction digits. */
            daily?: number;
            /** @description In major units, with exactly the currency's fraction digits. */
            monthly?: number;
            /** @description In major units, with exactly the currency's fraction digits. */
            transaction?: number;
        };
        /**
         * Limits
         * @description What may be sent; a limit that is absent does not exist.
         */
        Limits: {
            /** @description In major units, with exactly the currency's fraction digits. */
            daily_limit?: number;
            /** @description In major units, with exactly the currency's fraction digits. */
            daily_used: number;
            /** @description In major units, with exactly the currency's fraction digits. */
            monthly_limit?: number;
            /** @description In major units, with exactly the currency's fraction digits. */
            monthly_used: number;
            /** @description In major units, with exactly the currency's fraction digits. */
            transaction_limit?: number;
        };
        /**
         * Metadata
         * @description Authorization server metadata.
         */
        Metadata: {
            grant_types_supported: string[];
            introspection_endpoint: string;
            introspection_endpoint_auth_methods_supported: string[];
            /** @description `iss` of every token. */
            issuer: string;
            jwks_uri: string;
            /** @description Empty: there is no authorization endpoint. */
            response_types_supported: string[];
            revocation_endpoint: string;
            revocation_endpoint_auth_methods_supported: string[];
            scopes_supported: string[];
            service_documentation: string;
            token_endpoint: string;
            token_endpoint_auth_methods_supported: string[];
        };
        OAuthError: {
            /**
             * Format: uri
             * @description For callers that are suspended.
             */
            appeal_url?: string;
            /** @description With `consent_required`: what the person has to agree to. */
            consent_required_scopes?: string[];
            /** @description With `consent_required`: names the question. */
            consent_session?: string;
            /**
             * Format: uri
             * @description With `consent_required`: where the person answers.
             */
            consent_ui_endpoint?: string;
            /** @enum {string} */
            error: "access_denied" | "consent_required" | "invalid_client" | "invalid_grant" | "invalid_request" | "invalid_scope" | "server_error" | "temporarily_unavailable" | "unsupported_grant_type";
            /** @description For the developer of the client. */
            error_description: string;
            /** @description With `consent_required`: what needs no answer. */
            pre_approved_scopes?: string[];
            /** @description For callers that are suspended. */
            reason?: string;
            /**
             * Format: date-time
             * @description For callers that are suspended.
             */
            suspended_until?: string;
        };
        /**
         * OpenIdConfiguration
         * @description The same facts, and that everyone has one `sub` for all clients.
         */
        OpenIdConfiguration: {
            grant_types_supported: string[];
            introspection_endpoint: string;
            introspection_endpoint_auth_methods_supported: string[];
            /** @description `iss` of every token. */
            issuer: string;
            jwks_uri: string;
            /** @description Empty: there is no authorization endpoint. */
            response_types_supported: string[];
            revocation_endpoint: string;
            revocation_endpoint_auth_methods_supported: string[];
            scopes_supported: string[];
            service_documentation: string;
            /** @description `public`. */
            subject_types_supported: string[];
            token_endpoint: string;
            token_endpoint_auth_methods_supported: string[];
        };
        /**
         * OwnBalance
         * @description What the wallet holds in the server's own currency.
         */
        OwnBalance: {
            /** @description In major units, with exactly the currency's fraction digits. */
            available: number;
            currency: string;
            /** @description In major units, with exactly the currency's fraction digits. */
            pending: number;
        };
        /**
         * OwnWallet
         * @description The person's wallet.
         */
        OwnWallet: {
            balance: components["schemas"]["OwnBalance"];
            /** Format: uint8 */
            level: number;
            level_name: string;
            /** @description `pending`, `active` or `suspended`. */
            status: string;
            wallet_id: string;
        };
        /**
         * Pagination
         * @description Where a page is in its list.
         */
        Pagination: {
            has_more: boolean;
            /** Format: uint32 */
            limit: number;
            /** @description Leads to the next page at the cost of the first one. */
            next_cursor?: string;
            /** Format: uint32 */
            offset: number;
            /** Format: uint64 */
            total: number;
        };
        /**
         * Party
         * @description One side of a transfer.
         */
        Party: {
            user_id: string;
            wallet_id: string;
        };
        /**
         * ProofInput
         * @description The proof itself; which fields are needed depends on the method.
         */
        ProofInput: {
            /** @description Which device signed. */
            device_id?: string | null;
            /** @description Or the SHA-256 of the PIN, in lower-case hex. */
            hashed_pin?: string | null;
            /** @description The PIN. */
            pin?: string | null;
            /** @description A device key's signature, base64: ES256 as DER or raw, or RS256, over `{transfer_id}:{amount}:{currency}:{timestamp}`. */
            signature?: string | null;
            /** @description The time that is part of the signed text, as it was signed. */
            timestamp?: string | null;
        };
        /**
         * ProvidersAnswer
         * @description The ways to sign in.
         */
        ProvidersAnswer: {
            /** @description Play money, and tokens that everyone knows. */
            dev_mode: boolean;
            /** @description At Matrix Authentication Service. */
            mas: boolean;
            /** @description With the password of the homeserver. */
            password: boolean;
            /** @description The built-in people of dev mode. */
            people: components["schemas"]["BuiltIn"][];
            /** @description The homeserver's name. */
            server_name: string;
            /** @description By the homeserver's single sign-on. */
            sso: components["schemas"]["SsoProvider"][];
        };
        /**
         * PublicKeyInput
         * @description A public key.
         */
        PublicKeyInput: {
            /** @description `ECDSA_P256` or `RSA_2048`. */
            algorithm: string;
            /** @description `SPKI`. */
            format: string;
            /** @description The SubjectPublicKeyInfo: base64 of its DER, or PEM. */
            key_data: string;
        };
        /**
         * RegisterBody
         * @description Registers the caller's wallet.
         */
        RegisterBody: {
            /** @description The caller's own id; may be left out. */
            user_id?: string | null;
        };
        /**
         * ResolveAnswer
         * @description What is known of a person's wallet.
         */
        ResolveAnswer: {
            activation_required?: boolean;
            /** @description Only for the person themselves. */
            activation_url?: string;
            avatar_url?: string;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            created_at?: string;
            display_name?: string;
            has_wallet: boolean;
            payment_enabled: boolean;
            /** @description Only for the person themselves. */
            pending_balance?: number;
            user_id: string;
            /** @description `active` or `suspended`. */
            user_status: string;
            wallet_id?: string;
            /** @description `pending`, `active`, `suspended` or `none`. */
            wallet_status: string;
        };
        /**
         * RoomMembersAnswer
         * @description The members of a room and their wallets.
         */
        RoomMembersAnswer: {
            members: components["schemas"]["ResolveAnswer"][];
            room_id: string;
            /** Format: uint32 */
            total: number;
        };
        /**
         * ShownForm
         * @description A token to be looked at or ended.
         */
        ShownForm: {
            /** @description The client, unless the header names it. */
            client_id?: string;
            /** @description For confidential clients that do not use the header. */
            client_secret?: string;
            /** @description A TEP token or a refresh token. */
            token: string;
            /** @description Passed over: a token's own form says what it is. */
            token_type_hint?: string;
        };
        /**
         * SignedInAnswer
         * @description Somebody who is signed in; the cookie is in the header.
         */
        SignedInAnswer: {
            /** @description For the `X-CSRF-Token` of what changes something. */
            csrf_token: string;
            user_id: string;
        };
        /**
         * SignedOut
         * @description What ended.
         */
        SignedOut: {
            /**
             * Format: uint32
             * @description How many sessions.
             */
            ended: number;
        };
        /**
         * SignInBody
         * @description Who somebody says they are.
         */
        SignInBody: {
            /** @description The homeserver's password. */
            password?: string | null;
            /** @description `password`, or `dev` in dev mode. */
            provider: string;
            /** @description A Matrix id, or its local part. */
            user: string;
        };
        /**
         * SignOutBody
         * @description Signs out.
         */
        SignOutBody: {
            /** @description Every browser, not this one alone. */
            everywhere?: boolean | null;
        };
        /**
         * SsoProvider
         * @description A way of single sign-on that the homeserver has.
         */
        SsoProvider: {
            id: string;
            name: string;
        };
        /**
         * StepBody
         * @description A step that needs nothing more.
         */
        StepBody: {
            idempotency_key?: string | null;
        };
        /**
         * Steps
         * @description What activation asks for.
         */
        Steps: {
            /** @description Out of `terms`, `pin_or_passkey`, `identity_review` and `contact`. */
            steps: string[];
            terms_url?: string;
            terms_version: string;
        };
        /**
         * SuspendBody
         * @description Why somebody or something is shut off.
         */
        SuspendBody: {
            idempotency_key?: string | null;
            /** @description For other admins and the audit record: 1 to 500 characters. */
            reason: string;
        };
        /**
         * SuspensionView
         * @description A suspension that is in force.
         */
        SuspensionView: {
            /** @description `a/` and the id of an admin token, or `operator`. */
            by?: string;
            /** @description Why, in the words of whoever did it. */
            reason?: string;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            since: string;
        };
        /**
         * ThisSession
         * @description The session of this browser.
         */
        ThisSession: {
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            expires_at: string;
            /** @description `dev`, `password`, `sso` or `mas`. */
            method: string;
            session_id: string;
        };
        /**
         * TokenAnswer
         * @description A session's tokens.
         */
        TokenAnswer: {
            /** @description A TEP token. */
            access_token: string;
            /** @description Exchange: true. */
            delegated_session?: boolean;
            /**
             * Format: uint64
             * @description In seconds.
             */
            expires_in: number;
            /** @description Exchange: `urn:tmcp:params:oauth:token-type:tep`. */
            issued_token_type?: string;
            /** @description Good for one use. Absent for sessions made from a Matrix OpenID token. */
            refresh_token?: string;
            /** @description What was granted. */
            scope: string;
            /** @description `Bearer`. */
            token_type: string;
            user_id: string;
            wallet_id: string;
        };
        /**
         * TokenForm
         * @description A grant. Which fields are needed depends on `grant_type`.
         */
        TokenForm: {
            /** @description The mini-app's client, unless the header names it. */
            client_id?: string;
            /** @description For confidential clients that do not use the header. */
            client_secret?: string;
            /** @description `urn:ietf:params:oauth:grant-type:token-exchange` or `refresh_token`. */
            grant_type: string;
            /** @description Exchange: a JSON object of at most 4 KB, passed on in the token. */
            miniapp_context?: string;
            /** @description Refresh: the refresh token, which is replaced. */
            refresh_token?: string;
            /** @description Exchange: `urn:tmcp:params:oauth:token-type:tep`; may be left out. */
            requested_token_type?: string;
            /**
             * @description Names separated by spaces. Exchange: what is asked for; left out, it is all that needs no question. Refresh: a part of
             *     what was granted. `urn:matrix:` scopes are passed over.
             */
            scope?: string;
            /** @description Exchange: the person's Matrix token. */
            subject_token?: string;
            /** @description Exchange: `urn:ietf:params:oauth:token-type:access_token`, or `urn:tmcp:params:oauth:token-type:matrix_openid`. */
            subject_token_type?: string;
        };
        /**
         * Transaction
         * @description One movement as its wallet sees it.
         */
        Transaction: {
            /** @description In major units, with exactly the currency's fraction digits. */
            amount: number;
            currency: string;
            /** @description A user id, a mini-app's id, or one of the system's accounts. */
            from: string;
            note?: string;
            room_id?: string;
            /** @description `completed`, or `pending` while it is reserved. */
            status: string;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            timestamp: string;
            /** @description As `from`. */
            to: string;
            txn_id: string;
            /**
             * @description `p2p_sent`, `p2p_received`, `payment`, `payment_received`, `refund`, `gift_sent`, `gift_received`, `funding`,
             *     `withdrawal`, `bonus` or `adjustment`.
             */
            type: string;
        };
        /**
         * TransactionsAnswer
         * @description A page of a wallet's movements, newest first.
         */
        TransactionsAnswer: {
            pagination: components["schemas"]["Pagination"];
            transactions: components["schemas"]["Transaction"][];
        };
        /**
         * TransferAnswer
         * @description A transfer as it is.
         */
        TransferAnswer: {
            /** @description In major units, with exactly the currency's fraction digits. */
            amount: number;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            completed_at?: string;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            created_at: string;
            currency: string;
            /**
             * Format: date-time
             * @description When the present state runs out; absent when it is final.
             */
            expires_at?: string;
            note?: string;
            recipient: components["schemas"]["Party"];
            recipient_acceptance_required: boolean;
            room_id?: string;
            sender: components["schemas"]["Party"];
            /** @description `pending_authorization`, `pending_recipient_acceptance`, `completed`, `rejected`, `expired` or `cancelled`. */
            status: string;
            /**
             * Format: date-time
             * @description When the present state began.
             */
            timestamp: string;
            transfer_id: string;
            txn_id?: string;
        };
        /**
         * UnsuspendBody
         * @description Lifts a suspension.
         */
        UnsuspendBody: {
            idempotency_key?: string | null;
        };
        /**
         * Verification
         * @description The wallet's verification level.
         */
        Verification: {
            can_upgrade: boolean;
            features: string[];
            /** Format: uint8 */
            level: number;
            level_name: string;
            /** Format: uint8 */
            next_level?: number;
            upgrade_requirements: string[];
        };
        /**
         * VerificationAnswer
         * @description The wallet's verification level, with all its limits.
         */
        VerificationAnswer: {
            can_upgrade: boolean;
            features: components["schemas"]["LevelFeatures"];
            /** Format: uint8 */
            level: number;
            level_name: string;
            limits: components["schemas"]["LevelLimits"];
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            verified_at?: string;
        };
        /**
         * WalletAnswer
         * @description A wallet.
         */
        WalletAnswer: {
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            created_at: string;
            /** @description `pending`, `active` or `suspended`. */
            status: string;
            user_id: string;
            wallet_id: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    jwks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JwkSet"];
                };
            };
            /** @description As `If-None-Match` knows it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; `Retry-After` says how long to wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    oauth_metadata: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Metadata"];
                };
            };
            /** @description As `If-None-Match` knows it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; `Retry-After` says how long to wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    openid_metadata: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenIdConfiguration"];
                };
            };
            /** @description As `If-None-Match` knows it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; `Retry-After` says how long to wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    account: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountView"];
                };
            };
            /** @description `INVALID_TOKEN`: The token is missing, malformed, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when.
             *
             *     `USER_SUSPENDED`: The user is suspended.
             *
             *     `INSUFFICIENT_PERMISSIONS`: The caller may not do this.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; `Retry-After` says how long to wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    account_providers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProvidersAnswer"];
                };
            };
            /** @description `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; `Retry-After` says how long to wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    account_sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedInAnswer"];
                };
            };
            /** @description `INVALID_REQUEST`: The request is malformed; `details.field` names the place. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INVALID_TOKEN`: The token is missing, malformed, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `USER_SUSPENDED`: The user is suspended.
             *
             *     `INSUFFICIENT_PERMISSIONS`: The caller may not do this.
             *
             *     `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one that this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; `Retry-After` says how long to wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    account_sign_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SignOutBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedOut"];
                };
            };
            /** @description `INVALID_REQUEST`: The request is malformed; `details.field` names the place. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INVALID_TOKEN`: The token is missing, malformed, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when.
             *
             *     `USER_SUSPENDED`: The user is suspended.
             *
             *     `INSUFFICIENT_PERMISSIONS`: The caller may not do this.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one that this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; `Retry-After` says how long to wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    admin_miniapp_suspend: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                miniapp_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SuspendBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminMiniAppStateView"];
                };
            };
            /** @description `INVALID_REQUEST`: The request is malformed; `details.field` names the place. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INVALID_TOKEN`: The token is missing, malformed, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when.
             *
             *     `INSUFFICIENT_PERMISSIONS`: The caller may not do this.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `MINIAPP_NOT_FOUND`: There is no such mini-app. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `INVALID_STATE`: The object is in a state that does not allow this; `details.state` says which.
             *
             *     `DUPLICATE_TRANSACTION`: The idempotency key was used before with another request.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one that this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; `Retry-After` says how long to wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    admin_miniapp_unsuspend: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                miniapp_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["UnsuspendBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminMiniAppStateView"];
                };
            };
            /** @description `INVALID_REQUEST`: The request is malformed; `details.field` names the place. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INVALID_TOKEN`: The token is missing, malformed, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when.
             *
             *     `INSUFFICIENT_PERMISSIONS`: The caller may not do this.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `MINIAPP_NOT_FOUND`: There is no such mini-app. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `INVALID_STATE`: The object is in a state that does not allow this; `details.state` says which.
             *
             *     `DUPLICATE_TRANSACTION`: The idempotency key was used before with another request.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one that this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; `Retry-After` says how long to wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    admin_token_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminTokensAnswer"];
                };
            };
            /** @description `INVALID_TOKEN`: The token is missing, malformed, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when.
             *
             *     `INSUFFICIENT_PERMISSIONS`: The caller may not do this.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; `Retry-After` says how long to wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    admin_token_issue: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdminTokenBody"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminTokenAnswer"];
                };
            };
            /** @description `INVALID_REQUEST`: The request is malformed; `details.field` names the place. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INVALID_TOKEN`: The token is missing, malformed, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when.
             *
             *     `INSUFFICIENT_PERMISSIONS`: The caller may not do this.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one that this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; `Retry-After` says how long to wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    admin_token_revoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminTokenRevokedAnswer"];
                };
            };
            /** @description `INVALID_REQUEST`: The request is malformed; `details.field` names the place. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INVALID_TOKEN`: The token is missing, malformed, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when.
             *
             *     `INSUFFICIENT_PERMISSIONS`: The caller may not do this.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; `Retry-After` says how long to wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    admin_user_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminUserView"];
                };
            };
            /** @description `INVALID_REQUEST`: The request is malformed; `details.field` names the place. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INVALID_TOKEN`: The token is missing, malformed, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when.
             *
             *     `INSUFFICIENT_PERMISSIONS`: The caller may not do this.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; `Retry-After` says how long to wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    admin_user_suspend: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SuspendBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminUserStateView"];
                };
            };
            /** @description `INVALID_REQUEST`: The request is malformed; `details.field` names the place. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INVALID_TOKEN`: The token is missing, malformed, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when.
             *
             *     `INSUFFICIENT_PERMISSIONS`: The caller may not do this.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `INVALID_STATE`: The object is in a state that does not allow this; `details.state` says which.
             *
             *     `DUPLICATE_TRANSACTION`: The idempotency key was used before with another request.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one that this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; `Retry-After` says how long to wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    admin_user_unsuspend: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["UnsuspendBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminUserStateView"];
                };
            };
            /** @description `INVALID_REQUEST`: The request is malformed; `details.field` names the place. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INVALID_TOKEN`: The token is missing, malformed, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when.
             *
             *     `INSUFFICIENT_PERMISSIONS`: The caller may not do this.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `INVALID_STATE`: The object is in a state that does not allow this; `details.state` says which.
             *
             *     `DUPLICATE_TRANSACTION`: The idempotency key was used before with another request.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one that this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; `Retry-After` says how long to wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    device_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DevicesAnswer"];
                };
            };
            /** @description `INVALID_TOKEN`: The token is missing, malformed, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when.
             *
             *     `STEP_UP_REQUIRED`: The person has to do this themselves, or has to enrol a factor first.
             *
             *     `USER_SUSPENDED`: The user is suspended.
             *
             *     `INSUFFICIENT_PERMISSIONS`: The caller may not do this.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; `Retry-After` says how long to wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    device_register: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeviceBody"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Device"];
                };
            };
            /** @description `INVALID_REQUEST`: The request is malformed; `details.field` names the place. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `MFA_FAILED`: The proof is wrong.
             *
             *     `INVALID_TOKEN`: The token is missing, malformed, expired or revoked.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `STEP_UP_REQUIRED`: The person has to do this themselves, or has to enrol a factor first.
             *
             *     `USER_SUSPENDED`: The user is suspended.
             *
             *     `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when.
             *
             *     `INSUFFICIENT_PERMISSIONS`: The caller may not do this.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `INVALID_STATE`: The object is in a state that does not allow this; `details.state` says which.
             *
             *     `DUPLICATE_TRANSACTION`: The idempotency key was used before with another request.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one that this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `MFA_LOCKED`: Too many wrong proofs; `details.locked_until` says until when.
             *
             *     `RATE_LIMIT_EXCEEDED`: Too many requests; `Retry-After` says how long to wait.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    device_revoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["DeviceRevokeBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceRevokedAnswer"];
                };
            };
            /** @description `INVALID_REQUEST`: The request is malformed; `details.field` names the place. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `MFA_FAILED`: The proof is wrong.
             *
             *     `INVALID_TOKEN`: The token is missing, malformed, expired or revoked.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `STEP_UP_REQUIRED`: The person has to do this themselves, or has to enrol a factor first.
             *
             *     `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when.
             *
             *     `USER_SUSPENDED`: The user is suspended.
             *
             *     `INSUFFICIENT_PERMISSIONS`: The caller may not do this.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one that this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `MFA_LOCKED`: Too many wrong proofs; `details.locked_until` says until when.
             *
             *     `RATE_LIMIT_EXCEEDED`: Too many requests; `Retry-After` says how long to wait.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    wallet_activate: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ActivateBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivateAnswer"];
                };
            };
            /** @description `INVALID_REQUEST`: The request is malformed; `details.field` names the place. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `MFA_FAILED`: The proof is wrong.
             *
             *     `INVALID_TOKEN`: The token is missing, malformed, expired or revoked.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `USER_SUSPENDED`: The user is suspended.
             *
             *     `STEP_UP_REQUIRED`: The person has to do this themselves, or has to enrol a factor first.
             *
             *     `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when.
             *
             *     `INSUFFICIENT_PERMISSIONS`: The caller may not do this.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `INVALID_STATE`: The object is in a state that does not allow this; `details.state` says which.
             *
             *     `DUPLICATE_TRANSACTION`: The idempotency key was used before with another request.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one that this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `MFA_LOCKED`: Too many wrong proofs; `details.locked_until` says until when.
             *
             *     `RATE_LIMIT_EXCEEDED`: Too many requests; `Retry-After` says how long to wait.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    wallet_balance: {
        parameters: {
            query?: {
                currency?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BalanceAnswer"];
                };
            };
            /** @description `INVALID_REQUEST`: The request is malformed; `details.field` names the place. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INVALID_TOKEN`: The token is missing, malformed, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when.
             *
             *     `INVALID_SCOPE`: The token lacks a scope that the operation needs.
             *
             *     `USER_SUSPENDED`: The user is suspended.
             *
             *     `USER_NOT_ACTIVATED`: The wallet is not activated yet.
             *
             *     `INSUFFICIENT_PERMISSIONS`: The caller may not do this.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; `Retry-After` says how long to wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    p2p_status: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                transfer_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferAnswer"];
                };
            };
            /** @description `INVALID_REQUEST`: The request is malformed; `details.field` names the place. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INVALID_TOKEN`: The token is missing, malformed, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when.
             *
             *     `INVALID_SCOPE`: The token lacks a scope that the operation needs.
             *
             *     `USER_SUSPENDED`: The user is suspended.
             *
             *     `USER_NOT_ACTIVATED`: The wallet is not activated yet.
             *
             *     `INSUFFICIENT_PERMISSIONS`: The caller may not do this.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `TRANSFER_NOT_FOUND`: There is no such transfer, or it is not the caller's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; `Retry-After` says how long to wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    p2p_accept: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                transfer_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["StepBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferAnswer"];
                };
            };
            /**
             * @description `INVALID_REQUEST`: The request is malformed; `details.field` names the place.
             *
             *     `TRANSFER_EXPIRED`: The transfer has expired.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INVALID_TOKEN`: The token is missing, malformed, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `USER_SUSPENDED`: The user is suspended.
             *
             *     `INSUFFICIENT_PERMISSIONS`: The caller may not do this.
             *
             *     `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when.
             *
             *     `INVALID_SCOPE`: The token lacks a scope that the operation needs.
             *
             *     `USER_NOT_ACTIVATED`: The wallet is not activated yet.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `TRANSFER_NOT_FOUND`: There is no such transfer, or it is not the caller's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `INVALID_STATE`: The object is in a state that does not allow this; `details.state` says which.
             *
             *     `DUPLICATE_TRANSACTION`: The idempotency key was used before with another request.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one that this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; `Retry-After` says how long to wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    p2p_cancel: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                transfer_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["StepBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferAnswer"];
                };
            };
            /**
             * @description `INVALID_REQUEST`: The request is malformed; `details.field` names the place.
             *
             *     `TRANSFER_EXPIRED`: The transfer has expired.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INVALID_TOKEN`: The token is missing, malformed, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `INSUFFICIENT_PERMISSIONS`: The caller may not do this.
             *
             *     `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when.
             *
             *     `INVALID_SCOPE`: The token lacks a scope that the operation needs.
             *
             *     `USER_SUSPENDED`: The user is suspended.
             *
             *     `USER_NOT_ACTIVATED`: The wallet is not activated yet.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `TRANSFER_NOT_FOUND`: There is no such transfer, or it is not the caller's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `INVALID_STATE`: The object is in a state that does not allow this; `details.state` says which.
             *
             *     `DUPLICATE_TRANSACTION`: The idempotency key was used before with another request.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one that this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; `Retry-After` says how long to wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    p2p_confirm: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                transfer_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferAnswer"];
                };
            };
            /**
             * @description `INVALID_REQUEST`: The request is malformed; `details.field` names the place.
             *
             *     `TRANSFER_EXPIRED`: The transfer has expired.
             *
             *     `AMOUNT_EXCEEDS_LIMIT`: The amount is above the limit for one transaction.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `MFA_FAILED`: The proof is wrong.
             *
             *     `INVALID_TOKEN`: The token is missing, malformed, expired or revoked.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INSUFFICIENT_FUNDS`: The wallet holds too little. */
            402: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `STEP_UP_REQUIRED`: The person has to do this themselves, or has to enrol a factor first.
             *
             *     `INSUFFICIENT_PERMISSIONS`: The caller may not do this.
             *
             *     `USER_SUSPENDED`: The user is suspended.
             *
             *     `USER_NOT_ACTIVATED`: The wallet is not activated yet.
             *
             *     `P2P_SEND_NOT_ALLOWED`: The wallet's verification level does not allow sending.
             *
             *     `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when.
             *
             *     `INVALID_SCOPE`: The token lacks a scope that the operation needs.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `TRANSFER_NOT_FOUND`: There is no such transfer, or it is not the caller's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `INVALID_STATE`: The object is in a state that does not allow this; `details.state` says which.
             *
             *     `DUPLICATE_TRANSACTION`: The idempotency key was used before with another request.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one that this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `MFA_LOCKED`: Too many wrong proofs; `details.locked_until` says until when.
             *
             *     `DAILY_LIMIT_EXCEEDED`: The wallet's limit for one day would be exceeded.
             *
             *     `MONTHLY_LIMIT_EXCEEDED`: The wallet's limit for one month would be exceeded.
             *
             *     `RATE_LIMIT_EXCEEDED`: Too many requests; `Retry-After` says how long to wait.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    p2p_reject: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                transfer_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["StepBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferAnswer"];
                };
            };
            /**
             * @description `INVALID_REQUEST`: The request is malformed; `details.field` names the place.
             *
             *     `TRANSFER_EXPIRED`: The transfer has expired.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INVALID_TOKEN`: The token is missing, malformed, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `INSUFFICIENT_PERMISSIONS`: The caller may not do this.
             *
             *     `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when.
             *
             *     `INVALID_SCOPE`: The token lacks a scope that the operation needs.
             *
             *     `USER_SUSPENDED`: The user is suspended.
             *
             *     `USER_NOT_ACTIVATED`: The wallet is not activated yet.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `TRANSFER_NOT_FOUND`: There is no such transfer, or it is not the caller's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `INVALID_STATE`: The object is in a state that does not allow this; `details.state` says which.
             *
             *     `DUPLICATE_TRANSACTION`: The idempotency key was used before with another request.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one that this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; `Retry-After` says how long to wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    p2p_initiate: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InitiateBody"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InitiateAnswer"];
                };
            };
            /**
             * @description `INVALID_REQUEST`: The request is malformed; `details.field` names the place.
             *
             *     `INVALID_AMOUNT`: The amount is not a positive decimal that fits its currency.
             *
             *     `AMOUNT_EXCEEDS_LIMIT`: The amount is above the limit for one transaction.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INVALID_TOKEN`: The token is missing, malformed, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INSUFFICIENT_FUNDS`: The wallet holds too little. */
            402: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `NOT_IN_ROOM`: The people concerned do not share the room.
             *
             *     `USER_SUSPENDED`: The user is suspended.
             *
             *     `USER_NOT_ACTIVATED`: The wallet is not activated yet.
             *
             *     `P2P_SEND_NOT_ALLOWED`: The wallet's verification level does not allow sending.
             *
             *     `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when.
             *
             *     `INVALID_SCOPE`: The token lacks a scope that the operation needs.
             *
             *     `INSUFFICIENT_PERMISSIONS`: The caller may not do this.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `RECIPIENT_NO_WALLET`: There is no such Matrix user. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `DUPLICATE_TRANSACTION`: The idempotency key was used before with another request. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one that this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `DAILY_LIMIT_EXCEEDED`: The wallet's limit for one day would be exceeded.
             *
             *     `MONTHLY_LIMIT_EXCEEDED`: The wallet's limit for one month would be exceeded.
             *
             *     `RATE_LIMIT_EXCEEDED`: Too many requests; `Retry-After` says how long to wait.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    wallet_register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RegisterBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WalletAnswer"];
                };
            };
            /** @description `INVALID_REQUEST`: The request is malformed; `details.field` names the place. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INVALID_TOKEN`: The token is missing, malformed, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `INSUFFICIENT_PERMISSIONS`: The caller may not do this.
             *
             *     `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when.
             *
             *     `STEP_UP_REQUIRED`: The person has to do this themselves, or has to enrol a factor first.
             *
             *     `USER_SUSPENDED`: The user is suspended.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one that this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; `Retry-After` says how long to wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    wallet_resolve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResolveAnswer"];
                };
            };
            /** @description `INVALID_REQUEST`: The request is malformed; `details.field` names the place. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INVALID_TOKEN`: The token is missing, malformed, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `NOT_IN_ROOM`: The people concerned do not share the room.
             *
             *     `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when.
             *
             *     `INVALID_SCOPE`: The token lacks a scope that the operation needs.
             *
             *     `USER_SUSPENDED`: The user is suspended.
             *
             *     `USER_NOT_ACTIVATED`: The wallet is not activated yet.
             *
             *     `INSUFFICIENT_PERMISSIONS`: The caller may not do this.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `RECIPIENT_NO_WALLET`: There is no such Matrix user. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; `Retry-After` says how long to wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    wallet_resolve_batch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchAnswer"];
                };
            };
            /** @description `INVALID_REQUEST`: The request is malformed; `details.field` names the place. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INVALID_TOKEN`: The token is missing, malformed, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `NOT_IN_ROOM`: The people concerned do not share the room.
             *
             *     `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when.
             *
             *     `INVALID_SCOPE`: The token lacks a scope that the operation needs.
             *
             *     `USER_SUSPENDED`: The user is suspended.
             *
             *     `USER_NOT_ACTIVATED`: The wallet is not activated yet.
             *
             *     `INSUFFICIENT_PERMISSIONS`: The caller may not do this.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one that this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; `Retry-After` says how long to wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    wallet_room_members: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                room_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomMembersAnswer"];
                };
            };
            /** @description `INVALID_REQUEST`: The request is malformed; `details.field` names the place. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INVALID_TOKEN`: The token is missing, malformed, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `NOT_IN_ROOM`: The people concerned do not share the room.
             *
             *     `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when.
             *
             *     `INVALID_SCOPE`: The token lacks a scope that the operation needs.
             *
             *     `USER_SUSPENDED`: The user is suspended.
             *
             *     `USER_NOT_ACTIVATED`: The wallet is not activated yet.
             *
             *     `INSUFFICIENT_PERMISSIONS`: The caller may not do this.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; `Retry-After` says how long to wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    wallet_transactions: {
        parameters: {
            query?: {
                currency?: string;
                cursor?: string;
                from?: string;
                /** @description 1 to 100. */
                limit?: number;
                /** @description At most 10000; the cursor leads further. */
                offset?: number;
                q?: string;
                room_id?: string;
                status?: string;
                to?: string;
                type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransactionsAnswer"];
                };
            };
            /** @description `INVALID_REQUEST`: The request is malformed; `details.field` names the place. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INVALID_TOKEN`: The token is missing, malformed, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when.
             *
             *     `INVALID_SCOPE`: The token lacks a scope that the operation needs.
             *
             *     `USER_SUSPENDED`: The user is suspended.
             *
             *     `USER_NOT_ACTIVATED`: The wallet is not activated yet.
             *
             *     `INSUFFICIENT_PERMISSIONS`: The caller may not do this.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; `Retry-After` says how long to wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    wallet_transaction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                txn_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transaction"];
                };
            };
            /** @description `INVALID_REQUEST`: The request is malformed; `details.field` names the place. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INVALID_TOKEN`: The token is missing, malformed, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when.
             *
             *     `INVALID_SCOPE`: The token lacks a scope that the operation needs.
             *
             *     `USER_SUSPENDED`: The user is suspended.
             *
             *     `USER_NOT_ACTIVATED`: The wallet is not activated yet.
             *
             *     `INSUFFICIENT_PERMISSIONS`: The caller may not do this.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; `Retry-After` says how long to wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    wallet_verification: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerificationAnswer"];
                };
            };
            /** @description `INVALID_TOKEN`: The token is missing, malformed, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when.
             *
             *     `INVALID_SCOPE`: The token lacks a scope that the operation needs.
             *
             *     `USER_SUSPENDED`: The user is suspended.
             *
             *     `USER_NOT_ACTIVATED`: The wallet is not activated yet.
             *
             *     `INSUFFICIENT_PERMISSIONS`: The caller may not do this.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; `Retry-After` says how long to wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthAnswer"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    health_check: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Money can be moved. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthCheckAnswer"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    consent_show: {
        parameters: {
            query: {
                session: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentView"];
                    "text/html": string;
                };
            };
            /** @description `INVALID_REQUEST`: The request is malformed; `details.field` names the place. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `NOT_FOUND`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; `Retry-After` says how long to wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    consent_answer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnsweredView"];
                };
            };
            /** @description `INVALID_REQUEST`: The request is malformed; `details.field` names the place. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INVALID_TOKEN`: The token is missing, malformed, expired or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `INVALID_SCOPE`: The token lacks a scope that the operation needs.
             *
             *     `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when.
             *
             *     `STEP_UP_REQUIRED`: The person has to do this themselves, or has to enrol a factor first.
             *
             *     `USER_SUSPENDED`: The user is suspended.
             *
             *     `INSUFFICIENT_PERMISSIONS`: The caller may not do this.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /**
             * @description `NOT_FOUND`: There is nothing here.
             *
             *     `MINIAPP_NOT_FOUND`: There is no such mini-app.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not one that this operation takes. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; `Retry-After` says how long to wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INTERNAL_ERROR`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    oauth_introspect: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["ShownForm"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntrospectAnswer"];
                };
            };
            /** @description `invalid_request`: A parameter is missing, malformed, or there twice. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description `invalid_client`: The client is unknown or suspended, or did not authenticate as it must. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description `temporarily_unavailable`: The caller is suspended for a while; `suspended_until` says until when. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description `invalid_request`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description `invalid_request`: The body is not `application/x-www-form-urlencoded`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description `temporarily_unavailable`: Too many requests; `Retry-After` says how long to wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description `invalid_request`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description `server_error`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description `temporarily_unavailable`: Not possible at the moment; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
        };
    };
    oauth_revoke: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["ShownForm"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid_request`: A parameter is missing, malformed, or there twice. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description `invalid_client`: The client is unknown or suspended, or did not authenticate as it must. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description `temporarily_unavailable`: The caller is suspended for a while; `suspended_until` says until when. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description `invalid_request`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description `invalid_request`: The body is not `application/x-www-form-urlencoded`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description `temporarily_unavailable`: Too many requests; `Retry-After` says how long to wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description `invalid_request`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description `server_error`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description `temporarily_unavailable`: Not possible at the moment; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
        };
    };
    oauth_token: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["TokenForm"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenAnswer"];
                };
            };
            /**
             * @description `invalid_request`: A parameter is missing, malformed, or there twice.
             *
             *     `invalid_grant`: The token that was shown is not valid, or is another client's.
             *
             *     `invalid_scope`: A scope is unknown, not registered for the mini-app, or more than was granted.
             *
             *     `unsupported_grant_type`: The server does not have this grant.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description `invalid_client`: The client is unknown or suspended, or did not authenticate as it must. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /**
             * @description `access_denied`: The person is suspended.
             *
             *     `consent_required`: The person has to agree first, at `consent_ui_endpoint`.
             *
             *     `temporarily_unavailable`: The caller is suspended for a while; `suspended_until` says until when.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description `invalid_request`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description `invalid_request`: The body is not `application/x-www-form-urlencoded`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description `temporarily_unavailable`: Too many requests; `Retry-After` says how long to wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description `invalid_request`: The header block is too large. */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description `server_error`: The server failed; the request id finds the reason in its log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description `temporarily_unavailable`: Not possible at the moment; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
        };
    };
}
