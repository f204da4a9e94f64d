import { call } from "../../api/client";
import { groupDigits, isZero } from "../../api/money";
import type { Account, Transfer } from "../../api/shapes";
import { useAccount } from "../../shared/account";
import { Button, LinkButton } from "../../shared/components/Button";
import { Empty, Refusal, Waiting } from "../../shared/components/Notice";
import { Page } from "../../shared/components/Page";
import { Amount, Chip, Mark, Movement, Section } from "../../shared/components/Show";
import { useAction, useLoad } from "../../shared/load";
import { m } from "../../shared/messages";
import { Link, navigate } from "../../shared/router";
import { dayAndTime, money, shortName, timeOrDay } from "../../shared/words";
import { hasAnyFactor } from "../proof";

type Wallet = NonNullable<Account["wallet"]>;

/** What there is, what waits, what happened last. */
export function Overview() {
  const { account, reload } = useAccount();
  const name = account.display_name ?? shortName(account.user_id);
  return (
    <Page title={m.overview.hello(name)}>
      {account.wallet ? <WithWallet wallet={account.wallet} onChange={reload} /> : <NoWallet onMade={reload} />}
    </Page>
  );
}

function NoWallet({ onMade }: { onMade: () => void }) {
  const create = useAction(async () => {
    await call("POST /api/v1/wallet/register", { body: {} });
    onMade();
    navigate("/account/activate");
  });
  return (
    <div className="card">
      <Refusal error={create.error} />
      <Empty
        icon="wallet"
        title={m.overview.noWallet}
        action={
          <Button look="primary" busy={create.busy} onClick={() => void create.run()}>
            {m.overview.create}
          </Button>
        }
      >
        {m.overview.noWalletText}
      </Empty>
    </div>
  );
}

function WithWallet({ wallet, onChange }: { wallet: Wallet; onChange: () => void }) {
  const { account } = useAccount();
  const isActive = wallet.status === "active";
  const isProvable = hasAnyFactor(account.factors);
  return (
    <div className="overview">
      <div className="overview-main">
        <Balance wallet={wallet} />
        {wallet.status === "pending" && (
          <Call
            title={m.overview.pendingWallet}
            text={m.overview.pendingWalletText}
            to="/account/activate"
            act={m.overview.activate}
          />
        )}
        {wallet.status === "suspended" && <Call title={m.overview.suspended} text={m.overview.suspendedText} />}
        {isActive && !isProvable && (
          <Call title={m.overview.noPin} text={m.overview.noPinText} to="/account/security" act={m.overview.setPin} />
        )}
        <WhatWaits onChange={onChange} />
      </div>
      <Recent />
    </div>
  );
}

function Balance({ wallet }: { wallet: Wallet }) {
  const { available, pending, currency } = wallet.balance;
  const [, whole = available, rest = ""] = /^(-?\d+)(.*)$/.exec(available) ?? [];
  return (
    <section className="balance" aria-label={m.overview.available}>
      <div className="balance-head">
        <span>{m.overview.available}</span>
        <span className="balance-level">
          {wallet.status === "active" ? m.overview.level(wallet.level_name) : m.status.wallet[wallet.status]}
        </span>
      </div>
      <p className={`balance-amount ${available.length > 12 ? "long" : ""}`}>
        {groupDigits(whole)}
        <span className="balance-rest">{rest}</span> <span className="balance-currency">{currency}</span>
      </p>
      <p className="balance-pending">{!isZero(pending) && m.overview.pending(money(pending, currency))}</p>
      <div className="balance-buttons">
        {wallet.status === "active" && (
          <LinkButton to="/account/send" look="primary" icon="send">
            {m.overview.send}
          </LinkButton>
        )}
        {wallet.status !== "suspended" && (
          <LinkButton to="/account/request" icon="request">
            {m.overview.request}
          </LinkButton>
        )}
      </div>
    </section>
  );
}

