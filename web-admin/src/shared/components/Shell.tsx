import type { ReactNode } from "react";
import { m } from "../messages";
import { Link, match, pathOf, useAddress } from "../router";
import { Icon, type IconName } from "./Icon";
import { Person } from "./Show";

/** A place in the navigation. `within` marks it as the present one on other pages too. */
export interface Place {
  to: string;
  label: string;
  icon: IconName;
  within?: string[];
  /** Of another entry: the browser loads it. */
  elsewhere?: boolean;
}

export function DevBanner({ shown }: { shown: boolean }) {
  if (!shown) return null;
  return (
    <aside className="dev-mode" aria-label={m.devModeLabel}>
      {m.devMode}
    </aside>
  );
}

export function Brand({ about }: { about?: string | undefined }) {
  return (
    <span className="brand">
      <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <rect width="32" height="32" rx="9" />
        <path d="M8 12.5h16m-4.5-4.5 4.5 4.5" />
        <path className="second" d="M24 19.5H8l4.5 4.5" />
      </svg>
      <span>
        <strong>{m.brand}</strong>
        {about && <span className="soft">{about}</span>}
      </span>
    </span>
  );
}

function PlaceLink({ place, here }: { place: Place; here: string }) {
  const isHere = [place.to, ...(place.within ?? [])].some((pattern) => match(pattern, here) !== null);
  const inside = (
    <>
      <Icon name={place.icon} />
      <span>{place.label}</span>
    </>
  );
  if (place.elsewhere) return <a href={place.to}>{inside}</a>;
  return (
    <Link to={place.to} aria-current={isHere ? "page" : undefined}>
      {inside}
    </Link>
  );
}

interface Props {
  /** On the side of wide screens. */
  places: Place[];
  /** At the bottom of phones. */
  tabs: Place[];
  user: { id: string; name?: string | undefined; server: string };
  devMode: boolean;
  foot: ReactNode;
  children: ReactNode;
}

/** What is around the pages of somebody who is signed in. */
export function Shell({ places, tabs, user, devMode, foot, children }: Props) {
  const here = pathOf(useAddress());
  return (
    <>
      <a className="skip" href="#content">
        {m.skip}
      </a>
      <DevBanner shown={devMode} />
      <div className="shell">
        <header className="side">
          <Brand about={user.server} />
          <nav aria-label={m.nav.label} className="side-nav">
            {places.map((place) => (
              <PlaceLink key={place.to} place={place} here={here} />
            ))}
          </nav>
          <div className="side-foot">
            <Person id={user.id} name={user.name} />
            {foot}
          </div>
        </header>
        <main id="content" tabIndex={-1}>
          {children}
        </main>
        <nav aria-label={m.nav.label} className="tabs">
          {tabs.map((place) => (
            <PlaceLink key={place.to} place={place} here={here} />
          ))}
        </nav>
      </div>
    </>
  );
}

/** What is around a page that asks one thing. */
export function Gate({ about, devMode, children }: { about?: string | undefined; devMode: boolean; children: ReactNode }) {
  return (
    <>
      <a className="skip" href="#content">
        {m.skip}
      </a>
      <DevBanner shown={devMode} />
      <div className="gate">
        <header>
          <Brand about={about} />
        </header>
        <main id="content" tabIndex={-1} className="gate-card">
          {children}
        </main>
      </div>
    </>
  );
}
