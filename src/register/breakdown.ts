/** A documented count broken down by place, year, list, sex and age band, crossed as asked. */
import type { SourceId } from "../model/ids.ts";
import { bandsOf, type CodedValues, placesOf, yearValues } from "./cell-values.ts";
import type { DocumentedCount } from "./count.ts";
import { sexes } from "./count-columns.ts";
import { type CountTable, entityCount, foldRows } from "./count-table.ts";
import { MATCHES } from "./role.ts";

export const groupings = ["place", "year", "list", "sex", "age"] as const;
export type Grouping = (typeof groupings)[number];

/** A cell: what its entities share, and how many there are. `place` is a place's id; "" is what is not known. */
export type Cell = {
  readonly group: { readonly [grouping in Grouping]?: string };
  readonly documented: number;
};

/**
 * The count by the groupings, each cell's entities once; cells in the order of their groups. By list, an entity counts
 * in each list that it stands on, so these cells do not add up; by everything else they do, those with "" among them.
 * Places are those one step below the query's. A sex or an age on which sources disagree stays unknown.
 */
export function breakDown(
  table: CountTable,
  count: DocumentedCount,
  by: readonly Grouping[],
): readonly Cell[] {
  const groups = by.map((grouping) => groupsOf(table, count, grouping));
  const cells = new Map<number, number>(); // by the codes as digits of one number
  const keysOf = cellKeys(groups);
  for (let i = 0; i < count.rows.length; i++) {
    const keys = keysOf(count.rows[i] as number);
    if (typeof keys === "number") cells.set(keys, (cells.get(keys) ?? 0) + 1);
    else for (const key of keys) cells.set(key, (cells.get(key) ?? 0) + 1);
  }
  return [...cells]
    .map(([key, documented]) => ({ values: valuesOf(groups, key), documented }))
    .map(({ values, documented }) => ({
      order: JSON.stringify(values),
      group: groupOf(by, values),
      documented,
    }))
    .sort((a, b) => (a.order < b.order ? -1 : 1))
    .map(({ group, documented }) => ({ group, documented }));
}

/**
 * The capture histories of each stratum of the counted entities, by the name of its values; strata share nobody.
 * Requires groupings without `list`.
 */
export function stratumHistories(
  table: CountTable,
  count: DocumentedCount,
  by: readonly Grouping[],
): readonly { readonly name: string; readonly histories: DocumentedCount["histories"] }[] {
  const groups = by.map((grouping) => groupsOf(table, count, grouping));
  const lists = groupingSources(table, count);
  const strata = new Map<string, Map<string, { readonly lists: readonly SourceId[]; count: number }>>();
  for (const row of count.rows) {
    const name = groups.map((group) => firstValue(group, row) || "not known").join(", ");
    const patterns = strata.get(name) ?? new Map();
    strata.set(name, patterns);
    const on = lists(row).map((list) => table.sources[list] as SourceId);
    const known = patterns.get(JSON.stringify(on));
    if (known === undefined) patterns.set(JSON.stringify(on), { lists: on, count: 1 });
    else known.count++;
  }
  return [...strata]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, patterns]) => ({ name, histories: [...patterns.values()] }));
}

/** The values of a grouping, and which of them a counted row has: one, or as many as the lists that it stands on. */
type Groups = { readonly values: readonly string[] } & (
  | { readonly codeOf: (row: number) => number }
  | { readonly codesOf: (row: number) => readonly number[] }
);

/** The cells of a row: one number where each grouping has one value, so that no list is made of a million rows. */
function cellKeys(groups: readonly Groups[]): (row: number) => number | readonly number[] {
  const weights = groups.map((_, at) =>
    groups.slice(at + 1).reduce((size, { values }) => size * values.length, 1),
  );
  const single = groups.flatMap((group, at) =>
    "codeOf" in group ? [{ codeOf: group.codeOf, weight: weights[at] as number }] : [],
  );
  const several = groups.flatMap((group, at) =>
    "codesOf" in group ? [{ codesOf: group.codesOf, weight: weights[at] as number }] : [],
  );
  const keyOf = (row: number) => {
    let key = 0;
    for (let at = 0; at < single.length; at++) key += single[at]!.weight * single[at]!.codeOf(row);
    return key;
  };
  if (several.length === 0) return keyOf;
  return (row) =>
    several.reduce<readonly number[]>(
      (keys, { codesOf, weight }) => keys.flatMap((key) => codesOf(row).map((code) => key + weight * code)),
      [keyOf(row)],
    );
}

function firstValue(group: Groups, row: number): string | undefined {
  return group.values["codeOf" in group ? group.codeOf(row) : (group.codesOf(row)[0] ?? 0)];
}

function valuesOf(groups: readonly Groups[], key: number): readonly string[] {
  let rest = key;
  return groups
    .toReversed()
    .map(({ values }) => {
      const code = rest % values.length;
      rest = (rest - code) / values.length;
      return values[code] ?? "";
    })
    .reverse();
}

/** Positions of the sources of the matching rows of a counted row's entity. */
function groupingSources(table: CountTable, { roles }: DocumentedCount): (row: number) => readonly number[] {
  const { masks, words } = foldRows(table, roles, { labels: table.entity, size: entityCount(table) });
  const positions = [...table.sources.keys()];
  return (row) => {
    const first = (table.entity[row] as number) * words;
    return positions.filter((i) => ((masks[first + (i >> 5)] as number) & (1 << (i & 31))) !== 0);
  };
}

function groupsOf(table: CountTable, count: DocumentedCount, grouping: Grouping): Groups {
  const { columns } = table;
  const { query, rows } = count;
  if (grouping === "place") return placesOf(columns, query);
  if (grouping === "year") return yearValues(columns, query.harm, rows);
  if (grouping === "list") return listValues(table, count);
  if (grouping === "age") return agreedValues(table, count, bandsOf(columns, query.harm));
  return agreedValues(table, count, { values: sexes, codeOf: (row) => columns.sex[row] as number });
}

/** By names: two lists of one name are one cell. */
function listValues(table: CountTable, count: DocumentedCount): Groups {
  const names = table.sources.map((source) => table.sourceNames.get(source) ?? source);
  const values = [...new Set(names)];
  const codes = names.map((name) => values.indexOf(name));
  const listsOf = groupingSources(table, count);
  return { values, codesOf: (row) => listsOf(row).map((list) => codes[list] as number) };
}

/** By entity, what all of its matching rows that say anything say; the first value, "", where two of them differ. */
function agreedValues(
  table: CountTable,
  { roles }: DocumentedCount,
  { values, codeOf }: CodedValues,
): CodedValues {
  const { entity } = table;
  const DIFFER = values.length;
  const agreed = new Uint8Array(entityCount(table));
  for (let row = 0; row < roles.length; row++) {
    const code = ((roles[row] as number) & MATCHES) === 0 ? 0 : codeOf(row);
    if (code === 0) continue;
    const label = entity[row] as number;
    const known = agreed[label];
    agreed[label] = known === 0 || known === code ? code : DIFFER;
  }
  const code = (row: number) => agreed[entity[row] as number] as number;
  return { values, codeOf: (row) => (code(row) === DIFFER ? 0 : code(row)) };
}

function groupOf(by: readonly Grouping[], combination: readonly string[]): Cell["group"] {
  return Object.fromEntries(by.map((grouping, i) => [grouping, combination[i] ?? ""]));
}