/** Something that the person should do. */
function Call({ title, text, to, act }: { title: string; text: string; to?: string; act?: string }) {
  return (
    <section className="card call">
      <h2>{title}</h2>
      <p>{text}</p>
      {to && act && (
        <LinkButton look="primary" to={to}>
          {act}
        </LinkButton>
      )}
    </section>
  );
}

function WhatWaits({ onChange }: { onChange: () => void }) {
  const waiting = useLoad("transfers", () => call("GET /api/v1/account/transfers"));
  const { incoming = [], outgoing = [] } = waiting.data ?? {};
  if (waiting.error) return <Refusal error={waiting.error} retry={waiting.reload} />;
  if (incoming.length + outgoing.length === 0) return null;
  const done = () => {
    waiting.reload();
    onChange();
  };
  return (
    <Section title={m.overview.waiting} aside={<Chip tone="warn">{incoming.length + outgoing.length}</Chip>}>
      <ul className="cards">
        {incoming.map((transfer) => (
          <WaitingTransfer key={transfer.transfer_id} transfer={transfer} role="recipient" onDone={done} />
        ))}
        {outgoing.map((transfer) => (
          <WaitingTransfer key={transfer.transfer_id} transfer={transfer} role="sender" onDone={done} />
        ))}
      </ul>
    </Section>
  );
}

type Act = "accept" | "reject" | "cancel";

function WaitingTransfer({ transfer, role, onDone }: { transfer: Transfer; role: "sender" | "recipient"; onDone: () => void }) {
  const id = role === "recipient" ? transfer.sender.user_id : transfer.recipient.user_id;
  const other = shortName(id);
  const move = useAction(async (act: Act) => {
    await call(`POST /api/v1/wallet/p2p/{transfer_id}/${act}`, { path: { transfer_id: transfer.transfer_id }, body: {} });
    onDone();
  });
  return (
    <li className="card waiting">
      <Link to={`/account/transfers/${transfer.transfer_id}`} className="waiting-text">
        <Mark id={id} />
        <span className="row-text">
          <span>{role === "recipient" ? m.overview.incoming(other) : m.overview.outgoing(other)}</span>
          <strong className="waiting-amount">
            <Amount value={transfer.amount} currency={transfer.currency} />
          </strong>
          <span className="soft">
            {transfer.note && <span className="quote">{transfer.note} · </span>}
            {transfer.expires_at && m.overview.until(dayAndTime(transfer.expires_at))}
          </span>
        </span>
      </Link>
      <Refusal error={move.error} />
      <div className="buttons pair">
        {role === "sender" && (
          <Button busy={move.busyWith("cancel")} onClick={() => void move.run("cancel")}>
            {m.transfer.cancel}
          </Button>
        )}
        {role === "recipient" && (
          <>
            <Button busy={move.busyWith("reject")} onClick={() => void move.run("reject")}>
              {m.transfer.decline}
            </Button>
            <Button look="primary" busy={move.busyWith("accept")} onClick={() => void move.run("accept")}>
              {m.transfer.accept}
            </Button>
          </>
        )}
      </div>
    </li>
  );
}

const SHOWN = 6;

function Recent() {
  const { account } = useAccount();
  const balance = account.wallet?.balance.available ?? "";
  const recent = useLoad(`recent ${balance}`, () => call("GET /api/v1/wallet/transactions", { query: { limit: SHOWN } }));
  const movements = recent.data?.transactions;
  return (
    <Section
      title={m.overview.recent}
      className="card flush"
      aside={movements && movements.length > 0 && <Link to="/account/history">{m.overview.all}</Link>}
    >
      <Refusal error={recent.error} retry={recent.reload} />
      {!movements && !recent.error && <Waiting rows={4} />}
      {movements?.length === 0 && (
        <Empty icon="history" title={m.overview.empty}>
          {m.overview.emptyText}
        </Empty>
      )}
      {movements && movements.length > 0 && (
        <ul className="rows">
          {movements.map((movement) => (
            <Movement key={movement.txn_id} movement={movement} user={account.user_id} time={timeOrDay} />
          ))}
        </ul>
      )}
    </Section>
  );
}
