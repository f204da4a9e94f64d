/**
 * Amounts on the wire are JSON numbers with exact digits (`5000.00`), of which a floating point number keeps neither the zeros
 * nor, beyond 2^53 minor units, the value. So they are turned into strings in the text of an answer, before it is parsed.
 */

/** The fields that hold amounts, in every answer. */
const MONEY_FIELDS = [
  "amount",
  "available",
  "balance",
  "bonus",
  "daily",
  "daily_limit",
  "daily_used",
  "monthly",
  "monthly_limit",
  "monthly_used",
  "pending",
  "pending_balance",
  "transaction",
  "transaction_limit",
] as const;

export type MoneyField = (typeof MONEY_FIELDS)[number];

/** An answer of the document with its amounts as they are here: text. */
export type Exact<T> = T extends readonly (infer Item)[]
  ? Exact<Item>[]
  : T extends object
    ? { [Field in keyof T]: Field extends MoneyField ? Amount<T[Field]> : Exact<T[Field]> }
    : T;

type Amount<T> = T extends number ? string : Exact<T>;

const FIELDS: ReadonlySet<string> = new Set(MONEY_FIELDS);

/** A string with the colon that makes it a name, or a number. Strings match as wholes, so digits inside them are left alone. */
const TOKEN = /"(?:[^"\\]|\\.)*"(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** `JSON.parse`, with amounts as the text that was sent. */
export function parseExact(text: string): unknown {
  let field = "";
  const quoted = text.replace(TOKEN, (token: string, colon: string | undefined) => {
    if (token.startsWith('"')) {
      field = colon === undefined ? "" : String(JSON.parse(token.slice(0, -colon.length)));
      return token;
    }
    const isAmount = FIELDS.has(field);
    field = "";
    return isAmount ? `"${token}"` : token;
  });
  return JSON.parse(quoted);
}

/** What somebody typed as an amount, or `null`: plain digits, at most one point, not zero. A comma could mean either. */
export function readAmount(typed: string): string | null {
  const text = typed.replace(/\s/g, "").replace(/^0+(?=\d)/, "");
  const isAmount = /^\d{1,18}(\.\d{1,8})?$/.test(text) && /[1-9]/.test(text);
  return isAmount ? text : null;
}

/** An amount with its thousands set apart: `50,000.00`. Only the text is touched. */
export function groupDigits(amount: string): string {
  const [, sign = "", whole = amount, rest = ""] = /^(-?)(\d+)(.*)$/.exec(amount) ?? [];
  return sign + whole.replace(/\B(?=(\d{3})+$)/g, ",") + rest;
}

/** Whether it is nothing at all: `0.00`. */
export function isZero(amount: string): boolean {
  return !/[1-9]/.test(amount);
}
