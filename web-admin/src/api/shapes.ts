/** What goes to the server and what comes back: from the document, and by hand where the document has it not. */

import type { OperationsOf } from "./document";
import type { Exact } from "./money";
import type { components, paths } from "./schema";

type Schemas = components["schemas"];

export type Balance = Exact<Schemas["BalanceAnswer"]>;
export type Transaction = Exact<Schemas["Transaction"]>;
export type Transfer = Exact<Schemas["TransferAnswer"]>;
export type Activated = Exact<Schemas["ActivateAnswer"]>;
export type Identity = Schemas["IdentityInput"];
export type Device = Schemas["Device"];
export type AskedScope = Schemas["AskedScope"];

/** A proof by PIN, which is the only one that these pages can give. */
export type PinProof = { method: "pin"; proof: { pin: string } };

export type Providers = Schemas["ProvidersAnswer"];
export type ActivationRules = Schemas["Steps"];
export type Account = Exact<Schemas["AccountView"]> & { developer?: { whitelisted: boolean } };

export interface Session {
  session_id: string;
  current: boolean;
  method: string;
  created_at: string;
  last_seen_at: string;
  expires_at: string;
  address?: string;
  agent?: string;
}

export interface ConnectedApp {
  miniapp_id: string;
  name: string;
  official: boolean;
  scopes: (AskedScope & { granted_at: string; until?: string })[];
  sessions: number;
  last_used_at?: string;
}

export interface Consent {
  session: string;
  miniapp_id: string;
  miniapp_name: string;
  official: boolean;
  /** `exchange`, `authorize` or `device`. */
  purpose: string;
  redirect_host?: string;
  requested_scopes: AskedScope[];
  pre_approved_scopes: AskedScope[];
}

export interface ConsentAnswer {
  session: string;
  miniapp_id: string;
  approved_scopes: string[];
  denied_scopes: string[];
  /** `approved` or `denied`. */
  status: string;
  redirect_to?: string;
}

export interface Membership {
  org_id: string;
  name: string;
  role: string;
  members: number;
}

export interface Invited {
  invitation_id: string;
  org_id: string;
  org_name: string;
  role: string;
  invited_by: string;
  expires_at: string;
}

export interface Organization {
  org_id: string;
  name: string;
  description?: string | null;
  website?: string | null;
  role: string;
  created_at: string;
}

export interface OrganizationPage extends Organization {
  members: { user_id: string; role: string; joined_at: string }[];
  invitations?: { invitation_id: string; user_id: string; role: string; invited_by: string; expires_at: string }[];
}

export interface MoneyRequest {
  payer: string;
  amount: string;
  currency: string;
  note?: string;
  link: string;
  sent: boolean;
}

type Op<Answer, Parts = unknown> = {
  path: Parts extends { path: infer P } ? P : never;
  query: Parts extends { query: infer Q } ? Q : never;
  body: Parts extends { body: infer B } ? B : never;
  answer: Answer;
};
type OrgPath = { path: { org_id: string } };
type MemberPath = { path: { org_id: string; user_id: string } };
type OrgTexts = { name: string; description?: string; website?: string };

interface ByHand {
  "GET /api/v1/account": Op<Account>;
  "GET /api/v1/account/sessions": Op<{ sessions: Session[] }>;
  "DELETE /api/v1/account/sessions/{session_id}": Op<{ session_id: string; ended: boolean }, { path: { session_id: string } }>;
  "GET /api/v1/account/mini-apps": Op<{ mini_apps: ConnectedApp[] }>;
  "POST /api/v1/auth/revoke": Op<
    { miniapp_id: string; revoked_at: string; revoked_scopes: string[]; sessions_ended: number },
    { body: { miniapp_id: string; reason?: string } }
  >;
  "GET /api/v1/account/transfers": Op<{ incoming: Transfer[]; outgoing: Transfer[] }>;
  "PUT /api/v1/account/pin": Op<{ changed: boolean }, { body: { pin: string; auth_proof?: PinProof } }>;
  "GET /api/v1/account/activation": Op<ActivationRules & { user_id: string }, { query: { user: string; sig: string } }>;
  "GET /api/v1/account/export": Op<unknown>;
  "POST /api/v1/account/erase": Op<{ erased: boolean }, { body: { user_id: string; auth_proof?: PinProof } }>;
  "POST /api/v1/wallet/p2p/requests": Op<
    MoneyRequest,
    { body: { payer: string; amount: string; currency: string; note?: string; idempotency_key: string } }
  >;
  "GET /oauth2/consent": Op<Consent, { query: { session: string } }>;
  "POST /oauth2/consent": Op<
    ConsentAnswer,
    { body: { session: string; approved_scopes: string[]; decision: "approve" | "deny" } }
  >;
  "POST /oauth2/device/verify": Op<{ session: string }, { body: { user_code: string } }>;
  "GET /api/v1/developer": Op<{ user_id: string; whitelisted: boolean; organizations: Membership[]; invitations: Invited[] }>;
  "POST /api/v1/organizations": Op<Organization, { body: OrgTexts & { idempotency_key: string } }>;
  "GET /api/v1/organizations/{org_id}": Op<OrganizationPage, OrgPath>;
  "PATCH /api/v1/organizations/{org_id}": Op<Organization, OrgPath & { body: Partial<OrgTexts> }>;
  "POST /api/v1/organizations/{org_id}/members": Op<
    { invitation_id: string; org_id: string; user_id: string; role: string; expires_at: string },
    OrgPath & { body: { user_id: string; role: string; idempotency_key: string } }
  >;
  "PATCH /api/v1/organizations/{org_id}/members/{user_id}": Op<
    { org_id: string; user_id: string; role: string },
    MemberPath & { body: { role: string } }
  >;
  "DELETE /api/v1/organizations/{org_id}/members/{user_id}": Op<
    { org_id: string; user_id: string; removed: boolean },
    MemberPath
  >;
  "DELETE /api/v1/organizations/{org_id}/invitations/{invitation_id}": Op<
    { invitation_id: string; status: string },
    { path: { org_id: string; invitation_id: string } }
  >;
  "POST /api/v1/developer/invitations/{invitation_id}/accept": Op<
    { invitation_id: string; org_id: string; status: string },
    { path: { invitation_id: string } }
  >;
  "POST /api/v1/developer/invitations/{invitation_id}/decline": Op<
    { invitation_id: string; org_id: string; status: string },
    { path: { invitation_id: string } }
  >;
}

type Documented = OperationsOf<paths>;

/** Every operation that there is. */
export type Operations = Omit<Documented, keyof ByHand> & ByHand;
