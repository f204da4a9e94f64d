/** Addresses and pages: the history API, one matcher, one link. */

import { type ComponentProps, type MouseEvent, useSyncExternalStore } from "react";

const CHANGED = "tmcpd:address";

/** Shows another page of this entry. */
export function navigate(to: string, how: "push" | "replace" = "push"): void {
  if (how === "push") history.pushState(null, "", to);
  else history.replaceState(null, "", to);
  dispatchEvent(new Event(CHANGED));
  if (how === "push") scrollTo(0, 0);
}

/** Leaves this entry, or loads it anew. */
export function leaveTo(address: string): void {
  location.assign(address);
}

function subscribe(listener: () => void): () => void {
  addEventListener("popstate", listener);
  addEventListener(CHANGED, listener);
  return () => {
    removeEventListener("popstate", listener);
    removeEventListener(CHANGED, listener);
  };
}

/** The present path and query, as one text. */
export function useAddress(): string {
  return useSyncExternalStore(subscribe, () => location.pathname + location.search);
}

export function useQuery(): URLSearchParams {
  const address = useAddress();
  return new URLSearchParams(address.slice(pathOf(address).length));
}

export function pathOf(address: string): string {
  return address.replace(/[?#].*$/s, "");
}

/** The parameters of `path` under a pattern such as `/account/history/:txn`, or `null`. A slash at the end makes no difference. */
export function match(pattern: string, path: string): Record<string, string> | null {
  const [wanted, given] = [pattern, path].map((text) => text.replace(/\/+$/, "").split("/"));
  if (!wanted || !given || wanted.length !== given.length) return null;
  const found: Record<string, string> = {};
  for (const [place, part] of wanted.entries()) {
    const value = given[place] ?? "";
    if (!part.startsWith(":")) {
      if (part !== value) return null;
      continue;
    }
    try {
      found[part.slice(1)] = decodeURIComponent(value);
    } catch {
      return null;
    }
    if (value === "") return null;
  }
  return found;
}

/** A link within this entry. Clicks that mean another tab are left to the browser. */
export function Link({ to, onClick, ...rest }: Omit<ComponentProps<"a">, "href"> & { to: string }) {
  function follow(event: MouseEvent<HTMLAnchorElement>) {
    onClick?.(event);
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!plain || event.defaultPrevented) return;
    event.preventDefault();
    navigate(to);
  }
  return <a href={to} onClick={follow} {...rest} />;
}
