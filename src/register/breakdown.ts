/** A documented count broken down by place, year, list, sex and age band, crossed as asked. */
import type { StoredRecord } from "../model/record.ts";
import { ageBandOf, placeOf, yearOf } from "./cell-values.ts";
import type { DocumentedCount } from "./count.ts";
import { type CountTable, foldRows, sourcesOf } from "./count-table.ts";
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
  const values = by.map((grouping) => groupingValues(table, count, grouping));
  const cells = new Map<string, { readonly group: Cell["group"]; documented: number }>();
  for (const [i] of count.rows.entries())
    for (const combination of crossed(values.map((of) => of(i)))) {
      const key = JSON.stringify(combination);
      const known = cells.get(key);
      if (known !== undefined) known.documented++;
      else cells.set(key, { group: groupOf(by, combination), documented: 1 });
    }
  return [...cells].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
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
  const values = by.map((grouping) => groupingValues(table, count, grouping));
  const lists = groupingSources(table, count);
  const strata = new Map<string, Map<string, { readonly lists: readonly string[]; count: number }>>();
  for (const [i] of count.rows.entries()) {
    const name = values.map((of) => of(i)[0] || "not known").join(", ");
    const patterns = strata.get(name) ?? new Map();
    strata.set(name, patterns);
    const on = lists(i);
    const known = patterns.get(JSON.stringify(on));
    if (known === undefined) patterns.set(JSON.stringify(on), { lists: on, count: 1 });
    else known.count++;
  }
  return [...strata]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, patterns]) => ({ name, histories: [...patterns.values()] }));
}

/** The sources of the `i`th counted entity's matching records. */
function groupingSources(table: CountTable, { rows, roles }: DocumentedCount) {
  const folded = foldRows(table, roles, { labels: table.entity, size: table.entityIds.length });
  return (i: number) => sourcesOf(table, folded, table.entity[rows[i] ?? 0] ?? 0);
}

/** The values of the grouping of the `i`th counted entity: one, or for lists as many as it stands on. */
function groupingValues(
  table: CountTable,
  count: DocumentedCount,
  grouping: Grouping,
): (i: number) => readonly string[] {
  const { query, rows } = count;
  const speaking = (i: number) => table.records[rows[i] ?? 0];
  const entityOf = (i: number) => table.entity[rows[i] ?? 0] ?? 0;
  const ofRecord = (readValue: (record: StoredRecord) => string) => (i: number) => {
    const record = speaking(i);
    return [record === undefined ? "" : readValue(record)];
  };
  if (grouping === "place") return ofRecord((record) => placeOf(record, query));
  if (grouping === "year") return ofRecord((record) => yearOf(record, query.harm));
  if (grouping === "list") {
    const sources = groupingSources(table, count);
    return (i) => sources(i).map((source) => table.sourceNames.get(source) ?? source);
  }
  const agreed = agreedValues(table, count, (record) =>
    grouping === "sex" ? (record.mentions.sex ?? "") : ageBandOf(record, query.harm),
  );
  return (i) => [agreed.get(entityOf(i)) ?? ""];
}

/** By entity, what all of its matching records that say anything say; "" where two of them differ. */
function agreedValues(
  { records, entity }: CountTable,
  { roles }: DocumentedCount,
  readValue: (record: StoredRecord) => string,
): ReadonlyMap<number, string> {
  const agreed = new Map<number, string>();
  for (const [row, role] of roles.entries()) {
    const record = records[row];
    const value = (role & MATCHES) === 0 || record === undefined ? "" : readValue(record);
    if (value === "") continue;
    const label = entity[row] ?? 0;
    const known = agreed.get(label);
    agreed.set(label, known === undefined || known === value ? value : "");
  }
  return agreed;
}

function crossed(values: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return values.reduce<readonly (readonly string[])[]>(
    (combinations, next) => combinations.flatMap((start) => next.map((value) => [...start, value])),
    [[]],
  );
}

function groupOf(by: readonly Grouping[], combination: readonly string[]): Cell["group"] {
  return Object.fromEntries(by.map((grouping, i) => [grouping, combination[i] ?? ""]));
}
