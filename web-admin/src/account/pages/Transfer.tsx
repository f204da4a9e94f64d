import { type ReactNode, useRef } from "react";
import { call } from "../../api/client";
import type { Transfer } from "../../api/shapes";
import { useAccount } from "../../shared/account";
import { Attempt } from "../../shared/attempt";
import { Button, LinkButton } from "../../shared/components/Button";
import type { IconName } from "../../shared/components/Icon";
import { Icon } from "../../shared/components/Icon";
import { Empty, Notice, Refusal, Waiting } from "../../shared/components/Notice";
import { Page } from "../../shared/components/Page";
import { Amount, Chip, type ChipTone, Facts } from "../../shared/components/Show";
import { useAction, useLoad } from "../../shared/load";
import { m } from "../../shared/messages";
import { dayAndTime, money, shortName } from "../../shared/words";
import { type Proving, ProofForm, useCanProve } from "../proof";

/** A transfer, and what this person can do about it: confirm, accept, decline, take back. */
export function TransferPage({ id }: { id: string }) {
  const { account, reload: reloadAccount } = useAccount();
  const transfer = useLoad(id, () => call("GET /api/v1/wallet/p2p/{transfer_id}", { path: { transfer_id: id } }));
  const { data, error, reload } = transfer;
  const changed = () => {
    reload();
    reloadAccount();
  };
  return (
    <Page title={m.transfer.title} back={{ to: "/account", label: m.nav.home }}>
      {error?.status === 404 && (
        <Empty icon="search" title={m.notFound.title}>
          {m.errors.codes.TRANSFER_NOT_FOUND}
        </Empty>
      )}
      {error && error.status !== 404 && <Refusal error={error} retry={reload} />}
      {!data && !error && <Waiting rows={5} />}
      {data && <Paper transfer={data} isSender={data.sender.user_id === account.user_id} onChange={changed} />}
    </Page>
  );
}

interface Props {
  transfer: Transfer;
  isSender: boolean;
  onChange: () => void;
}

const TONES: Record<string, ChipTone> = { completed: "good", rejected: "bad", expired: "plain", cancelled: "plain" };
const ICONS: Record<string, IconName> = { completed: "check", rejected: "cross", expired: "clock", cancelled: "cross" };

function Paper({ transfer, isSender, onChange }: Props) {
  const { status, amount, currency } = transfer;
  const sign = isSender ? "−" : "+";
  return (
    <article className="card paper">
      <header>
        <span className={`empty-icon ${TONES[status] ?? "warn"}`}>
          <Icon name={ICONS[status] ?? "clock"} />
        </span>
        <p className="paper-amount">
          <Amount value={amount} currency={currency} sign={status === "completed" ? sign : ""} />
        </p>
        <Chip tone={TONES[status] ?? "warn"}>{m.status.transfer[status] ?? status}</Chip>
        <p role="status">{inWords(transfer, isSender)}</p>
      </header>
      <Facts
        facts={[
          [m.transfer.from, transfer.sender.user_id],
          [m.transfer.to, transfer.recipient.user_id],
          [m.transfer.note, transfer.note && <q>{transfer.note}</q>],
          [m.transfer.made, dayAndTime(transfer.created_at)],
          [m.transfer.until, transfer.expires_at && dayAndTime(transfer.expires_at)],
        ]}
      />
      <WhatNext transfer={transfer} isSender={isSender} onChange={onChange} />
    </article>
  );
}

function inWords({ status, sender, recipient }: Transfer, isSender: boolean): string {
  const other = shortName(isSender ? recipient.user_id : sender.user_id);
  switch (status) {
    case "pending_authorization":
      return isSender ? m.transfer.confirmLead : m.transfer.waitsSender(other);
    case "pending_recipient_acceptance":
      return isSender ? m.transfer.waitsThem(other) : m.transfer.waitsYou(other);
    case "completed":
      return isSender ? m.transfer.sentTo(other) : m.transfer.gotFrom(other);
    case "rejected":
      return isSender ? m.transfer.rejectedOut(other) : m.transfer.rejectedIn;
    case "cancelled":
      return isSender ? m.transfer.cancelledOut : m.transfer.cancelledIn(other);
    default:
      return m.transfer.expired;
  }
}

function WhatNext({ transfer, isSender, onChange }: Props): ReactNode {
  switch (transfer.status) {
    case "pending_authorization":
      return isSender ? <Authorise transfer={transfer} onChange={onChange} /> : null;
    case "pending_recipient_acceptance":
      return isSender ? (
        <Moves transfer={transfer} acts={["cancel"]} onChange={onChange} />
      ) : (
        <Moves transfer={transfer} acts={["reject", "accept"]} onChange={onChange} />
      );
    default:
      return (
        <div className="buttons pair">
          {transfer.txn_id && <LinkButton to={`/account/history/${transfer.txn_id}`}>{m.transfer.receipt}</LinkButton>}
          <LinkButton look="primary" to="/account">
            {m.transfer.done}
          </LinkButton>
        </div>
      );
  }
}

function Authorise({ transfer, onChange }: { transfer: Transfer; onChange: () => void }) {
  const canProve = useCanProve();
  const attempt = useRef(new Attempt());
  const path = { transfer_id: transfer.transfer_id };
  const confirm = useAction(async (take: Proving["take"]) => {
    const { auth_proof } = await take();
    if (!auth_proof) return;
    const content = { auth_proof };
    await attempt.current.send(content, (idempotency_key) =>
      call("POST /api/v1/wallet/p2p/{transfer_id}/confirm", { path, body: { ...content, idempotency_key } }),
    );
    onChange();
  });
  const cancel = <Moves transfer={transfer} acts={["cancel"]} onChange={onChange} />;
  if (!canProve) {
    return (
      <>
        <Notice tone="warn">{m.transfer.noPin}</Notice>
        <div className="buttons">
          <LinkButton look="primary" to="/account/security">
            {m.overview.setPin}
          </LinkButton>
        </div>
        {cancel}
      </>
    );
  }
  return (
    <>
      {transfer.recipient_acceptance_required && <p className="hint">{m.transfer.acceptLater}</p>}
      <ProofForm
        doing={confirm}
        open={() => call("POST /api/v1/wallet/p2p/{transfer_id}/challenge", { path })}
        act={m.transfer.confirm(money(transfer.amount, transfer.currency))}
      />
      {cancel}
    </>
  );
}

type Act = "accept" | "reject" | "cancel";
const WORDS: Record<Act, string> = { accept: m.transfer.accept, reject: m.transfer.decline, cancel: m.transfer.cancel };

function Moves({ transfer, acts, onChange }: { transfer: Transfer; acts: Act[]; onChange: () => void }) {
  const move = useAction(async (act: Act) => {
    await call(`POST /api/v1/wallet/p2p/{transfer_id}/${act}`, { path: { transfer_id: transfer.transfer_id }, body: {} });
    onChange();
  });
  return (
    <>
      <Refusal error={move.error} />
      <div className="buttons pair">
        {acts.map((act) => (
          <Button
            key={act}
            look={act === "accept" ? "primary" : "secondary"}
            busy={move.busyWith(act)}
            onClick={() => void move.run(act)}
          >
            {WORDS[act]}
          </Button>
        ))}
      </div>
    </>
  );
}
