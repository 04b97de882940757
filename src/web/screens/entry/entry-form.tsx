/** A form: what was told, by whom, with which consent. What is typed is kept every few seconds. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useMemo, useRef, useState } from "react";
import { Form } from "react-aria-components/Form";
import { audiences } from "../../../model/audience.ts";
import { useActs } from "../../acts.tsx";
import { RequestError } from "../../api.ts";
import { type Draft, dropDraft } from "../../drafts.ts";
import {
  type FormKind,
  formFields,
  formIssues,
  formKinds,
  formMentions,
  recordKindOf,
} from "../../entry-form.ts";
import { Failure } from "../../parts/answer.tsx";
import { IssueList } from "../../parts/issue-list.tsx";
import { Pick } from "../../parts/pick.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { TextInput } from "../../parts/text-input.tsx";
import { addRecord, undoVersion } from "../../queries/entry.ts";
import { viewerQuery } from "../../queries/viewer.ts";
import { useWords } from "../../words.ts";
import { EntryField } from "./entry-field.tsx";
import { Likely } from "./likely.tsx";
import { useKeptDraft } from "./use-kept-draft.ts";

export type EntryFormProps = {
  readonly draft: Draft;
  readonly corrects?: string | undefined;
  readonly onLeave: () => void;
};

const said = ["source", "organisation", "by", "why"] as const;

export function EntryForm({ draft, corrects, onLeave }: EntryFormProps) {
  const { say } = useWords();
  const client = useQueryClient();
  const { tell } = useActs();
  const viewer = useQuery(viewerQuery).data;
  const kind: FormKind = formKinds.find((one) => one === draft.kind) ?? "person";
  const [values, setValues] = useState(draft.values);
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const [isSending, setSending] = useState(false);
  const key = useRef(crypto.randomUUID());
  const kept = useKeptDraft(draft, values);
  const set = (name: string) => (text: string) => setValues((before) => ({ ...before, [name]: text }));
  const isKeeper = viewer?.as !== "person";
  const lacking = [
    ...(isKeeper ? (["organisation", "by"] as const) : []),
    ...(corrects === undefined ? [] : (["why"] as const)),
  ].filter((name) => (values[name] ?? "").trim() === "");
  const issues = useMemo(
    () => (tried ? formIssues(kind, values, corrects !== undefined) : []),
    [tried, kind, values, corrects],
  );
  const [shown, setShown] = useState<readonly { readonly field: string; readonly text: string }[]>([]);
  const consent = audiences.find((one) => one === values["consent"]) ?? "organisation";

  const send = async () => {
    setSending(true);
    setFailure(undefined);
    const text = (name: (typeof said)[number]) => {
      const typed = (values[name] ?? "").trim();
      return typed === "" ? {} : { [name]: typed };
    };
    try {
      const { version } = await addRecord(
        {
          kind: recordKindOf[kind],
          said: formMentions(values),
          consent,
          ...text("source"),
          ...text("organisation"),
          ...text("by"),
          ...text("why"),
          ...(corrects !== undefined && { corrects }),
        },
        key.current,
      );
      kept.stop();
      await dropDraft(draft.id);
      tell({ told: say("entry.entered"), undo: () => undoVersion(version) });
      await client.invalidateQueries();
      onLeave();
    } catch (error) {
      key.current = crypto.randomUUID();
      setFailure(error);
      if (error instanceof RequestError && error.issues.length > 0)
        setShown(
          error.issues.map(({ path, message }) => ({ field: "entry-form", text: `${path}: ${message}` })),
        );
    } finally {
      setSending(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const wrong = [
      ...formIssues(kind, values, corrects !== undefined).map(({ field, wrong: how }) => ({
        field: `entry-${field}`,
        text: say("entry.wrong", { field: say(`entry.field.${field}`), what: say(`entry.wrong.${how}`) }),
      })),
      ...lacking.map((name) => ({
        field: `entry-${name}`,
        text: say("entry.wrong", { field: say(`entry.field.${name}`), what: say("entry.wrong.needed") }),
      })),
    ];
    setShown(wrong);
    if (wrong.length === 0) void send();
  };
  return (
    <Form id="entry-form" className="entry" onSubmit={submit} validationBehavior="aria" autoComplete="off">
      <h2>{say(`entry.kind.${kind}`)}</h2>
      {corrects !== undefined && (
        <p className="note">
          {say("entry.corrects")} <bdi>{corrects}</bdi>
        </p>
      )}
      <IssueList issues={shown} />
      <div className="entry-columns">
        <div className="entry-fields">
          {formFields[kind].map((field) => (
            <EntryField
              key={field.name}
              field={field}
              kind={kind}
              values={values}
              issue={issues.find((issue) => issue.field === field.name)}
              onChange={(name, text) => set(name)(text)}
            />
          ))}
          <h3>{say("entry.source")}</h3>
          <TextInput
            id="entry-source"
            label={say("entry.field.source")}
            hint={say("entry.sourceHint")}
            value={values["source"] ?? ""}
            onChange={set("source")}
          />
          {isKeeper &&
            (["organisation", "by"] as const).map((name) => (
              <TextInput
                key={name}
                id={`entry-${name}`}
                label={say(`entry.field.${name}`)}
                wrong={tried && lacking.includes(name) ? say("entry.wrong.needed") : undefined}
                value={values[name] ?? ""}
                onChange={set(name)}
              />
            ))}
          <Pick
            label={say("entry.consent")}
            hint={say("entry.consentHint")}
            choices={audiences.toReversed().map((value) => ({ value, label: say(`entry.consent.${value}`) }))}
            value={consent}
            onPick={set("consent")}
          />
          {corrects !== undefined && (
            <TextInput
              id="entry-why"
              label={say("entry.field.why")}
              rows={2}
              wrong={tried && lacking.includes("why") ? say("entry.wrong.needed") : undefined}
              value={values["why"] ?? ""}
              onChange={set("why")}
            />
          )}
        </div>
        {recordKindOf[kind] === "person" && <Likely name={values["name"] ?? ""} />}
      </div>
      {failure !== undefined && <Failure error={failure} retry={() => void send()} />}
      <p className="soft" role="status">
        {kept.words}
      </p>
      <div className="actions">
        <PushButton main type="submit" isPending={isSending}>
          {say("entry.enter")}
        </PushButton>
        <PushButton onPress={onLeave}>{say("entry.later")}</PushButton>
      </div>
    </Form>
  );
}
