import { call } from "../../api/client";
import type { Transaction } from "../../api/shapes";
import { useAccount } from "../../shared/account";
import { Empty, Refusal, Waiting } from "../../shared/components/Notice";
import { Page } from "../../shared/components/Page";
import { Amount, Chip, Facts, Mark, direction } from "../../shared/components/Show";
import { useLoad } from "../../shared/load";
import { m } from "../../shared/messages";
import { dayAndTime } from "../../shared/words";

/** One movement, with everything that is known of it. */
export function Receipt({ id }: { id: string }) {
  const receipt = useLoad(id, () => call("GET /api/v1/wallet/transactions/{txn_id}", { path: { txn_id: id } }));
  const { data, error, reload } = receipt;
  return (
    <Page title={m.receipt.title} back={{ to: "/account/history", label: m.history.title }}>
      {error?.status === 404 && (
        <Empty icon="search" title={m.notFound.title}>
          {m.errors.notFound}
        </Empty>
      )}
      {error && error.status !== 404 && <Refusal error={error} retry={reload} />}
      {!data && !error && <Waiting rows={5} />}
      {data && <Paper movement={data} />}
    </Page>
  );
}

function Paper({ movement }: { movement: Transaction }) {
  const { account } = useAccount();
  const { sign, other } = direction(movement, account.user_id);
  const isDone = movement.status === "completed";
  return (
    <article className="card paper">
      <header>
        <Mark id={other} />
        <p className="paper-amount">
          <Amount value={movement.amount} currency={movement.currency} sign={sign} />
        </p>
        <Chip tone={isDone ? "good" : "warn"}>{m.status.movement[movement.status] ?? movement.status}</Chip>
      </header>
      <Facts
        facts={[
          [m.receipt.kind, m.types[movement.type] ?? movement.type],
          [m.receipt.from, movement.from],
          [m.receipt.to, movement.to],
          [m.receipt.when, <time dateTime={movement.timestamp}>{dayAndTime(movement.timestamp)}</time>],
          [m.receipt.note, movement.note && <q>{movement.note}</q>],
          [m.receipt.room, movement.room_id],
          [m.receipt.id, <code>{movement.txn_id}</code>],
        ]}
      />
    </article>
  );
}
