/** The head of an appeal: what it is called, to whom it goes, who signs it. */
import { useState } from "react";
import type { HeadFields } from "../../../appeal/appeal-file.ts";
import { languageNames, languages } from "../../../pages/language.ts";
import { Pick } from "../../parts/pick.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { TextInput } from "../../parts/text-input.tsx";
import { useWords } from "../../words.ts";
import type { Finding } from "./editor/placed-findings.ts";

export type HeadFormProps = {
  readonly head: HeadFields;
  readonly issues: readonly Finding[];
  readonly onChange: (head: HeadFields) => void;
};

export function HeadForm({ head, issues, onChange }: HeadFormProps) {
  const { say } = useWords();
  const set = (changed: Partial<HeadFields>) => onChange({ ...head, ...changed });
  // As it was found: it does not close under the hands of whoever fills it in.
  const [isOpen] = useState(head.signatories.length === 0 || head.addressees.length === 0);
  const known = languages.find((each) => each === head.language);
  const signatories: HeadFields["signatories"] =
    head.signatories.length === 0 ? [{ name: "" }] : head.signatories;
  const rows = signatories.map((signatory, at) => ({ at, ...signatory })); // they have no other name than their place
  const setSignatory = (at: number, changed: object) =>
    set({ signatories: signatories.map((each, i) => (i === at ? { ...each, ...changed } : each)) });
  return (
    <details className="appeal-head" open={isOpen}>
      <summary>{say("appeal.head")}</summary>
      {issues.length > 0 && (
        <ul className="appeal-head-issues">
          {issues.map(({ message }) => (
            <li key={message}>
              <bdi lang="en">{message}</bdi>
            </li>
          ))}
        </ul>
      )}
      <div className="appeal-head-fields">
        <TextInput label={say("appeals.newTitle")} value={head.title} onChange={(title) => set({ title })} />
        <Pick
          label={say("shell.language")}
          choices={[
            ...languages.map((value) => ({ value: value as string, label: languageNames[value] })),
            ...(known === undefined ? [{ value: head.language, label: head.language }] : []),
          ]}
          value={head.language}
          onPick={(language) => set({ language })}
        />
        <TextInput label={say("appeal.date")} value={head.date} onChange={(date) => set({ date })} />
        <TextInput
          label={say("appeal.version")}
          hint={say("appeal.versionHint")}
          inputMode="numeric"
          value={head.version}
          onChange={(version) => set({ version })}
        />
        <TextInput
          label={say("appeal.quorum")}
          inputMode="numeric"
          value={head.quorum}
          onChange={(quorum) => set({ quorum })}
        />
        <TextInput label={say("appeal.note")} value={head.note} onChange={(note) => set({ note })} />
        <Addressees addressees={head.addressees} onChange={(addressees) => set({ addressees })} />
      </div>
      <fieldset className="appeal-signers">
        <legend>{say("appeal.signatories")}</legend>
        {rows.map(({ at: i, name, role = "", organisation = "" }) => (
          <fieldset key={i} className="appeal-signer">
            <legend className="visually-hidden">{say("appeal.signer")}</legend>
            <TextInput
              label={say("appeal.organisation")}
              value={organisation}
              onChange={(text) => setSignatory(i, { organisation: text })}
            />
            <TextInput
              label={say("appeal.signer")}
              value={name}
              onChange={(text) => setSignatory(i, { name: text })}
            />
            <TextInput
              label={say("appeal.role")}
              value={role}
              onChange={(text) => setSignatory(i, { role: text })}
            />
            <PushButton
              quiet
              onPress={() => set({ signatories: signatories.filter((_, each) => each !== i) })}
            >
              {say("appeal.removeSigner", { n: i + 1 })}
            </PushButton>
          </fieldset>
        ))}
        <PushButton onPress={() => set({ signatories: [...signatories, { name: "" }] })}>
          {say("appeal.addSigner")}
        </PushButton>
      </fieldset>
    </details>
  );
}

/** One in a line: a line that is just being begun is kept while it is empty. */
function Addressees({
  addressees,
  onChange,
}: {
  readonly addressees: readonly string[];
  readonly onChange: (addressees: readonly string[]) => void;
}) {
  const { say } = useWords();
  return (
    <TextInput
      label={say("appeal.addressees")}
      hint={say("appeal.addresseesHint")}
      rows={3}
      defaultValue={addressees.join("\n")}
      onChange={(text) => onChange(text.split("\n"))}
    />
  );
}
