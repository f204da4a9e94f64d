/** Reading and doing, with what a page shows meanwhile and afterwards. */

import { useCallback, useEffect, useRef, useState } from "react";
import { ApiError } from "../api/client";
import { signInAddress } from "./addresses";
import { leaveTo } from "./router";

/** Something that is read: nothing yet, an error, or the data. Data stay while they are read again. */
export interface Loaded<T> {
  data: T | undefined;
  error: ApiError | undefined;
  reload: () => void;
}

/** Reads when the page opens and whenever `key` changes. Without a session it leads to the sign-in page. */
export function useLoad<T>(key: string, read: () => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{ key: string; data?: T; error?: ApiError }>({ key });
  const [round, setRound] = useState(0);
  const latest = useRef(read);
  latest.current = read;
  useEffect(() => {
    let isCurrent = true;
    latest.current().then(
      (data) => isCurrent && setState({ key, data }),
      (error: unknown) => isCurrent && setState((old) => ({ ...(old.key === key ? old : { key }), error: refusalOf(error) })),
    );
    return () => {
      isCurrent = false;
    };
  }, [key, round]);
  const reload = useCallback(() => setRound((old) => old + 1), []);
  const fits = state.key === key;
  return { data: fits ? state.data : undefined, error: fits ? state.error : undefined, reload };
}

/** Something that a person does: one at a time, with its error until the next try. */
export interface Doing<Input extends unknown[]> {
  run: (...input: Input) => Promise<void>;
  busy: boolean;
  /** Whether it is being done with this input: which of several buttons was pressed. */
  busyWith: (...input: Input) => boolean;
  error: ApiError | undefined;
  forget: () => void;
}

/** Who answers when there is no session: the sign-in page, except where signing in is what is being done. */
export type Stranger = "sign in" | "refuse";

export function useAction<Input extends unknown[]>(
  act: (...input: Input) => Promise<void>,
  stranger: Stranger = "sign in",
): Doing<Input> {
  const [doing, setDoing] = useState<Input>();
  const [error, setError] = useState<ApiError>();
  const running = useRef(false);
  async function run(...input: Input): Promise<void> {
    if (running.current) return;
    running.current = true;
    setDoing(input);
    setError(undefined);
    try {
      await act(...input);
    } catch (caught) {
      setError(stranger === "sign in" ? refusalOf(caught) : asApiError(caught));
    } finally {
      running.current = false;
      setDoing(undefined);
    }
  }
  const busyWith = (...input: Input) => doing !== undefined && doing.every((part, place) => part === input[place]);
  return { run, busy: doing !== undefined, busyWith, error, forget: () => setError(undefined) };
}

/** Whether there is no session any more. A wrong proof is a 401 too, and something else. */
export function isStranger(error: ApiError): boolean {
  return error.status === 401 && error.code === "INVALID_TOKEN";
}

function refusalOf(caught: unknown): ApiError {
  const error = asApiError(caught);
  if (isStranger(error)) leaveTo(signInAddress(location.pathname + location.search));
  return error;
}

/** What is no refusal is a fault of these pages; the console has it. */
function asApiError(caught: unknown): ApiError {
  if (caught instanceof ApiError) return caught;
  console.error(caught);
  return new ApiError(0, "UNREADABLE", "");
}
