/** The register in a viewer's eyes: what the ways out read. Records come already cut; what may not be seen is not there. */
import { fromUtf8, utf8 } from "../base/bytes.ts";
import type { RecordId, SourceId } from "../model/ids.ts";
import type { Viewer } from "../model/person.ts";
import type { RecordKind, StoredRecord } from "../model/record.ts";
import { fieldsOfPart, indexOfHandle, joinParts, type RecordPart } from "../register/record-parts.ts";
import type { Tie } from "../register/record-ties.ts";
import { type Asked, ask, type Database } from "./connection.ts";
import { lookUpTogether } from "./look-up-together.ts";
import { unpackIndexes } from "./packed-indexes.ts";
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

/** Records that many may ask for at once are read together up to here; an index over all names asks for more at once. */
const FEW = 100;

/** The views of a register for one viewer. What several ask for at one moment is read for all of them at once. */
export function recordViews(database: Database, viewer: Viewer): RecordViews {
  const read = <T>(work: (asked: Asked) => Promise<T>) => readAs(database, viewer, work);
  const at = lookUpTogether(
    (indexes: readonly number[]) => read((asked) => readAt(asked, indexes)),
    ({ index }) => index,
  );
  const byIds = lookUpTogether(
    (ids: readonly RecordId[]) => read((asked) => readByIds(asked, ids)),
    ({ id }) => id,
  );
  const restricted = lookUpTogether(
    (indexes: readonly number[]) => read((asked) => readRestricted(asked, indexes)),
    ({ index }) => index,
  );
  return {
    viewer,
    byIds: (ids) => (ids.length > FEW ? read((asked) => readByIds(asked, ids)) : byIds(ids)),
    async at(indexes) {
      if (indexes.length === 0) return [];
      if (indexes.length > FEW) return read((asked) => readAt(asked, indexes));
      return at([...new Set(indexes)].sort((a, b) => a - b));
    },
    all: (filter = {}) => readAll(database, viewer, filter),
    namedIndexes: (kind, from = 0) => read((asked) => readNamed(asked, kind, from)),
    indexesIn: (from, to) => read((asked) => readIndexes(asked, from, to)),
    tiedIndexes: async (ties, source) =>
      ties.length === 0 ? [] : read((asked) => readTied(asked, ties, source)),
    namedAmong: (indexes) => read((asked) => readNamedAmong(asked, indexes)),
    async restrictedAmong(indexes) {
      if (indexes.length === 0) return new Map();
      return new Map((await restricted(indexes)).map(({ index, fields }) => [index, fields]));
    },
  };
}

type ViewRow = { readonly index: number; readonly payload: string };

const idsOf = {
  name: "views-ids",
  text: "select id, index from record_views where id = any($1::bytea[]) and id <> ''",
};

/**
 * By two queries, and both whatever is found: of a record that is not for the viewer nothing is done that is not done of
 * one that is not there. In one, the planner reads the whole table.
 */
async function readByIds(asked: Asked, ids: readonly RecordId[]): Promise<readonly StoredRecord[]> {
  const wanted = ids.map((id) => Buffer.from(utf8(id)));
  const rows = await ask<{ id: Uint8Array; index: number }>(asked, idsOf, [wanted]);
  const indexOf = new Map(rows.map(({ id, index }) => [fromUtf8(id), index]));
  const indexes = ids.map((id) => indexOf.get(id) ?? indexOfHandle(id) ?? -1);
  const known = new Map((await readAt(asked, indexes)).map((record) => [record.index, record]));
  return ids.flatMap((id, place) => {
    const record = known.get(indexes[place] ?? -1);
    // A handle of another source, or of a record whose own id the viewer may see, is no id of it.
    return record === undefined || record.id !== id ? [] : [record];
  });
}

const recordsAt = {
  name: "views-at",
  text: `select index, convert_from(payload, 'UTF8') as payload from record_views
    where index = any($1::bigint[]) order by index`,
};

async function readAt(asked: Asked, indexes: readonly number[]): Promise<readonly StoredRecord[]> {
  return joinRows(await ask<ViewRow>(asked, recordsAt, [indexes]));
}

