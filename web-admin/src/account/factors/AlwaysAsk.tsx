import { useState } from "react";
import { call } from "../../api/client";
import { Button } from "../../shared/components/Button";
import { Refusal } from "../../shared/components/Notice";
import { Chip, Section } from "../../shared/components/Show";
import { useAction } from "../../shared/load";
import { m } from "../../shared/messages";
import { useCanProve } from "../proof";
import { AskProof, useFactors } from "./ask";

/** Whether a second factor is asked for every time. Asking more needs no proof; asking less does. */
export function AlwaysAsk() {
  const { data, error, changed } = useFactors();
  const canProve = useCanProve();
  const [isOpen, setOpen] = useState(false);
  const turnOn = useAction(async () => {
    await call("PUT /api/v1/mfa/always-ask", { body: { enabled: true } });
    changed();
  });
  if (!data || !canProve) return <Refusal error={error} />;
  const isOn = data.always_ask;
  return (
    <Section
      title={m.security.alwaysTitle}
      className="card"
      aside={<Chip tone={isOn ? "good" : "plain"}>{isOn ? m.security.alwaysOn : m.security.alwaysOff}</Chip>}
    >
      <p className="soft">{m.security.alwaysText}</p>
      <Refusal error={turnOn.error} />
      {isOn ? (
        <Button onClick={() => setOpen(true)}>{m.security.turnOff}</Button>
      ) : (
        <Button busy={turnOn.busy} onClick={() => void turnOn.run()}>
          {m.security.turnOn}
        </Button>
      )}
      {isOpen && (
        <AskProof
          object="always_ask"
          title={m.security.turnOffTitle}
          act={m.security.turnOff}
          onAct={async (take) => {
            await call("PUT /api/v1/mfa/always-ask", { body: { enabled: false, ...(await take()) } });
            setOpen(false);
            changed();
          }}
          onClose={() => setOpen(false)}
        >
          <p>{m.security.turnOffText}</p>
        </AskProof>
      )}
    </Section>
  );
}
