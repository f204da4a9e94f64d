/** Who is signed in. Every page but the sign-in page stands inside `AccountProvider`. */

import { createContext, type ReactNode, useContext, useEffect } from "react";
import { call, rememberCsrfToken } from "../api/client";
import type { Account } from "../api/shapes";
import { signInAddress } from "./addresses";
import { Gate } from "./components/Shell";
import { Refusal, Waiting } from "./components/Notice";
import { useLoad } from "./load";
import { leaveTo } from "./router";

interface Known {
  account: Account;
  reload: () => void;
}

const Context = createContext<Known | null>(null);

async function read(): Promise<Account> {
  const account = await call("GET /api/v1/account");
  rememberCsrfToken(account.csrf_token);
  return account;
}

/** Reads the account before anything else is shown; a stranger goes to sign in, and comes back to this address. */
export function AccountProvider({ children }: { children: ReactNode }) {
  const { data, error, reload } = useLoad("account", read);
  // A browser may show a page as it was when it was left, also after signing out: then who is signed in is asked again.
  useEffect(() => {
    const shown = (event: PageTransitionEvent) => event.persisted && reload();
    addEventListener("pageshow", shown);
    return () => removeEventListener("pageshow", shown);
  }, [reload]);
  if (data) return <Context value={{ account: data, reload }}>{children}</Context>;
  return (
    <Gate devMode={false}>
      {error && <Refusal error={error} retry={reload} />}
      {!error && <Waiting />}
    </Gate>
  );
}

export function useAccount(): Known {
  const known = useContext(Context);
  if (!known) throw new Error("a page outside of AccountProvider");
  return known;
}

/** Ends this session, or all of them, and goes to the sign-in page; from there one returns to `path`. */
export async function signOut(path: string, which: "this" | "everywhere" = "this"): Promise<void> {
  await call("POST /api/v1/account/sign-out", { body: which === "everywhere" ? { everywhere: true } : {} });
  leaveTo(signInAddress(path));
}
