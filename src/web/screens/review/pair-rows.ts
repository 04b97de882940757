/** The rows of two records side by side: one a field, so that values align. */
import { scriptOf } from "../../../names/script.ts";
import type { ReviewerPair, ShownRecord } from "../../generated/api.ts";
import { differingRuns, type TextRun } from "../../text-difference.ts";

type ShownField = ShownRecord["fields"][number];

/** One value in runs; the reading stands below it, and is what is compared with a value of another script. */
export type ShownValue = {
  readonly text: readonly TextRun[];
  readonly reading?: readonly TextRun[];
};

/** How the two sides of a row stand to each other. */
export type RowNote =
  | { readonly is: "same" | "same-reading" | "differs" | "one-side" }
  | { readonly is: "years"; readonly years: number }
  | { readonly is: "distance"; readonly km: number };

export type PairRow = {
  readonly field: string;
  readonly left: readonly ShownValue[];
  readonly right: readonly ShownValue[];
  readonly note: RowNote;
};

/** A row for each field that either record has, in the order of the left one's, then the right one's. */
export function pairRows({ left, right, places }: ReviewerPair): readonly PairRow[] {
  const fields = [...new Set([...left.fields, ...right.fields].map(({ field }) => field))];
  return fields.map((field): PairRow => {
    const [own, others] = [valuesOf(left, field), valuesOf(right, field)];
    const distance = places.find((place) => place.field === field)?.distanceKm;
    const note: RowNote =
      distance !== undefined && distance > 0 ? { is: "distance", km: distance } : noteOf(own, others);
    const count = Math.max(own.length, others.length);
    const compared = Array.from({ length: count }, (_, i) => comparedValues(own[i], others[i]));
    return {
      field,
      left: compared.flatMap(([value]) => value ?? []),
      right: compared.flatMap(([, value]) => value ?? []),
      note,
    };
  });
}

const valuesOf = ({ fields }: ShownRecord, field: string): readonly ShownField[] =>
  fields.filter((shown) => shown.field === field);

function noteOf(left: readonly ShownField[], right: readonly ShownField[]): RowNote {
  if (left.length === 0 || right.length === 0) return { is: "one-side" };
  const texts = (of: readonly ShownField[], read: (shown: ShownField) => string) =>
    of.map((shown) => read(shown).toLowerCase()).sort();
  const isEqual = (read: (shown: ShownField) => string) =>
    texts(left, read).join("\n") === texts(right, read).join("\n");
  if (isEqual(({ text }) => text)) return { is: "same" };
  const years = yearsApart(left, right);
  if (years !== undefined) return { is: "years", years };
  return { is: isEqual(readingOf) ? "same-reading" : "differs" };
}

/** Between two dates, each alone on its side. */
function yearsApart(left: readonly ShownField[], right: readonly ShownField[]): number | undefined {
  const [a, b] = [left, right].map((values) =>
    values.length === 1 ? /^(\d{4})(?:-\d\d){0,2}(?:,|$)/.exec(values[0]?.text ?? "")?.[1] : undefined,
  );
  return a === undefined || b === undefined ? undefined : Math.abs(Number(a) - Number(b));
}

const readingOf = ({ text, romanised = text }: ShownField): string => romanised;
const whole = (text: string): readonly TextRun[] => [{ text, start: 0, isShared: true }];

/** Values of one script are compared as they are written, others by their readings in Latin letters. */
function comparedValues(
  left: ShownField | undefined,
  right: ShownField | undefined,
): readonly [ShownValue | undefined, ShownValue | undefined] {
  if (left === undefined || right === undefined) return [alone(left), alone(right)];
  if (scriptOf(left.text) === scriptOf(right.text)) {
    const [a, b] = differingRuns(left.text, right.text);
    return [withReading(a, left), withReading(b, right)];
  }
  const [a, b] = differingRuns(readingOf(left), readingOf(right));
  return [byReading(left, a), byReading(right, b)];
}

const alone = (shown: ShownField | undefined): ShownValue | undefined =>
  shown === undefined ? undefined : withReading(whole(shown.text), shown);

const withReading = (text: readonly TextRun[], { romanised }: ShownField): ShownValue => ({
  text,
  ...(romanised !== undefined && { reading: whole(romanised) }),
});

const byReading = ({ text, romanised }: ShownField, runs: readonly TextRun[]): ShownValue =>
  romanised === undefined ? { text: runs } : { text: whole(text), reading: runs };
