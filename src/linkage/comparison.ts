/** Comparisons: which columns are compared as one, by which levels, and how common the value is that they agree on. */
import { RecountError } from "../base/errors.ts";
import { type BirthKind, measureBirth, measureOf, type OtherKind } from "./column-measures.ts";
import type { EncodedColumn } from "./encode.ts";
import { measureNames } from "./full-name-measure.ts";
import type { FieldKind } from "./link-table.ts";
import type { Measure } from "./measure.ts";
import { type BirthFacts, countSounds, type Learned, WRITINGS } from "./name-memo.ts";
import { cachePairs } from "./pair-cache.ts";
import { learnReferenceYear, standInAges } from "./stand-ins.ts";

/** Which columns make one comparison. The first column gives it its kind. */
export type ComparisonPlan = {
  readonly name: string;
  readonly kind: FieldKind;
  readonly fields: readonly string[];
};

export type Comparison = ComparisonPlan &
  Pick<Measure, "levels" | "levelOf" | "agreedFrequency"> & {
    readonly ids: Uint32Array; // id of each row's value (of all its columns together); 0 is missing
    readonly distinct: number; // ids are below it
    readonly learned: Learned; // of its values
  };

const SEPARATOR = WRITINGS;

/**
 * The comparisons of a table's columns. All full names of a row are one comparison (the same name in several
 * scripts is one witness, not two); a date of birth, a year and an age are one as well.
 */
export function planComparisons(columns: readonly EncodedColumn[]): readonly ComparisonPlan[] {
  const fullNames = columns.filter(({ kind }) => kind === "full-name");
  const dates = columns.filter(({ kind }) => kind === "date");
  const years = columns.filter(({ kind }) => kind === "year");
  const ages = columns.filter(({ kind }) => kind === "age");
  const birth = [dates[0] ?? years[0], ages[0]].filter((column) => column !== undefined);
  const joined = [fullNames, birth].filter((group) => group.length > 0);
  const single = columns
    .filter((column) => !joined.some((group) => group.includes(column)))
    .map((column) => [column]);
  return [...joined, ...single]
    .sort((a, b) => columns.indexOf(a[0] as EncodedColumn) - columns.indexOf(b[0] as EncodedColumn))
    .map((group) => ({
      name: group.map(({ name }) => name).join(" + "),
      kind: group[0]?.kind ?? "text",
      fields: group.map(({ name }) => name),
    }));
}

/**
 * The comparison of a plan over encoded columns. `known`: what its values teach, where it need not be learned. Throws `input-model` when one of its fields is not among them.
 */
export function makeComparison(
  plan: ComparisonPlan,
  columns: readonly EncodedColumn[],
  known?: Learned,
): Comparison {
  const parts = plan.fields.flatMap((name) => columns.filter((column) => column.name === name).slice(0, 1));
  if (parts.length < plan.fields.length)
    throw new RecountError(
      "input-model",
      `got no column for "${plan.name}", wanted ${plan.fields.join(" and ")}`,
    );
  const column = joinColumns(plan, parts);
  const { learned, levels, agreedFrequency, ...measure } = measureColumn(column, parts, known);
  return {
    ...plan,
    ids: column.ids,
    distinct: column.values.length,
    levels,
    learned,
    agreedFrequency,
    levelOf: screened(measure, levels.length - 1),
  };
}

function measureColumn(
  column: EncodedColumn,
  parts: readonly EncodedColumn[],
  known: Learned = {},
): Measure & { readonly learned: Learned } {
  if (column.kind === "full-name") {
    const sounds = known.sounds ?? countSounds(column);
    return { ...measureNames(column, sounds), learned: { sounds } };
  }
  if (isBirthKind(column.kind)) {
    const births = known.births ?? learnBirths(column, parts);
    return { ...measureBirth(column, parts, births), learned: { births } };
  }
  return { ...measureOf({ ...column, kind: column.kind }), learned: {} };
}

const isBirthKind = (kind: BirthKind | OtherKind): kind is BirthKind =>
  kind === "date" || kind === "event-date" || kind === "year" || kind === "age";

function learnBirths(column: EncodedColumn, parts: readonly EncodedColumn[]): BirthFacts {
  const ages = parts.find(({ kind }) => kind === "age");
  const referenceYear = learnReferenceYear(column.values);
  return {
    standIns: ages === undefined ? [] : [...standInAges(ages)],
    ...(referenceYear !== undefined && { referenceYear }),
  };
}

/** Levels through a cache, and not even that for what is told apart at a glance. */
function screened(
  { levelOf, isApart, quickLevel }: Pick<Measure, "levelOf" | "isApart" | "quickLevel">,
  last: number,
): Measure["levelOf"] {
  const cache = cachePairs(levelOf);
  if (quickLevel !== undefined)
    return (a, b) => {
      const level = a === b ? -1 : quickLevel(a, b);
      return level < 0 ? cache.levelOf(a, b) : level;
    };
  if (isApart === undefined) return cache.levelOf;
  return (a, b) => (a !== b && isApart(a, b) ? last : cache.levelOf(a, b));
}

function joinColumns(plan: ComparisonPlan, parts: readonly EncodedColumn[]): EncodedColumn {
  const [only] = parts;
  const isBirth = parts.some(({ kind }) => kind !== "full-name" && isBirthKind(kind));
  if (only !== undefined && parts.length === 1 && !isBirth) return only;
  // A birth value is always `date SEPARATOR age`, whichever of them the lists have.
  const slots = isBirth
    ? [parts.find(({ kind }) => kind !== "age"), parts.find(({ kind }) => kind === "age")]
    : parts;
  const there = slots.filter((part) => part !== undefined);
  const [alone, ...beside] = there;
  if (alone !== undefined && beside.length === 0) {
    const values = alone.values.map((text) =>
      text === "" ? "" : slots.map((part) => (part === undefined ? "" : text)).join(SEPARATOR),
    );
    return { ...alone, name: plan.name, kind: plan.kind, values };
  }
  const tuples = joinIds(there.map(({ ids }) => ids));
  const values = tuples.first.map((row) => {
    const texts = slots.map((part) => part?.values[part.ids[row] ?? 0] ?? "");
    return texts.every((text) => text === "") ? "" : texts.join(SEPARATOR);
  });
  return {
    name: plan.name,
    kind: plan.kind,
    ids: tuples.ids,
    values: ["", ...values],
    counts: tuples.counts,
  };
}

type Tuples = {
  readonly ids: Uint32Array; // of the tuple of each row, from 1; 0 where all of it is missing
  readonly counts: Uint32Array;
  readonly first: readonly number[]; // row of each tuple
};

/** Ids of the tuples that columns of ids make, by first appearance. */
function joinIds(columns: readonly Uint32Array[]): Tuples {
  const [only, ...others] = columns;
  const size = only?.length ?? 0;
  const ids = new Uint32Array(new SharedArrayBuffer(4 * size));
  ids.set(only ?? []);
  let first: number[] = [];
  for (const other of others) {
    const idOf = new Map<number, number>();
    first = [];
    for (let row = 0; row < size; row++) {
      const code = (ids[row] as number) * 2 ** 26 + (other[row] as number);
      let id = code === 0 ? 0 : idOf.get(code);
      if (id === undefined) {
        id = first.push(row);
        idOf.set(code, id);
      }
      ids[row] = id;
    }
  }
  const counts = new Uint32Array(first.length + 1);
  for (let row = 0; row < size; row++)
    counts[ids[row] as number] = (counts[ids[row] as number] as number) + 1;
  return { ids, counts, first };
}
