import { type FormEvent, type ReactNode, useState } from "react";
import { call } from "../api/client";
import type { Account, AuthProof, Challenge } from "../api/shapes";
import { useAccount } from "../shared/account";
import { Button, type Look } from "../shared/components/Button";
import { Field, PinField, isPin } from "../shared/components/Field";
import { Refusal } from "../shared/components/Notice";
import type { Doing } from "../shared/load";
import { m } from "../shared/messages";
import { askPasskey, hasPasskeys } from "../shared/passkeys";

/** The ways to prove oneself on these pages, the easiest first. */
const WAYS = ["webauthn", "pin", "totp", "recovery_code"] as const;
type Way = (typeof WAYS)[number];

/** What somebody has enrolled and this browser can do. */
function useWays(): Way[] {
  const { pin, totp, passkeys, recovery_codes_left: codes } = useAccount().account.factors;
  const has = { webauthn: passkeys > 0 && hasPasskeys(), pin, totp, recovery_code: totp && codes > 0 };
  return WAYS.filter((way) => has[way]);
}

/** Whether somebody has enrolled anything, be it for these pages or for apps. */
export function hasAnyFactor({ pin, totp, passkeys, devices }: Account["factors"]): boolean {
  return pin || totp || passkeys > 0 || devices > 0;
}

/** Whether somebody can prove themselves here. */
export function useCanProve(): boolean {
  return useWays().length > 0;
}

/** How to get a challenge for a passkey, for one thing that is to be changed. */
export function challengeFor(object: string): () => Promise<Challenge> {
  return () => call("POST /api/v1/mfa/challenges", { body: { object } });
}

export interface Proving {
  /** Whether there is anything to prove oneself with. */
  isPossible: boolean;
  /** The fields for it. */
  fields: ReactNode;
  /** Whether what was typed can be a proof; says so if not. */
  check: () => boolean;
  /** The proof as it is sent, or nothing if there is no way. What was typed is forgotten. */
  take: () => Promise<{ auth_proof?: AuthProof }>;
}

const FITS: Record<Way, (typed: string) => boolean> = {
  webauthn: () => true,
  pin: isPin,
  totp: (typed) => /^\d{6}$/.test(typed),
  recovery_code: (typed) => typed.trim().length >= 8,
};

/** A proof that is part of a form. */
export function useProof(open: () => Promise<Challenge>, pinLabel: string = m.transfer.pin): Proving {
  const ways = useWays();
  const [picked, setPicked] = useState<Way>();
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState<string>();
  const way = picked !== undefined && ways.includes(picked) ? picked : ways[0];
  function check(): boolean {
    const fits = way === undefined || FITS[way](typed);
    setWrong(fits || way === undefined ? undefined : m.proof.wrong[way]);
    return fits;
  }
  async function take(): Promise<{ auth_proof?: AuthProof }> {
    setTyped("");
    return way === undefined ? {} : { auth_proof: { method: way, proof: await proofBy(way, typed, open) } };
  }
  function pick(other: Way) {
    setPicked(other);
    setTyped("");
    setWrong(undefined);
  }
  const fields = way !== undefined && (
    <div className="stack">
      <WayField way={way} pinLabel={pinLabel} typed={typed} wrong={wrong} onType={setTyped} />
      {ways.length > 1 && <OtherWays ways={ways.filter((other) => other !== way)} onPick={pick} />}
    </div>
  );
  return { isPossible: way !== undefined, fields, check, take };
}

async function proofBy(way: Way, typed: string, open: () => Promise<Challenge>): Promise<AuthProof["proof"]> {
  switch (way) {
    case "webauthn":
      return { webauthn: (await askPasskey((await open()).webauthn)) as Record<string, never> };
    case "pin":
      return { pin: typed };
    case "totp":
      return { otp_code: typed };
    case "recovery_code":
      return { recovery_code: typed.trim() };
  }
}

interface WayFieldProps {
  way: Way;
  pinLabel: string;
  typed: string;
  wrong: string | undefined;
  onType: (typed: string) => void;
}

function WayField({ way, pinLabel, typed, wrong, onType }: WayFieldProps) {
  if (way === "webauthn") return <p className="soft">{m.proof.passkeyText}</p>;
  if (way === "pin") return <PinField label={pinLabel} kind="present" value={typed} onPin={onType} error={wrong} />;
  if (way === "totp") return <CodeField value={typed} onCode={onType} error={wrong} />;
  return (
    <Field
      label={m.proof.recoveryCode}
      value={typed}
      error={wrong}
      onChange={(event) => onType(event.target.value)}
      autoCapitalize="none"
    />
  );
}

/** A code of an authenticator app. */
export function CodeField({
  value,
  error,
  onCode,
}: {
  value: string;
  error: string | undefined;
  onCode: (digits: string) => void;
}) {
  return (
    <Field
      label={m.proof.code}
      hint={m.proof.codeHint}
      value={value}
      error={error}
      onChange={(event) => onCode(event.target.value.replace(/\D/g, ""))}
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={6}
      className="input pin"
    />
  );
}

function OtherWays({ ways, onPick }: { ways: Way[]; onPick: (way: Way) => void }) {
  return (
    <p className="other-ways">
      {ways.map((way) => (
        <button key={way} type="button" className="link" onClick={() => onPick(way)}>
          {m.proof.instead[way]}
        </button>
      ))}
    </p>
  );
}

interface Props {
  doing: Doing<[proof: Proving["take"]]>;
  open: () => Promise<Challenge>;
  act: string;
  look?: Look;
  beside?: ReactNode;
}

/** A form that asks for a proof and nothing else. */
export function ProofForm({ doing, open, act, look = "primary", beside }: Props) {
  const proof = useProof(open);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (proof.check() && !doing.busy) void doing.run(proof.take);
  }
  return (
    <form onSubmit={submit} noValidate>
      <Refusal error={doing.error} />
      {proof.fields}
      <div className="buttons">
        <Button type="submit" look={look} busy={doing.busy}>
          {act}
        </Button>
        {beside}
      </div>
    </form>
  );
}
