import type { ReactNode } from "react";
import { call } from "../api/client";
import { AccountProvider, signOut, useAccount } from "../shared/account";
import { AnchorButton, Button } from "../shared/components/Button";
import { Empty } from "../shared/components/Notice";
import { Page } from "../shared/components/Page";
import { type Place, Shell } from "../shared/components/Shell";
import { useAction, useLoad } from "../shared/load";
import { m } from "../shared/messages";
import { match, pathOf, useAddress } from "../shared/router";
import { serverOf } from "../shared/words";
import { OrganizationPage } from "./pages/Organization";
import { Invitations, Organizations } from "./pages/Organizations";

const PLACES: Place[] = [
  { to: "/developer", label: m.nav.organizations, icon: "people", within: ["/developer/organizations/:org"] },
  { to: "/account", label: m.nav.wallet, icon: "wallet", elsewhere: true },
];

export function Routes() {
  return (
    <AccountProvider>
      <SignedIn />
    </AccountProvider>
  );
}

function SignedIn() {
  const { account } = useAccount();
  const leave = useAction(() => signOut("/developer"));
  const path = pathOf(useAddress());
  return (
    <Shell
      places={PLACES}
      tabs={PLACES}
      user={{ id: account.user_id, name: account.display_name ?? undefined, server: serverOf(account.user_id) }}
      devMode={account.dev_mode}
      foot={
        <Button look="quiet" icon="signOut" busy={leave.busy} onClick={() => void leave.run()}>
          {m.nav.signOut}
        </Button>
      }
    >
      {account.developer.whitelisted ? find(path) : <NotListed />}
    </Shell>
  );
}

function find(path: string): ReactNode {
  if (match("/developer", path)) return <Organizations />;
  const organization = match("/developer/organizations/:org", path);
  if (organization?.org) return <OrganizationPage key={organization.org} id={organization.org} />;
  return (
    <Page title={m.notFound.title} quietTitle>
      <Empty
        icon="search"
        title={m.notFound.title}
        action={<AnchorButton href="/developer">{m.organization.all}</AnchorButton>}
      >
        {m.notFound.text}
      </Empty>
    </Page>
  );
}

function NotListed() {
  const { account, reload } = useAccount();
  const developer = useLoad("developer", () => call("GET /api/v1/developer"));
  const invitations = developer.data?.invitations ?? [];
  return (
    <Page title={m.developer.title}>
      <div className="stack wide-gap">
        <div className="card">
          <Empty icon="developer" title={m.developer.notListed} action={<Button onClick={reload}>{m.developer.check}</Button>}>
            {m.developer.notListedText(account.user_id)}
          </Empty>
        </div>
        {invitations.length > 0 && <Invitations invitations={invitations} isListed={false} onAnswer={developer.reload} />}
      </div>
    </Page>
  );
}
