/** Passkeys, as the browser has them: options and answers go through as the JSON that WebAuthn Level 3 has for them. */

import { ApiError } from "../api/client";

/** Whether this browser can do it. */
export function hasPasskeys(): boolean {
  return typeof PublicKeyCredential === "function" && "parseCreationOptionsFromJSON" in PublicKeyCredential;
}

/** A new passkey, from what the server asks for. */
export function makePasskey({ publicKey }: Record<string, unknown>): Promise<object> {
  const options = PublicKeyCredential.parseCreationOptionsFromJSON(publicKey as PublicKeyCredentialCreationOptionsJSON);
  return answerOf(navigator.credentials.create({ publicKey: options }));
}

/** A passkey's answer to a challenge. */
export function askPasskey({ publicKey }: Record<string, unknown>): Promise<object> {
  const options = PublicKeyCredential.parseRequestOptionsFromJSON(publicKey as PublicKeyCredentialRequestOptionsJSON);
  return answerOf(navigator.credentials.get({ publicKey: options }));
}

/** Browsers do not tell whether somebody stopped, took too long or has no passkey here. */
async function answerOf(asked: Promise<Credential | null>): Promise<object> {
  const credential = await asked.catch(() => null);
  if (credential instanceof PublicKeyCredential) return credential.toJSON() as object;
  throw new ApiError(0, "PASSKEY_STOPPED", "");
}
