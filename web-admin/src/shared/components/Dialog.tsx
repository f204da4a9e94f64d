import { type FormEvent, type ReactNode, useEffect, useId, useRef } from "react";
import type { ApiError } from "../../api/client";
import { m } from "../messages";
import { Button } from "./Button";
import { Refusal } from "./Notice";

interface Props {
  title: string;
  children?: ReactNode;
  /** What the button that does it says. */
  act: string;
  busy: boolean;
  error: ApiError | undefined;
  onAct: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be undone. Escape and Cancel leave everything as it is. */
export function ConfirmDialog({ title, children, act, busy, error, onAct, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const shown = dialog.current;
    const before = document.activeElement;
    shown?.showModal();
    return () => {
      shown?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!busy) onAct();
  }
  return (
    <dialog ref={dialog} aria-labelledby={id} onCancel={(event) => (event.preventDefault(), onClose())}>
      <form onSubmit={submit} noValidate>
        <h2 id={id}>{title}</h2>
        {children}
        <Refusal error={error} />
        <div className="buttons end">
          <Button onClick={onClose}>{m.cancel}</Button>
          <Button type="submit" look="danger" busy={busy}>
            {act}
          </Button>
        </div>
      </form>
    </dialog>
  );
}
