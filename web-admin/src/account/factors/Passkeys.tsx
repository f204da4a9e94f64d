import { type FormEvent, useState } from "react";
import { call } from "../../api/client";
import type { Passkey } from "../../api/shapes";
import { Button } from "../../shared/components/Button";
import { Field } from "../../shared/components/Field";
import { Icon } from "../../shared/components/Icon";
import { Refusal, Waiting } from "../../shared/components/Notice";
import { Section } from "../../shared/components/Show";
import { useAction } from "../../shared/load";
import { m } from "../../shared/messages";
import { hasPasskeys, makePasskey } from "../../shared/passkeys";
import { shortDay } from "../../shared/words";
import { challengeFor, useProof } from "../proof";
import { AskProof, useFactors } from "./ask";

/** Passkeys, where the server has a name that they can belong to. */
export function Passkeys() {
  const { data, error, reload, changed } = useFactors();
  const [isAdding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Passkey>();
  if (data && !data.passkeys_available) return null;
  return (
    <Section title={m.security.passkeysTitle} className="card">
      <p className="soft">{m.security.passkeysText}</p>
      <Refusal error={error} retry={reload} />
      {!data && !error && <Waiting rows={2} />}
      {data && data.passkeys.length > 0 && <List passkeys={data.passkeys} onRemove={setRemoving} />}
      {isAdding ? (
        <Add onClose={() => setAdding(false)} onAdded={() => (setAdding(false), changed())} />
      ) : (
        data && hasPasskeys() && <Button onClick={() => setAdding(true)}>{m.security.addPasskey}</Button>
      )}
      {removing && (
        <AskProof
          object={removing.credential_id}
          title={m.security.removeTitle(removing.name)}
          act={m.security.remove}
          onAct={async (take) => {
            const path = { credential_id: removing.credential_id };
            await call("POST /api/v1/mfa/passkeys/{credential_id}/remove", { path, body: await take() });
            setRemoving(undefined);
            changed();
          }}
          onClose={() => setRemoving(undefined)}
        >
          <p>{m.security.passkeyGone}</p>
        </AskProof>
      )}
    </Section>
  );
}

function List({ passkeys, onRemove }: { passkeys: Passkey[]; onRemove: (passkey: Passkey) => void }) {
  return (
    <ul className="rows">
      {passkeys.map((passkey) => {
        const used = passkey.last_used_at && m.security.used(shortDay(passkey.last_used_at));
        return (
          <li key={passkey.credential_id} className="row">
            <span className="mark plain">
              <Icon name="key" />
            </span>
            <span className="row-text">
              <strong>{passkey.name}</strong>
              <span className="soft">{[m.security.since(shortDay(passkey.enrolled_at)), used].filter(Boolean).join(", ")}</span>
            </span>
            <span className="row-end">
              <Button look="quiet" onClick={() => onRemove(passkey)} aria-label={`${m.security.remove}: ${passkey.name}`}>
                {m.security.remove}
              </Button>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function Add({ onClose, onAdded }: { onClose: () => void; onAdded: () => void }) {
  const proof = useProof(challengeFor("passkey"));
  const [name, setName] = useState("");
  const [wrong, setWrong] = useState<string>();
  const add = useAction(async () => {
    const begun = await call("POST /api/v1/mfa/passkeys", { body: await proof.take() });
    const credential = (await makePasskey(begun.webauthn)) as Record<string, never>;
    const body = { challenge_id: begun.challenge_id, name: name.trim(), credential };
    await call("POST /api/v1/mfa/passkeys/finish", { body });
    onAdded();
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    const fits = name.trim().length > 0 && name.trim().length <= 100;
    setWrong(fits ? undefined : m.security.passkeyNameWrong);
    if (proof.check() && fits && !add.busy) void add.run();
  }
  return (
    <form onSubmit={submit} noValidate>
      <Field
        label={m.security.passkeyName}
        hint={m.security.passkeyHint}
        error={wrong}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      {proof.fields}
      <Refusal error={add.error} />
      <div className="buttons">
        <Button type="submit" look="primary" busy={add.busy}>
          {m.security.addPasskey}
        </Button>
        <Button onClick={onClose}>{m.cancel}</Button>
      </div>
    </form>
  );
}
