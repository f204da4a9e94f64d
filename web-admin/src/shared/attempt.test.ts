import { expect, test } from "vitest";
import { ApiError } from "../api/client";
import { Attempt } from "./attempt";

const unknown = new ApiError(0, "UNREACHABLE", "");
const unavailable = new ApiError(503, "SERVICE_UNAVAILABLE", "");
const refused = new ApiError(402, "INSUFFICIENT_FUNDS", "");

async function keysOf(steps: [content: unknown, outcome: ApiError | "done"][]): Promise<string[]> {
  const attempt = new Attempt();
  const keys: string[] = [];
  for (const [content, outcome] of steps) {
    const sent = attempt.send(content, async (key) => {
      keys.push(key);
      if (outcome !== "done") throw outcome;
    });
    await sent.catch((error: unknown) => expect(error).toBe(outcome));
  }
  return keys;
}

test("an outcome that nobody knows is asked for again under the same key", async () => {
  const [first, second, third] = await keysOf([
    [{ amount: "5" }, unknown],
    [{ amount: "5" }, unavailable],
    [{ amount: "5" }, "done"],
  ]);
  expect(first).toMatch(/^[0-9a-f]{32}$/);
  expect([second, third]).toEqual([first, first]);
});

test("another content is another attempt", async () => {
  const [first, second] = await keysOf([
    [{ amount: "5" }, unknown],
    [{ amount: "6" }, unknown],
  ]);
  expect(second).not.toBe(first);
});

test("after a definite answer the same content is a new intention", async () => {
  const keys = await keysOf([
    ["a", "done"],
    ["a", refused],
    ["a", "done"],
  ]);
  expect(new Set(keys).size).toBe(3);
});
