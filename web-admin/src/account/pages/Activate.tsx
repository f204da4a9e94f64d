import { type FormEvent, useRef, useState } from "react";
import { call } from "../../api/client";
import { groupDigits } from "../../api/money";
import type { Activated, ActivationRules, Identity } from "../../api/shapes";
import { signOut, useAccount } from "../../shared/account";
import { websiteAddress } from "../../shared/addresses";
import { Attempt } from "../../shared/attempt";
import { Button, LinkButton } from "../../shared/components/Button";
import { Check, Field } from "../../shared/components/Field";
import { Empty, Notice, Refusal, Waiting } from "../../shared/components/Notice";
import { Page } from "../../shared/components/Page";
import { Section } from "../../shared/components/Show";
import { useAction, useLoad } from "../../shared/load";
import { m } from "../../shared/messages";
import { useQuery } from "../../shared/router";
import { money } from "../../shared/words";
import { ChoosePin, NOTHING_CHOSEN, checkChosen, isGood } from "../pinForm";
import { hasAnyFactor } from "../proof";

/** How a wallet becomes able to spend: from the link in a message, or from one's own overview. */
export function Activate() {
  const { account } = useAccount();
  const query = useQuery();
  const [done, setDone] = useState<Activated>();
  const [user, sig] = [query.get("user"), query.get("sig")];
  if (done) return <Done activated={done} />;
  if (user === null && sig === null) return <Own rules={account.activation} onDone={setDone} />;
  return <ByLink user={user ?? ""} sig={sig ?? ""} onDone={setDone} />;
}

interface Ends {
  onDone: (activated: Activated) => void;
}

function ByLink({ user, sig, onDone }: { user: string; sig: string } & Ends) {
  const { account } = useAccount();
  const link = useLoad(`${user} ${sig}`, () => call("GET /api/v1/account/activation", { query: { user, sig } }));
  const change = useAction(() => signOut(location.pathname + location.search));
  if (link.data) return <Own rules={{ ...account.activation, ...link.data }} onDone={onDone} />;
  const code = link.error?.code;
  return (
    <Page title={m.activate.title} quietTitle={code !== undefined}>
      {!link.error && <Waiting rows={4} />}
      {code === "INVALID_SIGNATURE" || code === "INVALID_REQUEST" ? (
        <Empty
          icon="alert"
          title={m.activate.changed}
          action={<LinkButton to="/account/activate">{m.activate.own}</LinkButton>}
        >
          {m.activate.changedText}
        </Empty>
      ) : code === "INSUFFICIENT_PERMISSIONS" ? (
        <Empty
          icon="alert"
          title={m.activate.other}
          action={
            <Button look="primary" busy={change.busy} onClick={() => void change.run()}>
              {m.consent.switch}
            </Button>
          }
        >
          {m.activate.otherText(account.user_id)}
        </Empty>
      ) : (
        <Refusal error={link.error} retry={link.reload} />
      )}
    </Page>
  );
}

function Own({ rules, onDone }: { rules: ActivationRules } & Ends) {
  const { account } = useAccount();
  const status = account.wallet?.status;
  if (status === "active") {
    return (
      <Page title={m.activate.title} quietTitle>
        <Empty icon="check" title={m.activate.already} action={<LinkButton to="/account">{m.activate.home}</LinkButton>} />
      </Page>
    );
  }
  return (
    <Page title={m.activate.title} lead={m.activate.lead}>
      {status === "suspended" ? <Notice tone="bad">{m.activate.suspended}</Notice> : <Form rules={rules} onDone={onDone} />}
    </Page>
  );
}

type Wrong = Partial<Record<"pin" | "again" | "terms", string | undefined>>;

