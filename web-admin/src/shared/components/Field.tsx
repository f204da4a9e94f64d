import { type ComponentProps, type ReactNode, useId } from "react";
import { m } from "../messages";

interface Around {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  optional?: boolean;
}

interface Told {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

/** A label above, a hint or an error below, and what connects them for those who do not see it. */
function Labelled({ label, hint, error, optional, children }: Around & { children: (told: Told) => ReactNode }) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={id}>
        {label} {optional && <span className="soft">({m.optional})</span>}
      </label>
      {children({ id, "aria-describedby": described || undefined, "aria-invalid": error ? true : undefined })}
      {hint && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
      <p id={`${id}-error`} className="field-error" aria-live="polite">
        {error}
      </p>
    </div>
  );
}

/** A line of text. */
export function Field({ label, hint, error, optional = false, ...input }: Around & ComponentProps<"input">) {
  return (
    <Labelled {...{ label, hint, error, optional }}>
      {(told) => <input className="input" autoComplete="off" spellCheck={false} {...input} {...told} />}
    </Labelled>
  );
}

/** Several lines of text. */
export function TextField({ label, hint, error, optional = false, ...area }: Around & ComponentProps<"textarea">) {
  return (
    <Labelled {...{ label, hint, error, optional }}>
      {(told) => <textarea className="input" rows={2} {...area} {...told} />}
    </Labelled>
  );
}

/** One of a few. */
export function Choice({
  label,
  hint,
  error,
  options,
  ...select
}: Around & ComponentProps<"select"> & { options: [value: string, words: string][] }) {
  return (
    <Labelled {...{ label, hint, error }}>
      {(told) => (
        <select className="input" {...select} {...told}>
          {options.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

/** Yes or no. */
export function Check({ children, error, ...input }: ComponentProps<"input"> & { error?: string | undefined }) {
  const id = useId();
  return (
    <div className="field">
      <label className="check">
        <input type="checkbox" aria-describedby={error ? id : undefined} aria-invalid={error ? true : undefined} {...input} />
        <span>{children}</span>
      </label>
      <p id={id} className="field-error" aria-live="polite">
        {error}
      </p>
    </div>
  );
}

interface Pin extends Around {
  value: string;
  onPin: (digits: string) => void;
  /** A browser offers the password of the homeserver for neither. */
  kind: "present" | "new";
  autoFocus?: boolean;
}

/** A PIN: digits alone, a number pad on phones, never shown. */
export function PinField({ value, onPin, kind, ...rest }: Pin) {
  return (
    <Field
      {...rest}
      type="password"
      inputMode="numeric"
      autoComplete={kind === "new" ? "new-password" : "off"}
      className="input pin"
      maxLength={12}
      value={value}
      onChange={(event) => onPin(event.target.value.replace(/\D/g, ""))}
    />
  );
}

/** Whether a PIN could be one; the server knows which are too weak. */
export function isPin(digits: string): boolean {
  return /^\d{6,12}$/.test(digits);
}
