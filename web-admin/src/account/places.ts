import type { Place } from "../shared/components/Shell";
import { m } from "../shared/messages";

const home: Place = { to: "/account", label: m.nav.home, icon: "home", within: ["/account/transfers/:id"] };
const history: Place = { to: "/account/history", label: m.nav.history, icon: "history", within: ["/account/history/:txn"] };
const send: Place = { to: "/account/send", label: m.nav.send, icon: "send" };
const request: Place = { to: "/account/request", label: m.nav.request, icon: "request" };
const apps: Place = { to: "/account/apps", label: m.nav.apps, icon: "apps" };
const security: Place = { to: "/account/security", label: m.nav.security, icon: "security" };
const sessions: Place = { to: "/account/sessions", label: m.nav.sessions, icon: "sessions" };
const data: Place = { to: "/account/data", label: m.nav.data, icon: "data" };
const developer: Place = { to: "/developer", label: m.nav.developer, icon: "developer", elsewhere: true };

/** What does not fit at the bottom of a phone. */
export function morePlaces(isDeveloper: boolean): Place[] {
  return [request, security, sessions, data, ...(isDeveloper ? [developer] : [])];
}

export function sidePlaces(isDeveloper: boolean): Place[] {
  return [home, history, send, request, apps, security, sessions, data, ...(isDeveloper ? [developer] : [])];
}

export function tabPlaces(): Place[] {
  const more = ["/account/request", "/account/security", "/account/sessions", "/account/data"];
  return [home, history, send, apps, { to: "/account/more", label: m.nav.more, icon: "more", within: more }];
}
