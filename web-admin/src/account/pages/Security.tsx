import { type FormEvent, type ReactNode, useState } from "react";
import { call } from "../../api/client";
import type { Device } from "../../api/shapes";
import { useAccount } from "../../shared/account";
import { Button } from "../../shared/components/Button";
import { ConfirmDialog } from "../../shared/components/Dialog";
import { Icon } from "../../shared/components/Icon";
import { Notice, Refusal, Waiting } from "../../shared/components/Notice";
import { Page } from "../../shared/components/Page";
import { Chip, Section } from "../../shared/components/Show";
import { useAction, useLoad } from "../../shared/load";
import { m } from "../../shared/messages";
import { shortDay } from "../../shared/words";
import { ChoosePin, type ChosenWrong, NOTHING_CHOSEN, checkChosen, isGood } from "../pinForm";
import { AlwaysAsk } from "../factors/AlwaysAsk";
import { AuthenticatorApp } from "../factors/AuthenticatorApp";
import { Passkeys } from "../factors/Passkeys";
import { challengeFor, useCanProve, useProof } from "../proof";

/** The ways to prove oneself, each in a section of its own. A further way is a further entry. */
const FACTORS: [name: string, section: () => ReactNode][] = [
  ["pin", PinSection],
  ["passkeys", Passkeys],
  ["app", AuthenticatorApp],
  ["devices", DeviceSection],
  ["always", AlwaysAsk],
];

export function Security() {
  return (
    <Page title={m.security.title} lead={m.security.lead}>
      <div className="stack wide-gap">
        {FACTORS.map(([name, Factor]) => (
          <Factor key={name} />
        ))}
      </div>
    </Page>
  );
}

function PinSection() {
  const { account } = useAccount();
  const { pin: isSet, devices } = account.factors;
  const canProve = useCanProve();
  const [isOpen, setOpen] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const cannot = devices > 0 && !canProve;
  return (
    <Section
      title={m.security.pinTitle}
      className="card"
      aside={<Chip tone={isSet ? "good" : "warn"}>{isSet ? m.security.pinSet : m.security.pinMissing}</Chip>}
    >
      <p className="soft">{cannot ? m.security.pinByDevice : m.security.pinText}</p>
      {isSaved && !isOpen && <Notice tone="good">{m.security.pinSaved}</Notice>}
      {isOpen ? (
        <PinChange isSet={isSet} onClose={() => setOpen(false)} onSaved={() => (setOpen(false), setSaved(true))} />
      ) : (
        !cannot && <Button onClick={() => setOpen(true)}>{isSet ? m.security.changePin : m.security.setPin}</Button>
      )}
    </Section>
  );
}

function PinChange({ isSet, onClose, onSaved }: { isSet: boolean; onClose: () => void; onSaved: () => void }) {
  const { reload } = useAccount();
  const present = useProof(challengeFor("pin"), m.security.currentPin);
  const [chosen, setChosen] = useState(NOTHING_CHOSEN);
  const [wrong, setWrong] = useState<ChosenWrong>({});
  const save = useAction(async () => {
    await call("PUT /api/v1/account/pin", { body: { pin: chosen.pin, ...(await present.take()) } });
    reload();
    onSaved();
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    const found = checkChosen(chosen);
    setWrong(found);
    if (present.check() && isGood(found) && !save.busy) void save.run();
  }
  return (
    <form onSubmit={submit} noValidate>
      {present.fields}
      <ChoosePin label={isSet ? m.security.newPin : m.pin.choose} chosen={chosen} wrong={wrong} onChange={setChosen} />
      <Refusal error={save.error} />
      <div className="buttons">
        <Button type="submit" look="primary" busy={save.busy}>
          {m.security.savePin}
        </Button>
        <Button onClick={onClose}>{m.cancel}</Button>
      </div>
    </form>
  );
}

function DeviceSection() {
  const { reload: reloadAccount } = useAccount();
  const devices = useLoad("devices", () => call("GET /api/v1/devices"));
  const [removing, setRemoving] = useState<Device>();
  const removed = () => {
    setRemoving(undefined);
    devices.reload();
    reloadAccount();
  };
  const { data, error, reload } = devices;
  return (
    <Section title={m.security.devicesTitle} className="card">
      <p className="soft">{data?.devices.length === 0 ? m.security.noDevices : m.security.devicesText}</p>
      <Refusal error={error} retry={reload} />
      {!data && !error && <Waiting rows={2} />}
      <ul className="rows">
        {data?.devices.map((device) => (
          <li key={device.device_id} className="row">
            <span className="mark plain">
              <Icon name="device" />
            </span>
            <span className="row-text">
              <strong>{device.device_name || m.security.unnamed}</strong>
              <span className="soft">
                {[device.platform, m.security.since(shortDay(device.registered_at))].filter(Boolean).join(", ")}
              </span>
            </span>
            <span className="row-end">
              <Button
                look="quiet"
                onClick={() => setRemoving(device)}
                aria-label={`${m.security.remove}: ${device.device_name || m.security.unnamed}`}
              >
                {m.security.remove}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {removing && (
        <RemoveDevice device={removing} onClose={() => setRemoving(undefined)} onRemoved={removed} />
      )}
    </Section>
  );
}

function RemoveDevice({ device, onClose, onRemoved }: { device: Device; onClose: () => void; onRemoved: () => void }) {
  const proof = useProof(challengeFor(device.device_id));
  const remove = useAction(async () => {
    const path = { device_id: device.device_id };
    await call("POST /api/v1/devices/{device_id}/revoke", { path, body: await proof.take() });
    onRemoved();
  });
  return (
    <ConfirmDialog
      title={m.security.removeTitle(device.device_name || m.security.unnamed)}
      act={m.security.remove}
      busy={remove.busy}
      error={remove.error}
      onAct={() => proof.check() && void remove.run()}
      onClose={onClose}
    >
      <p>{m.security.removeText}</p>
      {proof.fields}
    </ConfirmDialog>
  );
}
