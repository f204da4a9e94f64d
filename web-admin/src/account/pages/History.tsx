import { type FormEvent, useEffect, useState } from "react";
import { type ApiError, call } from "../../api/client";
import type { Transaction } from "../../api/shapes";
import { useAccount } from "../../shared/account";
import { Button } from "../../shared/components/Button";
import { Choice, Field } from "../../shared/components/Field";
import { Icon } from "../../shared/components/Icon";
import { Empty, Refusal, Waiting } from "../../shared/components/Notice";
import { Page } from "../../shared/components/Page";
import { Movement } from "../../shared/components/Show";
import { useAction, useLoad } from "../../shared/load";
import { m } from "../../shared/messages";
import { navigate, useQuery } from "../../shared/router";
import { clockTime, day } from "../../shared/words";

/** The filters, which are in the address, so that a list can be kept and sent. */
const FILTERS = ["q", "type", "status", "from", "to"] as const;
type Filters = Record<(typeof FILTERS)[number], string>;

const PAGE_SIZE = 30;

export function History() {
  const query = useQuery();
  const filters = Object.fromEntries(FILTERS.map((name) => [name, query.get(name) ?? ""])) as Filters;
  const key = JSON.stringify(filters);
  return (
    <Page title={m.history.title}>
      <FilterForm filters={filters} />
      <Movements key={`list ${key}`} filters={filters} />
    </Page>
  );
}

function apply(filters: Filters) {
  const query = new URLSearchParams(Object.entries(filters).filter(([, value]) => value !== "")).toString();
  navigate(query ? `/account/history?${query}` : "/account/history", "replace");
}

function FilterForm({ filters }: { filters: Filters }) {
  const [text, setText] = useState(filters.q);
  useEffect(() => setText(filters.q), [filters.q]);
  const count = FILTERS.filter((name) => name !== "q" && filters[name] !== "").length;
  const set = (change: Partial<Filters>) => apply({ ...filters, q: text.trim(), ...change });
  function submit(event: FormEvent) {
    event.preventDefault();
    set({});
  }
  const options = (any: string, all: Record<string, string>): [string, string][] => [["", any], ...Object.entries(all)];
  return (
    <form className="filters" role="search" onSubmit={submit}>
      <div className="search">
        <Icon name="search" />
        <input
          type="search"
          className="input"
          aria-label={m.history.search}
          placeholder={m.history.search}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onBlur={() => text.trim() !== filters.q && set({})}
        />
      </div>
      <details open={count > 0}>
        <summary>
          {m.history.filters}
          {count > 0 && ` (${count})`}
        </summary>
        <div className="filter-grid">
          <Choice
            label={m.history.type}
            value={filters.type}
            options={options(m.history.anyType, m.types)}
            onChange={(event) => set({ type: event.target.value })}
          />
          <Choice
            label={m.history.status}
            value={filters.status}
            options={options(m.history.anyStatus, m.status.movement)}
            onChange={(event) => set({ status: event.target.value })}
          />
          <Field
            label={m.history.from}
            type="date"
            max={filters.to}
            value={filters.from}
            onChange={(event) => set({ from: event.target.value })}
          />
          <Field
            label={m.history.to}
            type="date"
            min={filters.from}
            value={filters.to}
            onChange={(event) => set({ to: event.target.value })}
          />
        </div>
        {count > 0 && (
          <Button look="quiet" icon="cross" onClick={() => apply({ q: "", type: "", status: "", from: "", to: "" })}>
            {m.history.clear}
          </Button>
        )}
      </details>
    </form>
  );
}

/** The first or the last moment of a day where the person is, as the server wants it. */
function moment(date: string, edge: "00:00:00" | "23:59:59"): string | undefined {
  const time = new Date(`${date}T${edge}`);
  return date === "" || Number.isNaN(time.getTime()) ? undefined : time.toISOString().replace(/\.\d+/, "");
}

async function read(filters: Filters, cursor?: string) {
  const [from, to] = [moment(filters.from, "00:00:00"), moment(filters.to, "23:59:59")];
  const { q, type, status } = filters;
  const given = { limit: PAGE_SIZE, q, type, status, ...(from && { from }), ...(to && { to }), ...(cursor && { cursor }) };
  return call("GET /api/v1/wallet/transactions", { query: given });
}

function Movements({ filters }: { filters: Filters }) {
  const { account } = useAccount();
  const first = useLoad("history", () => read(filters));
  const [further, setFurther] = useState<Transaction[]>([]);
  const [cursor, setCursor] = useState<string>();
  useEffect(() => setCursor(first.data?.pagination.next_cursor), [first.data]);
  const more = useAction(async () => {
    const next = await read(filters, cursor);
    setFurther([...further, ...next.transactions]);
    setCursor(next.pagination.next_cursor);
  });
  if (!first.data) return <Unread error={first.error} retry={first.reload} />;
  const all = [...first.data.transactions, ...further];
  if (all.length === 0) return <Nothing filters={filters} />;
  return (
    <>
      {byDay(all).map(([name, movements]) => (
        <section key={name} className="day">
          <h2>{name}</h2>
          <ul className="rows card">
            {movements.map((movement) => (
              <Movement key={movement.txn_id} movement={movement} user={account.user_id} time={clockTime} />
            ))}
          </ul>
        </section>
      ))}
      <Refusal error={more.error} />
      <div className="list-end">
        {cursor ? (
          <Button busy={more.busy} onClick={() => void more.run()}>
            {m.history.more}
          </Button>
        ) : (
          <p className="hint">{m.history.noMore}</p>
        )}
      </div>
    </>
  );
}

/** Somebody without a wallet has no history, which is no failure. */
function Unread({ error, retry }: { error: ApiError | undefined; retry: () => void }) {
  if (error?.code === "USER_NOT_ACTIVATED")
    return (
      <Empty icon="history" title={m.overview.empty}>
        {m.overview.emptyText}
      </Empty>
    );
  return error ? <Refusal error={error} retry={retry} /> : <Waiting rows={6} />;
}

function Nothing({ filters }: { filters: Filters }) {
  const isFiltered = Object.values(filters).some((value) => value !== "");
  const [title, text] = isFiltered ? [m.history.none, m.history.noneText] : [m.overview.empty, m.overview.emptyText];
  return (
    <Empty icon={isFiltered ? "search" : "history"} title={title}>
      {text}
    </Empty>
  );
}

function byDay(movements: Transaction[]): [string, Transaction[]][] {
  const days = new Map<string, Transaction[]>();
  for (const movement of movements) {
    const name = day(movement.timestamp);
    days.set(name, [...(days.get(name) ?? []), movement]);
  }
  return [...days];
}
