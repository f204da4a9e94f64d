import { useState } from "react";
import { call } from "../../api/client";
import type { ConnectedApp } from "../../api/shapes";
import { Button } from "../../shared/components/Button";
import { ConfirmDialog } from "../../shared/components/Dialog";
import { Empty, Notice, Refusal, Waiting } from "../../shared/components/Notice";
import { Page } from "../../shared/components/Page";
import { Chip, Mark } from "../../shared/components/Show";
import { useAction, useLoad } from "../../shared/load";
import { m } from "../../shared/messages";
import { dayAndTime, shortDay } from "../../shared/words";

/** The mini-apps that a person let in, what they may do, and the way to throw them out. */
export function Apps() {
  const apps = useLoad("apps", () => call("GET /api/v1/account/mini-apps"));
  const [asked, setAsked] = useState<ConnectedApp>();
  const [gone, setGone] = useState<string>();
  const revoked = (app: ConnectedApp) => {
    setAsked(undefined);
    setGone(app.name);
    apps.reload();
  };
  const { data, error, reload } = apps;
  return (
    <Page title={m.apps.title} lead={m.apps.lead}>
      <Refusal error={error} retry={reload} />
      {gone && <Notice tone="good">{m.apps.revoked(gone)}</Notice>}
      {!data && !error && <Waiting rows={3} />}
      {data?.mini_apps.length === 0 && (
        <Empty icon="apps" title={m.apps.none}>
          {m.apps.noneText}
        </Empty>
      )}
      <ul className="cards">
        {data?.mini_apps.map((app) => (
          <AppCard key={app.miniapp_id} app={app} onRevoke={() => setAsked(app)} />
        ))}
      </ul>
      {asked && <Revoke app={asked} onClose={() => setAsked(undefined)} onRevoked={() => revoked(asked)} />}
    </Page>
  );
}

function AppCard({ app, onRevoke }: { app: ConnectedApp; onRevoke: () => void }) {
  const facts = [m.apps.sessions(app.sessions), app.last_used_at && m.apps.used(dayAndTime(app.last_used_at))];
  return (
    <li className="card stack">
      <div className="person">
        <Mark id={app.name} />
        <div className="person-text">
          <h2>{app.name}</h2>
          <span className="soft wrap">{app.miniapp_id}</span>
        </div>
        {app.official && <Chip tone="good">{m.consent.official}</Chip>}
      </div>
      <div>
        <h3 className="minor">{m.apps.may}</h3>
        <ul className="granted">
          {app.scopes.map((scope) => (
            <li key={scope.scope}>
              <span>{scope.description}</span>
              <span className="soft">
                {m.apps.since(shortDay(scope.granted_at))}
                {scope.until && `, ${m.apps.until(shortDay(scope.until))}`}
              </span>
            </li>
          ))}
        </ul>
      </div>
      <div className="card-foot">
        <span className="soft">{facts.filter(Boolean).join(" · ")}</span>
        <Button look="danger" onClick={onRevoke} aria-label={`${m.apps.revoke}: ${app.name}`}>
          {m.apps.revoke}
        </Button>
      </div>
    </li>
  );
}

function Revoke({ app, onClose, onRevoked }: { app: ConnectedApp; onClose: () => void; onRevoked: () => void }) {
  const revoke = useAction(async () => {
    await call("POST /api/v1/auth/revoke", { body: { miniapp_id: app.miniapp_id } });
    onRevoked();
  });
  return (
    <ConfirmDialog
      title={m.apps.revokeTitle(app.name)}
      act={m.apps.revoke}
      busy={revoke.busy}
      error={revoke.error}
      onAct={() => void revoke.run()}
      onClose={onClose}
    >
      <p>{m.apps.revokeText}</p>
    </ConfirmDialog>
  );
}
