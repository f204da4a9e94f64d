import { type FormEvent, useState } from "react";
import { call } from "../../api/client";
import type { NewAuthenticator } from "../../api/shapes";
import { useAccount } from "../../shared/account";
import { Button } from "../../shared/components/Button";
import { Notice, Refusal } from "../../shared/components/Notice";
import { Chip, Section } from "../../shared/components/Show";
import { useAction } from "../../shared/load";
import { m } from "../../shared/messages";
import { CodeField } from "../proof";
import { AskProof, FirstProve } from "./ask";

type Open = "begin" | "remove" | "renew";

/** The authenticator app and the recovery codes that stand in for it. */
export function AuthenticatorApp() {
  const { account, reload } = useAccount();
  const { totp: isOn, recovery_codes_left: left } = account.factors;
  const [open, setOpen] = useState<Open>();
  const [made, setMade] = useState<NewAuthenticator>();
  const [codes, setCodes] = useState<string[]>();
  const close = () => (setOpen(undefined), setMade(undefined));
  const done = (shown?: string[]) => {
    close();
    setCodes(shown);
    reload();
  };
  return (
    <Section
      title={m.security.appTitle}
      className="card"
      aside={<Chip tone={isOn ? "good" : "plain"}>{isOn ? m.security.appOn : m.security.appOff}</Chip>}
    >
      <p className="soft">
        {m.security.appText} {isOn && m.security.codesLeft(left)}
      </p>
      {codes && <Codes codes={codes} onDone={() => setCodes(undefined)} />}
      {made && <Confirm made={made} onConfirmed={done} onClose={close} />}
      {open === "begin" && !made && (
        <FirstProve
          object="totp"
          onAct={async (take) => setMade(await call("POST /api/v1/mfa/totp", { body: await take() }))}
          onClose={close}
        />
      )}
      {!isOn && !open && <Button onClick={() => setOpen("begin")}>{m.security.addApp}</Button>}
      {isOn && !codes && (
        <div className="buttons">
          <Button onClick={() => setOpen("renew")}>{m.security.renewCodes}</Button>
          <Button look="danger" onClick={() => setOpen("remove")}>
            {m.security.removeApp}
          </Button>
        </div>
      )}
      {open === "remove" && (
        <AskProof
          object="totp"
          title={m.security.removeAppTitle}
          act={m.security.remove}
          onAct={async (take) => {
            await call("POST /api/v1/mfa/totp/remove", { body: await take() });
            done();
          }}
          onClose={close}
        >
          <p>{m.security.removeAppText}</p>
        </AskProof>
      )}
      {open === "renew" && (
        <AskProof
          object="recovery_codes"
          title={m.security.renewTitle}
          act={m.security.renewCodes}
          onAct={async (take) =>
            done((await call("POST /api/v1/mfa/recovery-codes", { body: await take() })).recovery_codes)
          }
          onClose={close}
        >
          <p>{m.security.renewText}</p>
        </AskProof>
      )}
    </Section>
  );
}

interface ConfirmProps {
  made: NewAuthenticator;
  onConfirmed: (codes: string[]) => void;
  onClose: () => void;
}

function Confirm({ made, onConfirmed, onClose }: ConfirmProps) {
  const [code, setCode] = useState("");
  const [wrong, setWrong] = useState<string>();
  const confirm = useAction(async () => {
    setCode("");
    onConfirmed((await call("POST /api/v1/mfa/totp/confirm", { body: { otp_code: code } })).recovery_codes);
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    const fits = /^\d{6}$/.test(code);
    setWrong(fits ? undefined : m.proof.wrong.totp);
    if (fits && !confirm.busy) void confirm.run();
  }
  return (
    <form onSubmit={submit} noValidate>
      <p>{m.security.scan}</p>
      <img className="qr" src={`data:image/svg+xml,${encodeURIComponent(made.qr_svg)}`} alt={m.security.scanLabel} />
      <p>
        {m.security.byHand} <code>{made.secret.replace(/(.{4})(?=.)/g, "$1 ")}</code>
      </p>
      <CodeField value={code} error={wrong} onCode={setCode} />
      <Refusal error={confirm.error} />
      <div className="buttons">
        <Button type="submit" look="primary" busy={confirm.busy}>
          {m.security.confirmApp}
        </Button>
        <Button onClick={onClose}>{m.cancel}</Button>
      </div>
    </form>
  );
}

function Codes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  return (
    <div className="stack">
      <h3>{m.security.codesTitle}</h3>
      <Notice tone="warn">{m.security.codesText}</Notice>
      <ul className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="buttons">
        <Button look="primary" onClick={onDone}>
          {m.security.codesDone}
        </Button>
      </div>
    </div>
  );
}
