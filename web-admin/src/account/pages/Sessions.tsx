import { useState } from "react";
import { call } from "../../api/client";
import type { Session } from "../../api/shapes";
import { signOut } from "../../shared/account";
import { Button } from "../../shared/components/Button";
import { ConfirmDialog } from "../../shared/components/Dialog";
import { Icon } from "../../shared/components/Icon";
import { Refusal, Waiting } from "../../shared/components/Notice";
import { Page } from "../../shared/components/Page";
import { Chip } from "../../shared/components/Show";
import { useAction, useLoad } from "../../shared/load";
import { m } from "../../shared/messages";
import { agentInWords, dayAndTime } from "../../shared/words";

/** Where this person is signed in, and the ways to end that. */
export function Sessions() {
  const sessions = useLoad("sessions", () => call("GET /api/v1/account/sessions"));
  const [ending, setEnding] = useState<Session>();
  const [isLeaving, setLeaving] = useState(false);
  const { data, error, reload } = sessions;
  const ended = () => {
    setEnding(undefined);
    reload();
  };
  return (
    <Page title={m.sessions.title} lead={m.sessions.lead}>
      <Refusal error={error} retry={reload} />
      {!data && !error && <Waiting rows={3} />}
      {data && (
        <>
          <ul className="rows card">
            {data.sessions.map((session) => (
              <SessionRow key={session.session_id} session={session} onEnd={() => setEnding(session)} />
            ))}
          </ul>
          <div className="buttons list-end">
            <Button look="danger" icon="signOut" onClick={() => setLeaving(true)}>
              {m.sessions.everywhere}
            </Button>
          </div>
        </>
      )}
      {ending && <End session={ending} onClose={() => setEnding(undefined)} onEnded={ended} />}
      {isLeaving && <EndAll onClose={() => setLeaving(false)} />}
    </Page>
  );
}

function SessionRow({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const name = agentInWords(session.agent);
  const method = m.sessions.by(m.sessions.methods[session.method] ?? session.method);
  return (
    <li className="row top">
      <span className="mark plain">
        <Icon name="sessions" />
      </span>
      <div className="row-text">
        <div className="row-head">
          <strong>{name}</strong>
          {session.current ? (
            <Chip tone="good">{m.sessions.current}</Chip>
          ) : (
            <Button look="quiet" onClick={onEnd} aria-label={`${m.sessions.end}: ${name}`}>
              {m.sessions.end}
            </Button>
          )}
        </div>
        <span className="soft wrap">
          {[m.sessions.seen(dayAndTime(session.last_seen_at)), session.address].filter(Boolean).join(" · ")}
        </span>
        <span className="soft wrap">
          {m.sessions.began(dayAndTime(session.created_at))} {method}
        </span>
        <span className="soft">{m.sessions.ends(dayAndTime(session.expires_at))}</span>
      </div>
    </li>
  );
}

function End({ session, onClose, onEnded }: { session: Session; onClose: () => void; onEnded: () => void }) {
  const end = useAction(async () => {
    await call("DELETE /api/v1/account/sessions/{session_id}", { path: { session_id: session.session_id } });
    onEnded();
  });
  return (
    <ConfirmDialog
      title={m.sessions.endTitle}
      act={m.sessions.end}
      busy={end.busy}
      error={end.error}
      onAct={() => void end.run()}
      onClose={onClose}
    >
      <p>{m.sessions.endText}</p>
    </ConfirmDialog>
  );
}

function EndAll({ onClose }: { onClose: () => void }) {
  const end = useAction(() => signOut("/account", "everywhere"));
  return (
    <ConfirmDialog
      title={m.sessions.everywhereTitle}
      act={m.sessions.everywhere}
      busy={end.busy}
      error={end.error}
      onAct={() => void end.run()}
      onClose={onClose}
    >
      <p>{m.sessions.everywhereText}</p>
    </ConfirmDialog>
  );
}
