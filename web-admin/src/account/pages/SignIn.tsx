import { type FormEvent, useState } from "react";
import { ApiError, call } from "../../api/client";
import type { Providers } from "../../api/shapes";
import { localPath } from "../../shared/addresses";
import { AnchorButton, Button } from "../../shared/components/Button";
import { Field } from "../../shared/components/Field";
import { Icon } from "../../shared/components/Icon";
import { Notice, Refusal, Waiting } from "../../shared/components/Notice";
import { Page } from "../../shared/components/Page";
import { Gate } from "../../shared/components/Shell";
import { Person } from "../../shared/components/Show";
import { isStranger, useAction, useLoad } from "../../shared/load";
import { m } from "../../shared/messages";
import { leaveTo, useQuery } from "../../shared/router";

interface Given {
  provider: "password" | "dev";
  user: string;
  password?: string;
}

/** The ways in that the server offers. */
export function SignIn() {
  const query = useQuery();
  const returnTo = localPath(query.get("return_to"));
  const providers = useLoad("providers", () => call("GET /api/v1/account/providers"));
  const signIn = useAction(async (given: Given) => {
    await call("POST /api/v1/account/sign-in", { body: given });
    leaveTo(returnTo);
  }, "refuse");
  const failed = query.get("error");
  const { data } = providers;
  return (
    <Gate about={data?.server_name} devMode={data?.dev_mode ?? false}>
      <Page title={m.signIn.title} lead={data && m.signIn.lead(data.server_name)}>
        {failed && !signIn.error && <Notice tone="bad">{m.signIn.callback[failed] ?? m.signIn.callback.failed}</Notice>}
        <Refusal error={providers.error} retry={providers.reload} />
        <Wrong error={signIn.error} />
        {!data && !providers.error && <Waiting />}
        {data && <Ways providers={data} returnTo={returnTo} busy={signIn.busy} onSignIn={(given) => void signIn.run(given)} />}
      </Page>
    </Gate>
  );
}

function Wrong({ error }: { error: ApiError | undefined }) {
  return error && isStranger(error) ? <Notice tone="bad">{m.signIn.wrong}</Notice> : <Refusal error={error} />;
}

interface WaysProps {
  providers: Providers;
  returnTo: string;
  busy: boolean;
  onSignIn: (given: Given) => void;
}

function Ways({ providers, returnTo, busy, onSignIn }: WaysProps) {
  const people = providers.people ?? [];
  const elsewhere = (path: string, more: Record<string, string>) =>
    `${path}?${new URLSearchParams({ ...more, return_to: returnTo }).toString()}`;
  const hasButtons = providers.mas || providers.sso.length > 0;
  if (!hasButtons && !providers.password && people.length === 0) return <Notice tone="warn">{m.signIn.none}</Notice>;
  return (
    <div className="stack">
      {providers.mas && (
        <AnchorButton look="primary" icon="key" href={elsewhere("/account/sign-in/mas", {})}>
          {m.signIn.mas}
        </AnchorButton>
      )}
      {providers.sso.map(({ id, name }) => (
        <AnchorButton key={id} href={elsewhere("/account/sign-in/sso", { provider: id })}>
          {m.signIn.sso(name)}
        </AnchorButton>
      ))}
      {providers.password && hasButtons && <p className="divider">{m.signIn.or}</p>}
      {providers.password && <PasswordForm server={providers.server_name} busy={busy} onSignIn={onSignIn} />}
      {people.length > 0 && <People people={people} busy={busy} onSignIn={onSignIn} />}
      {(hasButtons || providers.password) && <p className="hint">{m.signIn.privacy}</p>}
    </div>
  );
}

function PasswordForm({ server, busy, onSignIn }: { server: string; busy: boolean; onSignIn: (given: Given) => void }) {
  const [user, setUser] = useState("");
  const [password, setPassword] = useState("");
  function submit(event: FormEvent) {
    event.preventDefault();
    if (user.trim() && password && !busy) onSignIn({ provider: "password", user: user.trim(), password });
  }
  return (
    <form className="stack" onSubmit={submit}>
      <Field
        label={m.signIn.user}
        hint={m.signIn.userHint(server)}
        value={user}
        onChange={(event) => setUser(event.target.value)}
        autoComplete="username"
        autoCapitalize="none"
        required
      />
      <Field
        label={m.signIn.password}
        type="password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        autoComplete="current-password"
        required
      />
      <Button type="submit" look="primary" busy={busy}>
        {m.signIn.submit}
      </Button>
    </form>
  );
}

function People({
  people,
  busy,
  onSignIn,
}: {
  people: NonNullable<Providers["people"]>;
  busy: boolean;
  onSignIn: (given: Given) => void;
}) {
  return (
    <section aria-labelledby="people">
      <h2 id="people" className="divider">
        {m.signIn.dev}
      </h2>
      <ul className="rows">
        {people.map(({ user_id: user, display_name: name }) => (
          <li key={user}>
            <button
              type="button"
              className="row"
              aria-disabled={busy || undefined}
              onClick={() => busy || onSignIn({ provider: "dev", user })}
            >
              <Person id={user} name={name} />
              <span className="row-end">
                <Icon name="next" />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
