import { type FormEvent, useRef, useState } from "react";
import { call } from "../../api/client";
import type { OrganizationPage } from "../../api/shapes";
import { useAccount } from "../../shared/account";
import { Attempt } from "../../shared/attempt";
import { Button } from "../../shared/components/Button";
import { Choice, Field } from "../../shared/components/Field";
import { Notice, Refusal } from "../../shared/components/Notice";
import { Mark, Section } from "../../shared/components/Show";
import { useAction } from "../../shared/load";
import { m } from "../../shared/messages";
import { readUser, roleName, serverOf, shortDay, shortName } from "../../shared/words";
import { ROLES } from "./Members";

interface Props {
  organization: OrganizationPage;
  onChange: () => void;
}

/** Who is invited, and inviting somebody; for admins. */
export function Invitations({ organization, onChange }: Props) {
  const { org_id, invitations = [] } = organization;
  const withdraw = useAction(async (invitation_id: string) => {
    await call("DELETE /api/v1/organizations/{org_id}/invitations/{invitation_id}", { path: { org_id, invitation_id } });
    onChange();
  });
  return (
    <>
      <Section title={m.organization.invite} className="card">
        <Invite orgId={org_id} onChange={onChange} />
      </Section>
      <Section title={m.organization.invitationTitle} className="card">
        {invitations.length === 0 && <p className="soft">{m.organization.noInvitations}</p>}
        <Refusal error={withdraw.error} />
        <ul className="rows">
          {invitations.map(({ invitation_id: id, user_id: user, role, expires_at: end }) => (
            <li key={id} className="row member">
              <Mark id={user} />
              <span className="row-text">
                <strong>{shortName(user)}</strong>
                <span className="soft wrap">{user}</span>
                <span className="soft">{m.organization.invitedAs(roleName(role), shortDay(end))}</span>
              </span>
              <span className="row-end">
                <Button
                  look="quiet"
                  busy={withdraw.busyWith(id)}
                  onClick={() => void withdraw.run(id)}
                  aria-label={`${m.organization.withdraw}: ${user}`}
                >
                  {m.organization.withdraw}
                </Button>
              </span>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

function Invite({ orgId, onChange }: { orgId: string; onChange: () => void }) {
  const { account } = useAccount();
  const [typed, setTyped] = useState("");
  const [role, setRole] = useState("developer");
  const [wrong, setWrong] = useState<string>();
  const [invited, setInvited] = useState<string>();
  const attempt = useRef(new Attempt());
  const server = serverOf(account.user_id);
  const invite = useAction(async (user_id: string) => {
    setInvited(undefined);
    const send = (idempotency_key: string) =>
      call("POST /api/v1/organizations/{org_id}/members", {
        path: { org_id: orgId },
        body: { user_id, role, idempotency_key },
      });
    await attempt.current.send([orgId, user_id, role], send);
    setInvited(user_id);
    setTyped("");
    onChange();
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    const user = readUser(typed, server);
    setWrong(user === null ? m.send.badUser : undefined);
    if (user !== null) void invite.run(user);
  }
  return (
    <form onSubmit={submit} noValidate>
      <Field
        label={m.organization.inviteUser}
        hint={m.send.toHint(server)}
        error={wrong}
        value={typed}
        autoCapitalize="none"
        onChange={(event) => setTyped(event.target.value)}
      />
      <Choice
        label={m.organization.role}
        hint={m.roleTexts[role]}
        value={role}
        options={ROLES}
        onChange={(event) => setRole(event.target.value)}
      />
      <Refusal error={invite.error} />
      {invited && <Notice tone="good">{m.organization.invited(invited)}</Notice>}
      <div className="buttons">
        <Button type="submit" look="primary" busy={invite.busy}>
          {m.organization.inviteSubmit}
        </Button>
      </div>
    </form>
  );
}
