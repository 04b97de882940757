/** All that is known of one entity: each value with who says it, side by side where they contradict each other. */

import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { fieldLabel, fieldText, harmWord, stepWord } from "../../../pages/record-words.ts";
import { type AnswerOf, RequestError } from "../../api.ts";
import { Answer, Failure } from "../../parts/answer.tsx";
import { Mark } from "../../parts/mark.tsx";
import { Name } from "../../parts/name.tsx";
import { Panel } from "../../parts/panel.tsx";
import { SaidBy } from "../../parts/said-by.tsx";
import { ScreenTitle } from "../../parts/screen-title.tsx";
import { TableHead } from "../../parts/table-head.tsx";
import { entityQuery } from "../../queries/entity.ts";
import { useScreenId } from "../../screen-id.ts";
import { type Say, useWords } from "../../words.ts";
import { Evidence } from "./evidence.tsx";
import { History } from "./history.tsx";
import { Records } from "./records.tsx";
import { Relations } from "./relations.tsx";
import { Timeline } from "./timeline.tsx";
import "./entity.css";

export type EntityData = AnswerOf<"GET /api/entities/{id}">;
export type Shown = {
  readonly entity: EntityData;
  readonly numberOf: (record: string) => number; // from 1, in the order of the records below
};

export function Entity() {
  const id = useScreenId();
  const query = useQuery(entityQuery(id));
  if (query.isError && query.data === undefined) return <Missing error={query.error} again={query.refetch} />;
  return <Answer query={query}>{(entity) => <Profile key={id} entity={entity} />}</Answer>;
}

/** What is not there and what may not be known are told in the same words. */
function Missing({ error, again }: { readonly error: unknown; readonly again: () => unknown }) {
  const { say } = useWords();
  const isGone = error instanceof RequestError && error.code === "not-found";
  return (
    <>
      <ScreenTitle>{say(isGone ? "entity.none" : "shell.failed")}</ScreenTitle>
      {isGone ? (
        <>
          <p className="lead">{say("entity.noneWhy")}</p>
          <p className="actions">
            <Link to="/">{say("shell.toHome")}</Link>
          </p>
        </>
      ) : (
        <Failure error={error} retry={() => void again()} />
      )}
    </>
  );
}

function Profile({ entity }: { readonly entity: EntityData }) {
  const { say } = useWords();
  const numberOf = (record: string) => entity.records.findIndex(({ id }) => id === record) + 1;
  const shown = { entity, numberOf };
  const kind = say(`dossier.kind.${entity.kind}`);
  const name = say("shell.name");
  // Never a name: titles stay in histories.
  useEffect(() => {
    document.title = `${kind} · ${name}`;
  }, [kind, name]);
  return (
    <article className="entity">
      <p className="soft">{kind}</p>
      <Names entity={entity} />
      <Standing entity={entity} />
      <p className="as-of">{say("shell.asOf", { size: entity.size })}</p>
      <Panel title={say("dossier.said")}>
        <Values {...shown} />
      </Panel>
      {entity.chronology.length > 0 && (
        <Panel title={say("dossier.chronology")}>
          <Timeline {...shown} />
        </Panel>
      )}
      <Relations {...shown} />
      <Panel title={say("entity.records")} id="records">
        <Records {...shown} />
      </Panel>
      <History {...shown} />
      <Evidence {...shown} />
    </article>
  );
}

function Names({ entity }: { readonly entity: EntityData }) {
  const { say } = useWords();
  const names = namesOf(entity);
  return (
    <h1 tabIndex={-1} className="entity-names">
      {names.length === 0
        ? [say("entity.noName"), ...numbersOf(entity)].join(" · ")
        : names.map((each) => <Name key={each.text} text={each.text} romanised={each.romanised} />)}
    </h1>
  );
}

/** Whole names; where there is none, the parts of each record together. */
function namesOf({
  fields,
  records,
}: EntityData): readonly { text: string; romanised?: string | undefined }[] {
  const whole = fields.find(({ field }) => field === "name")?.values ?? [];
  if (whole.length > 0) return whole;
  return [...new Set(records.flatMap(({ name }) => (name === "" ? [] : [name])))].map((text) => ({ text }));
}

/** What tells one from another that have no name: their numbers on the lists. */
const numbersOf = ({ fields }: EntityData): readonly string[] =>
  fields.find(({ field }) => field === "identifier.list-id")?.values.map(({ text }) => text) ?? [];

function Standing({ entity: { derived } }: { readonly entity: EntityData }) {
  const { say } = useWords();
  return (
    <ul className="plain entity-standing">
      {derived.map(({ of, values }) => (
        <li key={of}>
          <Mark name={of === "missing" && values.includes("open") ? "missing" : "documented"} />{" "}
          {standingWords(say, of, values)}
        </li>
      ))}
    </ul>
  );
}

/** That nothing is known since is said of whoever is missing: what was destroyed is not waited for. */
function standingWords(say: Say, of: string, values: readonly string[]): string {
  if (of === "condition")
    return `${say("dossier.label.assessment.undated")} · ${say("dossier.rule.grades-lost")}: ${values.join(" / ")}`;
  const told = values.filter((value) => value !== "open" || of === "missing" || values.length > 1);
  const words = told.map((value) => stepWord(say, value)).join(" / ");
  return told.length === 0 ? harmWord(say, of) : `${harmWord(say, of)} · ${words}`;
}

function Values({ entity: { fields }, numberOf }: Shown) {
  const { say, language } = useWords();
  return (
    <table className="table entity-values">
      <TableHead columns={[say("dossier.field"), say("dossier.value"), say("entity.saidBy")]} />
      {fields.map(({ field, values, contested }) => (
        <tbody key={field}>
          {values.map(({ text, romanised, said }, i) => (
            <tr key={text}>
              {i === 0 && (
                <th scope="rowgroup" rowSpan={values.length}>
                  {fieldLabel(say, field)}
                  {contested && (
                    <span className="second">
                      <Mark name="disagree" /> {say("search.disagree")}
                    </span>
                  )}
                </th>
              )}
              <td>
                <Name text={fieldText(language, field, text)} romanised={romanised} />
              </td>
              <td>
                <SaidBy said={said} numberOf={numberOf} />
              </td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}
