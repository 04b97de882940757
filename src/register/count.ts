/** Documented counts: entities that at least one record puts under a query, with the lists they stand on. */
import type { CaptureHistory } from "../model/estimate.ts";
import type { FigureCount, FigureQuery } from "../model/figure.ts";
import type { EntityId, RecordId, SourceId } from "../model/ids.ts";
import type { StoredRecord } from "../model/record.ts";
import { closesQuery, matchesQuery } from "./query.ts";

/** What a count is taken from: current records in ledger order, and the entity of each that was linked. */
export type CountInput = {
  readonly records: readonly StoredRecord[];
  readonly entities: ReadonlyMap<RecordId, EntityId>;
  readonly sourceNames: ReadonlyMap<SourceId, string>;
};

/** One counted entity: where it stands, and the record that speaks for it (of those that match, the first in the ledger). */
export type Counted = { readonly sources: readonly SourceId[]; readonly representative: StoredRecord };

/** A count before its estimate: `counted` in ledger order of the representatives. */
export type DocumentedCount = Omit<FigureCount, "estimate" | "size"> & {
  readonly counted: readonly Counted[];
};

/**
 * The documented count of a query. An entity counts once, however many of its records match; a missing person whom
 * any of the entity's records gives as found is not counted as missing. Groups of unnamed people stand beside.
 */
export function countDocumented(input: CountInput, query: FigureQuery): DocumentedCount {
  const tallies = tallyEntities(input, query);
  const counted = [...tallies.values()].flatMap(({ closed, sources, representative }) =>
    closed || representative === undefined ? [] : [{ sources: [...sources].sort(), representative }],
  );
  const uncounted = [...tallies.values()].filter(
    (tally) => tally.representative === undefined && !tally.closed,
  );
  return {
    query,
    documented: counted.length,
    lists: countLists(counted, input.sourceNames),
    histories: countHistories(counted),
    beside: countGroups(input.records, query),
    unplaced: uncounted.filter((tally) => tally.unplaced).length,
    undated: uncounted.filter((tally) => tally.undated && !tally.unplaced).length,
    counted: counted.sort((a, b) => a.representative.index - b.representative.index),
  };
}

type Tally = {
  readonly sources: Set<SourceId>;
  representative: StoredRecord | undefined;
  closed: boolean;
  unplaced: boolean;
  undated: boolean;
};

function tallyEntities(input: CountInput, query: FigureQuery): ReadonlyMap<string, Tally> {
  const tallies = new Map<string, Tally>();
  for (const record of input.records) {
    if (record.kind !== query.unit) continue;
    const id = input.entities.get(record.id) ?? record.id;
    const tally = tallies.get(id) ?? newTally();
    tallies.set(id, tally);
    tally.closed ||= closesQuery(record, query);
    if (matchesQuery(record, query)) {
      tally.sources.add(record.source);
      tally.representative ??= record;
    } else {
      tally.unplaced ||= lacksPlace(record, query);
      tally.undated ||= lacksDate(record, query);
    }
  }
  return tallies;
}

const newTally = (): Tally => ({
  sources: new Set(),
  representative: undefined,
  closed: false,
  unplaced: false,
  undated: false,
});

/** Whether the record would match if only its place were known: no place of it was resolved. */
function lacksPlace(record: StoredRecord, query: FigureQuery): boolean {
  if (query.place === undefined) return false;
  const { place: _, ...anywhere } = query;
  const isResolved = [
    ...record.mentions.places,
    ...record.mentions.harms.flatMap(({ where }) => where ?? []),
  ].some(({ place }) => place !== undefined);
  return !isResolved && matchesQuery(record, anywhere);
}

/** Whether the record would match if only its date were known, or known more finely. */
function lacksDate(record: StoredRecord, query: FigureQuery): boolean {
  if (query.from === undefined && query.until === undefined) return false;
  const { from: _from, until: _until, ...anytime } = query;
  const harms = record.mentions.harms.filter(({ kind }) => kind === query.harm);
  return (
    harms.every(({ when }) => when?.month === undefined) &&
    matchesQuery(record, anytime) &&
    !isOutside(record, query)
  );
}

/** Whether a dated harm of the record lies wholly in years that the period does not touch. */
function isOutside(record: StoredRecord, query: FigureQuery): boolean {
  return record.mentions.harms.some(
    ({ kind, when }) =>
      kind === query.harm &&
      when !== undefined &&
      ((query.from !== undefined && when.year < query.from.year) ||
        (query.until !== undefined && when.year > query.until.year)),
  );
}

function countLists(
  counted: readonly Counted[],
  names: ReadonlyMap<SourceId, string>,
): DocumentedCount["lists"] {
  const counts = new Map<SourceId, number>();
  for (const { sources } of counted)
    for (const source of sources) counts.set(source, (counts.get(source) ?? 0) + 1);
  return [...counts]
    .map(([source, count]) => ({ source, name: names.get(source) ?? source, count }))
    .sort((a, b) => (a.source < b.source ? -1 : 1));
}

function countHistories(counted: readonly Counted[]): readonly CaptureHistory[] {
  const counts = new Map<string, { lists: readonly string[]; count: number }>();
  for (const { sources } of counted) {
    const pattern = JSON.stringify(sources);
    counts.set(pattern, { lists: sources, count: (counts.get(pattern)?.count ?? 0) + 1 });
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, history]) => history);
}

function countGroups(records: readonly StoredRecord[], query: FigureQuery): FigureCount["beside"] {
  if (query.unit !== "person") return { groups: 0, persons: 0 };
  const groups = records.filter(
    (record) => record.kind === "group" && matchesQuery({ ...record, kind: "person" }, query),
  );
  return {
    groups: groups.length,
    persons: groups.reduce((sum, { mentions }) => sum + (mentions.persons ?? 0), 0),
  };
}
