import { expect, test } from "vitest";
import { groupDigits, isZero, parseExact, readAmount } from "./money";

test("amounts keep every digit, also those that a floating point number loses", () => {
  const text = '{"balance":{"available":92233720368547758.07,"pending":0.00,"currency":"USD"},"level":2}';
  expect(parseExact(text)).toEqual({
    balance: { available: "92233720368547758.07", pending: "0.00", currency: "USD" },
    level: 2,
  });
});

test("an amount is known by its field, whatever stands between", () => {
  expect(parseExact('[{"amount" :\n 5000}, {"amount": -1.50}, {"balance":1e3}]')).toEqual([
    { amount: "5000" },
    { amount: "-1.50" },
    { balance: "1e3" },
  ]);
});

test("what people write is never taken for an amount", () => {
  const note = 'pay \\"amount\\": 5.00, \\\\';
  const answer = parseExact(`{"note":"${note}","q":"amount","members":3,"amount":1.20}`);
  expect(answer).toEqual({ note: 'pay "amount": 5.00, \\', q: "amount", members: 3, amount: "1.20" });
});

test("a name in escapes is the same name", () => {
  expect(parseExact('{"\\u0061mount":0.10,"daily_limit":null,"count":10.5}')).toEqual({
    amount: "0.10",
    daily_limit: null,
    count: 10.5,
  });
});

test("text that is not JSON stays an error", () => {
  expect(() => parseExact("<html>5</html>")).toThrow(SyntaxError);
});

test("typed amounts", () => {
  const cases: [string, string | null][] = [
    ["12.50", "12.50"],
    [" 1 000.5 ", "1000.5"],
    ["007", "7"],
    ["0.01", "0.01"],
    ["0", null],
    ["0.00", null],
    ["", null],
    ["-5", null],
    ["+5", null],
    ["1e3", null],
    ["1,000", null],
    ["1.", null],
    [".5", null],
    ["1.123456789", null],
    ["٥", null],
  ];
  for (const [typed, expected] of cases) expect(readAmount(typed), typed).toBe(expected);
});

test("thousands are set apart", () => {
  const cases = [
    ["0.00", "0.00"],
    ["999", "999"],
    ["1000.00", "1,000.00"],
    ["-1234567.89", "-1,234,567.89"],
    ["92233720368547758.07", "92,233,720,368,547,758.07"],
    ["0.12345678", "0.12345678"],
  ];
  for (const [amount, expected] of cases) expect(groupDigits(amount ?? "")).toBe(expected);
});

test("zero is zero in any currency", () => {
  expect([isZero("0"), isZero("0.000"), isZero("0.001"), isZero("10")]).toEqual([true, true, false, false]);
});
