/** The register in a viewer's eyes: what the ways out read. Records come already cut; what may not be seen is not there. */
import { fromUtf8, utf8 } from "../base/bytes.ts";
import type { RecordId, SourceId } from "../model/ids.ts";
import type { Viewer } from "../model/person.ts";
import type { RecordKind, StoredRecord } from "../model/record.ts";
import { fieldsOfPart, indexOfHandle, joinParts, type RecordPart } from "../register/record-parts.ts";
import type { Tie } from "../register/record-ties.ts";
import { type Database, sql, type Tables } from "./connection.ts";
import { readAs } from "./reading-role.ts";
import { tieDigest } from "./record-views.ts";

export type RecordViews = {
  readonly viewer: Viewer;
  /**
   * The current records of these ids that the viewer may see, in the order of `ids`: by their own ids, or by handles.
   * One query, whether or not there is any such record.
   */
  byIds(ids: readonly RecordId[]): Promise<readonly StoredRecord[]>;
  /** The current records of these entries that the viewer may see, in ledger order. */
  at(indexes: readonly number[]): Promise<readonly StoredRecord[]>;
  /** All of them in index order, of one state. */
  all(filter?: ViewFilter): AsyncIterable<readonly StoredRecord[]>;
  /** Entries from `from` on of the current records of a kind whose names the viewer may see, ascending. */
  namedIndexes(kind: RecordKind, from?: number): Promise<Uint32Array>;
  /** Entries in `[from, to)` of the current records that the viewer may see something of, by kind and source. */
  indexesIn(from: number, to: number): Promise<readonly SeenIndexes[]>;
  /** The current records, of one source or of all, that the viewer may find by one of these ties, ascending. */
  tiedIndexes(ties: readonly Tie[], source?: SourceId): Promise<readonly number[]>;
  /** Of these entries those whose names the viewer may see, and those of their own organisation. */
  namedAmong(indexes: readonly number[]): Promise<ReadonlySet<number>>;
  /** Of these entries those of which the viewer sees something that is for an organisation alone, with its fields. */
  restrictedAmong(indexes: readonly number[]): Promise<ReadonlyMap<number, readonly string[]>>;
};

export type SeenIndexes = {
  readonly kind: RecordKind;
  readonly source: SourceId;
  readonly indexes: Uint32Array;
};

export type ViewFilter = {
  readonly kinds?: readonly RecordKind[];
  readonly source?: SourceId;
  readonly after?: number; // those of later entries only
  readonly batch?: number; // how many at once
};

const BATCH = 2000;

/** The views of a register for one viewer. */
export function recordViews(database: Database, viewer: Viewer): RecordViews {
  const read = <T>(work: (tables: Tables) => Promise<T>) => readAs(database, viewer, work);
  return {
    viewer,
    byIds: (ids) => read((tables) => readByIds(tables, ids)),
    at: async (indexes) => (indexes.length === 0 ? [] : read((tables) => readAt(tables, indexes))),
    all: (filter = {}) => readAll(database, viewer, filter),
    namedIndexes: (kind, from = 0) => read((tables) => readNamed(tables, kind, from)),
    indexesIn: (from, to) => read((tables) => readIndexes(tables, from, to)),
    tiedIndexes: (ties, source) => read((tables) => readTied(tables, ties, source)),
    namedAmong: (indexes) => read((tables) => readNamedAmong(tables, indexes)),
    restrictedAmong: (indexes) => read((tables) => readRestricted(tables, indexes)),
  };
}

type ViewRow = { readonly index: number; readonly payload: Uint8Array };

/**
 * By two queries, and both whatever is found: of a record that is not for the viewer nothing is done that is not done of
 * one that is not there. In one, the planner reads the whole table.
 */
async function readByIds(tables: Tables, ids: readonly RecordId[]): Promise<readonly StoredRecord[]> {
  const wanted = ids.map((id) => Buffer.from(utf8(id)));
  const { rows } = await sql<{ id: Uint8Array; index: number }>`
    select id, index from record_views where id = any(${wanted}::bytea[]) and id <> ''
  `.execute(tables);
  const indexOf = new Map(rows.map(({ id, index }) => [fromUtf8(id), index]));
  const indexes = ids.map((id) => indexOf.get(id) ?? indexOfHandle(id) ?? -1);
  const known = new Map((await readAt(tables, indexes)).map((record) => [record.index, record]));
  return ids.flatMap((id, place) => {
    const record = known.get(indexes[place] ?? -1);
    // A handle of another source, or of a record whose own id the viewer may see, is no id of it.
    return record === undefined || record.id !== id ? [] : [record];
  });
}

