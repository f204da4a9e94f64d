/** The code that a device shows (RFC 8628 section 6.1): eight letters, written in two groups. */

const LENGTH = 8;

/** The letters of what was typed or pasted, at most eight. */
export function codeLetters(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[^A-Z]/g, "")
    .slice(0, LENGTH);
}

/** As people read it: `BCDF-GHJK`; the dash comes with the fifth letter. */
export function formatCode(typed: string): string {
  const letters = codeLetters(typed);
  return letters.length > 4 ? `${letters.slice(0, 4)}-${letters.slice(4)}` : letters;
}

export function isWholeCode(typed: string): boolean {
  return codeLetters(typed).length === LENGTH;
}

/** Where the caret belongs after formatting, so that letters can be changed in the middle. */
export function caretAfter(typed: string, caret: number): number {
  const before = codeLetters(typed.slice(0, caret)).length;
  return before > 4 ? before + 1 : before;
}
