/** Documented counts: entities that at least one record puts under a query, with the lists they stand on. */
import type { CaptureHistory } from "../model/estimate.ts";
import type { CountedArea, FigureCount, FigureQuery, InclusionRules } from "../model/figure.ts";
import { type CodedValues, placesOf, yearValues } from "./cell-values.ts";
import type { CountColumns } from "./count-columns.ts";
import { type CountTable, entityCount, type Folded, foldRows, rolesUnder, sourcesOf } from "./count-table.ts";
import { countedStatuses } from "./query.ts";
import { counts, LACKS_DATE, LACKS_PLACE, MATCHES, rolesOfRows } from "./role.ts";

/**
 * A count before the ledger's size and the linkage's range are known. `rows` has a row of the table for each entity that counts, in ledger order: the record
 * that speaks for it, of those that match the first in the ledger.
 */
export type DocumentedCount = Omit<FigureCount, "size" | "range"> & {
  readonly rows: Uint32Array;
  readonly roles: Uint8Array; // of every row of the table
};

/**
 * The documented count of a query. An entity counts once, however many of its records match; a missing person whom
 * any of the entity's records gives as found is not counted as missing. Groups of unnamed people stand beside.
 */
export function countDocumented(table: CountTable, query: FigureQuery): DocumentedCount {
  const roles = rolesUnder(table, query);
  const folded = foldRows(table, roles, { labels: table.entity, size: entityCount(table) });
  const counted = countedLabels(folded);
  const rows = counted.map((label) => folded.first[label] as number).sort();
  const open = openRoles(folded);
  const histories = countHistories(table, folded, counted);
  return {
    query,
    rules: inclusionRules(table, query),
    documented: rows.length,
    lists: countLists(table, histories),
    histories,
    years: tally(rows, yearValues(table.columns, query.harm, rows)),
    places: tally(rows, placesOf(table.columns, query)),
    ...countArea(table, query, { roles, rows }),
    beside: countGroups(table.columns, query),
    unplaced: open.unplaced,
    undated: open.undated,
    rows,
    roles,
  };
}

/** Which harms count, with which status, and in whose lists they were looked for. */
export function inclusionRules({ sources }: CountTable, { harm }: FigureQuery): InclusionRules {
  return {
    kinds: harm === undefined ? [] : [harm],
    statuses: harm === undefined ? [] : countedStatuses(harm),
    sources,
  };
}

// Plain loops in what follows: iterators of arrays cost ten times as much, and there may be a million entities.

/** The entities that count. */
function countedLabels({ roles }: Folded): Uint32Array {
  const labels = new Uint32Array(roles.length);
  let held = 0;
  for (let label = 0; label < roles.length; label++)
    if (counts(roles[label] as number)) labels[held++] = label;
  return labels.slice(0, held);
}

/** Entities that do not count only because a place or a date is wanting; one that wants both stands with the places. */
function openRoles({ roles }: Folded): { readonly unplaced: number; readonly undated: number } {
  let [unplaced, undated] = [0, 0];
  for (let label = 0; label < roles.length; label++) {
    const role = roles[label] as number;
    if ((role & LACKS_PLACE) === 0 && (role & LACKS_DATE) === 0) continue;
    if ((role & MATCHES) !== 0 || !counts(role | MATCHES)) continue;
    if ((role & LACKS_DATE) !== 0 && (role & LACKS_PLACE) === 0) undated++;
    else unplaced++;
  }
  return { unplaced, undated };
}

function countLists(
  { sources, sourceNames }: CountTable,
  histories: readonly CaptureHistory[],
): DocumentedCount["lists"] {
  const onList = new Map<string, number>();
  for (const { lists, count } of histories)
    for (const source of lists) onList.set(source, (onList.get(source) ?? 0) + count);
  return sources.flatMap((source) => {
    const count = onList.get(source);
    return count === undefined ? [] : [{ source, name: sourceNames.get(source) ?? source, count }];
  });
}

/** How many of the counted entities stand on exactly which lists, in the order of the lists. */
function countHistories(
  table: Pick<CountTable, "sources">,
  folded: Folded,
  counted: Uint32Array,
): readonly CaptureHistory[] {
  const { masks, words } = folded;
  const patterns = new Map<string | number, { readonly label: number; count: number }>();
  for (let i = 0; i < counted.length; i++) {
    const label = counted[i] as number;
    const key =
      words === 1 ? (masks[label] as number) : masks.slice(label * words, (label + 1) * words).join();
    const known = patterns.get(key);
    if (known === undefined) patterns.set(key, { label, count: 1 });
    else known.count++;
  }
  return [...patterns.values()]
    .map(({ label, count }) => ({ lists: sourcesOf(table, folded, label), count }))
    .sort((a, b) => (JSON.stringify(a.lists) < JSON.stringify(b.lists) ? -1 : 1));
}

/** The capture histories of the entities that count among those folded. */
export function historiesOf(table: Pick<CountTable, "sources">, folded: Folded): readonly CaptureHistory[] {
  return countHistories(table, folded, countedLabels(folded));
}

function tally(rows: Uint32Array, { values, codeOf }: CodedValues): FigureCount["years"] {
  const counted = new Uint32Array(values.length);
  for (let i = 0; i < rows.length; i++) counted[codeOf(rows[i] as number)]!++;
  return values
    .map((value, code) => ({ value, count: counted[code] as number }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => (a.value < b.value ? -1 : 1));
}

/** Area of the counted sites or hazards. Where sources disagree on one, the smallest that any of them gives. */
function countArea(
  { columns: { area }, entity }: CountTable,
  { unit }: FigureQuery,
  { roles, rows }: { readonly roles: Uint8Array; readonly rows: Uint32Array },
): { readonly area?: CountedArea } {
  if (unit !== "hazard" && unit !== "site") return {};
  const counted = new Set(Array.from(rows, (row) => entity[row] ?? 0));
  const areas = new Map<number, number>();
  for (const [row, role] of roles.entries()) {
    const label = entity[row] ?? 0;
    const squareMetres = area[row] ?? 0;
    if ((role & MATCHES) === 0 || squareMetres === 0 || !counted.has(label)) continue;
    areas.set(label, Math.min(squareMetres, areas.get(label) ?? Number.POSITIVE_INFINITY));
  }
  if (areas.size === 0) return {};
  const squareMetres = [...areas.values()].sort((a, b) => a - b).reduce((sum, own) => sum + own, 0);
  return { area: { km2: squareMetres / 1e6, measured: areas.size } };
}

/** Unnamed groups under the query, which a reference date does not move: nobody follows one of them. */
function countGroups(columns: CountColumns, { at: _at, ...query }: FigureQuery): FigureCount["beside"] {
  if (query.unit !== "person") return { groups: 0, persons: 0 };
  const roles = rolesOfRows(columns, query, "group");
  let [groups, persons] = [0, 0];
  for (let row = 0; row < roles.length; row++) {
    if (((roles[row] as number) & MATCHES) === 0) continue;
    groups++;
    persons += columns.persons[row] as number;
  }
  return { groups, persons };
}
