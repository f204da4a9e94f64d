import { expect, test } from "vitest";
import { caretAfter, formatCode, isWholeCode } from "./userCode";

test("codes are formatted as they are typed", () => {
  const cases = [
    ["", ""],
    ["b", "B"],
    ["bcdf", "BCDF"],
    ["bcdf-", "BCDF"],
    ["bcdfg", "BCDF-G"],
    ["bcdf-ghjk", "BCDF-GHJK"],
    [" BCDF GHJK ", "BCDF-GHJK"],
    ["bcdf–ghjk1lm", "BCDF-GHJK"],
    ["<b>", "B"],
  ];
  for (const [typed, shown] of cases) expect(formatCode(typed ?? "")).toBe(shown);
});

test("a code is whole with eight letters", () => {
  expect(["BCDF-GHJ", "BCDF-GHJK", "bcdfghjk", "1234-5678"].map(isWholeCode)).toEqual([false, true, true, false]);
});

test("the caret stays with its letter", () => {
  expect(caretAfter("BCDF", 4)).toBe(4);
  expect(caretAfter("BCDFG", 5)).toBe(6);
  expect(caretAfter("BXCDF-GHJK", 2)).toBe(2);
  expect(caretAfter("BCDF-GHJK", 9)).toBe(9);
});
