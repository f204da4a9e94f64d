import { expect, test } from "vitest";
import { ApiError } from "../api/client";
import { agentInWords, money, readUser, refusalInWords, shortName } from "./words";

test("typed people", () => {
  const cases: [string, string | null][] = [
    ["@bob:tween.example", "@bob:tween.example"],
    [" bob ", "@bob:tween.example"],
    ["@bob", "@bob:tween.example"],
    ["@bob:[::1]:8448", "@bob:[::1]:8448"],
    ["", null],
    ["@", null],
    ["two words", null],
    ["bob:tween.example", null],
    ["@a@b:tween.example", null],
  ];
  for (const [typed, expected] of cases) expect(readUser(typed, "tween.example"), typed).toBe(expected);
});

test("a wrong PIN says how many attempts are left", () => {
  const failed = new ApiError(401, "MFA_FAILED", "The proof is wrong.", { attempts_remaining: 1 });
  expect(refusalInWords(failed)).toBe("That was not right. 1 attempt is left.");
});

test("what this page does not know is said in the server's words", () => {
  expect(refusalInWords(new ApiError(403, "NOT_IN_ROOM", "you do not share the room"))).toBe("You do not share the room.");
  expect(refusalInWords(new ApiError(429, "RATE_LIMIT_EXCEEDED", "x", { retry_after: "7" }))).toContain("7 s");
});

test("names and amounts", () => {
  expect([shortName("@alice:tween.example"), shortName("ma_shop_001")]).toEqual(["alice", "ma_shop_001"]);
  expect(money("50000.00", "USD")).toBe("50,000.00 USD");
});

test("browsers are guessed", () => {
  expect(agentInWords("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")).toBe("Firefox on Linux");
  expect(agentInWords("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19 Safari/604")).toBe(
    "Safari on iOS",
  );
  expect(agentInWords("curl/8.1")).toBe("curl/8.1");
  expect(agentInWords(undefined)).toBe("Unknown browser");
});
