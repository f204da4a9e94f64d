import { type ChangeEvent, type FormEvent, useLayoutEffect, useRef, useState } from "react";
import { call } from "../../api/client";
import { useAccount } from "../../shared/account";
import { Button } from "../../shared/components/Button";
import { Field } from "../../shared/components/Field";
import { Notice, Refusal } from "../../shared/components/Notice";
import { Page } from "../../shared/components/Page";
import { Gate } from "../../shared/components/Shell";
import { useAction } from "../../shared/load";
import { m } from "../../shared/messages";
import { navigate, useQuery } from "../../shared/router";
import { caretAfter, formatCode, isWholeCode } from "../../shared/userCode";
import { serverOf } from "../../shared/words";

/** Where somebody types the code that a device shows. An address may bring the code; going on is still the person's act. */
export function DeviceCode() {
  const { account } = useAccount();
  const given = useQuery().get("user_code") ?? "";
  const [code, setCode] = useState(formatCode(given));
  const [wrong, setWrong] = useState<string>();
  const caret = useRef<{ input: HTMLInputElement; place: number } | null>(null);
  useLayoutEffect(() => {
    caret.current?.input.setSelectionRange(caret.current.place, caret.current.place);
    caret.current = null;
  }, [code]);
  const verify = useAction(async (user_code: string) => {
    const { session } = await call("POST /oauth2/device/verify", { body: { user_code } });
    navigate(`/oauth2/consent?session=${encodeURIComponent(session)}`);
  });
  function type({ target }: ChangeEvent<HTMLInputElement>) {
    caret.current = { input: target, place: caretAfter(target.value, target.selectionStart ?? target.value.length) };
    setCode(formatCode(target.value));
    setWrong(undefined);
    verify.forget();
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isWholeCode(code)) setWrong(m.device.hint);
    else void verify.run(code);
  }
  const isUnknown = verify.error?.status === 404;
  return (
    <Gate about={serverOf(account.user_id)} devMode={account.dev_mode}>
      <Page title={m.device.title} lead={m.device.lead}>
        <form className="stack" onSubmit={submit} noValidate>
          <Field
            label={m.device.code}
            hint={m.device.hint}
            error={isUnknown ? m.device.unknown : wrong}
            value={code}
            onChange={type}
            className="input code"
            autoCapitalize="characters"
            maxLength={24}
          />
          {!isUnknown && <Refusal error={verify.error} />}
          <Notice tone="warn">{m.device.warning}</Notice>
          <Button type="submit" look="primary" busy={verify.busy}>
            {m.device.submit}
          </Button>
        </form>
      </Page>
    </Gate>
  );
}
