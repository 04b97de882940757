/** What a row says of the things that counts are broken down by, by its columns. */
import type { FigureQuery } from "../model/figure.ts";
import { type HarmKind, harmKinds } from "../model/harm.ts";
import { ageBands, bandOf } from "./age-bands.ts";
import type { CountColumns } from "./count-columns.ts";

/** Values, and which of them a row has. */
export type CodedValues = { readonly values: readonly string[]; readonly codeOf: (row: number) => number };

/** The first harm of a kind that each row tells: a place in the columns of harms, -1 for none. */
function firstHarms(columns: CountColumns, kind: HarmKind | undefined): (row: number) => number {
  const { harmStart, harmKind } = columns;
  const wanted = kind === undefined ? -1 : harmKinds.indexOf(kind);
  return (row) => {
    const end = harmStart[row + 1] as number;
    for (let at = harmStart[row] as number; at < end; at++) if (harmKind[at] === wanted) return at;
    return -1;
  };
}

/** The year of each row's first harm of the kind; 0 when it is not known. */
function yearsOf(columns: CountColumns, kind: HarmKind | undefined): (row: number) => number {
  const harmOf = firstHarms(columns, kind);
  return (row) => {
    const harm = harmOf(row);
    return harm < 0 ? 0 : yearOfDay(columns.harmFirst[harm] as number);
  };
}

/** Those years of some rows as values. */
export function yearValues(
  columns: CountColumns,
  kind: HarmKind | undefined,
  rows: Uint32Array,
): CodedValues {
  const codeOf = yearsOf(columns, kind);
  let last = 0;
  for (let i = 0; i < rows.length; i++) last = Math.max(last, codeOf(rows[i] as number));
  const values = Array.from({ length: last + 1 }, (_, year) => (year === 0 ? "" : String(year)));
  return { values, codeOf };
}

const yearOfDay = (day: number) => Math.floor(day / 10_000);

/** The place one step below the query's, or as near to it as the row says; "" when it is not known. */
export function placesOf(columns: CountColumns, { harm, place }: FigureQuery): CodedValues {
  const { paths, own, harmPlace } = columns;
  const harmOf = firstHarms(columns, harm);
  const values: string[] = [];
  const codes = new Map<string, number>();
  const codeOfPath = Uint32Array.from(paths, (path) => {
    const below = place === undefined ? 1 : path.indexOf(place) + 1;
    const value = path[below] ?? path.at(-1) ?? "";
    const code = codes.get(value) ?? values.push(value) - 1;
    codes.set(value, code);
    return code;
  });
  const codeOf = (row: number) => {
    const at = harmOf(row);
    return codeOfPath[(at < 0 ? own[row] : harmPlace[at]) as number] as number;
  };
  return { codeOf, values };
}

/** Bands of ages, the unknown one first. */
const bandValues: readonly string[] = ["", ...ageBands];

/**
 * The age band of each row's person: by the age that it states, else by the years of birth and of the harm, unless the
 * two ages that these allow lie in two bands.
 */
export function bandsOf(columns: CountColumns, kind: HarmKind | undefined): CodedValues {
  const yearOf = yearsOf(columns, kind);
  const codeOf = (row: number) => {
    const stated = columns.age[row] as number;
    if (stated !== 0) return stated;
    const [born, harmed] = [columns.born[row] as number, yearOf(row)];
    if (born === 0 || harmed === 0 || harmed < born) return 0;
    const older = bandOf(harmed - born);
    return older === bandOf(Math.max(0, harmed - born - 1)) ? bandValues.indexOf(older) : 0;
  };
  return { codeOf, values: bandValues };
}
