/** What goes to the server and what comes back, as the document has it: the names that pages use. */

import type { OperationsOf } from "./document";
import type { Exact } from "./money";
import type { components, paths } from "./schema";

type Schemas = components["schemas"];

export type Providers = Schemas["ProvidersAnswer"];
export type Account = Exact<Schemas["AccountView"]>;
export type ActivationRules = Schemas["Steps"];
export type Activated = Exact<Schemas["ActivateAnswer"]>;
export type Identity = Schemas["IdentityInput"];
export type Session = Schemas["SessionView"];
export type Device = Schemas["Device"];

export type Transaction = Exact<Schemas["Transaction"]>;
export type Transfer = Exact<Schemas["TransferAnswer"]>;
export type MoneyRequest = Exact<Schemas["RequestAnswer"]>;

export type AskedScope = Schemas["AskedScope"];
export type Consent = Schemas["ConsentView"];
export type ConsentAnswer = Schemas["AnsweredView"];
export type ConnectedApp = Schemas["ConnectedMiniApp"];

export type Membership = Schemas["OwnOrganization"];
export type Invited = Schemas["OwnInvitation"];
export type Organization = Schemas["OrganizationView"];
export type OrganizationPage = Schemas["OrganizationDetails"];

export type AuthProof = Schemas["AuthProof"];
export type Challenge = Schemas["ChallengeAnswer"];
export type Factors = Schemas["FactorsAnswer"];
export type Passkey = Schemas["PasskeyView"];
export type NewAuthenticator = Schemas["TotpBegun"];

/** Every operation that there is. */
export type Operations = OperationsOf<paths>;
