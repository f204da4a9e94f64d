import { useState } from "react";
import { call } from "../../api/client";
import type { AskedScope, Consent as Question, ConsentAnswer } from "../../api/shapes";
import { signOut, useAccount } from "../../shared/account";
import { redirectAddress } from "../../shared/addresses";
import { Button, LinkButton } from "../../shared/components/Button";
import { Empty, Notice, Refusal, Waiting } from "../../shared/components/Notice";
import { Page } from "../../shared/components/Page";
import { Gate } from "../../shared/components/Shell";
import { Chip, type ChipTone, Mark, Person } from "../../shared/components/Show";
import { useAction, useLoad } from "../../shared/load";
import { m } from "../../shared/messages";
import { leaveTo, useQuery } from "../../shared/router";
import { serverOf } from "../../shared/words";

/** What an app asks for, and the person's answer. */
export function Consent() {
  const { account } = useAccount();
  const session = useQuery().get("session") ?? "";
  return (
    <Gate about={serverOf(account.user_id)} devMode={account.dev_mode}>
      {session ? <Asked key={session} session={session} /> : <Over text={m.consent.none} />}
    </Gate>
  );
}

function Over({ text }: { text: string }) {
  return (
    <Page title={m.consent.plainTitle} quietTitle>
      <Empty icon="clock" title={m.consent.over} action={<LinkButton to="/account">{m.consent.toAccount}</LinkButton>}>
        {text}
      </Empty>
    </Page>
  );
}

function Asked({ session }: { session: string }) {
  const question = useLoad(session, () => call("GET /oauth2/consent", { query: { session } }));
  const [answer, setAnswer] = useState<ConsentAnswer>();
  if (answer && question.data) return <Answered answer={answer} question={question.data} />;
  if (question.error?.status === 404 || question.error?.status === 400) return <Over text={m.consent.overText} />;
  if (!question.data) {
    return (
      <Page title={m.consent.plainTitle} quietTitle>
        {question.error ? <Refusal error={question.error} retry={question.reload} /> : <Waiting rows={5} />}
      </Page>
    );
  }
  return <Form question={question.data} onAnswer={setAnswer} />;
}

function Form({ question, onAnswer }: { question: Question; onAnswer: (answer: ConsentAnswer) => void }) {
  const { account } = useAccount();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const chosen = question.requested_scopes.map(({ scope }) => scope).filter((scope) => !left.has(scope));
  const decide = useAction(async (decision: "approve" | "deny") => {
    const approved_scopes = decision === "approve" ? chosen : [];
    const answer = await call("POST /oauth2/consent", { body: { session: question.session, approved_scopes, decision } });
    onAnswer(answer);
    const target = redirectAddress(answer.redirect_to);
    if (target !== null) leaveTo(target);
  });
  const change = useAction(() => signOut(location.pathname + location.search));
  function toggle(scope: string) {
    const next = new Set(left);
    if (!next.delete(scope)) next.add(scope);
    setLeft(next);
  }
  const isEmpty = chosen.length === 0 && question.requested_scopes.length > 0;
  return (
    <Page
      title={m.consent.title(question.miniapp_name)}
      mark={<Mark id={question.miniapp_name} />}
      lead={<Asker question={question} />}
    >
      {question.purpose === "device" && <Notice tone="warn">{m.consent.deviceWarning}</Notice>}
      {question.requested_scopes.length > 0 && (
        <fieldset className="scopes">
          <legend>{m.consent.wants}</legend>
          {question.requested_scopes.map((asked) => (
            <label key={asked.scope} className="scope">
              <input type="checkbox" checked={!left.has(asked.scope)} onChange={() => toggle(asked.scope)} />
              <ScopeText asked={asked} />
            </label>
          ))}
          <p className="hint">{m.consent.leaveOut}</p>
        </fieldset>
      )}
      {question.pre_approved_scopes.length > 0 && (
        <section>
          <h2 className="minor">{m.consent.has}</h2>
          <ul className="plain-list">
            {question.pre_approved_scopes.map((asked) => (
              <li key={asked.scope}>{asked.description}</li>
            ))}
          </ul>
        </section>
      )}
      <section className="who">
        <h2 className="minor">{m.consent.as}</h2>
        <Person id={account.user_id} name={account.display_name ?? undefined} />
        <button type="button" className="link" onClick={() => void change.run()}>
          {m.consent.switch}
        </button>
        {question.redirect_host && (
          <p className="hint">
            {m.consent.goesTo} <strong className="wrap">{question.redirect_host}</strong>. {m.consent.stays}
          </p>
        )}
        {!question.redirect_host && <p className="hint">{m.consent.stays}</p>}
      </section>
      {decide.error?.status === 404 ? (
        <Notice tone="bad">{m.consent.notYours}</Notice>
      ) : (
        <Refusal error={decide.error ?? change.error} />
      )}
      {isEmpty && (
        <p className="hint" role="status">
          {m.consent.nothing}
        </p>
      )}
      <div className="buttons pair">
        <Button busy={decide.busyWith("deny")} onClick={() => void decide.run("deny")}>
          {m.consent.deny}
        </Button>
        <Button look="primary" busy={decide.busyWith("approve")} disabled={isEmpty} onClick={() => void decide.run("approve")}>
          {m.consent.allow}
        </Button>
      </div>
    </Page>
  );
}

function Asker({ question }: { question: Question }) {
  return (
    <>
      <code className="wrap">{question.miniapp_id}</code> {question.official && <Chip tone="good">{m.consent.official}</Chip>}
    </>
  );
}

const TONES: Record<string, ChipTone> = { high: "warn", critical: "bad", privileged: "bad" };

function ScopeText({ asked }: { asked: AskedScope }) {
  return (
    <span className="scope-text">
      <span>{asked.description}</span>
      <span className="scope-foot">
        <Chip tone={TONES[asked.sensitivity] ?? "plain"}>{m.consent.sensitivity[asked.sensitivity] ?? asked.sensitivity}</Chip>
        <code>{asked.scope}</code>
      </span>
    </span>
  );
}

function Answered({ answer, question }: { answer: ConsentAnswer; question: Question }) {
  const title = answer.status === "approved" ? m.consent.approved : m.consent.denied;
  const hasTarget = answer.redirect_to !== undefined;
  const goes = redirectAddress(answer.redirect_to) !== null;
  const text = question.purpose === "device" ? m.consent.goBackDevice : m.consent.goBack;
  return (
    <Page title={title} quietTitle>
      <Empty
        icon={answer.status === "approved" ? "check" : "cross"}
        title={title}
        action={goes ? undefined : <LinkButton to="/account">{m.consent.toAccount}</LinkButton>}
      >
        {goes ? m.consent.going : hasTarget ? m.consent.badTarget : text}
      </Empty>
    </Page>
  );
}
