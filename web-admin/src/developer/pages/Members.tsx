import { useState } from "react";
import { call } from "../../api/client";
import type { OrganizationPage } from "../../api/shapes";
import { useAccount } from "../../shared/account";
import { Button } from "../../shared/components/Button";
import { ConfirmDialog } from "../../shared/components/Dialog";
import { Refusal } from "../../shared/components/Notice";
import { Chip, Mark, Section } from "../../shared/components/Show";
import { useAction } from "../../shared/load";
import { m } from "../../shared/messages";
import { navigate } from "../../shared/router";
import { roleName, shortDay, shortName } from "../../shared/words";

type Member = OrganizationPage["members"][number];

/** The roles by name, for a choice. */
export const ROLES: [string, string][] = ["viewer", "developer", "admin"].map((role) => [role, roleName(role)]);

interface Props {
  organization: OrganizationPage;
  onChange: () => void;
}

export function Members({ organization, onChange }: Props) {
  const { account } = useAccount();
  const [leaving, setLeaving] = useState<Member>();
  const { org_id } = organization;
  const change = useAction(async (user_id: string, role: string) => {
    await call("PATCH /api/v1/organizations/{org_id}/members/{user_id}", { path: { org_id, user_id }, body: { role } });
    onChange();
  });
  return (
    <Section title={m.organization.memberTitle} className="card" aside={<Chip>{organization.members.length}</Chip>}>
      <Refusal error={change.error} />
      <ul className="rows">
        {organization.members.map((member) => (
          <MemberRow
            key={member.user_id}
            member={member}
            isMe={member.user_id === account.user_id}
            isAdmin={organization.role === "admin"}
            onRole={(role) => void change.run(member.user_id, role)}
            onLeave={() => setLeaving(member)}
          />
        ))}
      </ul>
      {leaving && (
        <Leave
          organization={organization}
          member={leaving}
          isMe={leaving.user_id === account.user_id}
          onClose={() => setLeaving(undefined)}
          onChange={onChange}
        />
      )}
    </Section>
  );
}

interface RowProps {
  member: Member;
  isMe: boolean;
  isAdmin: boolean;
  onRole: (role: string) => void;
  onLeave: () => void;
}

function MemberRow({ member, isMe, isAdmin, onRole, onLeave }: RowProps) {
  const { user_id: user, role } = member;
  return (
    <li className="row member">
      <Mark id={user} />
      <span className="row-text">
        <strong>
          {shortName(user)} {isMe && <span className="soft">({m.you})</span>}
        </strong>
        <span className="soft wrap">
          {user}, {m.organization.joined(shortDay(member.joined_at))}
        </span>
      </span>
      <span className="row-end inline">
        {isAdmin && !isMe ? (
          <select
            className="input small"
            aria-label={m.organization.roleOf(user)}
            value={role}
            onChange={(event) => onRole(event.target.value)}
          >
            {ROLES.map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        ) : (
          <Chip>{roleName(role)}</Chip>
        )}
        {(isMe || isAdmin) && (
          <Button look="quiet" onClick={onLeave} aria-label={isMe ? m.organization.leave : `${m.organization.remove}: ${user}`}>
            {isMe ? m.organization.leave : m.organization.remove}
          </Button>
        )}
      </span>
    </li>
  );
}

interface LeaveProps extends Props {
  member: Member;
  isMe: boolean;
  onClose: () => void;
}

/** The end of a membership: one's own, or another's. */
function Leave({ organization, member, isMe, onClose, onChange }: LeaveProps) {
  const end = useAction(async () => {
    const path = { org_id: organization.org_id, user_id: member.user_id };
    await call("DELETE /api/v1/organizations/{org_id}/members/{user_id}", { path });
    onClose();
    if (isMe) navigate("/developer");
    else onChange();
  });
  const [title, text, act] = isMe
    ? [m.organization.leaveTitle(organization.name), m.organization.leaveText, m.organization.leave]
    : [m.organization.removeTitle(member.user_id), m.organization.removeText, m.organization.remove];
  return (
    <ConfirmDialog title={title} act={act} busy={end.busy} error={end.error} onAct={() => void end.run()} onClose={onClose}>
      <p>{text}</p>
    </ConfirmDialog>
  );
}