async function readAt(tables: Tables, indexes: readonly number[]): Promise<readonly StoredRecord[]> {
  const { rows } = await sql<ViewRow>`
    select index, payload from record_views where index = any(${indexes}::bigint[]) order by index
  `.execute(tables);
  return joinRows(rows);
}

async function* readAll(
  database: Database,
  viewer: Viewer,
  { kinds, source, after: from = -1, batch = BATCH }: ViewFilter,
): AsyncGenerator<readonly StoredRecord[]> {
  for (let after = from; ; ) {
    const start = after;
    const rows = await readAs(database, viewer, async (tables) => {
      const answer = await sql<ViewRow>`
        with next as (
          select distinct index from record_views where index > ${start}
            and (${source ?? null}::text is null or source = ${source ?? null})
            and (${kinds ?? null}::text[] is null or kind = any(${kinds ?? null}))
          order by index limit ${batch}
        )
        select v.index, v.payload from record_views v join next on next.index = v.index
          where v.index > ${start} order by v.index
      `.execute(tables);
      return answer.rows;
    });
    const last = rows.at(-1);
    if (last === undefined) return;
    yield joinRows(rows);
    after = last.index;
  }
}

/** 4 bytes each on the way, so that a million are one answer. */
async function readNamed(tables: Tables, kind: RecordKind, from: number): Promise<Uint32Array> {
  const { rows } = await sql<{ packed: Uint8Array | null }>`
    select string_agg(int4send(index::int4), ''::bytea order by index) as packed
    from record_views where named = 1 and kind = ${kind} and index >= ${from}
  `.execute(tables);
  return unpacked(rows[0]?.packed ?? new Uint8Array());
}

function unpacked(packed: Uint8Array): Uint32Array {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  return Uint32Array.from({ length: packed.length / 4 }, (_, at) => view.getUint32(4 * at));
}

async function readIndexes(tables: Tables, from: number, to: number): Promise<readonly SeenIndexes[]> {
  const { rows } = await sql<{ kind: RecordKind; source: SourceId; packed: Uint8Array }>`
    select kind, source, string_agg(int4send(index::int4), ''::bytea) as packed from (
      select distinct index, kind, source from record_views where index >= ${from} and index < ${to}
    ) as seen group by kind, source
  `.execute(tables);
  return rows.map(({ kind, source, packed }) => ({ kind, source, indexes: unpacked(packed) }));
}

async function readTied(
  tables: Tables,
  ties: readonly Tie[],
  source: SourceId | undefined,
): Promise<readonly number[]> {
  if (ties.length === 0) return [];
  const wanted = ties.map((tie) => Buffer.from(tieDigest(tie)));
  const { rows } = await sql<{ index: number }>`
    select distinct index from record_ties where tie = any(${wanted}::bytea[])
      and (${source ?? null}::text is null or source = ${source ?? null}) order by index
  `.execute(tables);
  return rows.map(({ index }) => index);
}

async function readNamedAmong(tables: Tables, indexes: readonly number[]): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ index: number }>`
    select distinct index from record_views where index = any(${indexes}::bigint[])
      and (named = 1 or organisation = current_setting('recount.organisation')
        or current_setting('recount.viewer') = 'keeper')
  `.execute(tables);
  return new Set(rows.map(({ index }) => index));
}

async function readRestricted(
  tables: Tables,
  indexes: readonly number[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  const { rows } = await sql<ViewRow>`
    select index, payload from record_views where index = any(${indexes}::bigint[]) and audience = 'organisation'
  `.execute(tables);
  return new Map(rows.map(({ index, payload }) => [index, fieldsOfPart(JSON.parse(fromUtf8(payload)))]));
}

/** Records of rows that stand in the order of their indexes. */
function joinRows(rows: readonly ViewRow[]): readonly StoredRecord[] {
  const byIndex = Map.groupBy(rows, ({ index }) => index);
  return [...byIndex].flatMap(([index, of]) => {
    const parts = of.map(({ payload }): RecordPart => JSON.parse(fromUtf8(payload)));
    return joinParts(index, parts) ?? [];
  });
}
