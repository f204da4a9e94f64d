import { type FormEvent, type ReactNode, useState } from "react";
import { readAmount } from "../api/money";
import { useAccount } from "../shared/account";
import { Button, LinkButton } from "../shared/components/Button";
import { Field, TextField } from "../shared/components/Field";
import { Empty, Refusal } from "../shared/components/Notice";
import { Page } from "../shared/components/Page";
import type { Doing } from "../shared/load";
import { m } from "../shared/messages";
import { useQuery } from "../shared/router";
import { readUser, serverOf } from "../shared/words";
import { isGood } from "./pinForm";

/** Whom, how much, what for. */
export interface Sum {
  user: string;
  amount: string;
  currency: string;
  note: string;
}

const LONGEST_NOTE = 500;

interface Props {
  doing: Doing<[sum: Sum]>;
  whom: string;
  act: string;
  hint?: string | undefined;
  aside?: ReactNode;
}

/** The form for sending and for asking. An address can fill it in (`to`, `amount`, `currency`, `note`); nothing is sent by that. */
export function MoneyForm({ doing, whom, act, hint, aside }: Props) {
  const { account } = useAccount();
  const query = useQuery();
  const server = serverOf(account.user_id);
  const currency = account.wallet?.balance.currency ?? "";
  const [typed, setTyped] = useState({
    user: query.get("to") ?? "",
    amount: query.get("amount") ?? "",
    currency: /^[A-Za-z0-9]{1,12}$/.test(query.get("currency") ?? "") ? (query.get("currency") ?? currency) : currency,
    note: query.get("note") ?? "",
  });
  const [wrong, setWrong] = useState<{ user?: string | undefined; amount?: string | undefined; note?: string | undefined }>({});
  const set = (change: Partial<typeof typed>) => setTyped({ ...typed, ...change });

  function submit(event: FormEvent) {
    event.preventDefault();
    const user = readUser(typed.user, server);
    const amount = readAmount(typed.amount);
    const found = {
      user: user === null ? m.send.badUser : user === account.user_id ? m.send.self : undefined,
      amount: amount === null ? m.send.badAmount : undefined,
      note: Array.from(typed.note).length > LONGEST_NOTE ? m.send.noteLong : undefined,
    };
    setWrong(found);
    if (user === null || amount === null || !isGood(found)) return;
    void doing.run({ user, amount, currency: typed.currency, note: typed.note.trim() });
  }
  return (
    <form className="card stack" onSubmit={submit} noValidate>
      <Field
        label={whom}
        hint={m.send.toHint(server)}
        error={wrong.user}
        value={typed.user}
        onChange={(event) => set({ user: event.target.value })}
        autoCapitalize="none"
        inputMode="email"
      />
      <div className="amount-field">
        <Field
          label={`${m.send.amount} (${typed.currency})`}
          hint={hint}
          error={wrong.amount}
          value={typed.amount}
          onChange={(event) => set({ amount: event.target.value })}
          inputMode="decimal"
          placeholder="0.00"
          className="input big"
        />
      </div>
      <TextField
        label={m.send.note}
        hint={m.send.noteHint}
        error={wrong.note}
        optional
        value={typed.note}
        onChange={(event) => set({ note: event.target.value })}
      />
      <Refusal error={doing.error} />
      {aside}
      <Button type="submit" look="primary" busy={doing.busy}>
        {act}
      </Button>
    </form>
  );
}

/** In place of the form, for somebody who cannot use it yet. */
export function NeedsWallet({ title, children }: { title: string; children: string }) {
  return (
    <Page title={title}>
      <Empty icon="wallet" title={children} action={<LinkButton to="/account">{m.notFound.home}</LinkButton>} />
    </Page>
  );
}
