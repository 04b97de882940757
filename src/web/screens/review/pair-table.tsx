/** Two records side by side: one table with a row a field, differences highlighted and underlined. */
import { useMemo } from "react";
import type { ReviewerPair, ShownRecord } from "../../generated/api.ts";
import { fieldWords } from "../../linked-fields.ts";
import type { TextRun } from "../../text-difference.ts";
import { type Say, useWords } from "../../words.ts";
import { pairRows, type RowNote, type ShownValue } from "./pair-rows.ts";

export function PairTable({ pair, label }: { readonly pair: ReviewerPair; readonly label: string }) {
  const { say } = useWords();
  const rows = useMemo(() => pairRows(pair), [pair]);
  return (
    <table className="table pair" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{say("review.field")}</th>
          <Side record={pair.left} />
          <Side record={pair.right} />
        </tr>
      </thead>
      <tbody>
        {rows.map(({ field, left, right, note }) => (
          <tr key={field}>
            <th scope="row">
              {fieldWords(say, field)}
              <span className="second">{noteWords(say, note)}</span>
            </th>
            <Values values={left} />
            <Values values={right} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Side({ record: { sourceName, row } }: { readonly record: ShownRecord }) {
  const { say } = useWords();
  return (
    <th scope="col">
      <bdi>{sourceName}</bdi>
      <span className="second">{say("review.row", { row })}</span>
    </th>
  );
}

function Values({ values }: { readonly values: readonly ShownValue[] }) {
  const { say } = useWords();
  if (values.length === 0) return <td className="soft">{say("review.notRecorded")}</td>;
  return (
    <td>
      {values.map(({ text, reading }) => (
        <span key={textOf(text)} className="name">
          <bdi dir="auto">
            <Runs runs={text} />
          </bdi>
          {reading !== undefined && (
            <bdi className="romanised" lang="und-Latn" dir="ltr">
              <Runs runs={reading} />
            </bdi>
          )}
        </span>
      ))}
    </td>
  );
}

const textOf = (runs: readonly TextRun[]) => runs.map(({ text }) => text).join("");

/** Runs by where they begin; what differs is marked. */
function Runs({ runs }: { readonly runs: readonly TextRun[] }) {
  return runs.map(({ text, start, isShared }) => (isShared ? text : <mark key={start}>{text}</mark>));
}

function noteWords(say: Say, note: RowNote): string {
  switch (note.is) {
    case "years":
      return note.years === 0 ? say("review.note.sameYear") : say("review.note.years", { n: note.years });
    case "distance":
      return say("review.note.km", { n: note.km });
    default:
      return say(`review.note.${note.is}`);
  }
}
