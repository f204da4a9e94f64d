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
    "/api/v1/account/activation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow an activation link
         * @description What `POST /api/v1/wallet/activate` will ask for, if the link is one that this server handed out to the person.
         *
         *     Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        get: operations["account_activation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Erase
         * @description Takes away everything that is held about the person, once their wallet is empty and nothing waits. Others keep what they
         *     had with them, without the name; the books and the audit record stay.
         *
         *     Limit class `mfa`: 10 per 60 s, 0 more in a burst.
         */
        post: operations["account_erase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export
         * @description Everything that is held about the person, as one JSON document: a list for each kind of thing. `cut_short` names the lists
         *     that are not whole because the document would have become too large.
         *
         *     Limit class `mfa`: 10 per 60 s, 0 more in a burst.
         */
        get: operations["account_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/mini-apps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Connected mini-apps
         * @description Which mini-apps have access to something of the person's, to what, and since when.
         *
         *     Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        get: operations["account_mini_apps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set the PIN
         * @description The first one, or another in its place. Whoever has a factor shows it; the person is told in private.
         *
         *     Limit class `mfa`: 10 per 60 s, 0 more in a burst.
         */
        put: operations["account_pin"];
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
    "/api/v1/account/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List sessions
         * @description The browsers in which the person is signed in.
         *
         *     Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        get: operations["account_sessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/sessions/{session_id}": {
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
         * End a session
         * @description Signs one browser out.
         *
         *     Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        delete: operations["account_session_end"];
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
    "/api/v1/account/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Waiting transfers
         * @description Those that wait for acceptance, in both directions.
         *
         *     Limit class `wallet_transactions`: 20 per 60 s, 5 more in a burst.
         */
        get: operations["account_transfers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/developers/whitelist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List developers
         * @description Who is on the whitelist, by user id.
         *
         *     Role: any. Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        get: operations["admin_developer_list"];
        put?: never;
        /**
         * Make somebody a developer
         * @description Role: `operator` or `owner`. Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        post: operations["admin_developer_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/developers/whitelist/{user_id}": {
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
         * Take somebody off the whitelist
         * @description Their developer sessions and refresh tokens end at once, and the invitations that they made are cancelled.
         *
         *     Role: `operator` or `owner`. Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        delete: operations["admin_developer_remove"];
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
    "/api/v1/admin/users/{user_id}/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Erase a person
         * @description As `POST /api/v1/account/erase` does it, on the same conditions. Somebody who is suspended stays so.
         *
         *     Role: `operator` or `owner`. Limit class `mfa`: 10 per 60 s, 0 more in a burst.
         */
        post: operations["admin_user_erase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{user_id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export a person's data
         * @description Everything that is held about them, as `GET /api/v1/account/export` answers it. The record says who took it.
         *
         *     Role: `operator` or `owner`. Limit class `mfa`: 10 per 60 s, 0 more in a burst.
         */
        get: operations["admin_user_export"];
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
    "/api/v1/auth/revoke": {
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
         * @description Takes back what a mini-app may do: all its tokens for the person stop at the next request. Rooms where it was authorised
         *     are told. Revoking what is not there is no failure.
         *
         *     Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        post: operations["auth_revoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/developer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Standing
         * @description Whether the caller is a developer, their organizations, and the invitations that wait for them.
         *
         *     Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        get: operations["developer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/developer/invitations/{invitation_id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept an invitation
         * @description For the invited person, who has to be on the whitelist.
         *
         *     Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        post: operations["invitation_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/developer/invitations/{invitation_id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decline an invitation
         * @description For the invited person, on the whitelist or not.
         *
         *     Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        post: operations["invitation_decline"];
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
    "/api/v1/devices/{device_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Rename a device key
         * @description Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        patch: operations["device_rename"];
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
    "/api/v1/gifts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give
         * @description Proven like a transfer, the whole amount leaves the wallet at once. Nobody learns the shares before they are taken.
         *
         *     Scope: `wallet:pay`. Limit class `p2p_transfer`: 10 per 60 s, 3 more in a burst.
         */
        post: operations["gift_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gifts/{gift_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show
         * @description For the giver, the recipient, and the members of the room. Cursor and offset lead through the openings.
         *
         *     Scope: `wallet:pay`. Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        get: operations["gift_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gifts/{gift_id}/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open
         * @description Takes the next share. For the recipient, or for each member of the room once; the giver's own gift to a room too.
         *
         *     Scope: `wallet:pay`. Limit class `payment_operations`: 30 per 60 s, 10 more in a burst.
         */
        post: operations["gift_open"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gifts/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Challenge for a passkey
         * @description It fits the gift that is described, and no other.
         *
         *     Scope: `wallet:pay`. Limit class `mfa`: 10 per 60 s, 0 more in a burst.
         */
        post: operations["gift_challenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mfa": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List factors
         * @description Everything of every kind that the caller has enrolled.
         *
         *     Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        get: operations["mfa_factors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mfa/always-ask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Always ask
         * @description Whether every payment asks for a second factor, whatever the operator's rules. Turning it off needs a proof.
         *
         *     Limit class `mfa`: 10 per 60 s, 0 more in a burst.
         */
        put: operations["mfa_always_ask"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mfa/challenges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a proof by passkey
         * @description A challenge that one of the caller's passkeys answers, to show it as the factor that is there already. It is good for one change
         *     of one thing, for two minutes, and bears three wrong answers.
         *
         *     Limit class `mfa`: 10 per 60 s, 0 more in a burst.
         */
        post: operations["mfa_challenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mfa/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a passkey
         * @description Answers what the browser is to be asked. There are two minutes.
         *
         *     Limit class `mfa`: 10 per 60 s, 0 more in a burst.
         */
        post: operations["mfa_passkey_begin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mfa/passkeys/{credential_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Rename a passkey
         * @description Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        patch: operations["mfa_passkey_rename"];
        trace?: never;
    };
    "/api/v1/mfa/passkeys/{credential_id}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove a passkey
         * @description Limit class `mfa`: 10 per 60 s, 0 more in a burst.
         */
        post: operations["mfa_passkey_remove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mfa/passkeys/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finish a passkey
         * @description Limit class `mfa`: 10 per 60 s, 0 more in a burst.
         */
        post: operations["mfa_passkey_finish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mfa/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Renew the recovery codes
         * @description Limit class `mfa`: 10 per 60 s, 0 more in a burst.
         */
        post: operations["mfa_recovery_codes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mfa/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin with an authenticator app
         * @description Shows a new secret. It counts only after the first right code, for which there are ten minutes.
         *
         *     Limit class `mfa`: 10 per 60 s, 0 more in a burst.
         */
        post: operations["mfa_totp_begin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mfa/totp/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm an authenticator app
         * @description The first right code puts the app in use.
         *
         *     Limit class `mfa`: 10 per 60 s, 0 more in a burst.
         */
        post: operations["mfa_totp_confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mfa/totp/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove the authenticator app
         * @description The recovery codes go with it.
         *
         *     Limit class `mfa`: 10 per 60 s, 0 more in a burst.
         */
        post: operations["mfa_totp_remove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mini-apps/{miniapp_id}/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Webhook and its deliveries
         * @description Attempts are kept for 30 days, the newest 10 000 of each mini-app.
         *
         *     Role: any. Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        get: operations["webhook_deliveries"];
        /**
         * Set a mini-app's webhook
         * @description The address is https, public, on port 443 or one from 1024 on. It gets a secret unless it has one, which goes on signing.
         *
         *     Role: `operator` or `owner`. Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        put: operations["webhook_set"];
        post?: never;
        /**
         * Remove a mini-app's webhook
         * @description What waits for it is dropped.
         *
         *     Role: `operator` or `owner`. Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        delete: operations["webhook_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mini-apps/{miniapp_id}/webhooks/{event_id}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send an event again
         * @description One that was given up, with the same id and body. Given up events are kept for 30 days, 10 000 of each mini-app.
         *
         *     Role: `operator` or `owner`. Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        post: operations["webhook_redeliver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mini-apps/{miniapp_id}/webhooks/ping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test
         * @description An event `ping`; what becomes of it is among the deliveries.
         *
         *     Role: `operator` or `owner`. Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        post: operations["webhook_ping"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mini-apps/{miniapp_id}/webhooks/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send every event again that was given up
         * @description Role: `operator` or `owner`. Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        post: operations["webhook_redeliver_all"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mini-apps/{miniapp_id}/webhooks/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace the secret of a webhook
         * @description Both sign for 24 hours, unless the present one has become known to others. If the answer was lost, replace it again.
         *
         *     Role: `operator` or `owner`. Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        post: operations["webhook_rotate_secret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List organizations
         * @description Those that the caller is a member of.
         *
         *     Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        get: operations["organization_list"];
        put?: never;
        /**
         * Make an organization
         * @description The caller becomes its admin.
         *
         *     Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        post: operations["organization_make"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{org_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show an organization
         * @description To its members. Open invitations are shown to its admins.
         *
         *     Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        get: operations["organization"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change an organization
         * @description For its admins.
         *
         *     Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        patch: operations["organization_change"];
        trace?: never;
    };
    "/api/v1/organizations/{org_id}/invitations/{invitation_id}": {
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
         * Cancel an invitation
         * @description For the organization's admins.
         *
         *     Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        delete: operations["invitation_cancel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{org_id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Invite a member
         * @description For the organization's admins. The person has seven days to accept, and has to be on the whitelist by then.
         *
         *     Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        post: operations["member_invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{org_id}/members/{user_id}": {
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
         * Remove a member
         * @description An admin removes anybody; everybody leaves by themselves. There is always an admin left.
         *
         *     Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        delete: operations["member_remove"];
        options?: never;
        head?: never;
        /**
         * Change a role
         * @description For the organization's admins. There is always one left.
         *
         *     Limit class `default`: 100 per 60 s, 20 more in a burst.
         */
        patch: operations["member_role"];
        trace?: never;
    };
    "/api/v1/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List
         * @description The mini-app's own payments, newest first. `from` and `to` are RFC 3339 times, of when they were asked for.
         *
         *     Limit class `payment_operations`: 30 per 60 s, 10 more in a burst.
         */
        get: operations["payment_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payments/{payment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Status
         * @description For the payer, through the mini-app that asked, an official one or the account pages; and for that mini-app's backend.
         *
         *     Scope: `wallet:pay`. Limit class `payment_operations`: 30 per 60 s, 10 more in a burst.
         */
        get: operations["payment_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payments/{payment_id}/authorize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Authorize
         * @description The payer proves that it is them, and the money moves; or a second proof is needed (`MFA_REQUIRED`), for which `details`
         *     hold a challenge, and this one counts as the first.
         *
         *     Scope: `wallet:pay`. Limit class `payment_operations`: 30 per 60 s, 10 more in a burst.
         */
        post: operations["payment_authorize"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payments/{payment_id}/cancel": {
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
         * @description The payer says no.
         *
         *     Scope: `wallet:pay`. Limit class `payment_operations`: 30 per 60 s, 10 more in a burst.
         */
        post: operations["payment_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payments/{payment_id}/mfa/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Challenge
         * @description For a passkey, or in the place of a challenge that is over.
         *
         *     Scope: `wallet:pay`. Limit class `mfa`: 10 per 60 s, 0 more in a burst.
         */
        post: operations["payment_mfa_challenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payments/{payment_id}/mfa/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far the proofs are
         * @description Scope: `wallet:pay`. Limit class `payment_operations`: 30 per 60 s, 10 more in a burst.
         */
        get: operations["payment_mfa_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payments/{payment_id}/mfa/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verify
         * @description Answers a challenge. With the proof that was still needed the payment goes through at once.
         *
         *     Scope: `wallet:pay`. Limit class `mfa`: 10 per 60 s, 0 more in a burst.
         */
        post: operations["payment_mfa_verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payments/{payment_id}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refund
         * @description Gives back a payment or part of it, out of the mini-app's wallet; several times if need be, and never more than was paid.
         *     The fee of the payment is not given back. An admin of finance may do it in the mini-app's place.
         *
         *     Role: `finance` or `owner`. Limit class `payment_operations`: 30 per 60 s, 10 more in a burst.
         */
        post: operations["payment_refund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payments/request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Request
         * @description A mini-app asks its present user to pay. Nothing moves until they prove that it is them, within five minutes. On the account
         *     pages nobody asks themselves: it takes a mini-app's TEP token.
         *
         *     Scope: `wallet:pay`. Limit class `payment_request`: 20 per 60 s, 0 more in a burst.
         */
        post: operations["payment_request"];
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
    "/api/v1/wallet/p2p/{transfer_id}/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Challenge for a passkey
         * @description A further one, when the one that came with the transfer is over.
         *
         *     Scope: `wallet:pay`. Limit class `p2p_transfer`: 10 per 60 s, 3 more in a burst.
         */
        post: operations["p2p_challenge"];
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
    "/api/v1/wallet/p2p/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for money
         * @description Somebody who shares a room with the caller gets a message with a link, which fills in a transfer to the caller. Nothing is
         *     owed or reserved by it.
         *
         *     Scope: `wallet:request`. Limit class `p2p_transfer`: 10 per 60 s, 3 more in a burst.
         */
        post: operations["p2p_request"];
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
    "/oauth2/authorize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Authorize
         * @description Where a mini-app sends a person's browser. It goes on to sign-in, to consent, or back to `redirect_uri`: with `code`,
         *     `state` and `iss`, or with `error`, `error_description`, `state` and `iss`.
         *
         *     Limit class `oauth_endpoints`: 10 per 60 s, 5 more in a burst.
         */
        get: operations["oauth_authorize"];
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
         * @description Needs the Matrix token of the person who was asked, or their session of the account pages. A question is answered once.
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
    "/oauth2/developer/authorize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sign a developer in
         * @description For the browser. Leads to the sign-in of the account pages where nobody is signed in, and then to `redirect_uri` with
         *     `code`, `state` and `iss`, or with `error`.
         *
         *     Limit class `oauth_endpoints`: 10 per 60 s, 5 more in a burst.
         */
        get: operations["developer_authorize"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oauth2/developer/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke a developer token
         * @description Ends the session that the token belongs to. A token that is unknown is answered in the same way.
         *
         *     Limit class `oauth_token`: 60 per 60 s, 5 more in a burst.
         */
        post: operations["developer_revoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oauth2/developer/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Developer token
         * @description Turns an authorization code of the developer console or a person's Matrix token into a developer token, or renews one. The
         *     person has to be on the whitelist. A code or a refresh token that comes a second time ends its session.
         *
         *     Limit class `oauth_token`: 60 per 60 s, 5 more in a burst.
         */
        post: operations["developer_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oauth2/device/authorization": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin on a device
         * @description For devices without a browser: the person enters the code elsewhere, and the device asks at the token endpoint until they
         *     have answered.
         *
         *     Limit class `oauth_device_code`: 20 per 60 s, 5 more in a burst.
         */
        post: operations["oauth_device_authorization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oauth2/device/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enter a device's code
         * @description The person is always asked, also about what they agreed to before.
         *
         *     Limit class `oauth_endpoints`: 10 per 60 s, 5 more in a burst.
         */
        post: operations["device_verify"];
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
         * @description Tokens for a person's Matrix token, for an authorization code, for a device code, for a refresh token, or for a backend
         *     on its own behalf. Exchanging the same Matrix token again replaces the session. A code or refresh token that comes a
         *     second time ends its session; a refresh may be repeated within 30 seconds while nobody has used its answer.
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
            developer: components["schemas"]["Standing"];
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
         * ActivationAnswer
         * @description What the link asks its person for.
         */
        ActivationAnswer: {
            /** @description Out of `terms`, `pin_or_passkey`, `identity_review` and `contact`. */
            steps: string[];
            terms_version: string;
            user_id: string;
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
         * AdminEraseBody
         * @description Erases a person.
         */
        AdminEraseBody: {
            idempotency_key?: string | null;
        };
        /**
         * AdminErasedView
         * @description A person who is gone.
         */
        AdminErasedView: {
            erased: boolean;
            user_id: string;
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
         * AlwaysAskAnswer
         * @description The setting as it is.
         */
        AlwaysAskAnswer: {
            always_ask: boolean;
        };
        /**
         * AlwaysAskBody
         * @description The setting.
         */
        AlwaysAskBody: {
            /** @description Needed for turning it off. */
            auth_proof?: (components["schemas"]["AuthProof"] & unknown) | null;
            enabled: boolean;
        };
        /**
         * AnswerBody
         * @description An answer to a question for consent.
         */
        AnswerBody: {
            /** @description What the person agrees to, out of what was asked. Without a `decision`, nothing says no. */
            approved_scopes: string[];
            /** @description `approve` or `deny`. */
            decision?: string | null;
            /** @description The question. */
            session: string;
        };
        /**
         * AnsweredInvitation
         * @description What became of an invitation.
         */
        AnsweredInvitation: {
            invitation_id: string;
            org_id: string;
            /** @description `accepted` or `declined`. */
            status: string;
        };
        /**
         * AnsweredView
         * @description What came of an answer.
         */
        AnsweredView: {
            approved_scopes: string[];
            denied_scopes: string[];
            miniapp_id: string;
            /** @description Where the browser goes now, when the question came with an authorization request. */
            redirect_to?: string;
            session: string;
            /** @description `approved` or `denied`. */
            status: string;
        };
        /**
         * AskedScope
         * @description A scope as a person sees it.
         */
        AskedScope: {
            /** @description What it lets the mini-app do. */
            description: string;
            /**
             * Format: uint64
             * @description For how many seconds it is agreed to, when that is limited.
             */
            lasts_seconds?: number;
            /** @description Its name. */
            scope: string;
            /** @description `low`, `medium`, `high`, `critical` or `privileged`. */
            sensitivity: string;
        };
        /**
         * Authenticator
         * @description An authenticator app.
         */
        Authenticator: {
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            enrolled_at: string;
        };
        /**
         * AuthorizeInput
         * @description A proof: the signature of a device key over `{payment_id}:{amount}:{currency}:{timestamp}`, or `auth_proof` with any method.
         */
        AuthorizeInput: {
            auth_proof?: components["schemas"]["AuthProof"] | null;
            /** @description Which device signed. */
            device_id?: string | null;
            idempotency_key?: string | null;
            /** @description Base64: ES256 as DER or raw, or RS256. */
            signature?: string | null;
            /** @description The time that is part of the signed text, as it was signed; at most five minutes ago. */
            timestamp?: string | null;
        };
        /**
         * AuthProof
         * @description A person's proof that they are present.
         */
        AuthProof: {
            /**
             * @description `pin` (or `transaction_pin`), `totp` (or `otp`), `recovery_code`, `webauthn` for a passkey, or `biometric` for a device key or
             *     a passkey.
             */
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
         * CancelInput
         * @description A step that needs nothing more.
         */
        CancelInput: {
            idempotency_key?: string | null;
        };
        /**
         * CancelledInvitation
         * @description An invitation that was taken back.
         */
        CancelledInvitation: {
            invitation_id: string;
            /** @description `cancelled`. */
            status: string;
        };
        /**
         * ChallengeAnswer
         * @description A challenge for one of the caller's passkeys.
         */
        ChallengeAnswer: {
            challenge_id: string;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            expires_at: string;
            /**
             * Format: uint32
             * @description How many wrong answers it bears.
             */
            max_attempts: number;
            /** @description For `navigator.credentials.get`; the answer goes into `auth_proof.proof.webauthn`. */
            webauthn: Record<string, never>;
        };
        /**
         * ChallengeBody
         * @description What a passkey's proof will be for.
         */
        ChallengeBody: {
            /**
             * @description What is to be changed: the id of a device, `activate`, `pin`, `totp`, `recovery_codes`, `passkey`, the id of a passkey,
             *     `always_ask` or `erase`.
             */
            object: string;
        };
        /**
         * ChallengeState
         * @description The newest challenge of a payment.
         */
        ChallengeState: {
            /** Format: uint32 */
            attempts_remaining: number;
            challenge_id: string;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            expires_at: string;
            /** @description `pending`, `verified`, `failed` (no attempts are left) or `expired`. */
            status: string;
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
         * ConnectedMiniApp
         * @description A mini-app that has access.
         */
        ConnectedMiniApp: {
            /**
             * Format: date-time
             * @description When it last began a session that still lives.
             */
            last_used_at?: string;
            miniapp_id: string;
            name: string;
            /** @description The operator's own. */
            official: boolean;
            scopes: components["schemas"]["GrantedScope"][];
            /**
             * Format: uint32
             * @description How many of its sessions live.
             */
            sessions: number;
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
            /** @description Whether it is the operator's own. */
            official: boolean;
            /** @description What it has without an answer. */
            pre_approved_scopes: components["schemas"]["AskedScope"][];
            /**
             * @description What the answer sets going: `exchange` nothing, the mini-app asks again; `authorize` the browser goes back to the mini-app;
             *     `device` the device that waits is let in.
             */
            purpose: string;
            /** @description Where the browser goes back to: a host, or the scheme of an app. */
            redirect_host?: string;
            /** @description What it asks for. */
            requested_scopes: components["schemas"]["AskedScope"][];
            /** @description Names the question. */
            session: string;
        };
        /**
         * CursorPagination
         * @description Where a page is in a list that is followed by its cursor.
         */
        CursorPagination: {
            has_more: boolean;
            /** Format: uint32 */
            limit: number;
            /** @description Leads to the next page at the cost of the first one. */
            next_cursor?: string;
        };
        /**
         * DeliveryPages
         * @description Where a page of attempts is.
         */
        DeliveryPages: {
            has_more: boolean;
            /** Format: uint32 */
            limit: number;
            /** @description Leads to the next page at the cost of the first one. */
            next_cursor?: string;
            /** Format: uint64 */
            total: number;
        };
        /**
         * DeliveryView
         * @description One attempt.
         */
        DeliveryView: {
            /** @description The beginning of the answer, as text. */
            answer?: string;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            at: string;
            /**
             * Format: uint32
             * @description 1 for the first.
             */
            attempt: number;
            /** @description Such as `payment.completed`. */
            event: string;
            event_id: string;
            /**
             * @description `delivered`; `retry`, when it is tried again; `stopped`, when it was refused for good; `dead`, when it was tried often
             *     enough.
             */
            outcome: string;
            /**
             * Format: uint16
             * @description The HTTP status of the answer.
             */
            status?: number;
            /**
             * Format: uint32
             * @description In milliseconds.
             */
            took_ms: number;
            /** @description What went wrong, when there was no answer. */
            trouble?: string;
        };
        /**
         * DeveloperOrganization
         * @description One of the developer's organizations.
         */
        DeveloperOrganization: {
            name: string;
            org_id: string;
            /** @description `admin`, `developer` or `viewer`. */
            role: string;
        };
        /**
         * DeveloperRevokeAnswer
         * @description A token that is of no use any more.
         */
        DeveloperRevokeAnswer: {
            revoked: boolean;
        };
        /**
         * DeveloperRevokeForm
         * @description A token to be ended.
         */
        DeveloperRevokeForm: {
            /** @description `tmcp_developer_console`, unless the header names it. */
            client_id?: string;
            /** @description The console's secret; whoever holds the token needs none. */
            client_secret?: string;
            /** @description A developer token or its refresh token. */
            token: string;
        };
        /**
         * DeveloperTokenAnswer
         * @description A developer's tokens.
         */
        DeveloperTokenAnswer: {
            /** @description A developer token, `dev.…`. */
            access_token: string;
            /** @description The Matrix user id. */
            developer_id: string;
            /**
             * Format: uint64
             * @description In seconds.
             */
            expires_in: number;
            organizations: components["schemas"]["DeveloperOrganization"][];
            /** @description Good for one use. */
            refresh_token: string;
            /** @description `developer`, and what the person is in any organization. */
            roles: string[];
            /** @description `Bearer`. */
            token_type: string;
        };
        /**
         * DeveloperTokenForm
         * @description A grant. Which fields are needed depends on `grant_type`.
         */
        DeveloperTokenForm: {
            /** @description `tmcp_developer_console`, unless the header names it. */
            client_id?: string;
            /** @description The console's secret, unless the header holds it. Not needed for an exchange. */
            client_secret?: string;
            /** @description Code: the code. */
            code?: string;
            /** @description Code: what the challenge was made from. */
            code_verifier?: string;
            /** @description `authorization_code`, `refresh_token` or `urn:ietf:params:oauth:grant-type:token-exchange`. */
            grant_type: string;
            /** @description Code: where it was sent. */
            redirect_uri?: string;
            /** @description Refresh: the refresh token, which is replaced. */
            refresh_token?: string;
            /** @description Exchange: the person's Matrix access token. */
            subject_token?: string;
            /** @description Exchange: `urn:ietf:params:oauth:token-type:access_token`. */
            subject_token_type?: string;
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
         * DeviceAnswer
         * @description What a device shows its person, and asks with.
         */
        DeviceAnswer: {
            /** @description For the token endpoint. */
            device_code: string;
            /**
             * Format: uint64
             * @description In seconds.
             */
            expires_in: number;
            /**
             * Format: uint32
             * @description How long to wait between two questions, in seconds.
             */
            interval: number;
            /** @description For the person: `BCDF-GHJK`. */
            user_code: string;
            /** @description Where the person enters it. */
            verification_uri: string;
            /** @description The same with the code in it. */
            verification_uri_complete: string;
        };
        /**
         * DeviceBody
         * @description A device key to be enrolled.
         */
        DeviceBody: {
            /**
             * @description Needed when the person has a factor already: over `{device_id}:0:{currency}:{timestamp}` for a device key; a passkey answers a
             *     challenge from `POST /api/v1/mfa/challenges` for the device id.
             */
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
         * DeviceForm
         * @description What a device asks for.
         */
        DeviceForm: {
            /** @description The mini-app's client, unless the header names it. */
            client_id?: string;
            /** @description For confidential clients that do not use the header. */
            client_secret?: string;
            /** @description Names separated by spaces; left out, it is what needs no question. */
            scope?: string;
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
         * DeviceRenameBody
         * @description Another name.
         */
        DeviceRenameBody: {
            /** @description At most 100 characters. */
            device_name: string;
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
        /**
         * EnterBody
         * @description A code that a person enters.
         */
        EnterBody: {
            /** @description In any case, with or without the dash. */
            user_code: string;
        };
        /**
         * EnteredAnswer
         * @description The question that follows.
         */
        EnteredAnswer: {
            /** @description For `/oauth2/consent?session=`. */
            session: string;
        };
        /**
         * EraseAnswer
         * @description The person is gone.
         */
        EraseAnswer: {
            erased: boolean;
        };
        /**
         * EraseBody
         * @description The person's own word for it.
         */
        EraseBody: {
            /** @description Needed when the person has a factor: the PIN, or a device key's signature over `erase:0:{currency}:{timestamp}`. */
            auth_proof?: (components["schemas"]["AuthProof"] & unknown) | null;
            /** @description Their own Matrix id, so that nobody does it by accident. */
            user_id: string;
        };
        Error: {
            error: {
                /** @enum {string} */
                code: "INVALID_REQUEST" | "INVALID_AMOUNT" | "INVALID_TOKEN" | "INVALID_SIGNATURE" | "INSUFFICIENT_PERMISSIONS" | "forbidden_platform_endpoint" | "INVALID_SCOPE" | "CONSENT_REQUIRED" | "INSUFFICIENT_FUNDS" | "RECIPIENT_NO_WALLET" | "DAILY_LIMIT_EXCEEDED" | "MONTHLY_LIMIT_EXCEEDED" | "AMOUNT_EXCEEDS_LIMIT" | "PAYMENT_FAILED" | "DUPLICATE_TRANSACTION" | "GIFT_EMPTY" | "ALREADY_OPENED" | "MINIAPP_NOT_FOUND" | "APP_NOT_FOUND" | "NOT_FOUND" | "TRANSFER_NOT_FOUND" | "PAYMENT_NOT_FOUND" | "RATE_LIMIT_EXCEEDED" | "MFA_REQUIRED" | "MFA_FAILED" | "MFA_LOCKED" | "DEVICE_NOT_REGISTERED" | "STEP_UP_REQUIRED" | "USER_SUSPENDED" | "ACCOUNT_SUSPENDED" | "USER_NOT_ACTIVATED" | "P2P_SEND_NOT_ALLOWED" | "NOT_IN_ROOM" | "TRANSFER_EXPIRED" | "GIFT_EXPIRED" | "PAYMENT_EXPIRED" | "RECIPIENT_ACCEPTANCE_REQUIRED" | "INVALID_STATE" | "STORAGE_QUOTA_EXCEEDED" | "APP_NOT_REMOVABLE" | "PAYLOAD_TOO_LARGE" | "HEADERS_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "METHOD_NOT_ALLOWED" | "NOT_IMPLEMENTED" | "SERVICE_UNAVAILABLE" | "INTERNAL_ERROR";
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
         * EventAnswer
         * @description An event that is on its way.
         */
        EventAnswer: {
            event_id: string;
        };
        /**
         * Factors
         * @description What the person proves themselves with.
         */
        Factors: {
            /** Format: uint64 */
            devices: number;
            /** Format: uint64 */
            passkeys: number;
            pin: boolean;
            /** Format: uint64 */
            recovery_codes_left: number;
            totp: boolean;
        };
        /**
         * FactorsAnswer
         * @description Everything that the caller has enrolled.
         */
        FactorsAnswer: {
            /** @description Whether every payment asks for a second factor. */
            always_ask: boolean;
            devices: components["schemas"]["Device"][];
            /**
             * Format: date-time
             * @description Present while too many wrong proofs lock everything.
             */
            locked_until?: string;
            /** @description What can be shown, the best first: `webauthn`, `biometric` (a device key), `pin`, `totp`, `recovery_code`. */
            methods: string[];
            passkeys: components["schemas"]["PasskeyView"][];
            /** @description Whether passkeys can be enrolled here at all: they need a server with a domain name. */
            passkeys_available: boolean;
            pin: boolean;
            /** Format: uint64 */
            recovery_codes_left: number;
            /** @description Absent when there is no authenticator app. */
            totp?: components["schemas"]["Authenticator"] & unknown;
        };
        /**
         * GiftAnswer
         * @description A gift as it is.
         */
        GiftAnswer: {
            /**
             * Format: uint64
             * @description How many shares there are.
             */
            count: number;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            created_at: string;
            currency: string;
            /** @description `fair`, `equal` or `random`. */
            distribution: string;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            expires_at: string;
            gift_id: string;
            /** @description Where it can be opened in a browser. */
            gift_url: string;
            giver: components["schemas"]["GiftPerson"];
            message?: string;
            recipient?: components["schemas"]["GiftPerson"];
            /** @description What went back to the giver when the gift expired. */
            returned_amount?: number;
            room_id?: string;
            stats: components["schemas"]["GiftStats"];
            /** @description `active`, `partially_opened`, `fully_opened` or `expired`. */
            status: string;
            /**
             * Format: date-time
             * @description When the present status began.
             */
            timestamp: string;
            /** @description In major units, with exactly the currency's fraction digits. */
            total_amount: number;
            /** @description `individual` or `group`. */
            type: string;
        };
        /**
         * GiftBody
         * @description A gift to be given.
         */
        GiftBody: {
            /** @description Greater than zero, in plain digits, with at most the currency's fraction digits. */
            amount?: (number | string) | null;
            auth_proof: components["schemas"]["AuthProof"];
            /**
             * Format: uint64
             * @description How many shares, 1 to 1000.
             */
            count?: number | null;
            /** @description An ISO 4217 code, or one of the operator's currencies. */
            currency: string;
            /** @description `fair` (the default), `equal` or `random`. */
            distribution?: string | null;
            /**
             * Format: uint64
             * @description 60 seconds to 30 days; a day when nothing is said.
             */
            expires_in_seconds?: number | null;
            /** @description Required here or as the `Idempotency-Key` header. It is part of what a device signs. */
            idempotency_key?: string | null;
            /**
             * Format: uint64
             * @description For `random`: the largest share but one in percent of the average, 25 to 50; 30 when nothing is said.
             */
            max_percentage?: number | null;
            /** @description What the giver says, at most 500 characters. */
            message?: string | null;
            /**
             * Format: uint64
             * @description For `random`: the least share in percent of the average, 5 to 20; 10 when nothing is said.
             */
            min_percentage?: number | null;
            /** @description The recipient's Matrix user id. */
            recipient?: string | null;
            /**
             * @description The room whose members may take a share, one of whom is the giver. For one person the room that it happens in, if any; both
             *     must be in it.
             */
            room_id?: string | null;
            /** @description The sum of all shares. */
            total_amount?: (number | string) | null;
            /** @description `individual`, with `recipient` and `amount`, or `group`, with `room_id`, `total_amount` and `count`. */
            type: string;
        };
        /**
         * GiftChallengeBody
         * @description A gift that a passkey is to prove.
         */
        GiftChallengeBody: {
            /** @description `amount` or `total_amount` of the gift. */
            amount: number | string;
            currency: string;
            /** @description The one that the gift will be given under. */
            idempotency_key: string;
            /** @description For a gift to one person: the recipient. */
            recipient?: string | null;
            /** @description For a gift to a room: the room. */
            room_id?: string | null;
        };
        /**
         * GiftDetails
         * @description A gift with who took what. Shares that are not taken are not shown.
         */
        GiftDetails: {
            gift: components["schemas"]["GiftAnswer"];
            /** @description The first one first. */
            openings: components["schemas"]["GiftOpening"][];
            pagination: components["schemas"]["Pagination"];
            /** @description The caller's own share. */
            your_opening?: components["schemas"]["GiftOpening"] & unknown;
        };
        /**
         * GiftOpening
         * @description A share that was taken.
         */
        GiftOpening: {
            /** @description In major units, with exactly the currency's fraction digits. */
            amount: number;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            opened_at: string;
            /**
             * Format: uint64
             * @description From 1.
             */
            rank: number;
            user_id: string;
        };
        /**
         * GiftPerson
         * @description Somebody in a gift.
         */
        GiftPerson: {
            user_id: string;
        };
        /**
         * GiftStats
         * @description How far a gift has got.
         */
        GiftStats: {
            /** Format: uint64 */
            total_opened: number;
            /** Format: uint64 */
            total_remaining: number;
        };
        /**
         * GrantedScope
         * @description Something that a mini-app may do.
         */
        GrantedScope: {
            /** @description What it lets the mini-app do. */
            description: string;
            /**
             * Format: date-time
             * @description When the person agreed to it, or, for what needs no question, when the mini-app came.
             */
            granted_at: string;
            scope: string;
            /** @description `low`, `medium`, `high`, `critical` or `privileged`. */
            sensitivity: string;
            /**
             * Format: date-time
             * @description When it ends by itself; absent when it does not.
             */
            until?: string;
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
            /** @description When the sender has passkeys: for `navigator.credentials.get`, bound to this transfer, for two minutes. */
            webauthn?: Record<string, never>;
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
            /** @description The Matrix user id; for a client token, the client. */
            sub?: string;
            /** @description `Bearer`, or `refresh_token`. */
            token_type?: string;
            /** @description The Matrix user id; absent for a client token. */
            username?: string;
            wallet_id?: string;
        };
        /**
         * IntrospectForm
         * @description A token to be looked at.
         */
        IntrospectForm: {
            /** @description The client, unless the header names it. */
            client_id?: string;
            /** @description For clients that do not use the header. */
            client_secret?: string;
            /** @description A TEP token, a client token or a refresh token. */
            token: string;
            /** @description Passed over: a token's own form says what it is. */
            token_type_hint?: string;
        };
        /**
         * InviteBody
         * @description Somebody to be invited.
         */
        InviteBody: {
            idempotency_key?: string | null;
            /** @description `admin`, `developer` or `viewer`. */
            role: string;
            /** @description A Matrix user id of a server that this one serves. */
            user_id: string;
        };
        /**
         * InvitedAnswer
         * @description An invitation that waits for its answer.
         */
        InvitedAnswer: {
            /**
             * Format: date-time
             * @description Seven days from now.
             */
            expires_at: string;
            invitation_id: string;
            org_id: string;
            role: string;
            user_id: string;
        };
        /**
         * Item
         * @description One line of what is paid for.
         */
        Item: {
            /** @description The price of one. */
            amount: number;
            name: string;
            /** Format: uint32 */
            quantity: number;
        };
        /**
         * ItemInput
         * @description One line of what is paid for.
         */
        ItemInput: {
            /** @description The price of one. */
            amount: number | string;
            /** @description 1 to 200 characters. */
            name: string;
            /**
             * Format: uint32
             * @description How many, 1 to 1 000 000.
             */
            quantity: number;
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
         * MemberView
         * @description A member.
         */
        MemberView: {
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            joined_at: string;
            role: string;
            user_id: string;
        };
        /**
         * Merchant
         * @description Who is paid.
         */
        Merchant: {
            miniapp_id: string;
            name: string;
            wallet_id: string;
        };
        /**
         * Metadata
         * @description Authorization server metadata.
         */
        Metadata: {
            authorization_endpoint: string;
            /** @description Every answer to an authorization request names the issuer (RFC 9207). */
            authorization_response_iss_parameter_supported: boolean;
            /** @description `S256`, which every client uses. */
            code_challenge_methods_supported: string[];
            device_authorization_endpoint: string;
            grant_types_supported: string[];
            introspection_endpoint: string;
            introspection_endpoint_auth_methods_supported: string[];
            /** @description `iss` of every token. */
            issuer: string;
            jwks_uri: string;
            prompt_values_supported: string[];
            request_parameter_supported: boolean;
            request_uri_parameter_supported: boolean;
            /** @description `query`. */
            response_modes_supported: string[];
            /** @description `code`. */
            response_types_supported: string[];
            revocation_endpoint: string;
            revocation_endpoint_auth_methods_supported: string[];
            scopes_supported: string[];
            service_documentation: string;
            token_endpoint: string;
            token_endpoint_auth_methods_supported: string[];
        };
        /**
         * MfaChallengeAnswer
         * @description Something that only the payer can answer, worth nothing for any other payment.
         */
        MfaChallengeAnswer: {
            challenge_id: string;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            expires_at: string;
            /**
             * Format: uint32
             * @description How many wrong answers it bears.
             */
            max_attempts: number;
            /** @description What can answer it, the best first. */
            methods: string[];
            payment_id: string;
            /** @description The one that is recommended. */
            required_method: string;
            /** @description For `navigator.credentials.get`, when the payer has passkeys. */
            webauthn?: Record<string, never>;
        };
        /**
         * MfaStatusAnswer
         * @description How far the proofs of a payment are.
         */
        MfaStatusAnswer: {
            /** @description What can serve now. */
            available_methods: string[];
            challenge?: components["schemas"]["ChallengeState"];
            /** @description Whether a second proof is waited for. */
            mfa_required: boolean;
            payment_id: string;
            /** @description The payment's. */
            payment_status: string;
            /** @description The method of the first proof. */
            proven_by?: string;
        };
        /**
         * MiniAppsAnswer
         * @description The mini-apps that have access.
         */
        MiniAppsAnswer: {
            mini_apps: components["schemas"]["ConnectedMiniApp"][];
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
            error: "access_denied" | "authorization_pending" | "consent_required" | "developer_not_whitelisted" | "expired_token" | "invalid_client" | "invalid_grant" | "invalid_request" | "invalid_scope" | "server_error" | "slow_down" | "temporarily_unavailable" | "unauthorized_client" | "unsupported_grant_type";
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
         * OpenAnswer
         * @description A share that the caller took.
         */
        OpenAnswer: {
            /** @description Where the caller activates their wallet, while it is not. */
            activation_url?: string;
            /** @description In major units, with exactly the currency's fraction digits. */
            amount_received: number;
            currency: string;
            gift_id: string;
            message?: string;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            opened_at: string;
            /** @description The giver. */
            sender: components["schemas"]["GiftPerson"] & unknown;
            stats: components["schemas"]["OpenStats"];
            status: string;
            txn_id: string;
        };
        /**
         * OpenBody
         * @description Opens a gift.
         */
        OpenBody: {
            idempotency_key?: string | null;
        };
        /**
         * OpenIdConfiguration
         * @description The same facts, and that everyone has one `sub` for all clients.
         */
        OpenIdConfiguration: {
            authorization_endpoint: string;
            /** @description Every answer to an authorization request names the issuer (RFC 9207). */
            authorization_response_iss_parameter_supported: boolean;
            /** @description `S256`, which every client uses. */
            code_challenge_methods_supported: string[];
            device_authorization_endpoint: string;
            grant_types_supported: string[];
            introspection_endpoint: string;
            introspection_endpoint_auth_methods_supported: string[];
            /** @description `iss` of every token. */
            issuer: string;
            jwks_uri: string;
            prompt_values_supported: string[];
            request_parameter_supported: boolean;
            request_uri_parameter_supported: boolean;
            /** @description `query`. */
            response_modes_supported: string[];
            /** @description `code`. */
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
         * OpenInvitation
         * @description Somebody who is invited.
         */
        OpenInvitation: {
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            expires_at: string;
            invitation_id: string;
            invited_by: string;
            role: string;
            user_id: string;
        };
        /**
         * OpenStats
         * @description How far the gift had got with this share.
         */
        OpenStats: {
            /** Format: uint64 */
            total_opened: number;
            /** Format: uint64 */
            total_remaining: number;
            /** Format: uint64 */
            your_rank: number;
        };
        /**
         * OrganizationBody
         * @description An organization to be made.
         */
        OrganizationBody: {
            /** @description At most 1000 characters. */
            description?: string | null;
            idempotency_key?: string | null;
            /** @description 1 to 100 characters. */
            name: string;
            /** @description An `https` or `http` address, at most 300 characters. */
            website?: string | null;
        };
        /**
         * OrganizationChanges
         * @description What is to be different; what is left out stays.
         */
        OrganizationChanges: {
            /** @description At most 1000 characters; an empty text for none. */
            description?: string | null;
            /** @description 1 to 100 characters. */
            name?: string | null;
            /** @description An `https` or `http` address, at most 300 characters; an empty text for none. */
            website?: string | null;
        };
        /**
         * OrganizationDetails
         * @description An organization with who belongs to it.
         */
        OrganizationDetails: {
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            created_at: string;
            description?: string;
            /** @description The open ones, for admins; at most 50. */
            invitations?: components["schemas"]["OpenInvitation"][];
            /** @description At most 100. */
            members: components["schemas"]["MemberView"][];
            name: string;
            org_id: string;
            /** @description The caller's: `admin`, `developer` or `viewer`. */
            role: string;
            website?: string;
        };
        /**
         * OrganizationsAnswer
         * @description The caller's organizations.
         */
        OrganizationsAnswer: {
            /** @description At most 20. */
            organizations: components["schemas"]["OrganizationSummary"][];
        };
        /**
         * OrganizationSummary
         * @description One of the caller's organizations.
         */
        OrganizationSummary: {
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            created_at: string;
            /**
             * Format: uint64
             * @description How many.
             */
            members: number;
            name: string;
            org_id: string;
            role: string;
        };
        /**
         * OrganizationView
         * @description An organization as one of its members sees it.
         */
        OrganizationView: {
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            created_at: string;
            description?: string;
            name: string;
            org_id: string;
            /** @description The caller's: `admin`, `developer` or `viewer`. */
            role: string;
            website?: string;
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
         * OwnInvitation
         * @description An invitation that waits for them.
         */
        OwnInvitation: {
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            expires_at: string;
            invitation_id: string;
            invited_by: string;
            org_id: string;
            org_name: string;
            role: string;
        };
        /**
         * OwnOrganization
         * @description One of their organizations.
         */
        OwnOrganization: {
            /**
             * Format: uint64
             * @description How many.
             */
            members: number;
            name: string;
            org_id: string;
            /** @description `admin`, `developer` or `viewer`. */
            role: string;
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
         * PasskeyBeginBody
         * @description Begins a passkey.
         */
        PasskeyBeginBody: {
            /** @description Needed when the person has a factor already; `passkey` is what it is for. */
            auth_proof?: (components["schemas"]["AuthProof"] & unknown) | null;
        };
        /**
         * PasskeyBegunAnswer
         * @description What the authenticator is asked.
         */
        PasskeyBegunAnswer: {
            challenge_id: string;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            expires_at: string;
            /** @description For `navigator.credentials.create`. */
            webauthn: Record<string, never>;
        };
        /**
         * PasskeyFinishBody
         * @description What the authenticator made.
         */
        PasskeyFinishBody: {
            challenge_id: string;
            /** @description The credential as JSON, as its `toJSON` gives it. */
            credential: Record<string, never>;
            /** @description What the person calls it, at most 100 characters. */
            name?: string | null;
        };
        /**
         * PasskeyRemoved
         * @description A passkey that is no more.
         */
        PasskeyRemoved: {
            credential_id: string;
            removed: boolean;
        };
        /**
         * PasskeyRenameBody
         * @description Another name.
         */
        PasskeyRenameBody: {
            /** @description At most 100 characters. */
            name: string;
        };
        /**
         * PasskeyView
         * @description A passkey.
         */
        PasskeyView: {
            /** @description Chosen by the authenticator, base64url. */
            credential_id: string;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            enrolled_at: string;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            last_used_at?: string;
            name: string;
        };
        /**
         * Payer
         * @description Who pays.
         */
        Payer: {
            user_id: string;
            wallet_id: string;
        };
        /**
         * PaymentAnswer
         * @description A payment as it is.
         */
        PaymentAnswer: {
            /** @description In major units, with exactly the currency's fraction digits. */
            amount: number;
            /** @description Where the payer can approve it in a browser. */
            approval_url: string;
            /** @description Whether it waits for the payer's proof. */
            authorization_required: boolean;
            /** @description For the payer, while it waits: what they can prove themselves with, the best first. */
            available_methods?: string[];
            callback_url?: string;
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
            description: string;
            /**
             * Format: date-time
             * @description Until when it can be paid; absent once it is over.
             */
            expires_at?: string;
            /** @description Why it failed: `proofs_locked` or `merchant_unavailable`. */
            failure_reason?: string;
            /** @description For the mini-app: what the operator keeps of it. */
            fee?: number;
            /** @description What is paid for; empty when the mini-app did not say. */
            items: components["schemas"]["Item"][];
            merchant: components["schemas"]["Merchant"];
            merchant_order_id?: string;
            /** @description A client's own data, given back as it came; at most 4096 bytes. */
            metadata?: Record<string, never>;
            payer: components["schemas"]["Payer"];
            payment_id: string;
            /** @description For the payer, where a second proof is needed: the method of the first. */
            proven_by?: string;
            /** @description What has gone back of it. */
            refunded_amount: number;
            /** @description What went back, oldest first; in the status alone. */
            refunds?: components["schemas"]["RefundView"][];
            room_id?: string;
            /**
             * @description `pending_authorization`, `mfa_required`, `authorized`, `processing`, `completed`, `failed`, `expired`, `cancelled`,
             *     `partially_refunded` or `refunded`.
             */
            status: string;
            /**
             * Format: date-time
             * @description When the present state began.
             */
            timestamp: string;
            txn_id?: string;
        };
        /**
         * PaymentsAnswer
         * @description Part of a mini-app's payments, newest first.
         */
        PaymentsAnswer: {
            pagination: components["schemas"]["CursorPagination"];
            payments: components["schemas"]["PaymentAnswer"][];
        };
        /**
         * PinAnswer
         * @description The PIN is another one now.
         */
        PinAnswer: {
            changed: boolean;
        };
        /**
         * PinBody
         * @description A PIN to be set.
         */
        PinBody: {
            /**
             * @description Needed when the person has a factor already: the old PIN, or a device key's signature over
             *     `pin:0:{currency}:{timestamp}`.
             */
            auth_proof?: (components["schemas"]["AuthProof"] & unknown) | null;
            /** @description 6 to 12 digits. */
            pin: string;
        };
        /**
         * ProofBody
         * @description A proof for removing or renewing something.
         */
        ProofBody: {
            auth_proof?: components["schemas"]["AuthProof"] | null;
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
            /** @description A code of the authenticator app. */
            otp_code?: string | null;
            /** @description The PIN. */
            pin?: string | null;
            /** @description Or a recovery code in its place. */
            recovery_code?: string | null;
            /**
             * @description A device key's signature, base64: ES256 as DER or raw, or RS256, over `{object}:{amount}:{currency}:{timestamp}`,
             *     where the object is the transfer's id, or for a gift `gift:{idempotency_key}:{recipient or room_id}`.
             */
            signature?: string | null;
            /** @description The time that is part of the signed text, as it was signed. */
            timestamp?: string | null;
            /** @description What a passkey answered to its challenge, as its `toJSON` gives it. */
            webauthn?: Record<string, never> | null;
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
         * RecoveryCodesAnswer
         * @description New recovery codes.
         */
        RecoveryCodesAnswer: {
            /** @description Each is good once in place of a code of the app. They are shown this once, and the old ones are worth nothing. */
            recovery_codes: string[];
        };
        /**
         * RedeliveredAnswer
         * @description How many events are on their way again.
         */
        RedeliveredAnswer: {
            /** Format: uint64 */
            redelivered: number;
        };
        /**
         * RefundAnswer
         * @description Money that went back.
         */
        RefundAnswer: {
            /** @description In major units, with exactly the currency's fraction digits. */
            amount: number;
            currency: string;
            payment: components["schemas"]["PaymentAnswer"];
            payment_id: string;
            refund: components["schemas"]["RefundView"];
            refund_id: string;
            /** @description What of the payment has not gone back. */
            refundable_amount: number;
            /** @description What has gone back with it. */
            refunded_amount: number;
            /** @description `completed`. */
            status: string;
        };
        /**
         * RefundInput
         * @description Money to be given back.
         */
        RefundInput: {
            /** @description In the payment's currency; everything that is left when it is absent. */
            amount?: (number | string) | null;
            /** @description Required here or as the `Idempotency-Key` header. */
            idempotency_key?: string | null;
            /** @description Why, at most 500 characters: the payer reads it. */
            reason?: string | null;
        };
        /**
         * RefundView
         * @description Money that went back.
         */
        RefundView: {
            /** @description In major units, with exactly the currency's fraction digits. */
            amount: number;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            created_at: string;
            reason?: string;
            refund_id: string;
            txn_id: string;
        };
        /**
         * RefusalView
         * @description What the endpoint refused.
         */
        RefusalView: {
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            at: string;
            event_id: string;
            /**
             * Format: uint16
             * @description 400, 401, 404, 410 or 413.
             */
            status: number;
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
         * RemovedMember
         * @description Somebody who is a member no more.
         */
        RemovedMember: {
            org_id: string;
            removed: boolean;
            user_id: string;
        };
        /**
         * RequestAnswer
         * @description What was asked.
         */
        RequestAnswer: {
            /** @description In major units, with exactly the currency's fraction digits. */
            amount: number;
            currency: string;
            /** @description Where it is paid, as the message has it. */
            link: string;
            note?: string;
            payer: string;
            /** @description The message is on its way. */
            sent: boolean;
        };
        /**
         * RequestBody
         * @description Money to be asked for.
         */
        RequestBody: {
            /** @description Greater than zero, in plain digits, with at most the currency's fraction digits. */
            amount: number | string;
            /** @description An ISO 4217 code, or one of the operator's currencies. */
            currency: string;
            /** @description Required here or as the `Idempotency-Key` header. */
            idempotency_key?: string | null;
            /** @description What for, at most 500 characters. */
            note?: string | null;
            /** @description The Matrix user id of the person who is asked. */
            payer: string;
            /** @description The room where it is asked; both people must be in it. Without one they are asked in private. */
            room_id?: string | null;
        };
        /**
         * RequestInput
         * @description A payment to be asked for.
         */
        RequestInput: {
            /** @description Greater than zero, in plain digits, with at most the currency's fraction digits. */
            amount: number | string;
            /** @description Where the payer is sent afterwards: on a host of one of the mini-app's redirect URIs or of its webhook. */
            callback_url?: string | null;
            /** @description An ISO 4217 code, or one of the operator's currencies. */
            currency: string;
            /** @description What for, 1 to 500 characters: the payer reads it. */
            description: string;
            /** @description Required here or as the `Idempotency-Key` header. */
            idempotency_key?: string | null;
            /** @description At most 100; together exactly the amount. */
            items?: components["schemas"]["ItemInput"][] | null;
            /** @description What the mini-app calls the order, at most 255 characters. */
            merchant_order_id?: string | null;
            /** @description A client's own data, given back as it came; at most 4096 bytes. */
            metadata?: Record<string, never> | null;
            /** @description The room that it happens in; the payer must be in it. */
            room_id?: string | null;
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
         * RevokeAnswer
         * @description What was taken back; both lists are empty when the mini-app had no access.
         */
        RevokeAnswer: {
            miniapp_id: string;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            revoked_at: string;
            /** @description What it could do until then. */
            revoked_scopes: string[];
            /**
             * Format: uint64
             * @description How many sessions have ended.
             */
            sessions_ended: number;
        };
        /**
         * RevokeBody
         * @description What is taken back.
         */
        RevokeBody: {
            /** @description From which mini-app. */
            miniapp_id: string;
            /** @description Why, at most 500 characters. Rooms where it was authorised are told. */
            reason?: string | null;
        };
        /**
         * RevokeForm
         * @description A token to be ended.
         */
        RevokeForm: {
            /** @description The client, unless the header names it. */
            client_id?: string;
            /** @description For confidential clients that do not use the header. */
            client_secret?: string;
            /** @description A TEP token, a client token or a refresh token. */
            token: string;
            /** @description Passed over: a token's own form says what it is. */
            token_type_hint?: string;
        };
        /**
         * RoleAnswer
         * @description A member's role.
         */
        RoleAnswer: {
            org_id: string;
            role: string;
            user_id: string;
        };
        /**
         * RoleBody
         * @description Another role.
         */
        RoleBody: {
            /** @description `admin`, `developer` or `viewer`. */
            role: string;
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
         * RotateBody
         * @description How a secret is replaced.
         */
        RotateBody: {
            /** @description The present secret has become known to others and signs no more. Otherwise both sign for 24 hours. */
            at_once?: boolean | null;
        };
        /**
         * RotatedAnswer
         * @description A new secret.
         */
        RotatedAnswer: {
            miniapp_id: string;
            /**
             * Format: date-time
             * @description Until when the secret before it signs too.
             */
            previous_secret_until?: string;
            /** @description It is shown here and nowhere else. */
            webhook_secret: string;
        };
        /**
         * SessionEnded
         * @description A session that is over.
         */
        SessionEnded: {
            ended: boolean;
            session_id: string;
        };
        /**
         * SessionsAnswer
         * @description The browsers that are signed in, newest first.
         */
        SessionsAnswer: {
            sessions: components["schemas"]["SessionView"][];
        };
        /**
         * SessionView
         * @description A browser that is signed in.
         */
        SessionView: {
            /** @description Where the sign-in came from. */
            address?: string;
            /** @description What the browser called itself. */
            agent?: string;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            created_at: string;
            /** @description Whether it is the one that asks. */
            current: boolean;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            expires_at: string;
            /**
             * Format: date-time
             * @description To within a few minutes.
             */
            last_seen_at: string;
            /** @description `dev`, `password`, `sso` or `mas`. */
            method: string;
            session_id: string;
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
         * Standing
         * @description What the person is as a developer.
         */
        Standing: {
            /** @description Whether they may be one. */
            whitelisted: boolean;
        };
        /**
         * StandingView
         * @description What somebody is as a developer.
         */
        StandingView: {
            /** @description The open ones; at most 100. */
            invitations: components["schemas"]["OwnInvitation"][];
            organizations: components["schemas"]["OwnOrganization"][];
            user_id: string;
            /** @description Whether they are on the whitelist. */
            whitelisted: boolean;
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
         * @description Tokens.
         */
        TokenAnswer: {
            /** @description A TEP token, or a client token. */
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
            /** @description Good for one use. Absent for sessions made from a Matrix OpenID token, and for client credentials. */
            refresh_token?: string;
            /** @description What was granted. */
            scope: string;
            /** @description `Bearer`. */
            token_type: string;
            /** @description The person; absent for client credentials. */
            user_id?: string;
            /** @description Their wallet; absent for client credentials. */
            wallet_id?: string;
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
            /** @description Authorization code: the code. */
            code?: string;
            /** @description Authorization code: 43 to 128 letters, digits and `-._~`, whose SHA-256 was the challenge. */
            code_verifier?: string;
            /** @description Device code: the device code. */
            device_code?: string;
            /**
             * @description `urn:ietf:params:oauth:grant-type:token-exchange`, `authorization_code`, `urn:ietf:params:oauth:grant-type:device_code`,
             *     `refresh_token` or `client_credentials`.
             */
            grant_type: string;
            /** @description Exchange: a JSON object of at most 4 KB, passed on in the token. */
            miniapp_context?: string;
            /** @description Authorization code: the same that was named when the code was asked for. */
            redirect_uri?: string;
            /** @description Refresh: the refresh token, which is replaced. */
            refresh_token?: string;
            /** @description Exchange: `urn:tmcp:params:oauth:token-type:tep`; may be left out. */
            requested_token_type?: string;
            /**
             * @description Names separated by spaces. Exchange: what is asked for; left out, it is all that needs no question. Refresh: a part of
             *     what was granted. Client credentials: out of `webhook:send` and `analytics:detailed`; left out, it is what of these the
             *     mini-app is registered for. `urn:matrix:` scopes are passed over.
             */
            scope?: string;
            /** @description Exchange: the person's Matrix token. */
            subject_token?: string;
            /** @description Exchange: `urn:ietf:params:oauth:token-type:access_token`, or `urn:tmcp:params:oauth:token-type:matrix_openid`. */
            subject_token_type?: string;
        };
        /**
         * TotpBegun
         * @description A secret for an authenticator app. It is shown this once.
         */
        TotpBegun: {
            /**
             * Format: date-time
             * @description Until when the first code has to come.
             */
            expires_at: string;
            /** @description What the QR code says. */
            otpauth_uri: string;
            /** @description The QR code, an SVG document. */
            qr_svg: string;
            /** @description For people who cannot scan: base32. */
            secret: string;
        };
        /**
         * TotpConfirmBody
         * @description The first code.
         */
        TotpConfirmBody: {
            /** @description The six digits that the app shows. */
            otp_code: string;
        };
        /**
         * TotpConfirmed
         * @description The app is in use.
         */
        TotpConfirmed: {
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            enrolled_at: string;
            /** @description Each is good once in place of a code of the app. They are shown this once. */
            recovery_codes: string[];
        };
        /**
         * TotpRemoved
         * @description The app is no more.
         */
        TotpRemoved: {
            removed: boolean;
        };
        /**
         * Transaction
         * @description One movement as its wallet sees it.
         */
        Transaction: {
            /** @description In major units, with exactly the currency's fraction digits. */
            amount: number;
            currency: string;
            /** @description A user id, a mini-app's id, the room that a gift was for, or one of the system's accounts. */
            from: string;
            /** @description What the mini-app of that payment calls itself. */
            miniapp_name?: string;
            note?: string;
            /** @description The payment that it belongs to: a payment, a refund, or a fee. */
            payment_id?: string;
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
         * UnlistedView
         * @description Somebody who is a developer no more.
         */
        UnlistedView: {
            removed: boolean;
            /**
             * Format: uint32
             * @description How many of their sessions.
             */
            sessions_ended: number;
            user_id: string;
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
         * VerifyAnswer
         * @description What came of an answer, and the payment that went through with it.
         */
        VerifyAnswer: {
            challenge_id: string;
            payment: components["schemas"]["PaymentAnswer"];
            /** @description `verified`. */
            status: string;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            verified_at: string;
        };
        /**
         * VerifyInput
         * @description An answer to a challenge.
         */
        VerifyInput: {
            /** @description A device key signs `{payment_id}:{challenge_id}:{timestamp}`, at most 30 seconds ago. */
            auth_proof?: (components["schemas"]["AuthProof"] & unknown) | null;
            challenge_id: string;
            credentials?: components["schemas"]["ProofInput"] | null;
            idempotency_key?: string | null;
            /** @description With `credentials`, in the place of `auth_proof`. */
            method?: string | null;
        };
        /**
         * WaitingAnswer
         * @description The transfers that wait for their recipient, oldest first; 200 at most.
         */
        WaitingAnswer: {
            /** @description To the person, who accepts or declines. */
            incoming: components["schemas"]["TransferAnswer"][];
            /** @description From the person, who can take them back. */
            outgoing: components["schemas"]["TransferAnswer"][];
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
        /**
         * WebhookAnswer
         * @description A mini-app's webhook and the attempts to reach it.
         */
        WebhookAnswer: {
            /** @description The newest first. */
            deliveries: components["schemas"]["DeliveryView"][];
            miniapp_id: string;
            pagination: components["schemas"]["DeliveryPages"];
            /** @description What there is; absent when the mini-app has none. */
            webhook?: components["schemas"]["WebhookView"] & unknown;
        };
        /**
         * WebhookBody
         * @description Where to hear of events.
         */
        WebhookBody: {
            /** @description A public https address. */
            webhook_url: string;
        };
        /**
         * WebhookRemovedAnswer
         * @description A mini-app that is told of nothing.
         */
        WebhookRemovedAnswer: {
            miniapp_id: string;
        };
        /**
         * WebhookSetAnswer
         * @description What there is now.
         */
        WebhookSetAnswer: {
            miniapp_id: string;
            /** @description What events are signed with, when the mini-app had no secret yet. It is shown here and nowhere else. */
            webhook_secret?: string;
            webhook_url: string;
        };
        /**
         * WebhookView
         * @description A webhook, without its secret.
         */
        WebhookView: {
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            created_at: string;
            /**
             * Format: uint32
             * @description How many events were given up and can be sent again.
             */
            given_up: number;
            /**
             * Format: date-time
             * @description Until when the secret before it signs too.
             */
            previous_secret_until?: string;
            /** @description Present from when the endpoint refuses an event for good until it accepts another. */
            refusal?: components["schemas"]["RefusalView"] & unknown;
            /**
             * Format: date-time
             * @description Since when the present secret signs.
             */
            secret_since: string;
            url: string;
        };
        /**
         * WhitelistAnswer
         * @description Those who may be developers.
         */
        WhitelistAnswer: {
            developers: components["schemas"]["WhitelistedView"][];
            pagination: components["schemas"]["Pagination"];
        };
        /**
         * WhitelistBody
         * @description Somebody who is to be a developer.
         */
        WhitelistBody: {
            idempotency_key?: string | null;
            /** @description Why, for other admins: at most 500 characters. */
            note?: string | null;
            /** @description A Matrix user id of a server that this one serves. */
            user_id: string;
        };
        /**
         * WhitelistedView
         * @description Somebody who may be a developer.
         */
        WhitelistedView: {
            /**
             * Format: date-time
             * @description RFC 3339 in UTC.
             */
            added_at: string;
            /** @description `a/` and the id of an admin token, `operator`, or `system`. */
            added_by: string;
            note?: string;
            user_id: string;
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
    account_activation: {
        parameters: {
            query: {
                /** @description The link's signature. */
                sig: string;
                /** @description Whose link it is. */
                user: string;
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
                    "application/json": components["schemas"]["ActivationAnswer"];
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
             * @description `INVALID_SIGNATURE`: A signature does not match.
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
             * @description `INSUFFICIENT_PERMISSIONS`: The caller may not do this.
             *
             *     `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when.
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
    account_erase: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EraseBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EraseAnswer"];
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
            /** @description `INVALID_STATE`: The object is in a state that does not allow this; `details.state` says which. */
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
    account_export: {
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
                    /** @description A name to keep it under. */
                    "Content-Disposition": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
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
    account_mini_apps: {
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
                    "application/json": components["schemas"]["MiniAppsAnswer"];
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
    account_pin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PinBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PinAnswer"];
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
    account_sessions: {
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
                    "application/json": components["schemas"]["SessionsAnswer"];
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
    account_session_end: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
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
                    "application/json": components["schemas"]["SessionEnded"];
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
    account_transfers: {
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
                    "application/json": components["schemas"]["WaitingAnswer"];
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
    admin_developer_list: {
        parameters: {
            query?: {
                /** @description 1 to 100. */
                limit?: number;
                offset?: number;
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
                    "application/json": components["schemas"]["WhitelistAnswer"];
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
             *     `forbidden_platform_endpoint`: A mini-app's token is never enough here.
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
    admin_developer_add: {
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
                "application/json": components["schemas"]["WhitelistBody"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WhitelistedView"];
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
             *     `forbidden_platform_endpoint`: A mini-app's token is never enough here.
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
    admin_developer_remove: {
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
                    "application/json": components["schemas"]["UnlistedView"];
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
             *     `forbidden_platform_endpoint`: A mini-app's token is never enough here.
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
             *     `forbidden_platform_endpoint`: A mini-app's token is never enough here.
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
             *     `forbidden_platform_endpoint`: A mini-app's token is never enough here.
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
             *     `forbidden_platform_endpoint`: A mini-app's token is never enough here.
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
             *     `forbidden_platform_endpoint`: A mini-app's token is never enough here.
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
             *     `forbidden_platform_endpoint`: A mini-app's token is never enough here.
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
             *     `forbidden_platform_endpoint`: A mini-app's token is never enough here.
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
    admin_user_erase: {
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
                "application/json": components["schemas"]["AdminEraseBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminErasedView"];
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
             *     `forbidden_platform_endpoint`: A mini-app's token is never enough here.
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
    admin_user_export: {
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
                    /** @description A name to keep it under. */
                    "Content-Disposition": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
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
             *     `forbidden_platform_endpoint`: A mini-app's token is never enough here.
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
             *     `forbidden_platform_endpoint`: A mini-app's token is never enough here.
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
             *     `forbidden_platform_endpoint`: A mini-app's token is never enough here.
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
    auth_revoke: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevokeBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevokeAnswer"];
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
            /** @description `MINIAPP_NOT_FOUND`: There is no such mini-app. */
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
    developer: {
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
                    "application/json": components["schemas"]["StandingView"];
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
             *     `forbidden_platform_endpoint`: A mini-app's token is never enough here.
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
    invitation_accept: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                invitation_id: string;
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
                    "application/json": components["schemas"]["AnsweredInvitation"];
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
             *     `forbidden_platform_endpoint`: A mini-app's token is never enough here.
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
            /** @description `INVALID_STATE`: The object is in a state that does not allow this; `details.state` says which. */
            409: {
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
    invitation_decline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                invitation_id: string;
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
                    "application/json": components["schemas"]["AnsweredInvitation"];
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
             *     `forbidden_platform_endpoint`: A mini-app's token is never enough here.
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
    device_rename: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeviceRenameBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
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
    gift_create: {
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
                "application/json": components["schemas"]["GiftBody"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GiftAnswer"];
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
             * @description `NOT_IN_ROOM`: The people concerned do not share the room.
             *
             *     `USER_SUSPENDED`: The user is suspended.
             *
             *     `USER_NOT_ACTIVATED`: The wallet is not activated yet.
             *
             *     `P2P_SEND_NOT_ALLOWED`: The wallet's verification level does not allow sending.
             *
             *     `STEP_UP_REQUIRED`: The person has to do this themselves, or has to enrol a factor first.
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
             *     `MFA_LOCKED`: Too many wrong proofs; `details.locked_until` says until when.
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
    gift_show: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description 1 to 100. */
                limit?: number;
                offset?: number;
            };
            header?: never;
            path: {
                gift_id: string;
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
                    "application/json": components["schemas"]["GiftDetails"];
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
    gift_open: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                gift_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["OpenBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAnswer"];
                };
            };
            /**
             * @description `INVALID_REQUEST`: The request is malformed; `details.field` names the place.
             *
             *     `GIFT_EXPIRED`: The gift has expired.
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
             * @description `NOT_IN_ROOM`: The people concerned do not share the room.
             *
             *     `INSUFFICIENT_PERMISSIONS`: The caller may not do this.
             *
             *     `USER_SUSPENDED`: The user is suspended.
             *
             *     `P2P_SEND_NOT_ALLOWED`: The wallet's verification level does not allow sending.
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
             * @description `GIFT_EMPTY`: Every share of the gift has been taken.
             *
             *     `ALREADY_OPENED`: The gift was opened by this person before.
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
    gift_challenge: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GiftChallengeBody"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChallengeAnswer"];
                };
            };
            /**
             * @description `INVALID_REQUEST`: The request is malformed; `details.field` names the place.
             *
             *     `INVALID_AMOUNT`: The amount is not a positive decimal that fits its currency.
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
             * @description `STEP_UP_REQUIRED`: The person has to do this themselves, or has to enrol a factor first.
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
    mfa_factors: {
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
                    "application/json": components["schemas"]["FactorsAnswer"];
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
    mfa_always_ask: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlwaysAskBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlwaysAskAnswer"];
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
    mfa_challenge: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChallengeBody"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChallengeAnswer"];
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
    mfa_passkey_begin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PasskeyBeginBody"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyBegunAnswer"];
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
            /** @description `INVALID_STATE`: The object is in a state that does not allow this; `details.state` says which. */
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
    mfa_passkey_rename: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                credential_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeyRenameBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyView"];
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
    mfa_passkey_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                credential_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ProofBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyRemoved"];
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
    mfa_passkey_finish: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeyFinishBody"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyView"];
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
            /** @description `INVALID_STATE`: The object is in a state that does not allow this; `details.state` says which. */
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
    mfa_recovery_codes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ProofBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodesAnswer"];
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
    mfa_totp_begin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ProofBody"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TotpBegun"];
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
            /** @description `INVALID_STATE`: The object is in a state that does not allow this; `details.state` says which. */
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
    mfa_totp_confirm: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TotpConfirmBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TotpConfirmed"];
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
    mfa_totp_remove: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ProofBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TotpRemoved"];
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
    webhook_deliveries: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                miniapp_id: string;
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
                    "application/json": components["schemas"]["WebhookAnswer"];
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
             *     `forbidden_platform_endpoint`: A mini-app's token is never enough here.
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
    webhook_set: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                miniapp_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookSetAnswer"];
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
             *     `forbidden_platform_endpoint`: A mini-app's token is never enough here.
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
    webhook_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                miniapp_id: string;
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
                    "application/json": components["schemas"]["WebhookRemovedAnswer"];
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
             *     `forbidden_platform_endpoint`: A mini-app's token is never enough here.
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
             * @description `MINIAPP_NOT_FOUND`: There is no such mini-app.
             *
             *     `NOT_FOUND`: There is nothing here.
             */
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
    webhook_redeliver: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event_id: string;
                miniapp_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventAnswer"];
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
             *     `forbidden_platform_endpoint`: A mini-app's token is never enough here.
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
             * @description `MINIAPP_NOT_FOUND`: There is no such mini-app.
             *
             *     `NOT_FOUND`: There is nothing here.
             */
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
    webhook_ping: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                miniapp_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventAnswer"];
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
             *     `forbidden_platform_endpoint`: A mini-app's token is never enough here.
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
             * @description `MINIAPP_NOT_FOUND`: There is no such mini-app.
             *
             *     `NOT_FOUND`: There is nothing here.
             */
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
    webhook_redeliver_all: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                miniapp_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RedeliveredAnswer"];
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
             *     `forbidden_platform_endpoint`: A mini-app's token is never enough here.
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
             * @description `MINIAPP_NOT_FOUND`: There is no such mini-app.
             *
             *     `NOT_FOUND`: There is nothing here.
             */
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
    webhook_rotate_secret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                miniapp_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RotateBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotatedAnswer"];
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
             *     `forbidden_platform_endpoint`: A mini-app's token is never enough here.
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
             * @description `MINIAPP_NOT_FOUND`: There is no such mini-app.
             *
             *     `NOT_FOUND`: There is nothing here.
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
    organization_list: {
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
                    "application/json": components["schemas"]["OrganizationsAnswer"];
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
             *     `forbidden_platform_endpoint`: A mini-app's token is never enough here.
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
    organization_make: {
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
                "application/json": components["schemas"]["OrganizationBody"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationView"];
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
             *     `forbidden_platform_endpoint`: A mini-app's token is never enough here.
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
    organization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org_id: string;
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
                    "application/json": components["schemas"]["OrganizationDetails"];
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
             *     `forbidden_platform_endpoint`: A mini-app's token is never enough here.
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
    organization_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["OrganizationChanges"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationView"];
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
             *     `forbidden_platform_endpoint`: A mini-app's token is never enough here.
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
    invitation_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                invitation_id: string;
                org_id: string;
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
                    "application/json": components["schemas"]["CancelledInvitation"];
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
             *     `forbidden_platform_endpoint`: A mini-app's token is never enough here.
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
    member_invite: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                org_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InviteBody"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitedAnswer"];
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
             *     `forbidden_platform_endpoint`: A mini-app's token is never enough here.
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
    member_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org_id: string;
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
                    "application/json": components["schemas"]["RemovedMember"];
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
             *     `forbidden_platform_endpoint`: A mini-app's token is never enough here.
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
            /** @description `INVALID_STATE`: The object is in a state that does not allow this; `details.state` says which. */
            409: {
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
    member_role: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org_id: string;
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoleBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleAnswer"];
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
             *     `forbidden_platform_endpoint`: A mini-app's token is never enough here.
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
            /** @description `INVALID_STATE`: The object is in a state that does not allow this; `details.state` says which. */
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
    payment_list: {
        parameters: {
            query?: {
                cursor?: string;
                from?: string;
                /** @description 1 to 100. */
                limit?: number;
                merchant_order_id?: string;
                status?: string;
                to?: string;
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
                    "application/json": components["schemas"]["PaymentsAnswer"];
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
    payment_status: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                payment_id: string;
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
                    "application/json": components["schemas"]["PaymentAnswer"];
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
            /** @description `PAYMENT_NOT_FOUND`: There is no such payment, or it is not the caller's. */
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
    payment_authorize: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                payment_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["AuthorizeInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentAnswer"];
                };
            };
            /**
             * @description `INVALID_REQUEST`: The request is malformed; `details.field` names the place.
             *
             *     `PAYMENT_EXPIRED`: The payment has expired.
             *
             *     `PAYMENT_FAILED`: The payment did not go through.
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
            /** @description `PAYMENT_NOT_FOUND`: There is no such payment, or it is not the caller's. */
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
            /** @description `MFA_REQUIRED`: A further proof is needed. */
            428: {
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
    payment_cancel: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                payment_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CancelInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentAnswer"];
                };
            };
            /**
             * @description `INVALID_REQUEST`: The request is malformed; `details.field` names the place.
             *
             *     `PAYMENT_EXPIRED`: The payment has expired.
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
            /** @description `PAYMENT_NOT_FOUND`: There is no such payment, or it is not the caller's. */
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
    payment_mfa_challenge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                payment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MfaChallengeAnswer"];
                };
            };
            /**
             * @description `PAYMENT_EXPIRED`: The payment has expired.
             *
             *     `INVALID_REQUEST`: The request is malformed; `details.field` names the place.
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
             * @description `STEP_UP_REQUIRED`: The person has to do this themselves, or has to enrol a factor first.
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
            /** @description `PAYMENT_NOT_FOUND`: There is no such payment, or it is not the caller's. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `INVALID_STATE`: The object is in a state that does not allow this; `details.state` says which. */
            409: {
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
    payment_mfa_status: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                payment_id: string;
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
                    "application/json": components["schemas"]["MfaStatusAnswer"];
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
            /** @description `PAYMENT_NOT_FOUND`: There is no such payment, or it is not the caller's. */
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
    payment_mfa_verify: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                payment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerifyInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerifyAnswer"];
                };
            };
            /**
             * @description `INVALID_REQUEST`: The request is malformed; `details.field` names the place.
             *
             *     `PAYMENT_EXPIRED`: The payment has expired.
             *
             *     `PAYMENT_FAILED`: The payment did not go through.
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
            /** @description `PAYMENT_NOT_FOUND`: There is no such payment, or it is not the caller's. */
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
            /** @description `MFA_REQUIRED`: A further proof is needed. */
            428: {
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
    payment_refund: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                payment_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RefundInput"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundAnswer"];
                };
            };
            /**
             * @description `INVALID_REQUEST`: The request is malformed; `details.field` names the place.
             *
             *     `INVALID_AMOUNT`: The amount is not a positive decimal that fits its currency.
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
             * @description `INSUFFICIENT_PERMISSIONS`: The caller may not do this.
             *
             *     `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when.
             *
             *     `forbidden_platform_endpoint`: A mini-app's token is never enough here.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description `PAYMENT_NOT_FOUND`: There is no such payment, or it is not the caller's. */
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
    payment_request: {
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
                "application/json": components["schemas"]["RequestInput"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentAnswer"];
                };
            };
            /**
             * @description `INVALID_REQUEST`: The request is malformed; `details.field` names the place.
             *
             *     `INVALID_AMOUNT`: The amount is not a positive decimal that fits its currency.
             *
             *     `PAYMENT_FAILED`: The payment did not go through.
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
    p2p_challenge: {
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
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChallengeAnswer"];
                };
            };
            /**
             * @description `TRANSFER_EXPIRED`: The transfer has expired.
             *
             *     `INVALID_REQUEST`: The request is malformed; `details.field` names the place.
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
             * @description `STEP_UP_REQUIRED`: The person has to do this themselves, or has to enrol a factor first.
             *
             *     `INSUFFICIENT_PERMISSIONS`: The caller may not do this.
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
            /** @description `INVALID_STATE`: The object is in a state that does not allow this; `details.state` says which. */
            409: {
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
    p2p_request: {
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
                "application/json": components["schemas"]["RequestBody"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestAnswer"];
                };
            };
            /**
             * @description `INVALID_REQUEST`: The request is malformed; `details.field` names the place.
             *
             *     `INVALID_AMOUNT`: The amount is not a positive decimal that fits its currency.
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
             * @description `NOT_IN_ROOM`: The people concerned do not share the room.
             *
             *     `USER_SUSPENDED`: The user is suspended.
             *
             *     `P2P_SEND_NOT_ALLOWED`: The wallet's verification level does not allow sending.
             *
             *     `ACCOUNT_SUSPENDED`: The caller is suspended for a while; `details.suspended_until` says until when.
             *
             *     `INVALID_SCOPE`: The token lacks a scope that the operation needs.
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
            /**
             * @description Money cannot be moved.
             *
             *     `SERVICE_UNAVAILABLE`: Temporarily not possible; nothing is half done. Retry with the same idempotency key.
             */
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
    oauth_authorize: {
        parameters: {
            query: {
                /** @description The client. */
                client_id: string;
                /** @description SHA-256 of the verifier in base64url without padding: 43 characters. */
                code_challenge: string;
                /** @description `S256`. */
                code_challenge_method: string;
                /** @description `none`: never ask the person anything. `consent`: ask again. */
                prompt?: string;
                /** @description Where the answer goes: one that is registered, as it is registered. Loopback addresses may have any port. */
                redirect_uri: string;
                /** @description Not supported. */
                request?: string;
                /** @description Not supported. */
                request_uri?: string;
                /** @description `query`. */
                response_mode?: string;
                /** @description `code`. */
                response_type: string;
                /** @description Names separated by spaces; left out, it is all that needs no question. */
                scope?: string;
                /** @description Returned as it is. */
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The browser goes on. */
            303: {
                headers: {
                    /** @description Sign-in, consent, or the redirect URI with the answer. */
                    Location: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client or its redirect URI cannot be trusted: a page for the person, who is sent nowhere. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The same, and the caller is suspended for a while. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The same, and there are too many requests; `Retry-After` says how long to wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
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
            /**
             * @description The server failed before it knew the client: a page for the person.
             *
             *     `server_error`: The server failed; the request id finds the reason in its log.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                    "text/html": string;
                };
            };
            /**
             * @description Not possible at the moment, and the client is not known: a page for the person.
             *
             *     `temporarily_unavailable`: Not possible at the moment; `Retry-After` says when to try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                    "text/html": string;
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
            /** @description Nobody is signed in, and a page is asked for. */
            303: {
                headers: {
                    /** @description Sign-in. */
                    Location: string;
                    [name: string]: unknown;
                };
                content?: never;
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
    developer_authorize: {
        parameters: {
            query?: {
                /** @description `tmcp_developer_console`. */
                client_id?: string;
                /** @description SHA-256 of the verifier in unpadded base64url. */
                code_challenge?: string;
                /** @description `S256`. */
                code_challenge_method?: string;
                /** @description One of those that are configured, or `/developer/callback` of this server. */
                redirect_uri?: string;
                /** @description `code`. */
                response_type?: string;
                /** @description Comes back as it is. */
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The browser goes on. */
            303: {
                headers: {
                    /** @description Sign-in, consent, or the redirect URI with the answer. */
                    Location: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client or its redirect URI cannot be trusted: a page for the person, who is sent nowhere. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The same, and the caller is suspended for a while. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The same, and there are too many requests; `Retry-After` says how long to wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
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
            /**
             * @description The server failed before it knew the client: a page for the person.
             *
             *     `server_error`: The server failed; the request id finds the reason in its log.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                    "text/html": string;
                };
            };
            /**
             * @description Not possible at the moment, and the client is not known: a page for the person.
             *
             *     `temporarily_unavailable`: Not possible at the moment; `Retry-After` says when to try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                    "text/html": string;
                };
            };
        };
    };
    developer_revoke: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["DeveloperRevokeForm"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeveloperRevokeAnswer"];
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
    developer_token: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["DeveloperTokenForm"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeveloperTokenAnswer"];
                };
            };
            /**
             * @description `invalid_request`: A parameter is missing, malformed, or there twice.
             *
             *     `invalid_grant`: The token that was shown is not valid, or is another client's.
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
             *     `developer_not_whitelisted`: The person is not on the whitelist of developers.
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
    oauth_device_authorization: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["DeviceForm"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceAnswer"];
                };
            };
            /**
             * @description `invalid_request`: A parameter is missing, malformed, or there twice.
             *
             *     `invalid_scope`: A scope is unknown, not registered for the mini-app, or more than was granted.
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
    device_verify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnterBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnteredAnswer"];
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
                "application/x-www-form-urlencoded": components["schemas"]["IntrospectForm"];
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
                "application/x-www-form-urlencoded": components["schemas"]["RevokeForm"];
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
             *     `unauthorized_client`: The client may not use this grant.
             *
             *     `authorization_pending`: Device: nobody has answered. Ask again after the interval.
             *
             *     `slow_down`: Device: the questions come too often. The interval grows by five seconds.
             *
             *     `access_denied`: Device: the person said no.
             *
             *     `expired_token`: Device: nobody answered in time.
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
