import { type ReactNode, useEffect, useRef } from "react";
import { m } from "../messages";
import { Link, useAddress, pathOf } from "../router";
import { Icon } from "./Icon";

interface Props {
  title: string;
  lead?: ReactNode;
  back?: { to: string; label: string };
  children: ReactNode;
  /** Stands above the heading. */
  mark?: ReactNode;
  /** Keeps the heading for those who do not see the page, where its place on the screen would say nothing. */
  quietTitle?: boolean;
}

let isFirst = true;

/** A page: its title, in the window and as the heading, which takes the focus when one comes here from another page. */
export function Page({ title, lead, back, children, mark, quietTitle = false }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const path = pathOf(useAddress());
  useEffect(() => {
    document.title = `${title} · ${m.brand}`;
  }, [title]);
  useEffect(() => {
    if (!isFirst) heading.current?.focus({ preventScroll: true });
    isFirst = false;
  }, [path]);
  return (
    <>
      {back && (
        <Link to={back.to} className="back">
          <Icon name="back" />
          {back.label}
        </Link>
      )}
      {mark}
      <h1 ref={heading} tabIndex={-1} className={quietTitle ? "hidden" : ""}>
        {title}
      </h1>
      {lead && <p className="lead">{lead}</p>}
      {children}
    </>
  );
}
