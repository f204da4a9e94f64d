import { type FormEvent, type ReactNode, useState } from "react";
import type { PinProof } from "../api/shapes";
import { Button, type Look } from "../shared/components/Button";
import { PinField, isPin } from "../shared/components/Field";
import { Refusal } from "../shared/components/Notice";
import type { Doing } from "../shared/load";
import { m } from "../shared/messages";

/** A proof by PIN as it is sent. */
export function byPin(pin: string): PinProof {
  return { method: "pin", proof: { pin } };
}

interface Props {
  doing: Doing<[pin: string]>;
  act: string;
  look?: Look;
  beside?: ReactNode;
}

/** A form that asks for the PIN and nothing else. The field is emptied after each try. */
export function PinForm({ doing, act, look = "primary", beside }: Props) {
  const [pin, setPin] = useState("");
  const [wrong, setWrong] = useState<string>();
  function submit(event: FormEvent) {
    event.preventDefault();
    setWrong(isPin(pin) ? undefined : m.pin.length);
    if (!isPin(pin) || doing.busy) return;
    void doing.run(pin).finally(() => setPin(""));
  }
  return (
    <form onSubmit={submit} noValidate>
      <Refusal error={doing.error} />
      <PinField label={m.transfer.pin} kind="present" value={pin} onPin={setPin} error={wrong} />
      <div className="buttons">
        <Button type="submit" look={look} busy={doing.busy}>
          {act}
        </Button>
        {beside}
      </div>
    </form>
  );
}