function Form({ rules, onDone }: { rules: ActivationRules } & Ends) {
  const { account, reload } = useAccount();
  const [terms, setTerms] = useState(false);
  const [chosen, setChosen] = useState(NOTHING_CHOSEN);
  const [identity, setIdentity] = useState<Identity>({});
  const [wrong, setWrong] = useState<Wrong>({});
  const attempt = useRef(new Attempt());
  const needs = (step: string) => rules.steps.includes(step);
  const hasFactor = hasAnyFactor(account.factors);
  const needsPin = needs("pin_or_passkey") && !hasFactor;
  const activate = useAction(async () => {
    // Somebody who came by a link has a wallet; somebody who came by themselves may have none yet.
    if (!account.wallet) await call("POST /api/v1/wallet/register", { body: {} });
    const content = {
      ...(needs("terms") && { terms_version: rules.terms_version, terms_accepted: true }),
      ...(needsPin && { pin: chosen.pin }),
      ...((needs("identity_review") || needs("contact")) && { identity }),
    };
    const send = (idempotency_key: string) => call("POST /api/v1/wallet/activate", { body: { ...content, idempotency_key } });
    onDone(await attempt.current.send(content, send));
    reload();
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    const found: Wrong = {
      ...(needsPin && checkChosen(chosen)),
      ...(needs("terms") && !terms && { terms: m.activate.termsNeeded }),
    };
    setWrong(found);
    if (isGood(found) && !activate.busy) void activate.run();
  }
  return (
    <form className="stack wide-gap" onSubmit={submit} noValidate>
      {needs("pin_or_passkey") && (
        <Section title={m.activate.pinTitle} className="card">
          <p className="soft">{hasFactor ? m.activate.hasFactor : m.activate.pinLead}</p>
          {needsPin && <ChoosePin chosen={chosen} wrong={wrong} onChange={setChosen} />}
        </Section>
      )}
      <IdentityFields steps={rules.steps} identity={identity} onChange={setIdentity} />
      {needs("terms") && <Terms rules={rules} accepted={terms} error={wrong.terms} onChange={setTerms} />}
      <Refusal error={activate.error} />
      <Button type="submit" look="primary" busy={activate.busy}>
        {m.activate.submit}
      </Button>
    </form>
  );
}

interface TermsProps {
  rules: ActivationRules;
  accepted: boolean;
  error: string | undefined;
  onChange: (accepted: boolean) => void;
}

function Terms({ rules, accepted, error, onChange }: TermsProps) {
  const address = websiteAddress(rules.terms_url);
  return (
    <div>
      {address && (
        <p>
          <a href={address} target="_blank" rel="noreferrer">
            {m.activate.readTerms}
          </a>
        </p>
      )}
      <Check checked={accepted} error={error} onChange={(event) => onChange(event.target.checked)}>
        {m.activate.terms(rules.terms_version)}
      </Check>
    </div>
  );
}

interface IdentityProps {
  steps: string[];
  identity: Identity;
  onChange: (identity: Identity) => void;
}

function IdentityFields({ steps, identity, onChange }: IdentityProps) {
  const text = (field: keyof Identity) => ({
    value: identity[field] ?? "",
    onChange: (event: { target: { value: string } }) => onChange({ ...identity, [field]: event.target.value }),
    maxLength: 200,
  });
  return (
    <>
      {steps.includes("identity_review") && (
        <Section title={m.activate.identityTitle} className="card">
          <p className="soft">{m.activate.identityLead}</p>
          <Field label={m.activate.fullName} autoComplete="name" {...text("full_name")} />
          <Field label={m.activate.birth} type="date" autoComplete="bday" {...text("date_of_birth")} />
          <Field label={m.activate.country} autoComplete="country-name" {...text("country")} />
        </Section>
      )}
      {steps.includes("contact") && (
        <Section title={m.activate.contactTitle} className="card">
          <Field label={m.activate.contact} autoComplete="email" {...text("contact")} />
        </Section>
      )}
    </>
  );
}

function Done({ activated }: { activated: Activated }) {
  const { payment_enabled: isActive, balance, bonus, currency } = activated;
  const title = isActive ? m.activate.done : m.activate.waits;
  return (
    <Page title={title} quietTitle>
      <div className="card">
        <Empty icon={isActive ? "check" : "clock"} title={title}>
          {isActive ? m.activate.doneText : m.activate.waitsText} {bonus && m.activate.bonus(money(bonus, currency))}
        </Empty>
        <div className="outcome">
          <p className="paper-amount">
            <span className="hidden">{m.activate.balance}: </span>
            {groupDigits(balance)} <span className="currency">{currency}</span>
          </p>
          <LinkButton look="primary" to="/account">
            {m.activate.home}
          </LinkButton>
        </div>
      </div>
    </Page>
  );
}
