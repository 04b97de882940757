/** The register's records as columns of numbers, made once and folded for every count. */
import { type PackedTexts, packTexts, textAt } from "../base/packed-texts.ts";
import type { Fate } from "../model/fate.ts";
import type { FigureQuery } from "../model/figure.ts";
import type { EntityId, RecordId, SourceId } from "../model/ids.ts";
import type { StoredRecord } from "../model/record.ts";
import { changeColumns } from "./change-columns.ts";
import { type CountColumns, noColumns } from "./count-columns.ts";
import { rolesOfRows, SETTLED_IN, SETTLED_OUT } from "./role.ts";

/** What a count is taken from: current records in ledger order, and the entity of each that was linked. */
export type CountInput = {
  readonly records: readonly StoredRecord[];
  readonly entities: ReadonlyMap<RecordId, EntityId>;
  readonly sourceNames: ReadonlyMap<SourceId, string>; // of every source of the register
  readonly fates?: ReadonlyMap<EntityId, Fate>; // those that somebody has settled
};

/** Which entity each row is of. */
export type RowEntities = {
  readonly entity: Uint32Array; // by row; entities are numbered by their first row
  readonly entityIds: PackedTexts; // by number
};

/** Columns with what is said of their entities and sources. */
export type CountTable = RowEntities & {
  readonly columns: CountColumns;
  readonly source: Uint16Array; // by row, a position in `sources`
  readonly sources: readonly SourceId[]; // sorted
  readonly sourceNames: ReadonlyMap<SourceId, string>;
  readonly fates: ReadonlyMap<number, Fate>; // by the entity's number
};

/** The table of an input. A record that was not linked is an entity of its own. */
export function countTable({ records, entities, sourceNames, fates = new Map() }: CountInput): CountTable {
  const change = changeColumns(noColumns);
  for (const record of records) change.add(record);
  const columns = change.finish();
  const idOf = (row: number) => entities.get(textAt(columns.ids, row) as RecordId);
  return tableOf(columns, numberEntities(columns, idOf), { sourceNames, fates });
}

/** The entities of rows, by the id of each row's; by its record's own where it has none. */
export function numberEntities(
  { ids }: Pick<CountColumns, "ids">,
  idOf: (row: number) => string | undefined,
): RowEntities {
  const numbers = new Map<string, number>();
  const entity = new Uint32Array(ids.ends.length);
  for (let row = 0; row < entity.length; row++) {
    const id = idOf(row) ?? textAt(ids, row);
    const number = numbers.get(id) ?? numbers.size;
    if (number === numbers.size) numbers.set(id, number);
    entity[row] = number;
  }
  return { entity, entityIds: packTexts([...numbers.keys()]) };
}

/** How many entities the rows are of. */
export const entityCount = ({ entityIds }: Pick<RowEntities, "entityIds">): number => entityIds.ends.length;

/** The table of columns and their entities. */
export function tableOf(
  columns: CountColumns,
  entities: RowEntities,
  { sourceNames, fates }: Required<Pick<CountInput, "sourceNames" | "fates">>,
): CountTable {
  const sources = [...new Set([...sourceNames.keys(), ...columns.sources])].sort();
  const positions = columns.sources.map((source) => sources.indexOf(source));
  return {
    ...entities,
    columns,
    sourceNames,
    sources,
    source: columns.source.map((number) => positions[number] as number),
    fates: fatesByNumber(entities, fates),
  };
}

/** Few are settled of many entities: their ids are looked for among all. */
function fatesByNumber(
  { entityIds }: RowEntities,
  fates: ReadonlyMap<EntityId, Fate>,
): ReadonlyMap<number, Fate> {
  const found = new Map<number, Fate>();
  if (fates.size === 0) return found;
  for (let number = 0; number < entityIds.ends.length; number++) {
    const fate = fates.get(textAt(entityIds, number) as EntityId);
    if (fate !== undefined) found.set(number, fate);
  }
  return found;
}

/** The bits of every record under the query (role.ts), those of settled fates among them. */
export function rolesUnder({ columns, entity, fates }: CountTable, query: FigureQuery): Uint8Array {
  const roles = rolesOfRows(columns, query);
  if (fates.size === 0 || query.unit !== "person") return roles;
  for (let row = 0; row < roles.length; row++) {
    const fate = fates.get(entity[row] as number);
    if (fate !== undefined && roles[row] !== 0) roles[row] = (roles[row] as number) | fateRole(fate, query);
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
