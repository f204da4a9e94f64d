import { PinField, isPin } from "../shared/components/Field";
import { m } from "../shared/messages";

/** A PIN that is being chosen: typed twice, since nobody sees it. */
export interface Chosen {
  pin: string;
  again: string;
}

export const NOTHING_CHOSEN: Chosen = { pin: "", again: "" };

export interface ChosenWrong {
  pin?: string | undefined;
  again?: string | undefined;
}

/** What is wrong with it, as far as one can tell from here; the server knows which PINs are too weak. */
export function checkChosen({ pin, again }: Chosen): ChosenWrong {
  if (!isPin(pin)) return { pin: m.pin.length };
  return pin === again ? {} : { again: m.pin.differs };
}

export function isGood(wrong: object): boolean {
  return Object.values(wrong).every((words) => words === undefined);
}

interface Props {
  label?: string;
  chosen: Chosen;
  wrong: ChosenWrong;
  onChange: (chosen: Chosen) => void;
}

export function ChoosePin({ label = m.pin.choose, chosen, wrong, onChange }: Props) {
  return (
    <>
      <PinField
        label={label}
        hint={m.pin.rules}
        kind="new"
        value={chosen.pin}
        error={wrong.pin}
        onPin={(pin) => onChange({ ...chosen, pin })}
      />
      <PinField
        label={m.pin.again}
        kind="new"
        value={chosen.again}
        error={wrong.again}
        onPin={(again) => onChange({ ...chosen, again })}
      />
    </>
  );
}
