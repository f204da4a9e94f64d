import { useRef, useState } from "react";
import { call } from "../../api/client";
import type { Invited, Membership } from "../../api/shapes";
import { Attempt } from "../../shared/attempt";
import { Button } from "../../shared/components/Button";
import { Icon } from "../../shared/components/Icon";
import { Empty, Refusal, Waiting } from "../../shared/components/Notice";
import { Page } from "../../shared/components/Page";
import { Chip, Mark, Section } from "../../shared/components/Show";
import { useAction, useLoad } from "../../shared/load";
import { m } from "../../shared/messages";
import { Link, navigate } from "../../shared/router";
import { roleName, shortDay } from "../../shared/words";
import { type Details, DetailsForm } from "./details";

/** The organizations that a developer is in, and those that want them. */
export function Organizations() {
  const developer = useLoad("developer", () => call("GET /api/v1/developer"));
  const { data, error, reload } = developer;
  return (
    <Page title={m.developer.title} lead={m.developer.lead}>
      <Refusal error={error} retry={reload} />
      {!data && !error && <Waiting rows={3} />}
      {data && (
        <div className="stack wide-gap">
          {data.invitations.length > 0 && <Invitations invitations={data.invitations} isListed onAnswer={reload} />}
          <List organizations={data.organizations} />
          <Create />
        </div>
      )}
    </Page>
  );
}

function List({ organizations }: { organizations: Membership[] }) {
  if (organizations.length === 0) {
    return (
      <div className="card">
        <Empty icon="people" title={m.developer.none}>
          {m.developer.noneText}
        </Empty>
      </div>
    );
  }
  return (
    <ul className="rows card">
      {organizations.map(({ org_id: id, name, role, members }) => (
        <li key={id}>
          <Link to={`/developer/organizations/${id}`} className="row">
            <Mark id={name} />
            <span className="row-text">
              <strong>{name}</strong>
              <span className="soft">{m.developer.members(members)}</span>
            </span>
            <span className="row-end inline">
              <Chip>{roleName(role)}</Chip>
              <Icon name="next" />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Create() {
  const [isOpen, setOpen] = useState(false);
  const attempt = useRef(new Attempt());
  const create = useAction(async ({ name, description, website }: Details) => {
    const content = { name, ...(description && { description }), ...(website && { website }) };
    const send = (idempotency_key: string) => call("POST /api/v1/organizations", { body: { ...content, idempotency_key } });
    const made = await attempt.current.send(content, send);
    navigate(`/developer/organizations/${made.org_id}`);
  });
  if (!isOpen) {
    return (
      <div className="buttons">
        <Button look="primary" onClick={() => setOpen(true)}>
          {m.developer.create}
        </Button>
      </div>
    );
  }
  return (
    <Section title={m.developer.create} className="card">
      <DetailsForm act={m.developer.submit} doing={create} onClose={() => setOpen(false)} />
    </Section>
  );
}

interface InvitationsProps {
  invitations: Invited[];
  /** Whether this person could accept; declining is for everybody. */
  isListed: boolean;
  onAnswer: () => void;
}

export function Invitations({ invitations, isListed, onAnswer }: InvitationsProps) {
  return (
    <Section title={m.developer.invitations}>
      <ul className="cards">
        {invitations.map((invitation) => (
          <Invitation key={invitation.invitation_id} invitation={invitation} isListed={isListed} onAnswer={onAnswer} />
        ))}
      </ul>
    </Section>
  );
}

function Invitation({
  invitation,
  isListed,
  onAnswer,
}: Omit<InvitationsProps, "invitations"> & { invitation: Invited }) {
  const { invitation_id, org_name: name, role, invited_by: by, expires_at: end } = invitation;
  const answer = useAction(async (act: "accept" | "decline") => {
    await call(`POST /api/v1/developer/invitations/{invitation_id}/${act}`, { path: { invitation_id } });
    onAnswer();
  });
  return (
    <li className="card stack">
      <div className="person">
        <Mark id={name} />
        <div className="person-text">
          <h3>{name}</h3>
          <span className="soft wrap">{m.developer.invitedBy(by, roleName(role))}</span>
          <span className="soft">{m.developer.until(shortDay(end))}</span>
        </div>
      </div>
      <Refusal error={answer.error} />
      <div className="buttons pair">
        <Button busy={answer.busyWith("decline")} onClick={() => void answer.run("decline")}>
          {m.developer.decline}
        </Button>
        {isListed && (
          <Button look="primary" busy={answer.busyWith("accept")} onClick={() => void answer.run("accept")}>
            {m.developer.accept}
          </Button>
        )}
      </div>
    </li>
  );
}