const nextRecords = {
  name: "views-next",
  text: `with next as (
      select distinct index from record_views where index > $1
        and ($2::text is null or source = $2)
        and ($3::text[] is null or kind = any($3))
      order by index limit $4
    )
    select v.index, convert_from(v.payload, 'UTF8') as payload from record_views v join next on next.index = v.index
      where v.index > $1 order by v.index`,
};

async function* readAll(
  database: Database,
  viewer: Viewer,
  { kinds, source, after: from = -1, batch = BATCH }: ViewFilter,
): AsyncGenerator<readonly StoredRecord[]> {
  for (let after = from; ; ) {
    const values = [after, source ?? null, kinds ?? null, batch];
    const rows = await readAs(database, viewer, (asked) => ask<ViewRow>(asked, nextRecords, values));
    const last = rows.at(-1);
    if (last === undefined) return;
    yield joinRows(rows);
    after = last.index;
  }
}

const namedFrom = {
  name: "views-named",
  text: `select string_agg(int4send(index::int4), ''::bytea order by index) as packed
    from record_views where named = 1 and kind = $1 and index >= $2`,
};

async function readNamed(asked: Asked, kind: RecordKind, from: number): Promise<Uint32Array> {
  const [row] = await ask<{ packed: Uint8Array | null }>(asked, namedFrom, [kind, from]);
  return unpackIndexes(row?.packed ?? new Uint8Array());
}

const seenIn = {
  name: "views-seen",
  text: `select kind, source, string_agg(int4send(index::int4), ''::bytea) as packed from (
      select distinct index, kind, source from record_views where index >= $1 and index < $2
    ) as seen group by kind, source`,
};

async function readIndexes(asked: Asked, from: number, to: number): Promise<readonly SeenIndexes[]> {
  type Row = { kind: RecordKind; source: SourceId; packed: Uint8Array };
  const rows = await ask<Row>(asked, seenIn, [from, to]);
  return rows.map(({ kind, source, packed }) => ({ kind, source, indexes: unpackIndexes(packed) }));
}

const tiedBy = {
  name: "views-tied",
  text: `select distinct index from record_ties where tie = any($1::bytea[])
    and ($2::text is null or source = $2) order by index`,
};

async function readTied(
  asked: Asked,
  ties: readonly Tie[],
  source: SourceId | undefined,
): Promise<readonly number[]> {
  const wanted = ties.map((tie) => Buffer.from(tieDigest(tie)));
  const rows = await ask<{ index: number }>(asked, tiedBy, [wanted, source ?? null]);
  return rows.map(({ index }) => index);
}

const namedOf = {
  name: "views-named-among",
  text: `select distinct index from record_views where index = any($1::bigint[])
    and (named = 1 or organisation = current_setting('recount.organisation')
      or current_setting('recount.viewer') = 'keeper')`,
};

async function readNamedAmong(asked: Asked, indexes: readonly number[]): Promise<ReadonlySet<number>> {
  const rows = await ask<{ index: number }>(asked, namedOf, [indexes]);
  return new Set(rows.map(({ index }) => index));
}

const restrictedOf = {
  name: "views-restricted",
  text: `select index, convert_from(payload, 'UTF8') as payload from record_views
    where index = any($1::bigint[]) and audience = 'organisation'`,
};

async function readRestricted(asked: Asked, indexes: readonly number[]) {
  const rows = await ask<ViewRow>(asked, restrictedOf, [indexes]);
  return rows.map(({ index, payload }) => ({ index, fields: fieldsOfPart(JSON.parse(payload)) }));
}

/** Records of rows that stand in the order of their indexes. */
function joinRows(rows: readonly ViewRow[]): readonly StoredRecord[] {
  const byIndex = Map.groupBy(rows, ({ index }) => index);
  return [...byIndex].flatMap(([index, of]) => {
    const parts = of.map(({ payload }): RecordPart => JSON.parse(payload));
    return joinParts(index, parts) ?? [];
  });
}
