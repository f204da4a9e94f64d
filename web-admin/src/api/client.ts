/** The one way to the server. The browser sends the session cookie; what changes something also carries the CSRF token. */

import { parseExact } from "./money";
import type { Operations } from "./shapes";

/** A refusal by the server, or `code: "UNREACHABLE"` when nothing is known of what became of the request. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = "ApiError";
  }

  /** Whether the request may have had its effect all the same, so that a repetition needs the same idempotency key. */
  get isUnknown(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}

type Name = keyof Operations;
type Answer<N extends Name> = Operations[N]["answer"];
type Given<T, Field extends string> = [T] extends [never]
  ? object
  : object extends T
    ? { [F in Field]?: T }
    : { [F in Field]: T };

/** What an operation is given: the parts that it has, those that it cannot do without as required fields. */
export type Input<N extends Name> = Given<Operations[N]["path"], "path"> &
  Given<Operations[N]["query"], "query"> &
  Given<Operations[N]["body"], "body">;

interface AnyInput {
  path?: Record<string, string>;
  query?: Record<string, string | number | null | undefined>;
  body?: unknown;
}

let csrfToken = "";

/** Remembers the token that comes with a session. */
export function rememberCsrfToken(token: string): void {
  csrfToken = token;
}

/** Calls an operation and answers what it answers; everything else is an `ApiError`. */
export async function call<N extends Name>(
  name: N,
  ...[input]: object extends Input<N> ? [input?: Input<N>] : [input: Input<N>]
): Promise<Answer<N>> {
  return parseExact(await callForText(name, (input ?? {}) as AnyInput)) as Answer<N>;
}

/** The archive of a person's data, as it was sent. */
export function exportText(): Promise<string> {
  return callForText("GET /api/v1/account/export", {});
}

async function callForText(name: Name, input: AnyInput): Promise<string> {
  const [method = "GET", path = "/"] = name.split(" ");
  const headers = new Headers({ Accept: "application/json" });
  const request: RequestInit = { method, headers, credentials: "same-origin", cache: "no-store", redirect: "error" };
  if (method !== "GET") headers.set("X-CSRF-Token", csrfToken);
  if (input.body !== undefined) {
    headers.set("Content-Type", "application/json");
    request.body = JSON.stringify(input.body);
  }
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(address(path, input), request);
    text = await answer.text();
  } catch {
    throw new ApiError(0, "UNREACHABLE", "");
  }
  if (!answer.ok) throw refusal(answer, text);
  return text;
}

/** The address of an operation with its parameters in it. */
export function address(path: string, { path: parts = {}, query = {} }: AnyInput): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parts[name] ?? ""));
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === null || value === "" ? [] : [[name, String(value)]],
  );
  const search = new URLSearchParams(pairs).toString();
  return search ? `${filled}?${search}` : filled;
}

/** Errors come as TMCP writes them or, from the OAuth endpoints, as RFC 6749 does. */
function refusal(answer: Response, text: string): ApiError {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return new ApiError(answer.status, "UNREADABLE", "");
  }
  const { error, error_description: description } = (body ?? {}) as { error?: unknown; error_description?: unknown };
  if (typeof error === "string") return new ApiError(answer.status, error, typeof description === "string" ? description : "");
  const { code, message, details } = (error ?? {}) as { code?: unknown; message?: unknown; details?: unknown };
  const known = typeof details === "object" && details !== null ? (details as Record<string, unknown>) : {};
  const wait = answer.headers.get("Retry-After");
  return new ApiError(answer.status, String(code), typeof message === "string" ? message : "", {
    ...(wait === null ? {} : { retry_after: wait }),
    ...known,
  });
}
