import { useRef } from "react";
import { call } from "../../api/client";
import { useAccount } from "../../shared/account";
import { Attempt } from "../../shared/attempt";
import { Page } from "../../shared/components/Page";
import { useAction } from "../../shared/load";
import { m } from "../../shared/messages";
import { navigate } from "../../shared/router";
import { money } from "../../shared/words";
import { MoneyForm, NeedsWallet, type Sum } from "../moneyForm";

/** The first half of sending: what is to be sent. It is confirmed on the transfer's own page. */
export function Send() {
  const { account } = useAccount();
  const attempt = useRef(new Attempt());
  const initiate = useAction(async ({ user, amount, currency, note }: Sum) => {
    const sum = { recipient: user, amount, currency, ...(note && { note }) };
    const made = await attempt.current.send(sum, (idempotency_key) =>
      call("POST /api/v1/wallet/p2p/initiate", { body: { ...sum, idempotency_key } }),
    );
    navigate(`/account/transfers/${made.transfer_id}`);
  });
  if (account.wallet?.status !== "active") return <NeedsWallet title={m.send.title}>{m.send.needsWallet}</NeedsWallet>;
  const { available, currency } = account.wallet.balance;
  return (
    <Page title={m.send.title}>
      <MoneyForm doing={initiate} whom={m.send.to} act={m.send.submit} hint={m.send.available(money(available, currency))} />
    </Page>
  );
}
