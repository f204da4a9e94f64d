import { useState } from "react";
import { call } from "../../api/client";
import type { OrganizationPage as Shown } from "../../api/shapes";
import { websiteAddress } from "../../shared/addresses";
import { Button } from "../../shared/components/Button";
import { Empty, Refusal, Waiting } from "../../shared/components/Notice";
import { Page } from "../../shared/components/Page";
import { Chip, Facts, Section } from "../../shared/components/Show";
import { useAction, useLoad } from "../../shared/load";
import { m } from "../../shared/messages";
import { roleName, shortDay } from "../../shared/words";
import { type Details, DetailsForm } from "./details";
import { Invitations } from "./Invitations";
import { Members } from "./Members";

/** One organization: what it is, who is in it, who is invited. */
export function OrganizationPage({ id }: { id: string }) {
  const organization = useLoad(id, () => call("GET /api/v1/organizations/{org_id}", { path: { org_id: id } }));
  const { data, error, reload } = organization;
  return (
    <Page title={data?.name ?? m.developer.title} back={{ to: "/developer", label: m.organization.all }}>
      {error?.status === 404 ? (
        <Empty icon="search" title={m.notFound.title}>
          {m.errors.notFound}
        </Empty>
      ) : (
        <Refusal error={error} retry={reload} />
      )}
      {!data && !error && <Waiting rows={5} />}
      {data && (
        <div className="stack wide-gap">
          <About organization={data} onChange={reload} />
          <Members organization={data} onChange={reload} />
          {data.role === "admin" && <Invitations organization={data} onChange={reload} />}
        </div>
      )}
    </Page>
  );
}

function About({ organization, onChange }: { organization: Shown; onChange: () => void }) {
  const { org_id, name, description, website, role, created_at: made } = organization;
  const [isOpen, setOpen] = useState(false);
  const save = useAction(async (details: Details) => {
    await call("PATCH /api/v1/organizations/{org_id}", { path: { org_id }, body: { ...details } });
    setOpen(false);
    onChange();
  });
  if (isOpen) {
    const present = { name, description: description ?? "", website: website ?? "" };
    return (
      <Section title={m.organization.details} className="card">
        <DetailsForm present={present} act={m.organization.save} doing={save} onClose={() => setOpen(false)} />
      </Section>
    );
  }
  const address = websiteAddress(website);
  return (
    <Section title={m.organization.details} className="card" aside={<Chip>{roleName(role)}</Chip>}>
      {description && <p>{description}</p>}
      <Facts
        facts={[
          [
            m.developer.website,
            address && (
              <a href={address} target="_blank" rel="noreferrer">
                {address}
              </a>
            ),
          ],
          [m.organization.id, <code>{org_id}</code>],
          [m.organization.madeOn, shortDay(made)],
        ]}
      />
      {role === "admin" && <Button onClick={() => setOpen(true)}>{m.organization.edit}</Button>}
    </Section>
  );
}
