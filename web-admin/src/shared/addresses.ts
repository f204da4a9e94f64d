/** Where a page may send somebody. What comes in an address was written by anybody. */

const HOME = "/account";
const SIGN_IN = "/account/sign-in";

/**
 * `given` if it is a path on this server, otherwise the overview. A browser reads `//`, `/\` and paths with control characters
 * in them as other hosts, so only plain characters are taken. The sign-in page is no place to return to.
 */
export function localPath(given: string | null): string {
  if (given === null || !/^\/[\x21-\x5b\x5d-\x7e]*$/.test(given)) return HOME;
  const base = "https://here.invalid";
  let url: URL;
  try {
    url = new URL(given, base);
  } catch {
    return HOME;
  }
  const stays = url.origin === base && !given.startsWith("//") && !url.pathname.startsWith("//");
  return stays && url.pathname !== SIGN_IN ? given : HOME;
}

/** The sign-in page, from which one returns to `path`. */
export function signInAddress(path: string): string {
  return `${SIGN_IN}?return_to=${encodeURIComponent(localPath(path))}`;
}

const NEVER: ReadonlySet<string> = new Set([
  "javascript:",
  "data:",
  "vbscript:",
  "blob:",
  "file:",
  "about:",
  "filesystem:",
  "view-source:",
]);

/** An address that the server says to go to: a website's or an app's own scheme, nothing that runs here. */
export function redirectAddress(given: string | undefined): string | null {
  if (given === undefined) return null;
  try {
    return NEVER.has(new URL(given).protocol) ? null : given;
  } catch {
    return null;
  }
}

/** A link that somebody else wrote, if it is to a website. */
export function websiteAddress(given: string | null | undefined): string | null {
  if (!given) return null;
  try {
    return /^https?:$/.test(new URL(given).protocol) ? given : null;
  } catch {
    return null;
  }
}
