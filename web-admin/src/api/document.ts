/** One type for each operation of a document that openapi-typescript made: `"GET /path"` → what goes in, what comes out. */

import type { Exact } from "./money";

type Verb = "get" | "post" | "put" | "patch" | "delete";
type Json<T> = T extends { content: { "application/json": infer Body } } ? Body : never;
type Good<Answers> = Json<Answers[keyof Answers & (200 | 201)]>;
type Part<Operation, Name extends string> = Operation extends { parameters: infer Parameters }
  ? Name extends keyof Parameters
    ? NonNullable<Parameters[Name]>
    : never
  : never;

/** What a caller has to know about an operation. `never` means that there is no such part. */
export interface Shape {
  path: unknown;
  query: unknown;
  body: unknown;
  answer: unknown;
}

type ShapeOf<Operation> = Operation extends { responses: infer Answers }
  ? {
      path: Part<Operation, "path">;
      query: Part<Operation, "query">;
      body: Operation extends { requestBody?: infer Body } ? Json<NonNullable<Body>> : never;
      answer: Exact<Good<Answers>>;
    }
  : never;

type Pairs<Paths> = {
  [Path in keyof Paths & string]: {
    [V in Verb & keyof Paths[Path]]: Paths[Path][V] extends { responses: unknown }
      ? { name: `${Uppercase<V>} ${Path}`; shape: ShapeOf<Paths[Path][V]> }
      : never;
  }[Verb & keyof Paths[Path]];
}[keyof Paths & string];

/** Every operation of a document, by `"VERB /path"`. */
export type OperationsOf<Paths> = {
  [Pair in Pairs<Paths> as NonNullable<Pair> extends { name: infer Name extends string }
    ? Name
    : never]: NonNullable<Pair> extends {
    shape: infer S;
  }
    ? S
    : never;
};
