import { useId, useRef, useState } from "react";
import { call } from "../../api/client";
import type { MoneyRequest } from "../../api/shapes";
import { useAccount } from "../../shared/account";
import { Attempt } from "../../shared/attempt";
import { Button } from "../../shared/components/Button";
import { Icon } from "../../shared/components/Icon";
import { Page } from "../../shared/components/Page";
import { useAction } from "../../shared/load";
import { m } from "../../shared/messages";
import { money, shortName } from "../../shared/words";
import { MoneyForm, NeedsWallet, type Sum } from "../moneyForm";

/** Asking somebody for money: a message with a link, which can also be passed on by hand. */
export function Request() {
  const { account } = useAccount();
  const [made, setMade] = useState<MoneyRequest>();
  const attempt = useRef(new Attempt());
  const ask = useAction(async ({ user, amount, currency, note }: Sum) => {
    const sum = { payer: user, amount, currency, ...(note && { note }) };
    const request = (idempotency_key: string) =>
      call("POST /api/v1/wallet/p2p/requests", { body: { ...sum, idempotency_key } });
    setMade(await attempt.current.send(sum, request));
  });
  if (!account.wallet) return <NeedsWallet title={m.request.title}>{m.request.needsWallet}</NeedsWallet>;
  return (
    <Page title={m.request.title} lead={made ? undefined : m.request.lead}>
      {made ? (
        <Made request={made} onAgain={() => setMade(undefined)} />
      ) : (
        <MoneyForm doing={ask} whom={m.request.from} act={m.request.submit} />
      )}
    </Page>
  );
}

function Made({ request, onAgain }: { request: MoneyRequest; onAgain: () => void }) {
  const [isCopied, setCopied] = useState(false);
  const id = useId();
  const link = useRef<HTMLInputElement>(null);
  const words = [shortName(request.payer), money(request.amount, request.currency)] as const;
  // The clipboard is there on https and on this machine alone; elsewhere the link stands selected, ready to be copied by hand.
  function copy() {
    link.current?.select();
    navigator.clipboard?.writeText(request.link).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  }
  return (
    <section className="card stack" role="status">
      <div className="outcome">
        <span className="empty-icon">
          <Icon name="check" />
        </span>
        <h2>{request.sent ? m.request.done : m.request.link}</h2>
        <p>{request.sent ? m.request.doneText(...words) : m.request.notSent(...words)}</p>
      </div>
      <div className="field">
        <label htmlFor={id}>{m.request.link}</label>
        <div className="beside">
          <input
            id={id}
            ref={link}
            className="input"
            readOnly
            value={request.link}
            onFocus={(event) => event.target.select()}
          />
          <Button icon={isCopied ? "check" : "copy"} onClick={copy}>
            {isCopied ? m.copied : m.copy}
          </Button>
        </div>
      </div>
      <Button onClick={onAgain}>{m.request.again}</Button>
    </section>
  );
}
