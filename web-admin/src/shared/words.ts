/** Refusals, times, amounts and people, in words. */

import type { ApiError } from "../api/client";
import { groupDigits } from "../api/money";
import { m } from "./messages";

/** What a refusal means to the person who reads it. The server's own message stands where this page knows nothing better. */
export function refusalInWords(error: ApiError): string {
  const { code, details } = error;
  if (code === "UNREACHABLE") return m.errors.unreachable;
  if (code === "PASSKEY_STOPPED") return m.errors.passkeyStopped;
  if (code === "UNREADABLE") return error.status >= 500 ? (m.errors.codes.INTERNAL_ERROR ?? "") : m.errors.unreadable;
  if (code === "MFA_FAILED") {
    const left = details.attempts_remaining;
    return typeof left === "number" ? m.errors.proofLeft(left) : m.errors.proofWrong;
  }
  if (code === "MFA_LOCKED") {
    const until = details.locked_until;
    return typeof until === "string" ? m.errors.lockedUntil(clockTime(until)) : m.errors.locked;
  }
  if (code === "STEP_UP_REQUIRED" && "enrolment_url" in details) return m.errors.noFactor;
  if (code === "RATE_LIMIT_EXCEEDED") {
    return typeof details.retry_after === "string" ? m.errors.tooFast(details.retry_after) : m.errors.tooFastSoon;
  }
  return m.errors.codes[code] ?? (sentence(error.message) || m.errors.unreadable);
}

/** With a capital letter and a full stop, which the server's shorter messages do without. */
function sentence(text: string): string {
  return text && text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? "" : ".");
}

const LANGUAGE = "en-GB";
const DAY = new Intl.DateTimeFormat(LANGUAGE, { day: "numeric", month: "long", year: "numeric" });
const SHORT_DAY = new Intl.DateTimeFormat(LANGUAGE, { day: "numeric", month: "short", year: "numeric" });
const MONTH_DAY = new Intl.DateTimeFormat(LANGUAGE, { day: "numeric", month: "short" });
const CLOCK = new Intl.DateTimeFormat(LANGUAGE, { hour: "2-digit", minute: "2-digit" });
const BOTH = new Intl.DateTimeFormat(LANGUAGE, {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});

/** `20 November 2026`, in the time zone of whoever reads it. */
export function day(time: string): string {
  return DAY.format(new Date(time));
}

/** `20 Nov 2026`. */
export function shortDay(time: string): string {
  return SHORT_DAY.format(new Date(time));
}

/** `12:30`. */
export function clockTime(time: string): string {
  return CLOCK.format(new Date(time));
}

/** The time of what happened today, the day of anything else: `12:30` or `18 Nov`. */
export function timeOrDay(time: string): string {
  return day(time) === DAY.format() ? clockTime(time) : MONTH_DAY.format(new Date(time));
}

/** `20 Nov 2026, 12:30`. */
export function dayAndTime(time: string): string {
  return BOTH.format(new Date(time));
}

/** `50,000.00 USD`. */
export function money(amount: string, currency: string): string {
  return `${groupDigits(amount)} ${currency}`;
}

/** The part of a Matrix id that people say: `alice` of `@alice:tween.example`; anything else as it is. */
export function shortName(id: string): string {
  return /^@([^:]+):/.exec(id)?.[1] ?? id;
}

/** A role in an organization. */
export function roleName(role: string): string {
  return m.roles[role] ?? role;
}

/** The server of a Matrix id. */
export function serverOf(user: string): string {
  return user.replace(/^[^:]*:/, "");
}

/** A Matrix id from what was typed: a whole one, or a name on `server`. `null` if it is neither. */
export function readUser(typed: string, server: string): string | null {
  const text = typed.trim();
  const whole = text.includes(":") ? text : `@${text.replace(/^@/, "")}:${server}`;
  return /^@[^\s:@]+:[^\s@]+$/.test(whole) && whole.length <= 255 ? whole : null;
}

const BROWSERS: [RegExp, string][] = [
  [/\bEdg\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bFirefox\//, "Firefox"],
  [/\b(HeadlessChrome|Chrome|CriOS)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];
const SYSTEMS: [RegExp, string][] = [
  [/iPhone|iPad/, "iOS"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/Linux|X11/, "Linux"],
];

/** `Firefox on Linux`, from what the browser said of itself; a guess, for recognising one's own. */
export function agentInWords(agent: string | undefined): string {
  const find = (known: [RegExp, string][]) => known.find(([pattern]) => pattern.test(agent ?? ""))?.[1];
  const [browser, system] = [find(BROWSERS), find(SYSTEMS)];
  if (browser && system) return m.sessions.on(browser, system);
  return browser ?? system ?? (agent?.slice(0, 60) || m.sessions.unknownAgent);
}
