import { type FormEvent, useState } from "react";
import { websiteAddress } from "../../shared/addresses";
import { Button } from "../../shared/components/Button";
import { Field, TextField } from "../../shared/components/Field";
import { Refusal } from "../../shared/components/Notice";
import type { Doing } from "../../shared/load";
import { m } from "../../shared/messages";

/** What an organization says of itself. */
export interface Details {
  name: string;
  description: string;
  website: string;
}

interface Props {
  present?: Details;
  act: string;
  doing: Doing<[details: Details]>;
  onClose: () => void;
}

/** The form for a new organization and for changing one. */
export function DetailsForm({ present = { name: "", description: "", website: "" }, act, doing, onClose }: Props) {
  const [details, setDetails] = useState(present);
  const [wrong, setWrong] = useState<{ name?: string; website?: string }>({});
  const text = (field: keyof Details) => ({
    value: details[field],
    onChange: (event: { target: { value: string } }) => setDetails({ ...details, [field]: event.target.value }),
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    const trimmed = { name: details.name.trim(), description: details.description.trim(), website: details.website.trim() };
    const found = {
      ...(!trimmed.name && { name: m.developer.badName }),
      ...(trimmed.website && !websiteAddress(trimmed.website) && { website: m.developer.badWebsite }),
    };
    setWrong(found);
    if (Object.keys(found).length === 0) void doing.run(trimmed);
  }
  return (
    <form onSubmit={submit} noValidate>
      <Field label={m.developer.name} error={wrong.name} maxLength={100} {...text("name")} />
      <TextField label={m.developer.description} optional maxLength={500} {...text("description")} />
      <Field
        label={m.developer.website}
        optional
        hint={m.developer.websiteHint}
        error={wrong.website}
        inputMode="url"
        {...text("website")}
      />
      <Refusal error={doing.error} />
      <div className="buttons">
        <Button type="submit" look="primary" busy={doing.busy}>
          {act}
        </Button>
        <Button onClick={onClose}>{m.cancel}</Button>
      </div>
    </form>
  );
}
