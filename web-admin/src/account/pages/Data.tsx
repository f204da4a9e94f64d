import { useState } from "react";
import { type ApiError, call, exportText } from "../../api/client";
import { useAccount } from "../../shared/account";
import { Button } from "../../shared/components/Button";
import { ConfirmDialog } from "../../shared/components/Dialog";
import { Field } from "../../shared/components/Field";
import { Empty, Notice, Refusal } from "../../shared/components/Notice";
import { Page } from "../../shared/components/Page";
import { Gate } from "../../shared/components/Shell";
import { Section } from "../../shared/components/Show";
import { useAction } from "../../shared/load";
import { m } from "../../shared/messages";
import { leaveTo } from "../../shared/router";
import { shortName } from "../../shared/words";
import { challengeFor, useProof } from "../proof";

/** Taking one's data along, and leaving for good. */
export function Data() {
  const [isErasing, setErasing] = useState(false);
  return (
    <Page title={m.data.title}>
      <div className="stack wide-gap">
        <Export />
        <Section title={m.data.eraseTitle} className="card">
          <p>{m.data.eraseText}</p>
          <p>{m.data.eraseNeeds}</p>
          <Button look="danger" onClick={() => setErasing(true)}>
            {m.data.erase}
          </Button>
        </Section>
      </div>
      {isErasing && <Erase onClose={() => setErasing(false)} />}
    </Page>
  );
}

function Export() {
  const { account } = useAccount();
  const [isDone, setDone] = useState(false);
  const take = useAction(async () => {
    save(await exportText(), `${shortName(account.user_id)}-wallet-data.json`);
    setDone(true);
  });
  return (
    <Section title={m.data.exportTitle} className="card">
      <p>{m.data.exportText}</p>
      <Refusal error={take.error} />
      {isDone && <Notice tone="good">{m.data.exported}</Notice>}
      <Button icon="data" busy={take.busy} onClick={() => void take.run()}>
        {m.data.export}
      </Button>
    </Section>
  );
}

/** Hands a text to the browser as a file. Reading it first shows a refusal here, and not as a file. */
function save(text: string, name: string) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function Erase({ onClose }: { onClose: () => void }) {
  const { account } = useAccount();
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState<string>();
  const proof = useProof(challengeFor("erase"));
  const erase = useAction(async () => {
    await call("POST /api/v1/account/erase", { body: { user_id: account.user_id, ...(await proof.take()) } });
    leaveTo("/account/erased");
  });
  function act() {
    const isSame = typed.trim() === account.user_id;
    setWrong(isSame ? undefined : m.data.differs);
    if (isSame && proof.check()) void erase.run();
  }
  const state = stateInWords(erase.error);
  return (
    <ConfirmDialog
      title={m.data.confirmTitle}
      act={m.data.erase}
      busy={erase.busy}
      error={state ? undefined : erase.error}
      onAct={act}
      onClose={onClose}
    >
      <p>{m.data.eraseText}</p>
      <p>{m.data.confirmText(account.user_id)}</p>
      {state && <Notice tone="bad">{state}</Notice>}
      <Field
        label={m.data.userId}
        value={typed}
        error={wrong}
        autoCapitalize="none"
        onChange={(event) => setTyped(event.target.value)}
      />
      {proof.fields}
    </ConfirmDialog>
  );
}

/** What stands in the way, where this page has better words for it than the server. */
function stateInWords(error: ApiError | undefined): string | undefined {
  return error?.code === "INVALID_STATE" ? m.data.states[String(error.details.state)] : undefined;
}

/** What is shown when it is done; nobody is signed in any more. */
export function Erased() {
  return (
    <Gate devMode={false}>
      <Page title={m.data.erased} quietTitle>
        <Empty icon="check" title={m.data.erased}>
          {m.data.erasedText}
        </Empty>
      </Page>
    </Gate>
  );
}
