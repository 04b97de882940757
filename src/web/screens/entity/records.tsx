/** The records that the entity was made of, each as it was received; one can be said to be of another. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { Form } from "react-aria-components/Form";
import { useActs } from "../../acts.tsx";
import { Failure } from "../../parts/answer.tsx";
import { Mark } from "../../parts/mark.tsx";
import { Name } from "../../parts/name.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { TextInput } from "../../parts/text-input.tsx";
import { separateRecord, takeBackJudgements } from "../../queries/entity.ts";
import { viewerQuery } from "../../queries/viewer.ts";
import { useWords } from "../../words.ts";
import type { EntityData, Shown } from "./entity.tsx";
import { Receipt } from "./receipt.tsx";
import { Restrict, Restricted } from "./restrict.tsx";

type EntityRecord = EntityData["records"][number];

export function Records({ entity, numberOf }: Shown) {
  const { say } = useWords();
  const others = entity.sources.filter(({ isOwn }) => !isOwn);
  return (
    <>
      <ol className="plain entity-records">
        {entity.records.map((record) => (
          <li key={record.id} id={`record-${numberOf(record.id)}`} tabIndex={-1}>
            <RecordLine record={record} entity={entity} number={numberOf(record.id)} />
          </li>
        ))}
      </ol>
      {others.length > 0 && (
        <p className="note">
          <Mark name="restricted" /> {say("entity.restricted")}
        </p>
      )}
    </>
  );
}

/** The form that a correction of each kind of record is entered by. */
const formOf: { readonly [kind in EntityData["kind"]]: string } = {
  person: "person",
  group: "household",
  site: "site",
  hazard: "hazard",
  event: "event",
  place: "",
};

type Asking = "separate" | "restrict" | "receipt";
type LineProps = { readonly record: EntityRecord; readonly entity: EntityData; readonly number: number };

function RecordLine({ record, entity, number }: LineProps) {
  const { say } = useWords();
  const [asking, ask] = useState<Asking>();
  const viewer = useQuery(viewerQuery).data;
  const source = entity.sources.find(({ id }) => id === record.source);
  const mayCorrect = viewer?.deeds.includes("change") === true && entity.kind !== "place";
  const mayRestrict = viewer?.deeds.includes("change") === true && source?.isOwn === true;
  const mayGive = viewer?.deeds.includes("govern") === true && source?.isOwn === true;
  const mayJudge = viewer?.deeds.includes("judge") === true && entity.records.length > 1;
  return (
    <>
      <h3>
        <span className="number">{number}</span> <bdi>{source?.name ?? record.source}</bdi>{" "}
        <span className="soft">{say("entity.row", { row: record.row })}</span>
      </h3>
      {source !== undefined && (
        <p className="second">
          <bdi>{source.organisation}</bdi>
        </p>
      )}
      {record.entered !== undefined && (
        <p className="second">
          {say("entity.enteredBy", { name: record.entered.by, date: record.entered.at.slice(0, 10) })}
          {record.entered.why !== undefined && <bdi> · {record.entered.why}</bdi>}
        </p>
      )}
      {record.name !== "" && <Name text={record.name} />}
      {record.cells.length > 0 && (
        <details>
          <summary>{say("entity.asReceived")}</summary>
          <dl className="rows">
            {record.cells.map(({ column, text }) => (
              <div key={column}>
                <dt>
                  <bdi>{column}</bdi>
                </dt>
                <dd>
                  <bdi>{text}</bdi>
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      {record.issues.map((issue) => (
        <p key={issue} className="note" lang="en">
          {issue}
        </p>
      ))}
      <div className="entity-deeds">
        {mayCorrect && (
          <Link to="/enter" search={{ kind: formOf[entity.kind], corrects: record.id }}>
            {say("entity.correct")}
          </Link>
        )}
        {mayJudge && asking !== "separate" && (
          <PushButton quiet onPress={() => ask("separate")}>
            {say("entity.separate")}
          </PushButton>
        )}
        {mayRestrict && asking !== "restrict" && (
          <PushButton quiet onPress={() => ask("restrict")}>
            {say("entity.restrict")}
          </PushButton>
        )}
        {mayGive && asking !== "receipt" && (
          <PushButton quiet onPress={() => ask("receipt")}>
            {say("entity.receipt")}
          </PushButton>
        )}
      </div>
      <Restricted record={record} mayLift={mayRestrict} />
      {asking === "separate" && <Separate record={record} entity={entity} onDone={() => ask(undefined)} />}
      {asking === "receipt" && <Receipt record={record.id} onDone={() => ask(undefined)} />}
      {asking === "restrict" && <Restrict record={record} onDone={() => ask(undefined)} />}
    </>
  );
}

type SeparateProps = {
  readonly record: EntityRecord;
  readonly entity: EntityData;
  readonly onDone: () => void;
};

/** A judgement of a person, with a reason; the record stays where it is, and is told apart at the next linking. */
function Separate({ record, entity, onDone }: SeparateProps) {
  const { say } = useWords();
  const client = useQueryClient();
  const { tell } = useActs();
  const viewer = useQuery(viewerQuery).data;
  const [by, setBy] = useState(viewer?.name ?? "");
  const [why, setWhy] = useState("");
  const [failure, setFailure] = useState<unknown>();
  const judge = async () => {
    const others = entity.records.flatMap(({ id }) => (id === record.id ? [] : [id]));
    try {
      const ids = await separateRecord({ record: record.id, others, by, why });
      onDone();
      tell({ told: say("entity.separated"), undo: () => takeBackJudgements(ids, by) });
      await client.invalidateQueries({ queryKey: ["entity"] });
    } catch (error) {
      setFailure(error);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void judge();
  };
  return (
    <Form className="entity-separate" onSubmit={submit}>
      <p>{say("entity.separateWhat", { n: entity.records.length - 1 })}</p>
      {viewer?.as !== "person" && (
        <TextInput label={say("entity.yourName")} isRequired value={by} onChange={setBy} />
      )}
      <TextInput label={say("entity.why")} isRequired rows={2} value={why} onChange={setWhy} />
      {failure !== undefined && <Failure error={failure} retry={() => void judge()} />}
      <div className="actions">
        <PushButton main type="submit">
          {say("entity.separateDo")}
        </PushButton>
        <PushButton onPress={onDone}>{say("shell.close")}</PushButton>
      </div>
    </Form>
  );
}
