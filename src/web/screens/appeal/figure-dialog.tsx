/** A figure built in a few fields: what, where, when; with what it counts now and how that is shown. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { formatDirective, parseDirective } from "../../../appeal/figure-directive.ts";
import { formatPrefixDate } from "../../../base/prefix-date.ts";
import { countedKey } from "../../../pages/counted-key.ts";
import { countables, keyOf } from "../../countables.ts";
import { Mark } from "../../parts/mark.tsx";
import { Pick } from "../../parts/pick.tsx";
import { Question } from "../../parts/question.tsx";
import { TextInput } from "../../parts/text-input.tsx";
import { publishedWords } from "../../published-words.ts";
import { figuresQuery } from "../../queries/appeal.ts";
import { keptFiguresQuery } from "../../queries/count.ts";
import { useWords } from "../../words.ts";

type Fields = {
  readonly what: string; // a key of `countables`
  readonly place: string;
  readonly period: string;
  readonly show: "documented" | "estimate";
  readonly proof: "open" | "tokens";
};

const PAUSE_MS = 400;
const empty: Fields = { what: "killed", place: "", period: "", show: "documented", proof: "open" };

export type FigureDialogProps = {
  readonly directive: string | undefined; // of a figure that is changed
  readonly onPut: (directive: string) => void;
  readonly onClose: () => void;
};

export function FigureDialog({ directive, onPut, onClose }: FigureDialogProps) {
  const { say } = useWords();
  const kept = useQuery(keptFiguresQuery).data ?? [];
  const [fields, setFields] = useState<Fields>(directive === undefined ? empty : fieldsOf(directive));
  const set = (changed: Partial<Fields>) => setFields((before) => ({ ...before, ...changed }));
  const written = directiveOf(fields);
  const asked = useLater(written ?? "");
  const isNow = asked === written;
  const counted = useQuery(figuresQuery(asked === "" ? [] : [asked]));
  const answer = isNow ? counted.data?.[0] : undefined;
  const hasHarm = countables.some((each) => keyOf(each) === fields.what && each.harm !== undefined);
  const usable = kept.flatMap((each) =>
    each.directive === undefined ? [] : [{ value: each.directive, label: each.name }],
  );
  return (
    <Question
      title={say(directive === undefined ? "appeal.insertFigure" : "appeal.changeFigure")}
      isOpen
      onClose={onClose}
      actions={[
        { word: say("appeal.put"), main: true, act: () => written !== undefined && onPut(written) },
        { word: say("appeal.cancel"), act: onClose },
      ]}
    >
      {usable.length > 0 && (
        <Pick
          label={say("counts.saved")}
          choices={usable}
          value={usable.find(({ value }) => value === written)?.value ?? null}
          onPick={(chosen) => setFields(fieldsOf(chosen))}
        />
      )}
      <Pick
        label={say("counts.what")}
        choices={countables.map((each) => ({
          value: keyOf(each),
          label: say(countedKey(each.unit, each.harm)),
        }))}
        value={fields.what}
        onPick={(what) => set({ what })}
      />
      <TextInput label={say("counts.place")} value={fields.place} onChange={(place) => set({ place })} />
      {hasHarm && (
        <TextInput
          label={say("counts.period")}
          value={fields.period}
          onChange={(period) => set({ period })}
          isInvalid={written === undefined}
          {...(written === undefined && { hint: say("counts.wrongPeriod") })}
        />
      )}
      <Pick
        label={say("appeal.show")}
        choices={(["documented", "estimate"] as const).map((value) => ({
          value,
          label: say(`appeal.show.${value}`),
        }))}
        value={fields.show}
        onPick={(show) => set({ show })}
      />
      <Pick
        label={say("appeal.proofOf")}
        choices={(["open", "tokens"] as const).map((value) => ({ value, label: say(`page.proof.${value}`) }))}
        value={fields.proof}
        onPick={(proof) => set({ proof })}
      />
      <div className="appeal-now" role="status">
        {answer?.figure !== undefined && (
          <>
            <p>
              <Mark name="documented" />{" "}
              <strong>{publishedWords(say, answer.figure.unit, answer.figure.atLeast)}</strong>
            </p>
            <p className="second">{say(`page.proof.${answer.figure.proof}`)}</p>
            {answer.figure.conflicts > 0 && (
              <p className="attention">{say("counts.conflicts", { n: answer.figure.conflicts })}</p>
            )}
          </>
        )}
        {answer?.refused !== undefined && <p className="form-error">{say("counts.wrongPlace")}</p>}
        {answer === undefined && <p className="soft">{say("appeal.counting")}</p>}
      </div>
    </Question>
  );
}

/** The text between the braces; undefined while the period is none. */
function directiveOf({ what, place, period, show, proof }: Fields): string | undefined {
  const { unit, harm } = countables.find((each) => keyOf(each) === what) ?? { unit: "person" as const };
  const nouns = { person: "people", site: "sites", hazard: "hazards", event: "events" } as const;
  const parts = [`figure: ${harm ?? nouns[unit]}`];
  const where = place.replace(/[,{}]/g, " ").trim();
  if (where !== "") parts.push(`place: ${where}`);
  if (harm !== undefined && period.trim() !== "") parts.push(`period: ${period.trim()}`);
  if (show === "estimate") parts.push("show: estimate");
  if (proof === "tokens") parts.push("proof: tokens");
  const parsed = parseDirective(parts.join(", "), "figure");
  return "value" in parsed ? formatDirective(parsed.value) : undefined;
}

function fieldsOf(directive: string): Fields {
  const parsed = parseDirective(directive, "figure");
  if ("issues" in parsed) return empty;
  const { unit, harm, place = "", from, until, show, proof = "open" } = parsed.value;
  const ends = [from, until].map((end) => (end === undefined ? "" : formatPrefixDate(end)));
  const period = ends.every((end) => end === "")
    ? ""
    : ends[0] === ends[1]
      ? (ends[0] ?? "")
      : ends.join("..");
  return { what: harm ?? unit, place, period, show, proof };
}

/** The value once it has stayed the same for a moment. */
function useLater(value: string): string {
  const [later, setLater] = useState(value);
  useEffect(() => {
    const wait = setTimeout(() => setLater(value), PAUSE_MS);
    return () => clearTimeout(wait);
  }, [value]);
  return later;
}
