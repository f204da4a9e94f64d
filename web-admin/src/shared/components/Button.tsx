import type { ComponentProps, ReactNode } from "react";
import { Link } from "../router";
import { Icon, type IconName } from "./Icon";

export type Look = "primary" | "secondary" | "quiet" | "danger";

interface Face {
  look?: Look;
  icon?: IconName;
  children: ReactNode;
}

/** A button. While `busy` it keeps its words and its focus, says so, and does nothing. */
export function Button({
  look = "secondary",
  icon,
  busy = false,
  type = "button",
  children,
  onClick,
  ...rest
}: ComponentProps<"button"> & Face & { busy?: boolean }) {
  return (
    <button
      type={type}
      className={`button ${look}`}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={(event) => (busy ? event.preventDefault() : onClick?.(event))}
      {...rest}
    >
      {busy ? <span className="spinner" aria-hidden="true" /> : icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  );
}

/** A link within the entry that looks like a button. */
export function LinkButton({ look = "secondary", icon, children, to }: Face & { to: string }) {
  return (
    <Link to={to} className={`button ${look}`}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </Link>
  );
}

/** The same for an address that another page of the server has. */
export function AnchorButton({ look = "secondary", icon, children, href }: Face & { href: string }) {
  return (
    <a href={href} className={`button ${look}`}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </a>
  );
}
