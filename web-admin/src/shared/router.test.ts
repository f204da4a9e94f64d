import { expect, test } from "vitest";
import { match, pathOf } from "./router";

test("patterns", () => {
  const cases: [string, string, Record<string, string> | null][] = [
    ["/account", "/account", {}],
    ["/account", "/account/", {}],
    ["/account", "/accounts", null],
    ["/account/history/:txn", "/account/history/txn_1", { txn: "txn_1" }],
    ["/account/history/:txn", "/account/history", null],
    ["/account/history/:txn", "/account/history/", null],
    ["/account/history/:txn", "/account/history/a/b", null],
    [
      "/developer/:org/members/:user",
      "/developer/org_1/members/%40bob%3Atween.example",
      { org: "org_1", user: "@bob:tween.example" },
    ],
    ["/a/:b", "/a/%E0%A4%A", null],
  ];
  for (const [pattern, path, expected] of cases) expect(match(pattern, path), `${pattern} ${path}`).toEqual(expected);
});

test("a path ends where the query begins", () => {
  expect(["/account?x=/y", "/account#x", "/account"].map(pathOf)).toEqual(["/account", "/account", "/account"]);
});
