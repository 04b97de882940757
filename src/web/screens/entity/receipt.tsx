/** A receipt for whoever gave a record: made only on request, after the warning, locked with a passphrase of the holder's. */

import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { Form } from "react-aria-components/Form";
import { judgePassphrase } from "../../../base/passphrase.ts";
import { RequestError } from "../../api.ts";
import { Failure } from "../../parts/answer.tsx";
import { CheckBox } from "../../parts/check-box.tsx";
import { FaultLine } from "../../parts/fault.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { SecretInput } from "../../parts/secret-input.tsx";
import { makeReceipt } from "../../queries/audit.ts";
import { saveFile } from "../../save-file.ts";
import { useWords } from "../../words.ts";

type ReceiptProps = { readonly record: string; readonly onDone: () => void };

export function Receipt({ record, onDone }: ReceiptProps) {
  const { say } = useWords();
  const [isWarned, setWarned] = useState(false);
  const [passphrase, setPassphrase] = useState("");
  const [isWeak, setWeak] = useState(false);
  const make = useMutation({
    mutationFn: () => makeReceipt({ record, passphrase, holderWasWarned: true }),
    onSuccess: (file) => {
      setPassphrase("");
      saveFile("receipt.age", file);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { ok } = judgePassphrase(passphrase);
    setWeak(!ok);
    if (ok && isWarned) make.mutate();
  };
  if (make.isSuccess)
    return (
      <div role="status">
        <p>{say("receipt.made")}</p>
        <PushButton onPress={onDone}>{say("shell.close")}</PushButton>
      </div>
    );
  return (
    <Form className="entity-separate" onSubmit={submit} autoComplete="off">
      <p className="attention">{say("receipt.warning")}</p>
      <CheckBox isSelected={isWarned} onChange={setWarned} isRequired>
        {say("receipt.warned")}
      </CheckBox>
      <SecretInput
        label={say("receipt.passphrase")}
        hint={say("receipt.passphraseHint")}
        type="password"
        autoComplete="off"
        isRequired
        maxLength={200}
        value={passphrase}
        onChange={setPassphrase}
      />
      {isWeak && <FaultLine>{say("receipt.weak")}</FaultLine>}
      {make.isError && <Refused error={make.error} retry={() => make.mutate()} />}
      <div className="actions">
        <PushButton main type="submit" isPending={make.isPending}>
          {say("receipt.make")}
        </PushButton>
        <PushButton onPress={onDone}>{say("shell.close")}</PushButton>
      </div>
    </Form>
  );
}

function Refused({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  const { say } = useWords();
  const code = error instanceof RequestError ? error.code : "";
  if (code === "refused") return <FaultLine>{say("receipt.early")}</FaultLine>;
  if (code !== "sign-in-again") return <Failure error={error} retry={retry} />;
  return (
    <FaultLine>
      {say("account.again")} <Link to="/sign-in">{say("account.signInAgain")}</Link>
    </FaultLine>
  );
}
