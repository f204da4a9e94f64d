import type { ReactNode } from "react";
import type { ApiError } from "../../api/client";
import { isStranger } from "../load";
import { m } from "../messages";
import { refusalInWords } from "../words";
import { Button } from "./Button";
import { Icon, type IconName } from "./Icon";

type Tone = "bad" | "good" | "warn" | "plain";
const ICONS: Record<Tone, IconName> = { bad: "alert", good: "check", warn: "alert", plain: "info" };

/** Something to know. Bad news is read out at once, other news when there is a pause. */
export function Notice({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <div className={`notice ${tone}`} role={tone === "bad" ? "alert" : "status"}>
      <Icon name={ICONS[tone]} />
      <div>{children}</div>
    </div>
  );
}

/** A refusal in words, if there is one. A missing session is no news: the sign-in page is on its way. */
export function Refusal({ error, retry }: { error: ApiError | undefined; retry?: () => void }) {
  if (!error || isStranger(error)) return null;
  return (
    <Notice tone="bad">
      <p>{refusalInWords(error)}</p>
      {retry && <Button onClick={retry}>{m.retry}</Button>}
    </Notice>
  );
}

/** Nothing here, and what to do about it. */
export function Empty({
  icon,
  title,
  children,
  action,
}: {
  icon: IconName;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="empty">
      <span className="empty-icon">
        <Icon name={icon} />
      </span>
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {action}
    </div>
  );
}

/** The outline of what is being read. */
export function Waiting({ rows = 3 }: { rows?: number }) {
  return (
    <div className="skeleton" role="status">
      <span className="hidden">{m.loading}</span>
      {Array.from({ length: rows }, (_, place) => (
        <div key={place} className="bone" />
      ))}
    </div>
  );
}
