import type { ReactNode } from "react";
import { AccountProvider, signOut, useAccount } from "../shared/account";
import { Button, LinkButton } from "../shared/components/Button";
import { Empty } from "../shared/components/Notice";
import { Page } from "../shared/components/Page";
import { Shell } from "../shared/components/Shell";
import { useAction } from "../shared/load";
import { m } from "../shared/messages";
import { match, pathOf, useAddress } from "../shared/router";
import { serverOf } from "../shared/words";
import { Activate } from "./pages/Activate";
import { Apps } from "./pages/Apps";
import { Consent } from "./pages/Consent";
import { Data, Erased } from "./pages/Data";
import { DeviceCode } from "./pages/DeviceCode";
import { History } from "./pages/History";
import { More } from "./pages/More";
import { Overview } from "./pages/Overview";
import { Receipt } from "./pages/Receipt";
import { Request } from "./pages/Request";
import { Security } from "./pages/Security";
import { Send } from "./pages/Send";
import { Sessions } from "./pages/Sessions";
import { SignIn } from "./pages/SignIn";
import { TransferPage } from "./pages/Transfer";
import { sidePlaces, tabPlaces } from "./places";

type Draw = (parameters: Record<string, string>) => ReactNode;

/** Pages for anybody. */
const OPEN: [pattern: string, draw: Draw][] = [
  ["/account/sign-in", () => <SignIn />],
  ["/account/erased", () => <Erased />],
];

/** Pages that ask somebody who is signed in one thing. */
const GATES: [pattern: string, draw: Draw][] = [
  ["/oauth2/consent", () => <Consent />],
  ["/oauth2/device", () => <DeviceCode />],
];

/** Pages with the navigation around them. */
const PAGES: [pattern: string, draw: Draw][] = [
  ["/account", () => <Overview />],
  ["/account/history", () => <History />],
  ["/account/history/:txn", ({ txn = "" }) => <Receipt id={txn} />],
  ["/account/send", () => <Send />],
  ["/account/request", () => <Request />],
  ["/account/transfers/:id", ({ id = "" }) => <TransferPage key={id} id={id} />],
  ["/account/activate", () => <Activate />],
  ["/account/security", () => <Security />],
  ["/account/apps", () => <Apps />],
  ["/account/sessions", () => <Sessions />],
  ["/account/data", () => <Data />],
  ["/account/more", () => <More />],
];

function find(table: [string, Draw][], path: string): ReactNode | undefined {
  for (const [pattern, draw] of table) {
    const parameters = match(pattern, path);
    if (parameters) return draw(parameters);
  }
  return undefined;
}

export function Routes() {
  const path = pathOf(useAddress());
  const open = find(OPEN, path);
  if (open !== undefined) return open;
  const gate = find(GATES, path);
  return <AccountProvider>{gate ?? <SignedIn>{find(PAGES, path) ?? <NotFound />}</SignedIn>}</AccountProvider>;
}

function SignedIn({ children }: { children: ReactNode }) {
  const { account } = useAccount();
  const leave = useAction(() => signOut("/account"));
  const isDeveloper = account.developer.whitelisted;
  return (
    <Shell
      places={sidePlaces(isDeveloper)}
      tabs={tabPlaces()}
      user={{ id: account.user_id, name: account.display_name ?? undefined, server: serverOf(account.user_id) }}
      devMode={account.dev_mode}
      foot={
        <Button look="quiet" icon="signOut" busy={leave.busy} onClick={() => void leave.run()}>
          {m.nav.signOut}
        </Button>
      }
    >
      {children}
    </Shell>
  );
}

function NotFound() {
  return (
    <Page title={m.notFound.title} quietTitle>
      <Empty icon="search" title={m.notFound.title} action={<LinkButton to="/account">{m.notFound.home}</LinkButton>}>
        {m.notFound.text}
      </Empty>
    </Page>
  );
}
