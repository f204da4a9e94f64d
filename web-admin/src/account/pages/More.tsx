import { signOut, useAccount } from "../../shared/account";
import { Button } from "../../shared/components/Button";
import { Icon } from "../../shared/components/Icon";
import { Refusal } from "../../shared/components/Notice";
import { Page } from "../../shared/components/Page";
import { Person } from "../../shared/components/Show";
import { useAction } from "../../shared/load";
import { m } from "../../shared/messages";
import { Link } from "../../shared/router";
import { morePlaces } from "../places";

/** On a phone, the pages that have no place at the bottom. */
export function More() {
  const { account } = useAccount();
  const leave = useAction(() => signOut("/account"));
  return (
    <Page title={m.more.title}>
      <div className="stack wide-gap">
        <div className="card">
          <Person id={account.user_id} name={account.display_name ?? undefined} />
        </div>
        <ul className="rows card">
          {morePlaces(account.developer.whitelisted).map(({ to, label, icon, elsewhere }) => {
            const inside = (
              <>
                <span className="mark plain">
                  <Icon name={icon} />
                </span>
                <span className="row-text">{label}</span>
                <span className="row-end">
                  <Icon name="next" />
                </span>
              </>
            );
            return (
              <li key={to}>
                {elsewhere ? (
                  <a href={to} className="row">
                    {inside}
                  </a>
                ) : (
                  <Link to={to} className="row">
                    {inside}
                  </Link>
                )}
              </li>
            );
          })}
        </ul>
        <Refusal error={leave.error} />
        <Button icon="signOut" busy={leave.busy} onClick={() => void leave.run()}>
          {m.nav.signOut}
        </Button>
      </div>
    </Page>
  );
}
