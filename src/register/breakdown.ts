/** A documented count broken down by place, year and list. */
import type { FigureQuery } from "../model/figure.ts";
import type { HarmKind } from "../model/harm.ts";
import type { StoredRecord } from "../model/record.ts";
import type { CountInput, DocumentedCount } from "./count.ts";
import { harmPlace, ownPlace, placePath } from "./entry-fields.ts";

export const groupings = ["place", "year", "list"] as const;
export type Grouping = (typeof groupings)[number];

/** A cell: what its entities share, and how many there are. `place` is a place's id, "" while unknown. */
export type Cell = {
  readonly group: { readonly [grouping in Grouping]?: string };
  readonly documented: number;
};

/**
 * The count by the groupings, each cell's entities once; cells in the order of their groups. By list, an entity counts
 * in each list that it stands on, so these cells do not add up. Places are those one step below the query's.
 */
export function breakDown(
  count: DocumentedCount,
  by: readonly Grouping[],
  sourceNames: CountInput["sourceNames"],
): readonly Cell[] {
  const cells = new Map<string, Cell>();
  for (const { representative, sources } of count.counted) {
    const place = by.includes("place") ? { place: placeOf(representative, count.query) } : {};
    const year = by.includes("year") ? { year: yearOf(representative, count.query.harm) } : {};
    const lists = by.includes("list")
      ? sources.map((source) => ({ list: sourceNames.get(source) ?? source }))
      : [{}];
    for (const list of lists) {
      const group = { ...place, ...year, ...list };
      const key = JSON.stringify(by.map((grouping) => group[grouping]));
      cells.set(key, { group, documented: (cells.get(key)?.documented ?? 0) + 1 });
    }
  }
  return [...cells].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
}

function yearOf(record: StoredRecord, kind: HarmKind | undefined): string {
  const year = record.mentions.harms.find((harm) => harm.kind === kind)?.when?.year;
  return year === undefined ? "" : String(year);
}

function placeOf(record: StoredRecord, query: FigureQuery): string {
  const harm = record.mentions.harms.find(({ kind }) => kind === query.harm);
  const path = placePath(harm === undefined ? ownPlace(record) : harmPlace(record, harm));
  const below = query.place === undefined ? 1 : path.indexOf(query.place) + 1;
  return path[below] ?? path.at(-1) ?? "";
}
