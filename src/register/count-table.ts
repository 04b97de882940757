/** The register's records as columns of numbers, made once and folded for every count. */
import type { Fate } from "../model/fate.ts";
import type { FigureQuery } from "../model/figure.ts";
import type { EntityId, RecordId, SourceId } from "../model/ids.ts";
import type { StoredRecord } from "../model/record.ts";
import { roleUnder, SETTLED_IN, SETTLED_OUT } from "./role.ts";

/** What a count is taken from: current records in ledger order, and the entity of each that was linked. */
export type CountInput = {
  readonly records: readonly StoredRecord[];
  readonly entities: ReadonlyMap<RecordId, EntityId>;
  readonly sourceNames: ReadonlyMap<SourceId, string>; // of every source of the register
  readonly fates?: ReadonlyMap<EntityId, Fate>; // those that somebody has settled
};

/** The input with a number for each entity and source. A record that was not linked is an entity of its own. */
export type CountTable = Omit<CountInput, "entities" | "fates"> & {
  readonly entity: Uint32Array; // by row; entities are numbered by their first row
  readonly entityIds: readonly string[]; // by number
  readonly source: Uint16Array; // by row, a position in `sources`
  readonly sources: readonly SourceId[]; // sorted
  readonly fates: ReadonlyMap<number, Fate>; // by the entity's number
};

/** The columns of an input. */
export function countTable({ records, entities, sourceNames, fates = new Map() }: CountInput): CountTable {
  const sources = [...new Set([...sourceNames.keys(), ...records.map(({ source }) => source)])].sort();
  const positions = new Map(sources.map((source, i) => [source, i]));
  const numbers = new Map<string, number>();
  const entity = new Uint32Array(records.length);
  const source = new Uint16Array(records.length);
  for (const [row, record] of records.entries()) {
    const id = entities.get(record.id) ?? record.id;
    const number = numbers.get(id) ?? numbers.size;
    if (number === numbers.size) numbers.set(id, number);
    entity[row] = number;
    source[row] = positions.get(record.source) ?? 0;
  }
  const settled = [...fates].flatMap(([id, fate]) => {
    const number = numbers.get(id);
    return number === undefined ? [] : [[number, fate] as const];
  });
  return {
    records,
    sourceNames,
    entity,
    entityIds: [...numbers.keys()],
    source,
    sources,
    fates: new Map(settled),
  };
}

/** The bits of every record under the query (role.ts), those of settled fates among them. */
export function rolesUnder({ records, entity, fates }: CountTable, query: FigureQuery): Uint8Array {
  const roleOf = roleUnder(query);
  const roles = new Uint8Array(records.length);
  for (const [row, record] of records.entries()) roles[row] = roleOf(record);
  if (fates.size === 0 || query.unit !== "person") return roles;
  for (const [row, number] of entity.entries()) {
    const fate = fates.get(number);
    if (fate !== undefined && roles[row] !== 0) roles[row] = (roles[row] ?? 0) | fateRole(fate, query);
  }
  return roles;
}

/** What a settled fate does under a harm: the living are not dead, and nobody is missing whose fate is known. */
function fateRole(fate: Fate, { harm }: FigureQuery): number {
  if (harm === "killed") return fate === "dead" ? 0 : SETTLED_OUT;
  if (harm === "missing") return fate === "missing" ? SETTLED_IN : SETTLED_OUT;
  return 0;
}

/** Records folded into clusters: for each label the OR of its records' bits, their sources, the first that matches. */
export type Folded = {
  readonly roles: Uint8Array; // by label
  readonly first: Int32Array; // by label: the first row that matches, -1 when none does
  readonly masks: Uint32Array; // by label, `words` numbers each: a bit for every source with a record that matches
  readonly words: number;
};

/** One pass over the rows. `labels` has a label below `size` for every row. */
export function foldRows(
  table: Pick<CountTable, "source" | "sources">,
  roles: Uint8Array,
  { labels, size }: { readonly labels: Uint32Array; readonly size: number },
): Folded {
  const words = Math.max(1, Math.ceil(table.sources.length / 32));
  const folded = {
    roles: new Uint8Array(size),
    first: new Int32Array(size).fill(-1),
    masks: new Uint32Array(size * words),
    words,
  };
  for (let row = 0; row < roles.length; row++) {
    const role = roles[row] ?? 0;
    if (role === 0) continue;
    const label = labels[row] ?? 0;
    folded.roles[label] = (folded.roles[label] ?? 0) | role;
    if ((role & 1) === 0) continue;
    if (folded.first[label] === -1) folded.first[label] = row;
    const source = table.source[row] ?? 0;
    const word = label * words + (source >> 5);
    folded.masks[word] = (folded.masks[word] ?? 0) | (1 << (source & 31));
  }
  return folded;
}

/** The sources of a label's records that match, in their order. */
export function sourcesOf(
  { sources }: Pick<CountTable, "sources">,
  { masks, words }: Folded,
  label: number,
): readonly SourceId[] {
  return sources.filter((_, i) => ((masks[label * words + (i >> 5)] ?? 0) & (1 << (i & 31))) !== 0);
}
