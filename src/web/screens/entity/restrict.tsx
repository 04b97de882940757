/** What a record keeps closer than its list does: said with a reason, and taken back by another entry. */
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Form } from "react-aria-components/Form";
import type { Audience } from "../../../model/audience.ts";
import { fieldWord, namedFields } from "../../../pages/field-words.ts";
import { useActs } from "../../acts.tsx";
import { isMoved } from "../../api.ts";
import { Failure } from "../../parts/answer.tsx";
import { Mark } from "../../parts/mark.tsx";
import { Pick } from "../../parts/pick.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { TextInput } from "../../parts/text-input.tsx";
import { restrictRecord } from "../../queries/entity.ts";
import { useWords } from "../../words.ts";
import type { EntityData } from "./entity.tsx";

type EntityRecord = EntityData["records"][number];
const narrower = ["coalition", "organisation", "sealed"] as const;

/** The restrictions that stand, each with its reason and its lifting. */
export function Restricted({
  record,
  mayLift,
}: {
  readonly record: EntityRecord;
  readonly mayLift: boolean;
}) {
  const { say } = useWords();
  const enter = useRestricting(record);
  const [failure, setFailure] = useState<unknown>();
  if (record.restrictions.length === 0) return null;
  const lift = ({ field, audience }: { readonly field: string; readonly audience: Audience }) =>
    enter({ field, audience: "public", why: say("entity.liftWhy"), before: audience }).catch(setFailure);
  return (
    <ul className="plain entity-kept" aria-label={say("entity.kept")}>
      {record.restrictions.map(({ field, audience, by, why }) => (
        <li key={field}>
          <Mark name="restricted" /> {fieldWord(say, field)}: {say(`entry.consent.${audience}`)}{" "}
          <span className="second">
            <bdi>{by}</bdi>: <bdi>{why}</bdi>
          </span>
          {mayLift && (
            <PushButton quiet onPress={() => void lift({ field, audience })}>
              {say("entity.lift", { field: fieldWord(say, field) })}
            </PushButton>
          )}
        </li>
      ))}
      {failure !== undefined && <Failure error={failure} retry={() => setFailure(undefined)} />}
    </ul>
  );
}

type RestrictProps = { readonly record: EntityRecord; readonly onDone: () => void };

export function Restrict({ record, onDone }: RestrictProps) {
  const { say } = useWords();
  const enter = useRestricting(record);
  const [field, setField] = useState("record");
  const [audience, setAudience] = useState<(typeof narrower)[number]>("organisation");
  const [why, setWhy] = useState("");
  const [failure, setFailure] = useState<unknown>();
  const before = record.restrictions.find((kept) => kept.field === field)?.audience ?? "public";
  const restrict = async () => {
    try {
      await enter({ field, audience, why: why.trim(), before });
      onDone();
    } catch (error) {
      setFailure(error);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (why.trim() !== "") void restrict();
  };
  return (
    <Form className="entity-separate" onSubmit={submit} autoComplete="off">
      <p>{say("entity.restrictWhat")}</p>
      <Pick
        label={say("govern.field")}
        choices={namedFields.map((value) => ({ value, label: fieldWord(say, value) }))}
        value={field}
        onPick={setField}
      />
      <Pick
        label={say("entry.consent")}
        choices={narrower.map((value) => ({ value, label: say(`entry.consent.${value}`) }))}
        value={audience}
        onPick={setAudience}
        {...(audience === "sealed" && { hint: say("entity.sealHint") })}
      />
      <TextInput
        label={say("entity.why")}
        isRequired
        rows={2}
        maxLength={2000}
        value={why}
        onChange={setWhy}
      />
      {failure !== undefined && <Failure error={failure} retry={() => void restrict()} />}
      <div className="actions">
        <PushButton main type="submit">
          {say("entity.restrictDo")}
        </PushButton>
        <PushButton onPress={onDone}>{say("shell.close")}</PushButton>
      </div>
    </Form>
  );
}

type Change = {
  readonly field: string;
  readonly audience: Audience;
  readonly why: string;
  readonly before: Audience; // what the undo says again
};

/** Enters a restriction or its lifting, and tells of it with its undo. */
function useRestricting({ id, tag }: EntityRecord): (change: Change) => Promise<void> {
  const { say } = useWords();
  const client = useQueryClient();
  const { tell } = useActs();
  return async ({ field, audience, why, before }) => {
    try {
      await restrictRecord({ record: id, field, audience, why }, tag);
    } catch (error) {
      if (!isMoved(error)) throw error;
      tell({ told: say("shell.changedMeanwhile") });
      return client.invalidateQueries({ queryKey: ["entity"] });
    }
    tell({
      told: say(audience === "public" ? "entity.lifted" : "entity.restrictedNow", {
        field: fieldWord(say, field),
      }),
      undo: () => restrictRecord({ record: id, field, audience: before, why: say("shell.undo") }),
    });
    await client.invalidateQueries({ queryKey: ["entity"] });
  };
}
