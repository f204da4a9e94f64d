/** How things look, everywhere the same. */

import type { ReactNode } from "react";
import { groupDigits } from "../../api/money";
import type { Transaction } from "../../api/shapes";
import { m } from "../messages";
import { Link } from "../router";
import { shortName } from "../words";
import { Icon, type IconName } from "./Icon";

/** An amount with its currency; `sign` says which way it went. */
export function Amount({ value, currency, sign = "" }: { value: string; currency: string; sign?: "+" | "−" | "" }) {
  return (
    <span className={`amount ${sign === "+" ? "in" : ""}`}>
      {sign}
      {groupDigits(value)} <span className="currency">{currency}</span>
    </span>
  );
}

const COLOURS = 6;

/** A round mark for a person or an app: its first letter, in a colour that stays the same wherever its id is shown. */
export function Mark({ id }: { id: string }) {
  const sum = Array.from(id).reduce((all, letter) => (all * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7);
  const letter = /[\p{L}\p{N}]/u.exec(id)?.[0] ?? "?";
  return (
    <span className={`mark c${sum % COLOURS}`} aria-hidden="true">
      {letter.toUpperCase()}
    </span>
  );
}

/** A person: name first, whole id below. */
export function Person({ id, name }: { id: string; name?: string | undefined }) {
  return (
    <span className="person">
      <Mark id={id} />
      <span className="person-text">
        <strong>{name ?? shortName(id)}</strong>
        <span className="soft wrap">{id}</span>
      </span>
    </span>
  );
}

export type ChipTone = "good" | "warn" | "bad" | "plain";

export function Chip({ tone = "plain", children }: { tone?: ChipTone; children: ReactNode }) {
  return <span className={`chip ${tone}`}>{children}</span>;
}

/** Names and values. */
export function Facts({ facts }: { facts: [name: string, value: ReactNode][] }) {
  const shown = facts.filter(([, value]) => value !== undefined && value !== null && value !== "");
  return (
    <dl className="facts">
      {shown.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Which way a movement went for `user`, and who is on the other side. */
export function direction(movement: Transaction, user: string): { sign: "+" | "−"; other: string } {
  return movement.to === user ? { sign: "+", other: movement.from } : { sign: "−", other: movement.to };
}

const TYPE_ICONS: Record<string, IconName> = {
  bonus: "gift",
  gift_sent: "gift",
  gift_received: "gift",
  funding: "data",
  withdrawal: "wallet",
};

/** A movement in a list. `time` says how its time is written there. */
export function Movement({ movement, user, time }: { movement: Transaction; user: string; time: (text: string) => string }) {
  const { sign, other } = direction(movement, user);
  const icon = TYPE_ICONS[movement.type];
  const type = m.types[movement.type] ?? movement.type;
  const details = [!icon && type, movement.note].filter(Boolean).join(" · ");
  return (
    <li>
      <Link to={`/account/history/${movement.txn_id}`} className="row">
        {icon ? (
          <span className="mark plain">
            <Icon name={icon} />
          </span>
        ) : (
          <Mark id={other} />
        )}
        <span className="row-text">
          <strong className="clip">{icon ? type : shortName(other)}</strong>
          <span className="soft clip">{details}</span>
        </span>
        <span className="row-end">
          <Amount value={movement.amount} currency={movement.currency} sign={sign} />
          <span className="soft">
            {movement.status === "completed" ? time(movement.timestamp) : m.status.movement[movement.status]}
          </span>
        </span>
      </Link>
    </li>
  );
}

/** A box with a heading. */
export function Section({
  title,
  aside,
  children,
  className = "",
}: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <section className={`section ${className}`}>
      <div className="section-head">
        <h2>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
